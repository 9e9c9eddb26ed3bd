"""From scores to attributions: tables of tags and links → spans."""

from dataclasses import replace

import numpy as np
import pytest

from stance_data.attribution.encoder.decoding import (
    FORBIDDEN,
    TAGS,
    Options,
    Reading,
    best_path,
    decode,
    fill_quotations,
    merge_spans,
    spans_of,
)
from stance_data.attribution.encoder.links import LINKS, Patch, make_patch

SHORT = {"O": "O", "S": "B-source", "s": "I-source", "C": "B-cue", "c": "I-cue",
         "T": "B-content", "t": "I-content"}  # fmt: skip


def tags(letters: str) -> np.ndarray:
    return np.array([TAGS.index(SHORT[letter]) for letter in letters])


def reading(
    letters: str,
    links: dict[tuple[int, int], dict[int, float]],
    paragraphs: list[tuple[int, int]] | None = None,
) -> Reading:
    """Return a reading in one window; `links`: (link, word) → head → probability (−1: none)."""
    count = len(letters)
    scores = np.eye(len(TAGS), dtype=np.float32)[tags(letters)] * 10
    table = np.zeros((len(LINKS), count + 1, count + 1), dtype=np.float32)
    table[:, :, 0] = 1
    for (link, word), heads in links.items():
        table[link, word + 1] = 0
        for head, probability in heads.items():
            table[link, word + 1, head + 1] = probability
    patch = make_patch((0, 0, count), scores, table)
    size = len(TAGS)
    zeros = np.zeros((size, size), dtype=np.float32)
    return Reading(scores, [patch], paragraphs or [(0, count)], zeros, zeros[0])


# (what, tags, links: (link, word) → heads, expected (source, cue, content))
CASES = [
    (
        "one attribution",
        "SsCTtt",
        {(0, 3): {2: 1}, (0, 4): {2: 1}, (0, 5): {2: 1}, (1, 2): {0: 1}},
        [([(0, 2)], [(2, 3)], [(3, 6)])],
    ),
    (
        "content around its cue",
        "TtSCTt",
        {(0, w): {3: 1} for w in (0, 1, 4, 5)} | {(1, 3): {2: 1}},
        [([(2, 3)], [(3, 4)], [(0, 2), (4, 6)])],
    ),
    (
        "one source of two cues",
        "SCTOCT",
        {(0, 2): {1: 1}, (0, 5): {4: 1}, (1, 1): {0: 1}, (1, 4): {0: 1}},
        [([(0, 1)], [(1, 2)], [(2, 3)]), ([(0, 1)], [(4, 5)], [(5, 6)])],
    ),
    ("no source", "OCTt", {(0, 2): {1: 1}, (0, 3): {1: 1}}, [([], [(1, 2)], [(2, 4)])]),
    ("a weak link is no link", "OCT", {(0, 2): {1: 0.2, -1: 0.1}}, []),
    ("a cue without content", "SCO", {(1, 1): {0: 1}}, []),
    ("nothing", "OOO", {}, []),
]


@pytest.mark.parametrize(("what", "letters", "links", "expected"), CASES, ids=[c[0] for c in CASES])
def test_decode(what: str, letters: str, links: dict, expected: list) -> None:
    assert [tuple(a) for a in decode(reading(letters, links), Options())] == expected


def test_empty_text() -> None:
    size = len(TAGS)
    zeros = np.zeros((size, size), dtype=np.float32)
    assert decode(Reading(zeros[:0], [], [], zeros, zeros[0]), Options()) == []


def test_an_inside_tag_follows_only_its_own_role() -> None:
    rng = np.random.default_rng(0)
    size = len(TAGS)
    for _ in range(20):
        count = int(rng.integers(1, 30))
        cut = int(rng.integers(0, count))
        paragraphs = [(0, cut), (cut, count)] if cut else [(0, count)]
        random = Reading(
            rng.normal(size=(count, size)).astype(np.float32),
            [],
            paragraphs,
            rng.normal(size=(size, size)).astype(np.float32),
            rng.normal(size=size).astype(np.float32),
        )
        path = best_path(random, Options())
        for start, end in paragraphs:
            previous = 0
            for tag in path[start:end]:
                assert not FORBIDDEN[previous][tag]
                previous = tag


