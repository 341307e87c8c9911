"""How `kg serve` stands up to use: a runaway query beside others, many clients, and its speed beside oxigraph serve.

    python benchmarks/serve.py [-g DIR] [--requests 2000] [--clients 16] [--rounds 100]

Without -g the graph of the sample articles is built first. The comparison sends the named queries, with what they
need filled in, to both servers in turns over copies of one store, so that the ratio holds on any machine; `oxigraph`
must be on the PATH for it (pip install oxigraph).
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kg.graph.query import bound_query, named_queries
from kg.graph.store import layout, open_read

ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"
PLAIN = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 10"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(8)) + " }"
# What the named queries need that have no default, in the graph of the sample articles.
NEEDED = {"eins": "China", "zwei": "USA", "entitaet": "China"}
JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Server:
    """A server on 127.0.0.1 and its process."""

    port: int
    process: subprocess.Popen[str]


class Client:
    """One connection that is kept."""

    def __init__(self, port: int, path: str = "/sparql"):
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._path = path

    def query(self, text: str) -> tuple[int, bytes]:
        """Status and body of a query by POST."""
        told = {"Content-Type": "application/sparql-query", "Accept": JSON}
        return self._ask("POST", self._path, text.encode(), told)

    def get(self, target: str) -> tuple[int, bytes]:
        return self._ask("GET", target, None, {"Accept": JSON})

    def close(self) -> None:
        self._line.close()

    def _ask(self, method: str, target: str, body: bytes | None, told: dict[str, str]) -> tuple[int, bytes]:
        self._line.request(method, target, body, told)
        answer = self._line.getresponse()
        return answer.status, answer.read()


@contextlib.contextmanager
def kg_serve(graph: Path, *options: str) -> Iterator[Server]:
    """`kg serve` on a free port; its access log is thrown away."""
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", "0", *options]
    with _running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        address = process.stdout.readline().strip().rstrip("/")
        yield Server(int(address.rpartition(":")[2]), process)


@contextlib.contextmanager
def oxigraph_serve(program: str, store: Path) -> Iterator[Server]:
    """`oxigraph serve` over a store on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with _running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait_for(port)
        yield Server(port, process)


@contextlib.contextmanager
def _running(command: Sequence[str], **options: object) -> Iterator[subprocess.Popen]:
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


@dataclass(frozen=True, slots=True)
class Beside:
    """A runaway query, and what others got while it ran. Times in seconds."""

    status: int
    took: float
    answered: int
    failed: int
    slowest: float


def runaway(port: int, others: int = 10) -> Beside:
    """Send a query without end, and plain ones from `others` clients until it has ended."""
    ended = threading.Event()

    def plain(_: int) -> list[tuple[bool, float]]:
        client, seen = Client(port), []
        while not ended.is_set() or not seen:
            start = time.perf_counter()
            status, _body = client.query(PLAIN)
            seen.append((status == 200, time.perf_counter() - start))
        client.close()
        return seen

    with ThreadPoolExecutor(others) as crowd:
        asked = [crowd.submit(plain, number) for number in range(others)]
        start = time.perf_counter()
        client = Client(port)
        status, _ = client.query(RUNAWAY)
        took = time.perf_counter() - start
        client.close()
        ended.set()
        seen = [one for each in asked for one in each.result()]
    failed = sum(not good for good, _ in seen)
    return Beside(status, took, len(seen) - failed, failed, max(spent for _, spent in seen))


@dataclass(frozen=True, slots=True)
class Load:
    """What many clients got. Seconds, and bytes of memory of all the server's processes before and after."""

    requests: int
    errors: int
    seconds: float
    before: int
    after: int

    @property
    def growth(self) -> float:
        return self.after / self.before - 1


