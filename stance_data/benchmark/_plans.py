"""Which rows are measured after fitting on which: the settings of the field."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from stance_data.benchmark._parts import BasePart, base_part, has_several_targets, majority_of
from stance_data.corpora._rows import normalised
from stance_data.errors import InputError
from stance_data.models import ExampleSet

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Fold", "Plan", "Setting", "make_plan"]

_SINGLE_TARGETS = 30
"""Up to this many targets each is left out alone; more are left out in `_TARGET_PARTS` parts."""

_TARGET_PARTS = 10


class Setting(StrEnum):
    """What a classifier has seen of what it is measured on."""

    IN_TARGET = "in-target"
    """Fitted on the training part, measured on the other: the corpus's own task."""
    CROSS_TARGET = "cross-target"
    """Fitted without the rows of the target that is measured; each target in turn."""
    ZERO_SHOT = "zero-shot"
    """Fitted on the training part, measured on rows whose target no training row has."""
    CROSS_CORPUS = "cross-corpus"
    """Fitted on the training part of other corpora."""
    LEARNING_CURVE = "learning-curve"
    """As in-target, fitted on growing shares of the training part."""


@dataclass(frozen=True)
class Fold:
    """Rows to fit on, the numbers of the rows that are then measured, and what majority says."""

    fitting: pd.DataFrame
    measured: np.ndarray
    majority: str


@dataclass(frozen=True)
class Plan:
    """What a measurement consists of.

    Attributes
    ----------
    how : str
        "split", "holdout" or "groups": see `Result.how`.
    split : str
        What is measured, in a word.
    described : str
        The same in a line, with numbers.
    folds : tuple of Fold
    notes : tuple of str
    """

    how: str
    split: str
    described: str
    folds: tuple[Fold, ...]
    notes: tuple[str, ...] = ()


def make_plan(
    examples: ExampleSet,
    *,
    setting: Setting,
    split: str | None,
    by_group: bool,
    train: Sequence[ExampleSet],
    fraction: float,
    drop_overlap: bool,
    seed: int,
) -> Plan:
    """Return the plan of a measurement; see `stance_data.benchmark.evaluate`."""
    base = base_part(examples, split, by_group, seed, fitted_elsewhere=bool(train))
    if setting is Setting.CROSS_TARGET:
        plan = _cross_target(examples, base, seed)
    elif setting is Setting.ZERO_SHOT:
        plan = _zero_shot(examples, base)
    elif setting is Setting.CROSS_CORPUS:
        plan = _cross_corpus(examples, base, train)
    else:
        plan = _as_it_is(examples, base)
    if fraction < 1:
        plan = _with_less(plan, fraction, seed)
    return _without_overlap(plan, examples, drop_overlap)


def _as_it_is(examples: ExampleSet, base: BasePart) -> Plan:
    folds = tuple(
        # Where groups are left out, what remains has fewest of that very group's stance, so its
        # majority would be wrong most of all on balanced data, and easy to beat: all rows' it is.
        Fold(
            examples.frame.iloc[fit],
            measured,
            majority_of(examples.frame if base.how == "groups" else examples.frame.iloc[fit]),
        )
        for fit, measured in base.folds
    )
    return Plan(base.how, base.split, base.described, folds, base.notes)


def _cross_target(examples: ExampleSet, base: BasePart, seed: int) -> Plan:
    import numpy as np

    if not has_several_targets(examples):
        raise InputError(
            f"{examples.name}: all its rows have one target, so none can be left out; "
            "cross-target needs two"
        )
    targets = _targets(examples.frame)
    groups = examples.frame["group"].to_numpy(dtype=str)
    fitting, measured = base.all_fitting, base.all_measured
    parts = _target_parts(sorted(set(targets[measured])), seed)
    folds = []
    for part in parts:
        own = measured[np.isin(targets[measured], part)]
        fit = fitting[~np.isin(targets[fitting], part)]
        if base.how == "groups":  # fitted and measured rows are not yet apart
            fit = fit[~np.isin(groups[fit], groups[own])]
        if not len(fit):
            raise InputError(
                f"{examples.name}: no training row is left when {', '.join(part)} is left out"
            )
        rows = examples.frame.iloc[fit]
        folds.append(Fold(rows, own, majority_of(rows)))
    one = len(parts) == len(set(targets[measured]))
    how = f"each of {len(parts)} targets" if one else f"targets in {len(parts)} parts"
    described = f"{base.measured_words(len(measured))}, {how} left out of what is fitted on"
    return Plan(base.how, base.split, described, tuple(folds), base.notes)


