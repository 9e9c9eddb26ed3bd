"""Measure any scikit-learn classifier on any dataset, in any of the field's settings."""

from __future__ import annotations

import pickle
import time
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.benchmark._measures import Part, official_metric
from stance_data.benchmark._plans import Fold, Setting, make_plan
from stance_data.benchmark._result import PREDICTION_COLUMNS, Cost, Result
from stance_data.benchmark._systems import find_estimator, reads_plain_texts
from stance_data.corpora._rows import normalised
from stance_data.errors import InputError, StanceDataWarning, did_you_mean
from stance_data.models import ExampleSet, examples_of, read_examples
from stance_data.models._examples import INPUT_COLUMNS, inputs_of, words_of
from stance_data.models._fitting import fit_or_constant
from stance_data.models._prediction import predict_stances

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["evaluate", "examples_from", "part_of", "result_of"]


def evaluate(
    estimator: Any,
    data: str | Path | pd.DataFrame | ExampleSet,
    *,
    split: str | None = None,
    by_group: bool = False,
    setting: str = "in-target",
    train_on: Sequence[str | Path | pd.DataFrame | ExampleSet] = (),
    fraction: float = 1.0,
    drop_overlap: bool = False,
    inputs: str | Sequence[str] | None = None,
    seed: int = 0,
    name: str | None = None,
) -> Result:
    """Measure a classifier.

    Parameters
    ----------
    estimator : scikit-learn classifier or str
        Copies of it are fitted with stances as strings. A string names a baseline
        (`stance_data.models.BASELINES`), a factory, ``package.module:function``, or a Hugging Face
        text classifier, ``hf:FOLDER``.
    data : str, Path, DataFrame or ExampleSet
        What `stance_data.models.read_examples` or `stance_data.models.examples_of` takes.
    split : str, optional
        Fit on the split "train", measure on this one.
    by_group : bool, default False
        Leave groups out in turn, over all labelled rows: each alone where there are at most 50,
        else in 10 parts of whole groups.
    setting : str, default "in-target"
        A value of `stance_data.benchmark.Setting`.
    train_on : sequence of data, optional
        With the setting "cross-corpus": what is fitted on, the train split of each where it has
        one.
    fraction : float, default 1.0
        Share of the training groups that is fitted on, above 0 and up to 1.
    drop_overlap : bool, default False
        Leave out training rows that repeat the text of a measured row.
    inputs : str or sequence of str, optional
        Columns that the estimator is given: one name for a Series, several for a DataFrame. By
        default the Series ``text`` if the estimator begins with a vectorizer of texts
        (``TfidfVectorizer``); else a DataFrame with ``text``, ``target`` and whatever else is
        there of what a newly found statement has (speaker, source, cue, context, …).
    seed : int, default 0
        Of the parts, of the bootstrap, and of a baseline given by name.
    name : str, optional
        Of the estimator, for the report.

    Returns
    -------
    Result
        Without `split` and `by_group`, measured on the test split if it has at least 30 rows and
        every stance that the data has (without a test split, on "validation"); on a fifth of the
        groups of train where there is train alone, with 300 rows and 100 groups or more; else by
        groups left out.

    Raises
    ------
    InputError
        If the data cannot be used, has no such split, has one group alone where groups are to be
        left out, or cannot be measured in this setting.
    ModelError
        If the estimator cannot be found, fitted or asked.
    ValueError
        If both `split` and `by_group` are given, or `fraction` is out of range.

    Warns
    -----
    StanceDataWarning
        If a training part holds one stance only, which then is what is predicted; or training rows
        repeat the text of measured rows.
    """
    if split is not None and by_group:
        raise ValueError("choose one of split and by_group")
    if not 0 < fraction <= 1:
        raise ValueError(f"fraction is {fraction}; it must be above 0 and at most 1")
    chosen = _setting(setting)
    if train_on and chosen is not Setting.CROSS_CORPUS:
        raise InputError(f"what is fitted on is given, but the setting is {chosen.value}")
    examples = examples_from(data)
    name = name or (estimator if isinstance(estimator, str) else type(estimator).__name__)
    if isinstance(estimator, str):
        estimator = find_estimator(estimator, seed=seed)
    if inputs is None and reads_plain_texts(estimator):
        inputs = "text"
    plan = make_plan(
        examples,
        setting=chosen,
        split=split,
        by_group=by_group,
        train=[examples_from(other) for other in train_on],
        fraction=fraction,
        drop_overlap=drop_overlap,
        seed=seed,
    )
    predictions, constant, cost = _run(estimator, examples, plan.folds, inputs)
    notes = list(plan.notes)
    if constant:
        notes.append(
            f"{constant} of {len(plan.folds)} training parts hold one stance only: it is predicted"
        )
    notes += _prior_knowledge(estimator, examples, plan.how)
    for note in notes[len(plan.notes) :] + [n for n in plan.notes if "repeat the text" in n]:
        warnings.warn(f"{examples.name}: {note}", StanceDataWarning, stacklevel=2)
    return result_of(
        examples,
        predictions,
        model=name,
        how=plan.how,
        split=plan.split,
        setting=chosen,
        described=plan.described,
        notes=tuple(notes),
        seed=seed,
        fraction=fraction,
        cost=cost,
    )


