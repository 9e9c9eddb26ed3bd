"""Training, interruption, branches and export, with a network of a few hundred weights."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra train")

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from stance_data.attribution.encoder.decoding import TAGS, Options
from stance_data.attribution.encoder.inference import Encoder
from stance_data.attribution.encoder.links import CONTENT_TO_CUE, CUE_TO_SOURCE
from stance_data.attribution.encoder.windows import Window, cut_windows, encode_text
from stance_data.attribution.training import loop as training
from stance_data.attribution.training.batches import (
    Example,
    collate,
    epoch_batches,
    is_tuning,
    make_examples,
)
from stance_data.attribution.training.export import export, load_trained
from stance_data.attribution.training.loop import Recipe, train
from stance_data.attribution.training.network import Chain, Network, NetworkConfig
from stance_data.attribution.training.targets import gold_links, gold_words
from stance_data.errors import ModelError
from stance_data.schema import Article, Attribution, Span

TEXT = "Ida Moe said “the ferry is safe.” The mayor doubts that it will sail.\n\nRain fell."
SIZES = NetworkConfig(
    vocabulary=160, positions=400, width=16, layers=1, heads=2, inner=32, link_width=4
)


def span(part: str) -> list[Span]:
    return [Span(TEXT.index(part), TEXT.index(part) + len(part))]


GOLD = [
    Attribution(span("Ida Moe"), span("said"), span("“the ferry is safe.”")),
    Attribution(span("The mayor"), span("doubts"), span("that it will sail")),
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    words = sorted({*TEXT.lower().replace(".", " . ").split(), '"', "ferr", "##y", "[UNK]"})
    vocabulary = {word: 104 + i for i, word in enumerate(words)}
    vocabulary |= {"[CLS]": 101, "[SEP]": 102, "[MASK]": 103}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@pytest.fixture
def examples(tokenizer: Tokenizer) -> list[Example]:
    ids = [name for name in map(str, range(60)) if not is_tuning(name)][:6]
    tuning = next(name for name in map(str, range(200)) if is_tuning(name))
    records = [(Article(id=name, text=TEXT), "x", GOLD) for name in [*ids, tuning]]
    return make_examples([*records, (records[0][0], "y", [])], tokenizer)


def test_gold_words_and_links(tokenizer: Tokenizer) -> None:
    pieces = encode_text(TEXT, tokenizer)
    gold = gold_words(pieces, GOLD)
    names = [TAGS[tag] for tag in gold.tags]
    assert names[:4] == ["B-source", "I-source", "B-cue", "B-content"]
    assert names.count("B-content") == 2
    (window,) = cut_windows(pieces)
    links = gold_links(pieces, gold, window, len(pieces.ids) + 2)
    said, moe = (int(pieces.first[i]) + 1 for i in (2, 1))
    assert np.flatnonzero(links[CUE_TO_SOURCE, said]).tolist() == [1, moe]
    content = int(pieces.first[4]) + 1
    assert np.flatnonzero(links[CONTENT_TO_CUE, content]).tolist() == [said]
    # A cue out of sight counts as none.
    part = gold_links(pieces, gold, Window(4, 4, window.end), len(pieces.ids) + 2)
    assert part[CONTENT_TO_CUE, 1].nonzero()[0].tolist() == [0]


def test_epochs_differ_and_repeat(examples: list[Example], tokenizer: Tokenizer) -> None:
    def ids(epoch: int) -> list[list[str]]:
        batches = epoch_batches(examples, tokenizer, 1, 128, epoch)
        return [pieces.forms for batch in batches for pieces, _, _ in batch]

    assert ids(0) == ids(0)
    assert any(ids(0) != ids(epoch) for epoch in range(1, 9))
    batch = collate(epoch_batches(examples, tokenizer, 1, 128, 0)[0], 0.5, np.random.default_rng(0))
    assert batch["ids"].shape == batch["shapes"].shape
    assert (batch["ids"] == 103).any()


def test_chain_is_a_distribution() -> None:
    """The likelihoods of all paths of three words sum to one."""
    from itertools import product

    torch.manual_seed(0)
    chain = Chain()
    torch.nn.init.normal_(chain.transitions)
    torch.nn.init.normal_(chain.start)
    scores = torch.randn(1, 3, len(TAGS))
    filled = torch.ones(1, 3, dtype=torch.bool)
    total = sum(
        float(torch.exp(-chain(scores, torch.tensor([path]), filled)).detach())
        for path in product(range(len(TAGS)), repeat=3)
    )
    assert total == pytest.approx(1, abs=1e-4)


def test_training_interrupted_is_training_in_one_go(
    tmp_path: Path,
    examples: list[Example],
    tokenizer: Tokenizer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recipe = Recipe(epochs=2, batch_pieces=64, branch_at=1, branch_ends=(2,))
    monkeypatch.setattr(training, "_CHECKPOINT_EVERY", 1)

    def weights(out: Path) -> dict[str, torch.Tensor]:
        torch.manual_seed(3)
        path = train(Network(SIZES), tokenizer, examples, examples[:1], out, recipe)
        return load_trained(path).state_dict()

    whole = weights(tmp_path / "whole")
    calls = 0

    def killed(*args: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise KeyboardInterrupt
        return kept(*args)

    kept = training.loss_of
    monkeypatch.setattr(training, "loss_of", killed)
    with pytest.raises(KeyboardInterrupt):
        weights(tmp_path / "cut")
    resumed = weights(tmp_path / "cut")
    for name, value in whole.items():
        assert torch.allclose(value, resumed[name], atol=1e-5), name
    log = (tmp_path / "cut" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["epoch"] for line in log] == [1, 2]
    with pytest.raises(ModelError, match="another recipe"):
        train(Network(SIZES), tokenizer, examples, [], tmp_path / "cut", Recipe(epochs=3))


@pytest.mark.parametrize("quantized", [False, True])
def test_export_reads_like_the_network(
    tmp_path: Path, tokenizer: Tokenizer, quantized: bool
) -> None:
    from stance_data.attribution.training.reading import read_network

    pytest.importorskip("onnx", reason="needs the extra train")
    torch.manual_seed(0)
    network = Network(SIZES).eval()
    tokenizer.save(str(tmp_path / "tokens.json"))
    options = Options(least_link=0.4, bias={"B-cue": 0.5})
    export(network, tmp_path / "tokens.json", tmp_path / "model", options, {}, quantized)
    encoder = Encoder.load(tmp_path / "model")
    assert encoder.options == options
    pieces = encode_text(TEXT, tokenizer)
    ours, theirs = read_network(network, pieces), encoder.read(pieces)
    assert np.allclose(ours.tags, theirs.tags, atol=0.3 if quantized else 0.05)
    for mine, other in zip(ours.patches, theirs.patches, strict=True):
        assert mine.rows.tolist() == other.rows.tolist()
        assert np.allclose(mine.links, other.links, atol=0.05)


def test_tuning_prefers_what_scores_better(
    tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stance_data.attribution.encoder.decoding import WordAttribution
    from stance_data.attribution.training import tuning

    pieces = encode_text(TEXT, tokenizer)
    article = tuning.read_article(TEXT, GOLD, pieces, None)  # type: ignore[arg-type]
    found = WordAttribution([(0, 2)], [(2, 3)], [(3, 10)])

    def decoded(reading: object, options: Options) -> list[WordAttribution]:
        return [found] if options.least_link == 0.5 else []

    monkeypatch.setattr(tuning, "decode", decoded)
    assert tuning.choose_options([article]).least_link == 0.5
    monkeypatch.setattr(tuning, "decode", lambda reading, options: [found])
    assert tuning.choose_options([article]).least_link == 0.4
