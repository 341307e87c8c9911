"""Attacks on running servers: each is refused, changes nothing, calls nobody, and the server answers afterwards."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attacks_http
import attacks_sparql
import pytest
from attack_client import CLOSED, LISTED, TOKEN, Attack, Reply, Trap, asked, read_reply, request, send, trap
from serving import Serving, serving

ATTACKS = (*attacks_http.ATTACKS, *attacks_sparql.ATTACKS)
COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
LIMIT = 2.0  # seconds that the servers give to one request
PATIENCE = 30.0  # seconds
OPTIONS = (f"--timeout={LIMIT}", "--workers=2", "--max-rows=5000", "--max-bytes=1000000")


@pytest.fixture(scope="module")
def servers(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Serving]]:
    """One that only reads, one that may be written to, and one that may be written to and lists an origin."""
    copies = [shutil.copytree(graph, tmp_path_factory.mktemp(name) / "graph") for name in ("writable", "listed")]
    writable = {"environment": {"KG_TOKEN": TOKEN}}
    with contextlib.ExitStack() as stack:
        yield {
            "reading": stack.enter_context(serving(graph, *OPTIONS)),
            "writable": stack.enter_context(serving(copies[0], *OPTIONS, "--writable", **writable)),
            "listed": stack.enter_context(serving(copies[1], *OPTIONS, "--writable", "--cors", LISTED, **writable)),
        }


@pytest.fixture(scope="module")
def unheard() -> Iterator[Trap]:
    with trap() as listening:
        yield listening


@pytest.fixture(scope="module")
def held(servers: dict[str, Serving]) -> dict[str, bytes]:
    """How many triples each server holds before any attack, as it answers."""
    return {name: answers(server.port) for name, server in servers.items()}


def answers(port: int) -> bytes:
    """What the server says to a plain query; it has to say something.

    One that has just been attacked may say "busy, try again" until its workers are back, on a loaded machine for long.
    """
    data = asked(COUNT, "Accept: text/csv").replace(b"PORT", str(port).encode())
    end = time.monotonic() + PATIENCE
    while (reply := send(port, data)).status in (503, 504) and time.monotonic() < end:
        time.sleep(0.1)
    assert reply.status == 200, reply
    return reply.body


def harmless(reply: Reply) -> None:
    """A refusal is plain text or JSON that no browser takes for a page, sets nothing and gives nothing away."""
    told = {name.lower(): value for name, value in reply.headers.items()}
    assert not told.keys() & {"set-cookie", "location", "server", "access-control-allow-credentials"}
    assert told.get("access-control-allow-origin", LISTED) == LISTED
    assert b"root:" not in reply.body and b"Traceback" not in reply.body and TOKEN.encode() not in reply.body
    if reply.status >= 400:
        assert told["content-type"].partition(";")[0] in ("text/plain", "application/json")
        assert told["x-content-type-options"] == "nosniff"
        assert reply.body.strip().count(b"\n") == 0


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_is_refused(attack: Attack, servers, held, unheard):
    port = servers[attack.server].port
    data = attack.request.replace(b"PORT", str(port).encode()).replace(b"TRAP", str(unheard.port).encode())
    reply = send(port, data)
    assert reply.status in attack.refused, reply
    harmless(reply)
    assert answers(port) == held[attack.server]
    assert unheard.calls == 0


def test_there_are_as_many_attacks_as_were_promised():
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 150


def test_a_slow_body_is_not_waited_for(servers, held):
    port = servers["reading"].port
    head = request("POST", "/sparql", "Content-Type: application/sparql-query", "Content-Length: 60")
    start = time.monotonic()
    reply = send(port, head.replace(b"PORT", str(port).encode()), *(30 * [b"a"]), pause=0.3)
    assert reply.status in (408, CLOSED) and time.monotonic() - start < 15
    assert answers(port) == held["reading"]


def test_a_slow_header_is_not_waited_for(servers, held):
    port = servers["reading"].port
    start = time.monotonic()
    reply = send(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", *(30 * [b"X-A: b\r\n"]), pause=0.3)
    assert reply.status in (408, CLOSED) and time.monotonic() - start < 15
    assert answers(port) == held["reading"]


def test_a_connection_that_rests_between_two_requests_is_kept(servers):
    port = servers["reading"].port
    data = asked("ASK {}").replace(b"PORT", str(port).encode()).replace(b"Connection: close\r\n", b"")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for pause in (0, 2 * LIMIT):
            time.sleep(pause)
            line.sendall(data[:20])
            line.sendall(data[20:])
            assert read_reply(line).status == 200


def test_connections_that_say_nothing_do_not_keep_others_out(servers, held):
    port = servers["reading"].port
    with contextlib.ExitStack() as stack:
        silent = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20)) for _ in range(400)]
        assert answers(port) == held["reading"]
        # None of them stays: each is ended by the server, sooner or later.
        assert all(ended(line) for line in silent)


def ended(line: socket.socket) -> bool:
    try:
        return line.recv(1) == b""
    except ConnectionError:
        return True


def test_who_leaves_before_the_answer_leaves_no_work_behind(servers, held):
    port = servers["reading"].port
    costly = asked(attacks_sparql.BOMBS["product without end"]).replace(b"PORT", str(port).encode())
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(costly)
    time.sleep(0.5)
    assert answers(port) == held["reading"]


def test_more_at_once_than_there_is_room_for(servers, held):
    port = servers["reading"].port
    costly = asked(attacks_sparql.BOMBS["product without end"]).replace(b"PORT", str(port).encode())
    with ThreadPoolExecutor(100) as crowd:
        statuses = [reply.status for reply in crowd.map(lambda _: send(port, costly), range(100))]
    assert set(statuses) <= {503, 504} and 503 in statuses
    assert answers(port) == held["reading"]


def test_who_does_not_take_the_answers_is_not_waited_for(servers, held):
    port = servers["reading"].port
    data = asked("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 4000").replace(b"PORT", str(port).encode())
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(data.replace(b"Connection: close\r\n", b"") * 20)
        assert answers(port) == held["reading"]


def test_the_rest_of_a_refused_request_is_no_request(servers, held):
    port = servers["writable"].port
    smuggled = request("DELETE", "/store?default", f"Authorization: Bearer {TOKEN}")
    data = request("POST", "/sparql", "Transfer-Encoding: chunked", "Content-Length: 4") + b"0\r\n\r\n" + smuggled
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(data.replace(b"PORT", str(port).encode()))
        assert read_reply(line).status == 400
    assert answers(port) == held["writable"]


def test_clients_that_hang_do_not_keep_the_server_from_stopping(graph):
    costly = asked(attacks_sparql.BOMBS["product without end"])
    slow = request("POST", "/sparql", "Content-Type: application/sparql-query", "Content-Length: 60")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(serving(graph, "--timeout=60"))
        workers = children(server.process.pid)
        for data in (b"", b"GET / HT", slow, costly):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
            line.sendall(data.replace(b"PORT", str(server.port).encode()))
        time.sleep(0.5)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(15) == 0
    assert workers and not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
