"""Scores of speakers, on a document in SEESAW's layout that was written for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stance_data.attribution.evaluation.speakers import (
    MentionKind,
    SourcedSentence,
    mention_kind,
    score_speakers,
    speaker_table,
)
from stance_data.cli import main
from stance_data.errors import InputError
from stance_data.schema import Span, Statement

TEXT = "Ida Roe said no. She left. Mr. Ek said yes. It rained. The mayor said so."


def statement(words: str, source: str, speaker: str | None) -> Statement:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Statement(
        id=words,
        text=words,
        article_id="a",
        attribution_id=words,
        start=span.start,
        end=span.end,
        spans=[span],
        source=source,
        speaker=speaker,
    )


def sentence(words: str, *sources: str, complete: bool = True) -> SourcedSentence:
    start = TEXT.index(words)
    return SourcedSentence(Span(start, start + len(words)), sources, complete)


SENTENCES = [
    sentence("Ida Roe said no.", "Ida Roe"),
    sentence("She left.", "Ida Roe"),
    sentence("Mr. Ek said yes.", "Bo Ek", complete=False),
    sentence("It rained.", "Bo Ek"),
    sentence("The mayor said so.", "Bo Ek", "Ida Roe"),
]
STATEMENTS = [
    statement("no", "Ida Roe", "Ida Roe"),
    statement("left", "She", "Otto Lund"),
    statement("yes", "Mr. Ek", "Ek"),
    statement("so", "The mayor", "Ida Roe and Ted Vane"),
]


def test_counts() -> None:
    scores = score_speakers([(TEXT, SENTENCES, STATEMENTS)])
    counts = {
        (name, kind): (f.right, f.total)
        for name, by_kind in scores.figures.items()
        for kind, f in by_kind.items()
        if f.total
    }
    assert counts == {
        ("recall", "all"): (3, 6),
        ("recall", "full name"): (1, 1),
        ("recall", "part of a name"): (1, 1),
        ("recall", "pronoun"): (0, 2),
        ("recall", "description"): (1, 2),
        ("recall where found", "all"): (3, 5),
        ("recall where found", "full name"): (1, 1),
        ("recall where found", "part of a name"): (1, 1),
        ("recall where found", "pronoun"): (0, 1),
        ("recall where found", "description"): (1, 2),
        # The sentence of Mr. Ek has sources without a name: another speaker may be right there.
        ("precision", "all"): (2, 3),
        ("precision", "full name"): (1, 1),
        ("precision", "pronoun"): (0, 1),
        ("precision", "description"): (1, 1),
    }


def test_intervals_hold_the_value() -> None:
    scores = score_speakers([(TEXT, SENTENCES, STATEMENTS), (TEXT, SENTENCES[:1], STATEMENTS[:1])])
    recall = scores.figures["recall"]["all"]
    assert 0 <= recall.low <= recall.value <= recall.high <= 1
    assert scores == score_speakers(
        [(TEXT, SENTENCES, STATEMENTS), (TEXT, SENTENCES[:1], STATEMENTS[:1])]
    )
    assert "part of a name" in speaker_table(scores)


def test_no_documents() -> None:
    with pytest.raises(InputError, match="no documents"):
        score_speakers([])


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Ida Roe, 43,", MentionKind.FULL_NAME),
        ("Ms. Roe", MentionKind.PART_OF_NAME),
        ("she", MentionKind.PRONOUN),
        ("the mayor", MentionKind.DESCRIPTION),
        ("", MentionKind.DESCRIPTION),
    ],
)
def test_kind_of_mention(printed: str, kind: MentionKind) -> None:
    assert mention_kind(printed, "Ida Roe") is kind


@pytest.fixture
def seesaw(tmp_path: Path) -> Path:
    """Return a folder in the publisher's layout: one document of the valid split."""

    def write(folder: str, name: str, value: object) -> None:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(json.dumps(value), encoding="utf-8")

    def stance(number: int, subject: str) -> dict[str, object]:
        return {
            "id": number,
            "subject": subject,
            "sentiment": "NEG",
            "object": "dam plan",
            "annotators": ["A"],
        }

    sentences = [
        "Harbour master Ida Roe spoke against the dam on Monday.",
        "",
        "“The dam must not be built,” she said.",
        "“It drowns the valley.",
        "It drowns us.”",
        "Experts said that the plan was weak.",
    ]
    write("meta", "TRIPLET_900.json", {
        "story_time": "2021-03-01",
        "Split": "valid",
        "Meta info for article 0": {"source": "The Lake Post", "url": "https://example.org/1"},
    })  # fmt: skip
    write("articles", "TRIPLET_900_DOCUMENT_0.json", {
        "title": "Harbour fights dam",
        "text": [{"id": i, "text": text} for i, text in enumerate(sentences)],
    })  # fmt: skip
    write("annotations", "TRIPLET_900_DOCUMENT_0.json", {
        "sentence-level stances": {
            "2": [stance(0, "Ida Roe")],
            "4": [stance(0, "Ida Roe"), stance(1, "Ida Roe")],
            "5": [stance(0, "Not in the list"), stance(1, "None")],
        },
    })  # fmt: skip
    return tmp_path


def test_command(seesaw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["evaluate", "speakers", str(seesaw), "--attributor", "rules"]
    assert main([*arguments, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["split"], result["documents"]) == ("dev", 1)
    assert result["recall"]["all"]["total"] == 2
    assert result["recall"]["all"]["value"] == 1.0
    assert result["recall"]["pronoun"]["total"] == 2
    assert result["precision"]["all"] == {
        "value": 1.0, "low": 1.0, "high": 1.0, "right": 2, "total": 2
    }  # fmt: skip
    assert main(arguments) == 0
    assert "recall where found" in capsys.readouterr().out


def test_command_with_a_split_that_is_not_there(
    seesaw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for split, message in (("train", "no article of the split"), ("tset", "choose from train")):
        assert main(["evaluate", "speakers", str(seesaw), "--split", split]) == 2
        assert message in capsys.readouterr().err


def test_documents_keep_sentences_in_place(seesaw: Path) -> None:
    from stance_data.corpora._seesaw_documents import read_documents

    ((article, sentences),) = read_documents(seesaw, "dev")
    assert [article.text[slice(*s.span)] for s in sentences][1:3] == [
        "“The dam must not be built,” she said.",
        "“It drowns the valley.",
    ]
    # The sentences of one quotation stand in one paragraph.
    assert "“It drowns the valley. It drowns us.”\n\nExperts" in article.text
    assert [s.sources for s in sentences] == [(), ("Ida Roe",), (), ("Ida Roe",), ()]
    assert [s.complete for s in sentences] == [True, True, True, True, False]
