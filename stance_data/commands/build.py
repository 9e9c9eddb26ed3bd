"""The verb ``build``: all stages in a row."""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.articles import Collection, SetAside
from stance_data.commands._articles import (
    ARTICLE_HELP,
    Aside,
    add_columns,
    columns_of,
    is_alone,
    labels_of,
    with_progress,
)
from stance_data.commands._built import Built, show, show_next
from stance_data.commands._publishing import Part
from stance_data.commands._suggesting import add_suggest, is_suggested, suggest_labels
from stance_data.commands.stages import add_attributor, add_cue_kinds, add_out
from stance_data.errors import InputError, StanceDataWarning
from stance_data.schema import Statement

if TYPE_CHECKING:
    from stance_data.commands._publishing import LabelFile
    from stance_data.labeling import Label
    from stance_data.publishing import PublishResult

__all__ = ["add_build"]

RAW = Path("raw")

_DESCRIPTION = """\
Segment articles into attributed statements, join their labels (<article>.labels.csv beside), let
a model suggest the stances that are missing, publish Parquet splits, measure the baseline
classifier on the labels by people, and write a page of each dataset to look at
(explorer/<name>.html). Facts of an article are read from <article>.toml beside it, and from a web
page itself.
"""

_EPILOG = """\
A text or a page gives a dataset of its own, named after it. A file of many articles gives one
dataset, and so does a folder with several files; raw/ alone is a shelf of articles, each with a
dataset of its own. --name puts everything into one.

An article that cannot be used is set aside and told at the end; the others are built. Exit code:
0 all built, 1 some set aside, 2 none built.

examples:
  stance-data build my.txt --target "Cars should be banned"
  stance-data build page.html
  stance-data build news.jsonl --text-column body --target "Cars should be banned"
"""


def add_build(verbs: Any) -> None:
    """Add the verb ``build``: articles → published, measured datasets."""
    verb = verbs.add_parser(
        "build",
        help="all stages in a row: articles → published datasets",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help=f"{ARTICLE_HELP} (default: raw/)"
    )
    verb.add_argument("--target", help="proposition that stances are about")
    verb.add_argument("--name", help="put everything into one dataset of this name")
    verb.add_argument("--strict", action="store_true", help="an unlabelled statement is an error")
    add_suggest(verb)
    add_cue_kinds(verb)
    add_out(verb)
    add_attributor(verb)
    add_columns(verb)
    verb.set_defaults(run=_build)


def _build(arguments: argparse.Namespace) -> int:
    collections = _collections(arguments)
    aside = Aside(alone=is_alone(collections))
    built: list[Built] = []
    folders: dict[str, str] = {}
    for collection in collections:
        other = folders.setdefault(collection.name, collection.path)
        if other != collection.path:
            reason = f"gives the same dataset {collection.name!r} as {other}. Rename one."
            aside.add(SetAside(collection.path, reason))
            continue
        build = _build_one if collection.single else _build_many
        one = build(collection, arguments, aside)
        built.extend([one] if one else [])
    for one in built:
        show(one)
    if built:
        show_next(built, [page for one in built for page in _pages(one, arguments.out)])
    return aside.report(sum(len(one.parts) for one in built))


def _pages(built: Built, out: Path) -> list[Path]:
    from stance_data.commands.explore import write_pages

    labels = [part.labels.path for part in built.parts] + [built.labels]
    found = dict.fromkeys(path for path in labels if path is not None and path.is_file())
    return write_pages([result.folder for result in built.results], out, found)


def _collections(arguments: argparse.Namespace) -> list[Collection]:
    from stance_data.articles import article_id, collections_of

    if not arguments.articles and not RAW.is_dir():
        raise InputError(
            f"{RAW}: no such folder here. Name an article (stance-data build my.txt --target "
            f'"…"), or put articles into {RAW}/.'
        )
    if arguments.name and article_id(f"{arguments.name}.") != arguments.name:
        raise InputError(
            f"--name {arguments.name}: is no name for a folder: use letters, digits, - _ and ."
        )
    columns = columns_of(arguments)
    shelves = [path for path in arguments.articles or [RAW] if Path(path) == RAW]
    others = [path for path in arguments.articles if Path(path) != RAW]
    if arguments.name:
        return collections_of([*shelves, *others], columns=columns, name=arguments.name)
    return [
        *collections_of(shelves, columns=columns, apart=True),
        *collections_of(others, columns=columns),
    ]


def _build_one(collection: Collection, arguments: argparse.Namespace, aside: Aside) -> Built | None:
    """Build the dataset of one article, telling each stage; None if it was set aside."""
    from stance_data.attribution import extract
    from stance_data.commands._publishing import (
        LabelFile,
        check_wanted,
        label_statements,
        select_kinds,
        set_target,
    )

    (item,) = collection
    if isinstance(item, SetAside):
        aside.add(item)
        return None
    try:
        article = set_target(item, arguments.target)
        _progress("read", f"{article.path}: {len(article.text):,} characters")
        started = time.perf_counter()
        statements = extract(article, attributor=arguments.attributor)
        _progress("segment", _found(statements, time.perf_counter() - started))
        statements, others = select_kinds(statements, arguments.cue_kinds)
        if others:
            _progress("", others)
        labels = LabelFile.beside(article.path)
        statements, line = label_statements(statements, labels.labels, strict=arguments.strict)
        _progress("label", line + (f" from {labels.path}" if labels.path else ""))
        statements = _suggest(statements, labels.labels, arguments)
        check_wanted(article, statements)
        parts = [Part(article, statements, labels)]
        results = _publish(collection.name, parts, None, arguments)
    except Exception as error:  # Whatever is wrong with one article must not stop the others.
        aside.add_fault(item.path, error)
        return None
    return Built(collection.name, parts, results, labels_of(collection))


