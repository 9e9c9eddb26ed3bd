"""What the encoder is told about each word besides its letters.

The vocabulary of the encoder is uncased and knows neither line breaks nor which apostrophe ends a
quotation. So each word carries three numbers: its case shape, the gap before it, and its place
with regard to quotation marks (`quotation`). Training and inference both take them from here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

__all__ = ["Gap", "Place", "Shape", "Words", "find_words", "paragraph_bounds", "shape_of"]

# A doubled typewriter mark ('' or ``) is one word: it stands for a double quotation mark.
_WORD = re.compile(r"''|``|\w+|[^\w\s]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Gap(IntEnum):
    """What stands before a word."""

    NONE = 0
    SPACE = 1
    LINE = 2
    """A line break inside a hard-wrapped paragraph."""
    PARAGRAPH = 3


class Shape(IntEnum):
    """The case of a word's letters."""

    OTHER = 0
    """No letters, or an inner capital."""
    LOWER = 1
    TITLE = 2
    UPPER = 3


class Place(IntEnum):
    """Where a word stands with regard to the outermost quotation marks."""

    OUTSIDE = 0
    OPENING = 1
    CLOSING = 2
    SHORT = 3
    """Inside a quotation of at most four words (a phrase, a title, a scare quote)."""
    LONG = 4
    """Inside a longer quotation."""
    UNCLOSED = 5
    """After an opening mark that its paragraph never closes."""
    STRAY = 6
    """A double mark without partner."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text; all lists have one entry per word.

    Attributes
    ----------
    forms : list of str
        The word as printed.
    starts, ends : list of int
        Code points in the text, end exclusive.
    gaps : list of Gap
    """

    forms: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]

    def paragraphs(self) -> list[tuple[int, int]]:
        """Return the (first word, end word) of each paragraph, in order, without holes."""
        return paragraph_bounds(self.gaps)


def paragraph_bounds(gaps: list[int]) -> list[tuple[int, int]]:
    """Return the (first word, end word) of each paragraph, in order, without holes."""
    if not gaps:
        return []
    starts = [0] + [i for i, gap in enumerate(gaps) if gap == Gap.PARAGRAPH and i]
    return list(zip(starts, [*starts[1:], len(gaps)], strict=True))


def find_words(text: str) -> Words:
    """Cut a text into words: runs of letters and digits, and single other signs.

    Examples
    --------
    >>> find_words("She said: ''No.''").forms
    ['She', 'said', ':', "''", 'No', '.', "''"]
    """
    forms, starts, ends, gaps = [], [], [], []
    breaks = _soft_breaks(text) if "\n" in text else set()
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start == before:
            gap = Gap.NONE if start else Gap.PARAGRAPH
        else:
            gap = _gap(text, before, start, breaks) if before else Gap.PARAGRAPH
        forms.append(match.group())
        starts.append(start)
        ends.append(end)
        gaps.append(int(gap))
        before = end
    return Words(forms, starts, ends, gaps)


def _gap(text: str, start: int, end: int, soft: set[int]) -> Gap:
    newline = text.find("\n", start, end)
    if newline < 0:
        # Old Mac line ends and Unicode's paragraph separator.
        return Gap.PARAGRAPH if {"\r", "\u2029"} & set(text[start:end]) else Gap.SPACE
    return Gap.LINE if newline in soft else Gap.PARAGRAPH


def _soft_breaks(text: str, widest: int = 120, narrowest: int = 40) -> set[int]:
    """Return the places of newlines that only wrap a paragraph.

    A block of lines counts as wrapped if no line is wider than `widest`, and of each line but the
    last the next line's first word would not have fitted within the block's width.
    """
    soft: set[int] = set()
    offset = 0
    for block in _BLANK_LINE.split(text):
        # The separator's length varies with the white space in it, so look the block up again.
        offset = text.index(block, offset) if block else offset
        lines = block.split("\n")
        width = max(len(line.rstrip()) for line in lines)
        if len(lines) > 1 and narrowest <= width <= widest:
            place = offset
            wraps = []
            fits = False
            for line, following in pairwise(lines):
                place += len(line)
                first = following.split(maxsplit=1)
                fits = fits or not first or len(line.rstrip()) + 1 + len(first[0]) <= width - 2
                wraps.append(place)
                place += 1
            if not fits:
                soft.update(wraps)
        offset += len(block)
    return soft


def shape_of(word: str) -> Shape:
    """Return the case shape of one word.

    Examples
    --------
    >>> [shape_of(w).name for w in ("said", "Maria", "NASA", "iPhone", "A", "12", "don")]
    ['LOWER', 'TITLE', 'UPPER', 'OTHER', 'TITLE', 'OTHER', 'LOWER']
    """
    if word.islower():
        return Shape.LOWER
    if word.istitle():
        return Shape.TITLE
    return Shape.UPPER if word.isupper() else Shape.OTHER
