"""Web pages: their prose whole and in order, their facts, and nothing of what stands around."""

import builtins
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from stance_data.articles import boilerplate, read_article
from stance_data.articles._html import decode_page, read_page
from stance_data.articles._linked_data import linked_data
from stance_data.attribution import extract
from stance_data.errors import InputError
from stance_data.text import cut, paragraphs

PAGES = Path(__file__).parent / "pages"

# File → title, date, publisher, url.
FACTS = {
    "town_paper": (
        "Ferry line to close in June, council decides",
        "2021-03-04",
        "The Alder Courier",
        "https://www.aldercourier.example/news/2021/03/04/ferry-line-to-close/",
    ),
    "broadcaster": (
        "Orchard owners object to spray ban, say it comes too soon",
        "2019-08-21",
        "KVAL 9",
        "https://www.kval9.example/news/orchard-spray-ban",
    ),
    "public_broadcaster": (
        "Dunmore library to keep Sunday hours",
        "2022-11-09",
        "NBS News",
        "https://www.nbs.example/news/uk-dunmore-48213377",
    ),
    "broadsheet": (
        "Night trams would cost less than feared, study finds",
        "2020-02-11",
        "The Sentinel",
        "http://www.sentinel.example/uk/2020/feb/11/night-trams-cost-study",
    ),
    "agency": (
        "Dairy plant to shut; 300 jobs at stake",
        "2018-05-30",
        "Continental Press",
        "https://continentalpress.example/article/dairy-plant-7f3a",
    ),
    "old_gazette": ("Mill owner says river rules go too far", "", "", ""),
}

# Links of the old page's layout table, which nothing tells from its prose.
LEFT_OVER = {"old_gazette": ["Home", "Crops", "Prices"]}


def page(name: str) -> Path:
    return PAGES / f"{name}.html"


@pytest.mark.parametrize("name", FACTS)
def test_facts_of_a_page(name: str) -> None:
    article = read_article(page(name))
    assert (article.title, article.date, article.publisher, article.url) == FACTS[name]
    assert article.id == name


@pytest.mark.parametrize("name", FACTS)
def test_prose_of_a_page(name: str) -> None:
    """What its markup calls prose is there, whole and in order, and but for boilerplate alone."""
    tree = html.fromstring(decode_page(page(name).read_bytes()))
    prose = [" ".join(p.text_content().split()) for p in tree.xpath("//*[@data-prose]")]
    article = read_article(page(name))
    aside = boilerplate(article.text)
    kept = [article.text[s.start : s.end] for s in paragraphs(article.text) if s not in aside]
    assert kept == LEFT_OVER.get(name, []) + prose


@pytest.mark.parametrize("name", FACTS)
def test_statements_are_cut_out_of_the_extracted_text(name: str) -> None:
    article = read_article(page(name))
    statements = extract(article)
    assert len(statements) >= 4
    for statement in statements:
        assert cut(article.text, statement.spans) == statement.text
        assert statement.url == article.url


def test_side_file_wins_over_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page("town_paper").read_bytes())
    (tmp_path / "a.toml").write_text('publisher = "Courier"\ntarget = "Keep the ferry"\n')
    article = read_article(tmp_path / "a.html")
    assert (article.publisher, article.target) == ("Courier", "Keep the ferry")
    assert article.date == "2021-03-04"


def test_page_under_another_name_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(page("agency").read_bytes())
    assert read_article(tmp_path / "a.txt").publisher == "Continental Press"


LONG = (
    "The council met on Monday evening and talked for hours about the line, its cost and its use."
)


def body_of(inside: str, head: str = "") -> str:
    return read_page(f"<html><head>{head}</head><body>{inside}</body></html>", "page").text


