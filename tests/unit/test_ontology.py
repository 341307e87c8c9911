"""The ontology holds what it promises, and its shapes catch graphs that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef, namespace
from rdflib.collection import Collection

from kg.vocab import CLASSES, ENTITY_CLASSES, KG, KG_BASE, LABELS, NIF_BASE, QUALIFIERS, RELATIONS, is_a

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
SHAPES = "https://w3id.org/newskg/shapes#"

CLASS_NAMES = """
Person Organization Company GovernmentBody MediaOutlet Alliance Place Country City Region Facility Product Chip Material
Measure Event Agent Statement BackgroundFact Evidence Article Modality Status
""".split()
RELATION_NAMES = """
leads worksFor succeeds partOf owns acquires investsIn basedIn locatedIn competesWith partnersWith produces supplies
dependsOn controls uses restricts eases permits threatens demands proposes meets negotiatesWith agreesWith visits
invites criticizes supports warnsOf lobbies investigates
""".split()
QUALIFIER_NAMES = """
measure destination product topic place role share amount currency unit rate change condition validFrom validUntil
pointInTime
""".split()
OTHER_NAMES = """
modality status attributedTo attributedAs confidence rule checkedUntil
Asserted Planned Possible Demanded Denied Current Former
""".split()
SYMMETRIC = {"competesWith", "partnersWith", "meets", "negotiatesWith", "agreesWith"}

# Terms that this ontology adds for queries, ranges and the like.
OWN_NAMES = ["Entity", "PartialDate", "qualifier", "relation"]

GOOD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix kgr: <https://w3id.org/newskg/id/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

kgr:china a kg:Country ; skos:prefLabel "China"@de ; skos:altLabel "Peking"@de ; owl:sameAs wd:Q148 .
kgr:gallium a kg:Material ; skos:prefLabel "Gallium"@de .
kgr:bergwerk a kg:Company ; skos:prefLabel "Bergwerk AG"@de .
kgr:blatt a kg:MediaOutlet ; skos:prefLabel "Das Blatt"@de .
kgr:bali a kg:Region ; skos:prefLabel "Bali"@de .
kgr:berg a kg:Person ; skos:prefLabel "Ute Berg"@de .

kgr:s1 a kg:Statement ; rdf:subject kgr:china ; rdf:predicate kg:restricts ; rdf:object kgr:gallium ;
    kg:modality kg:Asserted ; kg:status kg:Current ; kg:confidence 0.8 ; kg:attributedTo kgr:blatt ;
    kg:measure "Ausfuhrkontrolle"@de ; kg:destination "Übersee"@de ; kg:rate 25.0 ; kg:condition "falls nötig"@de ;
    kg:validFrom "2023-08-01"^^xsd:date ; kg:validUntil "2026"^^xsd:gYear ;
    prov:wasDerivedFrom <https://example.org/a#char=0,10> .
kgr:s2 a kg:Statement ; rdf:subject kgr:bergwerk ; rdf:predicate kg:produces ; rdf:object kgr:gallium ;
    kg:modality kg:Planned ; kg:status kg:Current ; kg:confidence 1.0 ; kg:attributedAs "zwei Quellen"@de ;
    kg:share 60.0 ; kg:amount 400000000.0 ; kg:currency "USD" ; kg:change -47.5 ;
    kg:pointInTime "2026-02"^^xsd:gYearMonth ;
    kg:topic kgr:china ; kg:place kgr:bali ; kg:product kgr:gallium ; kg:role "Förderer"@de ;
    prov:wasDerivedFrom <https://example.org/a#char=0,10> , <https://example.org/a#char=10,21> .
kgr:s3 a kg:Statement ; rdf:subject kgr:bergwerk ; rdf:predicate kg:supplies ; rdf:object kgr:china ;
    kg:modality kg:Denied ; kg:status kg:Former ; kg:confidence 0.0 ; kg:amount 35000.0 ; kg:unit "tonne" ;
    kg:change "mehr"@de ; prov:wasDerivedFrom <https://example.org/a#char=10,21> .

<https://example.org/a#char=0,10> a kg:Evidence , nif:RFC5147String ;
    nif:referenceContext <https://example.org/a#char=0,21> ; nif:beginIndex 0 ; nif:endIndex 10 ;
    nif:anchorOf "Ein Satz. "@de ; kg:rule "restricts.introduce" , "produces.make" .
<https://example.org/a#char=10,21> a kg:Evidence , nif:RFC5147String ;
    nif:referenceContext <https://example.org/a#char=0,21> ; nif:beginIndex 10 ; nif:endIndex 21 ;
    nif:anchorOf "Noch einer."@de ; kg:rule "supplies.export" .
<https://example.org/a#char=0,21> a kg:Article , nif:Context ; nif:isString "Ein Satz. Noch einer." ;
    dcterms:source "a.txt" ; dcterms:issued "2026-02-12"^^xsd:date .

# A name that is a whole sentence, and one that stands for two.
<https://example.org/a#char=0,10> a nif:Phrase ; itsrdf:taIdentRef kgr:china ; itsrdf:taClassRef kg:Country ;
    itsrdf:taConfidence 0.95e0 .
<https://example.org/a#char=10,14> a nif:Phrase , nif:RFC5147String ;
    nif:referenceContext <https://example.org/a#char=0,21> ; nif:beginIndex 10 ; nif:endIndex 14 ;
    nif:anchorOf "Noch"@de ; itsrdf:taIdentRef kgr:bergwerk , kgr:gallium ;
    itsrdf:taClassRef kg:Company , kg:Material ; itsrdf:taConfidence 0.5e0 .

kgr:b1 a kg:BackgroundFact ; rdf:subject kgr:berg ; rdf:predicate kg:leads ; rdf:object kgr:bergwerk ;
    kg:role "Vorstandschefin"@de ; kg:validFrom "2019"^^xsd:gYear ; kg:checkedUntil "2026-01"^^xsd:gYearMonth ;
    dcterms:source "Handelsregister" , "Jahresbericht" .
kgr:b2 a kg:BackgroundFact ; rdf:subject kgr:bergwerk ; rdf:predicate kg:basedIn ; rdf:object kgr:bali ;
    kg:validUntil "2026-12-31"^^xsd:date ; dcterms:source "Handelsregister" .
"""

