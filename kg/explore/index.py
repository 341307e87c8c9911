"""What is read once of an opened store: which statement joins which entities, and what these are called.

Everything here is of the knowledge, the default graph; what is known beforehand is no statement and is left out.
An index is a picture of the store as it was: after a change of the store, make a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.background import FACT, OBJECT, SUBJECT
from kg.graph.knowledge import ALT, DEFAULT, PREF, TYPE
from kg.graph.quads import one_line
from kg.graph.terms import local, term
from kg.vocab import CLASSES, PREFIXES

ARTICLE, DERIVED, CONTEXT = term("kg:Article"), term("prov:wasDerivedFrom"), term("nif:referenceContext")
PREDICATE, SAME_AS, RDFS_LABEL = term("rdf:predicate"), term("owl:sameAs"), term("rdfs:label")
IDENT = term("itsrdf:taIdentRef")

_COUNTS = f"""SELECT ?article (COUNT(DISTINCT ?statement) AS ?count)
WHERE {{ ?statement {DERIVED}/{CONTEXT} ?article ; {SUBJECT} ?subject . }} GROUP BY ?article"""


@dataclass(frozen=True, slots=True)
class Link:
    """A statement as a line: its IRI, subject, property (local name) and object."""

    statement: str
    subject: str
    predicate: str
    object: str

    def other(self, end: str) -> str:
        """The entity at the other end; the same one where a statement joins an entity to itself."""
        return self.object if end == self.subject else self.subject


@dataclass(slots=True)
class Names:
    """Looks up, once each, what things are called and of which class they are."""

    store: Store
    _labels: dict[str, str] = field(default_factory=dict)
    _classes: dict[str, str] = field(default_factory=dict)
    _aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, iri: str) -> str:
        """The name of a thing; the German one where there are several, the end of its IRI where there is none."""
        if iri not in self._labels:
            found = self.literals(iri, PREF) or self.literals(iri, RDFS_LABEL)
            found.sort(key=lambda t: (t.language != "de", t.value))
            self._labels[iri] = one_line(found[0].value) if found else local(iri.rstrip("/#")) or iri
        return self._labels[iri]

    def aliases(self, iri: str) -> tuple[str, ...]:
        """The other names of a thing, sorted."""
        if iri not in self._aliases:
            found = {one_line(t.value) for prop in (PREF, ALT) for t in self.literals(iri, prop)}
            names = sorted(found - {self.label(iri), ""}, key=lambda name: (name.casefold(), name))
            self._aliases[iri] = tuple(names)
        return self._aliases[iri]

    def cls(self, iri: str) -> str:
        """The most special of a thing's classes; empty where there is none."""
        if iri not in self._classes:
            quads = self.store.quads_for_pattern(NamedNode(iri), TYPE, None, DEFAULT)
            found = sorted({local(q.object.value) for q in quads if q.object.value.startswith(PREFIXES["kg"])})
            above = {a for cls in found for a in CLASSES.get(cls, ())}
            self._classes[iri] = next((cls for cls in found if cls not in above), "")
        return self._classes[iri]

    def wikidata(self, iri: str) -> str:
        """The entity's Wikidata id ("Q182477"); empty where the graph knows none."""
        quads = self.store.quads_for_pattern(NamedNode(iri), SAME_AS, None, DEFAULT)
        return min((local(q.object.value) for q in quads if q.object.value.startswith(PREFIXES["wd"])), default="")

    def text(self, value: NamedNode | Literal) -> str:
        """A value for people to read: an entity's name, or the literal itself on one line."""
        return self.label(value.value) if isinstance(value, NamedNode) else one_line(value.value)

    def literals(self, iri: str, prop: NamedNode) -> list[Literal]:
        quads = self.store.quads_for_pattern(NamedNode(iri), prop, None, DEFAULT)
        return [q.object for q in quads if isinstance(q.object, Literal)]


class GraphIndex:
    """The links of a store by entity, its names, and counts of the whole."""

    def __init__(self, store: Store):
        """Reads every statement's subject, property and object once."""
        self.store, self.names = store, Names(store)
        self.links: dict[str, Link] = _links(store)
        self._of: dict[str, list[Link]] = {}
        for link in self.links.values():
            for end in {link.subject, link.object}:
                self._of.setdefault(end, []).append(link)

    def links_of(self, iri: str) -> list[Link]:
        """The statements with this entity as subject or object."""
        return self._of.get(iri, [])

    def degree(self, iri: str) -> int:
        """In how many statements an entity stands."""
        return len(self._of.get(iri, ()))

    def neighbours(self, iri: str) -> set[str]:
        """The other entities that statements join this one to."""
        return {link.other(iri) for link in self.links_of(iri)} - {iri}

    def linked(self) -> Iterable[str]:
        """Every entity that stands in a statement."""
        return self._of.keys()

    def ranked(self, iris: Iterable[str]) -> list[str]:
        """Entities, the best connected first."""
        return sorted(iris, key=lambda iri: (-self.degree(iri), self.names.label(iri), iri))

    def knows(self, iri: str) -> bool:
        """Whether there is such an entity: it has a statement or a name."""
        return iri in self._of or any(self.store.quads_for_pattern(NamedNode(iri), PREF, None, DEFAULT))

    @cached_property
    def statements_of_articles(self) -> Counter[str]:
        """By article, how many statements have evidence in it; every article of the graph is there."""
        counted = Counter({q.subject.value: 0 for q in self.store.quads_for_pattern(None, TYPE, ARTICLE, DEFAULT)})
        counted.update({row["article"].value: int(row["count"].value) for row in self.store.query(_COUNTS)})
        return counted

    @cached_property
    def has_mentions(self) -> bool:
        """Whether the articles say where each entity is named."""
        return any(self.store.quads_for_pattern(None, IDENT, None, DEFAULT))


def short(text: str, width: int = 60) -> str:
    """A text for one line of a message."""
    line = one_line(text)
    return line if len(line) <= width else line[: width - 1] + "…"


def _links(store: Store) -> dict[str, Link]:
    known = {quad.subject.value for quad in store.quads_for_pattern(None, TYPE, FACT, DEFAULT)}
    same: dict[str, str] = {}  # each IRI as one string, however often it is read
    ends = [_values(store, prop, same) for prop in (SUBJECT, PREDICATE, OBJECT)]
    return {
        statement: Link(statement, subject, local(ends[1][statement]), ends[2][statement])
        for statement, subject in sorted(ends[0].items())
        if statement not in known and statement in ends[1] and statement in ends[2]
    }


def _values(store: Store, prop: NamedNode, same: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, prop, None, DEFAULT):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            value = quad.object.value
            found[quad.subject.value] = same.setdefault(value, value)
    return found
