"""Classifiers of each target: which model answers for which row."""

import pandas as pd
import pytest
from sklearn.dummy import DummyClassifier
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

from stance_data.models import build_baseline
from stance_data.models._ngrams import Ngrams
from stance_data.models._per_target import MajorityPerTarget, PerTarget
from tests.models.toy import FERRY, HALL, toy_rows


def svm() -> Pipeline:
    return Pipeline([("ngrams", Ngrams()), ("svm", LinearSVC(random_state=0))])


def test_the_same_words_mean_another_thing_for_another_target() -> None:
    texts = [f"We want more of it, number {n}" for n in range(40)]
    rows = pd.DataFrame({"text": texts * 2, "target": [FERRY] * 40 + [HALL] * 40})
    stances = ["pro", "con"] * 20 + ["con", "pro"] * 20
    odd = rows.assign(text=[t + (" yes" if i % 2 else " no") for i, t in enumerate(rows["text"])])
    model = PerTarget(svm()).fit(odd, stances)
    new = pd.DataFrame({"text": ["it yes", "it yes"], "target": [FERRY, HALL]})
    assert sorted(model.models_) == [FERRY, HALL]
    assert model.predict(new).tolist() == ["con", "pro"]


# Target of a new row → the classifier that answers.
ANSWERS = {FERRY: "own", HALL: "pooled", "unheard of": "pooled", "": "pooled", None: "pooled"}


@pytest.mark.parametrize("target", ANSWERS)
def test_falls_back(target: str | None) -> None:
    rows = toy_rows()
    few = pd.concat([rows[rows["target"] == FERRY], rows[rows["target"] == HALL][:5]])
    model = PerTarget(svm(), min_rows=20).fit(few, few["stance"])
    new = rows[:6].assign(target=target)
    own, pooled = model.models_[FERRY], model.pooled_
    expected = {"own": own, "pooled": pooled}[ANSWERS[target]].predict(new)
    assert model.predict(new).tolist() == expected.tolist()


def test_a_target_of_one_stance_has_no_model_of_its_own() -> None:
    rows = toy_rows()
    stances = rows["stance"].where(rows["target"] == FERRY, "con")
    model = build_baseline("semeval-svm").fit(rows, stances)
    assert sorted(model.models_) == [FERRY]
    assert set(model.predict(rows)) <= {"con", "neutral", "pro"}


def test_probabilities_where_the_classifier_has_them() -> None:
    rows = toy_rows()
    stances = rows["stance"].where(
        rows["target"] == FERRY, rows["stance"].replace("neutral", "con")
    )
    model = PerTarget(DummyClassifier(strategy="prior"), min_rows=10).fit(rows, stances)
    shares = model.predict_proba(rows[rows["target"] == HALL])
    assert model.classes_.tolist() == ["con", "neutral", "pro"]
    assert shares[0].tolist() == pytest.approx([2 / 3, 0, 1 / 3])
    assert not hasattr(PerTarget(svm()).fit(rows, stances), "predict_proba")


def test_majority_of_each_target() -> None:
    rows = pd.DataFrame({"text": "x", "target": ["a", "a", "a", "b", "b", None]})
    model = MajorityPerTarget().fit(rows, ["pro", "pro", "con", "con", "neutral", "pro"])
    new = pd.DataFrame({"text": "x", "target": ["a", "b", "zz", "", None]})
    assert model.predict(new).tolist() == ["pro", "con", "pro", "pro", "pro"]
    assert model.predict_proba(new)[2].tolist() == pytest.approx([2 / 6, 1 / 6, 3 / 6])
