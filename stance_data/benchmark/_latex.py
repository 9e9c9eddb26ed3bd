"""Boards as LaTeX tables for a paper (``booktabs``, ``graphicx``)."""

from __future__ import annotations

import re

from stance_data.benchmark._board import LEVEL, Board, Contest
from stance_data.benchmark._intervals import SAMPLES
from stance_data.benchmark._paired import ROUNDS
from stance_data.benchmark._result import Result
from stance_data.benchmark._tables import column, percent

__all__ = ["escape", "to_latex"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "–": "--",
    "·": r"$\cdot$",
    "×": r"$\times$",
    "≥": r"$\geq$",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def escape(text: str) -> str:
    r"""Return a text with LaTeX's special characters escaped.

    >>> escape("covid19_stance 5 %")
    'covid19\\_stance 5 \\%'
    """
    return re.sub("|".join(map(re.escape, _SPECIAL)), lambda m: _SPECIAL[m.group()], text)


def to_latex(board: Board) -> str:
    r"""Return the summary over all datasets, and a table for each contest.

    Returns
    -------
    str
        Needs ``\usepackage{booktabs,graphicx}``; a table that is too wide is shrunk to the text.
        The best value is bold; a dagger marks those that are not significantly below it.
    """
    parts = [r"% Needs \usepackage{booktabs,graphicx}. Values in percent.", _summary(board)]
    parts += [_detail(contest) for contest in board.contests]
    return "\n\n".join(parts) + "\n"


def _summary(board: Board) -> str:
    rows = []
    for contest in board.contests:
        cells = [escape(column(contest)), escape(contest.best.official.measure.name)]
        for model in board.models:
            found = next((r for r in contest.results if r.model == model), None)
            cells.append(_value(contest, found) if found else "--")
        rows.append(cells)
    seeds = ", ".join(str(seed) for seed in sorted({r.seed for r in board.results}))
    caption = (
        "Stance classifiers by each dataset's official measure (percent). Bold: the highest; "
        rf"\dag: not significantly below it (approximate randomisation over documents, {ROUNDS} "
        f"rounds, Holm-corrected over all pairs, $p \\geq {LEVEL}$). Seed {seeds}."
    )
    head = ["Dataset", "Measure", *map(escape, board.models)]
    return _tabular(head, rows, caption, "tab:stance-benchmark", words=2)


def _detail(contest: Contest) -> str:
    first = contest.best
    head = ["System", *(escape(m.measure.name) for m in first.measured)]
    rows = []
    for result in contest.results:
        cells = [escape(result.model), _value(contest, result) + _interval(result)]
        cells += [percent(m.value) for m in result.measured[1:]]
        rows.append(cells)
    caption = (
        f"{escape(contest.title)}: {escape(first.described)}; {first.groups} groups. "
        f"95\\,\\% intervals by bootstrap over groups ({SAMPLES} samples). Seed {first.seed}, data "
        f"SHA-256 {first.digest[:16]}."
    )
    slug = re.sub("[^a-z0-9]+", "-", contest.title.lower()).strip("-")
    return _tabular(head, rows, caption, f"tab:{slug}")


def _value(contest: Contest, result: Result) -> str:
    value = percent(result.official.value)
    if len(contest.results) == 1:
        return value
    if result is contest.best:
        return rf"\textbf{{{value}}}"
    return value if contest.is_behind(result.model) else rf"{value}\rlap{{$^\dag$}}"


def _interval(result: Result) -> str:
    interval = result.official.interval
    if interval is None:
        return ""
    return rf" {{\footnotesize [{percent(interval.low)}, {percent(interval.high)}]}}"


def _tabular(
    head: list[str], rows: list[list[str]], caption: str, label: str, *, words: int = 1
) -> str:
    """Return a table whose first `words` columns hold words, the others numbers."""
    lines = [
        r"\begin{table}",
        r"\centering",
        r"\small",
        r"\setlength{\tabcolsep}{4pt}",
        rf"\caption{{{caption}}}",
        rf"\label{{{label}}}",
        r"\resizebox{\ifdim\width>\textwidth\textwidth\else\width\fi}{!}{%",
        rf"\begin{{tabular}}{{{'l' * words}{'r' * (len(head) - words)}}}",
        r"\toprule",
        " & ".join(head) + r" \\",
        r"\midrule",
        *(" & ".join(cells) + r" \\" for cells in rows),
        r"\bottomrule",
        r"\end{tabular}}",
        r"\end{table}",
    ]
    return "\n".join(lines)
