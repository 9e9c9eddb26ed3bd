"""The manifest: what a dataset folder holds, by digest, and the check that it still does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data import __version__
from stance_data.errors import InputError
from stance_data.publishing._check import check_provenance
from stance_data.publishing._tables import (
    ARTICLES,
    TABLES,
    content_digest,
    read_table,
    text_digest,
)
from stance_data.schema import Article, Statement

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["MANIFEST", "manifest_of", "read_manifest", "stray_files", "verify"]

MANIFEST = "manifest.json"
_FORMAT = "stance-data dataset 1"
# Left behind by file managers; no part of anybody's data.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def manifest_of(
    folder: Path,
    tables: Mapping[str, pa.Table],
    *,
    name: str,
    content: str,
    fractions: Sequence[float],
    seed: int,
    label_files: Mapping[str, str],
) -> dict[str, Any]:
    """Return the manifest of a folder whose other files are written.

    It holds no time and no path, so that the same input gives the same bytes. `content` is the
    `content_digest` of the tables, `label_files` the SHA-256 of each label file by its name.
    """
    files: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.iterdir()):
        files[path.name] = {"sha256": _file_digest(path), "bytes": path.stat().st_size}
        if path.suffix == ".parquet":
            files[path.name]["rows"] = tables[path.stem].num_rows
    articles = tables[ARTICLES]
    return {
        "format": _FORMAT,
        "name": name,
        "content_sha256": content,
        "files": files,
        "splits": {
            table: tables[table].num_rows
            for table in TABLES
            if table in tables and table != ARTICLES
        },
        "split_fractions": list(fractions),
        "seed": seed,
        "inputs": {
            "articles": dict(
                zip(articles["id"].to_pylist(), articles["digest"].to_pylist(), strict=True)
            ),
            "labels": dict(sorted(label_files.items())),
        },
        "versions": {
            "stance-data": __version__,
            **{library: version(library) for library in ("datasets", "huggingface_hub", "pyarrow")},
        },
    }


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a dataset folder; None if the folder is not one of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if isinstance(manifest, dict) and manifest.get("format") == _FORMAT:
        return manifest
    return None


def stray_files(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Return the names in a folder that its manifest does not know."""
    known = {*manifest["files"], MANIFEST} | _LITTER
    return sorted(path.name for path in folder.iterdir() if path.name not in known)


def verify(folder: str | Path) -> dict[str, Any]:
    """Check a published folder against its manifest, and its rows against its articles.

    Sizes and digests of the files, numbers of rows, digests of the article texts and the content
    digest are computed anew, and every statement, source and cue is cut out of its article.

    Parameters
    ----------
    folder : str or Path

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
    manifest = read_manifest(folder)
    if manifest is None:
        raise InputError(
            f"{folder}: no {MANIFEST} of this package in it: nothing to verify against"
        )
    _verify_files(folder, manifest)
    tables = {
        name: read_table(folder / f"{name}.parquet")
        for name in TABLES
        if f"{name}.parquet" in manifest["files"]
    }
    for name, table in tables.items():
        listed = manifest["files"][f"{name}.parquet"]["rows"]
        if table.num_rows != listed:
            raise InputError(f"{folder / name}.parquet: {table.num_rows} rows, {listed} listed")
    _verify_rows(folder, tables, manifest)
    if content_digest(tables) != manifest["content_sha256"]:
        raise InputError(f"{folder}: the rows do not have the content digest of {MANIFEST}")
    return manifest


def _verify_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    for name, facts in manifest["files"].items():
        path = folder / name
        if not path.is_file():
            raise InputError(f"{path}: missing, though {MANIFEST} lists it: publish again")
        size = path.stat().st_size
        if size != facts["bytes"]:
            raise InputError(f"{path}: {size} bytes, {facts['bytes']} listed: publish again")
        if _file_digest(path) != facts["sha256"]:
            raise InputError(f"{path}: changed since it was published (SHA-256 differs)")
    for name in stray_files(folder, manifest):
        raise InputError(f"{folder / name}: not listed in {MANIFEST}: move it elsewhere")


def _verify_rows(folder: Path, tables: Mapping[str, pa.Table], manifest: Mapping[str, Any]) -> None:
    articles = [
        Article(**{name: value for name, value in row.items() if name != "digest"})
        for row in tables[ARTICLES].to_pylist()
    ]
    listed = manifest["inputs"]["articles"]
    for article, digest in zip(articles, tables[ARTICLES]["digest"].to_pylist(), strict=True):
        if not text_digest(article.text) == digest == listed.get(article.id):
            raise InputError(f"{folder / ARTICLES}.parquet: digest of {article.id!r} differs")
    for name, table in tables.items():
        if name != ARTICLES:
            try:
                check_provenance([Statement.from_row(row) for row in table.to_pylist()], articles)
            except InputError as error:
                raise InputError(f"{folder / name}.parquet: {error}") from None


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
