"""Spans of text: paragraphs, sentences, quotation marks, and cutting them out by their offsets.

Everything here keeps ``text[start:end]`` exact: offsets count Unicode code points of the text as
given, end exclusive, and nothing is normalised on the way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stance_data.schema import Span

__all__ = [
    "Quotation",
    "around",
    "cut",
    "hull",
    "normalise",
    "paragraphs",
    "quotations",
    "sentences",
    "strip",
    "trim",
]

# Marks that open and close a quotation, by what the Unicode general punctuation block calls them.
# ``"`` and ``''`` are used for both ends; single marks are also apostrophes: see `_single`.
_OPENING = "“„«‟"
_CLOSING = "”»"
_MARKS = re.compile("[\"“”„‟«»]|''|``|[‘’'‚‛]")

# Words that begin with an apostrophe, which opens no quotation (Merriam-Webster, "aphaeresis").
_ELISIONS = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|cuz|\d\ds?)\b", re.IGNORECASE)

# Abbreviations after which sentencex 1.0 ends the sentence although it goes on: its English list
# has "Mr." and "Mrs." but not the titles, states and times of day that news text is full of.
_BEFORE_A_NAME = re.compile(r"\b(?:Ms|Mx|Messrs|Atty|Ft|[DRI]-[A-Z][a-z]+)\.$")
_TIME = re.compile(r"\b[ap]\.m\.$")
_DAY_OR_ZONE = re.compile(
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b|[A-Z][a-z]+ time\b|[CEMP][DS]?T\b|ET\b"
)

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# A line break inside a sentence, and what UTF-8 cannot carry (a lone surrogate).
_UNSPOKEN = re.compile("[\n\r\ud800-\udfff]")
_WRAP_WIDTH = 100
"""A longer line was not broken by hand: plain-text mail and wire copy wrap at 60 to 80."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch inside quotation marks, outermost level only.

    Attributes
    ----------
    span : Span
        The quotation with its marks.
    inner : Span
        What stands between the marks.
    closed : bool
        False where the closing mark is missing: the quotation then runs to the end of its
        paragraph.
    continued : bool
        True where the next paragraph opens with a mark and so goes on with the same quotation
        (the custom for a quotation of several paragraphs).
    """

    span: Span
    inner: Span
    closed: bool = True
    continued: bool = False


def cut(text: str, spans: Iterable[Span]) -> str:
    """Return the words of `spans`, joined by one space.

    Examples
    --------
    >>> cut("I think, she said, so.", [Span(0, 7), Span(19, 21)])
    'I think so'
    """
    return " ".join(text[start:end] for start, end in spans)


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span that holds all of `spans`; ``Span(-1, -1)`` if there are none."""
    if not spans:
        return Span(-1, -1)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def normalise(text: str) -> str:
    """Return `text` in lower case with every run of other than letters and digits made one space.

    Two statements with the same normalised words are taken for the same words: an id that is made
    from them survives another style of quotation marks or a space more.

    Examples
    --------
    >>> normalise(" “We’re  LEAVING!” ")
    'we re leaving'
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def strip(text: str, span: Span) -> Span:
    """Return `span` without white space at its ends; empty if there is nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def trim(text: str, span: Span, marked: Sequence[Quotation]) -> Span:
    """Return `span` without white space, enclosing quotation marks and a closing comma.

    A mark is enclosing if its partner is at the other end of the span, or outside the span, or
    nowhere. The marks of a quotation inside the span stay.

    Parameters
    ----------
    text : str
    span : Span
    marked : sequence of Quotation
        What `quotations` found in the whole of `text`.

    Examples
    --------
    >>> text = '"There it is," she said, calling it "a farce."'
    >>> marked = quotations(text)
    >>> text[slice(*trim(text, Span(0, 14), marked))]
    'There it is'
    >>> text[slice(*trim(text, Span(25, len(text)), marked))]
    'calling it "a farce."'
    """
    while True:
        start, end = strip(text, span)
        quotation = around(marked, start, end)
        if quotation is not None and start < end:
            start = max(start, quotation.inner.start)
            end = min(end, quotation.inner.end)
        if text[start:end].endswith(","):
            end -= 1
        trimmed = strip(text, Span(start, max(start, end)))
        if trimmed == span:
            return span
        span = trimmed


def around(marked: Sequence[Quotation], start: int, end: int) -> Quotation | None:
    """Return the quotation of `marked` (in order) that holds all of ``[start, end)``, or None."""
    i = bisect_right(marked, start, key=lambda q: q.span.start) - 1
    if i >= 0 and marked[i].span.end >= end:
        return marked[i]
    return None


def paragraphs(text: str) -> list[Span]:
    r"""Return the paragraphs of `text` without surrounding white space, in order.

    A blank line always ends a paragraph. A single line break does too, unless the lines of the
    block look wrapped by hand: none longer than 100 characters, all but the last about equally
    long, or the next line going on in lower case.

    Examples
    --------
    >>> text = "One line.\nAnother one.\n\nThe third."
    >>> [text[s:e] for s, e in paragraphs(text)]
    ['One line.', 'Another one.', 'The third.']
    """
    found: list[Span] = []
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_block(text, start, end))
        start = gap.end() if gap else end
    return found


