"""Attributions → statements: one row for each sentence of what is attributed.

A statement is a sentence of content with the spans it stands in. A sentence that its cue interrupts
("I think," Vane said, "that it is.") stands in two. Every word of an attribution's content is in
exactly one of its statements.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stance_data.schema import Article, Attribution, Form, Span, Statement
from stance_data.text import (
    Quotation,
    around,
    cut,
    hull,
    normalise,
    paragraphs,
    quotations,
    sentences,
    strip,
    trim,
)

__all__ = ["SOURCE_CORPUS", "to_statements"]

SOURCE_CORPUS = "news"
"""`source_corpus` of statements found in articles, as against rows of a public corpus."""

_HASH_LENGTH = 8
"""Hex digits in an id. Two ids of one article that clash are told apart like repeated words."""

_WORD = re.compile(r"[^\W_]+")
_TERMINAL = ".!?…"
_CLOSING = "\"”’'»)]}"
_MARK = re.compile("[\"“”„‟«»]|(?<!\\w)['‘’](?=\\w)|''|``")

# A period that ends one of these belongs to the word as well as to the sentence. Initialisms
# ("U.S.", "p.m.") are told by their inner period.
_INITIALISM = re.compile(r"(?:^|(?<=\W))(?:\w\.){2,}$")
_ABBREVIATIONS = re.compile(
    r"\b(?:Inc|Corp|Co|Cos|Ltd|Bros|Jr|Sr|Esq|St|Ave|Blvd|Rd|etc|et al|vs|Ph\.D|Dept|Assn"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass"
    r"|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Va|Vt|Wash|Wis|Wyo)\.$"
)  # months and states as the Associated Press abbreviates them


def to_statements(article: Article, attributions: Sequence[Attribution]) -> list[Statement]:
    """Turn the attributions found in an article into statements, in order of the text.

    Parameters
    ----------
    article : Article
    attributions : sequence of Attribution
        With spans inside ``article.text``, in any order. Spans that reach outside the text are cut
        off at its ends; spans of one content that touch or overlap are made one.

    Returns
    -------
    list of Statement
        By `start`, unlabelled. An attribution without a word of content gives none. A second
        statement with the same spans, the same source and the same speaker is left out: what
        attributes the same words to the same speaker twice is one statement.

    Notes
    -----
    `id` and `attribution_id` are the article's id and a hash of the normalised words (SHA-256, 8
    hex digits), with ``-2`` for the second that has the same words, and so on: they survive an edit
    elsewhere in the article that moves all offsets. `source_corpus` is `SOURCE_CORPUS`, and `group`
    the attribution's id.

    Examples
    --------
    >>> text = '"I doubt," Vane said, "that it holds. We will see."'
    >>> found = Attribution([Span(11, 15)], [Span(16, 20)], [Span(0, 10), Span(22, 51)], "Ida Vane")
    >>> for statement in to_statements(Article("dam", text), [found]):
    ...     print(statement.start, statement.form, statement.text)
    1 direct I doubt that it holds.
    38 direct We will see.
    """
    page = _Page(article.text)
    contents = [_clean(page.text, a.content) for a in attributions]
    order = sorted(range(len(attributions)), key=lambda i: (contents[i], attributions[i].source))
    seen: set[tuple[object, ...]] = set()
    pending: list[tuple[list[Span], Attribution, str]] = []
    numbers: Counter[str] = Counter()
    for i in order:
        attribution, content = attributions[i], contents[i]
        parts = page.statements(content)
        if not parts:
            continue
        attribution_id = _numbered(numbers, f"{article.id}-a", cut(page.text, content))
        for spans in parts:
            key = (tuple(spans), tuple(attribution.source), attribution.speaker)
            if key not in seen:
                seen.add(key)
                pending.append((spans, attribution, attribution_id))
    pending.sort(key=lambda item: item[0])
    return [
        _statement(article, page, attribution, attribution_id, spans, numbers)
        for spans, attribution, attribution_id in pending
    ]


def _statement(
    article: Article,
    page: _Page,
    attribution: Attribution,
    attribution_id: str,
    spans: list[Span],
    numbers: Counter[str],
) -> Statement:
    text = page.text
    words, whole = cut(text, spans), hull(spans)
    source, cue = _clean(text, attribution.source), _clean(text, attribution.cue)
    return Statement(
        id=_numbered(numbers, f"{article.id}-", words),
        text=words,
        target=article.target,
        group=attribution_id,
        speaker=attribution.speaker,
        source_corpus=SOURCE_CORPUS,
        article_id=article.id,
        attribution_id=attribution_id,
        start=whole.start,
        end=whole.end,
        spans=spans,
        source=cut(text, source),
        source_start=hull(source).start,
        source_end=hull(source).end,
        source_spans=source,
        cue=cut(text, cue),
        cue_start=hull(cue).start,
        cue_end=hull(cue).end,
        cue_spans=cue,
        form=page.form(spans),
        cue_kind=attribution.cue_kind,
        speaker_kind=attribution.speaker_kind,
        context=page.context(whole.start),
        title=article.title,
        publisher=article.publisher,
        date=article.date,
        url=article.url,
    )


def _numbered(numbers: Counter[str], prefix: str, words: str) -> str:
    """Return an id made of `prefix` and the words, counted in `numbers` where they repeat."""
    digest = hashlib.sha256(normalise(words).encode("utf-8", "surrogatepass")).hexdigest()
    name = prefix + digest[:_HASH_LENGTH]
    numbers[name] += 1
    return name if numbers[name] == 1 else f"{name}-{numbers[name]}"


def _clean(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return `spans` in order, inside the text, without white space at their ends, none twice."""
    cleaned: list[Span] = []
    for start, end in sorted(spans):
        span = strip(text, Span(max(start, 0), min(end, len(text))))
        if span.start >= span.end:
            continue
        if cleaned and span.start <= cleaned[-1].end:
            cleaned[-1] = Span(cleaned[-1].start, max(cleaned[-1].end, span.end))
        else:
            cleaned.append(span)
    return cleaned


