"""What a benchmark leaves: tables to load, to read and to print, and a page to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.benchmark._board import Board
from stance_data.benchmark._latex import to_latex
from stance_data.benchmark._report import to_html
from stance_data.benchmark._specs import environment
from stance_data.benchmark._store import kept_predictions
from stance_data.benchmark._tables import (
    contest_table,
    curve_table,
    method,
    summary_table,
    to_markdown,
)
from stance_data.errors import OutputError
from stance_data.models._tables import write_table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["OUTPUTS", "board_markdown", "write_outputs", "write_page"]

OUTPUTS: dict[str, str] = {
    "leaderboard.parquet": "every number, one row each",
    "comparisons.parquet": "every two systems: difference, interval, p",
    "predictions.parquet": "every measured row of every run, by its id",
    "leaderboard.md": "the tables in Markdown",
    "leaderboard.tex": "the tables for a paper (booktabs, graphicx)",
    "report.html": "the tables with confusion matrices and charts",
}
"""Files that `write_outputs` writes → what they hold."""


def write_outputs(board: Board, out: str | Path) -> list[Path]:
    """Write every file of `OUTPUTS` into a folder; each is replaced as a whole.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    out = Path(out)
    texts = {
        "leaderboard.md": board_markdown(board),
        "leaderboard.tex": to_latex(board),
        "report.html": to_html(board, environment()),
    }
    frames = {
        "leaderboard.parquet": board.to_frame(),
        "comparisons.parquet": board.comparisons_frame(),
        "predictions.parquet": _predictions(board),
    }
    for name, frame in frames.items():
        write_table(frame, out / name)
    for name, text in texts.items():
        write_page(text, out / name)
    return [out / name for name in OUTPUTS]


def write_page(text: str, path: str | Path) -> None:
    """Write a text file, all or nothing; folders on the way are made.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    path = Path(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        draft.unlink(missing_ok=True)


def board_markdown(board: Board, title: str = "Leaderboard") -> str:
    """Return a board as a Markdown page."""
    parts = [f"# {title}\n"]
    if len(board.contests) > 1:
        parts.append(to_markdown(summary_table(board)))
    parts += [to_markdown(contest_table(contest)) for contest in board.contests]
    for data in dict.fromkeys(curve.data for curve in board.curves):
        parts.append(to_markdown(curve_table([c for c in board.curves if c.data == data])))
    versions = ", ".join(f"{name} {version}" for name, version in environment().items())
    parts.append("## How it was measured\n")
    parts.append("\n".join(f"- {sentence}" for sentence in [*method(board), f"{versions}."]) + "\n")
    return "\n".join(parts)


def _predictions(board: Board) -> pd.DataFrame:
    import pandas as pd

    joined: pd.DataFrame = pd.concat(
        [
            kept_predictions(result).assign(
                data=result.data,
                setting=result.setting.value,
                split=result.split,
                fraction=result.fraction,
                system=result.model,
            )
            for result in board.results
        ],
        ignore_index=True,
    )
    return joined
