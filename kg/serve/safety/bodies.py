"""A request's body, whole before anyone looks at it: neither larger nor slower than it may be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from kg.serve.refused import Refused

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

_RATE = 64 * 1024  # bytes a second that a body may take after its first seconds


class Gone(Exception):
    """The client left before its request was complete; nobody is there to be answered."""


async def whole_body(receive: Receive, declared: int | None, limit: int, seconds: float) -> bytes:
    """The body of a request, read to its end.

    declared: its Content-Length, where one was sent. limit: bytes. seconds: how long it may take to come, beside a
    second for each 64 kB of it. Raises Refused for one that is larger or slower, Gone when the client left.
    """
    if declared is not None and declared > limit:
        raise _too_large(limit)
    parts: list[bytes] = []
    size, start = 0, asyncio.get_running_loop().time()
    while True:
        try:
            async with asyncio.timeout_at(start + seconds + size / _RATE):
                message = await receive()
        except TimeoutError:
            raise Refused(408, "the body took too long to come") from None
        if message["type"] != "http.request":
            raise Gone
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise _too_large(limit)
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body in one message, and then what comes from the client."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _too_large(limit: int) -> Refused:
    return Refused(413, f"the body is larger than {limit} bytes")
