from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import stance_data
from stance_data import loading
from stance_data.errors import DatasetNotFoundError, InputError
from stance_data.publishing import publish
from tests.publishing.examples import ARTICLES, LABELLED, STATEMENTS, UNLABELLED


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a working directory with three datasets in its folder ``processed``."""
    folder = tmp_path_factory.mktemp("desk")
    publish(STATEMENTS, ARTICLES, folder / "processed" / "norvik")
    publish(LABELLED[:1], ARTICLES, folder / "processed" / "norvik-one")
    publish(UNLABELLED, ARTICLES, folder / "processed" / "norvik-bare")
    return folder


def test_all_splits_in_one_table(desk: Path) -> None:
    table = stance_data.load(desk / "processed" / "norvik")
    assert table["split"].value_counts().to_dict() == {
        "train": 4,
        "test": 3,
        "validation": 2,
        "unlabelled": 1,
    }
    assert table["label"].dtype == "int64"
    stances = {row.id: (row.stance, row.label) for row in STATEMENTS}
    assert {row.id: (row.stance, row.label) for row in table.itertuples()} == stances
    assert table["split"].eq("unlabelled").tolist() == table["label"].eq(-1).tolist()
    assert table["speaker"].isna().sum() == 2
    split = table.set_index("id")["spans"]["harbour-166"]
    assert split == [[166, 181], [196, 224]]
    assert isinstance(split, list)


@pytest.mark.parametrize(
    ("name", "split", "rows"),
    [
        ("norvik", "train", 4),
        ("norvik", "unlabelled", 1),
        ("norvik-one", None, 1),
        ("norvik-one", "train", 1),
        ("norvik-one", "test", 0),
        ("norvik-bare", None, 1),
        ("norvik-bare", "train", 0),
    ],
)
def test_by_name(
    name: str, split: str | None, rows: int, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    table = stance_data.load(name, split=split)
    assert len(table) == rows
    assert table["label"].dtype == "int64"
    assert list(table.columns)[:5] == ["id", "text", "target", "stance", "label"]
    assert list(table.columns)[-1] == "split"
    assert set(table["split"]) <= {split or "train", "unlabelled"}


def test_hugging_face(desk: Path) -> None:
    from datasets import ClassLabel

    splits = stance_data.load_hf(desk / "processed" / "norvik")
    assert splits.num_rows == {"train": 4, "validation": 2, "test": 3, "unlabelled": 1}
    assert splits["train"].features["label"] == ClassLabel(names=["con", "neutral", "pro"])
    assert [splits["train"].features["label"].int2str(n) for n in splits["train"]["label"]] == list(
        splits["train"]["stance"]
    )
    assert stance_data.load_hf(str(desk / "processed" / "norvik-one")).num_rows == {"train": 1}


def test_where_a_name_is_looked_for(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "stance_data"
    publish(LABELLED, ARTICLES, package / "_processed" / "norvik")
    publish(LABELLED, ARTICLES, tmp_path / "site" / "processed" / "not-ours")
    monkeypatch.setattr(loading, "_PACKAGE", package)
    monkeypatch.chdir(tmp_path)
    assert loading.available() == ["norvik"]
    assert len(stance_data.load("norvik")) == len(LABELLED)
    (tmp_path / "site" / "pyproject.toml").touch()
    assert loading.available() == ["norvik", "not-ours"]
    monkeypatch.chdir(desk)
    assert len(stance_data.load("norvik")) == len(STATEMENTS)
    monkeypatch.chdir(desk / "processed")
    assert len(stance_data.load("norvik")) == len(STATEMENTS)
    # A folder that happens to have the name, and is no dataset, hides nothing.
    (tmp_path / "norvik").mkdir()
    monkeypatch.chdir(tmp_path)
    assert len(stance_data.load("norvik")) == len(LABELLED)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("norvick", ["no dataset 'norvick' (did you mean 'norvik'?)", "processed/norvick"]),
        ("zebra", ["looked in zebra, processed/zebra", "norvik, norvik-bare, norvik-one"]),
        ("some/where", ["looked in some/where; there is"]),
        (Path("processed"), ["processed: is no published dataset (it has no readable manifest"]),
    ],
)
def test_unknown_name(
    name: str | Path, words: list[str], desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    with pytest.raises(DatasetNotFoundError) as caught:
        stance_data.load(name)
    assert [part for part in words if part not in str(caught.value)] == []


def test_unknown_split(desk: Path) -> None:
    with pytest.raises(InputError, match=r"no split 'validate' \(did you mean 'validation'"):
        stance_data.load(desk / "processed" / "norvik", split="validate")


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"no Parquet")])
def test_damaged_file(damage: object, tmp_path: Path) -> None:
    publish(STATEMENTS, ARTICLES, tmp_path / "norvik")
    damage(tmp_path / "norvik" / "train.parquet")  # type: ignore[operator]
    with pytest.raises(InputError, match="norvik: cannot be read"):
        stance_data.load(tmp_path / "norvik")


def test_load_does_without_the_heavy_libraries(desk: Path) -> None:
    code = (
        "import sys, stance_data; stance_data.load(sys.argv[1]);"
        "print([m for m in ('datasets', 'sklearn', 'torch', 'jinja2') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(desk / "processed" / "norvik")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
