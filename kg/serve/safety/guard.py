"""What stands before the application: a request reaches it only when it is well formed, meant for this server, sent by
a page that may, and complete.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from kg.serve.log import report_fault
from kg.serve.refused import Refused
from kg.serve.safety.bearer import authorised
from kg.serve.safety.bodies import Gone, Message, Receive, replayed, whole_body
from kg.serve.safety.headers import Scope, prepare, secured
from kg.serve.safety.hosts import check_host
from kg.serve.safety.origins import READS, check_origin, cors_headers, preflight
from kg.serve.safety.wellformed import check_request, header, parameters
from kg.serve.settings import Settings

Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

WRITES = ("/update", "/store", "/sparql")
_FORM = "application/x-www-form-urlencoded"


def guarded(app: App, settings: Settings) -> App:
    """The application behind all checks; it gets `scope["nonce"]`, and bodies whole and within their limit."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["type"] == "http":
            prepare(scope)
            answer = _Answer(scope, send, settings)
            await _admit(app, settings, scope, receive, answer)

    return guard


class _Answer:
    """A response on its way out: with the headers that all have, and the knowledge whether it has begun."""

    def __init__(self, scope: Scope, send: Send, settings: Settings):
        self._scope, self._send, self._settings = scope, send, settings
        self.begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            told = [*message.get("headers", ()), *cors_headers(self._scope["headers"], self._settings)]
            message = {**message, "headers": secured(told, self._scope)}
            self.begun = True
        await self._send(message)

    async def tell(self, status: int, line: str, headers: list[tuple[bytes, bytes]]) -> None:
        """One line of text as the whole response."""
        body = f"{line}\n".encode()
        about = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
        ]
        await self.send({"type": "http.response.start", "status": status, "headers": [*about, *headers]})
        await self.send({"type": "http.response.body", "body": body})


async def _admit(app: App, settings: Settings, scope: Scope, receive: Receive, answer: _Answer) -> None:
    try:
        asked = _check(scope, settings)
        if asked is not None:
            await answer.send({"type": "http.response.start", "status": 204, "headers": asked})
            await answer.send({"type": "http.response.body", "body": b""})
            return
        body = await _body(scope, receive, settings)
        await app(scope, replayed(body, receive), answer.send)
    except Gone:
        return
    except Refused as refused:
        if answer.begun:
            raise
        await answer.tell(refused.status, str(refused), [*_told(refused), *_closing(refused, scope)])
    except Exception as error:
        report_fault(error)
        if answer.begun:
            raise
        await answer.tell(500, "the server made a mistake; its log says more", [])


def _told(refused: Refused) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in refused.headers.items()]


def _closing(refused: Refused, scope: Scope) -> list[tuple[bytes, bytes]]:
    # Where a malformed request ends is a matter of opinion, and so is whether a body follows that was asked for first.
    if refused.status in (400, 408) or header(scope["headers"], b"expect") is not None:
        return [(b"connection", b"close")]
    return []


def _check(scope: Scope, settings: Settings) -> list[tuple[bytes, bytes]] | None:
    """Headers to answer a preflight with, or None for a request that may go on."""
    method, headers = scope["method"], scope["headers"]
    check_request(method, scope["raw_path"], scope["query_string"], headers)
    port = (scope.get("server") or (None, None))[1] or settings.port
    check_host(header(headers, b"host"), port, settings)
    asked = preflight(method, scope["path"], headers, settings)
    if asked is None:
        check_origin(method, scope["path"], headers, settings)
    return asked


async def _body(scope: Scope, receive: Receive, settings: Settings) -> bytes:
    method, headers = scope["method"], scope["headers"]
    length, coding = header(headers, b"content-length"), header(headers, b"transfer-encoding")
    if method in READS or (length is None and coding is None):
        return b""
    # Who has not shown the token gets no more room than a query takes.
    writes = (scope["path"] in WRITES or scope["path"].startswith("/store/")) and authorised(headers, settings.token)
    limit = settings.max_write if writes else settings.max_query
    body = await whole_body(receive, int(length) if length is not None else None, limit, settings.timeout)
    if (header(headers, b"content-type") or "").partition(";")[0].strip().lower() == _FORM:
        parameters(body)
    return body
