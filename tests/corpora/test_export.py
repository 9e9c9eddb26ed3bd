"""Exports of corpora: what may be passed on, without texts, and with one's own again."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from stance_data import corpora
from stance_data.cli import main
from stance_data.publishing import read_any_manifest, verify
from stance_data.schema import Redistribution
from tests.corpora.samples import SAMPLES

TABLES = [name for name in SAMPLES if corpora.card(name).kind is not corpora.Kind.ATTRIBUTION]
CLOSED = [name for name in TABLES if corpora.card(name).redistribution is Redistribution.FORBIDDEN]

# Words of a licence → what they say of passing texts on.
WORDS = {
    "do not redistribute": Redistribution.FORBIDDEN,
    "not to redistribute": Redistribution.FORBIDDEN,
    "CC BY-NC-SA": Redistribution.NON_COMMERCIAL,
    "CC BY-SA": Redistribution.ALLOWED,
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STANCE_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(name: str, folder: Path) -> None:
    SAMPLES[name].write(folder / "given" / name)
    assert main(["corpora", "add", name, "--from", str(folder / "given" / name)]) == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_redistribution_follows_from_the_licence() -> None:
    for name in corpora.names():
        card = corpora.card(name)
        expected = [kind for words, kind in WORDS.items() if words in card.licence]
        assert card.redistribution == (expected or [Redistribution.NOT_STATED])[0], name


@pytest.mark.parametrize("name", TABLES)
def test_round_trip(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(name, home)
    assert main(["corpora", "export", name, "--out", "full", "--right", "For a test."]) == 0
    assert main(["corpora", "export", name, "--out", "bare", "--standoff"]) == 0
    for folder in ("full", "bare"):
        assert main(["verify", folder]) == 0
    texts = {row[1] for row in SAMPLES[name].rows if len(row[1]) > 12}
    for path in Path("bare").iterdir():
        if path.suffix == ".parquet":
            text = json.dumps(pq.ParquetFile(path).read().to_pylist(), ensure_ascii=False)
        else:
            text = path.read_text(encoding="utf-8")
        assert not any(words in text for words in texts)
    for given in ([], ["--source", str(home / "given" / name)]):
        assert main(["join", "bare", *given, "--out", "joined"]) == 0
        tables = [path.name for path in Path("full").glob("*.parquet")]
        assert tables
        for table in tables:
            assert (Path("joined") / table).read_bytes() == (Path("full") / table).read_bytes()
        manifests = [verify(folder) for folder in ("full", "joined")]
        assert manifests[0]["content_sha256"] == manifests[1]["content_sha256"]


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_corpus(name: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(name, home)
    assert main(["corpora", "export", name, "--out", "full"]) == 2
    error = capsys.readouterr().err
    assert f"{name}: the owner's terms forbid passing on the text" in error
    assert "--standoff" in error
    assert not Path("full").exists()
    assert main(["corpora", "export", name, "--out", "full", "--right", "They agreed."]) == 0
    assert "They agreed." in Path("full/README.md").read_text(encoding="utf-8")
    assert (read_any_manifest(Path("full")) or {})["rights"]["stated"] == ["They agreed."]


def test_there_is_a_closed_corpus() -> None:
    assert CLOSED == ["semeval2016t6"]


def test_another_text_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add("vast", home)
    assert main(["corpora", "export", "vast", "--out", "bare", "--standoff"]) == 0
    table = pq.ParquetFile("bare/train.parquet").read()
    row = table.to_pylist()[0]
    rows = [dict(r, text_sha256="0" * 64) if r == row else r for r in table.to_pylist()]
    pq.write_table(type(table).from_pylist(rows, schema=table.schema), "bare/train.parquet")
    capsys.readouterr()
    assert main(["join", "bare", "--out", "joined"]) == 2
    error = capsys.readouterr().err
    assert f"vast, train: row {row['id']!r} has another text in your copy" in error
    assert error.count("\n") == 1
    assert not Path("joined").exists()


def test_to_the_hub_without_texts_only(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add("vast", home)
    assert main(["corpora", "export", "vast", "--out", "full"]) == 0
    assert main(["corpora", "export", "vast", "--out", "bare", "--standoff"]) == 0
    assert main(["publish", "full", "--to", "hf://datasets/me/vast"]) == 2
    assert "nothing says that the texts" in capsys.readouterr().err
    assert main(["publish", "bare", "--to", "hf://datasets/me/vast"]) == 0
    assert "Nothing was sent" in capsys.readouterr().out
