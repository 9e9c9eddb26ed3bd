"""The verb ``build``: all stages in a row."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.commands.stages import add_attributor, add_cue_kinds, add_out
from stance_data.errors import InputError
from stance_data.schema import Article, Statement

if TYPE_CHECKING:
    from stance_data.publishing import PublishResult

__all__ = ["add_build"]

RAW = Path("raw")


def add_build(verbs: Any) -> None:
    """Add the verb ``build``: articles → published, measured datasets."""
    verb = verbs.add_parser(
        "build",
        help="all stages in a row: articles → published datasets",
        description="Segment articles into attributed statements, join their labels "
        "(<article>.labels.csv beside), publish Parquet splits, and measure the baseline "
        "classifier on them. Facts of an article are read from <article>.toml beside it.",
        epilog='example: stance-data build my.txt --target "Cars should be banned"',
    )
    verb.add_argument(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help="text file, or folder of them (default: raw/)",
    )
    verb.add_argument("--target", help="proposition that stances are about")
    verb.add_argument("--strict", action="store_true", help="an unlabelled statement is an error")
    add_cue_kinds(verb)
    add_out(verb)
    add_attributor(verb)
    verb.set_defaults(run=_build)


@dataclass(frozen=True, slots=True)
class _Built:
    article: Article
    statements: list[Statement]
    results: list[PublishResult]


def _build(arguments: argparse.Namespace) -> int:
    from stance_data.articles import read_articles

    if not arguments.articles and not RAW.is_dir():
        raise InputError(
            f"{RAW}: no such folder here. Name an article (stance-data build my.txt --target "
            f'"…"), or put articles into {RAW}/.'
        )
    articles = read_articles(arguments.articles or [RAW])
    built = [_build_one(article, arguments) for article in articles]
    for one in built:
        _show(one)
    _show_next(built)
    return 0


def _build_one(article: Article, arguments: argparse.Namespace) -> _Built:
    from stance_data.attribution import extract
    from stance_data.commands._publishing import (
        LabelFile,
        label_statements,
        publish_datasets,
        select_kinds,
        set_target,
    )

    article = set_target(article, arguments.target)
    _progress("read", f"{article.path}: {len(article.text):,} characters")
    started = time.perf_counter()
    statements = extract(article, attributor=arguments.attributor)
    attributions = len({s.attribution_id for s in statements})
    seconds = time.perf_counter() - started
    _progress(
        "segment", f"{len(statements)} statements of {attributions} attributions ({seconds:.1f} s)"
    )
    statements, aside = select_kinds(statements, arguments.cue_kinds)
    if aside:
        _progress("", aside)
    labels = LabelFile.beside(article.path)
    statements, line = label_statements(statements, labels.labels, strict=arguments.strict)
    _progress("label", line + (f" from {labels.path}" if labels.path else ""))
    results = publish_datasets(article, statements, labels, arguments.out, arguments.seed)
    for result in results:
        counts = ", ".join(f"{split} {rows}" for split, rows in result.rows.items())
        _progress("publish", f"{result.folder}: {counts}")
    for result in results:
        if result.labelled:
            _progress("baseline", f"{result.name}: {_measure(result.folder, arguments.seed)}")
    return _Built(article, statements, results)


def _measure(folder: Path, seed: int) -> str:
    from stance_data.benchmark import evaluate
    from stance_data.models import DEFAULT_BASELINE, read_examples

    examples = read_examples(folder)
    if examples.groups < 2:
        return "not measured: the labelled statements are one attribution"
    result = evaluate(DEFAULT_BASELINE, examples, seed=seed)
    return (
        f"{DEFAULT_BASELINE} macro-F1 {result.scores.macro_f1:.2f}, majority "
        f"{result.majority.macro_f1:.2f} ({result.described})"
    )


def _progress(stage: str, line: str) -> None:
    print(f"{stage:<9} {line}", flush=True)


def _show(built: _Built) -> None:
    from stance_data.commands._publishing import datasets_of
    from stance_data.commands._table import statement_table

    shown: Sequence[Statement] = datasets_of(built.article, built.statements)[built.results[0].name]
    print(f"\n{built.article.title or built.article.id}")
    if built.article.target:
        print(f"Target: {built.article.target}")
    print()
    print(statement_table(shown))
    if len(built.statements) > len(shown):
        more = len(built.statements) - len(shown)
        print(f"\n{more} more statements by others are in {built.results[-1].folder}.")


def _show_next(built: Sequence[_Built]) -> None:
    folder = built[0].results[0].folder
    labelled = any(r.labelled for one in built for r in one.results)
    print("\nFiles:")
    for result in (r for one in built for r in one.results):
        print(f"  {result.folder}/  {', '.join(sorted(f.name for f in result.files))}")
    print("\nNext:")
    if labelled:
        print(f"  python -c \"import stance_data; print(stance_data.load('{folder}'))\"")
        print(f"  stance-data train {folder}")
        return
    article = Path(built[0].article.path)
    from stance_data.labeling import label_file

    print(
        f"  The statements are unlabelled. Write a row for each into {label_file(article)}\n"
        "  (columns text, annotator, stance: con, neutral or pro) and build again. Their words\n"
        f"  are in {folder / 'unlabelled.parquet'}."
    )
