"""Fit a classifier on labelled rows, whatever they hold."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stance_data.errors import ModelError, StanceDataWarning
from stance_data.models._examples import ExampleSet, inputs_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["fit", "fit_or_constant"]


def fit(estimator: Any, examples: ExampleSet, *, inputs: str | Sequence[str] | None = None) -> Any:
    """Return a copy of `estimator`, fitted on `examples`.

    Parameters
    ----------
    estimator : scikit-learn classifier
        It is not changed.
    examples : ExampleSet
    inputs : str or sequence of str, optional
        Columns that it is given: see `stance_data.benchmark.evaluate`.

    Returns
    -------
    scikit-learn classifier
        Predicts stances as strings.

    Raises
    ------
    ModelError
        If there are no rows, or the estimator cannot be fitted on them.

    Warns
    -----
    StanceDataWarning
        If all rows have one stance: what is returned then always predicts it.
    """
    fitted, constant = fit_or_constant(estimator, examples.frame, inputs)
    if constant:
        warnings.warn(
            f"{examples.name}: all {len(examples)} training rows are {constant!r}, so that is "
            "what the model always predicts",
            StanceDataWarning,
            stacklevel=2,
        )
    return fitted


def fit_or_constant(
    estimator: Any, frame: pd.DataFrame, inputs: str | Sequence[str] | None = None
) -> tuple[Any, str]:
    """Return a fitted copy, and the stance that it always predicts ("" where it learns)."""
    import numpy as np
    from sklearn.base import clone
    from sklearn.dummy import DummyClassifier

    # NumPy strings: objects would be saved one by one.
    stances = np.array(list(frame["stance"]), dtype=str)
    if not len(stances):
        raise ModelError("no labelled rows to fit on")
    rows = inputs_of(frame, inputs)
    if len(set(stances)) == 1:
        return DummyClassifier(strategy="prior").fit(rows, stances), str(stances[0])
    try:
        return clone(estimator).fit(rows, stances), ""
    except Exception as error:  # anyone's estimator may raise anything
        seen = [inputs] if isinstance(inputs, str) else list(rows.columns)
        hint = "" if isinstance(inputs, str) else ' One of plain texts needs inputs="text".'
        raise ModelError(
            f"{type(estimator).__name__} cannot be fitted on {len(stances)} rows with "
            f"{', '.join(seen)}: {type(error).__name__}: {error}.{hint}"
        ) from error
