"""Train the attributor: PolNeAR folder in, model folder out. Needs the extra ``train``."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Parse the arguments and train; a run that was killed goes on from its last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the publisher's PolNeAR folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and model")
    parser.add_argument("--encoder", help="folder or hub name of a BERT encoder")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="CPU threads; as torch chooses by default")
    args = parser.parse_args()

    import torch

    from stance_data.attribution.training.batches import make_examples
    from stance_data.attribution.training.finishing import finish
    from stance_data.attribution.training.loop import Recipe, train
    from stance_data.attribution.training.starting import (
        DEFAULT,
        find_encoder,
        load_starting_weights,
    )
    from stance_data.corpora import polnear

    if args.threads:
        torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    folder = find_encoder(args.encoder)
    network, tokenizer = load_starting_weights(folder)
    train_part, dev = (
        make_examples(polnear.read(args.corpus, split), tokenizer) for split in ("train", "dev")
    )
    recipe = Recipe.of(args.epochs, args.seed)
    weights = train(network, tokenizer, train_part, dev, args.out, recipe)
    finish(
        weights,
        folder / "tokenizer.json",
        train_part,
        dev,
        args.out / "model",
        recipe,
        args.encoder or DEFAULT,
    )


if __name__ == "__main__":
    main()
