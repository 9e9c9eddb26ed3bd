"""What a measurement gives: a record that owns its scores and prints itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stance_data.benchmark._intervals import MIN_CLUSTERS, Interval, bootstrap_interval
from stance_data.benchmark._measures import MACRO_F1, Measure, measures_for
from stance_data.benchmark._plans import Setting
from stance_data.benchmark._tally import tally
from stance_data.benchmark.metrics import Scores, score
from stance_data.corpora import Metric
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PREDICTION_COLUMNS", "Cost", "Measured", "Result"]

PREDICTION_COLUMNS: tuple[str, ...] = (
    "id",
    "group",
    "target",
    "part",
    "fold",
    "gold",
    "predicted",
    "majority",
)
"""Columns of `Result.predictions`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a measurement took.

    Attributes
    ----------
    fit_seconds, predict_seconds : float
        Wall-clock time, summed over the parts.
    model_bytes : int or None
        Size of the classifier fitted last; None where it cannot be told.
    peak_bytes : int or None
        Largest memory of the process, Python and its libraries included; None where it was not a
        process of its own.
    """

    fit_seconds: float = 0.0
    predict_seconds: float = 0.0
    model_bytes: int | None = None
    peak_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One number: the measure, its value in [0, 1], the rows that count, the 95 % interval."""

    measure: Measure
    value: float
    rows: int
    interval: Interval | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as values that JSON can hold."""
        return {
            "measure": self.measure.name,
            "value": self.value,
            "rows": self.rows,
            "interval": asdict(self.interval) if self.interval else None,
        }


@dataclass(frozen=True)
class Result:
    """How well a classifier finds the stances of a dataset.

    Attributes
    ----------
    model, data : str
        Names of the two.
    how : str
        "split", "holdout" or "groups": measured on one split, on a part of train that was held
        out, or on groups left out in turn.
    split : str
        What was measured, in a word or two: "test", "validation", "train, part held out", …
    setting : Setting
    metric : Metric
        The publisher's, by whose measures the data are measured first.
    described : str
        What was measured and fitted on, with the numbers of rows and groups.
    predictions : DataFrame of shape (n, 8)
        Each measured row: ``id`` (empty where the data has none), ``group``, ``target``, ``part``
        ("zero-shot" or "few-shot": whether a training row has its target), ``fold``, ``gold``,
        ``predicted`` and ``majority``: always the most frequent stance, of the rows fitted on
        where a split was measured, of all rows where groups were left out.
    digest : str
        SHA-256 of the labelled rows of the data.
    seed : int
    notes : tuple of str
        What a reader of the numbers should know.
    fraction : float
        Share of the training groups that was fitted on.
    cost : Cost
    """

    model: str
    data: str
    how: str
    split: str
    setting: Setting
    metric: Metric
    described: str
    predictions: pd.DataFrame = field(repr=False, compare=False)
    digest: str
    seed: int
    notes: tuple[str, ...] = ()
    fraction: float = 1.0
    cost: Cost = field(default=Cost(), compare=False)

    @property
    def rows(self) -> int:
        """Rows measured."""
        return len(self.predictions)

    @property
    def groups(self) -> int:
        """Groups that they belong to."""
        return int(self.predictions["group"].nunique())

    @cached_property
    def scores(self) -> Scores:
        """Scores of the classifier."""
        return score(list(self.predictions["gold"]), list(self.predictions["predicted"]))

    @cached_property
    def majority(self) -> Scores:
        """Scores of always saying the most frequent stance."""
        return score(list(self.predictions["gold"]), list(self.predictions["majority"]))

    @cached_property
    def stances(self) -> tuple[str, ...]:
        """Stances that occur among the gold ones or were predicted, in order."""
        there = {*self.predictions["gold"], *self.predictions["predicted"]}
        return tuple(stance for stance in STANCES if stance in there)

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """Every number, the official measure first, with intervals over groups."""
        found = []
        for measure in measures_for(self.metric, sorted(set(self.predictions["gold"]))):
            counts = tally(self.predictions, measure)
            if counts.rows:
                interval = bootstrap_interval(counts, seed=self.seed)
                found.append(Measured(measure, counts.value, counts.rows, interval))
        return tuple(found)

    @property
    def official(self) -> Measured:
        """The number that the data are ranked by."""
        return self.measured[0]

    @cached_property
    def interval(self) -> Interval | None:
        """95 % interval of macro-F1, groups resampled; None with too few groups."""
        return next(m.interval for m in self.measured if m.measure == MACRO_F1)

    def by_target(self) -> dict[str, Scores]:
        """Return the scores of each target's rows, targets in the order of the alphabet."""
        return {
            str(target): score(list(rows["gold"]), list(rows["predicted"]))
            for target, rows in self.predictions.groupby("target", sort=True)
        }

    def to_dict(self) -> dict[str, Any]:
        """Return everything but single predictions and cost, as values that JSON can hold.

        The same data, classifier and seed give the same; what it cost does not repeat.
        """
        return {
            "model": self.model,
            "data": self.data,
            "setting": self.setting.value,
            "how": self.how,
            "split": self.split,
            "described": self.described,
            "rows": self.rows,
            "groups": self.groups,
            "fraction": self.fraction,
            "official": self.official.measure.name,
            "measured": [measured.to_dict() for measured in self.measured],
            "scores": self.scores.to_dict(),
            "majority": self.majority.to_dict(),
            "interval": asdict(self.interval) if self.interval else None,
            "data_sha256": self.digest,
            "seed": self.seed,
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self) -> str:
        """Return a table for the terminal."""
        own, base = self.scores, self.majority
        setting = "" if self.setting is Setting.IN_TARGET else f" ({self.setting.value})"
        lines = [
            f"{self.model} on {self.data}{setting}: {self.described}",
            "",
            f"{'':10} {'':>9} {'':>6} {'':>5}   {'majority':>22}",
            f"{'':10} {'precision':>9} {'recall':>6} {'F1':>5}   "
            f"{'precision':>9} {'recall':>6} {'F1':>5} {'rows':>7}",
        ]
        for name, found in own.by_class.items():
            if name in own.absent and not found.predicted:
                continue
            other = base.by_class[name]
            lines.append(
                f"{name:10} {found.precision:9.3f} {found.recall:6.3f} {found.f1:5.3f}   "
                f"{other.precision:9.3f} {other.recall:6.3f} {other.f1:5.3f} {found.support:7}"
            )
        for name, value, other_value in (
            ("macro-F1", own.macro_f1, base.macro_f1),
            ("accuracy", own.accuracy, base.accuracy),
        ):
            lines.append(f"{name:10} {'':>9} {'':>6} {value:5.3f}   {other_value:22.3f} {own.n:7}")
        return "\n".join([*lines, "", *self._remarks()])

    def _remarks(self) -> list[str]:
        remarks = [f"note: {note}" for note in self.notes]
        if self.scores.absent:
            absent = ", ".join(self.scores.absent)
            remarks.append(f"note: no measured row is {absent}; macro-F1 is the mean of the others")
        shown = [self.official] if self.official.measure != MACRO_F1 else []
        shown += [m for m in self.measured if m.measure == MACRO_F1 or m.measure.part]
        for number in shown:
            if number.interval is None:
                continue
            remarks.append(
                f"{number.measure.name} {number.value:.3f}, 95 % interval "
                f"{number.interval.low:.3f}–{number.interval.high:.3f} (bootstrap over "
                f"{number.interval.clusters} groups, {number.interval.samples} samples)"
            )
        if self.interval is None:
            remarks.append(f"no interval: fewer than {MIN_CLUSTERS} groups ({self.groups})")
        return [*remarks, f"seed {self.seed}, data sha256 {self.digest[:16]}"]
