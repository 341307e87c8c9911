"""How two entities are joined: the shortest ways over what the articles tell, whichever way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from kg.explore.index import GraphIndex

PATHS = 3  # a way or three explain how two things are joined; more hide it
LONGEST = 6  # statements between two entities; over more, everything is joined to everything


def shortest_paths(index: GraphIndex, start: str, end: str) -> list[list[str]]:
    """Up to three of the shortest ways from one entity to another; none where they are more than six statements apart.

    Those come first that go by what is told most often.
    """
    away = _distances(index, end, start)
    return list(islice(_ways(index, [start], end, away), PATHS)) if start in away else []


def _distances(index: GraphIndex, end: str, start: str) -> dict[str, int]:
    """How many statements lie between the end and each entity, up to where the start is met."""
    away, ring = {end: 0}, [end]
    while ring and start not in away and away[ring[0]] < LONGEST:
        distance = away[ring[0]] + 1
        ring = sorted({other for iri in ring for other in index.neighbours(iri)} - away.keys())
        away.update((iri, distance) for iri in ring)
    return away


def _ways(index: GraphIndex, way: list[str], end: str, away: dict[str, int]) -> Iterator[list[str]]:
    """The ways that go on from the last entity, each step one nearer to the end: none leads astray."""
    last = way[-1]
    if last == end:
        yield way
        return
    told = Counter(link.other(last) for link in index.links_of(last))
    nearer = [other for other in told if away.get(other) == away[last] - 1]
    for step in sorted(nearer, key=lambda other: (-told[other], -index.degree(other), other)):
        yield from _ways(index, [*way, step], end, away)
