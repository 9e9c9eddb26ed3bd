"""Linear classifiers of one view of the rows each, which `StanceStack` weighs against another."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["Linear", "OfTargets"]

# Log-odds of a stance that no, or every, training row has.
_NEVER = -4.0
_SMOOTHING = 0.5
# Coarser than scikit-learn asks for by default: the scores are weighed anew by the judges.
_TOLERANCE = 1e-2


class Linear:
    """Logistic regression of each class against the rest, with balanced classes.

    Parameters
    ----------
    classes : array of str, shape (k,)
    C : float
        Inverse strength of the penalty, as in scikit-learn.
    ratios : bool, default False
        Weigh each feature by its log-count ratio between a class and the rest first: NB-SVM (Wang
        and Manning 2012, "Baselines and Bigrams").

    Attributes
    ----------
    weights : array of float32, shape (k, features)
    biases : array of shape (k,)
    """

    def __init__(self, classes: np.ndarray, C: float, ratios: bool = False) -> None:  # noqa: N803
        self.classes = classes
        self.C = C
        self.ratios = ratios

    def fit(self, features: Any, y: np.ndarray) -> Linear:
        """Fit on a sparse matrix of shape (n, features) and the stances of its rows."""
        self.weights = np.zeros((len(self.classes), features.shape[1]), dtype=np.float32)
        self.biases = np.zeros(len(self.classes))
        for number, name in enumerate(self.classes):
            self._fit_one(number, features, y == name)
            if len(self.classes) == 2:  # the second is the first turned round
                self.weights[1], self.biases[1] = -self.weights[0], -self.biases[0]
                break
        return self

    def _fit_one(self, number: int, features: Any, positive: np.ndarray) -> None:
        from scipy import sparse
        from sklearn.linear_model import LogisticRegression

        if positive.all() or not positive.any():
            self.biases[number] = -_NEVER if positive.any() else _NEVER
            return
        scale = np.ones(features.shape[1], dtype=np.float32)
        if self.ratios:
            scale = _log_count_ratios(features, positive)
            features = features @ sparse.diags(scale)
        # In the dual, as the time then goes with the words of the texts, not of the language.
        model = LogisticRegression(
            C=self.C,
            class_weight="balanced",
            solver="liblinear",
            dual=True,
            tol=_TOLERANCE,
            random_state=0,
        )
        model.fit(features, positive)
        self.weights[number] = model.coef_[0] * scale
        self.biases[number] = model.intercept_[0]

    def scores(self, features: Any) -> np.ndarray:
        """Return the log-odds of each class against the rest, shape (n, k)."""
        scores: np.ndarray = features @ self.weights.T.astype(np.float64) + self.biases
        return scores


class OfTargets:
    """A `Linear` for every target that has rows enough."""

    def __init__(
        self,
        classes: np.ndarray,
        C: float,  # noqa: N803
        min_rows: int,
        ratios: bool = False,
    ) -> None:
        self.classes = classes
        self.C = C
        self.min_rows = min_rows
        self.ratios = ratios

    def fit(self, features: Any, y: np.ndarray, targets: np.ndarray) -> OfTargets:
        """Fit on the rows of each target that has `min_rows` of them and two stances."""
        self.models: dict[str, Linear] = {}
        for target, count in zip(*np.unique(targets, return_counts=True), strict=True):
            if count < self.min_rows:
                continue
            rows = targets == target
            if len(np.unique(y[rows])) > 1:
                model = Linear(self.classes, self.C, self.ratios)
                self.models[str(target)] = model.fit(features[rows], y[rows])
        return self

    def scores(self, features: Any, targets: np.ndarray, others: np.ndarray) -> np.ndarray:
        """Return the log-odds of each class, shape (n, k): `others` for targets without model."""
        scores = others.copy()
        for target, model in self.models.items():
            rows = targets == target
            if rows.any():
                scores[rows] = model.scores(features[rows])
        return scores


def _log_count_ratios(features: Any, positive: np.ndarray) -> np.ndarray:
    inside = np.asarray(features[positive].sum(axis=0)).ravel() + _SMOOTHING
    outside = np.asarray(features[~positive].sum(axis=0)).ravel() + _SMOOTHING
    ratios: np.ndarray = np.log(inside / inside.sum()) - np.log(outside / outside.sum())
    return ratios.astype(np.float32, copy=False)
