"""What benchmarks/serve.py measures, in small: a runaway query beside others, and many clients."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from serving import serving

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "serve.py"
LIMIT = 2.0  # seconds


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("serve_benchmark", BENCHMARK)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_runaway_query_ends_while_others_are_answered(graph, benchmark):
    with serving(graph, f"--timeout={LIMIT}") as server:
        beside = benchmark.runaway(server.port, others=10)
    assert beside.status == 504 and beside.took <= LIMIT + 1
    assert beside.failed == 0 and beside.answered >= 20


def test_many_clients_are_all_answered(graph, benchmark):
    tasks = [lambda client, text=text: client.query(text) for text in (benchmark.PLAIN, "ASK { ?s ?p ?o }")]
    with serving(graph) as server:
        done = benchmark.load(benchmark.Server(server.port, server.process), tasks, requests=400, clients=16)
    assert (done.requests, done.errors) == (400, 0)
    assert done.growth <= 0.1
