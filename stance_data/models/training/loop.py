"""Train the stance encoder on a mixture of corpora (needs the ``train`` extra)."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from stance_data.errors import ModelError
from stance_data.models.encoder.pairs import Pair, encode_pairs
from stance_data.models.training.mixture import ROUNDS, Example
from stance_data.models.training.network import StanceNetwork
from stance_data.models.training.workers import Workers

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Batch", "Recipe", "loss_of", "make_batches", "train"]

_CHECKPOINT_SECONDS = 180


@dataclass(frozen=True)
class Recipe:
    """How to train. Rates are per step; shares are between 0 and 1.

    Attributes
    ----------
    steps : int
        After how many steps to end; 0 where `minutes` says it.
    minutes : float
        After how many minutes of training to end; the learning rate falls with the time used, so
        that a slower machine makes fewer steps of the same schedule.
    limit : int
        Most word pieces of a pair in training (`stance_data.models.encoder.pairs.LIMIT` in use).
    batch_pieces : int
        Word pieces in a batch, padding included.
    encoder_rate, head_rate : float
        Peak learning rates.
    warm_up : float
        Share of the training in which the rates rise; then they fall linearly to 1 %.
    averaging : float
        Decay of the moving average of the weights, which is what is kept.
    smoothing : float
        Weight of the uniform distribution over the classes of a corpus.
    frozen_layers : int
        Layers, from the lowest, that do not learn, which saves a fifth of the time.
    """

    steps: int = 0
    minutes: float = 90.0
    seed: int = 1
    limit: int = 80
    batch_pieces: int = 1280
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.06
    averaging: float = 0.998
    smoothing: float = 0.04
    clip: float = 1.0
    frozen_layers: int = 2


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
) -> list[Batch]:
    """Return examples in batches of like length, of at most `most` pieces, padding included.

    With `chance`, batches come in random order.
    """
    listed = list(examples)
    pairs = encode_pairs(tokenizer, [e.target for e in listed], [e.text for e in listed], limit)
    order = sorted(range(len(listed)), key=lambda row: len(pairs[row].ids))
    groups: list[list[int]] = []
    for row in order:
        if not groups or len(pairs[row].ids) * (len(groups[-1]) + 1) > most:
            groups.append([])
        groups[-1].append(row)
    if chance:
        chance.shuffle(groups)
    return [collate([pairs[r] for r in rows], [listed[r] for r in rows]) for rows in groups]


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


def train(
    network: StanceNetwork,
    tokenizer: Tokenizer,
    draw: Callable[[int], Iterable[Example]],
    out: str | Path,
    recipe: Recipe,
    measure: Callable[[StanceNetwork], dict[str, Any]] | None = None,
    workers: Workers | None = None,
) -> Path:
    """Train a network; go on from the checkpoint in `out` if there is one.

    A run that has ended goes on too, if it is given more steps or minutes.

    Parameters
    ----------
    network : StanceNetwork
        With the encoder's starting weights.
    tokenizer : tokenizers.Tokenizer
        Without truncation and padding.
    draw : callable
        Number of a round, from 0 → its rows.
    out : path
        Receives ``checkpoint.pt`` (to resume), ``log.jsonl``, and at the end ``final.pt``.
    recipe : Recipe
    measure : callable, optional
        Network → figures for the log, after each half of the training.
    workers : Workers, optional
        Processes that share each step; this one alone by default.

    Returns
    -------
    Path
        Of the averaged weights, for `stance_data.models.training.export.load_trained`.

    Raises
    ------
    ModelError
        If `out` holds the checkpoint of another recipe.
    """
    workers = workers or Workers()
    run = _Run(network, tokenizer, Path(out), recipe, workers)
    run.resume()
    run.to_end(draw, measure)
    path = Path(out) / "final.pt"
    if workers.rank == 0:
        trained = {
            "steps": run.step,
            "minutes": round(run.seconds / 60, 1),
            "share_of_mixture": round(run.round / ROUNDS, 3),
        }
        _write(
            path,
            {"config": network.config.as_dict(), "weights": run.average, "trained": trained},
        )
    return path


class _Run:
    """The network and what a checkpoint holds of its training."""

    def __init__(
        self,
        network: StanceNetwork,
        tokenizer: Tokenizer,
        folder: Path,
        recipe: Recipe,
        workers: Workers,
    ) -> None:
        self.network, self.tokenizer, self.recipe = network, tokenizer, recipe
        self.workers = workers
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(recipe.seed + 1000 * workers.rank)
        network.to(self.device)
        network.frozen = recipe.frozen_layers
        self.optimizer = _optimizer(network, recipe)
        self.average = {name: value.clone() for name, value in network.state_dict().items()}
        self.round = self.done = self.step = self.halves = 0
        self.seconds = 0.0
        self.began = time.monotonic()

    @property
    def progress(self) -> float:
        """Share of the training that is done."""
        if self.recipe.steps:
            return self.step / self.recipe.steps
        return self.seconds / (60 * self.recipe.minutes)

    def resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        # With more time the rates fall anew from where they are; all else must be as it was.
        longer = {"steps": self.recipe.steps, "minutes": self.recipe.minutes}
        if json.loads(state["recipe"]) | longer != asdict(self.recipe):
            raise ModelError(f"{path}: made by another recipe; choose another folder")
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        self.round, self.done, self.step = state["round"], state["done"], state["step"]
        self.halves, self.seconds = state["halves"], state["seconds"]
        if self.workers.rank == 0:
            torch.set_rng_state(state["random"].cpu())

    def to_end(
        self,
        draw: Callable[[int], Iterable[Example]],
        measure: Callable[[StanceNetwork], dict[str, Any]] | None,
    ) -> None:
        from tqdm.auto import tqdm

        recipe, first = self.recipe, self.workers.rank == 0
        bar = tqdm(desc="steps", initial=self.step, mininterval=10, disable=None if first else True)
        saved = time.monotonic()
        losses: list[float] = []
        while self.progress < 1:
            batches = make_batches(
                draw(self.round),
                self.tokenizer,
                recipe.batch_pieces // self.workers.number,
                recipe.limit,
                random.Random(f"{recipe.seed}-{self.round}"),
            )
            # Each process takes its own of every so many batches; what is left over is too few.
            steps = len(batches) // self.workers.number
            while self.done < steps and self.progress < 1:
                place = self.done * self.workers.number + self.workers.rank
                losses.append(self._train_batch(batches[place]))
                self.done += 1
                bar.update()
                if first and time.monotonic() - saved > _CHECKPOINT_SECONDS:
                    self._save()
                    saved = time.monotonic()
                if self.progress * 2 >= self.halves + 1:
                    self.halves += 1
                    if first and measure:
                        self._report(losses, measure)
                    losses = []
            if self.done == steps:
                self.round, self.done = self.round + 1, 0
        if first:
            self._save()

    def _train_batch(self, batch: Batch) -> float:
        batch = Batch(*(getattr(batch, name).to(self.device) for name in Batch.__slots__))
        self.network.train()
        # On CPUs without native bfloat16, autocast is ten times slower than fp32.
        with torch.autocast("cuda", dtype=torch.bfloat16, enabled=self.device.type == "cuda"):
            loss = loss_of(self.network, batch, self.recipe.smoothing)
        loss.backward()
        now = time.monotonic()
        self.seconds = self.workers.share(
            [p.grad for p in self.network.parameters() if p.grad is not None],
            self.seconds + now - self.began,
        )
        self.began = now
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        factor = _schedule(self.progress, self.recipe.warm_up)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        decay = min(self.recipe.averaging, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                if value.requires_grad:
                    self.average[name].lerp_(value, 1 - decay)
        return float(loss.detach())

    def _save(self) -> None:
        _write(
            self.folder / "checkpoint.pt",
            {
                "network": self.network.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "average": self.average,
                "recipe": json.dumps(asdict(self.recipe)),
                "round": self.round,
                "done": self.done,
                "step": self.step,
                "halves": self.halves,
                "seconds": self.seconds,
                "random": torch.get_rng_state(),
            },
        )

    def _report(
        self, losses: list[float], measure: Callable[[StanceNetwork], dict[str, Any]]
    ) -> None:
        kept = StanceNetwork(self.network.config).to(self.device).eval()
        kept.load_state_dict(self.average)
        entry = {
            "step": self.step,
            "round": self.round,
            "minutes": round(self.seconds / 60, 1),
            "loss": round(sum(losses) / max(1, len(losses)), 4),
            **measure(kept),
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        print(json.dumps(entry), flush=True)


def _schedule(progress: float, warm_up: float) -> float:
    if progress < warm_up:
        return max(0.01, progress / warm_up)
    return max(0.01, (1 - progress) / (1 - warm_up))


def _optimizer(network: StanceNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    # Most pieces occur too seldom for their vectors to learn, and the table is half the weights.
    network.words.weight.requires_grad_(False)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.head_rate if name.startswith("head.") else recipe.encoder_rate
        decay = recipe.weight_decay if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay}
            for (rate, decay), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def _write(path: Path, state: dict[str, Any]) -> None:
    # A kill while writing leaves the old file.
    beside = path.with_suffix(".tmp")
    torch.save(state, beside)
    beside.replace(path)
