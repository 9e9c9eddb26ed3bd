"""Figures of attributors, on articles written for this test."""

from pathlib import Path

import pytest

from stance_data.attribution.evaluation.attributions import (
    evaluate,
    first_annotations,
    form_of,
    load,
    table,
)
from stance_data.attribution.evaluation.errors_page import write_errors
from stance_data.attribution.evaluation.exchange import read_jsonl, write_jsonl
from stance_data.attribution.evaluation.scoring import Counts, mark, match, tally
from stance_data.errors import InputError
from stance_data.schema import Article, Attribution, Form, Span
from stance_data.text import quotations

FERRY = "Ida Moe said “the ferry is safe.” The mayor doubts that it will sail. Rain fell."


def spans(text: str, *parts: str) -> list[Span]:
    return [Span(text.index(part), text.index(part) + len(part)) for part in parts]


def made(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(
        spans(text, source) if source else [],
        spans(text, cue) if cue else [],
        spans(text, *content),
    )


SAID = made(FERRY, "Ida Moe", "said", "“the ferry is safe.”")
DOUBTS = made(FERRY, "The mayor", "doubts", "that it will sail")

# (what, predicted, relation, quoted, strict, exact contents, content words)
CASES = [
    ("all right", [SAID, DOUBTS], (2, 2, 2, 2), (1, 1, 1, 1), 2, 2, (8, 8, 8, 8)),
    ("nothing found", [], (0, 0, 0, 2), (0, 0, 0, 1), 0, 0, (0, 0, 0, 8)),
    ("one missed", [SAID], (1, 1, 1, 2), (1, 1, 1, 1), 1, 1, (4, 4, 4, 8)),
    (
        "half of the content is enough",
        [made(FERRY, "Moe", "said", "the ferry"), DOUBTS],
        (2, 2, 2, 2),
        # Without its marks the prediction is not a quoted one.
        (0, 0, 1, 1),
        1,
        1,
        (6, 6, 6, 8),
    ),
    (
        "another source",
        [made(FERRY, "The mayor", "said", "“the ferry is safe.”")],
        (0, 1, 0, 2),
        (0, 1, 0, 1),
        0,
        1,
        (4, 4, 4, 8),
    ),
    (
        "a source where gold has none",
        [made(FERRY, "", "said", "“the ferry is safe.”")],
        (0, 1, 0, 2),
        (0, 1, 0, 1),
        0,
        1,
        (4, 4, 4, 8),
    ),
    (
        "twice the same counts once",
        [SAID, SAID],
        (1, 2, 1, 2),
        (1, 2, 1, 1),
        1,
        1,
        (4, 4, 4, 8),
    ),
    ("no content, no attribution", [made(FERRY, "Ida Moe", "said")], (0, 0, 0, 2),
     (0, 0, 0, 1), 0, 0, (0, 0, 0, 8)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "predicted", "relation", "quoted", "strict", "exact", "words"),
    CASES,
    ids=[c[0] for c in CASES],
)
def test_tally(what, predicted, relation, quoted, strict, exact, words) -> None:  # type: ignore[no-untyped-def]
    counts = tally(mark(FERRY, [SAID, DOUBTS]), mark(FERRY, predicted))
    assert counts["relation"] == relation
    assert counts["relation/quoted"] == quoted
    assert counts["relation/strict"].right == strict
    assert counts["content/exact"].right == exact
    assert counts["content/token"] == words


def test_the_nearest_content_is_matched_first() -> None:
    long = made(FERRY, "Ida Moe", "said", "“the ferry is safe.” The mayor")
    assert match(mark(FERRY, [SAID]), mark(FERRY, [long, SAID])) == [(0, 1)]


def test_counts() -> None:
    assert Counts(3, 4, 2, 8).precision == 0.75
    assert Counts(3, 4, 2, 8).recall == 0.25
    assert Counts(3, 4, 2, 8).f1 == pytest.approx(0.375)
    assert Counts().f1 == 0.0
    assert Counts(1, 2, 3, 4).plus(Counts(1, 1, 1, 1)) == (2, 3, 4, 5)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("“the ferry is safe.”", Form.DIRECT),
        ("that it will sail", Form.INDIRECT),
        ("said “the ferry", Form.MIXED),
    ],
)
def test_form_of(content: str, form: Form) -> None:
    inner = [q.inner for q in quotations(FERRY)]
    assert form_of(FERRY, made(FERRY, "", "", content), inner) == form


