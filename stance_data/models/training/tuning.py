"""Fine-tune the encoder that comes with the package on a user's own rows (extra ``train``)."""

from __future__ import annotations

import os
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from tokenizers import Tokenizer

from stance_data.attribution.training.network import NetworkConfig
from stance_data.models._examples import words_of
from stance_data.models.encoder.inference import MODEL
from stance_data.models.encoder.pairs import LIMIT, with_speaker
from stance_data.models.training.batches import Batch, loss_of, make_batches
from stance_data.models.training.network import StanceNetwork
from stance_data.models.training.variation import Example
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["read", "shipped_network", "tune"]

_BATCH_PIECES = 1024
_SMOOTHING = 0.05
_WARM_UP = 0.1


def shipped_network(folder: Path = MODEL) -> StanceNetwork:
    """Return the network of a model folder, its int8 weights as fp32 again."""
    import json

    import onnx
    from onnx import numpy_helper

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    graph = onnx.load(folder / "model.onnx").graph
    arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    state: dict[str, NDArray[Any]] = {}
    for name, array in arrays.items():
        if name.startswith("network.") and name.endswith(("weight", "bias", "position")):
            state[name.removeprefix("network.")] = array
    for table in ("words.weight", "segments.weight"):
        state[table] = _plain(arrays, f"network.{table}")
    layers = len({name.split(".")[1] for name in state if name.startswith("encoder.")})
    # The trace keeps the names of biases alone, but linear maps stand in the order of use.
    products = [n.input[1] for n in graph.node if n.op_type == "MatMulInteger"]
    maps = [f"encoder.{n}.{part}" for n in range(layers) for part in ("qkv", "out", "up", "down")]
    for name, product in zip([*maps, "head"], products, strict=True):
        state[f"{name}.weight"] = _plain(arrays, product.removesuffix("_quantized")).T
    vocabulary, width = state["words.weight"].shape
    sizes = NetworkConfig(
        vocabulary=vocabulary,
        positions=len(state["position"]),
        width=width,
        layers=layers,
        heads=config["heads"],
        inner=len(state["encoder.0.up.bias"]),
    )
    network = StanceNetwork(sizes)
    network.load_state_dict({n: torch.tensor(np.ascontiguousarray(a)) for n, a in state.items()})
    return network


def tune(
    rows: pd.DataFrame, stances: list[str], epochs: int, rate: float, seed: int, most: int
) -> dict[str, NDArray[np.float16]]:
    """Fine-tune the encoder of the package on rows, and return its weights.

    Parameters
    ----------
    rows : DataFrame
        ``text`` and ``target``, optionally ``speaker``.
    stances : list of str
    epochs : int
    rate : float
        Peak learning rate.
    seed : int
    most : int
        Word pieces to read, padding included; the epochs are broken off there.
    """
    from tqdm.auto import tqdm

    torch.manual_seed(seed)
    network = shipped_network()
    network.words.weight.requires_grad_(False)
    learned = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01)
    examples = _examples(rows, stances)
    chance = random.Random(seed)
    batches: list[Batch] = []
    for _ in range(epochs):
        # Shuffled, so what is broken off is a sample of the rows.
        for batch in make_batches(examples, _tokenizer(), _BATCH_PIECES, LIMIT, chance):
            if most > 0:
                batches.append(batch)
            most -= batch.ids.numel()
    network.train()
    for step, batch in enumerate(tqdm(batches, "tuning", unit="step", disable=None)):
        loss_of(network, batch, _SMOOTHING).backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        done = step / len(batches)
        for group in optimizer.param_groups:
            group["lr"] = rate * min(done / _WARM_UP + 0.01, (1 - done) / (1 - _WARM_UP))
        optimizer.step()
        optimizer.zero_grad()
    return {
        name: value.numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if name != "words.weight"
    }


def read(rows: pd.DataFrame, weights: dict[str, NDArray[np.float16]]) -> NDArray[np.float32]:
    """Return the scores (rows, stances) that tuned weights give."""
    network = shipped_network().eval()
    tuned = {name: torch.tensor(array.astype(np.float32)) for name, array in weights.items()}
    network.load_state_dict({**network.state_dict(), **tuned})
    scores = np.zeros((len(rows), len(STANCES)), dtype=np.float32)
    with torch.inference_mode():
        for place, example in enumerate(_examples(rows, [""] * len(rows))):
            (batch,) = make_batches([example], _tokenizer(), _BATCH_PIECES, LIMIT)
            scores[place] = network(batch.ids, batch.segments)[0].numpy()[0]
    return scores


def _plain(arrays: dict[str, NDArray[Any]], name: str) -> NDArray[Any]:
    """Return a quantised array as fp32: columns, or all of it, have a scale each."""
    scale, zero = arrays[f"{name}_scale"], arrays[f"{name}_zero_point"]
    whole: NDArray[Any] = arrays[f"{name}_quantized"].astype(np.float32)
    plain: NDArray[Any] = (whole - zero.astype(np.float32)) * scale
    return plain


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(os.fspath(MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _examples(rows: pd.DataFrame, stances: list[str]) -> list[Example]:
    speakers = words_of(rows, "speaker") if "speaker" in rows else [""] * len(rows)
    known = tuple(not any(stances) or stance in stances for stance in STANCES)
    return [
        Example(
            target,
            with_speaker(text, speaker),
            tuple(float(stance == name) for name in STANCES),
            known,
            stance,
        )
        for text, target, speaker, stance in zip(
            words_of(rows, "text"), words_of(rows, "target"), speakers, stances, strict=True
        )
    ]
