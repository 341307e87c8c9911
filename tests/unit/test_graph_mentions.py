"""Mentions in the graph: each stretch of text that stands for an entity, on request and not otherwise."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyshacl
import pytest
import rdflib
from graph_readings import BACKGROUND, CHINA, GALLIUM, HUANG, NVIDIA, USA, chips, deal, gallium, mention, readings
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kg.graph import store as graph
from kg.graph.export import export
from kg.graph.iris import article_iri
from kg.graph.quads import reading_quads
from kg.graph.spans import mention_confidence
from kg.graph.store import Outcome
from kg.graph.terms import prefixed, term
from kg.model import Article, Entity, Evidence, How, Mention, Reading, Statement

ONTOLOGY = Path(__file__).parents[2] / "ontology"
METALS = Entity("germanium", "Material", "Germanium", known=True)


def phrases(quads: list[Quad]) -> dict[str, dict[str, list[str]]]:
    """ "3,5" → what is said of the phrase there: prefixed property → values."""
    nodes = {q.subject for q in quads if q.predicate == term("rdf:type") and q.object == term("nif:Phrase")}
    found: dict[str, dict[str, list[str]]] = {}
    for quad in sorted(quads, key=str):
        if quad.subject in nodes:
            own = found.setdefault(quad.subject.value.rpartition("=")[2], {})
            own.setdefault(prefixed(quad.predicate.value), []).append(prefixed(quad.object.value))
    return found


def read(text: str, *mentions: Mention, statements: tuple[Statement, ...] = ()) -> Reading:
    return Reading(Article("a.txt", text), mentions, statements)


def test_a_phrase():
    reading = gallium()
    iri = article_iri(reading.article)
    found = phrases(reading_quads(reading, mentions=True))
    start = reading.article.text.index("Jensen Huang")
    assert found[f"{start},{start + 12}"] == {
        "rdf:type": ["nif:Phrase", "nif:RFC5147String"],
        "nif:referenceContext": [prefixed(f"{iri}#char=0,{len(reading.article.text)}")],
        "nif:beginIndex": [str(start)],
        "nif:endIndex": [str(start + 12)],
        "nif:anchorOf": ["Jensen Huang"],
        "itsrdf:taIdentRef": ["kgr:jensen-huang"],
        "itsrdf:taClassRef": ["kg:Person"],
        "itsrdf:taConfidence": ["0.95"],
    }
    assert len(found) == len(reading.mentions)


def test_a_name_inside_a_compound_counts_too():
    text = "Der US-Konzern wuchs."
    found = phrases(reading_quads(read(text, mention(text, "US", USA, How.PART)), mentions=True))
    assert {span: own["nif:anchorOf"] for span, own in found.items()} == {"4,6": ["US"]}


def test_a_phrase_for_several_entities_has_the_lowest_confidence():
    text = "Gallium und Germanium: diese Metalle"
    these = [
        replace(mention(text, "diese Metalle", e, How.COREFERENCE), hops=h) for e, h in ((GALLIUM, 1), (METALS, 2))
    ]
    found = phrases(reading_quads(read(text, *these, mention(text, "Gallium", GALLIUM)), mentions=True))
    both = found["23,36"]
    assert both["itsrdf:taIdentRef"] == ["kgr:gallium", "kgr:germanium"]
    assert both["itsrdf:taClassRef"] == ["kg:Material"]
    assert both["itsrdf:taConfidence"] == [str(mention_confidence(these[1]))]
    assert mention_confidence(these[1]) < mention_confidence(these[0])


def test_a_name_that_is_a_whole_sentence_is_evidence_and_phrase_at_once():
    text = "China.\nNvidia liefert."
    said = Statement(NVIDIA, "supplies", CHINA, evidence=(Evidence(0, 6, "a.b"),))
    own = phrases(reading_quads(read(text, Mention(0, 6, "China.", 0, 2, CHINA), statements=(said,)), mentions=True))[
        "0,6"
    ]
    assert own["rdf:type"] == ["nif:Phrase", "nif:RFC5147String", "kg:Evidence"]
    assert {len(own[f"nif:{p}"]) for p in ("beginIndex", "endIndex", "anchorOf", "referenceContext")} == {1}
    assert own["kg:rule"] == ["a.b"]


def test_offsets_are_code_points():
    text = "🙂𝄞 Nvidia"
    found = phrases(reading_quads(read(text, mention(text, "Nvidia", NVIDIA)), mentions=True))
    assert found["3,9"]["nif:anchorOf"] == ["Nvidia"]


@pytest.mark.parametrize("bounds", [(0, 0), (5, 4), (-1, 4), (0, 10_000)])
def test_a_mention_outside_the_text_is_refused(bounds):
    reading = read("China wächst.", Mention(*bounds, "China", 0, 1, CHINA))
    with pytest.raises(ValueError, match="a.txt: a mention"):
        reading_quads(reading, mentions=True)
    assert reading_quads(reading)


def sure(how: How, hops: int = 0, entity: Entity = CHINA) -> Decimal:
    return mention_confidence(Mention(0, 1, "x", 0, 1, entity, how, hops))


def test_confidence_falls_with_every_step_away_from_a_known_name():
    assert sure(How.NAME) == max(sure(how, hops) for how in How for hops in range(4))
    unknown = replace(CHINA, known=False)
    for how in How:
        assert sure(how, entity=unknown) < sure(how)
        steps = [sure(how, hops) for hops in range(1, 6)]
        assert steps == sorted(steps, reverse=True) and len(set(steps)) == 5
        assert all(0 < step <= 1 for step in steps)
    for reference in (How.COREFERENCE, How.ROLE):
        assert sure(reference) == sure(reference, 1) < min(sure(How.NAME), sure(How.PART), sure(How.METONYM))


@settings(max_examples=50, deadline=None)
@given(readings())
def test_without_the_flag_nothing_is_different(reading):
    plain, more = reading_quads(reading), reading_quads(reading, mentions=True)
    nodes = {q.subject for q in more if q.object == term("nif:Phrase")}
    assert set(plain) <= set(more)
    assert {q.subject for q in set(more) - set(plain)} <= nodes
    store = Store()
    store.extend(more)
    assert set(store) == set(more) and len(store) == len(more), "nothing is rewritten on the way in"
    text = reading.article.text
    for span, own in phrases(more).items():
        begin, end = map(int, span.split(","))
        assert (own["nif:beginIndex"], own["nif:endIndex"]) == ([str(begin)], [str(end)])
        assert own["nif:anchorOf"] == [text[begin:end]]
        assert len(own["itsrdf:taConfidence"]) == 1
    assert {tuple(map(int, span.split(","))) for span in phrases(more)} == {(m.start, m.end) for m in reading.mentions}


@settings(max_examples=20, deadline=None)
@given(st.lists(readings(), max_size=4), st.booleans())
def test_an_article_built_the_other_way_is_replaced(some, mentions):
    store, other = Store(), Store()
    graph.load(store, some, mentions=not mentions)
    graph.load(store, some, mentions=mentions)
    graph.load(other, some, mentions=mentions)
    graph.load(other, some, mentions=mentions)
    assert set(store) == set(other)


def test_the_outcome_says_so():
    store = Store()
    outcomes = [graph.add(store, gallium(), mentions=flag) for flag in (False, True, True, False)]
    assert outcomes == [Outcome.ADDED, Outcome.REPLACED, Outcome.UNCHANGED, Outcome.REPLACED]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_graph_with_mentions_and_background_conforms_to_the_shapes():
    store, out = Store(), io.BytesIO()
    graph.load(store, [gallium(), chips(), deal()], mentions=True, background=BACKGROUND)
    export(store, "turtle", out)
    data = rdflib.Graph().parse(data=out.getvalue(), format="turtle")
    kg = rdflib.Namespace("https://w3id.org/newskg/ontology#")
    nif = rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    assert len(set(data.subjects(rdflib.RDF.type, kg.BackgroundFact))) == 4
    assert len(set(data.subjects(rdflib.RDF.type, nif.Phrase))) == 10
    conforms, _, report = pyshacl.validate(
        data,
        shacl_graph=str(ONTOLOGY / "shapes.ttl"),
        ont_graph=str(ONTOLOGY / "kg.ttl"),
        allow_warnings=True,
    )
    assert conforms, report
    assert str(HUANG.name) in out.getvalue().decode()
