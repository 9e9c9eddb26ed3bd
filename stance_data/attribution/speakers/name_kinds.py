"""What a name is a name of: a person, a body, a place or a people; by its words and neighbours.

The word lists are those of `names`, `roles` and `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from stance_data.attribution.speakers import bodies, names, roles
from stance_data.attribution.speakers.descriptions import Description, Token, is_role
from stance_data.attribution.speakers.name_runs import is_body_word, is_title
from stance_data.attribution.speakers.names import is_given_name
from stance_data.attribution.speakers.wordlists import words as word_set

__all__ = ["NameKind", "is_common", "kind_by_words", "kind_in_context"]


class NameKind(Enum):
    """What a name is a name of."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    PEOPLE = "people"
    UNKNOWN = "unknown"


# "WikiLeaks", "HuffPost", but no family name ("McCain", "LaPierre", "DeVos", "O’Neil").
_CAMEL_CASE = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|St|O)[A-Z])[A-Z][a-z]+[A-Z]\w+")
_LONGEST_ACRONYM = 6
_RANKS = word_set(
    "chief deputy district federal first junior majority minority second senior state"
)


def kind_by_words(name: Sequence[Token], titled: bool) -> NameKind:
    """Return what the words of a name tell of its kind; a title stands before it if `titled`."""
    lower = [t.lower for t in name]
    phrase = " ".join(lower)
    if phrase in bodies.KNOWN_BODIES | bodies.OUTLETS:
        return NameKind.BODY
    if phrase in bodies.PLACES or phrase in bodies.STATE_ABBREVIATIONS:
        return NameKind.PLACE
    if lower[-1] in bodies.PEOPLES or phrase in bodies.PEOPLES:
        return NameKind.PEOPLE
    if lower[-1].endswith(("ians", "eans")) and not is_given_name(name[0].word):
        return NameKind.PEOPLE
    if titled and len(name) == 2 and is_given_name(name[0].word):
        return NameKind.PERSON  # Mayor Don Guardian
    if lower[-1] in bodies.BODY_WORDS or any(
        (w in ("of", "for") and lower[i] in bodies.BODY_WORDS)
        or (w == "for" and lower[i] in bodies.MEMBERS)
        for i, w in enumerate(lower[1:])
    ):
        return NameKind.BODY
    if titled:
        return NameKind.PERSON
    if len(name) == 1 and _CAMEL_CASE.fullmatch(name[0].word):
        return NameKind.BODY
    if lower[-1] in names.SUFFIXES or (len(name) == 2 and lower[0] in roles.NAME_TITLES):
        return NameKind.PERSON
    first = name[0].word
    if len(name) > 1 and is_given_name(first.capitalize() if first.isupper() else first):
        return NameKind.PERSON
    if len(name) > 1 and lower[-1] in bodies.SITES:
        return NameKind.PLACE
    if any(_is_acronym(t.word) for t in name) and not name[-1].word.islower():
        return NameKind.BODY
    if len(name) > 1 and (lower[-1] in bodies.PLACES or lower[0] in bodies.NATIONALITIES):
        return NameKind.BODY
    return NameKind.UNKNOWN


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    return (
        1 < len(letters) <= _LONGEST_ACRONYM
        and letters.isupper()
        and letters.isalpha()
        and "." not in word[:-1]
    )


def kind_in_context(
    printed: str, kind: NameKind, after: list[Description], told: bool, noun: str
) -> NameKind:
    """Return what the words beside a name tell of its kind; they add `noun` to `after`."""
    if "&" in printed:
        return NameKind.BODY
    if kind is NameKind.UNKNOWN and (told or any(is_role(d.head) for d in after)):
        return NameKind.PERSON
    if kind is NameKind.UNKNOWN and after:
        return NameKind.BODY
    if noun and (kind is NameKind.BODY or (kind is NameKind.UNKNOWN and " " in printed)):
        after.append(Description(noun))
        return NameKind.BODY
    return kind


def is_common(name: Sequence[Token]) -> bool:
    """Tell whether capitalised words are an office, a people's adjective or a document."""
    last = name[-1].lower
    rest = [t.lower for t in name[:-1]]
    if " ".join((*rest, last)) in bodies.OUTLETS:
        return False
    if len(rest) == 1 and rest[0] in roles.ALSO_NAMES:
        return False  # Dean Baker
    if last == "pac" and set(rest) <= {"super"}:
        return True  # a super PAC
    if not rest and last in bodies.BODY_NOUNS and last not in bodies.KNOWN_BODIES:
        return not name[0].word.isupper()  # the Court
    if not rest and last.endswith("s") and is_role(last[:-1]) and last not in bodies.PEOPLES:
        return True  # Employers
    if " ".join(rest) in bodies.PLACES:
        rest = []
        if is_role(last):
            return True
    if last in roles.DOCUMENT_NOUNS and last not in bodies.BODY_WORDS:
        return not (rest and is_given_name(name[0].word))  # Steven Law
    if last in bodies.NATIONALITIES and all(
        w in bodies.NATIONALITIES | bodies.PLACES for w in rest
    ):
        return True
    if rest and is_role(last):
        return all(_is_acronym(t.word) or _of_office(t.lower) for t in name[:-1])
    return (
        not rest and last in roles.GROUP_NOUNS | roles.UNNAMED_NOUNS and last not in bodies.PEOPLES
    )


def _of_office(word: str) -> bool:
    """Tell whether a word may stand before an office ("Senate Majority Leader")."""
    return word in bodies.NATIONALITIES or is_body_word(word) or word in _RANKS or is_title(word)
