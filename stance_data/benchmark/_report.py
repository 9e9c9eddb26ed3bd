"""A board as one self-contained HTML page: no network, no script, no text of the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from stance_data.benchmark._board import Board, Contest, Curve
from stance_data.benchmark._charts import Line, Point, dot_plot, line_chart, strip_plot
from stance_data.benchmark._measures import Formula
from stance_data.benchmark._result import Result
from stance_data.benchmark._tables import (
    Table,
    contest_table,
    curve_table,
    method,
    percent,
    summary_table,
)
from stance_data.benchmark.metrics import Scores
from stance_data.schema import STANCES

__all__ = ["to_html"]

_MAX_TARGETS = 30


def to_html(board: Board, versions: Mapping[str, str]) -> str:
    """Return the report of a board.

    Parameters
    ----------
    board : Board
    versions : mapping of str to str
        Of the libraries that it was made with, for its last line.
    """
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("stance_data.benchmark", "."),
        autoescape=True,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    by_data = groupby(sorted(board.curves, key=lambda c: c.data), key=lambda c: c.data)
    page: str = environment.get_template("report.html.jinja").render(
        systems=board.models,
        datasets=len({result.data for result in board.results}),
        summary=summary_table(board) if len(board.contests) > 1 else None,
        sections=[_section(contest) for contest in board.contests],
        curves=[_curves(list(curves)) for _, curves in by_data],
        method=method(board),
        versions=", ".join(f"{name} {version}" for name, version in versions.items()),
    )
    return page


def _section(contest: Contest) -> dict[str, Any]:
    measure = contest.best.official.measure
    points = [_point(result) for result in contest.results]
    return {
        "slug": re.sub("[^a-z0-9]+", "-", contest.title.lower()).strip("-"),
        "table": contest_table(contest),
        "best": contest.best.model,
        "measure": measure.name,
        "formula": measure.formula.value,
        "dots": dot_plot(points, f"{contest.title}: {measure.name} of each system"),
        "matrices": [_matrix(result) for result in contest.results],
        "targets": _targets(contest),
        "pairs": _pairs(contest),
    }


def _point(result: Result) -> Point:
    interval = result.official.interval
    ends = (interval.low, interval.high) if interval else (None, None)
    return Point(result.model, result.official.value, *ends)


def _matrix(result: Result) -> dict[str, Any]:
    stances = result.stances
    rows = []
    for gold in stances:
        counts = result.scores.confusion[STANCES.index(gold)]
        total = max(sum(counts), 1)
        cells = [
            {
                "count": counts[STANCES.index(said)],
                "share": counts[STANCES.index(said)] / total,
                "right": said == gold,
            }
            for said in stances
        ]
        rows.append({"gold": gold, "cells": cells})
    return {"system": result.model, "stances": stances, "rows": rows}


def _targets(contest: Contest) -> Any:
    """Return the chart by target; nothing where there is one target, or too many to show."""
    by_system = {result.model: result.by_target() for result in contest.results}
    targets = list(next(iter(by_system.values())))
    if not 1 < len(targets) <= _MAX_TARGETS:
        return ""
    formula = contest.best.official.measure.formula
    rows = {
        target: {system: _value(formula, scores[target]) for system, scores in by_system.items()}
        for target in targets
    }
    return strip_plot(rows, f"{contest.title}: {formula.value} by target")


def _value(formula: Formula, scores: Scores) -> float:
    if formula is Formula.F_AVG:
        return scores.f_avg
    return scores.macro_f1 if formula is Formula.MACRO_F1 else scores.accuracy


def _pairs(contest: Contest) -> Table:
    rows = []
    for pair in contest.comparisons:
        ends = pair.interval
        rows.append(
            (
                f"{pair.better} over {pair.worse}",
                percent(pair.difference),
                f"{percent(ends.low)} to {percent(ends.high)}" if ends else "",
                *(f"{p:.4f}" for p in (pair.p, pair.p_holm, pair.p_mcnemar)),
            )
        )
    header = ("", "difference", "95 % interval", "p", "p, Holm", "p, McNemar (accuracy)")
    return Table(f"{contest.title}: every two systems", (), header, tuple(rows))


def _curves(curves: list[Curve]) -> dict[str, Any]:
    table = curve_table(curves)
    lines = [
        Line(curve.model, tuple((r.fraction, r.official.value) for r in curve.results))
        for curve in curves
    ]
    chart = line_chart(lines, table.title, "share of the training groups")
    return {"table": table, "chart": chart}
