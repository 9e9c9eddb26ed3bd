"""The names that an article prints, each with its title and what stands beside it.

A mention is a run of capitalised words, parted from the title before it ("Florida Sen. Ana Ruiz")
and from the words that open a sentence ("But Ruiz"), and told apart as a person's, a body's, a
place's or a people's by named word lists (`names`, `roles`, `bodies`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
from stance_data.attribution.speakers.name_kinds import (
    NameKind,
    is_common,
    kind_by_words,
    kind_in_context,
)
from stance_data.attribution.speakers.name_runs import find_runs, title_end
from stance_data.attribution.speakers.names import is_given_name
from stance_data.attribution.speakers.wordlists import words as word_set
from stance_data.schema import Span

__all__ = ["Mention", "NameKind", "find_mentions"]


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
    modifies : bool
        True where a noun follows that the name only describes ("a Vane supporter").
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
    modifies: bool = False


_ENDS_SENTENCE = re.compile(r"(?:[.!?:…]|--|—)[\"”’')\]]*\s*[\"“‘'(\[]*$")
_SMALL_IN_HEADINGS = word_set(
    "about after against among between from into over than that through under upon with without"
)
_LONG_NAME = 4
_PAST = word_set("former ex retired then")


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
        body = words[last - 1].lower in bodies.BODY_WORDS
        if last - first > 1 and (
            words[first].lower == "yes" or (body and _may_begin(words[first]))
        ):
            break  # "Yes Oregon" has no comma
        first, opens = first + 1, False
    before = [t.lower for t in words[max(0, first - 2) : first + 1]]
    if before == ["secretary", "of", "state"] and not words[first - 2].capital:
        first, opens = first + 1, False  # "secretary of State Jane Poole"
    if first == last or _is_sentence_adverb(text, words[first], opens and last - first == 1):
        return None
    first, last = _without_places(words, first, last)
    split = title_end(words, first, last)
    office = is_compound_role([t.lower for t in words[max(first, last - 2) : last]])
    if split == last or office or (split == first and is_common(words[first:last])):
        return None
    title = [t.lower for t in words[first:split]] or _role_before(text, words, first)
    if first and split > first and words[first - 1].lower in _PAST:
        title.insert(0, "former")
    described = describe(title)
    courtesy = next((t for t in reversed(title) if t in roles.COURTESY_TITLES), "")
    name = _without_nationality(words[split:last])
    kind = kind_by_words(name, bool(courtesy or (described and is_role(described.head))))
    if courtesy and len(name) < _LONG_NAME:
        kind = NameKind.PERSON  # Mr. Church
    if kind is not NameKind.PERSON and split > first:
        name, described, courtesy = list(words[first:last]), None, ""
        kind = kind_by_words(name, False)
    if len(name) > 1 and name[0].lower in roles.NAME_TITLES and described is None:
        described = Description(name[0].lower)  # Queen Ida
    after, told = aside(text, name[-1].end, paragraph.end)
    noun = _noun_after(words, last) or _noun_before(words, first)
    span = Span(name[0].start, name[-1].end)
    return Mention(
        span=span,
        words=tuple(t.word for t in name),
        kind=kind_in_context(text[slice(*span)], kind, after, told, noun),
        title=courtesy,
        descriptions=(*([described] if described else []), *after),
        opens=opens and split == first,
        possessive=name[-1].possessive,
        governor=words[first - 1].lower if first else "",
        lead=words[first].start,
        modifies=_modifies(words, last),
    )


def _may_begin(token: Token) -> bool:
    return token.lower in bodies.OPENERS


def _is_sentence_adverb(text: str, token: Token, opens: bool) -> bool:
    """Tell whether a word is an adverb that opens its sentence ("Significantly,")."""
    return opens and token.lower.endswith("ly") and text[token.end : token.end + 1] == ","


def _without_places(words: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return the run without a place or a body before, and a place after, a person's full name.

    "Fox News Ida Vane", "Oregon Ida Vane", "Ida Vane North Dakota".
    """
    lower = [t.lower for t in words[first:last]]
    for i in range(1, len(lower) - 1):
        before = " ".join(lower[:i])
        if before in bodies.PLACES | bodies.KNOWN_BODIES | bodies.OUTLETS and is_given_name(
            words[first + i].word
        ):
            return first + i, last
    for i in range(2, len(lower) - 1):
        if " ".join(lower[i:]) in bodies.PLACES and is_given_name(words[first].word):
            return first, first + i
    return first, last


def _opens_sentence(text: str, start: int, paragraph: Span) -> bool:
    before = text[max(paragraph.start, start - 8) : start]
    return not before.strip("\"“‘'([ \n") or bool(_ENDS_SENTENCE.search(before))


def _noun_after(words: Sequence[Token], last: int) -> str:
    """Return the common noun that says after a name what body it is ("the Yes Oregon group")."""
    if last < len(words) and not words[last - 1].possessive:
        noun = words[last].word
        if noun in bodies.BODY_NOUNS and words[last].start == words[last - 1].end + 1:
            return noun
    return ""


def _noun_before(words: Sequence[Token], first: int) -> str:
    """Return the common noun that says before a name what body it is ("the group Yes Oregon")."""
    if first and words[first].start == words[first - 1].end + 1:
        noun = words[first - 1].word
        return noun if noun in bodies.BODY_NOUNS else ""
    return ""


def _modifies(words: Sequence[Token], last: int) -> bool:
    if last >= len(words) or words[last].start != words[last - 1].end + 1:
        return False
    noun = words[last].word
    known = roles.ROLES | roles.GROUP_NOUNS | roles.UNNAMED_NOUNS | bodies.BODY_NOUNS.keys()
    return noun in known


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
