"""Sources that are pronouns: whom "she", "they", "who" stand for."""

from __future__ import annotations

import re

from stance_data.attribution.speakers import roles
from stance_data.attribution.speakers.discourse import GROUP, UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.entities import Entity
from stance_data.attribution.speakers.mentions import NameKind
from stance_data.attribution.speakers.sources import Source, parse_source
from stance_data.attribution.speakers.wordlists import phrases, words
from stance_data.schema import Span, SpeakerKind

__all__ = ["FIRST_PERSONS", "GENDERS", "OTHER_OWNERS", "pronoun", "relative"]

GENDERS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
"""Pronoun of one person → gender."""

FIRST_PERSONS = words("i me my myself")
_WE = words("we us our ourselves")
_THEY = words("they them their themselves")
_IT = words("it its itself")
_RELATIVE = words("who whom whose which that")
OTHER_OWNERS = FIRST_PERSONS | _WE | _THEY | _IT | {"your"}
"""Pronouns whose "office" or "spokesman" is nobody's that the article names."""

_THE_TWO = phrases("the two, the pair, the duo, the couple, both, the two men")
_OWNERS = words("his her hers")
_ONE = words("a an another one")
_PEOPLE = words("man woman person source insider boy girl relative")
_CONTRACTED = re.compile(r"'(?:d|ll|re|ve|m|s)$")
_FROM = re.compile(r"\s(?:of|from)\s[^,]{2,30},\s|\s?\([^)]{2,20}\),?\s")
"""Where somebody is from, between a name and "who": "Roe of Oregon, who", "Roe (D-Ore.), who"."""

_APPOSITION = 90
"""Characters that an apposition takes at most."""


def pronoun(page: Discourse, source: Source) -> Speaker | None:
    """Read "she", "he", "they", "the two", "it", "I", "we", "who"."""
    phrase = _CONTRACTED.sub("", " ".join(t.lower for t in source.head))
    at = source.span.start
    if phrase in GENDERS:
        if _goes_on_unnamed(page, at):
            return UNNAMED
        but = frozenset() if phrase in _OWNERS else page.spoken_of
        return Speaker.of(page.person(at, GENDERS[phrase], but))
    if phrase in _IT:
        return Speaker.of(page.antecedent(at, lambda e: _may_be_body(page, e), _nothing))
    if phrase in _THE_TWO:
        return _the_two(page, at) if len(source.words) == len(source.head) else GROUP
    if phrase in _THEY:
        return _they(page, at)
    if phrase in _RELATIVE:
        return relative(page, at, phrase)
    if phrase in _WE:
        return GROUP
    return UNNAMED if phrase in FIRST_PERSONS or phrase == "you" else None


def _goes_on_unnamed(page: Discourse, at: int) -> bool:
    """Tell whether "a neighbor" without a name has just spoken, and nobody was named since."""
    if page.last is None or page.just_spoken(at) is not UNNAMED or not page.last[0].source:
        return False
    source = parse_source(page, page.last[0].source[0])
    if source is None or source.first not in _ONE or source.noun not in roles.ROLES | _PEOPLE:
        return False
    since = page.names_in(Span(source.span.end, at))
    return not any(
        (e := page.entity_of[i]) is not None
        and e.may_be_person
        and not page.quoted(page.mentions[i].span)
        for i in since
    )


def _may_be_body(page: Discourse, entity: Entity) -> bool:
    if entity.kind is NameKind.UNKNOWN:
        return entity in page.spoken and entity.gender is None and not entity.heads
    return entity.kind is NameKind.BODY


def _the_two(page: Discourse, at: int) -> Speaker:
    """Return the two who spoke last together, or whom the sentence before names."""
    spoke = page.last[1] if page.last else GROUP
    if len(spoke.entities) == 2:
        return spoke
    for back in (0, 1):
        found = _persons_in(page, page.sentence_span(at, back), at)
        if len(found) == 2:
            return Speaker.of_several(tuple(dict.fromkeys(e for _, e in found)))
        if found:
            break
    return GROUP


def _named_together(page: Discourse, sentence: Span, at: int) -> Speaker | None:
    """Return the two persons that "and" or "or" joins in a sentence, if it names no others."""
    found = _persons_in(page, sentence, at)
    if len(found) != 2:
        return None
    (i, one), (j, other) = found
    between = page.text[page.mentions[i].span.end : page.mentions[j].lead].split()
    return Speaker.of_several((one, other)) if between in (["and"], ["or"]) else None


def _persons_in(page: Discourse, sentence: Span, stop: int) -> list[tuple[int, Entity]]:
    """Return the persons that a sentence names before `stop`, each with its first mention."""
    found: dict[Entity, int] = {}
    for i in page.names_in(Span(sentence.start, min(sentence.end, stop))):
        entity = page.entity_of[i]
        if entity is not None and entity.may_be_person:
            found.setdefault(entity, i)
    return [(i, entity) for entity, i in found.items()]


def _nothing(_: Entity) -> float:
    return 0.0


def _they(page: Discourse, at: int) -> Speaker:
    """Return two named together before, who spoke last if that was several, or a people."""
    for back in (0, 1):
        pair = _named_together(page, page.sentence_span(at, back), at)
        if pair is not None:
            return pair
    spoke = page.just_spoken(at)
    if spoke and spoke.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION):
        return spoke
    if spoke is UNNAMED and page.last and page.last[0].source:
        source = parse_source(page, page.last[0].source[0])
        if source is not None and source.noun in roles.UNNAMED_NOUNS - _PEOPLE - {"one"}:
            return GROUP
    people = page.antecedent(at, lambda e: e.kind is NameKind.PEOPLE, _nothing)
    return Speaker.of(people) if people else GROUP


def relative(page: Discourse, at: int, word: str) -> Speaker:
    """Return the name that "who" or "which" follows, over an apposition between commas."""
    personal = word.startswith("who")
    for i in page.names_before(at):
        entity, gap = page.entity_of[i], page.text[page.mentions[i].span.end : at]
        if len(gap) > _APPOSITION or any(c in gap for c in ".!?;\n"):
            break
        if entity is None or not (
            entity.may_be_person if personal else entity.kind is NameKind.BODY
        ):
            continue
        told = gap.startswith(",") or _FROM.fullmatch(gap)
        if not gap.strip(" ,—–-(") or (told and personal):
            return Speaker.of(entity)
    return UNNAMED
