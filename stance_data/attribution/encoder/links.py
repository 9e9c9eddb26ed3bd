"""Which word depends on which: link probabilities of words → those of spans.

A content word depends on its cue, a cue on its source, and a content word on its source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = [
    "CONTENT_TO_CUE",
    "CONTENT_TO_SOURCE",
    "CUE_TO_SOURCE",
    "LINKS",
    "USED_LINKS",
    "Patch",
    "likeliest",
    "link_probabilities",
    "make_patch",
    "weaken_across",
]

LINKS = ("content-cue", "cue-source", "content-source")
CONTENT_TO_CUE, CUE_TO_SOURCE, CONTENT_TO_SOURCE = range(3)
# The third is learned beside the others, for what it teaches the encoder, and not decoded.
USED_LINKS = LINKS[:2]

# A word whose best tag is so much worse than O (log scale) is in no span.
_SURELY_OUTSIDE = 5.0
_LEAST = 1e-4


class Patch(NamedTuple):
    """What the encoder says about links in one window.

    Attributes
    ----------
    start, end : int
        The window's first and end word; its words before its first row are context.
    rows : int array (rows,)
        The words that are asked, in order: the window's own words that may be in a span.
    links : float array (used links, rows, end − start + 1)
        Probability that the row's word depends on nothing (column 0) or on a word of the window.
    """

    start: int
    end: int
    rows: NDArray[np.int64]
    links: NDArray[np.float16]


def make_patch(window: tuple[int, int, int], tags: Floats, links: Floats) -> Patch:
    """Keep what decoding needs of a window's link probabilities.

    Parameters
    ----------
    window : (int, int, int)
        First word, first own word, end word.
    tags : float array (own words, tags)
    links : float array (used links, words + 1, words + 1)
        Row and column 0 stand for "nothing".
    """
    start, own, end = window
    asked = np.flatnonzero(tags[:, 1:].max(1) > tags[:, 0] - _SURELY_OUTSIDE)
    kept = links[:, asked + (own - start + 1)]
    # Numbers below the normal range of float16 would take the slow path of the processor.
    kept[kept < _LEAST] = 0
    return Patch(start, end, asked + own, kept.astype(np.float16))


def likeliest(probabilities: dict[int, float]) -> tuple[int, float]:
    """Return the likeliest head and its probability; (−1, 0.0) where nothing is known."""
    if not probabilities:
        return -1, 0.0
    head = max(probabilities, key=lambda key: probabilities[key])
    return head, probabilities[head]


def link_probabilities(
    patches: Sequence[Patch],
    link: int,
    dependents: list[tuple[int, int]],
    heads: list[tuple[int, int]],
) -> list[dict[int, float]]:
    """Return for each dependent span the probability of each head in its window, and of none (−1).

    It is the mean over the span's words of the mass that a word puts on the head's words.
    """
    totals: list[dict[int, float]] = [{} for _ in dependents]
    number = nearest = 0
    for patch in patches:
        if not len(patch.rows):
            continue
        while nearest < len(heads) and heads[nearest][1] <= patch.start:
            nearest += 1
        last = nearest
        while last < len(heads) and heads[last][0] < patch.end:
            last += 1
        bounds = np.asarray(heads[nearest:last], dtype=np.int64).reshape(-1, 2)
        bounds = np.clip(bounds, patch.start, patch.end) - patch.start
        while number < len(dependents) and dependents[number][0] < patch.end:
            begin, end = dependents[number]
            low, high = np.searchsorted(patch.rows, (begin, end))
            if high > low:
                row = patch.links[link, low:high].sum(0, dtype=np.float64) / (end - begin)
                summed = np.concatenate([[0.0], np.cumsum(row[1:])])
                total = totals[number]
                total[-1] = total.get(-1, 0.0) + float(row[0])
                mass = summed[bounds[:, 1]] - summed[bounds[:, 0]]
                for head, value in enumerate(mass.tolist(), start=nearest):
                    total[head] = total.get(head, 0.0) + value
            if end > patch.end:
                break
            number += 1
    return totals


def weaken_across(
    links: list[dict[int, float]],
    dependents: list[tuple[int, int]],
    heads: list[tuple[int, int]],
    paragraphs: list[tuple[int, int]],
    factor: float,
) -> None:
    """Multiply the probability of links between two paragraphs by `factor`."""
    if factor == 1.0:
        return
    starts = [start for start, _ in paragraphs]
    place = [bisect_right(starts, head[0]) for head in heads]
    for link, dependent in zip(links, dependents, strict=True):
        here = bisect_right(starts, dependent[0])
        for head in link:
            if head >= 0 and place[head] != here:
                link[head] *= factor
