"""What a source says about who speaks: one rule for each kind of source, in a fixed order.

"Political analyst Ida Vane" is named, "supporters" are a group, "the agency" was named before.
The first of `RULES` that knows the head of the source answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from stance_data.attribution.speakers import bodies, roles
from stance_data.attribution.speakers.descriptions import Description, Token, describe, tokens
from stance_data.attribution.speakers.discourse import GROUP, UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.entities import Entity
from stance_data.attribution.speakers.mentions import NameKind
from stance_data.attribution.speakers.pronouns import GENDERS, OTHER_OWNERS, pronoun, relative
from stance_data.attribution.speakers.sources import COMMON_NOUNS, Source, parse_source
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import Span, SpeakerKind

__all__ = ["RULES", "read_source"]

_INDEFINITE = words("a an one another some any no each every many several few")
_QUANTIFIERS = _INDEFINITE | words(
    """
most other others two three four five six seven eight nine ten dozens hundreds thousands more
these those certain various numerous
"""
)
_DETERMINERS = _QUANTIFIERS | {"the", "this", "that"}
_TELLS_NOTHING = words("former independent u.s")

# Between a name and what describes it, with the party of a legislator: "Vane (R-Ore.), a".
_ASIDE = re.compile(r"\s?(?:,|\(|—|–|-|--)\s?(?:[RDI]-[A-Z][\w.]*,?\s?)?")


def read_source(page: Discourse, span: Span) -> Speaker | None:
    """Return who a source is; None if there are no words in its span.

    Parameters
    ----------
    page : Discourse
        With all attributions before this one read.
    span : Span
        The words that name who speaks.
    """
    source = parse_source(page, span)
    return (_by_rules(page, source) or UNNAMED) if source else None


def _by_rules(page: Discourse, source: Source) -> Speaker | None:
    return next((s for rule in RULES if (s := rule(page, source)) is not None), None)


def _several_names(page: Discourse, source: Source) -> Speaker | None:
    """Read "Ted Roe, Ida Vane and the Greens", "she and Roe"."""
    numbers = [i for i in page.names_in(source.span) if page.entity_of[i] is not None]
    if not numbers or page.mentions[numbers[0]].lead > source.head[-1].end:
        return None
    named, joined = [numbers[0]], False
    for i, j in pairwise(numbers):
        between = Span(page.mentions[i].span.end, page.mentions[j].lead)
        gap = [t.lower for t in tokens(page.text, between)]
        if gap[:1] == ["and"] and (len(gap) == 1 or gap[1] == "the" or describe(gap[1:])):
            joined = True
        elif gap or page.text[slice(*between)].strip() != ",":
            break
        named.append(j)
    gender = GENDERS.get(source.first)
    first = page.person(source.span.start, gender) if gender else None
    joined = joined or (first is not None and source.head[1].lower == "and")
    who = [first, *(page.entity_of[i] for i in named)]
    entities = tuple(dict.fromkeys(e for e in who if e is not None))
    if not joined or len(entities) < 2 or any(e.kind is NameKind.PLACE for e in entities):
        return None
    return Speaker(" and ".join(e.name for e in entities), SpeakerKind.GROUP, entities)


def _name_and_others(page: Discourse, source: Source) -> Speaker | None:
    """Read "Vane and other members", "the senator and possible candidate"."""
    head = [t.lower for t in source.head]
    at = next((i for i, w in enumerate(head[:-1]) if w in ("and", "or") and i > 0), 0)
    if not at or page.names_in(Span(source.head[at].start, source.head[-1].end)):
        return None
    if _name_number(page, source.head[at - 1]) is not None:
        return GROUP
    return _by_rules(page, replace(source, head=source.head[:at]))


def _after_name(page: Discourse, source: Source) -> Speaker | None:
    """Read "a frequent critic" in: Bill Vane — a frequent critic — says. The name was left out."""
    if not (source.first in ("a", "an", "former") or re.match(r"[rdi]-|\w$", source.first)):
        return None
    i = next(iter(page.names_before(source.span.start)), None)
    entity = page.entity_of[i] if i is not None else None
    if i is None or entity is None or not entity.may_be_person:
        return None
    gap = page.text[page.mentions[i].span.end : source.span.start]
    return Speaker.of(entity) if _ASIDE.fullmatch(gap) else None


def _name(page: Discourse, source: Source) -> Speaker | None:
    """Read "Ms. Roe, 43", "political analyst Ida Vane", "Yes Oregon", "Republicans"."""
    i = _name_number(page, source.head[-1])
    if i is None:
        return None
    entity, mention = page.entity_of[i], page.mentions[i]
    if source.noun in bodies.BODY_NOUNS and source.head[-2:-1] and source.head[-2].possessive:
        return None  # The Coroner's Office
    if entity is None:
        # The first word of a sentence, which alone would not tell; but a source is a name, unless
        # the article prints it in lower case too.
        word = mention.words[-1]
        plural = word.endswith("s") and f" {word.casefold()}" in page.text
        return GROUP if plural else Speaker(" ".join(mention.words), SpeakerKind.PERSON)
    if entity.kind is NameKind.PEOPLE and source.first in _QUANTIFIERS:
        return GROUP
    return Speaker.of(entity)


def _name_number(page: Discourse, token: Token) -> int | None:
    """Return the number of the mention that ends with `token`, unless it is a common noun."""
    i = page.name_at(token.start)
    if i is None or page.mentions[i].span.end > token.end:
        return None
    common = page.mentions[i].words[-1].casefold() in COMMON_NOUNS
    return None if page.entity_of[i] is None and common else i


def _apposed_name(page: Discourse, source: Source) -> Speaker | None:
    """Read "the group's founder, Ida Vane", "her husband, Ted"."""
    if source.noun not in roles.ROLES and source.noun not in roles.KIN:
        return None
    for i in page.names_in(Span(source.head[-1].end, source.span.end)):
        entity = page.entity_of[i]
        aside = page.text[source.head[-1].end : page.mentions[i].lead].rstrip()
        if aside.endswith((",", "—", "–", "(")) and entity is not None and entity.may_be_person:
            return Speaker.of(entity)
    return None


def _body(page: Discourse, source: Source) -> Speaker | None:
    """Read "the agency", "the Vane campaign", "her campaign"."""
    noun = source.noun
    if noun not in bodies.BODY_NOUNS:
        return None
    if source.first in GENDERS:
        owner = page.person(source.span.start, GENDERS[source.first])
        printed = page.owned_body(owner, noun)
        return Speaker(printed, SpeakerKind.ORGANIZATION) if printed else UNNAMED
    if source.first in _INDEFINITE or source.first in OTHER_OWNERS:
        return UNNAMED
    names = page.names_in(Span(source.head[0].start, source.head[-1].start))
    if names:
        return _body_of(page, source, names[-1])
    return _body_before(page, source) if source.definite else UNNAMED


def _body_of(page: Discourse, source: Source, i: int) -> Speaker:
    """Return a body named by a name and a common noun ("Vane's campaign", "the Yes group")."""
    own = [t for t in source.head if t.lower not in _DETERMINERS]
    printed = " ".join(page.text[own[0].start : own[-1].end].split())
    owner = page.entity_of[i]
    if owner is not None and page.mentions[i].span.end in (own[-2].end, own[-1].start - 1):
        if owner.kind is NameKind.BODY and not own[-2].possessive:
            return Speaker.of(owner)
        printed = page.owned_body(owner, source.noun) or printed
    return Speaker(printed, SpeakerKind.ORGANIZATION)


def _body_before(page: Discourse, source: Source) -> Speaker:
    """Return the body named last before that is what the noun says."""
    noun = source.noun
    spoke = page.just_spoken(source.span.start)
    if spoke and spoke.name and spoke.name.casefold().endswith(f" {noun}"):
        return spoke
    for i in page.names_before(source.span.start):
        entity = page.entity_of[i]
        printed = page.owned_body(entity, noun)
        if printed:
            return Speaker(printed, SpeakerKind.ORGANIZATION)
        if entity is not None and entity.kind is NameKind.BODY and _is_a(entity, noun):
            return Speaker.of(entity)
    return UNNAMED


def _is_a(body: Entity, noun: str) -> bool:
    """Tell whether a body is called `noun`, by the article or by a word of its name.

    The letters of an abbreviated name do not tell what it is: it may be anything.
    """
    told = any(d.head == noun for d in body.descriptions)
    initials = len(body.words) == 1 and body.name.isupper()
    return told or initials or bool(bodies.BODY_NOUNS[noun] & set(body.words))


def _relative_end(page: Discourse, source: Source) -> Speaker | None:
    """Read "a reply from Vane, who"."""
    last = source.words[-1]
    if len(source.words) > 1 and last.lower in ("who", "which", "whose"):
        return relative(page, last.start, last.lower)
    return None


def _person_described(page: Discourse, source: Source) -> Speaker | None:
    """Read "the Florida senator", "the analyst", "Vane's campaign manager"."""
    noun = source.noun.removesuffix("-elect")
    if noun not in roles.ROLES | roles.KIN | roles.EPITHETS:
        return None
    if len(source.head) == 1 and noun in bodies.NATIONALITIES:
        return GROUP  # Republican attempts
    if not source.definite or source.first in _INDEFINITE:
        return UNNAMED
    wanted = describe([t.lower for t in source.words]) or Description(noun)
    owner = frozenset(t.lower for t in source.head if t.possessive)
    fitting = [
        (shared, -distance, entity)
        for distance, entity in enumerate(page.called(wanted.head, source.span.start))
        if (shared := _shared(page, source, wanted, entity)) is not None
        and (not owner or owner & entity.known_words)
    ]
    if fitting:
        return Speaker.of(max(fitting, key=lambda item: item[:2])[2])
    return _epithet(page, source, wanted)


def _shared(page: Discourse, source: Source, wanted: Description, entity: Entity) -> int | None:
    """Return how many modifiers fit an entity; None if one tells that it is another.

    Of a place or a party that the article does not give with the name, nothing is known: it fits
    who has just spoken.
    """
    telling = wanted.modifiers & (bodies.PLACES | bodies.NATIONALITIES) - _TELLS_NOTHING
    other = entity.known_words & (bodies.PLACES | bodies.NATIONALITIES) - _TELLS_NOTHING
    spoke = page.just_spoken(source.span.start)
    known = not other and spoke is not None and entity in spoke.entities
    if telling and not telling & other and not known:
        return None
    return len(wanted.modifiers & entity.known_words)


def _epithet(page: Discourse, source: Source, wanted: Description) -> Speaker:
    """Return who has just spoken, if they may be called so ("the novelist"); else nobody."""
    spoke = page.just_spoken(source.span.start)
    if wanted.head not in roles.EPITHETS or spoke is None or len(spoke.entities) != 1:
        return UNNAMED
    entity = spoke.entities[0]
    others = {"female": roles.MALE_WORDS, "male": roles.FEMALE_WORDS}
    wrong_gender = entity.gender is not None and wanted.head in others[entity.gender]
    shared = _shared(page, source, wanted, entity)
    fits = entity.may_be_person and not wrong_gender and shared is not None
    return Speaker.of(entity) if fits else UNNAMED


def _nobody(page: Discourse, source: Source) -> Speaker | None:
    """Read "experts", "supporters of the bill", "a poll"."""
    noun = source.noun
    if noun in roles.GROUP_NOUNS:
        return GROUP
    if noun in roles.UNNAMED_NOUNS or noun in roles.DOCUMENT_NOUNS:
        return UNNAMED
    plural = noun.endswith("s") and not noun.endswith("ss") and noun[:-1] not in roles.ROLES
    return GROUP if plural else UNNAMED


RULES: tuple[Callable[[Discourse, Source], Speaker | None], ...] = (
    pronoun,
    _several_names,
    _name_and_others,
    _after_name,
    _name,
    _apposed_name,
    _body,
    _relative_end,
    _person_described,
    _nobody,
)
"""Tried in this order; the last one always answers."""
