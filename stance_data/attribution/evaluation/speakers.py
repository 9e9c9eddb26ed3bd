"""Scores of speakers on sentences whose right speakers are known by name.

A corpus of this kind (SEESAW) says for a sentence who its sources are, by canonical name, and not
which words say so. `recall` is the share of (sentence, source) pairs for which a statement of ours
touches the sentence and has that speaker; `recall where found` leaves out the sentences that no
statement touches, so that it judges the speakers and not the attributor. `precision` is the share
of (sentence, speaker) pairs of ours that are right, in sentences all of whose sources are known by
name. Names are compared by `stance_data.attribution.evaluation.name_matching`.

The sources of SEESAW are those who hold a view, which nobody need have reported as said: recall
and precision stay below 1 even for a perfect resolver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from stance_data.attribution.evaluation.name_matching import name_words, same_name
from stance_data.attribution.speakers.wordlists import words
from stance_data.errors import InputError
from stance_data.schema import Span, Statement

__all__ = [
    "Figure",
    "MentionKind",
    "SourcedSentence",
    "SpeakerScores",
    "mention_kind",
    "score_speakers",
    "speaker_table",
]

_PRONOUNS = words(
    "he him his himself she her hers herself they them their it its who we i us our my me"
)


class MentionKind(StrEnum):
    """How words name somebody."""

    FULL_NAME = "full name"
    """All words of the name ("Clare Roe")."""
    PART_OF_NAME = "part of a name"
    """Some of them ("Ms. Roe")."""
    PRONOUN = "pronoun"
    """None, but a pronoun ("she")."""
    DESCRIPTION = "description"
    """None, and no pronoun ("the analyst", or nothing)."""


class SourcedSentence(NamedTuple):
    """A sentence whose sources are known.

    Attributes
    ----------
    span : Span
    sources : tuple of str
        Canonical names, each once.
    complete : bool
        False if it has sources besides these that are not known by name.
    """

    span: Span
    sources: tuple[str, ...]
    complete: bool = True


class Figure(NamedTuple):
    """A share with its 95 % interval (bootstrap over documents); all are 0 to 1."""

    value: float
    low: float
    high: float
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class SpeakerScores:
    """The scores of one attributor.

    Attributes
    ----------
    documents : int
    figures : dict of str to dict of str to Figure
        ``"recall"``, ``"recall where found"`` and ``"precision"``, each for ``"all"`` and by kind
        of mention: recall by how the sentence names its source, precision by how the source of
        our statement names the speaker.
    """

    documents: int
    figures: dict[str, dict[str, Figure]]

    def as_dict(self) -> dict[str, object]:
        """Return the figures as plain values, rounded to four places."""
        return {
            "documents": self.documents,
            **{
                name: {
                    kind: {key: round(value, 4) for key, value in figure._asdict().items()}
                    for kind, figure in by_kind.items()
                }
                for name, by_kind in self.figures.items()
            },
        }


def mention_kind(printed: str, name: str) -> MentionKind:
    """Return how `printed` names the bearer of `name`.

    Examples
    --------
    >>> [mention_kind(printed, "Clare Roe").value for printed in ("Ms. Roe", "she", "the boss")]
    ['part of a name', 'pronoun', 'description']
    """
    shown, wanted = set(name_words(printed)), set(name_words(name))
    if wanted <= shown:
        return MentionKind.FULL_NAME
    if wanted & shown:
        return MentionKind.PART_OF_NAME
    pronoun = not _PRONOUNS.isdisjoint(printed.casefold().replace("’", " ").split())
    return MentionKind.PRONOUN if pronoun else MentionKind.DESCRIPTION


def score_speakers(
    documents: Iterable[tuple[str, Sequence[SourcedSentence], Sequence[Statement]]],
    samples: int = 1000,
    seed: int = 0,
) -> SpeakerScores:
    """Score the speakers of statements.

    Parameters
    ----------
    documents : iterable of (text, sentences, statements)
        The statements with their offsets in the text.
    samples, seed : int
        Of the bootstrap over documents.

    Raises
    ------
    InputError
        If there are no documents.
    """
    counts: list[dict[tuple[str, str], list[int]]] = []
    for text, sentences, statements in documents:
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for figure, kind, right in _judge(text, sentences, statements):
            for column in ("all", kind.value):
                found[figure, column][0] += right
                found[figure, column][1] += 1
        counts.append(dict(found))
    if not counts:
        raise InputError("no documents to score speakers on")
    return SpeakerScores(
        len(counts),
        {
            figure: {
                kind: _figure([c.get((figure, kind), [0, 0]) for c in counts], samples, seed)
                for kind in ("all", *MentionKind)
            }
            for figure in ("recall", "recall where found", "precision")
        },
    )


def _judge(
    text: str, sentences: Sequence[SourcedSentence], statements: Sequence[Statement]
) -> Iterator[tuple[str, MentionKind, bool]]:
    for sentence in sentences:
        here = [s for s in statements if _touches(s, sentence.span)]
        printed = text[slice(*sentence.span)]
        for source in sentence.sources:
            right = any(_is_speaker(s, source) for s in here)
            kind = mention_kind(printed, source)
            yield "recall", kind, right
            if here:
                yield "recall where found", kind, right
        if sentence.complete and sentence.sources:
            for speaker, statement in {s.speaker: s for s in reversed(here) if s.speaker}.items():
                right = any(_is_speaker(statement, source) for source in sentence.sources)
                yield "precision", mention_kind(statement.source, speaker or ""), right


def _touches(statement: Statement, sentence: Span) -> bool:
    spans = (*statement.spans, *statement.cue_spans)
    return any(s.start < sentence.end and sentence.start < s.end for s in spans)


def _is_speaker(statement: Statement, name: str) -> bool:
    """Tell whether a statement is `name`'s, alone or with others ("Roe and Vane")."""
    speaker = statement.speaker or ""
    return any(same_name(one, name) for one in (speaker, *speaker.split(" and ")) if one)


def _figure(counts: Sequence[Sequence[int]], samples: int, seed: int) -> Figure:
    """Return the share over all documents, with the percentiles of resampled ones (Efron 1979)."""
    import numpy as np

    table = np.array(counts, dtype=float)
    right, total = table.sum(axis=0)
    if not total:
        return Figure(0.0, 0.0, 0.0, 0, 0)
    rng = np.random.default_rng(seed)
    drawn = table[rng.integers(0, len(table), (samples, len(table)))].sum(axis=1)
    shares = drawn[:, 0][drawn[:, 1] > 0] / drawn[:, 1][drawn[:, 1] > 0]
    low, high = np.percentile(shares, (2.5, 97.5))
    return Figure(right / total, float(low), float(high), int(right), int(total))


def speaker_table(scores: SpeakerScores) -> str:
    """Return the scores as text, in percent."""
    lines = [f"{scores.documents} documents"]
    for name, by_kind in scores.figures.items():
        lines.append(f"{name:24}{'%':>7}{'95 % interval':>16}{'right':>8}{'of':>7}")
        for kind, f in by_kind.items():
            interval = f"{100 * f.low:.1f}–{100 * f.high:.1f}" if f.total else ""
            value = f"{100 * f.value:.1f}" if f.total else "–"
            lines.append(f"  {kind:22}{value:>7}{interval:>16}{f.right:8d}{f.total:7d}")
    return "\n".join(lines)
