"""Stances that the encoder suggests for rows nobody has labelled."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from stance_data.models._features import TEXT_COLUMNS, require_columns
from stance_data.models.encoder.calibration import probabilities
from stance_data.models.encoder.inference import StanceEncoder, shipped_encoder
from stance_data.schema import STANCES, label_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

__all__ = ["Suggestion", "read_rows", "suggest_stances", "suggest_table"]


class Suggestion(NamedTuple):
    """What is suggested for a row.

    Attributes
    ----------
    stance : str
        Empty where the encoder abstains: under the threshold, or without text or target.
    confidence : float
        Calibrated probability of the likeliest stance, in [0, 1]; 0 without text or target.
    """

    stance: str
    confidence: float


def suggest_stances(
    texts: Sequence[str],
    targets: Sequence[str],
    *,
    threshold: float | None = None,
    encoder: StanceEncoder | None = None,
    progress: bool = False,
) -> list[Suggestion]:
    """Suggest the stance of each text towards its target.

    The speaker is not asked for: who says something is no reason for a stance. Nor is the paragraph
    around it: on attributions in election news, the encoder was right less often with it.

    Parameters
    ----------
    texts, targets : sequence of str
        Of the same length.
    threshold : float, optional
        Least confidence of a suggestion, in [0, 1]; the model's own by default, which was chosen on
        rows that it was not trained on.
    encoder : StanceEncoder, optional
        The one that comes with the package by default.
    progress : bool
        Whether to show a bar on a terminal.

    Examples
    --------
    >>> (first,) = suggest_stances(["The tunnel is a waste of money."], [""])
    >>> first
    Suggestion(stance='', confidence=0.0)
    """
    encoder = encoder or (shipped_encoder() if any(t.strip() for t in targets) else None)
    given = [bool(a.strip() and b.strip()) for a, b in zip(texts, targets, strict=True)]
    if encoder is None or not any(given):
        return [Suggestion("", 0.0) for _ in given]
    least = float(encoder.config["threshold"]) if threshold is None else threshold
    scores = encoder.read(
        [t for t, asked in zip(targets, given, strict=True) if asked],
        [t for t, asked in zip(texts, given, strict=True) if asked],
        threads=os.cpu_count() or 1,
        progress=progress,
    ).scores
    answers = iter(probabilities(scores, float(encoder.config["temperature"])))
    return [_answer(next(answers), least) if asked else Suggestion("", 0.0) for asked in given]


def suggest_table(
    frame: pd.DataFrame, *, threshold: float | None = None, encoder: StanceEncoder | None = None
) -> pd.DataFrame:
    """Return a table with a suggested ``stance``, ``label`` and ``confidence`` for each row.

    Parameters
    ----------
    frame : DataFrame of shape (n, any)
        ``text`` and ``target``; other columns are kept and not looked at.
    threshold, encoder
        As for `suggest_stances`.

    Raises
    ------
    InputError
        If a column is missing.
    """
    from stance_data.models._examples import words_of

    require_columns(frame, TEXT_COLUMNS, "the table")
    found = suggest_stances(
        list(words_of(frame, "text")),
        list(words_of(frame, "target")),
        threshold=threshold,
        encoder=encoder,
    )
    return frame.assign(
        stance=[s.stance for s in found],
        label=[label_of(s.stance) for s in found],
        confidence=[s.confidence for s in found],
    )


def read_rows(
    frame: pd.DataFrame, encoder: StanceEncoder
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the scores and vectors of a table's rows, its ``speaker`` heeded if it has one."""
    from stance_data.models._examples import words_of

    require_columns(frame, TEXT_COLUMNS, "the table")
    speakers = list(words_of(frame, "speaker")) if "speaker" in frame else None
    return encoder.read(
        list(words_of(frame, "target")),
        list(words_of(frame, "text")),
        speakers,
        threads=os.cpu_count() or 1,
        progress=True,
    )


def _answer(shares: NDArray[np.float64], least: float) -> Suggestion:
    best = int(shares.argmax())
    confidence = round(float(shares[best]), 4)
    return Suggestion(STANCES[best] if confidence >= least else "", confidence)
