"""Sources that are a common noun for a body: whom "the agency", "the Vane campaign" stand for.

A body may be named by whose it is ("Vane's campaign"), by its country ("the Danish government"), or
be one that was named before: one whose name, or what the article calls it, says that it is such a
body; for nouns that any name may have ("the company"), else the one most in the reader's mind whose
name does not say that it is something else.
"""

from __future__ import annotations

from stance_data.attribution.speakers import bodies, roles
from stance_data.attribution.speakers.discourse import UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.entities import Entity
from stance_data.attribution.speakers.mentions import NameKind
from stance_data.attribution.speakers.pronouns import GENDERS, OTHER_OWNERS
from stance_data.attribution.speakers.sources import INDEFINITE, QUANTIFIERS, Source
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import Span, SpeakerKind

__all__ = ["body"]

_DETERMINERS = QUANTIFIERS | {"the", "this", "that"}
_NEW = words("for of that which representing against behind")
"""What says after "the group" which one, because it was not named before."""

_LONG = 6
"""Letters that are no initials any more."""

_SPOKEN = 1.0
"""Weight of having spoken before, beside what the discourse weighs."""


def body(page: Discourse, source: Source) -> Speaker | None:
    """Read "the agency", "the Vane campaign", "her campaign"."""
    noun = source.noun
    if noun not in bodies.BODY_NOUNS:
        return None
    if source.first in GENDERS:
        owner = page.person(source.span.start, GENDERS[source.first])
        printed = page.owned_body(owner, noun)
        return Speaker(printed, SpeakerKind.ORGANIZATION) if printed else UNNAMED
    if source.first in INDEFINITE or source.first in OTHER_OWNERS:
        return UNNAMED
    names = page.names_in(Span(source.head[0].start, source.head[-1].start))
    if names:
        return _body_of(page, source, names[-1])
    if len(source.head) > 1 and source.head[-2].capital and _is_country(source.head[-2].lower):
        return Speaker(_printed(page, source), SpeakerKind.ORGANIZATION)
    if not source.definite:
        return UNNAMED
    return _body_told(page, source) if _is_new(source) else _body_before(page, source)


def _is_country(word: str) -> bool:
    return word in bodies.NATIONALITIES - bodies.PARTISAN


def _is_new(source: Source) -> bool:
    """Tell whether words after the noun say which one is meant ("the group for dam owners")."""
    after = [t.lower for t in source.words if t.start > source.head[-1].start]
    return bool(after) and after[0] in _NEW


def _body_told(page: Discourse, source: Source) -> Speaker:
    """Return the body whose name has the very words ("the board of elections")."""
    phrase = " ".join(page.text[slice(*source.span)].casefold().split()).removeprefix("the ")
    named = (e for e in page.entities() if e.kind is NameKind.BODY)
    return Speaker.of(next((e for e in named if phrase in e.name.casefold()), None))


def _printed(page: Discourse, source: Source) -> str:
    own = [t for t in source.head if t.lower not in _DETERMINERS]
    return " ".join(page.text[own[0].start : own[-1].end].split())


def _body_of(page: Discourse, source: Source, i: int) -> Speaker:
    """Return a body named by a name and a common noun ("Vane's campaign", "the Yes group")."""
    own = [t for t in source.head if t.lower not in _DETERMINERS]
    printed = _printed(page, source)
    owner = page.entity_of[i]
    if owner is not None and page.mentions[i].span.end in (own[-2].end, own[-1].start - 1):
        if owner.kind is NameKind.BODY and not own[-2].possessive:
            return Speaker.of(owner)
        printed = page.owned_body(owner, source.noun) or printed
    return Speaker(printed, SpeakerKind.ORGANIZATION)


def _body_before(page: Discourse, source: Source) -> Speaker:
    """Return the body named before that is what the noun says."""
    noun, at = source.noun, source.span.start
    spoke = page.just_spoken(at)
    if spoke and spoke.name and spoke.name.casefold().endswith(f" {noun}"):
        return spoke
    for i in page.names_before(at):
        entity = page.entity_of[i]
        printed = page.owned_body(entity, noun)
        if printed:
            return Speaker(printed, SpeakerKind.ORGANIZATION)
        if entity is not None and entity.kind is NameKind.BODY and _is_called(entity, noun):
            return Speaker.of(entity)
    found = page.antecedent(
        at, lambda e: _may_be(page, e, noun), lambda e: _SPOKEN * (e in page.spoken)
    )
    if found is not None:
        found.kind = NameKind.BODY  # "the company" says so
    return Speaker.of(found)


def _is_called(entity: Entity, noun: str) -> bool:
    """Tell whether a body is called `noun`, by the article or by a word of its name."""
    told = any(d.head == noun for d in entity.descriptions)
    return told or bool(bodies.BODY_NOUNS[noun] & set(entity.words))


def _may_be(page: Discourse, entity: Entity, noun: str) -> bool:
    """Tell whether nothing in the name of a body speaks against it being called `noun`."""
    initials = _is_initials(entity)
    if noun not in bodies.ANY_NAME and not (initials and noun not in bodies.NOT_INITIALS):
        return False
    name = entity.name.casefold()
    if name in bodies.OUTLETS and noun not in bodies.MEDIA_NOUNS:
        return False
    if name in bodies.STATE_BODIES or not bodies.BODY_WORDS.isdisjoint(entity.words):
        return False
    if entity.kind is NameKind.UNKNOWN:
        return entity in page.spoken and entity.gender is None
    return entity.kind is NameKind.BODY


def _is_initials(entity: Entity) -> bool:
    alone = len(entity.words) == 1 and entity.name.isupper() and len(entity.name) < _LONG
    return alone and entity.words[0] not in roles.TITLE_ABBREVIATIONS
