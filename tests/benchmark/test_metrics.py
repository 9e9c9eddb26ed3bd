"""Metrics against tables computed by hand, and against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support

from stance_data.benchmark import Scores, score
from stance_data.benchmark.metrics import accuracy, class_f1, f_avg, macro_f1
from stance_data.schema import STANCES

C, N, P = STANCES

# Gold, predicted → F1 of con, neutral, pro; macro-F1; accuracy; classes absent from gold.
BY_HAND = {
    "all right": ([C, N, P], [C, N, P], (1, 1, 1), 1, 1, ()),
    "all wrong": ([C, N, P], [N, P, C], (0, 0, 0), 0, 0, ()),
    # con: 2 of 2 found, 1 of 3 predicted wrong → 2·2/(2+3); pro: 1 of 2, 1 of 1 → 2·1/(2+1).
    "two classes": (
        [C, C, P, P],
        [C, C, C, P],
        (4 / 5, 0, 2 / 3),
        (4 / 5 + 2 / 3) / 2,
        3 / 4,
        (N,),
    ),
    # con: hit 1, support 3, predicted 2; neutral: 1, 1, 3; pro: 1, 2, 1.
    "three classes": (
        [C, C, C, N, P, P],
        [C, N, N, N, P, C],
        (2 / 5, 2 / 4, 2 / 3),
        (2 / 5 + 2 / 4 + 2 / 3) / 3,
        3 / 6,
        (),
    ),
    "never predicted": ([C, P, P], [P, P, P], (0, 0, 4 / 5), (0 + 4 / 5) / 2, 2 / 3, (N,)),
    # Predicting a class that gold lacks costs recall of the others, and is not averaged itself.
    "predicted, not in gold": ([P, P], [P, N], (0, 0, 2 / 3), 2 / 3, 1 / 2, (C, N)),
    "no rows": ([], [], (0, 0, 0), 0, 0, (C, N, P)),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_by_hand(case: str) -> None:
    gold, predicted, f1, macro, accuracy, absent = BY_HAND[case]
    scores = score(gold, predicted)
    assert [c.f1 for c in scores.by_class.values()] == pytest.approx(list(f1))
    assert scores.macro_f1 == pytest.approx(macro)
    assert scores.accuracy == pytest.approx(accuracy)
    assert scores.absent == absent
    assert scores.n == len(gold)


def test_precision_and_recall_by_hand() -> None:
    con = score([C, C, C, N, P], [C, C, P, C, P]).by_class[C]
    assert (con.precision, con.recall, con.support, con.predicted) == (2 / 3, 2 / 3, 3, 3)


def random_pair(seed: int, n: int = 200) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(seed)
    gold = rng.choice(STANCES, n, p=[0.2, 0.3, 0.5])
    predicted = np.where(rng.random(n) < 0.6, gold, rng.choice(STANCES, n))
    return gold.tolist(), predicted.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_against_scikit_learn(seed: int) -> None:
    gold, predicted = random_pair(seed)
    scores = score(gold, predicted)
    expected = precision_recall_fscore_support(
        gold, predicted, labels=list(STANCES), zero_division=0
    )
    for i, found in enumerate(scores.by_class.values()):
        assert (found.precision, found.recall, found.f1, found.support) == pytest.approx(
            tuple(values[i] for values in expected)
        )
    assert scores.macro_f1 == pytest.approx(f1_score(gold, predicted, average="macro"))
    assert scores.accuracy == pytest.approx(accuracy_score(gold, predicted))
    assert macro_f1(np.array(scores.confusion)) == pytest.approx(scores.macro_f1)


@pytest.mark.parametrize("case", BY_HAND)
def test_many_at_once_agree_with_one(case: str) -> None:
    scores = score(*BY_HAND[case][:2])
    assert macro_f1(np.array([scores.confusion] * 2)) == pytest.approx([scores.macro_f1] * 2)


@pytest.mark.parametrize(
    ("gold", "predicted", "message"),
    [([P], ["favour"], "'favour'"), ([P, C], [P], "2 gold stances for 1 predicted")],
)
def test_refusals(gold: list[str], predicted: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        score(gold, predicted)


def test_to_dict_holds_what_the_record_says() -> None:
    scores = score(*random_pair(1))
    told = scores.to_dict()
    assert told["macro_f1"] == scores.macro_f1
    assert told["classes"][P]["f1"] == scores.by_class[P].f1
    assert Scores(tuple(map(tuple, told["confusion"]))) == scores


def test_f_avg_and_accuracy_of_many_as_of_one() -> None:
    for seed in range(5):
        scores = score(*random_pair(seed))
        confusions = np.array([scores.confusion, np.transpose(scores.confusion)])
        assert f_avg(confusions)[0] == pytest.approx(scores.f_avg)
        assert accuracy(confusions).tolist() == pytest.approx([scores.accuracy] * 2)
        assert class_f1(confusions)[0] == pytest.approx([c.f1 for c in scores.by_class.values()])


def test_f_avg_against_scikit_learn() -> None:
    gold, predicted = random_pair(7)
    theirs = f1_score(gold, predicted, labels=[P, C], average="macro")
    assert score(gold, predicted).f_avg == pytest.approx(theirs)
