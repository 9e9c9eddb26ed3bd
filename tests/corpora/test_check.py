"""What the integrity check finds, and what it must find in a damaged copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stance_data import corpora
from stance_data.corpora import Split, _check, _overlap
from stance_data.corpora import pstance as module
from stance_data.corpora._rows import fingerprint
from tests.corpora.samples import SAMPLES, rows_of

HEAD = ["Tweet", "Target", "Stance"]
TRAIN = [
    ["Kelp soup for all", "Joe Biden", "FAVOR"],
    ["kelp soup, for ALL!", "Joe Biden", "FAVOR"],  # the same words again
    ["Kelp soup for all", "Donald Trump", "AGAINST"],  # of another target
    ["Gulls know", "Joe Biden", "FAVOR"],
    ["Gulls know", "Joe Biden", "AGAINST"],  # a contradiction
    ["Soup itâ€™s", "Bernie Sanders", "FAVOR"],
]
TEST = [
    ["Gulls know.", "Joe Biden", "FAVOR"],  # leaked with its target
    ["Kelp soup for all", "Bernie Sanders", "AGAINST"],  # leaked under another
    ["Ferries rust", "Joe Biden", "AGAINST"],
    ["Ferries float", "Ida Moe", "FAVOR"],  # a new target
]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of P-Stance's layout whose card counts what is in it."""
    (tmp_path / "raw_train_biden.csv").write_bytes(rows_of(HEAD, TRAIN))
    (tmp_path / "raw_test_biden.csv").write_bytes(rows_of(HEAD, TEST))
    frame = corpora.read("pstance", tmp_path)
    splits = {
        split: Split(
            len(part),
            f"raw_{split}_biden.csv",
            {label: int((part["original_label"] == label).sum()) for label in ("FAVOR", "AGAINST")},
            fingerprint(part),
        )
        for split in ("train", "test")
        for part in [frame[frame["split"] == split]]
    }
    splits = {"train": splits["train"], "validation": Split(7, "val"), "test": splits["test"]}
    monkeypatch.setattr(module, "CARD", replace(module.CARD, splits=splits))
    return tmp_path


def test_counts(copy: Path) -> None:
    report = _check.check("pstance", copy)
    assert report.differences == report.doubts == []
    assert report.absent == ["validation (val)"]
    train, _, test = report.splits
    assert (train.rows, train.labels, train.same_rows) == (6, {"FAVOR": 4, "AGAINST": 2}, True)
    assert (train.repeated_text, train.repeated_pair, train.contradictions) == (3, 2, 1)
    assert (train.damaged, train.targets) == ({"mojibake": 1}, 3)
    assert (test.repeated_text, test.damaged, test.targets) == (0, {}, 3)
    (shared,) = report.shared
    assert (shared.one, shared.other) == ("train", "test")
    assert (shared.texts, shared.text_rows) == (2, 2)
    assert (shared.pairs, shared.pair_rows) == (1, 1)
    assert shared.groups == 2
    assert (shared.targets, shared.targets_of_other, shared.target_rows) == (2, 3, 3)
    assert report.balance is not None
    assert report.balance.by_target["Ida Moe"] == {"con": 0, "neutral": 0, "pro": 1}
    assert (report.balance.targets, report.balance.one_stance) == (4, 2)
    assert report.to_dict()["splits"][0]["rows"] == 6


def rows_lost(data: bytes) -> bytes:
    return b"\n".join(data.split(b"\n")[:-2]) + b"\n"


def labels_turned(data: bytes) -> bytes:
    return data.replace(b"for all,Joe Biden,FAVOR", b"for all,Joe Biden,AGAINST")


def labels_swapped(data: bytes) -> bytes:
    return labels_turned(data).replace(b"Trump,AGAINST", b"Trump,FAVOR")


def encoding_lost(data: bytes) -> bytes:
    return data.replace(b"Gulls", "Gâ€™ulls".encode())


def spreadsheet(data: bytes) -> bytes:
    return data.replace(b"Kelp soup for all,Joe", b"#NAME?,Joe")


def row_twice(data: bytes) -> bytes:
    return data + data.split(b"\n")[1] + b"\n"


