"""Attacks on the server as a web server: each row a request and the statuses that refuse it."""

from __future__ import annotations

from attack_client import CLOSED, LISTED, TOKEN, Attack, asked, chunked, form, request, update

PLAIN = "SELECT * WHERE { ?s ?p ?o } LIMIT 1"
INSERT = "INSERT DATA { <urn:evil> <urn:evil> <urn:evil> }"
BEARER = f"Authorization: Bearer {TOKEN}"
CROSS = "Sec-Fetch-Site: cross-site"
EVIL = "Origin: http://evil.example"
BAD = (400, CLOSED)

NAMES = (
    Attack("foreign Host", request("GET", "/sparql", host="evil.example"), (421,)),
    Attack("name that was rebound to 127.0.0.1", request("GET", "/", host="rebound.evil.example:PORT"), (421,)),
    Attack("our name at another port", request("GET", "/", host="localhost:1"), (421,)),
    Attack("our name as the user of another", request("GET", "/", host="localhost:PORT@evil.example"), (421,)),
    Attack("no Host", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", BAD),
    Attack("no Host in HTTP/1.0", b"GET / HTTP/1.0\r\n\r\n", BAD),
    Attack("two Hosts", request("GET", "/", "Host: evil.example"), BAD),
    Attack("absolute target at another server", request("GET", "http://evil.example/sparql"), BAD),
    Attack("two slashes at the beginning", request("GET", "//evil.example/"), BAD),
    Attack("X-Forwarded-Host", request("GET", "/", "X-Forwarded-Host: localhost:PORT", host="evil.example"), (421,)),
)
PAGES = (
    Attack("cross-site form to /update", form("/update", EVIL, CROSS, update=INSERT, token=TOKEN), (403,), "writable"),
    Attack("cross-site form to /store", form("/store?default", EVIL, CROSS, data=INSERT), (403,), "writable"),
    Attack(
        "text/plain that is an update",
        request("POST", "/update", EVIL, "Content-Type: text/plain", body=INSERT),
        (403,),
        "writable",
    ),
    Attack("form of an old browser", form("/update", update=INSERT, token=TOKEN), (401, 403), "writable"),
    Attack("foreign Origin with the token", update(INSERT, EVIL, BEARER), (403,), "writable"),
    Attack("page from disk with the token", update(INSERT, "Origin: null", BEARER), (403,), "writable"),
    Attack("listed Origin with the token", update(INSERT, f"Origin: {LISTED}", BEARER), (403,), "listed"),
    Attack(
        "page at another port of this machine", update(INSERT, "Origin: http://localhost:1", BEARER), (403,), "writable"
    ),
    Attack("picture that is a query", asked(PLAIN, CROSS, "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"), (403,)),
    Attack("frame that is a query", asked(PLAIN, CROSS, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"), (403,)),
    Attack("fetch from a foreign page", asked(PLAIN, EVIL), (403,)),
    Attack("Origin that begins like a listed one", asked(PLAIN, f"Origin: {LISTED}.evil.example"), (403,), "listed"),
    Attack("Origin in other case", asked(PLAIN, f"Origin: {LISTED.upper()}"), (403,), "listed"),
    Attack(
        "preflight from a foreign page",
        request("OPTIONS", "/sparql", EVIL, "Access-Control-Request-Method: POST"),
        (403,),
        "listed",
    ),
    Attack(
        "preflight before a write",
        request("OPTIONS", "/store", f"Origin: {LISTED}", "Access-Control-Request-Method: PUT"),
        (403,),
        "listed",
    ),
)
PATHS = tuple(
    Attack(f"path {path}", request("GET", path), (400, 404))
    for path in (
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
        "/static/..\\..\\..\\etc\\passwd",
        "/static/..%5c..%5cetc%5cpasswd",
        "/static/main.js%00.css",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/..;/app.py",
        "/static/..%c0%afetc/passwd",
        "/static/../serve/app.py",
        "/static/",
        "/static/.git/config",
        "/store/CURRENT",
    )
)
BODIES = (
    Attack(
        "body larger than allowed",
        request("POST", "/sparql", "Content-Type: application/sparql-query", body=500_000 * b" "),
        (413, CLOSED),
    ),
    Attack(
        "chunked body larger than allowed",
        request("POST", "/sparql", "Content-Type: application/sparql-query", "Transfer-Encoding: chunked")
        + chunked(*(64 * [8192 * b" "])),
        (413, CLOSED),
    ),
    Attack(
        "length that nobody can send",
        request("POST", "/sparql", "Content-Type: application/sparql-query", "Content-Length: 99999999999"),
        (413, CLOSED),
    ),
    Attack("negative length", request("POST", "/sparql", "Content-Length: -1"), BAD),
    Attack("length that is no number", request("POST", "/sparql", "Content-Length: 1e3"), BAD),
    Attack(
        "large write without the token",
        request("POST", "/update", "Content-Type: application/sparql-update", body=500_000 * b" "),
        (413, CLOSED),
        "writable",
    ),
    Attack(
        "compressed body",
        request(
            "POST", "/sparql", "Content-Encoding: gzip", "Content-Type: application/sparql-query", body=b"\x1f\x8b"
        ),
        (415,),
    ),
    Attack("GET with a body", request("GET", "/sparql", body=b"GET /x HTTP/1.1\r\n\r\n"), BAD),
)
SMUGGLING = (
    Attack(
        "two framings",
        request("POST", "/sparql", "Transfer-Encoding: chunked", "Content-Length: 4") + b"0\r\n\r\nGET /x HTTP/1.1\r\n",
        BAD,
    ),
    Attack("two lengths", request("POST", "/sparql", "Content-Length: 4", "Content-Length: 40") + b"abcd", BAD),
    Attack(
        "unknown coding", request("POST", "/sparql", "Transfer-Encoding: xchunked") + b"0\r\n\r\n", (400, 501, CLOSED)
    ),
    Attack("two codings", request("POST", "/sparql", "Transfer-Encoding: gzip, chunked"), (400, 501, CLOSED)),
    Attack("blank before a colon", request("POST", "/sparql", "Transfer-Encoding : chunked") + b"0\r\n\r\n", BAD),
    Attack("chunk that is no chunk", request("POST", "/sparql", "Transfer-Encoding: chunked") + b"xyz\r\n", BAD),
    Attack(
        "chunk as large as the world",
        request("POST", "/sparql", "Transfer-Encoding: chunked") + 30 * b"f",
        (400, 408, CLOSED),
    ),
    Attack("folded header", request("GET", "/sparql", "X-A: b\r\n c: d", host="evil.example"), (400, 421, CLOSED)),
    Attack(
        "method in a header", request("GET", "/store?default", "X-HTTP-Method-Override: DELETE"), (400,), "writable"
    ),
)
ENCODINGS = (
    Attack("half a percent sign", request("GET", "/sparql?query=%"), BAD),
    Attack("percent sign and no digits", request("GET", "/sparql?query=%zz"), BAD),
    Attack("no UTF-8 in a query", request("GET", "/sparql?query=%ff%fe"), BAD),
    Attack("overlong UTF-8", request("GET", "/sparql?query=%c0%ae"), BAD),
    Attack("half a surrogate pair", request("GET", "/sparql?query=%ed%a0%80"), BAD),
    Attack("zero byte in a query", request("GET", "/sparql?query=SELECT%00"), BAD),
    Attack("bytes that are no ASCII in an address", b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", BAD),
    Attack("blank in an address", request("GET", "/spar ql"), BAD),
    Attack(
        "no UTF-8 in a body",
        request("POST", "/sparql", "Content-Type: application/sparql-query", body=b"SELECT \xff"),
        (400,),
    ),
    Attack(
        "no UTF-8 in a form",
        request("POST", "/sparql", "Content-Type: application/x-www-form-urlencoded", body="query=%ff"),
        (400,),
    ),
    Attack("another charset", asked(PLAIN, "Accept: \xff\xfe"), (200, 400, 406)),
    Attack("many parameters", request("GET", "/sparql?" + "&".join(f"p{n}=1" for n in range(3000))), BAD),
    Attack("address longer than allowed", request("GET", "/sparql?query=" + 40_000 * "a"), (400, 414, 431, CLOSED)),
    Attack("header larger than allowed", request("GET", "/sparql", "Accept: " + 40_000 * "a"), (400, 431, CLOSED)),
    Attack("header without end", b"GET / HTTP/1.1\r\nX: " + 200_000 * b"a", (400, 431, CLOSED)),
    Attack("many headers", request("GET", "/sparql", *(f"X-{n}: 1" for n in range(500))), (400, 431, CLOSED)),
)
INJECTION = (
    Attack(
        "line break in format", request("GET", "/sparql?query=ASK%7B%7D&format=json%0d%0aSet-Cookie:%20a=b"), (400, 406)
    ),
    Attack("line break in Accept", asked(PLAIN, "Accept: text/csv\rSet-Cookie: a=b"), BAD),
    Attack("zero byte in a header", asked(PLAIN, "Accept: text/csv\0"), BAD),
    Attack(
        "line break in a graph's name",
        request(
            "POST",
            "/store?graph=urn:a%0d%0aSet-Cookie:%20a=b",
            BEARER,
            "Content-Type: text/turtle",
            body="<urn:a> a <urn:b> .",
        ),
        (400,),
        "writable",
    ),
    Attack("script as a query", asked("<script>alert(1)</script>"), (400,)),
    Attack("script as a path", request("GET", "/%3Cscript%3Ealert(1)%3C/script%3E"), (404,)),
    Attack("script as a format", request("GET", "/sparql?query=ASK%7B%7D&format=%3Cscript%3E"), (400, 406)),
    Attack("script as an entity", request("GET", "/api/entity?id=%3Cscript%3Ealert(1)%3C/script%3E"), (400, 404)),
    Attack(
        "query as an entity", request("GET", "/api/entity?id=urn:a%3E%20%3Fp%20%3Fo%20%7D%20%23%3Curn:b"), (400, 404)
    ),
    Attack(
        "JSON without end",
        request("POST", "/api/around", "Content-Type: application/json", body=100_000 * "["),
        (400, 404, 422),
    ),
    Attack(
        "JSON of the wrong kind",
        request("POST", "/api/around", "Content-Type: application/json", body='[{"id": {"$ne": 1}}, NaN]'),
        (400, 404, 422),
    ),
)
METHODS = (
    Attack("TRACE", request("TRACE", "/sparql"), (405,)),
    Attack("CONNECT", request("CONNECT", "127.0.0.1:TRAP"), (400, 405)),
    Attack("unknown method", request("JEFF", "/sparql"), (405,)),
    Attack("DELETE of the endpoint", request("DELETE", "/sparql"), (405,)),
    Attack("websocket", request("GET", "/sparql", "Upgrade: websocket", "Sec-WebSocket-Version: 13"), (400, 426)),
    Attack("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 405, 505, CLOSED)),
    Attack("TLS", bytes.fromhex("16030100c8010000c40303") + 190 * b"\x01", BAD),
    Attack("bytes of no protocol", bytes(range(256)) * 64 + b"\r\n\r\n", BAD),
    Attack("If-None-Match that is no ETag", asked(PLAIN, 'If-None-Match: "' + 3000 * "\\" + ", W/W/,,"), (200, 400)),
    Attack("hundreds of ranges", asked(PLAIN, "Range: bytes=" + ",".join(300 * ["0-"])), (200, 400, 416)),
)
TOKENS = (
    Attack("update without the token", update(INSERT), (401,), "writable"),
    Attack("update with a wrong token", update(INSERT, "Authorization: Bearer wrong"), (401,), "writable"),
    Attack("update with half the token", update(INSERT, BEARER[:-1]), (401,), "writable"),
    Attack("update with the token as a password", update(INSERT, f"Authorization: Basic {TOKEN}"), (401,), "writable"),
    Attack("update with two tokens", update(INSERT, BEARER, "Authorization: Bearer wrong"), (400,), "writable"),
    Attack("token in a cookie", update(INSERT, f"Cookie: token={TOKEN}; access_token={TOKEN}"), (401,), "writable"),
    Attack(
        "token in the address",
        request(
            "POST",
            f"/update?access_token={TOKEN}&token={TOKEN}",
            "Content-Type: application/sparql-update",
            body=INSERT,
        ),
        (400, 401),
        "writable",
    ),
    Attack(
        "PUT without the token",
        request("PUT", "/store?default", "Content-Type: text/turtle", body="."),
        (401,),
        "writable",
    ),
    Attack("DELETE without the token", request("DELETE", "/store?default"), (401,), "writable"),
    Attack("update of what only reads", update(INSERT), (403, 404, 405)),
    Attack("update with an empty token of what only reads", update(INSERT, "Authorization: Bearer "), (403, 404, 405)),
    Attack("PUT to what only reads", request("PUT", "/store?default", BEARER, body="."), (403, 404, 405)),
)
ATTACKS = (*NAMES, *PAGES, *PATHS, *BODIES, *SMUGGLING, *ENCODINGS, *INJECTION, *METHODS, *TOKENS)
