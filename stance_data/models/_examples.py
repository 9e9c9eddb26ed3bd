"""Labelled rows to train and measure on: read from a dataset or a table file, and checked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError, did_you_mean
from stance_data.loading import load
from stance_data.models._features import TEXT_COLUMNS, require_columns
from stance_data.models._tables import TABLE_SUFFIXES, read_table
from stance_data.schema import STANCES, UNLABELLED, LabelSource

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["INPUT_COLUMNS", "ExampleSet", "examples_of", "inputs_of", "read_examples", "words_of"]

INPUT_COLUMNS: tuple[str, ...] = (
    *TEXT_COLUMNS,
    "speaker",
    "speaker_kind",
    "source",
    "cue",
    "cue_kind",
    "form",
    "context",
    "title",
    "publisher",
    "date",
)
"""Columns that a classifier may see. What says something of the label (stance_basis, rationale,
votes, a corpus's original label) is none of them, and neither is what only names a row."""

_PLACES_SHOWN = 5


@dataclass(frozen=True)
class ExampleSet:
    """Rows with a stance.

    Attributes
    ----------
    frame : DataFrame of shape (n, any)
        ``text``, ``target``, ``stance``, ``group`` and ``split`` are strings; ``group`` is the
        row's own where the data has none, ``split`` is empty where the data has none. The other
        columns of the data are kept.
    name : str
        Of the dataset, or the file's stem.
    unlabelled : int
        Rows without a stance, or with one that a model suggested, which were left out.
    """

    frame: pd.DataFrame = field(repr=False)
    name: str
    unlabelled: int = 0

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def classes(self) -> tuple[str, ...]:
        """Stances that occur, in the order con, neutral, pro."""
        return tuple(name for name in STANCES if name in self.counts)

    @cached_property
    def counts(self) -> Counter[str]:
        """Rows by stance."""
        return Counter(self.frame["stance"])

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return int(self.frame["group"].nunique())

    def split(self, name: str) -> ExampleSet:
        """Return the rows of one split; there may be none."""
        return ExampleSet(self.frame[self.frame["split"] == name], self.name)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what was said, of what and how it counts: text, target, stance, group, split.

        It depends on values and order alone, not on the kind of file that they came in.
        """
        digest = hashlib.sha256()
        for row in self.frame[[*TEXT_COLUMNS, "stance", "group", "split"]].itertuples(index=False):
            digest.update(json.dumps(list(row)).encode() + b"\n")
        return digest.hexdigest()


def read_examples(data: str | Path, *, target: str | None = None) -> ExampleSet:
    """Read labelled rows from a dataset, by name or folder, or from a table file.

    Parameters
    ----------
    data : str or Path
        What `stance_data.load` takes, or a Parquet, CSV, TSV or JSON Lines file with ``text``,
        ``target`` and ``stance`` (con, neutral, pro) or ``label`` (0, 1, 2; −1 for none), and
        optionally ``group``, ``id`` and ``split``.
    target : str, optional
        Target of the rows that have none.

    Returns
    -------
    ExampleSet

    Raises
    ------
    InputError
        If the data cannot be used; the message lists every fault.
    DatasetNotFoundError
        If `data` is neither a table file nor a dataset.
    """
    if Path(data).suffix.lower() in TABLE_SUFFIXES or Path(data).is_file():
        return examples_of(read_table(data), str(data), name=Path(data).stem, target=target)
    return examples_of(load(data), str(data), name=Path(data).resolve().name, target=target)


def examples_of(
    frame: pd.DataFrame, place: str = "the table", *, name: str = "", target: str | None = None
) -> ExampleSet:
    """Check a table and return its labelled rows.

    Parameters
    ----------
    frame : DataFrame
        As a file that `read_examples` takes.
    place : str, default "the table"
        What messages call it.
    name : str, optional
        Of the data; `place` by default.
    target : str, optional
        Target of the rows that have none.

    Raises
    ------
    InputError
        If a column is missing, or rows have faults (an unknown stance or label, a stance and a
        label that disagree, a labelled row without text, an id given twice), or no row has a
        stance. Rows are counted from 1; a line of column names is not counted.
    """
    import pandas as pd

    frame = frame.reset_index(drop=True)
    if target is not None and "target" not in frame:
        frame = frame.assign(target="")
    _require(frame, place)
    stances, faults = _stances(frame)
    suggested = _suggested(frame)
    # What a model suggested is neither to be learned from nor to be measured on.
    stances = ["" if by_model else s for s, by_model in zip(stances, suggested, strict=True)]
    labelled = pd.Series([stance != "" for stance in stances], dtype=bool)
    text, targets = words_of(frame, "text"), words_of(frame, "target")
    blank = labelled & (text == "")
    faults += _fault("no text", [""] * int(blank.sum()), blank.index[blank])
    if "id" in frame:
        ids = words_of(frame, "id")
        again = ids[ids.duplicated() & (ids != "")]
        faults += _fault("id given before:", [repr(name) for name in again], again.index)
    if faults:
        raise InputError("\n".join(f"{place}: {fault}" for fault in faults))
    if not labelled.any():
        by_models = f" by people ({sum(suggested)} are a model's)" if any(suggested) else ""
        raise InputError(
            f"{place}: none of its {len(frame)} rows has a stance{by_models}. "
            f"Label some: {', '.join(STANCES)}"
        )
    own = pd.Series([f"row {number}" for number in range(1, len(frame) + 1)], dtype=object)
    group = words_of(frame, "group") if "group" in frame else own
    checked = frame.assign(
        text=text,
        target=targets.where(targets != "", target or ""),
        stance=stances,
        group=group.where(group != "", own),
        split=words_of(frame, "split") if "split" in frame else "",
    )
    return ExampleSet(
        checked[labelled].reset_index(drop=True), name or place, int((~labelled).sum())
    )


def inputs_of(frame: pd.DataFrame, inputs: str | Sequence[str] | None = None) -> Any:
    """Return what a classifier may see of rows.

    Parameters
    ----------
    frame : DataFrame
    inputs : str or sequence of str, optional
        One column by its name, which gives a Series, or several, which give a DataFrame; the
        `INPUT_COLUMNS` that `frame` has by default.
    """
    if inputs is None:
        return frame[[name for name in INPUT_COLUMNS if name in frame]]
    wanted = (inputs,) if isinstance(inputs, str) else tuple(inputs)
    require_columns(frame, wanted, "the table")
    return frame[inputs] if isinstance(inputs, str) else frame[list(wanted)]


def words_of(frame: pd.DataFrame, column: str) -> pd.Series:
    """Return a column as strings, with no blanks at the ends; missing values are empty."""
    values = frame[column].astype(object)
    return values.where(values.notna(), "").astype(str).str.strip().astype(object)


def _require(frame: pd.DataFrame, place: str) -> None:
    faults = []
    try:
        require_columns(frame, TEXT_COLUMNS, place)
    except InputError as error:
        hint = "" if "target" in frame else " Or give one target for all rows (--target)."
        faults.append(f"{error}{hint}")
    if not {"stance", "label"} & set(frame.columns):
        names = [str(name) for name in frame.columns]
        near = did_you_mean("stance", names) or did_you_mean("label", names)
        faults.append(
            f"{place}: no column 'stance' ({', '.join(STANCES)}) and no column 'label' "
            f"(0, 1, 2){near}. Training needs one of them."
        )
    if faults:
        raise InputError("\n".join(faults))


def _suggested(frame: pd.DataFrame) -> list[bool]:
    """Tell which rows' stances are a model's."""
    if "label_source" not in frame:
        return [False] * len(frame)
    return [source == LabelSource.MODEL.value for source in words_of(frame, "label_source")]


def _stances(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return each row's stance, "" for none, and the faults found on the way."""
    given = list(words_of(frame, "stance")) if "stance" in frame else [""] * len(frame)
    stances, faults = list(given), []
    unknown = [row for row, stance in enumerate(given) if stance and stance not in STANCES]
    faults += _fault("unknown stance", [repr(given[row]) for row in unknown], unknown, STANCES)
    if "label" not in frame:
        return stances, faults
    known = {str(number): stance for number, stance in enumerate(STANCES)}
    known |= {str(UNLABELLED): "", "": ""}
    labels = [label.removesuffix(".0") for label in words_of(frame, "label")]
    bad = [row for row, label in enumerate(labels) if label not in known]
    faults += _fault("unknown label", [repr(labels[row]) for row in bad], bad, known)
    if "stance" not in frame:
        return [known.get(label, "") for label in labels], faults
    apart = [
        row
        for row, (stance, label) in enumerate(zip(given, labels, strict=True))
        if label in known and label != "" and stance in ("", *STANCES) and known[label] != stance
    ]
    pairs = [f"stance {given[row]!r} and label {labels[row]} disagree:" for row in apart]
    return stances, faults + _fault("", pairs, apart)


def _fault(
    what: str, values: Sequence[str], rows: Iterable[int], known: Iterable[str] = ()
) -> list[str]:
    """Return a line for each value, with the first rows that have it."""
    known = [name for name in known if name not in ("", str(UNLABELLED))]
    places: dict[str, list[int]] = {}
    for value, row in zip(values, rows, strict=True):
        places.setdefault(value, []).append(row + 1)
    lines = []
    for value, found in places.items():
        shown = ", ".join(str(row) for row in found[:_PLACES_SHOWN])
        more = f", … ({len(found)} rows)" if len(found) > _PLACES_SHOWN else ""
        near = did_you_mean(value.strip("'").casefold(), known) if known else ""
        allowed = f"; known are {', '.join(known)}" if known else ""
        label = " ".join(part for part in (what, value) if part)
        lines.append(f"{label}{near} in row{'s' * (len(found) > 1)} {shown}{more}{allowed}")
    return lines
