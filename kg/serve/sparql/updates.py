"""POST /update: a SPARQL update, from whoever has the token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.safety.bearer import require_token
from kg.serve.sparql.protocol import asked_update
from kg.serve.workers.desk import Desk


async def update(request: Request) -> Response:
    """204 when the update is done and every reader sees it. Raises Refused."""
    desk: Desk = request.app.state.desk
    require_token(request.headers.raw, desk.settings.token)
    asked = await asked_update(request)
    header = {
        "kind": "update",
        "default": asked.default,
        "named": asked.named,
        "base": str(request.url.replace(query="")),
    }
    await desk.write(header, asked.text.encode("utf-8", "surrogatepass"))
    return Response(status_code=204)
