"""Stances of attributions in PolNeAR's articles, labelled for the training of the encoder.

``news.tsv`` holds no text: it names an article, the hull of the attributed words and the target,
and says the stance. The words are cut out of the user's copy of the corpus.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from pathlib import Path

from stance_data.corpora import polnear
from stance_data.corpora._rows import normalised
from stance_data.corpora._store import require_folder
from stance_data.models.training.variation import Example
from stance_data.schema import STANCES, Article, Attribution

__all__ = ["NEWS", "labelled_rows"]

NEWS = "polnear"
"""Name of the corpus whose attributions they are."""

_ELECTIONS = (
    "Donald Trump should be elected president",
    "Hillary Clinton should be elected president",
)
_LABELS = Path(__file__).parent / "news.tsv"


def labelled_rows(
    held_out: Mapping[str, set[str]],
) -> tuple[list[Example], list[Example], dict[str, int]]:
    """Return rows to train and to measure on, and how many were left out, by reason.

    Those of articles in PolNeAR's ``dev`` are measured on.

    Parameters
    ----------
    held_out : mapping of str to set of str
        Corpus → first 16 hex digits of the SHA-256 of its test texts, normalised.

    Raises
    ------
    DatasetNotFoundError
        If the user has not added PolNeAR.
    """
    with _LABELS.open(encoding="utf-8", newline="") as lines:
        labels = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    folder = require_folder(NEWS)
    others = set().union(*(hashes for name, hashes in held_out.items() if name != NEWS))
    rows: dict[str, list[Example]] = {"train": [], "dev": []}
    left_out = {"not in this copy": 0, "held back in another corpus": 0}
    for split, found in rows.items():
        words: dict[tuple[str, str, str], str] = {}
        for record in polnear.read(folder, split):
            for attribution in record.attributions:
                if attribution.content:
                    key, text = _content(record.article, attribution)
                    words.setdefault(key, text)
        for label in labels:
            if label["split"] != split:
                continue
            content = words.get((label["article"], label["start"], label["end"]), "")
            if not content:
                left_out["not in this copy"] += 1
            elif hashlib.sha256(normalised(content).encode()).hexdigest()[:16] in others:
                left_out["held back in another corpus"] += 1
            else:
                weights = tuple(float(label["stance"] == stance) for stance in STANCES)
                kind = "candidates" if label["target"] in _ELECTIONS else "other targets"
                found.append(
                    Example(label["target"], content, weights, (True,) * 3, label["stance"], kind)
                )
    return rows["train"], rows["dev"], left_out


def _content(article: Article, attribution: Attribution) -> tuple[tuple[str, str, str], str]:
    spans = attribution.content
    words = " ".join(article.text[span.start : span.end] for span in spans)
    key = (article.id, str(spans[0].start), str(spans[-1].end))
    return key, " ".join(words.split()).strip("“”\"' ,")
