"""The verbs ``benchmark`` and ``score``: classifiers measured, compared and reported."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.commands.models import DATA_HELP, add_seed, wrapped
from stance_data.errors import InputError

if TYPE_CHECKING:
    from stance_data.benchmark import Benchmark, Board

__all__ = ["add_benchmark", "add_score"]

_EPILOG = """\
settings:
  in-target       fitted on train, measured on test (or validation, or a part of train)
  cross-target    each target measured by what was fitted without it
  zero-shot       measured on rows whose target no training row has
  cross-corpus    fitted on other data (--train-on)
  learning-curve  fitted on 1/16, 1/8, 1/4, 1/2 and all of the training groups

systems:
  a baseline's name (see below); all: every one that is fitted within minutes
  package.module:factory   any scikit-learn classifier: a function that makes it, or its class
  hf:FOLDER                a Hugging Face text classifier, as it is; its labels' stances may be
                           given: 'hf:FOLDER?LABEL_0=con&LABEL_1=neutral&LABEL_2=pro'
  encoder:FOLDER           a stance encoder that scripts/train_stance.py has trained, as it is:
                           one trained with --leave-out has never seen those corpora

examples:
  stance-data benchmark --corpora semeval2016t6 vast gwsd --models all
  stance-data benchmark --data my.parquet --model tfidf-logreg my_package.my_module:make
  stance-data benchmark --corpora gwsd --train-on vast --setting cross-corpus
  stance-data benchmark --corpora pstance --setting cross-target learning-curve

