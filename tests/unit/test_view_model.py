"""What a page shows of a graph, and the page's text, without a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from page_graph import PageGraph, hostile, trade
from pyoxigraph import Store

from kg.errors import KgError, TableError
from kg.explore.layout import layout
from kg.explore.page import CLASS_STYLE, EMPTY, READING_STYLE, page, write_page
from kg.explore.view import MAX_FACTS, MAX_SENTENCES, READINGS, Edge, View, view_model
from kg.explore.words import load_words
from kg.vocab import ENTITY_CLASSES, LABELS, RELATIONS

TESTS = Path(__file__).parents[1]


def named(view: View) -> dict[str, str]:
    return {node.id: node.label for node in view.nodes}


def edge(view: View, subject: str, predicate: str, obj: str) -> Edge:
    names = named(view)
    found = [e for e in view.edges if (names[e.source], e.predicate, names[e.target]) == (subject, predicate, obj)]
    assert len(found) == 1, found
    return found[0]


def test_nodes_are_ordered_by_degree_with_opaque_ids():
    view = view_model(trade().store)
    assert [(n.id, n.label, n.cls, n.wikidata, n.degree) for n in view.nodes] == [
        ("n0", "China", "Country", "Q148", 5),
        ("n1", "USA", "Country", "Q30", 4),
        ("n2", "Gallium", "Material", "Q861", 3),
        ("n3", "Halbwerk AG", "Company", "", 3),
        ("n4", "Anna Lohse", "Person", "", 1),
    ]
    assert (view.entities, view.statements, view.focus) == (5, 8, "")


def test_statements_of_one_pair_share_an_edge_and_stay_apart():
    restricts = edge(view_model(trade().store), "China", "restricts", "Gallium")
    fact, plan = restricts.facts
    assert (restricts.label, restricts.inverse) == ("beschränkt", "wird beschränkt von")
    assert (fact.reading, fact.confidence, fact.attributed) == ("Asserted", 0.91, "")
    assert fact.qualifiers == (("Mittel", "Exportkontrolle"), ("Zeitpunkt", "2025-08"))
    assert (plan.reading, plan.attributed, plan.qualifiers) == ("Planned", "Meldedienst Nord", ())


def test_evidence_comes_with_its_article_newest_first():
    new, old = edge(view_model(trade().store), "China", "restricts", "Gallium").facts[0].sentences
    assert old.text == "China beschränkt die Ausfuhr von Gallium."
    assert (old.source, old.title, old.publisher, old.issued) == (
        "a1.txt", "Gallium wird knapp", "Handelspost", "2025-08-04",
    )  # fmt: skip
    assert (old.start, old.end) == (100, 142)
    assert new.issued == "2025-09"


def test_a_symmetric_property_has_one_edge_for_both_directions():
    view = view_model(trade().store)
    meets = [e for e in view.edges if e.predicate == "meets"]
    assert len(meets) == 1 and meets[0].symmetric
    assert [f.reading for f in meets[0].facts] == ["Asserted", "Possible"]


@pytest.mark.parametrize(
    ("subject", "predicate", "obj", "reading"),
    [
        ("China", "restricts", "Gallium", "Asserted"),
        ("USA", "supplies", "Halbwerk AG", "Former"),
        ("USA", "threatens", "China", "Denied"),
    ],
)
def test_an_edge_is_drawn_as_its_strongest_fact(subject, predicate, obj, reading):
    assert edge(view_model(trade().store), subject, predicate, obj).reading == reading


def test_unnamed_speakers_are_kept_as_words():
    assert edge(view_model(trade().store), "Halbwerk AG", "dependsOn", "Gallium").facts[0].attributed == "zwei Quellen"


@pytest.mark.parametrize("asked", ["Gallium", "gallium", " GALLIUM ", "Q861", "https://w3id.org/newskg/id/gallium"])
def test_an_entity_is_found_by_name_wikidata_id_and_iri(asked):
    view = view_model(trade().store, entity=asked)
    assert named(view)[view.focus] == "Gallium"
    assert sorted(named(view).values()) == ["China", "Gallium", "Halbwerk AG"]


def test_an_entity_is_found_by_another_name():
    view = view_model(trade().store, entity="volksrepublik china")
    assert named(view)[view.focus] == "China"


def test_hops_widen_the_view_and_the_limit_keeps_the_nearest():
    store = trade().store
    assert list(named(view_model(store, entity="Anna Lohse", hops=0)).values()) == ["Anna Lohse"]
    assert len(view_model(store, entity="Anna Lohse", hops=2).nodes) == 4
    assert len(view_model(store, entity="Anna Lohse", hops=3).nodes) == 5
    near = view_model(store, entity="Anna Lohse", hops=3, limit=3)
    assert sorted(named(near).values()) == ["Anna Lohse", "Halbwerk AG", "USA"]


def test_the_limit_keeps_the_best_connected():
    view = view_model(trade().store, limit=2)
    assert list(named(view).values()) == ["China", "USA"]
    assert view.entities == 5


def test_an_unknown_entity_is_one_clear_line_with_a_tip():
    with pytest.raises(KgError, match=r"^view: no entity 'Galium' in this graph; did you mean Gallium\?$"):
        view_model(trade().store, entity="Galium")
    with pytest.raises(KgError, match=r"no entity 'Zzyzx'"):
        view_model(trade().store, entity="Zzyzx")
    with pytest.raises(KgError, match=r"no entity ''"):
        view_model(Store(), entity="")


@pytest.mark.parametrize(("limit", "hops"), [(0, 1), (501, 1), (10, -1)])
def test_numbers_out_of_range_are_refused(limit, hops):
    with pytest.raises(KgError, match="out of range"):
        view_model(trade().store, limit=limit, hops=hops)


def test_what_is_cut_off_is_counted():
    graph = PageGraph().entity("a", "Adler", ["Company"]).entity("b", "Berg", ["Place"])
    graph.article("x", "Titel", "2025-01-01")
    many = [("x", f"Satz {i}.") for i in range(MAX_SENTENCES + 2)]
    for i in range(MAX_FACTS + 3):
        graph.fact("a", "owns", "b", many if i == 0 else (), confidence=str(0.9 if i == 0 else 0.5))
    (owns,) = view_model(graph.store).edges
    assert (len(owns.facts), owns.more_facts) == (MAX_FACTS, 3)
    assert (len(owns.facts[0].sentences), owns.facts[0].more_sentences) == (MAX_SENTENCES, 2)


def test_a_graph_with_gaps_is_still_shown():
    """No label, no class, no evidence, a class and a property that the ontology does not know."""
    graph = PageGraph().entity("neu", "Neu", ["Spaceship"])
    graph.fact("neu", "orbits", "namenlos")
    view = view_model(graph.store)
    assert sorted((n.label, n.cls) for n in view.nodes) == [("Neu", "Spaceship"), ("namenlos", "")]
    assert view.edges[0].label == "orbits"
    assert view.edges[0].facts[0].sentences == ()
    assert "Sonstige" in page(view)


def test_every_class_property_and_reading_has_its_word_and_look():
    words = load_words()
    assert set(words.plurals) == set(CLASS_STYLE) == set(ENTITY_CLASSES)
    assert set(words.inverses) == {name for name, relation in RELATIONS.items() if not relation.symmetric}
    assert list(READING_STYLE) == list(READINGS)
    assert set(READINGS) <= set(LABELS)


def test_the_table_of_words_reports_all_its_faults():
    table = "kind\tname\tother\nclass\tPersn\tPersonen\nverb\tleads\tx\nclass\tCity\nproperty\tleads\t\n"
    with pytest.raises(TableError) as caught:
        load_words(table)
    faults = caught.value.faults
    assert faults[0] == "words.tsv:2: unknown class 'Persn'; did you mean Person?"
    assert faults[1].startswith("words.tsv:3: unknown kind 'verb'")
    assert faults[2] == "words.tsv:4: 2 cells instead of 3"
    assert faults[3] == "words.tsv:5: property leads has no word"
    assert "words.tsv: class Chip is missing; add a row" in faults


def test_no_two_nodes_stand_on_one_another():
    boxes = [(90.0, 40.0)] * 60
    places = layout(boxes, [(i, i // 4) for i in range(1, 60)])
    assert len(places) == 60 and all(isinstance(v, int) for place in places for v in place)
    for i, (x, y) in enumerate(places):
        for u, v in places[:i]:
            assert abs(x - u) >= 85 or abs(y - v) >= 37


def test_layout_of_nothing_one_and_parts_without_link():
    assert layout([], []) == []
    assert layout([(50, 20)], [(0, 0)]) == [(0, 0)]
    assert len(set(layout([(50, 20)] * 9, [(0, 1)]))) == 9


def test_the_page_names_no_host_and_lets_in_only_its_own_scripts():
    text = page(view_model(trade().store))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    # Whatever would load something: no address, no file.
    assert not re.search(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)=(?!\"data:,\")", text)
    assert "cdn" not in text.split("<script>")[0]


def test_text_of_articles_cannot_leave_its_data_block():
    text = page(view_model(hostile().store))
    blocks = re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', text, re.S)
    assert [name for name, _ in blocks] == ["view", "drawing"]
    for _, block in blocks:
        assert not re.search("[<>&]", block)
    data = json.loads(blocks[0][1])
    assert "</script><script>window.__xss=1</script>" in [node["label"] for node in data["nodes"]]
    sentences = [fact["sentences"][0]["text"] for e in data["edges"] for fact in e["facts"]]
    assert any(sentence.startswith('<a href="javascript:') for sentence in sentences)
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
    assert "&lt;img src=x" in markup and "<img" not in markup and "<iframe" not in markup and "<svg" not in markup


def test_the_title_of_an_ego_page_is_escaped():
    text = page(view_model(hostile().store, entity="</script><script>window.__xss=1</script>"))
    assert "<title>&lt;/script&gt;" in text


def test_an_empty_graph_says_so(tmp_path):
    write_page(Store(), tmp_path / "leer.html")
    text = (tmp_path / "leer.html").read_text(encoding="utf-8")
    assert EMPTY in text and "<script" not in text


def test_a_page_that_cannot_be_written_is_one_clear_line(tmp_path):
    with pytest.raises(KgError, match=r"^view: cannot write .*; choose another file"):
        write_page(trade().store, tmp_path / "missing" / "seite.html")


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    code = "import sys; from page_graph import trade; from kg.explore.page import write_page;"
    pages = []
    for seed in ("0", "1"):
        target = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-c", f"{code} write_page(trade().store, sys.argv[1])", str(target)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(map(str, (TESTS, TESTS.parent)))},
        )
        pages.append(target.read_bytes())
    assert pages[0] == pages[1]
