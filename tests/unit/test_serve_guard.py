"""What stands before the server's application, with an application that only says what reached it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.errors import ServeError
from kg.serve import log
from kg.serve.log import logged
from kg.serve.refused import Refused
from kg.serve.safety.bearer import authorised
from kg.serve.safety.bodies import whole_body
from kg.serve.safety.guard import guarded
from kg.serve.safety.headers import widen
from kg.serve.safety.origins import listed_origin
from kg.serve.safety.wellformed import parameters
from kg.serve.settings import Settings

TOKEN = "opensesame"
LISTED = "https://friend.example"
SETTINGS = Settings(Path("graph"), port=8765, max_query=100, max_write=1000, timeout=0.2, cors=(LISTED,), token=TOKEN)
HOST = {"host": "localhost:8765"}


@dataclass
class Told:
    """What a client gets, and the body that the application saw."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    seen: bytes | None = None

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)


def ask(
    method: str = "GET",
    target: str = "/sparql",
    headers: dict[str, str] | list[tuple[str, str]] | None = None,
    parts: tuple[bytes, ...] = (),
    settings: Settings = SETTINGS,
    app=None,
    stall: bool = False,
) -> Told:
    """One request through the guard. parts: its body as it comes; stall: the last part never comes."""
    path, _, query = target.partition("?")
    pairs = list((HOST | headers).items() if isinstance(headers, dict) else headers or HOST.items())
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode("latin-1"),
        "query_string": query.encode("latin-1"), "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8765),
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs],
    }  # fmt: skip
    told, left = Told(), list(parts)

    async def receive():
        if stall and not left:
            await asyncio.sleep(60)
        body = left.pop(0) if left else b""
        return {"type": "http.request", "body": body, "more_body": bool(left) or stall}

    async def send(message):
        if message["type"] == "http.response.start":
            told.status = message["status"]
            told.headers = [(name.decode(), value.decode("latin-1")) for name, value in message["headers"]]
        told.body += message.get("body", b"")

    async def echo(scope, receive, send):
        told.seen = (await receive())["body"]
        await send({"type": "http.response.start", "status": 200, "headers": [(b"server", b"x"), (b"etag", b'"1"')]})
        await send({"type": "http.response.body", "body": b"reached"})

    asyncio.run(logged(guarded(app or echo, settings), settings.token)(scope, receive, send))
    return told


