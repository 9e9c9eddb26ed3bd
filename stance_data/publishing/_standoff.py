"""A dataset without its articles' words, and the way back.

The stand-off folder has the tables of the dataset, but for the columns that hold the article's
words; their offsets are there, and the digest of each text. With the same articles at hand, `join`
cuts the words out again and writes the dataset as it was, byte for byte with the same versions of
the libraries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError
from stance_data.publishing._card import counted, front_matter, render
from stance_data.publishing._census import Census
from stance_data.publishing._columns import ARTICLE_COLUMNS, STATEMENT_COLUMNS, type_name
from stance_data.publishing._croissant import RecordSet, write_croissant
from stance_data.publishing._finish import finish, with_history
from stance_data.publishing._manifest import (
    MANIFEST,
    Format,
    listed_files,
    read_any_manifest,
    read_manifest,
    versions,
    write_manifest,
)
from stance_data.publishing._publish import progress_bar
from stance_data.publishing._records import Publication, PublishResult
from stance_data.publishing._replace import replace_folder, write_text
from stance_data.publishing._tables import (
    ARTICLES,
    TABLES,
    ContentDigest,
    batches,
    schema_of,
    text_digest,
    write_rows,
)
from stance_data.publishing._workspace import Workspace, article_row
from stance_data.schema import Article, Span, article_arrow_schema, statement_arrow_schema
from stance_data.text import cut

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["join", "write_standoff"]

_WORDS = ("text", "source", "cue", "context")
"""Columns of a statement that hold words of the article."""

_MEANINGS = {
    **STATEMENT_COLUMNS,
    "context_spans": "Where the paragraph that holds the statement stands",
}


def write_standoff(folder: str | Path, out: str | Path) -> PublishResult:
    """Write a dataset that is published in a folder as stand-off, without its articles' words.

    Parameters
    ----------
    folder : str or Path
        A dataset of ours.
    out : str or Path
        It must not exist, or be empty, or hold an earlier stand-off publication.

    Raises
    ------
    InputError
        If `folder` is none of ours, or the context of a statement is not in its article, so that
        it could not be restored.
    OutputError
        If `out` holds something else, or cannot be written.
    """
    source, target = Path(folder), Path(out).resolve()
    manifest = read_manifest(source)
    if manifest is None:
        raise InputError(f"{source}: is no published dataset (it has no readable {MANIFEST})")
    names = [name for name in TABLES if f"{name}.parquet" in manifest["files"]]
    rows: dict[str, int] = {}
    digest = ContentDigest()

    def write(new: Path) -> None:
        with Workspace() as workspace:
            workspace.add_articles(
                row
                for group in batches(source / f"{ARTICLES}.parquet")
                for row in group.to_pylist()
            )
            workspace.settle()
            for name in names:
                path = source / f"{name}.parquet"
                schema = _standoff_schema(schema_of(path), name)
                stripped = _stripped(path, name, workspace)
                note = partial(_note, name, digest)
                rows[name] = write_rows(stripped, schema, new / path.name, note)
        _finish(new, manifest, rows, digest.value)

    replace_folder(target, {Format.STANDOFF}, write)
    return PublishResult(
        folder=Path(out),
        name=manifest["name"],
        rows={name: number for name, number in rows.items() if name != ARTICLES},
        articles=rows[ARTICLES],
        files=tuple(sorted(Path(out).iterdir())),
        content_digest=digest.value,
    )


def _note(name: str, digest: ContentDigest, group: pa.Table) -> None:
    digest.see(name, group.to_pylist())


def _standoff_schema(schema: pa.Schema, name: str) -> pa.Schema:
    """Return the schema of a table without words, with its Hugging Face metadata."""
    from datasets import Features

    features = Features.from_arrow_schema(schema)
    if name == ARTICLES:
        return Features({c: f for c, f in features.items() if c != "text"}).arrow_schema
    kept: dict[str, Any] = {}
    for column, feature in features.items():
        if column not in _WORDS:
            kept[column] = feature
        if column == "context":
            kept["context_spans"] = features["spans"]
    return Features(kept).arrow_schema


def _stripped(path: Path, name: str, workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table without the article's words."""
    current, text = None, ""
    for group in batches(path):
        for row in group.to_pylist():
            if name == ARTICLES:
                del row["text"]
                yield row
                continue
            if row["article_id"] != current:
                current = row["article_id"]
                text = (workspace.article(row["article_id"]) or {"text": ""})["text"]
            row["context_spans"] = _context_spans(row, text, path)
            for column in _WORDS:
                del row[column]
            yield row


def _context_spans(row: Mapping[str, Any], text: str, path: Path) -> list[list[int]]:
    """Return where the context of a statement stands: the stretch of those words around it."""
    context = row["context"]
    if not context:
        return []
    start = text.rfind(context, 0, row["start"] + len(context))
    if start < 0:
        start = text.find(context)
    if start < 0:
        raise InputError(
            f"{path}: row {row['id']!r}: its context is not in the article, so it cannot be "
            "published by offsets: leave the context empty, or make it words of the article"
        )
    return [[start, start + len(context)]]


