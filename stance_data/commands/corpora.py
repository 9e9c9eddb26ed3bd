"""The verb ``corpora``: public corpora listed, fetched, added, checked and exported."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from stance_data import corpora
from stance_data.errors import InputError

__all__ = ["add_corpora"]

_EXAMPLES = """\
examples:
  stance-data corpora                                what there is, and what of it is here
  stance-data corpora show vast                      what it is, whose, and how to get it
  stance-data corpora add vast --from ~/zero-shot-stance
  stance-data corpora check vast                     is it as published; what repeats in it
  stance-data corpora export vast --out vast-parquet
"""


def add_corpora(verbs: Any) -> None:
    """Add the verb ``corpora`` with its own verbs."""
    verb = verbs.add_parser(
        "corpora",
        help="public corpora: list, show, fetch, add, check, overlap, export",
        description="Public corpora of the field, read from their publishers' own files.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.set_defaults(run=_list, json=False)
    inner = verb.add_subparsers(metavar="DO")

    listing = inner.add_parser("list", help="what there is, and what of it is here")
    listing.add_argument("--json", action="store_true", help="print JSON in place of a table")
    listing.set_defaults(run=_list)

    show = inner.add_parser("show", help="print the card of a corpus")
    show.add_argument("name", metavar="NAME")
    show.set_defaults(run=_show)

    fetch = inner.add_parser(
        "fetch",
        help="download a corpus, or say whom to ask for it",
        description="Download the files of a corpus from their pinned addresses and check them by "
        "their SHA-256. A download that was cut goes on where it stopped. Where the publisher "
        "wants a request, or no checksum is on record, it says what to do instead.",
    )
    fetch.add_argument("name", metavar="NAME")
    fetch.add_argument(
        "--unverified", action="store_true", help="also fetch files without a checksum on record"
    )
    fetch.set_defaults(run=_fetch)

    add = inner.add_parser(
        "add",
        help="take files that you have into use",
        description="Copy the files of a corpus to the folder of this package's data "
        "(STANCE_DATA_HOME, by default the user's cache). The folder may be a checkout of the "
        "publisher's repository, an unpacked archive or loose files under their own names; a zip "
        "is unpacked. Files added before stay in use beside the new ones.",
    )
    add.add_argument("name", metavar="NAME")
    add.add_argument("--from", dest="folder", required=True, metavar="DIR", help="folder or zip")
    add.add_argument("--link", action="store_true", help="read the files where they are")
    add.set_defaults(run=_add)

    _add_check(inner)

    overlap = inner.add_parser(
        "overlap",
        help="count texts that are in two corpora",
        description="Count the texts that each two corpora have in common.",
    )
    overlap.add_argument("names", nargs="*", metavar="NAME", help="default: all that are here")
    _add_from(overlap)
    overlap.add_argument("--json", action="store_true", help="print JSON in place of a table")
    overlap.set_defaults(run=_overlap)

    export = inner.add_parser(
        "export",
        help="write a corpus as Parquet splits with a card",
        description="Write the splits of a corpus that are here as Parquet, with a README.md that "
        "says what they are; datasets and pandas read the folder. A corpus whose publisher asks "
        "not to pass its texts on is refused unless a right is stated; --standoff writes ids, "
        "labels and the digest of each text, to which stance-data join adds the texts of one's "
        "own copy.",
    )
    export.add_argument("name", metavar="NAME")
    export.add_argument("--out", required=True, metavar="DIR", help="folder to write or replace")
    export.add_argument(
        "--right", default="", metavar="WHY", help="ground on which you may pass the texts on"
    )
    export.add_argument("--standoff", action="store_true", help="leave the texts out")
    export.set_defaults(run=_export)


def _add_check(inner: Any) -> None:
    check = inner.add_parser(
        "check",
        help="compare a corpus with what its publisher counts",
        description="Compare rows and labels with what the publisher counts, and count repeated "
        "texts, texts and targets in two splits, and damaged rows. Exit code 1 if what is here is "
        "not as published.",
    )
    check.add_argument("names", nargs="*", metavar="NAME")
    check.add_argument("--all", action="store_true", help="all that are here")
    _add_from(check)
    how = check.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print JSON in place of tables")
    how.add_argument(
        "--markdown", action="store_true", help="print the page of these corpora, with overlaps"
    )
    check.set_defaults(run=_check)


def _add_from(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--from",
        dest="folder",
        metavar="DIR",
        help="read DIR/NAME (or DIR itself, for one corpus) in place of what was added",
    )


def _list(arguments: argparse.Namespace) -> int:
    import json

    from stance_data.commands._corpora_pages import table
    from stance_data.corpora._store import folder_of

    rows: list[dict[str, Any]] = []
    for name in corpora.names():
        card, folder = corpora.card(name), folder_of(name)
        rows.append(
            {
                "name": name,
                "rows": card.rows,
                "stances": sorted(set(card.labels.values())),
                "licence": card.licence,
                "here": str(folder) if folder else None,
            }
        )
    if arguments.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return 0
    cells = [
        (
            row["name"],
            row["rows"],
            ", ".join(row["stances"]) or "attributions",
            "here" if row["here"] else "–",
            row["licence"],
        )
        for row in rows
    ]
    print(table(["name", "rows", "labels", "here", "licence"], cells))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from stance_data.commands._corpora_pages import card_text
    from stance_data.corpora._store import folder_of

    card = corpora.card(arguments.name)
    folder = folder_of(card.name)
    print(card_text(card, str(folder) if folder else "no"))
    return 0


def _fetch(arguments: argparse.Namespace) -> int:
    from stance_data.corpora._fetch import fetch

    _print_added(arguments.name, fetch(arguments.name, unverified=arguments.unverified))
    return 0


def _add(arguments: argparse.Namespace) -> int:
    from stance_data.corpora._store import add

    _print_added(arguments.name, add(arguments.name, arguments.folder, link=arguments.link))
    return 0


def _print_added(name: str, added: Any) -> None:
    card = corpora.card(name)
    unit = "articles" if card.kind is corpora.Kind.ATTRIBUTION else "rows"
    counts = ", ".join(f"{split} {rows:,}" for split, rows in added.rows.items())
    files = "1 file" if added.files == 1 else f"{added.files:,} files"
    print(f"{name}: {files} → {added.folder}\n{unit}: {counts}")
    for split, facts in card.splits.items():
        if split not in added.rows:
            print(f"not here: {split} ({facts.rows:,} {unit}, {facts.place})")
    print(f"next: stance-data corpora check {name}")


def _folders(arguments: argparse.Namespace) -> dict[str, Path]:
    """Return corpus → folder for the names that were given, or for all that are here."""
    from stance_data.corpora._store import folder_of, require_folder

    names = list(dict.fromkeys(arguments.names))
    for name in names:
        corpora.card(name)  # an unknown name is named before anything is read
    if arguments.folder is None:
        if names:
            return {name: require_folder(name) for name in names}
        return {name: folder for name in corpora.names() if (folder := folder_of(name))}
    top = Path(arguments.folder)
    if not top.is_dir():
        raise InputError(f"{top}: no such folder")
    if len(names) == 1 and not (top / names[0]).is_dir():
        return {names[0]: top}
    found = {name: top / name for name in names or corpora.names()}
    missing = [str(folder) for name, folder in found.items() if names and not folder.is_dir()]
    if missing:
        raise InputError(f"no such folder: {', '.join(missing)}")
    return {name: folder for name, folder in found.items() if folder.is_dir()}


def _check(arguments: argparse.Namespace) -> int:
    import json

    from stance_data.commands._corpora_pages import report_page, report_text
    from stance_data.corpora._check import check
    from stance_data.corpora._overlap import overlap

    if bool(arguments.names) == arguments.all:
        raise InputError("name the corpora to check, or give --all")
    folders = _folders(arguments)
    if not folders:
        raise InputError("no corpus is here: stance-data corpora add NAME --from DIR")
    cards = {name: corpora.card(name) for name in folders}
    reports = {name: check(name, folder) for name, folder in folders.items()}
    if arguments.json:
        found = [report.to_dict() for report in reports.values()]
        print(json.dumps(found if len(found) > 1 else found[0], indent=2, ensure_ascii=False))
    elif arguments.markdown:
        command = "stance-data corpora check --all --markdown"
        print(report_page(cards, reports, overlap(folders), command), end="")
    else:
        for name, report in reports.items():
            print(f"{name} in {folders[name]}\n\n{report_text(report, cards[name])}\n")
    return int(any(report.differences for report in reports.values()))


def _overlap(arguments: argparse.Namespace) -> int:
    import json
    from dataclasses import asdict

    from stance_data.commands._corpora_pages import overlap_rows
    from stance_data.corpora._overlap import overlap

    folders = _folders(arguments)
    if len(folders) < 2:
        raise InputError(
            "two corpora or more are needed, and "
            + (f"only {next(iter(folders))} is here" if folders else "none is here")
            + ": stance-data corpora add NAME --from DIR"
        )
    found = overlap(folders)
    if arguments.json:
        print(json.dumps([asdict(pair) for pair in found], indent=2))
    else:
        print(f"{', '.join(folders)}\n\n{overlap_rows(found)}")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from stance_data.commands._corpora_export import export
    from stance_data.commands._corpora_standoff import export_standoff

    if arguments.standoff:
        done = export_standoff(arguments.name, Path(arguments.out))
    else:
        done = export(arguments.name, Path(arguments.out), right=arguments.right)
    for split, rows in done.items():
        print(f"{Path(arguments.out) / f'{split}.parquet'}: {rows:,} rows")
    return 0
