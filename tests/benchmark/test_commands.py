"""The verbs train, predict and benchmark, as typed."""

import json
from pathlib import Path

import pandas as pd
import pytest

from stance_data.benchmark._outputs import OUTPUTS
from stance_data.cli import main
from stance_data.models import load_model
from stance_data.models._tables import read_table, write_table
from tests.models.toy import toy_rows


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_table(toy_rows(), tmp_path / "toy.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_train_then_predict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "toy.csv"]) == 0
    told = capsys.readouterr().out
    assert "toy: 60 labelled rows in 12 groups (con 20, neutral 20, pro 20)" in told
    assert "tfidf-logreg on toy: 60 rows, each of 12 groups left out in turn" in told
    assert "next: stance-data predict models/toy FILE" in told
    facts = load_model("models/toy").facts
    assert facts.evaluation is not None
    assert f"{facts.evaluation['scores']['macro_f1']:.3f}" in told
    assert main(["predict", "models/toy", "toy.csv", "--out", "new.parquet"]) == 0
    assert "60 rows (con" in capsys.readouterr().out
    table = read_table("new.parquet")
    assert (table["stance"] == table["original_stance"]).mean() > 0.9


@pytest.mark.parametrize(("fit_on", "rows"), [("train", 40), ("all", 60)])
def test_what_is_fitted_on(fit_on: str, rows: int) -> None:
    names = ["train"] * 40 + ["test"] * 20
    write_table(toy_rows().assign(split=names), "split.parquet")
    command = ["train", "split.parquet", "--model", "tfidf-svm", "--seed", "3", "--out", "m"]
    assert main([*command, "--fit-on", fit_on]) == 0
    facts = load_model("m").facts
    assert (facts.trained_on["rows"], facts.trained_on["n_rows"]) == (fit_on, rows)
    assert (facts.baseline, facts.seed) == ("tfidf-svm", 3)


def test_train_on_one_group_is_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(toy_rows().assign(group="a").drop(columns="target"), "one.jsonl")
    assert main(["train", "one.jsonl", "--target", "T"]) == 0
    assert "not measured" in capsys.readouterr().out
    assert load_model("models/one").facts.evaluation is None


def test_train_on_one_stance(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(toy_rows()[lambda t: t["stance"] == "pro"], "pro.csv")
    assert main(["train", "pro.csv"]) == 0
    assert "all 20 training rows are 'pro'" in capsys.readouterr().err


def test_benchmark_compares_and_writes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["benchmark", "--data", "toy.csv", "--model", "majority", "tfidf-svm"]
    assert main([*command, "--leaderboard", "docs/page.md"]) == 0
    told = capsys.readouterr().out
    assert "toy · in-target · all rows, by groups" in told
    assert told.index("tfidf-svm") < told.index("majority")  # the best is first
    assert "2 runs (0 of them kept from before)" in told
    for name in OUTPUTS:
        assert (here / "benchmark" / name).stat().st_size > 100
    assert (here / "docs/page.md").read_text() == (here / "benchmark/leaderboard.md").read_text()
    assert main([*command[:-1], "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["data"], found["model"]) == ("toy", "majority")
    assert found["majority"]["accuracy"] == pytest.approx(1 / 3)


def test_score_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = toy_rows().assign(split=["train"] * 24 + ["test"] * 36)
    write_table(rows, "data.csv")
    write_table(rows[["id"]].assign(predicted=rows["stance"]), "right.csv")
    write_table(rows[["id"]].assign(predicted="pro"), "pro.csv")
    command = ["score", "--data", "data.csv", "--predictions", "right.csv", "pro.csv"]
    assert main([*command, "--out", "scored"]) == 0
    told = capsys.readouterr().out
    assert "right" in told
    assert "100.0 *" in told
    assert (here / "scored/report.html").exists()
    assert main([*command, "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["scores"]["accuracy"], second["scores"]["accuracy"]) == (1, pytest.approx(1 / 3))


# Command → what standard error must say; the exit code is 2 and nothing is written.
REFUSED = {
    "train none.csv": "none.csv: no such file",
    "train calexti": "did you mean 'calexit'",
    "train toy.csv --model tfidf": "no baseline 'tfidf'",
    "train no_target.csv": "give one target for all rows (--target)",
    "train toy.csv --out toy.csv": "cannot be written",
    "predict models/none toy.csv": "models/none/model.json: cannot be read",
    "benchmark --data toy.csv --setting cross": "no setting 'cross'",
    "benchmark --data toy.csv nothing.csv": "nothing.csv: no such file",
    "score --data toy.csv --predictions toy.csv --labels pro": "write LABEL=STANCE",
    "score --data toy.csv --predictions none.csv": "none.csv: no such file",
    "benchmark --data toy.csv --model nowhere:make": "cannot be imported",
}


@pytest.mark.parametrize("command", REFUSED)
def test_refusals(command: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_table(pd.DataFrame({"text": ["a"], "stance": ["pro"]}), "no_target.csv")
    before = sorted(here.rglob("*"))
    assert main(command.split()) == 2
    assert REFUSED[command] in capsys.readouterr().err
    assert sorted(here.rglob("*")) == before
