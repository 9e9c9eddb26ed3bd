"""Many runs: each in a process of its own, kept, and made anew only when something changed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from stance_data.benchmark import Board, Setting, run_benchmark
from stance_data.benchmark._specs import RunSpec, run_key
from stance_data.benchmark._store import read_run
from stance_data.errors import InputError, ModelError, OutputError
from stance_data.models._tables import write_table
from tests.models.toy import toy_rows

SYSTEMS = """
import os
import time

from sklearn.dummy import DummyClassifier


class Slow(DummyClassifier):
    def fit(self, rows, stances):
        open("began", "a").write("x")
        time.sleep(0.3 if os.path.exists("go") else 120)
        return super().fit(rows, stances)


class Crash(DummyClassifier):
    def fit(self, rows, stances):
        os.abort()


def dummy():
    return DummyClassifier()


def slow():
    return Slow()


def crash():
    return Crash()


def fails():
    return DummyClassifier(strategy="nonsense")
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = toy_rows().assign(split=["train"] * 24 + ["test"] * 36)
    write_table(rows, tmp_path / "toy.csv")
    (tmp_path / "systems.py").write_text(SYSTEMS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "systems", raising=False)
    return tmp_path


def test_runs_are_kept_until_something_changes(here: Path) -> None:
    first = run_benchmark(["systems:dummy"], ["toy.csv"])
    again = run_benchmark(["systems:dummy"], ["toy.csv"])
    assert (first.kept, again.kept) == (0, 1)
    (one,), (other,) = first.results, again.results
    assert one.to_dict() == other.to_dict()
    assert one.predictions["predicted"].tolist() == other.predictions["predicted"].tolist()
    assert one.cost.peak_bytes is None or one.cost.peak_bytes > 10e6
    write_table(toy_rows().assign(split=["train"] * 30 + ["test"] * 30), here / "toy.csv")
    changed = run_benchmark(["systems:dummy"], ["toy.csv"])
    assert changed.kept == 0
    assert changed.results[0].rows == 30


def test_a_failed_run_does_not_harm_the_others(here: Path) -> None:
    done = run_benchmark(["systems:crash", "systems:fails", "systems:dummy"], ["toy.csv"])
    assert [result.model for result in done.results] == ["systems:dummy"]
    crashed, failed = (failure.reason for failure in done.failures)
    assert "signal" in crashed
    assert "nonsense" in failed
    # What did not fit is a failure of that run, and what did is there.
    one_target = toy_rows().assign(target="t", split=["train"] * 24 + ["test"] * 36)
    write_table(one_target, here / "toy.csv")
    done = run_benchmark(["systems:dummy"], ["toy.csv"], settings=["in-target", "cross-target"])
    assert [result.setting for result in done.results] == [Setting.IN_TARGET]
    assert "have one target" in done.failures[0].reason


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_killed_benchmark_goes_on_where_it_was(here: Path) -> None:
    command = [sys.executable, "-m", "stance_data.cli", "benchmark", "--data", "toy.csv"]
    command += ["--model", "systems:dummy", "systems:slow"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (here / "began").exists() and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert (here / "began").read_text() == "x"
    assert not (here / "benchmark/leaderboard.md").exists()
    (here / "go").touch()
    done = run_benchmark(["systems:dummy", "systems:slow"], ["toy.csv"])
    assert done.kept == 1  # the first had ended before the kill
    assert [result.model for result in done.results] == ["systems:dummy", "systems:slow"]


def test_a_damaged_run_is_made_again(here: Path) -> None:
    run_benchmark(["systems:dummy"], ["toy.csv"])
    (file,) = (here / "benchmark/runs").glob("*/predictions.parquet")
    file.write_bytes(file.read_bytes()[:100])
    done = run_benchmark(["systems:dummy"], ["toy.csv"])
    assert (done.kept, len(done.results)) == (0, 1)


def test_many_targets_are_not_kept_by_their_words(here: Path) -> None:
    rows = toy_rows().assign(target=[f"secret {k}" for k in range(60)])
    write_table(rows.assign(split=["train"] * 24 + ["test"] * 36), here / "toy.csv")
    done = run_benchmark(["systems:dummy"], ["toy.csv"])
    assert done.results[0].predictions["target"].nunique() == 36
    for file in (here / "benchmark").rglob("*.*"):
        assert b"secret" not in file.read_bytes()
    assert read_run(file.parent, "another key") is None


# What changes → whether the run is made anew.
def test_what_a_key_depends_on(here: Path) -> None:
    spec = RunSpec(model="systems:dummy", data="toy.csv")
    key = run_key(spec, ["digest"])
    assert run_key(RunSpec.from_dict(spec.to_dict()), ["digest"]) == key
    others = [
        run_key(spec, ["another digest"]),
        run_key(RunSpec(model="majority", data="toy.csv"), ["digest"]),
        run_key(RunSpec(model="systems:dummy", data="toy.csv", seed=1), ["digest"]),
        run_key(RunSpec(model="systems:dummy", data="toy.csv", fraction=0.5), ["digest"]),
    ]
    assert len({key, *others}) == 5


def test_refusals_come_before_anything_takes_time(here: Path) -> None:
    with pytest.raises(ModelError, match="did you mean 'majority'"):
        run_benchmark(["majorty"], ["toy.csv"])
    with pytest.raises(InputError, match="no setting"):
        run_benchmark(["majority"], ["toy.csv"], settings=["in target"])
    with pytest.raises(InputError, match="no such file"):
        run_benchmark(["majority"], ["toy.csv"], train_on=["none.csv"])
    (here / "other").mkdir()
    write_table(toy_rows(), here / "other/toy.csv")
    with pytest.raises(InputError, match="has the same name as toy"):
        run_benchmark(["majority"], ["toy.csv", "other/toy.csv"])
    with pytest.raises(OutputError, match="--out"):
        run_benchmark(["majority"], ["toy.csv"], out="toy.csv")
    assert not (here / "benchmark").exists()


def test_boards_refuse_what_cannot_be_compared(here: Path) -> None:
    (one,) = run_benchmark(["systems:dummy"], ["toy.csv"]).results
    with pytest.raises(InputError, match="is there twice"):
        Board([one, one])
    fewer = pd.read_csv("toy.csv").iloc[:-1]
    write_table(fewer, "toy.csv")
    (other,) = run_benchmark(["majority"], ["toy.csv"]).results
    with pytest.raises(InputError, match="different versions"):
        Board([one, other])
