"""Where requests are handed to the workers and answers come back."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request

from kg.graph.store import layout
from kg.serve.frames import Frame
from kg.serve.refused import Refused
from kg.serve.settings import Settings
from kg.serve.workers import Pool


class Desk:
    """The workers of a server, and what they are told with each request."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._store = layout(settings.directory).store
        arguments = [str(settings.directory), str(settings.memory)]
        self._readers = Pool("kg.serve.worker", arguments, settings.workers, settings.queue)

    async def open(self) -> None:
        await self._readers.start()

    async def close(self) -> None:
        await self._readers.close()

    @property
    def generation(self) -> str:
        """What changes when the store does: the names, sizes and times of its files."""
        try:
            files = sorted((f.name, s.st_size, s.st_mtime_ns) for f in self._store.iterdir() if (s := f.stat()))
        except OSError:
            return ""
        return str(hash(tuple(files)))

    async def read(self, request: Request, header: dict[str, Any], body: bytes = b"") -> Frame:
        """What a worker answers to a request that reads. Raises Refused."""
        told = {
            **header,
            "snapshot": "",
            "generation": self.generation,
            "max_rows": self.settings.max_rows,
            "max_bytes": self.settings.max_bytes,
        }
        asking = asyncio.ensure_future(self._readers.ask(told, body, self.settings.timeout))
        leaving = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                raise Refused(499, "the client went away")
            answer, data = asking.result()
        finally:
            asking.cancel()
            leaving.cancel()
        if "error" in answer:
            raise Refused(answer["status"], answer["error"])
        return answer, data


async def _gone(request: Request) -> None:
    """Returns when the client has gone away."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
