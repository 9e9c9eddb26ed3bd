"""The common language of the package: records, closed vocabularies, and the columns of a table.

This is the only place that names a column. Every other module speaks of an `Article`, the
`Attribution` found in it, and the `Statement` that becomes a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa

__all__ = [
    "ARTICLE_COLUMNS",
    "CORE_COLUMNS",
    "STANCES",
    "UNLABELLED",
    "Article",
    "Attribution",
    "CueKind",
    "Form",
    "LabelSource",
    "Redistribution",
    "Span",
    "SpeakerKind",
    "Stance",
    "StanceBasis",
    "Statement",
    "article_arrow_schema",
    "label_of",
    "statement_arrow_schema",
    "statement_features",
]


class Stance(StrEnum):
    """Stance of a statement's own words towards its target."""

    CON = "con"
    """The words oppose the target or speak against it."""
    NEUTRAL = "neutral"
    """Neither, or both with equal weight."""
    PRO = "pro"
    """The words support the target or speak for it."""


STANCES: tuple[str, ...] = tuple(s.value for s in Stance)
"""Stances in the order of their ``label``: con = 0, neutral = 1, pro = 2."""

UNLABELLED = -1
"""``label`` of a row without a stance (a null would turn a pandas column to float)."""


def label_of(stance: str) -> int:
    """Return the integer label of a stance; the empty string is `UNLABELLED`.

    Raises
    ------
    ValueError
        If `stance` is neither empty nor one of `STANCES`.

    Examples
    --------
    >>> label_of("pro"), label_of("")
    (2, -1)
    """
    return STANCES.index(stance) if stance else UNLABELLED


class Form(StrEnum):
    """How much of a statement stands inside quotation marks."""

    DIRECT = "direct"
    """All of its words."""
    INDIRECT = "indirect"
    """None of its words."""
    MIXED = "mixed"
    """Some of its words."""


class CueKind(StrEnum):
    """What the cue says that the source does with the content (PARC 3.0, Pareti 2016)."""

    SPEECH = "speech"
    """Says, writes, announces."""
    BELIEF = "belief"
    """Thinks, expects, doubts."""
    INTENTION = "intention"
    """Wants, plans, promises to act."""
    ATTITUDE = "attitude"
    """Likes, fears, regrets."""
    KNOWLEDGE = "knowledge"
    """Knows, learns, has found."""


class SpeakerKind(StrEnum):
    """Who a source is."""

    PERSON = "person"
    """A named person."""
    ORGANIZATION = "organization"
    """A named body that speaks as one: a party, a firm, an agency, a newspaper."""
    GROUP = "group"
    """Several people known by what they share ("supporters of the measure", "Republicans")."""
    UNNAMED = "unnamed"
    """Somebody the article does not name ("experts", "a source"), or nobody at all."""


class LabelSource(StrEnum):
    """Where the stance of a row comes from."""

    ADJUDICATED = "adjudicated"
    """Settled after several annotators."""
    ANNOTATOR = "annotator"
    """One annotator's."""
    AGGREGATED = "aggregated"
    """The majority of several annotators."""
    MODEL = "model"
    """Suggested by a model."""
    NONE = "none"
    """Nowhere: the row is unlabelled."""


class StanceBasis(StrEnum):
    """What a stance rests on, in order of weight."""

    POSITION = "position"
    """The target is affirmed or rejected outright."""
    REASON = "reason"
    """It is called desirable, justified or lawful, or the opposite."""
    FEASIBILITY = "feasibility"
    """It can or cannot happen."""
    MOMENTUM = "momentum"
    """Support or events are growing or failing."""
    NONE = "none"
    """None of these: the statement is neutral."""


class Redistribution(StrEnum):
    """Whether the words of a source may be passed on, by what its owner states."""

    ALLOWED = "allowed"
    """By anybody, for any use, under the terms stated (CC BY, CC BY-SA, MIT, public domain)."""
    NON_COMMERCIAL = "non-commercial"
    """For uses that are not commercial only (CC BY-NC, CC BY-NC-SA)."""
    NOT_STATED = "not stated"
    """The owner says nothing; the law then reserves the right to the owner."""
    FORBIDDEN = "forbidden"
    """The owner asks not to pass them on."""


