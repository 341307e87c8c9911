"""A worker of the server can call nobody, even by the library's own doing."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import socket, threading
from pyoxigraph import Store
from kg.serve.workers.confine import forbid_network

there = socket.create_server(("127.0.0.1", 0))
print(forbid_network())
told = []
def attempt(what):
    try:
        what()
        told.append("went through")
    except OSError as error:
        told.append("Permission denied" in str(error))
address = f"http://127.0.0.1:{there.getsockname()[1]}/"
for what in (
    socket.socket,
    lambda: list(Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")),
    lambda: Store().update(f"LOAD <{address}>"),
):
    attempt(what)
    thread = threading.Thread(target=attempt, args=(what,))
    thread.start()
    thread.join()
there.setblocking(False)
try:
    there.accept()
    told.append("called")
except BlockingIOError:
    told.append("not called")
print(*told)
"""


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="Linux only")
def test_a_confined_process_calls_nobody():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", check=True)
    possible, told = done.stdout.splitlines()
    if possible == "False":
        pytest.skip("this system forbids a process to confine itself")
    assert told == "True True True True True True not called"
