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
from stance_data.attribution.speakers.body_rules import body
from stance_data.attribution.speakers.described import person_described
from stance_data.attribution.speakers.descriptions import (
    PREPOSITIONS,
    Token,
    describe,
    is_role,
    tokens,
)
from stance_data.attribution.speakers.discourse import GROUP, UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.entities import Entity
from stance_data.attribution.speakers.mentions import NameKind
from stance_data.attribution.speakers.pronouns import GENDERS, pronoun, relative
from stance_data.attribution.speakers.sources import (
    COMMON_NOUNS,
    INDEFINITE,
    QUANTIFIERS,
    Source,
    parse_source,
)
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import Span, SpeakerKind

__all__ = ["RULES", "read_source"]


_WORKS = words("ad album book documentary film memoir movie novel song tweet")
_REFLEXIVES = words("himself herself")
_BEFORE_TITLE = words("the former then retired current")
_OFFICE_OF = re.compile(r"\sof\s(?!the\b)([a-z]+)")  # secretary of state Ida Roe
_CALLED = re.compile(r"[A-Z][^,;:()“”\"]+")
_LAST_PART = re.compile(r"(.*(?:[,—–(]|--))\s*([^,—–(]+)", re.DOTALL)
_SINGLE = words("one none either neither somebody someone")

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
    return Speaker.of_several(entities)


def _name_and_others(page: Discourse, source: Source) -> Speaker | None:
    """Read "Vane and other members", "the senator and possible candidate"."""
    head = [t.lower for t in source.head]
    at = next((i for i, w in enumerate(head[:-1]) if w in ("and", "or") and i > 0), 0)
    if not at or page.names_in(Span(source.head[at].start, source.head[-1].end)):
        return None
    if _name_number(page, source.head[at - 1]) is not None:
        return GROUP
    two = [page.known([t.word for t in part]) for part in (source.head[:at], source.head[at + 1 :])]
    if all(t.capital for t in (source.head[0], source.head[-1])) and all(two):
        entities = tuple(e for e in two if e is not None)
        return Speaker.of_several(entities)
    whole = [t for t in source.words if t.start < source.head[at].start]
    return _by_rules(page, replace(source, words=whole, head=source.head[:at]))


def _after_name(page: Discourse, source: Source) -> Speaker | None:
    """Read "a frequent critic" in: Bill Vane — a frequent critic — says. The name was left out."""
    if not (source.first in ("a", "an", "former") or re.match(r"[rdi]-|\w$", source.first)):
        return None
    if source.noun not in roles.ROLES | roles.EPITHETS:
        return None
    closed = page.text[source.span.end :].lstrip()[:1] or "."
    i = next(iter(page.names_before(source.span.start)), None)
    entity = page.entity_of[i] if i is not None else None
    if i is None or entity is None or not entity.may_be_person or closed not in ",—–-)":
        return None
    gap = page.text[page.mentions[i].span.end : source.span.start]
    return Speaker.of(entity) if _ASIDE.fullmatch(gap) else None


def _name(page: Discourse, source: Source) -> Speaker | None:
    """Read "Ms. Roe, 43", "political analyst Ida Vane", "Yes Oregon", "Republicans"."""
    i = _name_number(page, source.head[-1])
    if i is None:
        return _known_body(page, source) or _in_heading(page, source)
    reflexive = any(t.lower in _REFLEXIVES for t in source.words)  # Roe herself
    entity, mention = page.entity_of[i] if reflexive else page.bearer(i), page.mentions[i]
    if source.noun in bodies.BODY_NOUNS and source.head[-2:-1] and source.head[-2].possessive:
        return None  # The Coroner's Office
    if entity is None:
        # The first word of a sentence, which alone would not tell; but a source is a name, unless
        # the article prints it in lower case too.
        word = mention.words[-1]
        if word.casefold() in roles.ROLES | roles.KIN | roles.FEMALE_WORDS | roles.MALE_WORDS:
            return None  # Mother of three Ida Roe
        if word.endswith("s") and len(source.words) > len(source.head):
            return None  # Shares of
        plural = word.endswith("s") and f" {word.casefold()}" in page.text
        return GROUP if plural else Speaker(" ".join(mention.words), SpeakerKind.PERSON)
    if entity.kind is NameKind.PEOPLE and source.first in QUANTIFIERS:
        return GROUP
    before = [t.lower for t in source.head if t.start < mention.lead and t.lower != "the"]
    if before and before[-1] in _WORKS:
        return None  # his book “The Dam”
    if source.first in INDEFINITE and entity.kind in (NameKind.UNKNOWN, NameKind.PLACE):
        return UNNAMED  # one Salem, Ore., pastor
    return Speaker.of(entity)


def _called(page: Discourse, source: Source) -> Speaker | None:
    """Read "a worker named Bo Ek", "a group called Yes Oregon"."""
    after = [t for t in source.words if t.start > source.head[-1].start]
    plural = source.noun in roles.GROUP_NOUNS or source.noun.endswith("s")
    if len(after) < 2 or plural or after[0].lower not in ("named", "called"):
        return None
    i = page.name_at(after[1].start)
    entity = page.entity_of[i] if i is not None else None
    if source.noun in bodies.BODY_NOUNS and (entity is None or entity.kind is not NameKind.BODY):
        printed = _CALLED.match(page.text, after[1].start, source.span.end)
        return Speaker(printed[0].strip(), SpeakerKind.ORGANIZATION) if printed else None
    return Speaker.of(entity) if entity is not None else None