def _target_parts(targets: list[str], seed: int) -> list[list[str]]:
    if len(targets) <= _SINGLE_TARGETS:
        return [[target] for target in targets]
    order = sorted(targets, key=lambda t: hashlib.sha256(f"{seed}\0{t}".encode()).digest())
    return [order[number::_TARGET_PARTS] for number in range(_TARGET_PARTS)]


def _zero_shot(examples: ExampleSet, base: BasePart) -> Plan:
    import numpy as np

    if base.how == "groups":
        raise InputError(
            f"{examples.name}: has no split to measure on, so no target is unseen; "
            "use the setting cross-target"
        )
    targets = _targets(examples.frame)
    fitting, measured = base.all_fitting, base.all_measured
    unseen = measured[~np.isin(targets[measured], targets[fitting])]
    if not len(unseen):
        raise InputError(
            f"{examples.name}: every target of {base.split} is in train too, so there is no "
            "zero-shot row; use the setting cross-target"
        )
    number = len(set(targets[unseen]))
    described = (
        f"{base.measured_words(len(unseen))}, of {number} targets that no training row has, "
        f"fitted on {len(fitting)} rows"
    )
    rows = examples.frame.iloc[fitting]
    return Plan(
        base.how, base.split, described, (Fold(rows, unseen, majority_of(rows)),), base.notes
    )


def _cross_corpus(examples: ExampleSet, base: BasePart, train: Sequence[ExampleSet]) -> Plan:
    import pandas as pd

    if not train:
        raise InputError(
            f"{examples.name}: cross-corpus needs what is fitted on: name other data (--train-on)"
        )
    if examples.name in [other.name for other in train]:
        raise InputError(
            f"{examples.name}: is fitted on and measured, which is not cross-corpus; "
            "leave it out of --train-on"
        )
    parts = [other.split("train") if len(other.split("train")) else other for other in train]
    rows = pd.concat([part.frame for part in parts], ignore_index=True)
    names = ", ".join(f"{part.name} ({len(part)})" for part in parts)
    measured = base.all_measured
    described = f"{base.measured_words(len(measured))}, fitted on {len(rows)} rows of {names}"
    return Plan(
        base.how, base.split, described, (Fold(rows, measured, majority_of(rows)),), base.notes
    )


def _with_less(plan: Plan, fraction: float, seed: int) -> Plan:
    """Keep a share of the groups that are fitted on; a smaller share is a part of a larger one."""
    folds = []
    for fold in plan.folds:
        groups = fold.fitting["group"].astype(str)
        order = sorted(
            groups.unique(), key=lambda g: hashlib.sha256(f"{seed}\0{g}".encode()).digest()
        )
        kept = order[: max(1, round(fraction * len(order)))]
        folds.append(replace(fold, fitting=fold.fitting[groups.isin(kept)]))
    rows = sum(len(fold.fitting) for fold in folds) // len(folds)
    described = f"{plan.described}; of these {fraction:.1%} of the groups ({rows} rows)"
    return replace(plan, folds=tuple(folds), described=described)


def _without_overlap(plan: Plan, examples: ExampleSet, drop: bool) -> Plan:
    """Tell of training rows whose text is measured too, or leave them out."""
    folds, repeats, all_rows = [], 0, 0
    words = examples.frame["text"].map(normalised)
    for fold in plan.folds:
        measured = set(words.iloc[fold.measured]) - {""}
        again = fold.fitting["text"].map(normalised).isin(measured)
        repeats += int(again.sum())
        all_rows += len(fold.fitting)
        if drop and again.any():
            if again.all():
                raise InputError(
                    f"{examples.name}: every training row repeats the text of a measured row; "
                    "without them there is nothing to fit on"
                )
            fold = replace(fold, fitting=fold.fitting[~again])
        folds.append(fold)
    if not repeats:
        return plan
    what = f"{repeats} of {all_rows} training rows repeat the text of a measured row"
    note = f"{what}; they were left out" if drop else f"{what} (--drop-overlap leaves them out)"
    return replace(plan, folds=tuple(folds), notes=(*plan.notes, note))


def _targets(frame: pd.DataFrame) -> np.ndarray:
    import numpy as np

    return np.array([normalised(target) for target in frame["target"]], dtype=str)
