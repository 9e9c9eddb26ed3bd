"""Rows of the public corpora → what the stance encoder is trained and measured on."""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance_data.corpora._rows import normalised
from stance_data.errors import InputError
from stance_data.loading import load
from stance_data.models.encoder.pairs import with_speaker
from stance_data.models.training.news import NEWS, labelled_rows
from stance_data.models.training.variation import Example, ask_elsewhere, name_speaker, reword
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ROUNDS",
    "SHARES",
    "WRITTEN",
    "Part",
    "Share",
    "draw_round",
    "read_held_out",
    "read_part",
    "read_written",
]

ROUNDS = 64
"""Rounds in which every corpus is gone through as often as its share says."""


WRITTEN = "statements"
"""Name of the rows that were written for the training, `read_written`."""

_WRITTEN = Path(__file__).parent / "statements.tsv"
# Share of rows with a context that are learned without it.
_ALONE = 0.4
# Share of rows that are asked about a target of another corpus.
_ELSEWHERE = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """How a corpus takes part.

    Attributes
    ----------
    passes : float
        How often its rows are seen while the mixture is gone through once.
    reworded : float
        Share of rows whose target is put into other words, and whose stance is turned where these
        say the opposite.
    named : float
        Share of rows before whose statement somebody's name is put.
    votes : bool
        Whether the annotators' votes are learned beside the label.
    apart : float
        Share of the train part that is set apart to measure on, by groups, until it joins the rest
        for the last part of the training; 0 where the corpus has a dev part.
    """

    passes: float
    reworded: float = 0.0
    named: float = 0.1
    votes: bool = False
    apart: float = 0.0


SHARES: dict[str, Share] = {
    "vast": Share(2.0, reworded=0.06),
    "semeval2016t6": Share(5.0, reworded=0.1, apart=0.15),
    "pstance": Share(3.0, reworded=0.12),
    "seesaw": Share(6.0, reworded=0.05, named=0.0),
    "perspectrum": Share(6.0, reworded=0.3),
    "ibm_claim_stance": Share(8.0, reworded=0.3, apart=0.15),
    "covid19_stance": Share(6.0, reworded=0.1),
    "gwsd": Share(5.0, reworded=0.15, votes=True, apart=0.15),
    "vacstance": Share(3.0, reworded=0.15, votes=True, apart=0.15),
    "ukp_sam": Share(1.5, reworded=0.1),
    "newsmtsc": Share(3.0, reworded=0.3, named=0.0, apart=0.1),
    NEWS: Share(4.0, reworded=0.15),
    WRITTEN: Share(12.0),
}
"""The mixture: corpora whose tests are asked for more often, large ones less."""


@dataclass(frozen=True)
class Part:
    """The rows of one corpus.

    Attributes
    ----------
    name : str
    train, dev : list of Example
    left_out : dict of str to int
        Rows not taken, by reason.
    joins : bool
        Whether the dev rows are of the train part, and join it for the last part of the training.
    """

    name: str
    train: list[Example] = field(repr=False)
    dev: list[Example] = field(repr=False)
    left_out: dict[str, int]
    joins: bool = False


def read_part(
    name: str, share: Share, held_out: Mapping[str, set[str]], tested: bool = False
) -> Part:
    """Read a corpus that the user has added.

    Parameters
    ----------
    name : str
        Of the corpus.
    share : Share
    held_out : mapping of str to set of str
        Corpus → first 16 hex digits of the SHA-256 of its test texts, normalised.
    tested : bool
        Whether the rows to measure on are those of the corpus's test part, if it is there.

    Raises
    ------
    DatasetNotFoundError
        If the corpus's files have not been added.
    """
    import numpy as np

    if name == WRITTEN:
        return read_written(share)
    if name == NEWS:
        return _read_news(held_out, tested)
    frame = load(name)
    is_test = frame["split"].str.startswith("test")
    tests, frame = frame[is_test], frame[~is_test]
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
        apart = _apart(list(frame["group"]), share.apart)
        measured = train & frame["group"].isin(apart).to_numpy()
        learned = train & ~measured
    else:
        measured, learned = (frame["split"] == "validation").to_numpy(), train
    classes = tuple(stance in set(frame["stance"]) for stance in STANCES)
    return Part(
        name,
        _examples(frame[learned & ~damaged & ~held], classes, share.votes),
        _examples(tests if tested else frame[measured], classes, share.votes),
        left_out,
        joins=share.apart > 0 and not tested,
    )


def read_written(share: Share = SHARES[WRITTEN]) -> Part:
    """Read the statements in the manner of news reports that were written for the training.

    They follow the project's codebook, towards invented targets, each with the sentence that holds
    it and the one before as its context.
    """
    with _WRITTEN.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    apart = _apart([row["topic"] for row in rows], share.apart)
    train: list[Example] = []
    dev: list[Example] = []
    for row in rows:
        weights = tuple(float(row["stance"] == stance) for stance in STANCES)
        example = Example(
            row["target"],
            row["content"],
            weights,
            (True, True, True),
            row["stance"],
            row["basis"],
            f"{row['before']} {row['sentence']}".strip(),
        )
        (dev if row["topic"] in apart else train).append(example)
    return Part(WRITTEN, train, dev, {}, joins=share.apart > 0)


def _read_news(held_out: Mapping[str, set[str]], tested: bool) -> Part:
    train, dev, left_out = labelled_rows(held_out)
    return Part(NEWS, train, [] if tested else dev, left_out)


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


def _apart(groups: Sequence[str], share: float) -> set[str]:
    """Choose groups by the hash of their names until they hold a share of the rows."""
    sizes = Counter(groups)
    chosen: set[str] = set()
    rows = 0
    for name in sorted(sizes, key=lambda g: hashlib.sha256(g.encode()).hexdigest()):
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


def draw_round(
    parts: list[Part], number: int, seed: int, joined: bool = False
) -> Iterator[Example]:
    """Yield the rows of a round, those of each corpus together; the same for the same seed.

    Rows that come again do so after all others of their corpus. With `joined`, the rows set apart
    of a corpus without a dev part are among them.
    """
    targets = {part.name: sorted({row.target for row in part.train}) for part in parts}
    for part in parts:
        others = [name for name in targets if name != part.name]
        share = SHARES[part.name]
        rows = part.train + part.dev if joined and part.joins else part.train
        size = max(1, round(len(rows) * share.passes / ROUNDS))
        chance = random.Random(f"{seed}-{number}-{part.name}")
        for place in range(number * size, (number + 1) * size):
            again, index = divmod(place, len(rows))
            example = rows[_order(len(rows), f"{seed}-{part.name}-{again}")[index]]
            if example.context and chance.random() < _ALONE:
                example = replace(example, context="")
            if others and chance.random() < _ELSEWHERE:
                example = ask_elsewhere(example, chance.choice(targets[chance.choice(others)]))
            if chance.random() < share.reworded:
                example = reword(example, chance)
            if chance.random() < share.named:
                example = name_speaker(example, chance)
            yield example


_ORDERS: dict[tuple[int, str], list[int]] = {}


def _order(size: int, name: str) -> list[int]:
    if (size, name) not in _ORDERS:
        order = list(range(size))
        random.Random(name).shuffle(order)
        _ORDERS[size, name] = order
    return _ORDERS[size, name]
