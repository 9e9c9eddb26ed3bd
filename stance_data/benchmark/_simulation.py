"""Whether the intervals and the paired tests keep what they promise, on simulated systems.

A world of documents is made: each has a few rows, and a leaning that makes all of them easier or
harder, so that rows of a document are not independent. Systems draw predictions from it whose
measure in the whole world is known (computed on very many documents). Then:

- coverage: how often the 95 % interval of a sample holds the world's value;
- false positives: how often two systems that are equally good in the world differ at p < 0.05;
- power: how often a difference of a given size is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stance_data.benchmark._intervals import bootstrap_interval
from stance_data.benchmark._measures import MACRO_F1, Measure
from stance_data.benchmark._paired import mcnemar, randomisation_test
from stance_data.benchmark._tally import tally
from stance_data.schema import STANCES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["Rates", "World", "rates"]

_WORLD_DOCUMENTS = 60_000


@dataclass(frozen=True, slots=True)
class World:
    """How documents and systems are made.

    Attributes
    ----------
    documents : int
        In one sample.
    rows : float
        Mean number of rows of a document, at least 1 each.
    spread : float
        Standard deviation of a document's leaning, on the scale of logits: 0 makes rows
        independent.
    shares : tuple of three floats
        Of con, neutral, pro.
    """

    documents: int = 200
    rows: float = 4.0
    spread: float = 1.0
    shares: tuple[float, float, float] = (0.4, 0.25, 0.35)

    def draw(self, documents: int, skills: tuple[float, float], rng: Any) -> pd.DataFrame:
        """Return predictions of two systems, each right with a chance that its skill (logit) sets.

        Returns
        -------
        DataFrame
            ``id``, ``group``, ``gold``, ``predicted`` (the first system) and ``other``.
        """
        import numpy as np
        import pandas as pd

        sizes = 1 + rng.poisson(self.rows - 1, size=documents)
        group = np.repeat(np.arange(documents), sizes)
        gold = rng.choice(3, size=len(group), p=self.shares)
        leaning = rng.normal(0, self.spread, size=documents)[group]
        said = [_answers(gold, skill + leaning, rng) for skill in skills]
        names = np.array(STANCES)
        return pd.DataFrame(
            {
                "id": np.arange(len(group)).astype(str),
                "group": group.astype(str),
                "gold": names[gold],
                "predicted": names[said[0]],
                "other": names[said[1]],
            }
        )


def _answers(gold: np.ndarray, logits: np.ndarray, rng: Any) -> np.ndarray:
    import numpy as np

    right = rng.random(len(gold)) < 1 / (1 + np.exp(-logits))
    wrong = (gold + rng.integers(1, 3, size=len(gold))) % 3
    answers: np.ndarray = np.where(right, gold, wrong)
    return answers


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of the simulated samples, each in [0, 1].

    Attributes
    ----------
    samples : int
    coverage : float
        The 95 % interval held the world's value: 0.95 is what it promises.
    false_positives : float
        The randomisation test called two equally good systems different at 0.05.
    mcnemar_false_positives : float
        The exact McNemar test did, which takes rows as independent.
    power : float
        The randomisation test found the difference between systems of unequal skill.
    """

    samples: int
    coverage: float
    false_positives: float
    mcnemar_false_positives: float
    power: float


def rates(
    world: World,
    *,
    samples: int = 500,
    skill: float = 0.6,
    gain: float = 0.3,
    measure: Measure = MACRO_F1,
    rounds: int = 999,
    seed: int = 0,
) -> Rates:
    """Simulate.

    Parameters
    ----------
    world : World
    samples : int, default 500
    skill, gain : float
        Logit of the chance to be right, and how much more the better system of the power test has.
    measure : Measure, default macro-F1
    rounds : int, default 999
        Of the randomisation test, and samples of the bootstrap.
    seed : int, default 0
    """
    import numpy as np
    from tqdm import tqdm

    rng = np.random.default_rng(seed)
    whole = world.draw(_WORLD_DOCUMENTS, (skill, skill), rng)
    truth = tally(whole, measure).value
    covered = false = false_by_rows = found = 0
    for number in tqdm(range(samples), unit="sample", leave=False, disable=None):
        alike = world.draw(world.documents, (skill, skill), rng)
        one, other = tally(alike, measure), tally(alike, measure, predicted="other")
        interval = bootstrap_interval(one, samples=rounds, seed=number)
        covered += interval is not None and interval.low <= truth <= interval.high
        false += randomisation_test(one, other, rounds=rounds, seed=number) < 0.05
        second = alike.assign(predicted=alike["other"])
        false_by_rows += mcnemar(alike, second) < 0.05
        unequal = world.draw(world.documents, (skill + gain, skill), rng)
        one, other = tally(unequal, measure), tally(unequal, measure, predicted="other")
        found += randomisation_test(one, other, rounds=rounds, seed=number) < 0.05
    return Rates(samples, *(count / samples for count in (covered, false, false_by_rows, found)))
