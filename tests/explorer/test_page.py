"""What a page is made of: its bytes, its policy, what it tells of its data, and wrong input."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from stance_data.cli import main
from stance_data.errors import DatasetNotFoundError, InputError, OutputError, StanceDataWarning
from stance_data.explorer import Page, write_page
from stance_data.explorer._markdown import card_html
from stance_data.explorer._page import script_json
from stance_data.publishing import publish, verify
from tests.corpora.samples import SAMPLES
from tests.corpora.test_polnear import SAMPLES as SAMPLES_OF_POLNEAR
from tests.corpora.test_polnear import corpus as polnear_corpus
from tests.explorer.examples import (
    HOSTILE,
    LABELS,
    long_article,
    many_rows,
    publish_harbour,
    publish_hostile,
)


def data_of(page: Path) -> dict[str, Any]:
    html = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_page_of_a_dataset(tmp_path: Path) -> None:
    done = write_page(publish_harbour(tmp_path), tmp_path / "deep" / "page.html")
    assert done == Page(tmp_path / "deep" / "page.html", 11, 11, 2)
    data = data_of(done.path)
    assert [article["title"] for article in data["articles"]] == [
        "Norvik weighs a harbour without cars",
        "Vote on harbour postponed",
    ]
    rows = {row["text"]: row for row in data["rows"]}
    assert rows["lorries need the road"]["who"] == "“the port authority”"
    assert rows["Cars had their century."] == {
        "id": "harbour-108", "text": "Cars had their century.", "stance": "pro", "words": 4,
        "target": "Norvik should close its old harbour to cars", "split": "train",
        "form": "direct", "kind": "person", "source": "mayor Ida Sund", "cue": "said",
        "cueKind": "speech", "from": "adjudicated", "who": "Ida Sund", "article": 0,
    }  # fmt: skip


def test_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    publish_harbour(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    pages = [
        write_page(tmp_path / place / "harbour", tmp_path / f"{place}.html").path.read_bytes()
        for place in ("one", "two")
    ]
    assert pages[0] == pages[1]


def test_page_loads_nothing_and_runs_its_own_script_alone(tmp_path: Path) -> None:
    page = write_page(publish_hostile(tmp_path), tmp_path / "page.html").path
    html = page.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in rules
    assert not re.findall(r"""(?:src|srcset|action|poster)\s*=\s*["']?http""", html)
    assert not re.findall(r"<(?:img|iframe|object|embed|base|form)\b", html)
    assert html.count("<script") == 2


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028", HOSTILE, "\ud800", "\x00", "😀"])
def test_json_cannot_leave_its_element(text: str) -> None:
    written = script_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"text": text}
    written.encode()


CARDS = [
    ("---\na: b\n---\n\n# Name\n\nText", "<p>Text</p>\n"),
    ("## A\n\n### B", "<h3>A</h3>\n<h4>B</h4>\n"),
    ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
    ("<div onclick=x>", "<p>&lt;div onclick=x&gt;</p>\n"),
    ("![alt](http://a.example/i.png)", "<p>alt</p>\n"),
    ("[a](javascript:x)", "<p>[a](javascript:x)</p>\n"),
    ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
    ("[a](https://a.example)",
     '<p><a href="https://a.example" rel="noopener noreferrer" target="_blank">a</a></p>\n'),
    ("<https://a.example>",
     '<p><a href="https://a.example" rel="noopener noreferrer" target="_blank">'
     "https://a.example</a></p>\n"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "html"), CARDS)
def test_card(markdown: str, html: str) -> None:
    assert card_html(markdown) == html


def test_tables_of_a_card_scroll_and_have_no_style() -> None:
    html = card_html("| a | b |\n|---|---:|\n| x | 1 |\n")
    assert html.startswith('<div class="frame" tabindex="0" role="group" aria-label="Table">')
    assert '<td class="number">1</td>' in html
    assert "style" not in html


def test_annotators_are_shown_where_their_file_is_the_one_that_was_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    labels = tmp_path / "raw" / "harbour.labels.csv"
    labels.write_text(LABELS, encoding="utf-8")
    labels.with_suffix(".toml").write_text('[annotators]\nr1 = "a student"\n')
    digest = hashlib.sha256(labels.read_bytes()).hexdigest()
    folder = publish_harbour(tmp_path, {labels.name: digest, "../harbour.labels.csv": digest})

    def votes() -> dict[str, Any]:
        data = data_of(write_page(folder, "page.html").path)
        assert data["annotators"] in ({}, {"r1": "a student"})
        return {row["text"]: row.get("agreement") for row in data["rows"] if row.get("votes")}

    assert votes() == {
        "The quay belongs to people on foot": "differ on the basis",
        "a gift to the mall": "differ",
        "The council will vote in May": "agree",
    }
    labels.write_text(LABELS + "Cars had their century.,r1,con,,\n", encoding="utf-8")
    assert votes() == {}


