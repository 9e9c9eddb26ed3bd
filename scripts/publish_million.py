"""Publish a million synthetic statements, and print how long it took and how much memory.

``python scripts/publish_million.py`` needs some 5 GB of disk in the system's temporary folder.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from stance_data.publishing import publish, verify
from stance_data.schema import Article, Form, LabelSource, Span, SpeakerKind, Statement

_PER_ARTICLE = 10
_TARGETS = [f"The council should build ferry line {number}" for number in range(50)]
_STANCES = ("con", "neutral", "pro", "pro", "con", "neutral", "")
_WORDS = [
    "the",
    "ferry",
    "harbour",
    "council",
    "budget",
    "line",
    "people",
    "winter",
    "costs",
    "boats",
    "vote",
    "plan",
    "road",
    "old",
]
_PARAGRAPH = "{words}, {source} said.\n\n"


def article_of(number: int) -> tuple[Article, list[Statement]]:
    """Return an invented article and the statements in it; the same for the same number."""
    draw = random.Random(number)
    name, target = f"article-{number:07}", _TARGETS[number % len(_TARGETS)]
    text, found = "", []
    for index in range(_PER_ARTICLE):
        speaker = f"Speaker {draw.randrange(20_000)}"
        words = " ".join(draw.choices(_WORDS, k=draw.randint(8, 30))).capitalize()
        paragraph = _PARAGRAPH.format(words=words, source=speaker)
        start = len(text)
        source = start + len(words) + 2
        cue = source + len(speaker) + 1
        stance = draw.choice(_STANCES)
        attribution = f"{name}-a{index // 2}"
        found.append(
            Statement(
                id=f"{name}-{index}",
                text=words,
                target=target,
                stance=stance,
                group=attribution,
                speaker=speaker,
                source_corpus="synthetic",
                article_id=name,
                attribution_id=attribution,
                start=start,
                end=start + len(words),
                spans=[Span(start, start + len(words))],
                source=speaker,
                source_start=source,
                source_end=source + len(speaker),
                source_spans=[Span(source, source + len(speaker))],
                cue="said",
                cue_start=cue,
                cue_end=cue + 4,
                cue_spans=[Span(cue, cue + 4)],
                form=Form.INDIRECT,
                speaker_kind=SpeakerKind.PERSON,
                context=paragraph.strip(),
                label_source=LabelSource.ANNOTATOR if stance else LabelSource.NONE,
                title=f"Ferry news {number}",
                publisher="Nobody",
                date="2031",
            )
        )
        text += paragraph
    return Article(id=name, text=text, title=f"Ferry news {number}", publisher="Nobody"), found


def articles(number: int) -> Iterator[Article]:
    """Yield the articles, one at a time."""
    for index in range(number):
        yield article_of(index)[0]


def statements(number: int) -> Iterator[Statement]:
    """Yield the statements, one at a time."""
    for index in range(number):
        yield from article_of(index)[1]


def main() -> None:
    """Publish, verify, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, help="folder to keep; a temporary one by default")
    parser.add_argument("--verify", action="store_true", help="verify the folder afterwards")
    arguments = parser.parse_args()
    number = -(-arguments.statements // _PER_ARTICLE)
    with tempfile.TemporaryDirectory(prefix="publish-million-") as scratch:
        out = arguments.out or Path(scratch) / "million"
        started = time.perf_counter()
        result = publish(statements(number), articles(number), out, progress=print)
        report("published", result.statements, started)
        size = sum(path.stat().st_size for path in result.files)
        print(f"{result.articles:,} articles, {size / 1e6:,.0f} MB in {len(result.files)} files")
        if arguments.verify:
            started = time.perf_counter()
            verify(out)
            report("verified", result.statements, started)


def report(what: str, rows: int, started: float) -> None:
    """Print rows, seconds, and the largest resident set of the process so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    seconds = time.perf_counter() - started
    print(
        f"{what} {rows:,} statements in {seconds:,.0f} s (CPU time since "
        f"the start: {time.process_time():,.0f} s), peak memory {peak:,.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    main()
