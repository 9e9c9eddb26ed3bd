"""COVID-19-Stance: tweets on four measures of the pandemic (Glandt et al. 2021).

What
    Tweets of 2020 on Anthony Fauci, face masks, school closures and stay-at-home orders, labelled
    by crowd workers.
Paper
    K. Glandt, S. Khanal, Y. Li, D. Caragea, C. Caragea: Stance Detection in COVID-19 Tweets.
    ACL 2021. https://aclanthology.org/2021.acl-long.127/
Size
    4,533 tweets in ``train``, 800 in ``val`` (our ``validation``), 800 in ``test``.
Labels
    FAVOR, AGAINST, NONE, "Stance 1" in the files; further what the opinion is towards, and the
    sentiment.
Licence
    None stated by the publisher.
Layout
    ``raw_<train|val|test>_all_onecol.csv``, as the copies with texts have it; the publisher's
    repository has the ids of the tweets only.
Quirks
    NONE is a class, not a missing value. The ids of the tweets went through a spreadsheet
    ("1.28E+18") and name nothing any more. HTML entities (``&amp;``) stand as in the files.
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

_FILES = {
    "train": "raw_train_all_onecol.csv",
    "validation": "raw_val_all_onecol.csv",
    "test": "raw_test_all_onecol.csv",
}
_NEEDED = ("Tweet", "Target 1", "Stance 1")

CARD = Card(
    name="covid19_stance",
    title="COVID-19-Stance",
    summary="Tweets on four matters of the COVID-19 pandemic.",
    kind=Kind.STANCE,
    domain=Domain.HEALTH,
    text_kind=TextKind.TWEET,
    target_kind=TargetKind.TOPIC,
    metric=Metric.MACRO_F1_PER_TARGET,
    splits={
        "train": Split(
            4_533,
            "raw_train_all_onecol.csv",
            {"FAVOR": 1_464, "AGAINST": 1_442, "NONE": 1_627},
            "5ffea5599cb53def",
        ),
        "validation": Split(
            800,
            "raw_val_all_onecol.csv",
            {"FAVOR": 263, "AGAINST": 243, "NONE": 294},
            "9216fd5b0e0335ad",
        ),
        "test": Split(800, "raw_test_all_onecol.csv"),
    },
    labels={"FAVOR": Stance.PRO, "AGAINST": Stance.CON, "NONE": Stance.NEUTRAL},
    group="the tweet: rows with the same text",
    licence="none stated",
    redistribution=Redistribution.NOT_STATED,
    citation="Glandt, Khanal, Li, Caragea and Caragea (2021), Stance Detection in COVID-19 Tweets",
    paper="https://aclanthology.org/2021.acl-long.127/",
    source=Source(
        publisher="https://github.com/kglandt/stance-detection-in-covid-19-tweets/tree/8361235",
        instructions="The publisher's repository (kglandt/stance-detection-in-covid-19-tweets at "
        "8361235) has the ids of the tweets; ask the authors for the texts, or use a copy, and add "
        "a folder with raw_<train|val|test>_all_onecol.csv.",
    ),
    files=tuple(_FILES.values()),
    columns={
        "opinion_towards": Column(
            ColumnType.STRING,
            "Whether the tweet's opinion is about the target (1), other (2), none (3)",
        ),
        "sentiment": Column(ColumnType.STRING, "pos, neg or other, whatever it is about"),
        "tweet_id": Column(ColumnType.STRING, "As published: rounded by a spreadsheet, so no id"),
    },
    quirks=(
        "The label NONE is a class, not a missing value.",
        "Ids of tweets are rounded (1.28E+18) and name nothing.",
        "HTML entities (&amp;) stand as in the files.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        A folder with the CSV files.

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
    for split, name in _FILES.items():
        if not (root / name).exists():
            continue
        for count, row in enumerate(read_rows(root / name, _NEEDED), 1):
            rows.append(
                Row(
                    split=split,
                    text=row["Tweet"],
                    target=row["Target 1"],
                    label=row["Stance 1"],
                    group=text_group(row["Tweet"]),
                    extra={
                        "opinion_towards": row.get("Opinion Towards"),
                        "sentiment": row.get("Sentiment"),
                        "tweet_id": row.get("Tweet Id"),
                    },
                    place=f"{root / name}, row {count}",
                )
            )
    return to_frame(CARD, rows)
