"""Trained weights → model folder: int8 export, calibration, figures, model card."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
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
from stance_data.models.training.card import About, write_card
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
    first: Path | None = None,
    remark: str = "",
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
    first : path, optional
        Model folder whose weights the training began with. Rows that joined its own training are
        not measured on; the card repeats what was measured of them before they did.
    remark : str
        For the card: what was done otherwise than the recipe says.

    Returns
    -------
    Evaluation
        Of the int8 model.
    """
    folder = Path(folder)
    network, trained = load_trained(weights)
    before = _First.of(first)
    facts = {
        "recipe": asdict(recipe),
        "mixture": {part.name: asdict(SHARES[part.name]) for part in parts},
        # A run that ended before the rows set apart joined has not written these weights.
        "joined": [p.name for p in parts if p.joins and _measured(weights).exists()],
        "trained": trained,
        **({"first": before.facts} if before.facts else {}),
    }
    export(network, tokenizer_file, folder, facts)
    encoder = StanceEncoder.load(folder)
    unknown = [part for part in parts if part.name not in before.learned]
    reads = _read(encoder, weights, tokenizer_file, unknown, most)
    temperature, threshold = calibrate(reads)
    encoder.config |= {"temperature": temperature, "threshold": threshold}
    write_config(folder, encoder.config)
    result = evaluate(encoder, reads)
    _write(folder / "evaluation.json", result.as_dict() | {"before": before.figures})
    unseen: dict[str, Any] = {}
    for path in zero_shot:
        unseen |= json.loads(path.read_text(encoding="utf-8"))
    if unseen:
        _write(folder / "zero_shot.json", unseen)
    about = About(encoder_name, speed(encoder), unseen, before.figures, remark, most)
    write_card(folder, result, encoder.config, parts, about)
    return result


@dataclass(frozen=True)
class _First:
    """What a model folder says of the training that another one went on from.

    Attributes
    ----------
    facts : dict
        Of its config: recipe, mixture and what was trained.
    learned : frozenset of str
        Corpora without a dev part whose rows it learned, all of them.
    figures : list of dict
        What was measured of these before.
    """

    facts: dict[str, Any]
    learned: frozenset[str]
    figures: list[dict[str, Any]]

    @classmethod
    def of(cls, folder: Path | None) -> _First:
        if folder is None:
            return cls({}, frozenset(), [])
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        measured = json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
        learned = frozenset(config.get("joined", ()))
        rows = measured.get("before", []) + measured["corpora"]
        facts = {name: config[name] for name in ("digest", "recipe", "mixture", "trained")}
        return cls(facts, learned, [row for row in rows if row["name"] in learned])


def _measured(weights: str | Path) -> Path:
    """Return where the weights from before the rows set apart joined are, if they did."""
    return Path(weights).with_name("measured.pt")


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def measure_unseen(folder: str | Path, parts: Sequence[Part]) -> dict[str, Any]:
    """Write ``zero_shot.json``: figures on the dev rows of corpora left out of a training.

    Where a corpus has no dev part, all its train rows are measured on.

    Parameters
    ----------
    folder : path
        With the model folder ``model`` that `finish` has written; receives the file.
    parts : sequence of Part
    """
    folder = Path(folder)
    encoder = StanceEncoder.load(folder / "model")
    found: dict[str, Any] = {}
    for part in parts:
        whole = replace(part, dev=part.train + part.dev) if part.joins else part
        (read,) = read_parts(encoder, [whole])
        found[part.name] = asdict(figures_of(read, float(encoder.config["temperature"]))) | {
            "left_out": [other.name for other in parts],
            "trained": encoder.config["trained"],
        }
    _write(folder / "zero_shot.json", found)
    return found


def _read(
    encoder: StanceEncoder,
    weights: str | Path,
    tokenizer_file: str | Path,
    parts: Sequence[Part],
    most: int,
) -> list[Read]:
    """Let each part's dev rows be read by weights that have not learned them."""
    measured = _measured(weights)
    if not measured.exists():
        return read_parts(encoder, [part for part in parts if part.dev], most)
    with tempfile.TemporaryDirectory() as scratch:
        export(load_trained(measured)[0], tokenizer_file, scratch)
        earlier = StanceEncoder.load(scratch)
        return [
            read
            for part in parts
            if part.dev
            for read in read_parts(earlier if part.joins else encoder, [part], most)
        ]
