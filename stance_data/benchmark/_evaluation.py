"""Measure any scikit-learn classifier on any dataset: on a split, or by groups left out."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.benchmark._result import Result
from stance_data.benchmark._systems import find_estimator, reads_plain_texts
from stance_data.errors import InputError, StanceDataWarning, did_you_mean
from stance_data.models import ExampleSet, examples_of, read_examples
from stance_data.models._examples import inputs_of, words_of
from stance_data.models._fitting import fit_or_constant
from stance_data.models._prediction import predict_stances

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["MAX_SINGLE_GROUPS", "MIN_TEST_ROWS", "evaluate"]

MIN_TEST_ROWS = 30
"""A smaller test split says too little: then groups are left out instead."""

MAX_SINGLE_GROUPS = 50
"""Up to this many groups each is left out alone; more are left out in `_FOLDS` parts."""

_FOLDS = 10
_TRAIN = "train"


@dataclass(frozen=True)
class _Plan:
    """Which rows are measured after fitting on which (pairs of row numbers), beside what."""

    how: str
    described: str
    folds: list[tuple[np.ndarray, np.ndarray]]
    majority: str
    notes: tuple[str, ...] = ()


def evaluate(
    estimator: Any,
    data: str | Path | pd.DataFrame | ExampleSet,
    *,
    split: str | None = None,
    by_group: bool = False,
    inputs: str | Sequence[str] | None = None,
    seed: int = 0,
    name: str | None = None,
) -> Result:
    """Measure a classifier.

    Parameters
    ----------
    estimator : scikit-learn classifier or str
        Copies of it are fitted with stances as strings. A string names a baseline
        (`stance_data.models.BASELINES`) or a factory, ``package.module:function``.
    data : str, Path, DataFrame or ExampleSet
        What `stance_data.models.read_examples` or `stance_data.models.examples_of` takes.
    split : str, optional
        Fit on the split "train", measure on this one.
    by_group : bool, default False
        Leave groups out in turn, over all labelled rows: each alone where there are at most 50,
        else in 10 parts of whole groups.
    inputs : str or sequence of str, optional
        Columns that the estimator is given: one name for a Series, several for a DataFrame. By
        default the Series ``text`` if the estimator begins with a vectorizer of texts
        (``TfidfVectorizer``); else a DataFrame with ``text``, ``target`` and whatever else is
        there of what a newly found statement has (speaker, source, cue, context, …).
    seed : int, default 0
        Of the parts, of the bootstrap, and of a baseline given by name.
    name : str, optional
        Of the estimator, for the report.

    Returns
    -------
    Result
        Without `split` and `by_group`, measured on the test split if it has at least 30 rows and
        every stance that the data has; else by groups left out.

    Raises
    ------
    InputError
        If the data cannot be used, has no such split, or has one group alone where groups are to
        be left out.
    ModelError
        If the estimator cannot be found, fitted or asked.
    ValueError
        If both `split` and `by_group` are given.

    Warns
    -----
    StanceDataWarning
        If a training part holds one stance only, which then is what is predicted.
    """
    if split is not None and by_group:
        raise ValueError("choose one of split and by_group")
    examples = _examples(data)
    name = name or (estimator if isinstance(estimator, str) else type(estimator).__name__)
    if isinstance(estimator, str):
        estimator = find_estimator(estimator, seed=seed)
    if inputs is None and reads_plain_texts(estimator):
        inputs = "text"
    plan = _plan(examples, split, by_group, seed)
    predictions, constant = _run(estimator, examples, plan, inputs)
    notes = list(plan.notes)
    if constant:
        note = (
            f"{constant} of {len(plan.folds)} training parts hold one stance only: it is predicted"
        )
        notes.append(note)
        warnings.warn(f"{examples.name}: {note}", StanceDataWarning, stacklevel=2)
    return Result(
        model=name,
        data=examples.name,
        how=plan.how,
        described=plan.described,
        predictions=predictions,
        digest=examples.digest,
        seed=seed,
        notes=tuple(notes),
    )


def _examples(data: str | Path | pd.DataFrame | ExampleSet) -> ExampleSet:
    if isinstance(data, ExampleSet):
        return data
    return read_examples(data) if isinstance(data, str | Path) else examples_of(data)


def _plan(examples: ExampleSet, split: str | None, by_group: bool, seed: int) -> _Plan:
    if split is not None:
        return _on_split(examples, split)
    test = examples.split("test")
    train = examples.split(_TRAIN)
    if by_group or not len(train) or not len(test):
        return _by_groups(examples, seed)
    if len(test) < MIN_TEST_ROWS:
        note = (
            f"not measured on the test split: it has {len(test)} rows, fewer than {MIN_TEST_ROWS}"
        )
        return _by_groups(examples, seed, note)
    if test.classes != examples.classes:
        note = f"not measured on the test split: it has only {', '.join(test.classes)}"
        return _by_groups(examples, seed, note)
    return _on_split(examples, "test")


def _on_split(examples: ExampleSet, split: str) -> _Plan:
    import numpy as np

    splits = examples.frame["split"].to_numpy(dtype=str)
    there = list(dict.fromkeys(str(name) for name in splits if name))
    for wanted in (_TRAIN, split):
        if wanted not in there:
            has = f"it has {', '.join(there)}" if there else "it has no splits"
            raise InputError(
                f"{examples.name}: no labelled row of a split {wanted!r}"
                f"{did_you_mean(wanted, there)}; {has}. Measure by groups left out instead."
            )
    if split == _TRAIN:
        raise InputError(f"{examples.name}: train is what is fitted on; measure on another split.")
    train, test = np.flatnonzero(splits == _TRAIN), np.flatnonzero(splits == split)
    described = f"{len(test)} rows of the {split} split, fitted on {len(train)} of train"
    return _Plan("split", described, [(train, test)], _majority(examples.split(_TRAIN)))


def _by_groups(examples: ExampleSet, seed: int, *notes: str) -> _Plan:
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
    described = f"{len(examples)} rows, {described}"
    parts = list(folds.split(groups, groups=groups))
    # Of all rows: what remains when a group is left out has fewest of that very group's stance, so
    # its majority would be wrong most of all on balanced data, and easy to beat.
    return _Plan("groups", described, parts, _majority(examples), notes)


def _majority(examples: ExampleSet) -> str:
    """Return the most frequent stance; con before neutral before pro where several are."""
    return max(examples.classes, key=lambda stance: examples.counts[stance])


def _run(
    estimator: Any,
    examples: ExampleSet,
    plan: _Plan,
    inputs: str | Sequence[str] | None,
) -> tuple[pd.DataFrame, int]:
    """Return the predictions in the order of the data, and how many folds had one stance only."""
    import pandas as pd

    parts, constant = [], 0
    for number, (train, test) in enumerate(_progress(plan.folds)):
        fitting, measured = examples.frame.iloc[train], examples.frame.iloc[test]
        fitted, only = fit_or_constant(estimator, fitting, inputs)
        constant += bool(only)
        rows = inputs_of(measured, inputs)
        columns = {
            "id": words_of(measured, "id") if "id" in measured else "",
            "group": measured["group"],
            "fold": number,
            "gold": measured["stance"],
            "predicted": predict_stances(fitted, rows),
            "majority": plan.majority,
        }
        parts.append(pd.DataFrame(columns, index=measured.index))
    return pd.concat(parts).sort_index(), constant


def _progress(folds: list[Any]) -> Iterator[Any]:
    from tqdm import tqdm

    # disable=None: a bar on a terminal only.
    yield from tqdm(folds, unit="fold", leave=False, disable=None if len(folds) > 1 else True)
