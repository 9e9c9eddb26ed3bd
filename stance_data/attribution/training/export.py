"""Write a trained network as an int8 ONNX model folder (needs the ``train`` extra)."""

from __future__ import annotations

import copy
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn
from torch.nn import functional

from stance_data.attribution.encoder.decoding import Options
from stance_data.attribution.encoder.inference import digest_of
from stance_data.attribution.training.network import Network, NetworkConfig, Reader

__all__ = ["RowScaled", "export", "load_trained", "quantize", "row_scaled"]


_N = TypeVar("_N", bound=nn.Module)


def load_trained(path: str | Path) -> Network:
    """Return the network of an ``epoch-<n>.pt`` file."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    network = Network(NetworkConfig(**state["config"]))
    network.load_state_dict(state["weights"])
    return network


def export(
    network: Network,
    tokenizer_file: str | Path,
    folder: str | Path,
    options: Options,
    facts: dict[str, Any] | None = None,
    quantized: bool = True,
) -> Path:
    """Write ``model.onnx``, ``tokenizer.json`` and ``config.json``.

    Parameters
    ----------
    network : Network
    tokenizer_file : path
        The encoder's ``tokenizer.json``.
    folder : path
    options : Options
        How the model's scores are to be decoded.
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
        reader = Reader(row_scaled(network) if quantized else network)
        _trace(reader, plain)
        if quantized:
            quantize(plain, folder / "model.onnx")
        else:
            (folder / "model.onnx").write_bytes(plain.read_bytes())
    tokens = json.loads(Path(tokenizer_file).read_text(encoding="utf-8"))
    tokens["truncation"] = tokens["padding"] = None
    (folder / "tokenizer.json").write_text(json.dumps(tokens, ensure_ascii=False), encoding="utf-8")
    vocabulary = tokens["model"]["vocab"]
    config = {
        "format": 1,
        "start_id": vocabulary["[CLS]"],
        "end_id": vocabulary["[SEP]"],
        "decoding": asdict(options),
        "transitions": _rounded(network.chain.transitions),
        "start": _rounded(network.chain.start),
        "digest": digest_of((folder / "model.onnx").read_bytes()),
        **(facts or {}),
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    return folder


def _rounded(parameter: torch.Tensor) -> Any:
    return [
        [round(v, 4) for v in row] if isinstance(row, list) else round(row, 4)
        for row in parameter.detach().tolist()
    ]


def _trace(reader: Reader, path: Path) -> None:
    names = ["ids", "shapes", "places", "gaps"]
    example = torch.ones(1, 16, dtype=torch.long)
    columns = torch.arange(12)
    axes: dict[str, dict[int, str]] = {name: {1: "pieces"} for name in names}
    axes |= {"columns": {0: "words"}, "tags": {0: "words"}, "links": {1: "words", 2: "heads"}}
    torch.onnx.export(
        reader.eval(),
        (example, example, example, example, columns),
        str(path),
        input_names=[*names, "columns"],
        output_names=["tags", "links"],
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )


class RowScaled(nn.Module):  # type: ignore[misc]
    """A linear layer that scales each word piece's vector to at most 1 before, and back after.

    Dynamic quantisation has one scale for all vectors of a window. A few pieces with large values
    would leave the others a handful of steps; scaled one by one, each has all 256.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.weight = linear.weight
        self.bias = linear.bias

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        peak = x.abs().amax(-1, keepdim=True).clamp_min(1e-6)
        return functional.linear(x / peak, self.weight) * peak + self.bias


def row_scaled(network: _N) -> _N:
    """Return a copy of a network whose linear layers are `RowScaled`."""
    scaled = copy.deepcopy(network)
    for parent in list(scaled.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear):
                setattr(parent, name, RowScaled(child))
    return scaled


def quantize(source: Path, target: Path) -> None:
    """Write a model of ONNX with int8 weights; values are quantised as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(str(source), str(target), weight_type=QuantType.QInt8, per_channel=True)
