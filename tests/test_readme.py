"""The README's examples run as they are printed."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from stance_data.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_python_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = [code for language, code in BLOCKS if language == "python"]
    assert len(examples) >= 3
    for code in examples:
        exec(compile(code, "README.md", "exec"), {"__name__": "readme"})


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "raw", "raw")
    Path("my.txt").write_text("“Keep the ferry,” Ann Oduya said.\n")
    lines = [
        part.strip()
        for language, code in BLOCKS
        if language == "console"
        for line in code.splitlines()
        for part in line.split("&&")
    ]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("stance-data ")]
    assert len(commands) >= 4
    for command in commands:
        assert main(command) == 0, command
