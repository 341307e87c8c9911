"""What tests of the server share: a graph to serve, one that may be written to, and servers over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_graph import trade
from programs import require_module
from serving import Serving, serving

TOKEN = "a-token-for-tests"


def write_graph(directory: Path) -> Path:
    """The small graph written by hand, as a graph directory."""
    from pyoxigraph import Store

    store = Store(directory / "store")
    store.extend(trade().store)
    store.flush()
    return directory


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_graph(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def server(graph: Path) -> Iterator[Serving]:
    """A server that only reads; all tests share it."""
    for module in ("starlette", "uvicorn", "httpx"):
        require_module(module)
    with serving(graph) as running:
        yield running
