"""What a page says of its article in JSON-LD (schema.org), for machines to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from stance_data.articles._facts import iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["linked_data"]

# schema.org's Article and its kinds that news sites use; each counts without its context too, which
# some sites leave out.
_ARTICLES = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "BlogPosting",
        "Report",
    )
)


def linked_data(tree: _Element) -> dict[str, str]:
    """Return ``title``, ``date``, ``publisher``, ``url`` and ``text`` of a page's first article.

    Those that it tells, as it tells them; broken JSON is passed over.
    """
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(told):
            kinds = thing.get("@type")
            if _ARTICLES.intersection(kinds if isinstance(kinds, list) else [str(kinds)]):
                return _facts(thing)
    return {}


def _things(told: Any, depth: int = 3) -> Iterator[dict[str, Any]]:
    """Yield the objects of a script: it may hold one, a list, or a graph of them."""
    for thing in told if isinstance(told, list) else [told]:
        if isinstance(thing, dict):
            yield thing
            if depth:
                yield from _things(thing.get("@graph", []), depth - 1)


def _facts(thing: dict[str, Any]) -> dict[str, str]:
    publisher = thing.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    page = thing.get("mainEntityOfPage")
    told = {
        "title": thing.get("headline"),
        "date": iso_date(thing.get("datePublished")),
        "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        "url": thing.get("url") or (page.get("@id") if isinstance(page, dict) else page),
        "text": thing.get("articleBody"),
    }
    return {name: value for name, value in told.items() if isinstance(value, str) and value}
