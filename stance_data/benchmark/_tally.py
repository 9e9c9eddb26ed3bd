"""Confusion counts by cluster: what values, intervals and paired tests are all computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from stance_data.benchmark._measures import Measure, Part
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Tally", "tally"]


@dataclass(frozen=True)
class Tally:
    """How often each gold stance was predicted as which, by cluster of rows.

    Rows of one cluster (a document, an article) are not independent of each other, so a resample
    takes or leaves whole clusters.

    Attributes
    ----------
    measure : Measure
    counts : array of int, shape (clusters, targets, 3, 3)
        Gold by predicted, in the order con, neutral, pro; one target in all unless the measure
        averages over targets.
    clusters : tuple of str, length clusters
    """

    measure: Measure
    counts: np.ndarray = field(repr=False)
    clusters: tuple[str, ...] = field(repr=False)

    @property
    def rows(self) -> int:
        """Rows that count."""
        return int(self.counts.sum())

    @cached_property
    def value(self) -> float:
        """The measure of all rows, in [0, 1]."""
        return float(self.measure.of(self.counts.sum(axis=0)))

    def resampled(self, times: np.ndarray) -> np.ndarray:
        """Return the measure of samples of clusters.

        Parameters
        ----------
        times : array of shape (samples, clusters)
            How often each cluster is in each sample.

        Returns
        -------
        array of shape (samples,)
        """
        flat = self.counts.reshape(len(self.counts), -1).astype(float)
        drawn = (times @ flat).reshape(len(times), *self.counts.shape[1:])
        return self.measure.of(drawn)


def tally(predictions: pd.DataFrame, measure: Measure, predicted: str = "predicted") -> Tally:
    """Count the predictions of one system.

    Parameters
    ----------
    predictions : DataFrame of shape (n, any)
        ``gold`` and `predicted` (con, neutral, pro), ``group``; ``target`` where the measure
        averages over targets, ``part`` ("zero-shot", "few-shot") where it takes some rows only.
    measure : Measure
    predicted : str, default "predicted"
        Column of the predictions.
    """
    import numpy as np

    if measure.part is not Part.ALL:
        predictions = predictions[predictions["part"] == measure.part.value]
    names, cluster = np.unique(predictions["group"].to_numpy(dtype=str), return_inverse=True)
    if measure.per_target:
        targets, target = np.unique(predictions["target"].to_numpy(str), return_inverse=True)
        width = max(len(targets), 1)
    else:
        target, width = np.zeros(len(predictions), dtype=np.int64), 1
    counts = np.zeros((len(names), width, len(STANCES), len(STANCES)), dtype=np.int64)
    gold, said = (_numbers(list(predictions[column])) for column in ("gold", predicted))
    np.add.at(counts, (cluster, target, gold, said), 1)
    return Tally(measure, counts, tuple(names))


def _numbers(stances: Sequence[str]) -> np.ndarray:
    import numpy as np

    order = {stance: number for number, stance in enumerate(STANCES)}
    return np.array([order[stance] for stance in stances], dtype=np.int64)
