"""NewsMTSC: sentiment towards people in policy news (Hamborg and Donnay 2021).

What
    Sentences of US news, each with one or more mentions of persons or groups, and the sentiment of
    the sentence towards each, labelled by crowd workers.
Paper
    F. Hamborg, K. Donnay: NewsMTSC: A Dataset for (Multi-)Target-dependent Sentiment
    Classification in Political News Articles. EACL 2021.
    https://aclanthology.org/2021.eacl-main.142/
Size
    8,739 mentions in ``train``; two tests: 1,146 in ``test_rw`` (a real-world mixture) and 1,476 in
    ``test_mt`` (sentences with at least two targets).
Labels
    "2.0 = negative, 4.0 = neutral, 6.0 = positive" (readme of the dataset).
Licence
    As its repository states.
Layout
    ``train.jsonl``, ``devtest_rw.jsonl``, ``devtest_mt.jsonl`` of NewsMTSC-dataset.zip (in the
    repository under ``NewsSentiment/controller_data/datasets/NewsMTSC-dataset``).
Quirks
    Sentiment towards a mention rather than a stance on a proposition; the target is the words of
    the sentence, "she" too. The readme calls ``to`` the last character; it is one past it. The
    publisher later cut each test in a dev and a test half; the whole ones are read here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
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
from stance_data.corpora._reading import read_json_lines
from stance_data.corpora._rows import Row, text_group, to_frame
from stance_data.errors import InputError
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

_FILES = {
    "train": "train.jsonl",
    "test_rw": "devtest_rw.jsonl",
    "test_mt": "devtest_mt.jsonl",
}

CARD = Card(
    name="newsmtsc",
    title="NewsMTSC",
    summary="Sentences of policy news, sentiment towards persons and groups they mention.",
    kind=Kind.SENTIMENT,
    domain=Domain.POLITICS,
    text_kind=TextKind.NEWS_SENTENCE,
    target_kind=TargetKind.MENTION,
    metric=Metric.MACRO_F1,
    splits={
        "train": Split(
            8_739, "train.jsonl", {"2": 3_316, "4": 3_028, "6": 2_395}, "c341bc3f9a970218"
        ),
        "test_rw": Split(1_146, "devtest_rw.jsonl"),
        "test_mt": Split(1_476, "devtest_mt.jsonl"),
    },
    labels={"2": Stance.CON, "4": Stance.NEUTRAL, "6": Stance.PRO},
    group="the sentence: rows with the same text",
    licence="see its repository",
    # No terms of the sentences, which are of newspapers, are on record here.
    redistribution=Redistribution.NOT_STATED,
    citation="Hamborg and Donnay (2021), NewsMTSC: A Dataset for (Multi-)Target-dependent "
    "Sentiment Classification in Political News Articles",
    paper="https://aclanthology.org/2021.eacl-main.142/",
    source=Source(
        publisher="https://github.com/fhamborg/NewsMTSC/tree/b9d9b79",
        instructions="Get NewsMTSC-dataset.zip from github.com/fhamborg/NewsMTSC at b9d9b79 "
        "(NewsSentiment/controller_data/datasets/NewsMTSC-dataset) and add the zip, or a folder "
        "with its three .jsonl files.",
        files=(
            RemoteFile(
                "https://raw.githubusercontent.com/fhamborg/NewsMTSC/b9d9b79/NewsSentiment/"
                "controller_data/datasets/NewsMTSC-dataset/NewsMTSC-dataset.zip"
            ),
        ),
    ),
    files=tuple(_FILES.values()),
    columns={
        "gid": Column(ColumnType.STRING, "The publisher's id of the mention"),
        "primary_gid": Column(ColumnType.STRING, "The publisher's id of the sentence"),
        "mention_start": Column(ColumnType.INT, "Where the mention begins in the text"),
        "mention_end": Column(ColumnType.INT, "Where it ends (exclusive)"),
        "further_mentions": Column(
            ColumnType.STRING, "JSON list of further mentions of the same, found by machine"
        ),
    },
    quirks=(
        "Sentiment towards a mention rather than a stance on a proposition.",
        "The target is the mention's own words, pronouns too; mention_start says which of several.",
        "Two tests: test_rw and test_mt.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the parts that are in a folder.

    Parameters
    ----------
    path : str or Path
        The unpacked archive, or a folder with its files.

    Returns
    -------
    pandas.DataFrame
        One row per mention: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If no file is there, or one of them has a fault.
    """
    root = find_root(CARD, path)
    rows: list[Row] = []
    for split, name in _FILES.items():
        if (root / name).exists():
            for count, line in enumerate(read_json_lines(root / name), 1):
                place = f"{root / name}, row {count}"
                try:
                    rows += _rows(split, line, place)
                except (KeyError, TypeError, ValueError) as error:
                    raise InputError(f"{place}: lacks or garbles {error}") from None
    return to_frame(CARD, rows)


def _rows(split: str, line: dict[str, Any], place: str) -> Iterator[Row]:
    for target in line["targets"]:
        further = target.get("further_mentions")
        yield Row(
            split=split,
            text=line["sentence_normalized"],
            target=target["mention"],
            label=f"{float(target['polarity']):g}",
            group=text_group(line["sentence_normalized"]),
            extra={
                "gid": target["Input.gid"],
                "primary_gid": line["primary_gid"],
                "mention_start": int(target["from"]),
                "mention_end": int(target["to"]),
                "further_mentions": json.dumps(further, ensure_ascii=False) if further else None,
            },
            place=place,
        )
