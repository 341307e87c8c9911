"""A client that sends what no decent client would: bytes as they are, as slowly as wanted, and a socket that tells
whether the server was made to call somebody.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

TOKEN = "a-token-for-tests"
LISTED = "https://friend.example"
CLOSED = 0  # in place of a status: the server ended the connection without a word
_PATIENCE = 20  # seconds that a loaded machine may take over an answer


@dataclass(frozen=True, slots=True)
class Attack:
    """A request to a server, and the statuses that refuse it.

    Of the request's bytes PORT becomes the server's port and TRAP the one of a socket that nobody may call.
    """

    name: str
    request: bytes
    refused: tuple[int, ...]
    server: str = "reading"  # "reading", "writable" or "listed", the last of which lists an origin


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def request(
    method: str,
    target: str,
    *headers: str,
    body: bytes | str = b"",
    host: str = "127.0.0.1:PORT",
    declared: bool = True,
) -> bytes:
    """The bytes of a request. declared: whether its body's length is."""
    body = body.encode() if isinstance(body, str) else body
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", *headers]
    if declared and body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body


def form(target: str, *headers: str, **fields: str) -> bytes:
    """A form as a page posts it."""
    body = "&".join(f"{name}={quote(value)}" for name, value in fields.items())
    return request("POST", target, "Content-Type: application/x-www-form-urlencoded", *headers, body=body)


def asked(query: str, *headers: str, also: str = "") -> bytes:
    """A query by GET. also: more of the address."""
    return request("GET", f"/sparql?query={quote(query, safe='')}{also}", *headers)


def update(text: str, *headers: str) -> bytes:
    """An update by POST."""
    return request("POST", "/update", "Content-Type: application/sparql-update", *headers, body=text)


def chunked(*parts: bytes) -> bytes:
    """A body in chunks."""
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (*parts, b""))


def send(port: int, *parts: bytes, pause: float = 0.0) -> Reply:
    """Send the parts one after the other, `pause` seconds between them, and read the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE) as line:
        # A server that refuses early may end the connection while it is still being sent to.
        with contextlib.suppress(ConnectionError):
            for number, part in enumerate(parts):
                if number:
                    time.sleep(pause)
                line.sendall(part)
        return read_reply(line)


def read_reply(line: socket.socket) -> Reply:
    """The answer on a connection."""
    response = http.client.HTTPResponse(line)
    try:
        response.begin()
        return Reply(response.status, dict(response.getheaders()), response.read())
    except (ConnectionError, http.client.BadStatusLine):
        return Reply(CLOSED)
    finally:
        response.close()


class Trap:
    """A socket on 127.0.0.1 that nobody may call; `calls` counts who did."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.close()


@contextlib.contextmanager
def trap() -> Iterator[Trap]:
    """A trap while the block runs."""
    made = Trap()
    try:
        yield made
    finally:
        made.close()
