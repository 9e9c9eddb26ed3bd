"""Scores of predicted stances against gold ones.

Everything is derived from the confusion matrix, so that a table, a JSON file and an interval can
never disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ClassScore", "Scores", "accuracy", "class_f1", "f_avg", "macro_f1", "score"]


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How well one stance is found; each value in [0, 1], 0 where nothing divides by nothing.

    Attributes
    ----------
    precision : float
        Share of the rows predicted to have the stance that have it.
    recall : float
        Share of the rows with the stance that are predicted to have it.
    f1 : float
        Harmonic mean of the two.
    support : int
        Rows with the stance.
    predicted : int
        Rows predicted to have it.
    """

    precision: float
    recall: float
    f1: float
    support: int
    predicted: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores that follow from a confusion matrix.

    Attributes
    ----------
    confusion : tuple of tuple of int, shape (3, 3)
        Rows by gold stance, then by predicted stance, each in the order con, neutral, pro.
    """

    confusion: tuple[tuple[int, ...], ...]

    @property
    def n(self) -> int:
        """Rows scored."""
        return sum(map(sum, self.confusion))

    @property
    def absent(self) -> tuple[str, ...]:
        """Stances that no gold row has: `macro_f1` leaves them out."""
        return tuple(s for s, row in zip(STANCES, self.confusion, strict=True) if not sum(row))

    @property
    def by_class(self) -> dict[str, ClassScore]:
        """Scores of each stance, con, neutral, pro."""
        columns = list(zip(*self.confusion, strict=True))
        scores = {}
        for i, stance in enumerate(STANCES):
            hit, support, predicted = self.confusion[i][i], sum(self.confusion[i]), sum(columns[i])
            scores[stance] = ClassScore(
                precision=_ratio(hit, predicted),
                recall=_ratio(hit, support),
                f1=_ratio(2 * hit, support + predicted),
                support=support,
                predicted=predicted,
            )
        return scores

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the stances that some gold row has; 0 where there is no row."""
        present = [s.f1 for s in self.by_class.values() if s.support]
        return sum(present) / len(present) if present else 0.0

    @property
    def f_avg(self) -> float:
        """Mean of the F1 of pro and con: rows that are neutral count as errors only."""
        return (self.by_class["pro"].f1 + self.by_class["con"].f1) / 2

    @property
    def accuracy(self) -> float:
        """Share of rows predicted right; 0 where there is no row."""
        return _ratio(sum(self.confusion[i][i] for i in range(len(STANCES))), self.n)

    def to_dict(self) -> dict[str, Any]:
        """Return the scores as values that JSON can hold."""
        return {
            "macro_f1": self.macro_f1,
            "f_avg": self.f_avg,
            "accuracy": self.accuracy,
            "n": self.n,
            "absent": list(self.absent),
            "classes": {
                name: {
                    "precision": s.precision,
                    "recall": s.recall,
                    "f1": s.f1,
                    "support": s.support,
                    "predicted": s.predicted,
                }
                for name, s in self.by_class.items()
            },
            "confusion": [list(row) for row in self.confusion],
        }


def score(gold: Sequence[str], predicted: Sequence[str]) -> Scores:
    """Score predicted stances.

    Parameters
    ----------
    gold, predicted : sequence of str, length n
        Each one of con, neutral, pro.

    Raises
    ------
    ValueError
        If the lengths differ or a value is no stance.

    Examples
    --------
    >>> scores = score(["pro", "pro", "con"], ["pro", "con", "con"])
    >>> round(scores.macro_f1, 3), round(scores.by_class["pro"].recall, 3), scores.absent
    (0.667, 0.5, ('neutral',))
    """
    from sklearn.metrics import confusion_matrix

    strange = sorted({*gold, *predicted} - set(STANCES))
    if strange:
        raise ValueError(f"no stances: {', '.join(map(repr, strange))}")
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold stances for {len(predicted)} predicted ones")
    if not len(gold):
        return Scores(((0,) * len(STANCES),) * len(STANCES))
    counts = confusion_matrix(list(gold), list(predicted), labels=list(STANCES))
    return Scores(tuple(tuple(int(value) for value in row) for row in counts))


def class_f1(confusions: np.ndarray) -> np.ndarray:
    """Return the F1 of each class of many confusion matrices; 0 where nothing divides by nothing.

    Parameters
    ----------
    confusions : array of shape (..., k, k)
        Gold by predicted.

    Returns
    -------
    array of shape (..., k)
    """
    import numpy as np

    hits = np.diagonal(confusions, axis1=-2, axis2=-1)
    total = confusions.sum(axis=-1) + confusions.sum(axis=-2)
    f1: np.ndarray = 2 * hits / np.maximum(total, 1)
    return f1


def macro_f1(confusions: np.ndarray) -> np.ndarray:
    """Return the macro-F1 of many confusion matrices, as `Scores.macro_f1` does for one.

    Parameters
    ----------
    confusions : array of shape (..., k, k)
        Gold by predicted.

    Returns
    -------
    array of shape (...)
    """
    import numpy as np

    present = confusions.sum(axis=-1) > 0
    f1 = class_f1(confusions)
    mean: np.ndarray = (f1 * present).sum(axis=-1) / np.maximum(present.sum(axis=-1), 1)
    return mean


def f_avg(confusions: np.ndarray) -> np.ndarray:
    """Return the F_avg of many confusion matrices, as `Scores.f_avg` does for one.

    Notes
    -----
    The official measure of SemEval-2016 task 6 (Mohammad et al. 2016, section 4).
    """
    f1 = class_f1(confusions)
    mean: np.ndarray = (f1[..., STANCES.index("pro")] + f1[..., STANCES.index("con")]) / 2
    return mean


def accuracy(confusions: np.ndarray) -> np.ndarray:
    """Return the accuracy of many confusion matrices; 0 where there is no row."""
    import numpy as np

    right = np.trace(confusions, axis1=-2, axis2=-1)
    share: np.ndarray = right / np.maximum(confusions.sum(axis=(-2, -1)), 1)
    return share


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
