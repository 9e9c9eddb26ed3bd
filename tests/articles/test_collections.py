"""Paths → collections: what becomes a dataset of its own, and what goes together."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from stance_data.articles import (
    Article,
    SetAside,
    collections_of,
    read_article,
    read_articles,
)
from stance_data.errors import InputError

TEXT = "“The ferry should stay,” Ann Oduya said."
PAGE = (Path(__file__).parent / "pages" / "town_paper.html").read_bytes()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return a folder with one of everything that a user may keep beside articles."""
    folder = tmp_path / "news 2021"
    for place in ("march/page_files", ".git", "march/deep"):
        (folder / place).mkdir(parents=True)
    (folder / "b.txt").write_text(TEXT)
    (folder / "a.jsonl").write_text('{"text": "He said no."}\n{"text": "She said yes."}\n')
    (folder / "b.labels.csv").write_text("text,annotator,stance\n")
    (folder / "b.toml").write_text('title = "B"\n')
    (folder / "NOTES.md").write_text("Not an article.")
    (folder / ".hidden.txt").write_text(TEXT)
    (folder / ".git" / "x.txt").write_text(TEXT)
    (folder / "march" / "page.html").write_bytes(PAGE)
    (folder / "march" / "page_files" / "frame.html").write_bytes(PAGE)
    (folder / "march" / "deep" / "b.txt").write_text(TEXT)
    return folder


def test_folder_is_one_collection_with_its_subfolders(shelf: Path) -> None:
    (collection,) = collections_of([shelf])
    assert (collection.name, collection.single) == ("news-2021", False)
    items = list(collection)
    assert [item.id for item in items if isinstance(item, Article)] == [
        "a-1",
        "a-2",
        "b",
        "march-page",
        "march-deep-b",
    ]
    assert len(items) == 5


def test_folder_apart(shelf: Path) -> None:
    names = [c.name for c in collections_of([shelf], apart=True)]
    assert names == ["a", "b", "march-page", "march-deep-b"]


def test_folder_with_a_single_article_is_that_article(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (collection,) = collections_of([tmp_path])
    assert (collection.name, collection.single) == ("b", True)


def test_everything_under_one_name(shelf: Path) -> None:
    (collection,) = collections_of([shelf / "b.txt", shelf / "a.jsonl"], name="both")
    assert collection.name == "both"
    assert len(list(collection)) == 3


def test_same_id_twice_is_set_aside(shelf: Path) -> None:
    (collection,) = collections_of([shelf / "b.txt", shelf / "b.txt"], name="both")
    _, second = collection
    assert isinstance(second, SetAside)
    assert "gives the same article id 'b' as" in second.reason


def test_bad_file_does_not_stop_the_others(shelf: Path) -> None:
    (shelf / "c.txt").write_bytes(b"%PDF-1.7")
    (shelf / "d.html").write_text("<html></html>")
    (collection,) = collections_of([shelf])
    aside = [str(item) for item in collection if isinstance(item, SetAside)]
    assert len(aside) == 2
    assert "c.txt: is a PDF file" in aside[0]
    assert "d.html: no article found in this page" in aside[1]
    with pytest.raises(InputError, match=r"c\.txt: is a PDF file[^\n]*\n.*d\.html: no article"):
        read_articles([shelf])


@pytest.mark.parametrize(("data", "title"), [(TEXT.encode(), ""), (PAGE, "Ferry line to close")])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, title: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    article = read_article("-")
    assert article.id == "stdin"
    assert article.title.startswith(title)
    assert "“The ferry should stay,” Ann Oduya" in article.text


def test_packed_text(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "ferry.toml").write_text('title = "T"\n')
    article = read_article(tmp_path / "ferry.txt.gz")
    assert (article.id, article.text, article.title) == ("ferry", TEXT, "T")


def test_one_article_is_asked_for_and_there_are_two(shelf: Path) -> None:
    with pytest.raises(InputError, match=r"a\.jsonl: holds 2 articles"):
        read_article(shelf / "a.jsonl")
