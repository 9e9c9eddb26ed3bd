"""Rows as a reader finds them, and the table with the core columns that they become."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from stance_data.corpora._card import Card, ColumnType
from stance_data.corpora._damage import damage_of
from stance_data.errors import InputError
from stance_data.schema import CORE_COLUMNS, label_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = [
    "COMMON_COLUMNS",
    "Row",
    "arrow_schema",
    "fingerprint",
    "frame_of",
    "normalised",
    "text_group",
    "to_frame",
]

COMMON_COLUMNS: dict[str, str] = {
    "split": "Official part of the corpus: train, validation, test (or test_…)",
    "original_label": "The label as published",
    "damaged": "Whether the text or the target is damaged by the package's rules",
}
"""Columns that every table of a corpus has beside the core ones → their meaning."""

_NOT_WORD = re.compile("[^0-9a-z]+")


class Row(NamedTuple):
    """One row as a reader finds it, with the publisher's label.

    Attributes
    ----------
    split, text, target, label : str
        `label` is the publisher's.
    group : str
        The unit that no split may cut, unique within the corpus.
    key : str
        The publisher's own name of the row, unique within the split; empty where there is none.
    speaker : str or None
    extra : dict
        Values of the card's columns; those left out are null.
    place : str
        File and row, for messages.
    """

    split: str
    text: str
    target: str
    label: str
    group: str
    key: str = ""
    speaker: str | None = None
    extra: dict[str, Any] = {}  # noqa: RUF012  (a NamedTuple's default is never written to)
    place: str = ""


def normalised(text: str) -> str:
    """Return a text in lower case, every run of other characters than 0–9 and a–z made one space.

    Two rows whose texts are equal in this form count as the same text.

    Examples
    --------
    >>> normalised(" “No!”, she SAID. ")
    'no she said'
    """
    return _NOT_WORD.sub(" ", text.lower()).strip()


def text_group(text: str) -> str:
    """Return a short name for the words of a text: the group of rows that repeat them."""
    return "text-" + hashlib.sha256(normalised(text).encode()).hexdigest()[:12]


def to_frame(card: Card, rows: Iterable[Row]) -> pd.DataFrame:
    """Return the table of a corpus: core columns, common columns, then the card's own.

    Rows stand in the order of the card's splits, then of the files. An ``id`` is the corpus name
    and the publisher's own key, or else a hash of split, text and target; a repeat gets a number,
    counted in that order, so that ids stay as they are when later splits are added.

    Raises
    ------
    InputError
        If rows have a label that the card does not know, or a text that is missing.
    """
    import pyarrow as pa

    order = list(card.splits)
    ordered = sorted(rows, key=lambda row: order.index(row.split))
    _check_labels(card, ordered)
    schema = arrow_schema(card)
    columns: dict[str, list[Any]] = {name: [] for name in schema.names}
    for row, name in zip(ordered, _ids(card.name, ordered), strict=True):
        stance = card.labels[row.label].value
        values = {
            "id": name,
            "text": row.text,
            "target": row.target,
            "stance": stance,
            "label": label_of(stance),
            "group": f"{card.name}-{row.group}",
            "speaker": row.speaker,
            "source_corpus": card.name,
            "split": row.split,
            "original_label": row.label,
            "damaged": bool(damage_of(row.text) or damage_of(row.target)),
            **row.extra,
        }
        for column, cells in columns.items():
            cells.append(values.get(column))
    arrays = [pa.array(columns[field.name], type=field.type) for field in schema]
    return frame_of(pa.table(arrays, schema=schema))


def frame_of(table: pa.Table) -> pd.DataFrame:
    """Return a corpus table of Arrow as a data frame; lists are Python lists, not arrays."""
    import pandas as pd
    import pyarrow as pa

    # Types that hold a null, so that a column has one type whatever is in it.
    nullable = {pa.bool_(): pd.BooleanDtype(), pa.int64(): pd.Int64Dtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=nullable.get)
    frame = frame.astype({"label": "int64", "damaged": "bool"})
    for field in table.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(table[field.name].to_pylist(), dtype=object)
    return frame


def arrow_schema(card: Card) -> pa.Schema:
    """Return the columns and types of a corpus table, without Hugging Face metadata."""
    import pyarrow as pa

    types = {
        ColumnType.STRING: pa.string(),
        ColumnType.INT: pa.int64(),
        ColumnType.FLOAT: pa.float64(),
        ColumnType.BOOL: pa.bool_(),
        ColumnType.STRINGS: pa.list_(pa.string()),
        ColumnType.INTS: pa.list_(pa.int64()),
    }
    fields = [(name, pa.int64() if name == "label" else pa.string()) for name in CORE_COLUMNS]
    fields += [(name, pa.bool_() if name == "damaged" else pa.string()) for name in COMMON_COLUMNS]
    fields += [(name, types[column.type]) for name, column in card.columns.items()]
    return pa.schema(fields)


def fingerprint(frame: pd.DataFrame) -> str:
    """Return 16 hex digits that stand for the rows of a table, whatever their order.

    They change with any character of a text or target, and with any label or speaker.
    """
    rows = zip(
        frame["text"],
        frame["target"],
        frame["original_label"],
        [speaker if isinstance(speaker, str) else "" for speaker in frame["speaker"]],
        strict=True,
    )
    digests = sorted(hashlib.sha256(json.dumps(row).encode()).digest() for row in rows)
    return hashlib.sha256(b"".join(digests)).hexdigest()[:16]


def _check_labels(card: Card, rows: Sequence[Row]) -> None:
    faults: dict[str, list[str]] = {}
    for row in rows:
        if row.label not in card.labels:
            faults.setdefault(row.label, []).append(row.place)
    lines = []
    for label, places in faults.items():
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        lines.append(
            f"{', '.join(places[:3])}{more}: unknown label {label!r}; "
            f"{card.title} has {', '.join(card.labels)}"
        )
    if lines:
        raise InputError("\n".join(lines))


def _ids(corpus: str, rows: Sequence[Row]) -> Iterator[str]:
    taken: Counter[str] = Counter()
    given = {row.key for row in rows}
    for row in rows:
        words = "\0".join((row.split, normalised(row.text), row.target, row.speaker or ""))
        name = row.key or hashlib.sha256(words.encode()).hexdigest()[:12]
        taken[name] += 1
        again = taken[name]
        while again > 1 and f"{name}-{again}" in given:
            again += 1
        yield f"{corpus}-{name}" + (f"-{again}" if again > 1 else "")
