"""The server as an ASGI application: which address is answered by what, and what stands before them."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.serve.desk import Desk
from kg.serve.guard import guarded
from kg.serve.log import logged
from kg.serve.query_routes import query_routes
from kg.serve.refused import Refused
from kg.serve.settings import Settings
from kg.serve.sparql import sparql


def make_app(settings: Settings) -> ASGIApp:
    """The server, not yet listening; its workers start and end with the ASGI lifespan."""
    desk = Desk(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await desk.open()
        try:
            yield
        finally:
            await desk.close()

    app = Starlette(
        routes=[Route("/sparql", sparql, methods=["GET", "HEAD", "POST"]), *query_routes()],
        exception_handlers={Refused: _refused},
        lifespan=lifespan,
    )
    app.state.desk = desk
    return logged(guarded(app, settings), settings.token)


async def _refused(request: Request, error: Refused) -> Response:
    return PlainTextResponse(f"{error}\n", error.status, error.headers)
