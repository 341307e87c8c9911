"""Article → expected Turtle. `pytest tests/golden --update-golden` writes what is found now; the review reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from graph_diff import difference, read_turtle

from kg.build import build

pytestmark = pytest.mark.model

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "seeds" / "articles"
STEMS = ("gallium-germanium", "h200-freigabe")


@pytest.mark.parametrize("stem", STEMS)
def test_the_article_gives_the_expected_graph(stem, reader, tmp_path, request):
    built = build([ARTICLES / f"{stem}.md"], tmp_path / "out", reader=reader)
    golden = HERE / f"{stem}.ttl"
    if request.config.getoption("--update-golden"):
        golden.write_bytes(built.turtle.read_bytes())
    changed = difference(read_turtle(golden), read_turtle(built.turtle))
    if changed:
        pytest.fail(
            f"{golden.name}: what is missing (-) and what is new (+); if it is right now: pytest tests/golden "
            f"--update-golden\n{changed}",
            pytrace=False,
        )


def test_every_golden_file_has_its_article_and_is_compared():
    assert sorted(path.stem for path in HERE.glob("*.ttl")) == sorted(STEMS)
