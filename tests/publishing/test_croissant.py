"""``croissant.json`` read by MLCommons' own library, offline, beside the Parquet rows."""

from __future__ import annotations

import hashlib
import json
import socket
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from stance_data.publishing import publish, write_standoff
from stance_data.schema import Statement
from tests.publishing.examples import ARTICLES, LABELLED, STATEMENTS, UNLABELLED

mlcroissant = pytest.importorskip("mlcroissant")

# Facts that nobody told us; the time of publication is left out so that bytes are the same.
UNKNOWN = ("citeAs", "datePublished")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def read(folder: Path) -> Any:
    dataset = mlcroissant.Dataset(str(folder / "croissant.json"))
    issues = dataset.metadata.issues
    assert not issues.errors
    assert [w for w in issues.warnings if not any(name in w for name in UNKNOWN)] == []
    return dataset


def records(dataset: Any, name: str) -> list[dict[str, Any]]:
    """Return the records of a set under plain names, texts as texts and no number as None."""
    return [
        {key.removeprefix(f"{name}/"): _plain(value) for key, value in record.items()}
        for record in dataset.records(name)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    return None if value != value else value


@pytest.mark.parametrize("rows", [STATEMENTS, LABELLED[:1], UNLABELLED], ids=["all", "one", "bare"])
def test_records_are_the_rows(rows: list[Statement], tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    splits = publish(rows, ARTICLES, folder).rows
    dataset = read(folder)
    expected = [
        row | {"split": split}
        for split in splits
        for row in pq.ParquetFile(folder / f"{split}.parquet").read().to_pylist()
    ]
    found = records(dataset, "statements")
    assert sorted(found, key=lambda row: row["id"]) == sorted(expected, key=lambda row: row["id"])
    articles = pq.ParquetFile(folder / "articles.parquet").read().to_pylist()
    assert records(dataset, "articles") == articles


def test_splits_and_labels_are_enumerated(tmp_path: Path) -> None:
    publish(STATEMENTS, ARTICLES, tmp_path / "norvik")
    dataset = read(tmp_path / "norvik")
    assert [row["name"] for row in records(dataset, "statements-splits")] == [
        "train",
        "validation",
        "test",
        "unlabelled",
    ]
    assert {row["value"]: row["name"] for row in records(dataset, "labels")} == {
        0: "con",
        1: "neutral",
        2: "pro",
        -1: "unlabelled",
    }


def test_every_file_has_its_digest_and_no_time_or_place_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder, description="Two articles about a harbour.")
    text = (folder / "croissant.json").read_text(encoding="utf-8")
    facts = json.loads(text)
    files = {part["contentUrl"]: part for part in facts["distribution"] if "sha256" in part}
    assert set(files) == {path.name for path in folder.glob("*.parquet")}
    for name, part in files.items():
        content = (folder / name).read_bytes()
        assert part["sha256"] == hashlib.sha256(content).hexdigest()
        assert part["contentSize"] == f"{len(content)} B"
    assert facts["description"] == "Two articles about a harbour."
    assert facts["license"] == "Written for the tests of this package."
    assert str(tmp_path) not in text
    assert "date" not in facts


def test_a_standoff_folder_is_described_too(tmp_path: Path) -> None:
    publish(STATEMENTS, ARTICLES, tmp_path / "norvik")
    write_standoff(tmp_path / "norvik", tmp_path / "bare")
    found = records(read(tmp_path / "bare"), "statements")
    assert len(found) == len(STATEMENTS)
    assert "text" not in found[0]
