"""Tables of articles: JSON Lines, Parquet and CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from stance_data.articles._facts import iso_date
from stance_data.articles._html import is_fragment, read_page
from stance_data.articles._records import Columns, SetAside
from stance_data.articles._text import decode_text, read_bytes, read_lines
from stance_data.errors import InputError, did_you_mean
from stance_data.schema import Article

__all__ = ["read_table"]

_FACTS = ("title", "date", "publisher", "url")

Row = Mapping[str, Any]


def read_table(path: Path, stem: str, columns: Columns) -> Iterator[Article | SetAside]:
    """Yield the articles of a table, row by row; a row that is none is set aside.

    Parameters
    ----------
    path : Path
        ``.jsonl``, ``.ndjson``, ``.json``, ``.parquet``, ``.pq``, ``.csv`` or ``.tsv``; all but
        Parquet also with ``.gz``.
    stem : str
        What the ids of rows without an id begin with; their number follows.
    columns : Columns
        Columns that a row lacks are left empty, but for the text.

    Raises
    ------
    InputError
        If the file cannot be read as what its name says, holds no row, or no row has the column of
        the text.
    """
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    reader = _READERS[suffix.lower()]
    waiting: list[SetAside] = []
    seen: dict[str, None] = {}
    known = False
    for number, row in reader(path):
        place = f"{path}: row {number}"
        if isinstance(row, SetAside):
            yield row
            continue
        if "attribution_id" in row and "spans" in row:
            raise InputError(f"{path}: holds statements, not articles. Name their articles.")
        seen |= dict.fromkeys(row)
        if _first(row, columns.names("text")) is None:
            lacking = SetAside(place, f"has no column {' or '.join(columns.names('text'))}")
            if known:
                yield lacking
            else:
                waiting.append(lacking)
            continue
        known = True
        yield from waiting
        waiting.clear()
        try:
            yield _article(row, place, f"{stem}-{number}", columns)
        except InputError as error:
            yield SetAside(place, str(error).removeprefix(f"{place}: "))
    if not known and seen:
        names = columns.names("text")
        hint = did_you_mean(names[0], seen) if columns.text else ""
        raise InputError(
            f"{path}: has no column {' or '.join(names)} for the text{hint}; it has "
            f"{', '.join(seen)}. Name it with --text-column."
        )
    if not known:
        raise InputError(f"{path}: holds no article. Put one into each row.")


def _first(row: Row, names: Iterable[str]) -> str | None:
    """Return the first of these columns that the row has, one with a value before an empty one."""
    there = [name for name in names if name in row]
    return next((name for name in there if row[name] not in (None, "")), next(iter(there), None))


def _article(row: Row, place: str, default_id: str, columns: Columns) -> Article:
    text = row[_first(row, columns.names("text")) or ""]
    if text is None or (isinstance(text, str) and not text.strip()):
        raise InputError(f"{place}: the text is empty")
    if not isinstance(text, str):
        raise InputError(f"{place}: the text is no string but {type(text).__name__}")
    facts: dict[str, Any] = {name: _fact(row, name, columns) for name in _FACTS}
    if is_fragment(text):
        page = read_page(f"<html><body><article>{text}</article></body></html>", place)
        text = page.text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{place}: the text has half a character at {error.start}") from None
    if "\x00" in text:
        raise InputError(f"{place}: the text has a null character at {text.index(chr(0))}")
    given = _fact(row, "id", columns)
    return Article(id=given or default_id, text=text, path=place, **facts)


def _fact(row: Row, name: str, columns: Columns) -> str:
    column = _first(row, columns.names(name))
    value = row[column] if column is not None else None
    # NewsAPI and schema.org give a publisher as an object with a name.
    if isinstance(value, Mapping):
        value = value.get("name")
    if value is None or value != value or isinstance(value, list | dict | bool):
        return ""
    if name == "date":
        return iso_date(value.isoformat() if isinstance(value, date) else value) or ""
    return " ".join(str(value).encode("utf-8", "ignore").decode().split())


def _json_lines(path: Path) -> Iterator[tuple[int, Row | SetAside]]:
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        place = f"{path}: row {number}"
        try:
            row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except (ValueError, RecursionError) as error:
            yield number, SetAside(place, f"is no JSON ({error})")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            yield number, SetAside(place, "is no JSON object, with a name for each value")


def _json(path: Path) -> Iterator[tuple[int, Row | SetAside]]:
    """Yield the objects of a list, of the only list in an object, or the one object there is."""
    try:
        told = json.loads(decode_text(read_bytes(path), str(path)))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: is no JSON ({error}).") from error
    if isinstance(told, dict):
        lists = [value for value in told.values() if isinstance(value, list)]
        told = lists[0] if len(lists) == 1 and isinstance((lists[0] or [0])[0], dict) else [told]
    for number, row in enumerate(told if isinstance(told, list) else [told], 1):
        if isinstance(row, dict):
            yield number, row
        else:
            yield number, SetAside(f"{path}: row {number}", "is no JSON object")


def _parquet(path: Path) -> Iterator[tuple[int, Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    number += 1
                    yield number, row
    except FileNotFoundError:
        raise InputError(f"{path}: no such file. Check the path of the articles.") from None
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{path}: is no Parquet file, or damaged after row {number} ({error})."
        ) from error


def _separated(path: Path) -> Iterator[tuple[int, Row]]:
    import pandas as pd

    name = path.name.lower().removesuffix(".gz")
    data = read_bytes(path)
    try:
        table = pd.read_csv(
            io.BytesIO(data),
            sep="\t" if name.endswith(".tsv") else ",",
            dtype=str,
            keep_default_na=False,
            encoding="utf-8-sig",
        )
    except pd.errors.EmptyDataError:
        raise InputError(f"{path}: the file is empty. Put articles in it.") from None
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        reason = str(error).strip().removeprefix("Error tokenizing data. C error: ")
        raise InputError(f"{path}: is no CSV in UTF-8 ({reason}).") from error
    for number, row in enumerate(table.to_dict("records"), 1):
        yield number, {str(name): value for name, value in row.items()}


_READERS: dict[str, Any] = {
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
    ".pq": _parquet,
    ".csv": _separated,
    ".tsv": _separated,
}
