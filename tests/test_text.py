"""Paragraphs, quotations and trimming, as tables."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance_data.schema import Span
from stance_data.text import cut, hull, normalise, paragraphs, quotations, sentences, trim

QUOTATIONS = [
    ("curly", "“It rains,” he said.", ["It rains,"]),
    ("straight", '"It rains," he said. "A lot."', ["It rains,", "A lot."]),
    ("two apostrophes", "''It rains,'' he said.", ["It rains,"]),
    ("TeX", "``It rains,'' he said.", ["It rains,"]),
    ("guillemets", "«It rains», he said.", ["It rains"]),
    ("German", "„It rains“, he said.", ["It rains"]),
    ("UK, curly", "‘It’s the bakers’ pay,’ he said.", ["It’s the bakers’ pay,"]),
    ("UK, straight", "'It isn't the bakers' pay,' he said.", ["It isn't the bakers' pay,"]),
    ("outermost only", "“He said ‘Go’ and left,” she said.", ["He said ‘Go’ and left,"]),
    ("inches are no marks", 'A man 5\'10" tall said, "Hello."', ["Hello."]),
    ("elisions are no marks", "Rock 'n' roll in the '90s, get 'em.", []),
    ("apostrophes are no marks", "The bakers’ union and the town’s mayor can’t agree.", []),
    ("not closed", "“It rains, he said.", ["It rains, he said."]),
    ("after a dash", 'He said—"Go!"—and left.', ["Go!"]),
    ("in parentheses", 'They ("the board") met.', ["the board"]),
]


@pytest.mark.parametrize(("text", "expected"), [q[1:] for q in QUOTATIONS], ids=lambda x: None)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[slice(*q.inner)] for q in quotations(text)] == expected


def test_quotation_of_several_paragraphs_is_marked_as_continued() -> None:
    text = "“It rains.\n\n“It will not stop,” he said."
    found = [(text[slice(*q.inner)], q.closed, q.continued) for q in quotations(text)]
    assert found == [("It rains.", False, True), ("It will not stop,", True, False)]


TRIMMED = [
    ('| "It rains," |he said.', "It rains"),
    ("He said |“it rains.”|", "it rains."),
    ("|“It rains. |It pours,” he said.", "It rains."),
    ("“It rains. |It pours,” |he said.", "It pours"),
    ("|“Yes” and “no,”| he said.", "“Yes” and “no,”"),
    ("He said |it was “a farce,” |and left.", "it was “a farce,”"),
    ("He said |that it rained,| and left.", "that it rained"),
    ("|“”|", ""),
    ("| , |", ""),
]


@pytest.mark.parametrize(("marked", "expected"), TRIMMED)
def test_trim(marked: str, expected: str) -> None:
    before, inside, after = marked.split("|")
    text = before + inside + after
    span = Span(len(before), len(before) + len(inside))
    assert text[slice(*trim(text, span, quotations(text)))] == expected


PARAGRAPHS = [
    ("blank lines", "One.\n\nTwo.\n \n\nThree.", ["One.", "Two.", "Three."]),
    ("single breaks", "One is here.\nTwo is there.", ["One is here.", "Two is there."]),
    ("goes on in lower case", "One is\nhere.\n\nTwo.", ["One is\nhere.", "Two."]),
    (
        "wrapped by hand",
        "The council met on Tuesday night to hear what\nPeter Moss had to say about "
        "the new bridge, and\nAnn Oduya said that nobody had asked the town at\nall.",
        1,
    ),
    ("white space only", " \n\n\t", []),
]


@pytest.mark.parametrize(("text", "expected"), [p[1:] for p in PARAGRAPHS])
def test_paragraphs(text: str, expected: list[str] | int) -> None:
    found = [text[slice(*span)] for span in paragraphs(text)]
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_sentences_keep_offsets() -> None:
    text = "Dr. Moss left.  “Why?” Nobody knows."
    spans = sentences(text)
    assert text[slice(*spans[0])] == "Dr. Moss left."
    assert all(text[slice(*s)].strip() == text[slice(*s)] for s in spans)


def test_small_helpers() -> None:
    assert cut("abc def", [Span(0, 3), Span(4, 7)]) == "abc def"
    assert hull([Span(4, 7), Span(0, 3)]) == Span(0, 7)
    assert hull([]) == Span(-1, -1)
    assert normalise("“It’s 5 o'clock!”") == "it s 5 o clock"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'“”‘’«»„`\n .,aA"))))
def test_every_span_lies_in_any_text(text: str) -> None:
    marked = quotations(text)
    assert all(0 <= q.span.start <= q.inner.start <= q.inner.end <= q.span.end for q in marked)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marked))
    for span in [*paragraphs(text), *(q.span for q in marked)]:
        assert 0 <= span.start < span.end <= len(text)
        trimmed = trim(text, span, marked)
        assert span.start <= trimmed.start <= trimmed.end <= span.end
        for sentence in sentences(text, span):
            assert span.start <= sentence.start < sentence.end <= span.end
