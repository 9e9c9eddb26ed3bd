"""The verb ``evaluate``: how good what this package finds in articles is, on marked corpora.

Each measure is a verb of its own below it, added by one function here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from stance_data.commands._evaluate_stance import add_stance
from stance_data.schema import Attribution

__all__ = ["add_evaluate"]


def add_evaluate(verbs: Any) -> None:
    """Add the verb ``evaluate`` with its own verbs."""
    verb = verbs.add_parser(
        "evaluate",
        help="measure attributions, speakers and suggested stances on marked corpora",
        description="Measure what is found in articles against corpora that people have marked.",
        epilog="examples:\n  stance-data evaluate attribution POLNEAR --split dev --errors e.html\n"
        "  stance-data evaluate speakers SEESAW --split dev\n"
        "  stance-data evaluate stance gwsd vast",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    inner = verb.add_subparsers(metavar="WHAT", required=True)
    _add_attribution(inner)
    _add_speakers(inner)
    add_stance(inner)


def _add_attribution(inner: Any) -> None:
    """Add ``evaluate attribution``."""
    from stance_data.attribution import ATTRIBUTORS

    verb = inner.add_parser(
        "attribution",
        help="sources, cues and contents, on PolNeAR",
        description="Compare the attributions found with those of PolNeAR: F1 of each role by "
        "words and by exact spans, and of whole attributions (relation), with 95 %% intervals over "
        "articles, by form and outlet; and the speed of each attributor, from raw text to "
        "resolved attributions, on one thread.",
        epilog="example: stance-data evaluate attribution POLNEAR --split dev --errors errors.html",
    )
    verb.add_argument("folder", metavar="DIR", help="the PolNeAR repository, which holds data/")
    verb.add_argument("--split", default="dev", metavar="NAME", help="train, dev or test")
    verb.add_argument(
        "--attributor",
        nargs="+",
        choices=list(ATTRIBUTORS),
        default=list(ATTRIBUTORS),
        help="default: all, side by side",
    )
    verb.add_argument("--errors", metavar="PAGE", help="HTML page of the first one's errors")
    verb.add_argument(
        "--predictions", metavar="FILE", help="JSON Lines of what the first one found"
    )
    verb.add_argument("--json", action="store_true", help="print JSON in place of tables")
    verb.add_argument("--seed", type=int, default=0, help="of the intervals; default: 0")
    verb.set_defaults(run=_attribution)


def _attribution(arguments: argparse.Namespace) -> int:
    import json

    from stance_data.attribution.evaluation.attributions import (
        evaluate,
        first_annotations,
        load,
        table,
    )
    from stance_data.attribution.evaluation.errors_page import write_errors
    from stance_data.attribution.evaluation.exchange import write_jsonl
    from stance_data.corpora import polnear

    articles = first_annotations(polnear.read(arguments.folder, arguments.split))
    results = []
    for name in arguments.attributor:
        attributor, seconds = load(partial(_attributor, name))
        results.append(
            evaluate(articles, attributor, name, seed=arguments.seed, load_seconds=seconds)
        )
    first = results[0]
    if arguments.json:
        print(json.dumps([result.as_dict() for result in results], indent=2))
    else:
        print(f"PolNeAR, {arguments.split}: {len(articles)} articles\n")
        print(table(results))
    if arguments.errors:
        number = write_errors(first, arguments.errors)
        print(f"{number} errors of {first.name} → {arguments.errors}", file=sys.stderr)
    if arguments.predictions:
        found = [(j.article, [m.attribution for m in j.predicted]) for j in first.articles]
        write_jsonl(arguments.predictions, found)
    return 0


def _attributor(name: str) -> Callable[[str], list[Attribution]]:
    from stance_data.attribution import extract_attributions

    return partial(extract_attributions, attributor=name)


def _add_speakers(inner: Any) -> None:
    """Add ``evaluate speakers``."""
    from stance_data.commands.stages import add_attributor

    verb = inner.add_parser(
        "speakers",
        help="the speakers of statements, on SEESAW",
        description="Compare the speakers found with the canonical names of SEESAW's sources, "
        "sentence by sentence: how many sources are found (recall; and where a statement touches "
        "the sentence at all), and how many of the speakers given are right, by how they are "
        "named. SEESAW's sources hold a view and need not speak, so no figure can reach 100 %.",
        epilog="example: stance-data evaluate speakers SEESAW --split dev",
    )
    verb.add_argument("folder", metavar="DIR", help="annotations, articles and meta of SEESAW")
    verb.add_argument("--split", default="dev", metavar="NAME", help="train, dev or test")
    verb.add_argument("--json", action="store_true", help="print JSON in place of a table")
    verb.add_argument("--seed", type=int, default=0, help="of the intervals; default: 0")
    add_attributor(verb)
    verb.set_defaults(run=_speakers)


def _speakers(arguments: argparse.Namespace) -> int:
    import json

    from tqdm import tqdm

    from stance_data.attribution import extract
    from stance_data.attribution.evaluation.speakers import (
        SourcedSentence,
        score_speakers,
        speaker_table,
    )
    from stance_data.corpora._seesaw_documents import read_documents

    documents = list(read_documents(arguments.folder, arguments.split))
    scores = score_speakers(
        (
            (
                article.text,
                [SourcedSentence(*sentence) for sentence in sentences],
                extract(article, attributor=arguments.attributor),
            )
            for article, sentences in tqdm(documents, unit="article", disable=len(documents) < 2)
        ),
        seed=arguments.seed,
    )
    if arguments.json:
        facts = {"split": arguments.split, "attributor": arguments.attributor}
        print(json.dumps(facts | scores.as_dict(), indent=2))
    else:
        print(f"SEESAW, {arguments.split}, attributor {arguments.attributor}")
        print(speaker_table(scores))
    return 0
