"""A process that reads the store for the server: `python -m kg.serve.worker DIR MEMORY`.

It takes one request after the other from stdin and answers on stdout. It ends with the pipe, also amid a query: so it
does not outlive the server, whatever became of that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from pyoxigraph import Store

from kg.errors import KgError, QueryError, StoreError
from kg.graph.query import bound_query
from kg.graph.store import open_read
from kg.serve.evaluate import Limits, TooMuch, evaluate, write_graph
from kg.serve.pipe import Answer, serve_requests

Handler = Callable[[Store, dict[str, Any], bytes], Answer]


class Reader:
    """The store, opened again whenever the server says that it has changed."""

    def __init__(self, directory: str):
        self._directory = directory
        self._seen: tuple[str, str] | None = None
        self._store: Store | None = None

    def answer(self, header: dict[str, Any], body: bytes) -> Answer:
        """What a request gets: HTTP status, what to tell of the answer, the answer."""
        try:
            try:
                return self._try(header, body)
            except OSError:
                # A build or an update may have taken away a file under our feet: look again, once.
                self._seen = None
                return self._try(header, body)
        except QueryError as error:
            return refusal(400, str(error))
        except TooMuch as error:
            return refusal(422, str(error))
        except StoreError as error:
            return refusal(503, str(error))
        except OSError as error:
            return refusal(503, f"the store cannot be read: {error}")

    def _try(self, header: dict[str, Any], body: bytes) -> Answer:
        return HANDLERS[header["kind"]](self._open(header["snapshot"], header["generation"]), header, body)

    def _open(self, snapshot: str, generation: str) -> Store:
        if self._store is None or self._seen != (snapshot, generation):
            self._store = Store.read_only(snapshot) if snapshot else open_read(self._directory)
            self._seen = (snapshot, generation)
        return self._store


def query(store: Store, header: dict[str, Any], body: bytes) -> Answer:
    """A SPARQL query in one of the formats that its form can have."""
    found = evaluate(store, body.decode(), header["format"], limits_of(header), header["default"], header["named"])
    return 200, {}, found


def graph(store: Store, header: dict[str, Any], body: bytes) -> Answer:
    """A whole graph of the store; 404 where there is none of that name."""
    return write_graph(store, header["graph"], header["format"], limits_of(header))


def explore(store: Store, header: dict[str, Any], body: bytes) -> Answer:
    """What the explorer asks for, as JSON."""
    from kg.explore.answers import answer

    try:
        found = answer(store, header["ask"], header["params"])
    except KgError as error:
        return refusal(400, str(error))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    if len(text) > header["max_bytes"]:
        raise TooMuch(f"the answer is larger than {header['max_bytes']} bytes; ask for less")
    return 200, {}, text


def bind(store: Store, header: dict[str, Any], body: bytes) -> Answer:
    """A named query with its parameters bound, as text."""
    return 200, {}, bound_query(store, header["name"], header["params"]).encode()


def limits_of(header: dict[str, Any]) -> Limits:
    return Limits(header["max_rows"], header["max_bytes"])


def refusal(status: int, line: str) -> Answer:
    return status, {"error": line}, b""


HANDLERS: dict[str, Handler] = {"query": query, "graph": graph, "explore": explore, "bind": bind}


if __name__ == "__main__":
    serve_requests(Reader(sys.argv[1]).answer, int(sys.argv[2]))
