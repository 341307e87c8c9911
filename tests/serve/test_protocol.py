"""The SPARQL protocol as a client sees it."""

from __future__ import annotations

import httpx


def test_a_query_by_get(server):
    answer = httpx.get(f"{server.address}/sparql", params={"query": "SELECT ?x WHERE { ?x a kg:Material }"})
    assert answer.status_code == 200
    assert [row["x"]["value"] for row in answer.json()["results"]["bindings"]] == ["https://w3id.org/newskg/id/gallium"]
