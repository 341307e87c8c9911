"""Which format an answer takes: what the client accepts, weighed, against what there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.serve.refused import Refused


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers: its name in ?format=, other short names, its media type, others it goes by."""

    name: str
    short: tuple[str, ...]
    media_type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A format, by name, and the media type it is sent as: the one that the client asked for."""

    name: str
    media_type: str

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


# In each table the first is what a client gets that does not say.
TABLES = (
    Format("json", ("srj",), "application/sparql-results+json", ("application/json",)),
    Format("xml", ("srx",), "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", (), "text/csv"),
    Format("tsv", (), "text/tab-separated-values"),
)
GRAPHS = (
    Format("turtle", ("ttl",), "text/turtle"),
    Format("ntriples", ("nt",), "application/n-triples", ("text/plain",)),
    Format("jsonld", ("json-ld", "json"), "application/ld+json", ("application/json",)),
    Format("rdfxml", ("rdf", "xml"), "application/rdf+xml", ("application/xml", "text/xml")),
)

Ranges = list[tuple[str, float]]


@lru_cache(64)  # a client says the same with each request
def negotiate(accept: str, wanted: str, formats: tuple[Format, ...]) -> Chosen:
    """The format for an answer.

    accept: the Accept header, "" where there is none. wanted: a name given as ?format=, which goes first, or "".
    Raises Refused (406) when nothing fits.
    """
    if wanted:
        for form in formats:
            if wanted.lower() in (form.name, *form.short, form.media_type):
                return Chosen(form.name, form.media_type)
        raise Refused(406, f"no format is called {wanted[:40]!r} here; there are {_names(formats)}")
    ranges = _ranges(accept)
    if not ranges:
        return Chosen(formats[0].name, formats[0].media_type)
    # Of equally wanted ones the first: so a client that takes anything gets the usual one.
    weight, chosen = max(
        ((_weight(media, ranges), Chosen(form.name, media)) for form in formats for media in _media(form, ranges)),
        key=lambda pair: pair[0],
    )
    if weight <= 0:
        raise Refused(406, f"none of the accepted formats is there; there are {_names(formats)}")
    return chosen


def prefers_page(accept: str) -> bool:
    """Whether a client would rather have a page than data: a browser does."""
    ranges = _ranges(accept)
    data = (form.media_type for form in (*TABLES, *GRAPHS))
    return bool(ranges) and _weight("text/html", ranges) > max(_weight(media, ranges) for media in data)


def _names(formats: tuple[Format, ...]) -> str:
    return ", ".join(f"{form.name} ({form.media_type})" for form in formats)


def _media(form: Format, ranges: Ranges) -> list[str]:
    """The media types a format may be sent as: its own, and an alias only where the client names it."""
    named = {media for media, _ in ranges}
    return [form.media_type, *(alias for alias in form.aliases if alias in named)]


def _ranges(accept: str) -> Ranges:
    """(media range, weight) of an Accept header; what cannot be read is left out."""
    ranges = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        value = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
        try:
            weight = float(value)
        except ValueError:
            continue
        if media and 0 <= weight <= 1:
            ranges.append((media, weight))
    return ranges


def _weight(media_type: str, ranges: Ranges) -> float:
    """How much a media type is wanted, 0 to 1; the most exact range counts, as HTTP wants it."""
    exactness = {media_type: 2, f"{media_type.partition('/')[0]}/*": 1, "*/*": 0}
    found = [(exactness[media], weight) for media, weight in ranges if media in exactness]
    return max(found)[1] if found else 0.0
