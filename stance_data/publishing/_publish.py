"""Statements and articles to a dataset folder that is complete in itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.errors import InputError, OutputError
from stance_data.publishing._card import card_of
from stance_data.publishing._check import check_provenance
from stance_data.publishing._manifest import MANIFEST, manifest_of, read_manifest, stray_files
from stance_data.publishing._records import Labelling, PublishResult
from stance_data.publishing._swap import exclusive, new_folder, put_in_place, sync
from stance_data.publishing._tables import ARTICLES, content_digest, tables_of, write_table
from stance_data.schema import Article, Statement

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["publish"]


def publish(
    statements: Sequence[Statement],
    articles: Sequence[Article],
    out: str | Path,
    *,
    name: str = "",
    description: str = "",
    seed: int = 0,
    fractions: Sequence[float] = (0.6, 0.2, 0.2),
    labelling: Labelling | None = None,
    label_files: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> PublishResult:
    """Write a dataset folder, or replace one, as a whole.

    The folder holds ``train.parquet``, ``validation.parquet`` and ``test.parquet`` (those that
    have a row: ``datasets`` cannot read an empty split), ``unlabelled.parquet`` if there are
    statements without a stance, ``articles.parquet``, a card in ``README.md``, and
    ``manifest.json``. The same input gives the same bytes, in whatever order it comes. A run that
    is killed leaves the folder as it was.

    Parameters
    ----------
    statements : sequence of Statement
    articles : sequence of Article
        Those that the statements are cut from.
    out : str or Path
        The folder. It must not exist, or be empty, or be one that this function wrote.
    name : str, optional
        Name of the dataset; by default that of the folder.
    description : str, optional
        What was selected and why, in a sentence or two of Markdown for the card.
    seed : int, default 0
    fractions : sequence of three floats, default (0.6, 0.2, 0.2)
        See `stance_data.splits.assign_splits`.
    labelling : Labelling, optional
        How the labels came to be, for the card.
    label_files : mapping of str to str, optional
        File name → SHA-256 of the label files, for the manifest.
    progress : callable, optional
        Called with a line of text after each step.

    Returns
    -------
    PublishResult

    Raises
    ------
    InputError
        If there is no statement, or a statement, source or cue is not what its offsets cut out of
        its article: every fault is listed.
    OutputError
        If `out` holds something else, or cannot be written; nothing is left half-written.
    """
    target = Path(out).resolve()
    say = progress or (lambda line: None)
    if not statements:
        raise InputError(f"{out}: no statements to publish")
    check_provenance(statements, articles)
    say(f"checked {len(statements)} statements against {len(articles)} articles")
    tables = tables_of(statements, articles, fractions=fractions, seed=seed)
    content = content_digest(tables)
    name = name or target.name
    card = card_of(
        tables,
        name=name,
        description=description,
        content=content,
        labelling=labelling or Labelling(),
        fractions=fractions,
        seed=seed,
    )

    def write(folder: Path) -> None:
        for table, rows in tables.items():
            write_table(rows, folder / f"{table}.parquet")
        _write_text(folder / "README.md", card)
        manifest = manifest_of(
            folder,
            tables,
            name=name,
            content=content,
            fractions=fractions,
            seed=seed,
            label_files=label_files or {},
        )
        _write_text(folder / MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")

    _replace(target, write)
    say(f"wrote {target.name}: {_summary(tables)}")
    return PublishResult(
        folder=Path(out),
        name=name,
        rows={table: rows.num_rows for table, rows in tables.items() if table != ARTICLES},
        articles=len(articles),
        files=tuple(sorted(Path(out).iterdir())),
        content_digest=content,
    )


def _replace(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a new folder, and put that in the place of `target`."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(target):
            new = new_folder(target)
            try:
                _refuse_foreign(target)
                write(new)
                sync(new)
                put_in_place(new, target)
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{target}: cannot be written ({reason}): choose another output folder, or make room "
            "and allow writing there"
        ) from error


def _refuse_foreign(target: Path) -> None:
    """Raise if `target` holds anything that this package did not put there."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    remedy = "choose another output folder, or move it away"
    if not target.is_dir():
        raise OutputError(f"{target}: is a file, not a folder: {remedy}")
    manifest = read_manifest(target)
    if manifest is None:
        raise OutputError(f"{target}: is no dataset of ours (it has no {MANIFEST}): {remedy}")
    strays = stray_files(target, manifest)
    if strays:
        raise OutputError(
            f"{target}: also holds {', '.join(strays)}, which replacing the dataset would remove: "
            "move that elsewhere"
        )


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _summary(tables: Mapping[str, pa.Table]) -> str:
    return ", ".join(f"{table} {rows.num_rows}" for table, rows in tables.items())
