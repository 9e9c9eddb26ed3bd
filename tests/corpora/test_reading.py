"""Faults of the publishers' files, and the rules of damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from stance_data import corpora
from stance_data.corpora import gwsd, ibm_claim_stance, perspectrum, seesaw, ukp_sam, vacstance
from stance_data.corpora._damage import damage_of
from stance_data.corpora._reading import read_json_lines, read_rows
from stance_data.corpora._rows import fingerprint, normalised
from stance_data.errors import InputError
from tests.corpora.samples import SAMPLES, rows_of


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Trams run late.", ""),
        ("The CAFÉ” is shut — “é—”", ""),
        ("Ångström’s naïve São Paulo façade, Ã is a letter", ""),
        ("#kelp for all", ""),
        ("", "empty"),
        (" … !? ", "empty"),
        ("😀", "empty"),
        ("#NAME?", "spreadsheet error"),
        (" #REF! ", "spreadsheet error"),
        ("#NAME? is what it said", ""),
        ("lost \ufffd byte", "replacement character"),
        ("itâ€™s late", "mojibake"),
        ("cafÃ©", "mojibake"),
        ("Â£5", "mojibake"),
        ("ðŸ˜€ kelp", "mojibake"),
        ("ï¿½ kelp", "mojibake"),
        ("itâ\x80\x99s late", "misread byte"),
        ("it\x92s late", "misread byte"),
        ("bell \x07 rings", "control character"),
        ("two\nlines\tand a tab", ""),
    ],
)
def test_damage(text: str, rule: str) -> None:
    assert damage_of(text) == rule


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\n1,2,3\n4,5\n6\n", "line 2 has 3 fields, not 2(?s:.*)line 4 has 1 fields, not 2"),
        (b'a,b\n1,"2\n', "cannot be read"),
        (b"a,c\n1,2\n", "no column 'b'"),
        (b"", "no column 'a', 'b'"),
        (b"a,b\n1,caf\xe9\n", "byte 9 is not utf-8"),
    ],
)
def test_faults_of_a_table_are_named(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_rows(tmp_path / "t.csv", ("a", "b"))
    assert "t.csv" in str(caught.value)


def test_faults_of_json_lines_are_named(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_bytes(b'{"a": 1}\n[1]\n{"a"\n')
    with pytest.raises(InputError, match=r"line 2 is not a JSON object(?s:.*)line 3 is not JSON"):
        read_json_lines(tmp_path / "t.jsonl")


def test_held_out_sentences_need_the_file_that_names_them(tmp_path: Path) -> None:
    rows = [[i, 0, 0, f"t{i}", f"Gull {i} is well.", 0, 1, 0, "neutral"] for i in range(1801)]
    head = ["", "round", "batch", "sent_id", "sentence", "disagree", "neutral", "agree", "label"]
    path = tmp_path / "sent_scores_df_final.tsv"
    path.write_bytes(rows_of(head, rows, separator="\t"))
    with pytest.raises(InputError, match=r"put held_out_balanced_test.tsv beside it"):
        vacstance.read(tmp_path)
    path.write_bytes(rows_of(head, rows[:1800], separator="\t"))
    assert len(vacstance.read(tmp_path)) == 1800


@pytest.mark.parametrize(
    ("module", "file", "old", "new", "message"),
    [
        (ukp_sam, "cloning.tsv", "\tval", "\tdev", "row 2: unknown set 'dev'"),
        (ibm_claim_stance, "claim_stance_dataset_v1.csv", ",test,", ",dev,", "unknown split 'dev'"),
        (gwsd, "GWSD.tsv", "\t0.9\t", "\tmuch\t", "row 2: 'much' is no number"),
        (perspectrum, "dataset_split_v1.0.json", '"6"', '"8"', "does not fit(?s:.*)same commit"),
        (seesaw, "SEESAW/meta/TRIPLET_001.json", "valid", "held", "does not fit(?s:.*)same commit"),
        (seesaw, "SEESAW/articles/TRIPLET_001_DOCUMENT_1.json", "{", "[", "is not JSON"),
    ],
)
def test_faults_of_a_corpus_are_named(
    module: object, file: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    name = str(module.CARD.name)  # type: ignore[attr-defined]
    path = SAMPLES[name].write(tmp_path) / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        corpora.read(name, tmp_path)


def test_fingerprint_tells_any_change_but_that_of_order(tmp_path: Path) -> None:
    frame = corpora.read("pstance", SAMPLES["pstance"].write(tmp_path))
    same = fingerprint(frame)
    assert fingerprint(frame.iloc[::-1]) == same
    for column, value in [
        ("text", "x"),
        ("target", "x"),
        ("original_label", "x"),
        ("speaker", "x"),
    ]:
        assert fingerprint(frame.assign(**{column: value})) != same
    assert fingerprint(frame[:-1]) != same


def test_normalised_is_that_of_the_published_hashes() -> None:
    assert normalised("  “Kelp”—it’s\tFREE… ") == "kelp it s free"
