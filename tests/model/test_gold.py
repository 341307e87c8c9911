"""The sample articles against their gold facts, with floors that a change must not fall through."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.build import Reader, build
from kg.evaluate import Scores, as_text, load_gold, read_graph, score

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((Path(__file__).parent / "gold_floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    out = tmp_path_factory.mktemp("gold") / "out"
    build([ROOT / "seeds" / "articles"], out, reader=reader)
    return score(read_graph(out), load_gold(ROOT / "tests" / "gold"))


def figures(scores: Scores) -> dict[str, float]:
    total, shares = scores.total, ("mode", "attribution", "entities")
    return {
        **{name: getattr(total, name) for name in ("f1", "precision", "recall", "recall_core")},
        **{name: getattr(scores, name).right / getattr(scores, name).of for name in shares},
    }


def test_every_sample_article_has_its_gold(scores: Scores) -> None:
    names = {path.stem for path in (ROOT / "seeds" / "articles").glob("*.md")}
    assert set(scores.articles) == names and len(names) >= 12


@pytest.mark.parametrize("figure", sorted(FLOORS["least"]))
def test_no_figure_falls_below_its_floor(scores: Scores, figure: str) -> None:
    found, floor = figures(scores)[figure], FLOORS["least"][figure]
    assert found >= floor, f"{figure} {found:.3f}, floor {floor}\n{as_text(scores, show=True)}"


def test_traps_are_stepped_around(scores: Scores) -> None:
    stepped = [note for note in scores.notes if " WRONG " in note]
    assert len(stepped) <= FLOORS["most"]["traps"], "\n".join(stepped)
    assert scores.traps.of > 60


def test_no_property_falls_far_below_what_it_had(scores: Scores) -> None:
    low = {
        name: f"{scores.properties[name].f1:.2f} < {floor}"
        for name, floor in FLOORS["f1"].items()
        if scores.properties[name].f1 < floor
    }
    assert not low
