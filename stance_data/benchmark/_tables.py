"""Boards as tables: for the terminal, in Markdown, in LaTeX. Values are in percent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stance_data.benchmark._board import LEVEL, Board, Contest, Curve
from stance_data.benchmark._intervals import SAMPLES
from stance_data.benchmark._measures import MACRO_F1, Formula
from stance_data.benchmark._paired import ROUNDS
from stance_data.benchmark._result import Measured, Result

__all__ = [
    "Table",
    "contest_table",
    "curve_table",
    "method",
    "summary_table",
    "to_markdown",
    "to_text",
]


@dataclass(frozen=True)
class Table:
    """Cells as they are shown; the first column holds words, the others numbers.

    Attributes
    ----------
    title : str
    lines : tuple of str
        What is said above the table.
    header : tuple of str
    rows : tuple of tuple of str
    """

    title: str
    lines: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def contest_table(contest: Contest) -> Table:
    """Return the table of one contest: a system a row, the best first."""
    first = contest.best
    shown = [m.measure for m in first.measured if m.measure.formula is not Formula.ACCURACY]
    if first.official.measure.formula is Formula.ACCURACY:
        shown.insert(0, first.official.measure)
    header = ["system", *(m.name for m in shown), "p", "fit s", "predict s", "MB", "model MB"]
    rows = []
    for result in contest.results:
        found = {m.measure: m for m in result.measured}
        cells = [
            _with_interval(found[m]) if number == 0 else percent(found[m].value)
            for number, m in enumerate(shown)
        ]
        cells[0] += mark(contest, result)
        rows.append((result.model, *cells, _p(contest, result.model), *_cost(result)))
    return Table(contest.title, _about(contest.results), tuple(header), tuple(rows))


def curve_table(curves: Sequence[Curve]) -> Table:
    """Return the learning curves of one dataset: a system a row, a share a column."""
    results = [result for curve in curves for result in curve.results]
    shares = sorted({result.fraction for result in results})
    rows = []
    for curve in curves:
        by_share = {result.fraction: result for result in curve.results}
        cells = (percent(by_share[s].official.value) if s in by_share else "" for s in shares)
        rows.append((curve.model, *cells))
    first = results[-1]
    return Table(
        f"{first.data} · learning curve · {first.split}",
        (f"{first.official.measure.name} by the share of training groups fitted on",),
        ("system", *(f"{share:.4g}" for share in shares)),
        tuple(rows),
    )


def summary_table(board: Board) -> Table:
    """Return datasets by systems, each dataset by its official measure."""
    rows = []
    for contest in board.contests:
        cells = []
        for model in board.models:
            found = next((r for r in contest.results if r.model == model), None)
            cells.append(percent(found.official.value) + mark(contest, found) if found else "–")
        rows.append((f"{column(contest)}, {contest.best.official.measure.name}", *cells))
    return Table("All datasets", (), ("dataset, measure", *board.models), tuple(rows))


def column(contest: Contest) -> str:
    """Return the short name of a contest among others."""
    first = contest.best
    parts = [first.data]
    if first.split != "test" and first.how == "split":
        parts.append(first.split)
    if first.setting.value != "in-target":
        parts.append(first.setting.value)
    return " ".join(parts)


def mark(contest: Contest, result: Result) -> str:
    """Return "*" for the best, "=" for one not significantly behind it, else nothing."""
    if len(contest.results) == 1:
        return ""
    if result is contest.best:
        return " *"
    return "" if contest.is_behind(result.model) else " ="


def method(board: Board) -> list[str]:
    """Say how the numbers came about, a sentence each."""
    seeds = sorted({result.seed for result in board.results})
    return [
        "Values are in percent. “*” marks the highest; “=” marks those that are not significantly "
        f"below it (corrected p ≥ {LEVEL}).",
        f"Intervals are 95 % percentile bootstrap intervals over groups ({SAMPLES} samples): "
        "whole documents are drawn, not rows.",
        "p is that of the difference to the best by the official measure: approximate "
        f"randomisation over groups ({ROUNDS} rounds), corrected for all pairs of systems on the "
        "same rows (Holm).",
        "Fit and predict are wall-clock seconds on the machine that ran it; MB is the largest "
        "memory of the run's process, Python and its libraries included.",
        f"Seed{'s' if len(seeds) > 1 else ''} {', '.join(map(str, seeds))}.",
    ]


def to_text(table: Table) -> str:
    """Return a table for the terminal."""
    cells = [table.header, *table.rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(table.header))]
    lines = [table.title, *(f"  {line}" for line in table.lines), ""]
    for row in cells:
        first, *rest = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *rest]).rstrip())
    return "\n".join(lines)


def to_markdown(table: Table, level: int = 2) -> str:
    """Return a table as Markdown, under a heading of a level."""
    lines = [f"{'#' * level} {table.title}", ""]
    for line in table.lines:
        lines += [line, ""]
    lines += [
        _markdown_row(table.header),
        "|---|" + "---:|" * (len(table.header) - 1),
        *(_markdown_row(row) for row in table.rows),
    ]
    return "\n".join(lines) + "\n"


def percent(value: float) -> str:
    """Return a share as a percentage with one decimal.

    >>> percent(0.7119)
    '71.2'
    """
    return f"{100 * value:.1f}"


def _markdown_row(cells: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("*", "\\*") for cell in cells)
    return "| " + " | ".join(escaped) + " |"


def _about(results: Sequence[Result]) -> tuple[str, ...]:
    first = results[0]
    notes = dict.fromkeys(note for result in results for note in result.notes)
    measure = first.official.measure
    kind = "" if measure == MACRO_F1 else f"Official measure: {measure.name}. "
    what = first.described[:1].upper() + first.described[1:]
    return (
        f"{what}; {first.groups} groups. {kind}Data sha256 {first.digest[:16]}.",
        *(f"Note: {note}." for note in notes),
    )


def _with_interval(found: Measured) -> str:
    if found.interval is None:
        return percent(found.value)
    low, high = percent(found.interval.low), percent(found.interval.high)
    return f"{percent(found.value)} ({low}–{high})"


def _p(contest: Contest, model: str) -> str:
    p = contest.p_to_best(model)
    if p is None:
        return ""
    return "<.001" if p < 0.001 else f"{p:.3f}"


def _cost(result: Result) -> tuple[str, str, str, str]:
    cost = result.cost
    sizes = (cost.peak_bytes, cost.model_bytes)
    peak, model = ("" if size is None else f"{size / 1e6:.0f}" for size in sizes)
    if cost.model_bytes is not None and cost.model_bytes < 1e6:
        model = f"{cost.model_bytes / 1e6:.2f}"
    return f"{cost.fit_seconds:.1f}", f"{cost.predict_seconds:.1f}", peak, model
