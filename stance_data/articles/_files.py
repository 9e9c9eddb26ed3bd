"""A file → its articles, by what its name says that it is."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from stance_data.articles._archives import read_mhtml, read_warc, read_webarchive
from stance_data.articles._facts import read_side_file
from stance_data.articles._html import Page, decode_page, is_page, read_page
from stance_data.articles._records import Columns, SetAside
from stance_data.articles._rows import read_table
from stance_data.articles._text import decode_text, read_bytes
from stance_data.schema import Article

__all__ = [
    "MANY",
    "PAGES",
    "STANDARD_INPUT",
    "article_id",
    "kind_of",
    "read_file",
    "read_one",
]

PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".webarchive")
"""Endings of a page with one article; a file of any other ending that is not in `MANY` is text."""

MANY = (".warc", ".jsonl", ".ndjson", ".json", ".parquet", ".pq", ".csv", ".tsv")
"""Endings of files of many articles."""

STANDARD_INPUT = "-"


def article_id(path: str | Path) -> str:
    """Return the id of an article file: its stem, with other than ``[A-Za-z0-9_.-]`` made ``-``.

    Examples
    --------
    >>> article_id("raw/ferry line (2).txt"), article_id("news.jsonl.gz")
    ('ferry-line-2', 'news')
    """
    path = Path(path)
    stem = path.with_suffix("").stem if path.suffix == ".gz" else path.stem
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", stem).strip("-.") or "article"


def kind_of(path: Path) -> str:
    """Return the ending that says what a file is, in lower case and without ``.gz``."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def read_file(path: Path, name: str, columns: Columns) -> Iterator[Article | SetAside]:
    """Yield what a file holds; facts of its side file win over its own.

    Parameters
    ----------
    path : Path
    name : str
        Id of its article; in a table, what the ids of rows without one begin with.
    columns : Columns

    Raises
    ------
    InputError
        If nothing in the file can be used.
    """
    kind = kind_of(path)
    if kind not in MANY:
        yield read_one(path, name)
        return
    side = read_side_file(_side_file(path))
    items = read_warc(path) if kind == ".warc" else read_table(path, name, columns)
    for item in items:
        yield _with_facts(item, side) if isinstance(item, Article) else item


def read_one(path: Path, name: str) -> Article:
    """Read the article of a text, a page or standard input; facts of its side file win.

    Raises
    ------
    InputError
        If the file or its side file cannot be used.
    """
    if str(path) == STANDARD_INPUT:
        page = _page(sys.stdin.buffer.read(), "standard input")
        return Article(id="stdin", text=page.text, path="standard input", **page.facts)
    kind = kind_of(path)
    if kind in (".mhtml", ".mht"):
        page = read_mhtml(path)
    elif kind == ".webarchive":
        page = read_webarchive(path)
    else:
        page = _page(read_bytes(path), str(path), is_html=kind in PAGES)
    article = Article(id=name, text=page.text, path=str(path), **page.facts)
    return _with_facts(article, read_side_file(_side_file(path)))


def _page(data: bytes, place: str, *, is_html: bool = False) -> Page:
    """Return the text of a page or a plain text: the bytes tell where the name does not."""
    if data.strip() and (is_html or is_page(data)):
        return read_page(decode_page(data), place)
    return Page(decode_text(data, place))


def _side_file(path: Path) -> Path:
    return (path.with_suffix("") if path.suffix == ".gz" else path).with_suffix(".toml")


def _with_facts(article: Article, side: dict[str, Any]) -> Article:
    return replace(article, **side) if side else article
