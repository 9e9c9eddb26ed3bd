"""Marked articles → batches for training the attributor (needs the ``train`` extra)."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from stance_data.attribution.encoder.links import LINKS
from stance_data.attribution.encoder.windows import (
    Pieces,
    Window,
    cut_windows,
    encode_text,
    encode_words,
    pack,
)
from stance_data.attribution.training.augmentation import dress
from stance_data.attribution.training.targets import Gold, gold_links, gold_words
from stance_data.schema import Article, Attribution

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["SIGNS", "Batch", "Example", "collate", "epoch_batches", "is_tuning", "make_examples"]

# Pieces of BERT's vocabulary: [CLS], [SEP] and [MASK].
SIGNS = (101, 102, 103)
_START, _END, _MASK = SIGNS


@dataclass(frozen=True, slots=True)
class Example:
    """An article in pieces, with the marks of each of its annotators."""

    article: Article
    pieces: Pieces
    golds: list[Gold]
    attributions: list[Attribution]
    """Of the first annotator, by whom an article is scored."""


def is_tuning(article_id: str) -> bool:
    """Say whether a training article is set apart for choosing decoding options (1 in 26)."""
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 26 == 0


def make_examples(
    records: Iterable[tuple[Article, str, list[Attribution]]], tokenizer: Tokenizer
) -> list[Example]:
    """Return one example for each article.

    Parameters
    ----------
    records : iterable of (Article, annotator, attributions)
        As a corpus reader yields them; an article comes once for each of its annotators.
    tokenizer : tokenizers.Tokenizer
        Without truncation and padding.
    """
    examples: dict[str, Example] = {}
    for article, _, attributions in records:
        example = examples.get(article.id)
        if example is None:
            pieces = encode_text(article.text, tokenizer)
            example = Example(article, pieces, [], attributions)
            examples[article.id] = example
        example.golds.append(gold_words(example.pieces, attributions))
    return list(examples.values())


Batch = dict[str, Tensor]
_Item = tuple[Pieces, Gold, Window]


def epoch_batches(
    examples: list[Example], tokenizer: Tokenizer, seed: int, most: int, epoch: int
) -> list[list[_Item]]:
    """Return the windows of one epoch in batches; the same for the same seed and epoch.

    A batch has at most `most` pieces, padding included, and windows of like length. An article of
    several annotators takes them in turn, one an epoch.
    """
    chance = random.Random(f"{seed}-{epoch}")
    items: list[tuple[float, _Item]] = []
    for example in examples:
        pieces = example.pieces
        forms, gaps = dress(pieces.forms, pieces.gaps.tolist(), chance)
        if forms is not pieces.forms or gaps != pieces.gaps.tolist():
            pieces = encode_words(forms, gaps, tokenizer)
        gold = example.golds[(epoch + len(forms)) % len(example.golds)]
        for window in cut_windows(pieces, limit=chance.choice((208, 256, 304))):
            size = int(pieces.first[window.end] - pieces.first[window.start])
            items.append((size * chance.uniform(0.95, 1.05), (pieces, gold, window)))
    items.sort(key=lambda item: item[0])
    batches: list[list[_Item]] = []
    batch: list[_Item] = []
    longest = 0
    for _, item in items:
        pieces, _, window = item
        size = int(pieces.first[window.end] - pieces.first[window.start]) + 2
        longest = max(longest, size)
        if batch and longest * (len(batch) + 1) > most:
            batches.append(batch)
            batch, longest = [], size
        batch.append(item)
    batches.append(batch)
    chance.shuffle(batches)
    return batches


def collate(batch: list[_Item], masked: float, chance: np.random.Generator) -> Batch:
    """Return the tensors of one batch: inputs, and what the network should answer."""
    sizes = [int(p.first[w.end] - p.first[w.start]) + 2 for p, _, w in batch]
    length = -(-max(sizes) // 8) * 8
    words = max(w.end - w.start for _, _, w in batch)
    arrays = pack([p for p, _, _ in batch], [w for _, _, w in batch], length, _START, _END)
    tags = np.zeros((len(batch), words), dtype=np.int64)
    columns = np.zeros((len(batch), words), dtype=np.int64)
    filled = np.zeros((len(batch), words), dtype=bool)
    links = np.zeros((len(batch), len(LINKS), length, length), dtype=bool)
    for row, (pieces, gold, window) in enumerate(batch):
        count = window.end - window.start
        begin = pieces.first[window.start]
        tags[row, :count] = gold.tags[window.start : window.end]
        columns[row, :count] = pieces.first[window.start : window.end] - begin + 1
        if tags[row, 0] and tags[row, 0] % 2 == 0:
            # The context may begin inside a span.
            tags[row, 0] -= 1
        filled[row, :count] = True
        links[row] = gold_links(pieces, gold, window, length)
        if masked:
            hidden = chance.random(count) < masked
            of = pieces.word_of[begin : pieces.first[window.end]] - window.start
            arrays["ids"][row, 1 : len(of) + 1][hidden[of]] = _MASK
    arrays |= {"tags": tags, "columns": columns, "filled": filled, "links": links}
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
