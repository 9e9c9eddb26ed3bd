"""Which part of a dataset is measured where nobody says, and which is fitted on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stance_data.corpora._rows import normalised
from stance_data.errors import InputError, did_you_mean
from stance_data.models import ExampleSet
from stance_data.splits import assign_splits

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = [
    "HELD_OUT",
    "MAX_SINGLE_GROUPS",
    "MIN_HOLDOUT_GROUPS",
    "MIN_HOLDOUT_ROWS",
    "MIN_TEST_ROWS",
    "BasePart",
    "base_part",
    "has_several_targets",
    "majority_of",
    "measured_splits",
]

MIN_TEST_ROWS = 30
"""A smaller test split says too little: then groups are left out instead."""

MAX_SINGLE_GROUPS = 50
"""Up to this many groups each is left out alone; more are left out in `_FOLDS` parts."""

MIN_HOLDOUT_ROWS = 300
"""A train split of at least so many rows, with no other beside it, is divided once."""

MIN_HOLDOUT_GROUPS = 100
"""Of fewer groups a fifth says too little: they are left out in turn instead."""

HELD_OUT = 0.2
"""Share of the rows of such a train split that is measured."""

_FOLDS = 10
_TRAIN = "train"
_ALIASES = {"dev": "validation"}


@dataclass(frozen=True)
class BasePart:
    """Rows to fit on and rows to measure, before a setting narrows them.

    Attributes
    ----------
    how, split, described, notes
        As those of a plan.
    folds : list of pairs of arrays
        Row numbers: fitted on, measured.
    """

    how: str
    split: str
    described: str
    folds: list[tuple[np.ndarray, np.ndarray]]
    notes: tuple[str, ...] = ()

    @property
    def all_fitting(self) -> np.ndarray:
        """Every row that is fitted on in some fold."""
        import numpy as np

        return np.unique(np.concatenate([fit for fit, _ in self.folds]))

    @property
    def all_measured(self) -> np.ndarray:
        """Every row that is measured."""
        import numpy as np

        return np.unique(np.concatenate([measured for _, measured in self.folds]))

    def measured_words(self, rows: int) -> str:
        """Say which rows are measured."""
        return {
            "split": f"{rows} rows of the {self.split} split",
            "holdout": f"{rows} rows of train held out",
            "groups": f"{rows} rows",
        }[self.how]


def base_part(
    examples: ExampleSet,
    split: str | None,
    by_group: bool,
    seed: int,
    *,
    fitted_elsewhere: bool = False,
) -> BasePart:
    """Return what is fitted on and what is measured.

    Parameters
    ----------
    examples : ExampleSet
    split : str, optional
        By default the test split; where there is none "validation"; where there is train alone, a
        grouped part of it; where there are no splits, or too few rows in them, all rows by groups
        left out in turn.
    by_group : bool
        Leave groups out in turn, whatever splits there are.
    seed : int
    fitted_elsewhere : bool, default False
        Whether other data are fitted on: then no training rows are needed here.
    """
    if split is not None:
        return _on_split(examples, _ALIASES.get(split, split), fitted_elsewhere)
    if by_group:
        return _by_groups(examples, seed)
    there = measured_splits(examples)
    has_train = bool(len(examples.split(_TRAIN)))
    if not has_train and fitted_elsewhere:
        return _on_split(examples, there[0], True) if there else _everything(examples)
    if has_train and there:
        chosen = "test" if there[0].startswith("test") else there[0]
        note = _too_little(examples, _rows_of(examples, chosen), chosen)
        return _by_groups(examples, seed, note) if note else _on_split(examples, chosen, False)
    train = examples.split(_TRAIN)
    if len(train) >= MIN_HOLDOUT_ROWS and train.groups >= MIN_HOLDOUT_GROUPS:
        held_out = _held_out(examples, seed)
        if held_out is not None:
            return held_out
    return _by_groups(examples, seed)


def measured_splits(examples: ExampleSet) -> list[str]:
    """Return the splits that are measured where nobody says: test, or all tests, or validation."""
    there = list(dict.fromkeys(name for name in examples.frame["split"].astype(str) if name))
    if "test" in there:
        return ["test"]
    tests = sorted(name for name in there if name.startswith("test_"))
    return tests or [name for name in there if name == "validation"]


def has_several_targets(examples: ExampleSet) -> bool:
    """Say whether the rows have more than one target."""
    return len({normalised(target) for target in examples.frame["target"].unique()}) > 1


def majority_of(frame: pd.DataFrame) -> str:
    """Return the most frequent stance; con before neutral before pro where several are."""
    counts = frame["stance"].value_counts()
    return str(max(sorted(counts.index), key=lambda stance: counts[stance]))


def _rows_of(examples: ExampleSet, split: str) -> np.ndarray:
    """Return the numbers of a split's rows; "test" stands for test_a and test_b without a test."""
    import numpy as np

    splits = examples.frame["split"].to_numpy(dtype=str)
    exact = np.flatnonzero(splits == split)
    return exact if len(exact) else np.flatnonzero(np.char.startswith(splits, f"{split}_"))


