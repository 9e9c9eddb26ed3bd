"""The stance encoder as it comes with the package: what it reads, what it says, what it refuses."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tokenizers import Tokenizer

from stance_data.benchmark._systems import find_estimator
from stance_data.errors import InputError, ModelError
from stance_data.models import build_baseline, examples_of, fit, load_model, save_model
from stance_data.models.encoder.calibration import (
    calibration_error,
    choose_threshold,
    coverage_curve,
    fit_temperature,
    probabilities,
)
from stance_data.models.encoder.inference import MODEL, StanceEncoder, shipped_encoder
from stance_data.models.encoder.pairs import LIMIT, encode_pairs, with_speaker
from stance_data.models.encoder.suggesting import suggest_stances, suggest_table
from tests.models.toy import toy_rows

TUNNEL = "The town should build a tunnel"

# Statement of nobody in particular, by what it says of the tunnel.
STATEMENTS = [
    "The tunnel is a disaster for this town, and we must stop it.",
    "I strongly support the tunnel, which will help every family here.",
    "The council will meet again on Tuesday.",
    "Build it now, because we have waited long enough.",
    "No one wants this wasteful tunnel.",
]
NAMES = ["Donald Trump", "Hillary Clinton", "Ann Oduya", "the mayor"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


CLEANED = [
    ("a link is left out", "Look https://t.co/abc now", ["look", "now"]),
    ("a hashtag is parted", "#KeepSchoolsClosed", ["#", "keep", "schools", "closed"]),
    ("lower-case hashtag", "#tunnel", ["#", "tunnel"]),
    ("hashtag with year", "#Vote2016", ["#", "vote", "2016"]),
    ("a user's name is parted", "@GreenValleyMom", ["@", "green", "valley", "mom"]),
    ("HTML entities", "wait &amp; see", ["wait", "&", "see"]),
    ("no text", "", []),
]


@pytest.mark.parametrize(("text", "pieces"), [case[1:] for case in CLEANED])
def test_what_is_read(tokenizer: Tokenizer, text: str, pieces: list[str]) -> None:
    ((ids, turn),) = encode_pairs(tokenizer, ["it"], [text])
    words = [tokenizer.id_to_token(i) for i in ids]
    assert words == ["[CLS]", "it", "[SEP]", *pieces, "[SEP]"]
    assert turn == 3


def test_of_a_long_statement_beginning_and_end_are_read(tokenizer: Tokenizer) -> None:
    text = "first " + "word " * 500 + "last \ud800"
    ((ids, _),) = encode_pairs(tokenizer, [TUNNEL + " or" * 100], [text])
    words = [tokenizer.id_to_token(i) for i in ids]
    assert len(ids) == LIMIT
    assert {"first", "last"} <= set(words)


def test_a_context_gets_the_room_that_is_left(tokenizer: Tokenizer) -> None:
    texts = ["It is a waste.", "word " * 500, "Yes."]
    contexts = ["The tunnel? “It is a waste,” she said of a tunnel that nobody wants.", "A b", ""]
    pairs = encode_pairs(tokenizer, [TUNNEL] * 3, texts, contexts=contexts)
    alone = encode_pairs(tokenizer, [TUNNEL] * 3, texts)
    assert pairs[1:] == alone[1:]
    assert pairs[0].ids[: len(alone[0].ids)] == alone[0].ids
    more = [tokenizer.id_to_token(i) for i in pairs[0].ids[len(alone[0].ids) :]]
    assert (more[:2], more[-1]) == (["the", "tunnel"], "[SEP]")
    crowded = encode_pairs(tokenizer, [TUNNEL], ["word " * 60], contexts=["word " * 500])
    assert len(crowded[0].ids) == LIMIT


@pytest.mark.parametrize(
    ("text", "speaker", "read"),
    [
        ("Warren hit back at Trump.", "Elizabeth Warren", "Elizabeth Warren: Warren hit back"),
        ("The plan is bad.", "Elizabeth Warren", "The plan"),
        ("The party split.", "Democratic Party", "The party"),
        ("The plan is bad.", None, "The plan"),
        ("The plan is bad.", "", "The plan"),
    ],
)
def test_a_speaker_is_read_where_the_text_names_them(
    text: str, speaker: str | None, read: str
) -> None:
    assert with_speaker(text, speaker).startswith(read)


def test_a_row_does_not_depend_on_the_others() -> None:
    encoder = StanceEncoder.load()
    together = encoder.read([TUNNEL] * 5, STATEMENTS, threads=2).scores
    alone = np.vstack([StanceEncoder.load().read([TUNNEL], [s]).scores for s in STATEMENTS[:2]])
    assert np.array_equal(together[:2], alone)
    assert np.array_equal(encoder.read([TUNNEL] * 2, STATEMENTS[:2]).scores, alone)
    assert encoder.read([], []).scores.shape == (0, 3)


@pytest.mark.parametrize("file", ["model.onnx", "config.json", "tokenizer.json"])
def test_a_tampered_or_missing_file_is_refused(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    StanceEncoder.load(folder)
    data = bytearray((folder / "model.onnx").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "model.onnx").write_bytes(data)
    with pytest.raises(ModelError, match="SHA-256 differs"):
        StanceEncoder.load(folder)
    (folder / file).unlink()
    with pytest.raises(ModelError, match="not a model folder"):
        StanceEncoder.load(folder)


def test_plain_statements() -> None:
    found = suggest_stances(STATEMENTS[:2], [TUNNEL] * 2, threshold=0.0)
    assert [s.stance for s in found] == ["con", "pro"]
    assert all(0 < s.confidence <= 1 for s in found)


def test_abstention() -> None:
    """Under the threshold, and without a text or a target, there is no suggestion."""
    found = suggest_stances(STATEMENTS[:1] * 3, [TUNNEL, "", " "], threshold=1.0)
    assert [s.stance for s in found] == ["", "", ""]
    assert found[0].confidence > 0
    assert [s.confidence for s in found[1:]] == [0.0, 0.0]
    low, high = (suggest_stances(STATEMENTS, [TUNNEL] * 5, threshold=t) for t in (0.34, 0.9))
    assert sum(bool(s.stance) for s in low) >= sum(bool(s.stance) for s in high)


def test_a_speakers_name_changes_no_suggestion() -> None:
    tables = [
        pd.DataFrame({"text": STATEMENTS, "target": TUNNEL, "speaker": name, "source": name})
        for name in NAMES
    ]
    found = [suggest_table(table)[["stance", "confidence"]] for table in tables]
    assert all(other.equals(found[0]) for other in found)


def test_a_table_without_target_is_refused() -> None:
    with pytest.raises(InputError, match="no column 'target'"):
        suggest_table(pd.DataFrame({"text": ["Yes"]}))


@pytest.mark.parametrize("name", ["encoder", "encoder-head", "encoder-stack"])
def test_saved_and_loaded(tmp_path: Path, name: str) -> None:
    rows = toy_rows()
    examples = examples_of(rows, name="toy")
    model = fit(build_baseline(name), examples)
    save_model(model, tmp_path, baseline=name, examples=examples)
    loaded = load_model(tmp_path).estimator
    assert loaded.classes_.tolist() == ["con", "neutral", "pro"]
    assert np.allclose(loaded.predict_proba(rows), model.predict_proba(rows))
    assert np.allclose(model.predict_proba(rows).sum(axis=1), 1)
    # The weights stay in the package.
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 100_000


def test_a_head_of_other_weights_is_refused() -> None:
    rows = toy_rows()
    model = build_baseline("encoder").fit(rows, rows["stance"])
    model.digest_ = "0" * 64
    with pytest.raises(ModelError, match="another version of the stance encoder"):
        model.predict(rows)


def test_an_encoder_of_ones_own(tmp_path: Path) -> None:
    import json

    own = tmp_path / "own"
    shutil.copytree(MODEL, own)
    config = json.loads((own / "config.json").read_text(encoding="utf-8"))
    config |= {"mixture": {"vast": {}}, "temperature": 9.0}
    (own / "config.json").write_text(json.dumps(config), encoding="utf-8")
    rows = toy_rows()
    theirs = fit(find_estimator(f"encoder:{own}"), examples_of(rows))
    ours = fit(find_estimator("encoder-joint"), examples_of(rows))
    assert theirs.learned_from == ("vast",)
    assert len(ours.learned_from) > 10
    assert theirs.predict(rows).tolist() == ours.predict(rows).tolist()
    # The temperature is that of the folder.
    assert theirs.predict_proba(rows).max() < 0.6 < ours.predict_proba(rows).max()
    examples = examples_of(rows, name="toy")
    save_model(theirs, tmp_path / "fitted", baseline="encoder", examples=examples)
    again = load_model(tmp_path / "fitted").estimator
    assert again.predict_proba(rows) == pytest.approx(theirs.predict_proba(rows))
    with pytest.raises(ModelError, match="nowhere: no stance encoder in this folder"):
        find_estimator(f"encoder:{tmp_path / 'nowhere'}")


def test_only_stances_of_the_training_rows_are_predicted() -> None:
    rows = toy_rows()
    two = rows[rows["stance"] != "neutral"]
    model = build_baseline("encoder").fit(two, two["stance"])
    assert set(model.predict(rows)) <= {"pro", "con"}
    with pytest.raises(ModelError, match="not maybe"):
        build_baseline("encoder").fit(rows, ["maybe"] * len(rows))


def test_calibration() -> None:
    chance = np.random.default_rng(0)
    labels = chance.integers(0, 3, 3000)
    # Right three times out of four, and far too sure of it.
    told = np.where(chance.random(3000) < 0.75, labels, (labels + 1) % 3)
    scores = 10 * np.eye(3, dtype=np.float32)[told]
    temperature = fit_temperature(scores, labels)
    shares = probabilities(scores, temperature)
    confidence, right = shares.max(axis=1), shares.argmax(axis=1) == labels
    assert temperature > 2
    assert calibration_error(confidence, right) < 0.03
    assert calibration_error(probabilities(scores, 1.0).max(axis=1), right) > 0.2


def test_coverage_and_threshold() -> None:
    confidence = np.array([0.4, 0.6, 0.8, 0.9])
    right = np.array([False, False, True, True])
    everything, half = coverage_curve(confidence, right, (0.0, 0.7))
    assert (everything.coverage, everything.accuracy) == (1.0, 0.5)
    assert (half.coverage, half.accuracy) == (0.5, 1.0)
    assert 0.6 < choose_threshold(confidence, right, 0.9) <= 0.8
    assert choose_threshold(confidence, np.zeros(4, dtype=bool), 0.9) == 1.0


def test_the_encoder_is_loaded_once() -> None:
    assert shipped_encoder() is shipped_encoder()
