from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stance_data.cli import main
from stance_data.errors import InputError, OutputError
from stance_data.publishing import _manifest, _publish, _replace, publish, verify
from stance_data.schema import Span, Statement
from stance_data.text import cut
from tests.publishing.examples import ARTICLES, HARBOUR, LABELLED, STATEMENTS, UNLABELLED


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf") / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    return folder


def test_result_and_files(tmp_path: Path) -> None:
    steps: list[str] = []
    result = publish(STATEMENTS, ARTICLES, tmp_path / "new" / "norvik", progress=steps.append)
    assert result.rows == {"train": 4, "validation": 2, "test": 3, "unlabelled": 1}
    assert (result.name, result.statements, result.labelled, result.unlabelled) == (
        "norvik", 10, 9, 1,
    )  # fmt: skip
    assert {path.name for path in result.files} == {
        "README.md",
        "articles.parquet",
        "croissant.json",
        "manifest.json",
        "test.parquet",
        "train.parquet",
        "unlabelled.parquet",
        "validation.parquet",
    }
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["norvik"]
    assert steps == [
        "checked 10 statements against 2 articles",
        "wrote norvik: train 4, validation 2, test 3, unlabelled 1, articles 2",
    ]


def test_every_row_is_cut_out_of_its_article(published: Path) -> None:
    import pyarrow.parquet as pq

    texts = {
        row["id"]: row["text"] for row in pq.read_table(published / "articles.parquet").to_pylist()
    }
    rows = [
        row
        for split in ("train", "validation", "test", "unlabelled")
        for row in pq.ParquetFile(published / f"{split}.parquet").read().to_pylist()
    ]
    assert len(rows) == len(STATEMENTS)
    for row in rows:
        for words, spans in (("text", "spans"), ("source", "source_spans"), ("cue", "cue_spans")):
            assert cut(texts[row["article_id"]], [Span(*s) for s in row[spans]]) == row[words]


def test_rows_stand_in_order_of_article_and_offset_and_come_back_whole(published: Path) -> None:
    import pyarrow.parquet as pq

    rows = pq.ParquetFile(published / "train.parquet").read().to_pylist()
    assert rows == sorted(rows, key=lambda row: (row["article_id"], row["start"]))
    by_id = {statement.id: statement for statement in STATEMENTS}
    assert all(Statement.from_row(row) == by_id[row["id"]] for row in rows)


def test_same_input_gives_the_same_bytes_in_any_order(published: Path, tmp_path: Path) -> None:
    shuffled = random.Random(3).sample(STATEMENTS, len(STATEMENTS))
    publish(shuffled, ARTICLES[::-1], tmp_path / "norvik")
    publish(shuffled, ARTICLES, tmp_path / "norvik")
    assert contents(tmp_path / "norvik") == contents(published)


def test_content_digest_is_that_of_the_values(tmp_path: Path) -> None:
    first = publish(STATEMENTS, ARTICLES, tmp_path / "a")
    renamed = publish(STATEMENTS, ARTICLES, tmp_path / "b")
    other = publish(
        [replace(STATEMENTS[0], rationale="!"), *STATEMENTS[1:]], ARTICLES, tmp_path / "c"
    )
    assert first.content_digest == renamed.content_digest != other.content_digest


@pytest.mark.parametrize(
    ("rows", "files"),
    [
        (STATEMENTS, {"train": 4, "validation": 2, "test": 3, "unlabelled": 1}),
        (LABELLED, {"train": 4, "validation": 2, "test": 3}),
        (UNLABELLED, {"unlabelled": 1}),
        (LABELLED[:1], {"train": 1}),
        (LABELLED[1:3], {"train": 1, "test": 1}),
        (LABELLED[:1] + UNLABELLED, {"train": 1, "unlabelled": 1}),
    ],
)
def test_hugging_face_reads_the_folder_whatever_is_in_it(
    rows: list[Statement], files: dict[str, int], tmp_path: Path
) -> None:
    import datasets

    folder = tmp_path / "norvik"
    assert publish(rows, ARTICLES, folder).rows == files
    verify(folder)
    splits = datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    assert splits.num_rows == files
    stances = {row.id: row.stance for row in rows}
    for table in splits.values():
        label = table.features["label"]
        assert label.names == ["con", "neutral", "pro"]
        for row in table:
            assert row["stance"] == stances[row["id"]]
            expected = label.str2int(row["stance"]) if row["stance"] else -1
            assert row["label"] == expected


def expected_rows(split: str, folder: Path) -> list[tuple[str, str, int]]:
    number = {"con": 0, "neutral": 1, "pro": 2}
    ids = json.loads((folder / "manifest.json").read_text())["splits"]
    assert split in ids
    import pyarrow.parquet as pq

    stances = {row.id: row.stance for row in STATEMENTS}
    names = pq.ParquetFile(folder / f"{split}.parquet").read(["id"])["id"].to_pylist()
    return [(name, stances[name], number[stances[name]]) for name in names]


