"""SEESAW as articles: their sentences with the canonical names of who is for or against somebody.

`stance_data.corpora.seesaw` reads the same files as rows of stances; here a sentence keeps its
place in the article, so that speakers found in the whole text can be compared with its sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from stance_data.corpora._files import find_root
from stance_data.corpora._reading import read_json
from stance_data.corpora.seesaw import CARD
from stance_data.errors import InputError
from stance_data.schema import Article, Span

__all__ = ["SPLITS", "AnnotatedArticle", "AnnotatedSentence", "read_documents"]

SPLITS = {"train": "train", "dev": "valid", "validation": "valid", "test": "test"}
"""What a split is called here → what its ``Split`` in ``meta`` says."""

_UNKNOWN = frozenset({"None", "Not in the list"})


class AnnotatedSentence(NamedTuple):
    """A sentence with its sources.

    Attributes
    ----------
    span : Span
        Its place in the text of the article.
    sources : tuple of str
        Canonical names, each once; "None" and "Not in the list" left out.
    complete : bool
        False if one of these was left out.
    """

    span: Span
    sources: tuple[str, ...]
    complete: bool


class AnnotatedArticle(NamedTuple):
    """An article and its sentences in order; those without text are left out."""

    article: Article
    sentences: list[AnnotatedSentence]


def read_documents(path: str | Path, split: str) -> Iterator[AnnotatedArticle]:
    """Yield the articles of a split.

    The publisher gives sentences and no paragraphs. The text is put together with one paragraph for
    each sentence, but sentences of one quotation stand in one.

    Parameters
    ----------
    path : str or Path
        The folder with ``annotations``, ``articles`` and ``meta``, or a checkout.
    split : str
        One of `SPLITS`.

    Yields
    ------
    AnnotatedArticle
        In order of the file names.

    Raises
    ------
    InputError
        If the split is unknown or not there, or files are missing or have a fault.
    """
    if split not in SPLITS:
        raise InputError(f"SEESAW has no split {split!r}; choose from {', '.join(SPLITS)}")
    root = find_root(CARD, path)
    empty = True
    for file in sorted(root.glob("annotations/TRIPLET_*.json")):
        _, triplet, _, number = file.stem.split("_")
        meta = read_json(root / "meta" / f"TRIPLET_{triplet}.json")
        article = read_json(root / "articles" / file.name)
        try:
            if meta["Split"] == SPLITS[split]:
                empty = False
                facts = meta[f"Meta info for article {number}"]
                yield _document(file, article, read_json(file), facts, meta["story_time"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(
                f"{file}: does not fit its files under articles and meta ({error!r}): get all "
                "three folders from the same commit"
            ) from None
    if empty:
        raise InputError(f"{root}: no article of the split {split!r} is there")


def _document(
    file: Path, article: Any, marked: Any, facts: dict[str, Any], date: str
) -> AnnotatedArticle:
    stances = marked["sentence-level stances"]
    text, sentences = article["title"].strip(), []
    inside = False
    for sentence in article["text"]:
        words = sentence["text"].strip()
        if not words:
            continue
        text += " " if inside else "\n\n" if text else ""
        start = len(text)
        text += words
        inside = _is_open(words, inside)
        sources = [stance["subject"] for stance in stances.get(str(sentence["id"]), [])]
        named = tuple(dict.fromkeys(s for s in sources if s not in _UNKNOWN))
        complete = _UNKNOWN.isdisjoint(sources)
        sentences.append(AnnotatedSentence(Span(start, len(text)), named, complete))
    found = Article(
        id=file.stem,
        text=text,
        title=article["title"],
        publisher=facts["source"],
        date=date,
        url=facts["url"],
        path=str(file),
    )
    return AnnotatedArticle(found, sentences)


def _is_open(words: str, inside: bool) -> bool:
    """Tell whether a quotation goes on behind a sentence."""
    last_open, last_close = words.rfind("“"), words.rfind("”")
    if max(last_open, last_close) >= 0:
        return last_open > last_close
    return inside ^ (words.count('"') % 2 == 1)
