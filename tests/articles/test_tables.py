"""Tables of articles: columns by their usual names or by flags, bad rows set aside one by one."""

import gzip
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from stance_data.articles import Article, Collection, Columns, SetAside, collections_of
from stance_data.articles._facts import iso_date

TEXT = "“The ferry should stay,” Ann Oduya said."


def write_lines(path: Path, rows: list[Any]) -> Path:
    lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows) + "\n"
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


def read(path: Path, **columns: str) -> list[Article | SetAside]:
    (collection,) = collections_of([path], columns=Columns(**columns))
    assert isinstance(collection, Collection)
    assert not collection.single
    return list(collection)


def articles(items: list[Article | SetAside]) -> list[Article]:
    assert all(isinstance(item, Article) for item in items)
    return [item for item in items if isinstance(item, Article)]


ROW = {
    "id": 7,
    "body": TEXT,
    "headline": "Ferry to  close",
    "published": "2021-03-04T09:12:00Z",
    "source": {"id": None, "name": "The Post"},
    "link": "https://post.example/a",
}


@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson", "news.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    (one, two) = articles(read(write_lines(tmp_path / name, [ROW, "", {"text": TEXT}])))
    assert (one.id, one.text, one.title) == ("7", TEXT, "Ferry to close")
    assert (one.date, one.publisher, one.url) == ("2021-03-04", "The Post", ROW["link"])
    assert (two.id, two.title, two.date) == ("news-3", "", "")
    assert two.path == f"{tmp_path / name}: row 3"


@pytest.mark.parametrize(
    "told",
    [[{"text": TEXT}] * 2, {"status": "ok", "articles": [{"content": TEXT}, {"content": TEXT}]}],
)
def test_json_list(tmp_path: Path, told: Any) -> None:
    (tmp_path / "news.json").write_text(json.dumps(told))
    assert [article.id for article in articles(read(tmp_path / "news.json"))] == [
        "news-1",
        "news-2",
    ]


def test_json_object_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"body": TEXT, "tags": ["x"], "authors": ["A"]}))
    (article,) = articles(read(tmp_path / "a.json"))
    assert article.text == TEXT


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "article_id": [1, 2],
            "content": [TEXT, TEXT],
            "date": [datetime(2021, 3, 4, 9), None],
            "publisher": [None, "The Post"],
        }
    )
    frame.to_parquet(tmp_path / "news.parquet")
    (one, two) = articles(read(tmp_path / "news.parquet"))
    assert (one.id, one.date, one.publisher) == ("1", "2021-03-04", "")
    assert (two.id, two.date, two.publisher) == ("2", "", "The Post")


@pytest.mark.parametrize(("name", "mark"), [("news.csv", ","), ("news.tsv", "\t")])
def test_csv(tmp_path: Path, name: str, mark: str) -> None:
    frame = pd.DataFrame({"text": [f"{TEXT}\n\nNA, she said.", TEXT], "title": ["NA", ""]})
    frame.to_csv(tmp_path / name, sep=mark, index=False)
    (one, two) = articles(read(tmp_path / name))
    assert (one.text, one.title) == (f"{TEXT}\n\nNA, she said.", "NA")
    assert (two.id, two.title) == ("news-2", "")


def test_columns_by_name(tmp_path: Path) -> None:
    row = {"text": "summary", "story": TEXT, "key": "k1", "head": "T", "day": "4 March 2021"}
    path = write_lines(tmp_path / "a.jsonl", [row | {"paper": "P", "page": "https://p.example"}])
    (one,) = articles(
        read(path, text="story", id="key", title="head", date="day", publisher="paper", url="page")
    )
    assert (one.id, one.text, one.title, one.date) == ("k1", TEXT, "T", "2021-03-04")
    assert (one.publisher, one.url) == ("P", "https://p.example")


