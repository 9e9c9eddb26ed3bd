"""An article as one reads it for its speakers: who has been named, who spoke last, who "she" is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from math import log
from typing import NamedTuple

from stance_data.attribution.speakers import bodies, roles
from stance_data.attribution.speakers.entities import Entities, Entity
from stance_data.attribution.speakers.mentions import Mention, NameKind, find_mentions
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import Attribution, Span, SpeakerKind
from stance_data.text import around, hull, paragraphs, quotations, sentences, strip

__all__ = ["GROUP", "UNNAMED", "Discourse", "Speaker"]


class Speaker(NamedTuple):
    """Who a source stands for.

    Attributes
    ----------
    name : str or None
    kind : SpeakerKind
    entities : tuple of Entity
        Those that the name is the name of.
    """

    name: str | None
    kind: SpeakerKind
    entities: tuple[Entity, ...] = ()

    @classmethod
    def of(cls, entity: Entity | None) -> Speaker:
        """Return an entity as a speaker; nobody's name for None."""
        return cls(entity.name, entity.speaker_kind, (entity,)) if entity else UNNAMED


UNNAMED = Speaker(None, SpeakerKind.UNNAMED)
GROUP = Speaker(None, SpeakerKind.GROUP)

# What speaks for a candidate as the antecedent of a pronoun. The preferences are those of Lappin
# and Leass, "An algorithm for pronominal anaphora resolution" (Computational Linguistics 20, 1994):
# recency above all, then subjects; to which news adds who spoke last. The weights were chosen on
# the train documents of SEESAW (Zhang et al. 2022).
_WEIGHTS = {
    "sentence back": -1.0,
    "subject": 0.4,
    "spoke last": 0.8,
    "possessive": -0.5,
    "certain": 0.8,
    "often named": 0.3,
}
_REACH = 40
_DESCRIPTION_REACH = 200
"""Mentions before a source among which its name is looked for."""

# A name after one of these is no subject.
_OBJECT_BEFORE = words("to of with for by from about against on at into over than between after")


