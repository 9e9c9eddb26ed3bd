"""A target and a statement → the word pieces that the encoder reads.

``[CLS] target [SEP] statement [SEP]``, and where it is known what stands around the statement,
``context [SEP]``. Training and inference both take them from here, so that the
network meets in use what it has learned on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["LIMIT", "Pair", "encode_pairs", "with_speaker"]

LIMIT = 128
"""Most word pieces of a pair; of a longer statement the middle is left out."""

_TARGET_LIMIT = 40
_LEAST_CONTEXT = 12
# Of what is kept of a long statement, the share that is taken from its end.
_TAIL = 0.25

_LINK = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_TAG = re.compile(r"([#@])(\w+)")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_|(?<=[A-Za-z])(?=[0-9])")
_WORD = re.compile(r"\w+")
# Parts of names that say nothing of whom they mean.
_COMMON = frozenset(
    ["the", "and", "for", "party", "united", "states", "of", "house", "white", "group"]
)


class Pair(NamedTuple):
    """What the encoder reads.

    Attributes
    ----------
    ids : list of int
        Word pieces.
    turn : int
        Where the statement begins; what is before is of the first segment.
    """

    ids: list[int]
    turn: int


def encode_pairs(
    tokenizer: Tokenizer,
    targets: Sequence[str],
    texts: Sequence[str],
    limit: int = LIMIT,
    contexts: Sequence[str] | None = None,
) -> list[Pair]:
    """Return the pieces of each target and statement.

    Parameters
    ----------
    tokenizer : tokenizers.Tokenizer
        Of BERT's kind, without truncation and padding.
    targets, texts : sequence of str
        Of the same length.
    limit : int
        Most pieces of a pair.
    contexts : sequence of str, optional
        What stands around each statement, itself included; gets the room that is left.
    """
    start, end = (int(tokenizer.token_to_id(sign) or 0) for sign in ("[CLS]", "[SEP]"))
    known = list(dict.fromkeys(targets))
    wordings = dict(zip(known, _pieces(tokenizer, known), strict=True))
    around = _pieces(tokenizer, contexts) if contexts else [[] for _ in texts]
    pairs = []
    for target, words, more in zip(targets, _pieces(tokenizer, texts), around, strict=True):
        first = [start, *wordings[target][:_TARGET_LIMIT], end]
        ids = [*first, *_shorten(words, limit - len(first) - 1), end]
        if more and limit - len(ids) > _LEAST_CONTEXT:
            ids += [*_shorten(more, limit - len(ids) - 1), end]
        pairs.append(Pair(ids, len(first)))
    return pairs


def with_speaker(text: str, speaker: str | None) -> str:
    """Put the speaker's name before a statement that names them itself.

    In a sentence that speaks of several people, it says whose stance is meant. A statement that
    does not name its speaker is left as it is, since a name is no reason for a stance.

    Examples
    --------
    >>> with_speaker("Warren attacked Trump's plan.", "Elizabeth Warren")
    "Elizabeth Warren: Warren attacked Trump's plan."
    >>> with_speaker("The plan is a disgrace.", "Elizabeth Warren")
    'The plan is a disgrace.'
    """
    if not speaker:
        return text
    name = {word for word in _WORD.findall(speaker.lower()) if len(word) > 2} - _COMMON
    return f"{speaker}: {text}" if name & set(_WORD.findall(text.lower())) else text


def _pieces(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    cleaned = [_clean(text) for text in texts]
    return [e.ids for e in tokenizer.encode_batch(cleaned, add_special_tokens=False)]


def _clean(text: str) -> str:
    """Leave out links, and part the words of a tag or name, which the vocabulary does not know."""
    text = _LINK.sub(" ", html.unescape(text))
    text = _TAG.sub(lambda tag: f"{tag[1]} {_HUMP.sub(' ', tag[2])}", text)
    # A lone surrogate, which Python's strings may hold, is no Unicode text.
    return text.encode("utf-8", "replace").decode("utf-8")


def _shorten(pieces: list[int], most: int) -> list[int]:
    if len(pieces) <= most:
        return pieces
    tail = int(most * _TAIL)
    return pieces[: most - tail] + pieces[len(pieces) - tail :]
