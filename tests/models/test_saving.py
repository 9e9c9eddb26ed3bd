"""Models on disk: they come back as they were, and nothing else is ever loaded."""

import hashlib
import json
import os
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import skops.io
from sklearn.preprocessing import FunctionTransformer

from stance_data.errors import ModelError, OutputError, StanceDataWarning
from stance_data.models import (
    build_baseline,
    examples_of,
    fit,
    load_model,
    require_writable,
    save_model,
)
from tests.models.toy import QUICK, toy_rows


def saved(folder: Path, name: str = "tfidf-svm", **more: Any) -> Path:
    examples = examples_of(toy_rows(), name="toy")
    save_model(
        fit(build_baseline(name), examples), folder, baseline=name, examples=examples, **more
    )
    return folder


def change_facts(folder: Path, **changes: Any) -> None:
    side = folder / "model.json"
    side.write_text(json.dumps(json.loads(side.read_text()) | changes))


def put_in(folder: Path, data: bytes) -> None:
    """Exchange the skops file for other bytes, with a digest that fits: what an attacker does."""
    (folder / "evil.skops").write_bytes(data)
    change_facts(folder, file="evil.skops", sha256=hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", QUICK)
def test_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    rows = toy_rows()
    model = fit(build_baseline(name), examples_of(rows))
    save_model(model, tmp_path / "m", baseline=name, examples=examples_of(rows))
    for path in (tmp_path / "m", tmp_path / "m" / "model.json"):
        again = load_model(path).estimator
        assert again.predict(rows).tolist() == model.predict(rows).tolist()
        if hasattr(model, "predict_proba"):
            assert np.array_equal(again.predict_proba(rows), model.predict_proba(rows))


def test_one_stance_only_comes_back(tmp_path: Path) -> None:
    examples = examples_of(toy_rows()[lambda t: t["stance"] == "pro"])
    with pytest.warns(StanceDataWarning):
        model = fit(build_baseline(), examples)
    save_model(model, tmp_path, baseline="tfidf-logreg", examples=examples)
    assert load_model(tmp_path).facts.classes == ("pro",)


def test_facts(tmp_path: Path) -> None:
    examples = examples_of(toy_rows(), name="toy")
    facts = load_model(saved(tmp_path, seed=5, rows="train", evaluation={"rows": 60})).facts
    assert facts.columns == ("text", "target")
    assert facts.classes == ("con", "neutral", "pro")
    assert set(facts.versions) == {"python", "scikit-learn", "skops", "stance-data"}
    assert facts.trained_on == {
        "data": "toy",
        "rows": "train",
        "n_rows": 60,
        "n_groups": 12,
        "sha256": examples.digest,
    }
    assert (facts.baseline, facts.seed, facts.evaluation) == ("tfidf-svm", 5, {"rows": 60})


def test_a_new_model_replaces_the_old_one(tmp_path: Path) -> None:
    saved(tmp_path, "majority")
    (tmp_path / "notes.txt").write_text("mine")
    saved(tmp_path, "tfidf-svm")
    assert load_model(tmp_path).facts.baseline == "tfidf-svm"
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [load_model(tmp_path).facts.file, "model.json", "notes.txt"]


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_kill_leaves_the_old_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    saved(tmp_path, "majority")
    calls = []
    replace = Path.replace

    def dies(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == fails_at:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", dies)
    with pytest.raises(KeyboardInterrupt):
        saved(tmp_path, "tfidf-svm")
    assert load_model(tmp_path).facts.baseline == "majority"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        saved(tmp_path / "file")
    for place in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(OutputError, match="is not a folder"):
            require_writable(place)
    require_writable(tmp_path / "new" / "deeper")
    assert not (tmp_path / "new").exists()


class Marker:
    """Writes a file when unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self.path,))


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    pickled = pickle.dumps(Marker(trace))
    pickle.loads(pickled)  # it does what it threatens to do …
    trace.unlink()
    put_in(saved(tmp_path / "m"), pickled)
    with pytest.raises(ModelError, match="is no skops file"):
        load_model(tmp_path / "m")
    assert not trace.exists()  # … but not here


def test_a_skops_file_that_runs_a_command_is_refused(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    evil = FunctionTransformer(os.system)
    evil.fit_transform(f"touch {trace}")
    assert trace.exists()
    trace.unlink()
    put_in(saved(tmp_path / "m"), skops.io.dumps(evil))
    with pytest.raises(ModelError, match=r"not trusted: posix\.system"):
        load_model(tmp_path / "m")
    assert not trace.exists()


def own_function(table: pd.DataFrame) -> pd.DataFrame:
    return table


def test_another_function_of_python_is_refused_and_never_saved(tmp_path: Path) -> None:
    untrusted = FunctionTransformer(own_function)
    untrusted.classes_ = np.array(["con", "pro"])
    put_in(saved(tmp_path / "m"), skops.io.dumps(untrusted))
    with pytest.raises(ModelError, match="own_function"):
        load_model(tmp_path / "m")
    with pytest.raises(ModelError, match="own_function"):
        save_model(untrusted, tmp_path / "n", baseline="x", examples=examples_of(toy_rows()))
    assert not (tmp_path / "n").exists()


def test_a_trusted_thing_that_is_no_classifier_is_refused(tmp_path: Path) -> None:
    put_in(saved(tmp_path), skops.io.dumps({"a": 1}))
    with pytest.raises(ModelError, match="holds a dict, which is no classifier"):
        load_model(tmp_path)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / load_model(saved(tmp_path)).facts.file
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match="SHA-256"):
        load_model(tmp_path)


# What is done to a saved model → what the message must say.
DAMAGE = {
    "no side file": (lambda m: (m / "model.json").unlink(), "cannot be read"),
    "no skops file": (lambda m: next(m.glob("*.skops")).unlink(), "cannot be read"),
    "not JSON": (lambda m: (m / "model.json").write_text("{"), "does not describe a model"),
    "a list": (lambda m: (m / "model.json").write_text("[]"), "does not describe a model"),
    "binary": (lambda m: (m / "model.json").write_bytes(b"\xff\xfe"), "does not describe a model"),
    "a fact too many": (lambda m: change_facts(m, mood="good"), "does not describe a model"),
    "versions": (lambda m: change_facts(m, versions=[]), "does not describe a model"),
    "a file elsewhere": (lambda m: change_facts(m, file="../x.skops"), "does not describe a model"),
    "a later format": (lambda m: change_facts(m, format=9), "reads format 1"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_damage(tmp_path: Path, case: str) -> None:
    damage, expected = DAMAGE[case]
    damage(saved(tmp_path, "majority"))
    with pytest.raises(ModelError) as caught:
        load_model(tmp_path)
    assert expected in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_another_scikit_learn_is_told(tmp_path: Path) -> None:
    versions = load_model(saved(tmp_path)).facts.versions
    change_facts(tmp_path, versions=versions | {"scikit-learn": "1.2.0"})
    with pytest.warns(StanceDataWarning, match=r"saved with scikit-learn 1\.2\.0"):
        load_model(tmp_path)
