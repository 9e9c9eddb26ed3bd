"""Intervals by resampling groups, since the rows of one group are not independent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stance_data.benchmark.metrics import macro_f1
from stance_data.schema import STANCES

__all__ = ["MIN_GROUPS", "Interval", "macro_f1_interval"]

MIN_GROUPS = 10
"""Below this many groups a bootstrap says little, and its intervals are too narrow."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval.

    Attributes
    ----------
    low, high : float
        In [0, 1].
    groups : int
        How many groups were drawn, with replacement, for each sample.
    samples : int
    """

    low: float
    high: float
    groups: int
    samples: int


def macro_f1_interval(
    gold: Sequence[str],
    predicted: Sequence[str],
    groups: Sequence[str],
    *,
    samples: int = 1000,
    seed: int = 0,
) -> Interval | None:
    """Return the 95 % interval of macro-F1, or None with fewer than `MIN_GROUPS` groups.

    It says how far the value depends on which groups were measured; that other training rows
    would have given another classifier is not in it.

    Parameters
    ----------
    gold, predicted, groups : sequence of str, length n
    samples : int, default 1000
    seed : int, default 0

    Notes
    -----
    Percentile bootstrap over clusters (Field and Welsh 2007, "Bootstrapping clustered data").
    Each sample is scored as a whole is: by the classes that its gold rows have.
    """
    import numpy as np

    names, place = np.unique(np.array(groups, dtype=str), return_inverse=True)
    if len(names) < MIN_GROUPS:
        return None
    order = {stance: i for i, stance in enumerate(STANCES)}
    rows, columns = np.array([order[s] for s in gold]), np.array([order[s] for s in predicted])
    confusions = np.zeros((len(names), len(STANCES), len(STANCES)), dtype=np.int64)
    np.add.at(confusions, (place, rows, columns), 1)
    flat = confusions.reshape(len(names), -1)
    rng = np.random.default_rng(seed)
    drawn = np.empty((samples, flat.shape[1]), dtype=np.int64)
    for sample in range(samples):  # one at a time: all at once would take samples × groups numbers
        times = np.bincount(rng.integers(len(names), size=len(names)), minlength=len(names))
        drawn[sample] = times @ flat
    values = macro_f1(drawn.reshape(samples, len(STANCES), len(STANCES)))
    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(float(low), float(high), len(names), samples)
