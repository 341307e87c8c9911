"""Worker processes: what a request may cost, what becomes of one that costs more, and that none is left over."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, Store
from serving import Serving, serving

from kg.serve.refused import Refused
from kg.serve.workers.pool import STOPPED, Pool

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
GREEDY = "SELECT (GROUP_CONCAT(STR(?s)) AS ?all) { ?a ?b ?s . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUICK = "SELECT ?x { ?x a kg:Material }"
SLACK = 8.0  # seconds that a loaded machine may add

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


# One for all: to make one takes longer than most queries do.
CLIENT = httpx.Client(verify=False, trust_env=False, timeout=60)


def ask(server: Serving, query: str, **options: object) -> httpx.Response:
    return CLIENT.get(f"{server.address}/sparql", params={"query": query}, **options)


def workers_of(server: Serving) -> list[int]:
    """The process ids of a server's workers."""
    pid = server.process.pid
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill_workers(server: Serving) -> None:
    for pid in workers_of(server):
        os.kill(pid, signal.SIGKILL)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def await_end(pids: list[int], seconds: float) -> list[int]:
    """The processes that still run when the time is over."""
    end = time.monotonic() + seconds
    while (left := [pid for pid in pids if is_running(pid)]) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def test_a_runaway_query_is_stopped_while_others_are_answered(graph):
    with serving(graph, "--timeout", "2", "--workers", "2") as server, ThreadPoolExecutor(11) as crowd:
        ask(server, QUICK)
        start = time.monotonic()
        runaway = crowd.submit(ask, server, ENDLESS)
        others = [answer.status_code for answer in crowd.map(lambda _: ask(server, QUICK), range(10))]
        answered = time.monotonic() - start
        stopped = runaway.result()
        spent = time.monotonic() - start
        assert others == [200] * 10 and answered < spent
        assert stopped.status_code == STOPPED and stopped.text == "stopped: no answer within 2 seconds\n"
        assert 2 <= spent < 2 + 1
        assert ask(server, QUICK).status_code == 200


def test_the_explorer_does_not_wait_for_queries(graph):
    with serving(graph, "--timeout", "4", "--workers", "1") as server, ThreadPoolExecutor(1) as other:
        asked = other.submit(ask, server, ENDLESS)
        found = [
            CLIENT.get(server.address + path).status_code for path in ("/", "/api/overview", "/api/search?q=China")
        ]
        assert found == [200, 200, 200] and not asked.done()
        assert asked.result().status_code == STOPPED


@linux
def test_a_stopped_worker_is_replaced_by_one(graph):
    with serving(graph, "--timeout", "3", "--workers", "2") as server, ThreadPoolExecutor(2) as both:
        before = workers_of(server)
        assert [answer.status_code for answer in both.map(ask, 2 * [server], 2 * [ENDLESS])] == [STOPPED, STOPPED]
        assert ask(server, QUICK).status_code == 200
        after = workers_of(server)
        assert len(after) == len(before) and len(set(before) - set(after)) == 2


@linux
def test_a_worker_that_dies_is_an_error_and_not_a_silence(graph):
    with serving(graph, "--timeout", "20", "--workers", "1") as server, ThreadPoolExecutor(1) as other:
        asked = other.submit(ask, server, ENDLESS)
        time.sleep(1)
        kill_workers(server)
        start = time.monotonic()
        assert asked.result().status_code == STOPPED and time.monotonic() - start < SLACK
        # One that dies while it has nothing to do is no request's misfortune.
        time.sleep(1)
        kill_workers(server)
        time.sleep(0.5)
        assert ask(server, QUICK).status_code == 200


def test_a_client_that_goes_away_frees_its_worker(graph):
    with serving(graph, "--timeout", "30", "--workers", "1") as server:
        with pytest.raises(httpx.ReadTimeout):
            ask(server, ENDLESS, timeout=1)
        start = time.monotonic()
        assert ask(server, QUICK).status_code == 200
        assert time.monotonic() - start < SLACK


@pytest.mark.parametrize(
    ("options", "query", "line"),
    [
        (("--max-rows", "3"), "SELECT * { ?s ?p ?o } LIMIT 4", "more than 3 rows"),
        (("--max-rows", "3"), "CONSTRUCT WHERE { ?s ?p ?o }", "more than 3 rows"),
        (("--max-bytes", "200"), "SELECT * { ?s ?p ?o } LIMIT 4", "larger than 200 bytes"),
        (("--max-bytes", "200"), "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 9", "larger than 200 bytes"),
    ],
)
def test_an_answer_over_the_limits_is_refused_whole(graph, options, query, line):
    with serving(graph, "--workers", "1", *options) as server:
        answer = ask(server, query)
        assert answer.status_code == 422 and line in answer.text and answer.text.count("\n") == 1
        fits = ask(server, "SELECT ?s { ?s a kg:Country } LIMIT 1", headers={"accept": "text/csv"})
        assert fits.status_code == 200


