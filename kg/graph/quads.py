"""What one article gave, as quads of the article's own named graph, exactly as the ontology writes facts down.

The named graph holds all that the article needs: its text, its statements with their evidence, and class,
labels and Wikidata id of every entity that it names; on request also where it names them. Nothing of the entity table
is written that no article uses; so to remove a graph is to remove exactly the article's share.

A symmetric fact (meets, negotiatesWith …) is one statement whichever way round the text tells it: the subject
is the one whose IRI comes first, in the statement and in the plain triple alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import spans, terms
from kg.graph.iris import BASE, article_iri, entity_iri, span_iri, statement_iri
from kg.graph.terms import term
from kg.model import Article, Entity, How, Modality, Qualifier, Reading, Statement, Status
from kg.vocab import PREFIXES, QUALIFIERS, RELATIONS, is_a

Pair = tuple[NamedNode, NamedNode | Literal]

_LABELLED = (How.NAME, How.METONYM, How.PART)
_CONFIDENCE_STEP = Decimal("0.0001")


def reading_quads(reading: Reading, base: str = BASE, *, mentions: bool = False) -> list[Quad]:
    """All quads of one article, none twice, each in the named graph of the article.

    mentions: whether to write down each stretch of the text that stands for an entity.
    Raises ValueError for a statement without evidence, and for evidence or a mention outside the text.
    """
    iri = article_iri(reading.article, base)
    context = NamedNode(span_iri(iri, 0, len(reading.article.text)))
    graph = NamedNode(iri)
    quads = [Quad(context, p, o, graph) for p, o in _article(reading.article)]
    for statement in merge(reading.statements, base):
        node = NamedNode(statement_iri(statement, base))
        quads += [Quad(node, p, o, graph) for p, o in _statement(statement, reading.article, iri, base)]
        if is_plain_fact(statement):
            subject, obj = (NamedNode(entity_iri(e.id, base)) for e in (statement.subject, statement.object))
            quads.append(Quad(subject, term(f"kg:{statement.predicate}"), obj, graph))
        for evidence in statement.evidence:
            span = NamedNode(span_iri(iri, evidence.start, evidence.end))
            quads += [Quad(span, p, o, graph) for p, o in spans.evidence(evidence, reading.article, context)]
    classes: dict[str, str] = {}
    for entity, surfaces in _entities(reading):
        node = NamedNode(entity_iri(entity.id, base))
        quads += [Quad(node, p, o, graph) for p, o in _entity(entity, surfaces)]
        classes[entity.id] = entity.cls
    if mentions:
        for (start, end), pairs in spans.phrases(reading.mentions, classes, reading.article, context, base):
            span = NamedNode(span_iri(iri, start, end))
            quads += [Quad(span, p, o, graph) for p, o in pairs]
    return list(dict.fromkeys(quads))


def is_plain_fact(statement: Statement) -> bool:
    """Whether the plain triple may stand: asserted, current, and no interested party's claim."""
    if statement.modality is not Modality.ASSERTED or statement.status is not Status.CURRENT:
        return False
    if statement.attributed_to is not None:
        return is_a(statement.attributed_to.cls, "MediaOutlet")
    return not statement.attributed_as


def merge(statements: Iterable[Statement], base: str = BASE) -> list[Statement]:
    """Each statement once, in canonical form, with all its evidence and its highest confidence."""
    merged: dict[str, Statement] = {}
    for statement in statements:
        statement = _canonical(statement, base)
        iri = statement_iri(statement, base)
        if (other := merged.get(iri)) is not None:
            evidence = tuple(sorted({*other.evidence, *statement.evidence}))
            confidence = max(other.confidence, statement.confidence)
            statement = replace(other, evidence=evidence, confidence=confidence)
        merged[iri] = statement
    return list(merged.values())


def _canonical(statement: Statement, base: str) -> Statement:
    subject, obj = statement.subject, statement.object
    if RELATIONS[statement.predicate].symmetric and entity_iri(obj.id, base) < entity_iri(subject.id, base):
        subject, obj = obj, subject
    qualifiers = {q for given in statement.qualifiers if (q := _canonical_qualifier(given)) is not None}
    return replace(statement, subject=subject, object=obj, qualifiers=tuple(sorted(qualifiers)))


def _canonical_qualifier(qualifier: Qualifier) -> Qualifier | None:
    """The qualifier as it can be written: a number or date that is none, as words where the ontology takes them."""
    name, value, kind = qualifier.name, qualifier.value, qualifier.kind
    if kind in ("entity", "code"):
        return qualifier
    if kind == "number" and (number := terms.number(value)) is not None:
        return Qualifier(name, number.value, kind)
    if kind == "date" and terms.day(value) is not None:
        return qualifier
    return Qualifier(name, one_line(value), "words") if "words" in QUALIFIERS[name] else None


