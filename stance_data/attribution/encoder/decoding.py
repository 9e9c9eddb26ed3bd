"""From the encoder's scores to attributions.

The encoder gives each word a score for each tag (beginning, inside or outside of a source, cue or
content) and, for each pair of words, the probability that one depends on the other: a content word
on its cue, a cue on its source, a content word on its source. Spans are the best path of tags;
each content span goes to the cue that its words point to, each cue to its source.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from stance_data.attribution.encoder.links import (
    CONTENT_TO_CUE,
    CUE_TO_SOURCE,
    Patch,
    likeliest,
    link_probabilities,
    weaken_across,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = [
    "FORBIDDEN",
    "ROLES",
    "TAGS",
    "Options",
    "Reading",
    "WordAttribution",
    "best_path",
    "decode",
    "fill_quotations",
    "merge_spans",
    "spans_of",
]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))

_N = len(TAGS)
# FORBIDDEN[i][j]: tag j may not follow tag i; an I only follows the B or I of its own role. Row 0
# (after O) serves for the start of a text as well.
FORBIDDEN: list[list[bool]] = [
    [j > 0 and j % 2 == 0 and i not in (j - 1, j) for j in range(_N)] for i in range(_N)
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says about one article.

    Attributes
    ----------
    tags : float array (words, tags)
    patches : list of Patch
        In order of the text.
    paragraphs : list of (int, int)
        First and end word of each; no span crosses them.
    transitions, start : float arrays (tags, tags), (tags,)
        Of the linear chain.
    """

    tags: Floats
    patches: list[Patch]
    paragraphs: list[tuple[int, int]]
    transitions: Floats
    start: Floats
    quotations: list[tuple[int, int]] = field(default_factory=list)
    continued: list[int] = field(default_factory=list)
    """For both see `stance_data.attribution.encoder.quotation.Marks`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to decode; the values that go with a model are in its ``config.json``.

    Attributes
    ----------
    bias : dict of str to float
        Added to the score of a tag: above 0 for more spans of it, below for fewer.
    least_link : float
        A content span whose words give its cue less probability is left out, 0 to 1.
    fill_quotation : float
        A quotation of which at least this share is content is content to its close; above 1: never.
    merge_gap : int
        Content spans of one cue with at most so many unclaimed words between them become one.
    across : float
        Factor on the probability of a link that crosses a paragraph's end, 0 to 1.
    """

    bias: dict[str, float] = field(default_factory=dict)
    least_link: float = 0.3
    fill_quotation: float = 2.0
    merge_gap: int = 0
    across: float = 1.0


class WordAttribution(NamedTuple):
    """An attribution in words: each role a list of (first word, end word)."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


def best_path(reading: Reading, options: Options) -> NDArray[np.int64]:
    """Return the best tag of each word (Viterbi), all paragraphs at a time."""
    count = len(reading.tags)
    path = np.zeros(count, dtype=np.int64)
    if not count:
        return path
    scores = reading.tags + np.asarray([options.bias.get(t, 0.0) for t in TAGS], dtype=np.float32)
    blocked = np.where(np.asarray(FORBIDDEN), np.float32(-1e4), np.float32(0))
    transitions = reading.transitions + blocked
    # Paragraphs side by side, the longest first, so that each step takes a shrinking head of rows.
    order = sorted(reading.paragraphs, key=lambda p: p[0] - p[1])
    starts = np.asarray([p[0] for p in order])
    lengths = np.asarray([p[1] - p[0] for p in order])
    longest = int(lengths[0])
    active = np.searchsorted(-lengths, -np.arange(longest), side="left")
    best = reading.start + blocked[0] + scores[starts]
    came_from = np.zeros((count, _N), dtype=np.int8)
    final = np.array(best)
    for step in range(1, longest):
        rows = active[step]
        ways = final[:rows, :, None] + transitions
        source = ways.argmax(1)
        came_from[starts[:rows] + step] = source
        final[:rows] = (
            np.take_along_axis(ways, source[:, None], 1)[:, 0] + scores[starts[:rows] + step]
        )
    tag = final.argmax(1)
    for step in range(longest - 1, -1, -1):
        rows = active[step]
        places = starts[:rows] + step
        path[places] = tag[:rows]
        if step:
            tag[:rows] = came_from[places, tag[:rows]]
    return path


def spans_of(path: NDArray[np.int64]) -> dict[str, list[tuple[int, int]]]:
    """Return the (first word, end word) of each role's spans on a path of tags."""
    spans: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    begins = np.flatnonzero(path % 2 == 1)
    goes_on = np.append((path > 0) & (path % 2 == 0), False)
    stops = np.flatnonzero(~goes_on)
    ends = stops[np.searchsorted(stops, begins + 1)]
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        spans[ROLES[(int(path[begin]) - 1) // 2]].append((begin, end))
    return spans


def decode(reading: Reading, options: Options) -> list[WordAttribution]:
    """Return the attributions of one article, in order of the text."""
    path = best_path(reading, options)
    fill_quotations(path, reading.quotations, options.fill_quotation)
    spans = spans_of(path)
    cues, sources, contents = spans["cue"], spans["source"], spans["content"]
    to_cue = link_probabilities(reading.patches, CONTENT_TO_CUE, contents, cues)
    to_source = link_probabilities(reading.patches, CUE_TO_SOURCE, cues, sources)
    weaken_across(to_cue, contents, cues, reading.paragraphs, options.across)
    members: dict[int, list[tuple[int, int]]] = {}
    goes_on = _continuing(contents, reading)
    before = -1
    for number, content in enumerate(contents):
        choice, probability = likeliest(to_cue[number])
        if choice < 0 or probability < options.least_link:
            # A quotation that goes on in a new paragraph is still its speaker's.
            choice = before if goes_on[number] else -1
        if choice >= 0:
            members.setdefault(choice, []).append(content)
        before = choice
    found = []
    for cue, content_spans in members.items():
        choice, _ = likeliest(to_source[cue])
        source = [sources[choice]] if choice >= 0 else []
        merged = merge_spans(content_spans, path, options.merge_gap)
        found.append(WordAttribution(source, [cues[cue]], merged))
    return sorted(found, key=lambda a: min(a.source + a.cue + a.content))


def _continuing(contents: list[tuple[int, int]], reading: Reading) -> list[bool]:
    """Say of each content span whether it stands in a continued quotation."""
    continued = set(reading.continued)
    starts = [start for start, _ in reading.quotations]
    result = []
    for begin, _ in contents:
        number = bisect_right(starts, begin) - 1
        inside = number >= 0 and begin < reading.quotations[number][1]
        result.append(inside and starts[number] in continued)
    return result


def fill_quotations(
    path: NDArray[np.int64], quotations: list[tuple[int, int]], least: float
) -> None:
    """Make each quotation that is content for at least the share `least` content throughout."""
    begin, inside = TAGS.index("B-content"), TAGS.index("I-content")
    for start, end in quotations:
        tags = path[start:end]
        content = tags >= begin
        if content.all() or content.mean() < least:
            continue
        tags[~content] = inside
        if start == 0 or path[start - 1] < begin:
            tags[0] = begin


def merge_spans(
    spans: list[tuple[int, int]], path: NDArray[np.int64], gap: int
) -> list[tuple[int, int]]:
    """Join spans with at most `gap` words between them, all of them outside of any role."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        before = merged[-1][1] if merged else -1
        if merged and 0 < start - before <= gap and not path[before:start].any():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
