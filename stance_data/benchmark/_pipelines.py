"""A Hugging Face text classifier as a scikit-learn one. Imported only where one is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from stance_data.errors import ModelError
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LABEL_WORDS", "PAIRS", "PipelineClassifier", "pipeline_classifier"]

LABEL_WORDS: Mapping[str, tuple[str, ...]] = {
    "con": (
        "con",
        "against",
        "oppose",
        "opposes",
        "undermine",
        "disagree",
        "disagrees",
        "attack",
        "argument against",
        "contradiction",
        "negative",
    ),
    "neutral": (
        "neutral",
        "none",
        "neither",
        "discuss",
        "comment",
        "unrelated",
        "no argument",
        "noargument",
    ),
    "pro": (
        "pro",
        "for",
        "favor",
        "favour",
        "in favor",
        "support",
        "supports",
        "agree",
        "agrees",
        "argument for",
        "entailment",
        "positive",
    ),
}
"""Stance → what label names of published models mean it: those of the stance corpora that the
package reads, of natural language inference and of sentiment."""

PAIRS = ("text,target", "target,text", "text")
"""What a model may be given: two segments in either order, or the text alone."""

_BATCH = 32


def pipeline_classifier(typed: str) -> PipelineClassifier:
    """Return the classifier that ``FOLDER?LABEL_0=con&pair=target,text`` describes.

    Parameters
    ----------
    typed : str
        Folder of a model (or its name on the hub, which is then asked), and optionally after a
        question mark which of its labels means which stance, and what it is given.

    Raises
    ------
    ModelError
        If the extra is missing, the model cannot be loaded, or its labels' stances are not known.
    """
    path, _, query = typed.partition("?")
    options = dict(parse_qsl(query))
    pair = options.pop("pair", PAIRS[0])
    if pair not in PAIRS:
        raise ModelError(f"hf:{typed}: pair={pair!r}; it must be one of {' | '.join(PAIRS)}")
    labels = stances_of_labels(_label_names(path), options, f"hf:{path}")
    return PipelineClassifier(path, labels=labels, pair=pair)


def stances_of_labels(
    names: list[str], given: Mapping[str, str], place: str = "the model"
) -> dict[str, str]:
    """Return label → stance.

    Parameters
    ----------
    names : list of str
        Of the model's labels.
    given : mapping of str to str
        Label → stance, as the user says.
    place : str
        What messages call the model.

    Raises
    ------
    ModelError
        If a label that is given is none of the model's, or the stance of one is not known.

    Examples
    --------
    >>> stances_of_labels(["FAVOR", "AGAINST", "NONE"], {})
    {'FAVOR': 'pro', 'AGAINST': 'con', 'NONE': 'neutral'}
    >>> stances_of_labels(["LABEL_0", "LABEL_1"], {"LABEL_0": "con"})
    Traceback (most recent call last):
    ...
    stance_data.errors.ModelError: the model: the stance of its label LABEL_1 is not known; ...
    """
    words = {word: stance for stance, known in LABEL_WORDS.items() for word in known}
    strange = [f"{n}={s}" for n, s in given.items() if n not in names or s not in STANCES]
    if strange:
        raise ModelError(
            f"{place}: {', '.join(strange)} is no label and stance; its labels are "
            f"{', '.join(names)}, stances are {', '.join(STANCES)}"
        )
    found = {
        name: given.get(name) or words.get(name.lower().replace("_", " ").strip(), "")
        for name in names
    }
    unknown = [name for name, stance in found.items() if not stance]
    if unknown:
        say = "&".join(f"{name}=con" for name in unknown)
        raise ModelError(
            f"{place}: the stance of its label {', '.join(unknown)} is not known; say it behind a "
            f"question mark, e.g. {place}?{say}"
        )
    return found


class PipelineClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A published text classifier, used as it is: fitting only notes which stances there are.

    Parameters
    ----------
    path : str
        Folder, or name on the hub.
    labels : dict of str to str, optional
        Label → stance.
    pair : str, default "text,target"
        One of `PAIRS`.
    """

    def __init__(
        self, path: str, labels: dict[str, str] | None = None, pair: str = PAIRS[0]
    ) -> None:
        self.path = path
        self.labels = labels
        self.pair = pair

    def fit(self, rows: pd.DataFrame, stances: Any) -> PipelineClassifier:
        """Note the stances of the training rows: no other is predicted."""
        self.classes_ = np.unique(np.asarray(stances, dtype=str))
        return self

    def predict_proba(self, rows: pd.DataFrame) -> np.ndarray:
        """Return the share of each of ``classes_``, shape (n, classes)."""
        check_is_fitted(self)
        pipe = _pipeline(self.path)
        columns = [list(rows[name].fillna("").astype(str)) for name in self.pair.split(",")]
        keys = ("text", "text_pair")
        given = [dict(zip(keys, values, strict=False)) for values in zip(*columns, strict=True)]
        labels = self.labels or {}
        place = {str(stance): number for number, stance in enumerate(self.classes_)}
        shares = np.zeros((len(rows), len(self.classes_)))
        for number, scores in enumerate(
            pipe(given, top_k=None, batch_size=_BATCH, truncation=True)
        ):
            for score in scores:
                stance = labels.get(score["label"], score["label"])
                if stance in place:
                    shares[number, place[stance]] += score["score"]
        total = shares.sum(axis=1, keepdims=True)
        return np.where(total > 0, shares / np.maximum(total, 1e-12), 1 / len(self.classes_))

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        """Return the stance of each row."""
        chosen: np.ndarray = self.classes_[self.predict_proba(rows).argmax(axis=1)]
        return chosen


def _label_names(path: str) -> list[str]:
    _require_transformers(path)
    from transformers import AutoConfig

    try:
        config = AutoConfig.from_pretrained(path)
    except Exception as error:  # whatever is wrong with somebody's model
        raise _cannot_be_loaded(path, error) from error
    return [str(config.id2label[number]) for number in sorted(config.id2label)]


def _pipeline(path: str) -> Any:
    _require_transformers(path)
    from transformers import pipeline
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        return pipeline("text-classification", model=path, device="cpu")
    except Exception as error:  # whatever is wrong with somebody's model
        raise _cannot_be_loaded(path, error) from error


def _cannot_be_loaded(path: str, error: Exception) -> ModelError:
    reason = str(error).strip().splitlines()
    kind = "the folder" if Path(path).is_dir() else "no folder of this name, and on the hub"
    return ModelError(
        f"hf:{path}: {kind}: no text classifier can be loaded "
        f"({type(error).__name__}: {reason[0] if reason else 'no message'})"
    )


def _require_transformers(path: str) -> None:
    try:
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError as error:
        raise ModelError(
            f"hf:{path}: needs torch and transformers: pip install 'stance-data[train]'"
        ) from error
