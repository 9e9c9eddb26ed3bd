"""GWSD: opinions on global warming that US news report (Luo, Card and Jurafsky 2020).

What
    Opinions that news stories of left- and right-leaning US outlets attribute to somebody, cut
    out of the sentence that reports them. Eight crowd workers say of each whether it agrees with
    the target opinion; a Bayesian model that knows of their political leaning gives probabilities.
Paper
    Y. Luo, D. Card, D. Jurafsky: Detecting Stance in Media On Global Warming. Findings of EMNLP
    2020. https://aclanthology.org/2020.findings-emnlp.296/
Size
    2,050 sentences: 1,850 in ``train``, 200 held out (``test``).
Labels
    Votes are agrees, disagrees, neutral; the label is the most probable of the three by the
    published probabilities (columns agree, disagree, neutral).
Licence
    None stated by the publisher.
Layout
    ``GWSD.tsv`` in the repository's main directory.
Quirks
    Further 250 rows are five screening sentences, repeated in each batch, whose probabilities are
    blank: not part of the data, left out. Where votes tie, the model decides; it also outvotes the
    majority now and then. All eight votes are kept.
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
    RemoteFile,
    Source,
    Split,
    TargetKind,
    TextKind,
)
from stance_data.corpora._files import find_root
from stance_data.corpora._reading import number, read_rows
from stance_data.corpora._rows import Row, text_group, to_frame
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

_FILE = "GWSD.tsv"
_TARGET = "Climate change/global warming is a serious concern."
_WORKERS = [f"worker_{i}" for i in range(8)]
# Column of probabilities → the vote it is the probability of.
_LABEL_OF = {"disagree": "disagrees", "neutral": "neutral", "agree": "agrees"}

CARD = Card(
    name="gwsd",
    title="GWSD (Global Warming Stance Dataset)",
    summary="Opinions in US news on global warming, with the votes of eight annotators.",
    kind=Kind.STANCE,
    domain=Domain.CLIMATE,
    text_kind=TextKind.REPORTED_OPINION,
    target_kind=TargetKind.PROPOSITION,
    metric=Metric.MACRO_F1,
    splits={
        "train": Split(
            1_850,
            "GWSD.tsv, the rows whose in_held_out_test is False",
            {"agrees": 701, "disagrees": 361, "neutral": 788},
            "d9b031d131c71b6d",
        ),
        "test": Split(200, "GWSD.tsv, the rows whose in_held_out_test is True"),
    },
    labels={"agrees": Stance.PRO, "disagrees": Stance.CON, "neutral": Stance.NEUTRAL},
    group="the sentence: rows with the same text",
    licence="none stated",
    redistribution=Redistribution.NOT_STATED,
    citation="Luo, Card and Jurafsky (2020), Detecting Stance in Media On Global Warming",
    paper="https://aclanthology.org/2020.findings-emnlp.296/",
    source=Source(
        publisher="https://github.com/yiweiluo/GWStance/tree/7c44811",
        instructions="Clone github.com/yiweiluo/GWStance at 7c44811 and add its folder, or one "
        "with its GWSD.tsv.",
        files=(
            RemoteFile(
                "https://raw.githubusercontent.com/yiweiluo/GWStance/7c44811/GWSD.tsv", _FILE
            ),
        ),
    ),
    files=(_FILE,),
    columns={
        "votes": Column(ColumnType.STRINGS, "The eight annotators' votes, in the file's order"),
        "p_con": Column(ColumnType.FLOAT, "Published probability of disagree"),
        "p_neutral": Column(ColumnType.FLOAT, "Published probability of neutral"),
        "p_pro": Column(ColumnType.FLOAT, "Published probability of agree"),
        "tie": Column(ColumnType.BOOL, "No vote has more than every other"),
        "guid": Column(ColumnType.STRING, "The publisher's id: round, batch, sentence"),
    },
    quirks=(
        "The label is the most probable one by the publisher's model, which can differ from the "
        "majority of votes; column tie says where votes tie.",
        "Screening sentences (blank probabilities) are left out.",
        "Some sentences hold U+0080–U+009F, which are UTF-8 read as Latin-1: flagged as damaged.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        A folder with ``GWSD.tsv``, or a checkout of the repository.

    Returns
    -------
    pandas.DataFrame
        One row per sentence: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If the file is not there, or has a fault.
    """
    file = find_root(CARD, path) / _FILE
    needed = ("sentence", "guid", "in_held_out_test", *_LABEL_OF, *_WORKERS)
    rows = []
    for count, row in enumerate(read_rows(file, needed, separator="\t"), 1):
        place = f"{file}, row {count}"
        held_out = row["in_held_out_test"].lower() in ("true", "1")
        if not held_out and not any(row[name] for name in _LABEL_OF):
            continue  # a screening sentence
        chances = {name: number(row[name], place, float) for name in _LABEL_OF}
        votes = [row[name] for name in _WORKERS]
        rows.append(
            Row(
                split="test" if held_out else "train",
                text=row["sentence"],
                target=_TARGET,
                label=_most_probable(chances),
                group=text_group(row["sentence"]),
                key=row["guid"],
                extra={
                    "votes": votes,
                    "p_con": chances["disagree"],
                    "p_neutral": chances["neutral"],
                    "p_pro": chances["agree"],
                    "tie": _is_tie(votes),
                    "guid": row["guid"],
                },
                place=place,
            )
        )
    return to_frame(CARD, rows)


def _most_probable(chances: dict[str, float | None]) -> str:
    """Return the label of the greatest probability; empty (no label) where one is missing."""
    known = {name: value for name, value in chances.items() if value is not None}
    if len(known) < len(chances):
        return ""
    return _LABEL_OF[max(known, key=lambda name: known[name])]


def _is_tie(votes: list[str]) -> bool:
    counts = sorted((votes.count(vote) for vote in set(votes)), reverse=True)
    return len(counts) > 1 and counts[0] == counts[1]
