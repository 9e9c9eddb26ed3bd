"""The rows of the corpora that a user has added, kept as Parquet after the first reading.

``<home>/corpora/<name>/tables/<key>/`` has one file a split; the key stands for the bytes of all
source files and of the code that reads them.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data import corpora
from stance_data.corpora._card import Card, Kind
from stance_data.corpora._files import find_root, source_files
from stance_data.corpora._store import files_digest, require_folder, shelf
from stance_data.errors import InputError, StanceDataWarning, did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = [
    "corpus_tables",
    "splits_named",
]

_ALIASES = {"dev": "validation", "val": "validation", "valid": "validation"}

_PACKAGE = Path(__file__).parent


def splits_named(card: Card, split: str | None) -> tuple[str, ...]:
    """Return the splits that a name stands for.

    None stands for all, "dev" for "validation", and "test" for all tests where there are several.

    Raises
    ------
    InputError
        If there is none of this name.
    """
    if split is None:
        return tuple(card.splits)
    name = split if split in card.splits else _ALIASES.get(split, split)
    found = tuple(s for s in card.splits if s == name) or tuple(
        s for s in card.splits if s.startswith(f"{name}_")
    )
    if not found:
        raise InputError(
            f"{card.name}: no split {split!r}{did_you_mean(split, card.splits)}; there are: "
            f"{', '.join(card.splits)}"
        )
    return found


def corpus_tables(name: str, split: str | None = None) -> dict[str, pa.Table]:
    """Return the splits of a corpus that the user has added, as tables of Arrow.

    Read from the publisher's files the first time, then from Parquet.

    Parameters
    ----------
    name : str
    split : str, optional
        As `splits_named` takes it. By default all that are there.

    Raises
    ------
    DatasetNotFoundError
        If there is no such corpus, or its files are not here.
    InputError
        If it has no such split, the split's files are not among those added, a file has a fault,
        or the corpus is one of attributions.
    """
    import pyarrow.parquet as pq

    card = corpora.card(name)
    if card.kind is Kind.ATTRIBUTION:
        raise InputError(
            f"{name}: holds attributions, not stances, so it is no table to load: "
            f"stance_data.corpora.read_split({name!r}, SPLIT) gives its articles"
        )
    wanted = splits_named(card, split)
    folder = require_folder(name)
    cached = shelf(name) / "tables" / _table_key(card, folder)
    if not cached.is_dir():
        tables = _tables_by_split(card, corpora.read(name, folder))
        _keep(cached, tables)
    else:
        there = {s: cached / f"{s}.parquet" for s in wanted}
        # ParquetFile, not read_table: that one takes "=" in a path for a partition.
        tables = {s: pq.ParquetFile(p).read() for s, p in there.items() if p.exists()}
    found = {s: tables[s] for s in wanted if s in tables}
    if split is not None and len(found) < len(wanted):
        absent = [s for s in wanted if s not in found]
        files = "; ".join(card.splits[s].place for s in absent)
        raise InputError(
            f"{name}: no rows of {', '.join(map(repr, absent))} in {folder}: they are in {files}. "
            f"Add a folder that has it: stance-data corpora add {name} --from FOLDER"
        )
    return found


def _table_key(card: Card, folder: Path) -> str:
    """Return what stands for the source files and for the code that reads them."""
    reader = Path(str(corpora.module(card.name).__file__))
    try:
        root = find_root(card, folder)
        parts = "".join(
            (
                files_digest(source_files(card, root), root),
                files_digest(sorted(_PACKAGE.glob("_*.py")), _PACKAGE),
                files_digest([reader], reader.parent),
            )
        )
    except OSError as error:
        raise InputError(f"{folder}: cannot be read ({error.strerror or error})") from error
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _tables_by_split(card: Card, frame: pd.DataFrame) -> dict[str, pa.Table]:
    import pyarrow as pa

    from stance_data.corpora._rows import arrow_schema

    schema = arrow_schema(card)
    parts = {split: frame[frame["split"] == split] for split in card.splits}
    return {
        split: pa.Table.from_pandas(
            part, schema=schema, preserve_index=False
        ).replace_schema_metadata(None)
        for split, part in parts.items()
        if len(part)
    }


def _keep(folder: Path, tables: dict[str, pa.Table]) -> None:
    """Write the tables for the next time; a disk that takes none costs time, not the result."""
    import pyarrow.parquet as pq

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        try:
            for split, table in tables.items():
                pq.write_table(table, draft / f"{split}.parquet", compression="zstd")
            if not folder.exists():
                draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        for other in folder.parent.iterdir():
            if other != folder and not other.name.startswith("."):
                shutil.rmtree(other, ignore_errors=True)
    except OSError as error:
        warnings.warn(
            f"{folder.parent}: tables cannot be kept there ({error.strerror or error}); the corpus "
            "will be read from its files again",
            StanceDataWarning,
            stacklevel=3,
        )
