"""Same articles, same bytes: whatever the hash seed, whatever the order of the files, in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

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


def test_articles_added_one_by_one_give_the_same_bytes(tmp_path, sample):
    from kg.build import build as run
    from kg.build import load_reader

    reader = load_reader()
    for article in reversed(ARTICLES):
        run([article], tmp_path / "out", reader=reader)
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (sample.directory / "graph.ttl").read_bytes()