Each run is kept under --out: a benchmark that was killed goes on where it was, and only what has
changed is made anew. Exit code: 0 all measured, 1 some runs failed, 2 none.
"""


def add_benchmark(verbs: Any) -> None:
    """Add the verb ``benchmark``: systems measured on datasets."""
    from stance_data.models import BASELINES

    verb = verbs.add_parser(
        "benchmark",
        help="measure classifiers on datasets, with intervals and paired tests",
        description=wrapped(
            "Measure each classifier on each dataset by its official metric, macro-F1 and the F1 "
            "of each stance, with 95 % intervals over documents and paired tests between systems. "
            "Measured on the test split if that has at least 30 rows and every stance; without "
            "one on validation; without either on a part of train held out."
        ),
        epilog=_EPILOG
        + "\nbaselines:\n"
        + "\n".join(wrapped(b.summary, f"  {name:20}", " " * 22) for name, b in BASELINES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument(
        "--corpora",
        "--data",
        dest="data",
        nargs="+",
        metavar="DATA",
        help=f"{DATA_HELP} (default: every corpus that was added, or calexit-all)",
    )
    verb.add_argument(
        "--models",
        "--model",
        dest="models",
        nargs="+",
        metavar="SYSTEM",
        help="default: majority, tfidf-logreg and the strongest baseline",
    )
    verb.add_argument(
        "--setting",
        "--settings",
        dest="settings",
        nargs="+",
        default=["in-target"],
        metavar="NAME",
        help="default: in-target",
    )
    verb.add_argument("--train-on", nargs="+", default=[], metavar="DATA", help="for cross-corpus")
    where = verb.add_mutually_exclusive_group()
    where.add_argument("--split", metavar="NAME", help="fit on train, measure on this split")
    where.add_argument("--by-group", action="store_true", help="leave groups out in turn")
    verb.add_argument(
        "--drop-overlap",
        action="store_true",
        help="leave out training rows that repeat the text of a measured row",
    )
    verb.add_argument(
        "--inputs",
        nargs="+",
        metavar="COLUMN",
        help="columns that the classifiers are given; one column as a series of texts",
    )
    verb.add_argument("--target", help="target of the rows that have none")
    verb.add_argument(
        "--out",
        default="benchmark",
        metavar="FOLDER",
        help="for runs, tables and the report (default: %(default)s)",
    )
    verb.add_argument(
        "--leaderboard", metavar="FILE", help="write the Markdown tables to this file too"
    )
    verb.add_argument("--json", action="store_true", help="print JSON in place of tables")
    add_seed(verb)
    verb.set_defaults(run=_benchmark)


def _benchmark(arguments: argparse.Namespace) -> int:
    import json

    from stance_data.benchmark import run_benchmark
    from stance_data.benchmark._outputs import board_markdown, write_outputs, write_page

    inputs = arguments.inputs
    if inputs is not None and len(inputs) == 1:
        inputs = inputs[0]
    done = run_benchmark(
        _models(arguments.models),
        arguments.data or _default_data(),
        out=arguments.out,
        settings=arguments.settings,
        split=arguments.split,
        by_group=arguments.by_group,
        train_on=arguments.train_on,
        drop_overlap=arguments.drop_overlap,
        inputs=inputs,
        target=arguments.target,
        seed=arguments.seed,
    )
    board = done.board
    if arguments.json:
        print(json.dumps([r.to_dict() for r in done.results], indent=2, ensure_ascii=False))
    else:
        _show(board)
    if done.results:
        files = write_outputs(board, done.out)
        if arguments.leaderboard:
            write_page(board_markdown(board), arguments.leaderboard)
            files.append(Path(arguments.leaderboard))
        if not arguments.json:
            print(f"{len(done.results)} runs ({done.kept} of them kept from before). Files:")
            print("\n".join(f"  {file}" for file in files))
    return _failed(done)


def _models(typed: list[str] | None) -> list[str]:
    from stance_data.models import BASELINES, STRONGEST_BASELINE

    if typed is None:
        return ["majority", "tfidf-logreg", STRONGEST_BASELINE]
    quick = [name for name, baseline in BASELINES.items() if not baseline.slow]
    expanded = [name for model in typed for name in (quick if model == "all" else [model])]
    return list(dict.fromkeys(expanded))


def _default_data() -> list[str]:
    from stance_data import corpora
    from stance_data.corpora._store import folder_of

    added = [
        name
        for name in corpora.names()
        if corpora.card(name).kind is not corpora.Kind.ATTRIBUTION and folder_of(name) is not None
    ]
    return added or ["calexit-all"]


def _show(board: Board) -> None:
    from stance_data.benchmark._tables import contest_table, curve_table, summary_table, to_text

    for contest in board.contests:
        alone = len(contest.results) == 1
        print(contest.best.to_text() if alone else to_text(contest_table(contest)), end="\n\n")
    for data in dict.fromkeys(curve.data for curve in board.curves):
        curves = [curve for curve in board.curves if curve.data == data]
        print(to_text(curve_table(curves)), end="\n\n")
    if len(board.contests) > 1:
        print(to_text(summary_table(board)), end="\n\n")
    if any(len(contest.results) > 1 for contest in board.contests):
        print("In percent. *: the highest; =: not significantly below it (p ≥ 0.05, Holm).\n")


def _failed(done: Benchmark) -> int:
    for failure in done.failures:
        print(f"stance-data: error: {failure.spec.title}: {failure.reason}", file=sys.stderr)
    if not done.results:
        return 2
    return 1 if done.failures else 0


def add_score(verbs: Any) -> None:
    """Add the verb ``score``: a file of predictions → how good they are."""
    verb = verbs.add_parser(
        "score",
        help="score a file of predictions",
        description=wrapped(
            "Score the predictions of any system on a dataset: a table with id and predicted (or "
            "stance, or label), or a .txt file with one prediction a line in the order of the "
            "rows. All that is wrong with the file is told at once."
        ),
        epilog="examples:\n  stance-data score --corpus vast --predictions mine.csv\n"
        "  stance-data score --corpus semeval2016t6 --predictions theirs.txt --labels 0=neutral "
        "1=con 2=pro",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument("--corpus", "--data", dest="data", required=True, help=DATA_HELP)
    verb.add_argument("--predictions", required=True, nargs="+", metavar="FILE")
    verb.add_argument("--split", metavar="NAME", help="default: test, or else validation")
    verb.add_argument(
        "--labels",
        nargs="+",
        default=[],
        metavar="LABEL=STANCE",
        help="what the file's labels mean, where they are neither stances nor the corpus's own",
    )
    verb.add_argument("--target", help="target of the rows that have none")
    verb.add_argument("--out", metavar="FOLDER", help="write tables and the report there")
    verb.add_argument("--json", action="store_true", help="print JSON in place of tables")
    add_seed(verb)
    verb.set_defaults(run=_score)


def _score(arguments: argparse.Namespace) -> int:
    import json

    from stance_data.benchmark import Board, score_predictions
    from stance_data.benchmark._outputs import write_outputs
    from stance_data.models import read_examples

    labels = {}
    for typed in arguments.labels:
        label, equals, stance = typed.rpartition("=")
        if not equals:
            raise InputError(f"--labels {typed}: write LABEL=STANCE")
        labels[label] = stance
    examples = read_examples(arguments.data, target=arguments.target)
    stems = [Path(file).stem for file in arguments.predictions]
    names = stems if len(set(stems)) == len(stems) else arguments.predictions
    results = [
        score_predictions(
            file,
            examples,
            split=arguments.split,
            labels=labels,
            seed=arguments.seed,
            name=name,
        )
        for file, name in zip(arguments.predictions, names, strict=True)
    ]
    board = Board(results)
    if arguments.json:
        print(json.dumps([r.to_dict() for r in results], indent=2, ensure_ascii=False))
    else:
        _show(board)
    if arguments.out:
        for file in write_outputs(board, arguments.out):
            print(f"  {file}", file=sys.stderr if arguments.json else sys.stdout)
    return 0
