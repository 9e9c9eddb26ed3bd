"""Settings: what is fitted on and what is measured, seen by a classifier that takes notes."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin

from stance_data.benchmark import evaluate
from stance_data.errors import InputError, StanceDataWarning
from stance_data.models import examples_of


class Notes(ClassifierMixin, BaseEstimator):
    """Predicts pro, and notes what it was fitted on and asked."""

    fitted: list[pd.DataFrame] = []  # noqa: RUF012 (clones share it)
    asked: list[pd.DataFrame] = []  # noqa: RUF012

    def fit(self, rows: pd.DataFrame, stances: Any) -> "Notes":
        Notes.fitted.append(rows)
        self.classes_ = np.unique(stances)
        return self

    def predict(self, rows: pd.DataFrame) -> np.ndarray:
        Notes.asked.append(rows)
        return np.full(len(rows), "pro")


@pytest.fixture(autouse=True)
def _fresh() -> None:
    Notes.fitted, Notes.asked = [], []


def town(train: int = 40, test: int = 40, **columns: Any) -> pd.DataFrame:
    """Return rows of four targets, the fourth in the test split alone."""
    n = train + test
    frame = pd.DataFrame(
        {
            "id": [f"r{k}" for k in range(n)],
            "text": [f"sentence number {k}" for k in range(n)],
            "target": [f"target {k % 3}" for k in range(train)]
            + [f"target {k % 4}" for k in range(test)],
            "stance": [("con", "neutral", "pro")[k % 3] for k in range(n)],
            "group": [f"g{k // 2}" for k in range(n)],
            "split": ["train"] * train + ["test"] * test,
        }
    )
    return frame.assign(**columns)


def test_cross_target_never_fits_on_the_target_that_is_measured() -> None:
    result = evaluate(Notes(), town(), setting="cross-target")
    assert len(Notes.fitted) == len(Notes.asked) == 4
    for fitted, asked in zip(Notes.fitted, Notes.asked, strict=True):
        (target,) = set(asked["target"])
        assert target not in set(fitted["target"])
    assert result.rows == 40
    assert result.predictions["part"].eq("zero-shot").all()
    assert "each of 4 targets left out" in result.described


def test_cross_target_by_groups_keeps_groups_apart_too() -> None:
    rows = town().drop(columns="split")
    evaluate(Notes(), rows, setting="cross-target")
    group = dict(zip(rows["text"], rows["group"], strict=True))
    for fitted, asked in zip(Notes.fitted, Notes.asked, strict=True):
        assert not {group[t] for t in fitted["text"]} & {group[t] for t in asked["text"]}


def test_many_targets_are_left_out_in_ten_parts() -> None:
    rows = town(400, 400).assign(target=[f"t{k % 50}" for k in range(800)])
    result = evaluate(Notes(), rows, setting="cross-target")
    assert len(Notes.asked) == 10
    assert sorted(t for asked in Notes.asked for t in asked["target"].unique()) == sorted(
        rows["target"].unique()
    )
    assert "targets in 10 parts" in result.described


def test_zero_shot_is_rows_of_unseen_targets() -> None:
    result = evaluate(Notes(), town(), setting="zero-shot")
    assert set(Notes.asked[0]["target"]) == {"target 3"}
    assert len(Notes.fitted[0]) == 40
    assert (result.rows, result.setting) == (10, "zero-shot")


def test_a_corpus_says_itself_what_was_seen() -> None:
    """VAST's own column counts, whatever the words of the targets are."""
    rows = town(seen=[None] * 40 + [True] * 15 + [False] * 25, source_corpus="vast")
    result = evaluate(Notes(), rows)
    by_name = {found.measure.name: found for found in result.measured}
    assert by_name["macro-F1, zero-shot"].rows == 25
    assert by_name["macro-F1, few-shot"].rows == 15


def test_cross_corpus_fits_on_the_other_alone() -> None:
    other = town().assign(text="another text", speaker="somebody")
    other_rows = examples_of(other, name="other")
    result = evaluate(Notes(), town(), setting="cross-corpus", train_on=[other_rows])
    assert set(Notes.fitted[0]["text"]) == {"another text"}
    assert len(Notes.fitted[0]) == 40
    assert list(Notes.fitted[0].columns) == ["text", "target"]  # no column the other side lacks
    assert result.rows == 40
    assert "fitted on 40 rows of other (40)" in result.described