# What is changed in the good graph (the first place only), into what, and the message that must come of it.
WORDS_OR_ENTITY = [
    (old, f"kg:{name} 7", f"kg:{name} is an entity or words.")
    for name, old in [
        ("destination", 'kg:destination "Übersee"@de'),
        ("measure", 'kg:measure "Ausfuhrkontrolle"@de'),
        ("place", "kg:place kgr:bali"),
        ("product", "kg:product kgr:gallium"),
        ("topic", "kg:topic kgr:china"),
    ]
]
DATES = [
    (old, new, f"kg:{name} stands there once at most, as xsd:date, xsd:gYearMonth or xsd:gYear.")
    for name, old, new in [
        ("pointInTime", 'kg:pointInTime "2026-02"^^xsd:gYearMonth', 'kg:pointInTime "2026-02"'),
        ("pointInTime", '"2026-02"^^xsd:gYearMonth', '"2026-02"^^xsd:gYearMonth , "2026"^^xsd:gYear'),
        ("validFrom", 'kg:validFrom "2023-08-01"^^xsd:date', 'kg:validFrom "2023-08-01T00:00:00"^^xsd:dateTime'),
        ("validUntil", 'kg:validUntil "2026"^^xsd:gYear', "kg:validUntil 2026"),
    ]
]
SUBJECT = "A statement has exactly one subject, and that is an IRI."
PREDICATE = "A statement has exactly one predicate, and that is a relation of the ontology."
OBJECT = "A statement has exactly one object, and that is an IRI."
MODALITY = "A statement has exactly one modality: Asserted, Planned, Possible, Demanded or Denied."
STATUS = "A statement has exactly one status: Current or Former."
CONFIDENCE = "A statement has exactly one confidence, an xsd:decimal from 0 to 1."
EVIDENCE = "A statement has at least one piece of evidence, and that is a kg:Evidence."
ATTRIBUTED = "A statement is attributed to one at most, and that is an agent or outlet."
BEGIN = "A stretch has exactly one begin (nif:beginIndex), an integer from 0 on."
END = "A stretch has exactly one end (nif:endIndex), an integer from 0 on."
ORDER = "A stretch begins before it ends."
QUOTE = "A stretch has exactly one quote (nif:anchorOf)."
RULE = "Evidence names the rule that read it (kg:rule)."
CONTEXT = "A stretch comes from exactly one article (nif:referenceContext)."
STRETCH_IRI = "A stretch has an IRI that ends in #char=BEGIN,END (RFC 5147)."
ARTICLE_IRI = "An article has an IRI that ends in #char=0,LENGTH (RFC 5147)."
ISSUED = "An article's date stands there once at most, as xsd:date, xsd:gYearMonth or xsd:gYear."
ENTITY = "An entity has an IRI and a class of the ontology."
NAME = "An entity has exactly one name (skos:prefLabel)."
MEANT = "A phrase stands for one entity at least (itsrdf:taIdentRef)."
CLASS = "A phrase says the entity's class (itsrdf:taClassRef)."
SURE = "A phrase has exactly one confidence (itsrdf:taConfidence), an xsd:double from 0 to 1."
KNOWN = "A background fact has exactly one predicate: a post, a seat, an ownership or a product."
CHECKED = "kg:checkedUntil stands there once at most, as xsd:date, xsd:gYearMonth or xsd:gYear."
LOOKED_UP = "A background fact says where it can be looked up (dcterms:source)."
BAD = [
    ("kgr:s3 a", "[] a", "A statement needs an IRI."),
    ("rdf:subject kgr:china ;", "", SUBJECT),
    ("rdf:subject kgr:china", "rdf:subject kgr:china , kgr:bali", SUBJECT),
    ("rdf:predicate kg:restricts ;", "", PREDICATE),
    ("rdf:predicate kg:restricts", "rdf:predicate kg:restricts , kg:eases", PREDICATE),
    ("rdf:predicate kg:restricts", "rdf:predicate kg:restrict", PREDICATE),
    ("rdf:object kgr:gallium ;", "", OBJECT),
    ("rdf:object kgr:gallium", "rdf:object kgr:gallium , kgr:bergwerk", OBJECT),
    ("rdf:object kgr:gallium", "rdf:object kgr:china", "Subject and object of a statement differ."),
    ("kg:modality kg:Asserted ;", "", MODALITY),
    ("kg:modality kg:Asserted", "kg:modality kg:Certain", MODALITY),
    ("kg:modality kg:Asserted", "kg:modality kg:Asserted , kg:Denied", MODALITY),
    ("kg:status kg:Current ;", "", STATUS),
    ("kg:status kg:Current", "kg:status kg:Current , kg:Former", STATUS),
    ("kg:status kg:Current", "kg:status kg:Asserted", STATUS),
    ("kg:confidence 0.8 ;", "", CONFIDENCE),
    ("kg:confidence 0.8", "kg:confidence 1.1", CONFIDENCE),
    ("kg:confidence 0.8", "kg:confidence -0.1", CONFIDENCE),
    ("kg:confidence 0.8", "kg:confidence 8e-1", CONFIDENCE),
    ("kg:confidence 0.8", "kg:confidence 0.8 , 0.9", CONFIDENCE),
    ("prov:wasDerivedFrom <https://example.org/a#char=0,10> .", ".", EVIDENCE),
    ("prov:wasDerivedFrom <https://example.org/a#char=0,10>", "prov:wasDerivedFrom kgr:china", EVIDENCE),
    ("kg:attributedTo kgr:blatt", "kg:attributedTo kgr:blatt , kgr:china", ATTRIBUTED),
    ("kg:attributedTo kgr:blatt", "kg:attributedTo kgr:gallium", ATTRIBUTED),
    (
        'kg:attributedAs "zwei Quellen"@de',
        "kg:attributedAs 2",
        "An unnamed source stands there once at most, in words.",
    ),
    *WORDS_OR_ENTITY,
    ("kg:place kgr:bali", "kg:place kgr:atlantis", "kg:place is an entity or words."),
    ('kg:condition "falls nötig"@de', "kg:condition kgr:china", "kg:condition is words."),
    ('kg:role "Förderer"@de', "kg:role kgr:china", "kg:role is words."),
    ("kg:amount 400000000.0", "kg:amount 4e8", "kg:amount stands there once at most, as xsd:decimal."),
    ("kg:change -47.5", "kg:change kgr:china", "kg:change stands there once at most, as xsd:decimal or in words."),
    ("kg:rate 25.0", 'kg:rate "25 Prozent"@de', "kg:rate stands there once at most, as xsd:decimal."),
    ("kg:rate 25.0", "kg:rate 25.0 , 30.0", "kg:rate stands there once at most, as xsd:decimal."),
    ("60.0", "160.0", "kg:share stands there once at most, as xsd:decimal from 0 to 100 (percent)."),
    ('"USD"', '"Dollar"', "kg:currency stands there once at most, as ISO 4217 code (USD)."),
    ('kg:unit "tonne"', "kg:unit 5", "kg:unit stands there once at most, as a short code."),
    *DATES,
    ('kg:currency "USD" ;', "", "kg:amount needs kg:currency or kg:unit."),
    ("<https://example.org/a#char=10,21>", "<https://example.org/a#s2>", STRETCH_IRI),
    ("<https://example.org/a#char=10,14>", "<https://example.org/a#w3>", STRETCH_IRI),
    ("nif:referenceContext <https://example.org/a#char=0,21> ;", "", CONTEXT),
    ("nif:referenceContext <https://example.org/a#char=0,21>", "nif:referenceContext kgr:china", CONTEXT),
    ("nif:beginIndex 0", "nif:beginIndex -3", BEGIN),
    ("nif:beginIndex 0 ;", "", BEGIN),
    ("nif:endIndex 10 ;", "", END),
    ("nif:endIndex 10", "nif:endIndex 10 , 11", END),
    ("nif:endIndex 10", "nif:endIndex 0", ORDER),
    ('nif:anchorOf "Ein Satz. "@de ;', "", QUOTE),
    ('nif:anchorOf "Ein Satz. "@de', 'nif:anchorOf "Ein Satz. "@de , "Ein Satz."@de', QUOTE),
    ('kg:rule "restricts.introduce" , "produces.make" .', ".", RULE),
    ("<https://example.org/a#char=0,21>", "<https://example.org/a>", ARTICLE_IRI),
    ('nif:isString "Ein Satz. Noch einer." ;', "", "An article has exactly one text (nif:isString)."),
    ('dcterms:source "a.txt" ;', "", "An article has exactly one source (dcterms:source)."),
    ('dcterms:issued "2026-02-12"^^xsd:date', 'dcterms:issued "12. Februar 2026"', ISSUED),
    ('"2026-02-12"^^xsd:date', '"2026-02-12"^^xsd:date , "2026-02-13"^^xsd:date', ISSUED),
    (
        "kgr:s1 a kg:Statement ;",
        "kgr:x rdf:subject kgr:y . kgr:y skos:prefLabel 'Y'@de . kgr:s1 a kg:Statement ;",
        ENTITY,
    ),
    ('kgr:bali a kg:Region ; skos:prefLabel "Bali"@de', "kgr:bali a kg:Region", NAME),
    ('skos:prefLabel "Bali"@de', 'skos:prefLabel "Bali"@de , "Bali"@en', NAME),
    ('"Peking"@de', '"China"@de', "Another name (skos:altLabel) does not repeat the first."),
    ("owl:sameAs wd:Q148", 'owl:sameAs "Q148"', "owl:sameAs leads to an IRI."),
    ("itsrdf:taIdentRef kgr:china ;", "", MEANT),
    ("itsrdf:taIdentRef kgr:china", 'itsrdf:taIdentRef "China"', MEANT),
    ("itsrdf:taClassRef kg:Country ;", "", CLASS),
    ("itsrdf:taClassRef kg:Country", "itsrdf:taClassRef kg:Entity", CLASS),
    ("itsrdf:taConfidence 0.95e0", "itsrdf:taConfidence 0.95e0 , 0.9e0", SURE),
    ("itsrdf:taConfidence 0.95e0", "itsrdf:taConfidence 0.95", SURE),
    ("itsrdf:taConfidence 0.95e0", "itsrdf:taConfidence 1.95e0", SURE),
    ("nif:endIndex 14", "nif:endIndex 9", ORDER),
    ("kgr:b2 a", "[] a", "A background fact needs an IRI."),
    ("rdf:subject kgr:berg ;", "", SUBJECT),
    ("rdf:predicate kg:basedIn ;", "", KNOWN),
    ("rdf:predicate kg:leads", "rdf:predicate kg:leads , kg:worksFor", KNOWN),
    ("rdf:object kgr:bali", "rdf:object kgr:bali , kgr:china", OBJECT),
    (
        "rdf:subject kgr:bergwerk ; rdf:predicate kg:basedIn ; rdf:object kgr:bali",
        "rdf:subject kgr:bergwerk ; rdf:predicate kg:owns ; rdf:object kgr:bergwerk",
        "Subject and object of a statement differ.",
    ),
    ('"2019"^^xsd:gYear', "2019", "kg:validFrom stands there once at most, as xsd:date, xsd:gYearMonth or xsd:gYear."),
    ('"2026-01"^^xsd:gYearMonth', '"Januar"', CHECKED),
    ('; dcterms:source "Handelsregister" .', ".", LOOKED_UP),
    ('"Jahresbericht"', "kgr:blatt", LOOKED_UP),
    (
        'kg:role "Vorstandschefin"@de ;',
        'kg:role "Vorstandschefin"@de ; prov:wasDerivedFrom <https://example.org/a#char=0,10> ;',
        "A background fact has no evidence; what an article says is a statement.",
    ),
    (
        'kg:role "Vorstandschefin"@de ;',
        'kg:role "Vorstandschefin"@de ; kg:modality kg:Asserted ;',
        "A background fact has no modality; what an article says has one.",
    ),
]
# These replace every place, since they rename a node.
RENAMES = {STRETCH_IRI, ARTICLE_IRI}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "kg.ttl")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.fixture(scope="module")
def alignment() -> Graph:
    return Graph().parse(ONTOLOGY / "alignment.ttl")


