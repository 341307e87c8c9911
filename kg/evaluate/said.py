"""What a graph says, by article: read from a graph directory or from an exported file, ours or another tool's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pyoxigraph import DefaultGraph, Literal, RdfFormat, Store

from kg.errors import SourceError
from kg.graph.knowledge import DEFAULT
from kg.graph.store import open_read
from kg.graph.terms import local, term
from kg.model import Modality, Status
from kg.vocab import QUALIFIERS

from .gold import normal

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as one article's evidence has it. Subject, object and speakers are IRIs."""

    id: str
    subject: str
    predicate: str
    object: str
    modality: str
    status: str
    speakers: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...]
    confidence: float | None
    quote: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Statements by the stem of their article's source, and of each entity its names, classes and Wikidata ids."""

    said: dict[str, tuple[Said, ...]]
    names: dict[str, frozenset[str]]
    labels: dict[str, str]
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    wikidata: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, article: str) -> tuple[Said, ...]:
        """The statements of an article: its source's stem is `article`, or its number before the first "_"."""
        stems = [stem for stem in sorted(self.said) if article in (stem, stem.split("_")[0])]
        return tuple(said for stem in stems for said in self.said[stem])


def read_graph(path: str | Path) -> Graph:
    """The statements of a graph: a directory that kg build wrote, or a .ttl, .trig, .nq, .nt or .rdf file.

    Raises StoreError for a directory without a graph, SourceError for a file that cannot be read.
    """
    place = Path(path)
    return graph_of(open_read(place)) if place.is_dir() else graph_of(_load(place), None)


def graph_of(store: Store, graph: DefaultGraph | None = DEFAULT) -> Graph:
    """The statements that a store holds in one of its graphs; None: in all of them."""
    entities = _Entities(store, graph)
    return Graph(
        said=_statements(store, graph),
        names=entities.texts("skos:prefLabel", "skos:altLabel", "rdfs:label"),
        labels=entities.labels(),
        classes=entities.tails("rdf:type"),
        wikidata=entities.tails("owl:sameAs", "skos:exactMatch"),
    )


def _load(file: Path) -> Store:
    if file.suffix not in _FORMATS:
        raise SourceError(f"{file}: no graph; give a graph directory or a file ending in {', '.join(_FORMATS)}")
    if not file.is_file():
        raise SourceError(f"{file}: no such file; give a graph directory or an exported file")
    store = Store()
    try:
        store.bulk_load(path=str(file), format=_FORMATS[file.suffix])
    except SyntaxError as error:
        raise SourceError(f"{file}: {error}") from None
    return store


@dataclass(frozen=True, slots=True)
class _Entities:
    store: Store
    graph: DefaultGraph | None

    def _pairs(self, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name in names:
            for quad in self.store.quads_for_pattern(None, term(name), None, self.graph):
                yield quad.subject.value, quad.object.value

    def texts(self, *names: str) -> dict[str, frozenset[str]]:
        return _grouped((subject, normal(text)) for subject, text in self._pairs(names))

    def tails(self, *names: str) -> dict[str, frozenset[str]]:
        return _grouped((subject, local(iri)) for subject, iri in self._pairs(names))

    def labels(self) -> dict[str, str]:
        return {subject: label for subject, label in sorted(self._pairs(("rdfs:label", "skos:prefLabel")))}


def _grouped(pairs: Iterator[tuple[str, str]]) -> dict[str, frozenset[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in pairs:
        out[subject].add(value)
    return {subject: frozenset(values) for subject, values in out.items()}


def _statements(store: Store, graph: DefaultGraph | None) -> dict[str, tuple[Said, ...]]:
    def values(node: object, name: str) -> list[str]:
        return sorted({quad.object.value for quad in store.quads_for_pattern(node, term(name), None, graph)})

    def first(node: object, name: str) -> str:
        return next(iter(values(node, name)), "")

    out: defaultdict[str, list[Said]] = defaultdict(list)
    nodes = {quad.subject for quad in store.quads_for_pattern(None, term("rdf:type"), term("kg:Statement"), graph)}
    for node in sorted(nodes, key=lambda node: node.value):
        confidence = _probability(first(node, "kg:confidence"))
        qualifiers = tuple((name, value) for name in QUALIFIERS for value in values(node, f"kg:{name}"))
        for stem, quote in sorted(_places(store, node, graph).items()):
            said = Said(
                node.value,
                first(node, "rdf:subject"),
                local(first(node, "rdf:predicate")),
                first(node, "rdf:object"),
                local(first(node, "kg:modality")) or Modality.ASSERTED.value,
                local(first(node, "kg:status")) or Status.CURRENT.value,
                tuple(values(node, "kg:attributedTo")),
                qualifiers,
                confidence,
                quote,
            )
            out[stem].append(said)
    return {stem: tuple(said) for stem, said in sorted(out.items())}


def _probability(text: str) -> float | None:
    """A number in 0..1; None for anything else that a graph may hold."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _places(store: Store, node: object, graph: DefaultGraph | None) -> dict[str, str]:
    """The stem of each article in which a statement stands, with the first sentence there that says it."""
    out: dict[str, str] = {}
    for derived in store.quads_for_pattern(node, term("prov:wasDerivedFrom"), None, graph):
        span = derived.object
        if isinstance(span, Literal):
            continue
        quotes = [quad.object.value for quad in store.quads_for_pattern(span, term("nif:anchorOf"), None, graph)]
        for context in store.quads_for_pattern(span, term("nif:referenceContext"), None, graph):
            if isinstance(context.object, Literal):
                continue
            for source in store.quads_for_pattern(context.object, term("dcterms:source"), None, graph):
                stem = PurePath(source.object.value).stem
                out[stem] = min([*quotes, *([out[stem]] if stem in out else [])], default="")
    return out