GOOD = {
    "plain": {},
    "host-ip": {"headers": {"host": "127.0.0.1:8765"}},
    "host-v6": {"headers": {"host": "[::1]:8765"}},
    "host-case": {"headers": {"host": "LocalHost:8765"}},
    "own-origin": {"method": "POST", "headers": {"origin": "http://localhost:8765", "sec-fetch-site": "same-origin"}},
    "listed-origin-reads": {"method": "POST", "headers": {"origin": LISTED, "sec-fetch-site": "cross-site"}},
    "link-from-elsewhere": {
        "target": "/",
        "headers": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
    },
    "typed-address": {"headers": {"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}},
    "line-breaks-in-query": {"target": "/sparql?query=SELECT%0D%0A%09*"},
}
BAD = {
    "foreign-host": (421, {"headers": {"host": "evil.example:8765"}}),
    "other-port": (421, {"headers": {"host": "localhost:80"}}),
    "no-port": (421, {"headers": {"host": "localhost"}}),
    "trailing-dot": (421, {"headers": {"host": "localhost.:8765"}}),
    "user-in-host": (421, {"headers": {"host": "localhost:8765@evil.example"}}),
    "no-host": (400, {"headers": [("accept", "*/*")]}),
    "foreign-origin": (403, {"method": "POST", "headers": {"origin": "http://evil.example"}}),
    "foreign-origin-get": (403, {"headers": {"origin": "http://evil.example"}}),
    "null-origin": (403, {"method": "POST", "headers": {"origin": "null"}}),
    "other-port-origin": (403, {"method": "POST", "headers": {"origin": "http://localhost:3000"}}),
    "listed-origin-writes": (403, {"method": "POST", "target": "/update", "headers": {"origin": LISTED}}),
    "listed-origin-puts": (403, {"method": "PUT", "target": "/store", "headers": {"origin": LISTED}}),
    "cross-site-post": (403, {"method": "POST", "headers": {"sec-fetch-site": "cross-site"}}),
    "same-site-post": (403, {"method": "POST", "headers": {"sec-fetch-site": "same-site"}}),
    "cross-site-picture": (403, {"headers": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}}),
    "cross-site-frame": (
        403,
        {"headers": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}},
    ),
    "method": (405, {"method": "TRACE"}),
    "absolute": (400, {"target": "http://localhost:8765/sparql"}),
    "half-percent": (400, {"target": "/sparql?query=%4"}),
    "half-percent-path": (400, {"target": "/st%zz"}),
    "no-utf8": (400, {"target": "/sparql?query=%ff%fe"}),
    "surrogate": (400, {"target": "/sparql?query=%ed%a0%80"}),
    "null": (400, {"target": "/sparql?query=%00"}),
    "null-in-path": (400, {"target": "/static/a%00.js"}),
    "dots": (400, {"target": "/static/../x"}),
    "encoded-dots": (400, {"target": "/static/%2e%2e/x"}),
    "encoded-slash": (400, {"target": "/static/..%2fx"}),
    "backslash": (400, {"target": "/static/..%5cx"}),
    "twice-encoded": (400, {"target": "/static/%252e%252e"}),
    "two-slashes": (400, {"target": "//evil.example/"}),
    "long-target": (414, {"target": "/sparql?query=" + 33_000 * "a"}),
    "many-parameters": (400, {"target": "/sparql?" + 65 * "a=1&"}),
    "large-headers": (431, {"headers": {"accept": 17_000 * "a"}}),
    "many-headers": (431, {"headers": {f"x-{number}": "1" for number in range(70)}}),
    "two-origins": (400, {"headers": [*HOST.items(), ("origin", LISTED), ("origin", LISTED)]}),
    "override": (400, {"method": "POST", "headers": {"x-http-method-override": "DELETE"}}),
    "two-lengths": (400, {"method": "POST", "headers": {"content-length": "3", "transfer-encoding": "chunked"}}),
    "get-with-body": (400, {"headers": {"content-length": "3"}, "parts": (b"abc",)}),
    "compressed": (415, {"method": "POST", "headers": {"content-encoding": "gzip"}}),
    "websocket": (400, {"headers": {"upgrade": "websocket"}}),
    "declared-too-large": (413, {"method": "POST", "headers": {"content-length": "101"}, "parts": (101 * b"a",)}),
    "chunked-too-large": (
        413,
        {"method": "POST", "headers": {"transfer-encoding": "chunked"}, "parts": (60 * b"a", 60 * b"a", b"")},
    ),
    "large-write-without-token": (
        413,
        {"method": "POST", "target": "/update", "headers": {"content-length": "500"}, "parts": (500 * b"a",)},
    ),
    "slow-body": (408, {"method": "POST", "headers": {"content-length": "50"}, "parts": (b"a",), "stall": True}),
    "broken-form": (
        400,
        {
            "method": "POST",
            "headers": {"content-length": "8", "content-type": "application/x-www-form-urlencoded; charset=utf-8"},
            "parts": (b"query=%f",),
        },
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_decent_request_reaches_the_application(name):
    assert ask(**GOOD[name]).status == 200


@pytest.mark.parametrize("name", BAD)
def test_a_bad_request_does_not(name):
    status, request = BAD[name]
    told = ask(**request)
    assert (told.status, told.seen) == (status, None)
    assert told.header("content-type") == "text/plain; charset=utf-8" and told.body.count(b"\n") == 1
    assert told.header("x-content-type-options") == "nosniff"


def test_the_body_comes_whole():
    told = ask("POST", headers={"transfer-encoding": "chunked"}, parts=(b"SELECT", b" *", b""))
    assert told.seen == b"SELECT *"


def test_who_shows_the_token_may_send_more():
    bearer = {"authorization": f"Bearer {TOKEN}", "content-length": "500"}
    assert ask("POST", "/update", bearer, (500 * b"a",)).status == 200
    assert ask("POST", "/other", bearer, (500 * b"a",)).status == 413


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (f"Bearer {TOKEN}", True),
        (f"bearer  {TOKEN}", True),
        (f"Basic {TOKEN}", False),
        (TOKEN, False),
        ("Bearer", False),
        (f"Bearer {TOKEN}x", False),
        ("Bearer Ã¼", False),
    ],
)
def test_the_token_counts_only_in_its_header(given, right):
    assert authorised([(b"authorization", given.encode("latin-1"))], TOKEN) is right
    assert not authorised([(b"authorization", given.encode("latin-1"))], None)
    assert not authorised([(b"authorization", b"Bearer ")], "")


def test_listed_hosts():
    settings = Settings(Path("graph"), allow_hosts=("kg.example.org", "other.example:81"))
    for host in ("kg.example.org", "KG.example.org:99", "other.example:81"):
        assert ask(headers={"host": host}, settings=settings).status == 200
    for host in ("other.example", "x.kg.example.org", "kg.example.org.evil.example", "kg.example.org:1:2"):
        assert ask(headers={"host": host}, settings=settings).status == 421


