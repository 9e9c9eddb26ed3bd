"""Web pages → text and facts, with ``trafilatura`` (extra ``html``)."""

from __future__ import annotations

import html
import importlib
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stance_data.articles._linked_data import linked_data
from stance_data.errors import InputError
from stance_data.text import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Page", "decode_page", "is_fragment", "is_page", "need", "read_page"]

# Parts of a page that are about a picture or its maker, or that say a sentence of the article
# again. Trafilatura leaves most of them out; these are class names of WordPress and of US
# newspapers' sites, for blocks too short to be an article.
_SHORT = (
    "[self::p or self::div or self::span or self::small or self::blockquote or self::aside]"
    + ("[string-length(normalize-space(.)) < 600]")
)
_PRUNED = [
    "//figcaption",
    f"//*{_SHORT}[contains(@class, 'caption') or contains(@class, 'photo-credit') "
    "or contains(@class, 'image-credit') or contains(@class, 'byline') "
    "or contains(@class, 'pullquote') or contains(@class, 'pull-quote')]",
    f"//*{_SHORT}[.//img][contains(@class, 'image') or contains(@class, 'photo') "
    "or contains(@class, 'gallery') or contains(@class, 'slideshow')]",
]

_BLOCKS = frozenset(("p", "head", "item", "quote", "list", "table", "row", "cell", "code", "fw"))
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ENDED = re.compile(r"[.!?:…][”\"’')\]]*$")

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_FRAGMENT = re.compile(
    r"\s*<(?:p|div|article|section|figure|h[1-6]|blockquote|span|br)\b[^>]*>", re.I
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# The web's "ISO-8859-1" is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_LATIN = ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii")

_BRIEF = 600
"""Characters below which an article is brief: trafilatura's own doubts begin at 250 to 750."""

_HEADLINE_LINES = 5
"""Lines among which the headline is looked for: a section's name may stand above it."""

# What browsers write into a page that they save.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->|^\s*url: (https?://\S+)", re.M)


@dataclass(frozen=True, slots=True)
class Page:
    """What an article's page says.

    Attributes
    ----------
    text : str
        The paragraphs of the article, a blank line between them.
    facts : dict
        ``title``, ``date``, ``publisher`` and ``url``, those that the page tells.
    """

    text: str
    facts: dict[str, Any] = field(default_factory=dict)


def need(module: str, what: str) -> None:
    """Raise if a module of the extra ``html`` is not installed, or lacks what it needs itself.

    Raises
    ------
    InputError
        Saying which extra to install.
    """
    try:
        importlib.import_module(module)
    except ImportError as error:
        raise InputError(f"{what} needs the extra html: pip install 'stance-data[html]'") from error


def is_page(data: bytes) -> bool:
    """Tell whether bytes look like a web page rather than plain text."""
    return bool(_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]))


def is_fragment(text: str) -> bool:
    """Tell whether a text is marked up as HTML, as the bodies of feeds and databases often are."""
    return bool(_FRAGMENT.match(text)) and "</" in text