class Discourse:
    """An article with its entities, and who has spoken so far.

    Parameters
    ----------
    text : str

    Attributes
    ----------
    mentions : list of Mention
        The names, in order of the text.
    entity_of : list of (Entity or None)
        What each of them stands for.
    last : (Attribution, Speaker) or None
        The attribution that was read last.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs = paragraphs(text)
        self._quotations = quotations(text)
        self.mentions: list[Mention] = find_mentions(text, self._paragraphs)
        self.entity_of = Entities(self.mentions, text).of
        self.last: tuple[Attribution, Speaker] | None = None
        self._starts = [m.span.start for m in self.mentions]
        self._paragraph_starts = [p.start for p in self._paragraphs]
        self._sentence_starts: list[int] | None = None
        self._owned_bodies = self._index_owned_bodies()

    # Places.

    def paragraph(self, position: int) -> int:
        """Return the number of the paragraph that `position` is in."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def sentence(self, position: int) -> int:
        """Return the number of the sentence that `position` is in."""
        if self._sentence_starts is None:
            found = (s.start for p in self._paragraphs for s in sentences(self.text, p))
            self._sentence_starts = list(found)
        return bisect_right(self._sentence_starts, position)

    def quoted(self, span: Span) -> bool:
        """Tell whether `span` stands in a quotation that has other words too."""
        quotation = around(self._quotations, *span)
        return quotation is not None and strip(self.text, quotation.inner) != span

    def quotation(self, position: int) -> Span | None:
        """Return the quotation that `position` is in, with its marks."""
        quotation = around(self._quotations, position, position + 1)
        return quotation.span if quotation else None

    def just_spoken(self, position: int) -> Speaker | None:
        """Return who spoke last if that was in this paragraph or the one before."""
        if self.last is None:
            return None
        attribution, speaker = self.last
        end = hull([*attribution.source, *attribution.cue, *attribution.content]).end
        near = self.paragraph(position) - self.paragraph(max(end - 1, 0)) in (0, 1)
        return speaker if near else None

    # Names.

    def names_in(self, span: Span) -> range:
        """Return the numbers of the mentions that begin in `span`."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def names_before(self, position: int, reach: int = _REACH) -> range:
        """Return the numbers of the `reach` mentions before `position`, the nearest first."""
        last = bisect_left(self._starts, position) - 1
        return range(last, max(-1, last - reach), -1)

    def name_at(self, position: int) -> int | None:
        """Return the number of the mention that `position` is in, or None."""
        i = bisect_right(self._starts, position) - 1
        return i if i >= 0 and position < self.mentions[i].span.end else None

    def called(self, head: str, position: int) -> Iterator[Entity]:
        """Yield the persons named before whom the article calls `head`, the last named first."""
        heads = {head} | roles.BROADER_ROLES.get(head, frozenset())
        near = self.names_before(position, _DESCRIPTION_REACH)
        for entity in dict.fromkeys(self.entity_of[i] for i in near):
            if entity is not None and entity.may_be_person and not heads.isdisjoint(entity.heads):
                yield entity

    def owned_body(self, owner: Entity | None, noun: str) -> str | None:
        """Return the printed name of a body named by whose it is ("the Vane campaign")."""
        return self._owned_bodies.get((owner, noun)) if owner else None

    def _index_owned_bodies(self) -> dict[tuple[Entity, str], str]:
        found: dict[tuple[Entity, str], str] = {}
        for mention, entity in zip(self.mentions, self.entity_of, strict=True):
            if entity is None or entity.kind is NameKind.BODY:
                continue
            start, end = mention.span
            after = self.text[end : end + 30].lstrip("'’s")
            noun = after.split(maxsplit=1)[0].rstrip(".,;:!?\"”’'") if after.strip() else ""
            if noun not in bodies.BODY_NOUNS or not after[0].isspace():
                continue
            stop = self.text.index(noun, end) + len(noun)
            printed = " ".join(self.text[start:stop].split())
            known = found.get((entity, noun))
            if known is None or _rank(printed) > _rank(known):
                found[entity, noun] = printed
        return found

    # Pronouns.

    def antecedent(
        self, position: int, fits: Callable[[Entity], bool], certain: Callable[[Entity], bool]
    ) -> Entity | None:
        """Return the entity that a pronoun at `position` stands for, by `_WEIGHTS`.

        Parameters
        ----------
        position : int
        fits : callable
            True for an entity that the pronoun may stand for.
        certain : callable
            True for one that is known to be of the pronoun's gender.
        """
        scores: dict[Entity, float] = {}
        here = self.sentence(position)
        spoke = self.last[1].entities if self.last else ()
        subjects = self._subjects(position)
        for i, entity in self._candidates(position):
            if not fits(entity):
                continue
            features = {
                "sentence back": here - self.sentence(self._starts[i]),
                "subject": i in subjects,
                "spoke last": entity in spoke,
                "possessive": self.mentions[i].possessive,
                "certain": certain(entity),
                "often named": log(entity.count),
            }
            score = sum(_WEIGHTS[name] * value for name, value in features.items())
            scores[entity] = max(score, scores.get(entity, score))
        if not scores:
            return next((e for e in spoke if fits(e)), None)
        return max(scores, key=lambda e: scores[e])

    def _candidates(self, position: int) -> Iterator[tuple[int, Entity]]:
        for i in self.names_before(position):
            entity = self.entity_of[i]
            if entity is not None and not self.quoted(self.mentions[i].span):
                yield i, entity

    def _subjects(self, position: int) -> set[int]:
        """Return the mentions near before `position` that are the first name of their sentence."""
        first: dict[int, int] = {}
        for i, entity in self._candidates(position):
            if entity.kind is NameKind.PLACE or self.mentions[i].governor in _OBJECT_BEFORE:
                continue
            first[self.sentence(self._starts[i])] = i
        return set(first.values())

    def person(self, position: int, gender: str) -> Entity | None:
        """Return whom "he" or "she" at `position` stands for.

        A name whose gender is unknown fits both.
        """
        return self.antecedent(
            position,
            lambda e: e.may_be_person and e.gender in (gender, None),
            lambda e: e.gender == gender,
        )


def _rank(printed: str) -> tuple[bool, int]:
    """Order the printed forms of a body's name: without a possessive, then the longer."""
    return ("'" not in printed and "’" not in printed, len(printed))
