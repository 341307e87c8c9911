"""Whether a request names this server.

A page on the web can let its own name point to 127.0.0.1 and would then read what is served here as its own; only the
Host header tells it from a page of ours.
"""

from __future__ import annotations

from kg.serve.refused import Refused
from kg.serve.settings import Settings

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ANY = ("0.0.0.0", "::", "")


def check_host(host: str | None, port: int, settings: Settings) -> None:
    """Raises Refused when Host names another server. `port`: the one that the connection came in on."""
    if host is None:
        raise Refused(400, "the request has no Host header")
    name = host.lower()
    if name in _own(port, settings):
        return
    before, _, after = name.rpartition(":")
    allowed = {other.lower() for other in settings.allow_hosts}
    if name in allowed or (before in allowed and after.isdecimal()):
        return
    raise Refused(421, "Host names another server; kg serve --allow-host NAME admits a name")


def _own(port: int, settings: Settings) -> set[str]:
    bound = settings.host.lower()
    names = {*_LOOPBACK, *(() if bound in _ANY else (f"[{bound}]" if ":" in bound else bound,))}
    return {f"{name}:{port}" for name in names} | (names if port == 80 else set())
