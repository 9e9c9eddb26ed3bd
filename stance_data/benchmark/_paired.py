"""Whether one system is better than another on the same rows, or luck would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stance_data.benchmark._intervals import (
    SAMPLES,
    Interval,
    cluster_samples,
    interval_of,
)
from stance_data.benchmark._measures import Measure
from stance_data.benchmark._tally import Tally, tally

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ROUNDS", "Comparison", "compare", "holm", "mcnemar", "randomisation_test", "same_rows"]

ROUNDS = 9999
"""Rounds of the randomisation test: its smallest p is 1 / (ROUNDS + 1)."""

_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """One system beside another, measured on the same rows.

    Attributes
    ----------
    better, worse : str
        Names of the systems, the one with the higher value first.
    measure : Measure
    difference : float
        Value of `better` minus that of `worse`, in [0, 1].
    interval : Interval or None
        95 % interval of the difference, by bootstrap over the same clusters.
    p : float
        Of the approximate randomisation test, two-sided, in (0, 1].
    p_mcnemar : float
        Of the exact McNemar test on rows right and wrong, which takes rows as independent.
    p_holm : float
        `p`, corrected for the number of comparisons made on these rows.
    """

    better: str
    worse: str
    measure: Measure
    difference: float
    interval: Interval | None
    p: float
    p_mcnemar: float
    p_holm: float = 1.0


def compare(
    one: pd.DataFrame,
    other: pd.DataFrame,
    measure: Measure,
    names: tuple[str, str],
    *,
    seed: int = 0,
) -> Comparison:
    """Compare two systems.

    Parameters
    ----------
    one, other : DataFrame of shape (n, any)
        Predictions of each on the same rows in the same order, as `Result.predictions`.
    measure : Measure
    names : tuple of two str
    seed : int, default 0

    Raises
    ------
    ValueError
        If the rows are not the same.
    """
    import numpy as np

    if not same_rows(one, other):
        raise ValueError(f"{names[0]} and {names[1]} were not measured on the same rows")
    first, second = tally(one, measure), tally(other, measure)
    if second.value > first.value:
        one, other, first, second = other, one, second, first
        names = names[::-1]
    draws = list(cluster_samples(len(first.clusters), SAMPLES, seed))
    differences = [first.resampled(times) - second.resampled(times) for times in draws]
    return Comparison(
        *names,
        measure,
        first.value - second.value,
        interval_of(np.concatenate(differences), len(first.clusters)) if draws else None,
        randomisation_test(first, second, seed=seed),
        mcnemar(one, other),
    )


def same_rows(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Say whether two tables of predictions are of the same rows in the same order."""
    columns = ["id", "group", "gold"]
    first, second = (frame[columns].astype(str).reset_index(drop=True) for frame in (one, other))
    return bool(first.equals(second))


def randomisation_test(one: Tally, other: Tally, *, rounds: int = ROUNDS, seed: int = 0) -> float:
    """Return the two-sided p of the difference between two systems.

    In each round the predictions of the two are exchanged for a random half of the clusters; p is
    the share of rounds whose difference is at least the observed one, the observed among them.

    Parameters
    ----------
    one, other : Tally
        Over the same clusters.
    rounds : int, default 9999
    seed : int, default 0

    Notes
    -----
    Approximate randomisation (Noreen 1989; for F1 in language processing Yeh 2000, "More accurate
    tests for the statistical significance of result differences"), over clusters.
    """
    import numpy as np

    differs = (one.counts != other.counts).any(axis=(1, 2, 3))
    if not differs.any():
        return 1.0
    shape = one.counts.shape[1:]
    # As floats, since these are multiplied by a fast library; whole numbers stay exact.
    mine, theirs = (
        t.counts[differs].reshape(int(differs.sum()), -1).astype(np.float64) for t in (one, other)
    )
    total = (one.counts + other.counts).sum(axis=0)
    # What is the same whoever it is exchanged with: the clusters on which both agree.
    shared = one.counts[~differs].sum(axis=0)
    observed = abs(one.value - other.value)
    rng = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // len(mine))
    reached = 0
    for start in range(0, rounds, step):
        kept = rng.integers(2, size=(min(step, rounds - start), len(mine)), dtype=np.int8)
        left = kept.astype(np.float64) @ (mine - theirs) + theirs.sum(axis=0)
        left = left.reshape(len(kept), *shape) + shared
        difference = np.abs(one.measure.of(left) - one.measure.of(total - left))
        reached += int((difference >= observed - 1e-12).sum())
    return (reached + 1) / (rounds + 1)


def mcnemar(one: pd.DataFrame, other: pd.DataFrame) -> float:
    """Return the p of the exact McNemar test: whether both are right equally often.

    Notes
    -----
    McNemar 1947; exact, by the binomial distribution of the rows that only one has right.
    """
    from scipy.stats import binomtest

    right, right_too = (
        (frame["gold"].to_numpy(str) == frame["predicted"].to_numpy(str)) for frame in (one, other)
    )
    only_one, only_other = int((right & ~right_too).sum()), int((~right & right_too).sum())
    if not only_one + only_other:
        return 1.0
    return float(binomtest(only_one, only_one + only_other, 0.5).pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values corrected for their number.

    Notes
    -----
    Holm 1979, "A simple sequentially rejective multiple test procedure".

    Examples
    --------
    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    corrected = [1.0] * len(p_values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[place]))
        corrected[place] = highest
    return corrected
