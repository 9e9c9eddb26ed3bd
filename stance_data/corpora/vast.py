"""VAST: stances of newspaper readers towards thousands of topics (Allaway and McKeown 2020).

What
    Comments from the New York Times section "Room for Debate" (2014–2017, by way of the Argument
    Reasoning Comprehension corpus), each with one or more topics, and the stance of the comment
    towards the topic. Made for zero-shot and few-shot stance: most test topics never occur in
    train.
Paper
    E. Allaway, K. McKeown: Zero-Shot Stance Detection: A Dataset and Model using Generalized Topic
    Representations. EMNLP 2020. https://aclanthology.org/2020.emnlp-main.717/
Size
    13,477 rows in ``train``, 2,062 in ``dev`` (our ``validation``), 3,006 in ``test``.
Labels
    "stance label, 0=con, 1=pro, 2=neutral" (data/README.md): crowd workers for pro and con.
Licence
    None stated by the publisher.
Layout
    ``data/VAST/vast_train.csv``, ``vast_dev.csv``, ``vast_test.csv``. Test has five columns more.
Quirks
    Rows with ``type_idx`` 4 are synthetic neutrals: a comment paired with another comment's topic.
    Their ``new_topic`` is wrong; the target is ``topic_str`` in every row, lemmatised and without
    stop words. To mix it with the readable ``new_topic`` would give the label away. Nearly all
    neutrals are synthetic: report per class. Some posts are ``#NAME?``, which a spreadsheet left.
    A copy of dev circulates whose columns besides post, topics, label and ``seen?`` are blank.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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

_RAW = "https://raw.githubusercontent.com/emilyallaway/zero-shot-stance/e7c4775/data/VAST/"
_FILES = {"train": "vast_train.csv", "validation": "vast_dev.csv", "test": "vast_test.csv"}
# Column here → column of the files, type, meaning (after the publisher's data/README.md).
_EXTRA = {
    "seen": ("seen?", ColumnType.BOOL, "Few-shot: the topic occurs in train; false is zero-shot"),
    "type_idx": (
        "type_idx",
        ColumnType.INT,
        "1 heuristic topic, 2 corrected, 3 listed, 4 synthetic neutral",
    ),
    "contains_topic": (
        "contains_topic?",
        ColumnType.BOOL,
        "The topic is among the words of the text",
    ),
    "new_topic": (
        "new_topic",
        ColumnType.STRING,
        "Topic as annotators wrote it; wrong in synthetic neutrals",
    ),
    "ori_topic": ("ori_topic", ColumnType.STRING, "Topic found by heuristics"),
    "new_id": ("new_id", ColumnType.STRING, "The publisher's id of comment, topic and label"),
    "ori_id": ("ori_id", ColumnType.STRING, "The publisher's id of comment and heuristic topic"),
    "arc_id": ("arc_id", ColumnType.STRING, "The publisher's id of the article commented on"),
    "author": ("author", ColumnType.STRING, "User name of the comment's author"),
    "lex_sim": ("LexSim", ColumnType.STRING, "Lexically similar topics of train"),
    "quotes": ("Qte", ColumnType.BOOL, "The text holds a quotation (test only)"),
    "sarcasm": ("Sarc", ColumnType.BOOL, "The text is sarcastic (test only)"),
    "implicit": ("Imp", ColumnType.BOOL, "The publisher's mark Imp (test only)"),
    "multiple_labels": (
        "mlS",
        ColumnType.BOOL,
        "The text has another stance elsewhere (test only)",
    ),
    "multiple_topics": ("mlT", ColumnType.BOOL, "The text has other topics elsewhere (test only)"),
}

CARD = Card(
    name="vast",
    title="VAST (Varied Stance Topics)",
    summary="Readers' comments of the New York Times, stance towards thousands of topics.",
    kind=Kind.STANCE,
    domain=Domain.CONTROVERSIES,
    text_kind=TextKind.COMMENT,
    target_kind=TargetKind.TOPIC,
    metric=Metric.MACRO_F1_SEEN,
    splits={
        "train": Split(
            13_477, "vast_train.csv", {"0": 5_595, "1": 5_327, "2": 2_555}, "ff3fb19f1aa8a949"
        ),
        "validation": Split(
            2_062, "vast_dev.csv", {"0": 684, "1": 681, "2": 697}, "1634c5931e4769c8"
        ),
        "test": Split(3_006, "vast_test.csv"),
    },
    labels={"0": Stance.CON, "1": Stance.PRO, "2": Stance.NEUTRAL},
    group="the comment: rows with the same text",
    licence="none stated",
    redistribution=Redistribution.NOT_STATED,
    citation="Allaway and McKeown (2020), Zero-Shot Stance Detection: A Dataset and Model using "
    "Generalized Topic Representations",
    paper="https://aclanthology.org/2020.emnlp-main.717/",
    source=Source(
        publisher="https://github.com/emilyallaway/zero-shot-stance/tree/e7c4775/data/VAST",
        instructions="Clone github.com/emilyallaway/zero-shot-stance at e7c4775 and add its folder "
        "(the files are in data/VAST), or a folder with the three CSV files.",
        files=tuple(RemoteFile(_RAW + name, name) for name in _FILES.values()),
    ),
    files=tuple(_FILES.values()),
    columns={name: Column(kind, meaning) for name, (_, kind, meaning) in _EXTRA.items()},
    quirks=(
        "The target is topic_str in every row, since new_topic is wrong where type_idx is 4.",
        "Neutral rows are nearly all synthetic, so that a good score over all classes can hide "
        "weak pro and con: report per class.",
        "Some posts are #NAME?, which a spreadsheet left in their place.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        The files' folder, or a checkout of the repository.

    Returns
    -------
    pandas.DataFrame
        One row per comment and topic: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If no file is there, or one of them has a fault.
    """
    root = find_root(CARD, path)
    rows = []
    for split, name in _FILES.items():
        if (root / name).exists():
            needed = ("post", "topic_str", "label", "seen?")
            for count, row in enumerate(read_rows(root / name, needed), 1):
                rows.append(_row(split, row, f"{root / name}, row {count}"))
    return to_frame(CARD, rows)


def _row(split: str, row: dict[str, str], place: str) -> Row:
    return Row(
        split=split,
        text=row["post"],
        target=row["topic_str"],
        label=row["label"],
        group=text_group(row["post"]),
        extra={
            name: _value(row.get(column, ""), kind, place)
            for name, (column, kind, _) in _EXTRA.items()
        },
        place=place,
    )


def _value(cell: str, kind: ColumnType, place: str) -> Any:
    if kind is ColumnType.STRING:
        return cell or None
    value = number({"True": "1", "False": "0"}.get(cell, cell), place)
    return value if kind is ColumnType.INT or value is None else bool(value)
