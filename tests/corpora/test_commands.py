"""The verb ``corpora``, and the other verbs on a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import stance_data
from stance_data import corpora
from stance_data.cli import main
from tests.corpora.samples import SAMPLES, rows_of


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Return a folder with the samples of three corpora, each under its name."""
    for name in ("vast", "gwsd", "pstance"):
        SAMPLES[name].write(tmp_path / "given" / name)
    return tmp_path / "given"


def test_list(home: Path, given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpora"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(corpora.names())
    assert not any("here" in line for line in lines[1:])
    assert main(["corpora", "add", "vast", "--from", str(given / "vast")]) == 0
    assert "train 3, validation 1, test 1" in capsys.readouterr().out
    assert main(["corpora", "list", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["vast"]["rows"] == 18545
    assert rows["vast"]["here"].startswith(str(home))
    assert rows["gwsd"]["here"] is None


def test_show(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in corpora.names():
        assert main(["corpora", "show", name]) == 0
        out = capsys.readouterr().out
        card = corpora.card(name)
        assert card.title in out
        assert f"{card.splits['train'].rows:,}" in out
        assert max(map(len, out.splitlines())) < 120
    assert main(["corpora", "show", "vaast"]) == 2
    assert "did you mean 'vast'?" in capsys.readouterr().err


def test_add_says_what_is_missing(
    home: Path, given: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (given / "vast" / "vast_test.csv").unlink()
    assert main(["corpora", "add", "vast", "--from", str(given / "vast")]) == 0
    assert "not here: test (3,006 rows, vast_test.csv)" in capsys.readouterr().out
    assert main(["corpora", "add", "vast", "--from", str(given / "nowhere")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_fetch_tells_whom_to_ask(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpora", "fetch", "pstance"]) == 2
    assert "Ask the authors" in capsys.readouterr().err


def test_check(home: Path, given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpora", "check", "vast", "--from", str(given / "vast")]) == 1
    out = capsys.readouterr().out
    assert "train: 3 of 13,477 rows (13,474 missing)" in out
    assert "spreadsheet error" in out
    assert main(["corpora", "check", "vast", "gwsd", "--from", str(given), "--json"]) == 1
    reports = json.loads(capsys.readouterr().out)
    assert [report["name"] for report in reports] == ["vast", "gwsd"]
    assert reports[0]["splits"][0]["damaged"] == {"spreadsheet error": 1}
    assert main(["corpora", "check", "--all", "--from", str(given), "--markdown"]) == 1
    page = capsys.readouterr().out
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## gwsd",
        "## pstance",
        "## vast",
        "## Between corpora",
    ]
    # No text of a corpus gets into the page.
    assert not any(
        row[1] in page
        for name in ("vast", "gwsd", "pstance")
        for row in SAMPLES[name].rows
        if row[1] != "#NAME?"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "name the corpora to check, or give --all"),
        (["check", "vast", "--all"], "name the corpora to check, or give --all"),
        (["check", "--all"], "no corpus is here"),
        (["check", "vast"], "not here"),
        (["check", "vast", "--from", "nowhere"], "nowhere: no such folder"),
        (["overlap"], "none is here"),
        (["export", "gwsd", "--out", "x"], "not here"),
    ],
)
def test_mistakes(
    arguments: list[str], message: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["corpora", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_overlap(home: Path, given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = SAMPLES["vast"].rows[0][1]
    (given / "pstance" / "raw_val_trump.csv").write_bytes(
        rows_of(["Tweet", "Target", "Stance"], [[post.upper(), "Donald Trump", "FAVOR"]])
    )
    assert main(["corpora", "overlap", "--from", str(given), "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["one"], pair["other"], pair["texts"]) == ("pstance", "vast", 1)
    assert pair["splits"] == {"validation/train": 1}
    assert main(["corpora", "overlap", "vast", "gwsd", "--from", str(given)]) == 0
    assert "No text is in two of these corpora." in capsys.readouterr().out


def test_export(
    home: Path, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datasets import ClassLabel, load_dataset

    out = tmp_path / "out"
    assert main(["corpora", "add", "gwsd", "--from", str(given)]) == 0
    for _ in range(2):  # the second time it is replaced
        assert main(["corpora", "export", "gwsd", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "README.md",
        "croissant.json",
        "manifest.json",
        "test.parquet",
        "train.parquet",
    ]
    table = pq.read_table(out / "train.parquet")
    assert table.num_rows == 3
    assert table["votes"].to_pylist()[0] == ["agrees"] * 6 + ["neutral"] * 2
    read = load_dataset(str(out), cache_dir=str(tmp_path / "cache"))
    assert read.num_rows == {"train": 3, "test": 1}
    assert read["train"].features["label"] == ClassLabel(names=["con", "neutral", "pro"])
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "none stated" in card
    assert all(f"| `{column}` |" in card for column in table.column_names)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    assert main(["corpora", "export", "gwsd", "--out", str(tmp_path / "mine")]) == 2
    assert "is no dataset of ours" in capsys.readouterr().err


def test_train_predict_and_benchmark(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {"FAVOR": "kelp soup warms everyone in port", "AGAINST": "ferries rust and sink again"}
    rows = [
        [f"{words[label]} {number}", "Joe Biden", label] for number in range(40) for label in words
    ]
    folder = tmp_path / "given"
    folder.mkdir()
    for part, chosen in [("train", rows[:40]), ("test", rows[40:])]:
        path = folder / f"raw_{part}_biden.csv"
        path.write_bytes(rows_of(["Tweet", "Target", "Stance"], chosen))
    assert main(["corpora", "add", "pstance", "--from", str(folder)]) == 0
    assert main(["train", "pstance", "--model", "majority", "--out", "model"]) == 0
    assert "40 rows of the test split, fitted on 40 of train" in capsys.readouterr().out
    assert main(["predict", "model", "pstance"]) == 0
    assert len(pq.read_table("pstance.predicted.parquet")) == 80
    capsys.readouterr()
    assert main(["benchmark", "--data", "pstance", "--model", "majority", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["data"] == "pstance"
    assert len(stance_data.load("pstance")) == 80
