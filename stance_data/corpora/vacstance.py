"""VacStance: opinions on COVID-19 vaccines that US news report.

What
    The method of GWSD on another matter: 2,000 opinions from news stories of left- and
    right-leaning US outlets, four annotators each, and a Bayesian model's probabilities.
Paper
    None known; described in the repository, after Luo, Card and Jurafsky (2020).
    https://github.com/ThoughtfulMind/VacStance
Size
    1,800 sentences in ``train``, 200 held out (``test``).
Labels
    agree, neutral, disagree, "with the target opinion (that Covid-19 vaccine is safe.)" (README).
Licence
    None stated by the publisher.
Layout
    ``sent_scores_df_final.tsv`` with all sentences, and ``held_out_balanced_test.tsv`` with those
    held out (in the repository: ``3_stance_detection/2_Stance_model/data``).
Quirks
    The file of all sentences holds the held-out ones too: they are not train, and are taken out.
    Sentences repeat. A copy of it circulates from which the held-out sentences and their repeats
    are taken out already (1,786 rows).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.corpora._card import (
    Card,
    Column,
    ColumnType,
    Domain,
    Kind,
    Metric,
    Source,
    Split,
    TargetKind,
    TextKind,
)
from stance_data.corpora._files import find_root
from stance_data.corpora._reading import number, read_rows
from stance_data.corpora._rows import Row, text_group, to_frame
from stance_data.errors import InputError
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

_ALL, _HELD_OUT = "sent_scores_df_final.tsv", "held_out_balanced_test.tsv"
_TARGET = "Covid-19 vaccine is safe."
_NEEDED = ("round", "batch", "sent_id", "sentence", "disagree", "neutral", "agree")

CARD = Card(
    name="vacstance",
    title="VacStance",
    summary="Opinions in US news on COVID-19 vaccines.",
    kind=Kind.STANCE,
    domain=Domain.HEALTH,
    text_kind=TextKind.REPORTED_OPINION,
    target_kind=TargetKind.PROPOSITION,
    metric=Metric.MACRO_F1,
    splits={
        "train": Split(1_800, f"{_ALL}, the rows that are not held out"),
        "test": Split(200, _HELD_OUT),
    },
    labels={"agree": Stance.PRO, "disagree": Stance.CON, "neutral": Stance.NEUTRAL},
    group="the sentence: rows with the same text",
    licence="none stated",
    redistribution=Redistribution.NOT_STATED,
    citation="VacStance: Detecting Stance on Covid-19 Vaccine in a Polarized Media "
    "(repository ThoughtfulMind/VacStance)",
    paper="https://github.com/ThoughtfulMind/VacStance",
    source=Source(
        publisher="https://github.com/ThoughtfulMind/VacStance/tree/d64a71c",
        instructions="Clone github.com/ThoughtfulMind/VacStance at d64a71c and add its folder, or "
        f"one with {_ALL} and {_HELD_OUT}; what the repository lacks its authors give on request.",
    ),
    files=(_ALL, _HELD_OUT),
    columns={
        "p_con": Column(ColumnType.FLOAT, "Published probability of disagree"),
        "p_neutral": Column(ColumnType.FLOAT, "Published probability of neutral"),
        "p_pro": Column(ColumnType.FLOAT, "Published probability of agree"),
        "guid": Column(
            ColumnType.STRING,
            "The publisher's id; round, batch and sentence where the file has none",
        ),
        "outlet_stance": Column(ColumnType.STRING, "Leaning of the outlet (test only)"),
    },
    quirks=(
        "The publisher's file of all sentences holds the held-out ones too; they are taken out of "
        "train, their repeats stay.",
        "Sentences repeat within train. A copy circulates without the held-out ones and all their "
        "repeats: 1,786 rows.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        A folder with the two files, or a checkout of the repository.

    Returns
    -------
    pandas.DataFrame
        One row per sentence: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If no file is there, one of them has a fault, or held-out sentences are among the others
        and the file that says which is missing.
    """
    root = find_root(CARD, path)
    test = _rows(root / _HELD_OUT, "test", "stance") if (root / _HELD_OUT).exists() else []
    rest = _rows(root / _ALL, "train", "label") if (root / _ALL).exists() else []
    train = _without(rest, test)
    if not test and len(train) > CARD.splits["train"].rows:
        raise InputError(
            f"{root / _ALL}: its {len(rest)} rows hold the held-out sentences too, which are not "
            f"train: put {_HELD_OUT} beside it, which says which they are"
        )
    return to_frame(CARD, train + test)


def _rows(file: Path, split: str, label: str) -> list[Row]:
    found = []
    for count, row in enumerate(read_rows(file, (*_NEEDED, label), separator="\t"), 1):
        place = f"{file}, row {count}"
        key = f"{row['round']}_{row['batch']}_{row['sent_id']}"
        found.append(
            Row(
                split=split,
                text=row["sentence"],
                target=_TARGET,
                label=row[label],
                group=text_group(row["sentence"]),
                key=key,
                extra={
                    "p_con": number(row["disagree"], place, float),
                    "p_neutral": number(row["neutral"], place, float),
                    "p_pro": number(row["agree"], place, float),
                    "guid": row.get("guid") or key,
                    "outlet_stance": row.get("outlet_stance"),
                },
                place=place,
            )
        )
    return found


def _without(rest: list[Row], test: list[Row]) -> list[Row]:
    """Leave out a row for each held-out sentence: that of the same key, else of the same text."""
    named = {(row.key, row.group) for row in test}
    left = Counter(row.text.strip() for row in test)
    left.subtract(row.text.strip() for row in rest if (row.key, row.group) in named)
    kept = []
    for row in rest:
        if (row.key, row.group) in named:
            continue
        if left[row.text.strip()] > 0:
            left[row.text.strip()] -= 1
            continue
        kept.append(row)
    return kept
