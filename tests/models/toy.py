"""Invented labelled rows: two matters of a town, three stances, letters as groups."""

from __future__ import annotations

import pandas as pd

from stance_data.models import BASELINES

QUICK = [name for name, baseline in BASELINES.items() if not baseline.slow]
"""Baselines that are fitted within a second."""

FERRY = "The town should run a ferry"
HALL = "The town should sell its hall"

_SENTENCES = {
    "pro": [
        "We need the {}",
        "I back the plan for the {}",
        "The {} deal is the right thing to do",
        "Everybody gains from the {} plan",
        "Do go ahead with the {}",
    ],
    "con": [
        "We oppose the {} plan",
        "The {} plan is a costly mistake",
        "Nobody wants the {} deal",
        "Please stop the {} plan",
        "The {} deal would ruin us",
    ],
    "neutral": [
        "The council will talk about the {} on Monday",
        "The {} is as old as the bridge",
        "A report on the {} is due in May",
        "The {} stands beside the market",
        "There was a question on the {}",
    ],
}


def toy_rows() -> pd.DataFrame:
    """Return 60 rows: id, text, target, stance, group (twelve letters of five sentences)."""
    rows = [
        {"text": sentence.format(thing) + end, "target": target, "stance": stance}
        for end in (".", " now!")
        for thing, target in (("ferry", FERRY), ("hall", HALL))
        for number in range(5)
        for stance, sentences in _SENTENCES.items()
        for sentence in [sentences[number]]
    ]
    table = pd.DataFrame(rows)
    table.insert(0, "id", [f"r{number:02}" for number in range(len(table))])
    table["group"] = [f"letter {number // 5}" for number in range(len(table))]
    return table
