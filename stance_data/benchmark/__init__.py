"""Measure stance classifiers: any system on any dataset, with intervals and paired tests.

`evaluate` measures one classifier on one dataset, `run_benchmark` many on many: each in a process
of its own, kept by what went in, so that a benchmark that was killed goes on where it was.

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

from stance_data.benchmark._board import Board, Contest, Curve
from stance_data.benchmark._evaluation import evaluate
from stance_data.benchmark._intervals import Interval, bootstrap_interval
from stance_data.benchmark._measures import Formula, Measure, Part, measures_for
from stance_data.benchmark._paired import Comparison, compare, holm, mcnemar, randomisation_test
from stance_data.benchmark._plans import Setting
from stance_data.benchmark._result import Cost, Measured, Result
from stance_data.benchmark._runs import Benchmark, Failure, run_benchmark
from stance_data.benchmark._submission import score_predictions
from stance_data.benchmark._systems import find_estimator
from stance_data.benchmark._tally import Tally, tally
from stance_data.benchmark.metrics import ClassScore, Scores, score

__all__ = [
    "Benchmark",
    "Board",
    "ClassScore",
    "Comparison",
    "Contest",
    "Cost",
    "Curve",
    "Failure",
    "Formula",
    "Interval",
    "Measure",
    "Measured",
    "Part",
    "Result",
    "Scores",
    "Setting",
    "Tally",
    "bootstrap_interval",
    "compare",
    "evaluate",
    "find_estimator",
    "holm",
    "mcnemar",
    "measures_for",
    "randomisation_test",
    "run_benchmark",
    "score",
    "score_predictions",
    "tally",
]
