"""Entities are found by what people type."""

from __future__ import annotations

import json
import subprocess
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_graphs import trade
from page_graph import PageGraph
from programs import require
from pyoxigraph import Store

from kg.errors import KgError
from kg.explore import assets
from kg.explore.answers import Explorer, answer
from kg.explore.search import SearchIndex, find, fold, full_iri
from kg.graph.store import load


def names() -> PageGraph:
    graph = PageGraph()
    for key, label, others in (
        ("mueller", "Jörg Müller", ()),
        ("muell", "Mullwerk", ()),
        ("erden", "seltene Erden", ("Seltenerdmetalle",)),
        ("schwer", "schwere seltene Erden", ()),
        ("magnete", "Seltenerdmagnete", ()),
        ("poet", "Poet", ()),
        ("pot", "Pot", ()),
        ("chile", "Chile", ("Republik Chile",)),
        ("sejourne", "Stéphane Séjourné", ()),
        ("bund", "Straßenbau-Amt", ()),
    ):
        graph.entity(key, label, ["Company"], others=others)
    graph.entity("china", "China", ["Country"], "Q148", ["Volksrepublik China"])
    graph.fact("schwer", "partOf", "erden").fact("china", "produces", "schwer")
    return graph


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return Explorer(names().store).search


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("Seltene", ["seltene Erden", "Seltenerdmagnete", "schwere seltene Erden"]),
        ("erden", ["schwere seltene Erden", "seltene Erden"]),
        ("müller", ["Jörg Müller"]),
        ("mueller", ["Jörg Müller"]),
        ("muller", ["Jörg Müller"]),
        ("MÜLL", ["Mullwerk", "Jörg Müller"]),
        ("müller joerg", ["Jörg Müller"]),
        ("sejourne", ["Stéphane Séjourné"]),
        ("strasse", ["Straßenbau-Amt"]),
        ("amt", ["Straßenbau-Amt"]),
        ("magnet", ["Seltenerdmagnete"]),
        ("pot", ["Pot", "Poet"]),
        ("q148", ["China"]),
        ("kgr:china", ["China"]),
        ("https://w3id.org/newskg/id/china", ["China"]),
        ("  volksrepublik   china ", ["China"]),
        ("", []),
        ("?!", []),
        ("zzz", []),
    ],
)
def test_what_is_typed_is_found_the_best_match_first(index, query, labels):
    assert [hit["label"] for hit in index.hits(query, 10)] == labels


def test_a_hit_says_by_which_name_it_was_found(index):
    by_alias, by_label = index.hits("republik", 5)[0], index.hits("chile", 5)[0]
    assert (by_alias["alias"], by_label["alias"]) == ("Republik Chile", "")
    assert by_label == {"id": by_label["id"], "label": "Chile", "alias": "", "class": "Company", "degree": 0}


def test_the_limit_and_the_form_of_a_hit(index):
    assert len(index.hits("s", 2)) == 2
    assert [hit["label"] for hit in answer(names().store, "search", {"q": "China", "limit": "1"})] == ["China"]


@pytest.mark.parametrize("asked", ["Gallium", "gallium", " GALLIUM ", "Q861", "https://w3id.org/newskg/id/gallium"])
def test_an_entity_is_meant_by_name_wikidata_id_and_iri(asked):
    store = Store()
    load(store, trade().readings())
    assert find(Explorer(store).search, asked).endswith("/gallium")


def test_of_entities_of_one_name_the_best_connected_is_meant():
    graph = PageGraph().entity("a", "Berlin", ["City"]).entity("b", "Berlin", ["Company"])
    graph.entity("c", "Bonn", ["City"], others=["Berlin"])
    graph.fact("b", "basedIn", "c").fact("c", "owns", "b")
    search = Explorer(graph.store).search
    assert find(search, "berlin").endswith("/b") and find(search, "Bonn").endswith("/c")


def test_an_unknown_entity_is_one_clear_line_with_a_tip(index):
    with pytest.raises(KgError, match=r"^view: no entity 'Chyna' in this graph; did you mean China"):
        find(index, "Chyna")
    with pytest.raises(KgError, match=r"no entity 'Zzyzx' in this graph; kg stats lists"):
        find(index, "Zzyzx")
    with pytest.raises(KgError, match=r"no entity ''"):
        find(Explorer(Store()).search, "")


@given(st.text(max_size=30), st.integers(0, 30))
def test_the_beginning_of_a_name_is_the_beginning_of_its_key(name, cut):
    assert fold(name).startswith(fold(name[:cut])) or not name[:cut].isalpha()


@given(st.text(max_size=40))
def test_anything_can_be_typed(text):
    index = Explorer(names().store).search
    assert len(index.hits(text, 3)) <= 3
    assert " " not in full_iri(text)


def test_a_hundred_thousand_names_are_searched_quickly():
    graph = PageGraph()
    for i in range(25_000):
        graph.entity(f"e{i}", f"Werk {i:05} Nordland", [], others=(f"Anlage {i:05}", f"Müller {i}", f"Hütte {i}"))
    search = Explorer(graph.store).search
    assert len(search.names) == 100_000
    for query in ("w", "muel", "nordland", "00001", "kein solcher"):
        start = perf_counter()
        search.hits(query, 12)
        assert perf_counter() - start < 1.5, query


def test_the_page_of_a_file_looks_for_names_as_the_server_does():
    node = require("node", hint="a browser test covers the rest")
    typed = [
        "Übernahme",
        "Uebernahme",
        "Straße",
        "Séjourné",
        "Israel",
        "Bau-Amt",
        "Œuvre",
        "Æon",
        "  x\n y ",
        "ﬁx",
        "Müller/Søn",
    ]
    program = f"{assets.script('data.js')}\nconsole.log(JSON.stringify({json.dumps(typed)}.map(kgFold)))"
    done = subprocess.run([node, "-e", program], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == [fold(text) for text in typed]
