"""An article as one reads it for its speakers: who has been named, who spoke last, who "she" is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from math import log

from stance_data.attribution.speakers import bodies
from stance_data.attribution.speakers.entities import Entities, Entity
from stance_data.attribution.speakers.mentions import Mention, NameKind, find_mentions
from stance_data.attribution.speakers.speaker import GROUP, UNNAMED, Speaker
from stance_data.attribution.speakers.wordlists import words
from stance_data.schema import Attribution, Span
from stance_data.text import around, hull, paragraphs, quotations, sentences, strip

__all__ = ["GROUP", "UNNAMED", "Discourse", "Speaker"]


# What speaks for a candidate as the antecedent of a pronoun. The preferences are those of Lappin
# and Leass, "An algorithm for pronominal anaphora resolution" (Computational Linguistics 20, 1994):
# recency above all, then subjects; to which news adds who spoke last. The weights were chosen on
# the train documents of SEESAW (Zhang et al. 2022).
_WEIGHTS = {
    "sentence back": -1.0,
    "subject": 0.4,
    "object": -0.3,
    "spoke last": 0.8,
    "possessive": -0.5,
    "often named": 0.3,
}
_CERTAIN = 0.8
"""Weight of a gender that is known, beside one that is not."""

_UNSURE = -0.6
"""Weight of a name of which nothing tells that it is a person's."""

_FAR = 12
"""Sentences back beyond which one more makes no difference."""

