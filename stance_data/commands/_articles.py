"""Articles of the command line: the flags that name them, and those that are set aside."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from stance_data.articles import STANDARD_INPUT, Collection, Columns, SetAside
from stance_data.errors import InputError, LabelError, StanceDataError
from stance_data.labeling import label_file
from stance_data.schema import Article

__all__ = [
    "ARTICLE_HELP",
    "Aside",
    "add_columns",
    "columns_of",
    "is_alone",
    "labels_of",
    "with_progress",
]

ARTICLE_HELP = (
    "text, web page (.html, .mhtml, .webarchive, .warc), table of articles (.jsonl, .json, "
    ".parquet, .csv), folder of any of these with its subfolders, or - for standard input"
)


def add_columns(verb: argparse.ArgumentParser) -> None:
    """Add the flags that say which column of a table of articles holds what."""
    group = verb.add_argument_group("columns of tables of articles")
    for field in fields(Columns):
        first, *others = Columns().names(field.name)
        usual = f"{first}, or {' or '.join(others)}" if others else first
        group.add_argument(
            f"--{field.name}-column",
            default="",
            metavar="NAME",
            help=f"column of the article's {field.name} (default: {usual})",
        )


def columns_of(arguments: argparse.Namespace) -> Columns:
    """Return the columns that the flags name."""
    return Columns(**{f.name: getattr(arguments, f"{f.name}_column") for f in fields(Columns)})


def is_alone(collections: list[Collection]) -> bool:
    """Tell whether there is one article only, whose fault is that of the whole command."""
    return len(collections) == 1 and collections[0].single


def labels_of(collection: Collection, name: str | None = None) -> Path | None:
    """Return where the labels of a whole collection lie: beside its file or folder."""
    if name:
        return Path(f"{name}.labels.csv")
    if collection.path == STANDARD_INPUT:
        return None
    return label_file(collection.path.removesuffix(".gz"))


def with_progress(collection: Collection) -> Iterator[Article | SetAside]:
    """Yield what a collection holds, with a bar on standard error once that takes a second."""
    from tqdm import tqdm

    yield from tqdm(
        collection, desc=collection.name, total=collection.expected, unit=" articles", delay=1
    )


class Aside:
    """Articles that were set aside, told at the end.

    Parameters
    ----------
    alone : bool
        There is one article only: its fault is raised instead.
    """

    def __init__(self, *, alone: bool) -> None:
        self.alone = alone
        self.items: list[SetAside] = []

    def add(self, item: SetAside) -> None:
        """Set an article aside, or raise if it is alone."""
        if self.alone:
            raise InputError(str(item))
        self.items.append(item)

    def add_fault(self, place: str, error: Exception) -> None:
        """Set an article aside for an error in its treatment.

        What is no fault of the article (a model that is missing, a disk that is full) is raised.
        """
        if self.alone or (isinstance(error, StanceDataError) and not isinstance(error, InputError)):
            raise error
        if isinstance(error, LabelError):
            reason = "; ".join(str(error).splitlines())
        elif isinstance(error, InputError):
            reason = " ".join(str(error).removeprefix(f"{place}: ").splitlines())
        else:
            reason = f"an error in stance-data itself ({error!r}). Please report it."
        self.items.append(SetAside(place, reason))

    def report(self, used: int) -> int:
        """Print what was set aside, a line each, and return the exit code.

        Parameters
        ----------
        used : int
            Number of articles that were not.

        Returns
        -------
        int
            0: none was set aside. 1: some were. 2: all were.

        Raises
        ------
        InputError
            If there was a single one, and it was set aside.
        """
        if not used and len(self.items) == 1:
            raise InputError(str(self.items[0]))
        for item in self.items:
            print(f"stance-data: set aside: {item}", file=sys.stderr)
        if not used:
            print(
                f"stance-data: error: none of the {len(self.items)} articles could be used.",
                file=sys.stderr,
            )
            return 2
        return 1 if self.items else 0