def test_a_share_of_the_training_groups_is_a_part_of_a_larger_share() -> None:
    texts = []
    for fraction in (0.1, 0.5, 1.0):
        result = evaluate(Notes(), town(), fraction=fraction)
        texts.append(set(Notes.fitted[-1]["text"]))
        assert result.fraction == fraction
    assert [len(part) for part in texts] == [4, 20, 40]
    assert texts[0] < texts[1] < texts[2]


def test_repeated_texts_are_told_or_left_out() -> None:
    rows = town()
    rows.loc[40:44, "text"] = ["Sentence, NUMBER 0!", *rows.loc[1:4, "text"]]
    with pytest.warns(StanceDataWarning, match="5 of 40 training rows repeat"):
        result = evaluate(Notes(), rows)
    assert "--drop-overlap" in result.notes[0]
    with pytest.warns(StanceDataWarning, match="they were left out"):
        evaluate(Notes(), rows, drop_overlap=True)
    assert [len(fitted) for fitted in Notes.fitted] == [40, 35]


def test_without_a_test_split_validation_is_measured() -> None:
    rows = town().assign(split=["train"] * 40 + ["validation"] * 40)
    assert evaluate(Notes(), rows).split == "validation"
    assert evaluate(Notes(), rows, split="dev").split == "validation"


def test_train_alone_is_divided_by_groups() -> None:
    rows = town(400, 0)
    result = evaluate(Notes(), rows)
    assert (result.how, result.split) == ("holdout", "train, part held out")
    assert 70 <= result.rows <= 90
    assert len(Notes.fitted[0]) == 400 - result.rows
    group = dict(zip(rows["text"], rows["group"], strict=True))
    fitted, asked = Notes.fitted[0]["text"], Notes.asked[0]["text"]
    assert not {group[t] for t in fitted} & {group[t] for t in asked}


def test_few_groups_of_train_alone_are_left_out_in_turn() -> None:
    rows = town(400, 0).assign(group=[f"motion {k % 12}" for k in range(400)])
    result = evaluate(Notes(), rows)
    assert (result.how, result.groups, result.rows) == ("groups", 12, 400)


def test_weights_that_know_the_corpus_are_told() -> None:
    class Knowing(Notes):
        learned_from = ("gwsd",)

    rows = town(source_corpus="gwsd")
    with pytest.warns(StanceDataWarning, match="learned from the train part of gwsd"):
        result = evaluate(Knowing(), rows)
    assert "flatter" not in result.notes[0]
    with pytest.warns(StanceDataWarning, match="so its figures flatter"):
        evaluate(Knowing(), rows, by_group=True)
    assert not evaluate(Knowing(), town(source_corpus="vast")).notes


def test_two_tests_count_as_one_where_nobody_chooses() -> None:
    rows = town().assign(split=["train"] * 40 + ["test_a"] * 20 + ["test_b"] * 20)
    assert evaluate(Notes(), rows).rows == 40
    assert evaluate(Notes(), rows, split="test_b").rows == 20


# What is asked → what the message must say.
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "one target": ({"data": town(target="t"), "setting": "cross-target"}, "have one target"),
    "nothing unseen": (
        {"data": town(target=["a", "b"] * 40), "setting": "zero-shot"},
        "every target of test is in train",
    ),
    "nothing to measure": (
        {"data": town().drop(columns="split"), "setting": "zero-shot"},
        "cross-target",
    ),
    "nothing fitted on": ({"data": town(), "setting": "cross-corpus"}, "--train-on"),
    "itself": (
        {
            "data": examples_of(town(), name="x"),
            "setting": "cross-corpus",
            "train_on": [examples_of(town(), name="x")],
        },
        "fitted on and measured",
    ),
    "not cross-corpus": ({"data": town(), "train_on": [town()]}, "the setting is in-target"),
    "misspelt": ({"data": town(), "setting": "zeroshot"}, "did you mean 'zero-shot'"),
    "all repeated": (
        {"data": town(text="same"), "drop_overlap": True},
        "every training row repeats",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(case: str) -> None:
    arguments, message = REFUSED[case]
    with pytest.raises(InputError, match=message):
        evaluate(Notes(), **arguments)


def test_a_share_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="fraction"):
        evaluate(Notes(), town(), fraction=0)
