"""Rows to Parquet and back: fixed order, fixed schema, the same bytes each time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.schema import Article, Statement, article_arrow_schema, statement_arrow_schema
from stance_data.splits import SPLITS, UNLABELLED_SPLIT, assign_splits

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "ARTICLES",
    "TABLES",
    "content_digest",
    "read_table",
    "tables_of",
    "text_digest",
    "write_table",
]

ARTICLES = "articles"
"""The table of the articles that the statements are cut from."""

TABLES = (*SPLITS, UNLABELLED_SPLIT, ARTICLES)
"""Names of the tables that a dataset may have, in order; each is a file ``<name>.parquet``."""


def tables_of(
    statements: Iterable[Statement],
    articles: Iterable[Article],
    *,
    fractions: Sequence[float],
    seed: int,
) -> dict[str, pa.Table]:
    """Return the tables of a dataset by name; a split without a row is left out.

    Statements stand in the order of article and offset, articles in that of their ids.
    """
    import pyarrow as pa

    ordered = sorted(statements, key=lambda row: (row.article_id, row.start, row.end, row.id))
    splits = assign_splits(
        [row.group for row in ordered],
        [row.stance for row in ordered],
        fractions=fractions,
        seed=seed,
    )
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for statement, split in zip(ordered, splits, strict=True):
        rows[split].append(statement.to_row())
    schema = statement_arrow_schema()
    tables = {
        name: pa.Table.from_pylist(rows[name], schema=schema)
        for name in (*SPLITS, UNLABELLED_SPLIT)
        if rows[name]
    }
    tables[ARTICLES] = _article_table(articles)
    return tables


def _article_table(articles: Iterable[Article]) -> pa.Table:
    import pyarrow as pa

    schema = article_arrow_schema()
    rows = [
        {
            name: text_digest(article.text) if name == "digest" else getattr(article, name)
            for name in schema.names
        }
        for article in sorted(articles, key=lambda article: article.id)
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet (zstd), with its Hugging Face metadata."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd")


def read_table(path: Path) -> pa.Table:
    """Read a Parquet file as it is, without pandas."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(path).read()


def content_digest(tables: Mapping[str, pa.Table]) -> str:
    """Return a SHA-256 over the names and rows of tables.

    It depends on the values alone: rows are hashed as JSON with sorted keys, so the version and
    the settings of the Parquet writer do not matter.
    """
    digest = hashlib.sha256()
    for name in TABLES:
        if name not in tables:
            continue
        digest.update(f"{name}\n".encode())
        for batch in tables[name].to_batches(max_chunksize=10_000):
            for row in batch.to_pylist():
                line = json.dumps(row, sort_keys=True, separators=(",", ":"))
                digest.update(f"{line}\n".encode())
    return digest.hexdigest()
