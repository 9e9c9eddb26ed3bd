"""The verbs ``verify``, ``diff`` and ``join``: is it as published, what changed, the words."""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.commands._articles import ARTICLE_HELP, add_columns, columns_of
from stance_data.commands.publication import folder_of
from stance_data.errors import InputError, StanceDataWarning
from stance_data.schema import Article

if TYPE_CHECKING:
    from stance_data.articles import Collection
    from stance_data.publishing import Comparison, Difference

__all__ = ["add_diff", "add_join", "add_verify"]

_TEXT = 60
"""Characters of a statement that a line shows."""


def add_verify(verbs: Any) -> None:
    """Add the verb ``verify``: a folder and its manifest → are they alike."""
    verb = verbs.add_parser(
        "verify",
        help="check a published dataset against its manifest",
        description="Compute anew what manifest.json states of a published folder (files, sizes, "
        "SHA-256, rows, content digest, articles, splits) and cut every statement out of its "
        "article. Exit code: 0 all as published, 1 it differs, and the first difference is named.",
        epilog="example: stance-data verify processed/calexit",
    )
    verb.add_argument("dataset", metavar="DATASET", help="folder, or name of a dataset")
    verb.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    from stance_data.publishing import settle, verify

    # A folder whose manifest is gone or unreadable differs; it is none to look for elsewhere.
    folder = settle(Path(arguments.dataset))
    if not folder.is_dir():
        folder = folder_of(arguments.dataset)
    try:
        manifest = verify(folder)
    except InputError as error:
        print(f"differs: {error}", file=sys.stderr)
        return 1
    rows = ", ".join(f"{split} {number}" for split, number in manifest["splits"].items())
    print(f"{folder}: as published: {len(manifest['files'])} files, {rows}")
    print(f"content {manifest['content_sha256']}")
    return 0


def add_diff(verbs: Any) -> None:
    """Add the verb ``diff``: two versions of a dataset."""
    verb = verbs.add_parser(
        "diff",
        help="show what differs between two versions of a dataset",
        description="Show the statements that were added, removed, relabelled (another stance), "
        "moved (other offsets, article or split) or changed otherwise between two versions of a "
        "dataset. Statements are known by their id, which stays as long as the words do. Exit "
        "code: 0 the same, 1 different.",
        epilog="example: stance-data diff old/calexit processed/calexit",
    )
    verb.add_argument("old", metavar="OLD", help="folder, or name of a dataset")
    verb.add_argument("new", metavar="NEW")
    verb.add_argument("--json", action="store_true", help="print JSON, with all differences")
    verb.add_argument(
        "--limit", type=int, default=20, metavar="N", help="lines of each kind (default: 20)"
    )
    verb.set_defaults(run=_diff)


def _diff(arguments: argparse.Namespace) -> int:
    from stance_data.publishing import Comparison

    old, new = folder_of(arguments.old), folder_of(arguments.new)
    _check_alike(old, new)
    with Comparison(old, new) as comparison:
        counts, articles = comparison.counts(), comparison.articles()
        different = any(counts.values()) or any(articles.values())
        if arguments.json:
            print(_as_json(comparison, old, new))
        elif different:
            print("\n".join(_report(comparison, arguments.limit)))
        else:
            print(f"{old} and {new}: the same statements and articles")
    return int(different)


def _check_alike(old: Path, new: Path) -> None:
    """Raise if one folder has texts and the other is stand-off, or one is a corpus."""
    from stance_data.publishing import Format, read_any_manifest

    one, other = ((read_any_manifest(folder) or {"format": ""})["format"] for folder in (old, new))
    if one != other and not {one, other} <= Format.DATASETS:
        raise InputError(
            f"{old} is a {one}, {new} a {other}: their columns differ, so compare two of a kind"
        )


