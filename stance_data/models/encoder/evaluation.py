"""How good the encoder's stances are, and how far its confidence can be believed.

Measured on dev parts of public corpora; where a corpus has none, on groups of its train part that
the training sets apart (`stance_data.models.training.mixture`).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from stance_data.models.encoder.calibration import (
    Coverage,
    calibration_error,
    choose_threshold,
    coverage_curve,
    fit_temperature,
    probabilities,
)
from stance_data.models.encoder.inference import StanceEncoder
from stance_data.models.encoder.pairs import Pair
from stance_data.models.training.mixture import Part
from stance_data.models.training.variation import Example
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "CorpusFigures",
    "Evaluation",
    "Read",
    "calibrate",
    "evaluate",
    "figures_of",
    "name_flips",
    "negation",
    "read_parts",
    "speed",
]

WANTED_ACCURACY = 0.75
"""Share of the suggestions that should be right; the threshold of abstention follows from it."""

# Corpora that are scored by the mean F1 of pro and con, and those scored target by target.
_F_AVG = frozenset({"semeval2016t6", "pstance"})
_BY_TARGET = frozenset({"pstance", "covid19_stance"})

_NAMES = ("Donald Trump", "Hillary Clinton", "Greta Thunberg", "Rush Limbaugh")


@dataclass(frozen=True)
class Read:
    """Rows of a corpus and what the encoder says of them.

    Attributes
    ----------
    name : str
    rows : list of Example
    scores : float array (rows, 3)
    """

    name: str
    rows: list[Example] = field(repr=False)
    scores: NDArray[np.float32] = field(repr=False)

    @property
    def labels(self) -> NDArray[np.int64]:
        """Stance of each row as a number (rows,)."""
        import numpy as np

        return np.array([STANCES.index(row.stance) for row in self.rows], dtype=np.int64)

    @property
    def classes(self) -> NDArray[np.bool_]:
        """Which stances the corpus knows (3,)."""
        import numpy as np

        return np.array(self.rows[0].classes)

    def answers(self, temperature: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return the confidence of each row's likeliest stance, and whether that is right."""
        shares = probabilities(self.scores, temperature, self.classes)
        return shares.max(axis=1), shares.argmax(axis=1) == self.labels

    def half(self, odd: bool) -> Read:
        """Return one half of the rows, parted by the hash of their texts."""
        import numpy as np

        mine = np.array([_is_odd(row.text) == odd for row in self.rows], dtype=bool)
        rows = [row for row, kept in zip(self.rows, mine, strict=True) if kept]
        return Read(self.name, rows, self.scores[mine])


@dataclass(frozen=True)
class CorpusFigures:
    """Figures of one corpus, between 0 and 1.

    Attributes
    ----------
    name : str
    rows : int
    accuracy, macro_f1 : float
    f1 : dict of str to float
        By stance.
    main_name : str
        What the corpus is scored by in the literature.
    main : float
    calibration_error : float
        On the rows that the temperature was not chosen on.
    kinds : dict of str to float
        Kind of row → macro-F1.
    """

    name: str
    rows: int
    accuracy: float
    macro_f1: float
    f1: dict[str, float]
    main_name: str
    main: float
    calibration_error: float
    kinds: dict[str, float]


@dataclass(frozen=True)
class Evaluation:
    """What is known of a model.

    Attributes
    ----------
    corpora : list of CorpusFigures
    calibration_error : float
        Mean over corpora, on the rows that the temperature was not chosen on.
    coverage : list of Coverage
        On the same rows of corpora with three stances, each of the same weight.
    temperature, threshold : float
    flips : dict of str to float
        Share of rows whose stance changes as a name is exchanged, by how.
    negation : dict of str to float
        Share of rows that are right, for claims and motions as published, and negated.
    """

    corpora: list[CorpusFigures]
    calibration_error: float
    coverage: list[Coverage]
    temperature: float
    threshold: float
    flips: dict[str, float]
    negation: dict[str, float]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return asdict(self) | {"coverage": [point._asdict() for point in self.coverage]}


