"""The verb ``publish``: statements or a dataset → a folder, or the Hugging Face Hub."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from stance_data.commands._articles import add_columns, columns_of
from stance_data.commands.stages import add_cue_kinds, add_out
from stance_data.errors import InputError
from stance_data.schema import Article, Statement

if TYPE_CHECKING:
    from stance_data.publishing import PublishResult, Upload

__all__ = ["add_publish", "folder_of"]

_DESCRIPTION = """\
Write the datasets of articles: Parquet splits, their texts, a card, Croissant and a manifest, each
folder swapped in whole. Or bring a dataset that is published already to another folder, or to the
Hugging Face Hub.

Words go out only where somebody may pass them on. An article whose side file says redistribution =
"forbidden" is refused, and to the hub so is one whose terms are not known, unless a right is stated
(--right, or stated_right in the side file): card and manifest tell it. --standoff leaves the words
out; stance-data join adds them from one's own copy of the articles.
"""

_EPILOG = """\
A push prints what would be sent, and sends it with --push only; the token is that of the
environment variable HF_TOKEN.

examples:
  stance-data publish labelled.jsonl --article raw/calexit.txt
  stance-data publish processed/calexit --to elsewhere/calexit
  stance-data publish calexit --to hf://datasets/USER/calexit            the plan
  stance-data publish calexit --to hf://datasets/USER/calexit --push
  stance-data publish calexit --standoff --to calexit-standoff
