"""Rows to Parquet and back: fixed order, fixed schema, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.splits import SPLITS, UNLABELLED_SPLIT

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "ARTICLES",
    "TABLES",
    "ContentDigest",
    "batches",
    "bytes_in_memory",
    "number_of_rows",
    "read_table",
    "schema_of",
    "text_digest",
    "write_rows",
    "write_table",
]

ARTICLES = "articles"
"""The table of the articles that the statements are cut from."""

TABLES = (*SPLITS, UNLABELLED_SPLIT, ARTICLES)
"""Names of the tables that a dataset may have, in order; each is a file ``<name>.parquet``."""

_GROUP_ROWS = 10_000
_GROUP_CHARACTERS = 16 * 1024 * 1024
"""A row group, which is what is in memory at once, ends at this many rows or characters."""


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_rows(
    rows: Iterable[dict[str, Any]],
    schema: pa.Schema,
    path: Path,
    seen: Callable[[pa.Table], None] = lambda group: None,
) -> int:
    """Write rows as Parquet (zstd) with Hugging Face metadata, one row group after the other.

    Parameters
    ----------
    rows : iterable of dict
    schema : pyarrow.Schema
    path : Path
        Not written if there is no row.
    seen : callable, optional
        Called with each row group once it is written.

    Returns
    -------
    int
        Number of rows.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    writer = None
    try:
        for group in _groups(rows):
            table = pa.Table.from_pylist(group, schema=schema)
            writer = writer or pq.ParquetWriter(path, schema, compression="zstd")
            writer.write_table(table, row_group_size=len(group))
            seen(table)
            number += table.num_rows
    finally:
        if writer is not None:
            writer.close()
    return number


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(group) >= _GROUP_ROWS or characters >= _GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


# One encoder for all rows: `json.dumps` would make one for each.
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class ContentDigest:
    """SHA-256 over the names and rows of tables, as they pass by in their order.

    It depends on the values alone: rows are hashed as JSON with sorted keys, so the version and
    the settings of the Parquet writer do not matter.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._table = ""

    def see(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Take the next rows of a table into account."""
        if name != self._table:
            self._table = name
            self._digest.update(f"{name}\n".encode())
        for row in rows:
            self._digest.update(f"{_canonical(row)}\n".encode())

    @property
    def value(self) -> str:
        """Hexadecimal digits of what was seen so far."""
        return self._digest.hexdigest()


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table that is in memory as Parquet (zstd), with its Hugging Face metadata."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd", row_group_size=_GROUP_ROWS)


def read_table(path: Path) -> pa.Table:
    """Read a Parquet file as it is, without pandas."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(path).read()


def batches(path: Path, columns: list[str] | None = None) -> Iterator[pa.Table]:
    """Yield a Parquet file row group by row group.

    Parameters
    ----------
    path : Path
    columns : list of str, optional
        Those to read; all by default.
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=columns)


def bytes_in_memory(path: Path) -> int:
    """Return the bytes that the columns of a Parquet file take once read, as ``datasets`` counts.

    A column that was read may carry a bitmap of its nulls that the one written did not have.
    """
    return sum(int(group.nbytes) for group in batches(path))


def number_of_rows(path: Path) -> int:
    """Return the number of rows that a Parquet file says it has."""
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def schema_of(path: Path) -> pa.Schema:
    """Return the schema of a Parquet file, with its Hugging Face metadata."""
    import pyarrow.parquet as pq

    return pq.read_schema(path)