def by_pandas(folder: Path, tmp_path: Path) -> list[dict[str, Any]]:
    import pandas as pd

    table = pd.read_parquet(folder / "train.parquet")
    assert table["label"].dtype == "int64"
    return table[["id", "stance", "label"]].to_dict("records")


def by_datasets_parquet(folder: Path, tmp_path: Path) -> list[dict[str, Any]]:
    import datasets

    files = {split: str(folder / f"{split}.parquet") for split in ("train", "test")}
    loaded = datasets.load_dataset("parquet", data_files=files, cache_dir=str(tmp_path / "cache"))
    assert isinstance(loaded["test"].features["label"], datasets.ClassLabel)
    return loaded["train"].to_list()


def by_datasets_articles(folder: Path, tmp_path: Path) -> list[dict[str, Any]]:
    import datasets

    cache = str(tmp_path / "cache")
    articles = datasets.load_dataset(str(folder), "articles", split="articles", cache_dir=cache)
    assert articles["text"][:] == [article.text for article in ARTICLES]
    return datasets.load_dataset(str(folder), split="train", cache_dir=cache).to_list()


def by_polars(folder: Path, tmp_path: Path) -> list[dict[str, Any]]:
    import polars

    return polars.read_parquet(folder / "train.parquet").to_dicts()


def by_duckdb(folder: Path, tmp_path: Path) -> list[dict[str, Any]]:
    import duckdb

    found = duckdb.sql(f"select id, stance, label from '{folder / 'train.parquet'}'").fetchall()
    return [dict(zip(("id", "stance", "label"), row, strict=True)) for row in found]


@pytest.mark.parametrize(
    "read", [by_pandas, by_datasets_parquet, by_datasets_articles, by_polars, by_duckdb]
)
def test_readers(read: Any, published: Path, tmp_path: Path) -> None:
    rows = [(row["id"], row["stance"], row["label"]) for row in read(published, tmp_path)]
    assert rows == expected_rows("train", published)


