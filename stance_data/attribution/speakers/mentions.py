"""The names that an article prints, each with its title and what stands beside it.

A mention is a run of capitalised words, parted from the title before it ("Florida Sen. Ana Ruiz")
and from the words that open a sentence ("But Ruiz"), and told apart as a person's, a body's, a
place's or a people's by named word lists (`names`, `roles`, `bodies`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from stance_data.attribution.speakers import bodies, names, roles
from stance_data.attribution.speakers.descriptions import (
    Description,
    Token,
    aside,
    describe,
    is_compound_role,
    is_role,
    tokens,
)
from stance_data.attribution.speakers.name_runs import find_runs, is_body_word, is_title, title_end
from stance_data.attribution.speakers.names import is_given_name
from stance_data.attribution.speakers.wordlists import words as word_set
from stance_data.schema import Span

__all__ = ["Mention", "NameKind", "find_mentions"]


class NameKind(Enum):
    """What a name is a name of."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    PEOPLE = "people"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    Attributes
    ----------
    span : Span
        The name alone, without title and possessive ending.
    words : tuple of str
        Its words as printed.
    kind : NameKind
    title : str
        Courtesy title before it ("mr"), in lower case; empty if none.
    descriptions : tuple of Description
        From the title, and from what stands beside the name.
    opens : bool
        True if it is the first word of its sentence, where a capital tells nothing.
    possessive : bool
    governor : str
        The word before the name and its title, in lower case ("to"); empty at the head of a
        paragraph.
    lead : int
        Where its title begins, or the name if it has none.
    """

    span: Span
    words: tuple[str, ...]
    kind: NameKind
    title: str = ""
    descriptions: tuple[Description, ...] = ()
    opens: bool = False
    possessive: bool = False
    governor: str = ""
    lead: int = -1


_ENDS_SENTENCE = re.compile(r"(?:[.!?:…]|--|—)[\"”’')\]]*\s*[\"“‘'(\[]*$")
_SMALL_IN_HEADINGS = word_set(
    "about after against among between from into over than that through under upon with without"
)
_RANKS = word_set("majority minority deputy first second senior junior")


def find_mentions(text: str, paragraphs: Sequence[Span]) -> list[Mention]:
    """Return the names in `text`, in order. Headings in title case are passed over.

    Examples
    --------
    >>> text = "But Florida Sen. Ana Ruiz and Mr. Vane of the Dry Lake Party left Monday."
    >>> for m in find_mentions(text, [Span(0, len(text))]):
    ...     print(m.kind.value, m.words, m.title, [d.head for d in m.descriptions])
    person ('Ana', 'Ruiz')  ['senator']
    person ('Vane',) mr []
    body ('Dry', 'Lake', 'Party')  []
    """
    found: list[Mention] = []
    for paragraph in paragraphs:
        words = tokens(text, paragraph)
        if not _is_heading(words):
            runs = (_mention(text, words, i, j, paragraph) for i, j in find_runs(text, words))
            found.extend(mention for mention in runs if mention is not None)
    return found


def _is_heading(words: Sequence[Token]) -> bool:
    """Tell whether a paragraph is set in capitals or title case, so that they tell nothing."""
    if len(words) < 3:
        return True
    telling = [t for t in words if len(t.word) > 3 and t.lower not in _SMALL_IN_HEADINGS]
    if all(t.word.isupper() for t in telling):
        return len(telling) > 3
    return len(telling) > 4 and all(t.capital or t.word.isdigit() for t in telling)


def _mention(
    text: str, words: Sequence[Token], first: int, last: int, paragraph: Span
) -> Mention | None:
    """Return the name in a run, without what opens its sentence and without its title."""
    opens = _opens_sentence(text, words[first].start, paragraph)
    while first < last and words[first].lower in names.FUNCTION_WORDS:
        if last - first > 1 and words[first].lower == "yes":
            break  # "Yes Oregon" has no comma
        first, opens = first + 1, False
    if first == last:
        return None
    split = title_end(words, first, last)
    office = is_compound_role([t.lower for t in words[max(first, last - 2) : last]])
    if split == last or office or (split == first and _is_common(words[first:last])):
        return None
    title = [t.lower for t in words[first:split]] or _role_before(text, words, first)
    described = describe(title)
    courtesy = next((t for t in reversed(title) if t in roles.COURTESY_TITLES), "")
    name = _without_nationality(words[split:last])
    kind = _kind(name, bool(courtesy or (described and is_role(described.head))))
    if kind is not NameKind.PERSON and split > first:
        name, described, courtesy = list(words[first:last]), None, ""
        kind = _kind(name, False)
    after, told = aside(text, name[-1].end, paragraph.end)
    noun = _noun_after(words, last)
    span = Span(name[0].start, name[-1].end)
    return Mention(
        span=span,
        words=tuple(t.word for t in name),
        kind=_kind_in_context(text[slice(*span)], kind, after, told, noun),
        title=courtesy,
        descriptions=(*([described] if described else []), *after),
        opens=opens and split == first,
        possessive=name[-1].possessive,
        governor=words[first - 1].lower if first else "",
        lead=words[first].start,
    )


def _opens_sentence(text: str, start: int, paragraph: Span) -> bool:
    before = text[max(paragraph.start, start - 8) : start]
    return not before.strip("\"“‘'([ \n") or bool(_ENDS_SENTENCE.search(before))


def _kind_in_context(
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


def _is_common(name: Sequence[Token]) -> bool:
    """Tell whether capitalised words are an office, a people's adjective or a document."""
    last = name[-1].lower
    rest = [t.lower for t in name[:-1]]
    if " ".join(rest) in bodies.PLACES:
        rest = []
        if is_role(last):
            return True
    if last in roles.DOCUMENT_NOUNS and last not in bodies.BODY_WORDS:
        return True
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


