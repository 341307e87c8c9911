"""What a graph says, asked with SPARQL: the page is measured against this, not against its own code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from kg.graph.store import open_read
from kg.vocab import PREFIXES

Line = tuple[str, str, str, str]  # subject, property's local name, object, reading

STATEMENTS = """
SELECT * WHERE {
    ?statement a kg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
        kg:modality ?modality ; kg:status ?status ; kg:confidence ?confidence .
    OPTIONAL { ?statement kg:attributedTo ?speaker . ?speaker a ?kind ; skos:prefLabel ?name }
    OPTIONAL { ?statement kg:attributedAs ?words }
    OPTIONAL { ?statement kg:pointInTime ?point }
    OPTIONAL { ?statement kg:validFrom ?begin }
    OPTIONAL { ?statement kg:validUntil ?end }
}"""
EVIDENCE = """
SELECT * WHERE {
    ?statement a kg:Statement ; prov:wasDerivedFrom ?evidence .
    ?evidence nif:referenceContext ?article ; nif:beginIndex ?start ; nif:endIndex ?stop .
    ?article nif:isString ?text ; dcterms:source ?source .
    OPTIONAL { ?article dcterms:publisher ?publisher }
    OPTIONAL { ?article dcterms:issued ?issued }
    OPTIONAL { ?article dcterms:title ?title }
}"""
ARTICLES = "SELECT * WHERE { ?article a kg:Article ; dcterms:source ?source ; nif:isString ?text }"
ENTITIES = "SELECT ?entity ?label ?kind WHERE { ?entity skos:prefLabel ?label ; a ?kind }"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence behind a statement: where it stands, cut out of the article's text by its offsets."""

    source: str
    start: int
    stop: int
    sentence: str
    publisher: str
    issued: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement. `first`, `last`: its dates, of any precision, "" where it has none; `own`: the text tells them."""

    iri: str
    line: Line
    modality: str
    confidence: float
    speakers: frozenset[str]
    first: str
    last: str
    own: bool
    told: tuple[Told, ...] = ()

    @property
    def publishers(self) -> set[str]:
        return {told.publisher for told in self.told}


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity."""

    iri: str
    label: str
    cls: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph directory and what it says: statements, entities by IRI, articles as source → (IRI, text)."""

    directory: Path
    statements: tuple[Said, ...]
    things: dict[str, Thing]
    articles: dict[str, tuple[str, str]]

    @property
    def joined(self) -> set[str]:
        """The entities that stand in some statement, not as its speaker only."""
        return {iri for said in self.statements for iri in (said.line[0], said.line[2])}

    def iri(self, label: str) -> str:
        """The one entity of this name."""
        (found,) = (thing.iri for thing in self.things.values() if thing.label == label)
        return found

    def between(self, one: str, other: str) -> tuple[Said, ...]:
        """The statements that join two entities, given by name, in either direction."""
        ends = {self.iri(one), self.iri(other)}
        return tuple(said for said in self.statements if {said.line[0], said.line[2]} == ends)

    def neighbours(self, label: str) -> set[str]:
        """The entities that some statement joins with the one of this name."""
        iri = self.iri(label)
        ends = ((said.line[0], said.line[2]) for said in self.statements)
        return {end for pair in ends if iri in pair for end in pair} - {iri}


def lines(statements: Iterable[Said]) -> Counter[Line]:
    """The lines that are drawn for the statements, each with how many of them stand behind it."""
    return Counter(said.line for said in statements)


def read(directory: Path) -> Graph:
    """What the graph in a directory says."""
    store = open_read(directory)
    told = _told(store)
    statements = tuple(replace(said, told=told[said.iri], **_dates(said, told[said.iri])) for said in _said(store))
    things = {row["entity"]: Thing(row["entity"], row["label"], _local(row["kind"])) for row in _rows(store, ENTITIES)}
    articles = {row["source"]: (row["article"], row["text"]) for row in _rows(store, ARTICLES)}
    return Graph(directory, statements, things, articles)


def _said(store: Store) -> Iterable[Said]:
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(store, STATEMENTS):
        grouped[row["statement"]].append(row)
    for iri, rows in sorted(grouped.items()):
        row = rows[0]
        speakers = {name for each in rows for name in (each["name"], each["words"]) if name}
        outlet = all(_local(each["kind"]) == "MediaOutlet" for each in rows) if row["speaker"] else not row["words"]
        yield Said(
            iri,
            (row["s"], _local(row["p"]), row["o"], _reading(_local(row["modality"]), _local(row["status"]), outlet)),
            _local(row["modality"]),
            float(row["confidence"]),
            frozenset(speakers),
            row["point"] or row["begin"],
            row["point"] or row["end"],
            bool(row["point"] or row["begin"] or row["end"]),
        )


def _reading(modality: str, status: str, trusted: bool) -> str:
    if modality != "Asserted":
        return modality
    if status == "Former":
        return "Former"
    return "Asserted" if trusted else "Claimed"


def _dates(said: Said, told: tuple[Told, ...]) -> dict[str, str]:
    """A statement without a date of its own has that of its earliest article."""
    if said.own:
        return {}
    issued = min((each.issued for each in told if each.issued), default="")
    return {"first": issued, "last": issued}


def _told(store: Store) -> dict[str, tuple[Told, ...]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for row in _rows(store, EVIDENCE):
        start, stop = int(row["start"]), int(row["stop"])
        sentence = row["text"][start:stop]
        found[row["statement"]].append(
            Told(row["source"], start, stop, sentence, row["publisher"], row["issued"], row["title"])
        )
    return {statement: tuple(sorted(told, key=lambda t: (t.source, t.start))) for statement, told in found.items()}


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    solutions = store.query(query, prefixes=PREFIXES)
    names = [variable.value for variable in solutions.variables]
    return [{name: solution[name].value if solution[name] else "" for name in names} for solution in solutions]


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]
