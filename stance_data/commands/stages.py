"""The verbs ``segment`` and ``label``: the first stages, one by one."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from stance_data.commands._articles import (
    ARTICLE_HELP,
    Aside,
    add_columns,
    columns_of,
    is_alone,
    with_progress,
)
from stance_data.commands._suggesting import add_suggest, suggest_labels
from stance_data.errors import InputError
from stance_data.schema import CueKind, Statement

__all__ = ["add_attributor", "add_cue_kinds", "add_label", "add_out", "add_segment"]


def add_segment(verbs: Any) -> None:
    """Add the verb ``segment``: article → statements."""
    verb = verbs.add_parser(
        "segment",
        help="find who said what in articles",
        description="Find every attributed statement of articles: speaker, source, cue, words and "
        "their exact offsets. Prints a table, or writes one JSON line a statement. An article "
        "that cannot be used is set aside and told at the end. Exit code: 0 all read, 1 some set "
        "aside, 2 none read.",
        epilog="example: stance-data segment raw/calexit.txt --out statements.jsonl",
    )
    verb.add_argument("articles", nargs="+", metavar="ARTICLE", help=ARTICLE_HELP)
    verb.add_argument("--out", metavar="FILE", help="JSON Lines file to write; - for the terminal")
    verb.add_argument("--target", help="proposition that stances are about")
    add_attributor(verb)
    add_columns(verb)
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
    from stance_data.articles import SetAside, collections_of
    from stance_data.attribution import extract
    from stance_data.commands._files import write_statements
    from stance_data.commands._table import statement_table

    collections = collections_of(arguments.articles, columns=columns_of(arguments))
    aside = Aside(alone=is_alone(collections))
    found: list[Statement] = []
    used: dict[str, str] = {}
    for item in (item for collection in collections for item in with_progress(collection)):
        if isinstance(item, SetAside):
            aside.add(item)
            continue
        if item.id in used:
            aside.add(
                SetAside(item.path, f"has the id {item.id!r} of {used[item.id]}. Rename one.")
            )
            continue
        target = item.target if arguments.target is None else arguments.target
        try:
            statements = extract(replace(item, target=target), attributor=arguments.attributor)
            if not statements:
                raise InputError(f"{item.path}: no attributed statement found in it.")
        except Exception as error:  # Whatever is wrong with one must not stop the others.
            aside.add_fault(item.path, error)
            continue
        used[item.id] = item.path
        found.extend(statements)
    if found and arguments.out:
        write_statements(found, arguments.out)
    elif found:
        print(statement_table(found))
    if found and arguments.out != "-":
        where = f" → {arguments.out}" if arguments.out else ""
        attributions = len({s.attribution_id for s in found})
        print(f"{len(found)} statements of {attributions} attributions{where}")
    return aside.report(len(used))


def add_label(verbs: Any) -> None:
    """Add the verb ``label``: statements and labels → labelled statements."""
    verb = verbs.add_parser(
        "label",
        help="join stance labels to statements, and suggest those that are missing",
        description="Join labels to statements by their words (and by speaker or start where words "
        "repeat). An adjudicated label counts; else the majority; a tie stays unlabelled. For "
        "statements that nobody has labelled, the stance encoder suggests a stance towards their "
        "target where it is confident enough: label_source is model then. A person's label always "
        "wins.",
        epilog="example: stance-data label statements.jsonl --labels raw/calexit.labels.csv "
        "--out labelled.jsonl",
    )
    verb.add_argument("statements", metavar="STATEMENTS", help="what segment wrote")
    verb.add_argument("--labels", metavar="CSV", help="text, annotator, stance, …")
    verb.add_argument("--out", metavar="FILE", help="JSON Lines file to write; - for the terminal")
    verb.add_argument("--strict", action="store_true", help="an unlabelled statement is an error")
    add_suggest(verb)
    verb.set_defaults(run=_label)


def _label(arguments: argparse.Namespace) -> int:
    from stance_data.commands._files import read_statements, write_statements
    from stance_data.commands._publishing import label_statements
    from stance_data.commands._table import statement_table
    from stance_data.labeling import read_labels

    statements = read_statements(arguments.statements)
    if not arguments.labels and not arguments.suggest:
        raise InputError("nothing to label with: give --labels, or leave out --no-suggest")
    labels = read_labels(arguments.labels) if arguments.labels else []
    labelled, line = label_statements(statements, labels, strict=arguments.strict)
    if arguments.suggest:
        labelled, more = suggest_labels(labelled, labels)
        line += f"; {more}" if more else ""
    if arguments.out:
        write_statements(labelled, arguments.out)
    else:
        print(statement_table(labelled))
    if arguments.out != "-":
        print(line + (f" → {arguments.out}" if arguments.out else ""))
    return 0


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
