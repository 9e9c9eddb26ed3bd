"""All or nothing: what is left when a publish is killed, cut short, or not alone."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

import stance_data
from stance_data.errors import OutputError
from stance_data.publishing import _swap, publish, settle, verify
from tests.publishing.examples import ARTICLES, LABELLED, STATEMENTS

VERSIONS = (STATEMENTS, LABELLED)

# What Python's audit events call the steps on files; reading is none.
STEPS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "ctypes.dlsym"}
)


@pytest.fixture(scope="module")
def processes() -> Any:
    """Return a context whose processes start with the libraries already imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["datasets", "huggingface_hub", "jinja2", "pyarrow.parquet", "pytest", "stance_data.splits"]
    )
    return context


def publish_for_ever(folder: Path, ready: Connection) -> None:
    for turn in range(10**6):
        publish(VERSIONS[turn % 2], ARTICLES, folder)
        if turn == 0:
            ready.send("started")


def test_kill_at_random(processes: Any, tmp_path: Path) -> None:
    folder, draw = tmp_path / "norvik", random.Random(4)
    for _ in range(4):
        ours, theirs = processes.Pipe()
        process = processes.Process(target=publish_for_ever, args=(folder, theirs), daemon=True)
        process.start()
        assert ours.poll(60)
        time.sleep(draw.uniform(0, 0.08))
        process.kill()
        process.join()
        assert sum(verify(folder)["splits"].values()) in {len(rows) for rows in VERSIONS}
    publish(STATEMENTS, ARTICLES, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["norvik"]


def publish_and_die(folder: Path, exchange: bool, orders: Connection) -> None:
    """Publish in a fork that kills itself before the n-th step on files; answer if it lived."""
    if not exchange:
        _swap._exchange = lambda one, other: False  # type: ignore[assignment]
    while (step := orders.recv()) is not None:
        child = os.fork()
        if not child:
            die_before(step)
            publish(LABELLED, ARTICLES, folder)
            os._exit(0)
        orders.send(os.waitpid(child, 0)[1] == 0)


def die_before(step: int) -> None:
    left = step

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and not (event == "open" and args[1] == "r"):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_kill_before_every_step(processes: Any, exchange: bool, tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    ours, theirs = processes.Pipe()
    process = processes.Process(
        target=publish_and_die, args=(folder, exchange, theirs), daemon=True
    )
    process.start()
    left: list[int] = []
    lived = False
    while not lived:
        if not left or left[-1] != len(STATEMENTS):
            publish(STATEMENTS, ARTICLES, folder)
        ours.send(len(left))
        assert ours.poll(60)
        lived = ours.recv()
        if not exchange:
            settle(folder)
        left.append(sum(verify(folder)["splits"].values()))
    ours.send(None)
    process.join()
    old, new = len(STATEMENTS), len(LABELLED)
    swap = left.index(new)
    assert swap > 5
    assert left == [old] * swap + [new] * (len(left) - swap)


def test_a_reader_never_sees_two_versions_mixed(processes: Any, tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    ours, theirs = processes.Pipe()
    process = processes.Process(target=publish_for_ever, args=(folder, theirs), daemon=True)
    process.start()
    try:
        assert ours.poll(60)
        seen = {len(stance_data.load(folder)) for _ in range(50)}
    finally:
        process.kill()
        process.join()
    assert seen <= {len(rows) for rows in VERSIONS}


def test_cut_short_between_two_renames(tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    folder.rename(tmp_path / ".norvik.old")
    (tmp_path / ".norvik.new").mkdir()
    assert len(stance_data.load(folder)) == len(STATEMENTS)
    verify(folder)
    folder.rename(tmp_path / ".norvik.old")
    publish(LABELLED, ARTICLES, folder)
    assert len(stance_data.load(folder)) == len(LABELLED)
    assert [path.name for path in tmp_path.iterdir()] == ["norvik"]


def test_a_reader_that_may_not_rename_reads_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    folder.rename(tmp_path / ".norvik.old")

    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(_swap, "_restore", refuse)
    assert len(stance_data.load(folder)) == len(STATEMENTS)


def test_a_second_rename_that_fails_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    rename = Path.rename

    def fail_for_new(self: Path, to: Path) -> Path:
        if self.name == ".norvik.new":
            raise OSError(5, "Input/output error")
        return rename(self, to)

    monkeypatch.setattr(_swap, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", fail_for_new)
    with pytest.raises(OutputError, match="Input/output error"):
        publish(LABELLED, ARTICLES, folder)
    assert sum(verify(folder)["splits"].values()) == len(STATEMENTS)
    assert [path.name for path in tmp_path.iterdir()] == ["norvik"]


def test_two_at_once(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    folder = tmp_path / "norvik"
    with (
        _swap.exclusive(folder),
        pytest.raises(OutputError, match="another process has been writing there"),
        _swap.exclusive(folder, patience=0.05),
    ):
        pass
    with _swap.exclusive(folder, patience=0):
        assert [path.name for path in tmp_path.iterdir()] == [".norvik.lock"]
    assert list(tmp_path.iterdir()) == []


def publish_with_little_room(folder: Path, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
    try:
        publish(LABELLED, ARTICLES, folder)
    except OutputError as error:
        answer.send(str(error))


def test_a_full_disk(processes: Any, tmp_path: Path) -> None:
    folder = tmp_path / "norvik"
    publish(STATEMENTS, ARTICLES, folder)
    ours, theirs = processes.Pipe()
    process = processes.Process(target=publish_with_little_room, args=(folder, theirs), daemon=True)
    process.start()
    assert ours.poll(60)
    assert "norvik: cannot be written" in ours.recv()
    process.join()
    assert sum(verify(folder)["splits"].values()) == len(STATEMENTS)
    assert [path.name for path in tmp_path.iterdir()] == ["norvik"]


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o500)
    yield tmp_path
    tmp_path.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_without_permission(read_only: Path) -> None:
    with pytest.raises(OutputError, match="Permission denied"):
        publish(STATEMENTS, ARTICLES, read_only / "norvik")
