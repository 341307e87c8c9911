"""The default graph: what all articles' graphs, and the background's, together say.

A triple stands in it exactly while one of these graphs holds it. What can have one value only is settled between
the articles instead: a statement's confidence is the highest; an entity's class and preferred label are what most
articles say, the first by code points among equals, and the other labels become alternative ones. So the order of
adding does not matter, and A and B less B is A.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.graph.terms import term

DEFAULT = DefaultGraph()
PREF, ALT, TYPE, CONFIDENCE = term("skos:prefLabel"), term("skos:altLabel"), term("rdf:type"), term("kg:confidence")

Pair = tuple[NamedNode, NamedNode | Literal]


def knowledge(store: Store) -> Iterator[Quad]:
    """The default graph as all named graphs together make it."""
    entities = {quad.subject: _Entity() for quad in store.quads_for_pattern(None, PREF, None)}
    confidences: dict[NamedNode, Literal] = {}
    for quad in store.quads_for_pattern(None, None, None):
        if quad.predicate in (PREF, ALT, TYPE) and quad.subject in entities:
            entities[quad.subject].note(quad)
        elif quad.predicate == CONFIDENCE:
            confidences[quad.subject] = _higher(quad.object, confidences.get(quad.subject))
        else:
            yield Quad(quad.subject, quad.predicate, quad.object)
    for subject, entity in entities.items():
        yield from (Quad(subject, predicate, value) for predicate, value in entity.settled())
    for subject, value in confidences.items():
        yield Quad(subject, CONFIDENCE, value)


def commit(store: Store, old: set[Quad], new: set[Quad]) -> None:
    """Put the quads of named graphs `new` in place of `old`, and bring the default graph up to date, all or nothing."""
    gone, come = old - new, new - old
    if not gone and not come:
        return
    entities = {quad.subject for quad in gone | come if quad.predicate == PREF}
    entities |= {
        quad.subject
        for quad in gone | come
        if quad.predicate in (ALT, TYPE) and any(store.quads_for_pattern(quad.subject, PREF, None, DEFAULT))
    }
    statements = {quad.subject for quad in gone | come if quad.predicate == CONFIDENCE}

    def is_settled(quad: Quad) -> bool:
        return quad.predicate == CONFIDENCE or (quad.predicate in (PREF, ALT, TYPE) and quad.subject in entities)

    added = {_unnamed(quad) for quad in come if not is_settled(quad)}
    still = {_unnamed(quad) for quad in new}
    dropped = {
        bare
        for quad in gone
        if not is_settled(quad) and (bare := _unnamed(quad)) not in still and not _held(store, quad, gone)
    }
    gone_by, come_by = _by_subject(gone), _by_subject(come)
    for subject in entities:
        wanted = _settled_entity(store, subject, gone_by[subject], come_by[subject])
        have = {q for p in (PREF, ALT, TYPE) for q in store.quads_for_pattern(subject, p, None, DEFAULT)}
        added |= wanted - have
        dropped |= have - wanted
    for subject in statements:
        wanted = _settled_confidence(store, subject, gone_by[subject], come_by[subject])
        have = set(store.quads_for_pattern(subject, CONFIDENCE, None, DEFAULT))
        added |= wanted - have
        dropped |= have - wanted
    added = {quad for quad in added if quad not in store}
    if gone or dropped:
        touched = {quad.graph_name for quad in gone} - {quad.graph_name for quad in new}
        emptied = {g for g in touched if all(q in gone for q in store.quads_for_pattern(None, None, None, g))}
        drops = "".join(f" ; DROP SILENT GRAPH {graph}" for graph in emptied)
        store.update(f"DELETE DATA {{ {_data(gone | dropped)} }} ; INSERT DATA {{ {_data(come | added)} }}{drops}")
    else:
        store.extend(come | added)


@dataclass(slots=True)
class _Entity:
    """What the articles say of one entity: how many give it each label and class, and its other names."""

    labels: Counter[Literal] = field(default_factory=Counter)
    classes: Counter[NamedNode] = field(default_factory=Counter)
    others: set[Literal] = field(default_factory=set)

    def note(self, quad: Quad) -> None:
        if quad.predicate == PREF:
            self.labels[quad.object] += 1
        elif quad.predicate == TYPE:
            self.classes[quad.object] += 1
        elif quad.predicate == ALT:
            self.others.add(quad.object)

    def settled(self) -> set[Pair]:
        label, cls = _most_said(self.labels), _most_said(self.classes)
        pairs = {(ALT, other) for other in {*self.others, *self.labels} - {label}}
        return pairs | ({(PREF, label)} if label else set()) | ({(TYPE, cls)} if cls else set())


def _most_said(counted: Counter) -> NamedNode | Literal | None:
    return min(counted, key=lambda value: (-counted[value], value.value, str(value)), default=None)


def _settled_entity(store: Store, subject: NamedNode, gone: set[Quad], come: set[Quad]) -> set[Quad]:
    """Class and labels that the default graph shall hold for an entity after the change."""
    entity = _Entity()
    if not gone:
        # Another article that says the same cannot turn the majority: no need to count them all.
        have = [q for p in (PREF, ALT, TYPE) for q in store.quads_for_pattern(subject, p, None, DEFAULT)]
        said = {_unnamed(quad) for quad in come if quad.predicate in (PREF, TYPE)}
        if have and said <= set(have):
            for quad in [*have, *said, *come]:
                entity.note(_unnamed(quad))
            return {Quad(subject, predicate, value) for predicate, value in entity.settled()}
    for predicate in (PREF, ALT, TYPE):
        for quad in store.quads_for_pattern(subject, predicate, None):
            if quad.graph_name != DEFAULT and quad not in gone:
                entity.note(quad)
    for quad in come:
        entity.note(quad)
    return {Quad(subject, predicate, value) for predicate, value in entity.settled()}


def _settled_confidence(store: Store, subject: NamedNode, gone: set[Quad], come: set[Quad]) -> set[Quad]:
    """The highest confidence that any article gives a statement after the change."""
    there = store.quads_for_pattern(subject, CONFIDENCE, None)
    values = [quad.object for quad in there if quad.graph_name != DEFAULT and quad not in gone]
    values += [quad.object for quad in come if quad.predicate == CONFIDENCE]
    return {Quad(subject, CONFIDENCE, max(values, key=lambda v: float(v.value)))} if values else set()


def _held(store: Store, quad: Quad, gone: set[Quad]) -> bool:
    """Whether a named graph still holds the triple when the quads in `gone` have left."""
    there = store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
    return any(other.graph_name != DEFAULT and other not in gone for other in there)


def _by_subject(quads: Iterable[Quad]) -> defaultdict[NamedNode, set[Quad]]:
    grouped: defaultdict[NamedNode, set[Quad]] = defaultdict(set)
    for quad in quads:
        grouped[quad.subject].add(quad)
    return grouped


def _unnamed(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object)


def _data(quads: Iterable[Quad]) -> str:
    """Quads as SPARQL's DATA blocks want them."""
    return " ".join(
        f"{quad.triple} ." if quad.graph_name == DEFAULT else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )


def _higher(value: Literal, other: Literal | None) -> Literal:
    return value if other is None or float(value.value) > float(other.value) else other
