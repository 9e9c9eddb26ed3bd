"""Pair the quotation marks of a text, word by word, whatever their style.

American and British style, typographic and typewriter marks, and ``''`` all come out alike;
apostrophes stay apostrophes; a quotation that runs over several paragraphs, with an opening mark at
each and a closing mark only at the last, is one quotation (Chicago Manual of Style 17, 13.30).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from stance_data.attribution.encoder.words import Gap, Place, paragraph_bounds

__all__ = ["Marks", "pair_marks"]

# Unicode 16, chapter 6.2 "Quotation Marks"; `` and '' as in LaTeX and old wire copy.
_OPEN = frozenset({"\u201c", "\u201e", "\u201f", "\u00ab", "``", "\u300c"})
_CLOSE = frozenset({"\u201d", "\u00bb", "\u300d"})
_EITHER = frozenset({'"', "''", "\uff02"})
_DOUBLE = _OPEN | _CLOSE | _EITHER
_SINGLE_OPEN = frozenset({"\u2018", "\u201a", "\u201b", "\u2039", "`"})
_SINGLE = _SINGLE_OPEN | {"'", "\u2019", "\u203a"}
_SINGLE_CLOSE = _SINGLE - _SINGLE_OPEN
_SINGLE_OPENING = _SINGLE_OPEN | {"'"}
# After these a mark opens although no space stands between.
_OPENS_AFTER = frozenset("([{-\u2013\u2014/:") | _DOUBLE
# Words that begin with an apostrophe (Oxford English Dictionary, aphetic forms).
_ELIDED = frozenset("em til tis twas n cause bout round cos neath kay".split())  # noqa: SIM905
_STOPS = frozenset(",.?!;:\u2026\u2013\u2014-)]")
_DECADE = re.compile(r"\d\ds?")
_LONG = 5
# A single mark's partner is looked for within so many words, so that the time stays linear.
_FARTHEST = 500


class Marks(NamedTuple):
    """The quotation marks of a text.

    Attributes
    ----------
    places : list of Place
        One per word.
    quotations : list of (int, int)
        First and end word of each closed outermost quotation, its marks included; a quotation
        over several paragraphs appears once per paragraph.
    continued : list of int
        First words of the quotations that go on from the paragraph before.
    """

    places: list[int]
    quotations: list[tuple[int, int]]
    continued: list[int]


def pair_marks(forms: list[str], gaps: list[int]) -> Marks:
    """Find the outermost quotations.

    Parameters
    ----------
    forms, gaps
        As in `stance_data.attribution.encoder.words.Words`.

    Examples
    --------
    >>> from stance_data.attribution.encoder.words import find_words
    >>> words = find_words("'It's the workers' right,' she said.")
    >>> pair_marks(words.forms, words.gaps).quotations
    [(0, 10)]
    """
    if not any(form in _DOUBLE or form in _SINGLE for form in forms):
        return Marks([Place.OUTSIDE] * len(forms), [], [])
    return _Pairing(forms, gaps).run()


class _Pairing:
    def __init__(self, forms: list[str], gaps: list[int]) -> None:
        self.forms = forms
        self.gaps = gaps
        self.places: list[int] = [Place.OUTSIDE] * len(forms)
        self.quotations: list[tuple[int, int]] = []
        self.continued: list[int] = []

    def run(self) -> Marks:
        for start, end in paragraph_bounds(self.gaps):
            following = self.forms[end] if end < len(self.forms) else ""
            self._paragraph(start, end, following)
        return Marks(self.places, self.quotations, self.continued)

    def _paragraph(self, start: int, end: int, following: str) -> None:
        """Pair the marks of one paragraph; `following` is the first word of the next one."""
        position = start
        while position < end:
            form = self.forms[position]
            close = None
            if form in _DOUBLE:
                close = self._close_double(position, start, end)
            elif form in _SINGLE and self._can_open(position, start, end):
                close = self._close_single(position, end)
                if close < 0 and following not in _SINGLE_OPENING:
                    close = None
            if close is None:
                position += 1
            elif close > position:
                self._mark(position, close)
                position = close + 1
            elif close == position:
                self.places[position] = Place.STRAY
                position += 1
            else:
                self._unclosed(position, end, following)
                return

    def _unclosed(self, position: int, end: int, following: str) -> None:
        kin = _DOUBLE - _CLOSE if self.forms[position] in _DOUBLE else _SINGLE_OPENING
        if following in kin:
            self._mark(position, end)
            self.continued.append(end)
        else:
            self.places[position] = Place.STRAY
            self.places[position + 1 : end] = [Place.UNCLOSED] * (end - position - 1)

    def _mark(self, opening: int, closing: int) -> None:
        """Mark the quotation from `opening` to `closing`, which may be the paragraph's end."""
        closed = closing < len(self.forms) and self.gaps[closing] != Gap.PARAGRAPH
        inner = range(opening + 1, closing)
        long = sum(self.forms[i][0].isalnum() for i in inner) >= _LONG
        self.places[opening] = Place.OPENING
        self.places[opening + 1 : closing] = [Place.LONG if long else Place.SHORT] * len(inner)
        if closed:
            self.places[closing] = Place.CLOSING
        self.quotations.append((opening, closing + closed))

    def _can_open(self, i: int, start: int, end: int) -> bool:
        if self.forms[i] in ("\u2019", "\u203a"):
            return False
        before = i == start or self.gaps[i] != Gap.NONE or self.forms[i - 1] in _OPENS_AFTER
        after = i + 1 < end and self.gaps[i + 1] == Gap.NONE
        if self.forms[i] in _SINGLE and after:
            word = self.forms[i + 1].lower()
            after = word not in _ELIDED and not _DECADE.fullmatch(word)
        return before and after

    def _can_close(self, i: int, start: int, end: int) -> bool:
        glued = i > start and self.gaps[i] == Gap.NONE
        free = i + 1 >= end or self.gaps[i + 1] != Gap.NONE or not self.forms[i + 1][0].isalnum()
        return glued and free

    def _close_double(self, i: int, start: int, end: int) -> int:
        """Return the partner of the double mark at `i`; `i` for a stray one, −1 for none."""
        form = self.forms[i]
        # A closing sign at a word's start is an opening mark that was mistyped.
        opens = form in _OPEN or self._can_open(i, start, end)
        if not opens and (form in _CLOSE or self._can_close(i, start, end)):
            return i
        for j in range(i + 1, end):
            mark = self.forms[j]
            if mark not in _DOUBLE:
                continue
            opens, closes = self._can_open(j, start, end), self._can_close(j, start, end)
            if mark in _CLOSE or (closes and not opens):
                return j
            if opens and not closes:
                # A second opening mark: the first was never closed.
                return i
            if mark in _EITHER or form == "\u201e":
                return j
        return -1

    def _close_single(self, i: int, end: int) -> int:
        """Return the partner of the single mark at `i`, −1 for none."""
        possessive = -1
        depth = either = 0
        for j in range(i + 1, min(end, i + _FARTHEST)):
            mark = self.forms[j]
            depth += (mark in _OPEN) - (mark in _CLOSE)
            either += mark in _EITHER
            if depth < 0 or (mark in _SINGLE_OPEN and possessive > 0):
                break
            # Double marks inside must come in pairs.
            if mark not in _SINGLE_CLOSE or depth or either % 2 or j == i + 1:
                continue
            if not self._can_close(j, i, end):
                continue
            plural = self.forms[j - 1][-1] in "sS" and j + 1 < end
            if not plural or self.forms[j + 1] in _STOPS or self.forms[j + 1] in _DOUBLE:
                return j
            possessive = j if possessive < 0 else possessive
        return possessive