def _build_many(
    collection: Collection, arguments: argparse.Namespace, aside: Aside
) -> Built | None:
    """Build the dataset of many articles; None if all of them were set aside."""
    from stance_data.commands._publishing import LabelFile, label_statements

    parts = _read_many(collection, arguments, aside)
    if not parts:
        return None
    path = labels_of(collection, arguments.name)
    try:
        labels = LabelFile.read(path) if path and path.is_file() else LabelFile()
        statements = [s for part in parts for s in part.statements]
        statements, line = label_statements(statements, labels.labels, strict=arguments.strict)
        _progress("label", line + (f" from {labels.path}" if labels.path else ""))
        given = [x for file in (labels, *(part.labels for part in parts)) for x in file.labels]
        statements = _suggest(statements, given, arguments)
        parts = _regroup(parts, statements)
        results = _publish(collection.name, parts, labels, arguments)
    except Exception as error:
        aside.add_fault(collection.path, error)
        return None
    return Built(collection.name, parts, results, path)


def _read_many(collection: Collection, arguments: argparse.Namespace, aside: Aside) -> list[Part]:
    """Read and segment the articles of a collection; those without a statement are set aside."""
    from stance_data.attribution import extract
    from stance_data.commands._publishing import (
        LabelFile,
        check_wanted,
        label_statements,
        select_kinds,
    )

    started = time.perf_counter()
    found: list[Part] = []
    for item in with_progress(collection):
        if isinstance(item, SetAside):
            aside.add(item)
            continue
        target = item.target if arguments.target is None else arguments.target
        article = replace(item, target=target)
        try:
            found.append(Part(article, extract(article, attributor=arguments.attributor)))
        except Exception as error:
            aside.add_fault(article.path, error)
    characters = sum(len(part.article.text) for part in found)
    number = f"{len(found):,} article{'' if len(found) == 1 else 's'}"
    _progress("read", f"{collection.path}: {number}, {characters:,} characters")
    statements = [s for part in found for s in part.statements]
    _progress("segment", _found(statements, time.perf_counter() - started))
    statements, others = select_kinds(statements, arguments.cue_kinds)
    if others:
        _progress("", others)
    parts: list[Part] = []
    for part in _regroup(found, statements):
        article = part.article
        try:
            own = LabelFile.beside(article.path) if Path(article.path).is_file() else LabelFile()
            labelled, _ = label_statements(part.statements, own.labels)
            check_wanted(article, labelled)
            parts.append(Part(article, labelled, own))
        except Exception as error:
            aside.add_fault(article.path, error)
    untargeted = sum(not part.article.target for part in parts)
    if untargeted:
        warnings.warn(
            f"{collection.path}: {untargeted} of {len(parts)} articles have no target, so their "
            'statements can have no stance. Give one with --target "…".',
            StanceDataWarning,
            stacklevel=2,
        )
    return parts


def _suggest(
    statements: list[Statement], labels: Sequence[Label], arguments: argparse.Namespace
) -> list[Statement]:
    """Let the stance encoder suggest what people have left unlabelled, unless told not to."""
    if not arguments.suggest:
        return statements
    statements, line = suggest_labels(statements, labels)
    if line:
        _progress("suggest", line)
    return statements


def _regroup(parts: Sequence[Part], statements: Sequence[Statement]) -> list[Part]:
    """Return the articles with those of `statements` that are theirs."""
    own: dict[str, list[Statement]] = {part.article.id: [] for part in parts}
    for statement in statements:
        own[statement.article_id].append(statement)
    return [replace(part, statements=own[part.article.id]) for part in parts]


def _publish(
    name: str, parts: Sequence[Part], labels: LabelFile | None, arguments: argparse.Namespace
) -> list[PublishResult]:
    from stance_data.commands._publishing import publish_datasets

    results = publish_datasets(name, parts, arguments.out, arguments.seed, labels=labels)
    for result in results:
        counts = ", ".join(f"{split} {rows}" for split, rows in result.rows.items())
        _progress("publish", f"{result.folder}: {counts}")
    # A model's suggestions are nothing to measure a classifier on.
    by_people = any(s.stance and not is_suggested(s) for part in parts for s in part.statements)
    for result in results if by_people else []:
        if result.labelled:
            _progress("baseline", f"{result.name}: {_measure(result.folder, arguments.seed)}")
    return results


def _found(statements: Sequence[Statement], seconds: float) -> str:
    attributions = len({s.attribution_id for s in statements})
    return f"{len(statements)} statements of {attributions} attributions ({seconds:.1f} s)"


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