def _prior_knowledge(estimator: Any, examples: ExampleSet, how: str) -> list[str]:
    """Say where a classifier's weights have seen the corpus before (``learned_from``)."""
    known = set(getattr(estimator, "learned_from", ())) & set(
        examples.frame.get("source_corpus", [])
    )
    if not known:
        return []
    also = "" if how == "split" else "; the measured rows are of it too, so its figures flatter"
    name = type(estimator).__name__
    return [f"{name} stands on weights learned from the train part of {', '.join(known)}{also}"]


def result_of(examples: ExampleSet, predictions: pd.DataFrame, **facts: Any) -> Result:
    """Return the result of predictions on rows of a dataset.

    Parameters
    ----------
    examples : ExampleSet
        The data; their corpus says by what they are measured.
    predictions : DataFrame
        The columns of `Result.predictions`, and any others.
    **facts
        The other attributes of the result.
    """
    sources = set(examples.frame["source_corpus"]) if "source_corpus" in examples.frame else {""}
    return Result(
        data=examples.name,
        metric=official_metric(str(sources.pop()) if len(sources) == 1 else ""),
        predictions=predictions[list(PREDICTION_COLUMNS)],
        digest=examples.digest,
        **facts,
    )


def examples_from(data: str | Path | pd.DataFrame | ExampleSet) -> ExampleSet:
    """Return labelled rows, read or checked where they are not yet."""
    if isinstance(data, ExampleSet):
        return data
    return read_examples(data) if isinstance(data, str | Path) else examples_of(data)


def _setting(name: str) -> Setting:
    known = [setting.value for setting in Setting]
    if name not in known:
        raise InputError(
            f"no setting {name!r}{did_you_mean(name, known)}; there are: {', '.join(known)}"
        )
    return Setting(name)


def _run(
    estimator: Any,
    examples: ExampleSet,
    folds: Sequence[Fold],
    inputs: str | Sequence[str] | None,
) -> tuple[pd.DataFrame, int, Cost]:
    """Return the predictions in the order of the data, how many folds had one stance, the cost."""
    import pandas as pd

    parts, constant, fitting, predicting = [], 0, 0.0, 0.0
    fitted: Any = None
    for number, fold in enumerate(_progress(folds)):
        measured = examples.frame.iloc[fold.measured]
        # Of other corpora the columns may differ: none is given that the other side lacks.
        both = [name for name in INPUT_COLUMNS if name in measured and name in fold.fitting]
        columns_given = both if inputs is None else inputs
        started = time.perf_counter()
        fitted, only = fit_or_constant(estimator, fold.fitting, columns_given)
        fitting += time.perf_counter() - started
        constant += bool(only)
        rows = inputs_of(measured, columns_given)
        started = time.perf_counter()
        predicted = predict_stances(fitted, rows)
        predicting += time.perf_counter() - started
        columns = {
            "id": words_of(measured, "id") if "id" in measured else "",
            "group": measured["group"],
            "target": measured["target"],
            "part": part_of(measured, fold.fitting),
            "fold": number,
            "gold": measured["stance"],
            "predicted": predicted,
            "majority": fold.majority,
        }
        parts.append(pd.DataFrame(columns, index=measured.index))
    cost = Cost(fitting, predicting, _size(fitted))
    return pd.concat(parts).sort_index(), constant, cost


def part_of(measured: pd.DataFrame, fitting: pd.DataFrame) -> np.ndarray:
    """Say of each row whether its target was seen: as the corpus says, else as it is.

    Parameters
    ----------
    measured, fitting : DataFrame
        With ``target``; ``seen`` of the former is what a corpus says.

    Returns
    -------
    array of str, shape (n,)
        "few-shot" or "zero-shot".
    """
    import numpy as np

    if "seen" in measured and measured["seen"].notna().all():
        seen = measured["seen"].astype(bool).to_numpy()
    else:
        known = {normalised(target) for target in fitting["target"].unique()}
        seen = np.array([normalised(target) in known for target in measured["target"]], dtype=bool)
    return np.where(seen, Part.FEW_SHOT.value, Part.ZERO_SHOT.value)


def _size(fitted: Any) -> int | None:
    """Return how large a fitted classifier is; it is pickled for that, and never unpickled."""
    try:
        return len(pickle.dumps(fitted))
    except Exception:  # anyone's classifier may hold what cannot be pickled
        return None


def _progress(folds: Sequence[Fold]) -> Iterator[Fold]:
    from tqdm import tqdm

    # disable=None: a bar on a terminal only.
    yield from tqdm(folds, unit="fold", leave=False, disable=None if len(folds) > 1 else True)