@pytest.fixture(scope="module")
def report(ontology: Graph, shapes: Graph) -> Callable[[Graph], Graph]:
    def run(graph: Graph) -> Graph:
        return validate(graph, shacl_graph=shapes, ont_graph=ontology)[1]

    return run


def english(graph: Graph, prop: URIRef) -> list[str]:
    return sorted(str(text) for text in graph.objects(None, prop) if text.language == "en")


def test_all_terms_have_labels_and_comments_in_both_languages(ontology: Graph) -> None:
    names = CLASS_NAMES + RELATION_NAMES + QUALIFIER_NAMES + OTHER_NAMES + OWN_NAMES
    assert (len(CLASS_NAMES), len(RELATION_NAMES), len(QUALIFIER_NAMES), len(OTHER_NAMES)) == (23, 32, 16, 14)
    for name in names:
        for prop in (RDFS.label, RDFS.comment):
            texts = list(ontology.objects(KG[name], prop))
            assert sorted(text.language for text in texts) == ["de", "en"], f"kg:{name} {prop.fragment}"
            assert all(text.strip() == str(text) != "" for text in texts), f"kg:{name} {prop.fragment}"
    assert {s for s in ontology.subjects() if isinstance(s, URIRef) and s in KG} == {KG[name] for name in names}
    assert sorted(LABELS) == sorted(names)


