"""What the endpoint can do, as SPARQL 1.1 Service Description says it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Triple, serialize
from starlette.requests import Request

from kg.serve.workers.evaluate import GRAPHS, TABLES
from kg.vocab import PREFIXES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def description(request: Request, form: str) -> bytes:
    """The description of the endpoint that a request was sent to, in the graph format called `form`."""
    address = str(request.base_url)
    triples = list(_triples(address, request.app.state.desk.settings.writable))
    return serialize(triples, format=GRAPHS[form], prefixes={"sd": _SD} if form in ("turtle", "rdfxml") else None)


def _triples(address: str, writable: bool) -> Iterator[Triple]:
    queries = NamedNode(f"{address}sparql")
    dataset, graph = BlankNode("dataset"), BlankNode("graph")
    yield Triple(queries, _TYPE, _sd("Service"))
    yield Triple(queries, _sd("endpoint"), queries)
    yield Triple(queries, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(queries, _sd("feature"), _sd("EmptyGraphs"))
    for form in (*TABLES.values(), *GRAPHS.values()):
        yield Triple(queries, _sd("resultFormat"), NamedNode(form.iri))
    yield Triple(queries, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, _TYPE, _sd("Graph"))
    if writable:
        updates = NamedNode(f"{address}update")
        yield Triple(updates, _TYPE, _sd("Service"))
        yield Triple(updates, _sd("endpoint"), updates)
        yield Triple(updates, _sd("supportedLanguage"), _sd("SPARQL11Update"))
        yield Triple(updates, _sd("defaultDataset"), dataset)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
