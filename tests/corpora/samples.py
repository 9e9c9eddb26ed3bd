"""Tiny corpora in their publishers' layouts, written for these tests, and the rows they give.

`SAMPLES` has one entry a corpus of stances or sentiments: the files, and the rows expected as
(split, text, target, original label, stance, damaged). Every quirk of a layout has its row.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Expected = tuple[str, str, str, str, str, bool]


@dataclass(frozen=True)
class Sample:
    """Files by their path in the corpus folder, and what they give."""

    files: dict[str, bytes]
    rows: list[Expected]
    extra: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    """Row number → values of the card's own columns (and speaker), where they matter."""

    def write(self, folder: Path) -> Path:
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder


def rows_of(
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    ends: str = "\n",
    quoted: bool = True,
) -> bytes:
    """Return a CSV or TSV file as bytes."""
    if not quoted:
        lines = [separator.join(map(str, row)) for row in [head, *rows]]
        return (ends.join(lines) + ends).encode(encoding)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def json_of(value: Any) -> bytes:
    return json.dumps(value).encode()


_VAST = [
    "author",
    "post",
    "ori_topic",
    "ori_id",
    "new_topic",
    "label",
    "type_idx",
    "new_id",
    "arc_id",
    "topic_str",
    "seen?",
    "contains_topic?",
]
_TRAM = "The tram up to Norvik harbour is slow, and I love it."
_KELP = 'They say "kelp is free". It is not: the kelp tax feeds the port.'
vast = Sample(
    files={
        "vast_train.csv": rows_of(
            _VAST,
            [
                ["Ola", _TRAM, "trams", "1", "trams", "1", "1", "11", "7", "tram", "1", "1"],
                # A synthetic neutral: its new_topic is some other row's.
                ["Ola", _TRAM, "trams", "1", "trams", "2", "4", "12", "7", "kelp tax", "1", "0"],
                # A post that a spreadsheet took for a formula.
                [
                    "Ida",
                    "#NAME?",
                    "kelp",
                    "2",
                    "kelp taxes",
                    "0",
                    "3",
                    "13",
                    "8",
                    "kelp tax",
                    "1",
                    "0",
                ],
            ],
        ),
        # As it circulates: most columns are blank.
        "vast_dev.csv": rows_of(
            _VAST, [["", _KELP, "", "", "kelp taxes", "1", "", "", "", "kelp tax", "0", ""]]
        ),
        "vast_test.csv": rows_of(
            [*_VAST, "Qte", "Sarc", "Imp", "mlS", "mlT"],
            [
                [
                    "Per",
                    "Lifts that talk? Never.",
                    "lifts",
                    "9",
                    "talking lifts",
                    "0",
                    "2",
                    "19",
                    "9",
                    "talk lift",
                    "0",
                    "0",
                    "0",
                    "1",
                    "0",
                    "0",
                    "0",
                ]
            ],
        ),
    },
    rows=[
        ("train", _TRAM, "tram", "1", "pro", False),
        ("train", _TRAM, "kelp tax", "2", "neutral", False),
        ("train", "#NAME?", "kelp tax", "0", "con", True),
        ("validation", _KELP, "kelp tax", "1", "pro", False),
        ("test", "Lifts that talk? Never.", "talk lift", "0", "con", False),
    ],
    extra=[
        (0, {"seen": True, "type_idx": 1, "new_topic": "trams"}),
        (1, {"type_idx": 4, "new_topic": "trams", "contains_topic": False}),
        (3, {"seen": False, "type_idx": None, "author": None, "sarcasm": None}),
        (4, {"seen": False, "sarcasm": True, "quotes": False}),
    ],
)

