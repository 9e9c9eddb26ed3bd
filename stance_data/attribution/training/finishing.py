"""Trained weights → model folder: options, int8 export, figures, model card (extra ``train``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from stance_data.attribution.encoder import Encoder
from stance_data.attribution.encoder.decoding import Options
from stance_data.attribution.evaluation.attributions import Evaluation, evaluate
from stance_data.attribution.training.batches import Example, is_tuning
from stance_data.attribution.training.card import write_card
from stance_data.attribution.training.export import export, load_trained
from stance_data.attribution.training.loop import Recipe
from stance_data.attribution.training.tuning import choose_options, read_article

__all__ = ["finish"]


def finish(
    weights: str | Path,
    tokenizer_file: str | Path,
    train: Sequence[Example],
    dev: Sequence[Example],
    folder: str | Path,
    recipe: Recipe,
    encoder_name: str,
) -> Evaluation:
    """Write the model folder that the package loads.

    Parameters
    ----------
    weights : path
        As `stance_data.attribution.training.loop.train` returns it.
    tokenizer_file : path
        The encoder's ``tokenizer.json``.
    train, dev : sequence of Example
        Options are chosen on the tuning part of `train`; the card's figures are those on `dev`.
    folder : path
    recipe : Recipe
    encoder_name : str
        What the training started from, with its licence, for the card.

    Returns
    -------
    Evaluation
        Of the int8 model on `dev`, from raw text.
    """
    network = load_trained(weights)
    facts = {"recipe": asdict(recipe)}
    export(network, tokenizer_file, folder, Options(), facts)
    encoder = Encoder.load(folder)
    tuning = [example for example in train if is_tuning(example.article.id)]
    options = choose_options(
        [
            read_article(e.article.text, e.attributions, e.pieces, encoder.read(e.pieces))
            for e in tuning
        ]
    )
    export(network, tokenizer_file, folder, options, facts)
    encoder = Encoder.load(folder)
    result = evaluate(
        [(e.article, e.attributions) for e in dev], encoder.find_attributions, "encoder"
    )
    write_card(
        folder,
        result,
        recipe,
        network.config,
        encoder_name,
        trained=len(train) - len(tuning),
        tuned=len(tuning),
    )
    return result
