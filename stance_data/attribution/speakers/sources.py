"""A source as its rules see it: its words, and the head among them that says who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from stance_data.attribution.speakers import bodies, names, roles
from stance_data.attribution.speakers.descriptions import Token, tokens
from stance_data.attribution.speakers.discourse import Discourse
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import Span
from stance_data.text import strip

__all__ = ["COMMON_NOUNS", "INDEFINITE", "QUANTIFIERS", "Source", "parse_source"]

COMMON_NOUNS = (
    roles.GROUP_NOUNS
    | roles.UNNAMED_NOUNS
    | roles.DOCUMENT_NOUNS
    | roles.ROLES
    | bodies.BODY_NOUNS.keys()
)
"""What a source may be headed by that is no name."""

_ENDS_HEAD = words(
    """
of for from in at with on by to near about against among known called named like including who which
whose whom that familiar close involved based speaking during after before under over as via
within across outside inside is was are were has had
"""
)
INDEFINITE = words("a an one another some any no each every many several few")
"""What stands before somebody who is new to the reader."""

QUANTIFIERS = INDEFINITE | words(
    """
most other others two three four five six seven eight nine ten dozens hundreds thousands more
these those certain various numerous
"""
)
"""What stands before some of a kind."""

_OPENS_SOURCE = words("by to from and but even like")
_ADVERBS = words(
    """
also already not then still again even now never ever often later first just once thus too soon
himself herself itself themselves alone both all instead however though
"""
)
_NOUNS_IN_LY = words(
    "ally anomaly assembly belly bully butterfly daily family fly jelly monopoly quarterly rally "
    "reply supply tally weekly"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the rules see it.

    Attributes
    ----------
    span : Span
    words : list of Token
    head : list of Token
        Up to the first comma, preposition or relative clause that is no part of a name, without
        adverbs after it; never empty.
    """

    span: Span
    words: list[Token]
    head: list[Token]

    @property
    def noun(self) -> str:
        """The last word of the head, in lower case."""
        return self.head[-1].lower

    @property
    def first(self) -> str:
        """The first word of the head, in lower case."""
        return self.head[0].lower

    @property
    def definite(self) -> bool:
        """True if it means somebody who is known ("the mayor", "Vane's mayor", "Mayor")."""
        named = self.head[0].capital and self.first not in names.FUNCTION_WORDS
        return self.first in ("the", "this", "that") or named


def parse_source(page: Discourse, span: Span) -> Source | None:
    """Return the source that `span` holds; None if there are no words in it."""
    inside = strip(page.text, Span(max(span.start, 0), min(span.end, len(page.text))))
    found = tokens(page.text, inside) if inside.start < inside.end else []
    return Source(inside, found, _head(page, found)) if found else None


def _head(page: Discourse, found: list[Token]) -> list[Token]:
    """Return the words of a source up to what only describes its head."""
    skip = 0
    while skip < len(found) - 1 and _opens(page, found[skip]):
        skip += 1
    whole = page.names_in(Span(found[0].start, found[-1].end))
    named_spans = [Span(page.mentions[i].lead, page.mentions[i].span.end) for i in whole]
    head = [found[skip]]
    for before, token in zip(found[skip:], found[skip + 1 :], strict=False):
        named = any(n.start < token.start < n.end for n in named_spans)
        gap = page.text[before.end : token.start]
        dashed = set(gap) & set(",;(—–[") or "--" in gap or gap.split() == ["-"] != [gap]
        if not named and (token.lower in _ENDS_HEAD or dashed or _is_participle(before, token)):
            break
        head.append(token)
    while len(head) > 1 and not head[-1].capital and _is_adverb(head[-1].lower):
        head.pop()
    return head


def _is_participle(before: Token, token: Token) -> bool:
    """Tell whether a word says what the noun before it does ("a delegate supporting Roe")."""
    noun = not before.capital and (before.lower in COMMON_NOUNS or before.lower.endswith("s"))
    participle = token.lower.endswith("ing") and not token.capital
    return noun and participle and not before.possessive


def _opens(page: Discourse, token: Token) -> bool:
    """Tell whether a word before a source is none of it ("by", "Finally,")."""
    comma = page.text[token.end : token.end + 1] == ","
    return token.lower in _OPENS_SOURCE or (comma and _is_adverb(token.lower))


def _is_adverb(word: str) -> bool:
    """Tell whether a word between a source and its verb belongs to neither."""
    return word in _ADVERBS or (word.endswith("ly") and word not in COMMON_NOUNS | _NOUNS_IN_LY)
