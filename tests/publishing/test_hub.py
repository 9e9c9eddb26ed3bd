"""The plan of a push, and a push to a hub of our own on this machine."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from stance_data.cli import main
from stance_data.publishing import publish
from tests.publishing.examples import ARTICLES, STATEMENTS

HUB = "hf://datasets/me/norvik"


@dataclass
class Hub:
    """What a hub was sent: calls in order, and the files of its one repository."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    private: bool | None = None
    messages: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    refuse: int = 0

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        self.calls.append((method, path.split("?")[0]))
        if self.refuse:
            return self.refuse, {"error": "You may not write there."}
        if path == "/api/repos/create":
            facts = json.loads(body)  # older clients say "private", newer ones "visibility"
            self.private = facts.get("private", facts.get("visibility") == "private")
            return 200, {"url": "https://huggingface.co/datasets/me/norvik"}
        if path == "/api/validate-yaml":
            return 200, {"errors": [], "warnings": []}
        if "/preupload/" in path:
            names = [file["path"] for file in json.loads(body)["files"]]
            modes = {"uploadMode": "regular", "shouldIgnore": False, "oid": None}
            return 200, {"files": [{"path": name, **modes} for name in names]}
        if "/commit/" in path:
            for line in (json.loads(line) for line in body.splitlines()):
                value = line["value"]
                if line["key"] == "header":
                    self.messages.append(value["summary"])
                elif line["key"] == "file":
                    self.files[value["path"]] = base64.b64decode(value["content"])
                elif line["key"] == "deletedFile":
                    del self.files[value["path"]]
            commit = "f" * 40
            url = f"https://huggingface.co/datasets/me/norvik/commit/{commit}"
            return 200, {"commitOid": commit, "commitUrl": url, "success": True}
        if "/tree/" in path:
            return 200, [
                {"type": "file", "path": name, "size": len(content), "oid": "0" * 40}
                for name, content in self.files.items()
            ]
        return 200, {"id": "me/norvik", "sha": "0" * 40, "private": True, "siblings": []}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    state = Hub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.path.startswith(("/api/repos/", "/api/datasets/")):
                state.tokens.add(self.headers.get("Authorization", ""))
            code, facts = state.answer(self.command, self.path, body)
            content = json.dumps(facts).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(STATEMENTS, ARTICLES, tmp_path / "norvik", right="We wrote them.")
    return tmp_path / "norvik"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_plan_is_told_and_nothing_is_sent(
    hub: Hub, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(folder), "--to", HUB]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines[0].endswith("/datasets/me/norvik")
    assert lines[1] == "visibility  private, if the repository is new"
    assert lines[2].startswith("commit      norvik, version 1 (content ")
    assert lines[3:5] == ["terms       not stated (2)", "right       We wrote them."]
    told = {words[0]: words[-2] for line in lines if len(words := line.split()) >= 3}
    for name, content in contents(folder).items():
        assert told[name] == f"{len(content):,}"
    total = sum(len(content) for content in contents(folder).values())
    assert told["8"] == f"{total:,}"
    assert lines[-1] == "Nothing was sent: this is the plan. Add --push to send it."
    assert hub.calls == []


def test_a_push_sends_the_folder_in_one_commit(
    hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_ours")
    hub.files = {"validation.parquet": b"old", "extra.parquet": b"old", "notes.txt": b"theirs"}
    assert main(["publish", str(folder), "--to", HUB, "--push"]) == 0
    assert "sent: https://huggingface.co/datasets/me/norvik/commit/fff" in capsys.readouterr().out
    sent = dict(hub.files)
    assert sent.pop("notes.txt") == b"theirs"
    sent.pop(".gitattributes", None)
    assert sent == contents(folder)
    assert hub.tokens == {"Bearer hf_ours"}
    assert hub.private is True
    (message,) = hub.messages
    assert message.startswith("norvik, version 1 (content ")


def test_standoff_goes_out_without_words(
    hub: Hub, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_ours")
    command = ["publish", str(folder), "--to", HUB, "--push", "--standoff", "--public"]
    assert main(command) == 0
    assert hub.private is False
    assert b"(stand-off)" in hub.files["README.md"]
    assert not any(b"quay belongs" in content for content in hub.files.values())


@pytest.mark.parametrize(
    ("arguments", "token", "refuse", "words"),
    [
        (["--push"], "", 0, "no token: set HF_TOKEN in the environment"),
        (["--push"], "hf_ours", 403, "datasets/me/norvik: was not updated ("),
    ],
)
def test_a_push_that_fails_says_why(
    arguments: list[str],
    token: str,
    refuse: int,
    words: str,
    hub: Hub,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if token:
        monkeypatch.setenv("HF_TOKEN", token)
    hub.refuse = refuse
    assert main(["publish", str(folder), "--to", HUB, *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert hub.files == {}


def test_nobody_listening(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_ours")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert main(["publish", str(folder), "--to", HUB, "--push"]) == 2
    assert "was not updated (" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say where it should go: --to DIR"),
        (["--to", "hf://me/norvik"], "write hf://datasets/USER/NAME"),
        (["--to", "elsewhere", "--push"], "is no address of the hub"),
        (["--to", HUB, "--article", "x.txt"], "--to and --push are for a dataset"),
    ],
)
def test_mistakes(
    arguments: list[str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(folder), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_damaged_folder_is_not_planned(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "train.parquet").write_bytes(b"?")
    assert main(["publish", str(folder), "--to", HUB]) == 2
    assert "train.parquet: 1 bytes" in capsys.readouterr().err


def test_statements_without_their_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rows.jsonl").write_text("{}")
    assert main(["publish", str(tmp_path / "rows.jsonl")]) == 2
    assert "--article ARTICLE" in capsys.readouterr().err
