"""What the explorer answers: entities, statements with their sentences, surroundings, paths, articles."""

from __future__ import annotations

import json
from time import process_time

import pytest
from graph_readings import gallium as gallium_reading
from news_graphs import Press, grown, hub, trade
from pyoxigraph import Store

from kg.errors import KgError
from kg.explore.answers import ANSWERS, Explorer, answer
from kg.explore.articles import cut, web_address
from kg.explore.statements import READINGS, reading
from kg.graph.store import load
from kg.vocab import PREFIXES


def explorer(press: Press) -> Explorer:
    store = Store()
    load(store, press.readings())
    return Explorer(store)


@pytest.fixture(scope="module")
def news() -> Explorer:
    return explorer(trade())


def ask(graph: Explorer, kind: str, **params):
    found = answer(graph, kind, params)
    assert json.loads(json.dumps(found)) == found, "an answer is JSON as it is"
    return found


def labels(bundle) -> dict[str, str]:
    return {entity["id"]: entity["label"] for entity in bundle["entities"]}


def told(bundle, subject: str, predicate: str, obj: str) -> list[dict]:
    names = labels(bundle)
    return [s for s in bundle["statements"] if (names[s["s"]], s["p"], names[s["o"]]) == (subject, predicate, obj)]


def test_the_overview_shows_the_best_connected_first(news):
    found = ask(news, "overview")
    assert [(e["label"], e["class"], e["wikidata"], e["degree"], e["neighbours"]) for e in found["entities"]][:4] == [
        ("China", "Country", "Q148", 11, 2),
        ("USA", "Country", "Q30", 9, 3),
        ("Halbwerk AG", "Company", "", 7, 5),
        ("Gallium", "Material", "Q861", 6, 2),
    ]
    assert found["totals"] == {"entities": 8, "statements": 19, "articles": 6}
    assert len(found["statements"]) == 19 and found["focus"] == []
    assert len({(e["x"], e["y"]) for e in found["entities"]}) == 8
    assert found["entities"][0]["aliases"] == ["Peking", "Volksrepublik China"]


def test_the_limit_keeps_the_best_connected_and_leaves_none_alone(news):
    assert list(labels(ask(news, "overview", limit=2)).values()) == ["China", "USA"]
    assert len(ask(news, "overview", limit="3")["entities"]) == 3
    assert labels(ask(news, "overview", limit=1)) == {}
    assert ask(news, "overview", limit=2)["totals"]["entities"] == 8


def test_an_overview_without_a_limit_stays_quick(monkeypatch):
    graph = explorer(hub(60))
    assert len(ask(graph, "overview")["entities"]) == 61
    monkeypatch.setattr("kg.explore.answers.QUICK", 20)
    few = ask(graph, "overview")
    assert 0 < len(few["statements"]) <= 20 and 0 < len(few["entities"]) < 60
    assert len(ask(graph, "overview", limit=500)["entities"]) == 61


def test_every_way_to_tell_has_its_reading(news):
    found = ask(news, "overview")
    assert [s["reading"] for s in told(found, "China", "restricts", "Gallium")] == [
        "Asserted", "Asserted", "Claimed", "Planned",
    ]  # fmt: skip
    for line, expected in (
        (("Halbwerk AG", "dependsOn", "Gallium"), "Claimed"),
        (("USA", "threatens", "China"), "Denied"),
        (("USA", "demands", "China"), "Demanded"),
        (("China", "negotiatesWith", "USA"), "Possible"),
        (("USA", "supplies", "Halbwerk AG"), "Former"),
    ):
        (statement,) = told(found, *line)
        assert statement["reading"] == expected
    assert {s["reading"] for s in found["statements"]} == set(READINGS)


def test_a_reading_is_one_of_seven_whatever_the_graph_says():
    assert reading("Asserted", "Former", True) == "Former"
    assert reading("Planned", "Former", True) == "Planned"
    assert reading("Dreamt", "Current", False) == "Possible"


