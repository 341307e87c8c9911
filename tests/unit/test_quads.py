"""Quads: facts as the ontology writes them down."""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyshacl
import pytest
import rdflib
from graph_readings import (
    CHINA,
    CONTROLS,
    GALLIUM,
    HUANG,
    NVIDIA,
    REUTERS,
    USA,
    chips,
    deal,
    evidence,
    gallium,
    readings,
)
from hypothesis import given, settings
from pyoxigraph import NamedNode, Store

from kg.graph import terms
from kg.graph.export import export
from kg.graph.iris import article_iri, entity_iri, statement_iri
from kg.graph.quads import is_plain_fact, merge, reading_quads
from kg.graph.store import load
from kg.graph.terms import term
from kg.model import Entity, Evidence, How, Mention, Modality, Qualifier, Reading, Status

XSD = "http://www.w3.org/2001/XMLSchema#"


def described(reading: Reading) -> dict[str, dict[str, list[str]]]:
    """Prefixed subject → prefixed property → values as N-Triples, sorted."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in reading_quads(reading):
        found[terms.prefixed(quad.subject.value)][terms.prefixed(quad.predicate.value)].append(quad.object)
    return {s: {p: sorted(short(o) for o in values) for p, values in own.items()} for s, own in found.items()}


def short(value) -> str:
    return terms.prefixed(value.value) if isinstance(value, NamedNode) else str(value).replace(f"<{XSD}", "<xsd:")


def only(reading: Reading, **changes) -> Reading:
    """The reading with its first statement alone, changed."""
    return replace(reading, statements=(replace(reading.statements[0], **changes),))


def statement_of(reading: Reading) -> dict[str, list[str]]:
    [found] = [own for own in described(reading).values() if own.get("rdf:type") == ["kg:Statement"]]
    return found


def test_statement():
    assert statement_of(only(gallium())) == {
        "rdf:type": ["kg:Statement"],
        "rdf:subject": ["kgr:china"],
        "rdf:predicate": ["kg:restricts"],
        "rdf:object": ["kgr:gallium"],
        "kg:modality": ["kg:Asserted"],
        "kg:status": ["kg:Current"],
        "kg:confidence": ['"0.8"^^<xsd:decimal>'],
        "kg:measure": ["kgr:exportkontrollen"],
        "kg:pointInTime": ['"2025-07"^^<xsd:gYearMonth>'],
        "prov:wasDerivedFrom": [terms.prefixed(article_iri(gallium().article) + "#char=27,77")],
    }


def test_evidence_cuts_its_quote_out_of_the_text():
    reading = only(gallium())
    iri = terms.prefixed(article_iri(reading.article))
    assert described(reading)[f"{iri}#char=27,77"] == {
        "rdf:type": ["kg:Evidence", "nif:RFC5147String"],
        "nif:referenceContext": [f"{iri}#char=0,{len(reading.article.text)}"],
        "nif:beginIndex": ['"27"^^<xsd:integer>'],
        "nif:endIndex": ['"77"^^<xsd:integer>'],
        "nif:anchorOf": ['"China hat Exportkontrollen für Gallium eingeführt."@de'],
        "kg:rule": ['"restricts.introduce"'],
    }
    assert reading.article.text[27:77] == "China hat Exportkontrollen für Gallium eingeführt."


def test_article():
    reading = Reading(replace(gallium().article, url="https://example.org/a?b", language="de-AT"))
    iri = terms.prefixed(article_iri(reading.article))
    assert described(reading) == {
        f"{iri}#char=0,{len(reading.article.text)}": {
            "rdf:type": ["kg:Article", "nif:Context"],
            "nif:isString": [str(terms.plain(reading.article.text))],
            "dcterms:source": ['"gallium.txt"'],
            "dcterms:language": ['"de-AT"'],
            "dcterms:title": ['"Peking beschränkt Gallium"@de'],
            "dcterms:issued": ['"2025-07-29"^^<xsd:date>'],
            "dcterms:publisher": ['"Reuters"'],
            "schema:url": ['"https://example.org/a?b"^^<xsd:anyURI>'],
        }
    }


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ("2025-07-29", ['"2025-07-29"^^<xsd:date>']),
        ("2025-07", ['"2025-07"^^<xsd:gYearMonth>']),
        ("2025", ['"2025"^^<xsd:gYear>']),
        ("2025-02-30", []),
        ("gestern", []),
        ("20250729", []),
        ("２０２５", []),
    ],
)
def test_issued_is_as_precise_as_the_date(issued, expected):
    reading = Reading(replace(gallium().article, issued=issued))
    [own] = described(reading).values()
    assert own.get("dcterms:issued", []) == expected


def test_entities_carry_class_names_and_wikidata():
    found = described(gallium())
    assert found["kgr:china"] == {
        "rdf:type": ["kg:Country"],
        "skos:prefLabel": ['"China"@de'],
        "skos:altLabel": ['"Peking"@de', '"Pekings"@de'],
        "owl:sameAs": ["wd:Q148"],
        "kg:meets": ["kgr:jensen-huang"],
        "kg:restricts": ["kgr:gallium"],
    }
    assert found["kgr:reuters"]["rdf:type"] == ["kg:MediaOutlet"], "named by a statement alone"
    assert found["kgr:exportkontrollen"] == {"rdf:type": ["kg:Measure"], "skos:prefLabel": ['"Exportkontrollen"@de']}
    assert "kgr:vereinigte-staaten" not in found, "no sentence names it"


@pytest.mark.parametrize(("how", "kept"), [(how, how not in (How.ADJECTIVE, How.COREFERENCE, How.ROLE)) for how in How])
def test_only_names_become_other_labels(how, kept):
    text = "chinesische\n  Führung"
    reading = Reading(replace(gallium().article, text=text), (Mention(0, len(text), text, 0, 2, CHINA, how),))
    assert described(reading)["kgr:china"].get("skos:altLabel", []) == ['"chinesische Führung"@de'] * kept


def test_an_odd_wikidata_id_is_left_out():
    for odd in ("182477", "Q0", "Q1> <x", "Q١", ""):
        reading = only(gallium(), subject=replace(CHINA, wikidata=odd))
        reading = replace(reading, mentions=())
        assert "owl:sameAs" not in described(reading)["kgr:china"]


def test_where_mentions_disagree_the_table_wins_then_the_majority():
    def reading(*entities: Entity) -> Reading:
        return Reading(gallium().article, tuple(Mention(0, 1, "P", 0, 1, entity) for entity in entities))

    firm, person = Entity("alpha", "Company", "Alpha"), Entity("alpha", "Person", "Alpha")
    assert described(reading(firm, person))["kgr:alpha"]["rdf:type"] == ["kg:Company"]
    assert described(reading(person, firm, person))["kgr:alpha"]["rdf:type"] == ["kg:Person"]
    known = replace(firm, known=True)
    assert described(reading(person, known, person))["kgr:alpha"]["rdf:type"] == ["kg:Company"]


@pytest.mark.parametrize(
    ("changes", "plain"),
    [
        ({}, True),
        ({"attributed_to": REUTERS}, True),
        ({"attributed_to": REUTERS, "attributed_as": "zwei Quellen"}, True),
        ({"attributed_to": HUANG}, False),
        ({"attributed_to": USA}, False),
        ({"attributed_as": "Kritiker"}, False),
        ({"status": Status.FORMER}, False),
        *[({"modality": modality}, False) for modality in Modality if modality is not Modality.ASSERTED],
    ],
)
def test_the_plain_triple_stands_for_facts_alone(changes, plain):
    reading = only(gallium(), **changes)
    assert is_plain_fact(reading.statements[0]) is plain
    assert described(reading)["kgr:china"].get("kg:restricts", []) == ["kgr:gallium"] * plain


def test_a_symmetric_fact_is_one_statement():
    there, back = ({"predicate": "meets", "subject": a, "object": b} for a, b in [(USA, CHINA), (CHINA, USA)])
    first, second = (only(gallium(), **way).statements[0] for way in (there, back))
    [merged] = merge([first, second])
    assert (merged.subject, merged.object) == (CHINA, USA)
    both = replace(gallium(), statements=(first, second))
    assert described(both)["kgr:china"]["kg:meets"] == ["kgr:vereinigte-staaten"]
    assert "kg:meets" not in described(both)["kgr:vereinigte-staaten"]
    directed = [replace(statement, predicate="restricts") for statement in (first, second)]
    assert merge(directed) == directed


def test_found_again_it_gains_evidence_and_confidence():
    text = gallium().article.text
    first = gallium().statements[0]
    again = replace(
        first,
        confidence=Decimal("0.9"),
        qualifiers=first.qualifiers[::-1],
        evidence=(evidence(text, "Das teilte Reuters mit."),),
    )
    own = statement_of(replace(gallium(), statements=(first, again)))
    assert own["kg:confidence"] == ['"0.9"^^<xsd:decimal>']
    assert len(own["prov:wasDerivedFrom"]) == 2


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        (Qualifier("measure", "exportkontrollen", "entity"), ["kgr:exportkontrollen"]),
        (Qualifier("measure", " ein  Verbot\n", "words"), ['"ein Verbot"@de']),
        (Qualifier("share", "15.0", "number"), ['"15"^^<xsd:decimal>']),
        (Qualifier("amount", "4.0e8", "number"), ['"400000000"^^<xsd:decimal>']),
        (Qualifier("change", "-0.730", "number"), ['"-0.73"^^<xsd:decimal>']),
        (Qualifier("rate", "-0", "number"), ['"0"^^<xsd:decimal>']),
        (Qualifier("amount", "1e999999", "number"), []),
        (Qualifier("amount", "NaN", "number"), []),
        (Qualifier("change", "deutlich", "number"), ['"deutlich"@de']),
        (Qualifier("validFrom", "2025", "date"), ['"2025"^^<xsd:gYear>']),
        (Qualifier("validFrom", "bald", "date"), []),
        (Qualifier("currency", "USD", "code"), ['"USD"']),
    ],
)
def test_qualifiers(qualifier, expected):
    own = statement_of(only(gallium(), qualifiers=(qualifier,)))
    assert own.get(f"kg:{qualifier.name}", []) == expected


def test_equal_numbers_make_equal_statements():
    forms = [only(gallium(), qualifiers=(Qualifier("share", v, "number"),)).statements[0] for v in ("5", "5.0", "5e0")]
    assert len(merge(forms)) == 1


@pytest.mark.parametrize(
    ("given", "written"), [("1.50", "1"), ("-1", "0"), ("0.33333333", "0.3333"), ("0.730", "0.73")]
)
def test_confidence_is_canonical(given, written):
    own = statement_of(only(gallium(), confidence=Decimal(given)))
    assert own["kg:confidence"] == [f'"{written}"^^<xsd:decimal>']


@pytest.mark.parametrize("bounds", [(0, 0), (5, 4), (-1, 4), (0, 10_000)])
def test_evidence_outside_the_text_is_refused(bounds):
    with pytest.raises(ValueError, match="gallium.txt: evidence"):
        reading_quads(only(gallium(), evidence=(Evidence(*bounds, "x.y"),)))


def test_a_statement_without_evidence_is_refused():
    with pytest.raises(ValueError, match="without evidence"):
        reading_quads(only(gallium(), evidence=()))


def test_lone_surrogates_keep_the_offsets():
    text = "\ud800 China"
    [own] = described(Reading(replace(gallium().article, text=text))).values()
    assert own["nif:isString"] == ['"\ufffd China"']


@settings(max_examples=50, deadline=None)
@given(readings())
def test_quads_are_what_the_store_keeps(reading):
    """Nothing is rewritten on the way in: literals are canonical, IRIs absolute, no quad stands there twice."""
    quads = reading_quads(reading)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)
    assert len(store) == len(quads)
    graph = NamedNode(article_iri(reading.article))
    assert {quad.graph_name for quad in quads} == {graph}
    nodes = {quad.subject for quad in quads}
    for statement in merge(reading.statements):
        node = NamedNode(statement_iri(statement))
        for name in ("rdf:subject", "rdf:object", "prov:wasDerivedFrom", "kg:attributedTo"):
            assert {q.object for q in quads if q.subject == node and q.predicate == term(name)} <= nodes


def test_all_entities_used_are_there():
    used = {entity.id for entity in (CHINA, GALLIUM, HUANG, NVIDIA, REUTERS, CONTROLS, USA)}
    labelled = {
        q.subject.value for r in (gallium(), chips()) for q in reading_quads(r) if q.predicate == term("skos:prefLabel")
    }
    assert labelled == {entity_iri(entity_id) for entity_id in used}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_graph_of_all_this_conforms_to_the_shapes():
    ontology = Path(__file__).parents[2] / "ontology"
    store, out = Store(), io.BytesIO()
    load(store, [gallium(), chips(), deal()])
    export(store, "turtle", out)
    conforms, _, report = pyshacl.validate(
        rdflib.Graph().parse(data=out.getvalue(), format="turtle"),
        shacl_graph=str(ontology / "shapes.ttl"),
        ont_graph=str(ontology / "kg.ttl"),
        allow_warnings=True,
    )
    assert conforms, report
