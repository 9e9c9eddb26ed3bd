"""The shipped article: its fifteen statements, ten of them by the speakers wanted."""

import csv
from pathlib import Path

import pytest

from stance_data.articles import read_article
from stance_data.attribution import extract
from stance_data.schema import Article, Statement

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(ROOT / "raw" / "calexit.txt")


@pytest.fixture(scope="module")
def statements(article: Article) -> list[Statement]:
    return extract(article)


@pytest.fixture(scope="module")
def expected() -> list[dict[str, str]]:
    path = ROOT / "tests" / "data" / "calexit.statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_statements_are_the_fifteen(
    statements: list[Statement], expected: list[dict[str, str]]
) -> None:
    assert [s.text for s in statements] == [row["text"] for row in expected]
    for statement, row in zip(statements, expected, strict=True):
        assert (statement.start, statement.end) == (int(row["start"]), int(row["end"]))
        assert (statement.speaker or "") == row["speaker"]
        assert statement.form == row["form"]
        assert statement.speaker_kind == (row["speaker_kind"])
        assert statement.cue == row["cue"]
        assert statement.source == row["source"]


def test_attributions_are_the_thirteen(
    statements: list[Statement], expected: list[dict[str, str]]
) -> None:
    def grouping(keys: list[str]) -> list[int]:
        return [keys.index(key) for key in keys]

    ours = [s.attribution_id for s in statements]
    assert grouping(ours) == grouping([row["attribution"] for row in expected])
    assert len(set(ours)) == 13


def test_every_offset_cuts_its_words(article: Article, statements: list[Statement]) -> None:
    for s in statements:
        for words, spans in ((s.text, s.spans), (s.source, s.source_spans), (s.cue, s.cue_spans)):
            assert words == " ".join(article.text[start:end] for start, end in spans)
