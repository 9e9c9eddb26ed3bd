"""Whether a published folder is still what was written, and holds together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stance_data.errors import InputError
from stance_data.publishing._check import check_provenance
from stance_data.publishing._manifest import (
    MANIFEST,
    Format,
    file_digest,
    read_any_manifest,
    seal_of,
    stray_files,
)
from stance_data.publishing._tables import (
    ARTICLES,
    TABLES,
    ContentDigest,
    batches,
    number_of_rows,
    text_digest,
)
from stance_data.publishing._workspace import Workspace
from stance_data.splits import SPLITS, UNLABELLED_SPLIT, assign_splits

__all__ = ["tables_in", "verify"]

_STATEMENT_TABLES = (*SPLITS, UNLABELLED_SPLIT)


def verify(folder: str | Path) -> dict[str, Any]:
    """Check a published folder against its manifest, and its rows against its articles.

    All that the manifest states of the files and rows is computed anew: sizes and digests of the
    files, numbers of rows, digests of the article texts, the content digest, of a dataset also
    the split of each row from seed and fractions; and every statement, source and cue is cut out
    of its article.

    Parameters
    ----------
    folder : str or Path
        A dataset, a stand-off publication, or an exported corpus.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    InputError
        Naming the first difference, or the rows that do not fit their article.
    """
    folder = Path(folder)
    manifest = read_any_manifest(folder)
    if manifest is None:
        raise InputError(
            f"{folder}: no {MANIFEST} of this package in it: nothing to verify against"
        )
    try:
        _verify_files(folder, manifest)
        tables = tables_in(manifest)
        for name in tables:
            listed = manifest["files"][f"{name}.parquet"]["rows"]
            number = number_of_rows(folder / f"{name}.parquet")
            if number != listed:
                raise InputError(f"{folder / name}.parquet: {number} rows, {listed} listed")
        if manifest["format"] in Format.DATASETS:
            _verify_rows(folder, manifest)
        _verify_content(folder, tables, manifest)
        if manifest["format"] in Format.SEALED and manifest["manifest_sha256"] != seal_of(manifest):
            raise InputError(
                f"{folder / MANIFEST}: edited since it was written (it has not the digest that it "
                "states of itself): publish again"
            )
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{folder / MANIFEST}: lacks a fact or has one of another kind ({error!r}): publish "
            "again"
        ) from error
    return manifest


def tables_in(manifest: Mapping[str, Any]) -> list[str]:
    """Return the names of the tables that a manifest lists, in the order of their digest."""
    found = [name.removesuffix(".parquet") for name in manifest["files"]]
    found = [name for name in found if f"{name}.parquet" in manifest["files"]]
    known = [name for name in TABLES if name in found]
    return [*known, *sorted(name for name in found if name not in TABLES)]


def _verify_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    for name, facts in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            raise InputError(f"{path}: missing, though {MANIFEST} lists it: publish again")
        size = path.stat().st_size
        if size != facts["bytes"]:
            raise InputError(f"{path}: {size} bytes, {facts['bytes']} listed: publish again")
        if file_digest(path) != facts["sha256"]:
            raise InputError(f"{path}: changed since it was published (SHA-256 differs)")
    for name in stray_files(folder, manifest):
        raise InputError(f"{folder / name}: not listed in {MANIFEST}: move it elsewhere")


def _verify_rows(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Check articles, statements and splits of a dataset."""
    counts = {
        name: number_of_rows(folder / f"{name}.parquet")
        for name in _STATEMENT_TABLES
        if f"{name}.parquet" in manifest["files"]
    }
    if counts != manifest["splits"]:
        raise InputError(
            f"{folder / MANIFEST}: lists the splits {_counts(manifest['splits'])}, but the files "
            f"hold {_counts(counts)}: publish again"
        )
    with Workspace() as workspace:
        workspace.add_articles(_articles(folder, manifest))
        workspace.add_statements(
            row
            for name in counts
            for group in batches(folder / f"{name}.parquet")
            for row in group.to_pylist()
        )
        workspace.settle()

        def place_of(number: int) -> str:
            for name, rows in counts.items():
                if number <= rows:
                    return f"row {number} of {name}.parquet"
                number -= rows
            raise AssertionError(number)

        try:
            check_provenance(workspace, place_of)
        except InputError as error:
            raise InputError(f"{folder}: {error}") from None
        _verify_splits(folder, workspace, counts, manifest)


def _articles(folder: Path, manifest: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the articles of a dataset, each with its digest computed anew."""
    listed = dict(manifest["inputs"]["articles"])
    for group in batches(folder / f"{ARTICLES}.parquet"):
        for row in group.to_pylist():
            if not text_digest(row["text"]) == row["digest"] == listed.pop(row["id"], None):
                raise InputError(f"{folder / ARTICLES}.parquet: digest of {row['id']!r} differs")
            yield row
    for name in listed:
        raise InputError(f"{folder / ARTICLES}.parquet: lacks {name!r}, which {MANIFEST} lists")


def _verify_splits(
    folder: Path, workspace: Workspace, counts: Mapping[str, int], manifest: Mapping[str, Any]
) -> None:
    ends, total = [], 0
    for name, rows in counts.items():
        total += rows
        ends.append((total, name))
    numbers, groups, stances = zip(*workspace.placement(), strict=True)
    wanted = assign_splits(
        groups, stances, fractions=manifest["split_fractions"], seed=manifest["seed"]
    )
    for number, split in zip(numbers, wanted, strict=True):
        there = next(name for end, name in ends if number <= end)
        if there != split:
            raise InputError(
                f"{folder / there}.parquet: holds a row that seed {manifest['seed']} and the "
                f"fractions of {MANIFEST} put into {split}: publish again"
            )


def _verify_content(folder: Path, tables: list[str], manifest: Mapping[str, Any]) -> None:
    digest = ContentDigest()
    for name in tables:
        for group in batches(folder / f"{name}.parquet"):
            digest.see(name, group.to_pylist())
    if digest.value != manifest["content_sha256"]:
        raise InputError(f"{folder}: the rows do not have the content digest of {MANIFEST}")


def _counts(splits: Mapping[str, int]) -> str:
    return json.dumps(splits)
