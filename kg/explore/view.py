"""The view model: the part of a graph that one page shows, as plain data.

What is read from the store is the knowledge, the default graph. Nothing here knows of HTML or colours.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.explore.lookup import (
    ALT_LABEL,
    DCTERMS,
    DERIVED,
    KG,
    NIF,
    OBJECT,
    PREDICATE,
    PREF_LABEL,
    SAME_AS,
    SUBJECT,
    Names,
    is_probability,
    local,
    object_of,
    one,
    told,
    values,
)
from kg.explore.words import load_words

# How a fact is told, the strongest first: a line is drawn in the style of the first that one of its facts has.
READINGS = ("Asserted", "Planned", "Possible", "Demanded", "Former", "Denied")

# A page of a large graph must stay small enough to open; what is cut off is counted, never lost silently.
MAX_NODES = 500
MAX_EDGES = 2000
MAX_FACTS = 12
MAX_SENTENCES = 5


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One piece of evidence: a sentence, cut out of its article at `start`, `end` (code points, half-open)."""

    text: str
    source: str = ""
    title: str = ""
    publisher: str = ""
    issued: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. `reading` says how it is told, one of READINGS."""

    reading: str
    modality: str
    status: str
    confidence: float | None
    attributed: str
    qualifiers: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]
    more_sentences: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """One entity. `id` is opaque ("n0"); `degree` counts its statements in the whole graph."""

    id: str
    label: str
    cls: str
    wikidata: str
    degree: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One drawn line: everything the graph states with one predicate from one entity to another."""

    id: str
    source: str
    target: str
    predicate: str
    label: str
    inverse: str
    symmetric: bool
    facts: tuple[Fact, ...]
    more_facts: int = 0

    @property
    def reading(self) -> str:
        """How the line is drawn: as the strongest of its facts, which stands first."""
        return self.facts[0].reading


