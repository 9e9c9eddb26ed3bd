"""What a row's text does with its target, as named numbers: mentions, polarity, words, shape."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from stance_data.models._lexicon import WORDS
from stance_data.models._readings import Reading, read_all

if TYPE_CHECKING:
    import numpy as np

__all__ = ["mentions", "pair_features", "polarity", "shape", "word_classes"]

# Tokens to either side of the target's words that speak of it.
_WINDOW = 6
# Place of a mention where there is none: behind the end.
_NOWHERE = 1.5


def mentions(text: Reading, target: Reading) -> dict[str, float]:
    """Say how, and where, a text mentions the words of its target.

    Examples
    --------
    >>> from stance_data.models._readings import read
    >>> found = mentions(read("They do not want a ferry"), read("The town should run a ferry"))
    >>> found["words"], round(found["share"], 2), found["first"], found["first_negated"]
    (1, 0.33, 0.83, 1.0)
    """
    n = max(len(text.words), 1)
    places = _places(text, target)
    words = {text.stems[i] for i in places}
    negated = [text.negated[i] for i in places]
    return {
        "words": len(words),
        "share": len(words) / len(target.content) if target.content else 0.0,
        "times": len(places),
        "density": len(places) / n,
        "first": round(places[0] / n, 2) if places else _NOWHERE,
        "last": round(places[-1] / n, 2) if places else _NOWHERE,
        "first_negated": float(negated[0]) if places else -1.0,
        "negated": sum(negated) / len(negated) if places else 0.0,
    }


def polarity(text: Reading, target: Reading) -> dict[str, float]:
    """Sum up the polarity of a text's words by where they stand, alone and against the target's.

    Sums are divided by the root of how many words they are of.

    Examples
    --------
    >>> from stance_data.models._readings import read
    >>> found = polarity(read("Guns kill the innocent"), read("We should ban guns"))
    >>> found["text"], found["direction"], found["text_times_direction"]
    (-0.5, -1.0, 0.5)
    """
    n = len(text.words)
    places = _places(text, target)
    near = {j for i in places for j in range(max(0, i - _WINDOW), min(n, i + _WINDOW + 1))}
    with_target = {text.sentences[i] for i in places}
    end = text.sentences[-1] if n else 0

    def total(where: Callable[[int], bool], size: int) -> float:
        return sum(p for i, p in enumerate(text.polarity) if p and where(i)) / math.sqrt(size or 1)

    def other(i: int) -> bool:
        return text.stems[i] not in target.content

    sums = {
        "text": total(lambda i: True, n),
        "first_sentence": total(lambda i: text.sentences[i] == 0, n),
        "last_sentence": total(lambda i: text.sentences[i] == end, n),
        "near": total(lambda i: i in near and other(i), len(near)),
        "same_sentence": total(lambda i: text.sentences[i] in with_target and other(i), n),
        "other_words": total(other, n),
    }
    own = float(max(-2, min(2, sum(target.polarity))))
    direction = -1.0 if target.direction < 0 else 1.0
    crossed = {
        f"{name}_times_{what}": sums[name] * sign
        for what, sign in (("target", own), ("direction", direction))
        for name in ("text", "near", "other_words")
    }
    return {**sums, "target": own, "direction": direction, **crossed}


def word_classes(text: Reading, target: Reading) -> dict[str, float]:
    """Return the share of each class of `WORDS` in the text, its count in the target, negations.

    Examples
    --------
    >>> from stance_data.models._readings import read
    >>> found = word_classes(read("I will not support it"), read("No more ferries"))
    >>> found["text_support"], found["target_negation"], found["negations_differ"]
    (0.2, 1, 0.0)
    """
    n = max(len(text.words), 1)
    inside, asked = text.counts["negation"], target.counts["negation"]
    differ = float(inside % 2 != asked % 2)
    shared = len(_shared(text, target)) / (len(target.content) or 1)
    return {
        **{f"text_{name}": text.counts[name] / n for name in WORDS},
        **{f"target_{name}": target.counts[name] for name in WORDS},
        "negations": inside,
        "negations_differ": differ,
        "negations_differ_times_share": differ * shared,
    }


def shape(raw: str, text: Reading, target: Reading) -> dict[str, float]:
    """Return length, capitals, marks and signs of a text, as shares of its words or letters.

    Examples
    --------
    >>> from stance_data.models._readings import read
    >>> found = shape("Yes! #ferry", read("Yes! #ferry"), read("a ferry"))
    >>> round(found["!"], 2), round(found["#"], 2), found["capitals"]
    (0.33, 0.33, 0.125)
    """
    n = max(len(text.words), 1)
    letters = sum(map(str.isalpha, raw)) or 1
    return {
        "words": math.log1p(len(text.words)),
        "sentences": text.sentences[-1] if text.sentences else 0,
        "capitals": sum(map(str.isupper, raw)) / letters,
        "digits": sum(map(str.isdigit, raw)) / letters,
        **{mark: raw.count(mark) / n for mark in "!?#@"},
        "addresses": text.words.count("http"),
        "quotation_marks": sum(map(raw.count, '"“”')) / n,
        "question": float(text.words[-1:] == ["?"]),
        "reply": float(raw.startswith("@")),
        "target_words": math.log1p(len(target.words)),
        "target_content": len(target.content),
    }


def pair_features(texts: Sequence[str], targets: Sequence[str]) -> np.ndarray:
    """Return all of the features above for rows.

    Parameters
    ----------
    texts, targets : sequence of str, length n

    Returns
    -------
    array of shape (n, features)
        In the order mentions, polarity, word_classes, shape.

    Examples
    --------
    >>> pair_features(["Yes!", ""], ["a ferry", ""]).shape
    (2, 73)
    """
    import numpy as np

    readings = read_all([*texts, *targets])
    rows: dict[tuple[str, str], list[float]] = {}
    for raw, about in zip(texts, targets, strict=True):
        if (raw, about) not in rows:
            text, target = readings[raw], readings[about]
            rows[raw, about] = [
                *mentions(text, target).values(),
                *polarity(text, target).values(),
                *word_classes(text, target).values(),
                *shape(raw, text, target).values(),
            ]
    return np.array([rows[pair] for pair in zip(texts, targets, strict=True)], dtype=np.float64)


def _places(text: Reading, target: Reading) -> list[int]:
    return [i for i, found in enumerate(text.stems) if found in target.content]


def _shared(text: Reading, target: Reading) -> Collection[str]:
    return target.content.intersection(text.stems)