def decode_page(data: bytes, charset: str = "") -> str:
    """Decode a page by its byte order mark, the server's or its own word, UTF-8 or Windows-1252.

    Undecodable bytes become U+FFFD, as in a browser.
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    declared = _CHARSET.search(data[:4096])
    told = declared[1].decode("ascii", "replace") if declared else ""
    # A page that can be searched for its charset is not UTF-16, whatever it says.
    for name in [charset, "" if told.lower().startswith("utf-16") else told, "utf-8"]:
        try:
            return data.decode("cp1252" if name.lower() in _LATIN else name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def read_page(source: str, place: str, *, url: str = "") -> Page:
    """Extract the article of a web page.

    Parameters
    ----------
    source : str
        HTML.
    place : str
        Names the page in messages.
    url : str, optional
        Where the page is from, if that is known; its own canonical address wins.

    Returns
    -------
    Page

    Raises
    ------
    InputError
        If ``trafilatura`` is not installed, or no article is found in the page.
    """
    need("trafilatura", f"{place}: reading a web page")
    from trafilatura import load_html

    saved = _SAVED_FROM.search(source[:4096])
    url = url or (saved and (saved[1] or saved[2])) or ""
    # The libraries log what is wrong with a page; it is in our own message.
    for name in ("trafilatura", "htmldate"):
        if not logging.getLogger(name).hasHandlers():
            logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        tree = load_html(source)
        told = linked_data(tree) if tree is not None else {}
        facts, lines = _extract(source, url)
    except Exception as error:  # A page can be broken in ways that no library foresees.
        raise InputError(f"{place}: cannot be read as a web page ({error!r}).") from error
    body = [" ".join(line.split()) for line in html.unescape(told.pop("text", "")).splitlines()]
    if len(lines) <= 1 < len(body):
        lines = list(filter(None, body))
    facts = _plain(told) | facts
    lines, headline = _take_headline(lines, facts.get("title", ""))
    facts |= {"title": headline} if headline else {}
    if not lines:
        raise InputError(
            f"{place}: no article found in this page. Save its text as a .txt file if it has one."
        )
    return Page("\n\n".join(lines), facts)


def _take_headline(lines: list[str], title: str) -> tuple[list[str], str]:
    """Return `lines` without the headline, and the headline; the title where there is none.

    The headline is the line that is the title, or the title but for the site's name. It speaks in
    the words of its article: it is a fact about it, not a part of its text.
    """
    told = normalise(title)
    for i, line in enumerate(lines[:_HEADLINE_LINES]):
        words = normalise(line)
        if words == told or (words.count(" ") >= 3 and words in told):
            return lines[:i] + lines[i + 1 :], title if words == told else line
    return lines, title


def _extract(source: str, url: str) -> tuple[dict[str, str], list[str]]:
    """Return the facts and the paragraphs that trafilatura finds in a page."""
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    facts: dict[str, str] = {}
    lines: list[str] = []
    # What trafilatura thinks too short for an article it replaces by all words of the page, or by
    # its <p> alone: news in brief are asked for again, with their shortness allowed.
    for least in (None, "1"):
        config = use_config()
        if least is not None:
            config.set("DEFAULT", "MIN_EXTRACTED_SIZE", least)
        found: Any = bare_extraction(
            source,
            url=url if url.startswith("http") else None,
            with_metadata=True,
            include_comments=False,
            prune_xpath=_PRUNED,
            config=config,
            # Only dates that the page states: a guess from its footer would be worse than none.
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
        if found is None:
            continue
        told = {"title": found.title, "date": found.date, "publisher": found.sitename}
        facts = facts or _plain(told | {"url": found.url})
        again = list(_paragraphs(found.body))
        lines = again if len(again) > len(lines) else lines
        if len(lines) > 1 and sum(map(len, lines)) >= _BRIEF:
            break
    return facts, lines


def _plain(told: Mapping[str, str | None]) -> dict[str, str]:
    plain = {name: " ".join(html.unescape(value or "").split()) for name, value in told.items()}
    return {name: value for name, value in plain.items() if value}


def _paragraphs(body: _Element) -> Iterator[str]:
    """Yield the paragraphs of an extracted body, white space made single."""
    pieces: list[str] = []

    def flush() -> Iterator[str]:
        lines = [" ".join(line.split()) for line in "".join(pieces).split("\x00")]
        pieces.clear()
        paragraph = ""
        for line in filter(None, lines):
            # A break after a full sentence separates paragraphs, as on pages without <p>, but not
            # inside a quotation.
            if _ENDED.search(paragraph) and not _quoting(paragraph):
                yield paragraph
                paragraph = line
            else:
                paragraph = f"{paragraph}\n{line}" if paragraph else line
        if paragraph:
            yield paragraph

    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from flush()
        if event == "start":
            pieces.append("\x00" if element.tag == "lb" else _visible(element.text))
        elif element is not body:
            pieces.append(_visible(element.tail))
    yield from flush()


def _quoting(paragraph: str) -> bool:
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _visible(text: str | None) -> str:
    return _INVISIBLE.sub("", text or "")
