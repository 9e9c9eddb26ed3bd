"""Statements between two stages: JSON Lines, one statement a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from stance_data.articles import read_text
from stance_data.errors import InputError, OutputError
from stance_data.schema import Statement

__all__ = ["read_statements", "write_statements"]


def write_statements(statements: Iterable[Statement], path: str) -> None:
    """Write statements to a file, whole or not at all; ``-`` is standard output.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    text = "".join(json.dumps(s.to_row(), ensure_ascii=False) + "\n" for s in statements)
    if path == "-":
        sys.stdout.write(text)
        return
    target = Path(path)
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            f"{target}: cannot be written ({error.strerror}). Name a file in a folder that exists "
            "and is yours."
        ) from error


def read_statements(path: str) -> list[Statement]:
    """Read the statements that `write_statements` wrote.

    Raises
    ------
    InputError
        If the file is missing, or lines of it are no statements; all faults in one message.
    """
    found: list[Statement] = []
    faults: list[str] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(Statement.from_row(json.loads(line)))
        except (ValueError, TypeError, AttributeError) as error:
            faults.append(f"{path}: line {number}: is no statement ({error})")
    if faults:
        raise InputError("\n".join(faults) + "\nThe verb segment writes such files.")
    return found
