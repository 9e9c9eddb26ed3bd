"""Choose the decoding options of a model on articles it was not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from stance_data.attribution.decoding import Options, Reading, decode
from stance_data.attribution.encoder import to_attributions
from stance_data.attribution.layout import find_laid_out, put_together
from stance_data.attribution.scoring import Counts, Marked, mark, tally
from stance_data.attribution.windows import Pieces
from stance_data.schema import Attribution

__all__ = ["ReadArticle", "choose_options", "read_article"]


class ReadArticle(NamedTuple):
    """An article that the encoder has read, with its gold attributions."""

    text: str
    gold: list[Marked]
    pieces: Pieces
    reading: Reading


# One option after the other, each with the values tried, in this order.
_TRIED: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("least_link", (0.3, 0.4, 0.5, 0.6)),
    ("across", (1.0, 0.8, 0.6)),
    ("fill_quotation", (2.0, 0.6)),
    ("merge_gap", (0, 2, 4)),
    (
        "bias",
        tuple({"B-content": a, "B-cue": b} for a in (0.0, -0.5, -1.0) for b in (0.0, 0.4, 0.8)),
    ),
    ("least_link", (0.3, 0.4, 0.5, 0.6)),
)


def read_article(
    text: str, gold: Iterable[Attribution], pieces: Pieces, reading: Reading
) -> ReadArticle:
    """Return what `choose_options` needs of one article."""
    return ReadArticle(text, mark(text, gold), pieces, reading)


def choose_options(articles: Sequence[ReadArticle], start: Options | None = None) -> Options:
    """Return the options with the best mean of relation F1 and strict relation F1.

    A value must better the mean by 0.1 points to be taken: the tuning part is small.
    """
    best = start or Options()
    best_score = _score(articles, best)
    for name, values in _TRIED:
        for value in values:
            options = replace(best, **{name: value})
            score = _score(articles, options)
            if score > best_score + 0.001:
                best, best_score = options, score
    return best


def _score(articles: Sequence[ReadArticle], options: Options) -> float:
    relation = strict = Counts()
    for article in articles:
        found = put_together(find_laid_out(article.pieces), decode(article.reading, options))
        predicted = mark(article.text, to_attributions(article.pieces, found))
        counts = tally(article.gold, predicted)
        relation = relation.plus(counts["relation"])
        strict = strict.plus(counts["relation/strict"])
    return (relation.f1 + strict.f1) / 2