_TWEETS = ["Tweet", "Target", "Stance", "Opinion Towards", "Sentiment"]
semeval2016t6 = Sample(
    files={
        "StanceDataset/train.csv": rows_of(
            _TWEETS,
            [
                ["Kelp, café and “peace” – all in one #SemST", "Atheism", "FAVOR", "1.", "pos"],
                ["Well ï¿½ no #SemST", "Feminist Movement", "AGAINST", "2.", "neg"],
                # A byte that Windows-1252 does not have.
                ["Kelp @@ again #SemST", "Atheism", "NONE", "2.", "neg"],
            ],
            encoding="windows-1252",
            ends="\r\n",
        ).replace(b"@@", b"\x9d"),
        "StanceDataset/test.csv": rows_of(
            _TWEETS,
            [
                ["Who knows… #SemST", "Hillary Clinton", "NONE", "3.", "other"],
                ["He’s at the harbour #SemST", "Donald Trump", "NONE", "3.", "other"],
            ],
            encoding="windows-1252",
            ends="\r\n",
        ),
    },
    rows=[
        ("train", "Kelp, café and “peace” – all in one #SemST", "Atheism", "FAVOR", "pro", False),
        ("train", "Well ï¿½ no #SemST", "Feminist Movement", "AGAINST", "con", True),
        ("train", "Kelp \x9d again #SemST", "Atheism", "NONE", "neutral", True),
        ("test", "Who knows… #SemST", "Hillary Clinton", "NONE", "neutral", False),
        ("test_b", "He’s at the harbour #SemST", "Donald Trump", "NONE", "neutral", False),
    ],
    extra=[(0, {"opinion_towards": "1.", "sentiment": "pos"})],
)

_WARMING = "Climate change/global warming is a serious concern."
_A, _D, _N = "agrees", "disagrees", "neutral"
gwsd = Sample(
    files={
        "GWSD.tsv": rows_of(
            [
                "",
                "round",
                "batch",
                "sent_id",
                "sentence",
                *(f"worker_{i}" for i in range(8)),
                "disagree",
                "agree",
                "neutral",
                "guid",
                "in_held_out_test",
            ],
            [
                # Screening: no probabilities.
                [0, 1, 0, "s0", "Ice is warm.", *[_D] * 8, "", "", "", "1_0_s0", "False"],
                [
                    1,
                    1,
                    0,
                    "t0",
                    'The fjord "burns".',
                    *[_A] * 6,
                    _N,
                    _N,
                    0.01,
                    0.9,
                    0.09,
                    "1_0_t0",
                    "False",
                ],
                # A tie of votes, which the probabilities decide.
                [
                    2,
                    1,
                    0,
                    "t1",
                    "The port stays dry.",
                    *[_A] * 4,
                    *[_D] * 4,
                    0.6,
                    0.3,
                    0.1,
                    "1_0_t1",
                    "False",
                ],
                # Outvoted: six say neutral.
                [
                    3,
                    1,
                    0,
                    "t2",
                    "Gulls fly north, itâ\x80\x99s said.",
                    *[_N] * 6,
                    *[_A] * 2,
                    0.1,
                    0.5,
                    0.4,
                    "1_0_t2",
                    "False",
                ],
                [
                    4,
                    1,
                    0,
                    "t3",
                    "The tide keeps its hours.",
                    *[_N] * 8,
                    0.0,
                    0.1,
                    0.9,
                    "1_0_t3",
                    "True",
                ],
            ],
            separator="\t",
        )
    },
    rows=[
        ("train", 'The fjord "burns".', _WARMING, "agrees", "pro", False),
        ("train", "The port stays dry.", _WARMING, "disagrees", "con", False),
        ("train", "Gulls fly north, itâ\x80\x99s said.", _WARMING, "agrees", "pro", True),
        ("test", "The tide keeps its hours.", _WARMING, "neutral", "neutral", False),
    ],
    extra=[
        (0, {"votes": [_A] * 6 + [_N] * 2, "tie": False, "p_pro": 0.9, "guid": "1_0_t0"}),
        (1, {"votes": [_A] * 4 + [_D] * 4, "tie": True, "p_con": 0.6}),
    ],
)

