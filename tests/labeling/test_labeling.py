"""Label files, joining them to statements, and agreement."""

from dataclasses import replace
from pathlib import Path

import pytest

from stance_data.errors import LabelError
from stance_data.labeling import (
    Label,
    agreement,
    apply_labels,
    krippendorff_alpha,
    read_label_facts,
    read_labels,
)
from stance_data.schema import LabelSource, Span, Statement


def statement(text: str, start: int, speaker: str | None = None, source: str = "") -> Statement:
    return Statement(
        id=f"s{start}",
        text=text,
        article_id="a",
        attribution_id=f"a{start}",
        start=start,
        end=start + len(text),
        spans=[Span(start, start + len(text))],
        speaker=speaker,
        source=source,
    )


STATEMENTS = [
    statement("It should stay.", 0, "Ann Oduya"),
    statement("No comment.", 20, "Ann Oduya"),
    statement("No comment.", 40, None, "a spokesman"),
    statement("Let it go", 60, "Peter Moss"),
]


def label(text: str, annotator: str, stance: str, **more: object) -> Label:
    return Label(text=text, annotator=annotator, stance=stance, place="x.csv: line 2", **more)  # type: ignore[arg-type]


VOTES = [
    ("adjudicated counts alone", "pro pro adjudicated:con", "con", LabelSource.ADJUDICATED, 0.0),
    ("majority", "pro con pro", "pro", LabelSource.AGGREGATED, 2 / 3),
    ("one annotator", "neutral", "neutral", LabelSource.ANNOTATOR, None),
    ("a tie stays unlabelled", "pro con", "", LabelSource.NONE, None),
    ("tie of three", "pro con neutral", "", LabelSource.NONE, None),
]


@pytest.mark.parametrize(("votes", "stance", "source", "confidence"), [v[1:] for v in VOTES])
def test_settling(votes: str, stance: str, source: LabelSource, confidence: float | None) -> None:
    labels = []
    for i, vote in enumerate(votes.split()):
        who, _, value = vote.rpartition(":")
        labels.append(label("it should STAY", who or f"r{i}", value, stance_basis="reason"))
    labelled = apply_labels(STATEMENTS, labels)
    first = labelled.statements[0]
    assert (first.stance, first.label_source, first.confidence) == (stance, source, confidence)
    assert labelled.ties == (1 if not stance else 0)
    assert labelled.unlabelled == (4 if not stance else 3)


def test_speaker_or_start_tell_repeated_words_apart() -> None:
    labels = [
        label("No comment.", "r1", "neutral", speaker="A Spokesman"),
        label("No comment.", "r1", "con", start=20),
    ]
    found = apply_labels(STATEMENTS, labels).statements
    assert [s.stance for s in found] == ["", "con", "neutral", ""]


def test_a_label_may_have_the_words_of_one_span() -> None:
    split = replace(
        statement("Even so it should stay.", 0, "Ann Oduya"), spans=[Span(0, 7), Span(20, 35)]
    )
    found = apply_labels([split], [label("It should stay.", "r1", "pro")]).statements
    assert found[0].stance == "pro"
    whole = [split, statement("It should stay.", 50)]
    found = apply_labels(whole, [label("It should stay.", "r1", "pro")]).statements
    assert [s.stance for s in found] == ["", "pro"]


def test_all_faults_are_listed_at_once() -> None:
    labels = [
        label("It should go.", "r1", "pro"),
        label("No comment.", "r1", "pro"),
        label("Let it go", "r1", "pro"),
        label("let it go", "r1", "con"),
    ]
    with pytest.raises(LabelError) as error:
        apply_labels(STATEMENTS, labels)
    lines = str(error.value).split("\n")
    assert len(lines) == 3
    assert (
        "no statement has the words 'It should go.'; the nearest is 'It should stay.'" in lines[0]
    )
    assert "stand in several statements; add a speaker or a start (one of 20, 40)" in lines[1]
    assert "'r1' labelled 'let it go' before" in lines[2]


BAD_LABEL_FILES = [
    ("text,stance\nA,pro\n", "lacks the column 'annotator'"),
    ("text,annotater,stance\nA,r1,pro\n", r"'annotator' \(did you mean 'annotater'\?\)"),
    ("text,annotator,stance\nA,r1,favor\n", "line 2: unknown stance 'favor'"),
    ("text,annotator,stance\nA,r1,Pro\n", r"line 2: unknown stance 'Pro' \(did you mean 'pro'"),
    (
        "text,annotator,stance\n,r1,pro\nA,r1,\n",
        r"line 2: text is empty\n.*line 3: stance is empty",
    ),
    ("text,annotator,stance\nA,b,r1,pro\n", "more fields than columns"),
    ("text,annotator,stance,start\nA,r1,pro,x\n", "start 'x' is no offset"),
    ("text,annotator,stance,stance_basis\nA,r1,pro,mood\n", "unknown stance_basis 'mood'"),
]


@pytest.mark.parametrize(("content", "message"), BAD_LABEL_FILES)
def test_bad_label_file(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "x.labels.csv"
    path.write_text(content)
    with pytest.raises(LabelError, match=rf"x\.labels\.csv: .*{message}"):
        read_labels(path)


def test_label_file_and_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "x.labels.csv"
    path.write_text('text,annotator,stance,note\n"A, b.",r1,pro,seen\n')
    assert read_labels(path) == [
        Label(text="A, b.", annotator="r1", stance="pro", place=f"{path}: line 2")
    ]
    assert read_label_facts(path).note == ""
    (tmp_path / "x.labels.toml").write_text('note = "By hand."\n[annotators]\nr1 = "a student"\n')
    facts = read_label_facts(path)
    assert (facts.note, facts.annotators) == ("By hand.", {"r1": "a student"})


def test_alpha_of_the_published_example() -> None:
    # Krippendorff (2011), section C: four observers, twelve units, missing data; alpha = 0.743.
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [[v for v in unit if v is not None] for unit in zip(*observers, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


def test_agreement_leaves_the_adjudicator_out() -> None:
    labels = [label("A", who, s) for who, s in [("x", "pro"), ("y", "con"), ("adjudicated", "pro")]]
    found = agreement(labels)
    assert (found.annotators, found.items, found.unanimous) == (["x", "y"], 1, 0)
