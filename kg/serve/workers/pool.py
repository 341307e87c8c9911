"""Worker processes: each works on one request at a time, and one that does not come back in time is killed.

A pool holds a fixed number of them. A request waits for an idle one, no longer than its time; when too many wait
already it is refused at once. A worker that was killed or died is replaced before anyone asks again.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import kg
from kg.errors import ServeError
from kg.serve.refused import Refused
from kg.serve.workers import frames

STOPPED = 504  # the status of a request whose time was over, or that needed too much memory
_READ_AHEAD = 1 << 20  # bytes of an answer taken from the pipe at a time
_GRACE = 0.3  # seconds that a worker has to finish for a client that went away, before it is killed
_PATIENCE = 1.0  # seconds until the next try to start a worker
_GOODBYE = 2.0  # seconds that workers have to end when the server stops


class Pool:
    """A number of workers, all started with the same command."""

    def __init__(self, module: str, arguments: Sequence[str], size: int, queue: int):
        # -P: no module that happens to lie in the current directory; ours is found where this one was.
        self._command = (sys.executable, "-P", "-m", module, *arguments)
        there = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(Path(kg.__file__).parents[1]), *([there] if there else [])])
        self._environment = {**os.environ, "PYTHONPATH": path}
        self._size, self._queue = size, queue
        self._waiting = 0
        # The one that was busy last is asked first: what it needs still lies in the processor's caches.
        self._idle: asyncio.Queue[Process] = asyncio.LifoQueue()
        self._all: set[Process] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._closing = False

    async def start(self, header: dict[str, Any], timeout: float) -> frames.Frame:
        """Start the workers and ask each of them something; gives what one answers.

        Raises Refused when one does not answer in `timeout` seconds, ServeError when one cannot be started.
        """
        try:
            await asyncio.gather(*(self._hire() for _ in range(self._size)))
        except (OSError, asyncio.IncompleteReadError):
            raise ServeError("the server's workers do not start; is there too little memory for them?") from None
        return (await asyncio.gather(*(self.ask(header, b"", timeout) for _ in range(self._size))))[0]

    async def ask(self, header: dict[str, Any], body: bytes, timeout: float) -> frames.Frame:
        """What a worker answers, within `timeout` seconds from now.

        Raises Refused when all are busy for too long, when the time is over, or when the worker died of the request.
        """
        end = asyncio.get_running_loop().time() + timeout
        worker = await self._take(end)
        asking = asyncio.ensure_future(_talk(worker, header, body))
        asking.add_done_callback(look_at)
        try:
            async with asyncio.timeout_at(end):
                answer = await asyncio.shield(asking)
        except TimeoutError:
            self._dismiss(worker, asking)
            raise Refused(STOPPED, f"stopped: no answer within {timeout:g} seconds") from None
        except (OSError, asyncio.IncompleteReadError):
            self._dismiss(worker, asking)
            why = "stopped: the worker died; the request may need too much memory or be nested too deeply"
            raise Refused(STOPPED, why) from None
        except asyncio.CancelledError:
            self._later(self._finish(worker, asking))
            raise
        self._idle.put_nowait(worker)
        return answer

    async def close(self) -> None:
        """End all workers; none is left afterwards."""
        self._closing = True
        for chore in self._chores:
            chore.cancel()
        for worker in self._all:
            worker.stdin.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE):
                await asyncio.gather(*(worker.wait() for worker in self._all))
        for worker in self._all:
            _kill(worker)
        await asyncio.gather(*(worker.wait() for worker in self._all))

    async def _take(self, end: float) -> Process:
        if self._waiting >= self._queue:
            raise Refused(503, "too many requests at once; try again", {"Retry-After": "1"})
        self._waiting += 1
        try:
            async with asyncio.timeout_at(end):
                while (worker := await self._idle.get()).returncode is not None:
                    # The system may have killed one that did nothing.
                    self._later(self._replace(worker))
                return worker
        except TimeoutError:
            raise Refused(503, "all workers are busy; try again later", {"Retry-After": "2"}) from None
        finally:
            self._waiting -= 1

    async def _hire(self) -> None:
        # A group of their own: Ctrl+C at the terminal is for the server, which then ends them.
        worker = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=PIPE,
            stdout=PIPE,
            limit=_READ_AHEAD,
            env=self._environment,
            start_new_session=True,
        )
        self._all.add(worker)
        try:
            await frames.receive(worker.stdout)  # it says that it is ready: until then nobody's time runs on it
        except (OSError, asyncio.IncompleteReadError):
            _kill(worker)
            await worker.wait()
            self._all.discard(worker)
            raise
        self._idle.put_nowait(worker)

    def _dismiss(self, worker: Process, asking: asyncio.Future[frames.Frame]) -> None:
        asking.cancel()
        _kill(worker)
        self._later(self._replace(worker))

    async def _replace(self, worker: Process) -> None:
        await worker.wait()
        self._all.discard(worker)
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                return await self._hire()
            # No more processes or memory just now: one worker fewer is no reason to stop.
            await asyncio.sleep(_PATIENCE)

    async def _finish(self, worker: Process, asking: asyncio.Future[frames.Frame]) -> None:
        """A worker whose client went away: back to the others when it is done soon, else another in its place."""
        try:
            async with asyncio.timeout(_GRACE):
                await asking
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            self._dismiss(worker, asking)
        else:
            self._idle.put_nowait(worker)

    def _later(self, chore: Any) -> None:
        if self._closing:
            chore.close()
            return
        task = asyncio.ensure_future(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


def look_at(task: asyncio.Future[Any]) -> None:
    """Nobody may be left to look at what became of it, and then asyncio would complain at the end."""
    if not task.cancelled():
        task.exception()


async def _talk(worker: Process, header: dict[str, Any], body: bytes) -> frames.Frame:
    worker.stdin.write(frames.pack(header, body))
    if body:
        worker.stdin.write(body)
    await worker.stdin.drain()
    return await frames.receive(worker.stdout)


def _kill(worker: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        worker.kill()
