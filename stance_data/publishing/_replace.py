"""A folder of ours put in the place of an older one, or of nothing, as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from stance_data.errors import OutputError
from stance_data.publishing._manifest import MANIFEST, read_any_manifest, stray_files
from stance_data.publishing._swap import exclusive, new_folder, put_in_place, sync

__all__ = ["replace_folder", "write_text"]


def replace_folder(
    target: Path, formats: Collection[str], write: Callable[[Path], None], *, marks: str = ""
) -> None:
    """Let `write` fill a new folder, and put that in the place of `target`.

    Parameters
    ----------
    target : Path
        It must not exist, or be empty, or be a folder of one of these formats.
    formats : collection of str
        From `Format`.
    write : callable
        Called with the new folder, while nobody else may write to `target`.
    marks : str, optional
        A file by which an older release marked such folders, in place of a manifest.

    Raises
    ------
    OutputError
        If `target` holds something else, or cannot be written; nothing is left half-written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(target):
            new = new_folder(target)
            try:
                _refuse_foreign(target, formats, marks)
                write(new)
                sync(new)
                put_in_place(new, target)
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{target}: cannot be written ({reason}): choose another output folder, or make room "
            "and allow writing there"
        ) from error


def _refuse_foreign(target: Path, formats: Collection[str], marks: str) -> None:
    """Raise if `target` holds anything that this package did not put there."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    remedy = "choose another output folder, or move it away"
    if not target.is_dir():
        raise OutputError(f"{target}: is a file, not a folder: {remedy}")
    manifest = read_any_manifest(target)
    if manifest is None and marks and (target / marks).is_file():
        return
    if manifest is None:
        raise OutputError(f"{target}: is no dataset of ours (it has no {MANIFEST}): {remedy}")
    if manifest["format"] not in formats:
        raise OutputError(f"{target}: holds something else (a {manifest['format']}): {remedy}")
    strays = stray_files(target, manifest)
    if strays:
        raise OutputError(
            f"{target}: also holds {', '.join(strays)}, which replacing the dataset would remove: "
            "move that elsewhere"
        )


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8 with line feeds, on every platform."""
    path.write_text(text, encoding="utf-8", newline="\n")
