"""The verbs ``segment``, ``label`` and ``publish``: the stages, one by one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance_data.errors import InputError
from stance_data.schema import CueKind

__all__ = ["add_attributor", "add_cue_kinds", "add_label", "add_out", "add_publish", "add_segment"]


def add_segment(verbs: Any) -> None:
    """Add the verb ``segment``: article → statements."""
    verb = verbs.add_parser(
        "segment",
        help="find who said what in articles",
        description="Find every attributed statement of articles: speaker, source, cue, words and "
        "their exact offsets. Prints a table, or writes one JSON line a statement.",
        epilog="example: stance-data segment raw/calexit.txt --out statements.jsonl",
    )
    verb.add_argument("articles", nargs="+", metavar="ARTICLE", help="text file, or folder of them")
    verb.add_argument("--out", metavar="FILE", help="JSON Lines file to write; - for the terminal")
    verb.add_argument("--target", help="proposition that stances are about")
    add_attributor(verb)
    verb.set_defaults(run=_segment)


def add_attributor(verb: argparse.ArgumentParser) -> None:
    """Add the choice of the attributor."""
    from stance_data.attribution import ATTRIBUTORS
    from stance_data.attribution.extraction import DEFAULT_ATTRIBUTOR

    verb.add_argument(
        "--attributor",
        choices=list(ATTRIBUTORS),
        default=DEFAULT_ATTRIBUTOR,
        help="what finds the attributions (default: %(default)s)",
    )


def _segment(arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    from stance_data.articles import read_articles
    from stance_data.attribution import extract
    from stance_data.commands._files import write_statements
    from stance_data.commands._publishing import set_target
    from stance_data.commands._table import statement_table

    articles = read_articles(arguments.articles)
    if arguments.target is not None:
        articles = [set_target(article, arguments.target) for article in articles]
    found = []
    for article in tqdm(articles, unit="article", disable=len(articles) < 2):
        statements = extract(article, attributor=arguments.attributor)
        if not statements and len(articles) == 1:
            raise InputError(f"{article.path}: no attributed statement found in it.")
        found.extend(statements)
    if arguments.out:
        write_statements(found, arguments.out)
    else:
        print(statement_table(found))
    if arguments.out != "-":
        where = f" → {arguments.out}" if arguments.out else ""
        attributions = len({s.attribution_id for s in found})
        print(f"{len(found)} statements of {attributions} attributions{where}")
    return 0


def add_label(verbs: Any) -> None:
    """Add the verb ``label``: statements and labels → labelled statements."""
    verb = verbs.add_parser(
        "label",
        help="join stance labels to statements",
        description="Join labels to statements by their words (and by speaker or start where words "
        "repeat). An adjudicated label counts; else the majority; a tie stays unlabelled.",
        epilog="example: stance-data label statements.jsonl --labels raw/calexit.labels.csv "
        "--out labelled.jsonl",
    )
    verb.add_argument("statements", metavar="STATEMENTS", help="what segment wrote")
    verb.add_argument("--labels", required=True, metavar="CSV", help="text, annotator, stance, …")
    verb.add_argument("--out", metavar="FILE", help="JSON Lines file to write; - for the terminal")
    verb.add_argument("--strict", action="store_true", help="an unlabelled statement is an error")
    verb.set_defaults(run=_label)


def _label(arguments: argparse.Namespace) -> int:
    from stance_data.commands._files import read_statements, write_statements
    from stance_data.commands._publishing import label_statements
    from stance_data.commands._table import statement_table
    from stance_data.labeling import read_labels

    statements = read_statements(arguments.statements)
    labels = read_labels(arguments.labels)
    labelled, line = label_statements(statements, labels, strict=arguments.strict)
    if arguments.out:
        write_statements(labelled, arguments.out)
    else:
        print(statement_table(labelled))
    if arguments.out != "-":
        print(line + (f" → {arguments.out}" if arguments.out else ""))
    return 0


def add_publish(verbs: Any) -> None:
    """Add the verb ``publish``: labelled statements → dataset folders."""
    verb = verbs.add_parser(
        "publish",
        help="write statements as Parquet splits with a card",
        description="Write the datasets of an article: Parquet splits, its text, a card and a "
        "manifest, each folder swapped in whole.",
        epilog="example: stance-data publish labelled.jsonl --article raw/calexit.txt",
    )
    verb.add_argument("statements", metavar="STATEMENTS", help="what label (or segment) wrote")
    verb.add_argument("--article", required=True, metavar="FILE", help="the article they are of")
    verb.add_argument("--labels", metavar="CSV", help="label file, for the card (default: beside)")
    add_cue_kinds(verb)
    add_out(verb)
    verb.set_defaults(run=_publish)


def add_cue_kinds(verb: argparse.ArgumentParser) -> None:
    """Add the choice of the statements that are published, by what their cue says."""
    verb.add_argument(
        "--cue-kinds",
        nargs="+",
        choices=[*(kind.value for kind in CueKind), "all"],
        default=[CueKind.SPEECH.value],
        metavar="KIND",
        help="statements to publish, by what their cue says: "
        f"{', '.join(CueKind)}, or all (default: speech)",
    )


def add_out(verb: argparse.ArgumentParser) -> None:
    """Add where datasets go, and the seed of their splits."""
    verb.add_argument(
        "--out",
        type=Path,
        default=Path("processed"),
        metavar="DIR",
        help="folder of the dataset folders (default: processed)",
    )
    verb.add_argument("--seed", type=int, default=0, help="seed of the splits (default: 0)")


def _publish(arguments: argparse.Namespace) -> int:
    from stance_data.articles import read_article
    from stance_data.commands._files import read_statements
    from stance_data.commands._publishing import LabelFile, publish_datasets, select_kinds

    statements, aside = select_kinds(read_statements(arguments.statements), arguments.cue_kinds)
    article = read_article(arguments.article)
    if arguments.labels:
        labels = LabelFile.read(arguments.labels)
    else:
        labels = LabelFile.beside(arguments.article)
    for result in publish_datasets(article, statements, labels, arguments.out, arguments.seed):
        counts = ", ".join(f"{split} {rows}" for split, rows in result.rows.items())
        print(f"{result.folder}: {result.statements} statements ({counts})")
    if aside:
        print(aside)
    return 0
