"""Texts that are in two corpora."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from stance_data import corpora
from stance_data.corpora._check import rows_to_check
from stance_data.corpora._rows import normalised

__all__ = [
    "Overlap",
    "overlap",
]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Texts that two corpora have in common.

    Attributes
    ----------
    one, other : str
        Names of the corpora.
    texts : int
        Different texts in both.
    rows_of_one, rows_of_other : int
        Rows that have such a text.
    targets : int
        How many of the texts have a target in common too.
    splits : dict of str to int
        Different texts by the splits that they are in, "train/test".
    """

    one: str
    other: str
    texts: int
    rows_of_one: int
    rows_of_other: int
    targets: int
    splits: dict[str, int]


def overlap(folders: Mapping[str, str | Path]) -> list[Overlap]:
    """Count the texts that each two corpora have in common; pairs without any are left out.

    Parameters
    ----------
    folders : mapping of str to (str or Path)
        Corpus → its folder.

    Raises
    ------
    DatasetNotFoundError
        If there is no corpus of a name.
    InputError
        If a folder cannot be read.
    """
    places: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for name, path in folders.items():
        texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        frame = rows_to_check(corpora.card(name), path)
        for text, target, split in zip(frame["text"], frame["target"], frame["split"], strict=True):
            if words := normalised(text):
                texts[words].append((split, normalised(target)))
        places[name] = texts
    found = []
    for one, other in combinations(places, 2):
        mine, theirs = places[one], places[other]
        both = mine.keys() & theirs.keys()
        if not both:
            continue
        splits: Counter[str] = Counter()
        for text in both:
            splits.update(
                {f"{a}/{b}" for a, _ in mine[text] for b, _ in theirs[text]},
            )
        found.append(
            Overlap(
                one,
                other,
                texts=len(both),
                rows_of_one=sum(len(mine[text]) for text in both),
                rows_of_other=sum(len(theirs[text]) for text in both),
                targets=sum(
                    bool({t for _, t in mine[text] if t} & {t for _, t in theirs[text] if t})
                    for text in both
                ),
                splits=dict(sorted(splits.items())),
            )
        )
    return found
