"""What goes into a dataset folder beside its tables: card, Croissant, manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from stance_data.errors import InputError
from stance_data.publishing._card import card_of, counted
from stance_data.publishing._census import Census
from stance_data.publishing._columns import ARTICLE_COLUMNS, STATEMENT_COLUMNS
from stance_data.publishing._compare import Comparison
from stance_data.publishing._croissant import RecordSet, write_croissant
from stance_data.publishing._manifest import manifest_of, write_manifest
from stance_data.publishing._records import Change, Publication, history_of
from stance_data.publishing._replace import write_text
from stance_data.publishing._tables import ARTICLES

__all__ = ["finish", "with_history"]


def finish(folder: Path, census: Census, publication: Publication) -> None:
    """Write card, Croissant and manifest into a folder whose tables are written and counted."""
    write_text(folder / "README.md", card_of(folder, census, publication))
    write_croissant(
        folder,
        [
            RecordSet(
                "statements",
                "One record a statement: who said what, where it stands, and its stance.",
                list(census.splits),
                STATEMENT_COLUMNS,
            ),
            RecordSet(
                ARTICLES, "The articles, as read.", [ARTICLES], ARTICLE_COLUMNS, by_split=False
            ),
        ],
        name=publication.name,
        description=publication.description
        or f"{counted(census.statements, 'statement')} of "
        f"{counted(census.rows[ARTICLES], 'news article')}, with speakers, exact offsets and "
        "stances.",
        licence=_licence(census, publication),
        version=f"{len(publication.history) + 1}.0.0",
    )
    write_manifest(folder, manifest_of(folder, census, publication))


def _licence(census: Census, publication: Publication) -> str:
    """Return whose the texts are in a line; the card says more."""
    words = sorted(rights for rights in census.rights if rights)
    if len(words) == 1:
        return words[0]
    kinds = ", ".join(publication.rights.redistribution) or "not stated"
    return f"Rights differ between articles (redistribution: {kinds}): see README.md"


def with_history(
    publication: Publication, content: str, old: Path, old_manifest: Mapping[str, Any] | None,
    new: Path,
) -> Publication:  # fmt: skip
    """Return a publication with the history that it has once it replaces an older folder.

    The same rows again add nothing. Other rows add one change, counted between the two folders.

    Parameters
    ----------
    publication : Publication
        With the history that the rows bring along, if they were published elsewhere before.
    content : str
        Content digest of the rows.
    old, old_manifest : Path, dict or None
        The folder to be replaced, and its manifest; None where there is none.
    new : Path
        The folder with the new tables.
    """
    if old_manifest is None:
        return publication
    before = str(old_manifest["content_sha256"])
    if any(change.before == before for change in publication.history):
        return publication  # what is replaced is one of the versions that they had
    history = history_of(old_manifest)
    if before == content:
        return replace(publication, history=history)
    try:
        with Comparison(old, new) as comparison:
            counts = comparison.counts()
    except InputError:  # Damage to the old folder must not keep anybody from mending it.
        counts = {}
    return replace(publication, history=(*history, Change(before, content, counts)))