def _too_little(examples: ExampleSet, rows: np.ndarray, split: str) -> str:
    """Return why a split cannot be measured on; empty where it can."""
    if len(rows) < MIN_TEST_ROWS:
        return (
            f"not measured on the {split} split: it has {len(rows)} rows, "
            f"fewer than {MIN_TEST_ROWS}"
        )
    classes = sorted(set(examples.frame["stance"].iloc[rows]))
    if tuple(classes) != examples.classes:
        return f"not measured on the {split} split: it has only {', '.join(classes)}"
    return ""


def _on_split(examples: ExampleSet, split: str, fitted_elsewhere: bool) -> BasePart:
    splits = list(dict.fromkeys(str(name) for name in examples.frame["split"] if name))
    measured, train = _rows_of(examples, split), _rows_of(examples, _TRAIN)
    wanted = [(split, measured)] if fitted_elsewhere else [(_TRAIN, train), (split, measured)]
    for name, rows in wanted:
        if not len(rows):
            has = f"it has {', '.join(splits)}" if splits else "it has no splits"
            raise InputError(
                f"{examples.name}: no labelled row of a split {name!r}"
                f"{did_you_mean(name, splits)}; {has}. Measure by groups left out instead."
            )
    if split == _TRAIN and not fitted_elsewhere:
        raise InputError(f"{examples.name}: train is what is fitted on; measure on another split.")
    described = f"{len(measured)} rows of the {split} split, fitted on {len(train)} of train"
    return BasePart("split", split, described, [(train, measured)])


def _held_out(examples: ExampleSet, seed: int) -> BasePart | None:
    """Divide train once, whole groups together; None where too few groups or stances are left."""
    import numpy as np

    train = _rows_of(examples, _TRAIN)
    rows = examples.frame.iloc[train]
    parts = np.array(
        assign_splits(
            rows["group"], rows["stance"], fractions=(1 - HELD_OUT, 0, HELD_OUT), seed=seed
        )
    )
    fit, measured = train[parts == _TRAIN], train[parts == "test"]
    if not len(fit) or _too_little(examples, measured, ""):
        return None
    described = (
        f"{len(measured)} rows of train held out, fitted on the other {len(fit)} "
        f"(whole groups, seed {seed}; there is no other split)"
    )
    return BasePart("holdout", "train, part held out", described, [(fit, measured)])


def _everything(examples: ExampleSet) -> BasePart:
    import numpy as np

    rows = np.arange(len(examples))
    return BasePart("groups", "all rows", f"all {len(rows)} rows", [(rows[:0], rows)])


def _by_groups(examples: ExampleSet, seed: int, *notes: str) -> BasePart:
    from sklearn.model_selection import GroupKFold, LeaveOneGroupOut

    groups = examples.frame["group"].to_numpy(dtype=str)
    count = examples.groups
    if count < 2:
        raise InputError(
            f"{examples.name}: its {len(examples)} labelled rows are one group, so none can be "
            "left out to measure on. Give a test split, or more groups."
        )
    if count <= MAX_SINGLE_GROUPS:
        described, folds = f"each of {count} groups left out in turn", LeaveOneGroupOut()
    else:
        described = f"{count} groups left out in {_FOLDS} parts"
        folds = GroupKFold(_FOLDS, shuffle=True, random_state=seed)
    parts = list(folds.split(groups, groups=groups))
    described = f"{len(examples)} rows, {described}"
    return BasePart("groups", "all rows, by groups", described, parts, notes)
