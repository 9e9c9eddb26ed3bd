"""Write a trained network as an int8 ONNX model folder (needs the ``train`` extra)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from stance_data.attribution.encoder.inference import digest_of
from stance_data.attribution.training.export import quantize, row_scaled
from stance_data.attribution.training.network import NetworkConfig
from stance_data.attribution.training.optimizing import write_state
from stance_data.models.encoder.inference import FORMAT
from stance_data.models.training.network import StanceNetwork

__all__ = ["Reader", "export", "interpolate", "load_trained", "write_config"]


class Reader(nn.Module):  # type: ignore[misc]
    """The network as it is exported: pairs of one length without padding."""

    def __init__(self, network: StanceNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        pooled = self.network.encode(ids, segments, None).mean(1)
        return self.network.head(pooled), pooled


def load_trained(path: str | Path) -> tuple[StanceNetwork, dict[str, Any]]:
    """Return the network of a ``final.pt`` file, and what its training took.

    That is ``steps``, ``minutes`` and ``share_of_mixture``.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    network = StanceNetwork(NetworkConfig(**state["config"]))
    network.load_state_dict(state["weights"])
    return network.eval(), dict(state["trained"])


def interpolate(path: str | Path, first: StanceNetwork, share: float) -> Path:
    """Write ``mixed.pt`` beside a ``final.pt``: its weights, and a share of those of before.

    After Wortsman et al. 2022, "Robust fine-tuning of zero-shot models".

    Parameters
    ----------
    path : path
        Of the weights at the end of a training.
    first : StanceNetwork
        What that began with.
    share : float
        Of the first weights, between 0 and 1.
    """
    path = Path(path)
    state = torch.load(path, map_location="cpu", weights_only=True)
    before = first.state_dict()
    state["weights"] = {
        name: value.float().lerp(before[name].float(), share)
        for name, value in state["weights"].items()
    }
    state["trained"] = {**state["trained"], "share_of_first_weights": share}
    mixed = path.with_name("mixed.pt")
    write_state(mixed, state)
    return mixed


def export(
    network: StanceNetwork,
    tokenizer_file: str | Path,
    folder: str | Path,
    facts: dict[str, Any] | None = None,
    quantized: bool = True,
) -> Path:
    """Write ``model.onnx``, ``tokenizer.json`` and ``config.json``, not calibrated yet.

    Parameters
    ----------
    network : StanceNetwork
    tokenizer_file : path
        The encoder's ``tokenizer.json``.
    folder : path
    facts : dict, optional
        More entries for the config, such as the recipe.
    quantized : bool
        Weights as int8 (dynamic quantisation), else fp32.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    network.eval().float()
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _trace(Reader(row_scaled(network) if quantized else network), plain)
        if quantized:
            quantize(plain, folder / "model.onnx")
        else:
            (folder / "model.onnx").write_bytes(plain.read_bytes())
    tokens = json.loads(Path(tokenizer_file).read_text(encoding="utf-8"))
    tokens["truncation"] = tokens["padding"] = None
    (folder / "tokenizer.json").write_text(json.dumps(tokens, ensure_ascii=False), encoding="utf-8")
    config = {
        "format": FORMAT,
        "width": network.config.width,
        "heads": network.config.heads,
        "temperature": 1.0,
        "threshold": 0.0,
        "digest": digest_of((folder / "model.onnx").read_bytes()),
        **(facts or {}),
    }
    write_config(folder, config)
    return folder


def write_config(folder: Path, config: dict[str, Any]) -> None:
    """Write a model folder's ``config.json``."""
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _trace(reader: Reader, path: Path) -> None:
    example = torch.ones(1, 16, dtype=torch.long)
    torch.onnx.export(
        reader.eval(),
        (example, example),
        str(path),
        input_names=["ids", "segments"],
        output_names=["scores", "vector"],
        dynamic_axes={"ids": {1: "pieces"}, "segments": {1: "pieces"}},
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
