"""The stacked classifier: scikit-learn's checks, odd tables, what it learns, how it is kept."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import skops.io
from sklearn.base import clone
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.utils import estimator_checks

from stance_data import load
from stance_data.errors import InputError, ModelError
from stance_data.models import BASELINES, build_baseline, examples_of, fit, load_model, save_model
from stance_data.models._forest import Forest
from stance_data.models._saving import TRUSTED
from stance_data.models._stacking import StanceStack
from tests.models.test_saving import put_in
from tests.models.toy import FERRY, toy_rows

OURS = ["majority-per-target", "semeval-svm", "stance-stack"]

# scikit-learn's checks that do not feed tables of numbers, which these classifiers refuse.
CHECKS = [
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_valid_tag_types",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_get_params_invariance",
    "check_set_params",
]


def small() -> StanceStack:
    return StanceStack(trees=5)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", OURS)
def test_checks_of_scikit_learn(name: str, check: str) -> None:
    estimator = build_baseline(name)
    getattr(estimator_checks, check)(type(estimator).__name__, estimator)


@pytest.mark.parametrize("name", OURS)
def test_contract_of_an_estimator(name: str) -> None:
    rows = toy_rows()[:24]
    estimator = build_baseline(name)
    before, parameters = rows.copy(), str(estimator.get_params())
    assert estimator.fit(rows, rows["stance"]) is estimator
    assert str(estimator.get_params()) == parameters
    pd.testing.assert_frame_equal(rows, before)
    assert estimator.n_features_in_ == rows.shape[1]
    assert estimator.predict(rows[:0]).shape == (0,)
    upside_down = estimator.predict(rows[::-1])[::-1]
    assert upside_down.tolist() == estimator.predict(rows).tolist()
    one_by_one = [estimator.predict(rows[i : i + 1])[0] for i in range(6)]
    assert one_by_one == estimator.predict(rows)[:6].tolist()
    if hasattr(estimator, "predict_proba"):
        shares = estimator.predict_proba(rows)
        assert np.allclose(shares.sum(axis=1), 1)
        assert (estimator.classes_[shares.argmax(axis=1)] == estimator.predict(rows)).all()


@pytest.mark.parametrize("name", OURS)
def test_what_is_no_table_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="a DataFrame with text, target is needed, not a list"):
        build_baseline(name).fit([["a", "b"]], ["pro"])
    with pytest.raises(InputError, match="2 rows need as many stances"):
        build_baseline(name).fit(toy_rows()[:2], ["pro"])
    with pytest.raises(InputError, match="no rows"):
        build_baseline(name).fit(toy_rows()[:0], [])


def test_searches_and_cross_validates() -> None:
    rows = toy_rows()
    search = GridSearchCV(small(), {"C": [0.5, 2.0]}, cv=2, error_score="raise")
    assert search.fit(rows, rows["stance"]).best_score_ > 0.5
    assert len(cross_val_score(small(), rows, rows["stance"], cv=2, error_score="raise")) == 2


def test_numbers_as_classes() -> None:
    rows = toy_rows()
    model = small().fit(rows, rows["stance"].map({"con": 0, "neutral": 1, "pro": 2}))
    assert set(model.predict(rows)) <= {0, 1, 2}


def target_turns_the_stance_round() -> tuple[pd.DataFrame, list[str]]:
    """Thirty targets of two rows; the same words are for a ban of one thing and against another."""
    rows, stances = [], []
    for n in range(30):
        wish = "Ban" if n % 2 else "Allow"
        for words, good in (("dangerous and cruel", False), ("safe and useful", True)):
            rows.append((f"The thing{n} is {words}", f"{wish} the thing{n}"))
            stances.append("pro" if good == (wish == "Allow") else "con")
    return pd.DataFrame(rows, columns=["text", "target"]), stances


def test_new_targets_are_understood_from_what_they_ask_for() -> None:
    rows, stances = target_turns_the_stance_round()
    model = StanceStack(trees=20).fit(rows, stances)
    new = pd.DataFrame(
        {
            "text": ["A dam is dangerous and cruel", "A dam is safe and useful"] * 2,
            "target": ["Ban the dam"] * 2 + ["Allow the dam"] * 2,
        }
    )
    assert model.predict(new).tolist() == ["pro", "con", "con", "pro"]


def test_who_speaks_is_used_where_the_table_says_it() -> None:
    rows = pd.DataFrame({"text": [f"Remark number {n}" for n in range(60)], "target": FERRY})
    rows["speaker"] = ["Ada Berg", "Bo Dahl"] * 30
    model = StanceStack(trees=20).fit(rows, ["pro", "con"] * 30)
    new = rows[:2].assign(text="A remark")
    assert model.predict(new).tolist() == ["pro", "con"]
    assert len(set(model.predict(new.drop(columns="speaker")))) == 1


def test_a_dataset_of_fifteen_rows() -> None:
    rows = examples_of(load("calexit-all")).frame
    model = small().fit(rows, rows["stance"])
    assert model.predict_proba(rows).shape == (15, 3)


def test_texts_given_twice_and_one_text_alone() -> None:
    rows = pd.DataFrame({"text": ["same"] * 6, "target": ["a", "b"] * 3})
    assert set(small().fit(rows, ["pro", "con"] * 3).predict(rows)) <= {"pro", "con"}


def test_a_forest_is_the_one_of_scikit_learn() -> None:
    random = np.random.RandomState(0)
    table = random.normal(size=(300, 5))
    stances = np.where(table[:, 0] + table[:, 1] > 0, "pro", "con")
    theirs = ExtraTreesClassifier(
        7, min_samples_leaf=10, max_features=0.3, class_weight="balanced", random_state=3
    ).fit(table, stances)
    ours = Forest(7, seed=3).fit(table, stances)
    new = random.normal(size=(50, 5))
    assert np.allclose(ours.probabilities(new), theirs.predict_proba(new), atol=1e-6)


def test_saved_models_hold_no_compiled_trees(tmp_path: Path) -> None:
    rows = toy_rows()
    evil = clone(ExtraTreesClassifier(2)).fit(np.eye(60), rows["stance"])
    assert not any("tree" in name for name in TRUSTED)
    examples = examples_of(rows)
    save_model(fit(small(), examples), tmp_path, baseline="stance-stack", examples=examples)
    put_in(tmp_path, skops.io.dumps(evil))
    with pytest.raises(ModelError, match=r"not trusted: .*Tree"):
        load_model(tmp_path)


def test_a_stack_that_hides_a_function_is_refused(tmp_path: Path) -> None:
    model: Any = small().fit(toy_rows(), toy_rows()["stance"])
    examples = examples_of(toy_rows())
    save_model(model, tmp_path, baseline="stance-stack", examples=examples)
    model.scaler_ = __import__("os").system
    put_in(tmp_path, skops.io.dumps(model))
    with pytest.raises(ModelError, match=r"not trusted: .*system"):
        load_model(tmp_path)


def test_every_baseline_says_what_it_is() -> None:
    assert all(20 < len(baseline.summary) < 200 for baseline in BASELINES.values())