@pytest.mark.parametrize(
    ("damage", "lines"),
    [
        (
            rows_lost,
            ["train: 5 of 6 rows (1 missing)", "train: 3 rows with label 'FAVOR', published 4"],
        ),
        (
            row_twice,
            ["train: 7 of 6 rows (1 too many)", "train: 5 rows with label 'FAVOR', published 4"],
        ),
        (
            labels_turned,
            [
                "train: 3 rows with label 'FAVOR', published 4",
                "train: 3 rows with label 'AGAINST', published 2",
            ],
        ),
        (labels_swapped, ["train: the counts agree, yet some text, target or label was changed"]),
        (encoding_lost, ["train: the counts agree, yet some text, target or label was changed"]),
        (spreadsheet, ["train: the counts agree, yet some text, target or label was changed"]),
    ],
)
def test_a_damaged_copy_is_caught(
    damage: Callable[[bytes], bytes], lines: list[str], copy: Path
) -> None:
    path = copy / "raw_train_biden.csv"
    path.write_bytes(damage(path.read_bytes()))
    report = _check.check("pstance", copy)
    assert report.differences == lines
    if damage is spreadsheet:
        assert report.splits[0].damaged == {"mojibake": 1, "spreadsheet error": 1}


def test_doubts_where_the_card_knows_rows_only(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    splits = {split: Split(facts.rows, facts.place) for split, facts in module.CARD.splits.items()}
    monkeypatch.setattr(module, "CARD", replace(module.CARD, splits=splits))
    report = _check.check("pstance", copy)
    assert report.differences == []
    assert report.doubts == [
        "train: the card has no counts of its labels to compare with",
        "train: damaged rows (mojibake 1), and the card does not say whether they were "
        "published so",
        "test: the card has no counts of its labels to compare with",
    ]


def test_marks_of_zero_shot_rows_are_checked(tmp_path: Path) -> None:
    path = SAMPLES["vast"].write(tmp_path) / "vast_test.csv"
    # The sample's dev row is marked unseen, though its target is in train.
    assert _check.check("vast", tmp_path).seen == {
        "marked unseen, target in train": 1,
        "marked seen, target not in train": 0,
    }
    path.write_bytes(path.read_bytes().replace(b"talk lift,0", b"talk lift,1"))
    assert _check.check("vast", tmp_path).seen["marked seen, target not in train"] == 1


def test_overlap_between_corpora(tmp_path: Path) -> None:
    for name, rows in [("pstance", TRAIN), ("other", TEST)]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "raw_train_biden.csv").write_bytes(rows_of(HEAD, rows))
    covid = ["Tweet", "Target 1", "Stance 1", "Opinion Towards", "Sentiment", "Tweet Id"]
    (tmp_path / "covid19_stance").mkdir()
    (tmp_path / "covid19_stance" / "raw_val_all_onecol.csv").write_bytes(
        rows_of(
            covid,
            [
                ["GULLS know", "Joe Biden", "NONE", "", "", ""],
                ["Kelp soup for all", "fauci", "FAVOR", "", "", ""],
                ["Masks", "fauci", "FAVOR", "", "", ""],
            ],
        )
    )
    names = ("pstance", "covid19_stance")
    (found,) = _overlap.overlap({name: tmp_path / name for name in names})
    assert found == _overlap.Overlap(
        "pstance",
        "covid19_stance",
        texts=2,
        rows_of_one=5,
        rows_of_other=2,
        targets=1,
        splits={"train/validation": 2},
    )
    assert _overlap.overlap({"pstance": tmp_path / "pstance"}) == []


def test_attributions(tmp_path: Path) -> None:
    for split, name, lines in [
        ("train", "a_2031-01-01_x", "T1\tCue 0 4\tKelp\nE1\tAttribution:T1 Cue:T1\n"),
        ("dev", "a_2031-01-02_y", "T1\tSource 0 4\tKelp\nE1\tAttribution:T1 Source:T1\n"),
    ]:
        folder = tmp_path / "data" / split
        (folder / "text").mkdir(parents=True)
        (folder / "attributions").mkdir()
        (folder / "text" / f"{name}.txt").write_text("Kelp said so.", encoding="utf-8")
        for annotator in ("ab12", "cd34"):
            path = folder / "attributions" / f"{name}_{annotator}.ann"
            path.write_text(lines, encoding="utf-8")
    report = _check.check("polnear", tmp_path)
    train, dev, *_ = report.splits
    assert (train.rows, train.other) == (
        1,
        {"annotations": 2, "attributions": 2, "without source": 2},
    )
    assert dev.other["without source"] == 0
    assert report.differences == [
        "train: 1 of 840 rows (839 missing)",
        "dev: 1 of 84 rows (83 missing)",
    ]
    assert [(s.one, s.other, s.texts) for s in report.shared] == [("train", "dev", 1)]
    assert report.balance is None