ROW = STATEMENTS[2]  # of two spans


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"text": "Without parking"}, "'text' is 'Without parking', but its spans cut out"),
        ({"start": 0}, "'text' runs 0 to 224, but its spans are [[166, 181], [196, 224]]"),
        ({"spans": ROW.spans[::-1]}, "are not in order"),
        ({"spans": [Span(166, 9_999)]}, "inside the article's 463 characters"),
        ({"spans": []}, "'spans' is empty"),
        ({"source": "Tor"}, "'source' is 'Tor', but its spans cut out 'Vall'"),
        ({"source_end": -1}, "'source' runs"),
        ({"cue": "", "cue_spans": []}, "'cue' runs"),
        ({"stance": "against"}, "stance 'against' is none of con, neutral, pro"),
        ({"article_id": "harbor"}, "article 'harbor', row 3 (id 'harbour-166'): there is no such"),
        ({"group": ""}, "'group' is empty"),
        ({"id": STATEMENTS[0].id}, "the id occurs 2 times"),
    ],
)
def test_rows_that_do_not_fit_are_refused(
    changed: dict[str, Any], words: str, tmp_path: Path
) -> None:
    rows = [replace(row, **changed) if row is ROW else row for row in STATEMENTS]
    with pytest.raises(InputError) as caught:
        publish(rows, ARTICLES, tmp_path / "norvik")
    assert words in str(caught.value)
    assert "article '" in str(caught.value)
    assert "row 3" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_all_faults_are_in_one_report(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        publish([replace(row, group="") for row in STATEMENTS] * 3, ARTICLES, tmp_path / "norvik")
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("60 faults")
    assert lines[-1].strip() == "… and 40 more"


def test_two_articles_of_one_id_and_no_statement_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'harbour': the id occurs twice"):
        publish(STATEMENTS, [*ARTICLES, HARBOUR], tmp_path / "norvik")
    with pytest.raises(InputError, match="no statements to publish"):
        publish([], ARTICLES, tmp_path / "norvik")


def test_what_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("Three years of work")
    with pytest.raises(OutputError, match="thesis: is no dataset of ours"):
        publish(STATEMENTS, ARTICLES, folder)
    (folder / "manifest.json").write_text('{"version": 3}')
    with pytest.raises(OutputError, match="choose another output folder"):
        publish(STATEMENTS, ARTICLES, folder)
    assert (folder / "chapter.txt").read_text() == "Three years of work"
    with pytest.raises(OutputError, match=r"chapter\.txt: is a file"):
        publish(STATEMENTS, ARTICLES, folder / "chapter.txt")
    with pytest.raises(OutputError, match="cannot be written"):
        publish(STATEMENTS, ARTICLES, folder / "chapter.txt" / "norvik")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis"]


def test_a_file_put_beside_ours_is_not_removed(tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"also holds notes\.txt"):
        publish(STATEMENTS, ARTICLES, folder)
    (folder / "notes.txt").unlink()
    (folder / ".DS_Store").write_text("")
    publish(LABELLED, ARTICLES, folder)
    assert not (folder / "unlabelled.parquet").exists()


def test_an_empty_folder_and_a_link_are_written_to(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "norvik").symlink_to(tmp_path / "elsewhere")
    for _ in range(2):
        publish(STATEMENTS, ARTICLES, tmp_path / "norvik")
    assert (tmp_path / "norvik").is_symlink()
    assert verify(tmp_path / "elsewhere")["name"] == "elsewhere"


@pytest.mark.parametrize(
    "step",
    [
        (_publish, "write_rows"),
        (_publish, "finish"),
        (_replace, "sync"),
        (_replace, "put_in_place"),
    ],
)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_folder(
    step: tuple[Any, str], error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    before = contents(folder)

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(*step, fail)
    with pytest.raises((OutputError, KeyboardInterrupt)) as caught:
        publish(LABELLED, ARTICLES, folder)
    if isinstance(caught.value, OutputError):
        assert "norvik: cannot be written (No space left on device)" in str(caught.value)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["norvik"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda f: (f / "train.parquet").unlink(), "train.parquet: missing"),
        (lambda f: (f / "README.md").write_text("short"), "README.md: 5 bytes"),
        (lambda f: flip(f / "test.parquet"), "test.parquet: changed since it was published"),
        (lambda f: (f / "more.txt").write_text(""), "more.txt: not listed"),
        (lambda f: (f / "manifest.json").unlink(), "no manifest.json"),
        (lambda f: edit(f, ("content_sha256",), "0"), "content digest"),
        (lambda f: edit(f, ("inputs", "articles", "harbour"), "0"), "digest of 'harbour'"),
        (lambda f: edit(f, ("files", "train.parquet", "rows"), 5), "4 rows, 5 listed"),
        (lambda f: edit(f, ("splits", "train"), 5), "lists the splits"),
        (lambda f: edit(f, ("inputs", "articles", "more"), "0"), "lacks 'more'"),
        (lambda f: edit(f, ("seed",), 3), "that seed 3 and the fractions"),
        (lambda f: edit(f, ("name",), "other"), "manifest.json: edited since it was written"),
        (lambda f: edit(f, ("versions", "pyarrow"), "1"), "edited since it was written"),
        (lambda f: edit(f, ("rights", "stated"), ["We may."]), "edited since it was written"),
        (lambda f: edit(f, ("inputs",), 3), "manifest.json: lacks a fact or has one of another"),
        (lambda f: edit(f, ("manifest_sha256",), "0"), "edited since it was written"),
        (lambda f: (f / "manifest.json").write_text("{"), "no manifest.json"),
    ],
)
def test_verify_names_the_difference(
    damage: Any, words: str, published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "norvik"
    shutil.copytree(published, folder)
    assert main(["verify", str(folder)]) == 0
    assert "as published: 7 files, train 4, validation 2" in capsys.readouterr().out
    damage(folder)
    with pytest.raises(InputError) as caught:
        verify(folder)
    assert words in str(caught.value)
    assert main(["verify", str(folder)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("differs: ")
    assert words in error


def test_what_is_not_there_cannot_be_verified(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "nowhere/norvik"]) == 2
    assert "nowhere/norvik" in capsys.readouterr().err


def test_a_row_of_another_split_is_noticed(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    shutil.copytree(published, folder)
    train, test = folder / "train.parquet", folder / "test.parquet"
    content = train.read_bytes()
    train.write_bytes(test.read_bytes())
    test.write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"] = _manifest.listed_files(folder)
    del manifest["files"]["manifest.json"]
    manifest["splits"] |= {"train": 3, "test": 4}
    _manifest.write_manifest(folder, manifest)
    with pytest.raises(InputError, match="holds a row that seed 0 and the fractions"):
        verify(folder)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def edit(folder: Path, keys: tuple[str, ...], value: object) -> None:
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    place = manifest
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    path.write_text(json.dumps(manifest))


def test_the_manifest_has_no_time_and_no_place(published: Path) -> None:
    text = (published / "manifest.json").read_text()
    assert str(published.parent) not in text
    manifest = json.loads(text)
    assert set(manifest) == {
        "format",
        "name",
        "description",
        "content_sha256",
        "files",
        "splits",
        "split_fractions",
        "seed",
        "inputs",
        "labelling",
        "rights",
        "history",
        "versions",
        "manifest_sha256",
    }
    assert list(manifest["inputs"]["articles"]) == ["harbour", "sequel"]
