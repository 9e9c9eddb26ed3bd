"""Results side by side: contests over the same rows, with paired tests, as one long table."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from stance_data.benchmark._paired import Comparison, compare, holm, same_rows
from stance_data.benchmark._plans import Setting
from stance_data.benchmark._result import Result
from stance_data.errors import InputError, StanceDataWarning

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LEVEL", "Board", "Contest", "Curve"]

LEVEL = 0.05
"""A difference whose corrected p is below this is called significant."""


@dataclass(frozen=True)
class Contest:
    """Systems measured on the same rows of one dataset in one setting, the best first.

    Attributes
    ----------
    results : tuple of Result
        By their official measure.
    """

    results: tuple[Result, ...]

    @property
    def best(self) -> Result:
        """The system with the highest official measure."""
        return self.results[0]

    @property
    def title(self) -> str:
        """Dataset, setting and what is measured."""
        first = self.results[0]
        return f"{first.data} · {first.setting.value} · {first.split}"

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every two systems, by the official measure; p corrected for their number (Holm)."""
        measure = self.best.official.measure
        pairs = [
            compare(
                one.predictions,
                other.predictions,
                measure,
                (one.model, other.model),
                seed=self.best.seed,
            )
            for one, other in combinations(self.results, 2)
        ]
        corrected = holm([pair.p for pair in pairs])
        return tuple(replace(pair, p_holm=p) for pair, p in zip(pairs, corrected, strict=True))

    def p_to_best(self, model: str) -> float | None:
        """Return the corrected p of a system's difference to the best; None for the best itself."""
        for pair in self.comparisons:
            if {pair.better, pair.worse} == {self.best.model, model}:
                return pair.p_holm
        return None

    def is_behind(self, model: str) -> bool:
        """Say whether the best is significantly better than a system."""
        p = self.p_to_best(model)
        return p is not None and p < LEVEL


@dataclass(frozen=True)
class Curve:
    """One system on one dataset, fitted on growing shares of its training groups."""

    data: str
    model: str
    results: tuple[Result, ...]