def test_markup_in_a_row_is_read_as_a_page(tmp_path: Path) -> None:
    markup = f"<p>{TEXT}</p>\n<p>Peter Moss said that the town could not pay for&nbsp;it.</p>"
    (one,) = articles(read(write_lines(tmp_path / "a.jsonl", [{"content": markup}])))
    assert one.text == f"{TEXT}\n\nPeter Moss said that the town could not pay for it."


BAD_ROWS = [
    ({"text": ""}, "row 2: the text is empty"),
    ({"text": " \n"}, "row 2: the text is empty"),
    ({"text": None}, "row 2: the text is empty"),
    ({"text": 5}, "row 2: the text is no string but int"),
    ({"title": "T"}, "row 2: has no column text or body"),
    ('{"text": "cut', "row 2: is no JSON ("),
    ("[1]", "row 2: is no JSON object"),
    ('{"text": "half \\ud800"}', "row 2: the text has half a character at 5"),
    ({"text": "a\x00b"}, "row 2: the text has a null character at 1"),
    ({"text": TEXT, "id": 1}, "row 2: gives the same article id '1' as "),
    ({"text": "<p></p>"}, "row 2: no article found in this page"),
]


@pytest.mark.parametrize(("row", "message"), BAD_ROWS)
def test_bad_row_is_set_aside(tmp_path: Path, row: Any, message: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", [{"text": TEXT, "id": 1}, row, {"text": TEXT}])
    one, bad, three = read(path)
    assert isinstance(one, Article)
    assert isinstance(three, Article)
    assert str(bad).startswith(f"{path}: {message}")


def test_rows_before_the_first_with_a_text_are_told_too(tmp_path: Path) -> None:
    items = read(write_lines(tmp_path / "a.jsonl", [{"title": "T"}, {"text": TEXT}]))
    assert [type(item) for item in items] == [SetAside, Article]


BAD_TABLES = [
    ("a.jsonl", b'{"story": "x"}', "has no column text or body .*it has story.*--text-column"),
    ("a.jsonl", b"\n", "holds no article"),
    ("a.json", b"{", "is no JSON"),
    ("a.json", b"[]", "holds no article"),
    ("a.jsonl", b'{"attribution_id": "a", "spans": [], "text": "x"}', "holds statements, not"),
    ("a.jsonl.gz", b"no gzip", "is a damaged gzip file"),
    ("a.parquet", b"no parquet", "is no Parquet file"),
    ("a.csv", b"", "the file is empty"),
    ("a.csv", b"text,id\na,1\nb,2,3\n", "is no CSV in UTF-8 .*line 3"),
    ("a.csv", b"text\n\xff\xfe\n", "is no CSV in UTF-8"),
    ("none.jsonl", None, "no such file"),
    ("none.parquet", None, "no such file"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD_TABLES)
def test_bad_table(tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (item,) = read(tmp_path / name)
    assert isinstance(item, SetAside)
    assert re.search(message, str(item))


def test_side_file_of_a_table_is_that_of_all_its_articles(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", [{"text": TEXT, "publisher": "P"}, {"text": TEXT}])
    (tmp_path / "a.toml").write_text('target = "Keep it"\npublisher = "The Post"\n')
    for article in articles(read(path)):
        assert (article.target, article.publisher) == ("Keep it", "The Post")


DATES = [
    ("2021-03-04", "2021-03-04"),
    ("2021-03-04 09:12:00+00:00", "2021-03-04"),
    ("2021-03", "2021-03"),
    (2021, "2021"),
    (date(2021, 3, 4), "2021-03-04"),
    ("March 4, 2021", "2021-03-04"),
    ("4 Sept. 2021", "2021-09-04"),
    ("20210304", "2021-03-04"),
    ("March 2021", "2021-03"),
    ("Thu, 04 Mar 2021 09:12:00 GMT", "2021-03-04"),
    ("3/4/21", None),
    ("2021-13-01", None),
    (1614849120, None),
    ("yesterday", None),
]


@pytest.mark.parametrize(("value", "expected"), DATES)
def test_dates(value: Any, expected: str | None) -> None:
    assert iso_date(value) == expected