def _block(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of a stretch without blank lines."""
    lines = [strip(text, s) for s in _lines(text, start, end)]
    lines = [line for line in lines if line.start < line.end]
    lengths = [line.end - line.start for line in lines[:-1]]
    wrapped = (
        len(lines) > 2
        and max(lengths) <= _WRAP_WIDTH
        and min(lengths) >= max(40, 0.6 * max(lengths))
    )
    merged: list[Span] = []
    for line in lines:
        before = merged[-1] if merged else None
        goes_on = text[line.start].islower() and before is not None
        if before is not None and (wrapped or goes_on):
            merged[-1] = Span(before.start, line.end)
        else:
            merged.append(line)
    yield from merged


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield Span(start, stop)
        start = stop + 1


def sentences(text: str, span: Span | None = None) -> list[Span]:
    """Return the sentences of `span` (default: of the whole text), without surrounding white space.

    Boundaries are those of the ``sentencex`` library. Give it one paragraph: a line break inside
    `span` counts as a space.
    """
    from sentencex import get_sentence_boundaries

    start, end = span if span is not None else Span(0, len(text))
    piece = _UNSPOKEN.sub(lambda m: " " if m[0] in "\n\r" else "\ufffd", text[start:end])
    found: list[Span] = []
    for boundary in get_sentence_boundaries("en", piece):
        sentence = strip(text, Span(start + boundary["start_index"], start + boundary["end_index"]))
        if sentence.start >= sentence.end:
            continue
        if found and _unfinished(text, found[-1], sentence.start):
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return found


def _unfinished(text: str, sentence: Span, after: int) -> bool:
    """Tell whether `sentence` ends in an abbreviation and goes on at `after`."""
    tail = text[max(sentence.start, sentence.end - 16) : sentence.end]
    if _BEFORE_A_NAME.search(tail):
        return True
    return bool(_TIME.search(tail) and _DAY_OR_ZONE.match(text, after))


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of `text`, outermost level, in order.

    Understands “…”, "…", „…“, «…», ''…'', ``…'' and single marks (‘…’ and '…', told from
    apostrophes by what stands beside them). Marks are paired within a paragraph. An opening mark
    without its partner runs to the end of the paragraph.

    Examples
    --------
    >>> text = "“Go,” he said. 'Don't ask,' she said."
    >>> [text[slice(*q.inner)] for q in quotations(text)]
    ['Go,', "Don't ask,"]
    """
    found: list[Quotation] = []
    blocks = paragraphs(text)
    for i, block in enumerate(blocks):
        piece = text[block.start : block.end]
        following = blocks[i + 1].start if i + 1 < len(blocks) else len(text)
        after = text[following : following + 2]
        for opened, closed in _pair(piece):
            if opened is None:
                continue
            start = block.start + opened.start
            inner_start = block.start + opened.end
            if closed is not None:
                inner = Span(inner_start, block.start + closed.start)
                found.append(Quotation(Span(start, block.start + closed.end), inner))
            else:
                rest = Span(inner_start, block.end)
                goes_on = bool(after) and after.startswith(piece[opened.start : opened.end])
                found.append(Quotation(Span(start, block.end), rest, False, goes_on))
    return found


def _pair(text: str) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield (opening, closing) marks of the outermost quotations of one paragraph.

    Either is None where its partner is missing. Marks of another style inside an open quotation
    are nested and passed over.
    """
    opened: Span | None = None
    style = ""
    for match in _MARKS.finditer(text):
        mark, here = match[0], Span(match.start(), match.end())
        single = mark in "‘’'‚‛"
        if single and not _single(text, here, opened is not None and style == "single"):
            continue
        kind = "single" if single else "double"
        if opened is None:
            if _opens(text, here):
                opened, style = here, kind
            elif kind == "double":
                yield None, here
        elif kind == style and (_closes_german(text, opened, mark) or not _opens(text, here)):
            yield opened, here
            opened = None
        elif kind == style and mark in _OPENING:
            # A second opening mark of the same style: the first one was never closed.
            if kind == "double" and text[opened.start] in _OPENING:
                continue
            yield opened, None
            opened = here
    if opened is not None and style == "double":
        yield opened, None


def _closes_german(text: str, opened: Span, mark: str) -> bool:
    """Tell whether `mark` is the upper mark that ends „…“ (an opening mark elsewhere)."""
    return mark == "“" and text[opened.start] == "„"


def _opens(text: str, mark: Span) -> bool:
    """Tell whether a mark stands where a quotation begins: before a word and not after one."""
    shape = text[mark.start : mark.end]
    if shape[0] in _OPENING or shape == "``":
        return True
    if shape[0] in _CLOSING:
        return False
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/:…“‘\"'")


def _single(text: str, mark: Span, inside: bool) -> bool:
    """Tell whether a single mark is a quotation mark rather than an apostrophe."""
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end] if mark.end < len(text) else " "
    if not inside:
        if before.isalnum() or after.isspace() or _ELISIONS.match(text, mark.end):
            return False
        return _opens(text, mark) or text[mark.start] == "‘"
    if after.isalnum():
        return False
    # "the workers' pay" inside '…': a mark after a bare s closes only at a pause or the end.
    return before in ",.?!…—–-)]" or not after.isspace() or before.casefold() != "s"