_SAFE = "Covid-19 vaccine is safe."
_VAC = ["", "round", "batch", "sent_id", "sentence", "disagree", "neutral", "agree", "label"]
vacstance = Sample(
    files={
        "sent_scores_df_final.tsv": rows_of(
            _VAC,
            [
                [0, 0, 0, "t0", "The jab hurts nobody.", 0.1, 0.1, 0.8, "agree"],
                # Held out, as the other file says: not train.
                [1, 0, 0, "t1", "The port has no jabs left.", 0.1, 0.8, 0.1, "neutral"],
                # The same words again, which are not held out: they stay.
                [2, 0, 0, "t2", "The port has no jabs left.", 0.2, 0.7, 0.1, "neutral"],
                [3, 0, 0, "t3", "Norvik's nurses refuse.", 0.9, 0.1, 0.0, "disagree"],
            ],
            separator="\t",
        ),
        "held_out_balanced_test.tsv": rows_of(
            [
                "round",
                "batch",
                "sent_id",
                "disagree",
                "neutral",
                "agree",
                "sentence",
                "max_prob_label",
                "guid",
                "stance",
                "outlet_stance",
            ],
            [
                [
                    0,
                    0,
                    "t1",
                    0.1,
                    0.8,
                    0.1,
                    "The port has no jabs left.",
                    "neutral",
                    "0_0_t1",
                    "neutral",
                    "left",
                ]
            ],
            separator="\t",
        ),
    },
    rows=[
        ("train", "The jab hurts nobody.", _SAFE, "agree", "pro", False),
        ("train", "The port has no jabs left.", _SAFE, "neutral", "neutral", False),
        ("train", "Norvik's nurses refuse.", _SAFE, "disagree", "con", False),
        ("test", "The port has no jabs left.", _SAFE, "neutral", "neutral", False),
    ],
    extra=[
        (1, {"guid": "0_0_t2", "outlet_stance": None}),
        (3, {"guid": "0_0_t1", "outlet_stance": "left"}),
    ],
)


def _seesaw_files() -> dict[str, bytes]:
    def triple(source: str, label: str, target: str, *by: str) -> dict[str, Any]:
        return {
            "id": 0,
            "subject": source,
            "sentiment": label,
            "object": target,
            "annotators": [*by],
        }

    stances = {
        "000": (
            "train",
            {
                "1": [triple("Ida Moe", "POS", "Norvik", "A", "B")],
                "0": [triple("None", "NEG", "kelp tax", "A")],
            },
        ),
        "001": ("valid", {"0": [triple("Not in the list", "NEG", "Ida Moe", "C")]}),
        "002": ("test", {"0": [triple("Norvik", "POS", "Not in the list", "D")]}),
        # Listed, yet without its articles: a part that is not there.
        "003": ("test", None),
    }
    files = {}
    for triplet, (split, found) in stances.items():
        meta = {"story_time": "2031-02-03", "story_topic": "kelp", "Split": split}
        meta |= {
            f"Meta info for article {i}": {"source": "Gazette", "url": f"u{i}", "bias_label": i}
            for i in range(3)
        }
        files[f"SEESAW/meta/TRIPLET_{triplet}.json"] = json_of(meta)
        if found is None:
            continue
        text = [{"id": i, "text": f"Sentence {i} of story {triplet}."} for i in range(2)]
        name = f"TRIPLET_{triplet}_DOCUMENT_1.json"
        files[f"SEESAW/articles/{name}"] = json_of({"title": "Kelp", "text": text})
        files[f"SEESAW/annotations/{name}"] = json_of(
            {"title": "Kelp", "entity lists": [], "sentence-level stances": found}
        )
    return files


