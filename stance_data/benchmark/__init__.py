"""Measure stance classifiers: any scikit-learn estimator on any dataset, the majority beside it.

>>> from stance_data.benchmark import evaluate
>>> import pandas as pd
>>> rows = pd.DataFrame({
...     "text": ["Build it now.", "It is a waste.", "We need it.", "Never build it."],
...     "target": ["The town should build a tunnel"] * 4,
...     "stance": ["pro", "con", "pro", "con"],
...     "group": ["letter 1", "letter 1", "letter 2", "letter 2"],
... })
>>> result = evaluate("tfidf-logreg", rows, by_group=True)
>>> result.rows, result.groups, result.scores.absent, result.majority.accuracy
(4, 2, ('neutral',), 0.5)
"""

from __future__ import annotations

from stance_data.benchmark._evaluation import evaluate
from stance_data.benchmark._intervals import Interval, macro_f1_interval
from stance_data.benchmark._result import Result
from stance_data.benchmark._systems import find_estimator
from stance_data.benchmark.metrics import ClassScore, Scores, score

__all__ = [
    "ClassScore",
    "Interval",
    "Result",
    "Scores",
    "evaluate",
    "find_estimator",
    "macro_f1_interval",
    "score",
]