def _noun_after(words: Sequence[Token], last: int) -> str:
    """Return the common noun that says after a name what body it is ("the Yes Oregon group")."""
    if last < len(words) and not words[last - 1].possessive:
        noun = words[last].word
        if noun in bodies.BODY_NOUNS and words[last].start == words[last - 1].end + 1:
            return noun
    return ""


def _role_before(text: str, words: Sequence[Token], first: int) -> list[str]:
    """Return the lower-case words before a name that end in a role ("political analyst")."""
    found: list[str] = []
    i = first - 1
    while i >= 0 and len(found) < 5:
        token, after = words[i], words[i + 1]
        if text[token.end : after.start].strip(" \n’'s") or token.lower in names.FUNCTION_WORDS:
            break
        if not found and not (is_role(token.lower) or token.lower in roles.TITLE_ABBREVIATIONS):
            break
        found.insert(0, token.lower)
        i -= 1
    return found


def _without_nationality(name: Sequence[Token]) -> list[Token]:
    """Return a name without "Republican" or "French" before a given name."""
    rest = list(name)
    while len(rest) > 1 and (rest[0].lower in bodies.NATIONALITIES) and is_given_name(rest[1].word):
        rest = rest[1:]
    return rest


def _kind(name: Sequence[Token], titled: bool) -> NameKind:
    lower = [t.lower for t in name]
    phrase = " ".join(lower)
    if phrase in bodies.KNOWN_BODIES:
        return NameKind.BODY
    if phrase in bodies.PLACES or phrase in bodies.STATE_ABBREVIATIONS:
        return NameKind.PLACE
    if lower[-1] in bodies.PEOPLES or phrase in bodies.PEOPLES:
        return NameKind.PEOPLE
    if lower[-1].endswith(("ians", "eans")) and not is_given_name(name[0].word):
        return NameKind.PEOPLE
    if lower[-1] in bodies.BODY_WORDS or any(
        w in ("of", "for") and lower[i] in bodies.BODY_WORDS for i, w in enumerate(lower[1:])
    ):
        return NameKind.BODY
    if titled:
        return NameKind.PERSON
    if lower[-1] in names.SUFFIXES or (len(name) == 2 and lower[0] in roles.NAME_TITLES):
        return NameKind.PERSON
    first = name[0].word
    if len(name) > 1 and is_given_name(first.capitalize() if first.isupper() else first):
        return NameKind.PERSON
    if any(_is_acronym(t.word) for t in name) and not name[-1].word.islower():
        return NameKind.BODY
    if len(name) > 1 and (lower[-1] in bodies.PLACES or lower[0] in bodies.NATIONALITIES):
        return NameKind.BODY
    return NameKind.UNKNOWN


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha() and "." not in word[:-1]
