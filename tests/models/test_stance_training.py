"""Training the stance encoder, on invented rows and a tiny network."""

import json
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

import torch
from tokenizers import Tokenizer

from stance_data.attribution.training.network import NetworkConfig
from stance_data.errors import InputError, ModelError
from stance_data.models import build_baseline, examples_of, fit, load_model, save_model
from stance_data.models.encoder.evaluation import Read, calibrate, evaluate, name_flips, speed
from stance_data.models.encoder.inference import MODEL, StanceEncoder
from stance_data.models.encoder.pairs import LIMIT
from stance_data.models.training import mixture, tuning
from stance_data.models.training.batches import loss_of, make_batches
from stance_data.models.training.export import export, interpolate, load_trained
from stance_data.models.training.finishing import finish
from stance_data.models.training.loop import Recipe, train
from stance_data.models.training.mixture import Part, Share, draw_round, read_held_out
from stance_data.models.training.network import StanceNetwork
from stance_data.models.training.variation import Example, name_speaker, reword, turn_round
from tests.models.toy import toy_rows

ALL = (True, True, True)
TWO = (True, False, True)
ROWS = [
    Example("a tunnel", "We need the tunnel.", (0.0, 0.0, 1.0), ALL, "pro"),
    Example("a tunnel", "Stop this mad tunnel, all of you, at once.", (1.0, 0.0, 0.0), ALL, "con"),
    Example("a tunnel", "It is Monday.", (0.0, 1.0, 0.0), ALL, "neutral"),
    Example("Dogs should vote", "They are wise.", (0.0, 0.0, 1.0), TWO, "pro"),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def tiny() -> StanceNetwork:
    torch.manual_seed(0)
    sizes = NetworkConfig(vocabulary=30522, positions=LIMIT, width=16, layers=2, heads=2, inner=32)
    network = StanceNetwork(sizes)
    with torch.no_grad():
        for parameter in network.parameters():
            # Of equal ones, the export would keep one.
            parameter.add_(0.01 * torch.randn_like(parameter))
    return network


TURNED = [
    ("Dogs should vote", "Dogs should not vote"),
    ("Dogs should not vote", "Dogs should vote"),
    ("Climate change is a concern", "Climate change is not a concern"),
    ("This house believes that dogs bark", "This house does not believe that dogs bark"),
    ("This house would ban dogs", "This house would not ban dogs"),
    ("dogs", None),
]


@pytest.mark.parametrize(("target", "negated"), TURNED)
def test_a_negated_target_turns_the_stance(target: str, negated: str | None) -> None:
    turned = turn_round(Example(target, "So it is.", (0.1, 0.2, 0.7), ALL, "pro"))
    if negated is None:
        assert turned is None
    else:
        assert turned is not None
        assert (turned.target, turned.stance) == (negated, "con")
        assert turned.weights == (0.7, 0.2, 0.1)


@pytest.mark.parametrize("target", ["Dogs should vote", "This house would ban dogs", "dogs"])
def test_a_reworded_target_keeps_or_turns_the_stance(target: str) -> None:
    row = Example(target, "So it is.", (0.1, 0.2, 0.7), ALL, "pro")
    found = {reword(row, random.Random(n)) for n in range(80)}
    assert all(target.split()[-1] in other.target and other.target != target for other in found)
    opposed = {other.target for other in found if other.stance == "con"}
    assert all(
        any(word in other for word in ("not", "wrong", "oppos", "against", "bad", "go"))
        for other in opposed
    )
    for other in found:
        assert (other.weights == (0.7, 0.2, 0.1)) == (other.stance == "con")
    if target == "Dogs should vote":
        assert {"Should Dogs vote?", "Dogs should not vote"} <= {o.target for o in found}


def test_whoever_says_it_the_stance_stays() -> None:
    found = {name_speaker(ROWS[0], random.Random(n)) for n in range(40)}
    assert len({row.text for row in found}) > 20
    assert {(row.target, row.stance) for row in found} == {("a tunnel", "pro")}
    assert all(row.text.endswith(ROWS[0].text) for row in found)


def test_what_is_set_apart_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(mixture.SHARES, "toy", Share(64.0, named=0.0, apart=0.5))
    part = Part("toy", ROWS[:2], ROWS[2:3], {}, joins=True)
    assert {row.text for row in draw_round([part], 0, seed=1)} == {r.text for r in ROWS[:2]}
    joined = {row.text for row in draw_round([part], 0, seed=1, joined=True)}
    assert joined == {r.text for r in ROWS[:3]}


def test_pieces_of_statements_are_hidden_never_those_of_targets(tokenizer: Tokenizer) -> None:
    (plain,) = make_batches(ROWS[1:2], tokenizer, 1000, LIMIT)
    (other,) = make_batches(ROWS[1:2], tokenizer, 1000, LIMIT, random.Random(0), masked=0.5)
    changed = plain.ids != other.ids
    assert changed.any()
    assert not changed[plain.segments == 0].any()
    assert set(other.ids[changed].tolist()) == {tokenizer.token_to_id("[MASK]")}


def test_held_out_texts_of_other_corpora_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = pd.DataFrame(
        {
            "text": ["Yes, do it!", "No. Never", "Broken", "Perhaps"],
            "target": "a tunnel",
            "stance": ["pro", "con", "pro", "neutral"],
            "split": ["train", "train", "train", "validation"],
            "damaged": [False, False, True, False],
            "group": ["a", "b", "c", "d"],
            "speaker": None,
            "source_corpus": "toy",
        }
    )
    monkeypatch.setattr(mixture, "load", lambda name: table)
    side = tmp_path / "held.tsv"
    # "yes do it", and "no never" of the corpus itself, which stays.
    side.write_text(f"corpus\thash\nother\t{_digest('yes do it')}\ntoy\t{_digest('no never')}\n")
    part = mixture.read_part("toy", Share(1.0), read_held_out(side))
    assert [row.text for row in part.train] == ["No. Never"]
    assert [row.text for row in part.dev] == ["Perhaps"]
    assert part.left_out == {"damaged": 1, "held back in another corpus": 1}
    side.write_text("a,b\n")
    with pytest.raises(InputError, match="needs the columns corpus and hash"):
        read_held_out(side)


def _digest(words: str) -> str:
    import hashlib

    return hashlib.sha256(words.encode()).hexdigest()[:16]


def test_rounds_go_through_every_row_before_one_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(mixture.SHARES, "toy", Share(64.0, named=0.0))
    rows = [Example(str(n), "x", (0.0, 0.0, 1.0), ALL, "pro") for n in range(10)]
    part = Part("toy", rows, [], {})
    first, second = (list(draw_round([part], number, seed=1)) for number in (0, 1))
    assert sorted(row.target for row in first) == sorted(row.target for row in rows)
    assert first != second
    assert first == list(draw_round([part], 0, seed=1))


def test_unknown_stances_are_left_aside_in_the_loss(tokenizer: Tokenizer) -> None:
    network = tiny().eval()
    (batch,) = make_batches(ROWS[3:], tokenizer, 1000, 96)
    before = loss_of(network, batch, 0.0)
    with torch.no_grad():
        network.head.bias[1] += 5
    assert torch.allclose(before, loss_of(network, batch, 0.0))


def test_training_goes_on_where_it_was_killed(tmp_path: Path, tokenizer: Tokenizer) -> None:
    def draw(number: int, joined: bool) -> list[Example]:
        drawn.append(joined)
        return ROWS

    drawn: list[bool] = []
    recipe = Recipe(steps=4, batch_pieces=24, frozen_layers=1)
    whole = train(tiny(), tokenizer, draw, tmp_path / "whole", recipe)
    train(tiny(), tokenizer, draw, tmp_path / "parts", Recipe(**{**vars(recipe), "steps": 2}))
    state = torch.load(tmp_path / "parts" / "checkpoint.pt", weights_only=True)
    assert state["step"] == 2
    parts = train(tiny(), tokenizer, draw, tmp_path / "parts", recipe)
    one, other = (load_trained(path)[0].state_dict() for path in (whole, parts))
    start = tiny().state_dict()
    assert torch.equal(one["encoder.0.up.weight"], start["encoder.0.up.weight"])
    assert not torch.equal(one["encoder.1.up.weight"], start["encoder.1.up.weight"])
    assert one.keys() == other.keys()
    assert load_trained(parts)[1]["steps"] == 4
    # What is set apart joins at the end, and the weights that had not seen it are kept.
    assert drawn[0] is False
    assert drawn[-1] is True
    assert load_trained(tmp_path / "parts" / "measured.pt")[1]["steps"] < 4
    with pytest.raises(ModelError, match="another recipe"):
        train(tiny(), tokenizer, draw, tmp_path / "parts", Recipe(steps=4, seed=7))


def test_export_keeps_the_scores(tmp_path: Path, tokenizer: Tokenizer) -> None:
    network = tiny()
    with torch.no_grad():
        network.head.weight.mul_(10)
    export(network, MODEL / "tokenizer.json", tmp_path / "fp32", quantized=False)
    encoder = StanceEncoder.load(tmp_path / "fp32")
    scores = encoder.read([r.target for r in ROWS], [r.text for r in ROWS]).scores
    for row, found in zip(ROWS, scores, strict=True):
        (batch,) = make_batches([row], tokenizer, 1000, LIMIT)
        wanted = network.eval()(batch.ids, batch.segments)[0].detach().numpy()[0]
        assert np.allclose(found, wanted, atol=0.001)
    assert set(speed(encoder, [22])) == {22}


def test_fine_tuning_starts_from_the_int8_weights(tmp_path: Path) -> None:
    network = tiny()
    export(network, MODEL / "tokenizer.json", tmp_path)
    again = tuning.shipped_network(tmp_path).state_dict()
    for name, value in network.state_dict().items():
        assert torch.allclose(again[name], value, atol=0.03), name


def test_fine_tuned_saved_and_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tiny(), MODEL / "tokenizer.json", tmp_path / "tiny")
    small = tuning.shipped_network
    monkeypatch.setattr(tuning, "shipped_network", lambda: small(tmp_path / "tiny"))
    rows = toy_rows()[:12]
    examples = examples_of(rows)
    model = fit(build_baseline("encoder-tuned").set_params(epochs=1), examples)
    save_model(model, tmp_path / "m", baseline="encoder-tuned", examples=examples)
    loaded = load_model(tmp_path / "m").estimator
    assert np.allclose(loaded.predict_proba(rows), model.predict_proba(rows))
    assert set(model.predict(rows)) <= {"con", "neutral", "pro"}
    start = small(tmp_path / "tiny").state_dict()["head.weight"].numpy()
    assert not np.allclose(model.weights_["head.weight"], start, atol=1e-5)


