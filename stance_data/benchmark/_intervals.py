"""Intervals by resampling clusters, since the rows of one document are not independent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stance_data.benchmark._tally import Tally

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "MIN_CLUSTERS",
    "SAMPLES",
    "Interval",
    "bootstrap_interval",
    "cluster_samples",
    "interval_of",
]

MIN_CLUSTERS = 10
"""Below this many clusters a bootstrap says little, and its intervals are too narrow."""

SAMPLES = 2000
"""Bootstrap samples."""

_AT_ONCE = 2_000_000
"""Numbers held at a time: samples are drawn in parts."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval.

    Attributes
    ----------
    low, high : float
        In [0, 1]; of a difference in [−1, 1].
    clusters : int
        How many clusters were drawn, with replacement, for each sample.
    samples : int
    """

    low: float
    high: float
    clusters: int
    samples: int


def bootstrap_interval(tally: Tally, *, samples: int = SAMPLES, seed: int = 0) -> Interval | None:
    """Return the 95 % interval of a measure, or None with fewer than `MIN_CLUSTERS` clusters.

    It says how far the value depends on which documents were measured; that other training rows
    would have given another classifier is not in it.

    Parameters
    ----------
    tally : Tally
    samples : int, default 2000
    seed : int, default 0

    Notes
    -----
    Percentile bootstrap over clusters (Field and Welsh 2007, "Bootstrapping clustered data").
    Each sample is scored as the whole is: by the classes and targets that its gold rows have.
    """
    import numpy as np

    drawn = [tally.resampled(t) for t in cluster_samples(len(tally.clusters), samples, seed)]
    return interval_of(np.concatenate(drawn), len(tally.clusters)) if drawn else None


def cluster_samples(clusters: int, samples: int, seed: int) -> Iterator[np.ndarray]:
    """Yield how often each cluster is drawn, a part of the samples at a time.

    The same numbers of clusters and samples and the same seed give the same draws, so that two
    systems are compared on the same samples. Nothing is yielded with too few clusters.
    """
    import numpy as np

    if clusters < MIN_CLUSTERS:
        return
    rng = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // clusters)
    for start in range(0, samples, step):
        size = min(step, samples - start)
        drawn = rng.integers(clusters, size=(size, clusters))
        drawn += np.arange(size)[:, None] * clusters
        yield np.bincount(drawn.ravel(), minlength=size * clusters).reshape(size, clusters)


def interval_of(values: np.ndarray, clusters: int) -> Interval:
    """Return the interval between the 2.5th and the 97.5th percentile of bootstrap values."""
    import numpy as np

    low, high = np.quantile(values, [0.025, 0.975])
    return Interval(float(low), float(high), clusters, len(values))
