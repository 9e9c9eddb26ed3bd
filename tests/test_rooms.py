"""The order of the rooms: imports go leftwards only, and nothing heavy is imported at once."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import stance_data

PACKAGE = Path(stance_data.__file__).parent

# Left to right; rooms that stand in one row do not know one another.
ROOMS = [
    {"errors"},
    {"schema"},
    {"text"},
    {"articles"},
    {"attribution", "labeling", "corpora"},
    {"splits"},
    {"publishing"},
    {"loading"},
    {"models"},
    {"benchmark", "explorer"},
    {"commands"},
    {"cli"},
]
PLACE = {room: i for i, row in enumerate(ROOMS) for room in row}

# `Article.from_file` is a door to the reader, kept where users look for it.
DOORS = {("schema", "articles")}


def imports() -> set[tuple[str, str]]:
    """Return (room, room that it imports) for every import of the package, deferred ones too."""
    found: set[tuple[str, str]] = set()
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module == "stance_data":
                names = [f"stance_data.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                parts = name.split(".")
                if parts[0] == "stance_data" and len(parts) > 1 and parts[1] in PLACE:
                    found.add((room, parts[1]))
    return found


def test_rooms_import_only_from_their_left() -> None:
    wrong = {
        (room, other)
        for room, other in imports()
        if room != other and PLACE[other] >= PLACE[room] and (room, other) not in DOORS
    }
    assert not wrong


@pytest.mark.parametrize("module", ["stance_data", "stance_data.cli"])
def test_nothing_heavy_is_imported(module: str) -> None:
    code = f"import {module}, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "pandas", "pyarrow", "datasets", "sklearn", "onnxruntime", "skops", "scipy"}
    assert not heavy & set(done.stdout.split())
