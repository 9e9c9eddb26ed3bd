"""Unpack a zip that somebody else made."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from stance_data.errors import InputError, OutputError

__all__ = ["unzip"]

_LARGEST = 2 * 1024**3
"""Bytes that an archive may unpack to: forty times the largest corpus."""


def unzip(path: Path, folder: Path) -> Path:
    """Unpack an archive into a new folder, all of it or nothing.

    Parameters
    ----------
    path : Path
        The zip.
    folder : Path
        Made here.

    Returns
    -------
    Path
        `folder`.

    Raises
    ------
    InputError
        If it is no sound zip, or a name in it leads out of the folder, or it holds a link, or it
        unpacks to more than 2 GiB. Nothing is written then.
    OutputError
        If a file cannot be written; what was written is removed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(path, archive.infolist())
            folder.mkdir(parents=True)
            archive.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise InputError(f"{path}: is no sound zip archive ({error}): get it again") from None
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError(
            f"{folder}: cannot be unpacked into ({error.strerror or error}); nothing is left there"
        ) from error
    return folder


def _check(path: Path, members: list[zipfile.ZipInfo]) -> None:
    faults = []
    for member in members:
        # The name as packed: ZipFile has made "/" of backslashes on some systems already.
        name = getattr(member, "orig_filename", member.filename)
        parts = {*PurePosixPath(name).parts, *PureWindowsPath(name).parts}
        if ".." in parts or PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
            faults.append(f"{path}: {name!r} would be written outside of the folder")
        elif stat.S_ISLNK(member.external_attr >> 16):
            faults.append(f"{path}: {name!r} is a link")
    if faults:
        raise InputError("\n".join([*faults, "Nothing of the archive was unpacked."]))
    size = sum(member.file_size for member in members)
    if size > _LARGEST:
        raise InputError(f"{path}: would unpack to {size:,} bytes, more than a corpus has")
