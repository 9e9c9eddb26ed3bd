"""Features of a text and its target: tables of small pairs and the numbers that they give."""

import numpy as np
import pandas as pd
import pytest

from stance_data.models._ngrams import Ngrams
from stance_data.models._overlap import Overlap
from stance_data.models._pair_features import mentions, pair_features, polarity, shape, word_classes
from stance_data.models._readings import read
from stance_data.models._views import circumstances, crossed, masked, written

FERRY = "The town should run a ferry"

# (text, target) → some of what `mentions` says.
MENTIONS = {
    ("Ferries are slow", FERRY): {"words": 1, "share": 1 / 3, "first": 0.0, "first_negated": 0.0},
    ("A town without a ferry", FERRY): {"words": 2, "times": 2, "negated": 0.5},
    ("It rains", FERRY): {"words": 0, "share": 0.0, "first": 1.5, "first_negated": -1.0},
    ("#ferry now", "ferry"): {"words": 1, "share": 1.0, "density": 0.5},
    ("The house", "This house would"): {"words": 0, "share": 0.0},
    ("", ""): {"words": 0, "share": 0.0, "times": 0},
}


@pytest.mark.parametrize("pair", MENTIONS)
def test_mentions(pair: tuple[str, str]) -> None:
    found = mentions(*map(read, pair))
    assert {name: found[name] for name in MENTIONS[pair]} == pytest.approx(MENTIONS[pair])


# (text, target) → signs of some of what `polarity` says.
POLARITY = {
    ("Guns are dangerous", "Ban guns"): {"text": -1, "direction": -1, "text_times_direction": 1},
    ("Guns are useful", "Ban guns"): {"text": 1, "text_times_direction": -1},
    ("Guns are not useful", "guns"): {"text": -1, "direction": 1, "text_times_direction": -1},
    ("It rains. The ferry is great", "ferry"): {"first_sentence": 0, "last_sentence": 1, "near": 1},
    ("The ferry. I am happy", "ferry"): {"same_sentence": 0, "text": 1},
    ("", ""): {"text": 0, "near": 0, "target": 0},
}


@pytest.mark.parametrize("pair", POLARITY)
def test_polarity(pair: tuple[str, str]) -> None:
    found = polarity(*map(read, pair))
    assert {name: np.sign(found[name]) for name in POLARITY[pair]} == POLARITY[pair]


def test_negations_of_text_and_target() -> None:
    same = word_classes(read("I do not want it"), read("Do not build it"))
    other = word_classes(read("I want it"), read("Do not build it"))
    assert (same["negations_differ"], other["negations_differ"]) == (0.0, 1.0)


def test_shape() -> None:
    found = shape("@mayor WHY?", read("@mayor WHY?"), read("a ferry"))
    assert (found["reply"], found["question"], found["capitals"]) == (1.0, 1.0, 3 / 8)


def test_pairs_are_told_apart_and_kept_in_order() -> None:
    texts, targets = ["A ferry", "A ferry", "A ferry"], ["ferry", "hall", "ferry"]
    found = pair_features(texts, targets)
    assert np.array_equal(found[0], found[2])
    assert not np.array_equal(found[0], found[1])
    assert np.isfinite(pair_features(["", "!"], ["", "?"])).all()


def test_overlap_tells_a_text_from_another_matter() -> None:
    texts = [f"The {thing} number {n} is late" for n in range(60) for thing in ("ferry", "tram")]
    overlap = Overlap().fit(texts)
    found = overlap.transform(["The ferry is late"] * 2, ["ferries", "kittens"])
    assert overlap.axes.shape[0] == 50
    assert (found[0, :4] > found[1, :4]).all()
    assert found[1, 5] > found[0, 5]  # the weight of what the text lacks
    assert np.isfinite(overlap.transform(["", "?"], ["", "ferry"])).all()


# (text, target, speaker) → text with target and speaker masked.
MASKED = {
    ("Berg wants the ferry", "a ferry", "Ada Berg"): "_S want the _T",
    ("Ada Berg spoke", "a hall", "Ada Berg"): "_S spok",
    ("The ferry ferry", "ferry", ""): "the _T",
    ("", "ferry", "x"): "",
}


@pytest.mark.parametrize("row", MASKED)
def test_masked(row: tuple[str, str, str]) -> None:
    assert masked(*map(read, row)) == MASKED[row]


def test_crossed_words_follow_the_target() -> None:
    for_it, against = (set(crossed(read("safe"), read(t)).split()) for t in ("Allow it", "Ban it"))
    assert "+saf" in for_it
    assert "-saf" in against
    assert set(crossed(read("the old ferry sank"), read("ferry")).split()) >= {"<old", ">sank"}


def test_circumstances_leave_out_what_is_missing() -> None:
    assert circumstances("", "", "") == "t="
    assert "c=says|t=a_ferry" in circumstances("A ferry", "", "says").split()
    assert written([], [], []) == ([], [])


def test_ngrams_seen_in_one_row_are_left_out_of_many_rows() -> None:
    rows = pd.DataFrame({"text": ["odd"] + ["even"] * 60, "target": "t"})
    ngrams = Ngrams((("text", "words"),))
    weights = ngrams.fit_transform(rows)
    assert weights.shape == (61, 1)
    assert weights[0].nnz == 0
    new = ngrams.transform(pd.DataFrame({"text": ["even so", None], "target": "t"}))
    assert new.toarray().tolist() == [[1.0], [0.0]]
