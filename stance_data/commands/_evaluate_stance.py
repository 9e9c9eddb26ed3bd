"""The verb ``evaluate stance``: how good the stance encoder's suggestions are."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError, did_you_mean
from stance_data.schema import STANCES

if TYPE_CHECKING:
    from stance_data.models.encoder.evaluation import Evaluation
    from stance_data.models.training.mixture import Part

__all__ = ["add_stance"]


def add_stance(inner: Any) -> None:
    """Add ``evaluate stance``."""
    verb = inner.add_parser(
        "stance",
        help="the stance encoder's suggestions, on public corpora",
        description="Let the stance encoder that comes with the package read rows of public "
        "corpora that it was not trained on (their dev part, or their test part where you have "
        "it), and compare: scores by corpus, stance and kind of row, the "
        "calibration error of its confidence, how much is answered how well at each confidence, "
        "and how often a stance changes as a speaker's name is exchanged.",
        epilog="example: stance-data evaluate stance gwsd vast",
    )
    verb.add_argument(
        "corpora", nargs="*", metavar="CORPUS", help="name of a corpus; default: all that are added"
    )
    verb.add_argument(
        "--part", choices=("dev", "test"), default="dev", help="which rows; default: dev"
    )
    verb.add_argument("--most", type=int, default=0, metavar="N", help="rows of each; default: all")
    verb.add_argument("--model", type=Path, metavar="DIR", help="model folder to measure instead")
    verb.add_argument("--speed", action="store_true", help="pairs a second on one thread, alone")
    verb.add_argument("--json", action="store_true", help="print JSON in place of tables")
    verb.add_argument("--seed", type=int, default=0, help="of the rows whose names are exchanged")
    verb.set_defaults(run=_stance)


def _stance(arguments: argparse.Namespace) -> int:
    import json

    from stance_data.models.encoder.evaluation import evaluate, read_parts, speed
    from stance_data.models.encoder.inference import MODEL, StanceEncoder

    encoder = StanceEncoder.load(arguments.model or MODEL)
    if arguments.speed:
        rates = speed(encoder)
        if arguments.json:
            print(json.dumps(rates))
        for pieces, rate in rates.items() if not arguments.json else ():
            print(f"{pieces:>4} word pieces: {rate:6.0f} pairs a second on one thread")
        return 0
    parts, learned = _parts(arguments, encoder.config.get("joined", []))
    result = evaluate(encoder, read_parts(encoder, parts, arguments.most), arguments.seed)
    if arguments.json:
        print(json.dumps(result.as_dict(), indent=2))
    else:
        print(_table(result))
        if learned:
            print(
                f"\nNot measured: {', '.join(learned)} have no dev part, and the weights learned "
                "from all of their train part; the model card has figures from before that."
            )
    return 0


def _parts(arguments: argparse.Namespace, joined: list[str]) -> tuple[list[Part], list[str]]:
    """Return the parts to measure on, and the corpora that the weights know all of."""
    from stance_data.errors import DatasetNotFoundError
    from stance_data.models.training.mixture import SHARES, WRITTEN, read_part

    known = [name for name in SHARES if name != WRITTEN]
    for name in arguments.corpora:
        if name not in known:
            raise InputError(
                f"the stance encoder is not measured on {name!r}{did_you_mean(name, known)}; "
                f"there are: {', '.join(known)}"
            )
    tested = arguments.part == "test"
    found, learned = [], []
    for name in arguments.corpora or known:
        try:
            part = read_part(name, SHARES[name], {}, tested)
        except DatasetNotFoundError:
            if arguments.corpora:
                raise
            continue
        if part.joins and name in joined:
            learned.append(name)
        elif part.dev:
            found.append(part)
    if not found:
        raise InputError(
            f"no rows to measure on: {', '.join(learned)} have no dev part"
            if learned
            else f"none of the corpora is here with a {arguments.part} part: "
            "stance-data corpora --help says how to add one"
        )
    return found, learned


def _table(result: Evaluation) -> str:
    lines = [
        f"{'corpus':<18}{'rows':>6}{'score':>7}{'macro':>7}{'acc.':>7}"
        + "".join(f"{name:>9}" for name in STANCES)
        + f"{'ECE':>6}  score is"
    ]
    for c in result.corpora:
        by_stance = "".join(
            f"{100 * c.f1[name]:9.1f}" if name in c.f1 else f"{'–':>9}" for name in STANCES
        )
        lines.append(
            f"{c.name:<18}{c.rows:>6}{100 * c.main:>7.1f}{100 * c.macro_f1:>7.1f}"
            f"{100 * c.accuracy:>7.1f}{by_stance}{100 * c.calibration_error:>6.1f}  {c.main_name}"
        )
        lines.extend(f"  {kind:<16}{'':>13}{100 * value:>7.1f}" for kind, value in c.kinds.items())
    lines += [
        "",
        f"Temperature {result.temperature}; expected calibration error, mean over corpora: "
        f"{100 * result.calibration_error:.1f} points (rows that it was not chosen on)",
        f"Suggestions are made from a confidence of {result.threshold} on.",
        "",
        "least confidence   answered   right",
    ]
    lines += [
        f"{p.threshold:>16.2f}{100 * p.coverage:>9.0f} %{100 * p.accuracy:>6.1f} %"
        for p in result.coverage
    ]
    lines += ["", "Stances that change as a name is exchanged:"]
    lines += [f"  {how}: {100 * share:.1f} %" for how, share in result.flips.items()]
    if result.negation:
        lines += ["", "Claims and motions that are judged right:"]
    lines += [f"  {how}: {100 * share:.1f} %" for how, share in result.negation.items()]
    return "\n".join(lines)
