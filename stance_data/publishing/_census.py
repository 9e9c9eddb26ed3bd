"""What is counted over the tables of a dataset as they pass by, row group by row group."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.publishing._tables import ARTICLES, TABLES, ContentDigest, batches

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Census"]

_LISTED_ARTICLES = 20


class Census:
    """Numbers of a dataset, and the digest of its rows.

    Tables are seen in the order of `TABLES`, each row group once; no row is kept.

    Attributes
    ----------
    rows : dict of str to int
        By table.
    articles : list of dict
        The first articles, with ``characters`` in place of the text.
    digests : dict of str to str
        Article → SHA-256 of its text.
    publishers, rights, dates : Counter
        Of the articles.
    stances : Counter
        (split, stance) → statements.
    label_sources, targets, forms, cue_kinds : Counter
        Of the statements; label sources of those that are labelled.
    speakers : dict of (str, str) to Counter
        (speaker, kind) → stances.
    lengths : list of int
        Characters of the statements: least, most, and all together.
    quoted_articles : int
        Articles that a statement is of.
    """

    def __init__(self) -> None:
        self._digest = ContentDigest()
        self.rows: dict[str, int] = {}
        self.articles: list[dict[str, Any]] = []
        self.digests: dict[str, str] = {}
        self.characters = 0
        self.publishers: Counter[str] = Counter()
        self.rights: Counter[str] = Counter()
        self.dates: Counter[str] = Counter()
        self.stances: Counter[tuple[str, str]] = Counter()
        self.label_sources: Counter[str] = Counter()
        self.targets: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        self.cue_kinds: Counter[str] = Counter()
        self.speakers: dict[tuple[str, str], Counter[str]] = {}
        self.lengths = [0, 0, 0]
        self._read: set[str] = set()

    @classmethod
    def of_folder(cls, folder: Path) -> Census:
        """Count over the tables that are in a folder."""
        census = cls()
        for name in TABLES:
            path = folder / f"{name}.parquet"
            if path.is_file():
                for group in batches(path):
                    census.see(name, group)
        return census

    def see(self, name: str, group: pa.Table) -> None:
        """Take the next row group of a table into account."""
        if name not in self.rows:
            self.rows[name] = 0
        self.rows[name] += group.num_rows
        rows = group.to_pylist()
        self._digest.see(name, rows)
        for row in rows:
            if name == ARTICLES:
                self._see_article(row)
            else:
                self._see_statement(name, row)

    def _see_article(self, row: dict[str, Any]) -> None:
        text = row.pop("text", "")
        self.characters += len(text)
        if len(self.articles) < _LISTED_ARTICLES:
            self.articles.append(row | {"characters": len(text)})
        self.digests[row["id"]] = row["digest"]
        self.publishers[row["publisher"]] += 1
        self.rights[row["rights"]] += 1
        self.dates[row["date"]] += 1

    def _see_statement(self, split: str, row: dict[str, Any]) -> None:
        stance = row["stance"]
        self.stances[split, stance] += 1
        if stance:
            self.label_sources[row["label_source"]] += 1
        self.targets[row["target"]] += 1
        self.forms[row["form"]] += 1
        self.cue_kinds[row["cue_kind"]] += 1
        key = row["speaker"] or "", row["speaker_kind"]
        self.speakers.setdefault(key, Counter())[stance] += 1
        self._read.add(row["article_id"])
        length = len(row.get("text", ""))
        least, most, total = self.lengths
        self.lengths = [min(least or length, length), max(most, length), total + length]

    @property
    def content(self) -> str:
        """SHA-256 of the rows (`ContentDigest`)."""
        return self._digest.value

    @property
    def splits(self) -> dict[str, int]:
        """Split → rows, in order; "unlabelled" is one of them."""
        return {name: number for name, number in self.rows.items() if name != ARTICLES}

    @property
    def statements(self) -> int:
        """Number of statements."""
        return sum(self.splits.values())

    @property
    def labelled(self) -> int:
        """Number of statements with a stance."""
        return sum(number for (_, stance), number in self.stances.items() if stance)

    @property
    def quoted_articles(self) -> int:
        """Number of articles that a statement is of."""
        return len(self._read)
