"""A corpus written as a folder of Parquet splits, as a whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from stance_data import corpora
from stance_data.corpora._export import card_page, tables_with_features
from stance_data.errors import OutputError
from stance_data.publishing._swap import exclusive, new_folder, put_in_place, sync
from stance_data.publishing._tables import write_table

__all__ = ["EXPORT_MARK", "export"]

EXPORT_MARK = "export.json"
"""File by which a folder is known as written here, so that it may be replaced."""


def export(name: str, out: Path) -> dict[str, int]:
    """Write the splits of a corpus that the user has as Parquet, with a card.

    Parameters
    ----------
    name : str
    out : Path
        Folder to write; an earlier export there is replaced.

    Returns
    -------
    dict of str to int
        Rows by split.

    Raises
    ------
    DatasetNotFoundError, InputError
        If there is no such corpus, or its files are not here or damaged.
    OutputError
        If `out` holds anything else than an earlier export, or cannot be written.
    """
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not _is_ours(out))):
        raise OutputError(f"{out}: holds other things. Name a folder that is new or empty")
    card = corpora.card(name)
    tables = tables_with_features(name)
    rows = {split: table.num_rows for split, table in tables.items()}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(out):
            folder = new_folder(out)
            for split, table in tables.items():
                write_table(table, folder / f"{split}.parquet")
            (folder / "README.md").write_text(card_page(card, tables), encoding="utf-8")
            mark = json.dumps({"corpus": name, "rows": rows}, indent=2)
            (folder / EXPORT_MARK).write_text(mark + "\n", encoding="utf-8")
            sync(folder)
            put_in_place(folder, out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error})") from error
    return rows


def _is_ours(folder: Path) -> bool:
    return (folder / EXPORT_MARK).is_file()
