"""GET and POST /sparql: a SPARQL query, answered in the format that the client wants."""

from __future__ import annotations

import hashlib
import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.refused import Refused
from kg.serve.sparql.description import description
from kg.serve.sparql.negotiation import GRAPHS, TABLES, Chosen, Format, negotiate, prefers_page
from kg.serve.sparql.protocol import Asked, asked_query
from kg.serve.workers.desk import Desk

_NEW_EACH_TIME = re.compile(r"\b(?:NOW|RAND|(?:STR)?UUID|BNODE)\b|\\u", re.IGNORECASE)
FRESH = {"Vary": "Accept", "Cache-Control": "no-cache"}


async def sparql(request: Request) -> Response:
    """The answer to a query; without one what the endpoint can do, or for a browser the query page. Raises Refused."""
    desk: Desk = request.app.state.desk
    asked = await asked_query(request)
    accept = request.headers.get("accept", "")
    if asked is None:
        if prefers_page(accept):
            return RedirectResponse("/query", 303, FRESH)
        chosen = negotiate(accept, request.query_params.get("format", ""), GRAPHS)
        return Response(description(request, chosen.name), headers=FRESH, media_type=chosen.content_type)
    # Which of the two kinds the answer is, only the parser knows.
    table, graph = (_chosen(accept, asked.format, formats) for formats in (TABLES, GRAPHS))
    if table is None and graph is None:
        negotiate(accept, asked.format, TABLES + GRAPHS)
    base = str(request.url.replace(query=""))
    tag = entity_tag(desk.generation, base, asked, table, graph)
    headers = FRESH | ({"ETag": tag} if tag else {})
    if tag and is_known(request, tag):
        return Response(status_code=304, headers=headers)
    header = {
        "kind": "query",
        "base": base,
        "table": table.name if table else None,
        "graph": graph.name if graph else None,
        "default": asked.default,
        "named": asked.named,
    }
    answer, data = await desk.read(request, header, asked.text.encode("utf-8", "surrogatepass"))
    chosen = graph if answer["is_graph"] else table
    return Response(data, headers=headers, media_type=chosen.content_type)


def entity_tag(generation: str, base: str, asked: Asked, *forms: Chosen | None) -> str:
    """The tag of an answer: another one when the store, the query or the format is; "" where none would hold."""
    if _NEW_EACH_TIME.search(asked.text) or _makes_blank_nodes(asked.text):
        return ""
    return tag_of(generation, base, asked.text, asked.default, asked.named, forms)


def tag_of(*parts: object) -> str:
    """A strong entity tag made of what an answer depends on."""
    return f'"{hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the client already has the answer with this tag."""
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return request.method in ("GET", "HEAD") and (tag in known or "*" in known)


def _makes_blank_nodes(text: str) -> bool:
    """Whether a query may make blank nodes, which are others each time: [], () or _: in the template of CONSTRUCT."""
    start = text.find("{", text.upper().find("CONSTRUCT"))
    template = text[start : text.find("}", start)] if "CONSTRUCT" in text.upper() else ""
    return any(sign in template for sign in ("[", "(", "_:"))


def _chosen(accept: str, wanted: str, formats: tuple[Format, ...]) -> Chosen | None:
    try:
        return negotiate(accept, wanted, formats)
    except Refused:
        return None
