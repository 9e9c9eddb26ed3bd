"""Train the attributor on marked articles (needs the ``train`` extra)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from stance_data.attribution.encoder.decoding import Options
from stance_data.attribution.training.batches import (
    Batch,
    Example,
    collate,
    epoch_batches,
    is_tuning,
)
from stance_data.attribution.training.network import Network
from stance_data.attribution.training.optimizing import Stepper, write_state
from stance_data.attribution.training.reading import evaluate_network
from stance_data.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["Recipe", "train"]

_CHECKPOINT_EVERY = 150


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
    branch_at : int
        The epoch after which further runs part from the first, with other seeds; at the end the
        weights of all are averaged ("model soup", Wortsman et al. 2022).
    branch_ends : tuple of int
        The epoch at which each further run ends, its rates having fallen by then.
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
    branch_at: int = 5
    branch_ends: tuple[int, ...] = (9, 8)

    @classmethod
    def of(cls, epochs: int = 9, seed: int = 1) -> Recipe:
        """Return the recipe for another number of epochs; two further runs from 2 epochs on."""
        ends = (epochs, epochs - 1) if epochs > 2 else ()
        return cls(epochs=epochs, seed=seed, branch_at=epochs * 5 // 9, branch_ends=ends)


def train(
    network: Network,
    tokenizer: Tokenizer,
    examples: list[Example],
    dev: list[Example],
    out: str | Path,
    recipe: Recipe,
) -> Path:
    """Train a network; go on from the last checkpoints in `out` if there are any.

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
        Receives for each branch ``checkpoint.pt`` (to resume), ``epoch-<n>.pt`` (averaged weights)
        and ``log.jsonl``, and at the end ``final.pt``.
    recipe : Recipe

    Returns
    -------
    Path
        Of the trained weights, for `stance_data.attribution.training.export.load_trained`.

    Raises
    ------
    ModelError
        If `out` holds the checkpoint of another recipe.
    """
    out = Path(out)
    ends = []
    for branch, end in enumerate((recipe.epochs, *recipe.branch_ends)):
        folder = out / f"branch-{branch}" if branch else out
        own = replace(recipe, seed=recipe.seed + branch, epochs=end)
        run = _Run(network, tokenizer, examples, dev, folder, own)
        run.resume(out / "branch.pt" if branch else None)
        run.to_end()
        ends.append(run.stepper.average)
    weights = {name: torch.stack([end[name] for end in ends]).mean(0) for name in ends[0]}
    run.stepper.keep(out / "final.pt", weights)
    return out / "final.pt"


class _Run:
    """One run: the network and what a checkpoint holds of it."""

    def __init__(
        self,
        network: Network,
        tokenizer: Tokenizer,
        examples: list[Example],
        dev: list[Example],
        folder: Path,
        recipe: Recipe,
    ) -> None:
        self.network = network
        self.tokenizer = tokenizer
        self.examples = [example for example in examples if not is_tuning(example.article.id)]
        self.scored = {
            "tuning": [example for example in examples if is_tuning(example.article.id)],
            "dev": dev,
        }
        self.folder = folder
        self.recipe = recipe
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(recipe.seed)
        network.to(self.device)
        self.stepper = Stepper(network, recipe, _rate_of(recipe))
        self.epoch = self.done = 0
        # The number of batches differs a little between epochs; the schedule takes the first's.
        self.steps = len(self._batches(0)) * recipe.epochs

    def _batches(self, epoch: int) -> list[Any]:
        recipe = self.recipe
        return epoch_batches(self.examples, self.tokenizer, recipe.seed, recipe.batch_pieces, epoch)

    def resume(self, trunk: Path | None) -> None:
        """Load the run's own checkpoint or, if there is none, that of the trunk."""
        path = self.folder / "checkpoint.pt"
        own = path.exists()
        if not own:
            if trunk is None:
                return
            path = trunk
        state = torch.load(path, map_location=self.device, weights_only=True)
        if own and state["recipe"] != json.dumps(asdict(self.recipe)):
            raise ModelError(f"{path}: made by another recipe; choose another folder")
        self.stepper.load(state)
        self.epoch, self.done = state["epoch"], state["done"]
        if own:
            torch.set_rng_state(state["random"].cpu())

    def to_end(self) -> None:
        """Train the epochs that are left."""
        while self.epoch < self.recipe.epochs:
            loss = self._train_epoch()
            self.stepper.keep(self.folder / f"epoch-{self.epoch}.pt")
            self._save("checkpoint.pt")
            if self.recipe.branch_ends and self.epoch == self.recipe.branch_at:
                self._save("branch.pt")
            self._report(loss)

    def _train_epoch(self) -> float:
        from tqdm.auto import tqdm

        batches = self._batches(self.epoch)
        self.network.train()
        total = 0.0
        name = f"epoch {self.epoch + 1}"
        places = range(self.done, len(batches))
        bar = tqdm(places, name, initial=self.done, total=len(batches), mininterval=5)
        for number in bar:
            chance = np.random.default_rng((self.recipe.seed, self.epoch, number))
            total += self._train_batch(collate(batches[number], self.recipe.masked, chance))
            self.done = number + 1
            bar.set_postfix(loss=f"{total / (number - places.start + 1):.3f}")
            if self.done % _CHECKPOINT_EVERY == 0:
                self._save("checkpoint.pt")
        self.epoch, self.done = self.epoch + 1, 0
        return total / max(1, len(places))

    def _train_batch(self, batch: Batch) -> float:
        batch = {name: tensor.to(self.device) for name, tensor in batch.items()}
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            loss = loss_of(self.network, batch, self.recipe)
        loss.backward()
        self.stepper.take(self.stepper.step / self.steps)
        return float(loss.detach())

    def _save(self, name: str) -> None:
        state = {
            **self.stepper.state(),
            "recipe": json.dumps(asdict(self.recipe)),
            "epoch": self.epoch,
            "done": self.done,
            "random": torch.get_rng_state(),
        }
        write_state(self.folder / name, state)

    def _report(self, loss: float) -> None:
        kept = Network(self.network.config).to(self.device)
        kept.load_state_dict(self.stepper.average)
        entry: dict[str, Any] = {"epoch": self.epoch, "loss": round(loss, 4)}
        for name, part in self.scored.items():
            figures = evaluate_network(kept, part, Options())
            entry[name] = {key: round(100 * counts.f1, 1) for key, counts in figures.items()}
        line = json.dumps(entry)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        print(line, flush=True)


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


def _rate_of(recipe: Recipe) -> Callable[[str], tuple[float, bool]]:
    def rate_of(name: str) -> tuple[float, bool]:
        if name.startswith("chain."):
            return recipe.chain_rate, False
        of_encoder = name.startswith(("encoder.", "position", "norm."))
        return recipe.encoder_rate if of_encoder else recipe.head_rate, True

    return rate_of
