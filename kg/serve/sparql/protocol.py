"""What a request asks for, by the SPARQL 1.1 Protocol: read from the address, a form or a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.serve.refused import Refused
from kg.serve.safety.wellformed import parameters

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update as a request gives it.

    default, named: IRIs of the graphs that the request names for it; None, None where it names none.
    format: the name of the format wished for, or "".
    """

    text: str
    default: list[str] | None
    named: list[str] | None
    format: str


async def asked_query(request: Request) -> Asked | None:
    """The query of a request; None where a GET gives none. Raises Refused for what the protocol does not know."""
    asked = await _asked(request, "query", "default-graph-uri", "named-graph-uri", limit_of(request))
    if asked is None and request.method == "POST":
        raise Refused(400, "no query; send query=… as a form, or the query with Content-Type application/sparql-query")
    return asked


async def asked_update(request: Request) -> Asked:
    """The update of a request. Raises Refused for what the protocol does not know."""
    limit = request.app.state.desk.settings.max_write
    asked = await _asked(request, "update", "using-graph-uri", "using-named-graph-uri", limit)
    if asked is None:
        line = "no update; send update=… as a form, or the update with Content-Type application/sparql-update"
        raise Refused(400, line)
    return asked


def limit_of(request: Request) -> int:
    """Bytes of a request that reads."""
    return request.app.state.desk.settings.max_query


def media_type_of(request: Request) -> str:
    """The media type of a request's body, "" where it says none. Raises Refused for text that is not UTF-8."""
    media, *rest = (part.strip() for part in request.headers.get("content-type", "").split(";"))
    for parameter in rest:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(' "').lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Refused(415, f"the text must be sent as UTF-8, not {value.strip()[:40]}")
    return media.lower()


async def body_text(request: Request) -> str:
    """A request's body as text. Raises Refused for one that is not UTF-8."""
    try:
        return (await request.body()).decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the body is not UTF-8") from None


async def _asked(request: Request, kind: str, default: str, named: str, limit: int) -> Asked | None:
    given = parameters(request.scope["query_string"])
    if request.method == "POST":
        media = media_type_of(request)
        if media == f"application/sparql-{kind}":
            if any(name == kind for name, _ in given):
                raise Refused(400, f"one {kind} at a time: this request gives one in its address and one in its body")
            given.append((kind, await body_text(request)))
        elif media == _FORM:
            given += parameters(await request.body())
        else:
            raise Refused(415, f"Content-Type must be application/sparql-{kind} or {_FORM}")
    if kind == "query" and any(name == "update" for name, _ in given):
        raise Refused(400, "updates go to /update, by POST")
    texts = _all(given, kind)
    if len(texts) > 1:
        raise Refused(400, f"one {kind} at a time: this request gives {len(texts)}")
    if not texts:
        return None
    if len(texts[0].encode("utf-8", "surrogatepass")) > limit:
        raise Refused(413, f"the {kind} is longer than {limit} bytes")
    graphs = [_iris(_all(given, name), name) for name in (default, named)]
    if not any(graphs):
        graphs = [None, None]
    return Asked(texts[0], *graphs, format=next(iter(_all(given, "format")), ""))


def _all(given: Sequence[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in given if key == name]


def _iris(values: list[str], name: str) -> list[str]:
    for value in values:
        try:
            NamedNode(value)
        except ValueError:
            raise Refused(400, f"{name}: {value[:80]!r} is no full IRI") from None
    return values
