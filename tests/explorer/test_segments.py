"""Text cut at the boundaries of marks: overlapping, nested, discontinuous, across paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance_data.explorer._segments import Mark, segments_of
from stance_data.schema import Span

TEXT = "ab cd\n\nef 😀h"

# Spans of content by statement → paragraphs of (text, statements).
CASES = [
    ({}, [[("ab cd", "")], [("ef 😀h", "")]]),
    ({0: [(0, 2)]}, [[("ab", "0"), (" cd", "")], [("ef 😀h", "")]]),
    ({0: [(0, 4)], 1: [(1, 5)]},
     [[("a", "0"), ("b c", "01"), ("d", "1")], [("ef 😀h", "")]]),
    ({0: [(0, 5)], 1: [(1, 2)]}, [[("a", "0"), ("b", "01"), (" cd", "0")], [("ef 😀h", "")]]),
    ({0: [(0, 1), (3, 4)]},
     [[("a", "0"), ("b ", ""), ("c", "0"), ("d", "")], [("ef 😀h", "")]]),
    ({0: [(0, 2)], 1: [(2, 4)]},
     [[("ab", "0"), (" c", "1"), ("d", "")], [("ef 😀h", "")]]),
    ({0: [(10, 11)]}, [[("ab cd", "")], [("ef ", ""), ("😀", "0"), ("h", "")]]),
    ({0: [(3, 9)]},
     [[("ab ", ""), ("cd", "0"), ("\n\n", "0"), ("ef", "0"), (" 😀h", "")]]),
    ({0: [(-3, 2), (10, 99)]},
     [[("ab", "0"), (" cd", "")], [("ef ", ""), ("😀h", "0")]]),
    ({0: [(4, 4)]}, [[("ab cd", "")], [("ef 😀h", "")]]),
]  # fmt: skip


@pytest.mark.parametrize(("contents", "expected"), CASES)
def test_segments(
    contents: dict[int, list[tuple[int, int]]], expected: list[list[tuple[str, str]]]
) -> None:
    marks = [Mark(n, [Span(*span) for span in spans], [], []) for n, spans in contents.items()]
    found = [
        [(segment.text, "".join(map(str, segment.content))) for segment in paragraph]
        for paragraph in segments_of(TEXT, marks)
    ]
    assert found == expected


def test_roles_are_kept_apart() -> None:
    mark = Mark(3, [Span(0, 2)], [Span(1, 4)], [Span(4, 5)])
    (first, _) = segments_of(TEXT, [mark])
    assert [tuple(segment) for segment in first] == [
        ("a", (3,), (), ()),
        ("b", (3,), (3,), ()),
        (" c", (), (3,), ()),
        ("d", (), (), (3,)),
    ]


@given(
    st.text(alphabet="ab \n", max_size=30),
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3), max_size=4),
)
def test_every_statement_can_be_read_off_its_segments(
    text: str, contents: list[list[tuple[int, int]]]
) -> None:
    marks = [Mark(n, [Span(*span) for span in spans], [], []) for n, spans in enumerate(contents)]
    segments = [segment for paragraph in segments_of(text, marks) for segment in paragraph]
    for number, spans in enumerate(contents):
        places = sorted({i for start, end in spans for i in range(start, min(end, len(text)))})
        said = "".join(text[i] for i in places)
        read = "".join(segment.text for segment in segments if number in segment.content)
        if said.strip():
            assert read == said
    # Nothing but blank lines is lost.
    assert "".join("".join(s.text for s in segments).split()) == "".join(text.split())