seesaw = Sample(
    files=_seesaw_files(),
    rows=[
        ("train", "Sentence 0 of story 000.", "kelp tax", "NEG", "con", False),
        ("train", "Sentence 1 of story 000.", "Norvik", "POS", "pro", False),
        ("validation", "Sentence 0 of story 001.", "Ida Moe", "NEG", "con", False),
        ("test", "Sentence 0 of story 002.", "Not in the list", "POS", "pro", False),
    ],
    extra=[
        (0, {"speaker": None, "source_entity": "None", "annotators": ["A"], "bias_label": 1}),
        (1, {"speaker": "Ida Moe", "sentence_id": 1, "article_id": "000-1", "date": "2031-02-03"}),
        (2, {"speaker": None, "source_entity": "Not in the list"}),
    ],
)


def _mention(text: str, start: int, end: int, polarity: float, **more: Any) -> dict[str, Any]:
    name = f"g_{start}_{text[start:end]}"
    return {
        "Input.gid": name,
        "from": start,
        "to": end,
        "mention": text[start:end],
        "polarity": polarity,
        **more,
    }


def _line(text: str, *targets: dict[str, Any]) -> bytes:
    line = {"primary_gid": "g", "sentence_normalized": text, "targets": targets}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


_MOE = "Moe praised Lund; he wept.\u2028Then he left."
_RW, _MT = "Lund froze the tax.", "Moe met Lund, smiling."
newsmtsc = Sample(
    files={
        # U+2028 inside of a JSON string is no line end.
        "train.jsonl": _line(
            _MOE,
            _mention(_MOE, 0, 3, 4.0),
            _mention(_MOE, 12, 16, 6.0, further_mentions=[{"from": 18, "to": 20, "mention": "he"}]),
            _mention(_MOE, 18, 20, 2.0),
            _mention(_MOE, 32, 34, 2.0),
        ),
        "devtest_rw.jsonl": _line(_RW, _mention(_RW, 0, 4, 2.0)),
        "devtest_mt.jsonl": _line(_MT, _mention(_MT, 0, 3, 6.0), _mention(_MT, 8, 12, 4.0)),
    },
    rows=[
        ("train", _MOE, "Moe", "4", "neutral", False),
        ("train", _MOE, "Lund", "6", "pro", False),
        ("train", _MOE, "he", "2", "con", False),
        ("train", _MOE, "he", "2", "con", False),
        ("test_rw", _RW, "Lund", "2", "con", False),
        ("test_mt", _MT, "Moe", "6", "pro", False),
        ("test_mt", _MT, "Lund", "4", "neutral", False),
    ],
    extra=[
        (0, {"mention_start": 0, "mention_end": 3, "further_mentions": None, "primary_gid": "g"}),
        (1, {"further_mentions": '[{"from": 18, "to": 20, "mention": "he"}]'}),
        (3, {"mention_start": 32}),
    ],
)

_MOTION = "This house would ban lifts that talk"
_IBM = [
    "topicId",
    "split",
    "topicText",
    "topicTarget",
    "topicSentiment",
    "claims.claimId",
    "claims.stance",
    "claims.claimCorrectedText",
    "claims.claimOriginalText",
    "claims.article.rawFile",
    "claims.article.rawSpan.start",
    "claims.article.rawSpan.end",
    "claims.article.cleanFile",
    "claims.article.cleanSpan.start",
    "claims.article.cleanSpan.end",
    "claims.Compatible",
    "claims.claimTarget.text",
    "claims.claimTarget.span.start",
    "claims.claimTarget.span.end",
    "claims.claimSentiment",
    "claims.targetsRelation",
]
ibm_claim_stance = Sample(
    files={
        "claim_stance_dataset_v1.csv": rows_of(
            _IBM,
            [
                [
                    1,
                    "train",
                    _MOTION,
                    "lifts that talk",
                    -1,
                    101,
                    "PRO",
                    "Lifts disturb sleep",
                    "lifts disturb sleep[3]",
                    "a.txt",
                    1,
                    9,
                    "b.txt",
                    1,
                    8,
                    "yes",
                    "Lifts",
                    0,
                    5,
                    -1,
                    1,
                ],
                [
                    1,
                    "train",
                    _MOTION,
                    "lifts that talk",
                    -1,
                    102,
                    "CON",
                    "Voices guide the blind",
                    "Voices guide the blind",
                    "a.txt",
                    20,
                    40,
                    "b.txt",
                    19,
                    39,
                    "no",
                    "",
                    "",
                    "",
                    "",
                    "",
                ],
                [
                    2,
                    "test",
                    "This house would plant kelp",
                    "kelp",
                    1,
                    103,
                    "PRO",
                    "Kelp feeds gulls",
                    "Kelp feeds gulls",
                    "c.txt",
                    1,
                    9,
                    "d.txt",
                    1,
                    8,
                    "no",
                    "",
                    "",
                    "",
                    "",
                    "",
                ],
            ],
        )
    },
    rows=[
        ("train", "Lifts disturb sleep", _MOTION, "PRO", "pro", False),
        ("train", "Voices guide the blind", _MOTION, "CON", "con", False),
        ("test", "Kelp feeds gulls", "This house would plant kelp", "PRO", "pro", False),
    ],
    extra=[
        (
            0,
            {
                "original_text": "lifts disturb sleep[3]",
                "claim_sentiment": -1,
                "topic_sentiment": -1,
            },
        ),
        (1, {"claim_target": None, "claim_sentiment": None, "compatible": "no"}),
    ],
)


