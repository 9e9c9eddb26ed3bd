"""What a measurement gives: a record that owns its scores and prints itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stance_data.benchmark._intervals import MIN_GROUPS, Interval, macro_f1_interval
from stance_data.benchmark.metrics import Scores, score

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Result"]


@dataclass(frozen=True)
class Result:
    """How well a classifier finds the stances of a dataset.

    Attributes
    ----------
    model, data : str
        Names of the two.
    how : str
        "split" or "groups": measured on one split, or on groups left out in turn.
    described : str
        The same in words, with the numbers of rows and groups.
    predictions : DataFrame of shape (n, 6)
        Each measured row: ``id``, ``group``, ``fold``, ``gold``, ``predicted`` and ``majority``:
        always the most frequent stance, of the rows fitted on where a split was measured, of all
        rows where groups were left out. ``id`` is empty where the data has none.
    digest : str
        SHA-256 of the labelled rows of the data.
    seed : int
    notes : tuple of str
        What a reader of the numbers should know.
    """

    model: str
    data: str
    how: str
    described: str
    predictions: pd.DataFrame = field(repr=False, compare=False)
    digest: str
    seed: int
    notes: tuple[str, ...] = ()

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
    def interval(self) -> Interval | None:
        """95 % interval of macro-F1, groups resampled; None with too few groups."""
        columns = [list(self.predictions[name]) for name in ("gold", "predicted", "group")]
        return macro_f1_interval(*columns, seed=self.seed)

    def to_dict(self) -> dict[str, Any]:
        """Return everything but the single predictions, as values that JSON can hold."""
        return {
            "model": self.model,
            "data": self.data,
            "how": self.how,
            "described": self.described,
            "rows": self.rows,
            "groups": self.groups,
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
        lines = [
            f"{self.model} on {self.data}: {self.described}",
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
        if self.interval:
            remarks.append(
                f"95 % interval of macro-F1: {self.interval.low:.3f}–{self.interval.high:.3f} "
                f"(bootstrap over {self.interval.groups} groups, {self.interval.samples} samples)"
            )
        else:
            remarks.append(f"no interval: fewer than {MIN_GROUPS} groups ({self.groups})")
        return [*remarks, f"seed {self.seed}, data sha256 {self.digest[:16]}"]
