"""The process that changes the store for the server: `python -m kg.serve.workers.writer DIR MEMORY`.

It holds the store, so that no build can write at the same time. Whatever it does is done as one transaction, and after
each it leaves a snapshot (of hard links) in DIR/snapshots, which the other workers read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse

from kg.errors import ForeignError, KgError, QueryError, StoreError
from kg.graph.quads import one_line
from kg.graph.query import parser_message
from kg.graph.store import layout, open_for_build
from kg.graph.syntax import graphs_from, refuse_foreign
from kg.serve.workers.pipe import Answer, serve_requests
from kg.serve.workers.using import with_dataset
from kg.vocab import PREFIXES

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}

Handler = Callable[[Store, dict[str, Any], bytes], dict[str, Any]]


class Writer:
    """The store, opened for writing when it is first needed."""

    def __init__(self, directory: str):
        self._directory = directory
        self._snapshots = layout(directory).snapshots
        self._store: Store | None = None

    def answer(self, header: dict[str, Any], body: bytes) -> Answer:
        """What a request gets: HTTP status and what to tell of it, the snapshot among it."""
        try:
            store = self._open()
            told = HANDLERS[header["kind"]](store, header, body)
            return 200, told | {"snapshot": self._snapshot(store)}, b""
        except KgError as error:
            status = {ForeignError: 403, StoreError: 503}.get(type(error), 400)
            return status, {"error": str(error)}, b""
        except OSError as error:
            return 500, {"error": f"the store cannot be written: {one_line(str(error))}"}, b""

    def _open(self) -> Store:
        if self._store is None:
            self._store = open_for_build(self._directory)
        return self._store

    def _snapshot(self, store: Store) -> str:
        self._snapshots.mkdir(exist_ok=True)
        place = self._snapshots / str(time.time_ns())
        store.backup(str(place))
        return str(place)


def nothing(store: Store, header: dict[str, Any], body: bytes) -> dict[str, Any]:
    """No change: only the snapshot is wanted."""
    return {}


def update(store: Store, header: dict[str, Any], body: bytes) -> dict[str, Any]:
    """A SPARQL update, all or nothing."""
    text = body.decode("utf-8", "replace")
    refuse_foreign(text)
    for graph in graphs_from(text):
        if not store.contains_named_graph(graph):
            raise ForeignError(f"USING {graph}: no such graph in this store, and nothing is fetched from elsewhere")
    if header["default"] is not None or header["named"] is not None:
        text = with_dataset(text, header["default"] or (), header["named"] or ())
    try:
        store.update(text, base_iri=header["base"], prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(parser_message(text, str(error))) from None
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the update failed: {one_line(str(error))}") from None
    return {}


def put(store: Store, header: dict[str, Any], body: bytes) -> dict[str, Any]:
    """A graph in place of the one of that name, or (header "add") beside what it holds."""
    is_new = not _is_there(store, header["graph"])
    triples = _triples(header, body)
    name = _named(header["graph"])
    clear = "" if header["add"] or is_new else f"CLEAR {name} ;\n"
    create = f"CREATE SILENT {name} ;\n" if is_new else ""
    data = " .\n".join(map(str, triples))
    inside = f"{name} {{ {data} }}" if header["graph"] is not None else data
    store.update(f"{clear}{create}INSERT DATA {{ {inside} }}")
    return {"is_new": is_new}


def drop(store: Store, header: dict[str, Any], body: bytes) -> dict[str, Any]:
    """A graph gone; "was_there" says whether there was one."""
    was_there = _is_there(store, header["graph"])
    store.update(f"DROP SILENT {_named(header['graph'])}")
    return {"was_there": was_there}


def _is_there(store: Store, graph: str | None) -> bool:
    return graph is None or store.contains_named_graph(NamedNode(graph))


def _named(graph: str | None) -> str:
    return "DEFAULT" if graph is None else f"GRAPH {NamedNode(graph)}"


def _triples(header: dict[str, Any], body: bytes) -> list[Triple]:
    """The triples of the parts of a body. Raises QueryError for one that cannot be read."""
    triples: list[Triple] = []
    start = 0
    for number, (media, length) in enumerate(header["parts"], 1):
        data = body[start : start + length]
        start += length
        try:
            quads = parse(
                data, FORMATS[media], base_iri=header["base"], without_named_graphs=True, rename_blank_nodes=True
            )
            triples += (quad.triple for quad in quads)
        except (SyntaxError, ValueError, OSError) as error:
            part = f"part {number}" if len(header["parts"]) > 1 else "the body"
            raise QueryError(f"{part} is no {FORMATS[media].name}: {one_line(str(error))}") from None
    return triples


HANDLERS: dict[str, Handler] = {"nothing": nothing, "update": update, "put": put, "drop": drop}


if __name__ == "__main__":
    serve_requests(Writer(sys.argv[1]).answer, int(sys.argv[2]))
