"""SemEval-2016 task 6: stance in tweets towards six targets (Mohammad et al. 2016).

What
    Tweets on Atheism, Climate Change is a Real Concern, Feminist Movement, Hillary Clinton and
    Legalization of Abortion (subtask A), and on Donald Trump (subtask B: test only, no training
    data). Labelled by eight or more crowd workers a tweet.
Paper
    S. Mohammad, S. Kiritchenko, P. Sobhani, X. Zhu, C. Cherry: SemEval-2016 Task 6: Detecting
    Stance in Tweets. https://aclanthology.org/S16-1003/
Size
    2,914 rows in ``train``; 1,249 in ``test`` (subtask A) and 707 in ``test_b`` (subtask B).
Labels
    FAVOR, AGAINST, NONE ("neither"); further what the opinion is towards, and the sentiment.
Licence
    None stated; the publisher asks not to redistribute the tweets.
Layout
    ``StanceDataset/train.csv`` and ``StanceDataset/test.csv`` of StanceDataset.zip, in
    Windows-1252.
Quirks
    Both subtasks are in one test file. "#SemST" ends every tweet: the publisher's mark. Read as
    UTF-8 or Latin-1 the quotation marks break.
"""

from __future__ import annotations

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
from stance_data.corpora._reading import read_rows
from stance_data.corpora._rows import Row, text_group, to_frame
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

_COLUMNS = ("Tweet", "Target", "Stance", "Opinion Towards", "Sentiment")
_SUBTASK_B = "Donald Trump"

CARD = Card(
    name="semeval2016t6",
    title="SemEval-2016 Task 6",
    summary="Tweets, stance towards five targets, and a sixth without training data.",
    kind=Kind.STANCE,
    domain=Domain.POLITICS,
    text_kind=TextKind.TWEET,
    target_kind=TargetKind.TOPIC,
    metric=Metric.F_AVG,
    splits={
        "train": Split(
            2_914, "train.csv", {"FAVOR": 753, "AGAINST": 1_395, "NONE": 766}, "55c02fa09b5fc467"
        ),
        "test": Split(1_249, 'test.csv, the rows whose target is not "Donald Trump" (subtask A)'),
        "test_b": Split(707, 'test.csv, the rows whose target is "Donald Trump" (subtask B)'),
    },
    labels={"FAVOR": Stance.PRO, "AGAINST": Stance.CON, "NONE": Stance.NEUTRAL},
    group="the tweet: rows with the same text",
    licence="none stated; the publisher asks not to redistribute the tweets",
    redistribution=Redistribution.FORBIDDEN,
    citation="Mohammad, Kiritchenko, Sobhani, Zhu and Cherry (2016), SemEval-2016 Task 6: "
    "Detecting Stance in Tweets",
    paper="https://aclanthology.org/S16-1003/",
    source=Source(
        publisher="https://www.saifmohammad.com/WebPages/StanceDataset.htm",
        instructions="Get StanceDataset.zip from saifmohammad.com (Stance Dataset) and add the "
        "zip, or a folder with its train.csv and test.csv.",
    ),
    files=("train.csv", "test.csv"),
    columns={
        "opinion_towards": Column(
            ColumnType.STRING,
            "Whether the tweet's opinion is about the target (1), other (2), none (3)",
        ),
        "sentiment": Column(ColumnType.STRING, "pos, neg or other, whatever it is about"),
    },
    quirks=(
        "test is subtask A and test_b subtask B; one file holds both.",
        "Every tweet ends in the publisher's mark #SemST.",
        "The files are Windows-1252.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        The unpacked archive, or a folder with its ``train.csv`` and ``test.csv``.

    Returns
    -------
    pandas.DataFrame
        One row per tweet: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If no file is there, or one of them has a fault.
    """
    root = find_root(CARD, path)
    rows = []
    for name in ("train", "test"):
        file = root / f"{name}.csv"
        if not file.exists():
            continue
        for count, row in enumerate(read_rows(file, _COLUMNS, encoding="windows-1252"), 1):
            of_b = name == "test" and row["Target"] == _SUBTASK_B
            rows.append(
                Row(
                    split="test_b" if of_b else name,
                    text=row["Tweet"],
                    target=row["Target"],
                    label=row["Stance"],
                    group=text_group(row["Tweet"]),
                    extra={
                        "opinion_towards": row["Opinion Towards"],
                        "sentiment": row["Sentiment"],
                    },
                    place=f"{file}, row {count}",
                )
            )
    return to_frame(CARD, rows)
