"""Files of predictions: what is taken, and every kind of fault, all told at once."""

from pathlib import Path

import pandas as pd
import pytest

from stance_data.benchmark import score_predictions
from stance_data.errors import InputError
from tests.models.toy import toy_rows


def data() -> pd.DataFrame:
    return toy_rows().assign(split=["train"] * 24 + ["test"] * 36)


def gold() -> pd.DataFrame:
    return data().query("split == 'test'")[["id", "stance"]]


def test_a_table_in_any_order(tmp_path: Path) -> None:
    gold().sample(frac=1, random_state=0).to_csv(tmp_path / "mine.csv", index=False)
    result = score_predictions(tmp_path / "mine.csv", data())
    assert (result.model, result.rows, result.scores.accuracy) == ("mine", 36, 1)
    assert "predictions of mine.csv" in result.described


def test_numbers_only_in_a_column_called_label(tmp_path: Path) -> None:
    numbers = gold()["stance"].map({"con": 0, "neutral": 1, "pro": 2})
    gold().assign(label=numbers).drop(columns="stance").to_csv(tmp_path / "a.csv", index=False)
    assert score_predictions(tmp_path / "a.csv", data()).scores.accuracy == 1
    gold().assign(predicted=numbers).to_csv(tmp_path / "b.csv", index=False)
    with pytest.raises(InputError, match="another stance in every corpus"):
        score_predictions(tmp_path / "b.csv", data())


def test_a_line_each_as_tweeteval_has_them(tmp_path: Path) -> None:
    theirs = gold()["stance"].map({"neutral": "0", "con": "1", "pro": "2"})
    (tmp_path / "theirs.txt").write_text("\n".join(theirs) + "\n")
    labels = {"0": "neutral", "1": "con", "2": "pro"}
    assert score_predictions(tmp_path / "theirs.txt", data(), labels=labels).scores.accuracy == 1


def test_a_corpus_own_labels(tmp_path: Path) -> None:
    rows = data().assign(source_corpus="semeval2016t6")
    theirs = gold()["stance"].map({"neutral": "NONE", "con": "against", "pro": "FAVOR"})
    gold().assign(stance=theirs).to_csv(tmp_path / "own.csv", index=False)
    result = score_predictions(tmp_path / "own.csv", rows)
    assert result.official.measure.name == "F_avg"
    assert result.official.value == 1


def test_rows_of_other_splits_are_left_aside(tmp_path: Path) -> None:
    data()[["id", "stance"]].to_csv(tmp_path / "all.csv", index=False)
    result = score_predictions(tmp_path / "all.csv", data())
    assert result.rows == 36
    assert "24 predictions of rows of other splits were left aside" in result.notes


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    rows = gold().reset_index(drop=True)
    rows.loc[0, "stance"] = "favour"
    rows.loc[1, "id"] = "r99"
    rows = pd.concat([rows.iloc[:-3], rows.iloc[[5]]])
    rows.to_csv(tmp_path / "bad.csv", index=False)
    with pytest.raises(InputError) as caught:
        score_predictions(tmp_path / "bad.csv", data())
    told = str(caught.value).splitlines()
    assert told == [
        f"{tmp_path}/bad.csv: 1 of 34 rows: no row of the data has the id 'r99' (row 2)",
        f"{tmp_path}/bad.csv: 1 of 34 rows: an id given before 'r29' (row 34)",
        f"{tmp_path}/bad.csv: 4 of 36 measured rows: without a prediction: the measured row "
        "'r25', 'r57', 'r58', 'r59'",
        f"{tmp_path}/bad.csv: 1 of 34 rows: no label that is known: 'favour' (row 1). Known are "
        "con, neutral, pro; others may be mapped (--labels)",
    ]


# File → its content, and what the message must say.
FAULTY = {
    "no_id.csv": ("text,stance\na,pro\n", "no column 'id'"),
    "no_predictions.csv": ("id,predicte\nr24,pro\n", "did you mean 'predicte'"),
    "short.txt": ("pro\n", "1 lines for 36 measured rows"),
    "empty.csv": ("", "is empty"),
    "labels.txt": ("yes\n" * 36, "36 of 36 rows: no label that is known: 'yes' (row 1)"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_faulty_files(name: str, tmp_path: Path) -> None:
    content, message = FAULTY[name]
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError) as caught:
        score_predictions(tmp_path / name, data())
    assert message in str(caught.value)


def test_a_mapping_to_no_stance(tmp_path: Path) -> None:
    gold().to_csv(tmp_path / "a.csv", index=False)
    with pytest.raises(InputError, match="0=favour: stances are"):
        score_predictions(tmp_path / "a.csv", data(), labels={"0": "favour"})
