"""Stances for new rows."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError, ModelError, OutputError, StanceDataWarning
from stance_data.loading import load
from stance_data.models._examples import inputs_of, words_of
from stance_data.models._features import TEXT_COLUMNS, require_columns
from stance_data.models._saving import StanceModel, load_model
from stance_data.models._tables import TABLE_SUFFIXES, read_table, write_table
from stance_data.schema import STANCES, UNLABELLED, LabelSource, label_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Predictions", "predict", "predict_file", "predict_stances"]

# Columns that say something of a row's former label. Where one holds something, it is kept as
# "original_…", so that a prediction never stands beside another label's reasons.
_OF_A_LABEL = ("stance", "confidence", "label_source", "stance_basis", "rationale")


@dataclass(frozen=True)
class Predictions:
    """What `predict_file` has done.

    Attributes
    ----------
    path : Path
        The file written.
    rows : int
    counts : dict of str to int
        Rows by predicted stance.
    without_text : int
        Rows that were left without a stance.
    """

    path: Path
    rows: int
    counts: dict[str, int]
    without_text: int


def predict(model: StanceModel | Any, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with a predicted ``stance``, ``label`` and ``confidence``.

    Parameters
    ----------
    model : StanceModel or fitted scikit-learn classifier
    frame : DataFrame of shape (n, any)
        ``text`` and ``target``; a missing target is allowed. Rows without text get no stance.

    Returns
    -------
    DataFrame of shape (n, any)
        The same rows in the same order with the same index. ``confidence`` is the probability of
        the predicted stance, in [0, 1]; null where the classifier gives none. A stance (with its
        basis, rationale and source) that `frame` had is kept under ``original_stance`` and so on;
        where `frame` has ``label_source``, it becomes "model".

    Raises
    ------
    InputError
        If a column is missing.
    ModelError
        If the classifier fails or predicts something else than a stance.

    Warns
    -----
    StanceDataWarning
        If rows have no text.
    """
    import numpy as np

    require_columns(frame, TEXT_COLUMNS, "the table")
    estimator = model.estimator if isinstance(model, StanceModel) else model
    said = (words_of(frame, "text") != "").to_numpy()
    stances = np.full(len(frame), "", dtype=object)
    confidence = np.full(len(frame), np.nan)
    if said.any():
        rows = inputs_of(frame)[said]
        stances[said] = predict_stances(estimator, rows)
        if hasattr(estimator, "predict_proba"):
            confidence[said] = estimator.predict_proba(rows).max(axis=1)
    if not said.all():
        warnings.warn(
            f"{int((~said).sum())} of {len(frame)} rows have no text and get no stance",
            StanceDataWarning,
            stacklevel=2,
        )
    result = _set_aside(frame)
    if "label_source" in frame:
        result["label_source"] = np.where(said, LabelSource.MODEL.value, LabelSource.NONE.value)
    labels = [label_of(stance) for stance in stances]
    return result.assign(stance=stances.astype(str), label=labels, confidence=confidence)


def predict_stances(estimator: Any, rows: Any) -> np.ndarray:
    """Return the predicted stances of rows, checked to be stances.

    Raises
    ------
    ModelError
        If the estimator fails, or predicts something else.
    """
    import numpy as np

    try:
        predicted = np.asarray(estimator.predict(rows)).astype(str)
    except Exception as error:  # anyone's estimator may raise anything
        raise ModelError(
            f"{type(estimator).__name__} cannot predict: {type(error).__name__}: {error}"
        ) from error
    if predicted.shape != (len(rows),):
        raise ModelError(
            f"{type(estimator).__name__} gives {predicted.shape} predictions for {len(rows)} rows"
        )
    strange = sorted({str(value) for value in predicted} - set(STANCES))
    if strange:
        raise ModelError(
            f"{type(estimator).__name__} predicts {', '.join(map(repr, strange))}; "
            f"stances are {', '.join(STANCES)}"
        )
    return predicted


def predict_file(
    model: StanceModel | str | Path,
    path: str | Path,
    out: str | Path | None = None,
    *,
    target: str | None = None,
) -> Predictions:
    """Predict the stance of every row of a table file or dataset, and write the table with it.

    Parameters
    ----------
    model : StanceModel, str or Path
        A model, or the folder of one.
    path : str or Path
        Parquet, CSV, TSV or JSON Lines with ``text`` and ``target``; or what `stance_data.load`
        takes.
    out : str or Path, optional
        File to write; its suffix says of which kind. ``<stem>.predicted<suffix>`` in the working
        directory by default, for a dataset ``<name>.predicted.parquet``.
    target : str, optional
        Target of the rows that have none.

    Returns
    -------
    Predictions

    Raises
    ------
    InputError, ModelError, OutputError
        As `read_table`, `load_model`, `predict` and `write_table`.
    """
    data, path = path, Path(path)
    is_table = path.suffix.lower() in TABLE_SUFFIXES or path.is_file()
    suffix = path.suffix if is_table else ".parquet"
    out = Path(out) if out is not None else Path(f"{path.stem}.predicted{suffix}")
    if out.resolve() == path.resolve():
        raise OutputError(f"{out}: is the file that is read. Name another one.")
    frame = read_table(path) if is_table else load(data)
    if target is not None:
        targets = words_of(frame, "target") if "target" in frame else [""] * len(frame)
        frame = frame.assign(target=[given or target for given in targets])
    _require(frame, path)
    loaded = model if isinstance(model, StanceModel) else load_model(model)
    result = predict(loaded, frame)
    write_table(result, out)
    counts = {name: int((result["stance"] == name).sum()) for name in STANCES}
    return Predictions(out, len(result), counts, int((result["label"] == UNLABELLED).sum()))


def _require(frame: pd.DataFrame, path: Path) -> None:
    try:
        require_columns(frame, TEXT_COLUMNS, str(path))
    except InputError as error:
        hint = "" if "target" in frame else " Or give one target for all rows (--target)."
        raise InputError(f"{error}{hint}") from None


def _set_aside(frame: pd.DataFrame) -> pd.DataFrame:
    """Rename the columns of a former label that hold something, and leave out the empty ones."""
    result = frame
    if "original_stance" not in frame:  # else they are a prediction's own, made earlier
        held = [name for name in _OF_A_LABEL if name in frame and _holds(words_of(frame, name))]
        result = frame.rename(columns={name: f"original_{name}" for name in held})
    return result.drop(columns=[n for n in (*_OF_A_LABEL, "label") if n in result])


def _holds(values: pd.Series) -> bool:
    return bool((~values.isin(["", LabelSource.NONE.value])).any())
