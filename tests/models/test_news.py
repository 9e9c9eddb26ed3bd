"""Stances of attributions, whose words are cut out of the user's copy of PolNeAR."""

from pathlib import Path

import pytest

from stance_data.errors import DatasetNotFoundError
from stance_data.models.training import news
from stance_data.models.training.mixture import SHARES, read_part
from stance_data.schema import STANCES

TEXT = "The mayor said “the tunnel will pay for itself,” and left.\n"
START, END = TEXT.index("“"), TEXT.index(" and left")
ANN = (
    f"T1\tSource 0 9\t{TEXT[:9]}\nT2\tCue 10 14\tsaid\n"
    f"T3\tContent {START} {END}\t{TEXT[START:END]}\n"
    "E1\tAttribution Source:T1 Cue:T2 Content:T3\n"
)
LABELS = (
    "split\tarticle\tstart\tend\ttarget\tstance\n"
    f"train\tpaper_1\t{START}\t{END}\tThe tunnel should be built\tpro\n"
    f"train\tpaper_1\t{START}\t{END}\tThe mayor\tneutral\n"
    f"train\tpaper_1\t{START}\t{END - 1}\tThe mayor\tcon\n"
    f"dev\tpaper_2\t{START}\t{END}\tDonald Trump should be elected president\tneutral\n"
)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a corpus folder and a table of labels of it, and take both into use."""
    for split, name in (("train", "paper_1"), ("dev", "paper_2")):
        for kind, file, words in (
            ("text", f"{name}.txt", TEXT),
            ("attributions", f"{name}_ab12.ann", ANN),
        ):
            folder = tmp_path / "data" / split / kind
            folder.mkdir(parents=True)
            (folder / file).write_text(words, encoding="utf-8")
    labels = tmp_path / "news.tsv"
    labels.write_text(LABELS, encoding="utf-8")
    monkeypatch.setattr(news, "_LABELS", labels)
    monkeypatch.setattr(news, "require_folder", lambda name: tmp_path)
    return tmp_path


def test_words_are_cut_out_of_the_copy(copy: Path) -> None:
    part = read_part("polnear", SHARES["polnear"], {})
    assert [(row.target, row.text, row.stance) for row in part.train] == [
        ("The tunnel should be built", "the tunnel will pay for itself", "pro"),
        ("The mayor", "the tunnel will pay for itself", "neutral"),
    ]
    assert [(row.kind, row.weights) for row in part.dev] == [("candidates", (0.0, 1.0, 0.0))]
    assert part.left_out == {"not in this copy": 1, "held back in another corpus": 0}
    assert not part.joins
    assert read_part("polnear", SHARES["polnear"], {}, tested=True).dev == []


def test_what_another_corpus_holds_back_is_left_out(copy: Path) -> None:
    import hashlib

    digest = hashlib.sha256(b"the tunnel will pay for itself").hexdigest()[:16]
    train, _, left_out = news.labelled_rows({"other": {digest}, "polnear": set()})
    assert train == []
    assert left_out == {"not in this copy": 1, "held back in another corpus": 3}
    train, _, left_out = news.labelled_rows({"polnear": {digest}})
    assert len(train) == 2


def test_without_a_copy_it_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCE_DATA_HOME", str(tmp_path))
    with pytest.raises(DatasetNotFoundError, match="stance-data corpora add polnear"):
        news.labelled_rows({})


def test_the_labels_of_the_package_are_whole() -> None:
    rows = [line.split("\t") for line in news._LABELS.read_text(encoding="utf-8").splitlines()[1:]]
    assert len(rows) > 5000
    assert {len(row) for row in rows} == {6}
    assert {row[0] for row in rows} == {"train", "dev"}
    assert {row[5] for row in rows} == set(STANCES)
    assert all(int(row[2]) < int(row[3]) and row[4].strip() == row[4] for row in rows)
    parts = {split: {row[1] for row in rows if row[0] == split} for split in ("train", "dev")}
    assert not parts["train"] & parts["dev"]
