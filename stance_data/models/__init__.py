"""Classifiers and the stance encoder: fit on labelled rows, save without pickle, predict, suggest.

>>> from stance_data.models import build_baseline, examples_of, fit, predict
>>> import pandas as pd
>>> rows = pd.DataFrame({
...     "text": ["The tunnel will help us all.", "A tunnel would ruin the hill."],
...     "target": ["The town should build a tunnel"] * 2,
...     "stance": ["pro", "con"],
... })
>>> model = fit(build_baseline(), examples_of(rows))
>>> predict(model, rows)["stance"].tolist()
['pro', 'con']
"""

from __future__ import annotations

from stance_data.models._baselines import (
    BASELINES,
    DEFAULT_BASELINE,
    STRONGEST_BASELINE,
    Baseline,
    build_baseline,
)
from stance_data.models._examples import ExampleSet, examples_of, read_examples
from stance_data.models._fitting import fit
from stance_data.models._prediction import Predictions, predict, predict_file
from stance_data.models._saving import (
    ModelFacts,
    StanceModel,
    load_model,
    require_writable,
    save_model,
)
from stance_data.models.encoder.suggesting import Suggestion, suggest_stances, suggest_table

__all__ = [
    "BASELINES",
    "DEFAULT_BASELINE",
    "STRONGEST_BASELINE",
    "Baseline",
    "ExampleSet",
    "ModelFacts",
    "Predictions",
    "StanceModel",
    "Suggestion",
    "build_baseline",
    "examples_of",
    "fit",
    "load_model",
    "predict",
    "predict_file",
    "read_examples",
    "require_writable",
    "save_model",
    "suggest_stances",
    "suggest_table",
]
