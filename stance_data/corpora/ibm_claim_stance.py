"""IBM claim stance: claims from Wikipedia, for or against a debate motion (Bar-Haim et al. 2017).

What
    Claims found in Wikipedia articles, each with its stance towards one of 55 debate motions, and
    what that stance is made of: the claim's own target and sentiment, and how its target relates
    to the motion's.
Paper
    R. Bar-Haim, I. Bhattacharya, F. Dinuzzo, A. Saha, N. Slonim: Stance Classification of
    Context-Dependent Claims. EACL 2017. https://aclanthology.org/E17-1024/
Size
    1,039 claims in ``train`` (25 motions), 1,355 in ``test`` (30 motions).
Labels
    PRO, CON; no neutral.
Licence
    CC BY-SA 3.0 (the claims are Wikipedia's).
Layout
    ``claim_stance_dataset_v1.csv``; column ``split`` says which part.
Quirks
    Claims whose target does not fit the motion's ("Compatible" no) have no analysis. The text is
    the corrected claim; as found in the article it is beside it.
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
from stance_data.corpora._reading import number, read_rows
from stance_data.corpora._rows import Row, to_frame
from stance_data.errors import InputError
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

_FILE = "claim_stance_dataset_v1.csv"
# Column here → column of the file, type, meaning.
_EXTRA = {
    "claim_id": ("claims.claimId", ColumnType.STRING, "The publisher's id of the claim"),
    "original_text": (
        "claims.claimOriginalText",
        ColumnType.STRING,
        "The claim as the article has it",
    ),
    "topic_id": ("topicId", ColumnType.STRING, "The publisher's id of the motion"),
    "topic_target": ("topicTarget", ColumnType.STRING, "What the motion is about"),
    "topic_sentiment": ("topicSentiment", ColumnType.INT, "1 or −1: the motion towards its target"),
    "compatible": (
        "claims.Compatible",
        ColumnType.STRING,
        "Whether stance follows from the parts below",
    ),
    "claim_target": ("claims.claimTarget.text", ColumnType.STRING, "What the claim is about"),
    "claim_target_start": (
        "claims.claimTarget.span.start",
        ColumnType.INT,
        "Where it begins in the claim",
    ),
    "claim_target_end": (
        "claims.claimTarget.span.end",
        ColumnType.INT,
        "Where it ends (exclusive)",
    ),
    "claim_sentiment": (
        "claims.claimSentiment",
        ColumnType.INT,
        "1 or −1: the claim towards its target",
    ),
    "targets_relation": (
        "claims.targetsRelation",
        ColumnType.INT,
        "1 same side, −1 contrast of the two targets",
    ),
    "article_file": (
        "claims.article.rawFile",
        ColumnType.STRING,
        "The article in the publisher's archive",
    ),
    "article_start": (
        "claims.article.rawSpan.start",
        ColumnType.INT,
        "Where the claim begins in it",
    ),
    "article_end": ("claims.article.rawSpan.end", ColumnType.INT, "Where it ends"),
}
_NEEDED = ("split", "topicText", "claims.claimCorrectedText", "claims.stance")

CARD = Card(
    name="ibm_claim_stance",
    title="IBM Debater Claim Stance Dataset",
    summary="Claims from Wikipedia, for or against a debate motion.",
    kind=Kind.STANCE,
    domain=Domain.CONTROVERSIES,
    text_kind=TextKind.CLAIM,
    target_kind=TargetKind.PROPOSITION,
    metric=Metric.ACCURACY,
    splits={
        "train": Split(
            1_039,
            f'{_FILE}, the rows whose split is "train"',
            {"PRO": 625, "CON": 414},
            "007a9c70503410d5",
        ),
        "test": Split(1_355, f'{_FILE}, the rows whose split is "test"'),
    },
    labels={"PRO": Stance.PRO, "CON": Stance.CON},
    group="the motion",
    licence="CC BY-SA 3.0 (with Wikipedia's terms for the claims)",
    redistribution=Redistribution.ALLOWED,
    citation="Bar-Haim, Bhattacharya, Dinuzzo, Saha and Slonim (2017), Stance Classification of "
    "Context-Dependent Claims",
    paper="https://aclanthology.org/E17-1024/",
    source=Source(
        publisher="https://research.ibm.com/haifa/dept/vst/debating_data.shtml",
        instructions="Get the Claim Stance Dataset from IBM's Project Debater data sets and add "
        f"the zip, or a folder with {_FILE}.",
    ),
    files=(_FILE,),
    columns={name: Column(kind, meaning) for name, (_, kind, meaning) in _EXTRA.items()},
    quirks=("The text is the corrected claim; original_text is as found in the article.",),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        The unpacked archive, or a folder with the CSV file.

    Returns
    -------
    pandas.DataFrame
        One row per claim: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If the file is not there, or has a fault.
    """
    file = find_root(CARD, path) / _FILE
    needed = (*_NEEDED, *(column for column, _, _ in _EXTRA.values()))
    rows = []
    for count, row in enumerate(read_rows(file, needed), 1):
        place = f"{file}, row {count}"
        if row["split"] not in CARD.splits:
            raise InputError(f"{place}: unknown split {row['split']!r}")
        rows.append(
            Row(
                split=row["split"],
                text=row["claims.claimCorrectedText"],
                target=row["topicText"],
                label=row["claims.stance"],
                group=f"motion-{row['topicId']}",
                key=row["claims.claimId"],
                extra={
                    name: row[column] or None
                    if kind is ColumnType.STRING
                    else number(row[column], place)
                    for name, (column, kind, _) in _EXTRA.items()
                },
                place=place,
            )
        )
    return to_frame(CARD, rows)
