"""A graph against gold facts: what is found, what is right, and whether the confidence can be believed.

A statement is right when the gold of its article has a fact with the same subject, property and object (a symmetric
one either way round); what the gold does not hold counts as wrong. Two entities are the same when they share a
Wikidata id or, where ids do not speak against it, a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from kg.vocab import RELATIONS

from .gold import Gold, GoldEntity, GoldFact
from .said import Graph, Said

BINS = 10
_TIMES = ("pointInTime", "validFrom", "validUntil")
_NUMBERS = ("amount", "share", "rate", "change")


@dataclass(slots=True)
class Tally:
    """Counts of one property, or of all."""

    gold: int = 0
    found: int = 0
    core_gold: int = 0
    core_found: int = 0
    said: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def recall_core(self) -> float:
        return self.core_found / self.core_gold if self.core_gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Share:
    """How many of some are right."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.of += 1


@dataclass(slots=True)
class Scores:
    """All figures. `bins`: statements by confidence in tenths, and how many are right. `notes`: what went wrong."""

    total: Tally = field(default_factory=Tally)
    properties: dict[str, Tally] = field(default_factory=dict)
    articles: dict[str, Tally] = field(default_factory=dict)
    mode: Share = field(default_factory=Share)
    attribution: Share = field(default_factory=Share)
    times: Share = field(default_factory=Share)
    numbers: Share = field(default_factory=Share)
    traps: Share = field(default_factory=Share)  # "right": not stepped into
    bins: dict[int, Share] = field(default_factory=dict)
    entities: Share = field(default_factory=Share)
    classes: Share = field(default_factory=Share)
    notes: list[str] = field(default_factory=list)


def score(graph: Graph, golds: Iterable[Gold]) -> Scores:
    """The scores of a graph on the articles that have gold."""
    scores = Scores()
    for gold in golds:
        _score_article(scores, graph, gold)
    return scores


def rightness(graph: Graph, gold: Gold) -> Iterator[tuple[Said, bool]]:
    """Each statement of an article, and whether its gold holds it."""
    right = {said.id for fact in gold.facts for said in _hits(graph, gold.entities, fact, graph.of(gold.id))}
    for said in graph.of(gold.id):
        yield said, said.id in right


def _score_article(scores: Scores, graph: Graph, gold: Gold) -> None:
    rows = graph.of(gold.id)
    article = scores.articles.setdefault(gold.id, Tally())
    for fact in gold.facts:
        hits = _hits(graph, gold.entities, fact, rows)
        for tally in (scores.total, article, scores.properties.setdefault(fact.predicates[0], Tally())):
            tally.gold += 1
            tally.found += bool(hits)
            tally.core_gold += fact.core
            tally.core_found += fact.core and bool(hits)
        if hits:
            _score_form(scores, graph, gold, fact, hits)
        else:
            scores.notes.append(f"{gold.id} missed {'core' if fact.core else 'rest'} {_name(fact)}  «{fact.cue}»")
    for said, right in rightness(graph, gold):
        for tally in (scores.total, article, scores.properties.setdefault(said.predicate, Tally())):
            tally.said += 1
            tally.right += right
        if said.confidence is not None:
            scores.bins.setdefault(min(int(said.confidence * BINS), BINS - 1), Share()).count(right)
        if not right:
            ends = (graph.labels.get(iri, iri) for iri in (said.subject, said.object))
            scores.notes.append(f"{gold.id} extra  {f' {said.predicate} '.join(ends)}  «{said.quote[:110]}»")
    _score_traps(scores, graph, gold, rows)
    _score_entities(scores, graph, gold)


def _score_form(scores: Scores, graph: Graph, gold: Gold, fact: GoldFact, hits: Sequence[Said]) -> None:
    fits = any(said.modality in fact.modalities and said.status in fact.statuses for said in hits)
    scores.mode.count(fits)
    if not fits:
        wanted = f"{'/'.join(fact.modalities)} {'/'.join(fact.statuses)}"
        scores.notes.append(f"{gold.id} mode   {_name(fact)}: want {wanted}, got {hits[0].modality} {hits[0].status}")
    if fact.attributed:
        speakers = [gold.entities[key] for key in fact.speakers if key]
        who = [iri for said in hits for iri in said.speakers]
        told = any(_same(graph, iri, speakers) for iri in who) or (None in fact.speakers and not who)
        scores.attribution.count(told)
        if not told:
            scores.notes.append(f"{gold.id} speaker {_name(fact)}: want {'/'.join(map(str, fact.speakers))}")
    said = {name: [value for hit in hits for n, value in hit.qualifiers if n == name] for name in fact.qualifiers}
    for name, value in fact.qualifiers.items():
        if name in _TIMES:
            given = [v for time in _TIMES for hit in hits for n, v in hit.qualifiers if n == time]
            scores.times.count(any(v.startswith(value) or value.startswith(v) for v in given))
        elif name in _NUMBERS and _number(value) is not None:
            scores.numbers.count(any(_number(v) == _number(value) for v in said[name]))


def _score_traps(scores: Scores, graph: Graph, gold: Gold, rows: Sequence[Said]) -> None:
    for trap in gold.traps:
        hits = _hits(graph, gold.entities | gold.decoys, trap, rows)
        caught = any(said.modality == trap.modalities[0] and said.status == trap.statuses[0] for said in hits)
        scores.traps.count(not caught)
        if caught:
            scores.notes.append(f"{gold.id} WRONG  {_name(trap)}")


def _score_entities(scores: Scores, graph: Graph, gold: Gold) -> None:
    for entity in gold.entities.values():
        nodes = [iri for iri in graph.names if _same(graph, iri, [entity])]
        if not entity.optional:
            scores.entities.count(bool(nodes))
        if nodes:
            scores.classes.count(any(entity.cls in graph.classes.get(iri, ()) for iri in nodes))


def _hits(graph: Graph, entities: dict[str, GoldEntity], fact: GoldFact, rows: Sequence[Said]) -> list[Said]:
    subjects, objects = ([entities[key] for key in side] for side in (fact.subjects, fact.objects))

    def fits(said: Said) -> bool:
        if said.predicate not in fact.predicates:
            return False
        if _same(graph, said.subject, subjects) and _same(graph, said.object, objects):
            return True
        turned = said.predicate in RELATIONS and RELATIONS[said.predicate].symmetric
        return turned and _same(graph, said.object, subjects) and _same(graph, said.subject, objects)

    return [said for said in rows if fits(said)]


def _same(graph: Graph, iri: str, entities: Iterable[GoldEntity]) -> bool:
    ids, names = graph.wikidata.get(iri, frozenset()), graph.names.get(iri, frozenset())
    for entity in entities:
        if entity.wikidata and ids:
            if entity.wikidata in ids:
                return True
        elif entity.names & names:
            return True
    return False


def _name(fact: GoldFact) -> str:
    return f"{fact.subjects[0]} {fact.predicates[0]} {fact.objects[0]}"


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def by_property(scores: Scores) -> list[tuple[str, Tally]]:
    """The properties, those with most gold facts first."""
    return sorted(scores.properties.items(), key=lambda item: (-item[1].gold, -item[1].said, item[0]))
