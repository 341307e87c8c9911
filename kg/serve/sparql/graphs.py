"""The Graph Store Protocol: /store?default and /store?graph=IRI, or /store/NAME for the graph with this very address.

Anyone may read a graph; who has the token may also put one in its place, add to it or take it away.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.refused import Refused
from kg.serve.safety.bearer import require_token
from kg.serve.safety.wellformed import parameters
from kg.serve.sparql.endpoint import FRESH, is_known, tag_of
from kg.serve.sparql.negotiation import GRAPHS, negotiate
from kg.serve.sparql.protocol import media_type_of
from kg.serve.workers.desk import Desk

_MEDIA = {media: form.media_type for form in reversed(GRAPHS) for media in (form.media_type, *form.aliases)}
_MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Named:
    """The graph that a request is about: its IRI (None: the default graph); whether the server made the name."""

    iri: str | None
    is_new: bool = False


async def store(request: Request) -> Response:
    """What the protocol says to a method on a graph. Raises Refused."""
    if request.method in ("GET", "HEAD"):
        return await _get(request, _graph(request))
    require_token(request.headers.raw, request.app.state.desk.settings.token)
    if request.method == "DELETE":
        return await _delete(request, _graph(request))
    return await _put(request, _graph(request))


async def _get(request: Request, graph: Named) -> Response:
    desk: Desk = request.app.state.desk
    chosen = negotiate(request.headers.get("accept", ""), request.query_params.get("format", ""), GRAPHS)
    headers = FRESH | {"ETag": tag_of(desk.generation, "graph", graph.iri, chosen)}
    if request.headers.get("if-none-match") and is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    _, data = await desk.read(request, {"kind": "graph", "graph": graph.iri, "format": chosen.name})
    return Response(data, headers=headers, media_type=chosen.content_type)


async def _put(request: Request, graph: Named) -> Response:
    """PUT puts a graph in the place of what was there, POST adds to it."""
    if graph.is_new and request.method == "PUT":
        raise Refused(400, "PUT which graph? say ?graph=IRI or ?default")
    parts = _parts(media_type_of(request), request.headers.get("content-type", ""), await request.body())
    header = {
        "kind": "put",
        "graph": graph.iri,
        "add": request.method == "POST",
        "base": graph.iri or str(request.url.replace(query="")),
        "parts": [(media, len(data)) for media, data in parts],
    }
    told = await request.app.state.desk.write(header, b"".join(data for _, data in parts))
    if graph.is_new:
        return Response(status_code=201, headers={"Location": graph.iri})
    return Response(status_code=201 if told["is_new"] else 204)


async def _delete(request: Request, graph: Named) -> Response:
    told = await request.app.state.desk.write({"kind": "drop", "graph": graph.iri}, b"")
    if not told["was_there"]:
        raise Refused(404, f"no graph is called <{graph.iri}>")
    return Response(status_code=204)


def _graph(request: Request) -> Named:
    given = parameters(request.scope["query_string"])
    names = [value for name, value in given if name == "graph"]
    default = any(name == "default" for name, _ in given)
    direct = request.path_params.get("name", "")
    if len(names) + default + bool(direct) > 1:
        raise Refused(400, "one graph at a time: ?default, ?graph=IRI or an address below /store/")
    if direct:
        return Named(_iri(str(request.url.replace(query="", fragment=""))))
    if names:
        return Named(_iri(names[0]))
    if default:
        return Named(None)
    if request.method in ("POST", "PUT"):
        return Named(f"{request.base_url}store/{uuid.uuid4()}", is_new=True)
    raise Refused(400, "which graph? say ?graph=IRI or ?default")


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise Refused(400, f"graph: {text[:80]!r} is no full IRI") from None


def _parts(media: str, content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """(media type, content) of each part of a body; of the one part where it is not made of many."""
    if media != _MULTIPART:
        return [(_known(media), body)]
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    parts = [part for part in message.iter_parts()] if message.is_multipart() else []
    if not parts:
        raise Refused(400, "the body is no multipart/form-data, or has no part")
    return [(_known(part.get_content_type()), part.get_payload(decode=True)) for part in parts]


def _known(media: str) -> str:
    if media not in _MEDIA:
        raise Refused(415, f"Content-Type must be one of {', '.join(form.media_type for form in GRAPHS)}")
    return _MEDIA[media]
