"""A corpus without its texts: ids, labels and the digest of each text, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data import corpora
from stance_data.commands._corpora_export import (
    digest_of,
    hub_licence,
    rights_of,
    source_digest,
    write_export,
)
from stance_data.corpora import Card
from stance_data.corpora._export import facts_of, features, tables_with_features
from stance_data.errors import InputError
from stance_data.publishing import Format, read_any_manifest
from stance_data.publishing._card import front_matter
from stance_data.publishing._croissant import RecordSet, write_croissant
from stance_data.publishing._manifest import listed_files, versions, write_manifest
from stance_data.publishing._replace import replace_folder, write_text
from stance_data.publishing._tables import read_table, text_digest, write_table

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["export_standoff", "join_corpus"]

_KEPT = ("id", "stance", "label", "group", "source_corpus", "original_label")
_MEANINGS = {
    "id": "Name of the row, by which it is found in one's own copy",
    "stance": "con, neutral or pro",
    "label": "The same as an integer: con 0, neutral 1, pro 2",
    "group": "The unit that no split may cut",
    "source_corpus": "The corpus",
    "original_label": "The label as published",
    "text_sha256": "SHA-256 of the text in UTF-8",
    "target_sha256": "SHA-256 of the target in UTF-8",
}


def export_standoff(name: str, out: Path) -> dict[str, int]:
    """Write a corpus that the user has, but for its texts and targets.

    Parameters
    ----------
    name : str
    out : Path
        Folder to write; an earlier stand-off export there is replaced.

    Returns
    -------
    dict of str to int
        Rows by split.

    Raises
    ------
    DatasetNotFoundError, InputError
        If there is no such corpus, or its files are not here or damaged.
    OutputError
        If `out` holds anything else, or cannot be written.
    """
    card = corpora.card(name)
    full = tables_with_features(name)
    tables = {split: _without_texts(table) for split, table in full.items()}
    rows = {split: table.num_rows for split, table in tables.items()}

    def write(folder: Path) -> None:
        for split, table in tables.items():
            write_table(table, folder / f"{split}.parquet")
        front = front_matter(
            folder,
            f"{card.title} (stand-off)",
            {"default": list(tables)},
            rows,
            tags=["stance-detection", "stand-off"],
            **hub_licence(card),
        )
        write_text(folder / "README.md", f"---\n{front}\n---\n\n{_page(card, rows)}")
        write_croissant(
            folder,
            [RecordSet("rows", "One record a row, without its text.", list(tables), _MEANINGS)],
            name=f"{card.name}-standoff",
            description=f"Ids, labels and digests of {card.title}, without its texts.",
            licence=card.licence,
            version="1.0.0",
            url=card.source.publisher,
        )
        write_manifest(
            folder,
            {
                "format": Format.CORPUS_STANDOFF,
                "name": card.name,
                "content_sha256": digest_of(tables),
                "files": listed_files(folder),
                "splits": rows,
                "inputs": {"source": source_digest(name)},
                "of": {"content_sha256": digest_of(full)},
                "versions": versions(),
            },
        )

    replace_folder(out.resolve(), {Format.CORPUS_STANDOFF}, write)
    return rows


def _without_texts(table: pa.Table) -> pa.Table:
    import pyarrow as pa
    from datasets import Features, Value

    kept = table.select(list(_KEPT))
    for column in ("text", "target"):
        digests = [text_digest(value) for value in table[column].to_pylist()]
        kept = kept.append_column(f"{column}_sha256", pa.array(digests, pa.string()))
    own = Features.from_arrow_schema(table.schema)
    found = {name: own.get(name, Value("string")) for name in kept.column_names}
    return kept.cast(Features(found).arrow_schema)


def _page(card: Card, rows: Mapping[str, int]) -> str:
    lines = [
        f"# {card.title} (stand-off)",
        "",
        "The labels of a corpus without its texts and targets: each row has the digests of both.",
        "",
        *facts_of(card),
        "",
        "| split | rows |",
        "|---|---:|",
        *(f"| {split} | {number:,} |" for split, number in rows.items()),
        "",
        "## How to restore it",
        "",
        f"Get the corpus from its publisher: {card.source.instructions}",
        "",
        "```console",
        f"stance-data corpora add {card.name} --from YOUR-FOLDER",
        "stance-data join FOLDER --out DATASET",
        "```",
        "",
        "A text that is not the same to the last character is refused by name.",
        "",
        "| column | meaning |",
        "|---|---|",
        *(f"| `{name}` | {meaning} |" for name, meaning in _MEANINGS.items()),
    ]
    return "\n".join(lines) + "\n"


def join_corpus(standoff: Path, source: Sequence[str], out: Path) -> dict[str, int]:
    """Write the rows of a stand-off export with the texts of the user's own copy.

    Parameters
    ----------
    standoff : Path
    source : sequence of str
        The folder of the corpus in its publisher's layout; what the user has added by default.
    out : Path
        Folder of the export, as for `export`.

    Returns
    -------
    dict of str to int
        Rows by split.

    Raises
    ------
    DatasetNotFoundError, InputError
        If the corpus is not here, or a row is missing in it or has another text or target.
    OutputError
        If `out` holds anything else than an export, or cannot be written.
    """
    import pyarrow as pa

    manifest = read_any_manifest(standoff)
    if manifest is None or manifest["format"] != Format.CORPUS_STANDOFF:
        raise InputError(f"{standoff}: is no stand-off export of a corpus")
    card = corpora.card(manifest["name"])
    own = _own_rows(card, source)
    schema = features(card).arrow_schema
    tables = {}
    for split in manifest["splits"]:
        rows = _joined(read_table(standoff / f"{split}.parquet").to_pylist(), own, card, split)
        tables[split] = pa.Table.from_pylist(list(rows), schema=schema)
    if digest_of(tables) != manifest["of"]["content_sha256"]:
        raise InputError(
            f"{standoff}: the rows do not come out as they were exported (their content digest "
            "differs): your copy has other facts in its further columns, or the labels were edited"
        )
    number = sum(table.num_rows for table in tables.values())
    # The user's own copy on the user's own disk: whether it may go further is told in its card.
    write_export(card, tables, out, rights_of(card, "", number))
    return {split: table.num_rows for split, table in tables.items()}


def _own_rows(card: Card, source: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return id → row of the user's own copy."""
    if not source:
        tables = tables_with_features(card.name).values()
        return {row["id"]: row for table in tables for row in table.to_pylist()}
    if len(source) > 1:
        raise InputError(f"--source: name the one folder of {card.name}")
    import pyarrow as pa

    frame = corpora.read(card.name, source[0])
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return {row["id"]: row for row in table.to_pylist()}


def _joined(
    rows: Sequence[Mapping[str, Any]],
    own: Mapping[str, dict[str, Any]],
    card: Card,
    split: str,
) -> Iterator[dict[str, Any]]:
    for row in rows:
        mine = own.get(row["id"])
        if mine is None:
            raise InputError(
                f"{card.name}, {split}: row {row['id']!r} is not in your copy: add the file that "
                f"has it ({card.splits[split].place})"
            )
        for column in ("text", "target"):
            digest = text_digest(mine[column])
            if digest != row[f"{column}_sha256"]:
                raise InputError(
                    f"{card.name}, {split}: row {row['id']!r} has another {column} in your copy "
                    f"(SHA-256 {digest[:12]}…, not {row[f'{column}_sha256'][:12]}…): get the "
                    "corpus as it was published"
                )
        yield mine | {name: row[name] for name in _KEPT} | {"split": split}
