"""Words go out only where something says that they may."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stance_data.cli import main
from stance_data.errors import InputError, RightsError
from stance_data.publishing import plan_upload, publish, read_manifest, republish
from stance_data.schema import Redistribution
from tests.publishing.examples import ARTICLES, HARBOUR, SEQUEL, STATEMENTS

FORBIDDEN, SILENT = Redistribution.FORBIDDEN, Redistribution.NOT_STATED
FREE, NON_COMMERCIAL = Redistribution.ALLOWED, Redistribution.NON_COMMERCIAL
HUB = "hf://datasets/me/norvik"

# The terms of the two articles, the ground stated in the second's side file, the ground stated for
# all; may it be written to a folder, may it go to the hub?
CASES = [
    (FREE, FREE, "", "", True, True),
    (FREE, NON_COMMERCIAL, "", "", True, True),
    (FREE, SILENT, "", "", True, False),
    (FREE, SILENT, "It is mine.", "", True, True),
    (FREE, SILENT, "", "We asked.", True, True),
    (FREE, FORBIDDEN, "", "", False, False),
    (FREE, FORBIDDEN, "It is mine.", "", True, True),
    (FREE, FORBIDDEN, "", "We asked.", True, True),
    (SILENT, FORBIDDEN, "It is mine.", "", True, False),
    (FORBIDDEN, FORBIDDEN, "It is mine.", "", False, False),
]


@pytest.mark.parametrize(("one", "other", "own", "right", "folder", "hub"), CASES)
def test_what_may_go_where(
    one: Redistribution,
    other: Redistribution,
    own: str,
    right: str,
    folder: bool,
    hub: bool,
    tmp_path: Path,
) -> None:
    articles = [
        replace(HARBOUR, redistribution=one),
        replace(SEQUEL, redistribution=other, stated_right=own),
    ]
    out = tmp_path / "norvik"
    if not folder:
        with pytest.raises(RightsError, match="forbid passing on the text"):
            publish(STATEMENTS, articles, out, right=right)
        assert list(tmp_path.iterdir()) == []
        publish(STATEMENTS, articles, out, right=right, standoff=True)
        assert plan_upload(out, HUB).files
        return
    publish(STATEMENTS, articles, out, right=right)
    stated = [words for words in (own, right) if words]
    assert (read_manifest(out) or {})["rights"]["stated"] == stated
    card = (out / "README.md").read_text(encoding="utf-8")
    assert all(f"- Ground on which the text is passed on here: {w}" in card for w in stated)
    assert ("no ground is stated" in card) is not hub
    if hub:
        assert plan_upload(out, HUB).files
    else:
        with pytest.raises(RightsError, match=r"state no terms.*--standoff"):
            plan_upload(out, HUB)


def test_a_refusal_names_the_article(tmp_path: Path) -> None:
    closed = [replace(HARBOUR, redistribution=FORBIDDEN, path="raw/harbour.txt"), SEQUEL]
    with pytest.raises(RightsError) as caught:
        publish(STATEMENTS, closed, tmp_path / "norvik")
    assert str(caught.value).startswith("raw/harbour.txt: the owner's terms forbid")
    assert "--right" in str(caught.value)


def test_a_ground_stated_later(tmp_path: Path) -> None:
    publish(STATEMENTS, ARTICLES, tmp_path / "norvik")
    republish(tmp_path / "norvik", tmp_path / "open", right="The owner agreed on 3 May.")
    rights = (read_manifest(tmp_path / "open") or {})["rights"]
    assert rights == {
        "redistribution": {"not stated": 2},
        "stated": ["The owner agreed on 3 May."],
        "open": {},
    }
    assert plan_upload(tmp_path / "open", HUB).rights.stated == ("The owner agreed on 3 May.",)


TEXT = "“The ferry should stay,” Ann Oduya said.\n"


@pytest.mark.parametrize(
    ("side", "code", "words"),
    [
        ('redistribution = "forbidden"', 2, "ferry.txt: the owner's terms forbid passing on"),
        ('redistribution = "forbidden"\nstated_right = "She agreed."', 0, ""),
        ('redistribution = "alowed"', 2, "'alowed' is none of allowed, non-commercial"),
        ('redistribution = "allowed"', 0, ""),
    ],
)
def test_side_file(
    side: str, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT)
    (tmp_path / "ferry.toml").write_text(f'target = "The ferry line should be kept"\n{side}\n')
    out = str(tmp_path / "p")
    done = main(["build", str(tmp_path / "ferry.txt"), "--out", out, "--attributor", "rules"])
    assert done == code
    assert words in capsys.readouterr().err
    assert (tmp_path / "p" / "ferry").exists() is (code == 0)


def test_publish_verb_states_a_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, rows, out = tmp_path / "ferry.txt", tmp_path / "rows.jsonl", tmp_path / "p"
    article.write_text(TEXT)
    (tmp_path / "ferry.toml").write_text('target = "Keep it"\nredistribution = "forbidden"\n')
    assert main(["segment", str(article), "--out", str(rows), "--attributor", "rules"]) == 0
    command = ["publish", str(rows), "--article", str(article), "--out", str(out)]
    assert main(command) == 2
    assert "forbid passing on the text" in capsys.readouterr().err
    assert main([*command, "--right", "She agreed."]) == 0
    assert (read_manifest(out / "ferry") or {})["rights"]["stated"] == ["She agreed."]


@pytest.mark.parametrize(
    "address", ["hf://norvik", "hf://datasets/me", "hf://models/me/norvik", "hf://datasets/a/b/c"]
)
def test_no_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="write hf://datasets/USER/NAME"):
        plan_upload(tmp_path, address)
