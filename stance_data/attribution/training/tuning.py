"""Choose the decoding options of a model on articles it was not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from stance_data.attribution.encoder.decoding import Options, Reading, decode
from stance_data.attribution.encoder.inference import to_attributions
from stance_data.attribution.encoder.layout import find_laid_out, put_together
from stance_data.attribution.encoder.windows import Pieces
from stance_data.attribution.evaluation.scoring import Counts, Marked, mark, tally
from stance_data.schema import Attribution

__all__ = ["ReadArticle", "choose_options", "read_article"]


class ReadArticle(NamedTuple):
    """An article that the encoder has read, with its gold attributions."""

    text: str
    gold: list[Marked]
    pieces: Pieces
    reading: Reading


# Where the search begins: what served best for earlier models. One option after the other is
# then tried with each of its values.
_START = Options(
    bias={"B-content": -0.5, "B-cue": 0.4}, least_link=0.4, fill_quotation=0.6, across=0.8
)
_TRIED: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("bias", tuple({"B-content": a, "B-cue": b} for a in (0.0, -0.5, -0.8) for b in (0.0, 0.4))),
    ("least_link", (0.3, 0.5)),
    ("across", (1.0, 0.6)),
    ("merge_gap", (2, 4)),
)
# The tuning part is small: a change must better the score by so much to be more than chance.
_LEAST_GAIN = 0.003


def read_article(
    text: str, gold: Iterable[Attribution], pieces: Pieces, reading: Reading
) -> ReadArticle:
    """Return what `choose_options` needs of one article."""
    return ReadArticle(text, mark(text, gold), pieces, reading)


def choose_options(articles: Sequence[ReadArticle]) -> Options:
    """Return the options with the best mean of relation F1 and strict relation F1."""
    best = _START
    best_score = _score(articles, best)
    for name, values in _TRIED:
        for value in values:
            options = replace(best, **{name: value})
            score = _score(articles, options)
            if score > best_score + _LEAST_GAIN:
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
