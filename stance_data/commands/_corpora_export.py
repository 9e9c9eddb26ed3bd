"""A corpus written as a folder of Parquet splits, as a whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data import corpora
from stance_data.corpora import Card
from stance_data.corpora._export import card_page, column_meanings, tables_with_features
from stance_data.publishing import Format, Rights
from stance_data.publishing._card import front_matter
from stance_data.publishing._croissant import RecordSet, write_croissant
from stance_data.publishing._manifest import listed_files, versions, write_manifest
from stance_data.publishing._replace import replace_folder, write_text
from stance_data.publishing._rights import refuse_forbidden
from stance_data.publishing._tables import ContentDigest, write_table
from stance_data.schema import Redistribution

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["OLD_MARK", "digest_of", "export", "hub_licence", "source_digest", "write_export"]

OLD_MARK = "export.json"
"""File by which an export of an older release is known, so that it may be replaced."""

# Licences as cards state them → the names that the Hub has for them.
_HUB_LICENCES = {
    "CC BY-SA 4.0": "cc-by-sa-4.0",
    "CC BY-NC-SA 4.0": "cc-by-nc-sa-4.0",
    "none stated": "unknown",
}


def export(name: str, out: Path, *, right: str = "") -> dict[str, int]:
    """Write the splits of a corpus that the user has as Parquet, with a card.

    Parameters
    ----------
    name : str
    out : Path
        Folder to write; an earlier export there is replaced.
    right : str, optional
        The ground on which the texts may be passed on; card and manifest tell it.

    Returns
    -------
    dict of str to int
        Rows by split.

    Raises
    ------
    DatasetNotFoundError, InputError
        If there is no such corpus, or its files are not here or damaged.
    RightsError
        If its publisher asks not to pass the texts on, and no right is stated.
    OutputError
        If `out` holds anything else than an earlier export, or cannot be written.
    """
    card = corpora.card(name)
    rights = rights_of(card, right)
    refuse_forbidden(rights, [name])
    tables = tables_with_features(name)
    number = sum(table.num_rows for table in tables.values())
    write_export(card, tables, out, rights_of(card, right, number))
    return {split: table.num_rows for split, table in tables.items()}


def rights_of(card: Card, right: str, rows: int = 1) -> Rights:
    """Return the rights in the texts of a corpus, and the ground that was stated."""
    kind = card.redistribution
    silent = kind in (Redistribution.NOT_STATED, Redistribution.FORBIDDEN)
    noted = Rights({kind.value: rows}, (), {kind.value: rows} if silent else {})
    return noted.with_stated(right)


def write_export(card: Card, tables: Mapping[str, pa.Table], out: Path, rights: Rights) -> None:
    """Write the splits of a corpus into a folder, with card, Croissant and manifest."""

    def write(folder: Path) -> None:
        for split, table in tables.items():
            write_table(table, folder / f"{split}.parquet")
        rows = {split: table.num_rows for split, table in tables.items()}
        front = front_matter(
            folder,
            card.title,
            {"default": list(tables)},
            rows,
            tags=["stance-detection"],
            **hub_licence(card),
        )
        stated = "".join(
            f"\nGround on which the texts are passed on here: {right}\n" for right in rights.stated
        )
        write_text(folder / "README.md", f"---\n{front}\n---\n\n{card_page(card, tables)}{stated}")
        write_croissant(
            folder,
            [RecordSet("rows", "One record a row.", list(tables), column_meanings(card))],
            name=card.name,
            description=card.summary,
            licence=card.licence,
            version="1.0.0",
            url=card.source.publisher,
        )
        manifest: dict[str, Any] = {
            "format": Format.CORPUS,
            "name": card.name,
            "content_sha256": digest_of(tables),
            "files": listed_files(folder),
            "splits": rows,
            "inputs": {"source": source_digest(card.name)},
            "rights": rights.to_dict(),
            "versions": versions(),
        }
        write_manifest(folder, manifest)

    replace_folder(out.resolve(), {Format.CORPUS}, write, marks=OLD_MARK)


def hub_licence(card: Card) -> dict[str, str]:
    """Return what the front matter says of the licence, in the names that the Hub knows."""
    known = _HUB_LICENCES.get(card.licence)
    if known:
        return {"license": known}
    return {"license": "other", "license_name": "see-licence-below"}


def digest_of(tables: Mapping[str, pa.Table]) -> str:
    """Return the content digest of tables, taken in the order of their names, known ones first."""
    from stance_data.publishing._verify import tables_in

    digest = ContentDigest()
    for split in tables_in({"files": {f"{split}.parquet": {} for split in tables}}):
        for batch in tables[split].to_batches(max_chunksize=10_000):
            digest.see(split, batch.to_pylist())
    return digest.value


def source_digest(name: str) -> str:
    """Return the SHA-256 over the publisher's files that a corpus is read from."""
    from stance_data.corpora._files import find_root, source_files
    from stance_data.corpora._store import files_digest, require_folder

    card = corpora.card(name)
    root = find_root(card, require_folder(name))
    return hashlib.sha256(files_digest(source_files(card, root), root).encode()).hexdigest()
