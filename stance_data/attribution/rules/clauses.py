"""Sentences of a paragraph as tokens, in which a quotation counts as one token.

Sentence segmenters split at a period or question mark inside a quotation. Here the quotations are
masked before the paragraph is segmented, so that a sentence is one of the reporter's, with
whatever it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from stance_data.attribution.lexicon.entries import verb_forms
from stance_data.attribution.lexicon.function_words import ADVERBS, PREPOSITIONS, TIMES
from stance_data.schema import Span
from stance_data.text import Quotation, sentences

__all__ = ["Kind", "Sentence", "Token", "is_adverb", "is_mark", "paragraph_sentences"]

# A period inside a sentence is an abbreviation's and stays with its word.
_TOKEN = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+|,\d{3})*(?:['’]|\.(?=\s*\S))?|--+|\S")
_DATELINE = re.compile(
    r"[^\W\d_a-z][^\n–—\-]{1,60}?\s?(?:--+|[–—]|\s-)\s+(?=\S)|[A-Z][^\n:()]{1,40}\([A-Z]{2,10}\)\s*:?\s+"
)
_TERMINAL = ".?!…"
_LONGEST = 400
"""Longer "sentences" are tables or lists; they are cut, which keeps the time linear."""

_NAME_QUOTE = 4
"""A quotation of so few words may be a name or a scare quote, part of the reporter's sentence."""


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    MARK = auto()
    QUOTE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark, or a whole quotation with its marks.

    Attributes
    ----------
    start, end : int
        Offsets in the article.
    form : str
        As printed.
    low : str
        In lower case, with the typewriter apostrophe; empty for a quotation.
    kind : Kind
    last : str
        Last character inside the marks of a quotation; empty for others.
    words : int
        Number of words of a quotation; 0 for others.
    """

    start: int
    end: int
    form: str
    low: str
    kind: Kind
    last: str = ""
    words: int = 0

    @property
    def capital(self) -> bool:
        """Whether a word begins with a capital letter (or a digit, as in names of bodies)."""
        return self.kind is Kind.WORD and self.form[0].isupper()

    @property
    def speech(self) -> bool:
        """Whether a quotation is long or closed enough to be somebody's words, not a name."""
        return self.kind is Kind.QUOTE and (self.words > _NAME_QUOTE or self.last in ",.?!…—-–")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reporter's, without closing period."""

    tokens: list[Token]
    paragraph: int

    @property
    def quoted(self) -> bool:
        """Whether the sentence is nothing but quotations."""
        return bool(self.tokens) and all(t.kind is Kind.QUOTE for t in self.tokens)


def is_mark(token: Token, marks: str) -> bool:
    """Return whether a token is one of these punctuation marks (each of one character)."""
    return token.kind is Kind.MARK and token.form[0] in marks


def is_adverb(token: Token) -> bool:
    """Return whether a token is an adverb, by the closed list or by its ending."""
    low = token.low
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and not token.capital)


def paragraph_sentences(
    text: str, span: Span, marked: Sequence[Quotation], number: int
) -> list[Sentence]:
    """Split one paragraph into sentences.

    Parameters
    ----------
    text : str
    span : Span
        The paragraph.
    marked : sequence of Quotation
        The quotations inside it, in order.
    number : int
        The paragraph's number, kept with its sentences.
    """
    start = span.start
    dateline = _DATELINE.match(text, start, min(span.end, start + 90))
    if dateline and (dateline[0][:3].isupper() or "(" in dateline[0]):
        start = dateline.end()
    marked = [q for q in marked if q.span.start >= start]
    masked = _mask(text, Span(start, span.end), marked)
    found: list[Sentence] = []
    at = 0
    for sentence in sentences(masked):
        piece = Span(start + sentence.start, start + sentence.end)
        first = at
        while at < len(marked) and marked[at].span.start < piece.end:
            at += 1
        tokens = _tokens(text, piece, marked[first:at])
        if not tokens:
            continue
        if found and _goes_on(found[-1], tokens):
            found[-1].tokens.extend(tokens)
        else:
            found.append(Sentence(tokens, number))
    return [
        Sentence(_without_period(s.tokens[i : i + _LONGEST]), number)
        for s in found
        for i in range(0, len(s.tokens), _LONGEST)
    ]


def _mask(text: str, span: Span, marked: Sequence[Quotation]) -> str:
    """Return the paragraph with each quotation made one word of the same length."""
    pieces: list[str] = []
    at = span.start
    for q in marked:
        pieces.append(text[at : q.span.start])
        length = q.span.end - q.span.start
        last = text[q.inner.start : q.inner.end].rstrip()[-1:]
        ending = last if last and last in ".?!" and length > 2 else ""
        pieces.append(("Q" + "q" * length)[: length - len(ending)] + ending)
        at = q.span.end
    pieces.append(text[at : span.end])
    return "".join(pieces)


def _tokens(text: str, span: Span, marked: Sequence[Quotation]) -> list[Token]:
    found: list[Token] = []
    at = span.start
    for q in marked:
        found.extend(_plain(text, at, q.span.start))
        inner = text[q.inner.start : q.inner.end].rstrip()
        found.append(
            Token(
                q.span.start,
                q.span.end,
                text[q.span.start : q.span.end],
                "",
                Kind.QUOTE,
                inner[-1:],
                len(inner.split()),
            )
        )
        at = q.span.end
    found.extend(_plain(text, at, span.end))
    return found


def _plain(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        form = match[0]
        word = form[0].isalnum()
        low = form.casefold().replace("’", "'") if word else form
        found.append(Token(match.start(), match.end(), form, low, Kind.WORD if word else Kind.MARK))
    return found


def _goes_on(before: Sentence, tokens: list[Token]) -> bool:
    """Tell whether a "sentence" belongs to the one before: “No!” Dr. Jones replied."""
    last = before.tokens[-1]
    if last.kind is not Kind.QUOTE or last.last not in "?!…":
        return False
    first = tokens[0]
    if first.kind is not Kind.WORD:
        return False
    if not first.capital or len(tokens) <= 4:
        return True
    for at in range(min(len(tokens), 8)):
        if tokens[at].kind is not Kind.WORD:
            return False
        if tokens[at].low in verb_forms() and not tokens[at].capital:
            behind = tokens[at + 1] if at + 1 < len(tokens) else None
            return behind is None or (
                behind.form in ".,"
                or behind.low in PREPOSITIONS
                or behind.low in TIMES
                or (behind.capital and at == 0)
            )
    return False


def _without_period(tokens: list[Token]) -> list[Token]:
    end = len(tokens)
    while end > 1 and tokens[end - 1].kind is Kind.MARK and tokens[end - 1].form in _TERMINAL:
        end -= 1
    return tokens[:end]
