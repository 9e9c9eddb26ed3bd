"""Names that are forms of one name, and names that are not."""

from __future__ import annotations

import pytest

from stance_data.attribution.evaluation.name_matching import same_name

SAME = [
    ("Clare Roe", "Clare Roe"),
    ("Roe", "Clare Roe"),
    ("Sen. Clare Roe", "Clare M. Roe"),
    ("C. Roe", "Clare Roe"),
    ("Bob Lund", "Robert Lund"),
    ("Robert “Bob” Lund", "Robert Lund"),
    ("Otto Lund Jr.", "otto lund"),
    ("José Ruiz", "Jose Ruiz"),
    ("Lake Department", "United States Department of the Lake"),
    ("Dry Lake Agency", "the U.S. Dry Lake Agency"),
    ("DLA", "Dry Lake Agency"),
    ("Republicans", "Republican Party"),
    ("House", "United States House of Representatives"),
]

OTHERS = [
    ("Clare Roe", "Otto Roe"),
    ("Roe", "Roe campaign"),
    ("Roe administration", "Clare Roe"),
    ("Clare", "Clare Roe"),
    ("Democrats", "Republican Party"),
    ("Senate", "House of Representatives"),
    ("", "Clare Roe"),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_same(ours: str, theirs: str) -> None:
    assert same_name(ours, theirs)
    assert same_name(theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), OTHERS)
def test_others(ours: str, theirs: str) -> None:
    assert not same_name(ours, theirs)
    assert not same_name(theirs, ours)
