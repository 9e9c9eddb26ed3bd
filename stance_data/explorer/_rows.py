"""Rows under the published columns → what the page shows of them, under short names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from stance_data.explorer._votes import Votes
from stance_data.labeling import ADJUDICATED, Label

__all__ = ["page_rows"]

# Column → its name on the page; a value that is missing or empty is left out there.
_SHOWN = {
    "text": "text",
    "target": "target",
    "stance": "stance",
    "split": "split",
    "form": "form",
    "speaker_kind": "kind",
    "source": "source",
    "cue": "cue",
    "cue_kind": "cueKind",
    "label_source": "from",
    "stance_basis": "basis",
    "rationale": "rationale",
    "confidence": "confidence",
    "title": "title",
    "publisher": "publisher",
    "date": "date",
    "url": "url",
    "original_stance": "human",
    "original_label_source": "humanFrom",
    "original_rationale": "humanRationale",
}
# Known, and not shown as they are: places, ids, what another column says, the page's own.
_APART = {
    "id", "label", "original_label_source", "group", "speaker", "source_corpus", "article_id",
    "attribution_id", "start", "end", "spans", "source_start", "source_end", "source_spans",
    "cue_start", "cue_end", "cue_spans", "context", "votes",
}  # fmt: skip
_NOTHING = ("", None, "none")

AGREE, DIFFER, DIFFER_ON_BASIS = "agree", "differ", "differ on the basis"


def page_rows(
    rows: Sequence[Mapping[str, Any]],
    articles: Mapping[str, int],
    votes: Votes,
    publisher_votes: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return what the page is told of each row.

    Parameters
    ----------
    rows : sequence of mapping
    articles : mapping of str to int
        Id of an article whose text is on the page → its number there.
    votes : Votes
        Labels of single annotators.
    publisher_votes : mapping of str to str
        The publisher's labels → stances, where rows hold ``votes``.
    """
    ids = Counter(_given_id(row) for row in rows)
    return [
        _page_row(row, number, ids, articles, votes.by_row.get(row.get("id") or "", []))
        | _publisher_votes(row, publisher_votes)
        for number, row in enumerate(rows)
    ]


def _page_row(
    row: Mapping[str, Any],
    number: int,
    ids: Mapping[str, int],
    articles: Mapping[str, int],
    labels: Sequence[Label],
) -> dict[str, Any]:
    key = _given_id(row)
    fit = key and ids[key] == 1 and key.isprintable()  # to be an address within the page
    shown: dict[str, Any] = {"id": key if fit else f"row-{number + 1}"}
    for column, name in _SHOWN.items():
        value = row.get(column)
        if value not in _NOTHING and not isinstance(value, list | dict):
            shown[name] = value if column == "confidence" else _line(value)
    shown["text"] = str(row.get("text") or "")
    shown["words"] = len(shown["text"].split())
    shown["who"] = _who(row)
    article = articles.get(row.get("article_id") or "")
    if article is not None:
        shown["article"] = article
        for fact in ("title", "publisher", "date", "url"):
            shown.pop(fact, None)
    elif row.get("context"):
        shown["context"] = str(row["context"])
    if labels:
        shown["votes"] = [[x.annotator, x.stance, x.stance_basis, x.rationale] for x in labels]
        shown["agreement"] = _agreement(labels)
    others = {
        str(name): text
        for name, value in row.items()
        if name not in _SHOWN and name not in _APART and (text := _line(value))
    }
    return shown | ({"others": others} if others else {})


def _given_id(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or "")


def _who(row: Mapping[str, Any]) -> str:
    """Return who speaks: the name, or the words that stand for nobody by name, in quotes."""
    if row.get("speaker"):
        return str(row["speaker"])
    source = " ".join(str(row.get("source") or "").split())
    return f"“{source}”" if source else ""


def _agreement(labels: Sequence[Label]) -> str:
    voters = [label for label in labels if label.annotator != ADJUDICATED]
    if len(voters) < 2:
        return ""
    if len({label.stance for label in voters}) > 1:
        return DIFFER
    bases = {label.stance_basis for label in voters if label.stance_basis}
    return DIFFER_ON_BASIS if len(bases) > 1 else AGREE


def _publisher_votes(row: Mapping[str, Any], stances: Mapping[str, str]) -> dict[str, Any]:
    """Return a corpus's own votes, which have no names, as counts of stances."""
    given = row.get("votes")
    if not isinstance(given, list) or not given:
        return {}
    counts = Counter(stances.get(str(vote), str(vote)) for vote in given if vote)
    if not counts:
        return {}
    return {
        "counts": sorted(counts.items(), key=lambda item: (-item[1], item[0])),
        "agreement": AGREE if len(counts) == 1 else DIFFER,
    }


def _line(value: Any) -> str:
    """Return a value as one piece of text; empty where there is nothing to say."""
    if value is None or value == [] or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_line(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
