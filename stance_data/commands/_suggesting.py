"""Stances that a model suggests for the statements nobody has labelled."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stance_data.labeling import Label
from stance_data.schema import STANCES, LabelSource, Statement
from stance_data.text import normalise

__all__ = ["add_suggest", "is_suggested", "suggest_labels"]


def add_suggest(verb: argparse.ArgumentParser) -> None:
    """Add the choice whether unlabelled statements get a suggested stance."""
    verb.add_argument(
        "--no-suggest",
        dest="suggest",
        action="store_false",
        help="leave statements that nobody has labelled without a stance; by default the stance "
        "encoder suggests one where it is confident enough (label_source model, confidence)",
    )


def is_suggested(statement: Statement) -> bool:
    """Tell whether a statement's stance is a model's."""
    return bool(statement.stance) and statement.label_source is LabelSource.MODEL


def suggest_labels(
    statements: Sequence[Statement], labels: Iterable[Label] = ()
) -> tuple[list[Statement], str]:
    """Return the statements with suggested stances, and a line that counts them.

    A statement with a stance keeps it. So does one whose annotators' votes are tied keep none: what
    people left open, a model does not settle. The line is empty where nothing was asked.
    """
    from stance_data.models.encoder.suggesting import suggest_stances

    voted = {normalise(label.text) for label in labels}
    asked = [s for s in statements if not s.stance and normalise(s.text) not in voted]
    targeted = [s for s in asked if s.target.strip()]
    if not targeted:
        return list(statements), ""
    found = suggest_stances([s.text for s in targeted], [s.target for s in targeted], progress=True)
    named = {
        s.id: replace(
            s,
            stance=suggestion.stance,
            label_source=LabelSource.MODEL,
            confidence=suggestion.confidence,
        )
        for s, suggestion in zip(targeted, found, strict=True)
        if suggestion.stance
    }
    counts = Counter(s.stance for s in named.values())
    stances = ", ".join(f"{name} {counts[name]}" for name in STANCES if counts[name])
    line = f"{len(named)} stances are a model's" + (f" ({stances})" if stances else "")
    if len(targeted) > len(named):
        line += f"; {len(targeted) - len(named)} left open, as it is not sure enough"
    if len(asked) > len(targeted):
        line += f"; {len(asked) - len(targeted)} have no target"
    return [named.get(s.id, s) for s in statements], line
