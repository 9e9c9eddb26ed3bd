"""The command ``stance-data``: one verb per stage, and ``build`` for all of them in a row."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence

from stance_data import __version__
from stance_data.commands import (
    benchmark,
    build,
    corpora,
    evaluate,
    explore,
    models,
    publication,
    stages,
    versions,
)
from stance_data.errors import StanceDataError, StanceDataWarning

__all__ = ["main", "parser"]

_EPILOG = """\
examples:
  stance-data build                                  everything under raw/
  stance-data build my.txt --target "Cars should be banned from the centre"
  stance-data segment page.html                      who said what, as a table
  stance-data explore calexit --open                 the article, its statements marked
  stance-data train calexit                          a stance classifier, measured
  stance-data predict models/calexit my.csv          its stances for your rows
  stance-data benchmark --corpora vast gwsd          classifiers compared, for a paper
  stance-data verify calexit                         is it still what was published
  stance-data publish calexit --to hf://datasets/USER/calexit     what a push would send

Each verb explains itself: stance-data VERB --help
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; each verb sets ``run``."""
    top = argparse.ArgumentParser(
        prog="stance-data",
        description="From any news article to who said what, for or against what.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"stance-data {__version__}")
    verbs = top.add_subparsers(metavar="VERB", required=True)
    build.add_build(verbs)
    explore.add_explore(verbs)
    stages.add_segment(verbs)
    stages.add_label(verbs)
    publication.add_publish(verbs)
    versions.add_verify(verbs)
    versions.add_diff(verbs)
    versions.add_join(verbs)
    models.add_train(verbs)
    models.add_predict(verbs)
    benchmark.add_benchmark(verbs)
    benchmark.add_score(verbs)
    corpora.add_corpora(verbs)
    evaluate.add_evaluate(verbs)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments after the program's name; those of the process by default.

    Returns
    -------
    int
        0: done. 1: some of several articles were set aside, each with its reason; of ``verify``
        and ``diff``: there is a difference. 2: the input or the arguments are at fault, and a
        message says how. 130: interrupted.
    """
    arguments = parser().parse_args(argv)
    warnings.simplefilter("always", StanceDataWarning)
    warnings.showwarning = _show_warning
    try:
        return int(arguments.run(arguments))
    except StanceDataError as error:
        print(f"stance-data: error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stance-data: interrupted; nothing is half-written.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _show_warning(
    message: Warning | str, category: type[Warning], *_: object, **__: object
) -> None:
    if issubclass(category, StanceDataWarning):
        print(f"stance-data: warning: {message}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
