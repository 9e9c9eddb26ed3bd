"""Saved pages: WARC files of many, MHTML and Safari's web archives of one."""

from __future__ import annotations

import email
import email.policy
import hashlib
import plistlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from stance_data.articles._html import Page, decode_page, need, read_page
from stance_data.articles._records import SetAside
from stance_data.articles._text import read_bytes
from stance_data.errors import InputError
from stance_data.schema import Article

__all__ = ["read_mhtml", "read_warc", "read_webarchive", "url_id"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)


def url_id(url: str) -> str:
    """Return the id of an article by its address: its last words and a short hash of the whole.

    Examples
    --------
    >>> url_id("https://post.example/news/2021/ferry-line-to-close.html?ref=home")
    'ferry-line-to-close-d1d29a3f'
    """
    parts = urlsplit(url)
    names = [name for name in unquote(parts.path).split("/") if name] or [parts.hostname or "page"]
    words = re.sub(r"\.(?:html?|php|aspx?|cms|shtml)$", "", names[-1], flags=re.I)
    slug = re.sub(r"[^a-z0-9]+", "-", words.casefold())[:60].strip("-") or "page"
    return f"{slug}-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:8]}"


def read_warc(path: Path) -> Iterator[Article | SetAside]:
    """Yield the HTML pages of a WARC file as articles; a page that is none is set aside.

    Requests, images, redirects and the like are passed over; a page that was captured twice counts
    once.

    Raises
    ------
    InputError
        If ``warcio`` is not installed, or the file is missing, no WARC file, or holds no page.
    """
    need("warcio", f"{path}: reading a WARC file")
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    number = 0
    try:
        with path.open("rb") as stream:
            for number, record in enumerate(ArchiveIterator(stream), 1):
                kind = _content_type(record)
                if record.rec_type not in ("response", "resource") or "html" not in kind.lower():
                    continue
                pages += 1
                yield _record(record, kind, f"{path}: record {number}")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file. Check its path.") from None
    except Exception as error:  # warcio raises whatever the damage leads it to.
        reason = " ".join(str(error).split())[:120]
        if not number:
            raise InputError(f"{path}: is no WARC file, or damaged ({reason}).") from error
        yield SetAside(f"{path}: after record {number}", f"the file is damaged ({reason})")
    if not pages and number:
        raise InputError(f"{path}: holds no HTML page in {number} records.")
    if not number:
        raise InputError(f"{path}: the file is empty.")


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type", "") or "")


def _record(record: Any, kind: str, place: str) -> Article | SetAside:
    url = str(record.rec_headers.get_header("WARC-Target-URI", "") or "").strip("<> ")
    place = f"{place}: {url}" if url else place
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return SetAside(place, f"is no page but an answer of the server with status {status}")
    charset = _CHARSET.search(kind)
    try:
        data = record.content_stream().read()
        # warcio reads a record that is cut off to where the file ends, and says nothing.
        if getattr(record.raw_stream, "limit", 0):
            return SetAside(place, "is cut off: the file is damaged here")
        source = decode_page(data, charset[1] if charset else "")
        page = read_page(source, place, url=url)
    except InputError as error:
        return SetAside(place, str(error).removeprefix(f"{place}: "))
    # The address that was fetched says where this text is from; the page's own may be another's.
    facts = page.facts | ({"url": url} if url else {})
    return Article(id=url_id(facts.get("url", place)), text=page.text, path=place, **facts)


def read_mhtml(path: Path) -> Page:
    """Extract the article of a page that Chrome or Edge saved as one file (RFC 2557).

    Raises
    ------
    InputError
        If the file holds no HTML, or no article.
    """
    message = email.message_from_bytes(read_bytes(path), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            source = decode_page(
                data if isinstance(data, bytes) else b"", part.get_content_charset() or ""
            )
            url = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            return read_page(source, str(path), url=str(url))
    raise InputError(f"{path}: holds no HTML page. Save the page again as HTML.")


def read_webarchive(path: Path) -> Page:
    """Extract the article of a page that Safari saved as a web archive (a property list).

    Raises
    ------
    InputError
        If the file is no web archive, or holds no article.
    """
    try:
        main = plistlib.loads(read_bytes(path))["WebMainResource"]
        source = decode_page(main["WebResourceData"], main.get("WebResourceTextEncodingName", ""))
    except (
        plistlib.InvalidFileException,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        raise InputError(f"{path}: is no web archive ({error!r}). Save it as HTML.") from error
    return read_page(source, str(path), url=str(main.get("WebResourceURL", "")))
