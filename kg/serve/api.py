"""/api/…: what the explorer asks while one looks around, as JSON."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kg.serve.refused import Refused
from kg.serve.safety.wellformed import parameters
from kg.serve.sparql.endpoint import is_known, tag_of
from kg.serve.sparql.protocol import media_type_of
from kg.serve.workers.desk import Desk

_BY_ADDRESS = ("overview", "search", "path", "entity", "article")


def api_routes() -> list[Route]:
    """One address for each question that kg.explore.answers knows."""
    asked = [Route(f"/api/{kind}", _asked_by_address, methods=["GET"], name=kind) for kind in _BY_ADDRESS]
    return [*asked, Route("/api/around", _asked_by_body, methods=["POST"], name="around")]


async def _asked_by_address(request: Request) -> Response:
    return await _answer(request, request.url.path.rpartition("/")[2], dict(parameters(request.scope["query_string"])))


async def _asked_by_body(request: Request) -> Response:
    """By POST, because the entities on show make a long list."""
    if media_type_of(request) != "application/json":
        return _error(Refused(415, "Content-Type must be application/json"))
    try:
        params = json.loads(await request.body())
    except (ValueError, RecursionError):
        params = None
    if not isinstance(params, dict) or not all(_is_plain(value) for value in params.values()):
        return _error(Refused(400, 'send JSON like {"id": IRI, "limit": 40, "with": [IRI]}'))
    asked = {name: str(value) if isinstance(value, int) else value for name, value in params.items()}
    return await _answer(request, "around", asked)


def _is_plain(value: Any) -> bool:
    """Whether a parameter is a text, a small number or a list of texts, as those in an address are."""
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str) or (isinstance(value, int) and abs(value) < 1_000_000_000)


async def _answer(request: Request, kind: str, params: dict[str, Any]) -> Response:
    desk: Desk = request.app.state.desk
    headers = {"Cache-Control": "no-cache", "ETag": tag_of(desk.generation, kind, sorted(params.items()))}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    try:
        _, data = await desk.read(request, {"kind": "explore", "ask": kind, "params": params})
    except Refused as error:
        return _error(error)
    return Response(data, headers=headers, media_type="application/json")


def _error(error: Refused) -> Response:
    return JSONResponse({"error": str(error)}, error.status, error.headers)
