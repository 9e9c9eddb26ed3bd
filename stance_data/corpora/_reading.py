"""Publishers' files, read as the strings and values that they hold."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stance_data.corpora._encodings import windows_1252
from stance_data.errors import InputError, did_you_mean

__all__ = [
    "number",
    "read_json",
    "read_json_lines",
    "read_rows",
]

_FAULTS_SHOWN = 10


def read_rows(
    path: Path,
    columns: Sequence[str],
    *,
    separator: str = ",",
    encoding: str = "utf-8-sig",
    quoted: bool = True,
) -> list[dict[str, str]]:
    """Read a CSV or TSV file; every value stays the string that it is ("NONE", "1.28E+18").

    Parameters
    ----------
    path : Path
    columns : sequence of str
        Those that the reader needs; there may be more.
    separator, encoding : str
        "windows-1252" is read as the web reads it, others by Python's own names.
    quoted : bool, default True
        Whether quotation marks enclose fields; False where they are part of the text.

    Raises
    ------
    InputError
        If the file cannot be read or decoded, lacks a column, or has rows of another length.
    """
    reader = csv.reader(
        io.StringIO(_read_text(path, encoding), newline=""),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=True,
    )
    rows: list[dict[str, str]] = []
    faults: list[str] = []
    try:
        names = next(reader, [])
        missing = [name for name in columns if name not in names]
        if missing:
            near = did_you_mean(missing[0], names)
            raise InputError(
                f"{path}: no column {', '.join(map(repr, missing))}{near}: not the publisher's file"
            )
        for values in reader:
            if len(values) != len(names):
                if values:
                    faults.append(
                        f"line {reader.line_num} has {len(values)} fields, not {len(names)}"
                    )
                continue
            rows.append(dict(zip(names, values, strict=True)))
    except csv.Error as error:
        faults.append(f"line {reader.line_num} cannot be read ({error})")
    _raise(path, faults)
    return rows


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line.

    Raises
    ------
    InputError
        If it cannot be read, or lines of it are no JSON objects.
    """
    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    for place, line in enumerate(_read_text(path, "utf-8-sig").split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError as error:
                faults.append(f"line {place} is not JSON ({error})")
                continue
            if isinstance(value, dict):
                rows.append(value)
            else:
                faults.append(f"line {place} is not a JSON object")
    _raise(path, faults)
    return rows


def read_json(path: Path) -> Any:
    """Read a JSON file.

    Raises
    ------
    InputError
        If it cannot be read, or is no JSON.
    """
    try:
        return json.loads(_read_text(path, "utf-8-sig"))
    except ValueError as error:
        raise InputError(f"{path}: is not JSON ({error}): get the file again") from None


def _read_text(path: Path, encoding: str) -> str:
    try:
        # Bytes first: read_text would turn the line ends inside of quoted fields.
        data = path.read_bytes()
        return windows_1252(data) if encoding == "windows-1252" else data.decode(encoding)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start} is not {encoding.removesuffix('-sig')}: was the file "
            "saved anew in another encoding? Get the publisher's"
        ) from None


def number(value: str, place: str, kind: type[float] | type[int] = int) -> Any:
    """Return a number that a file gives as text; None where the field is empty.

    Raises
    ------
    InputError
        If it is none.
    """
    if value == "":
        return None
    try:
        found = float(value)
        if kind is float:
            return found
        if not found.is_integer():
            raise ValueError
        return int(found)  # "1.0" is how a spreadsheet or pandas writes a whole number
    except (ValueError, OverflowError):
        raise InputError(
            f"{place}: {value!r} is no {'' if kind is float else 'whole '}number"
        ) from None


def _raise(path: Path, faults: Sequence[str]) -> None:
    if faults:
        rest = len(faults) - _FAULTS_SHOWN
        more = [f"… and {rest} lines more"] if rest > 0 else []
        raise InputError("\n".join(f"{path}: {f}" for f in [*faults[:_FAULTS_SHOWN], *more]))