@dataclass(frozen=True, slots=True)
class View:
    """What one page shows, and of how much. `focus` is the node that an ego view stands around."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    entities: int = 0
    statements: int = 0
    focus: str = ""


def view_model(store: ox.Store, *, entity: str | None = None, hops: int = 1, limit: int = MAX_NODES) -> View:
    """What to show of a graph: the best connected entities, or those around one entity.

    Args:
        store: the graph; its default graph holds the knowledge.
        entity: a name (any case), Wikidata id or IRI; the view then holds what lies within `hops` of it.
        hops: how many statements away from `entity` an entity may lie.
        limit: the most entities to show, 1 to 500.

    Raises:
        KgError: no such entity, or `hops` or `limit` out of range.
    """
    if not 1 <= limit <= MAX_NODES:
        raise KgError(f"view: limit {limit} is out of range; a page shows 1 to {MAX_NODES} entities")
    if hops < 0:
        raise KgError(f"view: hops {hops} is out of range; give 0 or more")
    degree, statements = _degrees(store)
    names = Names(store, load_words())
    focus = _find(store, entity, degree) if entity is not None else None
    if focus is None:
        chosen = set(_ranked(degree, degree, names)[:limit])
    else:
        chosen = _around(store, focus, hops, limit, degree, names)

    drawn: dict[tuple[str, str, str], list[str]] = {}
    for iri in sorted(chosen):
        for statement, predicate, obj in _told_of(store, iri):
            if obj in chosen:
                pair = (obj, iri) if names.symmetric(predicate) and obj < iri else (iri, obj)
                drawn.setdefault((pair[0], predicate, pair[1]), []).append(statement)
    kept = sorted(drawn, key=lambda key: (-len(drawn[key]), key))[:MAX_EDGES]
    linked = {iri for subject, _, obj in kept for iri in (subject, obj)} | ({focus} if focus else set())

    ids = {iri: f"n{i}" for i, iri in enumerate(_ranked(linked, degree, names))}
    place = {iri: i for i, iri in enumerate(ids)}
    kept.sort(key=lambda key: (place[key[0]], place[key[2]], key[1]))
    edges = []
    for i, (subject, predicate, obj) in enumerate(kept):
        facts, more = _facts(store, drawn[subject, predicate, obj], names)
        label, inverse = names.predicate(predicate)
        symmetric = names.symmetric(predicate)
        edges.append(
            Edge(f"e{i}", ids[subject], ids[obj], local(predicate), label, inverse, symmetric, facts, more)
        )  # fmt: skip
    return View(
        nodes=tuple(
            Node(n, names.label(iri), names.cls(iri), names.wikidata(iri), degree[iri]) for iri, n in ids.items()
        ),
        edges=tuple(edges),
        entities=len(degree),
        statements=statements,
        focus=ids[focus] if focus else "",
    )


def _degrees(store: ox.Store) -> tuple[Counter[str], int]:
    """In how many statements each entity stands, and how many statements there are."""
    degree: Counter[str] = Counter()
    statements = 0
    for prop in (SUBJECT, OBJECT):
        for quad in told(store, prop):
            statements += prop == SUBJECT
            if isinstance(quad.object, ox.NamedNode):
                degree[quad.object.value] += 1
    return degree, statements


def _ranked(iris: Iterable[str], degree: Counter[str], names: Names) -> list[str]:
    """Entities, the best connected first."""
    return sorted(iris, key=lambda iri: (-degree[iri], names.label(iri), iri))


def _told_of(store: ox.Store, subject: str) -> Iterator[tuple[str, str, str]]:
    """The statements with this subject, each with its predicate and object."""
    for quad in told(store, SUBJECT, subject):
        predicate, obj = (object_of(store, quad.subject, prop) for prop in (PREDICATE, OBJECT))
        if predicate and obj:
            yield quad.subject.value, predicate, obj


def _around(store: ox.Store, focus: str, hops: int, limit: int, degree: Counter[str], names: Names) -> set[str]:
    """The entities within `hops` of `focus`; where there are too many, the nearest and best connected."""
    chosen, ring = {focus}, [focus]
    for _ in range(hops):
        near: set[str] = set()
        for iri in ring:
            near.update(obj for _, _, obj in _told_of(store, iri))
            near.update(object_of(store, quad.subject, SUBJECT) for quad in told(store, OBJECT, iri))
        ring = _ranked(near - chosen - {""}, degree, names)[: limit - len(chosen)]
        if not ring:
            break
        chosen.update(ring)
    return chosen


def _find(store: ox.Store, entity: str, degree: Counter[str]) -> str:
    """The IRI of the entity that a user means by a name, a Wikidata id or an IRI."""
    wanted = " ".join(entity.split()).casefold()
    hits: dict[str, int] = {}  # IRI → 0 for its own name or id, 1 for another name
    spellings: dict[str, str] = {}
    for rank, prop in enumerate((PREF_LABEL, ALT_LABEL)):
        for quad in store.quads_for_pattern(None, prop, None, ox.DefaultGraph()):
            name = quad.object.value
            spellings.setdefault(name.casefold(), name)
            if name.casefold() == wanted:
                hits.setdefault(quad.subject.value, rank)
    for quad in store.quads_for_pattern(None, SAME_AS, None, ox.DefaultGraph()):
        if wanted in (local(quad.object.value).casefold(), quad.object.value.casefold()):
            hits[quad.subject.value] = 0
    if entity.strip() in degree:
        hits[entity.strip()] = 0
    if hits:
        return min(hits, key=lambda iri: (hits[iri], -degree[iri], iri))
    close = difflib.get_close_matches(wanted, sorted(spellings), n=3, cutoff=0.6)
    near = [name for key, name in sorted(spellings.items()) if wanted and wanted in key and key not in close]
    tips = [spellings[key] for key in close] + near[:3]
    hint = f"did you mean {', '.join(tips[:3])}?" if tips else "kg stats lists what the graph holds"
    raise KgError(f"view: no entity {_short(entity)!r} in this graph; {hint}")


def _facts(store: ox.Store, statements: list[str], names: Names) -> tuple[tuple[Fact, ...], int]:
    """The statements behind one line, the strongest first, and how many more there are."""
    facts = [_fact(store, statement, names) for statement in statements]
    order = {reading: i for i, reading in enumerate(READINGS)}
    facts.sort(
        key=lambda f: (
            order.get(f.reading, len(order)), -(f.confidence or 0), f.attributed, f.qualifiers, f.sentences,
        )
    )  # fmt: skip
    return tuple(facts[:MAX_FACTS]), max(0, len(facts) - MAX_FACTS)


def _fact(store: ox.Store, iri: str, names: Names) -> Fact:
    own: dict[str, list[Any]] = {}
    evidence: list[str] = []
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        if quad.predicate == DERIVED:
            evidence.append(quad.object.value)
        elif quad.predicate.value.startswith(KG):
            own.setdefault(local(quad.predicate.value), []).append(quad.object)
    modality = local(one(own.pop("modality", ()))) or "Asserted"
    status = local(one(own.pop("status", ()))) or "Current"
    confidences = [float(term.value) for term in own.pop("confidence", ()) if is_probability(term)]
    speakers = sorted({names.text(t) for t in (*own.pop("attributedTo", ()), *own.pop("attributedAs", ()))})
    sentences = sorted({_sentence(store, e, names) for e in evidence})
    sentences.sort(key=lambda s: s.issued, reverse=True)
    return Fact(
        reading="Former" if modality == "Asserted" and status == "Former" else modality,
        modality=modality,
        status=status,
        confidence=max(confidences, default=None),
        attributed=", ".join(speakers),
        qualifiers=tuple(names.qualifiers(own)),
        sentences=tuple(sentences[:MAX_SENTENCES]),
        more_sentences=max(0, len(sentences) - MAX_SENTENCES),
    )


def _sentence(store: ox.Store, iri: str, names: Names) -> Sentence:
    own = values(store, iri)
    article = values(store, one(own.get(NIF + "referenceContext", ())) or iri)
    begin, end = (one(own.get(NIF + name, ())) for name in ("beginIndex", "endIndex"))
    publisher = article.get(DCTERMS + "publisher", ())
    return Sentence(
        text=" ".join(one(own.get(NIF + "anchorOf", ())).split()),
        source=one(article.get(DCTERMS + "source", ())),
        title=one(article.get(DCTERMS + "title", ())),
        publisher=names.text(publisher[0]) if publisher else "",
        issued=one(article.get(DCTERMS + "issued", ())),
        start=int(begin) if begin.isdigit() else 0,
        end=int(end) if end.isdigit() else 0,
    )


def _short(text: str, width: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
