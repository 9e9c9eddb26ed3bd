"""Processes that share the batches of a training run and average their gradients.

On a CPU that others use too, processes of one thread each are faster than one process of several
threads: these wait for the slowest thread in every operation, those only once a step.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, distributed, multiprocessing

__all__ = ["Workers", "spawn"]


@dataclass(frozen=True, slots=True)
class Workers:
    """One of `number` processes, by its `rank` from 0; a single one needs no others."""

    rank: int = 0
    number: int = 1

    def share(self, gradients: Sequence[Tensor], seconds: float) -> float:
        """Average gradients in place over all processes, and return their mean time used."""
        if self.number == 1:
            return seconds
        buffer = torch.cat([g.flatten() for g in gradients] + [gradients[0].new_tensor([seconds])])
        distributed.all_reduce(buffer)
        buffer /= self.number
        place = 0
        for gradient in gradients:
            gradient.copy_(buffer[place : place + gradient.numel()].view_as(gradient))
            place += gradient.numel()
        return float(buffer[-1])


def spawn(work: Callable[[Workers], None], number: int, port: int = 29511) -> None:
    """Run `work` in `number` processes of one thread each; in this one where it is 1."""
    if number == 1:
        work(Workers())
        return
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "OMP_NUM_THREADS": "1"}
    multiprocessing.spawn(_join, args=(work, number), nprocs=number)


def _join(rank: int, work: Callable[[Workers], None], number: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", rank=rank, world_size=number)
    work(Workers(rank, number))
    distributed.destroy_process_group()


def _end_with_parent() -> None:
    """Leave when the process that started this one is gone: a killed run must not train on."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
