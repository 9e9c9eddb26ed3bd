"""A dataset that is published in one folder, published in another."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from stance_data.errors import InputError, OutputError
from stance_data.publishing._census import Census
from stance_data.publishing._finish import finish, with_history
from stance_data.publishing._manifest import Format, read_manifest
from stance_data.publishing._records import Publication, PublishResult
from stance_data.publishing._replace import replace_folder
from stance_data.publishing._rights import refuse_forbidden
from stance_data.publishing._tables import ARTICLES
from stance_data.publishing._verify import verify

__all__ = ["republish"]


def republish(folder: str | Path, out: str | Path, *, right: str = "") -> PublishResult:
    """Write a published dataset to another folder, which keeps its own history.

    Card, Croissant and manifest are written anew from the rows.

    Parameters
    ----------
    folder : str or Path
        A dataset; it is verified first.
    out : str or Path
        Another folder, as for `publish`.
    right : str, optional
        A ground on which the texts may be passed on, beside those that are stated already.

    Raises
    ------
    InputError
        If `folder` is no dataset, or not as it was published.
    RightsError
        If an article's owner forbids passing it on, and no right is stated.
    OutputError
        If `out` holds something else, is `folder`, or cannot be written.
    """
    source, target = Path(folder).resolve(), Path(out).resolve()
    if source == target:
        raise OutputError(f"{out}: is the dataset itself: name another folder")
    manifest = verify(folder)
    if manifest["format"] not in Format.DATASETS:
        raise InputError(
            f"{folder}: is a {manifest['format']}, not a dataset with its articles: copy the folder"
        )
    publication = Publication.from_manifest(manifest)
    publication = replace(publication, rights=publication.rights.with_stated(right))
    refuse_forbidden(publication.rights, [str(folder)])
    census = Census.of_folder(source)

    def write(new: Path) -> None:
        for name in census.rows:
            shutil.copyfile(source / f"{name}.parquet", new / f"{name}.parquet")
        old = read_manifest(target)
        finish(new, census, with_history(publication, census.content, target, old, new))

    replace_folder(target, Format.DATASETS, write)
    return PublishResult(
        folder=Path(out),
        name=publication.name,
        rows=census.splits,
        articles=census.rows[ARTICLES],
        files=tuple(sorted(Path(out).iterdir())),
        content_digest=census.content,
    )
