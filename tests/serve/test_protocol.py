"""The SPARQL protocol as a client sees it."""

from __future__ import annotations

import httpx
import pytest
from rdflib import Graph

CLIENT = httpx.Client(verify=False, trust_env=False, timeout=60)
MATERIALS = "SELECT ?x WHERE { ?x a kg:Material }"
GALLIUM = "https://w3id.org/newskg/id/gallium"
CONSTRUCT = "CONSTRUCT { ?x a kg:Material } WHERE { ?x a kg:Material }"
ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "": "application/sparql-results+json",
    "*/*": "application/sparql-results+json",
    "text/*": "text/csv",
    "text/csv;q=0.5, text/tab-separated-values": "text/tab-separated-values",
    "text/csv;q=0, text/*;q=0.1": "text/tab-separated-values",
    "text/turtle, text/csv;q=0.1": "text/csv",
    "text/html, application/xml;q=0.9, */*;q=0.8": "application/xml",
    "application/sparql-results+json;q=oops, text/csv": "text/csv",
}
GRAPHS = {
    "text/turtle": "text/turtle",
    "application/n-triples": "application/n-triples",
    "text/plain": "text/plain",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "": "text/turtle",
    "text/csv, application/ld+json;q=0.1": "application/ld+json",
}


def get(server, path: str = "/sparql", accept: str = "*/*", **options) -> httpx.Response:
    headers = {"accept": accept} | options.pop("headers", {})
    return CLIENT.get(server.address + path, headers=headers, **options)


def post(server, content: bytes | str, media: str, path: str = "/sparql") -> httpx.Response:
    return CLIENT.post(server.address + path, content=content, headers={"content-type": media})


def media_type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(("accept", "sent"), ROWS.items())
def test_rows_in_the_format_that_is_wanted(server, accept, sent):
    answer = get(server, accept=accept, params={"query": MATERIALS})
    assert (answer.status_code, media_type(answer)) == (200, sent)
    assert GALLIUM in answer.text
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(("accept", "sent"), GRAPHS.items())
def test_a_graph_in_the_format_that_is_wanted(server, accept, sent):
    answer = get(server, accept=accept, params={"query": CONSTRUCT})
    assert (answer.status_code, media_type(answer)) == (200, sent)
    form = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}.get(sent, "nt")
    assert len(Graph().parse(data=answer.text, format=form)) == 1


