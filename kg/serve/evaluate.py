"""A query's answer as bytes in one format, no more of them and of its rows than allowed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import KgError, QueryError
from kg.graph.quads import one_line
from kg.graph.query import parser_message
from kg.serve.pipe import Answer
from kg.vocab import PREFIXES

TABLES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_LEAST_ROW = 2  # bytes: no format writes a row or a triple in fewer


class TooMuch(KgError):
    """An answer that is larger than the server gives."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of one answer: rows (or triples), bytes."""

    rows: int
    bytes: int


class _Bounded(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int):
        super().__init__()
        self._limit = limit

    def write(self, data: bytes, /) -> int:
        if self.tell() + len(data) > self._limit:
            raise TooMuch(f"the answer is larger than {self._limit} bytes; ask for less, as with LIMIT")
        return super().write(data)


def evaluate(
    store: Store, text: str, form: str, limits: Limits, default: Sequence[str] | None, named: Sequence[str] | None
) -> bytes:
    """The answer to a SPARQL query in the format called `form`.

    default, named: IRIs of the graphs that make the default graph and the named graphs; None, None: those of the
    query. Raises QueryError for a query that does not parse or fails, TooMuch for an answer over the limits.
    """
    dataset = {} if default is None and named is None else _dataset(default or (), named or ())
    try:
        found = store.query(text, prefixes=PREFIXES, **dataset)
        if isinstance(found, QueryTriples):
            return _graph(found, form, limits)
        into = _Bounded(limits.bytes)
        found.serialize(into, TABLES[form])
        if into.tell() > _LEAST_ROW * limits.rows and hasattr(found, "variables"):
            # The serializer counts no rows, and counting them here is slow: only when there can be too many.
            for _ in _at_most(store.query(text, prefixes=PREFIXES, **dataset), limits.rows):
                pass
        return into.getvalue()
    except SyntaxError as error:
        raise QueryError(parser_message(text, str(error))) from None
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {one_line(str(error))}") from None


def write_graph(store: Store, name: str | None, form: str, limits: Limits) -> Answer:
    """The graph called `name` (None: the default graph) in the format called `form`; 404 where there is none."""
    graph = DefaultGraph() if name is None else NamedNode(name)
    if name is not None and not store.contains_named_graph(graph):
        return 404, {"error": f"no graph is called <{name}>"}, b""
    triples = (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    return 200, {}, _graph(triples, form, limits)


def _dataset(default: Sequence[str], named: Sequence[str]) -> dict[str, list[NamedNode]]:
    return {"default_graph": [NamedNode(iri) for iri in default], "named_graphs": [NamedNode(iri) for iri in named]}


def _graph(triples: Iterable[Triple], form: str, limits: Limits) -> bytes:
    into = _Bounded(limits.bytes)
    prefixes = PREFIXES if form in ("turtle", "rdfxml") else None
    serialize(_at_most(triples, limits.rows), into, GRAPHS[form], prefixes=prefixes)
    return into.getvalue()


def _at_most(rows: Iterable, most: int) -> Iterator:
    rows = iter(rows)
    yield from islice(rows, most)
    if next(rows, None) is not None:
        raise TooMuch(f"the answer has more than {most} rows; ask for less, as with LIMIT")
