"""Trained weights → model folder: int8 export, calibration, figures, model card."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from stance_data.models.encoder.evaluation import (
    Evaluation,
    Read,
    calibrate,
    evaluate,
    figures_of,
    read_parts,
    speed,
)
from stance_data.models.encoder.inference import StanceEncoder
from stance_data.models.training.card import write_card
from stance_data.models.training.export import export, load_trained, write_config
from stance_data.models.training.loop import Recipe
from stance_data.models.training.mixture import SHARES, Part

__all__ = ["finish", "measure_unseen"]


def finish(
    weights: str | Path,
    tokenizer_file: str | Path,
    parts: Sequence[Part],
    folder: str | Path,
    recipe: Recipe,
    encoder_name: str,
    most: int = 0,
    zero_shot: Sequence[Path] = (),
) -> Evaluation:
    """Write the model folder that the package loads.

    Parameters
    ----------
    weights : path
        As `stance_data.models.training.loop.train` returns it. The weights from before the rows set
        apart joined lie beside it in ``measured.pt``; these rows are measured with them.
    tokenizer_file : path
        The encoder's ``tokenizer.json``.
    parts : sequence of Part
        Temperature and threshold are chosen on one half of their dev rows, the card's calibration
        is measured on the other.
    folder : path
    recipe : Recipe
    encoder_name : str
        What the training started from, with its licence, for the card.
    most : int
        About how many dev rows of each corpus to measure on, every so many of them; 0 for all.
    zero_shot : sequence of path
        What `measure_unseen` wrote of other runs, for the card.

    Returns
    -------
    Evaluation
        Of the int8 model.
    """
    folder = Path(folder)
    network, trained = load_trained(weights)
    facts = {
        "recipe": asdict(recipe),
        "mixture": {part.name: asdict(SHARES[part.name]) for part in parts},
        "joined": [part.name for part in parts if part.joins],
        "trained": trained,
    }
    export(network, tokenizer_file, folder, facts)
    encoder = StanceEncoder.load(folder)
    reads = _read(encoder, weights, tokenizer_file, parts, most)
    temperature, threshold = calibrate(reads)
    encoder.config |= {"temperature": temperature, "threshold": threshold}
    write_config(folder, encoder.config)
    result = evaluate(encoder, reads)
    (folder / "evaluation.json").write_text(
        json.dumps(result.as_dict(), indent=1) + "\n", encoding="utf-8"
    )
    unseen: dict[str, Any] = {}
    for path in zero_shot:
        unseen |= json.loads(path.read_text(encoding="utf-8"))
    (folder / "zero_shot.json").write_text(json.dumps(unseen, indent=1) + "\n", encoding="utf-8")
    write_card(folder, result, encoder.config, parts, encoder_name, speed(encoder), unseen, most)
    return result


def measure_unseen(
    weights: str | Path, tokenizer_file: str | Path, parts: Sequence[Part], folder: str | Path
) -> dict[str, Any]:
    """Write ``zero_shot.json``: figures of weights on the dev rows of corpora left out of training.

    Where a corpus has no dev part, all its train rows are measured on.
    """
    network, trained = load_trained(weights)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        export(network, tokenizer_file, scratch)
        encoder = StanceEncoder.load(scratch)
        for part in parts:
            whole = replace(part, dev=part.train + part.dev) if part.joins else part
            (read,) = read_parts(encoder, [whole])
            found[part.name] = asdict(figures_of(read, 1.0)) | {
                "left_out": [other.name for other in parts],
                "trained": trained,
            }
    path = Path(folder) / "zero_shot.json"
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def _read(
    encoder: StanceEncoder,
    weights: str | Path,
    tokenizer_file: str | Path,
    parts: Sequence[Part],
    most: int,
) -> list[Read]:
    """Let each part's dev rows be read by weights that have not learned them."""
    measured = Path(weights).with_name("measured.pt")
    with tempfile.TemporaryDirectory() as scratch:
        export(load_trained(measured)[0], tokenizer_file, scratch)
        earlier = StanceEncoder.load(scratch)
        return [
            read
            for part in parts
            if part.dev
            for read in read_parts(earlier if part.joins else encoder, [part], most)
        ]