class _Page:
    """An article's text with its paragraphs and quotations, found once and looked up by bisection.

    Parameters
    ----------
    text : str
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.quotations: list[Quotation] = quotations(text)
        self._paragraphs = paragraphs(text)
        self._starts = [p.start for p in self._paragraphs]
        self._contexts: dict[int, str] = {}
        self._quotation_starts = [q.span.start for q in self.quotations]

    def paragraph(self, position: int) -> Span:
        """Return the paragraph that `position` is in."""
        return self._paragraphs[max(0, bisect_right(self._starts, position) - 1)]

    def context(self, position: int) -> str:
        """Return the text of the paragraph that `position` is in, the same object each time."""
        paragraph = self.paragraph(position)
        return self._contexts.setdefault(paragraph.start, self.text[slice(*paragraph)])

    def statements(self, content: Sequence[Span]) -> list[list[Span]]:
        """Return the sentences of an attribution's content, each as the trimmed spans it has."""
        found: list[list[Span]] = []
        before: Span | None = None
        for span in content:
            for i, piece in enumerate(self._sentences(span)):
                if i == 0 and before is not None and self._goes_on(before, piece):
                    found[-1].append(piece)
                else:
                    found.append([piece])
                before = piece
        trimmed = ([self._trim(piece) for piece in pieces] for pieces in found)
        return [[span for span in spans if span.start < span.end] for spans in trimmed]

    def _sentences(self, span: Span) -> list[Span]:
        """Return the sentences of one content span; what has no word goes with a neighbour."""
        pieces: list[Span] = []
        for piece in self._raw_sentences(span):
            if pieces and self._belongs(pieces[-1], piece):
                pieces[-1] = Span(pieces[-1].start, piece.end)
            else:
                pieces.append(piece)
        return [piece for piece in pieces if self._has_word(piece)]

    def _belongs(self, before: Span, after: Span) -> bool:
        """Tell whether two pieces are one sentence: "…", or “No!” with what goes on after it."""
        if not (self._has_word(before) and self._has_word(after)):
            return True
        quoted = self.text[before.end - 1] in _CLOSING
        return quoted and self.text[after.start : after.end].lstrip()[:1].islower()

    def _raw_sentences(self, span: Span) -> Iterator[Span]:
        # sentencex takes all that stands between quotation marks for one sentence: they are masked,
        # in their place, so that offsets stay right.
        masked = _MARK.sub(lambda mark: " " * len(mark[0]), self.text[slice(*span)])
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for paragraph in self._paragraphs[first : bisect_right(self._starts, span.end)]:
            start, end = max(paragraph.start, span.start), min(paragraph.end, span.end)
            if start >= end:
                continue
            found = sentences(masked, Span(start - span.start, end - span.start))
            for sentence in found[:-1]:
                stop = span.start + sentence.end
                while stop < end and self.text[stop] in _CLOSING:
                    stop += 1
                yield Span(start, stop)
                start = stop
            yield Span(start, end)

    def _has_word(self, span: Span) -> bool:
        return _WORD.search(self.text, span.start, span.end) is not None

    def _goes_on(self, before: Span, after: Span) -> bool:
        """Tell whether `after` goes on with the sentence `before`, across its cue."""
        if self.paragraph(before.start) != self.paragraph(after.start):
            return False
        gap = self.text[before.end : after.start].strip("\"“”‘’'«» \t\n\r")
        if gap.endswith(tuple(_TERMINAL)) and not _ends_in_abbreviation(gap):
            return False
        first = _WORD.search(self.text, after.start, after.end)
        lower = first is not None and first[0][0].islower()
        if gap.endswith(":"):
            return lower
        ended = self.text[slice(*before)].rstrip(_CLOSING + ", \t\n\r")
        return lower or not ended.endswith(tuple(_TERMINAL)) or _ends_in_abbreviation(ended)

    def _trim(self, span: Span) -> Span:
        """Return `span` trimmed, and without the period of the reporter's own sentence."""
        while True:
            trimmed = self._without_period(trim(self.text, span, self.quotations))
            if trimmed == span:
                return span
            span = trimmed

    def _without_period(self, span: Span) -> Span:
        piece = self.text[slice(*span)]
        if not piece.endswith(".") or piece.endswith("..") or _ends_in_abbreviation(piece):
            return span
        if around(self.quotations, span.end - 1, span.end) is not None:
            return span
        return Span(span.start, span.end - 1)

    def form(self, spans: Sequence[Span]) -> Form:
        """Return how many of the words of `spans` stand inside quotation marks."""
        inside = outside = False
        for span in spans:
            at = span.start
            i = max(0, bisect_right(self._quotation_starts, at) - 1)
            while i < len(self.quotations) and self.quotations[i].span.start < span.end:
                start, end = self.quotations[i].span
                outside = outside or self._has_word(Span(at, max(at, min(start, span.end))))
                inside = inside or self._has_word(Span(max(at, start), max(at, min(end, span.end))))
                at = max(at, min(end, span.end))
                i += 1
            outside = outside or self._has_word(Span(at, span.end))
        if inside:
            return Form.MIXED if outside else Form.DIRECT
        return Form.INDIRECT


def _ends_in_abbreviation(text: str) -> bool:
    tail = text[-16:]
    return bool(_INITIALISM.search(tail) or _ABBREVIATIONS.search(tail))
