"""What a network says about rows, in torch (needs the ``train`` extra)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from stance_data.models.encoder.pairs import LIMIT
from stance_data.models.training.batches import make_batches
from stance_data.models.training.mixture import Part
from stance_data.models.training.network import StanceNetwork

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["quick_figures"]


def quick_figures(
    network: StanceNetwork, tokenizer: Tokenizer, parts: list[Part], most: int = 250
) -> dict[str, Any]:
    """Return macro-F1 in percent of each corpus, on its first dev rows (spread over the part)."""
    from sklearn.metrics import f1_score

    figures: dict[str, Any] = {}
    device = network.head.weight.device
    for part in parts:
        if not part.dev:
            continue
        rows = part.dev[:: max(1, len(part.dev) // most)]
        gold, found = [], []
        with torch.inference_mode():
            for batch in make_batches(rows, tokenizer, 4096, LIMIT):
                scores = network(batch.ids.to(device), batch.segments.to(device))[0].cpu().float()
                found += scores.masked_fill(~batch.classes, -1e4).argmax(1).tolist()
                hard = batch.weights.argmax(1)
                gold += hard.tolist()
        figures[part.name] = round(100 * float(f1_score(gold, found, average="macro")), 1)
    return figures
