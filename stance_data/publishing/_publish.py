"""Statements and articles to a dataset folder that is complete in itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from stance_data.errors import InputError
from stance_data.publishing._census import Census
from stance_data.publishing._check import check_provenance
from stance_data.publishing._finish import finish, with_history
from stance_data.publishing._manifest import Format, read_manifest
from stance_data.publishing._records import Labelling, Publication, PublishResult
from stance_data.publishing._replace import replace_folder
from stance_data.publishing._rights import RightsCheck
from stance_data.publishing._tables import ARTICLES, TABLES, write_rows
from stance_data.publishing._workspace import Workspace, article_row
from stance_data.schema import Article, Statement, article_arrow_schema, statement_arrow_schema
from stance_data.splits import assign_splits

__all__ = ["publish"]

_T = TypeVar("_T")


def publish(
    statements: Iterable[Statement],
    articles: Iterable[Article],
    out: str | Path,
    *,
    name: str = "",
    description: str = "",
    seed: int = 0,
    fractions: Sequence[float] = (0.6, 0.2, 0.2),
    labelling: Labelling | None = None,
    label_files: Mapping[str, str] | None = None,
    right: str = "",
    standoff: bool = False,
    progress: Callable[[str], None] | None = None,
) -> PublishResult:
    """Write a dataset folder, or replace one, as a whole.

    The folder holds ``train.parquet``, ``validation.parquet`` and ``test.parquet`` (those that
    have a row: ``datasets`` cannot read an empty split), ``unlabelled.parquet`` if there are
    statements without a stance, ``articles.parquet``, a card in ``README.md``, ``croissant.json``,
    and ``manifest.json``. The same input gives the same bytes, in whatever order it comes. A run
    that is killed leaves the folder as it was. Where other rows replace those of an older folder,
    the card and the manifest tell what changed.

    Statements and articles are read once, as they come, and kept in a temporary file: memory does
    not grow with them, but for some bytes for each group and each article.

    Parameters
    ----------
    statements : iterable of Statement
    articles : iterable of Article
        Those that the statements are cut from.
    out : str or Path
        The folder. It must not exist, or be empty, or be one that this function wrote.
    name : str, optional
        Name of the dataset; by default that of the folder.
    description : str, optional
        What was selected and why, in a sentence or two of Markdown for the card.
    seed : int, default 0
    fractions : sequence of three floats, default (0.6, 0.2, 0.2)
        See `stance_data.splits.assign_splits`.
    labelling : Labelling, optional
        How the labels came to be, for the card.
    label_files : mapping of str to str, optional
        File name → SHA-256 of the label files, for the manifest.
    right : str, optional
        The ground on which the texts may be passed on, where their owners' terms do not say so;
        it is written into card and manifest.
    standoff : bool, default False
        Write no word of the articles, but offsets, labels and digests, to which
        `stance_data.publishing.join` adds the words again.
    progress : callable, optional
        Called with a line of text after each step.

    Returns
    -------
    PublishResult

    Raises
    ------
    InputError
        If there is no statement, or a statement, source or cue is not what its offsets cut out of
        its article: every fault is listed.
    RightsError
        If an article's owner forbids passing it on, and no right is stated.
    OutputError
        If `out` holds something else, or cannot be written; nothing is left half-written.
    """
    target = Path(out).resolve()
    publication = Publication(
        name=name or target.name,
        description=description,
        fractions=tuple(fractions),
        seed=seed,
        labelling=labelling or Labelling(),
        label_files=label_files or {},
    )
    say = progress or (lambda line: None)
    if not standoff:
        return _publish(statements, articles, Path(out), publication, right, say)
    from stance_data.publishing._standoff import write_standoff

    with TemporaryDirectory(prefix="stance-data-") as scratch:
        folder = Path(scratch) / target.name
        _publish(statements, articles, folder, publication, right, say, passed_on=False)
        return write_standoff(folder, out)


def _publish(
    statements: Iterable[Statement],
    articles: Iterable[Article],
    out: Path,
    publication: Publication,
    right: str,
    say: Callable[[str], None],
    *,
    passed_on: bool = True,
) -> PublishResult:
    """Write a dataset folder; the rights are noted, and checked if it may be `passed_on`."""
    target = out.resolve()
    with Workspace() as workspace:
        rights = RightsCheck(right)
        workspace.add_articles(article_row(a) for a in rights.passing(articles))
        if passed_on:
            rights.refuse()
        workspace.add_statements(_row_of(s) for s in progress_bar(statements, "reading"))
        workspace.settle()
        number = workspace.count("statements")
        if not number:
            raise InputError(f"{out}: no statements to publish")
        check_provenance(workspace)
        say(f"checked {number} statements against {workspace.count('articles')} articles")
        publication = dataclasses.replace(publication, rights=rights.rights)
        places = _places(workspace, publication.fractions, publication.seed)
        census = Census()

        def write(folder: Path) -> None:
            _write_tables(workspace, places, folder, census)
            old = read_manifest(target)
            finish(folder, census, with_history(publication, census.content, target, old, folder))

        replace_folder(target, Format.DATASETS, write)
    summary = ", ".join(f"{table} {rows}" for table, rows in census.rows.items())
    say(f"wrote {target.name}: {summary}")
    return PublishResult(
        folder=out,
        name=publication.name,
        rows=census.splits,
        articles=census.rows[ARTICLES],
        files=tuple(sorted(out.iterdir())),
        content_digest=census.content,
    )


def _row_of(statement: Statement) -> dict[str, Any]:
    """Return a statement as a row, also where its stance is none: the check tells that."""
    try:
        return statement.to_row()
    except ValueError:
        return dataclasses.replace(statement, stance="").to_row() | {"stance": statement.stance}


def _places(workspace: Workspace, fractions: Sequence[float], seed: int) -> bytearray:
    """Return for each statement, in order, the number of its table in `TABLES`."""
    groups: list[str] = []
    stances: list[str] = []
    for _, group, stance in workspace.placement():
        groups.append(group)
        stances.append(stance)
    splits = assign_splits(groups, stances, fractions=fractions, seed=seed)
    return bytearray(TABLES.index(split) for split in splits)


def _write_tables(workspace: Workspace, places: bytearray, folder: Path, census: Census) -> None:
    schema = statement_arrow_schema()
    for place, table in enumerate(TABLES):
        if table == ARTICLES:
            rows, schema = workspace.article_rows(), article_arrow_schema()
        elif place in places:
            rows = progress_bar(
                workspace.selected_rows(places, place), f"writing {table}", places.count(place)
            )
        else:
            continue
        write_rows(rows, schema, folder / f"{table}.parquet", partial(census.see, table))


def progress_bar(things: Iterable[_T], what: str, total: int | None = None) -> Iterator[_T]:
    """Return things behind a progress bar, which shows on a terminal if they take a while."""
    from tqdm import tqdm

    return iter(
        tqdm(
            things,
            desc=what,
            total=total,
            unit=" statements",
            unit_scale=True,
            disable=None,
            delay=1,
            leave=False,
        )
    )