def _finish(folder: Path, of: Mapping[str, Any], rows: Mapping[str, int], content: str) -> None:
    splits = {name: number for name, number in rows.items() if name != ARTICLES}
    first = schema_of(folder / f"{next(iter(splits))}.parquet")
    name = of["name"]
    write_text(
        folder / "README.md",
        render(
            "standoff.md.jinja",
            front_matter=front_matter(
                folder,
                name,
                {"default": list(splits), ARTICLES: [ARTICLES]},
                rows,
                license="other",
                license_name="see-rights-below",
                tags=["stance-detection", "quotation-attribution", "news", "stand-off"],
            ),
            name=name,
            splits=splits,
            articles=rows[ARTICLES],
            statements=sum(splits.values()),
            content=of["content_sha256"],
            columns=[(field.name, type_name(field), _MEANINGS[field.name]) for field in first],
        ),
    )
    description = (
        f"{counted(sum(splits.values()), 'statement')} of "
        f"{counted(rows[ARTICLES], 'news article')} as offsets and labels, without their words."
    )
    write_croissant(
        folder,
        [
            RecordSet("statements", "One record a statement.", list(splits), _MEANINGS),
            RecordSet(
                ARTICLES, "Facts of the articles.", [ARTICLES], ARTICLE_COLUMNS, by_split=False
            ),
        ],
        name=name,
        description=description,
        licence="No words of the articles are in it; they belong to their owners: see README.md",
        version=f"{len(of.get('history', ())) + 1}.0.0",
    )
    write_manifest(
        folder,
        {
            "format": Format.STANDOFF,
            "name": name,
            "content_sha256": content,
            "files": listed_files(folder),
            "splits": splits,
            "of": dict(of),
            "versions": versions(),
        },
    )


def join(standoff: str | Path, articles: Iterable[Article], out: str | Path) -> PublishResult:
    """Write the dataset of a stand-off publication, with the words cut out of one's own articles.

    Parameters
    ----------
    standoff : str or Path
        A folder that `write_standoff` wrote.
    articles : iterable of Article
        At least the articles of the dataset: the same texts, under the same ids or others.
    out : str or Path
        Folder of the dataset; as for `publish`.

    Raises
    ------
    InputError
        If the folder is no stand-off publication; if an article is missing, or its text is not the
        one that the offsets were counted in; or if the rows do not come out as they were.
    OutputError
        If `out` holds something else, or cannot be written.
    """
    source, target = Path(standoff), Path(out).resolve()
    manifest = read_any_manifest(source)
    if manifest is None or manifest["format"] != Format.STANDOFF:
        raise InputError(
            f"{source}: is no stand-off publication (its {MANIFEST} does not say so): name the "
            "folder that publish --standoff wrote"
        )
    publication = Publication.from_manifest(manifest["of"])
    census = Census()

    def write(new: Path) -> None:
        with Workspace() as workspace:
            workspace.add_articles(article_row(article) for article in articles)
            workspace.settle()
            texts = _Texts(source, workspace)
            for name in (n for n in TABLES if f"{n}.parquet" in manifest["files"]):
                schema = article_arrow_schema() if name == ARTICLES else statement_arrow_schema()
                rows = progress_bar(texts.restored(name), f"joining {name}")
                write_rows(rows, schema, new / f"{name}.parquet", partial(census.see, name))
        if census.content != manifest["of"]["content_sha256"]:
            raise InputError(
                f"{source}: the rows do not come out as they were published (their content digest "
                "differs): get the stand-off publication again"
            )
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


class _Texts:
    """The user's own texts of the articles of a stand-off publication."""

    def __init__(self, source: Path, workspace: Workspace) -> None:
        self._source = source
        self._workspace = workspace
        self._digests: dict[str, str] = {}
        # All are looked for before anything is written: the first that is missing is named.
        for group in batches(source / f"{ARTICLES}.parquet", ["id", "digest"]):
            for row in group.to_pylist():
                self._digests[row["id"]] = row["digest"]
                self._check(row["id"])

    def _check(self, name: str) -> None:
        wanted = self._digests[name]
        if self._workspace.article_of_digest(wanted) is not None:
            return
        mine = self._workspace.article(name)
        if mine is None:
            raise InputError(
                f"article {name!r}: is not among your articles (none has its id, nor its SHA-256 "
                f"{wanted[:12]}…): name the file or folder that holds it with --source"
            )
        raise InputError(
            f"article {name!r}: your copy has another text than the one published (SHA-256 "
            f"{text_digest(mine['text'])[:12]}…, not {wanted[:12]}…), so its offsets do not fit: "
            "get the text as it was published"
        )

    def text(self, name: str) -> str:
        """Return the text of an article of the publication."""
        found = self._workspace.article_of_digest(self._digests.get(name, ""))
        if found is None:
            raise InputError(f"{self._source}: has rows of {name!r}, which is none of its articles")
        return str(found["text"])

    def restored(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table with the article's words in their columns."""
        current, text = None, ""
        for group in batches(self._source / f"{name}.parquet"):
            for row in group.to_pylist():
                if name == ARTICLES:
                    yield row | {"text": self.text(row["id"])}
                    continue
                if row["article_id"] != current:
                    current = row["article_id"]
                    text = self.text(current)
                for words, spans in (
                    ("text", "spans"),
                    ("source", "source_spans"),
                    ("cue", "cue_spans"),
                    ("context", "context_spans"),
                ):
                    row[words] = cut(text, [Span(*span) for span in row[spans]])
                yield row
