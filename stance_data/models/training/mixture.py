"""Rows of the public corpora → what the stance encoder is trained and measured on."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.corpora._rows import normalised
from stance_data.errors import InputError
from stance_data.loading import load
from stance_data.models.encoder.pairs import with_speaker
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ROUNDS",
    "SHARES",
    "Example",
    "Part",
    "Share",
    "draw_round",
    "read_held_out",
    "read_part",
    "turn_round",
]

ROUNDS = 64
"""Rounds in which every corpus is gone through as often as its share says."""


@dataclass(frozen=True, slots=True)
class Share:
    """How a corpus takes part.

    Attributes
    ----------
    passes : float
        How often its rows are seen while the mixture is gone through once.
    turned : float
        Share of rows whose target is negated, and whose stance is turned with it.
    votes : bool
        Whether the annotators' votes are learned beside the label.
    apart : float
        Share of the train part that is set apart to measure on, by groups; 0 where the corpus has
        a dev part.
    """

    passes: float
    turned: float = 0.0
    votes: bool = False
    apart: float = 0.0


SHARES: dict[str, Share] = {
    "vast": Share(1.3),
    "semeval2016t6": Share(2.8, apart=0.15),
    "pstance": Share(1.0),
    "seesaw": Share(2.0),
    "perspectrum": Share(2.5, turned=0.15),
    "ibm_claim_stance": Share(3.0, turned=0.15, apart=0.2),
    "covid19_stance": Share(2.2),
    "gwsd": Share(2.8, turned=0.1, votes=True, apart=0.15),
    "vacstance": Share(1.0, turned=0.1, votes=True, apart=0.15),
    "ukp_sam": Share(0.2),
    "newsmtsc": Share(0.3, apart=0.1),
}
"""The mixture: corpora whose tests are asked for more often, large ones less."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row.

    Attributes
    ----------
    target, text : str
        As the encoder reads them.
    weights : tuple of float
        Probabilities of con, neutral and pro that are to be learned.
    classes : tuple of bool
        Which of the stances the corpus knows.
    stance : str
    kind : str
        Kind of row, to report figures of; empty where the corpus has none.
    """

    target: str
    text: str
    weights: tuple[float, ...]
    classes: tuple[bool, ...]
    stance: str
    kind: str = ""


@dataclass(frozen=True)
class Part:
    """The rows of one corpus.

    Attributes
    ----------
    name : str
    train, dev : list of Example
    left_out : dict of str to int
        Rows not taken, by reason.
    """

    name: str
    train: list[Example] = field(repr=False)
    dev: list[Example] = field(repr=False)
    left_out: dict[str, int]


def read_part(name: str, share: Share, held_out: Mapping[str, set[str]]) -> Part:
    """Read a corpus that the user has added.

    Parameters
    ----------
    name : str
        Of the corpus.
    share : Share
    held_out : mapping of str to set of str
        Corpus → first 16 hex digits of the SHA-256 of its test texts, normalised.

    Raises
    ------
    DatasetNotFoundError
        If the corpus's files have not been added.
    """
    import numpy as np

    frame = load(name)
    frame = frame[~frame["split"].str.startswith("test")]
    damaged = frame["damaged"].to_numpy(dtype=bool)
    others = set().union(*(hashes for corpus, hashes in held_out.items() if corpus != name))
    hashes = [hashlib.sha256(normalised(t).encode()).hexdigest()[:16] for t in frame["text"]]
    held = np.array([digest in others for digest in hashes], dtype=bool)
    train = (frame["split"] == "train").to_numpy()
    left_out = {
        "damaged": int((damaged & train).sum()),
        "held back in another corpus": int((~damaged & train & held).sum()),
    }
    if share.apart:
        apart = _apart(frame["group"], share.apart)
        measured = train & frame["group"].isin(apart).to_numpy()
        learned = train & ~measured
    else:
        measured, learned = (frame["split"] == "validation").to_numpy(), train
    classes = tuple(stance in set(frame["stance"]) for stance in STANCES)
    return Part(
        name,
        _examples(frame[learned & ~damaged & ~held], classes, share.votes),
        _examples(frame[measured], classes, share.votes),
        left_out,
    )


def read_held_out(path: str | Path | None) -> dict[str, set[str]]:
    """Read the hashes of texts that are held back (tab-separated ``corpus``, ``hash``).

    Raises
    ------
    InputError
        If the file is not there or has other columns.
    """
    if path is None:
        return {}
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    if not lines or lines[0].split("\t") != ["corpus", "hash"]:
        raise InputError(f"{path}: needs the columns corpus and hash, separated by a tab")
    found: dict[str, set[str]] = {}
    for line in lines[1:]:
        corpus, digest = line.split("\t")
        found.setdefault(corpus, set()).add(digest)
    return found


def _apart(groups: pd.Series, share: float) -> set[str]:
    """Choose groups by the hash of their names until they hold a share of the rows."""
    sizes = groups.value_counts()
    chosen: set[str] = set()
    rows = 0
    for name in sorted(sizes.index, key=lambda g: hashlib.sha256(g.encode()).hexdigest()):
        if rows >= share * len(groups):
            break
        chosen.add(name)
        rows += sizes[name]
    return chosen


def _examples(frame: pd.DataFrame, classes: tuple[bool, ...], votes: bool) -> list[Example]:
    found = []
    for row in frame.to_dict("records"):
        weights = tuple(float(row["stance"] == stance) for stance in STANCES)
        if votes:
            shares = tuple(float(row[f"p_{stance}"]) for stance in STANCES)
            weights = tuple((w + s) / 2 for w, s in zip(weights, shares, strict=True))
        speaker = row["speaker"] if isinstance(row["speaker"], str) else None
        found.append(
            Example(
                row["target"],
                with_speaker(row["text"], speaker),
                weights,
                classes,
                row["stance"],
                _kind(row),
            )
        )
    return found


def _kind(row: Mapping[Any, Any]) -> str:
    if row["source_corpus"] == "vast":
        return "few-shot" if row["seen"] else "zero-shot"
    return "named speaker" if isinstance(row["speaker"], str) else ""


def draw_round(parts: list[Part], number: int, seed: int) -> Iterator[Example]:
    """Yield the rows of a round, those of each corpus together; the same for the same seed.

    Rows that come again do so after all others of their corpus.
    """
    for part in parts:
        share = SHARES[part.name]
        size = max(1, round(len(part.train) * share.passes / ROUNDS))
        chance = random.Random(f"{seed}-{number}-{part.name}")
        for place in range(number * size, (number + 1) * size):
            again, index = divmod(place, len(part.train))
            example = part.train[_order(len(part.train), f"{seed}-{part.name}-{again}")[index]]
            if share.turned and chance.random() < share.turned:
                example = turn_round(example) or example
            yield example


_ORDERS: dict[tuple[int, str], list[int]] = {}


def _order(size: int, name: str) -> list[int]:
    if (size, name) not in _ORDERS:
        order = list(range(size))
        random.Random(name).shuffle(order)
        _ORDERS[size, name] = order
    return _ORDERS[size, name]


# Pattern → what negates it; the first that is found is taken. "Should not" before "should".
_NEGATIONS = (
    (re.compile(r"\b(should|would|must|can|could|will|do|does) not\b"), r"\1"),
    (re.compile(r"\b(is|are|was|were|has been|have been) not\b"), r"\1"),
    (re.compile(r"\b([Tt]his house )believes that\b"), r"\1does not believe that"),
    (re.compile(r"\b([Tt]his house )supports\b"), r"\1does not support"),
    (re.compile(r"\b(should|would|must|can|could|will)\b"), r"\1 not"),
    (re.compile(r"\b(is|are|was|were)\b"), r"\1 not"),
)


def turn_round(example: Example) -> Example | None:
    """Return a row with its target negated and its stance turned; None where no rule fits.

    Examples
    --------
    >>> row = Example("Dogs should vote", "They are wise.", (0, 0, 1), (True, False, True), "pro")
    >>> turned = turn_round(row)
    >>> turned.target, turned.stance, turned.weights
    ('Dogs should not vote', 'con', (1, 0, 0))
    """
    for pattern, words in _NEGATIONS:
        if pattern.search(example.target):
            return Example(
                pattern.sub(words, example.target, count=1),
                example.text,
                example.weights[::-1],
                example.classes[::-1],
                {"pro": "con", "con": "pro"}.get(example.stance, example.stance),
                example.kind,
            )
    return None
