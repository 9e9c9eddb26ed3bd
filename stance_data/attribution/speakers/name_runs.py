"""Runs of capitalised words that may be one name, and where in them a title ends.

"Florida Sen. Ana Ruiz", "Department of Health and Human Services", "Robert "Bob" Roe Jr.".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stance_data.attribution.speakers import bodies, names, roles
from stance_data.attribution.speakers.descriptions import Token, is_role
from stance_data.attribution.speakers.names import is_given_name
from stance_data.attribution.speakers.wordlists import words as word_set

__all__ = ["find_runs", "is_body_word", "is_title", "title_end"]

_NICKNAME = re.compile(r"\s[\"“'‘(]([^\W\d_][\w.]*)[\"”'’)]\s(?=[^\W\d_])")
_PARTY = re.compile(r"[RDI]-[A-Z]")
_CONNECTORS = word_set("of for on the and &")
_LONGEST = 12
"""Words in a run at most: no name is longer, and the time stays linear."""


def find_runs(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (first, last + 1) of every run of words that may be one name with its title.

    Parameters
    ----------
    text : str
    words : sequence of Token
        Those of one paragraph.
    """
    i = 0
    while i < len(words):
        if not _may_be_name(words[i]):
            i += 1
            continue
        j = i + 1
        while j < min(len(words), i + _LONGEST) and not _is_end(words[j - 1]):
            k = _next_in_run(text, words, i, j)
            if k is None:
                break
            j = k
        yield i, j
        i = j


def _is_end(token: Token) -> bool:
    opens = token.lower in bodies.POSSESSIVE_OPENERS
    return (token.possessive and not opens) or token.lower in names.SUFFIXES | bodies.SUFFIXES


def _may_be_name(token: Token) -> bool:
    return token.capital and token.lower not in names.NOT_NAMES and not _PARTY.match(token.word)


def _next_in_run(text: str, words: Sequence[Token], first: int, j: int) -> int | None:
    """Return the end of a run that takes in ``words[j]`` and what must follow it, or None."""
    gap = text[words[j - 1].end : words[j].start]
    if _NICKNAME.match(text, words[j - 1].end) and words[j].capital:
        alone = gap.strip() == "(" and not is_given_name(words[j - 1].word)
        return None if alone or words[j].word.isupper() else j + 1
    if gap.strip() in tuple("\"”'’)") and _quoted_before(text, words[j - 1]):
        return j + 1 if _may_be_name(words[j]) else None
    if gap.strip() == "," and words[j].lower in ("jr", "sr"):
        return j + 1
    if words[j - 1].possessive and gap in ("'s ", "’s ", "' ", "’ "):
        return j + 1 if _may_be_name(words[j]) and _begins_body(words, j) else None
    if gap.strip() not in ("", "&") or not gap:
        return None
    if words[j].capital:
        given = is_given_name(words[j - 1].word)  # Theresa May
        common = words[j].lower in names.FUNCTION_WORDS
        known = f"{words[j - 1].lower} {words[j].lower}" in bodies.OUTLETS
        return j + 1 if given or known or (_may_be_name(words[j]) and not common) else None
    after = j + 1
    if words[j].lower in names.PARTICLES:
        while after < len(words) and words[after].lower in names.PARTICLES:
            after += 1
    elif words[j].word in _CONNECTORS and _connects(words, first, j):
        if after < len(words) and words[after].word in ("the", "and"):
            after += 1
    else:
        return None
    joined = after < len(words) and _may_be_name(words[after])
    return after + 1 if joined and text[words[j].end : words[after].start].count(",") == 0 else None


def _begins_body(words: Sequence[Token], j: int) -> bool:
    """Tell whether a name after "America's" goes on with it: no person's, and no office."""
    return not (is_given_name(words[j].word) or is_title(words[j].lower))


def _quoted_before(text: str, token: Token) -> bool:
    """Tell whether `token` is a nickname between marks."""
    return bool(_NICKNAME.match(text, token.start - 2)) if token.start > 1 else False


def _connects(words: Sequence[Token], first: int, j: int) -> bool:
    """Tell whether "of", "for", "and" at `j` goes on with the name of a body or an office."""
    before = [t.lower for t in words[first:j]]
    if words[j].word == "for" and before[-1] in bodies.MEMBERS:
        return True  # Young Texans for Liberty
    if words[j].word in ("and", "&"):
        at = next((i for i, w in enumerate(before) if w in ("of", "for")), 0)
        given = any(is_given_name(t.word) for t in words[first + at : j])
        return at > 0 and before[at - 1] in bodies.BODY_WORDS and not given
    if words[j].word == "the":
        return False
    return before[-1] in bodies.BODY_WORDS or is_title(before[-1])


def title_end(words: Sequence[Token], first: int, last: int) -> int:
    """Return where the name begins after the last title of a run.

    `first` if there is no title; `last` if there is nothing else.
    """
    at = next((i for i in range(last - 2, first - 1, -1) if is_title(words[i].lower)), None)
    if at is None or (last - at == 2 and words[at].lower in roles.ALSO_NAMES):
        return first
    named = at + 2 < last and is_given_name(words[at + 1].word)  # Vane Director Ida Roe
    if not named and _begins_with_given_name(words[first], at == first):
        return first
    if at + 1 < last and words[at + 1].word in _CONNECTORS:
        # "Secretary of State John Kerry": the office ends where a given name begins.
        given = (i for i in range(at + 3, last) if is_given_name(words[i].word))
        family = last - 1 if last - at > 3 and not is_body_word(words[last - 1].lower) else last
        return next(given, family)
    if words[at].lower in roles.NAME_TITLES and last - at == 2:
        return at if at == first or not is_given_name(words[at].word) else first
    return at + 1


def is_body_word(word: str) -> bool:
    """Tell whether a word ends the name of a body or a place."""
    return word in bodies.BODY_WORDS or word in bodies.PLACES


def _begins_with_given_name(token: Token, alone: bool) -> bool:
    """Tell whether what looks like a title later on is a family name ("Martin Luther King")."""
    if token.lower in bodies.PLACES or token.word.endswith("."):
        return False
    return is_given_name(token.word) and (not alone or token.lower not in roles.NAME_TITLES)


def is_title(word: str) -> bool:
    """Tell whether a word stands before a name as a title or an occupation."""
    return (
        word in roles.COURTESY_TITLES
        or word in roles.TITLE_ABBREVIATIONS
        or is_role(word)
        or word in roles.NAME_TITLES
    )
