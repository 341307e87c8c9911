"""An entity as a page shows it."""

from __future__ import annotations

from typing import Any

from kg.explore.index import GraphIndex


def entity(index: GraphIndex, iri: str) -> dict[str, Any]:
    """Name, other names, class, Wikidata id, and how much the whole graph says of an entity."""
    names = index.names
    return {
        "id": iri,
        "label": names.label(iri),
        "aliases": list(names.aliases(iri)),
        "class": names.cls(iri),
        "wikidata": names.wikidata(iri),
        "degree": index.degree(iri),
        "neighbours": len(index.neighbours(iri)),
    }
