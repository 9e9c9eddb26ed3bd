"""A corpus is registered by being there: a thirteenth, added as CONTRIBUTING.md says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import stance_data
from stance_data import corpora
from stance_data.cli import main

CODE = '''"""Harbour talk: what people say at the quay.

Paper
    None.
"""

from stance_data.corpora import (
    Card, Domain, Kind, Metric, Source, Split, TargetKind, TextKind,
)
from stance_data.corpora._files import find_root
from stance_data.corpora._reading import read_rows
from stance_data.corpora._rows import Row, text_group, to_frame
from stance_data.schema import Stance

CARD = Card(
    name="harbour_talk", title="Harbour talk", summary="Talk at the quay.", kind=Kind.STANCE,
    domain=Domain.POLITICS, text_kind=TextKind.CLAIM, target_kind=TargetKind.TOPIC,
    metric=Metric.MACRO_F1, splits={"train": Split(2, "talk.csv"), "test": Split(1, "rest.csv")},
    labels={"aye": Stance.PRO, "nay": Stance.CON}, group="the talk", licence="none stated",
    citation="Moe (2031)", paper="https://example.org",
    source=Source("https://example.org", "Ask at the quay."), files=("talk.csv",),
    quirks=("It is loud.",),
)


def read(path):
    root = find_root(CARD, path)
    return to_frame(CARD, [
        Row("train", row["said"], row["of"], row["vote"], text_group(row["said"]))
        for row in read_rows(root / "talk.csv", ("said", "of", "vote"))
    ])
'''


@pytest.fixture
def thirteenth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    shelf = tmp_path / "more"
    shelf.mkdir()
    (shelf / "harbour_talk.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(corpora, "__path__", [*corpora.__path__, str(shelf)])
    corpora.names.cache_clear()
    yield "harbour_talk"
    corpora.names.cache_clear()


def test_being_there_is_being_registered(
    thirteenth: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert thirteenth in corpora.names()
    given = tmp_path / "given"
    given.mkdir()
    (given / "talk.csv").write_text(
        "said,of,vote\nKelp is fine,kelp,aye\nKelp is foul,kelp,nay\n", encoding="utf-8"
    )
    assert main(["corpora", "add", thirteenth, "--from", str(given)]) == 0
    assert "not here: test (1 rows, rest.csv)" in capsys.readouterr().out
    assert stance_data.load(thirteenth)["stance"].tolist() == ["pro", "con"]
    assert main(["corpora", "check", thirteenth]) == 0
    assert main(["corpora", "show", thirteenth]) == 0
    assert "It is loud." in capsys.readouterr().out


def test_it_is_gone_with_its_file() -> None:
    assert "harbour_talk" not in corpora.names()
    assert len(corpora.names()) >= 12
