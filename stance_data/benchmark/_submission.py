"""Score a file of predictions that anybody's system made, anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data import corpora
from stance_data.articles import read_text
from stance_data.benchmark._evaluation import examples_from, part_of, result_of
from stance_data.benchmark._parts import base_part, majority_of
from stance_data.benchmark._plans import Setting
from stance_data.benchmark._result import Cost, Result
from stance_data.errors import InputError, did_you_mean
from stance_data.models import ExampleSet
from stance_data.models._examples import words_of
from stance_data.models._tables import TABLE_SUFFIXES, read_table
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PREDICTION_COLUMNS", "score_predictions"]

PREDICTION_COLUMNS = ("predicted", "prediction", "stance", "label")
"""Names that the column of predictions may have; the first that is there is taken."""

_SHOWN = 5


def score_predictions(
    path: str | Path,
    data: str | Path | pd.DataFrame | ExampleSet,
    *,
    split: str | None = None,
    labels: Mapping[str, str] | None = None,
    seed: int = 0,
    name: str | None = None,
) -> Result:
    """Score predictions in a file.

    Parameters
    ----------
    path : str or Path
        A Parquet, CSV, TSV or JSON Lines file with ``id`` (of the rows, as `stance_data.load`
        gives them) and one of `PREDICTION_COLUMNS`; or a ``.txt`` file with one prediction a line,
        in the order of the split's rows, as TweetEval has them. A prediction is a stance (con,
        neutral, pro), one of the corpus's own labels, or what `labels` maps; in a column ``label``
        also 0, 1, 2 for con, neutral, pro.
    data : str, Path, DataFrame or ExampleSet
        As for `evaluate`.
    split : str, optional
        By default the test split; where there is none, validation.
    labels : mapping of str to str, optional
        Label in the file → stance.
    seed : int, default 0
        Of the bootstrap.
    name : str, optional
        Of the system; the file's stem by default.

    Returns
    -------
    Result

    Raises
    ------
    InputError
        If the file has faults; the message lists every kind at once: ids that are not known or
        given twice, rows without a prediction, labels that are not known.
    """
    path = Path(path)
    examples = examples_from(data)
    base = base_part(examples, split, by_group=False, seed=seed, fitted_elsewhere=True)
    rows = examples.frame.iloc[base.all_measured]
    mapping = _mapping(examples, labels or {})
    notes: list[str] = []
    if path.suffix.lower() in TABLE_SUFFIXES:
        predicted = _by_id(path, examples, rows, mapping, notes)
    else:
        predicted = _by_line(path, rows, mapping)
    train = examples.split("train").frame
    fitted_on = train if len(train) else rows
    frame = rows.assign(
        id=words_of(rows, "id") if "id" in rows else "",
        part=part_of(rows, fitted_on),
        fold=0,
        gold=rows["stance"],
        predicted=predicted,
        majority=majority_of(fitted_on),
    )
    return result_of(
        examples,
        frame,
        model=name or path.stem,
        how="split",
        split=base.split,
        setting=Setting.IN_TARGET,
        described=f"{base.measured_words(len(rows))}, predictions of {path.name}",
        notes=tuple(notes),
        seed=seed,
        fraction=1.0,
        cost=Cost(),
    )


def _mapping(examples: ExampleSet, given: Mapping[str, str]) -> dict[str, str]:
    """Return what a prediction may be called, in lower case → stance."""
    wrong = [f"{label}={stance}" for label, stance in given.items() if stance not in STANCES]
    if wrong:
        raise InputError(f"labels: {', '.join(wrong)}: stances are {', '.join(STANCES)}")
    mapping = {stance: stance for stance in STANCES}
    sources = set(examples.frame.get("source_corpus", []))
    if len(sources) == 1 and (source := str(sources.pop())) in corpora.names():
        own = corpora.card(source).labels
        # Numbers mean another stance in every corpus: they are never guessed.
        named = {label.lower(): s.value for label, s in own.items() if not label.isdigit()}
        mapping = named | mapping
    return mapping | {label.lower(): stance for label, stance in given.items()}


def _by_id(
    path: Path,
    examples: ExampleSet,
    rows: pd.DataFrame,
    mapping: Mapping[str, str],
    notes: list[str],
) -> list[str]:
    table = read_table(path)
    faults = []
    columns = [str(column) for column in table.columns]
    if "id" not in columns:
        faults.append(f"no column 'id'{did_you_mean('id', columns)}; it has {', '.join(columns)}")
    column = next((name for name in PREDICTION_COLUMNS if name in columns), None)
    if column is None:
        faults.append(
            f"no column of predictions ({', '.join(PREDICTION_COLUMNS)})"
            f"{did_you_mean(PREDICTION_COLUMNS[0], columns)}; it has {', '.join(columns)}"
        )
    if "id" not in examples.frame:
        faults.append(f"{examples.name} has no ids; give one prediction a line in a .txt file")
    if faults or column is None:
        raise _faults(path, faults)
    if column == "label":
        mapping = {str(number): stance for number, stance in enumerate(STANCES)} | dict(mapping)
    ids, given = list(words_of(table, "id")), list(words_of(table, column))
    wanted = set(words_of(rows, "id"))
    elsewhere = set(words_of(examples.frame, "id")) - wanted
    unknown = [(n, i) for n, i in enumerate(ids, 1) if i not in wanted and i not in elsewhere]
    faults += _fault(unknown, len(ids), "no row of the data has the id")
    counted: dict[str, int] = {}
    again = []
    for number, name in enumerate(ids, 1):
        if name in counted and name in wanted:
            again.append((number, name))
        counted.setdefault(name, number)
    faults += _fault(again, len(ids), "an id given before")
    missing = [(0, name) for name in words_of(rows, "id") if name not in counted]
    faults += _fault(missing, len(rows), "without a prediction: the measured row", "measured rows")
    measured = [
        (n, i, g) for n, (i, g) in enumerate(zip(ids, given, strict=True), 1) if i in wanted
    ]
    faults += _unknown_labels([(n, g) for n, _, g in measured], mapping, len(ids))
    if faults:
        raise _faults(path, faults)
    aside = len(ids) - len(measured)
    if aside:
        notes.append(f"{aside} predictions of rows of other splits were left aside")
    of_id = {name: mapping[label.lower()] for _, name, label in measured}
    return [of_id[name] for name in words_of(rows, "id")]


def _by_line(path: Path, rows: pd.DataFrame, mapping: Mapping[str, str]) -> list[str]:
    if path.is_dir():
        raise InputError(f"{path}: is a folder; name a file of predictions")
    lines = [line.strip() for line in read_text(path).rstrip("\n").split("\n")]
    faults = []
    if len(lines) != len(rows):
        faults.append(
            f"{len(lines)} lines for {len(rows)} measured rows: give one prediction a line, in the "
            "order of the rows, and no heading"
        )
    faults += _unknown_labels(list(enumerate(lines, 1)), mapping, len(lines))
    if faults:
        raise _faults(path, faults)
    return [mapping[line.lower()] for line in lines]


def _unknown_labels(
    given: Sequence[tuple[int, str]], mapping: Mapping[str, str], total: int
) -> list[str]:
    unknown = [(number, label) for number, label in given if label.lower() not in mapping]
    faults = _fault(unknown, total, "no label that is known:")
    if faults and any(label.lstrip("-").isdigit() for _, label in unknown):
        faults[-1] += (
            ". A number means another stance in every corpus: say which (--labels 0=con …), or "
            "name the column 'label' if they are 0 con, 1 neutral, 2 pro"
        )
    elif faults:
        faults[-1] += f". Known are {', '.join(mapping)}; others may be mapped (--labels)"
    return faults


def _fault(
    found: Sequence[tuple[int, str]], total: int, what: str, unit: str = "rows"
) -> list[str]:
    """Return a line on all faults of a kind, the first of them named."""
    if not found:
        return []
    places = [f"{name!r} (row {number})" if number else repr(name) for number, name in found]
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return [f"{len(found)} of {total} {unit}: {what} {', '.join(places[:_SHOWN])}{more}"]


def _faults(path: Path, faults: Sequence[str]) -> InputError:
    return InputError("\n".join(f"{path}: {fault}" for fault in faults))
