"""The labels of single annotators, joined to the rows that they are of."""

from __future__ import annotations

import hashlib
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from stance_data.errors import StanceDataWarning
from stance_data.labeling import ADJUDICATED, Label, read_label_facts, read_labels
from stance_data.text import normalise

__all__ = ["Votes", "find_label_files", "read_votes"]


class Votes:
    """Labels of annotators by row.

    Attributes
    ----------
    by_row : dict of str to list of Label
        Row id → its labels, in the order of the files; the adjudicated one is among them.
    annotators : dict of str to str
        Name → who that is, where it is known.
    """

    def __init__(self) -> None:
        self.by_row: dict[str, list[Label]] = {}
        self.annotators: dict[str, str] = {}


def find_label_files(digests: Mapping[str, str]) -> list[Path]:
    """Return those of a dataset's label files that are here, with the bytes it was made from."""
    found = []
    for name, digest in digests.items():
        if Path(name).name != name:
            continue
        for shelf in _shelves():
            path = shelf / name
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                found.append(path)
                break
    return found


def _shelves() -> list[Path]:
    """Return where label files lie: those of the working directory, then those of a checkout."""
    checkout = Path(__file__).resolve().parents[2]
    beside = [checkout / "raw"] if (checkout / "pyproject.toml").is_file() else []
    return [Path("raw"), Path(), *beside]


def read_votes(paths: Iterable[Path], rows: Sequence[Mapping[str, Any]]) -> Votes:
    """Join the labels of files to rows by their words, and by speaker or start where words repeat.

    A label that fits no row, or several, is left out: a dataset may hold a part of what was
    labelled, and `stance_data.labeling.apply_labels` has complained of the others at the build.

    Raises
    ------
    InputError, LabelError
        If a file cannot be read, or has a fault.

    Warns
    -----
    StanceDataWarning
        If no label of a file fits a row.
    """
    votes = Votes()
    by_words: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        for words in dict.fromkeys(map(normalise, _wordings(row))):
            by_words[words].append(row)
    for path in paths:
        labels = read_labels(path)
        votes.annotators |= read_label_facts(path).annotators
        fitting = 0
        for label in labels:
            found = _narrow(by_words.get(normalise(label.text), []), label)
            if len(found) == 1 and found[0].get("id"):
                votes.by_row.setdefault(found[0]["id"], []).append(label)
                fitting += 1
        if labels and not fitting:
            warnings.warn(
                f"{path}: none of its {len(labels)} labels has the words of a statement on the "
                "page (with an id), so none is shown there",
                StanceDataWarning,
                stacklevel=2,
            )
    for labels in votes.by_row.values():
        labels.sort(key=lambda label: label.annotator == ADJUDICATED)  # the settled label last
    return votes


def _wordings(row: Mapping[str, Any]) -> Iterable[str]:
    """Yield a row's words, and those of each of its spans (a label may quote one alone)."""
    text = str(row.get("text") or "")
    yield text
    spans = row.get("spans") or []
    offset = 0
    if len(spans) > 1:
        for start, end in spans:
            yield text[offset : offset + end - start]
            offset += end - start + 1


def _narrow(rows: list[Mapping[str, Any]], label: Label) -> list[Mapping[str, Any]]:
    if len(rows) > 1 and label.start is not None:
        return [row for row in rows if row.get("start") == label.start]
    if len(rows) > 1 and label.speaker:
        said = normalise(label.speaker)
        return [
            row
            for row in rows
            if said in (normalise(row.get("speaker") or ""), normalise(row.get("source") or ""))
        ]
    return rows
