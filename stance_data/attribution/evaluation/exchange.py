"""Attributions as JSON lines, the form in which other tools give and take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from stance_data.attribution.evaluation.attributions import first_annotations
from stance_data.errors import InputError
from stance_data.schema import Article, Attribution, Span

__all__ = ["read_jsonl", "write_jsonl"]


def write_jsonl(path: str | Path, rows: Iterable[tuple[Article, Iterable[Attribution]]]) -> None:
    """Write attributions as JSON lines: ``id``, ``text``, ``attributions`` (role → spans)."""
    with Path(path).open("w", encoding="utf-8") as out:
        for article, attributions in rows:
            row = {
                "id": article.id,
                "text": article.text,
                "attributions": [
                    {
                        "source": [list(span) for span in a.source],
                        "cue": [list(span) for span in a.cue],
                        "content": [list(span) for span in a.content],
                    }
                    for a in attributions
                ],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_jsonl(path: str | Path) -> list[tuple[Article, list[Attribution]]]:
    """Read what `write_jsonl` wrote; of several lines of one id the first counts.

    Raises
    ------
    InputError
        If a line is not such a row.
    """
    records: list[tuple[Article, str, list[Attribution]]] = []
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                article = Article(id=row["id"], text=row["text"], path=str(path))
                attributions = [
                    Attribution(
                        source=[Span(*span) for span in a["source"]],
                        cue=[Span(*span) for span in a["cue"]],
                        content=[Span(*span) for span in a["content"]],
                    )
                    for a in row["attributions"]
                ]
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"{path}, line {number}: not a row of attributions ({error!r})"
                ) from None
            records.append((article, "", attributions))
    return first_annotations(records)
