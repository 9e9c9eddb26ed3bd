"""What every corpus promises, tried on samples in the publishers' layouts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from stance_data import corpora
from stance_data.corpora._rows import COMMON_COLUMNS, arrow_schema
from stance_data.errors import DatasetNotFoundError, InputError
from stance_data.schema import CORE_COLUMNS, STANCES, Stance, label_of
from tests.corpora.samples import SAMPLES

OF_STANCES = [
    name for name in corpora.names() if corpora.card(name).kind is not corpora.Kind.ATTRIBUTION
]


def test_every_corpus_has_a_sample() -> None:
    assert set(OF_STANCES) == set(SAMPLES), "write a sample in tests/corpora/samples.py"


@pytest.fixture(params=OF_STANCES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def frame(name: str, tmp_path: Path) -> pd.DataFrame:
    return corpora.read(name, SAMPLES[name].write(tmp_path / "corpus"))


def test_rows_are_as_expected(name: str, frame: pd.DataFrame) -> None:
    found = list(
        frame[["split", "text", "target", "original_label", "stance", "damaged"]].itertuples(
            index=False, name=None
        )
    )
    assert found == SAMPLES[name].rows
    for row, values in SAMPLES[name].extra:
        for column, value in values.items():
            cell = frame.loc[row, column]
            if value is None:
                assert pd.isna(cell), (row, column)
            else:
                assert cell == value, (row, column)


def test_columns_and_types_are_fixed(name: str, frame: pd.DataFrame) -> None:
    card = corpora.card(name)
    assert list(frame.columns) == [*CORE_COLUMNS, *COMMON_COLUMNS, *card.columns]
    table = pa.Table.from_pandas(frame, schema=arrow_schema(card), preserve_index=False)
    assert table.num_rows == len(frame)
    assert frame["label"].dtype == "int64"
    assert frame["damaged"].dtype == "bool"
    # Types hold whatever the values are: also in a part without any of a column's values.
    for split in frame["split"].unique():
        assert (frame[frame["split"] == split].dtypes == frame.dtypes).all()


def test_ids_are_unique_and_stable(name: str, frame: pd.DataFrame, tmp_path: Path) -> None:
    assert frame["id"].is_unique
    assert frame["id"].str.startswith(f"{name}-").all()
    # A part that is added later changes no id of those before.
    first = next(iter(corpora.card(name).splits))
    alone = [path for path in SAMPLES[name].files if "test" not in path and "dev" not in path]
    if len(alone) < len(SAMPLES[name].files) and name != "vacstance":
        for path in alone:
            target = tmp_path / "part" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(SAMPLES[name].files[path])
        part = corpora.read(name, tmp_path / "part")
        assert set(part[part["split"] == first]["id"]) == set(frame[frame["split"] == first]["id"])


def test_core_values(name: str, frame: pd.DataFrame) -> None:
    assert set(frame["stance"]) <= set(STANCES)
    assert [label_of(stance) for stance in frame["stance"]] == frame["label"].tolist()
    assert (frame["source_corpus"] == name).all()
    assert (frame["text"].str.strip() != "").all()
    assert (frame["target"].str.strip() != "").all()
    assert (frame["group"].str.startswith(f"{name}-")).all()


def test_all_splits_and_labels_of_the_card_are_read(name: str, frame: pd.DataFrame) -> None:
    card = corpora.card(name)
    assert list(dict.fromkeys(frame["split"])) == list(card.splits)
    assert set(frame["original_label"]) == set(card.labels), "the sample lacks a label"
    for row in frame.itertuples():
        assert card.labels[row.original_label] == row.stance


def test_a_checkout_and_a_missing_part_are_understood(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    frame = corpora.read(name, sample.write(tmp_path / "repository" / "data" / "x").parents[1])
    assert len(frame) == len(sample.rows)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="none of the files of"):
        corpora.read(name, tmp_path / "empty")
    with pytest.raises(InputError, match="no such folder"):
        corpora.read(name, tmp_path / "nowhere")


# Corpus → what makes the label of the sample's first row unknown; by default its own words.
UNKNOWN_LABEL = {
    "gwsd": ("\t0.9\t", "\t\t"),  # a probability is missing
    "newsmtsc": ('"polarity": 4.0', '"polarity": 9.0'),
    "vacstance": ("\tagree\n", "\tyes\n"),
    "vast": (",1,1,11,", ",9,1,11,"),
}


def test_unknown_labels_are_named_with_their_place(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    old, new = UNKNOWN_LABEL.get(name, (sample.rows[0][3], "MAYBE"))
    for path in sample.write(tmp_path).rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    with pytest.raises(InputError, match=f"{tmp_path}.*: unknown label .*; .* has .*"):
        corpora.read(name, tmp_path)


@pytest.mark.parametrize("name", corpora.names())
def test_card_is_complete(name: str) -> None:
    card = corpora.card(name)
    module = corpora.module(name)
    assert card.name == name
    for text in (card.title, card.summary, card.group, card.licence, card.citation, card.paper):
        assert text
    assert card.source.publisher
    assert card.source.instructions.endswith(".")
    assert card.quirks
    assert card.splits["train"].rows > 0
    assert card.files
    assert all(isinstance(stance, Stance) for stance in card.labels.values())
    assert bool(card.labels) == (card.kind is not corpora.Kind.ATTRIBUTION)
    for split in card.splits.values():
        assert split.place
        if split.labels:
            assert set(split.labels) == set(card.labels)
            assert sum(split.labels.values()) == split.rows
    # A module's docstring reads as its card.
    for part in ("Paper", "Size", "Licence", "Layout", "Quirks"):
        assert f"\n{part}\n" in str(module.__doc__)
    assert f"{card.splits['train'].rows:,}" in str(module.__doc__)
    # No checksum is made up: it is there as a whole, or the file is fetched on demand only.
    assert all(len(file.sha256) in (0, 64) for file in card.source.files)
    assert all(file.url.startswith("https://") for file in card.source.files)


@pytest.mark.parametrize(
    "enum",
    [
        corpora.Kind,
        corpora.Domain,
        corpora.TextKind,
        corpora.TargetKind,
        corpora.Metric,
        corpora.Language,
    ],
)
def test_vocabularies_are_used_or_closed(enum: type) -> None:
    used = {
        getattr(corpora.card(name), field)
        for name in corpora.names()
        for field in ("kind", "domain", "text_kind", "target_kind", "metric", "language")
    }
    assert set(enum) <= used  # type: ignore[call-overload]


def test_unknown_names() -> None:
    with pytest.raises(DatasetNotFoundError, match=r"no corpus 'vaast' \(did you mean 'vast'\?\)"):
        corpora.card("vaast")
    with pytest.raises(InputError, match="holds attributions"):
        corpora.read("polnear", ".")
    with pytest.raises(InputError, match="holds stances"):
        corpora.read_split("vast", "train")
