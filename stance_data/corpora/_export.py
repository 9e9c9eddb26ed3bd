"""A corpus as tables with Hugging Face metadata, and the card that goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from stance_data import corpora
from stance_data.corpora._card import Card, ColumnType
from stance_data.corpora._rows import COMMON_COLUMNS, arrow_schema
from stance_data.corpora._tables import corpus_tables
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa

__all__ = ["card_page", "column_meanings", "facts_of", "features", "tables_with_features"]

_CORE_MEANING = {
    "id": "Stable name of the row",
    "text": "The words that the stance is of",
    "target": "What the stance is about, as published",
    "stance": "con, neutral or pro",
    "label": "The same as an integer: con 0, neutral 1, pro 2",
    "group": "The unit that no split may cut",
    "speaker": "Who speaks; null where it is nobody in particular",
    "source_corpus": "The corpus that the row comes from",
}


def features(card: Card) -> datasets.Features:
    """Return the Hugging Face features of a corpus table (``label`` is a ``ClassLabel``)."""
    from datasets import ClassLabel, Features, List, Value

    own = {
        ColumnType.STRING: Value("string"),
        ColumnType.INT: Value("int64"),
        ColumnType.FLOAT: Value("float64"),
        ColumnType.BOOL: Value("bool"),
        ColumnType.STRINGS: List(Value("string")),
        ColumnType.INTS: List(Value("int64")),
    }
    found = {name: Value(kind) for name, kind in _plain_types(card).items()}
    found["label"] = ClassLabel(names=list(STANCES))
    found |= {name: own[column.type] for name, column in card.columns.items()}
    return Features(found)


def tables_with_features(name: str) -> dict[str, pa.Table]:
    """Return the splits of a corpus that the user has, as Arrow tables for ``datasets``.

    Raises
    ------
    DatasetNotFoundError, InputError
        As `stance_data.corpora._tables.corpus_tables`.
    """
    schema = features(corpora.card(name)).arrow_schema
    return {split: table.cast(schema) for split, table in corpus_tables(name).items()}


def column_meanings(card: Card) -> dict[str, str]:
    """Return column → what it means, in the order of the table."""
    return {
        **_CORE_MEANING,
        **COMMON_COLUMNS,
        **{name: column.meaning for name, column in card.columns.items()},
    }


def card_page(card: Card, tables: Mapping[str, pa.Table]) -> str:
    """Return the page that goes with exported splits, without the front matter of the Hub."""
    counts = {split: table["stance"].to_pylist() for split, table in tables.items()}
    lines = [
        f"# {card.title}",
        "",
        f"{card.summary} Exported from the publisher's files by stance-data; the labels are "
        "theirs, the names of the columns ours.",
        "",
        *facts_of(card),
        "",
        "| split | rows | as published | con | neutral | pro |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for split, facts in card.splits.items():
        if split in tables:
            here = counts[split]
            of_stance = " | ".join(f"{here.count(stance):,}" for stance in STANCES)
            lines.append(f"| {split} | {len(here):,} | {facts.rows:,} | {of_stance} |")
        else:
            lines.append(f"| {split} | not here | {facts.rows:,} | | | |")
    lines += ["", "| label as published | stance |", "|---|---|"]
    lines += [f"| {label} | {stance.value} |" for label, stance in card.labels.items()]
    lines += ["", "To know before using it:", ""]
    lines += [f"- {quirk}" for quirk in card.quirks]
    lines += ["", "| column | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in column_meanings(card).items()]
    return "\n".join(lines) + "\n"


def facts_of(card: Card) -> list[str]:
    """Return what a page tells of a corpus and its terms, as the lines of a list."""
    return [
        f"- Publisher: {card.source.publisher}",
        f"- Paper: {card.citation}. {card.paper}",
        f"- Licence as the publisher states it: {card.licence}. The texts stay theirs or their "
        "authors': read the terms before passing this folder on.",
        f"- Passing the texts on, by that licence: {card.redistribution.value}",
        f"- Measure of the paper: {card.metric.value}",
        f"- Targets: {card.target_kind.value}; texts: {card.text_kind.value}; "
        f"about: {card.domain.value}",
        f"- `group`: {card.group}",
    ]


def _plain_types(card: Card) -> dict[str, str]:
    return {
        field.name: str(field.type)
        for field in arrow_schema(card)
        if field.name not in card.columns
    }
