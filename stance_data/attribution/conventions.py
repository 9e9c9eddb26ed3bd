"""What an attribution takes in, where habits differ: conventions of this package.

Attributors are learned from, or written after, annotations that go either way in these places.
Settling them afterwards, by what the text prints, makes statements alike whatever found them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from stance_data.schema import Attribution, Span

__all__ = ["apply_conventions"]

# Conjunctions with which a reporter begins a sentence (Quirk et al. 1985, 8.144: conjuncts).
_INITIAL = re.compile(r"(?:And|But|Still|Yet)\b,?\s+(?=\w)")

# Subordinators of adverbial clauses (Quirk et al. 1985, 14.12), between two words. A participle
# behind one ("when asked", "after meeting") tells of the saying, more often than of what is said.
_SUBORDINATOR = re.compile(
    r"\s(?:after|although|because|before|if|once|since|though|unless|until|when|while)\s"
    r"(?!\w+(?:ed|ing)\b)"
)
_PAUSE = re.compile(r"[,;:.?!()\[\]\"“”„«»—–\n]|\s-\s|''|``")
_COORDINATOR = re.compile(r"\s+(?:and|but|or)$")
_LONGEST_CLAUSE = 200
"""Characters; a longer stretch without a pause is no clause but a list or a damaged text."""

# "It seems odd to some": how a thing looks is the reporter's word, and nobody is reported to say it
# (verbs of seeming with an experiencer: Levin 1993, class 48.1.1, and VerbNet seem-109).
_SEEMING = re.compile(r"\b(?:appear|look|seem|sound)(?:s|ed|ing)?\b.*\bto$", re.DOTALL)


def apply_conventions(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of a text as this package draws them.

    - A conjunction that begins the reporter's sentence is not content: "But | even if it rains,
      experts say …".
    - A subordinate clause behind indirect content that no mark sets off belongs to it: "they say
      they want a vote | after the mayor stepped down".
    - How something seems *to* somebody is no attribution to them.

    Examples
    --------
    >>> text = "But the ferry will stay, Moss said."
    >>> found = [Attribution([Span(25, 29)], [Span(30, 34)], [Span(0, 23)])]
    >>> [text[slice(*a.content[0])] for a in apply_conventions(text, found)]
    ['the ferry will stay']
    """
    kept = [a for a in attributions if not _seems_to_source(text, a)]
    taken = sorted(span for a in kept for span in (*a.source, *a.cue, *a.content))
    starts = [span.start for span in taken]
    return [_carried_on(text, _without_conjunction(text, a), starts) for a in kept]


def _seems_to_source(text: str, attribution: Attribution) -> bool:
    if not attribution.source or not attribution.cue:
        return False
    before = text[attribution.cue[0].start : attribution.source[0].start]
    return _SEEMING.search(before.rstrip()) is not None


def _without_conjunction(text: str, attribution: Attribution) -> Attribution:
    if not attribution.content:
        return attribution
    (start, end), *rest = attribution.content
    found = _INITIAL.match(text, start, end)
    if found is None:
        return attribution
    return replace(attribution, content=[Span(found.end(), end), *rest])


def _carried_on(text: str, attribution: Attribution, starts: Sequence[int]) -> Attribution:
    """Return the attribution with its content to the end of a subordinate clause behind it.

    `starts` are the places, in order, where a span of any attribution begins; none is run into.
    """
    content, cue = attribution.content, attribution.cue
    if not content or not cue or content[-1].start < cue[-1].end:
        return attribution
    start, end = content[-1]
    if _SUBORDINATOR.match(text, end) is None or _PAUSE.search(text, end - 1, end):
        return attribution
    pause = _PAUSE.search(text, end, end + _LONGEST_CLAUSE)
    stop = pause.start() if pause else min(len(text), end + _LONGEST_CLAUSE)
    after = bisect_right(starts, end)
    if after < len(starts) and starts[after] < stop:
        # Another attribution begins before the clause does end: it ends where that is joined on.
        joint = _COORDINATOR.search(text[end : starts[after]].rstrip())
        if joint is None:
            return attribution
        stop = end + joint.start()
    elif pause is None and stop < len(text):
        return attribution
    stop = end + len(text[end:stop].rstrip())
    return replace(attribution, content=[*content[:-1], Span(start, stop)])
