"""Measuring classifiers: on which rows, fitted on which, seeing what, beside what."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from stance_data.benchmark import Result, evaluate, find_estimator
from stance_data.errors import InputError, ModelError, StanceDataWarning
from stance_data.models import build_baseline, examples_of
from tests.models.toy import toy_rows


class Spy(ClassifierMixin, BaseEstimator):
    """Predicts its most frequent training stance, and notes what it was given."""

    seen: list[tuple[pd.DataFrame, list[str]]] = []  # noqa: RUF012 (clones share it)

    def fit(self, rows: pd.DataFrame, stances: Any) -> "Spy":
        Spy.seen.append((rows, list(stances)))
        self.classes_ = np.unique(stances)
        self.most_ = max(sorted(set(stances)), key=list(stances).count)
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        return np.full(len(rows), self.most_)


@pytest.fixture
def spy() -> Spy:
    Spy.seen = []
    return Spy()


def with_splits(test_rows: int, table: pd.DataFrame | None = None) -> pd.DataFrame:
    rows = toy_rows() if table is None else table
    names = ["train"] * (len(rows) - test_rows - 6) + ["validation"] * 6 + ["test"] * test_rows
    return rows.assign(split=names)


def big_test() -> pd.DataFrame:
    more = toy_rows().assign(id=[f"s{n}" for n in range(60)], group="other")
    return with_splits(30, pd.concat([toy_rows(), more], ignore_index=True))


def lacking(stance: str) -> pd.DataFrame:
    rows = big_test()
    return rows[(rows["split"] != "test") | (rows["stance"] != stance)]


# Data → how it is measured when nobody says how, and the note about it.
RULE = {
    "no splits": (toy_rows, "groups", ""),
    "a small test split": (lambda: with_splits(29), "groups", "it has 29 rows, fewer than 30"),
    "a big test split": (big_test, "split", ""),
    "a test split that lacks a stance": (
        lambda: pd.concat([lacking("con"), lacking("con").assign(id="", group="x")]),
        "groups",
        "it has only neutral, pro",
    ),
    "no train split": (lambda: toy_rows().assign(split="test"), "groups", ""),
}


@pytest.mark.parametrize("case", RULE)
def test_the_rule(case: str, spy: Spy) -> None:
    data, how, note = RULE[case]
    result = evaluate(spy, data())
    assert result.how == how
    notes = [told for told in result.notes if "repeat the text" not in told]
    assert note in " ".join(notes)
    assert bool(note) == bool(notes)


def test_on_a_split_only_train_is_fitted_on(spy: Spy) -> None:
    rows = big_test()
    for split in ("test", "validation"):
        result = evaluate(spy, rows, split=split)
        (fitted, _), measured = Spy.seen.pop(), rows[rows["split"] == split]
        assert sorted(fitted["text"]) == sorted(rows.loc[rows["split"] == "train", "text"])
        assert result.predictions["id"].tolist() == measured["id"].tolist()
        assert result.predictions["gold"].tolist() == measured["stance"].tolist()
    assert result.described == "6 rows of the validation split, fitted on 84 of train"


@pytest.mark.parametrize(("groups", "folds"), [(3, 3), (50, 50), (51, 10)])
def test_no_group_is_measured_by_what_was_fitted_on_it(groups: int, folds: int, spy: Spy) -> None:
    rows = toy_rows()
    rows["group"] = [f"g{number % groups}" for number in range(60)]
    rows["text"] += rows["group"]
    result = evaluate(spy, rows, by_group=True)
    assert len(Spy.seen) == folds == result.predictions["fold"].nunique()
    assert result.predictions["id"].tolist() == rows["id"].tolist()
    for fold, (fitted, _) in enumerate(Spy.seen):
        measured = set(result.predictions.loc[result.predictions["fold"] == fold, "group"])
        assert not any(text.endswith(tuple(f"t {g}" for g in measured)) for text in fitted["text"])
        in_fit = {text.rsplit("g", 1)[1] for text in fitted["text"]}
        assert not in_fit & {group.removeprefix("g") for group in measured}


def test_nothing_about_the_label_is_shown(spy: Spy) -> None:
    telling = ("stance_basis", "rationale", "confidence", "label_source", "original_label", "votes")
    rows = toy_rows().assign(**dict.fromkeys(telling, "pro"), label=2, speaker=None, cue="said")
    evaluate(spy, rows.assign(label=[["con", "neutral", "pro"].index(s) for s in rows["stance"]]))
    assert list(Spy.seen[0][0].columns) == ["text", "target", "speaker", "cue"]


def test_learned_beats_majority_and_is_pinned_to_its_data() -> None:
    result = evaluate("tfidf-logreg", toy_rows(), by_group=True)
    assert result.scores.macro_f1 > 0.8 > result.majority.macro_f1
    assert result.majority.accuracy == pytest.approx(1 / 3)
    assert result.digest == examples_of(toy_rows()).digest
    assert (result.rows, result.groups, result.model) == (60, 12, "tfidf-logreg")
    assert result.interval is not None


def test_the_same_seed_gives_the_same() -> None:
    rows = toy_rows().assign(group="")
    first, second, third = (evaluate("tfidf-logreg", rows, seed=s) for s in (1, 1, 2))
    assert first.to_dict() == second.to_dict()
    assert first.predictions["fold"].tolist() != third.predictions["fold"].tolist()


def test_majority_of_train_on_a_split_and_of_all_by_groups() -> None:
    rows = big_test()
    rows = rows[(rows["split"] != "train") | (rows["stance"] == "neutral")]
    with pytest.warns(StanceDataWarning):
        on_split = evaluate("majority", rows, split="test")
    assert set(on_split.predictions["majority"]) == {"neutral"}
    assert on_split.predictions["majority"].tolist() == on_split.predictions["predicted"].tolist()
    # Each group is one stance, so leaving one out makes that stance the rarest of the rest.
    rows = toy_rows().assign(group=lambda t: t["stance"])
    assert evaluate("majority", rows, by_group=True).majority.accuracy == pytest.approx(1 / 3)


def test_a_training_part_of_one_stance_gives_that_stance() -> None:
    rows = toy_rows()[lambda t: t["stance"] != "neutral"]
    rows = rows.assign(group=rows["stance"])
    with pytest.warns(StanceDataWarning, match="2 of 2 training parts hold one stance only"):
        result = evaluate("tfidf-logreg", rows, by_group=True)
    assert result.scores.accuracy == 0
    assert "2 of 2" in result.to_text()


def test_an_estimator_of_plain_texts() -> None:
    texts = make_pipeline(CountVectorizer(), LogisticRegression())
    result = evaluate(texts, toy_rows(), inputs="text")
    assert result.scores.macro_f1 > 0.8
    assert result.model == "Pipeline"
    assert evaluate(texts, toy_rows()).scores == result.scores
    own = make_pipeline(FunctionTransformer(), texts)
    with pytest.raises(ModelError, match='inputs="text"'):
        evaluate(own, toy_rows())


# What is asked for → error and what it must say.
REFUSED: dict[str, tuple[Callable[[], Result], type[Exception], str]] = {
    "both": (
        lambda: evaluate("majority", toy_rows(), split="test", by_group=True),
        ValueError,
        "on",
    ),
    "no splits": (lambda: evaluate("majority", toy_rows(), split="test"), InputError, "no splits"),
    "a split misspelt": (
        lambda: evaluate("majority", big_test(), split="tset"),
        InputError,
        r"did you mean 'test'\?",
    ),
    "train": (lambda: evaluate("majority", big_test(), split="train"), InputError, "fitted on"),
    "one group": (
        lambda: evaluate("majority", toy_rows().assign(group="a")),
        InputError,
        "are one group",
    ),
    "no such column": (
        lambda: evaluate("majority", toy_rows(), inputs="txet"),
        InputError,
        r"did you mean 'text'\?",
    ),
    "no estimator": (lambda: evaluate(42, toy_rows()), ModelError, "int cannot be fitted"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(case: str) -> None:
    ask, error, message = REFUSED[case]
    with pytest.raises(error, match=message):
        ask()


def test_text_shows_every_number() -> None:
    result = evaluate("tfidf-logreg", toy_rows()[lambda t: t["stance"] != "con"], by_group=True)
    text = result.to_text()
    assert "tfidf-logreg on the table: 40 rows, each of 12 groups left out in turn" in text
    for name in ("neutral", "pro"):
        found = result.scores.by_class[name]
        assert f"{found.precision:9.3f} {found.recall:6.3f} {found.f1:5.3f}" in text
    assert f"{result.scores.macro_f1:.3f}" in text
    assert "no measured row is con" in text
    assert "95 % interval" in text
    assert result.digest[:16] in text


FACTORIES = """
from sklearn.dummy import DummyClassifier

number = 7

def make():
    return DummyClassifier(strategy="most_frequent")

def nothing():
    return 7

def fails():
    raise RuntimeError("out of luck")
"""

# What is typed → what the message must say.
NO_SYSTEM = {
    "majorty": "did you mean 'majority'",
    "nowhere_at_all:make": "cannot be imported: ModuleNotFoundError",
    "my_models:mkae": "did you mean 'make'",
    "my_models:number": "no function 'number'",
    "my_models:nothing": "gives a int",
    "my_models:fails": r"RuntimeError: out of luck",
}


def test_anyones_estimator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_models.py").write_text(FACTORIES)
    monkeypatch.chdir(tmp_path)
    assert evaluate("my_models:make", toy_rows()).model == "my_models:make"
    for name, message in NO_SYSTEM.items():
        with pytest.raises(ModelError, match=message):
            find_estimator(name)


def test_the_seed_reaches_a_baseline() -> None:
    seeded = find_estimator("tfidf-svm", seed=4)
    assert seeded.get_params()["classifier__random_state"] == 4
    assert build_baseline("majority", seed=2).random_state == 2
