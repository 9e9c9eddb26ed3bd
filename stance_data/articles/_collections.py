"""Paths that a user names → collections of articles, each of which becomes a dataset."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stance_data.articles._files import (
    MANY,
    PAGES,
    STANDARD_INPUT,
    article_id,
    kind_of,
    read_file,
    read_one,
)
from stance_data.articles._html import need
from stance_data.articles._records import Columns, SetAside
from stance_data.errors import InputError
from stance_data.schema import Article

__all__ = ["Collection", "collections_of", "read_article", "read_articles"]

_NAMED = ".txt, .html, .mhtml, .webarchive, .warc, .jsonl, .parquet, .csv"


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles that belong together. Iterating reads them, one at a time.

    Attributes
    ----------
    name : str
        What a dataset of them is called.
    path : str
        The file or folder, for messages.
    files : tuple of (Path, str)
        Each file with the id that it gives its article.
    columns : Columns
    """

    name: str
    path: str
    files: tuple[tuple[Path, str], ...]
    columns: Columns

    @property
    def single(self) -> bool:
        """Whether it is one article by its kind: a text or a page, not a table or a folder."""
        return len(self.files) == 1 and kind_of(self.files[0][0]) not in MANY

    @property
    def expected(self) -> int | None:
        """Number of articles, where the names of the files tell."""
        if any(kind_of(path) in MANY for path, _ in self.files):
            return None
        return len(self.files)

    def __iter__(self) -> Iterator[Article | SetAside]:
        """Yield each article, or why it was set aside."""
        if not self.files:
            reason = f"no article in this folder (files ending in {_NAMED}). Put articles there."
            yield SetAside(self.path, reason)
        yield from _distinct(self._items())

    def _items(self) -> Iterator[Article | SetAside]:
        for path, name in self.files:
            try:
                yield from read_file(path, name, self.columns)
            except InputError as error:
                yield SetAside(str(path), str(error).removeprefix(f"{path}: "))
            except Exception as error:  # Files can be broken in ways that no library foresees.
                yield SetAside(str(path), f"cannot be read ({error!r}).")


def collections_of(
    paths: Iterable[str | Path],
    *,
    columns: Columns | None = None,
    name: str = "",
    apart: bool = False,
) -> list[Collection]:
    """Group files by the dataset that they give.

    A text or a page is a collection of its own, a file of many articles one, and a folder with
    several files one, named after it. A folder is read with its subfolders, in order of name;
    left out are hidden files, label files (``*.labels.csv``), ``.json`` (which may be anything),
    and what a browser saved beside a page (``<page>_files/``). An article in a subfolder has the
    subfolder in its id.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, folders, or ``-`` for standard input.
    columns : Columns, optional
        Columns of tables.
    name : str, optional
        Put everything into one collection of this name.
    apart : bool, default False
        Make each file of a folder a collection of its own.

    Raises
    ------
    InputError
        If a page or a WARC file is among them and the extra that reads it is not installed.
    """
    columns = columns or Columns()
    found: list[Collection] = []
    for path in map(Path, paths):
        if not path.is_dir():
            given = "stdin" if str(path) == STANDARD_INPUT else article_id(path)
            found.append(Collection(given, str(path), ((path, given),), columns))
            continue
        files = tuple(_files_of(path))
        if files and (apart or len(files) == 1):
            found.extend(Collection(id_, str(file), ((file, id_),), columns) for file, id_ in files)
        else:
            called = article_id(path.resolve().name + ".")
            found.append(Collection(called, str(path), files, columns))
    if name:
        files = tuple(file for collection in found for file in collection.files)
        found = [Collection(name, ", ".join(c.path for c in found), files, columns)]
    _need_readers(found)
    return found


def read_article(path: str | Path) -> Article:
    """Read an article and the side file ``<stem>.toml`` beside it, if there is one.

    Parameters
    ----------
    path : str or Path
        A text, a web page (HTML, MHTML, web archive), or ``-`` for standard input.

    Raises
    ------
    InputError
        If either file cannot be used, or is a file of several articles; the message names the
        file, the place and the remedy.
    """
    path = Path(path)
    if kind_of(path) not in MANY:
        return read_one(path, article_id(path))
    articles = read_articles([path])
    if len(articles) > 1:
        raise InputError(f"{path}: holds {len(articles)} articles. Read it with read_articles.")
    return articles[0]


def read_articles(paths: Iterable[str | Path], *, columns: Columns | None = None) -> list[Article]:
    """Read the articles of files and folders, all of them or none.

    Parameters
    ----------
    paths : iterable of str or Path
        As for `collections_of`, which goes on where an article is bad.
    columns : Columns, optional
        Columns of tables.

    Raises
    ------
    InputError
        If an article cannot be used, a folder holds none, or two articles have one id; every case
        in one message.
    """
    found: list[Article] = []
    faults: list[str] = []
    collections = collections_of(paths, columns=columns)
    for item in _distinct(item for collection in collections for item in collection):
        if isinstance(item, SetAside):
            faults.append(str(item))
        else:
            found.append(item)
    if faults:
        raise InputError("\n".join(faults))
    return found


def _distinct(items: Iterable[Article | SetAside]) -> Iterator[Article | SetAside]:
    """Yield items; an article with the id of one before it is set aside."""
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, SetAside):
            yield item
        elif item.id in seen:
            reason = f"gives the same article id {item.id!r} as {seen[item.id]}. Rename one."
            yield SetAside(item.path, reason)
        else:
            seen[item.id] = item.path
            yield item


def _files_of(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the article files of a folder with their ids."""
    for place, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if kind_of(Path(name)) in PAGES}
        folders[:] = sorted(
            f for f in folders if f[0] != "." and not (f.endswith("_files") and f[:-6] in pages)
        )
        inside = Path(place).relative_to(folder).parts
        for name in sorted(names):
            kind = kind_of(Path(name))
            if name[0] == "." or name.endswith(".labels.csv") or kind == ".json":
                continue
            if kind == ".txt" or kind in PAGES or kind in MANY:
                yield Path(place, name), article_id("-".join((*inside, name)))


def _need_readers(collections: Iterable[Collection]) -> None:
    """Raise at once, with one line, where every page would fail for want of a library."""
    for path, _ in (file for collection in collections for file in collection.files):
        kind = kind_of(path)
        if kind in PAGES or kind == ".warc":
            need("trafilatura", f"{path}: reading a web page")
        if kind == ".warc":
            need("warcio", f"{path}: reading a WARC file")
