"""Stances for new rows: order, ids and former labels kept, every kind of file."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from stance_data.errors import InputError, ModelError, OutputError, StanceDataWarning
from stance_data.models import (
    StanceModel,
    build_baseline,
    examples_of,
    fit,
    load_model,
    predict,
    predict_file,
    save_model,
)
from stance_data.models._tables import TABLE_SUFFIXES, read_table, write_table
from tests.models.toy import FERRY, toy_rows


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> StanceModel:
    folder = tmp_path_factory.mktemp("model")
    examples = examples_of(toy_rows())
    estimator = fit(build_baseline(), examples)
    save_model(estimator, folder, baseline="tfidf-logreg", examples=examples)
    return load_model(folder)


def new_rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ["c", "a", "b"],
            "text": ["We oppose the ferry", "We need the ferry", "A report is due"],
            "target": [FERRY, None, FERRY],
        },
        index=[9, 2, 5],
    )


def test_columns_order_and_index(model: StanceModel) -> None:
    rows = new_rows()
    before = rows.copy()
    result = predict(model, rows)
    assert list(result.columns) == ["id", "text", "target", "stance", "label", "confidence"]
    assert result["id"].tolist() == ["c", "a", "b"]
    assert result.index.tolist() == [9, 2, 5]
    assert result["stance"].tolist() == ["con", "pro", "neutral"]
    assert result["label"].tolist() == [0, 2, 1]
    assert result["confidence"].between(1 / 3, 1).all()
    pd.testing.assert_frame_equal(rows, before)


def test_confidence_is_the_probability(model: StanceModel) -> None:
    rows = new_rows()
    expected = model.estimator.predict_proba(rows).max(axis=1)
    assert np.allclose(predict(model, rows)["confidence"], expected)


def test_no_confidence_where_there_is_no_probability() -> None:
    estimator = fit(build_baseline("tfidf-svm"), examples_of(toy_rows()))
    assert predict(estimator, new_rows())["confidence"].isna().all()


def test_rows_without_text_get_no_stance(model: StanceModel) -> None:
    rows = new_rows().assign(text=["", None, "We need it"])
    with pytest.warns(StanceDataWarning, match="2 of 3 rows have no text"):
        result = predict(model, rows)
    assert result["stance"].tolist()[:2] == ["", ""]
    assert result["label"].tolist()[:2] == [-1, -1]
    assert result["confidence"].isna().tolist() == [True, True, False]


def test_no_rows(model: StanceModel) -> None:
    assert len(predict(model, new_rows()[:0])) == 0


def test_a_former_label_is_kept_apart(model: StanceModel) -> None:
    rows = new_rows().assign(
        stance="pro", label=2, label_source="annotator", rationale="so it says", stance_basis=""
    )
    result = predict(model, rows)
    assert result["stance"].tolist() == ["con", "pro", "neutral"]
    assert result["original_stance"].tolist() == ["pro"] * 3
    assert result["original_label_source"].tolist() == ["annotator"] * 3
    assert result["label_source"].tolist() == ["model"] * 3
    assert result["original_rationale"].tolist() == ["so it says"] * 3
    assert not {"rationale", "stance_basis", "original_stance_basis"} & set(result.columns)
    again = predict(model, result)
    assert again["original_stance"].tolist() == ["pro"] * 3
    assert again["stance"].tolist() == result["stance"].tolist()


def test_unlabelled_rows_have_nothing_to_keep(model: StanceModel) -> None:
    rows = new_rows().assign(stance="", label=-1, label_source="none", confidence=np.nan)
    assert not [name for name in predict(model, rows) if name.startswith("original_")]


def test_missing_columns(model: StanceModel) -> None:
    with pytest.raises(InputError, match=r"no column 'text' \(did you mean 'Text'\?\)"):
        predict(model, new_rows().rename(columns={"text": "Text"}))


class Strange:
    """Predicts something else than stances."""

    def predict(self, rows: pd.DataFrame) -> list[str]:
        return ["favour"] * len(rows)


def test_strange_predictions() -> None:
    with pytest.raises(ModelError, match="Strange predicts 'favour'"):
        predict(Strange(), new_rows())


@pytest.mark.parametrize("out", TABLE_SUFFIXES)
@pytest.mark.parametrize("given", TABLE_SUFFIXES)
def test_every_kind_of_file(model: StanceModel, tmp_path: Path, given: str, out: str) -> None:
    rows = new_rows().assign(spans=[[[0, 4]], [[1, 2], [3, 4]], [[0, 1]]])
    write_table(rows, tmp_path / f"in{given}")
    done = predict_file(model, tmp_path / f"in{given}", tmp_path / "new" / f"out{out}")
    assert (done.rows, done.counts, done.without_text) == (3, {"con": 1, "neutral": 1, "pro": 1}, 0)
    table = read_table(done.path)
    assert table["id"].tolist() == ["c", "a", "b"]
    assert table["stance"].tolist() == ["con", "pro", "neutral"]
    assert table["label"].astype(int).tolist() == [0, 2, 1]
    assert list(done.path.parent.iterdir()) == [done.path]


def test_the_same_kind_beside_us_by_default(
    model: StanceModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    write_table(new_rows().drop(columns="target"), tmp_path / "in" / "rows.csv")
    monkeypatch.chdir(tmp_path)
    assert predict_file(model, "in/rows.csv", target=FERRY).path == Path("rows.predicted.csv")
    assert set(read_table("rows.predicted.csv")["target"]) == {FERRY}


def test_numbers_of_json_lines_stay(model: StanceModel, tmp_path: Path) -> None:
    lines = '{"id": 12345678901234567, "text": "We need it", "target": null, "n": 1}\n'
    (tmp_path / "in.jsonl").write_text(lines + lines.replace('"n": 1', '"n": null'))
    predict_file(model, tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    first, second = (tmp_path / "out.jsonl").read_text().splitlines()
    assert '"id":12345678901234567' in first
    assert '"n":1,' in first
    assert '"n":null,' in second


# What is asked for → error and what it must say.
REFUSED = {
    "no target": ("rows.csv", "out.csv", InputError, "give one target for all rows (--target)"),
    "no file": ("none.csv", "out.csv", InputError, "no such file"),
    "kind of result": ("good.csv", "out.xlsx", OutputError, "use .parquet, .csv, .tsv, .jsonl"),
    "in place": ("good.csv", "good.csv", OutputError, "is the file that is read"),
    "folder in the way": ("good.csv", "folder.csv", OutputError, "cannot be written"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(model: StanceModel, tmp_path: Path, case: str) -> None:
    name, out, error, expected = REFUSED[case]
    write_table(new_rows(), tmp_path / "good.csv")
    write_table(new_rows().drop(columns="target"), tmp_path / "rows.csv")
    (tmp_path / "folder.csv").mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(error) as caught:
        predict_file(model, tmp_path / name, tmp_path / out)
    assert expected in str(caught.value)
    assert sorted(tmp_path.iterdir()) == before