def test_no_two_properties_or_classes_share_a_label(ontology: Graph) -> None:
    for names in (CLASSES, RELATIONS, QUALIFIERS):
        for lang in (0, 1):
            labels = [LABELS[name][lang] for name in names]
            assert len(labels) == len(set(labels))


def test_every_term_the_ontology_speaks_of_is_its_own_or_known(ontology: Graph) -> None:
    spoken = {x for triple in ontology for x in triple if isinstance(x, URIRef) and x.startswith(KG_BASE)}
    assert spoken == {KG[name] for name in LABELS}


def test_header(ontology: Graph) -> None:
    header = ontology.value(None, RDF.type, OWL.Ontology)
    assert header == URIRef(KG_BASE.removesuffix("#"))
    assert {title.language for title in ontology.objects(header, DCTERMS.title)} == {"de", "en"}
    assert ontology.value(header, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert ontology.value(header, OWL.versionInfo)


def test_symmetric_properties(ontology: Graph) -> None:
    declared = {KG[name] for name in SYMMETRIC}
    assert set(ontology.subjects(RDF.type, OWL.SymmetricProperty)) == declared
    for prop in declared:
        assert ontology.value(prop, RDFS.domain) == ontology.value(prop, RDFS.range)


def test_blank_nodes_are_unions_and_their_lists_only(ontology: Graph, alignment: Graph) -> None:
    lists, unions = set(), set()
    for union, head in ontology.subject_objects(OWL.unionOf):
        members = list(Collection(ontology, head))
        assert len(members) > 1 and all(isinstance(x, URIRef) for x in members)
        cells = [head]
        while (rest := ontology.value(cells[-1], RDF.rest)) != RDF.nil:
            cells.append(rest)
        lists |= set(cells)
        if isinstance(union, BNode):
            unions.add(union)
            assert set(ontology.predicates(None, union)) <= {RDFS.domain, RDFS.range}
            assert len(list(ontology.subjects(None, union))) == 1
    found = {x for s, _, o in ontology for x in (s, o) if isinstance(x, BNode)}
    assert len(unions) > 10
    assert found == lists | unions
    assert not any(isinstance(x, BNode) for triple in alignment for x in triple)


def test_terms_stand_in_order_within_their_section() -> None:
    counted = 0
    for section in (ONTOLOGY / "kg.ttl").read_text(encoding="utf-8").split("\n# ── ")[1:]:
        names = [line.split()[0] for line in section.splitlines() if line.startswith("kg:")]
        counted += len(names)
        assert names == sorted(names), section.splitlines()[0]
    assert counted == len(LABELS)


def test_alignment_speaks_of_terms_that_exist(alignment: Graph) -> None:
    nif = {NIF_BASE + name for name in ("Context", "RFC5147String", "confidence")}
    known = {ns: getattr(namespace, ns) for ns in ("DCTERMS", "FOAF", "ORG", "PROV", "SDO", "SKOS")}
    met = set()
    links = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch}
    aligned = [(s, p, o) for s, p, o in alignment if p in links]
    assert len(aligned) > 50
    for s, _, o in aligned:
        assert s in KG
        homes = {name for name, ns in known.items() if o in ns} | ({"NIF"} if str(o) in nif else set())
        assert homes, o
        met |= homes
    assert met == {*known, "NIF"}