def _known_body(page: Discourse, source: Source) -> Speaker | None:
    """Read "the GOP", which else only describes ("a GOP lawmaker")."""
    own = [t for t in source.head if t.lower != "the"]
    known = own and own[-1].capital and " ".join(t.lower for t in own) in bodies.KNOWN_BODIES
    printed = page.text[own[0].start : own[-1].end] if known else None
    return Speaker(printed, SpeakerKind.ORGANIZATION) if printed else None


def _in_heading(page: Discourse, source: Source) -> Speaker | None:
    """Read a name where capitals tell nothing, if the article names its bearer elsewhere."""
    if not all(t.capital for t in source.head) or source.noun in COMMON_NOUNS:
        return None
    entity = page.known([t.word for t in source.head])
    return Speaker.of(entity) if entity else None


def _name_number(page: Discourse, token: Token) -> int | None:
    """Return the number of the mention that ends with `token`, unless it is a common noun."""
    i = page.name_at(token.start)
    if i is None or page.mentions[i].span.end > token.end:
        return None
    common = page.mentions[i].words[-1].casefold() in COMMON_NOUNS
    return None if page.entity_of[i] is None and common else i


def _apposed_name(page: Discourse, source: Source) -> Speaker | None:
    """Read "the group's founder, Ida Vane", "her husband, Ted", "the top member, Mr. Vane"."""
    known = source.noun in roles.ROLES or source.noun in roles.KIN
    one = source.noun == "one"
    for i in page.names_in(Span(source.head[-1].end, source.span.end)):
        entity = page.entity_of[i]
        aside = page.text[source.head[-1].end : page.mentions[i].lead].rstrip()
        if entity is None or not entity.may_be_person:
            continue
        office = _OFFICE_OF.fullmatch(aside)
        if known and office and not is_role(office[1]):
            return Speaker.of(entity)
        aside = _without_title(aside)
        if one and aside.endswith(","):
            return Speaker.of(entity)
        if aside.endswith((",", "—", "–", "(")) and (known or _is_one(source, aside, entity)):
            return Speaker.of(entity)
    return None


def _without_title(aside: str) -> str:
    """Return what stands before a name without the words that tell what its bearer is."""
    parts = _LAST_PART.fullmatch(aside)
    told = parts[2].casefold().split() if parts else []
    if not parts or not told or not PREPOSITIONS.isdisjoint(told):
        return aside
    return parts[1] if is_role(told[-1]) or told[-1] in _BEFORE_TITLE else aside


def _apposed_names(page: Discourse, source: Source) -> Speaker | None:
    """Read "the last two mayors — Ida Vane and Ted Roe —", "her brothers, Bo and Ted"."""
    if not source.noun.endswith("s") or source.noun.endswith("ss"):
        return None
    first = next(iter(page.names_in(Span(source.head[-1].end, source.span.end))), None)
    if first is None:
        return None
    lead = page.mentions[first].lead
    if page.text[source.head[-1].end : lead].strip() not in (",", "—", "–", "--", "-", ":"):
        return None
    several = parse_source(page, Span(lead, source.span.end))
    return _several_names(page, several) if several else None


def _is_one(source: Source, aside: str, entity: Entity) -> bool:
    """Tell whether a definite noun of no list is one person, whose name follows at once."""
    plural = source.noun.endswith("s") and not source.noun.endswith("ss")
    person = entity.kind is NameKind.PERSON
    owned = any(t.possessive for t in source.head) or source.first in GENDERS
    body = source.noun in bodies.BODY_NOUNS
    known = source.definite or owned or source.first in ("a", "an", "another", "one")
    return person and aside == "," and not plural and not body and known


def _author(page: Discourse, source: Source) -> Speaker | None:
    """Read "a statement from Vane", "a letter by the Dry Lake Agency", "Vane's tweet"."""
    if source.noun not in roles.OWN_WORDS:
        return None
    if len(source.head) > 1 and source.head[-2].possessive:
        i = _name_number(page, source.head[-2])
        entity = page.entity_of[i] if i is not None else None
        return Speaker.of(entity) if entity is not None else None
    if len(source.head) > 1 and source.first in GENDERS:
        return Speaker.of(page.person(source.span.start, GENDERS[source.first]))
    after = [t for t in source.words if t.start > source.head[-1].start]
    if len(after) < 2 or after[0].lower not in ("by", "from"):
        return None
    author = parse_source(page, Span(after[1].start, source.span.end))
    return (_several_names(page, author) or _name(page, author)) if author else None


def _relative_end(page: Discourse, source: Source) -> Speaker | None:
    """Read "a reply from Vane, who"."""
    last = source.words[-1]
    if len(source.words) > 1 and last.lower in ("who", "which", "whose"):
        return relative(page, last.start, last.lower)
    return None


def _nobody(page: Discourse, source: Source) -> Speaker | None:
    """Read "experts", "supporters of the bill", "a poll"."""
    noun = source.noun
    if noun in roles.GROUP_NOUNS:
        return GROUP
    if noun in roles.UNNAMED_NOUNS - _SINGLE:
        of = [t.lower for t in source.words[len(source.head) :]]
        return GROUP if of[:1] == ["of"] and not roles.GROUP_NOUNS.isdisjoint(of) else UNNAMED
    if noun in roles.UNNAMED_NOUNS | roles.DOCUMENT_NOUNS:
        return UNNAMED
    plural = noun.endswith("s") and not noun.endswith("ss") and noun[:-1] not in roles.ROLES
    return GROUP if plural else UNNAMED


RULES: tuple[Callable[[Discourse, Source], Speaker | None], ...] = (
    pronoun,
    _several_names,
    _name_and_others,
    _called,
    _after_name,
    _name,
    _apposed_name,
    _apposed_names,
    body,
    _author,
    _relative_end,
    person_described,
    _nobody,
)
"""Tried in this order; the last one always answers."""