def test_best_path_is_the_best_of_all() -> None:
    from itertools import pairwise, product

    rng = np.random.default_rng(1)
    size = len(TAGS)
    scores = rng.normal(size=(4, size)).astype(np.float32)
    steps = rng.normal(size=(size, size)).astype(np.float32)
    start = rng.normal(size=size).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        if FORBIDDEN[0][path[0]] or any(FORBIDDEN[a][b] for a, b in pairwise(path)):
            return -np.inf
        pairs = pairwise(path)
        return float(
            start[path[0]]
            + sum(scores[i, t] for i, t in enumerate(path))
            + sum(steps[a, b] for a, b in pairs)
        )

    best = max(product(range(size), repeat=4), key=total)
    found = best_path(Reading(scores, [], [(0, 4)], steps, start), Options())
    assert tuple(found) == best


@pytest.mark.parametrize(
    ("letters", "spans"),
    [
        ("TTt", {"content": [(0, 1), (1, 3)]}),
        ("SsCcTt", {"source": [(0, 2)], "cue": [(2, 4)], "content": [(4, 6)]}),
        ("OTtO", {"content": [(1, 3)]}),
        ("", {}),
    ],
)
def test_spans_of(letters: str, spans: dict[str, list[tuple[int, int]]]) -> None:
    found = spans_of(tags(letters))
    assert {role: s for role, s in found.items() if s} == spans


@pytest.mark.parametrize(
    ("letters", "quotation", "expected"),
    [
        ("CTtOOt", (1, 6), "CTtttt"),
        ("COOTtt", (1, 6), "CTtTtt"),
        ("CTOOOO", (1, 6), "CTOOOO"),
        ("COOO", (1, 4), "COOO"),
    ],
)
def test_fill_quotations(letters: str, quotation: tuple[int, int], expected: str) -> None:
    path = tags(letters)
    fill_quotations(path, [quotation], 0.6)
    assert path.tolist() == tags(expected).tolist()


@pytest.mark.parametrize(
    ("letters", "gap", "expected"),
    [
        ("TtOTt", 1, [(0, 5)]),
        ("TtOOTt", 1, [(0, 2), (4, 6)]),
        ("TtCTt", 3, [(0, 2), (3, 5)]),
        ("TtTt", 3, [(0, 2), (2, 4)]),
    ],
)
def test_merge_spans(letters: str, gap: int, expected: list[tuple[int, int]]) -> None:
    path = tags(letters)
    assert merge_spans(spans_of(path)["content"], path, gap) == expected


def test_a_continued_quotation_stays_its_speakers() -> None:
    letters = "SCTtTtTt"
    links = {(0, 2): {1: 1}, (0, 3): {1: 1}, (1, 1): {0: 1}}
    plain = reading(letters, links, [(0, 4), (4, 6), (6, 8)])
    assert decode(plain, Options())[0].content == [(2, 4)]
    quotations = [(2, 4), (4, 6), (6, 8)]
    running = replace(plain, quotations=quotations, continued=[4])
    assert decode(running, Options())[0].content == [(2, 4), (4, 6)]


def test_links_across_windows() -> None:
    """A content that runs over two windows sums what both say of its cue."""
    letters = "CTtt"
    whole = reading(letters, {(0, w): {0: 1} for w in (1, 2, 3)})
    (patch,) = whole.patches
    first = Patch(0, 3, patch.rows[:3], patch.links[:, :3, :4])
    second = Patch(0, 4, patch.rows[3:], patch.links[:, 3:])
    both = Reading(whole.tags, [first, second], [(0, 4)], whole.transitions, whole.start)
    assert decode(both, Options(least_link=0.9)) == decode(whole, Options(least_link=0.9))
    assert len(decode(both, Options(least_link=0.9))) == 1
