"""Replace a folder as a whole: a kill at any moment leaves the old one or the new one.

The new folder is written beside the old one, under a hidden name, and flushed to the disk. Where
the system can exchange two names in one step (Linux, macOS), that is the swap. Elsewhere the old
folder is renamed aside and the new one takes its name; a kill between the two leaves the old
folder aside, and `settle` puts it back when the next reader or writer comes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from stance_data.errors import OutputError

__all__ = ["exclusive", "new_folder", "put_in_place", "settle", "sync"]

_AT_FDCWD = -100  # linux/fcntl.h: paths are relative to the working directory
_RENAME_EXCHANGE = 2  # linux/fs.h, renameat2(2)
_RENAME_SWAP = 2  # macOS stdio.h, renamex_np(2)
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_PATIENCE = 60.0
"""Seconds to wait for another process that publishes to the same folder."""


def _aside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


@contextmanager
def exclusive(target: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep other processes from swapping `target` meanwhile.

    The lock dies with the process that holds it. Without ``flock`` (Windows) nothing is locked.

    Raises
    ------
    OutputError
        If another process holds it for longer than `patience` seconds.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    path = _aside(target, "lock")
    deadline = time.monotonic() + patience
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Its last holder may have removed the file between our opening and locking it.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(lock), path.stat()):
                    break
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(lock)
                raise OutputError(
                    f"{target}: another process has been writing there for {patience:.0f} s: "
                    "wait until it is done, then try again"
                ) from None
            time.sleep(0.02)
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(lock)


def settle(target: Path) -> Path:
    """Put the old folder back if a swap was cut short between its two renames.

    Returns
    -------
    Path
        The folder to read: `target`, or where nothing may be renamed (a read-only disk), the old
        folder under its hidden name.
    """
    old = _aside(target, "old")
    if target.exists() or not old.is_dir():
        return target
    try:
        with exclusive(target):
            _restore(target)  # unless whoever held the lock has finished meanwhile
    except OSError:
        return target if target.exists() else old
    return target


def _restore(target: Path) -> None:
    old = _aside(target, "old")
    if not target.exists() and old.is_dir():
        old.rename(target)


def new_folder(target: Path) -> Path:
    """Return an empty folder beside `target` to write into; call it under `exclusive`.

    What killed runs left behind is put back or removed: under the lock it belongs to nobody.
    """
    _restore(target)
    for what in ("new", "old"):
        shutil.rmtree(_aside(target, what), ignore_errors=True)
    folder = _aside(target, "new")
    folder.mkdir()
    return folder


def put_in_place(new: Path, target: Path) -> None:
    """Let the folder `new`, made by `new_folder`, take the place of `target`.

    Its files must be on the disk (`sync`). The old folder is removed afterwards.
    """
    if target.exists() and any(target.iterdir()):
        if _exchange(new, target):
            old = new
        else:
            old = _aside(target, "old")
            target.rename(old)
            try:
                new.rename(target)
            except BaseException:
                old.rename(target)
                raise
        _sync_folder(target.parent)
        shutil.rmtree(old, ignore_errors=True)
    else:
        if target.exists():
            target.rmdir()
        new.rename(target)
        _sync_folder(target.parent)


def sync(folder: Path) -> None:
    """Flush the files of a folder, and the folder, to the disk."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    # Some systems cannot open or flush a folder; then the order of writes is theirs.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; False where the system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*paths, ctypes.c_uint(_RENAME_SWAP))
        else:
            failed = library.renameat2(
                _AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)
            )
    except (AttributeError, OSError, TypeError):  # no such function in this C library
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))