def _article(article: Article) -> Iterator[Pair]:
    yield term("rdf:type"), term("kg:Article")
    yield term("rdf:type"), term("nif:Context")
    yield term("nif:isString"), terms.plain(article.text)
    yield term("dcterms:source"), terms.plain(article.source)
    yield term("dcterms:language"), terms.plain(article.language)
    if article.title:
        yield term("dcterms:title"), terms.words(one_line(article.title), article.language)
    if article.issued and (issued := terms.day(article.issued)) is not None:
        yield term("dcterms:issued"), issued
    if article.publisher:
        yield term("dcterms:publisher"), terms.plain(article.publisher)
    if article.url:
        yield term("schema:url"), Literal(article.url, datatype=term("xsd:anyURI"))


def _statement(statement: Statement, article: Article, iri: str, base: str) -> Iterator[Pair]:
    if not statement.evidence:
        raise ValueError(f"{article.source}: a statement without evidence: {statement.key}")
    yield term("rdf:type"), term("kg:Statement")
    yield term("rdf:subject"), NamedNode(entity_iri(statement.subject.id, base))
    yield term("rdf:predicate"), term(f"kg:{statement.predicate}")
    yield term("rdf:object"), NamedNode(entity_iri(statement.object.id, base))
    yield term("kg:modality"), term(f"kg:{statement.modality}")
    yield term("kg:status"), term(f"kg:{statement.status}")
    confidence = min(max(statement.confidence, Decimal(0)), Decimal(1)).quantize(_CONFIDENCE_STEP)
    yield term("kg:confidence"), terms.decimal(confidence)
    if statement.attributed_to is not None:
        yield term("kg:attributedTo"), NamedNode(entity_iri(statement.attributed_to.id, base))
    if statement.attributed_as:
        yield term("kg:attributedAs"), terms.words(statement.attributed_as, article.language)
    for qualifier in statement.qualifiers:
        yield term(f"kg:{qualifier.name}"), _qualifier(qualifier, article.language, base)
    for evidence in statement.evidence:
        yield term("prov:wasDerivedFrom"), NamedNode(span_iri(iri, evidence.start, evidence.end))


def _qualifier(qualifier: Qualifier, language: str, base: str) -> NamedNode | Literal:
    value = qualifier.value
    match qualifier.kind:
        case "entity":
            return NamedNode(entity_iri(value, base))
        case "number":
            return terms.number(value) or terms.words(value, language)
        case "date":
            return terms.day(value) or terms.words(value, language)
        case "code":
            return terms.plain(value)
    return terms.words(value, language)


def _entity(entity: Entity, surfaces: Iterable[str]) -> Iterator[Pair]:
    yield term("rdf:type"), term(f"kg:{entity.cls}")
    yield term("skos:prefLabel"), terms.words(entity.name)
    for surface in surfaces:
        yield term("skos:altLabel"), terms.words(surface)
    if entity.wikidata and re.fullmatch(r"Q[1-9]\d*", entity.wikidata, re.ASCII):
        yield term("owl:sameAs"), NamedNode(PREFIXES["wd"] + entity.wikidata)


def _entities(reading: Reading) -> Iterator[tuple[Entity, list[str]]]:
    """Every entity that a mention or a statement uses, with its other names as the article writes them.

    An adjective ("chinesische") and a pronoun are no names; what stands for it in a compound ("US-Konzern") is one.
    Where the article's values of one entity differ, the most frequent counts, then the first by code points.
    """
    seen: dict[str, Counter[Entity]] = defaultdict(Counter)
    surfaces: dict[str, set[str]] = defaultdict(set)
    for mention in reading.mentions:
        seen[mention.entity.id][mention.entity] += 1
        if mention.how in _LABELLED:
            surfaces[mention.entity.id].add(one_line(mention.text))
    for statement in reading.statements:
        for entity in (statement.subject, statement.object, statement.attributed_to):
            if entity is not None:
                seen[entity.id][entity] += 1
    for entity_id in sorted(seen):
        variants = seen[entity_id]
        chosen = min(variants, key=lambda e: (not e.known, -variants[e], e.cls, e.name, e.wikidata or ""))
        chosen = replace(chosen, name=one_line(chosen.name) or entity_id)
        names = surfaces[entity_id] | {one_line(e.name) for e in variants}
        yield chosen, sorted(names - {chosen.name, ""})


def one_line(text: str) -> str:
    """The text with every run of white space, line ends among them, as one space."""
    return " ".join(text.split())
