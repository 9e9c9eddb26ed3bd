"""Runs on disk: a folder each, named by its key, whole or not there."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from stance_data.benchmark._plans import Setting
from stance_data.benchmark._result import Cost, Result
from stance_data.benchmark._specs import RunSpec, environment
from stance_data.corpora import Metric

__all__ = ["kept_predictions", "read_run", "run_folder", "write_run"]

_FORMAT = 1
_FACTS = "run.json"
_PREDICTIONS = "predictions.parquet"
_NAMED_TARGETS = 30
"""Up to this many targets are kept by their words; of more, which may be a corpus's text, none."""


def run_folder(out: Path, key: str) -> Path:
    """Return where a run is kept."""
    return out / "runs" / key[:20]


def read_run(folder: Path, key: str) -> Result | None:
    """Return a run that was kept; None if there is none, or it cannot be read."""
    import pandas as pd

    try:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        if facts["format"] != _FORMAT or facts["key"] != key:
            return None
        predictions = pd.read_parquet(folder / _PREDICTIONS)
        values = facts["result"]
        values["setting"] = Setting(values["setting"])
        values["metric"] = Metric(values["metric"])
        values["notes"] = tuple(values["notes"])
        values["cost"] = Cost(**values["cost"])
        return Result(predictions=predictions, **values)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # half-written by another program, or of another version: it is run again


def write_run(folder: Path, key: str, spec: RunSpec, result: Result) -> None:
    """Keep a run; one that is there already stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        kept_predictions(result).to_parquet(draft / _PREDICTIONS, index=False, compression="zstd")
        facts = {
            "format": _FORMAT,
            "key": key,
            "spec": spec.to_dict(),
            "environment": environment(),
            "result": _facts(result),
        }
        text = json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
        (draft / _FACTS).write_text(text, encoding="utf-8")
        if read_run(folder, key) is None:
            shutil.rmtree(folder, ignore_errors=True)
            draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def kept_predictions(result: Result) -> Any:
    """Return the predictions without anything that might be a corpus's text."""
    frame = result.predictions
    if frame["target"].nunique() <= _NAMED_TARGETS:
        return frame
    order = {target: number for number, target in enumerate(sorted(frame["target"].unique()))}
    return frame.assign(target=[f"target {order[target]}" for target in frame["target"]])


def _facts(result: Result) -> dict[str, Any]:
    return {
        "model": result.model,
        "data": result.data,
        "how": result.how,
        "split": result.split,
        "setting": result.setting.value,
        "metric": result.metric.value,
        "described": result.described,
        "digest": result.digest,
        "seed": result.seed,
        "notes": list(result.notes),
        "fraction": result.fraction,
        "cost": asdict(result.cost),
    }
