"""The shipped article: its fifteen statements, ten of them by the speakers wanted.

``data/calexit.statements.csv`` is what people settled on. The rules draw it to the letter; the
encoder may draw a source or cue more widely, and take a fronted clause into the content.
"""

import csv
import json
from pathlib import Path

import pytest

from stance_data.articles import read_article
from stance_data.attribution import ATTRIBUTORS, extract
from stance_data.cli import main
from stance_data.schema import Article, Statement

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(ROOT / "raw" / "calexit.txt")


@pytest.fixture(scope="module", params=ATTRIBUTORS)
def attributor(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def statements(article: Article, attributor: str) -> list[Statement]:
    return extract(article, attributor=attributor)


@pytest.fixture(scope="module")
def expected() -> list[dict[str, str]]:
    path = ROOT / "tests" / "data" / "calexit.statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_statements_are_the_fifteen(
    article: Article,
    attributor: str,
    statements: list[Statement],
    expected: list[dict[str, str]],
) -> None:
    assert len(statements) == len(expected) == 15
    for statement, row in zip(statements, expected, strict=True):
        *before, last = statement.spans
        assert article.text[slice(*last)] == row["text"]
        assert (last.start, last.end) == (int(row["start"]), int(row["end"]))
        assert (statement.speaker or "") == row["speaker"]
        assert statement.form == row["form"]
        assert statement.speaker_kind == row["speaker_kind"]
        if attributor == "rules":
            assert (statement.source, statement.cue, before) == (row["source"], row["cue"], [])
        else:
            assert row["source"] in statement.source
            assert row["cue"] in statement.cue
            fronted = [article.text[slice(*span)] for span in before]
            assert fronted in ([], ["even if the measure were to pass"])


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


@pytest.mark.parametrize("name", ["calexit", "calexit-all"])
def test_published_data_are_what_a_build_gives(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("built")
    assert main(["build", str(ROOT / "raw"), "--out", str(out)]) == 0
    built, published = (
        json.loads((folder / name / "manifest.json").read_text(encoding="utf-8"))
        for folder in (out, ROOT / "processed")
    )
    for key in ("content_sha256", "splits", "inputs"):
        assert built[key] == published[key]
