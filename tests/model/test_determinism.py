"""Same articles, same bytes: whatever the hash seed, whatever the order of the files, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.build import build as run
from kg.graph.export import write_turtle
from kg.graph.stats import stats
from kg.graph.store import articles, open_for_build, open_read, remove

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))

pytestmark = pytest.mark.model


def build(out: Path, seed: int, articles: Iterable[Path]) -> Path:
    command = [sys.executable, "-m", "kg", "build", *map(str, articles), "-o", str(out)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_the_same_articles_give_the_same_bytes(tmp_path):
    outs = [
        build(tmp_path / "first", 0, ARTICLES),
        build(tmp_path / "other-seed", 1, ARTICLES),
        build(tmp_path / "other-order", 2, [*ARTICLES[5:][::-1], *ARTICLES[:5]]),
    ]
    for name in ("graph.ttl", "graph.html"):
        contents = [(out / name).read_bytes() for out in outs]
        assert len(contents[0]) > 50_000
        assert contents[0] == contents[1], f"{name} depends on the hash seed"
        assert contents[0] == contents[2], f"{name} depends on the order of the files"


def test_articles_added_one_by_one_give_the_same_bytes(tmp_path, sample, reader):
    for article in reversed(ARTICLES):
        run([article], tmp_path / "out", reader=reader)
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "out" / name).read_bytes() == (sample.directory / name).read_bytes()


def test_with_mentions_too_the_parts_give_the_same_bytes_as_the_whole(tmp_path, sample, reader):
    whole = run(ARTICLES, tmp_path / "whole", reader=reader, mentions=True).turtle.read_bytes()
    for half in (ARTICLES[6:], ARTICLES[:6]):
        run(half, tmp_path / "halves", reader=reader, mentions=True)
    assert (tmp_path / "halves" / "graph.ttl").read_bytes() == whole
    page = (tmp_path / "halves" / "graph.html").read_bytes()
    assert page == (tmp_path / "whole" / "graph.html").read_bytes()
    assert run(ARTICLES, tmp_path / "halves", reader=reader).turtle.read_bytes() == sample.turtle.read_bytes()
    assert run(ARTICLES, tmp_path / "halves", reader=reader, mentions=True).turtle.read_bytes() == whole


def test_articles_that_go_take_their_share_of_what_is_known_along(tmp_path, reader):
    run(ARTICLES[:2], tmp_path / "two", reader=reader)
    two = open_read(tmp_path / "two")
    run(ARTICLES[:4], tmp_path / "out", reader=reader)
    store = open_for_build(tmp_path / "out")
    assert stats(store).background > stats(two).background > 0
    kept = {path.name for path in ARTICLES[:2]}
    for source, iri in articles(store):
        if source not in kept:
            remove(store, iri)
    assert set(store) == set(two)
    write_turtle(store, tmp_path / "out")
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (tmp_path / "two" / "graph.ttl").read_bytes()