def test_a_statement_keeps_speaker_doubt_and_qualifiers(news):
    found = ask(news, "overview")
    first, said, claim, plan = told(found, "China", "restricts", "Gallium")
    assert (first["modality"], first["status"], first["confidence"], first["speakers"]) == (
        "Asserted", "Current", 0.91, [],
    )  # fmt: skip
    # No article names the measure: its IRI must do for a name.
    assert first["qualifiers"] == [
        {"name": "measure", "value": "Exportkontrolle", "id": PREFIXES["kgr"] + "kontrolle",
         "term": "<https://w3id.org/newskg/id/kontrolle>"},
        {"name": "pointInTime", "value": "2025-04", "id": "",
         "term": '"2025-04"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'},
    ]  # fmt: skip
    assert said["speakers"] == [{"id": PREFIXES["kgr"] + "agentur", "label": "Meldedienst Nord"}]
    assert (claim["speakers"][0]["label"], plan["confidence"]) == ("Anna Lohse", 0.6)
    (need,) = told(found, "Halbwerk AG", "dependsOn", "Gallium")
    assert need["speakers"] == [{"id": "", "label": "zwei Quellen"}]
    assert [(q["name"], q["value"]) for q in need["qualifiers"]] == [("amount", "4000000"), ("share", "62.5 %")]


def test_a_statement_is_dated_by_its_text_else_by_its_earliest_article(news):
    found = ask(news, "overview")
    spans = {
        ("China", "restricts", "Gallium"): ("2025-04", "2025-04", "text"),
        ("USA", "restricts", "China"): ("2025-04-09", "2025-08-12", "text"),
        ("Halbwerk AG", "supplies", "USA"): ("2025-11-10", "2025-11-10", "article"),
        ("USA", "demands", "China"): ("2025-09", "2025-09", "article"),
        ("Halbwerk AG", "uses", "Germanium"): ("", "", ""),
    }
    for line, span in spans.items():
        statement = told(found, *line)[0]
        assert (statement["from"], statement["to"], statement["dated"]) == span


def test_what_has_begun_and_not_ended_is_open():
    press = Press().entity("a", "Adler", "Company").entity("b", "Berg", "Company")
    press.article("x", "Titel", issued="2025-01-01")
    press.fact("a", "owns", "b", [("x", "Adler gehört Berg.")], qualifiers=[("validFrom", "2020", "date")])
    (statement,) = ask(explorer(press), "overview")["statements"]
    assert (statement["from"], statement["to"], statement["dated"]) == ("2020", "", "text")


def test_sentences_come_whole_marked_and_newest_first(news):
    first = told(ask(news, "overview"), "China", "restricts", "Gallium")[0]
    new, old = first["evidence"]
    assert old["pieces"] == [
        ["China", "subject"], [" beschränkt die Ausfuhr von ", ""], ["Gallium", "object"], [".", ""],
    ]  # fmt: skip
    assert "".join(text for text, _ in new["pieces"]) == "Die Ausfuhr von Gallium aus China bleibt beschränkt."
    assert old["rule"] == "restricts.test" and old["end"] - old["start"] == len("".join(t for t, _ in old["pieces"]))
    assert old["id"] == f"{old['article'].partition('#')[0]}#char={old['start']},{old['end']}"


def test_a_speaker_is_marked_by_name_and_by_last_name():
    press = Press().entity("a", "Adler", "Company").entity("b", "Berg", "Company").entity("p", "Karl Vogt", "Person")
    press.article("x", "Titel", issued="2025-01-01")
    press.fact("a", "owns", "b", [("x", "Adler habe Berg, sagt Vogt.")], speaker="p")
    (statement,) = ask(explorer(press), "overview")["statements"]
    assert [piece for piece in statement["evidence"][0]["pieces"] if piece[1]] == [
        ["Adler", "subject"], ["Berg", "object"], ["Vogt", "speaker"],
    ]  # fmt: skip


def test_where_mentions_are_kept_they_are_the_marks():
    store = Store()
    load(store, [gallium_reading()], mentions=True)
    found = ask(Explorer(store), "overview")
    meeting = next(s for s in found["statements"] if s["p"] == "meets")
    marked = {text: role for text, role in meeting["evidence"][0]["pieces"] if role}
    ends = {labels(found)[meeting["s"]]: "subject", labels(found)[meeting["o"]]: "object"}
    assert marked == {"Pekings": ends["China"], "Jensen Huang": ends["Jensen Huang"], "Chef": ends["Jensen Huang"]}


