"""From a dataset's name to its page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError, OutputError
from stance_data.explorer._material import Material, of_corpus, of_dataset, of_frame, of_table
from stance_data.explorer._page import render
from stance_data.explorer._rows import page_rows
from stance_data.explorer._segments import Mark, segments_of
from stance_data.explorer._votes import Votes, find_label_files, read_votes
from stance_data.schema import Span

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ROWS_SHOWN", "Page", "page_name", "write_page"]

ROWS_SHOWN = 100_000
"""Rows that a page holds where nothing else is asked for; a browser stays quick with them."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was written.

    Attributes
    ----------
    path : Path
    statements, total : int
        Rows on the page, and rows that there are.
    articles : int
        Articles on the page as text.
    """

    path: Path
    statements: int
    total: int
    articles: int


def write_page(
    data: str | Path | pd.DataFrame,
    out: str | Path,
    *,
    labels: Sequence[str | Path] | None = None,
    limit: int = ROWS_SHOWN,
) -> Page:
    """Write the page of a dataset.

    Parameters
    ----------
    data : str, Path or DataFrame
        A published dataset (name or folder), a public corpus whose files the user has (name), a
        table file (Parquet, CSV, TSV, JSON Lines), or a table; of a table, ``text`` is required,
        and the other published columns are shown where they are there.
    out : str or Path
        The HTML file; its folder is made. The same input gives the same bytes.
    labels : sequence of str or Path, optional
        Label files whose annotators are shown beside each statement. By default those that a
        published dataset was made from, if they are in ``raw/`` unchanged.
    limit : int, default `ROWS_SHOWN`
        Rows on the page; of more, as many of each split as its share, and the page says so.

    Raises
    ------
    DatasetNotFoundError
        If there is no such dataset, or the corpus's files are not here.
    InputError
        If the data cannot be read or have a fault.
    OutputError
        If the page cannot be written.
    """
    if limit < 1:
        raise InputError(f"limit {limit}: a page needs one row at least")
    material = _material(data, limit)
    paths = [Path(p) for p in labels] if labels is not None else None
    if paths is None:
        paths = find_label_files(material.label_files)
    html = page_of(material, read_votes(paths, material.rows))
    _write(Path(out), html)
    return Page(Path(out), len(material.rows), material.total, len(material.articles))


def page_name(data: str | Path) -> str:
    """Return the name of the page of a dataset, without its suffix.

    Examples
    --------
    >>> page_name("processed/calexit"), page_name("my.parquet"), page_name("vast")
    ('calexit', 'my', 'vast')
    """
    path = Path(data)
    name = path.stem if _is_table(data) else path.resolve().name
    return name or "page"


def _is_table(data: str | Path) -> bool:
    from stance_data.models._tables import TABLE_SUFFIXES

    path = Path(data)
    return path.suffix.lower() in TABLE_SUFFIXES or path.is_file()


def _material(data: str | Path | pd.DataFrame, limit: int) -> Material:
    from stance_data.loading import _is_corpus

    if not isinstance(data, str | Path):
        return of_frame(data, "table", limit)
    if _is_table(data):
        return of_table(data, limit)
    if _is_corpus(data):
        return of_corpus(str(data), limit)
    return of_dataset(data, limit)


def page_of(material: Material, votes: Votes) -> str:
    """Return the HTML of what was read."""
    numbers = {article["id"]: number for number, article in enumerate(material.articles)}
    rows = page_rows(material.rows, numbers, votes, material.votes)
    marks: dict[str, list[Mark]] = {key: [] for key in numbers}
    for number, row in enumerate(material.rows):
        if row.get("article_id") in marks:
            spans = [_spans(row, role) for role in ("spans", "source_spans", "cue_spans")]
            marks[row["article_id"]].append(Mark(number, *spans))
    articles = [_page_article(article, marks[article["id"]]) for article in material.articles]
    targets = Counter(row["target"] for row in rows if row.get("target"))
    facts = {
        "name": material.name,
        "summary": _summary(material, rows),
        "notices": _notices(material),
        "target": next(iter(targets)) if len(targets) == 1 else "",
        "has_articles": bool(articles),
        "first_view": "article" if len(articles) == 1 else "statements",
    }
    data = {"rows": rows, "articles": articles, "annotators": votes.annotators}
    return render(facts, data, material.card)


def _spans(row: Mapping[str, Any], role: str) -> list[Span]:
    return [Span(start, end) for start, end in row.get(role) or ()]


def _page_article(article: Mapping[str, Any], marks: Sequence[Mark]) -> dict[str, Any]:
    """Return an article for the page: facts, and paragraphs of segments without their tails."""
    shown: dict[str, Any] = {
        name: article[name]
        for name in ("id", "title", "publisher", "date", "url", "rights")
        if article.get(name)
    }
    paragraphs: list[list[Any]] = []
    for segments in segments_of(article["text"] or "", marks):
        paragraphs.append([])
        for segment in segments:
            cut: list[Any] = [segment.text, list(segment.content)]
            cut += [list(segment.source), list(segment.cue)]
            while len(cut) > 1 and not cut[-1]:
                cut.pop()
            paragraphs[-1].append(cut if len(cut) > 1 else cut[0])
    return shown | {"paragraphs": paragraphs}


def _summary(material: Material, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    speakers = {row.get("speaker") for row in material.rows} - {None, ""}
    targets = {row.get("target") for row in rows} - {None, ""}
    parts = [_counted(len(rows), "statement")]
    if speakers:
        parts.append(_counted(len(speakers), "named speaker"))
    if material.articles_total:
        parts.append(_counted(material.articles_total, "article"))
    if len(targets) > 1:
        parts.append(_counted(len(targets), "target"))
    return parts


def _notices(material: Material) -> list[str]:
    notices = [material.notice] if material.notice else []
    shown, total = len(material.rows), material.total
    if shown < total:
        notices.append(
            f"This page shows {shown:,} of {total:,} statements, as many of each split as its "
            "share; all figures on it are of those. --limit asks for more."
        )
    if len(material.articles) < material.articles_total:
        notices.append(
            f"The text of {len(material.articles):,} of {material.articles_total:,} articles is "
            "here; of the others, each statement has its paragraph."
        )
    return notices


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _write(path: Path, html: str) -> None:
    """Write the page whole, or leave what was there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(html, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise OutputError(
            f"{path}: the page cannot be written ({error.strerror or error}). Name another place "
            "with --out."
        ) from error
