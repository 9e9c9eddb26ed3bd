"""The verbs ``train`` and ``predict``: classifiers fitted and used."""

from __future__ import annotations

import argparse
import textwrap
from typing import Any

__all__ = ["DATA_HELP", "add_predict", "add_seed", "add_train", "wrapped"]

DATA_HELP = (
    "published dataset (name or folder), public corpus (name), or Parquet, CSV, TSV or JSONL file "
    "with text, target and stance or label"
)


def add_train(verbs: Any) -> None:
    """Add the verb ``train``: labelled rows → a saved, measured model."""
    from stance_data.models import BASELINES, DEFAULT_BASELINE

    verb = verbs.add_parser(
        "train",
        help="fit a stance classifier, measure it and save it",
        description=wrapped(
            "Fit a classifier on labelled statements, print how good it is beside the majority "
            "class, and save it without pickle. It is measured on the test split if that has at "
            "least 30 rows and every stance of the data; else by groups left out in turn, over all "
            "labelled rows."
        ),
        epilog="models:\n"
        + "\n".join(wrapped(b.summary, f"  {name:14}", " " * 16) for name, b in BASELINES.items())
        + '\n\nexamples:\n  stance-data train calexit\n  stance-data train my.csv --target "Cars '
        'should be banned from the centre" --out models/cars',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("data", metavar="DATA", help=DATA_HELP)
    verb.add_argument(
        "--model", default=DEFAULT_BASELINE, metavar="NAME", help="default: %(default)s"
    )
    verb.add_argument("--out", metavar="FOLDER", help="where to save it (default: models/<data>)")
    verb.add_argument(
        "--fit-on",
        choices=["train", "all"],
        default="train",
        help="rows that the saved model is fitted on: the train split (all rows where the data "
        "has no splits), or all labelled rows; default: %(default)s",
    )
    verb.add_argument("--target", help="target of the rows that have none")
    add_seed(verb)
    verb.set_defaults(run=_train)


def _train(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from stance_data.benchmark import evaluate
    from stance_data.models import build_baseline, fit, read_examples, require_writable, save_model

    estimator = build_baseline(arguments.model, seed=arguments.seed)
    examples = read_examples(arguments.data, target=arguments.target)
    out = Path(arguments.out or f"models/{examples.name}")
    require_writable(out)
    counts = ", ".join(f"{name} {examples.counts[name]}" for name in examples.classes)
    print(
        f"{examples.name}: {len(examples)} labelled rows in {examples.groups} groups ({counts}); "
        f"{examples.unlabelled} rows without a stance left out"
    )
    rows, chosen = "all", examples
    if arguments.fit_on == "train" and len(examples.split("train")):
        rows, chosen = "train", examples.split("train")
    model = fit(estimator, chosen)
    result = None
    if examples.groups > 1:
        result = evaluate(estimator, examples, seed=arguments.seed, name=arguments.model)
        print(f"\n{result.to_text()}\n")
    else:
        print("not measured: the rows are one group, so none can be left out to measure on")
    save_model(
        model,
        out,
        baseline=arguments.model,
        examples=chosen,
        rows=rows,
        seed=arguments.seed,
        evaluation=result.to_dict() if result else None,
    )
    split = " of the train split" if rows == "train" else ""
    print(f"saved in {out}, fitted on {len(chosen)} rows{split}")
    print(f"next: stance-data predict {out} FILE")
    return 0


def add_predict(verbs: Any) -> None:
    """Add the verb ``predict``: a saved model and rows → their stances."""
    verb = verbs.add_parser(
        "predict",
        help="give the rows of a table their stances",
        description="Add stance, label and confidence to a table with text and target. A stance "
        "that a row has already is kept as original_stance.",
        epilog="example: stance-data predict models/calexit my.csv --out my-stances.parquet",
    )
    verb.add_argument("model", metavar="MODEL", help="folder that train has saved a model in")
    verb.add_argument(
        "file", metavar="FILE", help="Parquet, CSV, TSV or JSONL file, or a dataset or corpus"
    )
    verb.add_argument(
        "--out",
        metavar="FILE",
        help="file to write, its suffix says of which kind (default: <FILE's name>.predicted.… "
        "in the working directory)",
    )
    verb.add_argument("--target", help="target of the rows that have none")
    verb.set_defaults(run=_predict)


def _predict(arguments: argparse.Namespace) -> int:
    from stance_data.models import predict_file

    done = predict_file(arguments.model, arguments.file, arguments.out, target=arguments.target)
    counts = ", ".join(f"{name} {count}" for name, count in done.counts.items())
    rest = f", without text {done.without_text}" if done.without_text else ""
    print(f"{done.rows} rows ({counts}{rest}) → {done.path}")
    return 0


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Break lines by hand, since argparse leaves all of them to us where it may touch none."""
    return textwrap.fill(text, 80, initial_indent=first, subsequent_indent=rest)


def add_seed(verb: argparse.ArgumentParser) -> None:
    """Add the option ``--seed``."""
    verb.add_argument("--seed", type=int, default=0, help="default: %(default)s")