@linux
@pytest.mark.parametrize("busy", [False, True])
def test_no_worker_outlives_a_server_that_is_killed(graph, busy):
    with serving(graph, "--timeout", "60", "--workers", "2") as server:
        workers = workers_of(server)
        if busy:
            for _ in range(2):
                threading.Thread(target=_ask_in_vain, args=(server, ENDLESS), daemon=True).start()
            time.sleep(1)
        server.process.kill()
        assert not await_end(workers, SLACK)


def _ask_in_vain(server: Serving, query: str) -> None:
    try:
        ask(server, query)
    except httpx.HTTPError:
        pass


@linux
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("busy", [False, True])
def test_a_server_stops_cleanly_on_a_signal(graph, sign, busy, capfd):
    with serving(graph, "--timeout", "60", "--workers", "2") as server:
        workers = workers_of(server)
        if busy:
            threading.Thread(target=_ask_in_vain, args=(server, ENDLESS), daemon=True).start()
            time.sleep(1)
        server.process.send_signal(sign)
        assert server.process.wait(SLACK + 3) == 0
        assert not await_end(workers, 1)
    assert "Traceback" not in capfd.readouterr().err


def test_a_change_of_the_store_is_seen(tmp_path):
    place = tmp_path / "store"
    store = Store(place)
    store.add(Quad(NamedNode("http://a"), NamedNode("http://b"), NamedNode("http://c")))
    store.flush()
    with serving(tmp_path, "--workers", "2") as server:
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        first = ask(server, count, headers={"accept": "text/csv"})
        store.add(Quad(NamedNode("http://a"), NamedNode("http://b"), NamedNode("http://d")))
        store.flush()
        time.sleep(0.2)
        second = ask(server, count, headers={"accept": "text/csv", "if-none-match": first.headers["etag"]})
        assert (first.text.split(), second.text.split()) == (["n", "1"], ["n", "2"])


def test_too_much_memory_ends_the_request_and_nothing_else(graph):
    async def greedy() -> tuple[int, int]:
        pool = Pool("kg.serve.workers.reader", [str(graph), str(700 << 20)], 1, 4)
        told = {"snapshot": "", "generation": "1", "max_rows": 10**9, "max_bytes": 10**9}
        query = told | {"kind": "query", "base": "http://x/", "table": "json", "graph": None}
        query |= {"default": None, "named": None}
        await pool.start(told | {"kind": "nothing"}, 60)
        try:
            with pytest.raises(Refused) as refused:
                await pool.ask(query, GREEDY.encode(), 60)
            answer, _ = await pool.ask(query, QUICK.encode(), 60)
            return str(refused.value), answer["status"]
        finally:
            await pool.close()

    told, then = asyncio.run(greedy())
    assert "the worker died" in told and then == 200


def test_who_comes_when_too_many_wait_is_sent_away_at_once(graph):
    async def crowd() -> list[int]:
        pool = Pool("kg.serve.workers.reader", [str(graph), str(2 << 30)], 1, 2)
        told = {"snapshot": "", "generation": "1", "max_rows": 9, "max_bytes": 999, "default": None, "named": None}
        query = told | {"kind": "query", "base": "http://x/", "table": "json", "graph": None}
        await pool.start(told | {"kind": "nothing"}, 60)
        try:
            asked = [asyncio.ensure_future(pool.ask(query, ENDLESS.encode(), 2)) for _ in range(5)]
            found = await asyncio.gather(*asked, return_exceptions=True)
            assert all(isinstance(one, Refused) for one in found)
            assert "Retry-After" in found[-1].headers
            return sorted(one.status for one in found)
        finally:
            await pool.close()

    assert asyncio.run(crowd()) == [503, 503, 503, 503, STOPPED]


def test_what_keeps_a_server_from_starting_is_one_line(graph, tmp_path):
    def started(*options: str, **environment: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", *options]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=60, env=os.environ | environment, check=False
        )
        assert done.stdout == ""
        return done.returncode, done.stderr

    code, said = started("-g", str(tmp_path))
    assert (code, said.count("\n")) == (1, 1) and "no graph here" in said
    code, said = started("-g", str(graph), "--writable", KG_TOKEN="")
    assert (code, said.count("\n")) == (1, 1) and "needs a token" in said
    with serving(graph, "--workers", "1") as server:
        code, said = started("-g", str(graph), "--port", str(server.port))
        assert (code, said.count("\n")) == (1, 1) and "cannot be had" in said


def test_two_cannot_write_to_one_store(graph, tmp_path):
    import shutil

    copy = shutil.copytree(graph, tmp_path / "copy")
    with serving(copy, "--writable", "--workers", "1", environment={"KG_TOKEN": "t"}):
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", "-g", str(copy), "--writable"]
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=60, env=os.environ | {"KG_TOKEN": "t"}, check=False
        )
        assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "works here" in done.stderr
    assert not (copy / "snapshots").exists()


def test_without_the_extra_it_says_what_to_install(graph):
    for name in ("starlette", "uvicorn"):
        program = f"import sys; sys.modules['{name}'] = None; from kg.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", program, "serve", "-g", str(graph)],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 1 and done.stderr.count("\n") == 1
        assert "pip install 'kg[serve]'" in done.stderr