_REACH = 40
"""Mentions before a pronoun among which its name is looked for."""

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
    spoken : set of Entity
        Who has spoken so far.
    spoken_of : frozenset of Entity
        Whom the attribution at hand names in a quotation, or behind its source: "he" in “Vane
        lied,” he said, or in He said Vane lied, is not Vane.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._paragraphs = paragraphs(text)
        self._quotations = quotations(text)
        self.mentions: list[Mention] = find_mentions(text, self._paragraphs)
        self._entities = Entities(self.mentions, text)
        self.entity_of = self._entities.of
        self.last: tuple[Attribution, Speaker] | None = None
        self.spoken: set[Entity] = set()
        self.spoken_of: frozenset[Entity] = frozenset()
        self._starts = [m.span.start for m in self.mentions]
        self._paragraph_starts = [p.start for p in self._paragraphs]
        self._owned_bodies = self._index_owned_bodies()

    def begin(self, attribution: Attribution) -> None:
        """Take note of whom an attribution speaks of, before its source is read."""
        end = hull(attribution.source).end
        self.spoken_of = frozenset(
            entity
            for span in attribution.content
            for i in self.names_in(span)
            if (entity := self.entity_of[i]) is not None
            and (span.start >= end or self.quotation(self._starts[i]) is not None)
        )

    def end(self, attribution: Attribution, speaker: Speaker) -> None:
        """Take note of who spoke; attributions are read in order of the text."""
        self.last = (attribution, speaker)
        self.spoken.update(speaker.entities)

    # Places.

    def paragraph(self, position: int) -> int:
        """Return the number of the paragraph that `position` is in."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    @cached_property
    def _sentences(self) -> list[Span]:
        return [s for p in self._paragraphs for s in sentences(self.text, p)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self._sentences]

    def sentence(self, position: int) -> int:
        """Return the number of the sentence that `position` is in, from 1."""
        return bisect_right(self._sentence_starts, position)

    def sentence_span(self, position: int, back: int = 0) -> Span:
        """Return the sentence that `position` is in, or the one `back` sentences before it."""
        i = self.sentence(position) - 1 - back
        return self._sentences[i] if i >= 0 else Span(0, 0)

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

    def entities(self) -> Iterable[Entity]:
        """Return whom the article names, each once, in order of the first mention."""
        return dict.fromkeys(e for e in self.entity_of if e is not None)

    def bearer(self, i: int) -> Entity | None:
        """Return whom mention `i` names: of several of one family, who was in mind just before.

        That is the only one whose full name the paragraph has given, or else who has just spoken.
        """
        entity, mention = self.entity_of[i], self.mentions[i]
        if entity is None or len(mention.words) > 1 or mention.title:
            return entity
        if mention.words[0].casefold() != entity.words[-1] or not entity.may_be_person:
            return entity
        start = self._paragraphs[self.paragraph(mention.span.start)].start
        near = self.names_in(Span(start, mention.span.start))
        full = {self.entity_of[j] for j in near if len(self.mentions[j].words) > 1}
        spoke = self.just_spoken(mention.span.start)
        for others in (full, spoke.entities if spoke else ()):
            fit = [e for e in others if e is not None and self._is_relative(entity, e)]
            if fit:
                return fit[0] if len(fit) == 1 else entity
        return entity

    def _is_relative(self, entity: Entity, other: Entity) -> bool:
        """Tell whether `other` is a person of the same family name, or the same."""
        family = other.kind is NameKind.PERSON and entity.words[-1] == other.words[-1]
        longer = other is not entity and set(entity.words) <= set(other.words)
        known = other is entity or other.count > 1 or other.gender is not None
        return family and known and not longer and other not in self.spoken_of

    def known(self, words: Sequence[str]) -> Entity | None:
        """Return the entity that printed words name, wherever the article names it."""
        return self._entities.find(words)

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
        self,
        position: int,
        fits: Callable[[Entity], bool],
        bonus: Callable[[Entity], float],
        reach: int = _REACH,
        far: int = _FAR,
    ) -> Entity | None:
        """Return the entity that a word at `position` stands for again, by `_WEIGHTS`.

        Parameters
        ----------
        position : int
        fits : callable
            True for an entity that the word may stand for.
        bonus : callable
            What speaks for an entity besides its place in the text.
        reach : int
            Mentions before `position` that are looked at.
        far : int
            Sentences back beyond which one more makes no difference.
        """
        scores: dict[Entity, float] = {}
        here = self.sentence(position)
        subjects = self._subjects(position, reach)
        for i, entity in self._candidates(position, reach):
            if fits(entity):
                mention = self.mentions[i]
                features = {
                    "sentence back": min(here - self.sentence(mention.span.start), far),
                    "subject": i in subjects,
                    "object": mention.governor in _OBJECT_BEFORE,
                    "spoke last": self._spoke_last(entity),
                    "possessive": mention.possessive or mention.modifies,
                    "often named": log(entity.count),
                }
                score = sum(_WEIGHTS[name] * value for name, value in features.items())
                scores[entity] = max(score, scores.get(entity, score))
        for entity, score in self._last_speakers(here, far):
            if fits(entity):
                scores[entity] = max(score, scores.get(entity, score))
        return max(scores, key=lambda e: scores[e] + bonus(e)) if scores else None

    def _spoke_last(self, entity: Entity) -> bool:
        return self.last is not None and entity in self.last[1].entities

    def _last_speakers(self, here: int, far: int) -> Iterator[tuple[Entity, float]]:
        """Yield who spoke last with their scores: a source is a mention, whatever its words."""
        if self.last is None:
            return
        attribution, speaker = self.last
        place = hull(attribution.source or attribution.cue or attribution.content).start
        back = max(0, min(here - self.sentence(place), far))
        for entity in speaker.entities:
            features = {
                "sentence back": back,
                "subject": 1,
                "spoke last": 1,
                "often named": log(entity.count),
            }
            yield entity, sum(_WEIGHTS[name] * value for name, value in features.items())

    def _candidates(self, position: int, reach: int) -> Iterator[tuple[int, Entity]]:
        for i in self.names_before(position, reach):
            entity = self.entity_of[i]
            if entity is not None and not self.quoted(self.mentions[i].span):
                yield i, entity

    def _subjects(self, position: int, reach: int) -> set[int]:
        """Return the mentions near before `position` that are the first name of their sentence."""
        first: dict[int, int] = {}
        for i, entity in self._candidates(position, reach):
            if entity.kind is NameKind.PLACE or self.mentions[i].governor in _OBJECT_BEFORE:
                continue
            first[self.sentence(self._starts[i])] = i
        return set(first.values())

    def person(
        self, position: int, gender: str, but: frozenset[Entity] = frozenset()
    ) -> Entity | None:
        """Return whom "he" or "she" at `position` stands for: none of `but`, if there is another.

        A name whose gender is unknown fits both.
        """

        def fits(entity: Entity) -> bool:
            return entity.may_be_person and entity.gender in (gender, None)

        def certain(entity: Entity) -> float:
            unsure = entity.kind is NameKind.UNKNOWN
            return _CERTAIN * (entity.gender == gender) + _UNSURE * unsure

        found = self.antecedent(position, lambda e: fits(e) and e not in but, certain)
        return found or (self.antecedent(position, fits, certain) if but else None)


def _rank(printed: str) -> tuple[bool, int]:
    """Order the printed forms of a body's name: without a possessive, then the longer."""
    return ("'" not in printed and "’" not in printed, len(printed))
