"""What changes between two versions: in the card, in the manifest, and by the verb ``diff``."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stance_data.cli import main
from stance_data.publishing import Comparison, publish, read_manifest, republish, verify
from stance_data.schema import Article, Span, Statement
from tests.publishing.examples import ARTICLES, HARBOUR, SEQUEL, STATEMENTS


def shifted(row: Statement, by: int) -> Statement:
    """Return a statement after `by` characters were put before it."""
    spans = {
        name: [Span(start + by, end + by) for start, end in getattr(row, name)]
        for name in ("spans", "source_spans", "cue_spans")
    }
    ends = {
        name: getattr(row, name) + by
        for name in ("start", "end", "source_start", "source_end", "cue_start", "cue_end")
    }
    return replace(row, **spans, **ends)


PREFIX = "Updated on Tuesday.\n\n"
LONGER = replace(HARBOUR, text=PREFIX + HARBOUR.text)
MOVED = [shifted(row, len(PREFIX)) if row.article_id == HARBOUR.id else row for row in STATEMENTS]
OTHER = [replace(STATEMENTS[0], stance="neutral"), *STATEMENTS[1:]]
RENAMED = [replace(STATEMENTS[0], speaker="I. Sund"), *STATEMENTS[1:]]
NONE = {"added": 0, "removed": 0, "relabelled": 0, "moved": 0, "changed": 0}
NO_ARTICLES: dict[str, list[str]] = {"added": [], "removed": [], "changed": []}

CASES: list[tuple[str, list[Statement], list[Article], dict[str, int], dict[str, list[str]]]] = [
    ("same", STATEMENTS, ARTICLES, {}, {}),
    ("same in another order", STATEMENTS[::-1], ARTICLES[::-1], {}, {}),
    ("moved", MOVED, [LONGER, SEQUEL], {"moved": 8}, {"changed": ["harbour"]}),
    ("speaker", RENAMED, ARTICLES, {"changed": 1}, {}),
    ("fewer", STATEMENTS[:8], [HARBOUR], {"removed": 2}, {"removed": ["sequel"]}),
    ("facts", STATEMENTS, [replace(HARBOUR, rights="Mine."), SEQUEL], {}, {"changed": ["harbour"]}),
]


@pytest.mark.parametrize(
    ("rows", "articles", "counts", "of_articles"), [case[1:] for case in CASES], ids=lambda _: ""
)
def test_comparison(
    rows: list[Statement],
    articles: list[Article],
    counts: dict[str, int],
    of_articles: dict[str, list[str]],
    tmp_path: Path,
) -> None:
    # With one split, so that no row moves because another is gone.
    whole: Any = {"fractions": (1, 0, 0)}
    publish(STATEMENTS, ARTICLES, tmp_path / "old", **whole)
    publish(rows, articles, tmp_path / "new", **whole)
    with Comparison(tmp_path / "old", tmp_path / "new") as comparison:
        assert comparison.counts() == NONE | counts
        assert comparison.articles() == NO_ARTICLES | of_articles


def test_a_statement_can_differ_in_several_ways(tmp_path: Path) -> None:
    publish(STATEMENTS, ARTICLES, tmp_path / "old", fractions=(1, 0, 0))
    rows = [replace(STATEMENTS[0], stance="con", rationale="Read again"), *STATEMENTS[1:]]
    publish(rows, ARTICLES, tmp_path / "new", fractions=(1, 0, 0))
    with Comparison(tmp_path / "old", tmp_path / "new") as comparison:
        (difference,) = comparison.differences()
    assert difference.kinds == ("relabelled", "changed")
    assert set(difference.columns) == {"stance", "label", "rationale"}
    assert difference.old is not None
    assert difference.new is not None
    assert (difference.old["stance"], difference.new["stance"]) == ("pro", "con")


def test_diff_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    publish(STATEMENTS, ARTICLES, old, fractions=(1, 0, 0))
    publish(OTHER[:8], [HARBOUR], new, fractions=(1, 0, 0))
    assert main(["diff", old, old]) == 0
    assert "the same statements and articles" in capsys.readouterr().out
    assert main(["diff", old, new]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0] == "0 added, 2 removed, 1 relabelled, 0 moved, 0 changed"
    assert "articles removed: sequel" in out
    assert "pro → neutral  “The quay belongs to people on foot”" in out
    assert main(["diff", new, old, "--limit", "1"]) == 1
    out = capsys.readouterr().out
    assert "added (2)" in out
    assert "… and 1 more" in out
    assert main(["diff", old, new, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == NONE | {"removed": 2, "relabelled": 1}
    assert {row["id"]: row["kinds"] for row in found["statements"]}["harbour-39"] == ["relabelled"]
    assert main(["diff", old, str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_a_change_is_told_in_card_and_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    first = publish(STATEMENTS, ARTICLES, folder)
    same = {path.name: path.read_bytes() for path in folder.iterdir()}
    publish(STATEMENTS, ARTICLES, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == same
    second = publish(OTHER[:8], [HARBOUR], folder)
    assert second.content_digest != first.content_digest
    manifest = read_manifest(folder) or {}
    (entry,) = manifest["history"]
    assert entry["before"] == first.content_digest
    assert entry["after"] == second.content_digest
    assert entry["statements"]["removed"] == 2
    assert entry["statements"]["relabelled"] == 1
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "- Version 2: 0 added, 2 removed, 1 relabelled," in card
    assert f"(content `{first.content_digest[:12]}` → `{second.content_digest[:12]}`)" in card
    assert "- Version 1: the first." in card
    publish(OTHER[:8], [HARBOUR], folder)
    assert (read_manifest(folder) or {}) == manifest
    publish(STATEMENTS, ARTICLES, folder)
    assert len((read_manifest(folder) or {})["history"]) == 2
    assert verify(folder)["content_sha256"] == first.content_digest


def test_a_damaged_older_version_is_replaced_and_that_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    (folder / "train.parquet").write_bytes(b"no Parquet")
    publish(OTHER, ARTICLES, folder)
    verify(folder)
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert "- Version 2: the rows of the version before could not be read" in card


def test_a_history_goes_along_to_another_folder(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    publish(STATEMENTS, ARTICLES, here, name="norvik")
    republish(here, there)
    publish(OTHER, ARTICLES, here, name="norvik")
    republish(here, there)
    assert verify(there) == verify(here)
    # Somebody else's later version, which `here` knows nothing of, stays in the history of theirs.
    shutil.rmtree(there)
    publish(RENAMED, ARTICLES, there, name="norvik")
    republish(here, there)
    (entry,) = verify(there)["history"]
    assert entry["statements"]["relabelled"] == 1
    assert entry["statements"]["changed"] == 1


def test_ids_stay_when_a_paragraph_is_put_before() -> None:
    from stance_data.attribution import extract

    text = "“The ferry should stay,” Ann Oduya said.\n\nPeter Lindqvist said the line is too dear."
    before = extract(Article(id="ferry", text=text), attributor="rules")
    after = extract(Article(id="ferry", text=f"It rained.\n\n{text}"), attributor="rules")
    assert [row.id for row in before] == [row.id for row in after]
    assert [row.start + 12 for row in before] == [row.start for row in after]
    assert len(before) == 2
