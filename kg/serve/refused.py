"""What a request is told that gets no answer."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import ServeError


class Refused(ServeError):
    """A request that is not answered: the HTTP status, one clear line, and headers to send with it."""

    def __init__(self, status: int, line: str, headers: Mapping[str, str] | None = None):
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(line)
