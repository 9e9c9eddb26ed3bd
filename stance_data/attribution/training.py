"""Train the attributor on marked articles (needs the ``train`` extra)."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from stance_data.attribution.augmentation import dress
from stance_data.attribution.decoding import LINKS, Options, Reading, decode, make_patch
from stance_data.attribution.network import Network, Reader
from stance_data.attribution.scoring import Counts, Tally, mark, tally
from stance_data.attribution.targets import Gold, gold_links, gold_words
from stance_data.attribution.windows import (
    Pieces,
    Window,
    cut_windows,
    encode_text,
    encode_words,
    pack,
)
from stance_data.attribution.words import paragraph_bounds
from stance_data.schema import Article, Attribution, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Example", "Recipe", "evaluate_network", "is_tuning", "make_examples", "train"]

_START, _END, _MASK = 101, 102, 103


@dataclass(frozen=True)
class Recipe:
    """How to train. Rates are per step; shares are between 0 and 1.

    Attributes
    ----------
    batch_pieces : int
        Word pieces in a batch, padding included.
    encoder_rate, head_rate, chain_rate : float
        Peak learning rates.
    warm_up : float
        Share of the steps in which the rates rise; then they fall linearly to 1 %.
    averaging : float
        Decay of the moving average of the weights, which is what is kept.
    smoothing : float
        Weight of the uniform distribution over tags.
    link_weights : tuple of float
        Weight of each link's loss beside that of the tags.
    masked : float
        Share of words hidden from the network.
    """

    epochs: int = 9
    seed: int = 1
    batch_pieces: int = 2048
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    chain_rate: float = 5e-3
    weight_decay: float = 0.01
    warm_up: float = 0.06
    averaging: float = 0.998
    smoothing: float = 0.02
    link_weights: tuple[float, float, float] = (0.3, 0.3, 0.15)
    masked: float = 0.04
    clip: float = 1.0


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
    examples: list[Example], tokenizer: Tokenizer, recipe: Recipe, epoch: int
) -> list[list[_Item]]:
    """Return the windows of one epoch in batches; the same for the same seed and epoch.

    An article of several annotators takes them in turn, one an epoch.
    """
    chance = random.Random(f"{recipe.seed}-{epoch}")
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
        if batch and longest * (len(batch) + 1) > recipe.batch_pieces:
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


def loss_of(network: Network, batch: Batch, recipe: Recipe) -> Tensor:
    """Return the loss of one batch, per word."""
    tag_scores, link_scores = network(batch["ids"], batch["shapes"], batch["places"], batch["gaps"])
    tag_scores = tag_scores.float()
    index = batch["columns"][:, :, None].expand(-1, -1, tag_scores.shape[2])
    word_scores = tag_scores.gather(1, index)
    filled = batch["filled"]
    loss = network.chain(word_scores, batch["tags"], filled)
    loss = loss / filled.sum()
    if recipe.smoothing:
        spread = -word_scores.log_softmax(2).mean(2)
        loss = loss + recipe.smoothing * spread[filled].mean()
    asked = batch["links"].any(3)
    for link, weight in enumerate(recipe.link_weights):
        rows = asked[:, link]
        if rows.any():
            scores = link_scores[:, link][rows].float()
            wanted = scores.masked_fill(~batch["links"][:, link][rows], -1e9)
            loss = loss + weight * (scores.logsumexp(1) - wanted.logsumexp(1)).mean()
    return loss


def _schedule(step: int, steps: int, warm_up: float) -> float:
    rise = max(1, int(steps * warm_up))
    if step < rise:
        return (step + 1) / rise
    return max(0.01, (steps - step) / (steps - rise))


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name == "words.weight":
            parameter.requires_grad_(False)
            continue
        rate = recipe.head_rate
        if name.startswith(("encoder.", "position", "norm.")):
            rate = recipe.encoder_rate
        elif name.startswith("chain."):
            rate = recipe.chain_rate
        decay = recipe.weight_decay if parameter.dim() > 1 and "chain" not in name else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay}
            for (rate, decay), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def train(
    network: Network,
    tokenizer: Tokenizer,
    examples: list[Example],
    dev: list[Example],
    out: str | Path,
    recipe: Recipe,
    checkpoint_every: int = 150,
) -> dict[str, Any]:
    """Train a network; go on from the last checkpoint in `out` if there is one.

    Parameters
    ----------
    network : Network
        With the encoder's starting weights.
    tokenizer : tokenizers.Tokenizer
        Without truncation and padding.
    examples : list of Example
        To train on; those that `is_tuning` chooses are only scored.
    dev : list of Example
        Scored after each epoch.
    out : path
        Receives ``checkpoint.pt`` (to resume), ``epoch-<n>.pt`` (averaged weights) and ``log.jsonl``.
    recipe : Recipe
    checkpoint_every : int
        Steps between checkpoints.

    Returns
    -------
    dict
        The last line of the log: figures on the tuning part and on dev.
    """
    from tqdm.auto import tqdm

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    network.to(device)
    tuning = [example for example in examples if is_tuning(example.article.id)]
    examples = [example for example in examples if not is_tuning(example.article.id)]
    optimizer = _optimizer(network, recipe)
    average = {name: value.clone() for name, value in network.state_dict().items()}
    epoch, done, step = 0, 0, 0
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        if state["recipe"] != json.dumps(asdict(recipe)):
            raise ValueError(f"{checkpoint}: made by another recipe; choose another folder")
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average, epoch, done, step = state["average"], state["epoch"], state["done"], state["step"]
        torch.set_rng_state(state["random"].cpu())
    # The number of batches differs a little between epochs; the schedule takes the first's.
    steps = len(epoch_batches(examples, tokenizer, recipe, 0)) * recipe.epochs
    entry: dict[str, Any] = {}
    while epoch < recipe.epochs:
        network.train()
        batches = epoch_batches(examples, tokenizer, recipe, epoch)
        total = 0.0
        bar = tqdm(
            range(done, len(batches)),
            desc=f"epoch {epoch + 1}",
            initial=done,
            total=len(batches),
            mininterval=5,
        )
        for number in bar:
            chance = np.random.default_rng((recipe.seed, epoch, number))
            batch = collate(batches[number], recipe.masked, chance)
            batch = {name: tensor.to(device) for name, tensor in batch.items()}
            with torch.autocast(device.type, dtype=torch.bfloat16):
                loss = loss_of(network, batch, recipe)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
            factor = _schedule(step, steps, recipe.warm_up)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            _update(average, network, min(recipe.averaging, step / (step + 10)))
            total += float(loss.detach())
            bar.set_postfix(loss=f"{total / (number - done + 1):.3f}")
            if (number + 1) % checkpoint_every == 0:
                _save(checkpoint, network, optimizer, average, recipe, (epoch, number + 1, step))
        epoch, done = epoch + 1, 0
        kept = Network(network.config).to(device)
        kept.load_state_dict(average)
        torch.save(
            {"config": network.config.as_dict(), "weights": average}, out / f"epoch-{epoch}.pt"
        )
        _save(checkpoint, network, optimizer, average, recipe, (epoch, 0, step))
        entry = {"epoch": epoch, "loss": round(total / max(1, len(batches)), 4)}
        for name, part in (("tuning", tuning), ("dev", dev)):
            figures = evaluate_network(kept, part, Options())
            entry[name] = {key: round(100 * counts.f1, 1) for key, counts in figures.items()}
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        print(json.dumps(entry), flush=True)
    return entry


def _update(average: dict[str, Tensor], network: Network, decay: float) -> None:
    with torch.no_grad():
        for name, value in network.named_parameters():
            if value.requires_grad:
                average[name].lerp_(value, 1 - decay)


def _save(
    path: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    average: dict[str, Tensor],
    recipe: Recipe,
    place: tuple[int, int, int],
) -> None:
    epoch, done, step = place
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average,
        "recipe": json.dumps(asdict(recipe)),
        "epoch": epoch,
        "done": done,
        "step": step,
        "random": torch.get_rng_state(),
    }
    # A kill while writing leaves the old checkpoint.
    beside = path.with_suffix(".tmp")
    torch.save(state, beside)
    beside.replace(path)


def read_network(network: Network, pieces: Pieces) -> Reading:
    """Return what a network says about an article, one window at a time."""
    device = network.tag.weight.device
    reader = Reader(network)
    tags = np.zeros((len(pieces.forms), network.tag.out_features), dtype=np.float32)
    patches = []
    for window in cut_windows(pieces):
        begin = pieces.first[window.start]
        length = int(pieces.first[window.end] - begin) + 2
        arrays = pack([pieces], [window], length, _START, _END)
        columns = pieces.first[window.start : window.end] - begin + 1
        arrays["columns"] = np.concatenate([[0], columns])
        inputs = [torch.from_numpy(array).to(device) for array in arrays.values()]
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            scores, links = reader(*inputs)
        own = tags[window.own : window.end]
        own[:] = scores.float().cpu().numpy()[window.own - window.start + 1 :]
        patches.append(make_patch(window, own, links.float().cpu().numpy()))
    return Reading(
        tags,
        patches,
        paragraph_bounds(pieces.gaps.tolist()),
        network.chain.transitions.detach().cpu().numpy(),
        network.chain.start.detach().cpu().numpy(),
        pieces.quotations,
    )


def evaluate_network(network: Network, examples: list[Example], options: Options) -> Tally:
    """Score a network on examples, each by its first annotator."""
    network.eval()
    total: Tally = {}
    for example in examples:
        pieces = example.pieces
        found = []
        for a in decode(read_network(network, pieces), options):
            sides = [
                [Span(pieces.starts[begin], pieces.ends[end - 1]) for begin, end in spans]
                for spans in (a.source, a.cue, a.content)
            ]
            found.append(Attribution(*sides))
        text = example.article.text
        for key, counts in tally(mark(text, example.attributions), mark(text, found)).items():
            total[key] = total.get(key, Counts()).plus(counts)
    return total
