"""A row written down from its target's side, as words for a linear classifier to weigh."""

from __future__ import annotations

from collections.abc import Sequence

from stance_data.models._readings import Reading, read_all

__all__ = ["circumstances", "crossed", "masked", "written"]

TARGET, SPEAKER = "_T", "_S"
_SIDE = 3
_TELLING = frozenset(("support", "oppose", "more", "less", "good", "bad", "negation"))
_DIRECTIONS = {-1: "-", 0: "0", 1: "+"}


def masked(text: Reading, target: Reading, speaker: Reading) -> str:
    """Return the stems of a text with those of its target and its speaker masked.

    So what is said of one target teaches something of another.

    Examples
    --------
    >>> from stance_data.models._readings import read
    >>> masked(read("Then Ada Berg attacks the ferry plan"), read("ferry"), read("Ada Berg"))
    'then _S attack the _T plan'
    """
    words: list[str] = []
    for found in text.stems:
        word = found
        if found in target.content:
            word = TARGET
        elif found in speaker.content:
            word = SPEAKER
        if word not in (TARGET, SPEAKER) or words[-1:] != [word]:
            words.append(word)
    return " ".join(words)


def crossed(text: Reading, target: Reading) -> str:
    """Return the words of a text crossed with what its target asks for.

    Each stem and each class of words is marked with the target's direction (+, 0, −) and, in the
    reach of a negation, with "!"; classes are crossed with those of the target; words up to three
    tokens before and behind the target's own are marked "<" and ">".

    Examples
    --------
    >>> from stance_data.models._readings import read
    >>> crossed(read("not safe"), read("Ban guns"))
    '-not -<negation> oppose*negation !-saf !saf !-<good> oppose*good'
    """
    sign = _DIRECTIONS[target.direction]
    telling = sorted({name for names in target.classes for name in names} & _TELLING)
    words: list[str] = []
    for i, found in enumerate(text.stems):
        if not text.words[i][-1].isalnum():
            continue
        turned = "!" if text.negated[i] else ""
        words.append(f"{turned}{sign}{found}")
        if turned:
            words.append(f"!{found}")
        for name in text.classes[i]:
            words.append(f"{turned}{sign}<{name}>")
            words += [f"{asked}*{name}" for asked in telling]
        if found in target.content:
            words.append(f"{turned}{sign}{TARGET}")
    for i in (i for i, found in enumerate(text.stems) if found in target.content):
        words += [f"<{found}" for found in text.stems[max(0, i - _SIDE) : i]]
        words += [f">{found}" for found in text.stems[i + 1 : i + 1 + _SIDE]]
    return " ".join(words)


def circumstances(target: str, speaker: str, cue: str) -> str:
    """Return what is known of a row besides its text: target, speaker, cue, and their pairs.

    Examples
    --------
    >>> circumstances("a ferry", "Ada Berg", "")
    't=a_ferry w=a w=ferry s=ada_berg s=ada_berg|t=a_ferry'
    """
    about = f"t={_joined(target)}"
    words = [about, *(f"w={word}" for word in target.lower().split())]
    for mark, value in (("s", speaker), ("c", cue)):
        if value:
            words += [f"{mark}={_joined(value)}", f"{mark}={_joined(value)}|{about}"]
    return " ".join(words)


def written(
    texts: Sequence[str], targets: Sequence[str], speakers: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return `masked` and `crossed` of rows."""
    readings = read_all([*texts, *targets, *speakers])
    rows = [
        (readings[text], readings[target], readings[speaker])
        for text, target, speaker in zip(texts, targets, speakers, strict=True)
    ]
    return (
        [masked(text, target, speaker) for text, target, speaker in rows],
        [crossed(text, target) for text, target, _ in rows],
    )


def _joined(value: str) -> str:
    return "_".join(value.lower().split())
