"""Train, validation, test: deterministic, stratified, and never through the middle of a group."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from math import comb, floor, prod
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError
from stance_data.schema import UNLABELLED

if TYPE_CHECKING:
    import numpy as np

__all__ = ["SPLITS", "UNLABELLED_SPLIT", "assign_splits"]

SPLITS: tuple[str, ...] = ("train", "validation", "test")
"""Names of the splits of labelled rows, in order."""

UNLABELLED_SPLIT = "unlabelled"
"""Where rows without a label are kept aside."""

# Up to this many ways to place the groups, all are tried; 15 statements have some thousands.
_EXACT_LIMIT = 100_000
# Bounds of the search that follows a greedy start: kinds of groups looked at, and moves made.
_MOVABLE_KINDS = 2_000
_MOVES = 100


def assign_splits(
    groups: Iterable[str],
    labels: Iterable[str | int | None],
    *,
    fractions: Sequence[float] = (0.6, 0.2, 0.2),
    seed: int = 0,
) -> list[str]:
    """Say for each row whether it belongs to train, validation or test.

    All labelled rows of a group go to one split. Among the placements of whole groups, the one
    is sought that is best by these measures, the first counting most:

    1. fewest splits without a row;
    2. fewest labels that train lacks;
    3. fewest labels that test lacks, then that validation lacks;
    4. least deviation: Pearson's chi-square, ``(rows − wanted)² / wanted`` summed over the splits,
       for each label and for all rows together, where ``wanted`` is rows in all × fraction.

    Groups with the same count of each label are interchangeable: only how many of them go where
    is searched (all ways while there are few; else by proportion, a greedy rest and moves of
    single groups), and a hash of `seed` and the group's name says which. So the result depends
    neither on the order of the rows nor on the platform. Time grows linearly with rows.

    Parameters
    ----------
    groups : iterable of str, length n
        The unit of each row that no split may cut.
    labels : iterable of str or int, length n
        What to stratify by. Rows whose label is ``""``, −1 or None are unlabelled.
    fractions : sequence of three floats, default (0.6, 0.2, 0.2)
        Shares of train, validation and test; they sum to 1, and train's is above 0. A split of
        fraction 0 stays empty.
    seed : int, default 0
        Another seed gives another choice among interchangeable groups.

    Returns
    -------
    list of str, length n
        Names from `SPLITS`, and `UNLABELLED_SPLIT` for unlabelled rows.

    Raises
    ------
    InputError
        If the lengths differ or the fractions are not as described.

    Notes
    -----
    Placing large groups first where they deviate least follows iterative stratification
    (Sechidis, Tsoumakas and Vlahavas 2011, *On the stratification of multi-label data*).

    Examples
    --------
    >>> assign_splits(["a", "a", "b", "c", "d"], ["pro", "pro", "pro", "con", ""])
    ['train', 'train', 'validation', 'test', 'unlabelled']
    """
    groups, labels = [str(group) for group in groups], list(labels)
    if len(groups) != len(labels):
        raise InputError(f"{len(groups)} groups for {len(labels)} labels: give one of each per row")
    if (
        len(fractions) != len(SPLITS)
        or min(fractions) < 0
        or fractions[0] == 0
        or abs(sum(fractions) - 1) > 1e-9
    ):
        raise InputError(
            f"split fractions {tuple(fractions)} must be three numbers (train, validation, test) "
            "that sum to 1, with train above 0"
        )
    labelled = [not _is_unlabelled(label) for label in labels]
    kinds = _kinds_of_groups(
        [group for group, use in zip(groups, labelled, strict=True) if use],
        [str(label) for label, use in zip(labels, labelled, strict=True) if use],
        seed,
    )
    split_of = _place(kinds, [float(fraction) for fraction in fractions]) if kinds else {}
    return [
        split_of[group] if use else UNLABELLED_SPLIT
        for group, use in zip(groups, labelled, strict=True)
    ]


def _is_unlabelled(label: Any) -> bool:
    return label is None or label in ("", UNLABELLED)


def _kinds_of_groups(
    groups: list[str], labels: list[str], seed: int
) -> dict[tuple[int, ...], list[str]]:
    """Return counts of each label → the groups that have them, large kinds first."""
    classes = sorted(set(labels))
    place = {name: i for i, name in enumerate(classes)}
    none = (0,) * len(classes)
    # Groups of the same counts share one tuple: there may be a million groups.
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    counts: dict[str, tuple[int, ...]] = {}
    for group, label in zip(groups, labels, strict=True):
        count = list(counts.get(group, none))
        count[place[label]] += 1
        key = tuple(count)
        counts[group] = shared.setdefault(key, key)
    kinds: dict[tuple[int, ...], list[str]] = {}
    for group, vector in counts.items():
        kinds.setdefault(vector, []).append(group)
    for members in kinds.values():
        members.sort(key=lambda group: hashlib.sha256(f"{seed}\0{group}".encode()).digest())
    return dict(sorted(kinds.items(), key=lambda item: (-sum(item[0]), item[0])))


def _place(kinds: dict[tuple[int, ...], list[str]], fractions: list[float]) -> dict[str, str]:
    """Return group → split."""
    used = sum(fraction > 0 for fraction in fractions)
    ways = prod(comb(len(members) + used - 1, used - 1) for members in kinds.values())
    sizes = {vector: len(members) for vector, members in kinds.items()}
    if ways <= _EXACT_LIMIT:
        numbers = _best_of_all(sizes, fractions)
    else:
        numbers = _improved(_greedy(sizes, fractions), list(sizes), fractions)
    split_of: dict[str, str] = {}
    for members, row in zip(kinds.values(), numbers, strict=True):
        names = [name for name, number in zip(SPLITS, row, strict=True) for _ in range(number)]
        split_of.update(zip(members, names, strict=True))
    return split_of


def _best_of_all(sizes: dict[tuple[int, ...], int], fractions: list[float]) -> list[list[int]]:
    """Return how many groups of each kind go to each split, by trying every way."""
    import numpy as np

    options = [np.array(_compositions(number, fractions)) for number in sizes.values()]
    ways = prod(len(option) for option in options)
    held = np.zeros((ways, len(SPLITS), len(next(iter(sizes)))), dtype=np.int64)
    chosen, stride = [], 1
    for option, vector in zip(options, sizes, strict=True):
        index = np.arange(ways) // stride % len(option)
        held += option[index][:, :, None] * np.array(vector)
        chosen.append(index)
        stride *= len(option)
    best = _best(_measures(held, fractions))
    return [option[index[best]].tolist() for option, index in zip(options, chosen, strict=True)]


def _compositions(number: int, fractions: list[float]) -> list[tuple[int, int, int]]:
    """Return the ways to spread `number` things over the splits with a fraction above 0."""
    return [
        (number - validation - test, validation, test)
        for validation in range(number + 1 if fractions[1] else 1)
        for test in range(number - validation + 1 if fractions[2] else 1)
    ]


def _greedy(sizes: dict[tuple[int, ...], int], fractions: list[float]) -> list[list[int]]:
    """Place each kind by proportion, and the rest of it one group at a time."""
    totals = [sum(v[c] * n for v, n in sizes.items()) for c in range(len(next(iter(sizes))))]
    totals.append(sum(totals))
    held = [[0] * len(totals) for _ in SPLITS]

    def rise(split: int, vector: tuple[int, ...]) -> float:
        """Return what a group more adds to the deviation of a split."""
        fraction = fractions[split]
        return sum(
            v * (2 * h + v - 2 * fraction * total) / (fraction * total)
            for h, v, total in zip(held[split], vector, totals, strict=True)
        )

    allowed = [split for split, fraction in enumerate(fractions) if fraction]
    numbers = []
    for vector, number in sizes.items():
        extended = (*vector, sum(vector))
        row = [floor(number * fraction) for fraction in fractions]
        for split, placed in enumerate(row):
            held[split] = [h + v * placed for h, v in zip(held[split], extended, strict=True)]
        for _ in range(number - sum(row)):
            split = min(allowed, key=lambda s: (round(rise(s, extended), 12), s))
            row[split] += 1
            held[split] = [h + v for h, v in zip(held[split], extended, strict=True)]
        numbers.append(row)
    return numbers


def _improved(
    numbers: list[list[int]], vectors: list[tuple[int, ...]], fractions: list[float]
) -> list[list[int]]:
    """Move single groups between splits while that betters the measures."""
    import numpy as np

    placed, kinds = np.array(numbers), np.array(vectors)
    totals = placed.sum(axis=1) @ kinds
    # Rare labels first: it is they that a split may lack.
    rarest = np.where(kinds > 0, totals, totals.max() + 1).min(axis=1)
    movable = np.lexsort((np.arange(len(kinds)), kinds.sum(axis=1), rarest))[:_MOVABLE_KINDS]
    allowed = [split for split, fraction in enumerate(fractions) if fraction]
    for _ in range(_MOVES):
        held = placed.T @ kinds
        moves = [
            (kind, start, end)
            for kind in movable
            for start in allowed
            for end in allowed
            if start != end and placed[kind, start]
        ]
        kind, start, end = np.array(moves, dtype=np.int64).reshape(-1, 3).T
        after = np.repeat(held[None], len(moves) + 1, axis=0)  # the last one: no move
        after[np.arange(len(moves)), start] -= kinds[kind]
        after[np.arange(len(moves)), end] += kinds[kind]
        measures = _measures(after, fractions)
        best = _best(measures)
        if best == len(moves) or tuple(measures[best]) >= tuple(measures[-1]):
            break
        placed[kind[best], start[best]] -= 1
        placed[kind[best], end[best]] += 1
    rows: list[list[int]] = placed.tolist()
    return rows


def _measures(held: np.ndarray, fractions: list[float]) -> np.ndarray:
    """Return the measures of n placements, shape (n, 5), from their counts (n, split, label)."""
    import numpy as np

    fraction = np.array(fractions)
    used = fraction > 0
    rows = held.sum(axis=2, keepdims=True)
    everything = np.concatenate([held, rows], axis=2)
    expected = everything.sum(axis=1, keepdims=True) * fraction[used, None]
    deviation = (everything[:, used] - expected) ** 2 / expected
    lacking = (held == 0).sum(axis=2)
    return np.stack(
        [
            (rows[:, used, 0] == 0).sum(axis=1),
            lacking[:, 0],
            lacking[:, 2],
            lacking[:, 1],
            # Rounded, so that the last bit of a float does not choose on another platform.
            deviation.sum(axis=(1, 2)).round(9),
        ],
        axis=1,
    )


def _best(measures: np.ndarray) -> int:
    """Return the first row that is least, compared from the first column on."""
    import numpy as np

    left = np.arange(len(measures))
    for column in measures.T:
        left = left[column[left] == column[left].min()]
    return int(left[0])
