"""A process that reads the store for the server: `python -m kg.serve.workers.reader DIR MEMORY`.

It takes one request after the other from stdin and answers on stdout. It ends with the pipe, also amid a query: so it
does not outlive the server, whatever became of that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import ForeignError, KgError, QueryError, StoreError
from kg.graph.query import bound_query
from kg.graph.store import open_read
from kg.serve.workers.evaluate import GRAPHS, Dataset, Limits, NoFormat, TooMuch, evaluate, write_triples
from kg.serve.workers.pipe import Answer, serve_requests

if TYPE_CHECKING:
    from kg.explore.answers import Explorer

# The first that fits; other errors that end as a line are the client's.
STATUS = {ForeignError: 403, NoFormat: 406, TooMuch: 422, StoreError: 503, KgError: 400}


class View:
    """The store as it is at one time, with what was read of it."""

    def __init__(self, store: Store):
        self.store = store
        self._explorer: Explorer | None = None
        self._overview: dict[str, Any] | None = None

    @property
    def explorer(self) -> Explorer:
        """The store opened for looking around; made when it is first asked for, and kept."""
        if self._explorer is None:
            from kg.explore.answers import Explorer

            self._explorer = Explorer(self.store)
        return self._explorer

    @property
    def overview(self) -> dict[str, Any]:
        """What the explorer opens with; its places take a while, so they are computed once."""
        if self._overview is None:
            from kg.explore.answers import answer

            self._overview = answer(self.explorer, "overview", {})
        return self._overview


Handler = Callable[[View, dict[str, Any], bytes], Answer]


class Reader:
    """The store, opened again whenever the server says that it has changed."""

    def __init__(self, directory: str):
        self._directory = directory
        self._seen: tuple[str, str] | None = None
        self._view: View | None = None

    def answer(self, header: dict[str, Any], body: bytes) -> Answer:
        """What a request gets: HTTP status, what to tell of the answer, the answer."""
        try:
            try:
                return self._try(header, body)
            except OSError:
                # A build or an update may have taken away a file under our feet: look again, once.
                self._view = None
                return self._try(header, body)
        except KgError as error:
            return next(code for kind, code in STATUS.items() if isinstance(error, kind)), {"error": str(error)}, b""
        except OSError as error:
            return 503, {"error": f"the store cannot be read: {error}"}, b""

    def _try(self, header: dict[str, Any], body: bytes) -> Answer:
        return HANDLERS[header["kind"]](self._open(header["snapshot"], header["generation"]), header, body)

    def _open(self, snapshot: str, generation: str) -> View:
        if self._view is None or self._seen != (snapshot, generation):
            self._view = None
            self._view = View(Store.read_only(snapshot) if snapshot else open_read(self._directory))
            self._seen = (snapshot, generation)
        return self._view


def nothing(view: View, header: dict[str, Any], body: bytes) -> Answer:
    """No answer: only that the store can be read."""
    return 200, {}, b""


def query(view: View, header: dict[str, Any], body: bytes) -> Answer:
    """A SPARQL query in the format for what its answer is."""
    text = _text(body)
    dataset = Dataset(header["base"], header["default"], header["named"])
    is_graph, data = evaluate(view.store, text, header["table"], header["graph"], _limits(header), dataset)
    return 200, {"is_graph": is_graph}, data


def graph(view: View, header: dict[str, Any], body: bytes) -> Answer:
    """A whole graph of the store, the default graph where it has no name; 404 where there is none of that name."""
    name = DefaultGraph() if header["graph"] is None else NamedNode(header["graph"])
    if header["graph"] is not None and not view.store.contains_named_graph(name):
        return 404, {"error": f"no graph is called {name}"}, b""
    triples = (quad.triple for quad in view.store.quads_for_pattern(None, None, None, name))
    return 200, {}, write_triples(triples, GRAPHS[header["format"]], _limits(header))


def explore(view: View, header: dict[str, Any], body: bytes) -> Answer:
    """What the explorer asks for, as JSON."""
    from kg.explore.answers import answer

    is_first = header["ask"] == "overview" and not header["params"]
    found = view.overview if is_first else answer(view.explorer, header["ask"], header["params"])
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    if len(text) > header["max_bytes"]:
        raise TooMuch(f"the answer is larger than {header['max_bytes']} bytes; ask for less")
    return 200, {}, text


def page(view: View, header: dict[str, Any], body: bytes) -> Answer:
    """The explorer's page with the overview in it."""
    from kg.explore.page import page_config, server_page

    config = page_config("server", header["lang"], view.overview)
    return 200, {}, server_page(header["nonce"], config, header["lang"]).encode("utf-8", "backslashreplace")


def bind(view: View, header: dict[str, Any], body: bytes) -> Answer:
    """A named query with its parameters bound, as text."""
    return 200, {}, bound_query(view.store, header["name"], header["params"]).encode()


def _limits(header: dict[str, Any]) -> Limits:
    return Limits(header["max_rows"], header["max_bytes"])


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError("the query holds half a character; send it as UTF-8") from None


HANDLERS: dict[str, Handler] = {
    "nothing": nothing,
    "query": query,
    "graph": graph,
    "explore": explore,
    "page": page,
    "bind": bind,
}


if __name__ == "__main__":
    serve_requests(Reader(sys.argv[1]).answer, int(sys.argv[2]))
