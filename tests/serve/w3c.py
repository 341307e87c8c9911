"""The W3C's tests of the SPARQL 1.1 protocols, as their manifests give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")

PROTOCOL = ("protocol/manifest.ttl",)
GRAPH_STORE = ("graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl")
_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}


@dataclass(frozen=True, slots=True)
class Step:
    """A request and what it must give. `statuses` are codes or classes of them ("2xx"); None: nothing is asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None = None
    form: str | None = None
    graph: str | None = None
    content_type: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A test: its name, the graphs that must be there before it (name → N-Triples), its requests in their order."""

    name: str
    data: dict[str, str]
    steps: tuple[Step, ...]


def cases(folder: Path, manifest: str) -> Iterator[Case]:
    """The tests of a manifest in the folder of the W3C's tests."""
    path = folder / manifest
    graph = Graph().parse(path, publicID=path.as_uri())
    for test in Collection(graph, next(graph.objects(None, MF.entries))):
        action = graph.value(test, MF.action, any=False)
        data = {
            str(graph.value(each, RDFS.label)): _read(graph.value(each, UT.graph))
            for each in graph.objects(test, UT.graphData)
        }
        steps = tuple(_step(graph, one) for one in Collection(graph, graph.value(action, HT.requests, any=False)))
        yield Case(str(test).rpartition("#")[2], data, steps)


def _step(graph: Graph, request: Node) -> Step:
    response = graph.value(request, HT.resp, any=False)
    body = graph.value(request, HT.body)
    charset = str(graph.value(body, CNT.characterEncoding) or "utf-8") if body else "utf-8"
    wanted = graph.value(response, HT.body)
    boolean = graph.value(response, MF.expectedBoolean)
    form = graph.value(response, MF.expectedFormat)
    location = graph.value(response, MF.expectedLocation)
    return Step(
        str(graph.value(request, HT.methodName, any=False)),
        str(graph.value(request, HT.absolutePath, any=False)),
        _headers(graph, request),
        str(graph.value(body, CNT.chars)).encode(charset) if body else b"",
        tuple(_status(URIRef(status)) for status in graph.objects(response, MF.expectedStatus)),
        boolean.toPython() if boolean is not None else None,
        str(form) if form is not None else None,
        str(graph.value(wanted, CNT.chars)) if wanted else None,
        _headers(graph, response).get("content-type"),
        str(location) if location is not None else None,
    )


def _headers(graph: Graph, message: Node) -> dict[str, str]:
    return {
        str(graph.value(header, HT.fieldName)).lower(): str(graph.value(header, HT.fieldValue))
        for one in graph.objects(message, HT.headers)
        for header in Collection(graph, one)
    }


def _status(name: URIRef) -> str:
    local = str(name).rpartition("#")[2]
    return _STATUS.get(local) or local.removeprefix("StatusCode").lower()


def _read(file: Node | None) -> str:
    from urllib.parse import unquote, urlparse

    return Path(unquote(urlparse(str(file)).path)).read_text(encoding="utf-8")