def test_evaluate_by_form_outlet_and_interval() -> None:
    articles = [
        (Article(id=f"a{i}", text=FERRY, publisher="gazette" if i % 2 else ""), [SAID, DOUBTS])
        for i in range(6)
    ]
    result = evaluate(articles, lambda text: [SAID], "half", samples=50)
    relation = result.figures["relation"]
    assert (relation.precision, relation.recall, relation.gold) == (1.0, 0.5, 12)
    # Every article is alike, so resampling changes nothing.
    assert relation.low == relation.f1 == relation.high
    assert result.forms["direct"].f1 == 1.0
    assert result.forms["indirect"].f1 == 0.0
    assert set(result.outlets) == {"gazette", "(unknown)"}
    assert result.speed.articles_per_second > 0
    assert "relation, gazette" in table([result])
    assert result.as_dict()["articles"] == 6


def test_interval_spans_unlike_articles() -> None:
    answers = iter([[SAID, DOUBTS], [], [SAID], [DOUBTS], [SAID, DOUBTS]])
    articles = [(Article(id=str(i), text=FERRY), [SAID, DOUBTS]) for i in range(5)]
    relation = evaluate(articles, lambda text: next(answers), samples=500).figures["relation"]
    assert relation.low < relation.f1 < relation.high


def test_load() -> None:
    attributor, seconds = load(lambda: lambda text: [SAID])
    assert attributor("x") == [SAID]
    result = evaluate([(Article(id="a", text=FERRY), [SAID])], attributor, load_seconds=seconds)
    assert 0 < result.speed.load_seconds < 1
    assert result.speed.megabytes >= 0


def test_nothing_to_evaluate() -> None:
    with pytest.raises(InputError, match="no marked articles"):
        evaluate([], lambda text: [])


def test_errors_page(tmp_path: Path) -> None:
    text = "<b>Ida</b> said <i>no</i>. Per Ås wants fish & chips. Kim says so."
    gold = [made(text, "Ida", "said", "<i>no</i>"), made(text, "Per Ås", "wants", "fish & chips")]
    found = [made(text, "", "wants", "fish & chips"), made(text, "Kim", "says", "so")]
    result = evaluate([(Article(id="x", text=text), gold)], lambda _: found, "some <model>")
    assert write_errors(result, tmp_path / "errors.html") == 3
    page = (tmp_path / "errors.html").read_text(encoding="utf-8")
    for kind in ("missed", "wrong", "spurious"):
        assert f"<td>{kind}</td>" in page
    assert "&lt;i&gt;no" in page
    assert "<i>" not in page
    assert "some &lt;model&gt;" in page
    assert '<span class="content">fish &amp; chips</span>' in page


def test_jsonl_and_first_annotations(tmp_path: Path) -> None:
    article = Article(id="a", text=FERRY)
    rows = [(article, [SAID, DOUBTS]), (article, [])]
    write_jsonl(tmp_path / "rows.jsonl", rows)
    ((read, attributions),) = read_jsonl(tmp_path / "rows.jsonl")
    assert (read.id, read.text, attributions) == ("a", FERRY, [SAID, DOUBTS])
    records = [(article, "x", [SAID]), (article, "y", [])]
    assert first_annotations(records) == [(article, [SAID])]
    (tmp_path / "bad.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_jsonl(tmp_path / "bad.jsonl")
