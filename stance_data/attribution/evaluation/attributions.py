"""Evaluate attributors on marked articles: figures, by form and outlet, with intervals, and speed.

An attributor is any function from a text to its attributions. The figures are those of `scoring`;
an interval is the middle 95 % of a bootstrap over articles.
"""

from __future__ import annotations

import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stance_data.attribution.evaluation.scoring import (
    FIGURES,
    Counts,
    Marked,
    Tally,
    mark,
    match,
    tally,
)
from stance_data.errors import InputError
from stance_data.schema import Article, Attribution, Form, Span
from stance_data.text import quotations

__all__ = [
    "Attributor",
    "Evaluation",
    "Judged",
    "Score",
    "Speed",
    "evaluate",
    "first_annotations",
    "form_of",
    "load",
    "table",
]

Attributor = Callable[[str], Sequence[Attribution]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One article with gold and predicted attributions, and its counts."""

    article: Article
    gold: list[Marked]
    predicted: list[Marked]
    counts: Tally
    by_form: dict[str, Counts]
    """Counts of ``relation`` by the attribution's form."""


class Score(NamedTuple):
    """One figure. `low` and `high` bound the 95 % interval of `f1`; all are 0 to 1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    predicted: int
    gold: int


class Speed(NamedTuple):
    """How fast an attributor was, from raw text to attributions, and what it took.

    `load_seconds` is the time to load it and get a first result, 0 where it was loaded before;
    `megabytes` is the most memory that the process has held so far, loading and reading included.
    """

    articles_per_second: float
    words_per_second: float
    seconds: float
    load_seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of one attributor.

    Attributes
    ----------
    name : str
    figures : dict of str to Score
        One for each of `stance_data.attribution.evaluation.scoring.FIGURES`.
    forms, outlets : dict of str to Score
        ``relation`` by form (a prediction counts under its own form) and by publisher.
    speed : Speed
    articles : list of Judged
    """

    name: str
    figures: dict[str, Score]
    forms: dict[str, Score]
    outlets: dict[str, Score]
    speed: Speed
    articles: list[Judged] = field(repr=False)

    def as_dict(self) -> dict[str, object]:
        """Return the figures as plain values, rounded to four places."""

        def plain(scores: dict[str, Score]) -> dict[str, dict[str, float]]:
            return {
                name: {key: round(value, 4) for key, value in score._asdict().items()}
                for name, score in scores.items()
            }

        return {
            "attributor": self.name,
            "articles": len(self.articles),
            "figures": plain(self.figures),
            "relation by form": plain(self.forms),
            "relation by outlet": plain(self.outlets),
            "speed": {key: round(value, 2) for key, value in self.speed._asdict().items()},
        }


def first_annotations(
    records: Iterable[tuple[Article, str, list[Attribution]]],
) -> list[tuple[Article, list[Attribution]]]:
    """Return each article once, as its first annotator marked it.

    Parameters
    ----------
    records : iterable of (Article, annotator, attributions)
        As a corpus reader yields them.
    """
    first: dict[str, tuple[Article, list[Attribution]]] = {}
    for article, _, attributions in records:
        first.setdefault(article.id, (article, attributions))
    return list(first.values())


def evaluate(
    articles: Sequence[tuple[Article, list[Attribution]]],
    attributor: Attributor,
    name: str = "attributor",
    samples: int = 1000,
    seed: int = 0,
    load_seconds: float = 0.0,
) -> Evaluation:
    """Run an attributor on marked articles and score it.

    Parameters
    ----------
    articles : sequence of (Article, gold attributions)
    attributor : callable
        Loaded beforehand: loading is not part of its speed.
    name : str
    samples, seed : int
        Of the bootstrap over articles.
    load_seconds : float
        As `load` measured it.

    Raises
    ------
    InputError
        If there are no articles.
    """
    if not articles:
        raise InputError("no marked articles to evaluate on")
    begun = time.perf_counter()
    found = [attributor(article.text) for article, _ in articles]
    seconds = time.perf_counter() - begun
    judged = [
        _judge(article, gold, predicted)
        for (article, gold), predicted in zip(articles, found, strict=True)
    ]
    words = sum(len(article.text.split()) for article, _ in articles)
    outlets = sorted({j.article.publisher or "(unknown)" for j in judged})
    return Evaluation(
        name=name,
        figures={f: _score([j.counts[f] for j in judged], samples, seed) for f in FIGURES},
        forms={f: _score([j.by_form[f] for j in judged], samples, seed) for f in Form},
        outlets={
            outlet: _score(
                [
                    j.counts["relation"]
                    for j in judged
                    if (j.article.publisher or "(unknown)") == outlet
                ],
                samples,
                seed,
            )
            for outlet in outlets
        },
        speed=Speed(
            len(judged) / seconds, words / seconds, seconds, load_seconds, _most_megabytes()
        ),
        articles=judged,
    )


def load(loader: Callable[[], Attributor]) -> tuple[Attributor, float]:
    """Load an attributor; return it and the seconds until its first result.

    Parameters
    ----------
    loader : callable
        Returns the attributor.
    """
    begun = time.perf_counter()
    attributor = loader()
    attributor("Ann said that it rained.")
    return attributor, time.perf_counter() - begun


def _most_megabytes() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def _judge(
    article: Article, gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> Judged:
    text = article.text
    g, p = mark(text, gold), mark(text, predicted)
    inner = [quotation.inner for quotation in quotations(text)]
    gold_forms = [form_of(text, m.attribution, inner) for m in g]
    predicted_forms = [form_of(text, m.attribution, inner) for m in p]
    pairs = match(g, p)
    by_form = {
        form.value: Counts(
            sum(predicted_forms[j] == form for _, j in pairs),
            predicted_forms.count(form),
            sum(gold_forms[i] == form for i, _ in pairs),
            gold_forms.count(form),
        )
        for form in Form
    }
    return Judged(article, g, p, tally(g, p), by_form)


def form_of(text: str, attribution: Attribution, inner: Sequence[Span]) -> Form:
    """Return whether all, some or none of an attribution's content words stand in quotations.

    Parameters
    ----------
    text : str
    attribution : Attribution
    inner : sequence of Span
        What stands between the quotation marks of the text, in order.
    """
    starts = [span.start for span in inner]
    inside = outside = False
    for start, end in attribution.content:
        for place in range(start, end):
            if text[place].isalnum():
                number = bisect_right(starts, place) - 1
                if number >= 0 and place < inner[number].end:
                    inside = True
                else:
                    outside = True
    if not inside:
        return Form.INDIRECT
    return Form.MIXED if outside else Form.DIRECT


def _score(counts: Sequence[Counts], samples: int, seed: int) -> Score:
    total = Counts()
    for one in counts:
        total = total.plus(one)
    low, high = _interval(np.asarray(counts, dtype=np.int64), samples, seed)
    return Score(total.precision, total.recall, total.f1, low, high, total.predicted, total.gold)


def _interval(counts: NDArray[np.int64], samples: int, seed: int) -> tuple[float, float]:
    """Return the 2.5 and 97.5 percentiles of F1 over resampled articles (Efron 1979)."""
    chosen = np.random.default_rng(seed).integers(0, len(counts), (samples, len(counts)))
    right, predicted, found, gold = counts[chosen].sum(1).T.astype(float)
    precision = np.divide(right, predicted, out=np.zeros(samples), where=predicted > 0)
    recall = np.divide(found, gold, out=np.zeros(samples), where=gold > 0)
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros(samples), where=both > 0)
    low, high = np.percentile(f1, (2.5, 97.5))
    return float(low), float(high)


def table(evaluations: Sequence[Evaluation]) -> str:
    """Return the figures of several attributors as text, one block each, in percent."""
    blocks = []
    for e in evaluations:
        lines = [
            f"{e.name}: {len(e.articles)} articles, {e.speed.articles_per_second:.1f} articles/s, "
            f"{e.speed.words_per_second:.0f} words/s, loaded in {e.speed.load_seconds:.2f} s, "
            f"at most {e.speed.megabytes:.0f} MB",
            f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'95 % interval':>16}{'predicted':>11}{'gold':>7}",
        ]
        parts: list[tuple[str, Mapping[str, Score]]] = [
            ("", e.figures),
            ("relation, form ", e.forms),
            ("relation, ", e.outlets),
        ]
        for prefix, scores in parts:
            for name, s in scores.items():
                interval = f"{100 * s.low:.1f}–{100 * s.high:.1f}"
                lines.append(
                    f"{prefix + name:24}{100 * s.precision:7.1f}{100 * s.recall:7.1f}"
                    f"{100 * s.f1:7.1f}{interval:>16}{s.predicted:11d}{s.gold:7d}"
                )
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
