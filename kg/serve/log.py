"""The access log: one line for each request on stderr.

    2025-08-04T09:30:00Z 127.0.0.1 GET /sparql?query=SELECT… 200 1532 12.4

That is: time, client, method, address (cut), status, bytes of the answer and milliseconds. What a client sends can
neither end a line nor steer a terminal, and the token for writing is never among it.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import unquote_plus

from kg.serve.safety.bodies import Message, Receive
from kg.serve.safety.headers import Scope

Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_CUT = 200  # characters of an address
_FAULT_CUT = 600  # characters of what is told of a fault
_FRAMES = 4  # innermost calls told of a fault
_SECRET = ("token", "authorization", "bearer")
_NO_STATUS = "-"  # the client left before it was answered


def logged(app: App, token: str | None = None) -> App:
    """The application with its access log. token: what must never be written."""

    async def log(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        start, status, size = time.perf_counter(), _NO_STATUS, 0

        async def count(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = str(message["status"])
            elif scope["method"] != "HEAD":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await app(scope, receive, count)
        finally:
            spent = 1000 * (time.perf_counter() - start)
            write(client_of(scope), one_word(scope["method"]), address(scope, token), status, str(size), f"{spent:.1f}")

    return log


def write(*words: str) -> None:
    """One line of the log, with the time before it; lost when nobody reads stderr any more."""
    line = " ".join((f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", *words))
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def report_fault(error: BaseException) -> None:
    """A mistake of the server itself, as one line: what was raised and where."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    where = " ← ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    write("fault", cut(one_line(f"{type(error).__name__}: {error}"), _FAULT_CUT), f"({where})")


def client_of(scope: Scope) -> str:
    """The client's address, or - where it is not known."""
    client = scope.get("client")
    return str(client[0]) if client else "-"


def address(scope: Scope, token: str | None) -> str:
    """Path and query string, cut; the query string is left out when there may be a secret in it."""
    path = one_word(scope["raw_path"].decode("latin-1"))
    query = scope["query_string"].decode("latin-1")
    if not query:
        return cut(path, _CUT)
    names = (part.partition("=")[0].lower() for part in query.split("&"))
    plain = unquote_plus(query)
    if (token and token in plain) or any(secret in name for name in names for secret in _SECRET):
        return f"{cut(path, _CUT)}?[left out]"
    return cut(f"{path}?{one_word(query)}", _CUT)


def one_line(text: str) -> str:
    """The text with everything escaped that is not a visible character or a space."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def one_word(text: str) -> str:
    """The same, with spaces escaped too, so that the words of a line can be counted; ASCII only."""
    return one_line(text).replace(" ", "%20").encode("ascii", "backslashreplace").decode("ascii") or "-"


def cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
