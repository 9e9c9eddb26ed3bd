"""Attributions, marked in the text, and the statements they become."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance_data.attribution.statements import SOURCE_CORPUS, to_statements
from stance_data.schema import Article, Attribution, CueKind, Form, Span, SpeakerKind, Statement
from stance_data.text import cut, paragraphs

# What the case shows, text with {content}, the statements: "form: words", "|" between two spans.
CASES = [
    ("indirect", "Vane says {the dam leaks}.", ["indirect: the dam leaks"]),
    ("the reporter's period", "Vane says {the dam leaks.}", ["indirect: the dam leaks"]),
    ("an abbreviation's period", "Vane left {the U.S.}", ["indirect: the U.S."]),
    ("another's period", "Vane works {for Roe Inc.}", ["indirect: for Roe Inc."]),
    ("an ellipsis", "Vane wondered {if it leaks ...}", ["indirect: if it leaks ..."]),
    ("direct", "{“The dam leaks,”} Vane said.", ["direct: The dam leaks"]),
    ("straight marks", '{"The dam leaks,"} Vane said.', ["direct: The dam leaks"]),
    ("the quotation's period", "Vane said: {“The dam leaks.”}", ["direct: The dam leaks."]),
    ("period after the mark", "Vane called it {“a farce”.}", ["direct: a farce"]),
    ("mixed", "Vane said {the dam was “a farce.”}", ["mixed: the dam was “a farce.”"]),
    ("a name in marks", "Vane said {the “Yes” group won}.", ["mixed: the “Yes” group won"]),
    ("question", "{“Does it leak?”} Vane asked.", ["direct: Does it leak?"]),
    ("dash", "{“The dam —”} Vane began.", ["direct: The dam —"]),
    (
        "two sentences",
        "{“The dam leaks. We are afraid,”} Vane said.",
        ["direct: The dam leaks.", "direct: We are afraid"],
    ),
    (
        "single marks",
        "{'The dam leaks. We aren't afraid,'} Vane said.",
        ["direct: The dam leaks.", "direct: We aren't afraid"],
    ),
    (
        "indirect sentences",
        "According to Vane, {the dam leaks. It always has.}",
        ["indirect: the dam leaks", "indirect: It always has"],
    ),
    (
        "a quotation, then more",
        "{“It leaks.” That is so}.",
        ["direct: It leaks.", "indirect: That is so"],
    ),
    ("an exclamation that goes on", "{“No!” is the word.}", ["mixed: “No!” is the word"]),
    (
        "interrupted",
        "{“I doubt,”} Vane said, {“that it holds.”}",
        ["direct: I doubt | that it holds."],
    ),
    (
        "interrupted, then more",
        "{“I doubt,”} Vane said, {“that it holds. We will see.”}",
        ["direct: I doubt | that it holds.", "direct: We will see."],
    ),
    (
        "not interrupted",
        "{“The dam leaks,”} Vane said. {“It always has.”}",
        ["direct: The dam leaks", "direct: It always has."],
    ),
    (
        "a question, then more",
        "{“Does it leak?”} Vane asked, {“We think so.”}",
        ["direct: Does it leak?", "direct: We think so."],
    ),
    (
        "a question that goes on",
        "{“Does it leak?”} Vane asked, {“or does it rain?”}",
        ["direct: Does it leak? | or does it rain?"],
    ),
    (
        "fronted clause",
        "{Even if it holds}, experts say, {the dam is old}.",
        ["indirect: Even if it holds | the dam is old"],
    ),
    (
        "colon",
        "{The dam leaks}, Vane said, adding: {“It always has.”}",
        ["indirect: The dam leaks", "direct: It always has."],
    ),
    (
        "a cue that ends in an abbreviation",
        "{“I doubt,”} said Ida Vane of Roe Inc., {“that it holds.”}",
        ["direct: I doubt | that it holds."],
    ),
    (
        "several paragraphs",
        "Vane said: {“The dam leaks.\n\n“It always has.”}",
        ["direct: The dam leaks.", "direct: It always has."],
    ),
    (
        "a title inside",
        "Vane said {Ms. Roe left. She was ill}.",
        ["indirect: Ms. Roe left", "indirect: She was ill"],
    ),
    ("nothing but marks", "{“…”} Vane said.", []),
    ("no word of its own", "{“The dam leaks. …”} Vane said.", ["direct: The dam leaks. …"]),
    ("touching spans", "Vane said {the da}{m leaks}.", ["indirect: the dam leaks"]),
    (
        "a noun phrase",
        "Vane announced {the opening of a lock}.",
        ["indirect: the opening of a lock"],
    ),
]

TEXT = "Vane said the dam leaks. Roe said the dam leaks. “It leaks. It leaks,” Roe said."


def read(marked: str) -> tuple[str, list[Span]]:
    """Return a text without its marks, and the spans that they mark."""
    spans, text = [], ""
    for outside, inside in re.findall(r"([^{]*)(?:\{([^}]*)\})?", marked):
        text += outside
        if inside:
            spans.append(Span(len(text), len(text) + len(inside)))
        text += inside
    return text, spans


def spans_of(text: str, *words: str) -> list[Span]:
    return [Span(text.index(w), text.index(w) + len(w)) for w in words]


def attribution(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(
        spans_of(text, source), spans_of(text, cue), spans_of(text, *content), source
    )


@pytest.mark.parametrize(("marked", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_statements(marked: str, expected: list[str]) -> None:
    text, content = read(marked)
    found = to_statements(Article("a", text), [Attribution([], [], content)])
    assert [f"{s.form}: {' | '.join(text[slice(*p)] for p in s.spans)}" for s in found] == expected


def test_columns() -> None:
    text = "It rained.\n\n“I doubt,” Vane  told him last week, “that it holds.”"
    article = Article("dam", text, "Dam", "Post", "2031-05", "http://x.org", "The dam should go")
    found = Attribution(
        spans_of(text, "Vane "),
        spans_of(text, "told", "last week"),
        spans_of(text, "“I doubt,”", "“that it holds.”"),
        "Ida Vane",
        SpeakerKind.PERSON,
        CueKind.BELIEF,
    )
    (statement,) = to_statements(article, [found])
    (told, week), (doubt, holds) = found.cue, spans_of(text, "I doubt", "that it holds.")
    assert statement == Statement(
        id="dam-4ec7e33f",
        text="I doubt that it holds.",
        target="The dam should go",
        group="dam-a4ec7e33f",
        speaker="Ida Vane",
        source_corpus=SOURCE_CORPUS,
        article_id="dam",
        attribution_id="dam-a4ec7e33f",
        start=13,
        end=holds.end,
        spans=[doubt, holds],
        source="Vane",
        source_start=23,
        source_end=27,
        source_spans=[Span(23, 27)],
        cue="told last week",
        cue_start=told.start,
        cue_end=week.end,
        cue_spans=[told, week],
        form=Form.DIRECT,
        cue_kind=CueKind.BELIEF,
        speaker_kind=SpeakerKind.PERSON,
        context=text[12:],
        title="Dam",
        publisher="Post",
        date="2031-05",
        url="http://x.org",
    )


def test_without_source_and_cue() -> None:
    (statement,) = to_statements(
        Article("a", "The dam leaks."), [Attribution([], [], [Span(0, 14)])]
    )
    assert (statement.source, statement.source_start, statement.source_end) == ("", -1, -1)
    assert (statement.cue, statement.cue_start, statement.cue_end) == ("", -1, -1)


def test_ids_tell_repeated_words_apart_and_survive_moved_offsets() -> None:
    spans = [m.span() for m in re.finditer("the dam leaks|“.*”", TEXT)]
    found = [Attribution([], [], [Span(*s)]) for s in spans]
    first = to_statements(Article("a", TEXT), found)
    moved = "It rained.\n\n" + TEXT.replace("“", '"').replace("”", '"')
    later = [
        Attribution([], [], [Span(s.start + 12, s.end + 12)]) for (s,) in (a.content for a in found)
    ]
    second = to_statements(Article("a", moved), later)
    assert [s.id for s in first] == [s.id for s in second]
    assert [s.attribution_id for s in first] == [s.attribution_id for s in second]
    assert len({s.id for s in first}) == 4
    assert first[1].id == f"{first[0].id}-2"
    assert first[2].attribution_id == first[3].attribution_id


def test_order_is_that_of_the_text() -> None:
    late = attribution(TEXT, "Roe", "said", "“It leaks. It leaks,”")
    early = attribution(TEXT, "Vane", "said", "the dam leaks")
    found = to_statements(Article("a", TEXT), [late, early])
    assert [s.start for s in found] == sorted(s.start for s in found)


def test_the_same_statement_twice_is_one_but_of_two_speakers_two() -> None:
    found = attribution(TEXT, "Vane", "said", "the dam leaks")
    other = replace(found, speaker="Bo Ek")
    inside = attribution(TEXT, "Vane", "said", "dam leaks")
    article = Article("a", TEXT)
    assert len(to_statements(article, [found, replace(found, cue=[])])) == 1
    assert len(to_statements(article, [found, other, inside])) == 3


PIECES = [
    "“",
    "”",
    '"',
    "'",
    ".",
    "!",
    ",",
    "…",
    "\n\n",
    "\n",
    "U.S.",
    "Mr.",
    "said",
    "The dam",
    "ǅ",
    "a’s",
    "?\u00a0",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=25).map(" ".join), st.data()
)
def test_nothing_is_lost_or_doubled(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(lambda pair: Span(min(pair), max(pair)))
    spans = st.lists(span, max_size=3)
    found = data.draw(st.lists(st.builds(Attribution, spans, spans, spans), max_size=1))
    statements = to_statements(Article("a", text), found)
    assert len({s.id for s in statements}) == len(statements)
    for s in statements:
        assert s.text == cut(text, s.spans)
        assert s.source == cut(text, s.source_spans)
        assert s.cue == cut(text, s.cue_spans)
        assert (s.start, s.end) == (s.spans[0].start, s.spans[-1].end)
        assert any(
            p.start <= s.start < p.end and text[slice(*p)] == s.context for p in paragraphs(text)
        )
    given_letters = {i for a in found for p in a.content for i in range(*p) if text[i].isalnum()}
    letters = [i for s in statements for p in s.spans for i in range(*p) if text[i].isalnum()]
    assert sorted(letters) == sorted(given_letters)
