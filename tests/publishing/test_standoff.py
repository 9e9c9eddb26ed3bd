"""Without the articles' words, and with them again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from stance_data.cli import main
from stance_data.errors import InputError, OutputError
from stance_data.publishing import join, publish, verify, write_standoff
from stance_data.publishing._manifest import read_any_manifest, write_manifest
from stance_data.schema import Article, Redistribution
from tests.publishing.examples import ARTICLES, HARBOUR, SEQUEL, STATEMENTS
from tests.publishing.test_card import LABELLING

PARAGRAPH = HARBOUR.text.split("\n\n")[1]
ROWS = [replace(STATEMENTS[0], context=PARAGRAPH, rationale="Says so."), *STATEMENTS[1:]]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "norvik"
    publish(ROWS, ARTICLES, folder, labelling=LABELLING, label_files={"x.csv": "0" * 64})
    return folder


@pytest.fixture
def bare(published: Path, tmp_path: Path) -> Path:
    write_standoff(published, tmp_path / "bare")
    return tmp_path / "bare"


def test_no_word_of_an_article_is_in_it(bare: Path) -> None:
    import pyarrow.parquet as pq

    verify(bare)
    words = [row.text for row in ROWS] + [PARAGRAPH, "According to"]
    for path in bare.iterdir():
        if path.suffix == ".parquet":
            text = json.dumps(pq.ParquetFile(path).read().to_pylist(), ensure_ascii=False)
        else:
            text = path.read_text(encoding="utf-8")
        assert [w for w in words if w in text or json.dumps(w)[1:-1] in text] == []


def test_joined_with_ones_own_copy_it_is_what_it_was(
    bare: Path, published: Path, tmp_path: Path
) -> None:
    own = [replace(SEQUEL, id="under-another-name", title="?"), HARBOUR, Article("more", "Rain.")]
    result = join(bare, own, tmp_path / "joined")
    assert contents(tmp_path / "joined") == contents(published)
    assert result.rows == {"train": 4, "validation": 2, "test": 3, "unlabelled": 1}


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ([HARBOUR], "article 'sequel': is not among your articles"),
        ([], "article 'harbour': is not among your articles"),
        (
            [HARBOUR, replace(SEQUEL, text=SEQUEL.text.replace("😀", ":)"))],
            "article 'sequel': your copy has another text than the one published (SHA-256 ",
        ),
    ],
)
def test_another_text_is_refused_by_name(
    own: list[Article], words: str, bare: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        join(bare, own, tmp_path / "joined")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "joined").exists()


def test_an_edited_label_is_noticed(bare: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = bare / "train.parquet"
    table = pq.ParquetFile(path).read()
    stances = pa.array(["con"] * table.num_rows)
    column = table.schema.get_field_index("stance")
    pq.write_table(table.set_column(column, table.schema.field(column), stances), path)
    with pytest.raises(InputError, match="do not come out as they were published"):
        join(bare, ARTICLES, tmp_path / "joined")


def test_a_context_that_is_not_in_the_article_cannot_be_left_out(tmp_path: Path) -> None:
    rows = [replace(STATEMENTS[0], context="Norvik, yesterday"), *STATEMENTS[1:]]
    publish(rows, ARTICLES, tmp_path / "norvik")
    with pytest.raises(InputError, match="'harbour-39': its context is not in the article"):
        write_standoff(tmp_path / "norvik", tmp_path / "bare")
    assert not (tmp_path / "bare").exists()


def test_neither_kind_replaces_the_other(bare: Path, published: Path) -> None:
    with pytest.raises(OutputError, match="holds something else"):
        write_standoff(published, published)
    with pytest.raises(OutputError, match="holds something else"):
        publish(STATEMENTS, ARTICLES, bare)
    before = contents(bare)
    write_standoff(published, bare)
    assert contents(bare) == before


def test_what_is_no_standoff_is_refused(published: Path, bare: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no stand-off publication"):
        join(published, ARTICLES, tmp_path / "joined")
    with pytest.raises(InputError, match="is no published dataset"):
        write_standoff(bare, tmp_path / "barer")


def test_straight_from_statements(bare: Path, tmp_path: Path) -> None:
    closed = [replace(article, redistribution=Redistribution.FORBIDDEN) for article in ARTICLES]
    publish(ROWS, closed, tmp_path / "closed", standoff=True)
    manifest = read_any_manifest(tmp_path / "closed") or {}
    assert manifest["content_sha256"] == (read_any_manifest(bare) or {})["content_sha256"]
    join(tmp_path / "closed", closed, tmp_path / "joined")
    verify(tmp_path / "joined")


def test_verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, joined = tmp_path / "ferry.txt", str(tmp_path / "joined")
    article.write_text(
        "“The ferry should stay,” Ann Oduya said.\n\nPeter Lindqvist said the line is too dear.\n"
    )
    out, bare = str(tmp_path / "processed"), str(tmp_path / "bare")
    target = ["--target", "The ferry line should be kept"]
    assert (
        main(
            ["build", str(article), *target, "--out", out, "--attributor", "rules", "--no-suggest"]
        )
        == 0
    )
    assert main(["publish", f"{out}/ferry", "--standoff", "--to", bare]) == 0
    capsys.readouterr()
    assert main(["join", bare, "--source", str(article), "--out", joined]) == 0
    assert "2 statements (unlabelled 2)" in capsys.readouterr().out
    assert contents(Path(joined)) == contents(Path(out) / "ferry")
    assert main(["join", bare, "--out", joined]) == 2
    assert "name your copy of its articles: --source" in capsys.readouterr().err
    article.write_text(article.read_text().replace("dear", "cheap"))
    assert main(["join", bare, "--source", str(article), "--out", joined]) == 2
    assert "article 'ferry': your copy has another text" in capsys.readouterr().err


def test_a_manifest_edited_in_its_depth_is_noticed(bare: Path) -> None:
    manifest = read_any_manifest(bare) or {}
    manifest["of"]["seed"] = 7
    text = json.dumps(manifest)
    (bare / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="edited since it was written"):
        verify(bare)
    write_manifest(bare, manifest)
    verify(bare)
