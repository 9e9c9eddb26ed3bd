"""The baselines: what they take, that they learn, clone, can be searched over, and repeat."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV

from stance_data.errors import InputError, ModelError, StanceDataWarning
from stance_data.models import build_baseline, examples_of, fit
from tests.models.toy import FERRY, HALL, QUICK, toy_rows

# Fine-tuning has tests of its own; the encoder by itself learns nothing from the rows.
LEARNED = [name for name in QUICK if name != "encoder" and not name.startswith("majority")]

# What rows look like: (texts, targets).
SHAPES = {
    "one row a class": (["Yes to it", "No to it", "It is blue"], [FERRY] * 3),
    "many targets": (["Yes", "No", "Blue"], ["a", "b", "c"]),
    "no targets": (["Yes to it", "No to it", "It is blue"], [None, "", float("nan")]),
    "no words": (["!", "?", "🙂"], [FERRY] * 3),
    "no texts": (["", None, "  "], [FERRY] * 3),
    "not Latin": (["はい", "нет", "أزرق"], [FERRY] * 3),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", QUICK)
def test_fits_and_predicts(name: str, shape: str) -> None:
    texts, targets = SHAPES[shape]
    rows = pd.DataFrame({"text": texts, "target": targets}, index=[7, 3, 5])
    model = build_baseline(name).fit(rows, ["pro", "con", "neutral"])
    unknown = pd.DataFrame({"text": ["Zzz qqq", None], "target": [None, "xyz"]})
    for table in (rows, unknown):
        assert set(model.predict(table)) <= {"con", "neutral", "pro"}
        assert len(model.predict(table)) == len(table)


@pytest.mark.parametrize("name", LEARNED)
def test_learns(name: str) -> None:
    rows = toy_rows()
    old, new = rows[:30], rows[30:]
    predicted = build_baseline(name).fit(old, old["stance"]).predict(new)
    assert (predicted == new["stance"]).mean() > 0.8


def test_knows_the_target() -> None:
    rows = pd.DataFrame({"text": ["Let us do this."] * 20, "target": [FERRY, HALL] * 10})
    model = build_baseline().fit(rows, ["pro", "con"] * 10)
    assert model.predict(rows[:2]).tolist() == ["pro", "con"]


@pytest.mark.parametrize("name", QUICK)
def test_clones_and_repeats(name: str) -> None:
    rows = toy_rows()
    estimator = build_baseline(name, seed=3)
    first, second = (clone(estimator).fit(rows, rows["stance"]) for _ in range(2))
    if hasattr(first, "predict_proba"):
        assert np.array_equal(first.predict_proba(rows), second.predict_proba(rows))
    assert first.predict(rows).tolist() == second.predict(rows).tolist()


def test_grid_search() -> None:
    rows = toy_rows()
    characters = build_baseline()["features"].transformers[1][1]
    grid = {"features__characters": ["drop", characters], "classifier__estimator__C": [1.0, 9.0]}
    search = GridSearchCV(build_baseline(), grid, cv=2, error_score="raise")
    search.fit(rows[["text", "target"]], rows["stance"])
    assert len(search.cv_results_["params"]) == 4
    assert set(search.predict(rows)) == {"con", "neutral", "pro"}


def test_more_columns_change_nothing() -> None:
    rows = toy_rows()
    model = build_baseline().fit(rows, rows["stance"])
    few = rows[["target", "text"]]
    assert model.predict(few).tolist() == model.predict(rows).tolist()


def test_missing_column() -> None:
    with pytest.raises(InputError, match=r"no column 'target' \(did you mean 'targte'\?\)"):
        build_baseline().fit(pd.DataFrame({"text": ["a"], "targte": ["b"]}), ["pro"])


def test_unknown_baseline() -> None:
    with pytest.raises(ModelError, match="did you mean 'tfidf-logreg'"):
        build_baseline("tfidf-logrec")


@pytest.mark.parametrize("name", QUICK)
def test_one_stance_only(name: str) -> None:
    rows = toy_rows()
    examples = examples_of(rows[rows["stance"] == "con"])
    with pytest.warns(StanceDataWarning, match="all 20 training rows are 'con'"):
        model = fit(build_baseline(name), examples)
    assert set(model.predict(rows)) == {"con"}


def test_estimator_that_cannot_be_fitted() -> None:
    from sklearn.linear_model import LogisticRegression

    with pytest.raises(ModelError, match=r"LogisticRegression cannot be fitted on 60 rows with"):
        fit(LogisticRegression(), examples_of(toy_rows()))
