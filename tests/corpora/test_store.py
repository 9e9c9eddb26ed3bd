"""Adding a user's files, and loading what was added."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import stance_data
from stance_data.corpora import _store, _tables
from stance_data.errors import (
    DatasetNotFoundError,
    InputError,
    OutputError,
    StanceDataWarning,
)
from tests.corpora.samples import SAMPLES


@pytest.fixture
def vast(tmp_path: Path) -> Path:
    return SAMPLES["vast"].write(tmp_path / "vast")


@pytest.mark.parametrize("name", SAMPLES)
def test_load_what_was_added(name: str, home: Path, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    added = _store.add(name, sample.write(tmp_path / "given"))
    assert sum(added.rows.values()) == len(sample.rows)
    first = stance_data.load(name)
    again = stance_data.load(name)  # from Parquet
    pd.testing.assert_frame_equal(first, again)
    assert len(list((home / "corpora" / name / "tables").glob("*/train.parquet"))) == 1
    for split, rows in added.rows.items():
        assert len(stance_data.load(name, split=split)) == rows
    assert len(stance_data.load(name, split="test")) == sum(
        rows for split, rows in added.rows.items() if split.startswith("test")
    ) - added.rows.get("test_b", 0)
    sound = stance_data.load(name, damaged="drop")
    assert len(sound) == sum(not row[5] for row in sample.rows)


def test_names_of_splits(home: Path, vast: Path) -> None:
    _store.add("vast", vast)
    assert set(stance_data.load("vast", split="dev")["split"]) == {"validation"}
    with pytest.raises(InputError, match=r"no split 'tset' \(did you mean 'test'\?\)"):
        stance_data.load("vast", split="tset")
    with pytest.raises(InputError, match="damaged='yes': must be 'keep' or 'drop'"):
        stance_data.load("vast", damaged="yes")  # type: ignore[arg-type]


def test_an_absent_part_is_named_and_can_be_added_later(home: Path, vast: Path) -> None:
    test = vast.parent / "later" / "vast_test.csv"
    test.parent.mkdir()
    (vast / "vast_test.csv").rename(test)
    assert _store.add("vast", vast).rows == {"train": 3, "validation": 1}
    assert set(stance_data.load("vast")["split"]) == {"train", "validation"}
    with pytest.raises(InputError, match=r"vast: no rows of 'test' in .*: they are in vast_test"):
        stance_data.load("vast", split="test")
    assert _store.add("vast", test.parent).rows == {"train": 3, "validation": 1, "test": 1}
    assert len(stance_data.load("vast", split="test")) == 1
    # One copy is kept, and it is complete.
    (copy,) = (home / "corpora" / "vast").glob("source-*")
    assert sorted(path.name for path in copy.iterdir()) == sorted(SAMPLES["vast"].files)


def test_not_added(home: Path) -> None:
    with pytest.raises(
        DatasetNotFoundError, match=r"(?s)not here\. Clone .*corpora add vast --from"
    ):
        stance_data.load("vast")
    with pytest.raises(DatasetNotFoundError, match=r"no dataset 'vasst' \(did you mean 'vast'\?\)"):
        stance_data.load("vasst")
    with pytest.raises(InputError, match="polnear: holds attributions"):
        stance_data.load("polnear")


def test_a_published_dataset_of_the_name_comes_first(home: Path, vast: Path) -> None:
    from stance_data.publishing import publish
    from tests.publishing.examples import ARTICLES, LABELLED

    _store.add("vast", vast)
    publish(LABELLED, ARTICLES, Path("processed") / "vast")
    assert len(stance_data.load("vast")) == len(LABELLED)


def test_a_zip_and_a_link(home: Path, vast: Path, tmp_path: Path) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", vast.parent, "vast"))
    assert _store.add("vast", packed).rows == {"train": 3, "validation": 1, "test": 1}
    linked = _store.add("vast", vast, link=True)
    assert linked.folder == vast
    assert not list((home / "corpora" / "vast").glob("source-*"))
    assert len(stance_data.load("vast", split="train")) == 3
    shutil.rmtree(vast)
    with pytest.raises(InputError, match=r"the folder of vast is gone. Add it again"):
        stance_data.load("vast")
    with pytest.raises(InputError, match="a zip cannot be linked"):
        _store.add("vast", packed, link=True)
    (tmp_path / "no.zip").write_bytes(b"PK, or not")
    with pytest.raises(InputError, match="is no sound zip"):
        _store.add("vast", tmp_path / "no.zip")


def test_a_folder_that_cannot_be_read_is_not_taken(home: Path, vast: Path, tmp_path: Path) -> None:
    _store.add("vast", vast)
    before = stance_data.load("vast")
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "vast_test.csv").write_text("post,label\nKelp,1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"vast_test.csv: no column 'topic_str', 'seen\?'"):
        _store.add("vast", bad)
    pd.testing.assert_frame_equal(stance_data.load("vast"), before)
    assert not list((home / "corpora" / "vast").glob(".new-*"))


def test_a_full_disk_leaves_what_was_in_use(
    home: Path, vast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = vast / "vast_test.csv"
    data = test.read_bytes()
    test.unlink()
    _store.add("vast", vast)
    test.write_bytes(data)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(_store.shutil, "copyfile", full)
    with pytest.raises(OutputError, match=r"No space left on device.*nothing has changed"):
        _store.add("vast", vast)
    assert set(stance_data.load("vast")["split"]) == {"train", "validation"}
    assert not list((home / "corpora" / "vast").glob(".new-*"))


def test_tables_follow_the_files_and_the_reader(
    home: Path, vast: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _store.add("vast", vast, link=True)
    tables = home / "corpora" / "vast" / "tables"
    assert stance_data.load("vast", split="train")["stance"].tolist() == ["pro", "neutral", "con"]
    (first,) = tables.iterdir()
    path = vast / "vast_train.csv"
    path.write_bytes(path.read_bytes().replace(b",1,1,11,", b",0,1,11,"))
    assert stance_data.load("vast", split="train")["stance"].tolist() == ["con", "neutral", "con"]
    (second,) = tables.iterdir()
    assert first.name != second.name  # and the old ones are gone
    code = tmp_path / "code"
    code.mkdir()
    (code / "_reading.py").write_text("# a newer reader\n", encoding="utf-8")
    monkeypatch.setattr(_tables, "_PACKAGE", code)
    stance_data.load("vast")
    (third,) = tables.iterdir()
    assert third.name != second.name


def test_a_disk_that_takes_no_tables_costs_time_only(
    home: Path, vast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _store.add("vast", vast)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    with pytest.warns(StanceDataWarning, match="cannot be kept there"):
        assert len(stance_data.load("vast")) == 5
    monkeypatch.undo()
    monkeypatch.setenv("STANCE_DATA_HOME", str(home))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(stance_data.load("vast")) == 5


def test_hugging_face(home: Path, vast: Path, tmp_path: Path) -> None:
    from datasets import ClassLabel, List, Value

    _store.add("vast", vast)
    _store.add("gwsd", SAMPLES["gwsd"].write(tmp_path / "gwsd"))
    splits = stance_data.load_hf("vast")
    assert splits.num_rows == {"train": 3, "validation": 1, "test": 1}
    features = splits["train"].features
    assert features["label"] == ClassLabel(names=["con", "neutral", "pro"])
    assert features["seen"] == Value("bool")
    assert splits["train"]["label"][:] == [2, 1, 0]
    assert stance_data.load_hf("gwsd")["train"].features["votes"] == List(Value("string"))


def test_home(monkeypatch: pytest.MonkeyPatch) -> None:
    pooch = pytest.importorskip("pooch")
    monkeypatch.delenv("STANCE_DATA_HOME", raising=False)
    assert _store.home() == Path(pooch.os_cache("stance-data"))


def test_load_does_without_the_heavy_libraries(home: Path, vast: Path) -> None:
    _store.add("vast", vast)
    code = (
        "import sys, stance_data; stance_data.load('vast');"
        "print([m for m in ('datasets', 'sklearn', 'pooch', 'requests') if m in sys.modules])"
    )
    root = Path(stance_data.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("../../climbed.txt", "would be written outside"),
        ("/climbed.txt", "would be written outside"),
        ("C:\\climbed.txt", "would be written outside"),
        ("a\\..\\..\\climbed.txt", "would be written outside"),
        ("link", "is a link"),
    ],
)
def test_a_zip_that_climbs_out(member: str, message: str, home: Path, tmp_path: Path) -> None:
    packed = tmp_path / "evil.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("vast_train.csv", SAMPLES["vast"].files["vast_train.csv"])
        info = zipfile.ZipInfo()
        info.filename = info.orig_filename = member  # as it is; the constructor would tidy it
        if member == "link":
            info.create_system = 3
            info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match=message):
        _store.add("vast", packed)
    assert not list(tmp_path.rglob("climbed*"))
    assert _store.folder_of("vast") is None


def test_a_zip_that_is_a_bomb(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "bomb.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("vast_train.csv", b"0" * 100_000)
    monkeypatch.setattr("stance_data.corpora._unzip._LARGEST", 10_000)
    with pytest.raises(InputError, match="would unpack to 100,000 bytes"):
        _store.add("vast", packed)