def test_table_of_predictions(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "text": ["Keep it", "Drop it", "Keep"],
            "label": [2, 0, -1],
            "confidence": [0.8, None, 0.5],
            "label_source": ["model", "model", "none"],
            "original_stance": ["con", None, ""],
            "tags": [["a", "b"], [], None],
            "seen": [True, False, None],
        }
    )
    frame.to_parquet(tmp_path / "rows.parquet")
    rows = data_of(write_page(tmp_path / "rows.parquet", tmp_path / "p.html").path)["rows"]
    assert rows == [
        {"id": "row-1", "text": "Keep it", "stance": "pro", "from": "model", "confidence": 0.8,
         "human": "con", "words": 2, "who": "", "others": {"tags": "a, b", "seen": "yes"}},
        {"id": "row-2", "text": "Drop it", "stance": "con", "from": "model", "words": 2,
         "who": "", "others": {"seen": "no"}},
        {"id": "row-3", "text": "Keep", "confidence": 0.5, "words": 1, "who": ""},
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".tsv"])
def test_table_files(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"rows{suffix}"
    frame = pd.DataFrame(many_rows(3)).drop(columns="votes")
    if suffix == ".jsonl":
        frame.to_json(path, orient="records", lines=True)
    else:
        frame.to_csv(path, index=False, sep="," if suffix == ".csv" else "\t")
    rows = data_of(write_page(path, tmp_path / "p.html").path)["rows"]
    assert [row["stance"] for row in rows] == ["con", "neutral", "pro"]
    assert [row["id"] for row in rows] == ["row0", "row1", "row2"]


def test_rows_of_one_id_can_be_told_apart(tmp_path: Path) -> None:
    lines = [{"id": key, "text": "x \ud800"} for key in ("a", "a", "b", "\ud800", "")]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    rows = data_of(write_page(path, tmp_path / "p.html").path)["rows"]
    assert [row["id"] for row in rows] == ["row-1", "row-2", "b", "row-4", "row-5"]
    assert {row["text"] for row in rows} == {"x \ud800"}


def test_labels_that_were_named_must_be_there_and_fit(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["a"], "text": ["The ferry should stay"]})
    labels = tmp_path / "l.csv"
    with pytest.raises(InputError, match="no such file"):
        write_page(frame, tmp_path / "p.html", labels=[labels])
    labels.write_text("text,annotator,stance\nthe ferry should stay,r1,pro\n")
    write_page(frame, tmp_path / "p.html", labels=[labels])
    assert data_of(tmp_path / "p.html")["rows"][0]["votes"] == [["r1", "pro", "", ""]]
    labels.write_text("text,annotator,stance\nOther words,r1,pro\n")
    with pytest.warns(StanceDataWarning, match="none of its 1 labels has the words"):
        write_page(frame, tmp_path / "p.html", labels=[labels])


def test_what_a_page_leaves_out_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = publish_harbour(tmp_path)
    done = write_page(folder, tmp_path / "p.html", limit=5)
    html = done.path.read_text(encoding="utf-8")
    assert (done.statements, done.total) == (4, 11)
    assert "This page shows 4 of 11 statements" in html
    assert {row["split"] for row in data_of(done.path)["rows"]} == {"train", "validation", "test"}
    monkeypatch.setattr("stance_data.explorer._material._ARTICLE_CHARACTERS", 500)
    done = write_page(folder, tmp_path / "p.html")
    assert "The text of 1 of 2 articles is here" in done.path.read_text(encoding="utf-8")
    last = data_of(done.path)["rows"][-1]
    assert "article" not in last
    assert last["title"] == "Vote on harbour postponed"


def test_long_article_is_always_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article, statements = long_article(1_000)
    publish(statements, [article], tmp_path / "long")
    monkeypatch.setattr("stance_data.explorer._material._ARTICLE_CHARACTERS", 100)
    assert write_page(tmp_path / "long", tmp_path / "p.html").articles == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STANCE_DATA_HOME", str(tmp_path / "home"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    for name in ("gwsd", "perspectrum"):
        SAMPLES[name].write(tmp_path / name)
        assert main(["corpora", "add", name, "--from", str(tmp_path / name)]) == 0
    return tmp_path


