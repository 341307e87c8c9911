"""The README is true: every command in it gives what it shows, every Python block runs.

A ```console block holds commands ("$ …", continued by "> …"), each with its output below. `--update-golden` writes the
outputs anew.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = 6


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    return folder


def shown(block: str, run: Callable[[str], str]) -> str:
    """The block with the outputs that its commands give now."""
    commands: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append([line])
        elif line.startswith("> "):
            commands[-1].append(line)
    return "".join("".join(f"{c}\n" for c in lines) + run("\n".join(c[2:] for c in lines)) for lines in commands)


def test_every_command_gives_what_is_shown(folder, request):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    count = 0

    def run(command: str) -> str:
        nonlocal count
        count += 1
        shell = ["bash", "-c", command]
        done = subprocess.run(shell, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0 and not done.stderr, (command, done.stderr)
        return "".join(f"{line.rstrip()}\n" for line in done.stdout.rstrip().splitlines())

    text = README.read_text(encoding="utf-8")
    now = BLOCK.sub(lambda block: shown(block[1], run), text)
    assert count == COMMANDS
    if request.config.getoption("--update-golden"):
        README.write_text(now, encoding="utf-8")
    else:
        assert now == text, "pytest tests/model/test_readme.py --update-golden writes the outputs anew"


def test_the_python_runs(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (program,) = PYTHON.findall(README.read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(program, "README.md", "exec"), {})  # noqa: S102
    assert "China → Gallium" in printed.getvalue()


def test_every_path_it_names_is_there():
    text = README.read_text(encoding="utf-8")
    named = re.findall(r"`((?:kg|seeds|training|notebooks|benchmarks|ontology|tests)/[\w/.-]+)`", text)
    assert len(named) >= 6
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


def test_it_stays_short():
    assert len(README.read_text(encoding="utf-8").splitlines()) < 180
