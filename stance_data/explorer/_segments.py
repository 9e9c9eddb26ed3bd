"""An article's text cut at every boundary of every mark, so that overlapping marks can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from stance_data.schema import Span

__all__ = ["Mark", "Segment", "segments_of"]

_BLANK_LINES = re.compile(r"\s*\n[^\S\n]*\n\s*")


class Mark(NamedTuple):
    """What is to be marked of one statement.

    Attributes
    ----------
    number : int
        Of the statement.
    content, source, cue : sequence of Span
        In code points of the article's text.
    """

    number: int
    content: Sequence[Span]
    source: Sequence[Span]
    cue: Sequence[Span]


class Segment(NamedTuple):
    """A stretch of text in which no mark begins or ends.

    Attributes
    ----------
    text : str
    content, source, cue : tuple of int
        Numbers of the statements that have it as content, source or cue; ascending.
    """

    text: str
    content: tuple[int, ...] = ()
    source: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()


def segments_of(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """Cut a text into paragraphs of segments.

    Paragraphs end at blank lines, which are left out unless a mark stands there; all other
    characters of the text are in exactly one segment, unchanged.

    Parameters
    ----------
    text : str
    marks : iterable of Mark
        Their spans may overlap, nest, and reach over the end of a paragraph. What reaches outside
        the text is cut off.

    Examples
    --------
    >>> first = Mark(0, content=[Span(0, 7), Span(14, 20)], source=[Span(8, 11)], cue=[])
    >>> second = Mark(1, content=[Span(2, 7)], source=[], cue=[])
    >>> for segment in segments_of("I think Ann x that so.", [first, second])[0]:
    ...     print(segment)
    Segment(text='I ', content=(0,), source=(), cue=())
    Segment(text='think', content=(0, 1), source=(), cue=())
    Segment(text=' ', content=(), source=(), cue=())
    Segment(text='Ann', content=(), source=(0,), cue=())
    Segment(text=' x ', content=(), source=(), cue=())
    Segment(text='that s', content=(0,), source=(), cue=())
    Segment(text='o.', content=(), source=(), cue=())
    """
    starts: dict[int, list[tuple[int, int]]] = {}
    ends: dict[int, list[tuple[int, int]]] = {}
    for mark in marks:
        for role, spans in enumerate((mark.content, mark.source, mark.cue)):
            for start, end in spans:
                start, end = max(start, 0), min(end, len(text))
                if start < end:
                    starts.setdefault(start, []).append((role, mark.number))
                    ends.setdefault(end, []).append((role, mark.number))
    breaks = {match.span() for match in _BLANK_LINES.finditer(text)}
    edges = sorted({0, len(text), *starts, *ends, *(edge for span in breaks for edge in span)})
    paragraphs: list[list[Segment]] = [[]]
    for start, end, active in _stretches(edges, starts, ends):
        inside = any(active)
        if (start, end) in breaks and not inside:
            paragraphs.append([])
            continue
        paragraphs[-1].append(Segment(text[start:end], *active))
    return [found for found in paragraphs if any(segment.text.strip() for segment in found)]


def _stretches(
    edges: Sequence[int],
    starts: dict[int, list[tuple[int, int]]],
    ends: dict[int, list[tuple[int, int]]],
) -> Iterator[tuple[int, int, tuple[tuple[int, ...], ...]]]:
    """Yield (start, end, (content, source, cue)) between each two edges."""
    open_: tuple[dict[int, int], ...] = ({}, {}, {})
    for start, end in pairwise(edges):
        for role, number in ends.get(start, ()):
            open_[role][number] -= 1
            if not open_[role][number]:
                del open_[role][number]
        for role, number in starts.get(start, ()):
            open_[role][number] = open_[role].get(number, 0) + 1
        yield start, end, tuple(tuple(sorted(numbers)) for numbers in open_)
