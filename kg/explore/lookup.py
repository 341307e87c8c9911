"""What the store says of one thing: its name, class and values. Reads the knowledge, the default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from kg.explore.words import Words, german
from kg.graph.background import is_background
from kg.vocab import CLASSES, PREFIXES, QUALIFIERS, RELATIONS

KG, DCTERMS, NIF = PREFIXES["kg"], PREFIXES["dcterms"], PREFIXES["nif"]
RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
SUBJECT, PREDICATE, OBJECT = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("subject", "predicate", "object"))
PREF_LABEL, ALT_LABEL = (ox.NamedNode(PREFIXES["skos"] + name) for name in ("prefLabel", "altLabel"))
RDFS_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
SAME_AS = ox.NamedNode(PREFIXES["owl"] + "sameAs")
DERIVED = ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
WIKIDATA = PREFIXES["wd"]


class Names:
    """Looks up, once each, what entities, classes and properties are called."""

    def __init__(self, store: ox.Store, words: Words):
        self.store, self.words = store, words
        self._labels: dict[str, str] = {}

    def label(self, iri: str) -> str:
        """The entity's name; the German one where there are several, the end of its IRI where there is none."""
        if iri not in self._labels:
            labels = _literals(self.store, iri, PREF_LABEL) or _literals(self.store, iri, RDFS_LABEL)
            labels.sort(key=lambda t: (t.language != "de", t.value))
            self._labels[iri] = " ".join(labels[0].value.split()) if labels else local(iri)
        return self._labels[iri]

    def cls(self, iri: str) -> str:
        """The most special of the entity's classes."""
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), RDF_TYPE, None, ox.DefaultGraph())
        found = sorted({local(q.object.value) for q in quads if q.object.value.startswith(KG)})
        above = {a for cls in found for a in CLASSES.get(cls, ())}
        return next((cls for cls in found if cls not in above), "")

    def wikidata(self, iri: str) -> str:
        """The entity's Wikidata id ("Q182477"); empty where the graph knows none."""
        quads = self.store.quads_for_pattern(ox.NamedNode(iri), SAME_AS, None, ox.DefaultGraph())
        return min((local(q.object.value) for q in quads if q.object.value.startswith(WIKIDATA)), default="")

    def symmetric(self, predicate: str) -> bool:
        """Whether a property says the same read from either side."""
        relation = RELATIONS.get(local(predicate))
        return relation is not None and relation.symmetric

    def predicate(self, iri: str) -> tuple[str, str]:
        """A property in German, read from its subject and from its object."""
        label = german(local(iri))
        return label, label if self.symmetric(iri) else self.words.inverses.get(local(iri), f"← {label}")

    def text(self, term: Any) -> str:
        """A value for people to read: an entity's name, or the literal itself."""
        return self.label(term.value) if isinstance(term, ox.NamedNode) else " ".join(term.value.split())

    def qualifiers(self, own: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
        """The qualifiers of a statement as (German name, value), in the order of the ontology."""
        order = {name: i for i, name in enumerate(QUALIFIERS)}
        for name in sorted(own, key=lambda n: (order.get(n, len(order)), n)):
            unit = " %" if name == "share" else ""
            for value in sorted({self.text(term) for term in own[name]}):
                yield german(name), value + unit


def values(store: ox.Store, iri: str) -> dict[str, list[Any]]:
    """All that the store says of one thing: property → values, always in the same order."""
    found: dict[str, list[Any]] = {}
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        found.setdefault(quad.predicate.value, []).append(quad.object)
    for terms in found.values():
        terms.sort(key=str)
    return found


def told(store: ox.Store, prop: ox.NamedNode, iri: str | None = None) -> Iterator[ox.Quad]:
    """The triples that say what is the subject (or object) of a statement; what is known beforehand is none.

    iri: the subject (or object) that is meant; without it, all.
    """
    for quad in store.quads_for_pattern(None, prop, ox.NamedNode(iri) if iri else None, ox.DefaultGraph()):
        if not is_background(store, quad.subject):
            yield quad


def object_of(store: ox.Store, subject: ox.NamedNode, prop: ox.NamedNode) -> str:
    """The one IRI that `subject` has for `prop`; empty where there is none."""
    quads = store.quads_for_pattern(subject, prop, None, ox.DefaultGraph())
    return one(q.object for q in quads if isinstance(q.object, ox.NamedNode))


def _literals(store: ox.Store, iri: str, prop: ox.NamedNode) -> list[ox.Literal]:
    quads = store.quads_for_pattern(ox.NamedNode(iri), prop, None, ox.DefaultGraph())
    return [q.object for q in quads if isinstance(q.object, ox.Literal)]


def one(terms: Iterable[Any]) -> str:
    """The value of the first term, always the same one of several; empty where there is none."""
    return min((term.value for term in terms), default="")


def is_probability(term: Any) -> bool:
    """Whether a term is a number in 0..1."""
    try:
        return 0 <= float(term.value) <= 1
    except ValueError:
        return False


def local(iri: str) -> str:
    """The last part of an IRI: the ontology's local name, the Wikidata id."""
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2]
