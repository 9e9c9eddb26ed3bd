"""Where a user's copies of corpora are kept, and how they are added.

``<home>/corpora/<name>/place.json`` names the folder of the files in use: a copy beside it
(``source-<digest>``) or, where the user wanted a link, a folder of theirs. It is replaced as a
whole, so that a copy is in use as a whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stance_data import corpora
from stance_data.corpora._card import Card, Kind
from stance_data.corpora._files import find_root, source_files
from stance_data.corpora._unzip import unzip
from stance_data.errors import DatasetNotFoundError, InputError, OutputError, StanceDataError

__all__ = [
    "HOME_VARIABLE",
    "Added",
    "add",
    "files_digest",
    "folder_of",
    "home",
    "require_folder",
    "shelf",
    "work_folder",
]

HOME_VARIABLE = "STANCE_DATA_HOME"


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` took: the folder in use, and rows by split (articles where attributions are)."""

    folder: Path
    files: int
    rows: dict[str, int]


def home() -> Path:
    """Return the folder of all that is kept for the user.

    ``STANCE_DATA_HOME``, or else ``stance-data`` in the platform's cache folder for users (the
    same as ``pooch.os_cache("stance-data")``, without importing it for every load).
    """
    wanted = os.environ.get(HOME_VARIABLE)
    if wanted:
        return Path(wanted).expanduser()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        base = Path(local) if local else Path.home() / "AppData" / "Local"
        return base / "stance-data" / "stance-data" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "stance-data"
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "stance-data"


def folder_of(name: str) -> Path | None:
    """Return the folder of a corpus's files; None where the user has added none."""
    place = shelf(name) / "place.json"
    try:
        folder = Path(json.loads(place.read_text(encoding="utf-8"))["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return folder if folder.is_absolute() else place.parent / folder


def require_folder(name: str) -> Path:
    """Return the folder of a corpus's files.

    Raises
    ------
    DatasetNotFoundError
        If there is none; the message says how to get them.
    """
    card = corpora.card(name)
    folder = folder_of(name)
    if folder is None:
        raise DatasetNotFoundError(
            f"{name}: the files of this public corpus are not here. {card.source.instructions} "
            f"Then: stance-data corpora add {name} --from FOLDER"
        )
    if not folder.is_dir():
        raise InputError(
            f"{folder}: the folder of {name} is gone. Add it again: stance-data corpora add {name} "
            "--from FOLDER"
        )
    return folder


def add(name: str, path: str | Path, *, link: bool = False) -> Added:
    """Take a user's files of a corpus into use.

    Files are copied; those added earlier stay in use, unless one of the same name replaces them.

    Parameters
    ----------
    name : str
    path : str or Path
        A folder in the publisher's layout (or one that holds it, such as a checkout), or a zip.
    link : bool, default False
        Read the files where they are, in place of a copy; replaces what was added earlier.

    Raises
    ------
    DatasetNotFoundError
        If there is no corpus of this name.
    InputError
        If no file of the corpus is there, or what is there cannot be read.
    OutputError
        If the copy cannot be written. What was in use stays in use.
    """
    card, path = corpora.card(name), Path(path)
    with work_folder(name) as work:
        if path.is_file():
            if link:
                raise InputError(f"{path}: a zip cannot be linked; add it without --link")
            path = unzip(path, work / "unzipped")
        root = find_root(card, path).resolve()
        files = source_files(card, root)
        rows = _count_rows(card, root) if link else {}
        folder = root
        if not link:
            copy = work / "copy"
            old = folder_of(name)
            if old is not None and old.is_dir():
                _copy(source_files(card, old), old, copy)
            _copy(files, root, copy)
            rows = _count_rows(card, copy)
            folder = shelf(name) / f"source-{files_digest(source_files(card, copy), copy)[:12]}"
            if not folder.is_dir():
                copy.rename(folder)
        _use(name, folder)
    return Added(folder, len(files), rows)


@contextmanager
def work_folder(name: str) -> Iterator[Path]:
    """Yield an empty folder on the disk of the corpus; what is left in it is removed.

    Raises
    ------
    OutputError
        If anything in the block fails to be written.
    """
    folder = shelf(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error})") from error
    try:
        yield work
    except StanceDataError:
        raise
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}); nothing has changed. Free "
            f"some space, or name another folder in {HOME_VARIABLE}"
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def shelf(name: str) -> Path:
    """Return the folder of all that is kept of a corpus; it need not be there."""
    return home() / "corpora" / name


def _use(name: str, folder: Path) -> None:
    place = shelf(name)
    inside = folder.parent == place
    draft = place / f".place.json.{os.getpid()}"
    draft.write_text(
        json.dumps({"folder": folder.name if inside else str(folder)}), encoding="utf-8"
    )
    draft.replace(place / "place.json")
    for other in place.glob("source-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def _copy(files: Iterable[Path], root: Path, copy: Path) -> None:
    for file in files:
        target = copy / file.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def _count_rows(card: Card, folder: Path) -> dict[str, int]:
    """Read all that is there, so that a folder which cannot be read is not taken into use."""
    if card.kind is Kind.ATTRIBUTION:
        counts = {}
        for split in card.splits:
            if next((folder / "data" / split).glob("attributions/*.ann"), None):
                records = corpora.read_split(card.name, split, folder)
                counts[split] = len({record.article.id for record in records})
        return counts
    rows = corpora.read(card.name, folder)["split"].value_counts()
    return {split: int(rows[split]) for split in card.splits if split in rows}


def files_digest(files: Iterable[Path], root: Path) -> str:
    """Return a SHA-256 over the names and the bytes of files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