def _cluster(label: str, *pids: int) -> dict[str, Any]:
    return {
        "pids": [*pids],
        "stance_label_3": label,
        "stance_label_5": f"MILDLY_{label}",
        "voter_counts": [0, 3, 0, 0, 0],
        "evidence": [7],
    }


_TALKING = "Lifts should talk"
perspectrum = Sample(
    files={
        "perspectrum_with_answers_v1.0.json": json_of(
            [
                {
                    "cId": 5,
                    "text": _TALKING,
                    "source": "idebate",
                    "topics": ["sound"],
                    "perspectives": [_cluster("SUPPORT", 1, 2), _cluster("UNDERMINE", 3)],
                },
                {
                    "cId": 6,
                    "text": "Lifts should sing",
                    "source": "procon",
                    "topics": [],
                    "perspectives": [_cluster("UNDERMINE", 3)],
                },
                {
                    "cId": 7,
                    "text": "Trams should sing",
                    "source": "procon",
                    "topics": [],
                    "perspectives": [_cluster("SUPPORT", 4, 4)],
                },
            ]
        ),
        "perspective_pool_v1.0.json": json_of(
            [
                {"pId": i, "text": text, "source": "paraphrase"}
                for i, text in [
                    (1, "Voices help"),
                    (2, "A voice is a help"),
                    (3, "Noise tires"),
                    (4, "Song cheers"),
                ]
            ]
        ),
        "dataset_split_v1.0.json": json_of({"5": "train", "6": "dev", "7": "test"}),
    },
    rows=[
        ("train", "Voices help", _TALKING, "SUPPORT", "pro", False),
        ("train", "A voice is a help", _TALKING, "SUPPORT", "pro", False),
        ("train", "Noise tires", _TALKING, "UNDERMINE", "con", False),
        ("validation", "Noise tires", "Lifts should sing", "UNDERMINE", "con", False),
        # The same perspective twice under one claim: two rows, two ids.
        ("test", "Song cheers", "Trams should sing", "SUPPORT", "pro", False),
        ("test", "Song cheers", "Trams should sing", "SUPPORT", "pro", False),
    ],
    extra=[
        (
            1,
            {
                "claim_id": 5,
                "perspective_id": 2,
                "cluster": 0,
                "topics": ["sound"],
                "voter_counts": [0, 3, 0, 0, 0],
            },
        ),
        (2, {"cluster": 1, "stance_label_5": "MILDLY_UNDERMINE", "evidence": [7]}),
    ],
)

