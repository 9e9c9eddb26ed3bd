"""Exact provenance: every row must be cut out of its article by its offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from stance_data.errors import InputError
from stance_data.publishing._workspace import Workspace
from stance_data.schema import STANCES, Span
from stance_data.text import cut, hull

__all__ = ["check_provenance"]

_SHOWN = 20


def check_provenance(
    workspace: Workspace, place_of: Callable[[int], str] = lambda number: f"row {number}"
) -> None:
    """Check that each statement, source and cue is what its offsets cut out of the article.

    Also checked: ids are there and unique, each row names a group and a stance of the closed
    vocabulary, and ``start``/``end`` are the hull of the spans.

    Parameters
    ----------
    workspace : Workspace
    place_of : callable, optional
        From the number of a statement to the words for its place in a message.

    Raises
    ------
    InputError
        Listing the faults, one a line, each with its article, row (counted from 1) and id; the
        number of those beyond the first twenty is told.
    """
    shown: list[str] = []
    number_of_faults = 0
    for fault in _all_faults(workspace, place_of):
        number_of_faults += 1
        if len(shown) < _SHOWN:
            shown.append(fault)
    if number_of_faults:
        more = number_of_faults - _SHOWN
        lines = shown + ([f"… and {more} more"] if more > 0 else [])
        raise InputError(
            f"{number_of_faults} faults in the rows, which must fit the articles to be published "
            "(segment the articles again, or correct the rows):\n  " + "\n  ".join(lines)
        )


def _all_faults(workspace: Workspace, place_of: Callable[[int], str]) -> Iterator[str]:
    for name, _ in workspace.repeated("articles"):
        yield f"article {name!r}: the id occurs twice"
    repeated = dict(workspace.repeated("statements"))
    current: str | None = None
    text: str | None = None
    for number, row in workspace.statement_rows():
        if row["article_id"] != current:
            current = row["article_id"]
            article = workspace.article(row["article_id"])
            text = None if article is None else article["text"]
        place = f"article {current!r}, {place_of(number)} (id {row['id']!r})"
        if row["id"] in repeated:
            yield f"{place}: the id occurs {repeated[row['id']]} times"
        for fault in _faults(row, text):
            yield f"{place}: {fault}"


def _faults(row: Mapping[str, Any], text: str | None) -> Iterator[str]:
    for name in ("id", "text", "group", "attribution_id"):
        if not row[name]:
            yield f"{name!r} is empty"
    if row["stance"] and row["stance"] not in STANCES:
        yield f"stance {row['stance']!r} is none of {', '.join(STANCES)} (or empty)"
    if text is None:
        yield "there is no such article"
        return
    if not row["spans"]:
        yield "'spans' is empty"
    for role, spans_name, prefix in (
        ("text", "spans", ""),
        ("source", "source_spans", "source_"),
        ("cue", "cue_spans", "cue_"),
    ):
        words, spans = row[role], [Span(*span) for span in row[spans_name]]
        start, end = row[f"{prefix}start"], row[f"{prefix}end"]
        if not _in_order(spans, len(text)):
            yield (
                f"the spans of {role!r}, {_plain(spans)}, are not in order inside the article's "
                f"{len(text)} characters"
            )
        elif cut(text, spans) != words:
            yield f"{role!r} is {words!r}, but its spans cut out {cut(text, spans)!r}"
        elif hull(spans) != (start, end):
            yield f"{role!r} runs {start} to {end}, but its spans are {_plain(spans)}"


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
