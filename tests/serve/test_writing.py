"""A server that may be written to: by whom, what is seen afterwards, and what is never done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving import Serving, serving

TOKEN = "a-token-for-tests"
BEARER = {"authorization": f"Bearer {TOKEN}"}
CLIENT = httpx.Client(verify=False, trust_env=False, timeout=60)
G = "http://example.org/g"


@pytest.fixture(scope="module")
def directory(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(graph, tmp_path_factory.mktemp("written") / "graph")


@pytest.fixture(scope="module")
def server(directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    file = tmp_path_factory.mktemp("token") / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    options = ("--writable", "--token-file", str(file), "--workers", "2", "--timeout", "4")
    with serving(directory, *options) as running:
        yield running
    assert not (directory / "snapshots").exists()


def update(server, text: str, headers: dict[str, str] = BEARER, **params: str) -> httpx.Response:
    told = {"content-type": "application/sparql-update"} | headers
    return CLIENT.post(f"{server.address}/update", params=params, content=text, headers=told)


def rows(server, query: str) -> list[str]:
    answer = CLIENT.get(f"{server.address}/sparql", params={"query": query, "format": "csv"})
    assert answer.status_code == 200, answer.text
    return answer.text.split()[1:]


def store(server, method: str, graph: str = G, content: bytes | str = b"", media: str = "text/turtle", **headers: str):
    told = {"content-type": media} | BEARER | headers
    return CLIENT.request(method, f"{server.address}/store", params={"graph": graph}, content=content, headers=told)


def test_every_reader_sees_an_update_as_soon_as_it_is_done(server):
    for number in range(12):
        done = update(server, f"DELETE WHERE {{ <{G}/n> <{G}/p> ?o }} ; INSERT DATA {{ <{G}/n> <{G}/p> {number} }}")
        assert (done.status_code, done.content) == (204, b"")
        assert rows(server, f"SELECT ?o {{ <{G}/n> <{G}/p> ?o }}") == [str(number)]


def test_a_tag_does_not_outlive_an_update(server):
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    first = CLIENT.get(f"{server.address}/sparql", params=query)
    assert update(server, f"INSERT DATA {{ <{G}/new> <{G}/p> 1 }}").status_code == 204
    second = CLIENT.get(f"{server.address}/sparql", params=query, headers={"if-none-match": first.headers["etag"]})
    assert second.status_code == 200 and second.text != first.text


def test_only_the_snapshot_that_is_read_is_kept(server, directory):
    for number in range(5):
        update(server, f"INSERT DATA {{ <{G}/kept> <{G}/p> {number} }}")
    end = time.monotonic() + 5
    while len(list((directory / "snapshots").iterdir())) > 1 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(list((directory / "snapshots").iterdir())) == 1


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}])
def test_who_has_not_the_token_changes_nothing(server, headers):
    before = rows(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    answer = update(server, "CLEAR ALL", headers)
    assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")
    for method in ("PUT", "POST", "DELETE"):
        answer = CLIENT.request(
            method, f"{server.address}/store?default", headers={"content-type": "text/turtle"} | headers
        )
        assert answer.status_code == 401
    assert rows(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


def test_a_page_of_another_site_changes_nothing_even_with_the_token(server):
    for header in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert update(server, "CLEAR ALL", BEARER | header).status_code == 403


@pytest.mark.parametrize(
    ("text", "status", "line"),
    [
        ("LOAD <file:///etc/passwd>", 403, "LOAD"),
        ("INSERT DATA {};LOADSILENT<http://127.0.0.1/>", 403, "LOAD"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        (f"INSERT {{ ?s ?p 1 }} USING <{G}/absent> WHERE {{ ?s ?p ?o }}", 403, "no such graph"),
        ("INSERT DATA { <http://a> <http://b> ", 400, "query line 1"),
        ("SELECT * { ?s ?p ?o }", 400, "query line 1"),
    ],
)
def test_what_an_update_may_not_do(server, text, status, line):
    answer = update(server, text)
    assert answer.status_code == status and line in answer.text and answer.text.count("\n") == 1


def test_an_update_that_takes_too_long_is_stopped_and_undone(server):
    endless = "INSERT { ?a <http://x> ?n } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l BIND(RAND() AS ?n) }"
    answer = update(server, endless)
    assert answer.status_code == 504
    assert rows(server, "SELECT ?s { ?s <http://x> ?o } LIMIT 1") == []
    for _ in range(20):
        if update(server, f"INSERT DATA {{ <{G}/after> <{G}/p> 1 }}").status_code == 204:
            break
        time.sleep(0.5)
    assert rows(server, f"SELECT ?o {{ <{G}/after> <{G}/p> ?o }}") == ["1"]


def test_the_graphs_that_a_request_names_for_an_update(server):
    assert store(server, "PUT", f"{G}/1", f"<{G}/a> <{G}/p> 1 .").status_code == 201
    named = {"using-graph-uri": f"{G}/1"}
    text = f"INSERT {{ GRAPH <{G}/2> {{ ?s ?p 2 }} }} WHERE {{ ?s ?p 1 }} ;\nDELETE WHERE {{ ?s <{G}/none> ?o }}"
    assert update(server, text, **named).status_code == 204
    assert rows(server, f"SELECT ?s {{ GRAPH <{G}/2> {{ ?s ?p ?o }} }}") == [f"{G}/a"]
    both = update(server, f"WITH <{G}/1> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", **named)
    assert both.status_code == 400 and "only one" in both.text


def test_a_graph_is_put_added_to_and_taken_away(server):
    assert store(server, "PUT", content=f"<{G}/a> <{G}/p> 1 .").status_code == 201
    assert store(server, "PUT", content=f"<{G}/a> <{G}/p> 2 .").status_code == 204
    assert store(server, "POST", content=f"<{G}/b> <{G}/p> 3 .").status_code == 204
    assert sorted(rows(server, f"SELECT ?o {{ GRAPH <{G}> {{ ?s ?p ?o }} }}")) == ["2", "3"]
    assert store(server, "PUT", content=b"").status_code == 204
    assert store(server, "GET").text.strip() == "" or "@prefix" in store(server, "GET").text
    assert store(server, "DELETE").status_code == 204
    assert store(server, "GET").status_code == store(server, "DELETE").status_code == 404


def test_a_graph_in_parts(server):
    boundary = "x-1"
    parts = [("text/turtle", f'<{G}/m> <{G}/p> "Größe" .'), ("application/n-triples", f'<{G}/m> <{G}/p> "b" .')]
    about = 'Content-Disposition: form-data; name="p"; filename="p"'
    body = "".join(f"--{boundary}\r\n{about}\r\nContent-Type: {media}\r\n\r\n{text}\r\n" for media, text in parts)
    media = f"multipart/form-data; boundary={boundary}"
    done = store(server, "POST", f"{G}/parts", f"{body}--{boundary}--\r\n".encode(), media)
    assert done.status_code == 201, done.text
    assert sorted(rows(server, f"SELECT ?o {{ GRAPH <{G}/parts> {{ ?s ?p ?o }} }}")) == ["Größe", "b"]
    assert store(server, "POST", f"{G}/parts", b"no parts", media).status_code == 400


def test_a_graph_under_a_new_name_and_under_its_own_address(server):
    told = {"content-type": "text/turtle"} | BEARER
    made = CLIENT.post(f"{server.address}/store", content=f"<> <{G}/p> 1 .", headers=told)
    assert made.status_code == 201
    name = made.headers["location"]
    assert name.startswith(f"{server.address}/store/") and CLIENT.get(name).status_code == 200
    direct = f"{server.address}/store/people/1.ttl"
    assert CLIENT.put(direct, content=f"<> <{G}/p> 1 .", headers=told).status_code == 201
    assert rows(server, f"SELECT ?s {{ GRAPH <{direct}> {{ ?s ?p ?o }} }}") == [direct]


@pytest.mark.parametrize(
    ("content", "media", "status"),
    [
        (b"<a> <b> ", "text/turtle", 400),
        (b"<http://a> <http://b> <http://c> .", "text/csv", 415),
        (b"", "multipart/form-data", 400),
        (b'{"@context": "http://127.0.0.1:1/context", "a": 1}', "application/ld+json", 400),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "application/rdf+xml", 400),
        (b"\xff\xfe", "application/n-triples", 400),
    ],
)
def test_what_is_no_graph_is_refused_and_changes_nothing(server, content, media, status):
    graph = f"{G}/faulty"
    assert store(server, "PUT", graph, f"<{G}/a> <{G}/p> 1 .").status_code in (201, 204)
    answer = store(server, "PUT", graph, content, media)
    assert answer.status_code == status and answer.text.count("\n") == 1 and "root:" not in answer.text
    assert rows(server, f"SELECT ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}") == ["1"]


def test_the_description_names_the_update(server):
    assert "SPARQL11Update" in CLIENT.get(f"{server.address}/sparql").text
