"""Sources that are pronouns: whom "she", "they", "who" stand for."""

from __future__ import annotations

import re

from stance_data.attribution.speakers.discourse import GROUP, UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.mentions import NameKind
from stance_data.attribution.speakers.sources import Source
from stance_data.attribution.speakers.wordlists import phrases, words
from stance_data.schema import SpeakerKind

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
_CONTRACTED = re.compile(r"'(?:d|ll|re|ve|m|s)$")
_APPOSITION = 90
"""Characters that an apposition takes at most."""


def pronoun(page: Discourse, source: Source) -> Speaker | None:
    """Read "she", "he", "they", "the two", "it", "I", "we", "who"."""
    phrase = _CONTRACTED.sub("", " ".join(t.lower for t in source.head))
    at = source.span.start
    if phrase in GENDERS:
        return Speaker.of(page.person(at, GENDERS[phrase]))
    if phrase in _IT:
        return Speaker.of(page.antecedent(at, lambda e: e.kind is NameKind.BODY, lambda e: True))
    if phrase in _THE_TWO:
        spoke = page.last[1] if page.last else GROUP
        return spoke if len(spoke.entities) == 2 else GROUP
    if phrase in _THEY:
        return _they(page, at)
    if phrase in _RELATIVE:
        return relative(page, at, phrase)
    if phrase in _WE:
        return GROUP
    return UNNAMED if phrase in FIRST_PERSONS or phrase == "you" else None


def _they(page: Discourse, at: int) -> Speaker:
    """Return who spoke last if that was several, else a people named before."""
    spoke = page.just_spoken(at)
    if spoke and spoke.kind in (SpeakerKind.GROUP, SpeakerKind.ORGANIZATION):
        return spoke
    people = page.antecedent(at, lambda e: e.kind is NameKind.PEOPLE, lambda e: True)
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
        if not gap.strip(" ,—–(") or (gap.startswith(",") and personal):
            return Speaker.of(entity)
    return UNNAMED
