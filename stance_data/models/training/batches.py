"""Examples → batches of tensors, and the loss of one (needs the ``train`` extra)."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from stance_data.models.encoder.pairs import Pair, encode_pairs
from stance_data.models.training.network import StanceNetwork
from stance_data.models.training.variation import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Batch", "loss_of", "make_batches"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one batch; rows × pieces, and rows × stances."""

    ids: Tensor
    segments: Tensor
    weights: Tensor
    classes: Tensor


def make_batches(
    examples: Iterable[Example],
    tokenizer: Tokenizer,
    most: int,
    limit: int,
    chance: random.Random | None = None,
    masked: float = 0.0,
) -> list[Batch]:
    """Return examples in batches of like length, of at most `most` pieces, padding included.

    With `chance`, batches come in random order, and a share `masked` of the statements' pieces is
    hidden.
    """
    listed = list(examples)
    pairs = encode_pairs(
        tokenizer,
        [e.target for e in listed],
        [e.text for e in listed],
        limit,
        [e.context for e in listed],
    )
    if chance and masked:
        hidden, end = (int(tokenizer.token_to_id(sign) or 0) for sign in ("[MASK]", "[SEP]"))
        pairs = [_mask(pair, hidden, end, masked, chance) for pair in pairs]
    order = sorted(range(len(listed)), key=lambda row: len(pairs[row].ids))
    groups: list[list[int]] = []
    for row in order:
        if not groups or len(pairs[row].ids) * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(row)
    if chance:
        chance.shuffle(groups)
    return [collate([pairs[r] for r in rows], [listed[r] for r in rows]) for rows in groups]


def _mask(pair: Pair, hidden: int, end: int, share: float, chance: random.Random) -> Pair:
    words = [
        piece if piece == end or chance.random() >= share else hidden
        for piece in pair.ids[pair.turn :]
    ]
    return Pair(pair.ids[: pair.turn] + words, pair.turn)


def collate(pairs: list[Pair], examples: list[Example]) -> Batch:
    """Return the tensors of one batch."""
    length = max(len(pair.ids) for pair in pairs)
    ids = torch.zeros(len(pairs), length, dtype=torch.long)
    segments = torch.zeros_like(ids)
    for row, pair in enumerate(pairs):
        ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
        segments[row, pair.turn : len(pair.ids)] = 1
    return Batch(
        ids,
        segments,
        torch.tensor([e.weights for e in examples], dtype=torch.float32),
        torch.tensor([e.classes for e in examples]),
    )


def loss_of(network: StanceNetwork, batch: Batch, smoothing: float) -> Tensor:
    """Return the mean cross-entropy; stances that a row's corpus does not know are left aside."""
    scores = network(batch.ids, batch.segments)[0].float()
    likely = scores.masked_fill(~batch.classes, -1e4).log_softmax(1)
    even = batch.classes / batch.classes.sum(1, keepdim=True)
    wanted = (1 - smoothing) * batch.weights + smoothing * even
    return -(wanted * likely.masked_fill(~batch.classes, 0.0)).sum(1).mean()
