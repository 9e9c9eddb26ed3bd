"""Perspectrum: perspectives that support or undermine a claim (Chen et al. 2019).

What
    Claims from debate websites, and for each the perspectives (short arguments) that support or
    undermine it, with paraphrases. Labelled by crowd workers on a scale of five.
Paper
    S. Chen, D. Khashabi, W. Yin, C. Callison-Burch, D. Roth: Seeing Things from a Different Angle:
    Discovering Diverse Perspectives about Claims. NAACL 2019. https://aclanthology.org/N19-1053/
Size
    907 claims; pairs of claim and perspective: 6,978 in ``train``, 2,071 in ``dev`` (our
    ``validation``), 2,773 in ``test``.
Labels
    ``stance_label_3``: SUPPORT, UNDERMINE; ``stance_label_5`` also says how strongly.
Licence
    CC BY-SA 4.0.
Layout
    ``perspectrum_with_answers_v1.0.json`` (claims and labels), ``perspective_pool_v1.0.json``
    (texts) and ``dataset_split_v1.0.json`` (claim → split), in the repository in ``data/dataset``.
Quirks
    The rows are pairs of claim and single perspective. One label holds for a cluster of
    perspectives of the same meaning. A perspective may be used under several claims, of several
    splits.
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

_RAW = "https://raw.githubusercontent.com/CogComp/perspectrum/b42c27b/data/dataset/"
_CLAIMS, _POOL, _SPLIT = (
    "perspectrum_with_answers_v1.0.json",
    "perspective_pool_v1.0.json",
    "dataset_split_v1.0.json",
)
_SPLITS = {"train": "train", "dev": "validation", "test": "test"}

CARD = Card(
    name="perspectrum",
    title="Perspectrum",
    summary="Perspectives from debate websites that support or undermine a claim.",
    kind=Kind.STANCE,
    domain=Domain.CONTROVERSIES,
    text_kind=TextKind.CLAIM,
    target_kind=TargetKind.PROPOSITION,
    metric=Metric.F1,
    splits={
        "train": Split(
            6_978,
            f'claims that are "train" in {_SPLIT}',
            {"SUPPORT": 3_599, "UNDERMINE": 3_379},
            "7bcdf86027d3ee1e",
        ),
        "validation": Split(
            2_071,
            f'claims that are "dev" in {_SPLIT}',
            {"SUPPORT": 1_047, "UNDERMINE": 1_024},
            "a6a4358927fb8ef0",
        ),
        "test": Split(2_773, f'claims that are "test" in {_SPLIT}'),
    },
    labels={"SUPPORT": Stance.PRO, "UNDERMINE": Stance.CON},
    group="the claim",
    licence="CC BY-SA 4.0",
    redistribution=Redistribution.ALLOWED,
    citation="Chen, Khashabi, Yin, Callison-Burch and Roth (2019), Seeing Things from a Different "
    "Angle: Discovering Diverse Perspectives about Claims",
    paper="https://aclanthology.org/N19-1053/",
    source=Source(
        publisher="https://github.com/CogComp/perspectrum/tree/b42c27b/data/dataset",
        instructions="Clone github.com/CogComp/perspectrum at b42c27b and add its folder "
        "data/dataset, or a folder with the three JSON files.",
        files=tuple(RemoteFile(_RAW + name, name) for name in (_CLAIMS, _POOL, _SPLIT)),
    ),
    files=(_CLAIMS, _POOL, _SPLIT),
    columns={
        "claim_id": Column(ColumnType.INT, "cId of the claim"),
        "perspective_id": Column(ColumnType.INT, "pId of the perspective"),
        "cluster": Column(ColumnType.INT, "Number of the cluster among those of the claim, from 0"),
        "stance_label_5": Column(ColumnType.STRING, "The label on the scale of five"),
        "voter_counts": Column(ColumnType.INTS, "Annotators by the five labels, as published"),
        "evidence": Column(ColumnType.INTS, "Ids of paragraphs that back the cluster"),
        "claim_source": Column(ColumnType.STRING, "Website of the claim"),
        "perspective_source": Column(
            ColumnType.STRING, "Website of the perspective, or paraphrase"
        ),
        "topics": Column(ColumnType.STRINGS, "Subjects of the claim"),
    },
    quirks=(
        "Rows are pairs of a claim and one perspective; a cluster of them shares one label.",
        "Perspectives are used again under other claims, of other splits too.",
    ),
)


def read(path: str | Path) -> pd.DataFrame:
    """Read the claims that are in a folder.

    Parameters
    ----------
    path : str or Path
        The folder with the JSON files, or a checkout of the repository.

    Returns
    -------
    pandas.DataFrame
        One row per claim and perspective: core columns, common columns, those of `CARD`.

    Raises
    ------
    InputError
        If a file is missing, or does not fit the others.
    """
    root = find_root(CARD, path)
    claims, pool, splits = (read_json(root / name) for name in (_CLAIMS, _POOL, _SPLIT))
    try:
        perspectives = {perspective["pId"]: perspective for perspective in pool}
        rows = [row for claim in claims for row in _rows(claim, perspectives, splits, root)]
    except (KeyError, TypeError) as error:
        raise InputError(
            f"{root / _CLAIMS}: does not fit {_POOL} and {_SPLIT} ({error!r}): get all three from "
            "the same commit"
        ) from None
    return to_frame(CARD, rows)


def _rows(
    claim: dict[str, Any], perspectives: dict[int, Any], splits: dict[str, str], root: Path
) -> Iterator[Row]:
    number = claim["cId"]
    for cluster, group in enumerate(claim["perspectives"]):
        for pid in group["pids"]:
            perspective = perspectives[pid]
            yield Row(
                split=_SPLITS[splits[str(number)]],
                text=perspective["text"],
                target=claim["text"],
                label=group["stance_label_3"],
                group=f"claim-{number}",
                key=f"{number}-{pid}",
                extra={
                    "claim_id": number,
                    "perspective_id": pid,
                    "cluster": cluster,
                    "stance_label_5": group["stance_label_5"],
                    "voter_counts": group["voter_counts"],
                    "evidence": group["evidence"],
                    "claim_source": claim["source"],
                    "perspective_source": perspective["source"],
                    "topics": claim["topics"],
                },
                place=f"{root / _CLAIMS}, claim {number}",
            )
