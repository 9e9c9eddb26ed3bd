"""P-Stance: tweets for or against three US politicians (Li et al. 2021).

What
    Tweets of the 2020 US primaries on Bernie Sanders, Joe Biden and Donald Trump, labelled by
    crowd workers.
Paper
    Y. Li, T. Sosea, A. Sawant, A. J. Nair, D. Inkpen, C. Caragea: P-Stance: A Large Dataset for
    Stance Detection in Political Domain. Findings of ACL 2021.
    https://aclanthology.org/2021.findings-acl.208/
Size
    17,224 tweets in ``train``, 2,193 in ``val`` (our ``validation``), 2,157 in ``test``.
Labels
    FAVOR, AGAINST; no neutral.
Licence
    MIT, as the repository states; the files are given on request.
Layout
    ``raw_<train|val|test>_<bernie|biden|trump>.csv``, nine files.
Quirks
    The texts have no ids. HTML entities (``&amp;``) stand as in the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stance_data.corpora._card import (
    Card,
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

_SPLITS = {"train": "train", "val": "validation", "test": "test"}
_PEOPLE = ("bernie", "biden", "trump")

CARD = Card(
    name="pstance",
    title="P-Stance",
    summary="Tweets for or against three US politicians.",
    kind=Kind.STANCE,
    domain=Domain.POLITICS,
    text_kind=TextKind.TWEET,
    target_kind=TargetKind.ENTITY,
    metric=Metric.F_AVG_PER_TARGET,
    splits={
        "train": Split(
            17_224,
            "raw_train_{bernie,biden,trump}.csv",
            {"FAVOR": 8_347, "AGAINST": 8_877},
            "e555f8d3e4d9fbfb",
        ),
        "validation": Split(
            2_193,
            "raw_val_{bernie,biden,trump}.csv",
            {"FAVOR": 1_052, "AGAINST": 1_141},
            "e5788f2a3f9b9b21",
        ),
        "test": Split(2_157, "raw_test_{bernie,biden,trump}.csv"),
    },
    labels={"FAVOR": Stance.PRO, "AGAINST": Stance.CON},
    group="the tweet: rows with the same text",
    licence="MIT (repository)",
    # The licence is that of the repository; the tweets are not in it, they are given on request.
    redistribution=Redistribution.NOT_STATED,
    citation="Li, Sosea, Sawant, Nair, Inkpen and Caragea (2021), P-Stance: A Large Dataset for "
    "Stance Detection in Political Domain",
    paper="https://aclanthology.org/2021.findings-acl.208/",
    source=Source(
        publisher="https://github.com/chuchun8/PStance/tree/ca82792",
        instructions="Ask the authors for the files, as the README of github.com/chuchun8/PStance "
        "says, and add a folder with raw_<train|val|test>_<bernie|biden|trump>.csv.",
    ),
    files=tuple(f"raw_{part}_{person}.csv" for part in _SPLITS for person in _PEOPLE),
    quirks=("HTML entities (&amp;) stand as in the files.",),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        A folder with the publisher's CSV files.

    Returns
    -------
    pandas.DataFrame
        One row per tweet: core columns, common columns.

    Raises
    ------
    InputError
        If no file is there, or one of them has a fault.
    """
    root = find_root(CARD, path)
    rows = []
    for part, split in _SPLITS.items():
        for person in _PEOPLE:
            file = root / f"raw_{part}_{person}.csv"
            if not file.exists():
                continue
            for count, row in enumerate(read_rows(file, ("Tweet", "Target", "Stance")), 1):
                rows.append(
                    Row(
                        split=split,
                        text=row["Tweet"],
                        target=row["Target"],
                        label=row["Stance"],
                        group=text_group(row["Tweet"]),
                        place=f"{file}, row {count}",
                    )
                )
    return to_frame(CARD, rows)
