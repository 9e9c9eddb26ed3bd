"""A text read once: stems, the reach of negation, sentences, polarity, and what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from stance_data.models._lexicon import FUNCTION_WORDS, WORDS, classes_of_stems
from stance_data.models._words import negated, sentence_numbers, stem, tokens

__all__ = ["Reading", "polarities", "read", "read_all"]

_SIGNS = {"good": 1, "support": 1, "bad": -1, "oppose": -1}
_AGAINST = frozenset(("oppose", "less", "bad"))
_FOR = frozenset(("support", "more", "good"))
# Tokens behind a word such as "reduce" whose polarity it turns round.
_OBJECT = 4


@dataclass(frozen=True)
class Reading:
    """A text's tokens and what is known of each.

    Attributes
    ----------
    words, stems : list of str, length n
    classes : list of tuple of str, length n
        Classes of `WORDS` that each token belongs to.
    negated : list of bool, length n
    sentences : list of int, length n
    polarity : list of int, length n
        1 for the good and for support, −1 for the bad and for opposition, turned round by a
        negation and by a word that makes less of what follows.
    """

    words: list[str]
    stems: list[str]
    classes: list[tuple[str, ...]]
    negated: list[bool]
    sentences: list[int]
    polarity: list[int]

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of the words that mean something by themselves.

        Examples
        --------
        >>> sorted(read("This house would ban the burning of flags").content)
        ['ban', 'burn', 'flag']
        """
        return frozenset(
            found
            for found, word in zip(self.stems, self.words, strict=True)
            if word[-1].isalnum() and word not in FUNCTION_WORDS
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many tokens each class of `WORDS` has."""
        counts = dict.fromkeys(WORDS, 0)
        for classes in self.classes:
            for name in classes:
                counts[name] += 1
        return counts

    @cached_property
    def direction(self) -> int:
        """1 if the words of a target want something, −1 if they want it gone, 0 if neither.

        Examples
        --------
        >>> [read(text).direction for text in ("Ban guns", "Support the ferry", "Atheism")]
        [-1, 1, 0]
        """
        against = sum(self.counts[name] for name in _AGAINST)
        wanted = sum(self.counts[name] for name in _FOR)
        return (wanted > against) - (wanted < against)


def read(text: str) -> Reading:
    """Read a text.

    Examples
    --------
    >>> reading = read("A ban would not help. It reduces freedom")
    >>> [(word, p) for word, p in zip(reading.words, reading.polarity) if p]
    [('ban', -1), ('help', -1), ('freedom', -1)]
    """
    families = classes_of_stems()
    words = tokens(text)
    stems = [stem(word) for word in words]
    classes = [families.get(found, ()) for found in stems]
    turned = negated(words)
    return Reading(
        words, stems, classes, turned, sentence_numbers(words), polarities(classes, turned)
    )


def read_all(texts: Sequence[str]) -> dict[str, Reading]:
    """Read every different text once."""
    return {text: read(text) for text in dict.fromkeys(texts)}


def polarities(classes: Sequence[tuple[str, ...]], turned: Sequence[bool]) -> list[int]:
    """Return the polarity of every token from its classes and whether a negation reaches it.

    Examples
    --------
    >>> polarities([("less",), ("bad",)], [False, False])  # "reduce poverty"
    [0, 1]
    """
    polarity, left = [], 0
    for names, negation in zip(classes, turned, strict=True):
        sign = sum(_SIGNS.get(name, 0) for name in names)
        sign = (sign > 0) - (sign < 0)
        makes_less = "less" in names
        if left > 0 and not makes_less:
            sign = -sign
        polarity.append(-sign if negation else sign)
        left = _OBJECT if makes_less else left - 1
    return polarity
