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

from stance_data.attribution.training.optimizing import Stepper, write_state
from stance_data.errors import ModelError
from stance_data.models.training.batches import Batch, loss_of, make_batches
from stance_data.models.training.mixture import ROUNDS
from stance_data.models.training.network import StanceNetwork
from stance_data.models.training.variation import Example
from stance_data.models.training.workers import Workers

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Recipe", "train"]

_CHECKPOINT_SECONDS = 180
_REPORTS = 6


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
    masked : float
        Share of a statement's pieces that are hidden, other ones each time.
    joining : float
        Share of the training after which the rows set apart join (`Part.joins`); what they are
        measured with is the average of the weights then.
    frozen_layers : int
        Layers, from the lowest, that do not learn, which saves a fifth of the time if it is 2.
    """

    steps: int = 0
    minutes: float = 70.0
    seed: int = 1
    limit: int = 100
    batch_pieces: int = 1280
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.06
    averaging: float = 0.998
    smoothing: float = 0.04
    clip: float = 1.0
    masked: float = 0.08
    joining: float = 0.75
    frozen_layers: int = 0


def train(
    network: StanceNetwork,
    tokenizer: Tokenizer,
    draw: Callable[[int, bool], Iterable[Example]],
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
        Number of a round, from 0, and whether the rows set apart are among them → its rows.
    out : path
        Receives ``checkpoint.pt`` (to resume), ``log.jsonl``, ``measured.pt`` (the averaged weights
        before the rows set apart joined), and at the end ``final.pt``.
    recipe : Recipe
    measure : callable, optional
        Network → figures for the log, after each sixth of the training.
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
        run.keep(path)
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
        self.stepper = Stepper(network, recipe, self._rate_of)
        self.round = self.done = self.reports = 0
        self.joined = False
        self.seconds = 0.0
        self.began = time.monotonic()

    @property
    def progress(self) -> float:
        """Share of the training that is done."""
        if self.recipe.steps:
            return self.stepper.step / self.recipe.steps
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
        self.stepper.load(state)
        self.round, self.done = state["round"], state["done"]
        self.reports, self.seconds = state["reports"], state["seconds"]
        self.joined = state["joined"]
        if self.workers.rank == 0:
            torch.set_rng_state(state["random"].cpu())

    def to_end(
        self,
        draw: Callable[[int, bool], Iterable[Example]],
        measure: Callable[[StanceNetwork], dict[str, Any]] | None,
    ) -> None:
        from tqdm.auto import tqdm

        recipe, first = self.recipe, self.workers.rank == 0
        quiet = None if first else True
        bar = tqdm(desc="steps", initial=self.stepper.step, mininterval=10, disable=quiet)
        saved = time.monotonic()
        losses: list[float] = []
        while self.progress < 1:
            if self.progress >= recipe.joining and not self.joined and not self.done:
                self.joined = True
                if first:
                    self.keep(self.folder / "measured.pt")
            batches = make_batches(
                draw(self.round, self.joined),
                self.tokenizer,
                recipe.batch_pieces // self.workers.number,
                recipe.limit,
                random.Random(f"{recipe.seed}-{self.round}"),
                recipe.masked,
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
                if self.progress * _REPORTS >= self.reports + 1:
                    self.reports += 1
                    if first and measure:
                        self._report(losses, measure)
                    losses = []
            if self.done == steps:
                self.round, self.done = self.round + 1, 0
        if first:
            self._save()

    def keep(self, path: Path) -> None:
        """Write the averaged weights, and what they took."""
        trained = {
            "steps": self.stepper.step,
            "minutes": round(self.seconds / 60, 1),
            "share_of_mixture": round(self.round / ROUNDS, 3),
        }
        self.stepper.keep(path, trained=trained)

    def _rate_of(self, name: str) -> tuple[float, bool]:
        recipe = self.recipe
        return recipe.head_rate if name.startswith("head.") else recipe.encoder_rate, True

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
        self.stepper.take(self.progress)
        return float(loss.detach())

    def _save(self) -> None:
        write_state(
            self.folder / "checkpoint.pt",
            {
                **self.stepper.state(),
                "recipe": json.dumps(asdict(self.recipe)),
                "round": self.round,
                "done": self.done,
                "reports": self.reports,
                "joined": self.joined,
                "seconds": self.seconds,
                "random": torch.get_rng_state(),
            },
        )

    def _report(
        self, losses: list[float], measure: Callable[[StanceNetwork], dict[str, Any]]
    ) -> None:
        kept = StanceNetwork(self.network.config).to(self.device).eval()
        kept.load_state_dict(self.stepper.average)
        entry = {
            "step": self.stepper.step,
            "round": self.round,
            "minutes": round(self.seconds / 60, 1),
            "loss": round(sum(losses) / max(1, len(losses)), 4),
            **measure(kept),
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        print(json.dumps(entry), flush=True)
