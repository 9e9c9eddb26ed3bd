"""Who a source stands for."""

from __future__ import annotations

from typing import NamedTuple

from stance_data.attribution.speakers.entities import Entity
from stance_data.schema import SpeakerKind

__all__ = ["GROUP", "UNNAMED", "Speaker"]


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

    @classmethod
    def of_several(cls, entities: tuple[Entity, ...]) -> Speaker:
        """Return those who speak together."""
        return cls(" and ".join(e.name for e in entities), SpeakerKind.GROUP, entities)


UNNAMED = Speaker(None, SpeakerKind.UNNAMED)
GROUP = Speaker(None, SpeakerKind.GROUP)
