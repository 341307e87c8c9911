"""GET and POST /sparql: a SPARQL query, answered in the format that the client wants."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.desk import Desk
from kg.serve.negotiation import TABLES, negotiate
from kg.serve.protocol import read_query


async def sparql(request: Request) -> Response:
    """The answer to a query. Raises Refused."""
    desk: Desk = request.app.state.desk
    asked = await read_query(request)
    form = negotiate(request.headers.get("accept", ""), asked.format, TABLES)
    header = {"kind": "query", "format": form.name, "default": asked.default, "named": asked.named}
    _, data = await desk.read(request, header, asked.text.encode())
    return Response(data, media_type=form.content_type)
