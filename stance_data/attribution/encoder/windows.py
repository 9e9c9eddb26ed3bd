"""Cut an article into the windows that the encoder reads.

A window is a run of whole paragraphs of at most `LIMIT` word pieces, with up to `CONTEXT` pieces of
the text before it, so that a pronoun or a cue of the last paragraph is in sight. A paragraph
beyond the limit is cut, at a sentence's end where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from stance_data.attribution.encoder.quotation import pair_marks
from stance_data.attribution.encoder.words import Place, find_words, paragraph_bounds, shape_of

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

__all__ = [
    "CONTEXT",
    "LIMIT",
    "Pieces",
    "Window",
    "cut_windows",
    "encode_text",
    "encode_words",
    "pack",
]

LIMIT = 256
CONTEXT = 64
# A single run of letters may be a whole web address or Chinese sentence.
_MOST_PIECES = 16

_APOSTROPHES = frozenset("\u2018\u2019\u201a\u201b\u2039\u203a`'")
_DOUBLE_MARKS = frozenset(
    {
        '"',
        "''",
        "``",
        "\u201c",
        "\u201d",
        "\u201e",
        "\u201f",
        "\u00ab",
        "\u00bb",
        "\uff02",
        "\u300c",
        "\u300d",
    }
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """An article as word pieces.

    Attributes
    ----------
    ids : int array (pieces,)
    word_of : int array (pieces,)
        The word that a piece belongs to.
    first : int array (words + 1,)
        The first piece of each word, and the number of pieces.
    shapes, places, gaps : int arrays (words,)
        See `stance_data.attribution.encoder.words`.
    forms : list of str
    quotations, continued
        See `stance_data.attribution.encoder.quotation.Marks`.
    starts, ends : list of int
        Code points of each word; empty where the words did not come from a text.
    """

    ids: NDArray[np.int64]
    word_of: NDArray[np.int64]
    first: NDArray[np.int64]
    shapes: NDArray[np.int64]
    places: NDArray[np.int64]
    gaps: NDArray[np.int64]
    forms: list[str]
    quotations: list[tuple[int, int]]
    continued: list[int]
    starts: list[int]
    ends: list[int]


class Window(NamedTuple):
    """Words `start` to `end` are read; those from `own` on are decided here."""

    start: int
    own: int
    end: int


def encode_text(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of a text with the features of their words."""
    words = find_words(text)
    return encode_words(words.forms, words.gaps, tokenizer, words.starts, words.ends)


def encode_words(
    forms: list[str],
    gaps: list[int],
    tokenizer: Tokenizer,
    starts: list[int] | None = None,
    ends: list[int] | None = None,
) -> Pieces:
    """Return the word pieces of given words. All quotation marks are written as ``"``."""
    marks = pair_marks(forms, gaps)
    spelled = [_spell(form, place) for form, place in zip(forms, marks.places, strict=True)]
    # One unknown piece stands for a word that the tokenizer's normalisation makes empty.
    unknown: int = tokenizer.token_to_id("[UNK]") or 0
    ids: list[int] = []
    first = [0]
    known: dict[str, list[int]] = {}
    new = list(dict.fromkeys(spelled))
    for form, encoding in zip(
        new, tokenizer.encode_batch(new, add_special_tokens=False), strict=True
    ):
        known[form] = encoding.ids[:_MOST_PIECES] or [unknown]
    for form in spelled:
        ids.extend(known[form])
        first.append(len(ids))
    counts = [end - start for start, end in pairwise(first)]
    return Pieces(
        ids=np.asarray(ids, dtype=np.int64),
        word_of=np.repeat(np.arange(len(forms), dtype=np.int64), counts),
        first=np.asarray(first, dtype=np.int64),
        shapes=np.asarray([shape_of(form) for form in forms], dtype=np.int64),
        places=np.asarray(marks.places, dtype=np.int64),
        gaps=np.asarray(gaps, dtype=np.int64),
        forms=forms,
        quotations=marks.quotations,
        continued=marks.continued,
        starts=starts or [],
        ends=ends or [],
    )


def _spell(form: str, place: int) -> str:
    if form in _DOUBLE_MARKS or (form in _APOSTROPHES and place in (Place.OPENING, Place.CLOSING)):
        return '"'
    if form in _APOSTROPHES:
        return "'"
    # A lone surrogate, which Python's strings may hold, is no Unicode text.
    return form.encode("utf-8", "replace").decode("utf-8")


def cut_windows(pieces: Pieces, limit: int = LIMIT, context: int = CONTEXT) -> list[Window]:
    """Return the windows of an article, in order; their own words cover it without overlap."""
    first = pieces.first
    windows: list[Window] = []
    start = end = 0
    for begin, stop in _units(pieces, limit):
        if begin > start and first[stop] - first[start] > limit:
            windows.append(_with_context(first, start, end, context))
            start = begin
        end = stop
    if end > start:
        windows.append(_with_context(first, start, end, context))
    return windows


def _with_context(first: NDArray[np.int64], own: int, end: int, context: int) -> Window:
    start = int(np.searchsorted(first, first[own] - context))
    return Window(min(start, own), own, end)


def _units(pieces: Pieces, limit: int) -> list[tuple[int, int]]:
    """Return paragraphs, those beyond the limit cut at the last sentence end that fits."""
    first = pieces.first
    units = []
    for start, end in paragraph_bounds(pieces.gaps.tolist()):
        while first[end] - first[start] > limit:
            fits = int(np.searchsorted(first, first[start] + limit, side="right")) - 1
            cut = fits
            for i in range(fits, start + (fits - start) // 2, -1):
                if pieces.forms[i - 1] in (".", "?", "!") and pieces.gaps[i]:
                    cut = i
                    break
            units.append((start, cut))
            start = cut
        units.append((start, end))
    return units


def pack(
    pieces: list[Pieces], windows: list[Window], length: int, start_id: int, end_id: int
) -> dict[str, NDArray[np.int64]]:
    """Return the encoder's inputs for a batch of windows, padded with zeros to `length`.

    Position 0 is the start sign, which also stands for "no cue" or "no source" in a link.
    """
    shape = (len(windows), length)
    batch = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "shapes", "places", "gaps")}
    for row, (article, window) in enumerate(zip(pieces, windows, strict=True)):
        begin, stop = article.first[window.start], article.first[window.end]
        size = stop - begin
        batch["ids"][row, 0] = start_id
        batch["ids"][row, 1 : size + 1] = article.ids[begin:stop]
        batch["ids"][row, size + 1] = end_id
        of = article.word_of[begin:stop]
        for name in ("shapes", "places", "gaps"):
            batch[name][row, 1 : size + 1] = getattr(article, name)[of]
    return batch
