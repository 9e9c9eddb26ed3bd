"""The manifest: what a dataset folder holds, by digest, and where that comes from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from stance_data import __version__
from stance_data.publishing._census import Census
from stance_data.publishing._records import Publication
from stance_data.publishing._tables import number_of_rows

__all__ = [
    "MANIFEST",
    "Format",
    "file_digest",
    "listed_files",
    "manifest_of",
    "read_any_manifest",
    "read_manifest",
    "seal",
    "seal_of",
    "stray_files",
    "versions",
    "write_manifest",
]

MANIFEST = "manifest.json"
# Left behind by file managers; no part of anybody's data.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class Format:
    """What a folder of this package is, by the words in its manifest."""

    DATASET = "stance-data dataset 2"
    """Statements with the texts of their articles."""
    STANDOFF = "stance-data standoff 1"
    """The same without a word of the articles: offsets, labels and digests."""
    CORPUS = "stance-data corpus 1"
    """A public corpus, as exported."""
    CORPUS_STANDOFF = "stance-data corpus standoff 1"
    """The same without its texts: ids, labels and digests."""
    _OLD_DATASET = "stance-data dataset 1"  # without rights, labelling, history and seal

    DATASETS = frozenset({DATASET, _OLD_DATASET})
    ALL = frozenset({DATASET, _OLD_DATASET, STANDOFF, CORPUS, CORPUS_STANDOFF})
    SEALED = ALL - {_OLD_DATASET}


def manifest_of(folder: Path, census: Census, publication: Publication) -> dict[str, Any]:
    """Return the manifest of a dataset folder whose other files are written.

    It holds no time and no path, so that the same input gives the same bytes.
    """
    return {
        "format": Format.DATASET,
        "name": publication.name,
        "description": publication.description,
        "content_sha256": census.content,
        "files": listed_files(folder),
        "splits": census.splits,
        "split_fractions": list(publication.fractions),
        "seed": publication.seed,
        "inputs": {
            "articles": census.digests,
            "labels": dict(sorted(publication.label_files.items())),
        },
        "labelling": publication.labelling.to_dict(),
        "rights": publication.rights.to_dict(),
        "history": [change.to_dict() for change in publication.history],
        "versions": versions(),
    }


def listed_files(folder: Path) -> dict[str, dict[str, Any]]:
    """Return name → digest, size and, of a table, rows of the files of a folder."""
    files: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.iterdir()):
        files[path.name] = {"sha256": file_digest(path), "bytes": path.stat().st_size}
        if path.suffix == ".parquet":
            files[path.name]["rows"] = number_of_rows(path)
    return files


def versions() -> dict[str, str]:
    """Return the versions of what writes a folder."""
    libraries = ("datasets", "huggingface_hub", "pyarrow")
    return {"stance-data": __version__, **{library: version(library) for library in libraries}}


def seal_of(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a manifest without its seal."""
    rest = {key: value for key, value in manifest.items() if key != "manifest_sha256"}
    line = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def seal(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with the digest of its own facts, by which an edit is noticed."""
    return {**manifest, "manifest_sha256": seal_of(manifest)}


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write a manifest, sealed, into its folder."""
    text = json.dumps(seal(manifest), indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a dataset folder; None if the folder is not one of ours."""
    manifest = read_any_manifest(folder)
    return manifest if manifest is not None and manifest["format"] in Format.DATASETS else None


def read_any_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a folder of any `Format`; None if it is not one of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if isinstance(manifest, dict) and manifest.get("format") in Format.ALL:
        return manifest
    return None


def stray_files(folder: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Return the names in a folder that its manifest does not know."""
    known = {*manifest["files"], MANIFEST} | _LITTER
    return sorted(path.name for path in folder.iterdir() if path.name not in known)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
