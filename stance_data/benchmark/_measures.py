"""What is measured: each corpus by its publisher's metric first, then what all are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from stance_data import corpora
from stance_data.benchmark import metrics
from stance_data.corpora import Metric
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MACRO_F1", "Formula", "Measure", "Part", "measures_for", "official_metric"]


class Formula(StrEnum):
    """How a confusion matrix becomes one number in [0, 1]; more is better."""

    MACRO_F1 = "macro-F1"
    """Mean F1 of the stances that some gold row has."""
    F_AVG = "F_avg"
    """Mean of F1(pro) and F1(con)."""
    ACCURACY = "accuracy"
    """Share of rows that are right."""
    MICRO_F1 = "micro-F1"
    """Micro-averaged F1: the accuracy where each row has one gold and one predicted stance."""
    F1_CON = "F1(con)"
    """F1 of con."""
    F1_NEUTRAL = "F1(neutral)"
    """F1 of neutral."""
    F1_PRO = "F1(pro)"
    """F1 of pro."""


class Part(StrEnum):
    """Which of the measured rows count."""

    ALL = ""
    """All of them."""
    ZERO_SHOT = "zero-shot"
    """Those whose target no training row has."""
    FEW_SHOT = "few-shot"
    """Those whose target some training row has."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A formula, the rows that it takes, and whether targets are averaged.

    Attributes
    ----------
    formula : Formula
    per_target : bool
        The mean of the formula over targets, each target counting the same.
    part : Part
    """

    formula: Formula
    per_target: bool = False
    part: Part = Part.ALL

    @property
    def name(self) -> str:
        """What tables call it.

        >>> Measure(Formula.F_AVG, per_target=True).name
        'F_avg, mean over targets'
        >>> Measure(Formula.MACRO_F1, part=Part.ZERO_SHOT).name
        'macro-F1, zero-shot'
        """
        words = [self.formula.value]
        if self.per_target:
            words.append("mean over targets")
        if self.part:
            words.append(self.part.value)
        return ", ".join(words)

    def of(self, confusions: np.ndarray) -> np.ndarray:
        """Return the value for many sets of confusion matrices.

        Parameters
        ----------
        confusions : array of shape (..., targets, 3, 3)
            One matrix per target where `per_target`, else one in all.

        Returns
        -------
        array of shape (...)
            A target without rows is not averaged.
        """
        import numpy as np

        values = _of_one(self.formula, confusions)
        there = confusions.sum(axis=(-2, -1)) > 0
        mean: np.ndarray = (values * there).sum(axis=-1) / np.maximum(there.sum(axis=-1), 1)
        return mean


def _of_one(formula: Formula, confusions: np.ndarray) -> np.ndarray:
    if formula is Formula.MACRO_F1:
        return metrics.macro_f1(confusions)
    if formula is Formula.F_AVG:
        return metrics.f_avg(confusions)
    if formula in (Formula.ACCURACY, Formula.MICRO_F1):
        return metrics.accuracy(confusions)
    place = (Formula.F1_CON, Formula.F1_NEUTRAL, Formula.F1_PRO).index(formula)
    of_class: np.ndarray = metrics.class_f1(confusions)[..., place]
    return of_class


MACRO_F1 = Measure(Formula.MACRO_F1)
"""What every dataset is measured by beside its official metric."""

# The publisher's metric → the measures that it consists of, the headline first. Where a corpus has
# cross-topic results too, the setting "cross-target" gives them.
_OFFICIAL: Mapping[Metric, tuple[Measure, ...]] = MappingProxyType(
    {
        Metric.MACRO_F1: (MACRO_F1,),
        Metric.MACRO_F1_SEEN: (
            MACRO_F1,
            Measure(Formula.MACRO_F1, part=Part.ZERO_SHOT),
            Measure(Formula.MACRO_F1, part=Part.FEW_SHOT),
        ),
        Metric.MACRO_F1_CROSS_TOPIC: (MACRO_F1,),
        Metric.MACRO_F1_PER_TARGET: (Measure(Formula.MACRO_F1, per_target=True),),
        Metric.F_AVG: (Measure(Formula.F_AVG),),
        Metric.F_AVG_PER_TARGET: (Measure(Formula.F_AVG, per_target=True),),
        Metric.ACCURACY: (Measure(Formula.ACCURACY),),
        Metric.F1: (Measure(Formula.MICRO_F1),),
    }
)

_COMMON: tuple[Measure, ...] = (
    MACRO_F1,
    Measure(Formula.F1_CON),
    Measure(Formula.F1_NEUTRAL),
    Measure(Formula.F1_PRO),
    Measure(Formula.ACCURACY),
)


def official_metric(source: str) -> Metric:
    """Return the publisher's metric of a corpus; macro-F1 for data of another origin.

    Parameters
    ----------
    source : str
        What the column ``source_corpus`` says.
    """
    if source in corpora.names():
        metric = corpora.card(source).metric
        return metric if metric in _OFFICIAL else Metric.MACRO_F1
    return Metric.MACRO_F1


def measures_for(metric: Metric, stances: Iterable[str] = STANCES) -> tuple[Measure, ...]:
    """Return what is measured where this is the official metric, its headline first.

    Parameters
    ----------
    metric : Metric
    stances : iterable of str
        Those that occur in the data: the F1 of others is left out.

    Examples
    --------
    >>> [measure.name for measure in measures_for(Metric.F_AVG, ["con", "pro"])]
    ['F_avg', 'macro-F1', 'F1(con)', 'F1(pro)', 'accuracy']
    """
    absent = {f"F1({stance})" for stance in STANCES} - {f"F1({stance})" for stance in stances}
    wanted = [m for m in (*_OFFICIAL[metric], *_COMMON) if m.formula.value not in absent]
    return tuple(dict.fromkeys(wanted))
