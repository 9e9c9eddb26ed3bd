"""The verb ``explore``: a dataset as a page to look at; it is also the last step of ``build``."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.errors import InputError, StanceDataError, StanceDataWarning

if TYPE_CHECKING:
    from stance_data.explorer import Page

__all__ = ["PAGES", "add_explore", "write_pages"]

PAGES = "explorer"
"""Folder of the pages. It is beside the datasets, not in them: a dataset's folder holds exactly
what its manifest lists, and is replaced as a whole."""

_DESCRIPTION = """\
Write a page that shows a dataset: the article with every statement marked where it stands, who
speaks how much for which side, a table to search and sort, and the dataset card. It is one HTML
file that needs no network: open it with a double click, or pass it on as far as the rights in the
texts allow.
"""

_EPILOG = """\
The page holds the texts. That of a public corpus says under which licence its publisher gives it.
Annotators' own labels are shown where the label files that a dataset was made from lie in raw/
unchanged, or are named with --labels.

examples:
  stance-data explore                        every dataset in processed/, each a page
  stance-data explore calexit --open         by name, shown in the browser
  stance-data explore vast                   a public corpus that you have
  stance-data explore my.csv --out my.html   a table with text (and target, stance, speaker, …)
"""


def add_explore(verbs: Any) -> None:
    """Add the verb ``explore``: dataset → page."""
    verb = verbs.add_parser(
        "explore",
        help="write a page that shows a dataset, to open in a browser",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verb.add_argument(
        "dataset",
        nargs="?",
        metavar="DATASET",
        help="published dataset (name or folder), public corpus (name), or Parquet, CSV, TSV or "
        "JSONL file with a column text (default: all in processed/)",
    )
    verb.add_argument("--out", metavar="FILE", help=f"page to write (default: {PAGES}/<name>.html)")
    verb.add_argument("--open", action="store_true", help="show the page in the browser")
    verb.add_argument(
        "--labels", nargs="+", metavar="CSV", help="label files of the annotators, to show them"
    )
    verb.add_argument(
        "--limit",
        type=int,
        metavar="N",
        help="statements on the page at most (default: 100,000)",
    )
    verb.set_defaults(run=_explore)


def _explore(arguments: argparse.Namespace) -> int:
    from stance_data.explorer import ROWS_SHOWN, page_name, write_page
    from stance_data.loading import available

    names = [arguments.dataset] if arguments.dataset else available()
    if not names:
        raise InputError(
            "processed: no dataset there to show. Name one (stance-data explore my.csv), or build "
            "one first: stance-data build"
        )
    if arguments.out and len(names) > 1:
        raise InputError(
            f"--out {arguments.out}: is one page, and there are {len(names)} datasets: name one "
            f"of {', '.join(names)}"
        )
    if arguments.out and Path(arguments.out).is_dir():
        raise InputError(f"--out {arguments.out}: is a folder. Name a file, such as page.html")
    limit = ROWS_SHOWN if arguments.limit is None else arguments.limit
    for name in names:
        out = arguments.out or Path(PAGES) / f"{page_name(name)}.html"
        page = write_page(name, out, labels=arguments.labels, limit=limit)
        print(f"{page.path}: {_described(page)}")
        if arguments.open:
            _open(page.path)
    return 0


def _described(page: Page) -> str:
    of_all = f" of {page.total:,}" if page.total > page.statements else ""
    line = f"{page.statements:,}{of_all} statements"
    if page.articles:
        line += f" in {page.articles:,} article{'' if page.articles == 1 else 's'}"
    size = page.path.stat().st_size
    return f"{line}, {size / 1e6:.1f} MB" if size > 100_000 else f"{line}, {size / 1e3:.0f} kB"


def _open(path: Path) -> None:
    import webbrowser

    if not webbrowser.open(path.resolve().as_uri()):
        warnings.warn(
            f"{path}: no browser could be started here; open the file yourself",
            StanceDataWarning,
            stacklevel=2,
        )


def write_pages(folders: Sequence[Path], out: Path, labels: Iterable[Path]) -> list[Path]:
    """Write the page of each dataset that was just built; where that fails, warn and go on.

    Parameters
    ----------
    folders : sequence of Path
        The datasets.
    out : Path
        The folder that they are in; the pages go to the folder `PAGES` beside it.
    labels : iterable of Path
        The label files that they were made with.

    Returns
    -------
    list of Path
        The pages.
    """
    from stance_data.explorer import write_page

    labels = list(labels)
    pages = []
    for folder in folders:
        path = out.parent / PAGES / f"{folder.name}.html"
        try:
            pages.append(write_page(folder, path, labels=labels).path)
        except StanceDataError as error:  # The datasets are built, whatever comes of the pages.
            warnings.warn(f"{folder}: has no page: {error}", StanceDataWarning, stacklevel=2)
    return pages