def test_articles_stand_beside_the_statements(news):
    articles = {a["source"]: a for a in ask(news, "overview")["articles"]}
    assert articles["gallium.txt"] | {"id": ""} == {
        "id": "", "title": "Gallium wird knapp", "publisher": "Handelspost", "publisherId": "", "issued": "2025-04-04",
        "language": "de", "source": "gallium.txt", "url": "https://example.org/gallium?a=1&b=2", "statements": 6,
    }  # fmt: skip
    assert (articles["undatiert.txt"]["issued"], articles["undatiert.txt"]["url"]) == ("", "")
    assert [a["issued"] for a in ask(news, "overview")["articles"]][0] == "2026-02-12"


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "ftp://a.example/", "a.txt", "https:", "http://", "https://a.example/ b", "//a.example",
     "http://[", "https://a.example/\u202e", "data:text/html,x", ""],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(text):
    assert web_address(text) == ""
    assert web_address("HTTPS://a.example/x?y=1") == "HTTPS://a.example/x?y=1"


def test_what_lies_around_an_entity():
    graph = explorer(hub(60))
    middle = PREFIXES["kgr"] + "mitte"
    found = ask(graph, "around", id="kgr:mitte", limit=40)
    assert found["focus"] == [middle] and len(found["entities"]) == 41
    entity = next(e for e in found["entities"] if e["id"] == middle)
    assert (entity["neighbours"], entity["degree"]) == (60, 60)
    shown = set(labels(found))
    assert all({s["s"], s["o"]} <= shown for s in found["statements"])
    among = [link for link in graph.index.links.values() if {link.subject, link.object} <= shown]
    assert len(found["statements"]) == len(among) > 40
    left = next(iri for iri in graph.index.linked() if iri not in shown)
    more = ask(graph, "around", id=middle, limit=40, **{"with": [left, "kgr:nobody", 7]})
    assert set(labels(more)) == shown | {left}


def test_several_entities_and_hops(news):
    ids = [PREFIXES["kgr"] + name for name in ("lohse", "eu")]
    assert set(labels(ask(news, "around", id=ids, hops=0)).values()) == {"Anna Lohse", "EU"}
    near = ask(news, "around", id=ids)
    assert set(labels(near).values()) == {"Anna Lohse", "EU", "Halbwerk AG", "USA"}
    assert near["focus"] == ids
    assert len(labels(ask(news, "around", id=ids, hops=2))) == 8


def test_paths_are_the_shortest_and_told_in_order(news):
    names = {"eu": "EU", "gallium": "Gallium"}
    found = ask(news, "path", **{"from": "kgr:eu", "to": "kgr:gallium"})
    assert [labels(found)[iri] for iri in found["focus"]] == ["EU", "USA", "China", "Gallium"]
    assert set(labels(found).values()) == {*names.values(), "USA", "China", "Halbwerk AG"}
    # Of two ways: only what is told from step to step, not what else joins their entities.
    assert told(found, "USA", "supplies", "Halbwerk AG") and not told(found, "Anna Lohse", "leads", "Halbwerk AG")
    back = ask(news, "path", **{"from": "kgr:gallium", "to": "kgr:eu"})
    assert back["focus"] == found["focus"][::-1]
    assert len(ask(news, "path", **{"from": "kgr:eu", "to": "kgr:eu"})["focus"]) == 1


def test_no_path_is_an_empty_answer():
    press = Press().article("x", "Titel")
    for i in range(0, 16):
        press.entity(f"e{i:02}", f"Ding {i}", "Company")
    for i in (*range(8), 10):
        press.fact(f"e{i:02}", "owns", f"e{i + 1:02}", [("x", f"Satz {i}.")])
    graph = explorer(press)
    far = ask(graph, "path", **{"from": "kgr:e00", "to": "kgr:e07"})
    apart = ask(graph, "path", **{"from": "kgr:e00", "to": "kgr:e10"})
    assert far["focus"] == apart["focus"] == far["entities"] == apart["statements"] == []
    assert len(ask(graph, "path", **{"from": "kgr:e00", "to": "kgr:e06"})["focus"]) == 7


def test_an_entity_comes_with_all_its_statements(news):
    found = ask(news, "entity", id="kgr:china")
    assert found["focus"] == [PREFIXES["kgr"] + "china"]
    assert len(found["statements"]) == 11 and set(labels(found).values()) == {"China", "USA", "Gallium"}


def test_an_entity_that_is_only_named_is_shown_alone(news):
    found = ask(news, "entity", id="kgr:agentur")
    assert list(labels(found).values()) == ["Meldedienst Nord"] and found["statements"] == []
    assert ask(news, "around", id="kgr:agentur")["focus"] == [PREFIXES["kgr"] + "agentur"]


