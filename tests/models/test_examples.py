"""Labelled rows from files, tables and datasets; every fault in one message."""

from pathlib import Path

import pandas as pd
import pytest

from stance_data import load
from stance_data.errors import DatasetNotFoundError, InputError, StanceDataWarning
from stance_data.models import examples_of, read_examples
from stance_data.models._tables import TABLE_SUFFIXES, write_table
from tests.models.toy import toy_rows


@pytest.mark.parametrize("suffix", TABLE_SUFFIXES)
def test_every_kind_of_file_gives_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"toy{suffix}"
    write_table(toy_rows(), path)
    examples = read_examples(path)
    assert (len(examples), examples.groups, examples.unlabelled) == (60, 12, 0)
    assert examples.name == "toy"
    assert dict(examples.counts) == {"con": 20, "neutral": 20, "pro": 20}
    assert examples.digest == examples_of(toy_rows()).digest


def test_digest_follows_the_content() -> None:
    rows = toy_rows()
    other = rows.assign(text=rows["text"].str.replace("Monday", "Friday"))
    assert examples_of(rows).digest != examples_of(other).digest
    assert examples_of(rows).digest == examples_of(rows.assign(colour="red")).digest


# A table's rows → the stances read, "" for a row left out.
LABELS = {
    "label as int": ({"label": [0, 1, 2, -1]}, ["con", "neutral", "pro", ""]),
    "label as float": ({"label": [0.0, 1.0, 2.0, None]}, ["con", "neutral", "pro", ""]),
    "label as string": ({"label": ["0", "1", "2", ""]}, ["con", "neutral", "pro", ""]),
    "stance": ({"stance": ["con", " pro ", "", None]}, ["con", "pro", "", ""]),
    "both": ({"stance": ["con", "pro", "", "pro"], "label": [0, 2, -1, None]}, "con pro  pro"),
}


@pytest.mark.parametrize("case", LABELS)
def test_labels(case: str) -> None:
    columns, expected = LABELS[case]
    wanted = expected.split(" ") if isinstance(expected, str) else expected
    rows = pd.DataFrame({"text": ["a", "b", "c", "d"], "target": "t", **columns})
    examples = examples_of(rows)
    assert examples.frame["stance"].tolist() == [stance for stance in wanted if stance]
    assert examples.unlabelled == wanted.count("")


