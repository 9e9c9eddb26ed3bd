"""The command line: stages one by one and in a row, and one clear line for every wrong input."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from stance_data.cli import main

ARTICLE = """\
The harbour council met on Monday.

“The ferry should stay,” Ann Oduya, the harbour master, said. “It carries our children.”

Peter Moss said that the town could not pay for it.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    return tmp_path


def write_labels(folder: Path, rows: str) -> None:
    (folder / "ferry.labels.csv").write_text("text,annotator,stance\n" + rows)


ALL_LABELS = (
    "The ferry should stay,r1,pro\nIt carries our children.,r1,pro\n"
    "that the town could not pay for it,r1,con\n"
)


def test_build_of_any_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "ferry.txt", "--target", "The ferry should be kept"]) == 0
    out = capsys.readouterr().out
    assert "Ann Oduya" in out
    assert "The statements are unlabelled" in out
    assert "ferry.labels.csv" in out
    table = pd.read_parquet(folder / "processed" / "ferry" / "unlabelled.parquet")
    assert list(table["text"]) == [
        "The ferry should stay",
        "It carries our children.",
        "that the town could not pay for it",
    ]
    assert set(table["target"]) == {"The ferry should be kept"}
    assert set(table["label"]) == {-1}


def test_build_with_labels_and_wanted_speakers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_labels(folder, ALL_LABELS)
    (folder / "ferry.toml").write_text(
        'target = "The ferry should be kept"\n[speakers]\n"Ann Oduya" = "harbour master"\n'
    )
    assert main(["build", "ferry.txt"]) == 0
    out = capsys.readouterr().out
    assert "3 of 3 statements labelled" in out
    assert "1 more statement" in out
    for name, rows in (("ferry", 2), ("ferry-all", 3)):
        parts = (folder / "processed" / name).glob("t*.parquet")
        assert sum(len(pd.read_parquet(part)) for part in parts) == rows


def test_stages_one_by_one_give_what_build_gives(folder: Path) -> None:
    write_labels(folder, ALL_LABELS)
    target = ["--target", "The ferry should be kept"]
    assert main(["build", "ferry.txt", *target, "--out", "one"]) == 0
    assert main(["segment", "ferry.txt", *target, "--out", "s.jsonl"]) == 0
    assert main(["label", "s.jsonl", "--labels", "ferry.labels.csv", "--out", "l.jsonl"]) == 0
    (folder / "ferry.toml").write_text('target = "The ferry should be kept"\n')
    assert main(["publish", "l.jsonl", "--article", "ferry.txt", "--out", "two"]) == 0
    ours = {p.name: p.read_bytes() for p in (folder / "one" / "ferry").iterdir()}
    theirs = {p.name: p.read_bytes() for p in (folder / "two" / "ferry").iterdir()}
    assert ours == theirs


def test_segment_writes_json_lines_to_standard_output(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", "ferry.txt", "--out", "-"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for row in rows:
        assert row["text"] == " ".join(ARTICLE[s:e] for s, e in row["spans"])


def fail(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must fail, and return the one line that it prints."""
    assert main(argv) == 2
    captured = capsys.readouterr()
    (line,) = [x for x in captured.err.splitlines() if "warning" not in x]
    assert line.startswith("stance-data: error: ")
    return line


WRONG = [
    (["build", "none.txt"], "none.txt: no such file"),
    (["build", "empty.txt"], "empty.txt: the file is empty"),
    (["build", "binary.txt"], "binary.txt: is no text"),
    (["build", "silent.txt"], "silent.txt: no attributed statement found"),
    (["build"], "raw: no such folder here"),
    (["build", "side.txt"], "side.toml: unknown key 'targt' (did you mean 'target'?)"),
    (["build", "wanted.txt"], "wanted.txt: no statement by Bo Li"),
    (["segment", "silent.txt"], "silent.txt: no attributed statement found"),
    (["label", "none.jsonl", "--labels", "x.csv"], "none.jsonl: no such file"),
    (["label", "ferry.txt", "--labels", "x.csv"], "ferry.txt: line 1: is no statement"),
    (["train", "calexti"], "did you mean 'calexit"),
]


@pytest.mark.parametrize(("argv", "message"), WRONG)
def test_wrong_input(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], message: str
) -> None:
    (folder / "empty.txt").write_text("\n")
    (folder / "binary.txt").write_bytes(b"abc\x00\x01def")
    (folder / "silent.txt").write_text("The rain fell on the town. It was cold and wet.\n")
    (folder / "side.txt").write_text(ARTICLE)
    (folder / "side.toml").write_text('targt = "The ferry should be kept"\n')
    (folder / "wanted.txt").write_text(ARTICLE)
    (folder / "wanted.toml").write_text('target = "T"\n[speakers]\n"Bo Li" = "nobody"\n')
    assert main(argv) == 2
    err = capsys.readouterr().err
    assert "stance-data: error: " in err
    assert message in err
    assert not (folder / "processed").exists()


LABEL_FAULTS = [
    ("It carries our children.,r1,favour\n", "line 2: unknown stance 'favour'"),
    ("It carries our kids.,r1,pro\n", "no statement has the words 'It carries our kids.'"),
    ("It carries our children.,r1,pro\n" * 2, "labelled 'It carries our children.' before"),
]


@pytest.mark.parametrize(("rows", "message"), LABEL_FAULTS)
def test_wrong_labels(
    folder: Path, capsys: pytest.CaptureFixture[str], rows: str, message: str
) -> None:
    write_labels(folder, rows)
    line = fail(["build", "ferry.txt", "--target", "T"], capsys)
    assert message in line
    assert "ferry.labels.csv" in line
    assert not (folder / "processed").exists()


def test_missing_label_column(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ferry.labels.csv").write_text("text,stance\nA,pro\n")
    assert "lacks the column 'annotator'" in fail(["build", "ferry.txt", "--target", "T"], capsys)


def test_strict_refuses_unlabelled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_labels(folder, "The ferry should stay,r1,pro\n")
    assert main(["build", "ferry.txt", "--target", "T", "--strict"]) == 2
    err = capsys.readouterr().err
    assert err.count("no label settles") == 2
    assert not (folder / "processed").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_is_not_writable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "locked").mkdir(mode=0o500)
    line = fail(["build", "ferry.txt", "--target", "T", "--out", "locked/x"], capsys)
    assert "locked" in line


def test_output_folder_under_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = fail(["build", "ferry.txt", "--target", "T", "--out", "ferry.txt/x"], capsys)
    assert "ferry.txt" in line
    assert (folder / "ferry.txt").read_text() == ARTICLE


def test_unlabelled_statements_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_labels(folder, "The ferry should stay,r1,pro\nIt carries our children.,r1,neutral\n")
    assert main(["build", "ferry.txt", "--target", "T"]) == 0
    assert "2 of 3 statements labelled; 1 unlabelled" in capsys.readouterr().out
    assert len(pd.read_parquet("processed/ferry/unlabelled.parquet")) == 1


@pytest.mark.parametrize("verb", ["", "build", "segment", "label", "publish", "train", "predict"])
def test_help_teaches(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([*verb.split(), "--help"])
    assert done.value.code == 0
    assert "example" in capsys.readouterr().out
