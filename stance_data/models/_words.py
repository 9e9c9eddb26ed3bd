"""Words of a text: tokens, stems, sentences and the reach of a negation."""

from __future__ import annotations

import functools
import re

from stance_data.models._lexicon import WORDS

__all__ = ["negated", "sentence_numbers", "stem", "tokens"]

# A hashtag or a mention with its sign, a word with its apostrophes, or a single mark.
_TOKEN = re.compile(r"[#@]?\w+(?:['’]\w+)*|[^\w\s]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")

_NEGATIONS = frozenset(WORDS["negation"].split())
# Marks and words at which a negation's reach ends.
_STOPS = frozenset('.,;:!?()[]"“”—–|') | {"but", "however", "although", "though", "because"}
_SENTENCE_ENDS = frozenset(".!?")
_REACH = 6

# Endings of English, longest first, that are taken off if three letters or more remain: those of
# Harman's S-stemmer (Harman 1991, "How effective is suffixing?") and the commonest derivations.
_ENDINGS = """
    ization isation ational fulness ousness iveness ability ibility ations izing ising ments ities
    ation ition ction ment ness able ible ions ious ical ally edly tion sion ence ance ency
    ized ised izes ises ing ion ies ied ers ist ism ity ive ize ise ous ful est ent ant
    ed es er ly al or s y e
"""
_BY_LENGTH = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_STEM = 3


def tokens(text: str) -> list[str]:
    """Return the words and marks of a text in lower case; an address becomes ``http``.

    Examples
    --------
    >>> tokens("Don't #BuildIt, @mayor! See https://a.b/c")
    ["don't", '#buildit', ',', '@mayor', '!', 'see', 'http']
    """
    return _TOKEN.findall(_ADDRESS.sub(" http ", text).lower().replace("’", "'"))


@functools.lru_cache(maxsize=2**17)
def stem(word: str) -> str:
    """Return a word without its ending and the signs of a hashtag or mention.

    Crude on purpose: it brings the family of a word together, and needs no list.

    Examples
    --------
    >>> [stem(word) for word in ("banning", "banned", "bans", "#ban", "abolition", "abolish")]
    ['ban', 'ban', 'ban', 'ban', 'abol', 'abolish']
    """
    word = word.lstrip("#@").removesuffix("'s") or word
    for _ in range(2):
        for ending in _BY_LENGTH:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word[: -len(ending)]
                break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word


def negated(words: list[str]) -> list[bool]:
    """Tell for every token whether a negation reaches it.

    A negation reaches the six tokens after it, up to a mark or a word of contrast (after Das and
    Chen 2001; Pang et al. 2002, "Thumbs up?"). A negation is not reached by itself; two of them
    undo each other.

    Examples
    --------
    >>> words = tokens("This is not a good plan, but I like it")
    >>> [word for word, turned in zip(words, negated(words)) if turned]
    ['a', 'good', 'plan']
    """
    left, turned, marks = 0, False, []
    for word in words:
        if word in _STOPS:
            left, turned = 0, False
        marks.append(turned and left > 0)
        left -= 1
        if word in _NEGATIONS or word.endswith("n't"):
            turned, left = (not turned if left >= 0 and turned else True), _REACH
    return marks


def sentence_numbers(words: list[str]) -> list[int]:
    """Return the number of the sentence that each token is in, from 0.

    Examples
    --------
    >>> sentence_numbers(["yes", "!", "!", "we", "can", "."])
    [0, 0, 0, 1, 1, 1]
    """
    numbers, number, ended = [], 0, False
    for word in words:
        if ended and word not in _SENTENCE_ENDS:
            number, ended = number + 1, False
        numbers.append(number)
        ended = ended or word in _SENTENCE_ENDS
    return numbers
