from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from stance_data.errors import InputError
from stance_data.splits import assign_splits

# (groups, one letter a row; labels, one letter a row: Pro, Con, Neutral, . unlabelled)
# → rows of train, validation, test, and which labels train and test hold
SMALL = {
    "ten rows in eight groups": ("aabbcdefgh", "PPPPPPCCNN", (6, 1, 3), "CNP", "CNP"),
    "one row": ("a", "P", (1, 0, 0), "P", ""),
    "one group": ("aaa", "PCN", (3, 0, 0), "CNP", ""),
    "two groups": ("aab", "PPP", (2, 0, 1), "P", "P"),
    "three groups": ("aabc", "PPPP", (2, 1, 1), "P", "P"),
    "three groups, a label each": ("abc", "PCN", (1, 1, 1), "C", "N"),
    "a rare label goes to train": ("abcdefghij", "PPPPPPPPPC", (6, 2, 2), "CP", "P"),
    "then to test": ("abcdefghij", "PPPPPPPPCC", (6, 2, 2), "CP", "CP"),
    "one large group": ("aaaaaaaabcd", "PPPPCCCCPPC", (8, 1, 2), "CP", "CP"),
    "unlabelled rows are kept aside": ("abcd", "P.P.", (1, 0, 1), "P", "P"),
    "no row": ("", "", (0, 0, 0), "", ""),
}


@pytest.mark.parametrize(
    ("groups", "labels", "sizes", "train", "test"), SMALL.values(), ids=SMALL.keys()
)
def test_few_rows(
    groups: str, labels: str, sizes: tuple[int, int, int], train: str, test: str
) -> None:
    splits = assign_splits(groups, ["" if label == "." else label for label in labels])
    held = {
        split: [label for label, where in zip(labels, splits, strict=True) if where == split]
        for split in ("train", "validation", "test", "unlabelled")
    }
    assert tuple(len(held[s]) for s in ("train", "validation", "test")) == sizes
    assert len(held["unlabelled"]) == labels.count(".")
    assert len(set(held["train"])) == len(train)
    assert len(set(held["test"])) == len(test)
    if train != "C":
        assert "".join(sorted(set(held["train"]))) == train


def random_rows(rows: int, groups: int, seed: int = 1) -> list[tuple[str, str]]:
    draw = random.Random(seed)
    return [
        (f"g{draw.randrange(groups)}", draw.choices(["pro", "con", "neutral"], [6, 3, 1])[0])
        for _ in range(rows)
    ]


@pytest.mark.parametrize(("rows", "groups"), [(10, 8), (60, 25), (2_000, 300), (5_000, 5_000)])
def test_groups_stay_whole_and_the_order_of_rows_does_not_matter(rows: int, groups: int) -> None:
    table = random_rows(rows, groups)
    splits = assign_splits(*zip(*table, strict=True))
    split_of = dict(zip((group for group, _ in table), splits, strict=True))
    assert [split_of[group] for group, _ in table] == splits
    shuffled = random.Random(2).sample(table, len(table))
    again = assign_splits(*zip(*shuffled, strict=True))
    assert [split_of[group] for group, _ in shuffled] == again


@pytest.mark.parametrize(("rows", "groups"), [(60, 25), (2_000, 300), (5_000, 5_000)])
def test_proportions(rows: int, groups: int) -> None:
    table = random_rows(rows, groups)
    counts = Counter(
        (label, split)
        for (_, label), split in zip(table, assign_splits(*zip(*table, strict=True)), strict=True)
    )
    totals = Counter(label for _, label in table)
    for (label, split), number in counts.items():
        wanted = {"train": 0.6, "validation": 0.2, "test": 0.2}[split] * totals[label]
        assert abs(number - wanted) <= max(1.5, 0.02 * wanted), (label, split)


def test_a_label_of_three_rows_among_thousands_is_in_every_split() -> None:
    table = random_rows(3_000, 1_000) + [(f"g{i}", "rare") for i in (5, 50, 500)]
    splits = assign_splits(*zip(*table, strict=True))
    assert sorted(splits[-3:]) == ["test", "train", "validation"]


def test_the_seed_chooses_among_interchangeable_groups() -> None:
    groups, labels = [f"g{i}" for i in range(30)], ["pro"] * 30
    first, same, other = (assign_splits(groups, labels, seed=seed) for seed in (0, 0, 1))
    assert first == same != other
    assert Counter(first) == Counter(other) == {"train": 18, "validation": 6, "test": 6}


def test_integer_labels_and_a_split_that_is_not_wanted() -> None:
    splits = assign_splits("abcdefghij-", [0, 1] * 5 + [-1], fractions=(0.8, 0, 0.2))
    assert Counter(splits) == {"train": 8, "test": 2, "unlabelled": 1}


def test_time_grows_with_rows_not_with_their_square() -> None:
    def seconds(rows: int) -> float:
        table = random_rows(rows, rows // 3)
        start = time.perf_counter()
        assign_splits(*zip(*table, strict=True))
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(100_000) < 30 * max(seconds(10_000), 0.02)


@pytest.mark.parametrize(
    ("groups", "labels", "fractions", "words"),
    [
        ("abc", ["pro"], (0.6, 0.2, 0.2), "3 groups for 1 labels"),
        ("a", ["pro"], (0.6, 0.2, 0.1), "sum to 1"),
        ("a", ["pro"], (0, 0.5, 0.5), "train above 0"),
        ("a", ["pro"], (1.2, -0.1, -0.1), "sum to 1"),
        ("a", ["pro"], (0.5, 0.5), "three numbers"),
    ],
)
def test_refused(groups: str, labels: list[str], fractions: tuple[float, ...], words: str) -> None:
    with pytest.raises(InputError, match=words):
        assign_splits(groups, labels, fractions=fractions)
