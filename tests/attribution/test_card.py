"""The model card says what was measured."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="needs the extra train")

from stance_data.attribution.encoder.inference import MODEL, digest_of
from stance_data.attribution.evaluation.attributions import evaluate
from stance_data.attribution.training.card import write_card
from stance_data.attribution.training.loop import Recipe
from stance_data.attribution.training.network import NetworkConfig
from stance_data.schema import Article, Attribution, Span

TEXT = "“It rains,” Ida Moe said."
GOLD = [Attribution([Span(12, 19)], [Span(20, 24)], [Span(0, 11)])]


def test_card_holds_the_figures(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"weights")
    config = {"digest": digest_of(b"weights"), "decoding": {"least_link": 0.4}}
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    article = Article(id="a", text=TEXT, publisher="gazette")
    result = evaluate([(article, GOLD), (article, GOLD)], lambda text: GOLD, samples=10)
    write_card(
        tmp_path, result, Recipe.of(3, 7), NetworkConfig(), "a start (MIT)", trained=11, tuned=2
    )
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    for part in (
        digest_of(b"weights"),
        "11 articles of",
        "- seed: 7",
        "a start (MIT)",
        "6 layers × 384, 30,522 word pieces",
        "| relation | 100.0 | 100.0 | 100.0 | 100.0–100.0 | 2 |",
        "| outlet: gazette |",
        "| form: direct |",
        '"least_link": 0.4',
    ):
        assert part in card


def test_the_shipped_card_is_of_the_shipped_weights() -> None:
    config = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))
    assert config["digest"] == digest_of((MODEL / "model.onnx").read_bytes())
    assert config["digest"] in (MODEL / "README.md").read_text(encoding="utf-8")
    assert (MODEL / "model.onnx").stat().st_size < 25e6
