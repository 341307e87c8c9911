"""rdflib over the same store, for those who know rdflib. Nothing on the way from article to graph imports it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.store import open_read
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph


def open_graph(directory: str | Path) -> Graph:
    """The knowledge of a graph directory as an rdflib Graph, read-only, with the usual prefixes bound.

    Give queries as text: a query prepared by rdflib bypasses the store and is refused.
    Raises StoreError where there is no graph.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Graph
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    graph = Graph(OxigraphStore(store=open_read(directory)), identifier=DATASET_DEFAULT_GRAPH_ID)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