def test_an_article_is_its_text_cut_where_evidence_begins_and_ends(news):
    article = next(a for a in ask(news, "overview")["articles"] if a["source"] == "gallium.txt")
    found = ask(news, "article", id=article["id"])
    assert found["article"] == article
    text = "".join(piece for piece, _ in found["pieces"])
    assert text.startswith("𝄞 Gallium wird knapp 🙂\n\nChina beschränkt")
    marked = {piece: ids for piece, ids in found["pieces"] if ids}
    assert len(marked["China beschränkt die Ausfuhr von Gallium."]) == 1
    assert {iri for ids in marked.values() for iri in ids} == {s["id"] for s in found["bundle"]["statements"]}
    for statement in found["bundle"]["statements"]:
        for evidence in statement["evidence"]:
            if evidence["article"] == article["id"]:
                assert text[evidence["start"] : evidence["end"]] == "".join(t for t, _ in evidence["pieces"])


def test_pieces_of_a_text_may_overlap_and_reach_too_far():
    assert cut("abcdef", {"s": [(0, 4)], "t": [(2, 99), (5, 5)]}) == [
        ["ab", ["s"]], ["cd", ["s", "t"]], ["ef", ["t"]],
    ]  # fmt: skip
    assert cut("abc", {}) == [["abc", []]]
    assert cut("", {"s": [(0, 4)]}) == []


@pytest.mark.parametrize(
    ("kind", "params", "line"),
    [
        ("all", {}, r"unknown question 'all'; one of overview, search, around, path, entity, article"),
        ("overview", {"limit": 0}, r"limit '0' is out of range; give a number from 1 to 2000"),
        ("overview", {"limit": "many"}, r"limit 'many' is out of range"),
        ("overview", {"limit": "１０"}, r"limit '１０' is out of range"),
        ("search", {"q": "a", "limit": 101}, r"limit '101' is out of range"),
        ("around", {}, r"needs an id"),
        ("around", {"id": ""}, r"needs an id"),
        ("path", {"from": "kgr:nobody", "to": "kgr:china"}, r"no entity 'kgr:nobody' in this graph"),
        ("around", {"id": [["kgr:china"]]}, r"no entity"),
        ("around", {"id": "kgr:china", "hops": 9}, r"hops '9' is out of range; give a number from 0 to 4"),
        ("path", {"from": "kgr:china"}, r"needs one to"),
        ("entity", {"id": "not an IRI <>"}, r"no entity"),
        ("article", {"id": "not an IRI <>"}, r"no article 'not an IRI <>' in this graph"),
        ("article", {}, r"no article"),
    ],
)
def test_a_bad_question_is_one_clear_line(news, kind, params, line):
    with pytest.raises(KgError, match=line) as caught:
        answer(news, kind, params)
    assert "\n" not in str(caught.value)


def test_an_empty_graph_has_an_answer_to_everything():
    for kind in ("overview", "search"):
        found = answer(Store(), kind, {"q": "x"})
        assert found == [] if kind == "search" else found["entities"] == []
    assert set(ANSWERS) == {"overview", "search", "around", "path", "entity", "article"}


def test_five_hundred_entities_in_a_moment():
    graph = explorer(grown(600))
    start = process_time()
    found = ask(graph, "around", id="kgr:ding-0000", limit=500, hops=4)
    assert len(found["entities"]) == 501 and process_time() - start < 2


def test_what_is_known_is_shown_and_what_is_not_is_told(news):
    some = answer(news, "around", {"id": ["kgr:china", "kgr:nobody"]})
    assert some["focus"] == [PREFIXES["kgr"] + "china"] and some["unknown"] == [PREFIXES["kgr"] + "nobody"]
    assert some["statements"] == answer(news, "around", {"id": "kgr:china"})["statements"]
    for found in (answer(news, kind, {"id": "kgr:nobody"}) for kind in ("around", "entity")):
        assert found["entities"] == [] and found["unknown"] == [PREFIXES["kgr"] + "nobody"]
    nothing = answer(news, "article", {"id": "kgr:nobody"})
    assert nothing["article"] is None and nothing["bundle"]["unknown"] == [PREFIXES["kgr"] + "nobody"]


def test_two_letters_are_looked_for_at_the_beginning_of_words_only(news):
    assert "Gallium" not in [hit["label"] for hit in answer(news, "search", {"q": "li"})]
    assert "Gallium" in [hit["label"] for hit in answer(news, "search", {"q": "liu"})]
