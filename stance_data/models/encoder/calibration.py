"""Scores → probabilities that can be believed, and how far they can.

Temperature scaling and the expected calibration error follow Guo et al. 2017, "On Calibration of
Modern Neural Networks"; the coverage–accuracy curve El-Yaniv and Wiener 2010.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Coverage",
    "calibration_error",
    "choose_threshold",
    "coverage_curve",
    "fit_temperature",
    "probabilities",
]


class Coverage(NamedTuple):
    """What is answered, and how well, where answers under a confidence are kept back.

    Attributes
    ----------
    threshold : float
        Least confidence of an answer.
    coverage : float
        Share of rows that get one.
    accuracy : float
        Share of the answers that are right; NaN where there are none.
    """

    threshold: float
    coverage: float
    accuracy: float


def probabilities(
    scores: NDArray[np.float32], temperature: float, classes: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Return the softmax of scores (rows, stances) at a temperature.

    Parameters
    ----------
    scores : float array (rows, stances)
    temperature : float
        Above 0; 1 leaves the scores as they are, more makes the probabilities more even.
    classes : bool array (stances,) or (rows, stances), optional
        Stances that can be; the others get 0.

    Examples
    --------
    >>> import numpy as np
    >>> probabilities(np.array([[0.0, 9.0, 0.0]]), 1.0, np.array([True, False, True])).tolist()
    [[0.5, 0.0, 0.5]]
    """
    import numpy as np

    scaled = scores.astype(np.float64) / temperature
    if classes is not None:
        scaled = np.where(classes, scaled, -np.inf)
    scaled = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = scaled / scaled.sum(axis=1, keepdims=True)
    return shares


def fit_temperature(
    scores: NDArray[np.float32],
    labels: NDArray[np.int64],
    classes: NDArray[np.bool_] | None = None,
    weights: NDArray[np.float64] | None = None,
) -> float:
    """Return the temperature at which the labels are likeliest, between 0.2 and 10.

    Parameters
    ----------
    scores : float array (rows, stances)
    labels : int array (rows,)
    classes : bool array, optional
        As for `probabilities`.
    weights : float array (rows,), optional
        Of the rows.
    """
    import numpy as np
    from scipy.optimize import minimize_scalar

    rows = np.arange(len(labels))

    def unlikely(log_temperature: float) -> float:
        likely = probabilities(scores, float(np.exp(log_temperature)), classes)[rows, labels]
        return float(np.average(-np.log(np.maximum(likely, 1e-12)), weights=weights))

    bounds = (float(np.log(0.2)), float(np.log(10.0)))
    return float(np.exp(minimize_scalar(unlikely, bounds=bounds, method="bounded").x))


def calibration_error(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10
) -> float:
    """Return the expected calibration error, between 0 (none) and 1.

    The rows are parted into `bins` of as many rows each by their confidence; the error is the mean
    distance between the confidence and the share that is right.

    Examples
    --------
    >>> import numpy as np
    >>> calibration_error(np.array([0.9] * 10), np.array([True] * 9 + [False]), bins=1)
    0.0
    """
    import numpy as np

    if not len(confidence):
        return float("nan")
    order = np.argsort(confidence, kind="stable")
    gaps = [
        abs(float(confidence[part].mean() - right[part].mean())) * len(part)
        for part in np.array_split(order, min(bins, len(order)))
    ]
    return round(sum(gaps) / len(confidence), 12)


def coverage_curve(
    confidence: NDArray[np.float64],
    right: NDArray[np.bool_],
    thresholds: Iterable[float] = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
) -> list[Coverage]:
    """Return coverage and accuracy at each threshold."""
    points = []
    for threshold in thresholds:
        kept = confidence >= threshold
        accuracy = float(right[kept].mean()) if kept.any() else float("nan")
        points.append(Coverage(threshold, float(kept.mean()), accuracy))
    return points


def choose_threshold(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], wanted: float
) -> float:
    """Return the lowest threshold, in steps of 0.01, at which `wanted` of the answers are right.

    1.0 if there is none.
    """
    import numpy as np

    for threshold in np.arange(0.34, 1.0, 0.01).round(2):
        kept = confidence >= threshold
        if kept.any() and right[kept].mean() >= wanted:
            return float(threshold)
    return 1.0
