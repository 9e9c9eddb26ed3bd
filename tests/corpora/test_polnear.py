"""The PolNeAR reader on a tiny sample in the publisher's layout, written for this test."""

from pathlib import Path

import pytest

from stance_data.corpora import polnear
from stance_data.errors import InputError
from stance_data.schema import Attribution, Span

TEXT = "Ana Holt said the bridge “will open.”\r\n\r\nAccording to Lee, it rains, he added, a lot.\n"
#       0         1         2         3          4         5         6         7         8

# One line per quirk: (what, annotation file, expected attributions).
SAMPLES = [
    (
        "plain",
        "T1\tSource 0 8\tAna Holt\nT2\tCue 9 13\tsaid\nT3\tContent 14 37\tthe …\n"
        "T4\tAttribution 9 13\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
        [Attribution([Span(0, 8)], [Span(9, 13)], [Span(14, 37)])],
    ),
    (
        "relation before its spans, blank line, note",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n\n#1\tAnnotatorNotes T3\tsure?\n"
        "T1\tSource 0 8\tAna Holt\nT2\tCue 9 13\tsaid\nT3\tContent 14 37\tthe …\n",
        [Attribution([Span(0, 8)], [Span(9, 13)], [Span(14, 37)])],
    ),
    (
        "content in pieces and a second content",
        "T1\tContent 59 67;79 84\tit rains a lot\nT2\tContent 14 37\tx\nT3\tCue 71 76\tadded\n"
        "E1\tAttribution-no-source:T3 Cue:T3 Content:T1 Content2:T2\n",
        [Attribution([], [Span(71, 76)], [Span(14, 37), Span(59, 67), Span(79, 84)])],
    ),
    (
        "a relation without arguments, a span for discussion",
        "T1\tDiscuss 0 8\tAna Holt\nT2\tAttribution-no-source 9 13\tsaid\n"
        "E1\tAttribution-no-source:T2 \n",
        [],
    ),
    (
        "two attributions out of order",
        "T1\tCue 41 53\tAccording to\nT2\tContent 59 67\tit rains\nT3\tCue 9 13\tsaid\n"
        "T4\tContent 14 37\tx\nE1\tAttribution:T1 Cue:T1 Content:T2\n"
        "E2\tAttribution:T3 Cue:T3 Content:T4\n",
        [
            Attribution([], [Span(9, 13)], [Span(14, 37)]),
            Attribution([], [Span(41, 53)], [Span(59, 67)]),
        ],
    ),
]


def corpus(folder: Path, annotations: dict[str, str], text: str = TEXT) -> Path:
    for kind in ("text", "attributions"):
        (folder / "data" / "dev" / kind).mkdir(parents=True)
    (folder / "data" / "metadata.tsv").write_text(
        "compartment\tfilename\tpublisher\tpublication_date\ttitle\n"
        'dev\tgazette_2031-02-03_bridge\tgazette\t2031-02-03\tA "bridge" opens\n',
        encoding="utf-8",
    )
    path = folder / "data" / "dev" / "text" / "gazette_2031-02-03_bridge.txt"
    path.write_bytes(text.encode())
    for annotator, lines in annotations.items():
        name = f"gazette_2031-02-03_bridge_{annotator}.ann"
        (folder / "data" / "dev" / "attributions" / name).write_text(lines, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("what", "lines", "expected"), SAMPLES, ids=[s[0] for s in SAMPLES])
def test_annotations(tmp_path: Path, what: str, lines: str, expected: list[Attribution]) -> None:
    (record,) = polnear.read(corpus(tmp_path, {"ab12": lines}), "dev")
    assert record.attributions == expected


def test_article_facts_and_annotators(tmp_path: Path) -> None:
    records = list(polnear.read(corpus(tmp_path, {"cd34": "", "ab12": SAMPLES[0][1]}), "dev"))
    assert [r.annotator for r in records] == ["ab12", "cd34"]
    assert [len(r.attributions) for r in records] == [1, 0]
    article = records[0].article
    assert (article.id, article.publisher, article.date, article.title) == (
        "gazette_2031-02-03_bridge",
        "gazette",
        "2031-02-03",
        'A "bridge" opens',
    )
    # The line ends stay: offsets count them.
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("T1\tCue 9 x13\tsaid\n", "line 1"),
        ("T1\tCue 9 13\tsaid\nT2\tCue 80 900\tsaid\n", "line 2.*outside the text"),
        ("E1\tAttribution:T1 Cue:T2\n", "'T2', which is not defined"),
    ],
)
def test_faults_are_named(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(polnear.read(corpus(tmp_path, {"ab12": lines}), "dev"))


def test_unknown_split_missing_folder_and_missing_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no split 'validation'"):
        list(polnear.read(tmp_path, "validation"))
    with pytest.raises(InputError, match="give the folder of the PolNeAR repository"):
        list(polnear.read(tmp_path, "train"))
    folder = corpus(tmp_path, {"ab12": ""})
    (folder / "data" / "dev" / "text" / "gazette_2031-02-03_bridge.txt").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        list(polnear.read(folder, "dev"))
