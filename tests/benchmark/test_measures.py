"""Measures, intervals and paired tests, against tables computed by hand and other libraries."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import permutation_test
from sklearn.metrics import f1_score

from stance_data import corpora
from stance_data.benchmark import (
    Formula,
    Measure,
    Part,
    bootstrap_interval,
    compare,
    holm,
    mcnemar,
    measures_for,
    randomisation_test,
    tally,
)
from stance_data.benchmark._measures import MACRO_F1, official_metric
from stance_data.benchmark._simulation import World, rates
from stance_data.corpora import Metric
from stance_data.schema import STANCES

C, N, P = STANCES

# target, part, gold, predicted. Target a: con F1 2·1/(2+1) = 2/3, pro 2·1/(1+2) = 2/3;
# target b: con 0, pro 2·1/(2+1) = 2/3, neutral 2·1/(1+2) = 2/3.
ROWS = [
    ("a", "few-shot", C, C),
    ("a", "few-shot", C, P),
    ("a", "zero-shot", P, P),
    ("b", "few-shot", P, P),
    ("b", "zero-shot", P, N),
    ("b", "zero-shot", N, N),
]
# Measure → its value.
BY_HAND = {
    Measure(Formula.F_AVG): (2 / 3 + 2 * 2 / (3 + 3)) / 2,
    Measure(Formula.F_AVG, per_target=True): (2 / 3 + (0 + 2 / 3) / 2) / 2,
    Measure(Formula.MACRO_F1): (2 / 3 + 2 / 3 + 2 / 3) / 3,
    Measure(Formula.MACRO_F1, per_target=True): (2 / 3 + 2 / 3) / 2,
    # zero-shot: pro→pro, pro→neutral, neutral→neutral: pro 2/3, neutral 2/3.
    Measure(Formula.MACRO_F1, part=Part.ZERO_SHOT): 2 / 3,
    # few-shot: con→con, con→pro, pro→pro: con 2/3, pro 2/3.
    Measure(Formula.MACRO_F1, part=Part.FEW_SHOT): 2 / 3,
    Measure(Formula.ACCURACY): 4 / 6,
    Measure(Formula.MICRO_F1): 4 / 6,
    Measure(Formula.ACCURACY, per_target=True): 4 / 6,
    Measure(Formula.F1_NEUTRAL): 2 / 3,
}


def table() -> pd.DataFrame:
    frame = pd.DataFrame(ROWS, columns=["target", "part", "gold", "predicted"])
    return frame.assign(id=[str(n) for n in range(len(ROWS))], group=frame["target"])


@pytest.mark.parametrize("measure", BY_HAND, ids=lambda m: m.name)
def test_by_hand(measure: Measure) -> None:
    assert tally(table(), measure).value == pytest.approx(BY_HAND[measure])


# Corpus → the names of what it is measured by first.
OFFICIAL = {
    "semeval2016t6": ["F_avg"],
    "vast": ["macro-F1", "macro-F1, zero-shot", "macro-F1, few-shot"],
    "pstance": ["F_avg, mean over targets"],
    "covid19_stance": ["macro-F1, mean over targets"],
    "ibm_claim_stance": ["accuracy"],
    "perspectrum": ["micro-F1"],
    "gwsd": ["macro-F1"],
    "calexit": ["macro-F1"],
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_each_corpus_is_measured_by_its_own_metric_first(name: str) -> None:
    names = [measure.name for measure in measures_for(official_metric(name))]
    assert names[: len(OFFICIAL[name])] == OFFICIAL[name]
    assert {"macro-F1", "F1(con)", "F1(neutral)", "F1(pro)"} <= set(names)


def test_every_metric_of_a_stance_corpus_has_measures() -> None:
    for name in corpora.names():
        metric = corpora.card(name).metric
        assert measures_for(official_metric(name))
        assert metric is Metric.SPAN_F1 or official_metric(name) is metric


def many(seed: int, clusters: int = 60, rows: int = 3) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    n = clusters * rows
    gold = rng.choice(STANCES, n)
    right = rng.random(n) < 0.6
    return pd.DataFrame(
        {
            "id": [str(number) for number in range(n)],
            "group": [f"g{number // rows}" for number in range(n)],
            "target": "t",
            "gold": gold,
            "predicted": np.where(right, gold, rng.choice(STANCES, n)),
        }
    )


class TestInterval:
    def test_holds_the_value_and_repeats(self) -> None:
        counts = tally(many(1), MACRO_F1)
        first = bootstrap_interval(counts, seed=1)
        assert first is not None
        assert first.low < counts.value < first.high
        assert first.clusters == 60
        assert bootstrap_interval(counts, seed=1) == first
        assert bootstrap_interval(counts, seed=2) != first

    def test_repeating_the_rows_of_each_cluster_does_not_narrow_it(self) -> None:
        frame = many(2)
        often = pd.concat([frame] * 9)
        assert bootstrap_interval(tally(frame, MACRO_F1)) == bootstrap_interval(
            tally(often, MACRO_F1)
        )

    def test_none_with_few_clusters(self) -> None:
        assert bootstrap_interval(tally(many(3, clusters=9), MACRO_F1)) is None

    def test_a_resample_is_what_the_rows_drawn_give(self) -> None:
        frame = many(4, clusters=12)
        counts = tally(frame, MACRO_F1)
        times = np.random.default_rng(0).integers(3, size=(5, 12))
        for row, value in zip(times, counts.resampled(times), strict=True):
            drawn = pd.concat(
                [
                    frame[frame["group"] == name]
                    for name, often in zip(counts.clusters, row, strict=True)
                    for _ in range(often)
                ]
            )
            theirs = f1_score(drawn["gold"], drawn["predicted"], average="macro")
            assert value == pytest.approx(theirs)


class TestPaired:
    def test_the_same_predictions_do_not_differ(self) -> None:
        frame = many(1)
        found = compare(frame, frame, MACRO_F1, ("a", "b"))
        assert (found.difference, found.p, found.p_mcnemar) == (0, 1, 1)

    def test_a_clear_difference_is_found_and_named(self) -> None:
        frame = many(1)
        best = frame.assign(predicted=frame["gold"])
        found = compare(frame, best, MACRO_F1, ("a", "b"))
        assert (found.better, found.worse) == ("b", "a")
        assert found.p < 0.001
        assert found.p_mcnemar < 0.001
        assert found.interval is not None
        assert 0 < found.interval.low < found.difference < found.interval.high

    def test_against_all_exchanges(self) -> None:
        """With seven clusters all 128 exchanges can be made; p of many random ones is near."""
        one, other = many(5, clusters=7, rows=2), many(5, clusters=7, rows=2)
        other["predicted"] = many(6, clusters=7, rows=2)["predicted"]
        first, second = tally(one, MACRO_F1), tally(other, MACRO_F1)
        observed = abs(first.value - second.value)
        reached = 0
        for number in range(128):
            kept = np.array([number >> bit & 1 for bit in range(7)], dtype=float)[None]
            left = kept @ first.counts.reshape(7, -1) + (1 - kept) @ second.counts.reshape(7, -1)
            total = (first.counts + second.counts).sum(axis=0)
            left = left.reshape(1, 1, 3, 3)
            gap = abs(MACRO_F1.of(left) - MACRO_F1.of(total - left))[0]
            reached += gap >= observed - 1e-12
        p = randomisation_test(first, second, rounds=20_000)
        assert p == pytest.approx(reached / 128, abs=0.015)

    def test_accuracy_against_scipy(self) -> None:
        """On rows that are their own clusters accuracy is a mean: SciPy tests it as paired."""
        one = many(7, clusters=80, rows=1)
        other = one.assign(predicted=many(8, clusters=80, rows=1)["predicted"])
        right = [(f["gold"] == f["predicted"]).to_numpy(float) for f in (one, other)]
        theirs = permutation_test(
            right,
            lambda x, y, axis: np.abs((x - y).mean(axis=axis)),
            permutation_type="samples",
            vectorized=True,
            n_resamples=20_000,
            alternative="greater",
            rng=0,
        )
        measure = Measure(Formula.ACCURACY)
        p = randomisation_test(tally(one, measure), tally(other, measure), rounds=20_000)
        assert p == pytest.approx(theirs.pvalue, abs=0.015)

    def test_mcnemar_by_hand(self) -> None:
        """Only one right: 5 rows; only the other: 1. Both tails: 2 · (1 + 6) / 2⁶."""
        gold = pd.Series([P] * 10)
        one = pd.DataFrame({"gold": gold, "predicted": [P] * 5 + [C] + [P] * 4})
        other = pd.DataFrame({"gold": gold, "predicted": [C] * 5 + [P] + [P] * 4})
        assert mcnemar(one, other) == pytest.approx(14 / 64)

    def test_other_rows_are_refused(self) -> None:
        with pytest.raises(ValueError, match="same rows"):
            compare(many(1), many(2), MACRO_F1, ("a", "b"))


# p values → corrected, by hand (Holm 1979).
HOLM = [
    ([], []),
    ([0.03], [0.03]),
    ([0.01, 0.02, 0.03, 0.04], [0.04, 0.06, 0.06, 0.06]),
    ([0.5, 0.001], [0.5, 0.002]),
    ([0.6, 0.7], [1, 1]),
]


@pytest.mark.parametrize(("given", "corrected"), HOLM)
def test_holm(given: list[float], corrected: list[float]) -> None:
    assert holm(given) == pytest.approx(corrected)


def test_simulated_systems_keep_the_promises_roughly() -> None:
    """`scripts/check_statistics.py` says how exactly; here an error of kind would show."""
    found = rates(World(documents=60, rows=3), samples=60, rounds=199, gain=2.0)
    assert found.coverage > 0.8
    assert found.false_positives < 0.2
    assert found.power > 0.9
