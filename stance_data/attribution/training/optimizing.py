"""What every training run does with a gradient: clip, step, average the weights, keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

__all__ = ["Rates", "Stepper", "write_state"]


class Rates(Protocol):
    """What a recipe says of its steps."""

    @property
    def weight_decay(self) -> float: ...
    @property
    def warm_up(self) -> float: ...
    @property
    def averaging(self) -> float: ...
    @property
    def clip(self) -> float: ...


class Stepper:
    """AdamW (Loshchilov and Hutter 2019) and a moving average of the weights.

    Parameters
    ----------
    network : nn.Module
        Its table of word pieces, ``words``, is not trained: most pieces occur too seldom for their
        vectors to learn, and the table is half of the weights.
    recipe : Rates
    rate_of : callable
        Name of a parameter → peak of its learning rate, and whether it may decay if it has more
        than one dimension.

    Attributes
    ----------
    step : int
        Steps done.
    average : dict of str to Tensor
        The averaged weights, which are what is kept of a run.
    """

    def __init__(
        self, network: nn.Module, recipe: Rates, rate_of: Callable[[str], tuple[float, bool]]
    ) -> None:
        self.network, self.recipe = network, recipe
        self.optimizer = _optimizer(network, recipe, rate_of)
        self.average = {name: value.clone() for name, value in network.state_dict().items()}
        self.step = 0

    def take(self, progress: float) -> None:
        """Take one step along the gradients; `progress` is the share of the run that is done."""
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        factor = _schedule(progress, self.recipe.warm_up)
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

    def state(self) -> dict[str, Any]:
        """Return what a checkpoint holds of it."""
        return {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "average": self.average,
            "step": self.step,
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from what a checkpoint holds."""
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.step = state["average"], state["step"]

    def keep(self, path: Path, weights: dict[str, Tensor] | None = None, **facts: Any) -> None:
        """Write weights, the averaged ones by default, with the sizes of the network."""
        config = self.network.config.as_dict()
        write_state(path, {"config": config, "weights": weights or self.average, **facts})


def write_state(path: Path, state: dict[str, Any]) -> None:
    """Write a file of tensors; a kill while writing leaves the old one."""
    beside = path.with_suffix(".tmp")
    torch.save(state, beside)
    beside.replace(path)


def _schedule(progress: float, warm_up: float) -> float:
    """Return the share of the peak rate: it rises, then falls linearly to 1 %."""
    if progress < warm_up:
        return max(0.01, progress / warm_up)
    return max(0.01, (1 - progress) / (1 - warm_up))


def _optimizer(
    network: nn.Module, recipe: Rates, rate_of: Callable[[str], tuple[float, bool]]
) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    network.words.weight.requires_grad_(False)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate, decays = rate_of(name)
        decay = recipe.weight_decay if decays and parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay}
            for (rate, decay), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
