"""Many systems on many datasets: a run is made once, and kept until what it rests on changes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from stance_data.benchmark._board import Board
from stance_data.benchmark._parts import measured_splits
from stance_data.benchmark._plans import Setting
from stance_data.benchmark._result import Result
from stance_data.benchmark._specs import RunSpec, run_key
from stance_data.benchmark._store import read_run, run_folder
from stance_data.benchmark._systems import find_estimator
from stance_data.errors import InputError, OutputError, did_you_mean
from stance_data.models import ExampleSet, read_examples

__all__ = ["FRACTIONS", "Benchmark", "Failure", "run_benchmark"]

FRACTIONS: tuple[float, ...] = (0.0625, 0.125, 0.25, 0.5, 1.0)
"""Shares of the training groups of a learning curve."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that gave no result, and why."""

    spec: RunSpec
    reason: str


@dataclass(frozen=True)
class Benchmark:
    """What `run_benchmark` gives.

    Attributes
    ----------
    results : tuple of Result
    failures : tuple of Failure
    kept : int
        Results that were there already.
    out : Path
    """

    results: tuple[Result, ...]
    failures: tuple[Failure, ...]
    kept: int
    out: Path

    @property
    def board(self) -> Board:
        """The results as tables, with paired tests."""
        return Board(self.results)


def run_benchmark(
    models: Sequence[str],
    data: Sequence[str],
    *,
    out: str | Path = "benchmark",
    settings: Sequence[str] = ("in-target",),
    split: str | None = None,
    by_group: bool = False,
    train_on: Sequence[str] = (),
    fractions: Sequence[float] = FRACTIONS,
    drop_overlap: bool = False,
    inputs: str | Sequence[str] | None = None,
    target: str | None = None,
    seed: int = 0,
) -> Benchmark:
    """Measure systems on datasets, each pair in a process of its own.

    A run is kept in ``<out>/runs`` under a digest of the data, the system, the code that decides
    on predictions and the versions of the libraries: a benchmark that was killed goes on with the
    runs that are missing, and one whose data changed makes only those anew.

    Parameters
    ----------
    models : sequence of str
        Baselines by name, ``package.module:factory``, ``hf:FOLDER``: see `find_estimator`.
    data : sequence of str
        What `stance_data.models.read_examples` takes.
    out : str or Path, default "benchmark"
    settings : sequence of str, default ("in-target",)
        Values of `Setting`. A dataset that a setting does not fit is a failure of that run alone.
    split, by_group, drop_overlap, inputs, seed
        As for `evaluate`. Of a corpus with several tests each is measured.
    train_on : sequence of str
        With the setting "cross-corpus": what is fitted on. The data measured are left out of it.
    fractions : sequence of float, default (1/16, 1/8, 1/4, 1/2, 1)
        With the setting "learning-curve": shares of the training groups.
    target : str, optional
        Target of the rows that have none.

    Returns
    -------
    Benchmark

    Raises
    ------
    ModelError
        If a system cannot be found.
    InputError, DatasetNotFoundError
        If data cannot be read, two have the same name, or there is no such setting.
    OutputError
        If `out` cannot be written.
    """
    known = [setting.value for setting in Setting]
    for name in settings:
        if name not in known:
            raise InputError(
                f"no setting {name!r}{did_you_mean(name, known)}; there are: {', '.join(known)}"
            )
    # All that was typed is looked up before anything takes time.
    models, data = list(dict.fromkeys(models)), list(dict.fromkeys(data))
    for model in models:
        find_estimator(model, seed=seed)
    tables = {name: read_examples(name, target=target) for name in (*data, *train_on)}
    _check_names(data, tables)
    common = RunSpec(
        model="",
        data="",
        split=split,
        by_group=by_group,
        drop_overlap=drop_overlap,
        inputs=inputs if isinstance(inputs, str | None) else tuple(inputs),
        target=target,
        seed=seed,
    )
    specs = [
        replace(wanted, model=model)
        for name in data
        for setting in settings
        for wanted in _specs_of(common, name, tables[name], setting, train_on, fractions)
        for model in models
    ]
    out = Path(out)
    return _run_all(specs, {name: table.digest for name, table in tables.items()}, out)


def _check_names(data: Sequence[str], tables: dict[str, ExampleSet]) -> None:
    """Refuse two datasets of one name: their results could not be told apart."""
    typed: dict[str, str] = {}
    for place in data:
        other = typed.setdefault(tables[place].name, place)
        if other != place:
            raise InputError(
                f"{place}: has the same name as {other}; rename one, or measure them one by one"
            )


def _specs_of(
    common: RunSpec,
    name: str,
    table: ExampleSet,
    setting: str,
    train_on: Sequence[str],
    fractions: Sequence[float],
) -> Iterator[RunSpec]:
    """Yield the runs of one dataset in one setting, without their model."""
    spec = replace(common, data=name, setting=setting)
    splits = measured_splits(table)
    tests = splits if len(splits) > 1 and spec.split is None and not spec.by_group else [spec.split]
    for split in tests:
        if setting == Setting.LEARNING_CURVE:
            for fraction in fractions:
                yield replace(spec, split=split, fraction=fraction)
        elif setting == Setting.CROSS_CORPUS:
            others = tuple(other for other in train_on if other != name)
            yield replace(spec, split=split, train_on=others)
        else:
            yield replace(spec, split=split)


def _run_all(specs: Sequence[RunSpec], digests: dict[str, str], out: Path) -> Benchmark:
    from tqdm import tqdm

    try:
        (out / "runs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{out}: the runs cannot be kept there ({error.strerror}). Name another folder (--out)."
        ) from error
    results: list[Result] = []
    failures: list[Failure] = []
    kept = 0
    bar = tqdm(specs, unit="run", disable=None, leave=False)
    for spec in bar:
        key = run_key(spec, [digests[name] for name in (spec.data, *spec.train_on)])
        folder = run_folder(out, key)
        result = read_run(folder, key)
        kept += result is not None
        if result is None:
            bar.set_postfix_str(spec.title)
            reason = _run_one(spec, key, folder)
            result = read_run(folder, key)
            if result is None:
                failures.append(Failure(spec, reason or "it left no result"))
                continue
        results.append(result)
    return Benchmark(tuple(results), tuple(failures), kept, out)


def _run_one(spec: RunSpec, key: str, folder: Path) -> str:
    """Make a run in a process of its own; return why it failed, empty if it did not."""
    command = [sys.executable, "-m", "stance_data.benchmark._worker"]
    arguments = [json.dumps(spec.to_dict()), key, str(folder)]
    process = subprocess.Popen(
        [*command, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    try:
        _, told = process.communicate()
    except BaseException:  # interrupted: nothing is left running
        process.kill()
        process.wait()
        raise
    if process.returncode == 0:
        return ""
    if process.returncode < 0:
        return f"its process was ended by signal {-process.returncode} (out of memory?)"
    lines = [line for line in told.splitlines() if line.strip()]
    # One of our own errors may have several lines; of a traceback the last says what it was.
    return "\n".join(lines) if process.returncode == 3 else (lines[-1] if lines else "no message")
