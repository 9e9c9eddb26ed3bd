"""Train the stance encoder: public corpora in, model folder out. Needs the extra ``train``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stance_data.models.training.network import StanceNetwork
    from stance_data.models.training.workers import Workers


def main() -> None:
    """Parse the arguments and train; a run that was killed goes on from its last checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog="The corpora are those added with stance-data corpora; see its --help.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and model")
    parser.add_argument("--encoder", help="folder or hub name of a BERT encoder")
    parser.add_argument(
        "--start",
        type=Path,
        metavar="PATH",
        help="begin with trained weights: the final.pt of a run, or a model folder (whose int8 "
        "weights are taken as they are)",
    )
    parser.add_argument(
        "--keep",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="share of the weights of --start in those that are written at the end, from 0 to 1",
    )
    parser.add_argument("--corpora", nargs="+", help="names of corpora; the whole mixture if none")
    parser.add_argument(
        "--leave-out",
        nargs="+",
        default=[],
        metavar="CORPUS",
        help="not trained on, but measured at the end: how good the encoder is on a corpus that it "
        "has never seen (OUT/zero_shot.json); stance-data benchmark takes encoder:OUT/model",
    )
    parser.add_argument(
        "--zero-shot",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="zero_shot.json of such runs, for the model card",
    )
    parser.add_argument(
        "--held-out", type=Path, help="table (corpus, hash) of texts that other corpora hold back"
    )
    parser.add_argument("--minutes", type=float, default=70.0, help="of training")
    parser.add_argument("--steps", type=int, default=0, help="end after so many steps instead")
    parser.add_argument("--rate", type=float, default=1e-4, help="peak of the learning rate")
    parser.add_argument(
        "--joining",
        type=float,
        default=0.75,
        metavar="SHARE",
        help="share of the training after which the rows set apart of corpora without a dev part "
        "join the others; 0 for at once, 1 for never (default: 0.75)",
    )
    parser.add_argument("--remark", default="", help="words for the model card")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--processes", type=int, default=1, help="of one thread each, which share every step"
    )
    args = parser.parse_args()
    if args.start and args.leave_out:
        parser.error("--leave-out with --start: those weights may have seen the corpora left out")

    from functools import partial

    from stance_data.models.training.workers import spawn

    spawn(partial(_train, args), args.processes)


def _train(args: argparse.Namespace, workers: Workers) -> None:
    import torch

    from stance_data.attribution.training.starting import DEFAULT, find_encoder
    from stance_data.models.training.export import interpolate
    from stance_data.models.training.finishing import finish, measure_unseen
    from stance_data.models.training.loop import Recipe, train
    from stance_data.models.training.mixture import SHARES, draw_round, read_held_out, read_part
    from stance_data.models.training.network import load_starting_network
    from stance_data.models.training.reading import quick_figures

    torch.manual_seed(args.seed)
    network, tokenizer = load_starting_network(find_encoder(args.encoder))
    if args.start:
        network = _trained(args.start)
    held_out = read_held_out(args.held_out)
    everything = [read_part(name, SHARES[name], held_out) for name in args.corpora or SHARES]
    parts = [part for part in everything if part.name not in args.leave_out]
    if workers.rank == 0:
        for part in parts:
            print(f"{part.name}: {len(part.train)} train, {len(part.dev)} dev, {part.left_out}")
    recipe = Recipe(
        steps=args.steps,
        minutes=args.minutes,
        seed=args.seed,
        encoder_rate=args.rate,
        joining=args.joining,
    )
    weights = train(
        network,
        tokenizer,
        lambda number, joined: draw_round(parts, number, args.seed, joined),
        args.out,
        recipe,
        lambda kept: quick_figures(kept, tokenizer, parts),
        workers,
    )
    if workers.rank:
        return
    if args.start and args.keep:
        weights = interpolate(weights, _trained(args.start), args.keep)
    finish(
        weights,
        find_encoder(args.encoder) / "tokenizer.json",
        parts,
        args.out / "model",
        recipe,
        args.encoder or DEFAULT,
        zero_shot=args.zero_shot,
        first=args.start if args.start and args.start.is_dir() else None,
        remark=args.remark,
        most=300 if args.leave_out else 0,
    )
    if args.leave_out:
        unseen = [part for part in everything if part.name in args.leave_out]
        measure_unseen(args.out, unseen)


def _trained(path: Path) -> StanceNetwork:
    from stance_data.models.training.export import load_trained
    from stance_data.models.training.tuning import shipped_network

    return shipped_network(path) if path.is_dir() else load_trained(path)[0]


if __name__ == "__main__":
    main()