def test_evaluation_of_known_scores(tmp_path: Path) -> None:
    export(tiny(), MODEL / "tokenizer.json", tmp_path)
    encoder = StanceEncoder.load(tmp_path)
    rows = [
        Example("a tunnel", f"{row.text} {n}", row.weights, ALL, row.stance, "odd" * (n % 2))
        for n in range(40)
        for row in ROWS[:3]
    ]
    scores = 2 * np.array([row.weights for row in rows], dtype=np.float32)
    scores[:30] = scores[:30, ::-1]
    read = Read("toy", rows, scores)
    temperature, threshold = calibrate([read])
    encoder.config |= {"temperature": temperature, "threshold": threshold}
    result = evaluate(encoder, [read])
    (figures,) = result.corpora
    assert figures.rows == 120
    assert figures.accuracy == pytest.approx(100 / 120)
    assert figures.kinds.keys() == {"odd"}
    assert result.coverage[0].coverage == 1.0
    assert json.dumps(result.as_dict())
    assert set(name_flips(encoder, [read], most=3)) == set(result.flips)


def test_weights_between_those_before_and_after(tmp_path: Path) -> None:
    after, before = tiny(), tiny()
    with torch.no_grad():
        before.head.bias.fill_(1.0)
        after.head.bias.fill_(3.0)
    state = {"config": after.config.as_dict(), "weights": after.state_dict(), "trained": {}}
    torch.save(state, tmp_path / "final.pt")
    mixed, _ = load_trained(interpolate(tmp_path / "final.pt", before, 0.25))
    assert mixed.head.bias.tolist() == pytest.approx([2.5] * 3)
    assert load_trained(tmp_path / "final.pt")[0].head.bias.tolist() == [3.0] * 3