"""


def add_publish(verbs: Any) -> None:
    """Add the verb ``publish``: labelled statements → dataset folders."""
    verb = verbs.add_parser(
        "publish",
        help="write statements as a dataset with a card, or push a dataset",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument(
        "statements",
        metavar="STATEMENTS|DATASET",
        help="what label (or segment) wrote; or the folder or name of a published dataset",
    )
    verb.add_argument(
        "--article",
        metavar="ARTICLE",
        help="the article that the statements are of, or the table or folder of articles",
    )
    verb.add_argument("--labels", metavar="CSV", help="label file, for the card (default: beside)")
    verb.add_argument("--name", help="name of the dataset (default: that of the article's file)")
    add_cue_kinds(verb)
    add_out(verb)
    verb.add_argument(
        "--to", metavar="PLACE", help="for a DATASET: a folder, or hf://datasets/USER/NAME"
    )
    verb.add_argument("--push", action="store_true", help="send it to the hub, not just the plan")
    verb.add_argument(
        "--public", action="store_true", help="make a new repository public (default: private)"
    )
    verb.add_argument(
        "--right", default="", metavar="WHY", help="ground on which you may pass the texts on"
    )
    verb.add_argument("--standoff", action="store_true", help="leave the articles' words out")
    add_columns(verb)
    verb.set_defaults(run=_publish)


def _publish(arguments: argparse.Namespace) -> int:
    if arguments.article:
        if arguments.to or arguments.push:
            raise InputError(
                "--to and --push are for a dataset that is published: publish the statements to a "
                "folder under --out first, then that folder"
            )
        return _publish_statements(arguments)
    if Path(arguments.statements).is_file():
        raise InputError(
            f"{arguments.statements}: name the article that its statements were cut from: "
            "--article ARTICLE"
        )
    folder = folder_of(arguments.statements)
    if not arguments.to:
        raise InputError(
            f"{folder}: is published. Say where it should go: --to DIR or --to "
            "hf://datasets/USER/NAME"
        )
    if arguments.to.startswith("hf:"):
        return _publish_to_hub(folder, arguments)
    if arguments.push:
        raise InputError(f"--push: {arguments.to} is no address of the hub (hf://datasets/…)")
    result = _rewritten(folder, Path(arguments.to), arguments)
    print(_line(result))
    return 0


def folder_of(name: str) -> Path:
    """Return the folder that a user means: a path, or the name of a dataset.

    Raises
    ------
    DatasetNotFoundError
        If there is none.
    """
    from stance_data.loading import find_dataset
    from stance_data.publishing import read_any_manifest, settle

    folder = settle(Path(name))
    return folder if read_any_manifest(folder) is not None else find_dataset(name)


def _rewritten(folder: Path, out: Path, arguments: argparse.Namespace) -> PublishResult:
    """Write a dataset to another folder, without its words if that was asked for."""
    from stance_data.publishing import republish, write_standoff

    if arguments.standoff:
        return write_standoff(folder, out)
    return republish(folder, out, right=arguments.right)


def _publish_to_hub(folder: Path, arguments: argparse.Namespace) -> int:
    from stance_data.publishing import plan_upload, push

    with TemporaryDirectory(prefix="stance-data-") as scratch:
        if arguments.standoff or arguments.right:
            folder = _rewritten(folder, Path(scratch) / folder.name, arguments).folder
        upload = plan_upload(folder, arguments.to, private=not arguments.public)
        print(_plan(upload))
        if not arguments.push:
            print("\nNothing was sent: this is the plan. Add --push to send it.")
            return 0
        print(f"\nsent: {push(upload)}")
    return 0


def _plan(upload: Upload) -> str:
    """Return what a push sends, for people."""
    width = max(len(name) for name in upload.files)
    rights = upload.rights
    terms = ", ".join(f"{kind} ({number})" for kind, number in rights.redistribution.items())
    lines = [
        f"to          {upload.url}",
        f"visibility  {'private' if upload.private else 'public'}, if the repository is new",
        f"commit      {upload.message}",
        f"terms       {terms}" if terms else "terms       no words of the sources are in it",
        *(f"right       {right}" for right in rights.stated),
        "",
        *(f"  {name:{width}}  {size:>13,} B" for name, size in upload.files.items()),
        f"  {f'{len(upload.files)} files':{width}}  {upload.size:>13,} B",
    ]
    return "\n".join(lines)


def _line(result: PublishResult) -> str:
    counts = ", ".join(f"{split} {rows}" for split, rows in result.rows.items())
    return f"{result.folder}: {result.statements} statements ({counts})"


def _publish_statements(arguments: argparse.Namespace) -> int:
    from stance_data.articles import collections_of
    from stance_data.commands._files import read_statements
    from stance_data.commands._publishing import (
        LabelFile,
        Part,
        check_wanted,
        publish_datasets,
        select_kinds,
    )

    statements, others = select_kinds(read_statements(arguments.statements), arguments.cue_kinds)
    (collection,) = collections_of(
        [arguments.article], columns=columns_of(arguments), name=arguments.name or ""
    )
    items = list(collection)
    articles = [item for item in items if isinstance(item, Article)]
    if not articles:
        raise InputError("\n".join(str(item) for item in items))
    if arguments.labels:
        labels = LabelFile.read(arguments.labels)
    else:
        labels = LabelFile.beside(arguments.article.removesuffix(".gz"))
    own: dict[str, list[Statement]] = {article.id: [] for article in articles}
    strangers = sorted({s.article_id for s in statements} - own.keys())
    if strangers:
        raise InputError(
            f"{arguments.statements}: has statements of {', '.join(strangers[:5])}, no article of "
            f"{arguments.article}. Name the article that they were cut from."
        )
    for statement in statements:
        own[statement.article_id].append(statement)
    parts = [
        Part(_with_target(a, own[a.id]), own[a.id])
        for a in articles
        if own[a.id] or len(articles) == 1
    ]
    for part in parts:
        check_wanted(part.article, part.statements)
    if not parts:
        raise InputError(f"{arguments.statements}: holds no statement of these kinds.")
    results = publish_datasets(
        collection.name,
        parts,
        arguments.out,
        arguments.seed,
        labels=labels,
        right=arguments.right,
        standoff=arguments.standoff,
    )
    for result in results:
        print(_line(result))
    if others:
        print(others)
    return 0


def _with_target(article: Article, statements: Sequence[Statement]) -> Article:
    """Return an article that has no target of its own with the one of its statements."""
    targets = {s.target for s in statements}
    return replace(article, target=targets.pop()) if not article.target and targets else article
