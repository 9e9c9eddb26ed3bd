"""What a page is made from, wherever it comes from: rows, articles, card, and what to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data import corpora
from stance_data.errors import InputError
from stance_data.loading import find_dataset
from stance_data.publishing import read_manifest
from stance_data.schema import Redistribution
from stance_data.splits import SPLITS, UNLABELLED_SPLIT

if TYPE_CHECKING:
    import pandas as pd

    from stance_data.schema import Statement

__all__ = ["Material", "of_corpus", "of_dataset", "of_frame", "of_table"]

_ARTICLE_CHARACTERS = 20_000_000
"""Characters of articles that a page carries; a browser still opens such a page at once."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a page is made from.

    Attributes
    ----------
    name : str
    rows : list of dict
        Statements under the published columns, with ``split`` where known, in reading order.
    total : int
        Rows that there are; more than `rows` where a limit cut them.
    articles : list of dict
        Articles whose text is shown, in the order of their ids; may be fewer than the rows name.
    articles_total : int
        Articles that the rows shown are of.
    card : str
        Markdown; may be empty.
    notice : str
        What a reader must know before passing the page on; may be empty.
    votes : mapping of str to str
        The publisher's labels → our stances, for rows that hold their annotators' votes.
    label_files : mapping of str to str
        File name → SHA-256 of the label files that the dataset was made with.
    """

    name: str
    rows: list[dict[str, Any]]
    total: int
    articles: list[dict[str, Any]] = field(default_factory=list)
    articles_total: int = 0
    card: str = ""
    notice: str = ""
    votes: Mapping[str, str] = field(default_factory=dict)
    label_files: Mapping[str, str] = field(default_factory=dict)


def of_dataset(name: str | Path, limit: int) -> Material:
    """Read a published dataset, or as much of it as a page can hold.

    Raises
    ------
    DatasetNotFoundError
        If there is none.
    InputError
        If a file of it cannot be read.
    """
    from stance_data.loading import _steadily

    return _steadily(find_dataset(name), lambda folder: _read_dataset(folder, limit))


def _read_dataset(folder: Path, limit: int) -> Material:
    manifest = read_manifest(folder) or {"files": {}, "splits": {}}
    sizes = {
        split: manifest["splits"].get(split, 0)
        for split in (*SPLITS, UNLABELLED_SPLIT)
        if f"{split}.parquet" in manifest["files"]
    }
    rows = [
        row | {"split": split}
        for split, wanted in _shares(sizes, limit).items()
        for row in _first_rows(folder / f"{split}.parquet", wanted)
    ]
    rows.sort(key=lambda row: (row.get("article_id") or "", row.get("start") or 0, row["id"]))
    named = {row["article_id"] for row in rows if row.get("article_id")}
    card = folder / "README.md"
    return Material(
        name=manifest.get("name") or folder.name,
        rows=rows,
        total=sum(sizes.values()),
        articles=list(_articles(folder / "articles.parquet", named)),
        articles_total=len(named),
        card=card.read_text(encoding="utf-8", errors="replace") if card.is_file() else "",
        label_files=manifest.get("inputs", {}).get("labels", {}),
    )


def _shares(sizes: Mapping[str, int], limit: int) -> dict[str, int]:
    """Return how many rows of each split are shown: all, or in proportion.

    Examples
    --------
    >>> _shares({"train": 80, "test": 20}, 10)
    {'train': 8, 'test': 2}
    """
    total = sum(sizes.values())
    if total <= limit:
        return dict(sizes)
    return {split: max(1, size * limit // total) for split, size in sizes.items()}


def _first_rows(path: Path, wanted: int) -> Iterable[dict[str, Any]]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(batch_size=min(wanted, 10_000) or 1):
        yield from batch.slice(0, wanted).to_pylist()
        wanted -= batch.num_rows
        if wanted <= 0:
            return


def _articles(path: Path, named: set[str]) -> Iterable[dict[str, Any]]:
    """Yield the articles of these ids, in their order, as long as the page can carry them."""
    import pyarrow.parquet as pq

    if not path.is_file():
        return
    left = _ARTICLE_CHARACTERS
    for batch in pq.ParquetFile(path).iter_batches(batch_size=100):
        for article in batch.to_pylist():
            if article["id"] in named:
                left -= len(article["text"] or "")
                # A single article is always shown, however long.
                if left < 0 and left + len(article["text"]) < _ARTICLE_CHARACTERS:
                    return
                yield article


def of_corpus(name: str, limit: int) -> Material:
    """Read a public corpus whose files the user has.

    Raises
    ------
    DatasetNotFoundError, InputError
        As `stance_data.load`, or as `stance_data.corpora.read_split`.
    """
    card = corpora.card(name)
    if card.kind is corpora.Kind.ATTRIBUTION:
        return _of_attributions(name, limit)
    from stance_data.corpora._export import card_page, tables_with_features

    tables = tables_with_features(name)
    shares = _shares({split: table.num_rows for split, table in tables.items()}, limit)
    rows = [
        row | {"split": split}
        for split, table in tables.items()
        for row in table.slice(0, shares[split]).to_pylist()
    ]
    return Material(
        name=name,
        rows=rows,
        total=sum(table.num_rows for table in tables.values()),
        card=card_page(card, tables),
        notice=_notice(card),
        votes={label: stance.value for label, stance in card.labels.items()},
    )


def _of_attributions(name: str, limit: int) -> Material:
    from collections import Counter

    from tqdm import tqdm

    from stance_data.attribution.statements import to_statements
    from stance_data.corpora._files import find_root
    from stance_data.corpora._store import require_folder

    card = corpora.card(name)
    root = find_root(card, require_folder(name))
    rows: list[dict[str, Any]] = []
    articles: list[dict[str, Any]] = []
    total, left = 0, _ARTICLE_CHARACTERS
    for split in card.splits:
        if not next((root / "data" / split).glob("attributions/*.ann"), None):
            continue
        records = list(corpora.read_split(name, split))
        annotators = Counter(record.article.id for record in records)
        for record in tqdm(records, desc=split, unit=" articles", delay=1, disable=None):
            article = record.article
            key = article.id
            if annotators[key] > 1:
                key = f"{article.id} (annotator {record.annotator})"
            statements = to_statements(article, record.attributions)
            total += len(statements)
            if len(rows) + len(statements) > limit:
                continue
            rows += [_row_of(s, key, split) for s in statements]
            left -= len(article.text)
            if left > 0 and statements:
                facts = {x: getattr(article, x) for x in ("title", "publisher", "date", "url")}
                articles.append(facts | {"id": key, "text": article.text})
    return Material(
        name=name,
        rows=rows,
        total=total,
        articles=articles,
        articles_total=len({row["article_id"] for row in rows}),
        card=_attribution_card(card),
        notice=_notice(card),
    )


def _row_of(statement: Statement, article: str, split: str) -> dict[str, Any]:
    row = statement.to_row()
    row |= {"article_id": article, "split": split, "id": f"{article}/{row['id']}"}
    # The corpus marks neither who is meant nor what kind of cue it is: our defaults would mislead.
    return row | {"speaker_kind": "", "cue_kind": ""}


def _attribution_card(card: corpora.Card) -> str:
    lines = [
        f"# {card.title}", "", card.summary, "",
        f"- Publisher: {card.source.publisher}",
        f"- Paper: {card.citation}. {card.paper}",
        f"- Licence as the publisher states it: {card.licence}.", "",
        "## To know before using it", "",
        *(f"- {quirk}" for quirk in card.quirks),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _notice(card: corpora.Card) -> str:
    """Return whose text a corpus's page holds, and what may be done with it."""
    may = (
        "Pass it on only as that licence allows."
        if card.redistribution in (Redistribution.ALLOWED, Redistribution.NON_COMMERCIAL)
        else "It is for your own reading on this machine and must not be published."
    )
    return (
        f"This page holds the text of {card.title}. Licence as its publisher states it: "
        f"{card.licence}. {may}"
    )


def of_table(path: str | Path, limit: int) -> Material:
    """Read a table file: Parquet, CSV, TSV or JSON Lines.

    Raises
    ------
    InputError
        If it cannot be read, or has a fault (see `of_frame`).
    """
    from stance_data.models._tables import read_table

    return of_frame(read_table(path), Path(path).stem, limit, place=str(path))


def of_frame(frame: pd.DataFrame, name: str, limit: int, *, place: str = "the table") -> Material:
    """Take the rows of a DataFrame; only ``text`` is required.

    Raises
    ------
    InputError
        If there is no column ``text``, or no row, or a row has an unknown stance or label. Rows
        are counted from 1.
    """
    from stance_data.explorer._frames import checked_rows

    rows = checked_rows(frame.head(limit), place)
    if not rows:
        raise InputError(f"{place}: has no rows. It needs one for each statement.")
    return Material(name=name, rows=rows, total=len(frame))
