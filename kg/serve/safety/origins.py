"""Which pages may send requests here: our own, and for reading those of the origins that were listed.

A browser sends a form, a picture's address or a fetch of any page to any server, with whatever the user may do there.
Browsers say in Origin and Sec-Fetch-* whose page asks; other programs send neither and are not concerned.
"""

from __future__ import annotations

import re

from kg.errors import ServeError
from kg.serve.refused import Refused
from kg.serve.safety.wellformed import Headers, header
from kg.serve.settings import Settings

READS = ("GET", "HEAD")
_MAY_POST = ("/sparql", "/api/around")  # they only read, though by POST
_PREFLIGHT_SECONDS = 600

_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")

HeaderPairs = list[tuple[bytes, bytes]]


def listed_origin(text: str) -> str:
    """An origin as it is given to --cors. Raises ServeError for what no browser sends as one, such as * or a path."""
    if not _ORIGIN.fullmatch(text):
        raise ServeError(f"--cors {text}: no origin; write one as in https://example.org or http://localhost:3000")
    return text


def check_origin(method: str, path: str, headers: Headers, settings: Settings) -> None:
    """Raises Refused for a request that a foreign page makes, unless its origin is listed and it only reads."""
    origin = header(headers, b"origin")
    if origin is None:
        _check_fetch_site(method, headers)
    elif origin in settings.cors:
        if not (method in READS or (method == "POST" and path in _MAY_POST)):
            raise Refused(403, "pages of other origins may only read")
    elif origin not in _own(headers):
        raise Refused(403, "a page of another origin asks; kg serve --cors ORIGIN lets it read")


def preflight(method: str, path: str, headers: Headers, settings: Settings) -> HeaderPairs | None:
    """The headers that answer a browser's question before a cross-origin request; None when it is no such question.

    Raises Refused for an origin that is not listed or a request that does not only read.
    """
    wanted = header(headers, b"access-control-request-method")
    if method != "OPTIONS" or wanted is None or header(headers, b"origin") is None:
        return None
    check_origin(wanted, path, headers, settings)
    return [
        (b"access-control-allow-methods", b"GET, HEAD, POST"),
        (b"access-control-allow-headers", b"accept, content-type, if-none-match"),
        (b"access-control-max-age", str(_PREFLIGHT_SECONDS).encode()),
    ]


def cors_headers(headers: Headers, settings: Settings) -> HeaderPairs:
    """What a response says of who may read it; nothing where no origin is listed."""
    if not settings.cors:
        return []
    origin = header(headers, b"origin")
    if origin not in settings.cors:
        return [(b"vary", b"Origin")]
    return [
        (b"vary", b"Origin"),
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-expose-headers", b"ETag, Retry-After"),
    ]


def _own(headers: Headers) -> tuple[str, str]:
    # Host was checked before, so it may be believed; https where a proxy stands in front.
    host = (header(headers, b"host") or "").lower()
    return f"http://{host}", f"https://{host}"


def _check_fetch_site(method: str, headers: Headers) -> None:
    if header(headers, b"sec-fetch-site") not in ("cross-site", "same-site"):
        return
    # A link from elsewhere may lead here; a script, picture or frame of another page may not even start a query.
    opened = header(headers, b"sec-fetch-mode") == "navigate" and header(headers, b"sec-fetch-dest") == "document"
    if method not in READS or not opened:
        raise Refused(403, "a page of another site asks; open the address itself")