def test_cors_is_off_unless_listed():
    assert ask(settings=Settings(Path("graph"))).header("vary") is None
    listed = ask(headers={"origin": LISTED})
    assert (listed.header("access-control-allow-origin"), listed.header("vary")) == (LISTED, "Origin")
    assert listed.header("access-control-allow-credentials") is None
    question = {"origin": LISTED, "access-control-request-method": "POST", "sec-fetch-site": "cross-site"}
    answer = ask("OPTIONS", headers=question)
    assert (answer.status, answer.body, answer.header("access-control-allow-origin")) == (204, b"", LISTED)
    for change in ({"origin": "https://evil.example"}, {"access-control-request-method": "PUT"}):
        refused = ask("OPTIONS", headers=question | change)
        assert (refused.status, refused.header("access-control-allow-methods")) == (403, None)
    assert ask("OPTIONS", "/update", question).status == 403


@pytest.mark.parametrize("origin", ["*", "null", "https://a.example/", "a.example", "https://a.example ", "file://"])
def test_what_is_no_origin_cannot_be_listed(origin):
    with pytest.raises(ServeError, match="--cors"):
        listed_origin(origin)


def test_each_response_has_its_own_nonce_and_no_server_header():
    first, second = ask(), ask()
    nonces = {re.search(r"'nonce-([^']+)'", told.header("content-security-policy"))[1] for told in (first, second)}
    assert len(nonces) == 2 and all(len(nonce) >= 22 for nonce in nonces)
    assert first.header("server") is None and first.header("etag") == '"1"'
    assert first.header("content-security-policy").startswith("default-src 'none'; script-src 'nonce-")


def test_a_page_can_widen_its_policy():
    async def page(scope, receive, send):
        widen(scope, "style-src-attr", "'unsafe-inline'")
        widen(scope, "img-src", "https:")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["nonce"].encode()})

    told = ask(app=page)
    policy = told.header("content-security-policy")
    assert policy.endswith("; style-src-attr 'unsafe-inline'") and "img-src 'self' data: blob: https:;" in policy
    assert f"'nonce-{told.body.decode()}'" in policy
    assert "unsafe" not in ask().header("content-security-policy")


def test_a_line_break_never_becomes_a_header(capsys):
    async def careless(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"1\r\nset-cookie: a=b")]})

    told = ask(app=careless)
    assert (told.status, told.header("set-cookie")) == (500, None)
    assert "ValueError" in capsys.readouterr().err


def test_a_mistake_of_the_server_is_one_line_in_the_log_and_says_nothing_to_the_client(capsys):
    async def broken(scope, receive, send):
        raise RuntimeError("secret\nforged line\x1b[31m")

    told = ask(app=broken)
    fault, access = capsys.readouterr().err.splitlines()
    assert told.status == 500 and b"secret" not in told.body
    assert "RuntimeError: secret\\nforged line\\x1b[31m" in fault and " 500 " in access


def test_the_access_log(capsys):
    ask(target="/sparql?query=SELECT")
    line = capsys.readouterr().err
    assert re.fullmatch(r"\S+Z 127\.0\.0\.1 GET /sparql\?query=SELECT 200 7 \d+\.\d\n", line)
    ask(target="/sparql?query=" + 900 * "a")
    assert len(capsys.readouterr().err) < 300
    ask(target=f"/sparql?x={TOKEN}")
    ask(target=f"/sparql?x=%6f{TOKEN[1:]}")
    ask(target="/sparql?access_token=other")
    told = capsys.readouterr().err
    assert TOKEN not in told and TOKEN[1:] not in told and "other" not in told and told.count("[left out]") == 3


def test_nothing_in_an_address_forges_a_line():
    scope = {"raw_path": "/a\r\n\x1b b\u202e".encode(), "query_string": b""}
    assert re.fullmatch(r"/[!-~]*", log.address(scope, None))


def test_parameters_are_read_strictly():
    assert parameters(b"query=a+b%26c&x&y=%C3%BC") == [("query", "a b&c"), ("x", ""), ("y", "ü")]
    for wrong in (b"a=%", b"a=%g1", b"%=1", b"a=\xff", b"a=%c3", b"a=%1b"):
        with pytest.raises(Refused):
            parameters(wrong)


def test_a_body_that_lies_about_its_length():
    async def receive():
        return {"type": "http.request", "body": 10 * b"a", "more_body": True}

    with pytest.raises(Refused, match="larger than 25 bytes"):
        asyncio.run(whole_body(receive, 5, 25, 1))
