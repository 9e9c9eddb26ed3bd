"""What each published column means, for people who read a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ARTICLE_COLUMNS", "STATEMENT_COLUMNS", "type_name"]

STATEMENT_COLUMNS: dict[str, str] = {
    "id": "Stable name of the row: the article's id and a short hash of the words",
    "text": "The statement: the words of `spans`, joined by one space",
    "target": "The proposition that the stance is about",
    "stance": "con, neutral or pro; the empty string where unlabelled",
    "label": "The stance as an integer: con 0, neutral 1, pro 2; −1 where unlabelled",
    "group": "The unit that no split may cut: the statements of one attribution",
    "speaker": "Full name of who speaks; null where it is nobody in particular",
    "source_corpus": "The dataset or corpus that the row comes from",
    "article_id": "The article, as in `articles.parquet`",
    "attribution_id": "The attribution: one source and cue with all that they introduce",
    "start": "Where the statement begins in the article's text",
    "end": "Where it ends (exclusive)",
    "spans": "Its stretches as [start, end]; several where a cue interrupts it",
    "source": "The words that name who speaks, as printed; empty where there are none",
    "source_start": "Where the source begins; −1 where there is none",
    "source_end": "Where it ends; −1 where there is none",
    "source_spans": "Its stretches",
    "cue": 'The words that signal the attribution ("said"); empty where there are none',
    "cue_start": "Where the cue begins; −1 where there is none",
    "cue_end": "Where it ends; −1 where there is none",
    "cue_spans": "Its stretches",
    "form": "How much stands in quotation marks: direct (all), mixed (some), indirect (none)",
    "cue_kind": "What the source does: speech, belief, intention, attitude, knowledge",
    "speaker_kind": "person, organization, group or unnamed",
    "context": "The paragraph that holds the statement",
    "label_source": "Who gave the label: adjudicated, annotator, aggregated, model, none",
    "confidence": "Of the label, from 0 to 1; null where nobody gave one",
    "stance_basis": "What the stance rests on: position, reason, feasibility, momentum, none",
    "rationale": "Why the label was given, in the annotator's words",
    "title": "The article's headline",
    "publisher": "Who published the article",
    "date": "When, as an ISO prefix as far as known",
    "url": "Where",
}
"""Column of a statement table → its meaning, in the order of the table."""

ARTICLE_COLUMNS: dict[str, str] = {
    "id": "The `article_id` of its statements",
    "text": "The text as read; offsets count its Unicode code points",
    "digest": "SHA-256 of the text in UTF-8",
    "title": "Headline",
    "publisher": "Who published it",
    "date": "When, as an ISO prefix as far as known",
    "url": "Where",
    "target": "The proposition that stances are about",
    "rights": "Whose the text is",
}
"""Column of ``articles.parquet`` → its meaning."""


def type_name(field: pa.Field) -> str:
    """Return the type of a column in the words of a card."""
    if field.name == "label":
        return "int64 (ClassLabel)"
    return (
        str(field.type).replace("element: ", "").replace("item: ", "").replace("double", "float64")
    )
