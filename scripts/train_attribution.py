"""Train the attributor: PolNeAR folder in, weights out. Needs the extra ``train``."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Parse the arguments and train; a run that was killed goes on from its last checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="the publisher's PolNeAR folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--encoder", help="folder or hub name of a BERT encoder")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="CPU threads; as torch chooses by default")
    args = parser.parse_args()

    import torch

    from stance_data.attribution.starting import find_encoder, load_starting_weights
    from stance_data.attribution.training import Recipe, make_examples, train
    from stance_data.corpora import polnear

    if args.threads:
        torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    network, tokenizer = load_starting_weights(find_encoder(args.encoder))
    parts = [
        make_examples(polnear.read(args.corpus, split), tokenizer) for split in ("train", "dev")
    ]
    train(network, tokenizer, *parts, args.out, Recipe(epochs=args.epochs, seed=args.seed))


if __name__ == "__main__":
    main()
