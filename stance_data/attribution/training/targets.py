"""What the network should answer on a window of a marked article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from stance_data.attribution.encoder.decoding import ROLES
from stance_data.attribution.encoder.links import (
    CONTENT_TO_CUE,
    CONTENT_TO_SOURCE,
    CUE_TO_SOURCE,
    LINKS,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stance_data.attribution.encoder.windows import Pieces, Window
    from stance_data.schema import Attribution

__all__ = ["Gold", "gold_links", "gold_words"]


@dataclass(frozen=True, slots=True)
class Gold:
    """The marks of one annotator in words.

    Attributes
    ----------
    tags : int array (words,)
        Indices into `stance_data.attribution.encoder.decoding.TAGS`.
    members : list of tuple of int arrays
        The source, cue and content words of each attribution.
    """

    tags: NDArray[np.int64]
    members: list[tuple[NDArray[np.int64], ...]]


def gold_words(pieces: Pieces, attributions: list[Attribution]) -> Gold:
    """Return the tags and members; a word that two roles claim stays with the first."""
    starts, ends = np.asarray(pieces.starts), np.asarray(pieces.ends)
    tags = np.zeros(len(starts), dtype=np.int64)
    members = []
    for attribution in attributions:
        if not attribution.content:
            continue
        sides = []
        for number, role in enumerate(ROLES):
            found = []
            for start, end in getattr(attribution, role):
                begin = int(np.searchsorted(ends, start, side="right"))
                stop = int(np.searchsorted(starts, end, side="left"))
                words = np.arange(begin, stop)
                found.append(words)
                if stop > begin and not tags[begin:stop].any():
                    tags[begin:stop] = 2 + 2 * number
                    tags[begin] = 1 + 2 * number
            sides.append(np.concatenate(found) if found else np.zeros(0, dtype=np.int64))
        members.append(tuple(sides))
    return Gold(tags, members)


def gold_links(pieces: Pieces, gold: Gold, window: Window, length: int) -> NDArray[np.bool_]:
    """Return where each piece should point: a bool array (links, length, length).

    A row without any True is not asked. Column 0 is True where there is nothing to point to.
    """
    answer = np.zeros((len(LINKS), length, length), dtype=bool)
    first = pieces.first
    shift = 1 - first[window.start]

    def columns(words: NDArray[np.int64]) -> NDArray[np.int64]:
        inside = (words >= window.start) & (words < window.end)
        return np.asarray(first[words[inside]] + shift, dtype=np.int64)

    for source, cue, content in gold.members:
        for link, dependents, heads in (
            (CONTENT_TO_CUE, content, cue),
            (CUE_TO_SOURCE, cue, source),
            (CONTENT_TO_SOURCE, content, source),
        ):
            rows, targets = columns(dependents), columns(heads)
            if len(rows):
                answer[link][
                    np.ix_(rows, targets if len(targets) else np.zeros(1, dtype=np.int64))
                ] = True
    return answer
