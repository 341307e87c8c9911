"""Who may write: whoever gives the token in the Authorization header, and nobody where there is no token.

A browser never sends that header of its own accord, as it does cookies; and unlike an address it is not logged.
"""

from __future__ import annotations

import hmac
import re

from kg.serve.refused import Refused
from kg.serve.safety.wellformed import Headers, header

_BEARER = re.compile(r"bearer +(\S+) *", re.IGNORECASE)


def authorised(headers: Headers, token: str | None) -> bool:
    """Whether the request gives the token; it takes the same time for any wrong one."""
    given = _BEARER.fullmatch(header(headers, b"authorization") or "")
    if not token or given is None:
        return False
    return hmac.compare_digest(given[1].encode("latin-1"), token.encode())


def require_token(headers: Headers, token: str | None) -> None:
    """Raises Refused unless the server may be written to and the request gives the token."""
    if not token:
        raise Refused(403, "this server only reads; start it with kg serve --writable to let it be written to")
    if not authorised(headers, token):
        fault = ', error="invalid_token"' if header(headers, b"authorization") else ""
        told = {"WWW-Authenticate": f'Bearer realm="kg"{fault}'}
        raise Refused(401, "writing needs the header Authorization: Bearer TOKEN", told)