# A CSV file → what the message must say, all of it at once.
FAULTS = {
    "columns": (
        "txt,topic\na,b\n",
        ["no column 'text' (did you mean 'txt'?)", "no column 'target'", "--target", "'stance'"],
    ),
    "column of stances": (
        "text,target,stanc\na,b,pro\n",
        ["no column 'stance'", "(did you mean 'stanc'?)"],
    ),
    "unknown stance": (
        "text,target,stance\na,t,pro\nb,t,Pro\nc,t,favour\nd,t,favour\n",
        ["'Pro' (did you mean 'pro'?) in row 2;", "'favour' in rows 3, 4;", "con, neutral, pro"],
    ),
    "unknown label": ("text,target,label\na,t,3\nb,t,pro\n", ["'3' in row 1", "'pro' in row 2"]),
    "disagreement": (
        "text,target,stance,label\na,t,pro,0\nb,t,,2\nc,t,con,0\n",
        ["stance 'pro' and label 0 disagree", "row 1", "stance '' and label 2 disagree", "row 2"],
    ),
    "no text": ("text,target,stance\n,t,pro\n  ,t,con\nc,t,con\n", ["no text in rows 1, 2"]),
    "id twice": (
        "id,text,target,stance\n7,a,t,pro\n7,b,t,con\n",
        ["id given before: '7' in row 2"],
    ),
    "several": (
        "id,text,target,stance\n7,,t,pro\n7,b,t,no\n",
        ["unknown stance 'no'", "no text in row 1", "id given before: '7' in row 2"],
    ),
    "many rows": ("text,target,stance\n" + "a,t,x\n" * 9, ["rows 1, 2, 3, 4, 5, … (9 rows)"]),
    "nothing labelled": ("text,target,stance\na,t,\n", ["none of its 1 rows has a stance"]),
    "open quotation": ('text,target,stance\na,t,pro\n"b,t,con\n', ["line 3 cannot be read"]),
    "column twice": ("text,target,stance,text\na,t,pro,b\n", ["column 'text' is there twice"]),
    "too many fields": (
        "text,target,stance\na,t,pro,x,y\nb,t\nc,t,pro,1,2,3\n",
        ["line 2 has 5 fields, not 3", "line 3 has 2 fields", "line 4 has 6"],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults(tmp_path: Path, case: str) -> None:
    content, expected = FAULTS[case]
    path = tmp_path / "rows.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_examples(path)
    message = str(caught.value)
    assert all(line.startswith(str(path)) for line in message.splitlines())
    for part in expected:
        assert part in message


# Name and bytes of a file → what the message must say.
FILES = {
    "missing": ("none.csv", None, "no such file"),
    "empty": ("empty.csv", b"", "is empty"),
    "blank": ("blank.csv", b"\n\n", "is empty"),
    "not Parquet": ("x.parquet", b"PK not at all", "cannot be read as Parquet"),
    "binary": ("x.csv", b"a,b\x00\x01\x02\n", "no text"),
    "not JSON": ("x.jsonl", b'{"text": "a"}\n{"text": \n7\n', "line 2 is not JSON"),
    "no object": ("x.jsonl", b'{"text": "a"}\n7\n', "line 2 is not a JSON object"),
    "other kind": ("x.xlsx", b"PK", "use .parquet, .csv, .tsv, .jsonl"),
}


@pytest.mark.parametrize("case", FILES)
def test_unreadable_files(tmp_path: Path, case: str) -> None:
    name, content, expected = FILES[case]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_examples(path)
    assert expected in str(caught.value)
    assert str(path) in str(caught.value)


def test_encodings(tmp_path: Path) -> None:
    text = "text,target,stance\nLe café “ferme”,t,con\n"
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8-sig")
    assert read_examples(path).frame["text"].tolist() == ["Le café “ferme”"]
    path.write_text(text, encoding="cp1252")
    with pytest.warns(StanceDataWarning, match="Windows-1252"):
        assert read_examples(path).frame["text"].tolist() == ["Le café “ferme”"]


def test_words_that_look_like_nothing_stay(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("id,text,target,stance\n007,NA,null,pro\n08,None,nan,con\n", encoding="utf-8")
    frame = read_examples(path).frame
    assert frame[["id", "text", "target"]].to_numpy().tolist() == [
        ["007", "NA", "null"],
        ["08", "None", "nan"],
    ]


def test_target_for_rows_that_have_none() -> None:
    rows = pd.DataFrame({"text": ["a", "b"], "stance": ["pro", "con"]})
    assert examples_of(rows, target="T").frame["target"].tolist() == ["T", "T"]
    some = rows.assign(target=["own", None])
    assert examples_of(some, target="T").frame["target"].tolist() == ["own", "T"]


def test_groups_of_rows_that_have_none() -> None:
    rows = toy_rows()[:4].assign(group=["g", "", None, "g"])
    assert examples_of(rows).frame["group"].tolist() == ["g", "row 2", "row 3", "g"]
    assert examples_of(rows.drop(columns="group")).groups == 4


def test_a_published_dataset_by_name() -> None:
    table = load("calexit")
    examples = read_examples("calexit")
    assert len(examples) == (table["label"] >= 0).sum()
    assert len(examples.split("train"))
    assert examples.name == "calexit"


def test_a_name_that_is_no_dataset() -> None:
    with pytest.raises(DatasetNotFoundError, match="did you mean 'calexit'"):
        read_examples("calexti")
