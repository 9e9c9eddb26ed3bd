"""Who speaks: from the source as printed to the fullest name that the article gives.

"Vane", "she", "the analyst" → "Ida Vane". First the article's names are put together to
entities (`mentions`, `entities`); then each source is read in order of the text by named rules
(`source_rules`), with who spoke before in mind (`discourse`). A source that names nobody
("experts") stays without a speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stance_data.attribution.speakers.discourse import GROUP, UNNAMED, Discourse, Speaker
from stance_data.attribution.speakers.pronouns import FIRST_PERSONS
from stance_data.attribution.speakers.source_rules import read_source
from stance_data.schema import Attribution, Span, SpeakerKind
from stance_data.text import hull

__all__ = ["resolve"]


def resolve(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Fill in `speaker` and `speaker_kind` of each attribution.

    Parameters
    ----------
    text : str
        The article that the attributions were found in.
    attributions : sequence of Attribution
        In any order.

    Returns
    -------
    list of Attribution
        As given and in the same order. `speaker` is the fullest form of the name that the article
        prints, without titles; several named together are joined by " and ". None where the source
        names nobody. A quotation without a source has the speaker before it, if that one spoke in
        the same paragraph or the one before.

    Examples
    --------
    >>> text = "Ida Vane, a farmer, said no. Experts say yes. She laughed."
    >>> found = [Attribution([Span(0, 18)], [Span(20, 24)], [Span(25, 27)]),
    ...          Attribution([Span(29, 36)], [Span(37, 40)], [Span(41, 44)])]
    >>> [(a.speaker, a.speaker_kind.value) for a in resolve(text, found)]
    [('Ida Vane', 'person'), (None, 'unnamed')]
    """
    if not attributions:
        return []
    page = Discourse(text)
    speakers: dict[int, Speaker] = {}
    for i in sorted(range(len(attributions)), key=lambda i: _place(attributions[i])):
        page.begin(attributions[i])
        speakers[i] = _read(page, attributions[i])
        page.end(attributions[i], speakers[i])
    _read_first_persons(page, attributions, speakers)
    return [
        replace(a, speaker=speakers[i].name, speaker_kind=_kind(speakers[i]))
        for i, a in enumerate(attributions)
    ]


def _kind(speaker: Speaker) -> SpeakerKind:
    """Return the kind of a speaker, by all that the article tells of one that is named."""
    return speaker.entities[0].speaker_kind if len(speaker.entities) == 1 else speaker.kind


def _place(attribution: Attribution) -> tuple[int, int]:
    """Return where an attribution stands in the order of reading."""
    words = attribution.source or attribution.cue or attribution.content
    return hull(words).start, hull(attribution.content).start


def _read(page: Discourse, attribution: Attribution) -> Speaker:
    for span in attribution.source:
        speaker = read_source(page, span)
        if speaker is not None:
            return speaker
    start = hull(attribution.content).start
    quoted = start >= 0 and page.quotation(start) is not None
    return (page.just_spoken(start) if quoted else None) or UNNAMED


def _read_first_persons(
    page: Discourse, attributions: Sequence[Attribution], speakers: dict[int, Speaker]
) -> None:
    """Give "I" inside a quotation the speaker whose words the quotation is."""
    quoted: dict[Span, Speaker] = {}
    for i, attribution in enumerate(attributions):
        for span in attribution.content:
            quotation = page.quotation(span.start)
            if quotation is not None and speakers[i] not in (UNNAMED, GROUP):
                quoted.setdefault(quotation, speakers[i])
    for i, attribution in enumerate(attributions):
        source = " ".join(page.text[slice(*s)] for s in attribution.source).strip().casefold()
        if source in FIRST_PERSONS:
            inside = page.quotation(attribution.source[0].start)
            speakers[i] = quoted.get(inside, UNNAMED) if inside else UNNAMED
