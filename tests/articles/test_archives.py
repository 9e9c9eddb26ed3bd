"""Saved pages: WARC files, MHTML, Safari's web archives."""

import io
import plistlib
from email.message import EmailMessage
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from stance_data.articles import Article, SetAside, collections_of, read_article
from stance_data.articles._archives import url_id
from stance_data.errors import InputError

PAGES = Path(__file__).parent / "pages"
TOWN = (PAGES / "town_paper.html").read_bytes()
AGENCY = (PAGES / "agency.html").read_bytes()


def write_warc(path: Path, records: list[tuple[str, str, str, bytes]]) -> Path:
    """Write a WARC of responses: address, status, content type, body."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for url, status, kind, body in records:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers)
            )
    return path


def read(path: Path) -> list[Article | SetAside]:
    (collection,) = collections_of([path])
    return list(collection)


RECORDS = [
    ("https://courier.example/ferry-line-to-close/", "200 OK", "text/html; charset=utf-8", TOWN),
    ("https://courier.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://courier.example/gone", "404 Not Found", "text/html", b"<html>Not here</html>"),
    ("https://courier.example/old", "301 Moved", "text/html", b""),
    ("https://cp.example/a/dairy.html?x=1", "200 OK", "text/html", AGENCY),
    ("https://cp.example/empty", "200 OK", "text/html", b"<html><body></body></html>"),
    ("https://courier.example/ferry-line-to-close/", "200 OK", "text/html", TOWN),
]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    items = read(write_warc(tmp_path / name, RECORDS))
    (one, two) = [item for item in items if isinstance(item, Article)]
    assert one.id == url_id(RECORDS[0][0]) == f"ferry-line-to-close-{one.id[-8:]}"
    assert (one.url, one.publisher, one.date) == (RECORDS[0][0], "The Alder Courier", "2021-03-04")
    assert (two.url, two.title) == (RECORDS[4][0], "Dairy plant to shut; 300 jobs at stake")
    aside = [str(item) for item in items if isinstance(item, SetAside)]
    for told, message in zip(
        aside,
        [
            "record 4: https://courier.example/gone: is no page but an answer of the server with",
            "record 5: https://courier.example/old: is no page but",
            "record 7: https://cp.example/empty: no article found in this page",
            "record 8: https://courier.example/ferry-line-to-close/: gives the same article id",
        ],
        strict=True,
    ):
        assert message in told


def test_damaged_warc_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc.gz", RECORDS[:1] + RECORDS[4:5])
    path.write_bytes(path.read_bytes()[:-400])
    one, damage = read(path)
    assert isinstance(one, Article)
    assert isinstance(damage, SetAside)


BAD_WARCS = [
    (b"", "the file is empty"),
    (b"<html>no warc</html>", "is no WARC file, or damaged"),
    (None, "no such file"),
]


@pytest.mark.parametrize(("data", "message"), BAD_WARCS)
def test_bad_warc(tmp_path: Path, data: bytes | None, message: str) -> None:
    if data is not None:
        (tmp_path / "a.warc").write_bytes(data)
    (item,) = read(tmp_path / "a.warc")
    assert isinstance(item, SetAside)
    assert message in item.reason


def test_warc_without_a_page(tmp_path: Path) -> None:
    (item,) = read(write_warc(tmp_path / "a.warc", RECORDS[1:2]))
    assert "holds no HTML page in 2 records" in str(item)


def test_mhtml(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://cp.example/dairy"
    message.set_content(AGENCY.decode(), subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png")
    (tmp_path / "a.mhtml").write_bytes(message.as_bytes())
    article = read_article(tmp_path / "a.mhtml")
    assert (article.id, article.publisher) == ("a", "Continental Press")
    assert article.text == read_article(PAGES / "agency.html").text


def test_safari_web_archive(tmp_path: Path) -> None:
    main = {"WebResourceData": TOWN, "WebResourceURL": "https://courier.example/ferry"}
    path = tmp_path / "a.webarchive"
    path.write_bytes(plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY))
    assert read_article(path).text == read_article(PAGES / "town_paper.html").text


BAD_SAVED = [
    ("a.mhtml", b"Subject: no page\n\nText.", "holds no HTML page"),
    ("a.webarchive", b"no list", "is no web archive"),
    ("a.webarchive", plistlib.dumps({}), "is no web archive"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD_SAVED)
def test_bad_saved_page(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        read_article(tmp_path / name)


ADDRESSES = [
    ("https://post.example/", "post-example-"),
    ("https://post.example/news/Ferry_Line.html", "ferry-line-"),
    ("https://post.example/caf%C3%A9-closes?x=1", "caf-closes-"),
    ("https://post.example/" + "a" * 200, "a" * 60 + "-"),
    ("", "page-"),
]


@pytest.mark.parametrize(("url", "words"), ADDRESSES)
def test_id_of_an_address(url: str, words: str) -> None:
    assert url_id(url)[:-8] == words
