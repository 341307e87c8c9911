"""How long a connection may keep the server waiting, and how many there may be.

uvicorn waits for ever for a request that has begun, and for a client that does not take its answer. Here a look at
each connection every second ends those; and when there are too many, the one that has waited longest makes room.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve import log
from kg.serve.safety.wellformed import MAX_HEADERS, MAX_TARGET
from kg.serve.settings import Settings

MAX_CONNECTIONS = 256
_HEADER_SECONDS = 10.0  # from the connection, or a request's first byte, to the end of its headers
_IDLE_SECONDS = 15  # between two requests on one connection
_STALLED_SECONDS = 30.0  # without a byte of the answer taken
_LOOK = 1.0  # seconds between two looks at a connection
_LATE = "the request took too long to come"
_BROKEN = "this is no HTTP request that can be understood"
_FULL = "too many connections at once; try again"


def uvicorn_options(settings: Settings) -> dict[str, Any]:
    """What uvicorn.Config must be told so that nothing goes past the guard: keyword arguments."""
    seconds = min(_HEADER_SECONDS, settings.timeout)
    return {
        "http": type("Connection", (Connection,), {"header_seconds": seconds}),
        "ws": "none",
        "h11_max_incomplete_event_size": MAX_TARGET + MAX_HEADERS,
        "timeout_keep_alive": _IDLE_SECONDS,
        "proxy_headers": False,
        "server_header": False,
        "access_log": False,
        "log_config": None,
        "log_level": "critical",
    }


class Connection(H11Protocol):
    """A client's connection that ends when it keeps the server waiting."""

    header_seconds = _HEADER_SECONDS
    stalled_seconds = _STALLED_SECONDS
    most = MAX_CONNECTIONS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self._taken = self.loop.time()
        self._unsent = 0
        self._look_again: asyncio.TimerHandle | None = self.loop.call_later(_LOOK, self._look)
        if len(self.connections) > self.most:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._look_again.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._rests:
            self._since = self.loop.time()
        super().data_received(data)

    def on_response_complete(self) -> None:
        self._since = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        self.turn_away(400, "Bad Request", _BROKEN)

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing: the guard answers."""

    @property
    def waits(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def _rests(self) -> bool:
        """Whether the client was answered and has not begun another request; uvicorn ends it when it rests too long."""
        return self.cycle is not None and self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]

    def turn_away(self, status: int, reason: str, line: str) -> None:
        """Tell the client why, if it can still be told, and end the connection."""
        if self.transport.is_closing():
            return
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            log.write(self.client[0] if self.client else "-", "-", "-", str(status), "0", "0.0")
            self.transport.write(_plain(status, reason, line))
        self.transport.close()

    def _look(self) -> None:
        now = self.loop.time()
        self._look_again = self.loop.call_later(_LOOK, self._look)
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or unsent < self._unsent:
            self._taken = now
        self._unsent = unsent
        if now - self._taken > self.stalled_seconds:
            self.transport.abort()
        elif self.waits and not self._rests and now - self._since > self.header_seconds:
            if self.conn.trailing_data[0] and self.conn.our_state is h11.IDLE:
                self.turn_away(408, "Request Timeout", _LATE)
            else:
                self.transport.close()

    def _make_room(self) -> None:
        waiting = [other for other in self.connections if isinstance(other, Connection) and other.waits]
        oldest = min(waiting, key=lambda other: other._since)
        if oldest is self:
            self.turn_away(503, "Service Unavailable", _FULL)
        else:
            oldest.transport.abort()


def _plain(status: int, reason: str, line: str) -> bytes:
    body = f"{line}\n"
    head = (
        f"HTTP/1.1 {status} {reason}",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
    )
    return "\r\n".join((*head, "", body)).encode("ascii")
