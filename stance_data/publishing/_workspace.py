"""Statements and articles on their way into a dataset, kept on disk and given back in order.

A dataset may be larger than memory. So what comes in is put into a private temporary database of
SQLite, which the system removes when it is closed or its process dies, and is read from there in
the order in which it is published.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, NamedTuple

from stance_data.publishing._tables import text_digest
from stance_data.schema import ARTICLE_COLUMNS, Article

__all__ = ["StatementRow", "Workspace", "article_row"]

_CACHE_KIB = 64 * 1024
"""Memory that SQLite may use before it writes to disk, in KiB."""

_SCHEMA = """
create table articles (number integer primary key, id text, digest text, row text);
create table statements (
    number integer primary key, id text, article text, first int, last int, "group" text,
    stance text, row text
);
"""
_INDICES = """
create index if not exists article_ids on articles (id);
create index if not exists article_digests on articles (digest);
create index if not exists statement_order on statements (article, first, last, id);
create index if not exists statement_ids on statements (id);
"""


class StatementRow(NamedTuple):
    """A statement as it was put in: its number (from 1) and its columns."""

    number: int
    row: dict[str, Any]


class Workspace:
    """A temporary store of statements and articles; use it as a context manager.

    Examples
    --------
    >>> with Workspace() as workspace:
    ...     articles = Article(id="b", text="Rain."), Article(id="a", text="Sun.")
    ...     workspace.add_articles(article_row(article) for article in articles)
    ...     [row["id"] for row in workspace.article_rows()]
    ['a', 'b']
    """

    def __init__(self) -> None:
        # The empty name means a file of SQLite's own, unlinked at once and cached in memory.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"pragma cache_size = -{_CACHE_KIB}")
        self._database.execute("pragma journal_mode = off")
        self._database.execute("pragma synchronous = off")
        self._database.executescript(_SCHEMA)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def add_articles(self, rows: Iterable[dict[str, Any]]) -> None:
        """Put articles in, as rows under the published columns (see `article_row`)."""
        self._insert(
            "insert into articles (id, digest, row) values (?, ?, ?)",
            ((row["id"], row["digest"], _json(row)) for row in rows),
        )

    def add_statements(self, rows: Iterable[dict[str, Any]]) -> None:
        """Put statements in, as rows under the published columns."""
        self._insert(
            'insert into statements (id, article, first, last, "group", stance, row) '
            "values (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    row["id"],
                    row["article_id"],
                    row["start"],
                    row["end"],
                    row["group"],
                    row["stance"],
                    _json(row),
                )
                for row in rows
            ),
        )

    def _insert(self, command: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._database.execute("begin")
        self._database.executemany(command, rows)
        self._database.execute("commit")

    def settle(self) -> None:
        """Make the indices by which all of what follows finds its way; call it after the last row.

        Reading works without, only slower.
        """
        self._database.executescript(_INDICES)

    def count(self, table: str) -> int:
        """Return the number of rows of "articles" or "statements"."""
        (number,) = self._database.execute(f"select count(*) from {table}").fetchone()
        return int(number)

    def repeated(self, table: str) -> Iterator[tuple[str, int]]:
        """Yield each id that occurs more than once, and how often, sorted."""
        yield from self._database.execute(
            f"select id, count(*) from {table} group by id having count(*) > 1 order by id"
        )

    def article_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the columns of the articles, in order of their ids."""
        for (row,) in self._database.execute("select row from articles order by id, number"):
            yield json.loads(row)

    def article(self, name: str) -> dict[str, Any] | None:
        """Return the columns of an article; None if there is none of this id."""
        found = self._database.execute("select row from articles where id = ?", (name,)).fetchone()
        return json.loads(found[0]) if found else None

    def article_of_digest(self, digest: str) -> dict[str, Any] | None:
        """Return the columns of an article whose text has this digest; None if there is none."""
        found = self._database.execute(
            "select row from articles where digest = ? order by number", (digest,)
        ).fetchone()
        return json.loads(found[0]) if found else None

    def placement(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, group and stance of each statement, in order."""
        yield from self._database.execute(
            'select number, "group", stance from statements '
            "order by article, first, last, id, number"
        )

    def statement_rows(self) -> Iterator[StatementRow]:
        """Yield the statements, in order of article, start, end and id."""
        rows = self._database.execute(
            "select number, row from statements order by article, first, last, id, number"
        )
        for number, row in rows:
            yield StatementRow(number, json.loads(row))

    def selected_rows(self, places: bytearray, wanted: int) -> Iterator[dict[str, Any]]:
        """Yield the columns of the statements whose value in `places` is `wanted`, in order.

        Parameters
        ----------
        places : bytearray
            One value for each statement, in the order of `placement`.
        wanted : int
        """
        rows = self._database.execute(
            "select row from statements order by article, first, last, id, number"
        )
        for place, (row,) in zip(places, rows, strict=True):
            if place == wanted:
                yield json.loads(row)


def article_row(article: Article) -> dict[str, Any]:
    """Return an article as a row under the published columns."""
    return {
        name: text_digest(article.text) if name == "digest" else getattr(article, name)
        for name in ARTICLE_COLUMNS
    }


# One encoder for all rows: `json.dumps` would make one for each.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
