"""Words of a text, and what people are called by what they do: titles, appositions, offices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stance_data.attribution.speakers import bodies, names, roles
from stance_data.attribution.speakers.wordlists import phrases
from stance_data.attribution.speakers.wordlists import words as word_set
from stance_data.schema import Span

__all__ = [
    "PREPOSITIONS",
    "Description",
    "Token",
    "aside",
    "describe",
    "is_compound_role",
    "is_role",
    "tokens",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; `word` is without a possessive ending and a sentence's period."""

    start: int
    end: int
    word: str
    possessive: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case, without a closing period."""
        return self.word.casefold().rstrip(".").replace("’", "'")

    @property
    def capital(self) -> bool:
        """True if the word, or the last part of a hyphenated one, begins with a capital letter.

        "Vane-era" and "Iran-backed" are no names; "al-Sabbagh" is one.
        """
        first, _, rest = self.word.partition("-")
        if rest and first in names.PARTICLES:
            return rest[0].isupper()
        return self.word[0].isupper() and not rest.rpartition("-")[2][:1].islower()


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody is called by what they do or are: "a Florida senator".

    Attributes
    ----------
    head : str
        The role itself ("senator", "vice president").
    modifiers : frozenset of str
        The other words that say which one, in lower case ("florida").
    """

    head: str
    modifiers: frozenset[str] = frozenset()


_TOKEN = re.compile(r"[^\W_]+(?:[.&'’\-‑][^\W_]+)*\.?")
_INITIALS = re.compile(r"[^\W\d_]\.|(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_]\.?")
_PERIOD_STAYS = (
    frozenset(roles.TITLE_ABBREVIATIONS)
    | roles.COURTESY_TITLES
    | names.SUFFIXES
    | bodies.SUFFIXES
    | {"st"}
)
_COMPOUND_ROLES = phrases(
    "vice president, prime minister, chief executive, attorney general, chief justice, first lady, "
    "secretary general, press secretary, solicitor general, lieutenant governor"
)
PREPOSITIONS = word_set("of for from in at with on by to against about near under")
_CLAUSE = word_set("who which that whose is was has had are were but while said says")
_NO_APPOSITION = word_set("and but or who which said says while when in on")
_PARTIES = {"R": "republican", "D": "democrat", "I": "independent"}
_BESIDE = 90
"""Characters after a name in which an apposition is looked for."""


def tokens(text: str, span: Span) -> list[Token]:
    """Return the words of `span`.

    Examples
    --------
    >>> [t.word for t in tokens("Mr. Vane's U.S. tour began.", Span(0, 27))]
    ['Mr.', 'Vane', 'U.S.', 'tour', 'began']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        word, end, possessive = match[0], match.end(), False
        if word.endswith(".") and not (
            _INITIALS.fullmatch(word) or word[:-1].casefold() in _PERIOD_STAYS
        ):
            word, end = word[:-1], end - 1
        if word[-2:] in ("'s", "’s", "'S", "’S"):
            word, end, possessive = word[:-2], end - 2, True
        elif word[-1] in "sS" and text[end : end + 1] in ("'", "’"):
            possessive = bool(re.match(r"['’]\s\w", text[end : end + 3]))
        if word:
            found.append(Token(match.start(), end, word, possessive))
    return found


def describe(words: Sequence[str]) -> Description | None:
    """Return the role that a phrase names, or None if it names none.

    Parameters
    ----------
    words : sequence of str
        In lower case and in order.

    Examples
    --------
    >>> mayor = describe(["a", "former", "mayor", "of", "portland"])
    >>> mayor.head, sorted(mayor.modifiers)
    ('mayor', ['former', 'portland'])
    >>> describe(["the", "old", "bridge"]) is None
    True
    """
    full = [_plain_word(w) for w in words]
    full = full[: next((i for i, w in enumerate(full) if w in _CLAUSE), len(full))]
    stop = next((i for i, w in enumerate(full) if w in PREPOSITIONS), len(full))
    heads = (i for i in range(stop - 1, -1, -1) if is_role(full[i]) or full[i] in bodies.BODY_NOUNS)
    at = next(heads, None)
    if at is None:
        return None
    head, before = full[at], at
    if is_compound_role(full[max(0, at - 1) : at + 1]):
        head, before = f"{full[at - 1]} {full[at]}", at - 1
    others = (*full[:before], *full[at + 1 :])
    return Description(head, frozenset(w for w in others if w not in names.FUNCTION_WORDS))


def _plain_word(word: str) -> str:
    """Return the word that an abbreviation or another form of a word stands for."""
    for table in (roles.TITLE_ABBREVIATIONS, bodies.STATE_ABBREVIATIONS, roles.SAME_WORDS):
        word = table.get(word, word)
    return word.removesuffix("-elect").removeprefix("ex-")


def is_role(word: str) -> bool:
    """Tell whether `word` is a noun for one person by what they do."""
    return word in roles.ROLES or word in _COMPOUND_ROLES


def is_compound_role(words: Sequence[str]) -> bool:
    """Tell whether two words are one office ("attorney general")."""
    return " ".join(words) in _COMPOUND_ROLES


def aside(text: str, end: int, stop: int) -> tuple[list[Description], bool]:
    """Read what stands after a name: an apposition, an age, a party, "who".

    Parameters
    ----------
    text : str
    end : int
        Where the name ends.
    stop : int
        Where its paragraph ends.

    Returns
    -------
    descriptions : list of Description
    person : bool
        True if only a person is spoken of so.

    Examples
    --------
    >>> text = "Roe, 43, a lawyer, left."
    >>> aside(text, 3, len(text))
    ([Description(head='lawyer', modifiers=frozenset())], True)
    """
    after = text[end : min(stop, end + _BESIDE)]
    age = re.match(r",\s\d{1,2}(?=[,.]|\s)", after)
    party = re.match(r",?\s\(?([RDI])-([\w.]+(?:\s[A-Z]\w+)?)", after)
    clause = re.match(r",?\s(?:who|whose|himself|herself)\b", after)
    found: list[Description] = []
    if party:
        found.extend(_member_of(_PARTIES[party[1]], party[2].casefold().rstrip(".")))
    start = age.end() if age else party.end() if party else 0
    phrase = re.match(r"(?:,|\s(?:is|was|—|–|-))\s([^,;:.!?()“”\"—–]+)", after[start:])
    words = [t.lower for t in tokens(phrase[1], Span(0, len(phrase[1])))] if phrase else []
    open_ended = (
        phrase is not None and words[:1] == ["the"] and not _is_closed(text, end, start, phrase)
    )
    apposed = words and words[0] not in _NO_APPOSITION and not open_ended
    described = describe(words) if apposed else None
    if described:
        found.append(described)
    return found, bool(age or party or clause)


def _is_closed(text: str, end: int, start: int, phrase: re.Match[str]) -> bool:
    """Tell whether "the mayor" behind a name ends as an apposition does, or goes on as a clause."""
    if not phrase[0].startswith(","):
        return True
    after = text[end + start + phrase.end() :][:1]
    return not after or after in ",.;:)—–\n" or phrase.end() + start >= _BESIDE - 1


def _member_of(party: str, place: str) -> list[Description]:
    """Return what a legislator is called of whom party and state are given ("R-Fla.")."""
    told = frozenset({bodies.STATE_ABBREVIATIONS.get(place, place), party})
    return [Description("lawmaker", told), Description(party, told)]