def test_alignment_keeps_classes_and_properties_apart(alignment: Graph) -> None:
    assert all(str(s).removeprefix(KG_BASE) in CLASSES for s in alignment.subjects(RDFS.subClassOf))
    assert not any(str(s).removeprefix(KG_BASE) in CLASSES for s in alignment.subjects(RDFS.subPropertyOf))


def test_shapes_speak_of_known_terms_and_all_are_used(shapes: Graph) -> None:
    spoken = {
        str(x).removeprefix(KG_BASE) for t in shapes for x in t if isinstance(x, URIRef) and x.startswith(KG_BASE)
    }
    assert spoken <= set(LABELS)
    parts = set(shapes.subjects(RDF.type, SH.PropertyShape))
    assert len(parts) > 30
    assert parts == {x for x in shapes.objects(None, SH.property) if isinstance(x, URIRef)}
    for shape in set(shapes.subjects(RDF.type, SH.NodeShape)) | parts:
        assert shape.startswith(SHAPES)


def test_shapes_know_all_relations_and_qualifiers(shapes: Graph) -> None:
    listed = shapes.value(URIRef(SHAPES + "Statement-predicate"), SH["in"])
    assert sorted(Collection(shapes, listed)) == sorted(KG[name] for name in RELATIONS)
    paths = {shapes.value(x, SH.path) for x in shapes.objects(URIRef(SHAPES + "Qualifiers"), SH.property)}
    assert paths == {KG[name] for name in QUALIFIERS}


