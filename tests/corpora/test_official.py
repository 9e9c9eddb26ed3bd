"""Official counts, where a folder with the corpora is given; none of their text is here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import stance_data
from stance_data import corpora
from stance_data.cli import main
from stance_data.corpora import Kind, _check

FOLDER = os.environ.get("STANCE_DATA_CORPORA", "")

pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(
        not FOLDER, reason="needs the public corpora in the folder STANCE_DATA_CORPORA"
    ),
]

# A copy circulates without the held-out sentences and all their repeats.
KNOWN_DIFFERENCES = {"vacstance": ["train: 1,786 of 1,800 rows (14 missing)"]}


@pytest.mark.parametrize("name", corpora.names())
def test_all_that_is_there_is_as_published(name: str) -> None:
    folder = Path(FOLDER) / name
    if not folder.is_dir():
        pytest.skip(f"{name} is not in {FOLDER}")
    report = _check.check(name, folder)
    assert report.differences in ([], KNOWN_DIFFERENCES.get(name, []))
    assert report.splits[0].rows
    if corpora.card(name).kind is not Kind.ATTRIBUTION:
        assert all(sum(split.labels.values()) == split.rows for split in report.splits)


def test_the_page_is_what_the_command_writes(capsys: pytest.CaptureFixture[str]) -> None:
    page = Path(stance_data.__file__).parents[1] / "docs" / "corpora.md"
    main(["corpora", "check", "--all", "--markdown", "--from", FOLDER])
    written = capsys.readouterr().out
    if "| test" in written:
        pytest.skip("the page is of train and dev parts")
    assert page.read_text(encoding="utf-8") == written


def test_known_damage_of_vast() -> None:
    frame = corpora.read("vast", Path(FOLDER) / "vast")
    train = frame[frame["split"] == "train"]
    assert (train["text"] == "#NAME?").sum() == 11
    assert train["damaged"].sum() == 11
    # Synthetic neutrals have their target from topic_str, like every other row.
    assert set(train[train["type_idx"] == 4]["stance"]) == {"neutral"}