class Span(NamedTuple):
    """A stretch of an article's text, in Unicode code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text with facts about it.

    Attributes
    ----------
    id : str
        Short name, unique among the articles of a dataset; the file's stem by default.
    text : str
        The article as read. Offsets count its code points.
    title, publisher, date, url : str
        Facts; empty where unknown. `date` is an ISO prefix as far as known ("2016", "2016-11").
    target : str
        Proposition that stances are about; empty where none is set.
    speakers : dict of str to str
        Full names of the speakers wanted, each with who they are. Empty: everybody.
    rights : str
        Whose the text is.
    redistribution : Redistribution
        Whether its owner lets others pass it on.
    stated_right : str
        The ground on which a publication passes it on although the owner's terms do not say that
        anybody may; empty where none is claimed.
    path : str
        Name of the file it was read from, for messages; empty where it came from memory.
    """

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    target: str = ""
    speakers: dict[str, str] = field(default_factory=dict)
    rights: str = ""
    redistribution: Redistribution = Redistribution.NOT_STATED
    stated_right: str = ""
    path: str = ""

    @classmethod
    def from_file(cls, path: str | Path) -> Article:
        """Read a text file and the side file ``<stem>.toml`` beside it, if there is one.

        See Also
        --------
        stance_data.articles.read_article : the same as a function, with what it raises.
        """
        # The one deferred import against the rooms' order: users look for the reader here.
        from stance_data.articles import read_article

        return read_article(path)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) signals how (cue) what (content), as found in an article.

    The three roles follow PARC and PolNeAR. Each is a list of spans in order of the text: a
    quotation that its cue interrupts has a content of several spans, and a role that the
    article leaves out is an empty list. Content spans keep their quotation marks.

    Attributes
    ----------
    source, cue, content : list of Span
    speaker : str or None
        The canonical name that the source stands for; None where it names nobody.
    speaker_kind : SpeakerKind
    cue_kind : CueKind
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    speaker: str | None = None
    speaker_kind: SpeakerKind = SpeakerKind.UNNAMED
    cue_kind: CueKind = CueKind.SPEECH


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence (or clause, or noun phrase) of attributed content: the row that gets a stance.

    The fields are the columns of a published table, in their order; `label` and `split` are
    added on the way there. The card of every published dataset says what each one means.
    """

    id: str
    text: str
    target: str = ""
    stance: str = ""
    group: str = ""
    speaker: str | None = None
    source_corpus: str = ""
    article_id: str
    attribution_id: str
    start: int
    end: int
    spans: list[Span]
    source: str = ""
    source_start: int = -1
    source_end: int = -1
    source_spans: list[Span] = field(default_factory=list)
    cue: str = ""
    cue_start: int = -1
    cue_end: int = -1
    cue_spans: list[Span] = field(default_factory=list)
    form: Form = Form.INDIRECT
    cue_kind: CueKind = CueKind.SPEECH
    speaker_kind: SpeakerKind = SpeakerKind.UNNAMED
    context: str = ""
    label_source: LabelSource = LabelSource.NONE
    confidence: float | None = None
    stance_basis: str = ""
    rationale: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""

    @property
    def label(self) -> int:
        """The stance as an integer: con 0, neutral 1, pro 2, unlabelled −1."""
        return label_of(self.stance)

    def to_row(self) -> dict[str, Any]:
        """Return the statement as a row of plain Python values under the published columns."""
        row = {name: getattr(self, name) for name in _STATEMENT_TYPES}
        for name, value in row.items():
            if isinstance(value, StrEnum):
                row[name] = value.value
            elif name.endswith("spans"):
                row[name] = [list(span) for span in value]
        return row

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Statement:
        """Return the statement that `to_row` wrote; columns it does not know are left out.

        Raises
        ------
        ValueError
            If a value is outside its closed vocabulary.
        TypeError
            If a required column is missing.
        """
        known = {f.name for f in fields(cls)}
        values = {name: value for name, value in row.items() if name in known}
        for name, kind in _ENUMS.items():
            if name in values:
                values[name] = kind(values[name])
        for name in ("spans", "source_spans", "cue_spans"):
            if name in values:
                values[name] = [Span(int(start), int(end)) for start, end in values[name]]
        return cls(**values)


_ENUMS: dict[str, type[StrEnum]] = {
    "form": Form,
    "cue_kind": CueKind,
    "speaker_kind": SpeakerKind,
    "label_source": LabelSource,
}

# Column → type, in the order they are published. "label" is a ClassLabel; "spans" is a list of
# [start, end]. The names on the right are Arrow's own.
_CORE_TYPES: dict[str, str] = {
    "id": "string",
    "text": "string",
    "target": "string",
    "stance": "string",
    "label": "label",
    "group": "string",
    "speaker": "string",
    "source_corpus": "string",
}
_STATEMENT_TYPES: dict[str, str] = _CORE_TYPES | {
    "article_id": "string",
    "attribution_id": "string",
    "start": "int64",
    "end": "int64",
    "spans": "spans",
    "source": "string",
    "source_start": "int64",
    "source_end": "int64",
    "source_spans": "spans",
    "cue": "string",
    "cue_start": "int64",
    "cue_end": "int64",
    "cue_spans": "spans",
    "form": "string",
    "cue_kind": "string",
    "speaker_kind": "string",
    "context": "string",
    "label_source": "string",
    "confidence": "float64",
    "stance_basis": "string",
    "rationale": "string",
    "title": "string",
    "publisher": "string",
    "date": "string",
    "url": "string",
}
_ARTICLE_TYPES: dict[str, str] = {
    "id": "string",
    "text": "string",
    "digest": "string",
    "title": "string",
    "publisher": "string",
    "date": "string",
    "url": "string",
    "target": "string",
    "rights": "string",
}

CORE_COLUMNS: tuple[str, ...] = tuple(_CORE_TYPES)
"""Columns that every dataset and corpus has, whatever else it carries."""

ARTICLE_COLUMNS: tuple[str, ...] = tuple(_ARTICLE_TYPES)
"""Columns of a table of articles, in order."""


def _features(types: dict[str, str]) -> datasets.Features:
    from datasets import ClassLabel, Features, List, Value

    def feature(kind: str) -> Any:
        if kind == "label":
            return ClassLabel(names=list(STANCES))
        if kind == "spans":
            return List(List(Value("int64")))
        return Value(kind)

    return Features({name: feature(kind) for name, kind in types.items()})


def statement_features() -> datasets.Features:
    """Return the Hugging Face features of a statement table (``label`` is a ``ClassLabel``)."""
    return _features(_STATEMENT_TYPES)


def statement_arrow_schema() -> pa.Schema:
    """Return the Arrow schema of a statement table, with its Hugging Face metadata."""
    return statement_features().arrow_schema


def article_arrow_schema() -> pa.Schema:
    """Return the Arrow schema of ``articles.parquet``, with its Hugging Face metadata."""
    return _features(_ARTICLE_TYPES).arrow_schema
