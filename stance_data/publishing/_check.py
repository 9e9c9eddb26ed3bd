"""Exact provenance: every row must be cut out of its article by its offsets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stance_data.errors import InputError
from stance_data.schema import STANCES, Article, Span, Statement
from stance_data.text import cut, hull

__all__ = ["check_provenance"]

_SHOWN = 20


def check_provenance(statements: Sequence[Statement], articles: Iterable[Article]) -> None:
    """Check that each statement, source and cue is what its offsets cut out of the article.

    Also checked: ids are there and unique, each row names a group and a stance of the closed
    vocabulary, and ``start``/``end`` are the hull of the spans.

    Raises
    ------
    InputError
        Listing the faults, one a line, each with its article, row (counted from 1) and id; the
        number of those beyond the first twenty is told.
    """
    faults: list[str] = []
    texts: dict[str, str] = {}
    for article in articles:
        if article.id in texts:
            faults.append(f"article {article.id!r}: the id occurs twice")
        texts[article.id] = article.text
    ids = Counter(statement.id for statement in statements)
    for number, row in enumerate(statements, start=1):
        place = f"article {row.article_id!r}, row {number} (id {row.id!r})"
        if ids[row.id] > 1:
            faults.append(f"{place}: the id occurs {ids[row.id]} times")
        faults.extend(f"{place}: {fault}" for fault in _faults(row, texts))
    if faults:
        more = len(faults) - _SHOWN
        lines = faults[:_SHOWN] + ([f"… and {more} more"] if more > 0 else [])
        raise InputError(
            f"{len(faults)} faults in the rows, which must fit the articles to be published "
            "(segment the articles again, or correct the rows):\n  " + "\n  ".join(lines)
        )


def _faults(row: Statement, texts: Mapping[str, str]) -> Iterator[str]:
    for name in ("id", "text", "group", "attribution_id"):
        if not getattr(row, name):
            yield f"{name!r} is empty"
    if row.stance and row.stance not in STANCES:
        yield f"stance {row.stance!r} is none of {', '.join(STANCES)} (or empty)"
    if row.article_id not in texts:
        yield "there is no such article"
        return
    text = texts[row.article_id]
    if not row.spans:
        yield "'spans' is empty"
    for role, words, spans, ends in (
        ("text", row.text, row.spans, Span(row.start, row.end)),
        ("source", row.source, row.source_spans, Span(row.source_start, row.source_end)),
        ("cue", row.cue, row.cue_spans, Span(row.cue_start, row.cue_end)),
    ):
        if not _in_order(spans, len(text)):
            yield (
                f"the spans of {role!r}, {_plain(spans)}, are not in order inside the article's "
                f"{len(text)} characters"
            )
        elif cut(text, spans) != words:
            yield f"{role!r} is {words!r}, but its spans cut out {cut(text, spans)!r}"
        elif hull(spans) != ends:
            yield f"{role!r} runs {ends.start} to {ends.end}, but its spans are {_plain(spans)}"


def _in_order(spans: Sequence[Span], length: int) -> bool:
    """Tell whether spans are not empty, do not overlap, and lie in a text of this length."""
    edge = 0
    for start, end in spans:
        if not edge <= start < end <= length:
            return False
        edge = end
    return True


def _plain(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]
