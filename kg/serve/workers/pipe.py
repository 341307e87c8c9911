"""A worker's end of the pipe: requests in, answers out, until the server is gone."""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from kg.serve.log import report_fault
from kg.serve.workers import frames
from kg.serve.workers.confine import forbid_network

# HTTP status, what to tell of the answer ("error": why there is none), the answer.
Answer = tuple[int, dict[str, Any], bytes]


def serve_requests(answer: Callable[[dict[str, Any], bytes], Answer], memory: int) -> None:
    """Answer requests from stdin on stdout until stdin ends, which ends the process, whatever it does.

    The first message on stdout says that requests are taken from now on.
    memory: bytes of address space that the process may have.
    """
    _limit_memory(memory)
    forbid_network()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not get between the answers
    requests: queue.SimpleQueue[frames.Frame] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    answers.write(frames.pack({"ready": True}))
    answers.flush()
    while True:
        header, body = requests.get()
        try:
            status, told, data = answer(header, body)
        except MemoryError:
            os._exit(1)
        except Exception as error:
            report_fault(error)
            status, told, data = 500, {"error": f"the server failed: {type(error).__name__}"}, b""
        answers.write(frames.pack({"status": status, **told}, data))
        answers.write(data)
        answers.flush()


def _listen(pipe: IO[bytes], requests: queue.SimpleQueue[frames.Frame]) -> None:
    while (frame := frames.read(pipe)) is not None:
        requests.put(frame)
    os._exit(0)


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
