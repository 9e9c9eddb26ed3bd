"""UKP Sentential Argument Mining: web sentences on eight topics (Stab et al. 2018).

What
    Sentences of web pages found for eight controversial topics, labelled by crowd workers: an
    argument for the topic, one against it, or none.
Paper
    C. Stab, T. Miller, B. Schiller, P. Rai, I. Gurevych: Cross-topic Argument Mining from
    Heterogeneous Sources. EMNLP 2018. https://aclanthology.org/D18-1402/
Size
    18,336 sentences in ``train``, 2,042 in ``val`` (our ``validation``), 5,109 in ``test``. The
    paper counts 25,492; the files that circulate hold 25,487.
Labels
    Argument_for, Argument_against, NoArgument.
Licence
    Annotations CC BY-NC; the sentences belong to the pages that they come from.
Layout
    ``<topic>.tsv``, eight files; column ``set`` says which part.
Quirks
    Quotation marks are part of the sentences, not of the file format. A sentence without an
    argument is neutral here. Some sentences repeat, also under other topics and in other parts.
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
from stance_data.errors import InputError
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

_TOPICS = (
    "abortion",
    "cloning",
    "death_penalty",
    "gun_control",
    "marijuana_legalization",
    "minimum_wage",
    "nuclear_energy",
    "school_uniforms",
)
_SPLITS = {"train": "train", "val": "validation", "test": "test"}
_NEEDED = ("topic", "sentenceHash", "sentence", "annotation", "set")

CARD = Card(
    name="ukp_sam",
    title="UKP Sentential Argument Mining Corpus",
    summary="Web sentences on eight topics: an argument for, against, or none.",
    kind=Kind.STANCE,
    domain=Domain.CONTROVERSIES,
    text_kind=TextKind.WEB_SENTENCE,
    target_kind=TargetKind.TOPIC,
    metric=Metric.MACRO_F1_CROSS_TOPIC,
    splits={
        "train": Split(
            18_336,
            '<topic>.tsv, the rows whose set is "train"',
            {"Argument_for": 3_543, "Argument_against": 4_444, "NoArgument": 10_349},
            "463b135135f0fb73",
        ),
        "validation": Split(
            2_042,
            '<topic>.tsv, the rows whose set is "val"',
            {"Argument_for": 396, "Argument_against": 496, "NoArgument": 1_150},
            "06d7408a184e1949",
        ),
        "test": Split(5_109, '<topic>.tsv, the rows whose set is "test"'),
    },
    labels={
        "Argument_for": Stance.PRO,
        "Argument_against": Stance.CON,
        "NoArgument": Stance.NEUTRAL,
    },
    group="the sentence: rows with the same text",
    licence="annotations CC BY-NC",
    # The licence is of the annotations; the sentences are of other people's web pages.
    redistribution=Redistribution.NOT_STATED,
    citation="Stab, Miller, Schiller, Rai and Gurevych (2018), Cross-topic Argument Mining from "
    "Heterogeneous Sources",
    paper="https://aclanthology.org/D18-1402/",
    source=Source(
        publisher="https://tudatalib.ulb.tu-darmstadt.de (UKP Sentential Argument Mining Corpus)",
        instructions="Get the corpus from the UKP Lab, TU Darmstadt (TUdatalib), and add the zip, "
        "or a folder with the eight <topic>.tsv files.",
    ),
    files=tuple(f"{topic}.tsv" for topic in _TOPICS),
    columns={
        "sentence_hash": Column(ColumnType.STRING, "The publisher's hash of the sentence"),
        "url": Column(ColumnType.STRING, "The page that the sentence comes from"),
        "archived_url": Column(ColumnType.STRING, "The same in the Internet Archive"),
    },
    quirks=(
        "neutral is NoArgument: no argument at all, rather than a balanced one.",
        "The paper counts 25,492 sentences, the files that circulate hold 25,487.",
        "Some sentences repeat, under other topics and in other parts too.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the topics that are in a folder.

    Parameters
    ----------
    path : str or Path
        The unpacked archive, or a folder with the files of the topics.

    Returns
    -------
    pandas.DataFrame
        One row per sentence: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If no file is there, or one of them has a fault.
    """
    root = find_root(CARD, path)
    rows = []
    for topic in _TOPICS:
        file = root / f"{topic}.tsv"
        if not file.exists():
            continue
        for count, row in enumerate(read_rows(file, _NEEDED, separator="\t", quoted=False), 1):
            place = f"{file}, row {count}"
            if row["set"] not in _SPLITS:
                raise InputError(f"{place}: unknown set {row['set']!r}")
            rows.append(
                Row(
                    split=_SPLITS[row["set"]],
                    text=row["sentence"],
                    target=row["topic"],
                    label=row["annotation"],
                    group=text_group(row["sentence"]),
                    extra={
                        "sentence_hash": row["sentenceHash"],
                        "url": row.get("retrievedUrl"),
                        "archived_url": row.get("archivedUrl"),
                    },
                    place=place,
                )
            )
    return to_frame(CARD, rows)
