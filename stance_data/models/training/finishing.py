"""Trained weights → model folder: int8 export, calibration, figures, model card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from stance_data.models.encoder.evaluation import (
    Evaluation,
    calibrate,
    evaluate,
    read_parts,
    speed,
)
from stance_data.models.encoder.inference import StanceEncoder
from stance_data.models.training.card import write_card
from stance_data.models.training.export import export, load_trained, write_config
from stance_data.models.training.loop import Recipe
from stance_data.models.training.mixture import SHARES, Part

__all__ = ["finish"]


def finish(
    weights: str | Path,
    tokenizer_file: str | Path,
    parts: Sequence[Part],
    folder: str | Path,
    recipe: Recipe,
    encoder_name: str,
    most: int = 0,
) -> Evaluation:
    """Write the model folder that the package loads.

    Parameters
    ----------
    weights : path
        As `stance_data.models.training.loop.train` returns it.
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
        "trained": trained,
    }
    export(network, tokenizer_file, folder, facts)
    encoder = StanceEncoder.load(folder)
    reads = read_parts(encoder, parts, most)
    temperature, threshold = calibrate(reads)
    encoder.config |= {"temperature": temperature, "threshold": threshold}
    write_config(folder, encoder.config)
    result = evaluate(encoder, reads)
    (folder / "evaluation.json").write_text(
        json.dumps(result.as_dict(), indent=1) + "\n", encoding="utf-8"
    )
    write_card(folder, result, encoder.config, parts, encoder_name, speed(encoder), most)
    return result
