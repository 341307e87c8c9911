"""The addresses of the query page: the page itself, its files, the named queries, and one with parameters bound."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.errors import KgError, QueryError
from kg.graph.query import named_query
from kg.serve.query_files import page_files
from kg.serve.query_page import ASSETS, content_policy, query_page, results_page
from kg.serve.query_texts import asked_language
from kg.serve.ready_queries import example_text, queries_json

ACCEPT = {
    "html": "application/sparql-results+json, text/turtle;q=0.9",
    "csv": "text/csv, text/turtle;q=0.5",
    "json": "application/sparql-results+json, application/ld+json;q=0.9",
    "turtle": "text/turtle, application/sparql-results+json;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a query: the HTTP status, the media type and the body (an error: one line, or {"error": line})."""

    status: int
    media: str
    body: bytes


Run = Callable[[str, str], Awaitable[Answered]]  # of a query and an Accept header
Bind = Callable[[str, Mapping[str, str]], Awaitable[str]]  # kg.graph.query.bound_query, where the store is


def routes(run: Run, bind: Bind) -> list[Route]:
    """The routes of the query page.

    Args:
        run: answers a query within the server's limits.
        bind: gives the text of a named query; raises KgError for an unknown name, parameter or entity.
    """

    async def page(request: Request) -> Response:
        asked = request.query_params
        lang = asked_language(asked.get("lang"), request.headers.get("accept-language", ""))
        nonce = request.scope.get("nonce", "")
        try:
            query = await wanted(asked, bind)
        except KgError as error:
            return _html(results_page(nonce, "", None, lang, error=str(error)), nonce, 400)
        if not query.strip():
            return _html(query_page(nonce, lang=lang), nonce)
        kind = asked.get("format", "html")
        answer = await run(query, ACCEPT.get(kind, ACCEPT["html"]))
        if answer.status != 200:
            return _html(results_page(nonce, query, None, lang, error=told(answer)), nonce, answer.status)
        if kind in ACCEPT and kind != "html":
            return Response(answer.body, media_type=answer.media, headers={"X-Content-Type-Options": "nosniff"})
        text = answer.body.decode("utf-8")
        results = json.loads(text) if "json" in answer.media else text
        return _html(results_page(nonce, query, results, lang), nonce)

    async def binding(request: Request) -> Response:
        try:
            name, params = _named(await request.body())
            return JSONResponse({"query": await bind(name, params)})
        except KgError as error:
            return JSONResponse({"error": str(error)}, 400)

    async def named(_: Request) -> Response:
        return JSONResponse(queries_json())

    async def file(request: Request) -> Response:
        found = page_files().get(request.path_params["name"])
        if found is None:
            return Response("no such file\n", 404, media_type="text/plain")
        headers = {"Cache-Control": "public, max-age=86400", "ETag": f'"{found.tag[:32]}"',
                   "X-Content-Type-Options": "nosniff"}  # fmt: skip
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.media, headers=headers)

    page_files()  # a file that is not the pinned one stops the server at its start
    return [
        Route("/query", page, methods=["GET"]),
        Route(ASSETS + "{name}", file, methods=["GET"]),
        Route("/api/queries", named, methods=["GET"]),
        Route("/api/bind", binding, methods=["POST"]),
    ]


async def wanted(asked: Mapping[str, str], bind: Bind) -> str:
    """The query that an address of the page stands for; empty for none. Raises KgError as `bind`."""
    if name := asked.get("named"):
        named_query(name)
        return await bind(name, {key[2:]: value for key, value in asked.items() if key.startswith("p.")})
    return example_text(asked["example"]) if asked.get("example") else asked.get("query", "")


def told(answer: Answered) -> str:
    """The line of an answer that is an error."""
    text = answer.body.decode("utf-8", "replace").strip()
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return str(found["error"]) if isinstance(found, dict) and "error" in found else text


def _named(body: bytes) -> tuple[str, dict[str, str]]:
    try:
        asked: Any = json.loads(body)
        name, params = asked["name"], asked.get("params", {})
        if isinstance(name, str) and isinstance(params, dict) and all(isinstance(v, str) for v in params.values()):
            return name, params
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise QueryError('bind: send JSON like {"name": "quellen", "params": {"akteur": "China"}}')


def _html(text: str, nonce: str, status: int = 200) -> HTMLResponse:
    headers = {"Content-Security-Policy": content_policy(nonce), "Cache-Control": "no-store",
               "Vary": "Accept-Language", "X-Content-Type-Options": "nosniff"}  # fmt: skip
    return HTMLResponse(text, status, headers)
