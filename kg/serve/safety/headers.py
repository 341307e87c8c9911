"""What every response tells the browser: what the page may load and run, and who may take it in.

A page reads its nonce from `scope["nonce"]`; one that needs more than the rest calls `widen`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    # A page of a listed origin fetches with CORS, which this does not concern.
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
)
_OURS = frozenset(name for name, _ in _ALWAYS) | {b"content-security-policy", b"server"}


def policy(nonce: str) -> dict[str, str]:
    """The Content-Security-Policy of a response, by directive."""
    return {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'",
        "style-src": f"'nonce-{nonce}'",
        "connect-src": "'self'",
        "img-src": "'self' data: blob:",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def prepare(scope: Scope) -> None:
    """Give a request its nonce and its policy."""
    scope["nonce"] = secrets.token_urlsafe(18)
    scope["policy"] = policy(scope["nonce"])


def widen(scope: Scope, directive: str, sources: str) -> None:
    """Let the response to this request use more: `widen(scope, "style-src-attr", "'unsafe-inline'")`.

    The sources are added to those that the directive has.
    """
    had = scope["policy"].get(directive, "")
    scope["policy"][directive] = f"{had} {sources}".strip()


def secured(headers: Iterable[tuple[bytes, bytes]], scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers of a response with those that every response has.

    Raises ValueError for a value with a line break in it: whatever it was made of, it must not become a second header.
    """
    kept = [(bytes(name).lower(), bytes(value)) for name, value in headers]
    for name, value in kept:
        if any(sign in value for sign in (b"\r", b"\n", b"\0")):
            raise ValueError(f"the value of {name.decode('latin-1')} holds a line break")
    told = "; ".join(f"{name} {sources}" for name, sources in scope["policy"].items())
    return [
        *((name, value) for name, value in kept if name not in _OURS),
        *_ALWAYS,
        (b"content-security-policy", told.encode("ascii")),
    ]
