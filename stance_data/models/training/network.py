"""The network: a BERT encoder, the mean of its vectors, one score for each stance.

After Allaway and McKeown 2020 ("BERT-joint") and Reimers and Gurevych 2019 for the mean.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from stance_data.attribution.training.network import Dropout, Layer, NetworkConfig
from stance_data.attribution.training.starting import encoder_weights
from stance_data.models.encoder.pairs import LIMIT
from stance_data.schema import STANCES

__all__ = ["StanceNetwork", "load_starting_network"]


class StanceNetwork(nn.Module):  # type: ignore[misc]
    """Word pieces of (target, statement) → scores of the stances, and the mean vector.

    Inputs are int tensors (batch, length): ``ids``, padded with zeros, and ``segments``, 0 for the
    target and 1 for the statement. Outputs are scores (batch, 3) and vectors (batch, width).
    """

    def __init__(self, config: NetworkConfig) -> None:
        super().__init__()
        c = self.config = config
        self.words = nn.Embedding(c.vocabulary, c.width)
        self.position = nn.Parameter(torch.zeros(c.positions, c.width))
        self.segments = nn.Embedding(2, c.width)
        self.norm = nn.LayerNorm(c.width, c.epsilon)
        self.dropout = Dropout(c.dropout)
        self.encoder = nn.ModuleList([Layer(c) for _ in range(c.layers)])
        self.head = nn.Linear(c.width, len(STANCES))
        self.frozen = 0
        """Layers, from the lowest, that do not learn; neither do the embeddings then."""

    def forward(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        filled = ids != 0
        mask = torch.zeros(ids.shape, dtype=self.position.dtype, device=ids.device)
        pooled = self.pool(
            self.encode(ids, segments, mask.masked_fill(~filled, -1e4)[:, None, None, :]), filled
        )
        return self.head(self.dropout(pooled)), pooled

    def encode(self, ids: Tensor, segments: Tensor, mask: Tensor | None) -> Tensor:
        """Return the vector of each piece, (batch, length, width)."""
        x = self.words(ids) + self.position[: ids.shape[1]] + self.segments(segments)
        x = self.dropout(self.norm(x))
        for number, layer in enumerate(self.encoder, 1):
            x = layer(x, mask)
            if number == self.frozen:
                x = x.detach()
        return x

    @staticmethod
    def pool(x: Tensor, filled: Tensor) -> Tensor:
        """Return the mean of the vectors of pieces that are no padding."""
        weights = filled.to(x.dtype)[:, :, None]
        return (x * weights).sum(1) / weights.sum(1)


def load_starting_network(folder: Path) -> tuple[StanceNetwork, Tokenizer]:
    """Return a network whose encoder has the weights in a folder, and the folder's tokenizer."""
    facts = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    network = StanceNetwork(
        NetworkConfig(
            vocabulary=facts["vocab_size"],
            positions=LIMIT,
            width=facts["hidden_size"],
            layers=facts["num_hidden_layers"],
            heads=facts["num_attention_heads"],
            inner=facts["intermediate_size"],
            epsilon=facts["layer_norm_eps"],
        )
    )
    weights = encoder_weights(folder)
    state = network.state_dict()
    table = "embeddings."
    state["words.weight"] = weights[table + "word_embeddings.weight"]
    state["segments.weight"] = weights[table + "token_type_embeddings.weight"]
    state["position"] = weights[table + "position_embeddings.weight"][:LIMIT]
    state |= {name: value for name, value in weights.items() if name in state}
    network.load_state_dict(state)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return network, tokenizer