def _as_json(comparison: Comparison, old: Path, new: Path) -> str:
    found = {
        "old": _version(old),
        "new": _version(new),
        "counts": comparison.counts(),
        "articles": comparison.articles(),
        "statements": [
            {
                "id": difference.id,
                "kinds": list(difference.kinds),
                "columns": list(difference.columns),
                "old": difference.old,
                "new": difference.new,
            }
            for difference in comparison.differences()
        ],
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _version(folder: Path) -> dict[str, Any]:
    from stance_data.publishing import read_any_manifest

    manifest = read_any_manifest(folder) or {}
    return {"folder": str(folder), "content_sha256": manifest.get("content_sha256", "")}


def _report(comparison: Comparison, limit: int) -> Iterator[str]:
    """Yield the lines that tell what differs."""
    counts = comparison.counts()
    yield ", ".join(f"{number} {kind}" for kind, number in counts.items())
    for kind, names in comparison.articles().items():
        if names:
            more = f" and {len(names) - limit} more" if len(names) > limit else ""
            yield f"articles {kind}: {', '.join(names[:limit])}{more}"
    for kind, number in counts.items():
        if not number:
            continue
        yield f"\n{kind} ({number})"
        shown = 0
        for difference in comparison.differences():
            if kind in difference.kinds:
                if shown == limit:
                    yield f"  … and {number - limit} more"
                    break
                shown += 1
                yield f"  {difference.id}  {_told(kind, difference)}"


def _told(kind: str, difference: Difference) -> str:
    """Return what happened to a statement, in one way of several, and its words."""
    old, new = difference.old or {}, difference.new or {}
    row = new or old
    what = {
        "added": lambda: _who(row),
        "removed": lambda: _who(row),
        "relabelled": lambda: f"{old['stance'] or 'unlabelled'} → {new['stance'] or 'unlabelled'}",
        "moved": lambda: _moves(old, new),
        "changed": lambda: ", ".join(
            f"{name} {_value(old.get(name))} → {_value(new.get(name))}"
            for name in difference.columns
            if name not in ("stance", "label", "split") and not _is_offset(name)
        ),
    }[kind]()
    return f"{what}  “{_short(row['text'])}”" if row.get("text") else what


def _who(row: dict[str, Any]) -> str:
    return f"{row['split']}, {row['stance'] or 'unlabelled'}, {row.get('speaker') or 'nobody'}"


def _moves(old: dict[str, Any], new: dict[str, Any]) -> str:
    moves = []
    for name in ("split", "article_id"):
        if old.get(name) != new.get(name):
            moves.append(f"{old.get(name)} → {new.get(name)}")
    if old.get("spans") != new.get("spans"):
        moves.append(f"characters {_places(old)} → {_places(new)}")
    return ", ".join(moves) or "source or cue"


def _places(row: dict[str, Any]) -> str:
    return " and ".join(f"{start}–{end}" for start, end in row.get("spans", []))


def _is_offset(name: str) -> bool:
    return name.endswith(("spans", "start", "end")) or name == "article_id"


def _value(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    return _short(value) if isinstance(value, str) else str(value)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _TEXT else f"{text[: _TEXT - 1]}…"


def add_join(verbs: Any) -> None:
    """Add the verb ``join``: stand-off and articles → dataset."""
    verb = verbs.add_parser(
        "join",
        help="add the words to a stand-off dataset from your own copy",
        description="Write the dataset that a stand-off publication describes, with the words cut "
        "out of your own copy of its articles, or taken from your own copy of its corpus. A text "
        "that is not the one published is refused by name: its offsets would not fit.",
        epilog="example: stance-data join calexit-standoff --source raw/calexit.txt --out calexit",
    )
    verb.add_argument("standoff", metavar="STANDOFF", help="what publish --standoff wrote")
    verb.add_argument(
        "--source",
        nargs="+",
        default=[],
        metavar="ARTICLE",
        help=f"{ARTICLE_HELP}; of a corpus, its folder (default: the files that you added)",
    )
    verb.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write")
    add_columns(verb)
    verb.set_defaults(run=_join)


def _readable(collections: Iterable[Collection]) -> Iterator[Article]:
    """Yield the articles of collections; what cannot be read is told, and may not be needed."""
    for item in (item for collection in collections for item in collection):
        if isinstance(item, Article):
            yield item
        else:
            warnings.warn(str(item), StanceDataWarning, stacklevel=2)


def _join(arguments: argparse.Namespace) -> int:
    from stance_data.articles import collections_of
    from stance_data.publishing import Format, join, read_any_manifest

    folder = Path(arguments.standoff)
    manifest = read_any_manifest(folder)
    if manifest is not None and manifest["format"] == Format.CORPUS_STANDOFF:
        from stance_data.commands._corpora_standoff import join_corpus

        rows = join_corpus(folder, arguments.source, arguments.out)
        counts = ", ".join(f"{split} {number:,}" for split, number in rows.items())
        print(f"{arguments.out}: {counts}")
        return 0
    if not arguments.source:
        raise InputError(f"{folder}: name your copy of its articles: --source ARTICLE …")
    collections = collections_of(arguments.source, columns=columns_of(arguments))
    result = join(folder, _readable(collections), arguments.out)
    counts = ", ".join(f"{split} {number}" for split, number in result.rows.items())
    print(f"{result.folder}: {result.statements} statements ({counts})")
    return 0
