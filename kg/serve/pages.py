"""The explorer's page at /, and the files it consists of."""

from __future__ import annotations

import hashlib
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.query.texts import asked_language
from kg.serve.refused import Refused
from kg.serve.sparql.endpoint import is_known
from kg.serve.workers.desk import Desk


def page_routes() -> list[Route]:
    """The routes of the page. Raises KgError where a file of others is not the one that was pinned."""
    _files()
    return [
        Route("/", page, methods=["GET"]),
        Route("/static/{name}", file, methods=["GET"]),
        Route("/favicon.ico", no_icon, methods=["GET"]),
    ]


async def page(request: Request) -> Response:
    """The explorer, over the whole store; a worker makes it, with the view that it opens with in it."""
    desk: Desk = request.app.state.desk
    lang = asked_language(request.query_params.get("lang"), request.headers.get("accept-language", ""))
    _, data = await desk.read(request, {"kind": "page", "nonce": request.scope["nonce"], "lang": lang})
    return Response(data, headers={"Cache-Control": "no-store"}, media_type="text/html; charset=utf-8")


async def file(request: Request) -> Response:
    """A file of the page: one of a fixed few, by its name; no path leads to any other."""
    name = request.path_params["name"]
    if name not in _files():
        raise Refused(404, "no such file")
    data, tag = _files()[name]
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(data, headers=headers, media_type="text/javascript; charset=utf-8")


async def no_icon(_: Request) -> Response:
    """Browsers ask for one, and complain of a 404."""
    return Response(status_code=204, headers={"Cache-Control": "max-age=86400"})


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """File name → (content, entity tag)."""
    from kg.explore.assets import static_files

    return {name: (data, f'"{hashlib.sha256(data).hexdigest()[:32]}"') for name, data in static_files().items()}