def test_messages_in_both_languages(shapes: Graph) -> None:
    owners = set(shapes.subjects(SH.message))
    assert len(owners) > 60
    for owner in owners:
        assert sorted(text.language for text in shapes.objects(owner, SH.message)) == ["de", "en"], owner


def test_good_graph_conforms_without_a_warning(report: Callable[[Graph], Graph]) -> None:
    results = report(Graph().parse(data=GOOD, format="turtle"))
    assert english(results, SH.resultMessage) == []
    assert list(results.objects(None, SH.conforms)) == [Literal(True)]


@pytest.mark.parametrize(("old", "new", "message"), BAD)
def test_bad_graph_is_caught(report: Callable[[Graph], Graph], old: str, new: str, message: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new) if message in RENAMES else GOOD.replace(old, new, 1)
    results = report(Graph().parse(data=text, format="turtle"))
    assert set(english(results, SH.resultMessage)) == {message}


def test_every_message_has_a_bad_graph(shapes: Graph) -> None:
    of_sides = {text for text in english(shapes, SH.message) if text.endswith(".") and "of this relation is" in text}
    assert len(of_sides) > 15
    assert {message for _, _, message in BAD} == set(english(shapes, SH.message)) - of_sides


def test_shapes_judge_both_sides_of_a_relation_as_the_ontology_does(report: Callable[[Graph], Graph]) -> None:
    graph = Graph()
    wrong = set()
    for cls in ENTITY_CLASSES:
        entity = URIRef(f"https://example.org/{cls}")
        graph.add((entity, RDF.type, KG[cls]))
        graph.add((entity, SKOS.prefLabel, Literal(cls, lang="de")))
        for name, relation in RELATIONS.items():
            for side, allowed in ((RDF.subject, relation.domain), (RDF.object, relation.range)):
                fact = URIRef(f"https://example.org/{cls}/{name}/{side.fragment}")
                graph.add((fact, RDF.predicate, KG[name]))
                graph.add((fact, side, entity))
                if not any(is_a(cls, above) for above in allowed):
                    wrong.add((KG[name], f"The {side.fragment} of", entity))
    results = report(graph)
    found = {
        (results.value(x, SH.focusNode), " ".join(text.split()[:3]), results.value(x, SH.value))
        for x in results.subjects(RDF.type, SH.ValidationResult)
        for text in results.objects(x, SH.resultMessage)
        if text.language == "en"
    }
    assert len(wrong) > 300
    assert found == wrong
    assert set(results.objects(None, SH.resultSeverity)) == {SH.Warning}