def test_a_second_run_is_not_measured_on_what_the_first_one_learned(tmp_path: Path) -> None:
    network = tiny()
    for name in ("final.pt", "measured.pt"):
        trained = {"steps": 3, "minutes": 1.0, "share_of_mixture": 0.5}
        state = {
            "config": network.config.as_dict(),
            "weights": network.state_dict(),
            "trained": trained,
        }
        torch.save(state, tmp_path / name)
    rows = [
        Example(row.target, f"{row.text} {n}", row.weights, ALL, row.stance)
        for n in range(10)
        for row in ROWS[:3]
    ]
    parts = [
        Part("vast", rows[:6], rows[6:], {"damaged": 2}),
        Part("gwsd", rows[:6], rows[6:], {}, joins=True),
    ]
    weights, tokens = tmp_path / "final.pt", MODEL / "tokenizer.json"
    one, two = tmp_path / "one", tmp_path / "two"
    first = finish(weights, tokens, parts, one, Recipe(), "a toy")
    assert [figures.name for figures in first.corpora] == ["vast", "gwsd"]
    assert "These are the figures of a second run" not in (one / "README.md").read_text(
        encoding="utf-8"
    )
    second = finish(
        weights, tokens, parts, two, Recipe(joining=0.0), "a toy", first=one, remark="It rained."
    )
    assert [figures.name for figures in second.corpora] == ["vast"]
    found = json.loads((two / "evaluation.json").read_text(encoding="utf-8"))
    assert [figures["name"] for figures in found["before"]] == ["gwsd"]
    config = json.loads((two / "config.json").read_text(encoding="utf-8"))
    assert config["first"]["trained"] == trained
    card = (two / "README.md").read_text(encoding="utf-8")
    assert "a second run" in card
    assert "It rained." in card
    tables = card.split("## Figures on dev")[1].split("## Confidence")[0]
    assert (
        tables.index("| vast |")
        < tables.index("weights from before that")
        < tables.index("| gwsd |")
    )
    # What is measured of a third run still leaves out what the first one learned.
    third = finish(weights, tokens, parts, tmp_path / "three", Recipe(joining=0.0), "", first=two)
    assert [figures.name for figures in third.corpora] == ["vast"]
    # A run in which nothing joined is measured on everything, by its own weights.
    (tmp_path / "measured.pt").unlink()
    alone = finish(weights, tokens, parts, tmp_path / "four", Recipe(joining=1.0), "a toy")
    assert [figures.name for figures in alone.corpora] == ["vast", "gwsd"]
    config = json.loads((tmp_path / "four" / "config.json").read_text(encoding="utf-8"))
    assert config["joined"] == []
