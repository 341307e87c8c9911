"""A query's answer as bytes in one format, no more of them and of its rows than allowed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from pyoxigraph import (
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import ForeignError, KgError, QueryError
from kg.graph.quads import one_line
from kg.graph.query import parser_message
from kg.graph.syntax import graphs_from, refuse_foreign
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
Form = TypeVar("Form")

_LEAST_ROW = 2  # bytes: no format writes a row or a triple in fewer


class TooMuch(KgError):
    """An answer that is larger than the server gives."""


class NoFormat(KgError):
    """An answer of a kind that the client takes in no format."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of one answer: rows (or triples), bytes."""

    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a query is asked of.

    base: the IRI that relative ones go by. default, named: IRIs of the graphs that make the default graph and the named
    graphs, absent ones being empty; None, None: those that the query names, or else the whole store.
    """

    base: str
    default: Sequence[str] | None = None
    named: Sequence[str] | None = None

    @property
    def is_given(self) -> bool:
        return self.default is not None or self.named is not None

    def options(self) -> dict[str, Any]:
        """The arguments for the store's `query`."""
        graphs = {}
        if self.is_given:
            graphs["default_graph"] = [NamedNode(iri) for iri in self.default or ()]
            graphs["named_graphs"] = [NamedNode(iri) for iri in self.named or ()]
        return {"base_iri": self.base, "prefixes": PREFIXES} | graphs


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
    store: Store,
    text: str,
    table: str | None,
    graph: str | None,
    limits: Limits,
    dataset: Dataset,
) -> tuple[bool, bytes]:
    """The answer to a SPARQL query, and whether it is a graph.

    table, graph: the formats for rows or a yes or no, and for a graph; None: the client takes none.
    Raises ForeignError for a query that reaches beyond the store, QueryError for one that does not parse or fails,
    NoFormat, and TooMuch for an answer over the limits.
    """
    refuse_foreign(text)
    if not dataset.is_given:
        _check_graphs(store, text)
    options = dataset.options()
    try:
        found = store.query(text, **options)
        if isinstance(found, QueryTriples):
            return True, write_triples(found, _wanted(graph, "a graph", GRAPHS), limits)
        into = _Bounded(limits.bytes)
        found.serialize(into, _wanted(table, "rows or a yes or no", TABLES))
        if into.tell() > _LEAST_ROW * limits.rows and isinstance(found, QuerySolutions):
            # The serializer counts no rows, and counting them here is slow: only when there can be too many.
            for _ in _at_most(store.query(text, **options), limits.rows):
                pass
        return False, into.getvalue()
    except SyntaxError as error:
        raise QueryError(parser_message(text, str(error))) from None
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {one_line(str(error))}") from None


def write_triples(triples: Iterable[Triple], form: RdfFormat, limits: Limits) -> bytes:
    """Triples in a format. Raises TooMuch."""
    into = _Bounded(limits.bytes)
    prefixes = PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    serialize(_at_most(triples, limits.rows), into, form, prefixes=prefixes)
    return into.getvalue()


def _check_graphs(store: Store, text: str) -> None:
    for graph in graphs_from(text):
        if not store.contains_named_graph(graph):
            raise ForeignError(f"FROM {graph}: no such graph in this store, and nothing is fetched from elsewhere")


def _wanted(name: str | None, what: str, formats: Mapping[str, Form]) -> Form:
    if name is None:
        raise NoFormat(f"the answer is {what}, and none of the accepted formats can hold it; try {', '.join(formats)}")
    return formats[name]


def _at_most(rows: Iterable, most: int) -> Iterator:
    rows = iter(rows)
    yield from islice(rows, most)
    if next(rows, None) is not None:
        raise TooMuch(f"the answer has more than {most} rows; ask for less, as with LIMIT")
