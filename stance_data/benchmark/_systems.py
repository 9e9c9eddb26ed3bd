"""Find a classifier by what is typed: a baseline's name, ``package.module:factory``, ``hf:…``."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from stance_data.errors import ModelError, did_you_mean
from stance_data.models import build_baseline

__all__ = ["ENCODER_PREFIX", "HF_PREFIX", "find_estimator", "reads_plain_texts"]

HF_PREFIX = "hf:"
"""What the name of a Hugging Face text classifier begins with."""

ENCODER_PREFIX = "encoder:"
"""What the name of a stance encoder of one's own begins with."""


def find_estimator(name: str, *, seed: int = 0) -> Any:
    """Return an unfitted classifier.

    Parameters
    ----------
    name : str
        A baseline's name (`stance_data.models.BASELINES`); or ``package.module:factory``: a
        function without arguments, or a class, that gives a scikit-learn classifier. The module is
        imported, which runs its code; the working directory is looked in too. Or ``hf:FOLDER``, a
        Hugging Face text classifier, used without fitting it: ``hf:FOLDER?LABEL_0=con&LABEL_1=pro``
        says what its labels mean where their names do not. Or ``encoder:FOLDER``, a stance encoder
        that ``scripts/train_stance.py`` has trained, as it is.
    seed : int, default 0
        Of a baseline; a factory sets its own.

    Raises
    ------
    ModelError
        If there is no such baseline, module or factory, or it gives no classifier.
    """
    if name.startswith(HF_PREFIX):
        from stance_data.benchmark._pipelines import pipeline_classifier

        return pipeline_classifier(name.removeprefix(HF_PREFIX))
    if name.startswith(ENCODER_PREFIX):
        from stance_data.models._encoder_estimators import EncoderClassifier

        folder = name.removeprefix(ENCODER_PREFIX)
        if not (Path(folder) / "config.json").is_file():
            raise ModelError(
                f"{name}: no stance encoder in this folder; give the folder model that "
                "scripts/train_stance.py has written"
            )
        return EncoderClassifier(folder)
    module_name, colon, factory_name = name.partition(":")
    if not colon:
        return build_baseline(name, seed=seed)
    factory = getattr(_module(module_name, name), factory_name, None)
    if not callable(factory):
        known = [n for n in vars(sys.modules[module_name]) if not n.startswith("_")]
        raise ModelError(
            f"{name}: {module_name} has no function {factory_name!r}"
            f"{did_you_mean(factory_name, known)}"
        )
    try:
        estimator = factory()
    except Exception as error:  # anyone's code may raise anything
        raise ModelError(
            f"{name}: calling {factory_name}() failed: {type(error).__name__}: {error}"
        ) from error
    if not all(hasattr(estimator, method) for method in ("fit", "predict", "get_params")):
        raise ModelError(
            f"{name}: gives a {type(estimator).__name__}, which is no scikit-learn classifier "
            "(fit, predict, get_params)"
        )
    return estimator


def reads_plain_texts(estimator: Any) -> bool:
    """Tell whether the first step of a classifier is a vectorizer of texts, not of a table.

    Looked for in pipelines, unions and searches over them.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> reads_plain_texts(make_pipeline(TfidfVectorizer(), LogisticRegression()))
    True
    >>> reads_plain_texts(LogisticRegression())
    False
    """
    from sklearn.utils import get_tags

    for name in ("steps", "transformer_list"):
        if getattr(estimator, name, None):
            return reads_plain_texts(getattr(estimator, name)[0][1])
    if hasattr(estimator, "estimator"):
        return reads_plain_texts(estimator.estimator)
    try:
        return bool(get_tags(estimator).input_tags.string)
    except (AttributeError, TypeError):  # an estimator of another library, without tags
        return False


def _module(module_name: str, name: str) -> Any:
    here = str(Path.cwd())
    sys.path.insert(0, here)
    try:
        return importlib.import_module(module_name)
    except Exception as error:  # anyone's code may raise anything
        raise ModelError(
            f"{name}: the module {module_name!r} cannot be imported: "
            f"{type(error).__name__}: {error}"
        ) from error
    finally:
        sys.path.remove(here)
