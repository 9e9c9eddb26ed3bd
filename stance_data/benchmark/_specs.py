"""What one run of a benchmark is, and the key under which it is kept."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from stance_data.benchmark._systems import ENCODER_PREFIX, HF_PREFIX

__all__ = ["RunSpec", "environment", "run_key"]

_PACKAGE = Path(__file__).resolve().parent.parent
# What decides on predictions: a change elsewhere (in a table, in the report) makes no run anew.
_DECIDING = ("_evaluation.py", "_parts.py", "_pipelines.py", "_plans.py", "_systems.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSpec:
    """One system measured on one dataset in one setting; as `evaluate` takes it.

    Attributes
    ----------
    model, data : str
        As typed.
    setting : str
    split : str or None
    by_group : bool
    train_on : tuple of str
    fraction : float
    drop_overlap : bool
    inputs : str, tuple of str or None
    target : str or None
        Target of rows that have none.
    seed : int
    """

    model: str
    data: str
    setting: str = "in-target"
    split: str | None = None
    by_group: bool = False
    train_on: tuple[str, ...] = ()
    fraction: float = 1.0
    drop_overlap: bool = False
    inputs: str | tuple[str, ...] | None = None
    target: str | None = None
    seed: int = 0

    @property
    def title(self) -> str:
        """What a progress bar calls it."""
        share = f" {self.fraction:.0%}" if self.fraction < 1 else ""
        return f"{self.model} on {self.data} ({self.setting}{share})"

    def to_dict(self) -> dict[str, Any]:
        """Return it as values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> RunSpec:
        """Return what `to_dict` wrote."""
        lists = {
            name: tuple(values[name])
            for name in ("train_on", "inputs")
            if isinstance(values.get(name), list)
        }
        return cls(**(values | lists))


def run_key(spec: RunSpec, digests: Sequence[str]) -> str:
    """Return the SHA-256 of all that decides on the predictions of a run.

    Parameters
    ----------
    spec : RunSpec
    digests : sequence of str
        Of the data that are measured and of those that are fitted on.
    """
    parts = {
        "spec": spec.to_dict(),
        "data": list(digests),
        "system": _system_digest(spec.model),
        "code": _code_digest(),
        "environment": environment(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def environment() -> dict[str, str]:
    """Return the versions and the machine that a run depends on."""
    from importlib.metadata import version

    names = ("numpy", "scipy", "scikit-learn", "onnxruntime")
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        **{name: version(name) for name in names},
    }


@cache
def _code_digest() -> str:
    files = [_PACKAGE / "benchmark" / name for name in _DECIDING]
    files += sorted(p for p in (_PACKAGE / "models").rglob("*") if _counts(p))
    return _digest_of(files, _PACKAGE)


@cache
def _system_digest(model: str) -> str:
    """Return a digest of what is behind a name that the package does not know."""
    if model.startswith((HF_PREFIX, ENCODER_PREFIX)):
        folder = Path(model.partition(":")[2].partition("?")[0])
        if not folder.is_dir():
            return "hub"
        return _digest_of(sorted(p for p in folder.rglob("*") if p.is_file()), folder)
    module, colon, _ = model.partition(":")
    if not colon:
        return ""
    found = importlib.util.find_spec(module)
    if found is None or not found.origin or not Path(found.origin).is_file():
        return ""
    origin = Path(found.origin)
    if origin.name != "__init__.py":
        return _digest_of([origin], origin.parent)
    return _digest_of(sorted(p for p in origin.parent.rglob("*.py")), origin.parent)


def _counts(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _digest_of(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
