"""The knowledge as plain values: entities, and statements with the sentences behind them, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.background import is_background
from kg.graph.knowledge import DEFAULT, PREF
from kg.graph.terms import local, prefixed, term
from kg.vocab import PREFIXES, QUALIFIERS

_SAME_AS, _SUBJECT, _RULE = term("owl:sameAs"), term("rdf:subject"), term("kg:rule")


@dataclass(frozen=True, slots=True)
class Node:
    """One entity: its IRI, preferred label, class ("Company") and Wikidata id ("Q182477" or "")."""

    iri: str
    label: str
    cls: str
    wikidata: str


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One piece of evidence; `begin` and `end` are code points into the article's text, half-open."""

    source: str
    begin: int
    end: int
    text: str
    issued: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement; `predicate`, `modality`, `status` are local names, `attributed` and qualifiers readable words."""

    iri: str
    subject: str
    predicate: str
    object: str
    modality: str
    status: str
    confidence: str
    attributed: str
    qualifiers: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]


def nodes(store: Store) -> list[Node]:
    """Every entity, sorted by IRI."""
    labels = {q.subject.value: q.object.value for q in store.quads_for_pattern(None, PREF, None, DEFAULT)}
    return [_node(store, iri, labels[iri]) for iri in sorted(labels)]


def facts(store: Store) -> Iterator[Fact]:
    """Every statement, sorted by subject, predicate, object and IRI."""

    @cache
    def words(value: NamedNode | Literal) -> str:
        if isinstance(value, Literal):
            return value.value
        label = next(store.quads_for_pattern(value, PREF, None, DEFAULT), None)
        return label.object.value if label else local(value.value)

    keys = []
    for quad in store.quads_for_pattern(None, _SUBJECT, None, DEFAULT):
        if is_background(store, quad.subject):
            continue
        own = values(store, quad.subject)
        keys.append((quad.object.value, own["rdf:predicate"][0].value, own["rdf:object"][0].value, quad.subject.value))
    for subject, predicate, obj, iri in sorted(keys):
        own = values(store, NamedNode(iri))
        attributed = [words(value) for name in ("kg:attributedTo", "kg:attributedAs") for value in own.get(name, ())]
        yield Fact(
            iri,
            subject,
            local(predicate),
            obj,
            local(own["kg:modality"][0].value),
            local(own["kg:status"][0].value),
            own["kg:confidence"][0].value,
            "; ".join(attributed),
            tuple((name, words(value)) for name in QUALIFIERS for value in own.get(f"kg:{name}", ())),
            tuple(sorted(_sentence(store, value) for value in own["prov:wasDerivedFrom"])),
        )


def _node(store: Store, iri: str, label: str) -> Node:
    own = values(store, NamedNode(iri))
    cls = next((local(value.value) for value in own.get("rdf:type", ())), "")
    ids = [value.value for value in own.get("owl:sameAs", ()) if value.value.startswith(PREFIXES["wd"])]
    return Node(iri, label, cls, local(ids[0]) if ids else "")


def _sentence(store: Store, evidence: NamedNode) -> Sentence:
    own = values(store, evidence)
    article = values(store, own["nif:referenceContext"][0])
    return Sentence(
        article["dcterms:source"][0].value,
        int(own["nif:beginIndex"][0].value),
        int(own["nif:endIndex"][0].value),
        own["nif:anchorOf"][0].value,
        next((value.value for value in article.get("dcterms:issued", ())), ""),
        tuple(value.value for value in own.get("kg:rule", ())),
    )


def values(store: Store, subject: NamedNode) -> dict[str, list]:
    """What the knowledge says of one thing: prefixed property → values, sorted."""
    found: dict[str, list] = {}
    for quad in store.quads_for_pattern(subject, None, None, DEFAULT):
        found.setdefault(_property(quad.predicate.value), []).append(quad.object)
    for terms in found.values():
        if len(terms) > 1:
            terms.sort(key=str)
    return found


_property = cache(prefixed)  # a graph has few properties, and each is met in every statement
