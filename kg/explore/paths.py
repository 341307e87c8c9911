"""How two entities are joined: the shortest ways over what the articles tell, whichever way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from kg.explore.index import GraphIndex

PATHS = 3  # a way or three explain how two things are joined; more hide it
LONGEST = 6  # statements between two entities; over more, everything is joined to everything
DETOUR = 2  # how much longer than the shortest a way may be
STEPS = 20_000  # places looked at before the search ends with what it has


def shortest_paths(index: GraphIndex, start: str, end: str) -> list[list[str]]:
    """Up to three ways from one entity to another, the shortest first; none where they are too far apart.

    Of ways of one length those come first that go by what is told most often.
    """
    if start == end:
        return [[start]]
    away = _distances(index, end, start)
    if start not in away:
        return []
    found: list[list[str]] = []
    for length in range(away[start], min(LONGEST, away[start] + DETOUR) + 1):
        ways = _ways(index, start, end, length, away)
        found += islice((way for way in ways if len(way) == length + 1), PATHS - len(found))
    return found


def _distances(index: GraphIndex, end: str, start: str) -> dict[str, int]:
    """How far from the end each entity is, as far as ways to the start may lead by it."""
    away, ring = {end: 0}, [end]
    furthest = LONGEST
    for distance in range(1, LONGEST + 1):
        if distance > furthest or not ring:
            break
        near = {other for iri in ring for other in index.neighbours(iri)}
        ring = sorted(near - away.keys())
        away.update((iri, distance) for iri in ring)
        if start in near and furthest == LONGEST:
            furthest = min(LONGEST, away[start] + DETOUR - 1)
    return away


def _ways(index: GraphIndex, start: str, end: str, length: int, away: dict[str, int]) -> Iterator[list[str]]:
    """Ways of at most `length` statements that meet no entity twice, found depth first."""
    steps = 0
    stack: list[tuple[list[str], Iterator[str]]] = [([start], _next(index, start))]
    while stack and steps < STEPS:
        way, ahead = stack[-1]
        step = next(ahead, None)
        if step is None:
            stack.pop()
            continue
        steps += 1
        if step in way or away.get(step, length) > length - len(way):
            continue
        if step == end:
            yield [*way, step]
        elif len(way) < length:
            stack.append(([*way, step], _next(index, step)))


def _next(index: GraphIndex, iri: str) -> Iterator[str]:
    told = Counter(link.other(iri) for link in index.links_of(iri))
    del told[iri]
    return iter(sorted(told, key=lambda other: (-told[other], -index.degree(other), other)))
