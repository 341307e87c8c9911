"""The W3C's tests of the SPARQL 1.1 Protocol and the Graph Store Protocol, against a running server.

They lie in a folder beside the repository; --sparql11 DIR or KG_SPARQL11 names another. Whoever has none skips them.
Requests to one endpoint at /sparql/ in the manifests go to /sparql or, where they carry an update, to /update; those
to /gsp go to /store. What changes the store gets the token, which the tests know nothing of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic
from serving import serving
from w3c import GRAPH_STORE, PROTOCOL, Case, Step, cases

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-for-tests"

# Blank: every test applies. A test that does not is listed here with its reason.
NOT_APPLICABLE: dict[str, str] = {}
COUNTS = {"query": 20, "update": 14, "direct": 4, "indirect": 9}


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    named = request.config.getoption("--sparql11") or os.environ.get("KG_SPARQL11")
    path = Path(named) if named else ROOT.parent / "shared" / "external" / "sparql11"
    if not (path / PROTOCOL[0]).is_file():
        if named:
            pytest.fail(f"{path}: no {PROTOCOL[0]} there", pytrace=False)
        pytest.skip("no folder of the W3C's SPARQL 1.1 tests beside the repository; --sparql11 DIR names one")
    return path


def is_update(case: Case) -> bool:
    return "update" in case.name


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that may be written to, over an empty store."""
    from pyoxigraph import Store

    directory = tmp_path_factory.mktemp("w3c")
    Store(directory / "store").flush()
    with serving(directory, "--writable", "--workers", "1", environment={"KG_TOKEN": TOKEN}) as server:
        yield server.address


def outcome(case: Case, address: str) -> str:
    """What is wrong with the server by this test; empty when it passes."""
    location = ""
    with httpx.Client() as client:
        prepare(client, case, address)
        for number, step in enumerate(case.steps, 1):
            answer = client.send(request_of(client, step, address, location))
            location = answer.headers.get("location", location)
            if fault := fault_of(step, answer):
                return f"{case.name}, request {number} ({step.method} {step.path}): {fault}: {answer.text[:200]}"
    return ""


def prepare(client: httpx.Client, case: Case, address: str) -> None:
    """The store with the graphs of a test and nothing else."""
    token = {"authorization": f"Bearer {TOKEN}"}
    client.post(f"{address}/update", data={"update": "DROP ALL"}, headers=token).raise_for_status()
    for name, triples in case.data.items():
        headers = token | {"content-type": "application/n-triples"}
        client.put(f"{address}/store", params={"graph": name}, content=triples, headers=headers).raise_for_status()


def request_of(client: httpx.Client, step: Step, address: str, location: str) -> httpx.Request:
    """The request of a step, sent where this server takes it."""
    path = step.path.replace("$LOCATION$", location)
    changes = b"update" in step.headers.get("content-type", "").encode() or step.body.startswith(b"update=")
    path = path.replace("/sparql/", "/update" if changes else "/sparql", 1).replace("/gsp", "/store", 1)
    headers = step.headers | {"authorization": f"Bearer {TOKEN}"}
    return client.build_request(step.method, address + path, headers=headers, content=step.body or None)


def fault_of(step: Step, answer: httpx.Response) -> str:
    """What an answer lacks that the step asks for; empty when it has all."""
    status = str(answer.status_code)
    if step.statuses and not {status, f"{status[0]}xx"} & set(step.statuses):
        return f"status {status}, not {' or '.join(step.statuses)}"
    media = answer.headers.get("content-type", "")
    if step.content_type and media.replace(" ", "") != step.content_type.replace(" ", ""):
        return f"Content-Type {media}, not {step.content_type}"
    if step.location and not answer.headers.get("location"):
        return "no Location"
    if step.boolean is not None and answer.json()["boolean"] is not step.boolean:
        return f"not {step.boolean}"
    if step.form == "tabular" and "bindings" not in answer.json()["results"]:
        return "no rows"
    if step.form == "RDF":
        Graph().parse(data=answer.text, format=media.partition(";")[0])
    if step.graph is not None:
        base = str(answer.url)
        wanted = Graph().parse(data=step.graph, format="turtle", publicID=base)
        if not isomorphic(Graph().parse(data=answer.text, format="turtle", publicID=base), wanted):
            return "another graph"
    return ""


@pytest.mark.parametrize(
    ("kind", "manifest"),
    [("query", PROTOCOL[0]), ("update", PROTOCOL[0]), ("direct", GRAPH_STORE[0]), ("indirect", GRAPH_STORE[1])],
)
def test_the_protocols_of_the_w3c(folder, address, kind, manifest):
    applicable = [
        case
        for case in cases(folder, manifest)
        if case.name not in NOT_APPLICABLE and (manifest not in PROTOCOL or is_update(case) == (kind == "update"))
    ]
    faults = [fault for case in applicable if (fault := outcome(case, address))]
    assert not faults, "\n".join(faults)
    assert len(applicable) == COUNTS[kind]
