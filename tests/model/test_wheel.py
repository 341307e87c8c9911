"""What a user installs: a wheel that holds all tables, the model and the entity table, and reads articles by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from programs import require_module

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
SHIPS = (
    "kg/seeds/entities.tsv",
    "kg/language/de/verbs.tsv",
    "kg/language/model/forms.marisa",
    "kg/language/model/pipeline/config.cfg",
    "kg/language/model/pipeline/parser/model",
    "kg/graph/queries/wer-beschraenkt-was.rq",
    "kg/explore/texts.tsv",
    "kg/explore/web/page.html",
    "kg/explore/web/main.js",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    require_module("setuptools")
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "kg", tree / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "seeds", tree / "seeds")
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", out, tree]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (found,) = out.glob("*.whl")
    return found


def test_it_holds_what_kg_needs_and_nothing_of_the_workshop(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert set(SHIPS) <= names, set(SHIPS) - names
    for folder in (ROOT / "kg").rglob("*"):
        if folder.suffix in (".py", ".tsv", ".rq", ".js", ".css", ".html"):
            assert folder.relative_to(ROOT).as_posix() in names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"kg"}
    licences = {name.split("/licenses/")[1] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "kg/language/model/LICENSE", "kg/serve/query/vendor/LICENSES.txt"}


def test_it_reads_articles_from_where_it_is_installed(wheel, tmp_path):
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    shutil.copy(ROOT / "seeds" / "articles" / "h200-freigabe.md", tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
        ).stdout

    assert run("-c", "import kg; print(kg.__file__)").strip() == str(installed / "kg" / "__init__.py")
    assert run("-m", "kg", "build", "h200-freigabe.md", "-o", "out").startswith("1 article read; ")
    assert "Nvidia" in run("-m", "kg", "query", "-g", "out", "SELECT ?n { ?c a kg:Company ; skos:prefLabel ?n }")
