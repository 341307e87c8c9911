"""Queries: each named one answers its question, faults are one line, and nothing a query does changes the graph."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from graph_readings import BACKGROUND, chips, deal, gallium
from pyoxigraph import Literal, Store
from rdflib import URIRef

from kg.errors import QueryError, StoreError
from kg.graph import store as graph
from kg.graph.query import Result, entities_called, named_queries, named_query, read_query, run_query
from kg.graph.render import render
from kg.graph.rim import open_graph
from kg.graph.stats import stats
from kg.graph.terms import term

QUESTIONS = {
    "belege-fuer-paar": {"eins": "gallium", "zwei": "CHINA"},
    "beziehungen-von": {"entitaet": "Nvidia"},
    "geplant-und-moeglich": {},
    "hintergrund": {},
    "lieferketten": {},
    "quellen": {},
    "treffen": {"entitaet": "USA"},
    "was-beschraenkt": {},
    "wer-beschraenkt-was": {},
    "wer-haengt-wovon-ab": {},
    "wer-leitet-was": {},
    "wer-lockert-was": {},
    "wer-sagt-das": {"sprecher": "Reuters"},
}


@pytest.fixture(scope="module")
def store() -> Store:
    """A graph with all that articles and what is known beforehand can give; the answers count statements alone."""
    store = Store()
    graph.load(store, [gallium(), chips(), deal()], mentions=True, background=BACKGROUND)
    return store


def answers(store: Store, name: str, **params: str) -> list[dict[str, str]]:
    result = run_query(store, named_query(name).text, {**QUESTIONS[name], **params})
    return list(csv.DictReader(io.StringIO(render(result, "csv"), newline="")))


def pick(rows: list[dict[str, str]], *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_every_named_query_is_asked_here():
    assert sorted(QUESTIONS) == list(named_queries())
    assert len(QUESTIONS) == 13


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_named_queries_answer_and_say_what_they_are(store, name):
    query = named_query(name)
    assert query.title_de != name and query.title_en != name
    assert query.text.count("# param:") == len(query.parameters)
    assert answers(store, name)
    variables = set(re.findall(r"\?(\w+)", query.text))
    assert {parameter.name for parameter in query.parameters} <= variables
    for prefix in re.findall(r"\b(\w+):\w", re.sub("(?m)^#.*$", "", query.text)):
        assert term(f"{prefix}:x")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_named_queries_do_not_depend_on_the_order_of_adding(store, name):
    other = Store()
    for reading in (deal(), chips(), gallium()):
        graph.load(other, [reading], mentions=True, background=BACKGROUND)
    assert answers(other, name) == answers(store, name)


def test_who_restricts_what(store):
    rows = answers(store, "wer-beschraenkt-was")
    assert pick(rows, "wer", "was", "mittel", "zeit", "laut", "quelle") == [
        ("China", "Gallium", "", "", "Reuters", "chips.txt"),
        ("China", "Gallium", "Exportkontrollen", "2025-07", "", "gallium.txt"),
        ("China", "Gallium", "", "", "zwei Quellen", "gallium.txt"),
        ("China", "Gallium", "", "", "Reuters", "gallium.txt"),
        ("USA", "China", "", "", "", "chips.txt"),
    ]
    assert rows[1]["satz"] == "China hat Exportkontrollen für Gallium eingeführt."
    assert [row["wer"] for row in answers(store, "wer-beschraenkt-was", akteur="usa")] == ["USA"]
    assert len(answers(store, "wer-beschraenkt-was", akteur="China", ziel="Gallium")) == 4
    assert answers(store, "wer-beschraenkt-was", akteur="USA", ziel="Gallium") == []


def test_what_does_one_restrict(store):
    asked = ("wer", "was", "mittel", "belege")
    assert pick(answers(store, "was-beschraenkt"), *asked) == [("China", "Gallium", "Exportkontrollen", "2")]
    rows = answers(store, "was-beschraenkt", akteur="USA")
    assert pick(rows, *asked, "modalitaet") == [("USA", "China", "", "1", term("kg:Possible").value)]


def test_who_eased_what_against_whom_and_when(store):
    assert pick(answers(store, "wer-lockert-was"), "wer", "was", "gegenueber", "mittel", "zeit") == [
        ("USA", "Gallium", "China", "Lizenzpflicht, Zölle", "2025-08-12")
    ]


def test_who_depends_on_what(store):
    assert pick(answers(store, "wer-haengt-wovon-ab"), "wer", "wovon", "satz") == [
        ("USA", "Gallium", "Ein Satz über alles.")
    ]


def test_who_says_so(store):
    everyone = pick(answers(store, "wer-sagt-das", sprecher=""), "laut", "was", "quelle")
    assert everyone == [
        ("Reuters", "Gallium", "deal.txt"),
        ("Reuters", "Gallium", "chips.txt"),
        ("Reuters", "Gallium", "gallium.txt"),
        ("zwei Quellen", "Gallium", "gallium.txt"),
    ]
    assert pick(answers(store, "wer-sagt-das"), "laut", "was", "quelle") == everyone[:3]


def test_all_evidence_for_a_pair_in_both_directions(store):
    rows = answers(store, "belege-fuer-paar")
    assert len(rows) == 6
    assert answers(store, "belege-fuer-paar", eins="China", zwei="Gallium") == rows
    rows = answers(store, "belege-fuer-paar", eins="China", zwei="USA")
    assert {(row["wer"], row["was"]) for row in rows} == {("China", "USA"), ("USA", "China")}


def test_current_facts_alone(store):
    found = pick(answers(store, "beziehungen-von"), "wer", "beziehung", "was", "belege")
    assert found == [("Jensen Huang", term("kg:leads").value, "Nvidia", "1")]


def test_what_is_no_fact(store):
    rows = pick(answers(store, "geplant-und-moeglich"), "modalitaet", "wer", "was")
    assert [(m.rpartition("#")[2], wer, was) for m, wer, was in rows] == [
        ("Denied", "China", "USA"),
        ("Planned", "China", "Genf"),
        ("Possible", "USA", "China"),
    ]


def test_meetings_with_place_and_time(store):
    asked = ("wer", "wen", "wo", "wann")
    assert pick(answers(store, "treffen"), *asked) == [("China", "USA", "Genf", "2025-05")]
    assert len(answers(store, "treffen", entitaet="")) == 4


def test_supply_chains(store):
    rows = pick(answers(store, "lieferketten"), "wer", "was", "ware", "anteil", "belege")
    assert rows == [
        ("China", "Gallium", "", "90", "1"),
        ("China", "USA", "Gallium", "", "1"),
        ("USA", "Gallium", "", "", "1"),
    ]


@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - {"hintergrund"}))
def test_what_is_known_beforehand_answers_no_other_question(store, name):
    articles_alone = Store()
    graph.load(articles_alone, [gallium(), chips(), deal()])
    assert answers(articles_alone, name) == answers(store, name)


def test_what_is_known_beforehand(store):
    asked = ("wer", "beziehung", "was", "amt", "von", "bis", "geprueft", "quelle")
    rows = [(w, b.rpartition("#")[2], *rest) for w, b, *rest in pick(answers(store, "hintergrund"), *asked)]
    assert rows == [
        ("Peking", "locatedIn", "China", "", "1949-10-01", "", "", "Handbuch"),
        ("China", "produces", "Gallium", "", "", "", "2025-06", "gallium.txt, entities.tsv"),
        ("Jensen Huang", "leads", "Nvidia", "Vorstandschef", "1993", "", "2025-06", "Handbuch"),
        ("Nvidia", "basedIn", "USA", "", "", "", "", "entities.tsv"),
    ]
    assert pick(answers(store, "hintergrund", entitaet="Nvidia"), "wer", "was") == [
        ("Jensen Huang", "Nvidia"),
        ("Nvidia", "USA"),
    ]


def test_posts_and_sources(store):
    assert pick(answers(store, "wer-leitet-was"), "wer", "was", "amt", "status") == [
        ("Jensen Huang", "Nvidia", "Chef", term("kg:Current").value),
        ("Jensen Huang", "Nvidia", "", term("kg:Former").value),
    ]
    assert pick(answers(store, "quellen"), "quelle", "datum", "aussagen") == [
        ("chips.txt", "2025-08", "3"),
        ("deal.txt", "2025-08-13", "9"),
        ("gallium.txt", "2025-07-29", "5"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("china", ["china"]),
        (" CHINA ", ["china"]),
        ("Pekings", ["china"]),
        ("Peking", ["china", "peking"]),
        ("kgr:china", ["china"]),
        ("https://w3id.org/newskg/id/china", ["china"]),
        ("<https://w3id.org/newskg/id/china>", ["china"]),
    ],
)
def test_entities_by_any_name(store, name, expected):
    assert [node.value for node in entities_called(store, name)] == [term(f"kgr:{e}").value for e in expected]


def test_an_unknown_name_is_told_with_the_nearest(store):
    with pytest.raises(QueryError, match="no entity is called 'Galium'; did you mean Gallium?"):
        run_query(store, named_query("was-beschraenkt").text, {"akteur": "Galium"})
    with pytest.raises(QueryError, match="no entity is called"):
        run_query(store, named_query("was-beschraenkt").text, {"akteur": 'x"> } INSERT DATA {'})


def test_parameters_are_checked(store):
    with pytest.raises(QueryError, match="needs 'eins'"):
        run_query(store, named_query("belege-fuer-paar").text, {"zwei": "China"})
    with pytest.raises(QueryError, match="no parameter 'wer'; it has akteur"):
        run_query(store, named_query("was-beschraenkt").text, {"wer": "China"})
    with pytest.raises(QueryError, match=r"no variable \?wer"):
        run_query(store, named_query("quellen").text, {"wer": "China"})
    with pytest.raises(QueryError, match="no query is called 'was-beschränkt'; did you mean was-beschraenkt?"):
        named_query("was-beschränkt")


def test_parameters_of_ones_own_query(store):
    own = "SELECT ?o WHERE { ?wer kg:restricts ?o }"
    assert len(run_query(store, own, {"wer": "China"}).rows) == 1
    assert run_query(store, own, {"wer": "USA"}).rows == ()
    with pytest.raises(QueryError, match="needs a WHERE"):
        run_query(store, "SELECT ?o { ?wer kg:restricts ?o }", {"wer": "China"})
    header = "# de: A\n# en: B\n# param: wer entity = USA — x / y\n"
    assert read_query("own", header + own).parameters[0].default == "USA"
    assert run_query(store, header + own).rows == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?s WHERE {\n ?s ?p \n } ", "query line 3, column 2: cannot go on at «}»"),
        ("SELECT ?s WHERE { ?s ?p ?o", "query line 1, column 27: cannot go on at the end of the query"),
        ("", "query line 1"),
        ("SELECT ?s { ?s foo:bar ?o }", "unknown prefix; known without PREFIX are dcterms, foaf, itsrdf, kg"),
        ("ASK { ?s <rel> ?o }", "no full IRI"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE would change the graph"),
        ("# add all\nPREFIX a: <http://a#b>\n\tinsert data { }", "INSERT would change the graph"),
        ("LOAD <file:///etc/passwd>", "LOAD would change the graph"),
        ("SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }", "SERVICE would ask another server"),
    ],
)
def test_a_broken_query_is_one_line(store, text, message):
    before = set(store)
    with pytest.raises(QueryError) as caught:
        run_query(store, text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert set(store) == before


def test_words_of_updates_may_stand_in_queries(store):
    text = "# delete where\nPREFIX insert: <http://insert/>\nSELECT ?delete WHERE { ?delete a kg:Country }"
    assert len(run_query(store, text).rows) == 2


def test_own_prefixes_win(store):
    assert run_query(store, "PREFIX kg: <http://other/> SELECT ?s { ?s a kg:Country }").rows == ()


def test_ask_construct_describe(store):
    assert run_query(store, "ASK { kgr:china kg:restricts kgr:gallium }").answer is True
    assert render(run_query(store, "ASK { kgr:gallium kg:restricts ?x }")) == "false\n"
    assert json.loads(render(run_query(store, "ASK { ?x a kg:Chip }"), "json")) == {"head": {}, "boolean": False}
    built = run_query(store, "CONSTRUCT { ?o kg:restricts ?s } WHERE { ?s kg:restricts ?o }")
    assert render(built, "ttl").endswith("\nkgr:gallium kg:restricts kgr:china .\n")
    assert json.loads(render(built, "json"))["@graph"] == [
        {"@id": "kgr:gallium", "kg:restricts": [{"@id": "kgr:china"}]}
    ]
    assert render(built).splitlines()[2].split() == ["kgr:gallium", "kg:restricts", "kgr:china"]
    assert 'skos:prefLabel "Gallium"@de' in render(run_query(store, "DESCRIBE kgr:gallium"), "ttl")


def test_json_is_the_sparql_standard(store):
    text = "SELECT ?s ?l ?c ?n WHERE { ?s skos:prefLabel ?l FILTER(?s = kgr:china) BIND(1 AS ?c) }"
    assert json.loads(render(run_query(store, text), "json")) == {
        "head": {"vars": ["s", "l", "c", "n"]},
        "results": {
            "bindings": [
                {
                    "s": {"type": "uri", "value": "https://w3id.org/newskg/id/china"},
                    "l": {"type": "literal", "value": "China", "xml:lang": "de"},
                    "c": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
                }
            ]
        },
    }


def test_ttl_is_for_graphs(store):
    for text in ("ASK { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o }"):
        with pytest.raises(QueryError, match="ttl is for CONSTRUCT"):
            render(run_query(store, text), "ttl")


def cells(*rows: tuple[str | None, ...]) -> Result:
    literals = tuple(tuple(None if cell is None else Literal(cell) for cell in row) for row in rows)
    return Result(("kurz", "satz"), literals)


def test_table():
    sentence = "Ein Satz, der für das schmale Fenster viel zu lang ist und umbrochen wird."
    result = cells(("a", sentence), (None, "b\nc"))
    assert render(result) == (f"kurz  satz\n────  {'─' * len(sentence)}\na     {sentence}\n      b c\n")
    narrow = render(result, width=40).splitlines()
    assert max(map(len, narrow)) <= 40
    assert " ".join(line[6:] for line in narrow[2:-1]) == sentence
    assert render(cells()) == "kurz  satz\n────  ────\n(no rows)\n"


def test_no_cell_steers_the_terminal():
    shown = render(cells(("\x1b[2J", "a\x00\u202eb")))
    assert all(c.isprintable() or c == "\n" for c in shown)
    assert render(cells(("\x1b[2J", "x")), "csv") == "kurz,satz\r\n\x1b[2J,x\r\n"


@pytest.mark.parametrize("width", [1, 5, 20, 79])
def test_any_width_of_terminal(store, width):
    for name in QUESTIONS:
        result = run_query(store, named_query(name).text, QUESTIONS[name])
        lines = render(result, width=width).splitlines()
        assert max(map(len, lines)) <= max(width, 10 * len(result.columns))


def test_stats(store):
    found = stats(store)
    assert (found.articles, found.entities, found.statements, found.evidence) == (3, 9, 16, 5)
    assert found.classes == {
        "City": 2,
        "Country": 2,
        "Company": 1,
        "Material": 1,
        "Measure": 1,
        "MediaOutlet": 1,
        "Person": 1,
    }
    assert found.modalities == {"Asserted": 13, "Denied": 1, "Planned": 1, "Possible": 1}
    assert list(found.relations)[:2] == ["restricts", "meets"]
    assert sum(found.relations.values()) == found.statements
    assert found.facts == 8
    assert (found.mentions, found.background) == (10, 4)
    assert found.triples == len(run_query(store, "SELECT * { ?s ?p ?o }").rows)
    assert stats(Store()).articles == 0


def test_rdflib_over_the_same_store(tmp_path):
    store = graph.open_for_build(tmp_path)
    graph.load(store, [gallium(), chips()])
    triples = stats(store).triples
    del store
    opened = open_graph(tmp_path)
    assert len(opened) == triples == len(list(opened))
    china = URIRef("https://w3id.org/newskg/id/china")
    assert [str(row.o) for row in opened.query("SELECT ?o { kgr:china kg:restricts ?o }")] == [
        "https://w3id.org/newskg/id/gallium"
    ]
    assert {str(label) for label in opened.objects(china, URIRef(term("skos:altLabel").value))} == {"Peking", "Pekings"}
    with pytest.raises(StoreError, match="no graph here"):
        open_graph(tmp_path / "missing")


def test_the_way_from_article_to_graph_needs_no_rdflib():
    code = (
        "import sys, kg.graph.store, kg.graph.export, kg.graph.query, kg.graph.render, kg.graph.stats, kg.graph.rim\n"
        "print([m for m in ('rdflib', 'networkx', 'oxrdflib', 'spacy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_one_article_less_changes_the_answers(store):
    fewer = Store()
    graph.load(fewer, [gallium(), replace(chips(), statements=())])
    assert len(answers(fewer, "wer-beschraenkt-was")) == 3
