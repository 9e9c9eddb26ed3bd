"""SEESAW: who is for or against whom in US news (Zhang, Beauchamp and Wang 2022).

What
    609 news stories in 203 triplets: one event, told by a left, a centre and a right outlet. For
    each sentence, triplets of source entity → sentiment → target entity under canonical names,
    as six annotators marked them.
Paper
    X. F. Zhang, N. Beauchamp, L. Wang: Generative Entity-to-Entity Stance Detection with Knowledge
    Graph Augmentation. EMNLP 2022. https://arxiv.org/abs/2211.01467
Size
    6,263 triplets in ``train``, 2,436 in ``valid`` (our ``validation``), 1,920 in ``test``.
Labels
    POS, NEG; no neutral.
Licence
    CC BY-NC-SA 4.0.
Layout
    ``SEESAW/meta/TRIPLET_<n>.json`` with the split and the facts of three articles,
    ``articles/`` and ``annotations/`` with ``TRIPLET_<n>_DOCUMENT_<i>.json``.
Quirks
    Sentiment of an entity towards an entity rather than a stance on a proposition. A source of
    "None" is nobody or the author; "Not in the list" is somebody without a canonical name, which
    targets can be too: such a target tells a classifier nothing.
"""

from __future__ import annotations

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
from stance_data.corpora._reading import read_json
from stance_data.corpora._rows import Row, to_frame
from stance_data.errors import InputError
from stance_data.schema import Redistribution, Stance

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARD", "read"]

# The publisher's word for nobody in particular, as a source.
_NOBODY = frozenset({"None", "Not in the list"})
_SPLITS = {"train": "train", "valid": "validation", "dev": "validation", "test": "test"}

CARD = Card(
    name="seesaw",
    title="SEESAW",
    summary="Sentences of US news, each with who is for or against whom.",
    kind=Kind.SENTIMENT,
    domain=Domain.POLITICS,
    text_kind=TextKind.NEWS_SENTENCE,
    target_kind=TargetKind.ENTITY,
    metric=Metric.MACRO_F1,
    splits={
        "train": Split(
            6_263,
            'documents whose Split in meta/ is "train"',
            {"POS": 2_446, "NEG": 3_817},
            "c6224b104f872f9d",
        ),
        "validation": Split(
            2_436,
            'documents whose Split in meta/ is "valid"',
            {"POS": 835, "NEG": 1_601},
            "5660d3cc7738c97e",
        ),
        "test": Split(1_920, 'documents whose Split in meta/ is "test"'),
    },
    labels={"POS": Stance.PRO, "NEG": Stance.CON},
    group="the event: sentences of the three articles on it",
    licence="CC BY-NC-SA 4.0",
    redistribution=Redistribution.NON_COMMERCIAL,
    citation="Zhang, Beauchamp and Wang (2022), Generative Entity-to-Entity Stance Detection with "
    "Knowledge Graph Augmentation",
    paper="https://arxiv.org/abs/2211.01467",
    source=Source(
        publisher="https://github.com/launchnlp/SEESAW/tree/aeb7bac/SEESAW",
        instructions="Clone github.com/launchnlp/SEESAW at aeb7bac and add its folder, or its "
        "folder SEESAW with annotations, articles and meta.",
        files=(RemoteFile("https://github.com/launchnlp/SEESAW/archive/aeb7bac.zip"),),
    ),
    files=("meta/TRIPLET_*.json", "articles/TRIPLET_*.json", "annotations/TRIPLET_*.json"),
    columns={
        "source_entity": Column(ColumnType.STRING, 'Source as published, "None" included'),
        "article_id": Column(ColumnType.STRING, "Triplet and document"),
        "sentence_id": Column(ColumnType.INT, "Number of the sentence in its article"),
        "annotators": Column(ColumnType.STRINGS, "Who marked it, A to F"),
        "title": Column(ColumnType.STRING, "Headline of the article"),
        "publisher": Column(ColumnType.STRING, "Outlet"),
        "date": Column(ColumnType.STRING, "Of the event"),
        "url": Column(ColumnType.STRING, "Of the article"),
        "story_topic": Column(ColumnType.STRING, "Subject of the event, by AllSides"),
        "bias_label": Column(ColumnType.INT, "Outlet by AllSides: 0 (far) left … 4 (far) right"),
    },
    quirks=(
        "Sentiment between entities rather than a stance on a proposition.",
        'speaker is null where the source is "None" or "Not in the list"; source_entity has the '
        'words as published. Targets can be "Not in the list" too.',
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the documents that are in a folder.

    Parameters
    ----------
    path : str or Path
        The folder with ``annotations``, ``articles`` and ``meta``, or a checkout.

    Returns
    -------
    pandas.DataFrame
        One row per triplet of a sentence: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If the files are not there, or one of them has a fault.
    """
    root = find_root(CARD, path)
    rows: list[Row] = []
    for file in sorted(root.glob("annotations/TRIPLET_*.json")):
        triplet = file.stem.split("_")[1]
        meta = root / "meta" / f"TRIPLET_{triplet}.json"
        article = root / "articles" / file.name
        try:
            rows += _rows(file, read_json(article), read_json(meta))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(
                f"{file}: does not fit its files under articles and meta ({error!r}): get all "
                "three folders from the same commit"
            ) from None
    return to_frame(CARD, rows)


def _rows(file: Path, article: Any, meta: Any) -> Iterator[Row]:
    _, triplet, _, document = file.stem.split("_")
    sentences = {str(sentence["id"]): sentence["text"] for sentence in article["text"]}
    facts = meta[f"Meta info for article {document}"]
    stances = read_json(file)["sentence-level stances"]
    for number in sorted(stances, key=int):
        for stance in stances[number]:
            source = stance["subject"]
            yield Row(
                split=_SPLITS[meta["Split"]],
                text=sentences[number],
                target=stance["object"],
                label=stance["sentiment"],
                group=f"event-{triplet}",
                key=f"{triplet}-{document}-{number}-{stance['id']}",
                speaker=None if source in _NOBODY else source,
                extra={
                    "source_entity": source,
                    "article_id": f"{triplet}-{document}",
                    "sentence_id": int(number),
                    "annotators": list(stance["annotators"]),
                    "title": article["title"],
                    "publisher": facts["source"],
                    "date": meta["story_time"],
                    "url": facts["url"],
                    "story_topic": meta["story_topic"],
                    "bias_label": facts["bias_label"],
                },
                place=f"{file}, sentence {number}",
            )
