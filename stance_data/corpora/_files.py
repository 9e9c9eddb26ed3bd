"""Where the files of a corpus lie in a folder that a user has."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from stance_data.corpora._card import Card
from stance_data.errors import InputError

__all__ = ["find_root", "source_files"]

# Of a checkout that holds the files some folders down ("NewsSentiment/controller_data/datasets/").
_DEPTH = 5


def find_root(card: Card, path: str | Path) -> Path:
    """Return the folder that the card's file patterns are relative to.

    It is `path` itself or the nearest folder in it that holds one of the files: a repository's
    checkout, an unpacked archive and loose files are all understood. Of several at the same depth
    the one with most of the card's patterns is taken, then the first by name.

    Raises
    ------
    InputError
        If `path` is no folder, or none of the files is in it.
    """
    top = Path(path)
    if not top.is_dir():
        what = "is a file; give the folder that holds it" if top.exists() else "no such folder"
        raise InputError(f"{top}: {what}")
    level = deque([top])
    for _ in range(_DEPTH + 1):
        best = max(level, key=lambda folder: _fit(card, folder), default=top)
        if _fit(card, best):
            return best
        level = deque(
            child
            for folder in level
            for child in sorted(folder.iterdir())
            if child.is_dir() and not child.name.startswith(".")
        )
    raise InputError(
        f"{top}: none of the files of {card.title} is there ({', '.join(card.files)}). "
        f"{card.source.instructions}"
    )


def source_files(card: Card, root: Path) -> list[Path]:
    """Return the files of a corpus that are in its folder, sorted."""
    return sorted({path for pattern in card.files for path in root.glob(pattern) if path.is_file()})


def _fit(card: Card, folder: Path) -> int:
    return sum(next(folder.glob(pattern), None) is not None for pattern in card.files)
