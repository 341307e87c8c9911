"""A running `kg serve`, for tests: started on a free port, its address read from what it prints, ended by SIGTERM."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_START, _STOP = 60, 20  # seconds that a loaded machine may take


@dataclass(frozen=True, slots=True)
class Serving:
    """A server under test: where it listens (http://127.0.0.1:PORT, no slash at the end) and its process."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])


@contextlib.contextmanager
def serving(graph: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Serving]:
    """`kg serve -g GRAPH --port 0 …` while the block runs; what it says on stderr goes to the test's stderr."""
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, **(environment or {})}
    )
    try:
        line = _first_line(process)
        assert line.startswith("http://"), f"kg serve printed {line!r}"
        yield Serving(line.rstrip("/"), process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()


def _first_line(process: subprocess.Popen[str]) -> str:
    import selectors

    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        if not selector.select(_START):
            raise TimeoutError(f"kg serve printed nothing for {_START} seconds")
    return process.stdout.readline().strip()
