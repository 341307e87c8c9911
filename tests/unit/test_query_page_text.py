"""The query page as text: what is escaped, what is pinned, what the ready-made queries are."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

import pytest
from html_elements import Elements
from page_graph import trade

from kg.errors import KgError, QueryError, TableError
from kg.graph.query import bound_query, declared_prefixes, named_queries, run_query
from kg.serve.query import files as query_files
from kg.serve.query.files import SCRIPTS, page_files, pinned
from kg.serve.query.page import query_page, results_page
from kg.serve.query.ready import example_text, examples, queries_json, titled
from kg.serve.query.table import MOST_ROWS, link, short, table, visible
from kg.serve.query.texts import asked_language, page_texts, read_texts

BAD = "</textarea></script><script>window.__xss=1</script><img src=x onerror='window.__xss=2'>\"'\u202e{{ 7*7 }}"


def select(*rows: dict) -> dict:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    return {"head": {"vars": columns}, "results": {"bindings": list(rows)}}


def uri(value: str) -> dict:
    return {"type": "uri", "value": value}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_has_a_form_that_needs_no_script_and_no_inline_code(lang):
    page = query_page("n0nce", lang=lang)
    nodes = Elements(page)
    assert f'<html lang="{lang}">' in page
    form = next(attrs for attrs in nodes.all("form") if attrs.get("id") == "form")
    assert (form["action"], form["method"]) == ("/query", "get")
    assert {"query"} <= {attrs.get("name") for attrs in nodes.all("textarea")}
    code = [attrs for attrs in nodes.all("script") if attrs.get("type") != "application/json"]
    assert code and all(attrs["nonce"] == "n0nce" and attrs["src"].startswith("/query/assets/") for attrs in code)
    assert all(attrs["nonce"] == "n0nce" for attrs in nodes.all("link") if attrs["rel"] == "stylesheet")
    assert not [name for _, attrs in nodes.found for name in attrs if name.startswith("on") or name == "style"]
    assert nodes.all("style") == []
    hosts = re.findall(r'(?:src|href|action)="(?:[a-z]+:)?//[^"]*"', page)
    assert hosts == []


def test_every_named_query_and_example_is_a_button_with_its_fields():
    nodes = Elements(query_page("n", lang="de"))
    assert {a["data-named"] for a in nodes.all("form") if "data-named" in a} == set(named_queries())
    assert {a["data-example"] for a in nodes.all("form") if "data-example" in a} == set(examples())
    fields = [a["data-param"] for a in nodes.all("input") if "data-param" in a]
    assert len(fields) == sum(len(query.parameters) for query in named_queries().values())


@pytest.mark.parametrize(
    "page",
    [
        query_page("n", lang="de", query=BAD),
        results_page("n", BAD, None, "en", error=BAD),
        results_page("n", BAD, f'<http://a/b> <http://a/c> "{BAD}" .', "de"),
        results_page(
            "n",
            BAD,
            select(
                {BAD: {"type": "literal", "value": BAD, "xml:lang": BAD}},
                {BAD: uri("javascript:alert(1)")},
                {BAD: uri('http://a/"onmouseover="alert(1)')},
                {BAD: {"type": "bnode", "value": BAD}},
                {BAD: {"type": "literal", "value": "x" * 10_000, "datatype": BAD}},
            ),
            "en",
        ),
    ],
)
def test_nothing_that_is_asked_or_answered_becomes_a_node(page):
    nodes = Elements(page)
    plain = Elements(query_page("n", lang="de"))
    assert len(nodes.all("script")) == len(plain.all("script"))
    assert nodes.all("img") == nodes.all("iframe") == []
    assert not [name for _, attrs in nodes.found for name in attrs if name.startswith("on")]
    assert all((a["href"] or "").startswith(("/", "#", "http://", "https://")) for a in nodes.all("a"))


def test_results_without_script():
    rows = [{"s": uri("https://w3id.org/newskg/id/china"), "n": {"type": "literal", "value": str(i)}} for i in range(3)]
    page = results_page("n", "SELECT", select(*rows, {"s": uri("http://a/b")}), "de")
    assert "4 Zeilen." in page and page.count(">kgr:china<") == 3 and 'href="http://a/b"' in page
    assert "No rows." in results_page("n", "SELECT", select(), "en")
    assert "Ja (true)" in results_page("n", "ASK", {"head": {}, "boolean": True}, "de")
    assert "&lt;http://a/b&gt; a &lt;" in results_page("n", "CONSTRUCT", "<http://a/b> a <http://a/c> .", "de")
    many = select(*({"n": {"type": "literal", "value": str(i)}} for i in range(MOST_ROWS + 5)))
    assert len(table(many, "de").rows) == MOST_ROWS
    assert f"{MOST_ROWS} von {MOST_ROWS + 5}" in results_page("n", "SELECT", many, "de")


def test_iris_are_short_and_lead_only_where_they_may():
    assert short("https://w3id.org/newskg/ontology#restricts") == "kg:restricts"
    assert short("https://w3id.org/newskg/id/statement/1") == "https://w3id.org/newskg/id/statement/1"
    assert visible("http://a/\u202egpj.exe") == "http://a/\\u202Egpj.exe"
    assert link("https://w3id.org/newskg/id/china", "de") == "/#e=https%3A%2F%2Fw3id.org%2Fnewskg%2Fid%2Fchina&lang=de"
    assert link("https://w3id.org/newskg/id/statement/1", "en").startswith("/query?lang=en&query=DESCRIBE%20%3Chttps")
    assert link("https://w3id.org/newskg/id/article/c4", "en").startswith("/query?lang=en&query=CONSTRUCT")
    assert link("https://w3id.org/newskg/ontology#restricts", "en") == ""
    assert link("https://example.org/a", "de") == "https://example.org/a"
    for iri in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "urn:a:b",
        "//a/b",
        "http:",
        "http://[x",
    ):
        assert link(iri, "de") == "", iri


def test_the_files_of_others_are_the_pinned_ones():
    sums = pinned()
    assert set(sums) == {"yasqe.min.js", "yasqe.min.css", "LICENSES.txt"}
    for name, digest in sums.items():
        body = files("kg.serve.query").joinpath("vendor", name).read_bytes()
        assert hashlib.sha256(body).hexdigest() == digest, name
        assert page_files()[name].body == body
    licences = page_files()["LICENSES.txt"].body.decode()
    for bundled in ("@triply/yasqe 4", "codemirror 5", "dompurify 3", "lodash-es 4", "store 2", "query-string 6"):
        assert bundled in licences, bundled
    assert "Apache License" in licences and "MIT" in licences


def test_a_file_that_was_changed_stops_the_server(monkeypatch):
    monkeypatch.setattr(query_files, "pinned", lambda: {"yasqe.min.js": "0" * 64})
    with pytest.raises(KgError, match="yasqe.min.js is not the file its checksum stands for"):
        page_files.__wrapped__()


def test_our_scripts_make_no_markup_and_keep_nothing():
    for name in SCRIPTS[1:]:
        text = page_files()[name].body.decode()
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "localStorage"):
            assert forbidden not in text, (name, forbidden)


def test_every_text_that_the_page_names_is_there():
    used = set()
    for name in (*SCRIPTS[1:], "query.html"):
        text = files("kg.serve.query").joinpath("web", name).read_text(encoding="utf-8")
        used |= set(re.findall(r'\bt(?:exts)?\["([a-z-]+)"\]', text))
        used |= set(re.findall(r"\bt(?:exts)?\.([a-z]+)\b", text))
    known = set(page_texts()["de"])
    assert used <= known, used - known
    assert page_texts()["de"].keys() == page_texts()["en"].keys()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("key\tde\n", "header"),
        ("key\tde\ten\na\tb\n", ":2: 2 cells"),
        ("key\tde\ten\na\tb\tc\na\tb\tc\n", "twice"),
        ("key\tde\ten\nb\tb\tc\na\tb\tc\n", "not sorted"),
    ],
)
def test_a_broken_table_of_texts_says_where(text, fault):
    with pytest.raises(TableError, match=fault):
        read_texts(text)


@pytest.mark.parametrize(
    ("wanted", "accepted", "lang"),
    [("en", "de", "en"), (None, "", "de"), (None, "en-GB,en;q=0.9,de;q=0.8", "en"), (None, "fr, de;q=0.5", "de"),
     (None, "fr", "en"), ("xx", "*", "de"), ("<script>", "de-AT", "de")],
)  # fmt: skip
def test_the_language_of_a_reader(wanted, accepted, lang):
    assert asked_language(wanted, accepted) == lang


def test_examples_parse_and_say_what_they_show():
    assert 6 <= len(examples()) <= 12
    store = trade().store
    for example in examples().values():
        assert example.title_de and example.title_en and example.about_de and example.about_en, example.name
        assert "erklaert" not in example.text
        store.query(example.text)  # declares all its prefixes itself
        assert declared_prefixes(example.text) == "", example.name
    assert example_text("ein-teilgraph", "en").startswith("# A part of the graph to take away")
    with pytest.raises(QueryError, match="no example is called 'nope'"):
        example_text("nope", "de")


def test_a_bound_query_is_text_that_runs_anywhere():
    store = trade().store
    bound = bound_query(store, "was-beschraenkt", {"akteur": "peking"})
    assert "VALUES ?akteur { <https://w3id.org/newskg/id/china> }" in bound and "# param" not in bound
    assert [row.value for row in next(iter(store.query(bound)))][:2] == ["China", "Gallium"]
    assert len(run_query(store, bound_query(store, "was-beschraenkt", {"akteur": "USA"})).rows) == 0
    assert bound_query(store, "was-beschraenkt", {"akteur": " "}) == bound_query(store, "was-beschraenkt", {})
    assert titled(bound, "en").startswith("# What does a state or firm restrict") and "# de" not in titled(bound, "en")
    for params, message in (({"wer": "China"}, "no parameter"), ({"akteur": "Atlantis"}, "no entity is called")):
        with pytest.raises(QueryError, match=message):
            bound_query(store, "was-beschraenkt", params)
    with pytest.raises(QueryError, match="no query is called"):
        bound_query(store, "nope", {})


def test_a_name_cannot_break_out_of_its_place():
    with pytest.raises(QueryError, match="no entity is called"):
        bound_query(trade().store, "was-beschraenkt", {"akteur": "China> } DELETE WHERE { ?s ?p <"})


def test_prefixes_are_declared_where_they_are_used_and_not_elsewhere():
    text = 'SELECT * { ?s kg:restricts ?o ; skos:prefLabel "rdf:type # no" } # owl:sameAs\n'
    assert re.findall(r"PREFIX (\w+):", declared_prefixes(text)) == ["kg", "skos"]
    assert declared_prefixes("PREFIX kg: <http://x/kgr:a#>\nASK { ?s kg:a <urn:wd:b> }") == ""


def test_named_queries_as_data():
    found = {query["name"]: query for query in queries_json()}
    assert found["was-beschraenkt"]["title"]["en"].startswith("What does a state")
    (parameter,) = found["was-beschraenkt"]["parameters"]
    assert (parameter["name"], parameter["default"], parameter["required"]) == ("akteur", "China", False)
    assert found["beziehungen-von"]["parameters"][0]["required"]