_BLUE = 'Blue trams &amp; "kelp" for all #Biden'
pstance = Sample(
    files={
        f"raw_{part}_{person}.csv": rows_of(["Tweet", "Target", "Stance"], rows, ends="\r\n")
        for part, person, rows in [
            ("train", "bernie", [["Bernie rides the tram", "Bernie Sanders", "FAVOR"]]),
            ("train", "biden", [[_BLUE, "Joe Biden", "AGAINST"], [_BLUE, "Joe Biden", "AGAINST"]]),
            ("val", "trump", [["He sank the ferry", "Donald Trump", "AGAINST"]]),
            ("test", "trump", [["He raised the ferry", "Donald Trump", "FAVOR"]]),
        ]
    },
    rows=[
        ("train", "Bernie rides the tram", "Bernie Sanders", "FAVOR", "pro", False),
        ("train", _BLUE, "Joe Biden", "AGAINST", "con", False),
        ("train", _BLUE, "Joe Biden", "AGAINST", "con", False),
        ("validation", "He sank the ferry", "Donald Trump", "AGAINST", "con", False),
        ("test", "He raised the ferry", "Donald Trump", "FAVOR", "pro", False),
    ],
)

_COVID = ["Tweet", "Target 1", "Stance 1", "Opinion Towards", "Sentiment", "Tweet Id"]
covid19_stance = Sample(
    files={
        f"raw_{part}_all_onecol.csv": rows_of(_COVID, [row], ends="\r\n")
        for part, row in [
            # NONE is a class; the id went through a spreadsheet; a tweet may have lines.
            ("train", ["Masks on\nthe tram?\n", "face masks", "NONE", "3.", "other", "1.28E+18"]),
            ("val", ["NA", "fauci", "FAVOR", "1.", "pos", "1.29E+18"]),
            ("test", ["Norvik's school is shut", "school closures", "AGAINST", "1.", "neg", ""]),
        ]
    },
    rows=[
        ("train", "Masks on\nthe tram?\n", "face masks", "NONE", "neutral", False),
        ("validation", "NA", "fauci", "FAVOR", "pro", False),
        ("test", "Norvik's school is shut", "school closures", "AGAINST", "con", False),
    ],
    extra=[(0, {"tweet_id": "1.28E+18", "sentiment": "other", "opinion_towards": "3."})],
)

_UKP = ["topic", "retrievedUrl", "archivedUrl", "sentenceHash", "sentence", "annotation", "set"]
ukp_sam = Sample(
    files={
        "cloning.tsv": rows_of(
            _UKP,
            [
                # A quotation mark that never closes is part of the sentence.
                [
                    "cloning",
                    "u",
                    "a",
                    "h1",
                    'She said : " Kelp clones itself .',
                    "NoArgument",
                    "train",
                ],
                ["cloning", "u", "a", "h2", "A clone of a gull is a gull .", "Argument_for", "val"],
            ],
            separator="\t",
            quoted=False,
        ),
        "nuclear_energy.tsv": rows_of(
            _UKP,
            [
                [
                    "nuclear energy",
                    "u",
                    "a",
                    "h3",
                    "Norvik fears the reactor .",
                    "Argument_against",
                    "test",
                ]
            ],
            separator="\t",
            quoted=False,
        ),
    },
    rows=[
        ("train", 'She said : " Kelp clones itself .', "cloning", "NoArgument", "neutral", False),
        ("validation", "A clone of a gull is a gull .", "cloning", "Argument_for", "pro", False),
        ("test", "Norvik fears the reactor .", "nuclear energy", "Argument_against", "con", False),
    ],
    extra=[(0, {"sentence_hash": "h1", "url": "u", "archived_url": "a"})],
)

SAMPLES: dict[str, Sample] = {
    "covid19_stance": covid19_stance,
    "gwsd": gwsd,
    "ibm_claim_stance": ibm_claim_stance,
    "newsmtsc": newsmtsc,
    "perspectrum": perspectrum,
    "pstance": pstance,
    "seesaw": seesaw,
    "semeval2016t6": semeval2016t6,
    "ukp_sam": ukp_sam,
    "vacstance": vacstance,
    "vast": vast,
}
