"""Conventions as a table; roles are marked ``{source}``, ``<cue>``, ``[content]`` in the text."""

import re

import pytest

from stance_data.attribution.conventions import apply_conventions
from stance_data.schema import Attribution, Span

_MARKS = {"{": "source", "<": "cue", "[": "content"}

CASES = [
    ("conjunction", "[But it stays], {Moss} <said>.", "But [it stays], {Moss} <said>."),
    ("quoted one stays", "[“But it stays,”] {Moss} <said>.", None),
    ("a word that begins alike", "[Butter is dear], {Moss} <said>.", None),
    (
        "subordinate clause",
        "{They} <say> [they want a vote] after the mayor stepped down.",
        "{They} <say> [they want a vote after the mayor stepped down].",
    ),
    (
        "to the next attribution",
        "{They} <say> [they want a vote] after he left and {others} <say> [it is too late].",
        "{They} <say> [they want a vote after he left] and {others} <say> [it is too late].",
    ),
    ("set off by a comma", "{He} <said> [it rained], after the mayor had asked.", None),
    ("no room before the next", "{He} <said> [it rained] while {she} <denied> [it].", None),
    ("content before the cue", "[It rained], {he} <said> when the mayor asked.", None),
    ("a participle tells of the saying", "{He} <said> [it rained] when asked for more.", None),
    ("a preposition is none", "{He} <said> [it rained] on Tuesday.", None),
]


def read(marked: str) -> tuple[str, list[Attribution]]:
    """Return the text without marks, and its attributions: each ends with the next one's start."""
    text, found = "", [Attribution([], [], [])]
    for piece in re.split(r"([{<\[][^}>\]]*[}>\]])", marked):
        role = _MARKS.get(piece[:1])
        if role is None:
            text += piece
            continue
        if getattr(found[-1], role):
            found.append(Attribution([], [], []))
        getattr(found[-1], role).append(Span(len(text), len(text) + len(piece) - 2))
        text += piece[1:-1]
    return text, found


@pytest.mark.parametrize(("before", "after"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_convention(before: str, after: str | None) -> None:
    text, attributions = read(before)
    assert apply_conventions(text, attributions) == read(after or before)[1]


def test_how_things_seem_to_somebody_is_the_reporters_word() -> None:
    text, attributions = read("[The plan] <doesn't seem as odd to> {some}.")
    assert apply_conventions(text, attributions) == []
    text, attributions = read("{Moss} <seemed to say> [that it was odd].")
    assert apply_conventions(text, attributions) == attributions
