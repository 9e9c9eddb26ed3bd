"""Public corpora of the field: one file each, found by being there.

Every module of this package whose name has no leading underscore is a corpus. It has a `CARD`
(`stance_data.corpora.Card`) and a ``read``. For stances and sentiments ``read(path)`` gives a
table: the core columns of `stance_data.schema`, `COMMON_COLUMNS` and the card's own. For
attributions ``read(path, split)`` yields articles with their gold attributions.

`stance_data.load` gives the rows of a corpus whose files the user has added, `read_split` the
articles; `read` takes any folder.

>>> from stance_data import corpora
>>> corpora.card("vast").splits["test"].rows
3006
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from stance_data.corpora._card import (
    Card,
    Column,
    ColumnType,
    Domain,
    Kind,
    Language,
    Metric,
    RemoteFile,
    Source,
    Split,
    TargetKind,
    TextKind,
)
from stance_data.corpora._rows import fingerprint
from stance_data.errors import DatasetNotFoundError, InputError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Card",
    "Column",
    "ColumnType",
    "Domain",
    "Kind",
    "Language",
    "Metric",
    "RemoteFile",
    "Source",
    "Split",
    "TargetKind",
    "TextKind",
    "card",
    "fingerprint",
    "module",
    "names",
    "read",
    "read_split",
]


@cache
def names() -> tuple[str, ...]:
    """Return the names of all corpora, sorted; nothing of them is imported."""
    import pkgutil

    found = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in found if not name.startswith("_")))


def card(name: str) -> Card:
    """Return the facts of a corpus.

    Raises
    ------
    DatasetNotFoundError
        If there is none of this name.
    """
    found: Card = module(name).CARD
    return found


def read(name: str, path: str | Path) -> pd.DataFrame:
    """Read a corpus of stances or sentiments from a folder in its publisher's layout.

    Parameters
    ----------
    name : str
    path : str or Path
        What the card's instructions describe; parts that are not there are left out.

    Raises
    ------
    DatasetNotFoundError
        If there is no corpus of this name.
    InputError
        If it is one of attributions, nothing of it is in the folder, or a file has a fault.
    """
    corpus = module(name)
    if corpus.CARD.kind is Kind.ATTRIBUTION:
        raise InputError(
            f"{name}: holds attributions, not stances: stance_data.corpora.read_split({name!r}, "
            "SPLIT) gives its articles"
        )
    frame: pd.DataFrame = corpus.read(path)
    return frame


def read_split(name: str, split: str, path: str | Path | None = None) -> Iterator[Any]:
    """Yield the records of one part of a corpus of attributions, each an article as marked.

    Parameters
    ----------
    name, split : str
    path : str or Path, optional
        Folder in the publisher's layout; the files that the user has added by default.

    Raises
    ------
    DatasetNotFoundError
        If there is no corpus of this name, or no files of it have been added.
    InputError
        If it is one of stances, has no such split, or its files have a fault.
    """
    from stance_data.corpora._files import find_root
    from stance_data.corpora._store import require_folder

    corpus = module(name)
    if corpus.CARD.kind is not Kind.ATTRIBUTION:
        raise InputError(f"{name}: holds stances, not attributions: stance_data.load({name!r})")
    folder = require_folder(name) if path is None else path
    records: Iterator[Any] = corpus.read(find_root(corpus.CARD, folder), split)
    return records


def module(name: str) -> ModuleType:
    """Return the module of a corpus.

    Raises
    ------
    DatasetNotFoundError
        If there is none of this name.
    """
    if name not in names():
        raise DatasetNotFoundError(
            f"no corpus {name!r}{did_you_mean(name, names())}; there are: {', '.join(names())}"
        )
    return import_module(f"{__name__}.{name}")
