"""Whether a request is one that a decent client would send, before anything else looks at it.

What two programs on the way could read in two ways (a path with "..", two lengths, half a percent sign) is refused,
not repaired.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

from kg.serve.refused import Refused

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MAX_TARGET = 32 * 1024  # bytes of path and query string
MAX_HEADERS = 16 * 1024  # bytes of all header lines
MAX_HEADER_COUNT = 64
MAX_PARAMETERS = 64

Headers = Sequence[tuple[bytes, bytes]]

# A second one of these would let two readers of one request see two requests.
_ONCE = (
    b"host", b"content-length", b"transfer-encoding", b"content-type", b"content-encoding", b"authorization",
    b"origin", b"sec-fetch-site", b"sec-fetch-mode", b"sec-fetch-dest",
)  # fmt: skip
_OVERRIDES = (b"x-http-method-override", b"x-http-method", b"x-method-override")
_HALF_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_BUT_SPACE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def header(headers: Headers, name: bytes) -> str | None:
    """The value of a header by its lower-case name; None where it was not sent."""
    return next((value.decode("latin-1") for key, value in headers if key == name), None)


def check_request(method: str, raw_path: bytes, query: bytes, headers: Headers) -> None:
    """Raises Refused for a request whose method, target or headers are not as they should be."""
    if method not in METHODS:
        raise Refused(405, f"{method[:20]}: this server does not know the method", {"Allow": ", ".join(METHODS)})
    _check_headers(method, headers)
    if len(raw_path) + len(query) > MAX_TARGET:
        raise Refused(414, f"the address is longer than {MAX_TARGET} bytes; send the query by POST")
    _check_path(raw_path)
    parameters(query)


def parameters(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string or of a form in a body, in order, read strictly.

    Raises Refused for half a percent encoding, text that is not UTF-8, control characters or too many parameters.
    """
    pairs = [part.partition(b"=") for part in encoded.split(b"&", MAX_PARAMETERS + 1) if part]
    if len(pairs) > MAX_PARAMETERS:
        raise Refused(400, f"more than {MAX_PARAMETERS} parameters")
    return [(_parameter(name), _parameter(value)) for name, _, value in pairs]


def _parameter(encoded: bytes) -> str:
    text = _decoded(encoded.replace(b"+", b" "), "a parameter")
    if _CONTROL_BUT_SPACE.search(text):
        raise Refused(400, "a parameter holds a control character")
    return text


def _check_path(raw: bytes) -> None:
    if not raw.startswith(b"/"):
        raise Refused(400, "the address must begin with /; this server is no proxy")
    path = _decoded(raw, "the path")
    # No name here holds a slash or a percent sign, so an encoded one can only be meant to slip past a check.
    if _CONTROL.search(path) or "\\" in path or "%" in path or b"%2f" in raw.lower():
        raise Refused(400, "the path holds a character that no path here has")
    if any(part in (".", "..") for part in path.split("/")) or "//" in path:
        raise Refused(400, "the path must be given in its short form, without dots or double slashes")


def _decoded(encoded: bytes, what: str) -> str:
    if _HALF_PERCENT.search(encoded):
        raise Refused(400, f"{what} holds a % that is not followed by two hexadecimal digits")
    try:
        return unquote_to_bytes(encoded).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, f"{what} is not UTF-8") from None


def _check_headers(method: str, headers: Headers) -> None:
    if len(headers) > MAX_HEADER_COUNT or sum(len(name) + len(value) + 4 for name, value in headers) > MAX_HEADERS:
        raise Refused(431, f"more than {MAX_HEADER_COUNT} headers or {MAX_HEADERS} bytes of them")
    names = [name for name, _ in headers]
    for name in _ONCE:
        if names.count(name) > 1:
            raise Refused(400, f"the header {name.decode()} was sent twice")
    for name in _OVERRIDES:
        if name in names:
            raise Refused(400, f"{name.decode()}: the method stands in the request line and nowhere else")
    _check_body_headers(method, headers)
    if (header(headers, b"upgrade") or "").strip().lower() == "websocket":
        raise Refused(400, "no websockets here")


def _check_body_headers(method: str, headers: Headers) -> None:
    length, coding = header(headers, b"content-length"), header(headers, b"transfer-encoding")
    if length is not None and coding is not None:
        raise Refused(400, "Content-Length and Transfer-Encoding in one request")
    if length is not None and not re.fullmatch(r"[0-9]{1,15}", length):
        raise Refused(400, "Content-Length is no number")
    if method in ("GET", "HEAD") and (coding is not None or int(length or 0) > 0):
        raise Refused(400, f"{method} with a body")
    if (header(headers, b"content-encoding") or "identity").strip().lower() != "identity":
        raise Refused(415, "the body must be sent without Content-Encoding")
