"""How much there is of what in a graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Store

from kg.graph.background import is_background
from kg.graph.knowledge import DEFAULT, PREF, TYPE
from kg.graph.terms import local, term
from kg.vocab import ENTITY_CLASSES, RELATIONS


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts over the knowledge; the tables are sorted, most first.

    `facts` are plain triples between entities, `mentions` stretches of text that stand for one (where the articles were
    built with them), `background` facts that are known beforehand and count as nothing else.
    """

    articles: int
    entities: int
    statements: int
    facts: int
    evidence: int
    mentions: int
    background: int
    triples: int
    classes: dict[str, int]
    relations: dict[str, int]
    modalities: dict[str, int]


def stats(store: Store) -> Stats:
    """Count a graph's articles, entities, statements, facts and pieces of evidence."""

    def count(predicate: str, value: str | None = None) -> int:
        wanted = term(value) if value else None
        return sum(1 for _ in store.quads_for_pattern(None, term(predicate), wanted, DEFAULT))

    def table(predicate: str) -> dict[str, int]:
        found = store.quads_for_pattern(None, term(predicate), None, DEFAULT)
        return _sorted(local(quad.object.value) for quad in found if not is_background(store, quad.subject))

    return Stats(
        articles=count("rdf:type", "kg:Article"),
        entities=sum(1 for _ in store.quads_for_pattern(None, PREF, None, DEFAULT)),
        statements=count("rdf:type", "kg:Statement"),
        facts=sum(count(f"kg:{name}") for name in RELATIONS),
        evidence=count("rdf:type", "kg:Evidence"),
        mentions=count("rdf:type", "nif:Phrase"),
        background=count("rdf:type", "kg:BackgroundFact"),
        triples=sum(1 for _ in store.quads_for_pattern(None, None, None, DEFAULT)),
        classes=_sorted(
            local(quad.object.value)
            for quad in store.quads_for_pattern(None, TYPE, None, DEFAULT)
            if local(quad.object.value) in ENTITY_CLASSES
        ),
        relations=table("rdf:predicate"),
        modalities=table("kg:modality"),
    )


def _sorted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