@pytest.mark.parametrize(
    ("name", "may"),
    [("gwsd", "must not be published"), ("perspectrum", "Pass it on only as that licence allows")],
)
def test_corpus(name: str, may: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["explore", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"explorer/{name}.html: ")
    html = Path(f"explorer/{name}.html").read_text(encoding="utf-8")
    assert "This page holds the text of" in html
    assert may in html
    assert "To know before using it" in html
    if name == "gwsd":
        rows = data_of(Path("explorer/gwsd.html"))["rows"]
        assert sum(count for _, count in rows[0]["counts"]) == 8


def test_corpus_of_attributions(home: Path) -> None:
    annotations = SAMPLES_OF_POLNEAR[0][1]
    folder = polnear_corpus(home / "polnear", {"ann": annotations, "bob": annotations})
    assert main(["corpora", "add", "polnear", "--from", str(folder)]) == 0
    assert main(["explore", "polnear"]) == 0
    data = data_of(Path("explorer/polnear.html"))
    assert [article["id"] for article in data["articles"]] == [
        "gazette_2031-02-03_bridge (annotator ann)",
        "gazette_2031-02-03_bridge (annotator bob)",
    ]
    (first, second) = data["rows"]
    assert first["text"] == second["text"] == "the bridge “will open.”"
    assert (first["who"], first["article"], second["article"]) == ("“Ana Holt”", 0, 1)
    assert "kind" not in first  # the corpus does not say what kind of speaker that is


def test_faults(tmp_path: Path) -> None:
    rows = pd.DataFrame({"text": ["a", "b", "c"], "stance": ["pro", "favour", "favour"]})
    with pytest.raises(InputError, match="the table: unknown stance 'favour' in rows 2, 3"):
        write_page(rows, tmp_path / "p.html")
    with pytest.raises(InputError, match="unknown label '7' in row 1"):
        write_page(pd.DataFrame({"text": ["a"], "label": [7]}), tmp_path / "p.html")
    with pytest.raises(InputError, match=r"no column 'text' \(did you mean 'txt'\?\)"):
        write_page(pd.DataFrame({"txt": ["a"]}), tmp_path / "p.html")
    with pytest.raises(InputError, match="has no rows"):
        write_page(pd.DataFrame({"text": []}), tmp_path / "p.html")
    with pytest.raises(InputError, match="a page needs one row at least"):
        write_page(rows, tmp_path / "p.html", limit=0)
    with pytest.raises(DatasetNotFoundError, match="did you mean 'calexit'"):
        write_page("calexti", tmp_path / "p.html")
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"p\.html: the page cannot be written"):
        write_page(rows[:1], tmp_path / "file" / "p.html")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_verb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    publish_harbour(tmp_path / "processed")
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    assert main(["explore", "harbour", "--open"]) == 0
    assert capsys.readouterr().out.startswith(
        "explorer/harbour.html: 11 statements in 2 articles, "
    )
    assert opened == [(tmp_path / "explorer" / "harbour.html").as_uri()]
    assert main(["explore", "processed/harbour", "--out", "x.html", "--limit", "5"]) == 0
    assert "x.html: 4 of 11 statements" in capsys.readouterr().out
    assert main(["explore", "harbour", "--out", "processed"]) == 2
    assert "is a folder. Name a file" in capsys.readouterr().err
    assert main(["explore", "--out", "all.html"]) == 2
    assert "name one of calexit, calexit-all, harbour" in capsys.readouterr().err
    assert main(["explore", "none.csv"]) == 2
    assert "none.csv: no such file" in capsys.readouterr().err


def test_build_ends_with_pages_beside_the_datasets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text("“The ferry should stay,” Ann Oduya said.\n", encoding="utf-8")
    Path("ferry.labels.csv").write_text(
        "text,annotator,stance\nThe ferry should stay,r1,pro\nThe ferry should stay,r2,con\n"
        "The ferry should stay,adjudicated,pro\n"
    )
    build = ["build", "ferry.txt", "--target", "T", "--attributor", "rules"]
    assert main(build) == 0
    assert "\n  explorer/ferry.html\n" in capsys.readouterr().out
    (row,) = data_of(tmp_path / "explorer" / "ferry.html")["rows"]
    assert row["agreement"] == "differ"
    # The dataset's folder is as it was published, and can be published again.
    verify(tmp_path / "processed" / "ferry")
    assert main(build) == 0
    assert main([*build, "--out", "elsewhere/data"]) == 0
    assert (tmp_path / "elsewhere" / "explorer" / "ferry.html").is_file()
    # Without a place for pages the datasets are built all the same.
    Path("blocked").mkdir()
    Path("blocked/explorer").touch()
    capsys.readouterr()
    assert main([*build, "--out", "blocked/data"]) == 0
    assert "has no page: blocked/explorer/ferry.html" in capsys.readouterr().err


def test_nothing_heavy_is_imported_by_the_room() -> None:
    import subprocess

    code = "import stance_data.explorer, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "pyarrow", "jinja2", "markdown_it"} & set(done.stdout.split())
