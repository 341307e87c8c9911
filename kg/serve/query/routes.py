"""The addresses of the query page: the page itself, its files, the named queries, and one with parameters bound."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError, QueryError
from kg.graph.query import named_query
from kg.serve.query.files import page_files
from kg.serve.query.page import ASSETS, query_page, results_page
from kg.serve.query.ready import example_text, queries_json, titled
from kg.serve.query.texts import asked_language
from kg.serve.refused import Refused
from kg.serve.sparql.endpoint import is_known, sparql

# What is asked for, for each format that the plain form offers; a graph comes as a graph whatever was chosen.
ACCEPT = {
    "html": "application/sparql-results+json, text/turtle;q=0.9",
    "csv": "text/csv, text/turtle;q=0.5",
    "json": "application/sparql-results+json, application/ld+json;q=0.9",
    "turtle": "text/turtle, application/sparql-results+json;q=0.5",
}


def query_routes() -> list[Route]:
    """The routes of the query page. Raises KgError where a file of others is not the one that was pinned."""
    page_files()
    return [
        Route("/query", page, methods=["GET"]),
        Route(ASSETS + "{name}", file, methods=["GET"]),
        Route("/api/queries", named, methods=["GET"]),
        Route("/api/bind", binding, methods=["POST"]),
    ]


async def page(request: Request) -> Response:
    """GET /query: the page; with ?query=, ?named= or ?example= also the answer, for readers without script."""
    lang = asked_language(request.query_params.get("lang"), request.headers.get("accept-language", ""))
    nonce, kind, query = request.scope.get("nonce", ""), request.query_params.get("format", "html"), ""
    try:
        query = await wanted(request, lang)
        if not query.strip():
            return _html(query_page(nonce, lang=lang))
        answer = await sparql(asking(request, query, ACCEPT.get(kind, ACCEPT["html"])))
        if kind in ACCEPT and kind != "html":
            return answer
        text = bytes(answer.body).decode("utf-8")
        results = json.loads(text) if "json" in answer.headers["content-type"] else text
        return _html(results_page(nonce, query, results, lang))
    except Refused as error:
        return _html(results_page(nonce, query, None, lang, error=str(error)), error.status, error.headers)
    except KgError as error:
        return _html(results_page(nonce, query, None, lang, error=str(error)), 400)


async def binding(request: Request) -> Response:
    """POST /api/bind {"name", "params", "lang"}: a named query's text with its parameters bound, as {"query"}."""
    try:
        return JSONResponse({"query": await bound(request, *asked_binding(await request.body()))})
    except Refused as error:
        return JSONResponse({"error": str(error)}, error.status, error.headers)
    except KgError as error:
        return JSONResponse({"error": str(error)}, 400)


async def named(_: Request) -> Response:
    """GET /api/queries: the named queries."""
    return JSONResponse(queries_json())


async def file(request: Request) -> Response:
    """GET a file of the page: one of those that there are, by its name; no path leads to any other."""
    found = page_files().get(request.path_params["name"])
    if found is None:
        return Response("no such file\n", 404, media_type="text/plain")
    headers = {"Cache-Control": "public, max-age=86400", "ETag": f'"{found.tag[:32]}"'}
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media, headers=headers)


async def wanted(request: Request, lang: str) -> str:
    """The query that an address of the page stands for; empty for none. Raises KgError for what is unknown."""
    asked = request.query_params
    if name := asked.get("named"):
        params = {key[2:]: value for key, value in asked.items() if key.startswith("p.")}
        return await bound(request, name, params, lang)
    return example_text(asked["example"], lang) if asked.get("example") else asked.get("query", "")


async def bound(request: Request, name: str, params: Mapping[str, str], lang: str) -> str:
    """The text of a named query with its parameters bound. Raises KgError."""
    named_query(name)  # an unknown name takes no worker's time
    _, text = await request.app.state.desk.read(request, {"kind": "bind", "name": name, "params": dict(params)})
    return titled(bytes(text).decode("utf-8"), lang)


def asking(request: Request, query: str, accept: str) -> Request:
    """The request to the endpoint that the page makes for its reader, so that it is answered by the same rules."""
    headers = [(b"accept", accept.encode()), *((n, v) for n, v in request.headers.raw if n == b"host")]
    address = urlencode({"query": query}).encode()
    return Request({**request.scope, "path": "/sparql", "query_string": address, "headers": headers}, request.receive)


def asked_binding(body: bytes) -> tuple[str, dict[str, str], str]:
    """The name, the parameters and the language in the body of a request. Raises QueryError where they lack."""
    try:
        asked: Any = json.loads(body)
        name, params = asked["name"], asked.get("params", {})
        if isinstance(name, str) and isinstance(params, dict) and all(isinstance(v, str) for v in params.values()):
            return name, params, asked_language(asked.get("lang"), "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise QueryError('bind: send JSON like {"name": "was-beschraenkt", "params": {"akteur": "China"}}')


def _html(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    return HTMLResponse(text, status, {"Cache-Control": "no-store", "Vary": "Accept-Language", **(headers or {})})