BODIES = [
    # A break after a full sentence ends a paragraph, elsewhere a line; never inside a quotation.
    (f"<p>{LONG}<br>She said: “One.<br>Two.”<br>Three,<br>four.</p>", 3),
    (f"<article><p>{LONG}</p><ul><li>A.</li><li><p>B.</p><p>C.</p></li></ul>{LONG}!</article>", 5),
    (f"<p>{LONG}</p><blockquote>“Quoted,” he said.</blockquote><p>{LONG}!</p>", 3),
    (f"<article>{LONG}<br><br>“A quote,” he said.<br><br>{LONG}!</article>", 3),
    # What is about a picture, or says a sentence again, is left out.
    (f"<p>{LONG}</p><div class='lead-image'><img><b>Ann says no.</b></div><p>{LONG}!</p>", 2),
    (f"<p>{LONG}</p><p class='caption'>Ann says no.</p><p>{LONG}!</p>", 2),
    (f"<p>{LONG}</p><blockquote class='pull-quote'>They met.</blockquote><p>{LONG}!</p>", 2),
    # Brief news is not replaced by all words of the page.
    ("<nav>Home</nav><article><p>“Stay,” Ann said.</p><p>They left.</p></article>", 2),
]


@pytest.mark.parametrize(("inside", "expected"), BODIES)
def test_paragraphs(inside: str, expected: int) -> None:
    assert len(body_of(inside).split("\n\n")) == expected


def test_soft_hyphens_and_hard_spaces_are_no_part_of_words() -> None:
    inside = f"<p>{LONG}</p><p>The har\u00adbour\u00a0master  said\n no.</p><p>{LONG}!</p>"
    assert "The harbour master said no." in body_of(inside)


def test_body_in_linked_data_serves_where_the_page_has_none() -> None:
    data = (
        '{"@type": ["NewsArticle"], "headline": "A &amp; B", "datePublished": "March 4, 2021",'
        ' "publisher": [{"name": "The Post"}], "url": "https://post.example/a",'
        f' "articleBody": "{LONG}\\n\\n“No,” Ann said."}}'
    )
    source = f'<script type="application/ld+json">{data}</script><div>Subscribe to read on</div>'
    found = read_page(f"<html><head></head><body>{source}</body></html>", "page")
    assert found.text == f"{LONG}\n\n“No,” Ann said."
    assert found.facts == {
        "title": "A & B",
        "date": "2021-03-04",
        "publisher": "The Post",
        "url": "https://post.example/a",
    }


@pytest.mark.parametrize(
    "data", ["{", "[]", '{"@type": "WebSite"}', '{"@graph": [1]}', '{"@type": "Report"}']
)
def test_linked_data_without_an_article(data: str) -> None:
    tree = html.fromstring(f'<p><script type="application/ld+json">{data}</script></p>')
    assert linked_data(tree) == {}


ENCODINGS = [
    ("é “q”".encode(), "", "é “q”"),
    ("é “q”".encode("utf-16"), "", "é “q”"),
    (b'<meta charset="iso-8859-1">\x93q\x94', "", '<meta charset="iso-8859-1">“q”'),
    (b"\x93q\x94 \xe9", "", "“q” é"),
    ("Ж".encode("koi8-r"), "koi8-r", "Ж"),
    ("Ж".encode(), "nonsense", "Ж"),
    (b'<meta charset="utf-16">a', "", '<meta charset="utf-16">a'),
]


@pytest.mark.parametrize(("data", "charset", "text"), ENCODINGS)
def test_encodings_of_pages(data: bytes, charset: str, text: str) -> None:
    assert decode_page(data, charset) == text


@pytest.mark.parametrize("source", ["<html><body></body></html>", "<html><frameset></html>"])
def test_page_without_an_article(tmp_path: Path, source: str) -> None:
    (tmp_path / "a.html").write_text(source)
    with pytest.raises(InputError, match=r"a\.html: no article found in this page"):
        read_article(tmp_path / "a.html")


def test_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("trafilatura"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr("importlib.import_module", without)
    with pytest.raises(InputError, match=r"pip install 'stance-data\[html\]'"):
        read_article(page("agency"))
