"""Text → attributions → statements: the stages of this room in a row."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial

from stance_data.articles import boilerplate
from stance_data.errors import InputError, StanceDataWarning, did_you_mean
from stance_data.schema import Article, Attribution, Span, Statement
from stance_data.text import cut

__all__ = [
    "ATTRIBUTORS",
    "DEFAULT_ATTRIBUTOR",
    "extract",
    "extract_attributions",
    "extract_many",
]

_BATCH = 4
"""Articles that a worker is given at a time."""


def _rules() -> Callable[[str], list[Attribution]]:
    from stance_data.attribution.rules import find_attributions

    return find_attributions


@cache  # the weights are read once
def _encoder() -> Callable[[str], list[Attribution]]:
    from stance_data.attribution.encoder import Encoder

    return Encoder.load().find_attributions


ATTRIBUTORS: dict[str, Callable[[], Callable[[str], list[Attribution]]]] = {
    "encoder": _encoder,
    "rules": _rules,
}
"""Name → what loads the attributor of that name: text in, unresolved attributions out."""

DEFAULT_ATTRIBUTOR = "encoder"


def extract_attributions(text: str, *, attributor: str = DEFAULT_ATTRIBUTOR) -> list[Attribution]:
    """Find every attribution in a news article, with its speaker.

    What the site put there (`stance_data.articles.boilerplate`) is read, since quotations may run
    around it, but never attributed.

    Parameters
    ----------
    text : str
        The article, paragraphs separated by line breaks.
    attributor : str
        One of `ATTRIBUTORS`.

    Returns
    -------
    list of Attribution
        In order of their contents. Offsets count code points of `text`, end exclusive.

    Raises
    ------
    InputError
        If there is no such attributor.

    Warns
    -----
    StanceDataWarning
        If the text does not look like English.

    Examples
    --------
    >>> text = "“It was cold,” Ann Oduya said."
    >>> for a in extract_attributions(text):
    ...     print(a.speaker, [text[s:e] for s, e in a.cue], [text[s:e] for s, e in a.content])
    Ann Oduya ['said'] ['“It was cold,”']
    """
    return _attributions(text, attributor, "the text")


def _attributions(text: str, attributor: str, place: str) -> list[Attribution]:
    from stance_data.attribution.conventions import apply_conventions
    from stance_data.attribution.language import looks_english
    from stance_data.attribution.lexicon import cue_kind
    from stance_data.attribution.speakers import resolve

    if attributor not in ATTRIBUTORS:
        known = ", ".join(ATTRIBUTORS)
        hint = did_you_mean(attributor, ATTRIBUTORS)
        raise InputError(f"unknown attributor {attributor!r}{hint}; known are {known}.")
    if not looks_english(text):
        warnings.warn(
            f"{place}: does not look like English; do not rely on what is found in it.",
            StanceDataWarning,
            stacklevel=3,
        )
    found = apply_conventions(text, ATTRIBUTORS[attributor]()(text))
    aside = boilerplate(text)
    kept = [
        replace(a, cue_kind=cue_kind(cut(text, a.cue)))
        for a in found
        if not any(_touches(aside, s) for s in (*a.cue, *a.content))
    ]
    return resolve(text, kept)


def _touches(spans: list[Span], span: Span) -> bool:
    """Tell whether `span` shares a character with one of `spans` (in order, disjoint)."""
    i = bisect_right(spans, span.end - 1, key=lambda s: s.start) - 1
    return i >= 0 and spans[i].end > span.start


def extract(article: Article | str, *, attributor: str = DEFAULT_ATTRIBUTOR) -> list[Statement]:
    """Find every attributed statement of a news article.

    Parameters
    ----------
    article : Article or str
        An article, or its text.
    attributor : str
        One of `ATTRIBUTORS`.

    Returns
    -------
    list of Statement
        In order of the text, unlabelled. Every statement, its source and its cue can be cut out of
        the text by their offsets.

    Raises
    ------
    InputError
        If there is no such attributor.

    Warns
    -----
    StanceDataWarning
        If the text does not look like English.

    Examples
    --------
    >>> for s in extract("“It was cold,” Ann Oduya said. “We left.”"):
    ...     print(s.speaker, s.form, s.text, s.start, s.end)
    Ann Oduya direct It was cold 1 12
    Ann Oduya direct We left. 32 40
    """
    from stance_data.attribution.statements import to_statements

    if isinstance(article, str):
        article = Article(id="text", text=article)
    found = _attributions(article.text, attributor, article.path or article.id)
    return to_statements(article, found)


def extract_many(
    articles: Iterable[Article], *, workers: int = 1, attributor: str = DEFAULT_ATTRIBUTOR
) -> Iterator[list[Statement]]:
    """Yield the statements of each article, in the order of the articles.

    Parameters
    ----------
    articles : iterable of Article
    workers : int
        Processes that read articles side by side, each on one thread; 1: no other process.
    attributor : str
        One of `ATTRIBUTORS`.

    Raises
    ------
    InputError
        If there is no such attributor.
    """
    read = partial(extract, attributor=attributor)
    if workers <= 1:
        yield from map(read, articles)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, not forked: a runtime that has threads does not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read, articles, chunksize=_BATCH)
