"""Other dress for the same words: what news pages do to a text that PolNeAR's do not.

Each function returns new lists of the same length, so that the annotators' marks stay in place.
"""

from __future__ import annotations

import random

from stance_data.attribution.encoder.quotation import pair_marks
from stance_data.attribution.encoder.words import Gap

__all__ = ["dress", "requote", "wrap"]

# Opening and closing mark, and how often.
_STYLES = (
    ("\u201c", "\u201d", 3),
    ('"', '"', 3),
    ("''", "''", 3),
    ("\u2018", "\u2019", 2),
    ("'", "'", 2),
)


def dress(forms: list[str], gaps: list[int], chance: random.Random) -> tuple[list[str], list[int]]:
    """Change an article now and then: its quotation marks, its line ends, its case."""
    if chance.random() < 0.35:
        forms = requote(forms, gaps, chance)
    if chance.random() < 0.04:
        gaps = wrap(gaps, chance)
    case = chance.random()
    if case < 0.02:
        forms = [form.lower() for form in forms]
    elif case < 0.04:
        forms = [form.upper() for form in forms]
    return forms, gaps


def requote(forms: list[str], gaps: list[int], chance: random.Random) -> list[str]:
    """Write all outermost quotations in another style."""
    opening, closing, _ = chance.choices(_STYLES, [weight for *_, weight in _STYLES])[0]
    changed = list(forms)
    for start, end in pair_marks(forms, gaps).quotations:
        changed[start] = opening
        if not changed[end - 1][0].isalnum() and end - 1 > start and gaps[end - 1] == Gap.NONE:
            last = changed[end - 1]
            if last in "\"\u201d\u2019'" or last == "''":
                changed[end - 1] = closing
    return changed


def wrap(gaps: list[int], chance: random.Random) -> list[int]:
    """Break lines inside paragraphs after every 10 to 16 words."""
    changed = list(gaps)
    left = chance.randint(10, 16)
    for i, gap in enumerate(gaps):
        left -= 1
        if gap == Gap.PARAGRAPH:
            left = chance.randint(10, 16)
        elif gap == Gap.SPACE and left <= 0:
            changed[i] = Gap.LINE
            left = chance.randint(10, 16)
    return changed
