"""One classifier for each target, and one of all rows for the targets that lack rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.utils.metaestimators import available_if
from sklearn.utils.validation import check_is_fitted

from stance_data.models._rows import column_of, require_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MajorityPerTarget", "PerTarget"]


def _gives(method: str) -> Any:
    def check(self: PerTarget) -> bool:
        return hasattr(self.estimator, method)

    return available_if(check)


class PerTarget(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Fit a copy of a classifier on the rows of each target, and one on all rows.

    The one of all rows answers for a target that training did not have, that had fewer than
    `min_rows` rows there, or all of one stance.

    Parameters
    ----------
    estimator : scikit-learn classifier
        Takes a DataFrame with ``text`` and ``target``.
    min_rows : int, default 30
        Fewest training rows of a target that has a classifier of its own.

    Attributes
    ----------
    classes_ : array of str, shape (k,)
    models_ : dict of str to classifier
        Target → its classifier.
    pooled_ : classifier
        Of all rows; None where every training row has one stance, `classes_[0]`.

    Examples
    --------
    >>> import pandas as pd
    >>> from sklearn.dummy import DummyClassifier
    >>> rows = pd.DataFrame({"text": ["a", "b", "c", "d"], "target": ["x", "x", "x", "y"]})
    >>> model = PerTarget(DummyClassifier(), min_rows=2).fit(rows, ["con", "con", "pro", "pro"])
    >>> sorted(model.models_)
    ['x']
    >>> model.predict(rows.assign(target=["x", "y", "z", None])).tolist()
    ['con', 'con', 'con', 'con']
    """

    def __init__(self, estimator: Any, min_rows: int = 30) -> None:
        self.estimator = estimator
        self.min_rows = min_rows

    def fit(self, X: pd.DataFrame, y: Any) -> PerTarget:  # noqa: N803
        """Fit on rows and their stances.

        Parameters
        ----------
        X : DataFrame of shape (n, any)
        y : array-like of shape (n,)
        """
        y = require_rows(X, y)
        self.classes_ = np.unique(y)
        self.models_: dict[str, Any] = {}
        targets = column_of(X, "target")
        for target, count in zip(*np.unique(targets, return_counts=True), strict=True):
            own = np.flatnonzero(targets == target)
            if target and count >= self.min_rows and len(np.unique(y[own])) > 1:
                self.models_[str(target)] = clone(self.estimator).fit(X.iloc[own], y[own])
        several = len(self.classes_) > 1
        self.pooled_ = clone(self.estimator).fit(X, y) if several else None
        self.n_features_in_ = X.shape[1]
        return self

    def predict(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        """Return the stance of each row, shape (n,)."""
        check_is_fitted(self)
        result = np.full(len(X), self.classes_[0], dtype=self.classes_.dtype)
        for model, rows in self._parts(X):
            result[rows] = model.predict(X.iloc[rows])
        return result

    @_gives("predict_proba")  # type: ignore[untyped-decorator]
    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        """Return the probabilities of `classes_`, shape (n, k); 0 where a target lacked a class."""
        check_is_fitted(self)
        result = np.zeros((len(X), len(self.classes_)))
        if self.pooled_ is None:
            result[:] = 1.0
        for model, rows in self._parts(X):
            places = np.searchsorted(self.classes_, model.classes_)
            result[np.ix_(rows, places)] = model.predict_proba(X.iloc[rows])
        return result

    def _parts(self, X: pd.DataFrame) -> list[tuple[Any, np.ndarray]]:  # noqa: N803
        """Return each classifier that is asked, with the numbers of its rows."""
        targets = column_of(X, "target")
        names = np.array([name if name in self.models_ else "" for name in targets], dtype=object)
        parts = [
            (self.models_.get(name, self.pooled_), np.flatnonzero(names == name))
            for name in dict.fromkeys(names)
        ]
        return [(model, rows) for model, rows in parts if model is not None]


class MajorityPerTarget(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Predict the most frequent stance of a row's target; of all rows for an unseen target.

    Attributes
    ----------
    classes_ : array of str, shape (k,)
    targets_ : array of str, shape (t,)
        Sorted.
    shares_ : array of shape (t + 1, k)
        Share of each stance among the training rows of each target; the last row is of all rows.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"text": ["", "", ""], "target": ["x", "x", "y"]})
    >>> model = MajorityPerTarget().fit(rows, ["con", "con", "pro"])
    >>> model.predict(rows.assign(target=["y", "x", "z"])).tolist()
    ['pro', 'con', 'con']
    """

    def fit(self, X: pd.DataFrame, y: Any) -> MajorityPerTarget:  # noqa: N803
        """Count the stances of each target."""
        y = require_rows(X, y)
        self.classes_, stances = np.unique(y, return_inverse=True)
        self.targets_, targets = np.unique(column_of(X, "target").astype(str), return_inverse=True)
        counts = np.zeros((len(self.targets_) + 1, len(self.classes_)))
        np.add.at(counts, (targets, stances), 1)
        counts[-1] = counts.sum(axis=0)
        self.shares_ = counts / counts.sum(axis=1, keepdims=True)
        self.n_features_in_ = X.shape[1]
        return self

    def predict_proba(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        """Return the share of each of `classes_` in training, shape (n, k)."""
        check_is_fitted(self)
        targets = column_of(X, "target").astype(str)
        places = np.searchsorted(self.targets_, targets)
        places[places == len(self.targets_)] = 0
        places[self.targets_[places] != targets] = len(self.targets_)
        shares: np.ndarray = self.shares_[places]
        return shares

    def predict(self, X: pd.DataFrame) -> np.ndarray:  # noqa: N803
        """Return the stance of each row, shape (n,); the first in the alphabet of equal ones."""
        predicted: np.ndarray = self.classes_[self.predict_proba(X).argmax(axis=1)]
        return predicted
