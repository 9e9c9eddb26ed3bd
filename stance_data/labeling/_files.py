"""Label files: one row per statement and annotator, as CSV."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from stance_data.articles import read_text
from stance_data.errors import InputError, LabelError, did_you_mean
from stance_data.schema import STANCES, StanceBasis

__all__ = ["ADJUDICATED", "Label", "LabelFacts", "label_file", "read_label_facts", "read_labels"]

ADJUDICATED = "adjudicated"
"""The annotator of a label that was settled after the others; it counts alone."""

_REQUIRED = ("text", "annotator", "stance")
_OPTIONAL = ("speaker", "start", "stance_basis", "rationale")
_BASES = tuple(b.value for b in StanceBasis)


@dataclass(frozen=True, slots=True)
class Label:
    """One annotator's stance for one statement.

    Attributes
    ----------
    text : str
        Words of the statement.
    annotator : str
        Who labelled it; `ADJUDICATED` for the settled label.
    stance : str
        One of `stance_data.schema.STANCES`.
    speaker : str
        Speaker, or source where nobody is named; tells apart statements of the same words.
    start : int or None
        Offset of the statement; tells apart statements of the same words by the same speaker.
    stance_basis, rationale : str
    place : str
        File and row, for messages.
    """

    text: str
    annotator: str
    stance: str
    speaker: str = ""
    start: int | None = None
    stance_basis: str = ""
    rationale: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class LabelFacts:
    """How a label file came to be.

    Attributes
    ----------
    note : str
        How the labels were made, in plain words.
    annotators : dict of str to str
        Name in the label file → who that is.
    """

    note: str = ""
    annotators: dict[str, str] = field(default_factory=dict)


def label_file(article: str | Path) -> Path:
    """Return where the labels of an article lie: ``<stem>.labels.csv`` beside it."""
    return Path(article).with_suffix(".labels.csv")


def read_label_facts(path: str | Path) -> LabelFacts:
    """Read ``<stem>.labels.toml`` beside a label file: ``note`` and a table ``annotators``.

    Parameters
    ----------
    path : str or Path
        The label file, a CSV.

    Returns
    -------
    LabelFacts
        Empty where there is no such side file.

    Raises
    ------
    InputError
        If the side file has an unknown key or a value of the wrong type.
    """
    path = Path(path).with_suffix(".toml")
    if not path.is_file():
        return LabelFacts()
    try:
        facts = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is no valid TOML ({error}). Mend that line.") from None
    note, annotators = facts.pop("note", ""), facts.pop("annotators", {})
    unknown = [f"unknown key {k!r}{did_you_mean(k, ('note', 'annotators'))}" for k in facts]
    if unknown:
        raise InputError(f"{path}: {'; '.join(unknown)}; known are note, annotators.")
    if not isinstance(note, str) or not isinstance(annotators, dict):
        raise InputError(f"{path}: note must be a text and annotators a table of names.")
    return LabelFacts(note.strip(), {str(k): str(v) for k, v in annotators.items()})


def read_labels(path: str | Path) -> list[Label]:
    """Read a label file.

    Parameters
    ----------
    path : str or Path
        CSV with the columns ``text``, ``annotator`` and ``stance`` (con, neutral, pro), and
        optionally ``speaker``, ``start``, ``stance_basis`` and ``rationale``; others are ignored.

    Returns
    -------
    list of Label
        In the order of the file.

    Raises
    ------
    InputError
        If the file is missing, empty or no text.
    LabelError
        If a column is missing or a row has a fault; the message lists all of them.
    """
    path = Path(path)
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), restkey="")
    columns = [c.strip() for c in reader.fieldnames or []]
    reader.fieldnames = columns
    missing = [c for c in _REQUIRED if c not in columns]
    if missing:
        hints = [f"{c!r}{did_you_mean(c, columns)}" for c in missing]
        raise LabelError(
            f"{path}: lacks the column {', '.join(hints)}. A label file needs "
            f"{', '.join(_REQUIRED)}; it may have {', '.join(_OPTIONAL)}."
        )
    labels: list[Label] = []
    faults: list[str] = []
    for row in reader:
        place = f"{path}: line {reader.line_num}"
        values = {k: (v or "").strip() for k, v in row.items() if k}
        found = _faults(values)
        if "" in row:
            found.append("more fields than columns (a comma in a field needs quotation marks)")
        faults.extend(f"{place}: {fault}" for fault in found)
        if not found:
            start = values.get("start", "")
            labels.append(
                Label(
                    text=values["text"],
                    annotator=values["annotator"],
                    stance=values["stance"],
                    speaker=values.get("speaker", ""),
                    start=int(start) if start else None,
                    stance_basis=values.get("stance_basis", ""),
                    rationale=values.get("rationale", ""),
                    place=place,
                )
            )
    if faults:
        raise LabelError("\n".join(faults))
    return labels


def _faults(values: dict[str, str]) -> list[str]:
    faults = [f"{column} is empty" for column in _REQUIRED if not values[column]]
    stance, basis = values["stance"], values.get("stance_basis", "")
    if stance and stance not in STANCES:
        hint = did_you_mean(stance.casefold(), STANCES)
        faults.append(f"unknown stance {stance!r}{hint}; known are {', '.join(STANCES)}")
    if basis and basis not in _BASES:
        hint = did_you_mean(basis.casefold(), _BASES)
        faults.append(f"unknown stance_basis {basis!r}{hint}; known are {', '.join(_BASES)}")
    start = values.get("start", "")
    if start and not (start.isascii() and start.isdigit()):
        faults.append(f"start {start!r} is no offset (a whole number from 0)")
    return faults
