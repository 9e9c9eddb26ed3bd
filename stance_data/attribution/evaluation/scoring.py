"""Score predicted attributions against gold ones.

Three kinds of figures, after Newell, Cheng and Ruths (2018) and Pareti (2016): words of a role
(``source/token``), single spans of a role with the very same words (``source/exact``), and whole
attributions (``relation``): a one-to-one match, nearest content first, in which the content words
have a Jaccard index of at least 0.5 and the sources share a word or are both empty.
``relation/strict`` asks for the same content and source words; ``relation/quoted`` counts
attributions whose content holds a double quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from stance_data.schema import Attribution, Span

__all__ = ["FIGURES", "Counts", "Marked", "Tally", "mark", "match", "tally"]

_ROLES = ("source", "cue", "content")
FIGURES = (
    *(f"{role}/{kind}" for role in _ROLES for kind in ("token", "exact")),
    "relation",
    "relation/quoted",
    "relation/strict",
)

_WORD = re.compile(r"\w+")
_DOUBLE_MARK = re.compile('["\u201c\u201d]')

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as sets of word numbers, and its content's spans in the text."""

    source: Words
    cue: Words
    content: Words
    spans: dict[str, list[Words]]
    quoted: bool
    attribution: Attribution


class Counts(NamedTuple):
    """Right and all predictions, found and all gold items; adds up over articles."""

    right: int = 0
    predicted: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of predictions that are right, 0 to 1; 0 where there are none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of gold items that are found, 0 to 1; 0 where there are none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, other: Counts) -> Counts:
        """Return the sums."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


Tally = dict[str, Counts]


def mark(text: str, attributions: Iterable[Attribution]) -> list[Marked]:
    """Return attributions as word sets; those without a content word are left out."""
    bounds = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in bounds]
    ends = [end for _, end in bounds]

    def words(spans: Iterable[Span]) -> Words:
        return frozenset(i for span in spans for i in _covered(starts, ends, span))

    marked = []
    for a in attributions:
        content = words(a.content)
        if content:
            spans = {
                role: [w for w in (words([span]) for span in getattr(a, role)) if w]
                for role in _ROLES
            }
            quoted = any(_DOUBLE_MARK.search(text[start:end]) for start, end in a.content)
            marked.append(Marked(words(a.source), words(a.cue), content, spans, quoted, a))
    return marked


def _covered(starts: list[int], ends: list[int], span: Span) -> Iterator[int]:
    from bisect import bisect_left, bisect_right

    yield from range(bisect_right(ends, span[0]), bisect_left(starts, span[1]))


def match(
    gold: list[Marked], predicted: list[Marked], strict: bool = False
) -> list[tuple[int, int]]:
    """Return the one-to-one match as (gold, predicted) numbers, the nearest contents first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = len(g.content & p.content)
            if not shared:
                continue
            jaccard = shared / len(g.content | p.content)
            if strict:
                fits = g.content == p.content and g.source == p.source
            else:
                same_source = bool(g.source & p.source) or not (g.source or p.source)
                fits = jaccard >= 0.5 and same_source
            if fits:
                pairs.append((jaccard, i, j))
    result = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            result.append((i, j))
    return result


def tally(gold: list[Marked], predicted: list[Marked]) -> Tally:
    """Count one article."""
    counts: Tally = {}
    for role in _ROLES:
        words = [frozenset().union(*(getattr(m, role) for m in side)) for side in (gold, predicted)]
        spans = [{span for m in side for span in m.spans[role]} for side in (gold, predicted)]
        for kind, (g, p) in (("token", words), ("exact", spans)):
            both = len(g & p)
            counts[f"{role}/{kind}"] = Counts(both, len(p), both, len(g))
    pairs = match(gold, predicted)
    counts["relation"] = Counts(len(pairs), len(predicted), len(pairs), len(gold))
    counts["relation/quoted"] = Counts(
        sum(predicted[j].quoted for _, j in pairs),
        sum(p.quoted for p in predicted),
        sum(gold[i].quoted for i, _ in pairs),
        sum(g.quoted for g in gold),
    )
    strict = len(match(gold, predicted, strict=True))
    counts["relation/strict"] = Counts(strict, len(predicted), strict, len(gold))
    return counts