class Board:
    """Results of many systems on many datasets.

    Parameters
    ----------
    results : iterable of Result
        Of one dataset, setting and split each system once; of learning curves each share once.

    Raises
    ------
    InputError
        If a system is there twice, or systems of one dataset were measured on other rows.

    Warns
    -----
    StanceDataWarning
        If a dataset's systems were measured with different seeds, which divide it differently.
    """

    def __init__(self, results: Iterable[Result]) -> None:
        self.results = tuple(results)
        self._check()

    @cached_property
    def contests(self) -> tuple[Contest, ...]:
        """One per dataset, setting and split, in the order of the results."""
        found: dict[tuple[str, str, str], list[Result]] = {}
        for result in self.results:
            if result.setting is not Setting.LEARNING_CURVE:
                found.setdefault((result.data, result.setting.value, result.split), []).append(
                    result
                )
        return tuple(
            Contest(tuple(sorted(rows, key=lambda r: -r.official.value))) for rows in found.values()
        )

    @cached_property
    def curves(self) -> tuple[Curve, ...]:
        """One per dataset and system, shares ascending."""
        found: dict[tuple[str, str], list[Result]] = {}
        for result in self.results:
            if result.setting is Setting.LEARNING_CURVE:
                found.setdefault((result.data, result.model), []).append(result)
        return tuple(
            Curve(data, model, tuple(sorted(rows, key=lambda r: r.fraction)))
            for (data, model), rows in found.items()
        )

    @property
    def models(self) -> list[str]:
        """Names of the systems, in the order of the results."""
        return list(dict.fromkeys(result.model for result in self.results))

    def to_frame(self) -> pd.DataFrame:
        """Return one row per result and measure.

        Returns
        -------
        DataFrame
            ``data``, ``setting``, ``split``, ``fraction``, ``system``, ``measure``, ``official``
            (whether the data are ranked by it), ``value``, ``low``, ``high`` (95 % interval),
            ``rows``, ``clusters``, ``p_to_best`` (Holm-corrected, of the official measure; null
            for the best), ``fit_seconds``, ``predict_seconds``, ``peak_mb``, ``model_mb``,
            ``seed``, ``data_sha256``, ``described``, ``notes``.
        """
        import pandas as pd

        p_values = {
            id(result): contest.p_to_best(result.model)
            for contest in self.contests
            for result in contest.results
        }
        rows = [
            _row(result, number, p_values.get(id(result)))
            for result in self.results
            for number in range(len(result.measured))
        ]
        return pd.DataFrame(rows)

    def comparisons_frame(self) -> pd.DataFrame:
        """Return one row per two systems of a contest.

        Returns
        -------
        DataFrame
            ``data``, ``setting``, ``split``, ``better``, ``worse``, ``measure``, ``difference``,
            ``low``, ``high``, ``p`` (approximate randomisation), ``p_holm``, ``p_mcnemar``.
        """
        import pandas as pd

        columns = ["data", "setting", "split", "better", "worse", "measure", "difference"]
        columns += ["low", "high", "p", "p_holm", "p_mcnemar"]
        rows = [
            {
                "data": contest.best.data,
                "setting": contest.best.setting.value,
                "split": contest.best.split,
                "better": pair.better,
                "worse": pair.worse,
                "measure": pair.measure.name,
                "difference": pair.difference,
                "low": pair.interval.low if pair.interval else None,
                "high": pair.interval.high if pair.interval else None,
                "p": pair.p,
                "p_holm": pair.p_holm,
                "p_mcnemar": pair.p_mcnemar,
            }
            for contest in self.contests
            for pair in contest.comparisons
        ]
        return pd.DataFrame(rows, columns=columns)

    def _check(self) -> None:
        seen: dict[tuple[Any, ...], Result] = {}
        for result in self.results:
            key = (result.data, result.setting, result.split, result.fraction)
            if (*key, result.model) in seen:
                raise InputError(f"{result.model}: is there twice on {result.data}")
            seen[*key, result.model] = result
            first = seen.setdefault(key, result)
            if first.digest != result.digest:
                raise InputError(
                    f"{result.data}: {first.model} and {result.model} were measured on different "
                    "versions of the data"
                )
            if result.setting is Setting.LEARNING_CURVE or first is result:
                continue
            if not same_rows(first.predictions, result.predictions):
                hint = " (seeds differ)" if first.seed != result.seed else ""
                raise InputError(
                    f"{result.data}: {first.model} and {result.model} were measured on different "
                    f"rows{hint}"
                )
            if first.seed != result.seed:
                warnings.warn(
                    f"{result.data}: measured with the seeds {first.seed} and {result.seed}",
                    StanceDataWarning,
                    stacklevel=3,
                )


def _row(result: Result, number: int, p_to_best: float | None) -> dict[str, Any]:
    found = result.measured[number]
    cost = result.cost
    return {
        "data": result.data,
        "setting": result.setting.value,
        "split": result.split,
        "fraction": result.fraction,
        "system": result.model,
        "measure": found.measure.name,
        "official": number == 0,
        "value": found.value,
        "low": found.interval.low if found.interval else None,
        "high": found.interval.high if found.interval else None,
        "rows": found.rows,
        "clusters": found.interval.clusters if found.interval else result.groups,
        "p_to_best": p_to_best if number == 0 else None,
        "fit_seconds": cost.fit_seconds,
        "predict_seconds": cost.predict_seconds,
        "peak_mb": _megabytes(cost.peak_bytes),
        "model_mb": _megabytes(cost.model_bytes),
        "seed": result.seed,
        "data_sha256": result.digest,
        "described": result.described,
        "notes": "; ".join(result.notes),
    }


def _megabytes(size: int | None) -> float | None:
    return None if size is None else size / 1e6
