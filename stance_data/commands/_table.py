"""Statements as a table on the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

from stance_data.schema import Statement

__all__ = ["statement_table"]

_MARKS = {"pro": "+ pro", "con": "− con", "neutral": "· neutral", "": "  –"}


def statement_table(statements: Sequence[Statement], width: int | None = None) -> str:
    """Return a table of speaker, stance, form and words; long words run on in the next line.

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
    room = max(30, width - wide - 29)
    lines = [f" #  {'speaker':<{wide}}  {'stance':<9}  {'form':<8}  words"]
    for i, (name, statement) in enumerate(zip(names, statements, strict=True), 1):
        first, *rest = textwrap.wrap(" ".join(statement.text.split()), room) or [""]
        mark = _MARKS[statement.stance]
        lines.append(f"{i:2}  {name:<{wide}}  {mark:<9}  {statement.form:<8}  {first}")
        lines.extend(" " * (wide + 27) + line for line in rest)
    return "\n".join(lines)


def _short(text: str, width: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"