def load(server: Server, tasks: Sequence[Callable[[Client], tuple[int, bytes]]], requests: int, clients: int) -> Load:
    """Many clients at once, after as many requests as are needed for the server to be warm."""
    _crowd(server.port, tasks, max(requests // 2, 20 * clients), clients)
    before = memory(server.process.pid)
    start = time.perf_counter()
    errors = _crowd(server.port, tasks, requests, clients)
    seconds = time.perf_counter() - start
    return Load(requests, errors, seconds, before, memory(server.process.pid))


def _crowd(port: int, tasks: Sequence[Callable[[Client], tuple[int, bytes]]], requests: int, clients: int) -> int:
    """How many of the requests were not answered with 200."""

    def one(number: int) -> int:
        client, errors = Client(port), 0
        for turn in range(number, requests, clients):
            try:
                errors += tasks[turn % len(tasks)](client)[0] != 200
            except (OSError, http.client.HTTPException):
                errors += 1
                client.close()
        client.close()
        return errors

    with ThreadPoolExecutor(clients) as crowd:
        return sum(crowd.map(one, range(clients)))


def memory(pid: int) -> int:
    """Bytes of memory that a process and its children have, what they share counted once (Linux)."""
    own = Path(f"/proc/{pid}")
    sizes = dict(line.split(":") for line in (own / "smaps_rollup").read_text().splitlines()[1:])
    children = {int(child) for task in (own / "task").iterdir() for child in (task / "children").read_text().split()}
    return int(sizes["Pss"].split()[0]) * 1024 + sum(map(memory, children))


def requests_of(queries: Sequence[str]) -> list[Callable[[Client], tuple[int, bytes]]]:
    """What a reader of the graph asks: the named queries, queries in the address, and the explorer's questions."""
    targets = (f"/sparql?query={quote(PLAIN)}", "/api/overview?limit=60", "/api/search?q=Selt&limit=10")
    return [
        *(lambda client, text=text: client.query(text) for text in queries),
        *(lambda client, target=target: client.get(target) for target in targets),
    ]


def filled_queries(graph: Path) -> dict[str, str]:
    """The named queries by name, parameters filled in and prefixes declared, as any server takes them."""
    store = open_read(graph)
    needed = {
        name: {parameter.name: NEEDED[parameter.name] for parameter in query.parameters if parameter.required}
        for name, query in named_queries().items()
    }
    return {name: bound_query(store, name, params) for name, params in needed.items()}


@dataclass(frozen=True, slots=True)
class Compared:
    """Milliseconds of one query by both servers, one of each a round."""

    name: str
    ours: Sequence[float]
    theirs: Sequence[float]


def compare(ours: Server, theirs: Server, queries: dict[str, str], rounds: int) -> list[Compared]:
    """Both servers in turns. Raises ValueError when they give different numbers of bytes or an error."""
    clients = (Client(ours.port), Client(theirs.port, "/query"))
    spent: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in queries}
    for turn in range(rounds + max(rounds // 10, 5)):
        for name, text in queries.items():
            which = [0, 1]
            random.shuffle(which)
            for one in which:
                start = time.perf_counter()
                status, _ = clients[one].query(text)
                took = 1000 * (time.perf_counter() - start)
                if status != 200:
                    raise ValueError(f"{name}: status {status} from {('kg serve', 'oxigraph serve')[one]}")
                if turn >= max(rounds // 10, 5):
                    spent[name][one].append(took)
    for client in clients:
        client.close()
    return [Compared(name, *times) for name, times in spent.items()]


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[94]


def show_comparison(rows: Sequence[Compared]) -> None:
    every = Compared("all", [t for row in rows for t in row.ours], [t for row in rows for t in row.theirs])
    print(f"\n{'named query':24}{'kg serve':>20}{'oxigraph serve':>20}{'ratio':>8}")
    print(f"{'':24}{'median    p95 ms':>20}{'median    p95 ms':>20}{'p95':>8}")
    for row in (*rows, every):
        cells = "".join(f"{statistics.median(times):12.2f}{p95(times):8.2f}" for times in (row.ours, row.theirs))
        print(f"{row.name:24}{cells}{p95(row.ours) / p95(row.theirs):8.2f}")


@contextlib.contextmanager
def _graph(given: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        if given is None:
            from kg.build import build

            build([ARTICLES], graph)
        else:
            shutil.copytree(given, graph)
        yield graph


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-g", "--graph", type=Path, help="a graph directory; it is copied")
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=100, help="how often each query goes to each server")
    parser.add_argument("--timeout", type=float, default=3.0, help="seconds that a query may take")
    given = parser.parse_args()
    with _graph(given.graph) as graph:
        queries = filled_queries(graph)
        with kg_serve(graph, f"--timeout={given.timeout}") as server:
            beside = runaway(server.port)
        print(f"runaway query  status {beside.status} after {beside.took:.2f} s (limit {given.timeout:g} s); meanwhile")
        print(
            f"               {beside.answered} others answered, {beside.failed} failed, slowest {beside.slowest:.2f} s"
        )
        with kg_serve(graph) as server:
            done = load(server, requests_of(list(queries.values())), given.requests, given.clients)
        print(f"load           {done.requests} requests by {given.clients} clients in {done.seconds:.1f} s; ", end="")
        print(f"errors {done.errors}; memory {done.before >> 20} → {done.after >> 20} MB ({done.growth:+.1%})")
        if program := shutil.which("oxigraph"):
            copy = shutil.copytree(layout(graph).store, graph.parent / "copy")
            with kg_serve(graph) as ours, oxigraph_serve(program, copy) as theirs:
                show_comparison(compare(ours, theirs, queries, given.rounds))
        else:
            print("oxigraph is not on the PATH: no comparison; pip install oxigraph")


if __name__ == "__main__":
    main()
