"""The facts of a corpus: closed vocabularies that say what each value means, and the card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from stance_data.schema import Redistribution, Stance

__all__ = [
    "Card",
    "Column",
    "ColumnType",
    "Domain",
    "Kind",
    "Language",
    "Metric",
    "RemoteFile",
    "Source",
    "Split",
    "TargetKind",
    "TextKind",
]


class Kind(StrEnum):
    """What was annotated, and so which contract the reader fulfils."""

    STANCE = "stance"
    """Stance of a text towards a target: ``read(path)`` gives a table of rows."""
    SENTIMENT = "sentiment"
    """Sentiment of a text towards an entity, which is less than a stance on a proposition."""
    ATTRIBUTION = "attribution"
    """Who said what: ``read(path, split)`` yields articles with their gold attributions."""


class Domain(StrEnum):
    """What the texts are about."""

    POLITICS = "politics"
    """Elections, parties, politicians, policy."""
    CLIMATE = "climate"
    """Climate change."""
    HEALTH = "health"
    """The COVID-19 pandemic: vaccines and measures."""
    CONTROVERSIES = "controversies"
    """Contested questions of many fields, as in school and parliamentary debates."""


class TextKind(StrEnum):
    """What one text is."""

    TWEET = "tweet"
    """A post on Twitter."""
    COMMENT = "comment"
    """A reader's comment under a newspaper's debate."""
    NEWS_SENTENCE = "news sentence"
    """A sentence of a news story as printed."""
    REPORTED_OPINION = "reported opinion"
    """What a news story reports somebody to say or think, without the words that introduce it."""
    CLAIM = "claim"
    """A short general statement, cut out of an encyclopedia or a debate page and tidied."""
    WEB_SENTENCE = "web sentence"
    """A sentence of any web page on the topic."""
    ARTICLE = "article"
    """A whole news story."""


class TargetKind(StrEnum):
    """What the stance is about."""

    PROPOSITION = "proposition"
    """A full sentence that one can agree with."""
    TOPIC = "topic"
    """A noun phrase for a matter or a policy ("nuclear energy")."""
    ENTITY = "entity"
    """A person, body or country."""
    MENTION = "mention"
    """The words of the text itself that name an entity ("she")."""
    NONE = "none"
    """There are no targets."""


class Language(StrEnum):
    """ISO 639-1 code."""

    ENGLISH = "en"
    """English."""


class Metric(StrEnum):
    """Measure by which the publisher's paper reports results."""

    MACRO_F1 = "macro-F1"
    """Mean of the F1 of all classes, over all test rows."""
    MACRO_F1_SEEN = "macro-F1; also for unseen and seen targets"
    """Macro-F1 over all test rows, over those of unseen targets (zero-shot), and the others."""
    MACRO_F1_CROSS_TOPIC = "macro-F1; also with each topic left out in turn"
    """Macro-F1 within topics, and on each topic with the others as training data."""
    MACRO_F1_PER_TARGET = "mean over targets of macro-F1"
    """Macro-F1 of each target, then their mean."""
    F_AVG = "F_avg"
    """Mean of F1(pro) and F1(con); neutral rows count as errors only. All targets together."""
    F_AVG_PER_TARGET = "mean over targets of F_avg"
    """F_avg of each target, then their mean."""
    ACCURACY = "accuracy"
    """Share of rows that are right."""
    F1 = "F1"
    """F1 of the relation, micro-averaged."""
    SPAN_F1 = "F1 of source, cue and content spans"
    """Precision and recall of spans, exact and by overlap of words."""


class ColumnType(StrEnum):
    """Type of a column beyond the core ones, under Arrow's name."""

    STRING = "string"
    """Text; null where it does not apply."""
    INT = "int64"
    """Whole number."""
    FLOAT = "double"
    """Number; null where unknown."""
    BOOL = "bool"
    """True, false, or null where unknown."""
    STRINGS = "list<string>"
    """Several texts."""
    INTS = "list<int64>"
    """Several whole numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column beyond the core ones: its type and what it means."""

    type: ColumnType
    meaning: str


@dataclass(frozen=True, slots=True)
class Split:
    """One official part of a corpus.

    Attributes
    ----------
    rows : int
        As the publisher counts them (articles where attributions are marked).
    place : str
        The file, and where it is not a file of its own, which rows of it.
    labels : mapping of str to int
        Rows by the publisher's label, counted in the publisher's files; empty where the package
        states none.
    digest : str
        First 16 hex digits of a SHA-256 over the rows, whatever their order
        (`stance_data.corpora.fingerprint`), taken from the publisher's files; empty where unknown.
    """

    rows: int
    place: str
    labels: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at a pinned address.

    Attributes
    ----------
    url : str
    path : str
        Where it goes in the corpus folder; empty for a zip that is unpacked there.
    sha256 : str
        Of the file; empty where nobody has verified one. Such a file is fetched on demand only.
    """

    url: str
    path: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a corpus comes from.

    Attributes
    ----------
    publisher : str
        Address at which it is published, at the commit that was read.
    instructions : str
        For people: what to get from whom, and which layout is understood.
    files : tuple of RemoteFile
        What can be downloaded; empty where the publisher wants a request.
    """

    publisher: str
    instructions: str
    files: tuple[RemoteFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The facts of a corpus.

    Attributes
    ----------
    name : str
        Also of its module, and of its rows' ``source_corpus``.
    title, summary : str
        The corpus's own name, and one sentence on what it holds.
    kind, domain, text_kind, target_kind, language, metric
        From the closed vocabularies of this module.
    splits : mapping of str to Split
        Official parts in order: "train", "validation" (the publisher's dev), "test", or several
        tests ("test_rw", "test_mt").
    labels : mapping of str to Stance
        The publisher's label → ours.
    group : str
        What the rows of one ``group`` have in common.
    licence : str
        As the publisher states it; "none stated" where there is no statement.
    redistribution : Redistribution
        What the licence says of passing the texts on; where it is of the annotations or the code
        alone, the texts are "not stated".
    citation, paper : str
        Authors, year and title; address of the paper.
    source : Source
    files : tuple of str
        Glob patterns of the files that are read, relative to the corpus folder.
    columns : mapping of str to Column
        Beside the core columns.
    quirks : tuple of str
        What to know before using it.
    """

    name: str
    title: str
    summary: str
    kind: Kind
    domain: Domain
    text_kind: TextKind
    target_kind: TargetKind
    metric: Metric
    splits: Mapping[str, Split]
    labels: Mapping[str, Stance]
    group: str
    licence: str
    citation: str
    paper: str
    source: Source
    files: tuple[str, ...]
    language: Language = Language.ENGLISH
    redistribution: Redistribution = Redistribution.NOT_STATED
    columns: Mapping[str, Column] = field(default_factory=dict)
    quirks: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of all official splits."""
        return sum(split.rows for split in self.splits.values())
