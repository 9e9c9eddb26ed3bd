from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the package keep its data in an empty folder, and work beside it."""
    folder = tmp_path / "home"
    monkeypatch.setenv("STANCE_DATA_HOME", str(folder))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return folder
