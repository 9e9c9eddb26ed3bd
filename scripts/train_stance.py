"""Train the stance encoder: public corpora in, model folder out. Needs the extra ``train``."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Parse the arguments and train; a run that was killed goes on from its last checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="The corpora are those added with stance-data corpora; see its --help.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and model")
    parser.add_argument("--encoder", help="folder or hub name of a BERT encoder")
    parser.add_argument("--corpora", nargs="+", help="names of corpora; the whole mixture if none")
    parser.add_argument(
        "--held-out", type=Path, help="table (corpus, hash) of texts that other corpora hold back"
    )
    parser.add_argument("--minutes", type=float, default=90.0, help="of training, about 4,000 steps")
    parser.add_argument("--steps", type=int, default=0, help="end after so many steps instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="CPU threads; as torch chooses by default")
    args = parser.parse_args()

    import torch

    from stance_data.attribution.training.starting import find_encoder
    from stance_data.models.training.loop import Recipe, train
    from stance_data.models.training.mixture import SHARES, draw_round, read_held_out, read_part
    from stance_data.models.training.network import load_starting_network
    from stance_data.models.training.reading import quick_figures

    if args.threads:
        torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    network, tokenizer = load_starting_network(find_encoder(args.encoder))
    held_out = read_held_out(args.held_out)
    parts = [read_part(name, SHARES[name], held_out) for name in args.corpora or SHARES]
    for part in parts:
        print(part.name, len(part.train), "train,", len(part.dev), "dev,", part.left_out, flush=True)
    recipe = Recipe(steps=args.steps, minutes=args.minutes, seed=args.seed)
    train(
        network,
        tokenizer,
        lambda number: draw_round(parts, number, args.seed),
        args.out,
        recipe,
        lambda kept: quick_figures(kept, tokenizer, parts),
    )


if __name__ == "__main__":
    main()
