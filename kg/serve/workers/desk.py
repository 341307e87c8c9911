"""Where requests are handed to the workers and answers come back."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from starlette.requests import Request

from kg.errors import ServeError
from kg.graph.store import layout
from kg.serve.refused import Refused
from kg.serve.settings import Settings
from kg.serve.workers.frames import Frame
from kg.serve.workers.pool import STOPPED, Pool, look_at

_CLIENT_LEFT = 499  # nobody reads it; the access log does
_START = 60.0  # seconds that workers have to start: the machine may be busy
_LOOK = 0.1  # seconds for which the store's files are not looked at again
# Workers for the explorer alone: no number of slow queries keeps people from looking around.
_EXPLORERS = 2
_EXPLORING = ("explore", "page")


class Desk:
    """The workers of a server, and what they are told with each request.

    A server that only reads has workers that read the store as it lies there. One that writes has a process of its
    own for that; it holds the store and, after each change, leaves a snapshot of it for the workers to read.
    """

    def __init__(self, settings: Settings):
        self.settings = settings
        self._files = layout(settings.directory).store
        arguments = [str(settings.directory), str(settings.memory)]
        self._readers = Pool("kg.serve.workers.reader", arguments, settings.workers, settings.queue)
        self._explorers = Pool("kg.serve.workers.reader", arguments, _EXPLORERS, settings.queue)
        self._writer = Pool("kg.serve.workers.writer", arguments, 1, settings.queue) if settings.writable else None
        self._snapshot = ""
        self._reading: Counter[str] = Counter()
        self._seen: tuple[float, str] = (-1.0, "")
        self._changes: set[asyncio.Task[dict[str, Any]]] = set()

    async def open(self) -> None:
        """Start the workers. Raises ServeError where the store cannot be read, or written to as asked for."""
        patience = max(self.settings.timeout, _START)
        try:
            if self._writer is not None:
                told, _ = await self._writer.start({"kind": "nothing"}, patience)
                self._snapshot = _checked(told)["snapshot"]
            for pool in (self._readers, self._explorers):
                told, _ = await pool.start(self._told({"kind": "nothing"}), patience)
                _checked(told)
        except Refused as error:
            raise ServeError(str(error)) from None
        if self._writer is None:
            return
        # The store is ours, so what other snapshots there are were left by a server that was killed.
        for left in Path(self._snapshot).parent.iterdir():
            if str(left) != self._snapshot:
                shutil.rmtree(left, ignore_errors=True)

    async def close(self) -> None:
        """End the workers, and take away what was made for them."""
        if self._writer is not None:
            await self._writer.close()
        await self._readers.close()
        await self._explorers.close()
        if self._snapshot:
            shutil.rmtree(Path(self._snapshot).parent, ignore_errors=True)

    @property
    def generation(self) -> str:
        """What changes when the store does: the names, sizes and times of its files."""
        if self._snapshot:
            return self._snapshot
        now = asyncio.get_running_loop().time()
        if now - self._seen[0] > _LOOK:
            self._seen = (now, _state(self._files))
        return self._seen[1]

    async def read(self, request: Request, header: dict[str, Any], body: bytes = b"") -> Frame:
        """What a worker answers to a request that reads. Raises Refused."""
        snapshot, told = self._snapshot, self._told(header)
        self._reading[snapshot] += 1
        try:
            return await self._answer(request, told, body)
        finally:
            self._reading[snapshot] -= 1
            self._sweep(snapshot)

    async def write(self, header: dict[str, Any], body: bytes) -> dict[str, Any]:
        """What the writer answers to a request that changes the store; readers see the change from now on.

        A client that goes away does not stop it. Raises Refused.
        """
        if self._writer is None:
            raise Refused(403, "this server only reads")
        return await asyncio.shield(self._keep(self._change(header, body)))

    async def _change(self, header: dict[str, Any], body: bytes) -> dict[str, Any]:
        try:
            answer, _ = await self._writer.ask(header, body, self.settings.timeout)
        except Refused as error:
            # The writer may have been stopped between the change and the snapshot.
            if error.status == STOPPED and header["kind"] != "nothing":
                self._keep(self._change({"kind": "nothing"}, b""))
            raise
        _checked(answer)
        before, self._snapshot = self._snapshot, answer["snapshot"]
        self._sweep(before)
        return answer

    def _keep(self, change: Coroutine[Any, Any, dict[str, Any]]) -> asyncio.Task[dict[str, Any]]:
        # The loop itself holds tasks but weakly.
        task = asyncio.ensure_future(change)
        self._changes.add(task)
        task.add_done_callback(self._changes.discard)
        task.add_done_callback(look_at)
        return task

    async def _answer(self, request: Request, header: dict[str, Any], body: bytes) -> Frame:
        pool = self._explorers if header["kind"] in _EXPLORING else self._readers
        asking = asyncio.ensure_future(pool.ask(header, body, self.settings.timeout))
        leaving = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise Refused(_CLIENT_LEFT, "the client went away")
            answer, data = asking.result()
        finally:
            asking.cancel()
            leaving.cancel()
        return _checked(answer), data

    def _told(self, header: dict[str, Any]) -> dict[str, Any]:
        """A request with what a reader must know of the store and of the limits."""
        return {
            **header,
            "snapshot": self._snapshot,
            "generation": self.generation,
            "max_rows": self.settings.max_rows,
            "max_bytes": self.settings.max_bytes,
        }

    def _sweep(self, snapshot: str) -> None:
        """Take away a snapshot that nobody reads any more."""
        if snapshot and snapshot != self._snapshot and not self._reading[snapshot]:
            del self._reading[snapshot]
            shutil.rmtree(snapshot, ignore_errors=True)


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise Refused(answer["status"], answer["error"])
    return answer


def _state(files: Path) -> str:
    try:
        # Oxigraph writes its LOG when a store is opened, too.
        held = [(f.name, s.st_size, s.st_mtime_ns) for f in files.iterdir() if f.name[:3] != "LOG" and (s := f.stat())]
    except OSError:
        return ""
    return hashlib.blake2b(repr(sorted(held)).encode(), digest_size=16).hexdigest()


async def _gone(request: Request) -> None:
    """Returns when the client has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
