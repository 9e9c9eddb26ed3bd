"""Two versions of a dataset, statement by statement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from stance_data.errors import InputError
from stance_data.publishing._tables import ARTICLES, batches, schema_of

__all__ = ["KINDS", "Comparison", "Difference"]

KINDS = ("added", "removed", "relabelled", "moved", "changed")
"""Ways in which a statement differs between two versions.

``relabelled``: another stance. ``moved``: other offsets, another article or another split.
``changed``: another value in any other column. One statement may be in all of the last three.
"""

_PLACE = ("article_id", "spans", "split")
_LABEL = ("stance", "label")
# Offsets of source, cue and context move with the article, so they are told as a move.
_OFFSETS = frozenset(
    {"start", "end", "source_start", "source_end", "source_spans", "cue_start", "cue_end"}
    | {"cue_spans", "context_spans"}
)
_SCHEMA = """
create table old (id text primary key, row text) without rowid;
create table new (id text primary key, row text) without rowid;
create table old_articles (id text primary key, row text) without rowid;
create table new_articles (id text primary key, row text) without rowid;
"""
# A full join, in the words of an SQLite before 3.39.
_UNEQUAL = """
select o.id, o.row, n.row from old{table} o left join new{table} n on o.id = n.id
where o.row is not n.row
union all
select n.id, null, n.row from new{table} n left join old{table} o on o.id = n.id
where o.id is null
order by 1
"""


class Difference(NamedTuple):
    """A statement that two versions do not have alike.

    Attributes
    ----------
    id : str
    kinds : tuple of str
        From `KINDS`.
    columns : tuple of str
        Columns whose values differ; empty where a version lacks the statement.
    old, new : dict or None
        Its columns, with ``split``, in either version.
    """

    id: str
    kinds: tuple[str, ...]
    columns: tuple[str, ...]
    old: dict[str, Any] | None
    new: dict[str, Any] | None


class Comparison:
    """What differs between two published folders; use it as a context manager.

    Rows are kept in a temporary file, not in memory.

    Parameters
    ----------
    old, new : Path
        Folders that this package wrote; all tables in them are read.

    Raises
    ------
    InputError
        If a table cannot be read, or is none of statements or articles.
    """

    def __init__(self, old: Path, new: Path) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("pragma journal_mode = off")
        self._database.executescript(_SCHEMA)
        for side, folder in (("old", old), ("new", new)):
            _fill(self._database, side, folder)

    def __enter__(self) -> Comparison:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def differences(self) -> Iterator[Difference]:
        """Yield the statements that differ, in order of their ids."""
        pairs = self._database.execute(_UNEQUAL.format(table=""))
        for name, before, after in pairs:
            old = json.loads(before) if before else None
            new = json.loads(after) if after else None
            if old is None or new is None:
                yield Difference(name, ("added" if old is None else "removed",), (), old, new)
                continue
            columns = tuple(c for c in new | old if old.get(c) != new.get(c))
            yield Difference(name, _kinds(columns), columns, old, new)

    def counts(self) -> dict[str, int]:
        """Return how many statements differ in each way."""
        counts = dict.fromkeys(KINDS, 0)
        for difference in self.differences():
            for kind in difference.kinds:
                counts[kind] += 1
        return counts

    def articles(self) -> dict[str, list[str]]:
        """Return the articles "added", "removed" and "changed" (another text or fact), sorted."""
        found: dict[str, list[str]] = {"added": [], "removed": [], "changed": []}
        pairs = self._database.execute(_UNEQUAL.format(table="_articles"))
        for name, before, after in pairs:
            kind = "added" if before is None else "removed" if after is None else "changed"
            found[kind].append(name)
        return found


def _kinds(columns: tuple[str, ...]) -> tuple[str, ...]:
    others = set(columns) - set(_LABEL) - set(_PLACE) - _OFFSETS
    moved = bool(set(columns) & ({*_PLACE} | _OFFSETS))
    told = {"relabelled": bool(set(columns) & set(_LABEL)), "moved": moved, "changed": bool(others)}
    return tuple(kind for kind, so in told.items() if so)


def _fill(database: sqlite3.Connection, side: str, folder: Path) -> None:
    database.execute("begin")
    try:
        for path in sorted(folder.glob("*.parquet")):
            if path.stem == ARTICLES:
                table, rows = f"{side}_articles", _article_facts(path)
            else:
                table, rows = side, _statements(path)
            database.executemany(
                f"insert or replace into {table} values (?, ?)",
                ((row["id"], json.dumps(row, sort_keys=True)) for row in rows),
            )
    except (OSError, ValueError, KeyError) as error:  # pyarrow's errors are among these
        raise InputError(f"{folder}: cannot be read ({error}): publish it again") from error
    database.execute("commit")


def _article_facts(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles without their texts, which their digests stand for."""
    columns = [name for name in schema_of(path).names if name != "text"]
    for group in batches(path, columns):
        yield from group.to_pylist()


def _statements(path: Path) -> Iterator[dict[str, Any]]:
    for group in batches(path):
        for row in group.to_pylist():
            yield row | {"split": path.stem}
