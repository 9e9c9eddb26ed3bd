"""Other wordings of a training row, so that the encoder heeds what a target says, and no names."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from stance_data.schema import STANCES, Stance

__all__ = ["Example", "ask_elsewhere", "name_speaker", "reword", "turn_round"]


@dataclass(frozen=True, slots=True)
class Example:
    """One row.

    Attributes
    ----------
    target, text : str
        As the encoder reads them.
    weights : tuple of float
        Probabilities of con, neutral and pro that are to be learned.
    classes : tuple of bool
        Which of the stances the corpus knows.
    stance : str
    kind : str
        Kind of row, to report figures of; empty where the corpus has none.
    context : str
        What stands around the statement, itself included; empty where it is not known.
    """

    target: str
    text: str
    weights: tuple[float, ...]
    classes: tuple[bool, ...]
    stance: str
    kind: str = ""
    context: str = ""


# Pattern → what negates it; the first that is found is taken. "Should not" before "should".
_NEGATIONS = (
    (re.compile(r"\b(should|would|must|can|could|will|do|does) not\b"), r"\1"),
    (re.compile(r"\b(is|are|was|were|has been|have been) not\b"), r"\1"),
    (re.compile(r"\b([Tt]his house )believes that\b"), r"\1does not believe that"),
    (re.compile(r"\b([Tt]his house )supports\b"), r"\1does not support"),
    (re.compile(r"\b(should|would|must|can|could|will)\b"), r"\1 not"),
    (re.compile(r"\b(is|are|was|were)\b"), r"\1 not"),
)

_MOTION = re.compile(r"^this house believes (?:that )?", re.IGNORECASE)
_CLAIM = re.compile(r"^(?P<who>.{2,60}?) (?P<verb>should|must|will|is|are) (?P<rest>.+?)[.!]*$")

# A target of so few words is a topic rather than a claim.
_TOPIC_WORDS = 6
_FOR = (
    "support for {}",
    "in favor of {}",
    "{} is good",
    "{} deserves our support",
    "{} should be elected",
    "We should support {}",
    "Should we support {}?",
)
_AGAINST = (
    "opposition to {}",
    "against {}",
    "{} is bad",
    "{} must go",
    "{} should not be elected",
    "We should oppose {}",
    "We should not support {}",
)
_DENIALS = ("It is not true that {}", "It is wrong to say that {}")

# Those that `stance_data.models.encoder.evaluation.name_flips` measures with are not among them.
_NAMES = (
    "Joe Biden",
    "Mike Pence",
    "Nancy Pelosi",
    "Mitch McConnell",
    "Elizabeth Warren",
    "Ted Cruz",
    "Bernie Sanders",
    "Barack Obama",
    "Tucker Carlson",
    "Rachel Maddow",
    "Alexandria Ocasio-Cortez",
    "Marco Rubio",
    "Al Gore",
    "Anthony Fauci",
    "Gavin Newsom",
    "Ron DeSantis",
    "Jerry Brown",
    "Kamala Harris",
    "Mitt Romney",
    "Paul Ryan",
    "Sean Hannity",
    "Stephen Colbert",
    "Angela Merkel",
    "Boris Johnson",
    "Jeremy Corbyn",
    "Nigel Farage",
    "Emmanuel Macron",
    "Justin Trudeau",
    "Pope Francis",
    "Elon Musk",
    "Bill Gates",
    "Oprah Winfrey",
    "Michael Moore",
    "Ann Coulter",
    "Maria Gonzalez",
    "John Miller",
    "Aisha Khan",
    "David Cohen",
    "Wei Chen",
    "Fatima Hassan",
    "James Smith",
    "Linda Johnson",
    "Priya Patel",
    "Carlos Rivera",
    "Emily Brown",
    "Kwame Mensah",
    "Robert Taylor",
    "Yuki Tanaka",
    "Olga Ivanova",
    "Michael O'Brien",
    "Susan Lee",
    "a spokesman",
    "the senator",
    "critics",
    "supporters",
    "the mayor",
    "one resident",
    "the report",
    "a professor",
    "activists",
)
_SAYINGS = ("{} said: {}", "{}: {}", "{} told reporters: {}", "According to {}, {}", "{} says {}")


def turn_round(example: Example) -> Example | None:
    """Return a row with its target negated and its stance turned; None where no rule fits.

    Examples
    --------
    >>> row = Example("Dogs should vote", "They are wise.", (0, 0, 1), (True, False, True), "pro")
    >>> turned = turn_round(row)
    >>> turned.target, turned.stance, turned.weights
    ('Dogs should not vote', 'con', (1, 0, 0))
    """
    for pattern, words in _NEGATIONS:
        if pattern.search(example.target):
            return _turned(example, pattern.sub(words, example.target, count=1))
    return None


def reword(example: Example, chance: random.Random) -> Example:
    """Return a row with its target negated, denied or asked, and its stance turned with it.

    A topic is put into words of support or opposition.

    Examples
    --------
    >>> row = Example("Calexit", "Let us go.", (0, 0, 1), (True, True, True), "pro")
    >>> {reword(row, random.Random(n)).target: 0 for n in range(60)}.keys() >= {
    ...     "support for Calexit", "opposition to Calexit"}
    True
    """
    target = example.target
    negated = turn_round(example)
    if negated is None and len(target.split()) <= _TOPIC_WORDS:
        if chance.random() < 0.5:
            return replace(example, target=chance.choice(_FOR).format(target))
        return _turned(example, chance.choice(_AGAINST).format(target))
    kind = chance.random()
    if kind < 0.35 and (question := _question(target)):
        return replace(example, target=question)
    if kind < 0.5 or negated is None:
        return _turned(example, chance.choice(_DENIALS).format(_inside(target)))
    return negated


def name_speaker(example: Example, chance: random.Random) -> Example:
    """Return a row whose statement somebody says; its stance stays, whoever it is."""
    words = chance.choice(_SAYINGS).format(chance.choice(_NAMES), example.text)
    return replace(example, text=words)


def ask_elsewhere(example: Example, target: str) -> Example:
    """Return a row that is asked about another debate's target: it takes no side there."""
    return replace(
        example,
        target=target,
        weights=tuple(float(stance == Stance.NEUTRAL) for stance in STANCES),
        classes=(True,) * len(STANCES),
        stance=Stance.NEUTRAL.value,
    )


def _turned(example: Example, target: str) -> Example:
    return replace(
        example,
        target=target,
        weights=example.weights[::-1],
        classes=example.classes[::-1],
        stance={"pro": "con", "con": "pro"}.get(example.stance, example.stance),
    )


def _question(target: str) -> str:
    """Return a claim as a question; empty where it has no verb that can be put first."""
    found = _CLAIM.match(_MOTION.sub("", target))
    if not found:
        return ""
    verb = found["verb"].capitalize()
    return f"{verb} {_inside(found['who'])} {found['rest']}?"


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence: no capital that is only that of a beginning."""
    first, *rest = words.rstrip(".").split(" ")
    lowered = first.lower() if _LOWERED.fullmatch(first) else first
    return " ".join([lowered, *rest])


# Words that have a capital only where they begin a sentence.
_LOWERED = re.compile(
    "the|an?|this|that|these|those|all|every|no|we|it|there|people|children|parents|states|"
    "governments|schools|animals|students|women|men|climate|public|private|social|free",
    re.IGNORECASE,
)