@pytest.mark.parametrize("query", ["ASK { ?x a kg:Material }", "ASK { ?x a kg:Chip }"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_yes_or_no_in_every_format(server, query, form):
    answer = get(server, params={"query": query, "format": form})
    assert answer.status_code == 200
    assert ("true" if "Material" in query else "false") in answer.text


def test_the_answer_to_describe_is_a_graph(server):
    answer = get(server, params={"query": "DESCRIBE kgr:gallium"})
    assert media_type(answer) == "text/turtle" and "kg:Material" in answer.text


@pytest.mark.parametrize(
    ("form", "query", "sent"),
    [
        ("csv", MATERIALS, "text/csv"),
        ("JSON", MATERIALS, "application/sparql-results+json"),
        ("json", CONSTRUCT, "application/ld+json"),
        ("xml", CONSTRUCT, "application/rdf+xml"),
        ("nt", CONSTRUCT, "application/n-triples"),
        ("text/turtle", CONSTRUCT, "text/turtle"),
    ],
)
def test_a_format_by_name_goes_first(server, form, query, sent):
    answer = get(server, accept="text/tab-separated-values", params={"query": query, "format": form})
    assert (answer.status_code, media_type(answer)) == (200, sent)


@pytest.mark.parametrize(
    ("accept", "params"),
    [
        ("image/png", {"query": MATERIALS}),
        ("text/turtle", {"query": MATERIALS}),
        ("text/csv", {"query": CONSTRUCT}),
        ("*/*", {"query": MATERIALS, "format": "xlsx"}),
        ("*/*;q=0", {"query": MATERIALS}),
        ("image/png", {}),
    ],
)
def test_what_no_format_fits_is_not_acceptable(server, accept, params):
    answer = get(server, accept=accept, params=params)
    assert answer.status_code == 406 and answer.text.count("\n") == 1


def test_both_forms_of_post(server):
    by_form = CLIENT.post(f"{server.address}/sparql", data={"query": MATERIALS})
    direct = post(server, MATERIALS, "application/sparql-query; charset=UTF-8")
    assert by_form.json() == direct.json() == get(server, params={"query": MATERIALS}).json()


def test_head_says_what_get_would(server):
    answer = CLIENT.head(f"{server.address}/sparql", params={"query": MATERIALS})
    whole = get(server, params={"query": MATERIALS})
    assert (answer.status_code, answer.content) == (200, b"")
    for name in ("content-length", "content-type", "etag"):
        assert answer.headers[name] == whole.headers[name]


def test_absent_graphs_are_empty_and_nothing_is_fetched(server):
    count = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    for name in ("default-graph-uri", "named-graph-uri"):
        params = {"query": count, name: f"{server.address}/store?default", "format": "csv"}
        assert get(server, params=params).text.split() == ["n", "0"]


def test_an_answer_that_the_client_has_is_not_sent_again(server):
    first = get(server, params={"query": MATERIALS})
    tag = first.headers["etag"]
    assert tag[0] == '"'
    for known in (tag, f'"other", {tag}', f"W/{tag}"):
        again = get(server, params={"query": MATERIALS}, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    for changed in ({"query": MATERIALS + " "}, {"query": MATERIALS, "format": "csv"}):
        answer = get(server, params=changed, headers={"if-none-match": tag})
        assert answer.status_code == 200 and answer.headers["etag"] != tag


@pytest.mark.parametrize(
    "query",
    ["SELECT (NOW() AS ?x) {}", "SELECT (rand() AS ?x) {}", "CONSTRUCT { ?s a [] } { ?s a kg:Chip }"],
)
def test_an_answer_that_is_new_each_time_has_no_tag(server, query):
    assert "etag" not in get(server, params={"query": query}).headers


def test_without_a_query_the_endpoint_describes_itself(server):
    described = Graph().parse(data=get(server).text, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = {(str(p).removeprefix(sd), str(o).removeprefix(sd)) for _, p, o in described}
    assert ("supportedLanguage", "SPARQL11Query") in found and ("endpoint", f"{server.address}/sparql") in found
    assert not any("Update" in str(value) for value in described.objects())
    assert media_type(get(server, accept="application/ld+json")) == "application/ld+json"


def test_a_browser_without_a_query_comes_to_the_query_page(server):
    answer = get(server, accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (answer.status_code, answer.headers["location"]) == (303, "/query")


@pytest.mark.parametrize(
    ("query", "status", "line"),
    [
        ("SELECT * {\n ?s ?p }", 400, "query line 2, column 9"),
        ("SELECT * { ?s unknown:p ?o }", 400, "unknown prefix"),
        ("INSERT DATA { <http://a> <http://b> 1 }", 400, "query line 1, column 1"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "query line 1, column 12: SERVICE"),
        ("SELECT * { { ?s ?p 1SERVICEkg:x { ?s ?p ?o } } }", 403, "SERVICE"),
        ("LOAD <file:///etc/passwd>", 403, "LOAD"),
        ("SELECT * FROM <http://127.0.0.1/x.ttl> { ?s ?p ?o }", 403, "no such graph"),
        ("SELECT * FROM NAMED kg:x { ?s ?p ?o }", 403, "no such graph"),
        ("SELECT ?x { ?x ?y 'half a character \ud800' }", 400, "UTF-8"),
    ],
)
def test_what_is_wrong_with_a_query_is_one_clear_line(server, query, status, line):
    data = query.encode("utf-8", "surrogatepass")
    answer = post(server, data, "application/sparql-query")
    assert answer.status_code == status and line in answer.text
    assert answer.text.count("\n") == 1 and media_type(answer) == "text/plain"
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", {}, 400),
        ("GET", "/sparql?update=CLEAR+ALL", {}, 400),
        ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}, 400),
        ("POST", "/sparql", {"content": "ASK{}", "headers": {"content-type": "text/plain"}}, 415),
        ("POST", "/sparql", {"content": "ASK{}"}, 415),
        ("POST", "/sparql?query=ASK%7B%7D", {"data": {"query": "ASK{}"}}, 400),
        (
            "POST",
            "/sparql",
            {"content": "ASK{}".encode("utf-16"), "headers": {"content-type": "application/sparql-query"}},
            400,
        ),
        ("PUT", "/sparql?query=ASK%7B%7D", {}, 405),
        ("DELETE", "/sparql", {}, 405),
        ("GET", "/sparql/", {}, 404),
        ("GET", "/static/app.py", {}, 404),
        ("GET", "/update?update=CLEAR+ALL", {}, 405),
        ("POST", "/update", {"data": {"update": "CLEAR ALL"}}, 403),
        ("PUT", "/store?default", {"content": "", "headers": {"content-type": "text/turtle"}}, 403),
        ("DELETE", "/store?default", {}, 403),
    ],
)
def test_what_the_protocol_does_not_know_is_refused(server, method, path, options, status):
    answer = CLIENT.request(method, server.address + path, **options)
    assert answer.status_code == status, answer.text


def test_a_query_longer_than_allowed_is_refused(server):
    answer = post(server, "SELECT * { ?s ?p ?o } #" + "x" * 300_000, "application/sparql-query")
    assert answer.status_code == 413


def test_the_graphs_can_be_read_by_anyone(server):
    whole = get(server, "/store?default", accept="application/n-triples")
    assert f"<{GALLIUM}>" in whole.text and media_type(whole) == "application/n-triples"
    again = get(server, "/store?default", "application/n-triples", headers={"if-none-match": whole.headers["etag"]})
    assert again.status_code == 304
    assert get(server, "/store?graph=http://absent/").status_code == 404
    assert get(server, "/store").status_code == 400
    assert get(server, "/store?graph=relative").status_code == 400
    assert get(server, "/store?default&graph=http://absent/").status_code == 400


def test_the_explorers_questions(server):
    hits = get(server, "/api/search?q=gall").json()
    assert hits[0]["id"] == GALLIUM
    asked = {"id": GALLIUM, "limit": 5, "with": []}
    bundle = CLIENT.post(f"{server.address}/api/around", json=asked).json()
    assert bundle["focus"] == [GALLIUM] and bundle["statements"]
    assert get(server, "/api/overview").json()["totals"]["entities"] > 3
    assert get(server, "/api/entity", params={"id": GALLIUM}).json()["statements"]
    first = get(server, "/api/overview")
    assert get(server, "/api/overview", headers={"if-none-match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize(
    ("path", "content", "media", "status"),
    [
        ("/api/entity?id=nobody", None, "", 400),
        ("/api/search?limit=many", None, "", 400),
        ("/api/around", b'{"id": {"x": 5}}', "application/json", 400),
        ("/api/around", b'{"id": 5}', "application/json", 400),
        ("/api/around", b"[]", "application/json", 400),
        ("/api/around", b"[" * 100_000, "application/json", 400),
        ("/api/around", b"{}", "text/plain", 415),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_by_a_line_in_json(server, path, content, media, status):
    answer = post(server, content, media, path) if content is not None else get(server, path)
    assert answer.status_code == status and list(answer.json()) == ["error"], answer.text


def test_the_page_and_its_files(server):
    page = get(server, "/", headers={"accept-language": "en"})
    assert page.status_code == 200 and '<html lang="en"' in page.text
    for name in ("main.js", "vis-network.js"):
        file = get(server, f"/static/{name}")
        assert file.status_code == 200 and media_type(file) == "text/javascript"
        assert get(server, f"/static/{name}", headers={"if-none-match": file.headers["etag"]}).status_code == 304
