"""Table files in and out: Parquet, CSV, TSV and JSON Lines, chosen by the file's suffix."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.articles import read_text
from stance_data.errors import InputError, OutputError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TABLE_SUFFIXES", "read_table", "write_table"]

TABLE_SUFFIXES: tuple[str, ...] = (".parquet", ".csv", ".tsv", ".jsonl")
"""Kinds of table files that are read and written."""

_SEPARATORS = {".csv": ",", ".tsv": "\t"}
_FAULTS_SHOWN = 10


def read_table(path: str | Path) -> pd.DataFrame:
    """Read a table file.

    Values of CSV and TSV stay the strings that they are: "NA" is a word, "007" an id.

    Parameters
    ----------
    path : str or Path
        Ends in one of `TABLE_SUFFIXES`.

    Returns
    -------
    DataFrame
        Rows in the order of the file, numbered from 0.

    Raises
    ------
    InputError
        If the file is missing, empty, of another kind, or cannot be read as what it says it is.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: is a folder. Name a table file in it.")
    suffix = _suffix(path, InputError)
    if not path.is_file():
        raise InputError(f"{path}: no such file. Check the path.")
    if path.stat().st_size == 0:
        raise InputError(f"{path}: the file is empty. It needs a table with rows.")
    if suffix == ".parquet":
        return _read_parquet(path)
    if suffix == ".jsonl":
        return _read_jsonl(path)
    return _read_separated(path, _SEPARATORS[suffix])


def write_table(frame: pd.DataFrame, path: str | Path) -> None:
    """Write a table file, all or nothing; folders on the way are made.

    Lists in a CSV or TSV file are written as JSON.

    Raises
    ------
    OutputError
        If the file cannot be written, or its suffix is none of `TABLE_SUFFIXES`.
    """
    path = Path(path)
    suffix = _suffix(path, OutputError)
    draft = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(handle)
        draft = Path(name)
        _write(frame, draft, suffix)
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _suffix(path: Path, error: type[InputError] | type[OutputError]) -> str:
    suffix = path.suffix.lower()
    if suffix not in TABLE_SUFFIXES:
        raise error(
            f"{path}: not a kind of table that is known{did_you_mean(suffix, TABLE_SUFFIXES)}; "
            f"use {', '.join(TABLE_SUFFIXES)}"
        )
    return suffix


def _read_parquet(path: Path) -> pd.DataFrame:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # ParquetFile, not read_table: that one reads "split=train" in a path as a column.
        frame: pd.DataFrame = pq.ParquetFile(path).read().to_pandas()
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path}: cannot be read as Parquet ({reason})") from error
    return frame.reset_index(drop=True)


def _read_separated(path: Path, separator: str) -> pd.DataFrame:
    import pandas as pd

    # Not by pandas: it fills up short rows, and takes the first fields of long ones for an index.
    reader = csv.reader(io.StringIO(read_text(path), newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    faults: list[str] = []
    try:
        columns = [name.strip() for name in next(reader)]
        for row in reader:
            if not row:
                continue
            if len(row) != len(columns):
                faults.append(f"line {reader.line_num} has {len(row)} fields, not {len(columns)}")
            rows.append(row)
    except csv.Error as error:
        faults.append(f"line {reader.line_num} cannot be read ({error})")
    twice = sorted({name for name in columns if columns.count(name) > 1})
    faults = [f"column {name!r} is there twice" for name in twice] + faults
    _raise_faults(path, faults)
    return pd.DataFrame(rows, columns=columns, dtype=str)


def _raise_faults(path: Path, faults: list[str]) -> None:
    if faults:
        rest = len(faults) - _FAULTS_SHOWN
        more = [f"… and {rest} lines more"] if rest > 0 else []
        raise InputError("\n".join(f"{path}: {f}" for f in faults[:_FAULTS_SHOWN] + more))


def _read_jsonl(path: Path) -> pd.DataFrame:
    import pandas as pd

    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    # Split at newlines alone: JSON strings may hold U+2028 and its like, which splitlines() cuts.
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            faults.append(f"line {number} is not JSON ({error})")
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            faults.append(f"line {number} is not a JSON object")
    _raise_faults(path, faults)
    # As objects: a null beside whole numbers must not make them floats.
    return pd.DataFrame(rows, dtype=object)


def _write(frame: pd.DataFrame, path: Path, suffix: str) -> None:
    if suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(table, path, compression="zstd")
    elif suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True, force_ascii=False, double_precision=15)
    else:
        flat = frame.copy()
        for name in flat.columns[[not _is_flat(flat[name]) for name in flat.columns]]:
            flat[name] = [_flat(value) for value in flat[name]]
        flat.to_csv(path, sep=_SEPARATORS[suffix], index=False, lineterminator="\n")


def _is_flat(values: pd.Series) -> bool:
    return values.dtype != object or not any(_is_nested(value) for value in values)


def _is_nested(value: Any) -> bool:
    return hasattr(value, "tolist") or isinstance(value, list | dict)


def _flat(value: Any) -> Any:
    if not _is_nested(value):
        return value

    def plain(array: Any) -> Any:
        return array.tolist()

    return json.dumps(value, default=plain, ensure_ascii=False)
