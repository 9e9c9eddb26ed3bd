"""Statements as a table on the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

from stance_data.commands._suggesting import is_suggested
from stance_data.schema import Statement

__all__ = ["statement_table"]

_MARKS = {"pro": "+ pro", "con": "− con", "neutral": "· neutral", "": "  –"}


def statement_table(statements: Sequence[Statement], width: int | None = None) -> str:
    """Return a table of speaker, stance, form and words; long words run on in the next line.

    Where a model has suggested a stance, its confidence stands beside that in a column of its own.

    Parameters
    ----------
    statements : sequence of Statement
    width : int, optional
        Columns of the terminal; as wide as it is, 100 where there is none.

    Examples
    --------
    >>> from stance_data.attribution import extract
    >>> print(statement_table(extract("“It was cold,” Ann Oduya said."), width=72))
     #  speaker    stance     form      words
     1  Ann Oduya    –        direct    It was cold
    """
    width = width or min(shutil.get_terminal_size((100, 24)).columns, 140)
    names = [_short(s.speaker or s.source or "(nobody named)", 30) for s in statements]
    wide = max((len(name) for name in names), default=7)
    models = any(is_suggested(s) for s in statements)
    stance_wide = 21 if models else 9
    room = max(30, width - wide - stance_wide - 20)
    title = f"{'stance':<9}  label by" if models else "stance"
    lines = [f" #  {'speaker':<{wide}}  {title:<{stance_wide}}  {'form':<8}  words"]
    for i, (name, statement) in enumerate(zip(names, statements, strict=True), 1):
        first, *rest = textwrap.wrap(" ".join(statement.text.split()), room) or [""]
        mark = _MARKS[statement.stance]
        if models:
            mark = f"{mark:<9}  {_labelled_by(statement)}"
        lines.append(f"{i:2}  {name:<{wide}}  {mark:<{stance_wide}}  {statement.form:<8}  {first}")
        lines.extend(" " * (wide + stance_wide + 18) + line for line in rest)
    return "\n".join(lines)


def _labelled_by(statement: Statement) -> str:
    if is_suggested(statement):
        return f"model {statement.confidence:.2f}"
    return "people" if statement.stance else ""


def _short(text: str, width: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"
