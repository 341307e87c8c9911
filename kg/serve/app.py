"""The server as an ASGI application: which address is answered by what, and what stands before them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.serve.api import api_routes
from kg.serve.log import logged
from kg.serve.pages import page_routes
from kg.serve.query.routes import query_routes
from kg.serve.refused import Refused
from kg.serve.safety.guard import guarded
from kg.serve.sparql.endpoint import sparql
from kg.serve.sparql.graphs import store
from kg.serve.sparql.updates import update
from kg.serve.workers.desk import Desk


def make_app(desk: Desk) -> ASGIApp:
    """The server; the desk must be open before the first request comes, and be closed after the last."""
    # A read-only server also answers who would write: that it does not, rather than that there is nothing here.
    changes = ["GET", "PUT", "POST", "DELETE"]
    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/update", update, methods=["POST"]),
            Route("/store", store, methods=changes),
            Route("/store/{name:path}", store, methods=changes),
            *api_routes(),
            *page_routes(),
            *query_routes(),
        ],
        exception_handlers={Refused: _refused},
    )
    app.router.redirect_slashes = False  # an address with a slash too many is wrong, and Host must not steer where to
    app.state.desk = desk
    return logged(guarded(app, desk.settings), desk.settings.token)


async def _refused(request: Request, error: Refused) -> Response:
    return PlainTextResponse(f"{error}\n", error.status, error.headers)
