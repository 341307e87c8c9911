"""What is known beforehand, in a named graph of its own: facts between entities that the articles name.

The background is a function of the facts known beforehand and of the entities in the store, nothing else: whatever the
order in which articles came and went, it holds exactly the facts whose subject and object some article's graph holds.
It never says the plain triple; that is for what an article says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import terms
from kg.graph.iris import BASE, background_iri, entity_iri, fact_iri
from kg.graph.knowledge import DEFAULT, PREF, TYPE, commit
from kg.graph.terms import term
from kg.model import BackgroundFact

FACT, SUBJECT, OBJECT = term("kg:BackgroundFact"), term("rdf:subject"), term("rdf:object")

Pair = tuple[NamedNode, NamedNode | Literal]


def settle(store: Store, facts: Iterable[BackgroundFact], base: str = BASE) -> None:
    """Make the background what it has to be with these facts and the entities now in the store, in one transaction."""

    @cache
    def is_named(entity_id: str) -> bool:
        return any(store.quads_for_pattern(NamedNode(entity_iri(entity_id, base)), PREF, None, DEFAULT))

    between = [fact for fact in facts if is_named(fact.subject) and is_named(fact.object)]
    old = set(store.quads_for_pattern(None, None, None, NamedNode(background_iri(base))))
    commit(store, old, set(background_quads(between, base)))


def bereft(store: Store, old: set[Quad], new: set[Quad], base: str = BASE) -> set[Quad]:
    """The background's share that loses a subject or object when the articles' quads `old` give way to `new`."""
    gone = {quad for quad in old - new if quad.predicate == PREF}
    lost = {quad.subject for quad in gone} - {quad.subject for quad in new if quad.predicate == PREF}
    graph = NamedNode(background_iri(base))
    nodes = {
        quad.subject
        for entity in lost
        if all(q.graph_name == DEFAULT or q in gone for q in store.quads_for_pattern(entity, PREF, None))
        for end in (SUBJECT, OBJECT)
        for quad in store.quads_for_pattern(None, end, entity, graph)
    }
    return {quad for node in nodes for quad in store.quads_for_pattern(node, None, None, graph)}


def background_quads(facts: Iterable[BackgroundFact], base: str = BASE) -> list[Quad]:
    """All quads of facts known beforehand, none twice; one known from two sources is one node with both."""
    alike: defaultdict[str, list[BackgroundFact]] = defaultdict(list)
    for fact in facts:
        alike[fact_iri(fact, base)].append(fact)
    graph = NamedNode(background_iri(base))
    return [Quad(NamedNode(iri), p, o, graph) for iri, same in alike.items() for p, o in _fact(same, base)]


def is_background(store: Store, node: NamedNode) -> bool:
    """Whether a node is a fact known beforehand: it has a subject and an object, but is no article's statement."""
    return Quad(node, TYPE, FACT) in store


def _fact(same: list[BackgroundFact], base: str) -> Iterator[Pair]:
    fact = same[0]
    yield TYPE, FACT
    yield SUBJECT, NamedNode(entity_iri(fact.subject, base))
    yield term("rdf:predicate"), term(f"kg:{fact.predicate}")
    yield OBJECT, NamedNode(entity_iri(fact.object, base))
    if fact.role:
        yield term("kg:role"), terms.words(fact.role)
    checked = max(other.checked for other in same)
    for name, date in (("validFrom", fact.start), ("validUntil", fact.end), ("checkedUntil", checked)):
        if (day := terms.day(date)) is not None:
            yield term(f"kg:{name}"), day
    for source in sorted({other.source for other in same} - {""}):
        yield term("dcterms:source"), terms.plain(source)
