"""Sources that say what somebody is or does: whom "the Florida senator", "the analyst" stand for.

A name fits if the article calls it so, or in another word for it (`roles.BROADER_ROLES`), and
nothing tells that it is another. Of several that fit, the one that shares the most modifiers and
is most in the reader's mind is meant. Where none is called so, news supposes that its reader knows
("the senator"): then it is who has just spoken, or the subject of the sentences before, if what is
known of them does not speak against it.
"""

from __future__ import annotations

import re
from math import log

from stance_data.attribution.speakers import bodies, roles
from stance_data.attribution.speakers.descriptions import Description, describe
from stance_data.attribution.speakers.discourse import GROUP, UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.entities import Entity
from stance_data.attribution.speakers.mentions import NameKind
from stance_data.attribution.speakers.sources import INDEFINITE, Source
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import SpeakerKind

__all__ = ["person_described"]

_TELLS_NOTHING = words("former independent u.s")
_AGE = re.compile(r"\d{1,3}-year-old")

_CALLED_ANEW = roles.EPITHETS | roles.OFFICES
"""What news calls somebody without having said so before."""

_REACH = 200
"""Mentions before a source among which somebody called so is looked for."""

_FAR = 5
"""Sentences back beyond which one more makes no difference: fewer than for a pronoun."""

_FEW = 12
"""The same for somebody who is not called so."""

_NOT_FOR = {seeker: {"president"} for seeker in ("candidate", "contender", "hopeful", "nominee")}
"""Who is called so → the office that they do not hold."""

# How much a shared modifier counts beside what `stance_data.attribution.speakers.discourse` weighs,
# and "former": said of the name and not of "the president", or of "the former president" alone
# (news often says "President Roe" of one who was).
_SHARED, _NOW_FORMER, _ONCE_CURRENT = 2.0, -3.0, -1.0
_SPOKEN_OF = -2.0
"""Weight of being spoken of in the very attribution."""

_OFTEN = 0.5
"""Weight of the logarithm of how often somebody is named who is not called so."""


def person_described(page: Discourse, source: Source) -> Speaker | None:
    """Read "the Florida senator", "the analyst", "Vane's campaign manager"."""
    noun = source.noun.removesuffix("-elect").removesuffix("-in-waiting")
    if _AGE.fullmatch(noun) and source.definite:
        spoke = page.just_spoken(source.span.start)
        return spoke if spoke and spoke.kind is SpeakerKind.PERSON else UNNAMED
    if noun not in roles.ROLES | roles.KIN | roles.EPITHETS:
        return None
    if len(source.head) == 1 and noun in bodies.NATIONALITIES:
        return GROUP  # Republican attempts
    if not source.definite or source.first in INDEFINITE or _was_unnamed(page, source):
        return UNNAMED
    wanted = describe([t.lower for t in source.words]) or Description(noun)
    heads = {wanted.head} | roles.BROADER_ROLES.get(wanted.head, frozenset())
    owner = frozenset(t.lower for t in source.head if t.possessive)

    def called_so(entity: Entity) -> bool:
        fits = entity.may_be_person and not heads.isdisjoint(entity.heads)
        owned = not owner or _is_owned(owner, heads, entity)
        return fits and owned and _fits(page, source, wanted, entity)

    def telling(entity: Entity) -> float:
        shared = len((wanted.modifiers - {"former"}) & entity.known_words)
        of = _SPOKEN_OF * (entity in page.spoken_of)
        return _SHARED * shared + _former(wanted, heads, entity) + of

    found = page.antecedent(source.span.start, called_so, telling, _REACH, _FAR)
    if found is None and not owner:
        found = _just_spoken(page, source, wanted)
    if found is None and wanted.head not in _NOT_FOR:
        later = [e for e in page.entities() if called_so(e)]
        found = later[0] if len(later) == 1 else None
    if found is None and not owner:
        found = _supposed_known(page, source, wanted)
    return Speaker.of(found)


def _was_unnamed(page: Discourse, source: Source) -> bool:
    """Tell whether "an official" without a name has just spoken, so that "the official" is they."""
    if (
        page.last is None
        or page.last[1].name is not None
        or page.just_spoken(source.span.start) is None
    ):
        return False
    spoke = " ".join(page.text[slice(*s)] for s in page.last[0].source).casefold().split()
    return source.noun in spoke and spoke[0] in INDEFINITE


def _is_owned(owner: frozenset[str], heads: set[str], entity: Entity) -> bool:
    """Tell whether an entity is called so as somebody's ("Vane's lawyer")."""
    return any(d.head in heads and owner & d.modifiers for d in entity.descriptions)


def _fits(page: Discourse, source: Source, wanted: Description, entity: Entity) -> bool:
    """Tell whether no place or party in the description tells that it is another.

    Of a place or a party that the article does not give with the name, nothing is known: it fits
    who has just spoken.
    """
    telling, other = _places(wanted.modifiers), _places(entity.known_words)
    spoke = page.just_spoken(source.span.start)
    known = not other and spoke is not None and entity in spoke.entities
    return not telling or bool(telling & other) or known


def _places(told: frozenset[str]) -> frozenset[str]:
    return told & (bodies.PLACES | bodies.NATIONALITIES) - _TELLS_NOTHING


def _former(wanted: Description, heads: set[str], entity: Entity) -> float:
    """Return what speaks against an entity that is said to hold, or to have held, an office."""
    told = ["former" in d.modifiers for d in entity.descriptions if d.head in heads]
    if "former" in wanted.modifiers:
        return 0.0 if any(told) else _ONCE_CURRENT
    return _NOW_FORMER if all(told) else 0.0


def _just_spoken(page: Discourse, source: Source, wanted: Description) -> Entity | None:
    """Return who has just spoken, if they may be called so."""
    spoke = page.just_spoken(source.span.start)
    if spoke is None or len(spoke.entities) != 1 or wanted.head not in _CALLED_ANEW:
        return None
    entity = spoke.entities[0]
    fits = entity.may_be_person and entity not in page.spoken_of and _may_be(wanted, entity)
    return entity if fits else None


def _supposed_known(page: Discourse, source: Source, wanted: Description) -> Entity | None:
    """Return whom a reader who knows the news takes for "the senator", "the novelist"."""
    spoke = page.just_spoken(source.span.start)
    if wanted.head not in _CALLED_ANEW or (spoke is not None and spoke.name is None):
        return None

    def fits(entity: Entity) -> bool:
        person = entity.kind is NameKind.PERSON and entity not in page.spoken_of
        return person and _may_be(wanted, entity)

    return page.antecedent(source.span.start, fits, lambda e: _OFTEN * log(e.count), _FEW)


def _may_be(wanted: Description, entity: Entity) -> bool:
    """Tell whether nothing that is known of an entity speaks against a description."""
    others = {"female": roles.MALE_WORDS, "male": roles.FEMALE_WORDS}
    if entity.gender is not None and wanted.head in others[entity.gender]:
        return False
    held = {d.head for d in entity.descriptions if "former" not in d.modifiers} & roles.OFFICES
    if held & (roles.OFFICES if wanted.head in roles.OFFICES else _NOT_FOR.get(wanted.head, set())):
        return False
    return not any(
        (telling := wanted.modifiers & kind - _TELLS_NOTHING)
        and (other := entity.known_words & kind - _TELLS_NOTHING)
        and telling.isdisjoint(other)
        for kind in (bodies.PLACES, bodies.NATIONALITIES)
    )
