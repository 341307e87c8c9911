"""Scores on gold articles that lie in a folder beside the repository, against pinned floors.

The folder (`KG_GOLD` names another) holds `score.py`, and for each table of floors.toml a folder of articles and one
of gold facts. Whoever has no such folder skips these tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("KG_GOLD") or ROOT.parent / "shared")
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
ARTICLES = {"seeds": 5, "dev": 16}
NAMES = {
    "Donald Trump": "Person",
    "Xi Jinping": "Person",
    "Nvidia": "Company",
    "MP Materials": "Company",
    "H200": "Chip",
    "seltene Erden": "Material",
}


@dataclass(frozen=True)
class Scored:
    """A graph of gold articles: where it lies, what its build printed, its scores."""

    directory: Path
    printed: str
    problems: str
    scores: dict


@pytest.fixture(scope="session", params=sorted(FLOORS))
def scored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Scored]:
    name = request.param
    if not (FOLDER / "score.py").is_file():
        if "KG_GOLD" in os.environ:
            pytest.fail(f"KG_GOLD={FOLDER}: no score.py there", pytrace=False)
        pytest.skip("no folder of gold articles beside the repository; KG_GOLD=DIR names one")
    if not (FOLDER / name).is_dir():
        pytest.skip(f"the folder of gold articles holds no {name}/")
    return name, score(name, tmp_path_factory.mktemp(name) / "out")


def score(name: str, out: Path) -> Scored:
    articles = sorted(map(str, (FOLDER / name).glob("*.txt")))
    assert len(articles) == ARTICLES[name]
    done = CliRunner().invoke(main, ["build", *articles, "-o", str(out)])
    assert done.exit_code == 0 and not done.stderr, done.output
    command = [sys.executable, str(FOLDER / "score.py"), str(out / "graph.ttl"), str(FOLDER / FLOORS[name]["gold"])]
    plain = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert plain.returncode in (0, 1) and "facts:" in plain.stdout, plain.stderr
    problems = "\n".join(line for line in plain.stdout.splitlines() if line.startswith("PROBLEM"))
    as_json = subprocess.run([*command, "--json"], capture_output=True, encoding="utf-8", check=True)
    return Scored(out, plain.stdout, problems, json.loads(as_json.stdout))


def test_the_scores_stay_above_their_floors(scored):
    name, found = scored
    floors, scores = FLOORS[name], found.scores
    low = [
        f"{key}: {scores[key]:.3f}, floor {floors[key]}"
        for key in ("recall_core", "precision", "entity_recall")
        if scores[key] < floors[key]
    ]
    if scores["trapped"] > floors["traps"]:
        low.append(f"told as fact what is none: {scores['trapped']} of {scores['traps']}, at most {floors['traps']}")
    assert not low, "\n".join([f"{name}:", *low, found.printed])


def test_every_quote_is_cut_out_of_its_text(scored):
    _, found = scored
    assert found.scores["evidence"] > 10 and found.scores["evidence_bad"] == 0
    assert not found.problems


@pytest.mark.parametrize("scored", ["seeds"], indirect=True)
def test_the_expected_names_are_there_with_their_class(scored):
    _, found = scored
    from kg.graph.query import run_query
    from kg.graph.store import open_read

    rows = run_query(open_read(found.directory), "SELECT ?n ?c { ?e skos:prefLabel|skos:altLabel ?n ; a ?c }").rows
    classes = {(row[0].value, row[1].value.rpartition("#")[2]) for row in rows}
    assert set(NAMES.items()) <= classes, set(NAMES.items()) - classes


def test_a_query_gives_the_sentences_of_who_restricts_what(scored):
    _, found = scored
    done = CliRunner().invoke(main, ["query", "-g", str(found.directory), "wer-beschraenkt-was", "--format", "json"])
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert rows and all(row["satz"]["value"] for row in rows)