def read_parts(
    encoder: StanceEncoder, parts: Iterable[Part], most: int = 0, threads: int | None = None
) -> list[Read]:
    """Let the encoder read the dev rows of corpora, at most `most` of each where it is not 0."""
    found = []
    for part in parts:
        rows = part.dev[:: max(1, len(part.dev) // most)] if most else part.dev
        reading = encoder.read(
            [row.target for row in rows],
            [row.text for row in rows],
            contexts=[row.context for row in rows],
            threads=threads or os.cpu_count() or 1,
            progress=True,
        )
        found.append(Read(part.name, rows, reading.scores))
    return found


def calibrate(reads: Sequence[Read]) -> tuple[float, float]:
    """Choose temperature and threshold on one half of the rows, each corpus of the same weight."""
    import numpy as np

    halves = [read.half(odd=False) for read in reads]
    temperature = fit_temperature(
        np.concatenate([h.scores for h in halves]),
        np.concatenate([h.labels for h in halves]),
        np.concatenate([np.tile(h.classes, (len(h.rows), 1)) for h in halves]),
        np.concatenate([np.full(len(h.rows), 1 / max(1, len(h.rows))) for h in halves]),
    )
    confidence, right = _balanced([h for h in halves if h.classes.all()] or halves, temperature)
    return round(temperature, 3), choose_threshold(confidence, right, WANTED_ACCURACY)


def evaluate(encoder: StanceEncoder, reads: Sequence[Read], seed: int = 0) -> Evaluation:
    """Return the figures of a calibrated model on rows that it has read."""
    import numpy as np

    temperature = float(encoder.config["temperature"])
    corpora = [figures_of(read, temperature) for read in reads]
    odd = [half for read in reads if len((half := read.half(odd=True)).rows)]
    confidence, right = _balanced([h for h in odd if h.classes.all()] or odd, temperature)
    threshold = float(encoder.config["threshold"])
    points = sorted({0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, threshold})
    return Evaluation(
        corpora,
        float(np.mean([c.calibration_error for c in corpora])),
        coverage_curve(confidence, right, points),
        temperature,
        threshold,
        name_flips(encoder, reads, seed),
        negation(encoder, reads, seed),
    )


def name_flips(
    encoder: StanceEncoder, reads: Sequence[Read], seed: int = 0, most: int = 300
) -> dict[str, float]:
    """Return how often the stance changes as one speaker's name takes another's place.

    "said": "<name> said:" is put before the statement, with each of four names of opposed camps; a
    row counts as changed if not all of them give the same stance. Rows are drawn from corpora of
    three stances. What suggests labels is never given a name (`suggest_stances`).
    """
    import random

    rows = [row for read in reads if read.classes.all() for row in read.rows]
    chosen = random.Random(seed).sample(rows, min(most, len(rows)))
    if not chosen:
        return {}
    threads = os.cpu_count() or 1
    targets = [row.target for row in chosen]

    def stances(word: Callable[[str], str]) -> list[int]:
        scores = encoder.read(targets, [word(r.text) for r in chosen], threads=threads).scores
        return [int(best) for best in scores.argmax(axis=1)]

    said = [stances(lambda text, name=name: f"{name} said: {text}") for name in _NAMES]  # type: ignore[misc]
    changed = [len(set(of_row)) > 1 for of_row in zip(*said, strict=True)]
    pairs = [
        a != b
        for one in range(len(said))
        for other in range(one)
        for a, b in zip(said[one], said[other], strict=True)
    ]
    return {
        "any of four names, said before": sum(changed) / len(changed),
        "two names, said before": sum(pairs) / len(pairs),
    }


def negation(
    encoder: StanceEncoder, reads: Sequence[Read], seed: int = 0, most: int = 300
) -> dict[str, float]:
    """Return how many rows are right as published, and with target negated and stance turned.

    Rows are drawn from corpora of two stances whose targets are sentences.
    """
    import random

    from stance_data.models.training.variation import turn_round

    rows = [
        (row, turned)
        for read in reads
        if read.name in ("perspectrum", "ibm_claim_stance")
        for row in read.rows
        if (turned := turn_round(row))
    ]
    chosen = random.Random(seed).sample(rows, min(most, len(rows)))
    if not chosen:
        return {}

    def share(asked: Sequence[Example]) -> float:
        scores = encoder.read(
            [row.target for row in asked],
            [row.text for row in asked],
            threads=os.cpu_count() or 1,
        ).scores
        pro = scores[:, STANCES.index("pro")] > scores[:, STANCES.index("con")]
        return sum(
            (row.stance == "pro") == bool(yes) for row, yes in zip(asked, pro, strict=True)
        ) / len(asked)

    return {
        "as published": share([row for row, _ in chosen]),
        "target negated": share([turned for _, turned in chosen]),
    }


def speed(encoder: StanceEncoder, lengths: Sequence[int] = (105, 53, 22)) -> dict[int, float]:
    """Return pairs a second on one thread, by the number of their pieces (best of three)."""
    import random

    chance = random.Random(0)
    found = {}
    for length in lengths:
        pairs = [
            Pair([101, *(chance.randrange(2000, 20000) for _ in range(length - 2)), 102], 8)
            for _ in range(40)
        ]
        times = []
        for _ in range(3):
            began = time.perf_counter()
            encoder.run_pairs(pairs)
            times.append(time.perf_counter() - began)
        found[length] = len(pairs) / min(times)
    return found


def _is_odd(text: str) -> bool:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[0] % 2 == 1


def _balanced(
    reads: Sequence[Read], temperature: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return confidence and rightness of rows, as many of each corpus."""
    import numpy as np

    least = min(len(read.rows) for read in reads)
    found = [
        tuple(values[:: max(1, len(values) // least)] for values in read.answers(temperature))
        for read in reads
    ]
    return np.concatenate([c for c, _ in found]), np.concatenate([r for _, r in found])


def figures_of(read: Read, temperature: float) -> CorpusFigures:
    """Return the figures of rows that were read."""
    from sklearn.metrics import accuracy_score, f1_score

    labels = [row.stance for row in read.rows]
    shares = probabilities(read.scores, temperature, read.classes)
    found = [STANCES[best] for best in shares.argmax(axis=1)]
    known = [name for name, is_known in zip(STANCES, read.classes, strict=True) if is_known]

    def f1(rows: Iterable[int], stances: Sequence[str]) -> float:
        chosen = list(rows)
        return float(
            f1_score(
                [labels[i] for i in chosen],
                [found[i] for i in chosen],
                labels=list(stances),
                average="macro",
                zero_division=0.0,
            )
        )

    everything = range(len(labels))
    scored = ("pro", "con") if read.name in _F_AVG else known
    by_target: dict[str, list[int]] = defaultdict(list)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(read.rows):
        by_target[row.target].append(place)
        if row.kind:
            by_kind[row.kind].append(place)
    main = f1(everything, scored)
    if read.name in _BY_TARGET:
        main = sum(f1(rows, scored) for rows in by_target.values()) / len(by_target)
    name = "F_avg of pro and con" if read.name in _F_AVG else "macro-F1"
    return CorpusFigures(
        read.name,
        len(labels),
        float(accuracy_score(labels, found)),
        f1(everything, known),
        {stance: f1(everything, [stance]) for stance in known},
        name + (", mean over targets" if read.name in _BY_TARGET else ""),
        main,
        calibration_error(*read.half(odd=True).answers(temperature)),
        {kind: f1(rows, known) for kind, rows in sorted(by_kind.items())},
    )
