"""Stances that a model suggests: never against a person's label, never where it is unsure."""

import json
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

from stance_data.cli import main
from stance_data.commands._suggesting import suggest_labels
from stance_data.commands._table import statement_table
from stance_data.errors import InputError
from stance_data.labeling import Label
from stance_data.models import read_examples
from stance_data.models.encoder.inference import Reading
from stance_data.schema import LabelSource, Span, Statement

TARGET = "The ferry should be kept"
ARTICLE = """\
The harbour council met on Monday.

“The ferry should stay,” Ann Oduya, the harbour master, said. “It carries our children.”

Peter Moss said that the town could not pay for it.
"""

# What the encoder in these tests says: words of a text → scores of con, neutral and pro.
SAID = {"stay": (0.0, 0.0, 5.0), "pay": (5.0, 0.0, 0.0), "children": (0.1, 0.0, 0.2)}


class FakeEncoder:
    """Sure of some words and of nothing else."""

    config: ClassVar = {"temperature": 1.0, "threshold": 0.6}

    def read(self, targets: list[str], texts: list[str], **_: Any) -> Reading:
        scores = [next((s for w, s in SAID.items() if w in t), (0.0, 0.0, 0.0)) for t in texts]
        return Reading(np.array(scores, dtype=np.float32), np.zeros((len(texts), 1), np.float32))


@pytest.fixture(autouse=True)
def fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    from stance_data.models.encoder import suggesting

    monkeypatch.setattr(suggesting, "shipped_encoder", FakeEncoder)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ferry.txt").write_text(ARTICLE)
    return tmp_path


def statement(text: str, stance: str = "", target: str = TARGET, **more: Any) -> Statement:
    return Statement(
        id=text,
        text=text,
        target=target,
        stance=stance,
        article_id="a",
        attribution_id="a1",
        start=0,
        end=len(text),
        spans=[Span(0, len(text))],
        **more,
    )


CASES = [
    ("sure", statement("It must stay"), "pro", LabelSource.MODEL),
    ("not sure enough", statement("our children"), "", LabelSource.NONE),
    ("no target", statement("It must stay", target=""), "", LabelSource.NONE),
    (
        "a person's label wins",
        statement("It must stay", "con", label_source=LabelSource.ANNOTATOR),
        "con",
        LabelSource.ANNOTATOR,
    ),
]


@pytest.mark.parametrize(("given", "stance", "source"), [case[1:] for case in CASES])
def test_who_labels(given: Statement, stance: str, source: LabelSource) -> None:
    ((found,), _) = suggest_labels([given])
    assert (found.stance, found.label_source) == (stance, source)
    assert (found.confidence is not None) == (source is LabelSource.MODEL)


def test_a_tie_of_people_is_not_settled() -> None:
    labels = [
        Label(text="it must stay", annotator=who, stance=stance, place="x.csv: line 2")
        for who, stance in (("r1", "pro"), ("r2", "con"))
    ]
    ((found,), line) = suggest_labels([statement("It must stay")], labels)
    assert (found.stance, line) == ("", "")


def test_build_without_labels(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "ferry.txt", "--target", TARGET]) == 0
    out = capsys.readouterr().out
    assert "2 stances are a model's (con 1, pro 1); 1 left open" in out
    assert "+ pro      model 0.99" in out
    assert "baseline" not in out
    assert "The stances are a model's. Write a row for each into ferry.labels.csv" in out
    dataset = folder / "processed" / "ferry"
    table = pd.concat(pd.read_parquet(p) for p in dataset.glob("*.parquet") if p.stem[0] in "tuv")
    by_model = table[table["label_source"] == "model"]
    assert sorted(by_model["stance"]) == ["con", "pro"]
    assert by_model["confidence"].between(0.9, 1).all()
    assert list(table.loc[table["stance"] == "", "label_source"]) == ["none"]
    card = (dataset / "README.md").read_text()
    assert "model 2" in card
    assert "the stance encoder of stance-data suggests its stance" in card
    with pytest.raises(InputError, match=r"no.* has a stance by people \(2 are a model's\)"):
        read_examples(dataset)


def test_build_with_some_labels(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ferry.labels.csv").write_text(
        "text,annotator,stance\nThe ferry should stay,r1,con\nIt carries our children.,r1,pro\n"
    )
    assert main(["build", "ferry.txt", "--target", TARGET]) == 0
    out = capsys.readouterr().out
    assert "2 of 3 statements labelled; 1 unlabelled" in out
    assert "1 stances are a model's (con 1)" in out
    assert "− con      people" in out
    examples = read_examples(folder / "processed" / "ferry")
    assert examples.counts == {"con": 1, "pro": 1}
    assert examples.unlabelled == 1


def test_no_suggest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "ferry.txt", "--target", TARGET, "--no-suggest"]) == 0
    assert "model" not in capsys.readouterr().out
    table = pd.read_parquet(folder / "processed" / "ferry" / "unlabelled.parquet")
    assert len(table) == 3


def test_label_verb(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", "ferry.txt", "--target", TARGET, "--out", "s.jsonl"]) == 0
    assert main(["label", "s.jsonl", "--out", "l.jsonl"]) == 0
    assert "2 stances are a model's" in capsys.readouterr().out
    rows = [json.loads(line) for line in (folder / "l.jsonl").read_text().splitlines()]
    assert [row["label_source"] for row in rows] == ["model", "none", "model"]
    assert main(["label", "s.jsonl", "--no-suggest"]) == 2
    assert "nothing to label with" in capsys.readouterr().err
    assert main(["label", "s.jsonl", "--strict"]) == 2


def test_many_articles(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "news.jsonl").write_text(
        "".join(json.dumps({"id": name, "text": ARTICLE}) + "\n" for name in ("one", "two"))
    )
    (folder / "news.labels.csv").write_text("text,annotator,stance,article\n")
    assert main(["build", "news.jsonl", "--target", TARGET]) == 0
    assert "4 stances are a model's (con 2, pro 2); 2 left open" in capsys.readouterr().out


def test_table_without_suggestions_is_as_before() -> None:
    people = statement("It must stay", "con", label_source=LabelSource.ANNOTATOR)
    assert "label by" not in statement_table([people])
