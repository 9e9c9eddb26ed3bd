"""Downloads from a server on this machine: whole, cut, resumed, false, evil, and on a full disk."""

from __future__ import annotations

import errno
import hashlib
import io
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import stance_data
from stance_data import corpora
from stance_data.corpora import RemoteFile, _fetch
from stance_data.corpora import vast as module
from stance_data.errors import InputError, OutputError
from tests.corpora.samples import SAMPLES

pytest.importorskip("pooch")

TRAIN = SAMPLES["vast"].files["vast_train.csv"]
DIGEST = hashlib.sha256(TRAIN).hexdigest()


@dataclass
class Server:
    """What is served by path, how, and what was asked for."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cuts: int = 0
    """So many answers stop in the middle."""
    ranges: bool = True
    asked: list[str | None] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            state.asked.append(wanted)
            data = state.files.get(self.path)
            if data is None:
                self.send_error(404)
                return
            start = 0
            if wanted and state.ranges:
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
                if start >= len(data):
                    self.send_response(416)
                    self.send_header("Content-Range", f"bytes */{len(data)}")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            body = data[start:]
            if state.cuts:
                state.cuts -= 1
                body = body[: len(body) // 2]
                self.close_connection = True
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{httpd.server_address[1]}"
    yield state
    httpd.shutdown()
    httpd.server_close()
    thread.join()


def offer(monkeypatch: pytest.MonkeyPatch, *files: RemoteFile) -> None:
    """Let the corpus "vast" come from these addresses."""
    source = replace(module.CARD.source, files=files)
    monkeypatch.setattr(module, "CARD", replace(module.CARD, source=source))


def remains(home: Path) -> list[str]:
    """Return the files that are kept, but for those in use."""
    return [
        path.name
        for path in home.rglob("*")
        if path.is_file() and "source-" not in str(path) and path.name != "place.json"
    ]


def test_fetch(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files["/vast_train.csv"] = TRAIN
    offer(monkeypatch, RemoteFile(f"{server.url}/vast_train.csv", "vast_train.csv", DIGEST))
    assert _fetch.fetch("vast").rows == {"train": 3}
    assert len(stance_data.load("vast", split="train")) == 3
    assert server.asked == [None]


def test_a_cut_download_goes_on_by_itself(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["/t.csv"], server.cuts = TRAIN, 2
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    monkeypatch.setattr(_fetch, "_CHUNK", 1)
    _fetch.fetch("vast")
    half = len(TRAIN) // 2
    three_quarters = half + (len(TRAIN) - half) // 2
    assert server.asked == [None, f"bytes={half}-", f"bytes={three_quarters}-"]
    assert remains(home) == []


def test_a_download_that_stays_cut_goes_on_next_time(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["/t.csv"], server.cuts = TRAIN, 4
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    monkeypatch.setattr(_fetch, "_CHUNK", 1)
    with pytest.raises(InputError, match=r"cannot be downloaded .* bytes are kept, run it again"):
        _fetch.fetch("vast")
    assert len(server.asked) == 4
    (part,) = home.rglob("*.part")
    kept = part.stat().st_size
    assert TRAIN.startswith(part.read_bytes())
    assert 0 < kept < len(TRAIN)
    server.asked.clear()
    _fetch.fetch("vast")
    assert server.asked == [f"bytes={kept}-"]
    assert remains(home) == []


@pytest.mark.parametrize("ranges", [True, False])
def test_leftovers_of_another_length(
    ranges: bool, server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A server that ignores ranges sends all; one that knows them refuses what is beyond the end.
    server.files["/t.csv"], server.cuts, server.ranges = TRAIN, 4, True
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    monkeypatch.setattr(_fetch, "_CHUNK", 1)
    with pytest.raises(InputError):
        _fetch.fetch("vast")
    server.ranges = ranges
    if ranges:
        (part,) = home.rglob("*.part")
        part.write_bytes(TRAIN + b"and more")
    assert _fetch.fetch("vast").rows == {"train": 3}
    assert remains(home) == []


def test_wrong_checksum(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files["/t.csv"] = TRAIN.replace(b"slow", b"fast")
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    with pytest.raises(InputError, match="another checksum than the one on record"):
        _fetch.fetch("vast")
    assert remains(home) == []
    assert not list(home.rglob("vast_train.csv"))


def test_missing_file(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    with pytest.raises(InputError, match=r"cannot be downloaded .*404"):
        _fetch.fetch("vast")
    assert remains(home) == []


def test_nobody_answers(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, RemoteFile("http://127.0.0.1:9/t.csv", "vast_train.csv", DIGEST))
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9/t.csv: cannot be downloaded"):
        _fetch.fetch("vast")


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo()
            info.filename = info.orig_filename = name
            archive.writestr(info, data)
    return out.getvalue()


def test_a_zip(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({f"repository-abc/data/{n}": d for n, d in SAMPLES["vast"].files.items()})
    server.files["/abc.zip"] = data
    file = RemoteFile(f"{server.url}/abc.zip", sha256=hashlib.sha256(data).hexdigest())
    offer(monkeypatch, file)
    assert _fetch.fetch("vast").rows == {"train": 3, "validation": 1, "test": 1}


def test_a_zip_that_climbs_out(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({"vast_train.csv": TRAIN, "../../../climbed.txt": b"up"})
    server.files["/abc.zip"] = data
    file = RemoteFile(f"{server.url}/abc.zip", sha256=hashlib.sha256(data).hexdigest())
    offer(monkeypatch, file)
    with pytest.raises(InputError, match=r"climbed\.txt' would be written outside of the folder"):
        _fetch.fetch("vast")
    assert not list(home.parent.rglob("climbed*"))
    assert remains(home) == []


def test_a_full_disk(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files["/t.csv"] = TRAIN
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    open_path = Path.open

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    def full(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if self.suffix == ".part":
            open_path(self, mode).close()
            return Full()
        return open_path(self, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OutputError, match=r"No space left on device.*nothing of .* is kept"):
        _fetch.fetch("vast")
    assert remains(home) == []
    assert not list(home.rglob("source-*"))


def test_files_without_a_checksum_on_demand_only(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["/t.csv"] = TRAIN
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv"))
    with pytest.raises(InputError, match=r"(?s)no verified checksum.*/t.csv\n.*--unverified"):
        _fetch.fetch("vast")
    assert server.asked == []
    assert _fetch.fetch("vast", unverified=True).rows == {"train": 3}


def test_a_missing_extra_is_named(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(monkeypatch, RemoteFile(f"{server.url}/t.csv", "vast_train.csv", DIGEST))
    monkeypatch.setitem(sys.modules, "pooch", None)
    with pytest.raises(InputError, match=r"pip install 'stance-data\[corpora\]'"):
        _fetch.fetch("vast")


@pytest.mark.parametrize("name", corpora.names())
def test_what_cannot_be_fetched_says_how_to_get_it(name: str, home: Path) -> None:
    card = corpora.card(name)
    if card.source.files and all(file.sha256 for file in card.source.files):
        pytest.skip("can be fetched")
    with pytest.raises(InputError) as caught:
        _fetch.fetch(name)
    assert card.source.instructions in str(caught.value)
    assert not home.exists()
