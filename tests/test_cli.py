"""The command line: stages one by one and in a row, and one clear line for every wrong input."""

import io
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from stance_data.cli import main
from stance_data.schema import Article, Statement

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
    target = ["--target", "The ferry should be kept"]
    assert main(["build", "ferry.txt", *target, "--no-suggest"]) == 0
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
    assert main(["build", "ferry.txt", "--target", "T", "--no-suggest"]) == 0
    assert "2 of 3 statements labelled; 1 unlabelled" in capsys.readouterr().out
    assert len(pd.read_parquet("processed/ferry/unlabelled.parquet")) == 1


TABLE = [
    {"key": "one", "story": ARTICLE, "paper": "The Post"},
    {"key": "two", "story": "“No,” Bo Li said. Peter Moss said that it was late."},
]
BAD_ROWS = [
    {"key": "three", "story": ""},
    {"key": "four", "story": "The rain fell on the town. It was cold and wet."},
]
COLUMNS = ["--text-column", "story", "--id-column", "key", "--publisher-column", "paper"]


def write_table(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def told(err: str) -> list[str]:
    """Return what was set aside, without where."""
    lines = [x for x in err.splitlines() if x.startswith("stance-data: set aside: ")]
    return [x.removeprefix("stance-data: set aside: ") for x in lines]


def test_table_of_articles_is_one_dataset(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_table(folder / "news.jsonl", TABLE)
    assert main(["build", "news.jsonl", "--target", "T", "--no-suggest", *COLUMNS]) == 0
    out = capsys.readouterr().out
    assert "news: 2 articles" in out
    assert "news.labels.csv" in out
    dataset = folder / "processed" / "news"
    articles = pd.read_parquet(dataset / "articles.parquet")
    assert list(articles["id"]) == ["one", "two"]
    assert list(articles["publisher"]) == ["The Post", ""]
    assert list(articles["target"]) == ["T", "T"]
    statements = pd.read_parquet(dataset / "unlabelled.parquet")
    assert list(statements["article_id"].value_counts(sort=False)) == [3, 2]
    assert not statements["id"].duplicated().any()


def test_table_with_a_side_file_and_labels(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(folder / "news.jsonl", TABLE)
    (folder / "news.toml").write_text('target = "T"\n[speakers]\n"Ann Oduya" = ""\n"Bo Li" = ""\n')
    (folder / "news.labels.csv").write_text(
        "text,annotator,stance\nThe ferry should stay,r1,pro\nNo,r1,con\n"
    )
    assert main(["build", "news.jsonl", "--no-suggest", *COLUMNS]) == 0
    captured = capsys.readouterr()
    assert "2 of 5 statements labelled; 3 unlabelled from news.labels.csv" in captured.out
    assert len(pd.read_parquet(folder / "processed" / "news" / "unlabelled.parquet")) == 1
    assert len(pd.read_parquet(folder / "processed" / "news-all" / "unlabelled.parquet")) == 3


@pytest.mark.parametrize("verb", [["build"], ["segment"]])
def test_bad_articles_are_set_aside(
    folder: Path, capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    write_table(folder / "news.jsonl", TABLE + BAD_ROWS)
    (folder / "binary.txt").write_bytes(b"abc\x00def")
    files = ["news.jsonl", "none.txt", "binary.txt", "ferry.txt"]
    assert main([*verb, *files, "--target", "T", *COLUMNS]) == 1
    captured = capsys.readouterr()
    reasons = told(captured.err)
    for reason, start in zip(
        reasons,
        [
            "news.jsonl: row 3: the text is empty",
            "news.jsonl: row 4: no attributed statement found",
            "none.txt: no such file",
            "binary.txt: is no text",
        ],
        strict=True,
    ):
        assert reason.startswith(start)
    if verb == ["build"]:
        assert sorted(p.name for p in (folder / "processed").iterdir()) == ["ferry", "news"]


def test_all_articles_set_aside(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "none.txt", "other.txt"]) == 2
    captured = capsys.readouterr()
    assert len(told(captured.err)) == 2
    assert "stance-data: error: none of the 2 articles could be used." in captured.err
    assert not (folder / "processed").exists()


def test_fault_in_one_article_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import stance_data.attribution as attribution

    real = attribution.extract

    def fragile(article: Article, **options: str) -> list[Statement]:
        if article.id == "one":
            raise RecursionError("too deep")
        return real(article, **options)

    monkeypatch.setattr(attribution, "extract", fragile)
    write_table(folder / "news.jsonl", TABLE)
    assert main(["build", "news.jsonl", "--target", "T", *COLUMNS]) == 1
    (reason,) = told(capsys.readouterr().err)
    assert reason.startswith("news.jsonl: row 1: an error in stance-data itself")
    assert (folder / "processed" / "news").is_dir()


def test_label_fault_of_one_of_several_articles(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.txt").write_text(ARTICLE)
    write_labels(folder, "It carries our kids.,r1,pro\nHe left.,r1,con\n")
    assert main(["build", "ferry.txt", "other.txt", "--target", "T"]) == 1
    (reason,) = told(capsys.readouterr().err)
    assert reason.count("no statement has the words") == 2
    assert [p.name for p in (folder / "processed").iterdir()] == ["other"]


def test_raw_is_a_shelf_of_datasets_and_another_folder_one(folder: Path) -> None:
    for place in ("raw", "news"):
        (folder / place).mkdir()
        for name in ("a", "b"):
            (folder / place / f"{name}.txt").write_text(ARTICLE)
    assert main(["build", "--target", "T"]) == 0
    assert main(["build", "news", "--target", "T"]) == 0
    assert main(["build", "news", "ferry.txt", "--target", "T", "--name", "all"]) == 0
    assert sorted(p.name for p in (folder / "processed").iterdir()) == ["a", "all", "b", "news"]
    for name, number in (("a", 1), ("news", 2), ("all", 3)):
        assert len(pd.read_parquet(folder / "processed" / name / "articles.parquet")) == number


def test_two_articles_of_one_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "ferry.txt").write_text(ARTICLE)
    assert main(["build", "ferry.txt", "b/ferry.txt", "--target", "T"]) == 1
    (reason,) = told(capsys.readouterr().err)
    assert "gives the same dataset 'ferry' as ferry.txt" in reason


def test_name_that_is_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is no name for a folder" in fail(["build", "ferry.txt", "--name", "../x"], capsys)


def test_stages_of_a_table_give_what_build_gives(folder: Path) -> None:
    write_table(folder / "news.jsonl", TABLE + BAD_ROWS)
    assert main(["build", "news.jsonl", "--target", "T", "--out", "one", *COLUMNS]) == 1
    assert main(["segment", "news.jsonl", "--target", "T", "--out", "s.jsonl", *COLUMNS]) == 1
    assert main(["label", "s.jsonl", "--out", "l.jsonl"]) == 0
    assert main(["publish", "l.jsonl", "--article", "news.jsonl", "--out", "two", *COLUMNS]) == 0
    ours = {p.name: p.read_bytes() for p in (folder / "one" / "news").iterdir()}
    theirs = {p.name: p.read_bytes() for p in (folder / "two" / "news").iterdir()}
    assert ours == theirs


def test_publish_refuses_statements_of_other_articles(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.txt").write_text(ARTICLE)
    assert main(["segment", "ferry.txt", "--out", "s.jsonl"]) == 0
    capsys.readouterr()
    line = fail(["publish", "s.jsonl", "--article", "other.txt"], capsys)
    assert "has statements of ferry, no article of other.txt" in line


def test_page_from_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"<!doctype html><html><body><article><p>{ARTICLE}</p></article></body></html>"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page.encode())))
    assert main(["build", "-", "--target", "T"]) == 0
    assert "Save the article in a file" in capsys.readouterr().out
    (article,) = pd.read_parquet("processed/stdin/articles.parquet")["text"]
    assert article.startswith("The harbour council met on Monday. “The ferry")


@pytest.mark.parametrize("verb", ["", "build", "segment", "label", "publish", "train", "predict"])
def test_help_teaches(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([*verb.split(), "--help"])
    assert done.value.code == 0
    assert "example" in capsys.readouterr().out
