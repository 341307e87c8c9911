"""Which format an answer takes: what the client accepts, weighed, against what there is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.serve.refused import Refused


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers: its name in ?format=, the media type it is sent as, others it goes by."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


# In each table the first is what a client gets that does not say.
TABLES = (
    Format("json", "application/sparql-results+json", ("application/json", "text/json")),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Format("turtle", "text/turtle", ("application/turtle", "application/x-turtle")),
    Format("ntriples", "application/n-triples", ("text/plain",)),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
)
SHORT = {"ttl": "turtle", "nt": "ntriples", "json-ld": "jsonld", "rdf": "rdfxml"}


def negotiate(accept: str, wanted: str, formats: tuple[Format, ...]) -> Format:
    """The format for an answer.

    accept: the Accept header, "" where there is none. wanted: a name given as ?format=, which goes first, or "".
    Raises Refused (406) when nothing fits.
    """
    if wanted:
        name = SHORT.get(wanted.lower(), wanted.lower())
        for form in formats:
            if name in (form.name, form.media_type):
                return form
        # ?format=json for a graph is JSON-LD, ?format=xml is RDF/XML: what the name says, for the other kind.
        for form in formats:
            if (name, form.name) in (("json", "jsonld"), ("xml", "rdfxml")):
                return form
        raise Refused(406, f"no format is called {wanted!r} here; there are {_names(formats)}")
    ranges = _ranges(accept)
    if not ranges:
        return formats[0]
    best = max(formats, key=lambda form: _weight(form, ranges))
    if _weight(best, ranges) <= (0.0, 0):
        raise Refused(406, f"none of the accepted formats is there; there are {_names(formats)}")
    return best


def weight(media_type: str, accept: str) -> float:
    """How much a client wants a media type, 0 to 1."""
    return _weight(Format("", media_type), _ranges(accept))[0]


def _names(formats: tuple[Format, ...]) -> str:
    return ", ".join(f"{form.name} ({form.media_type})" for form in formats)


def _ranges(accept: str) -> list[tuple[str, float]]:
    """(media range, weight) of an Accept header; what cannot be read is left out."""
    ranges = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        value = next((p[2:] for p in parameters if p[:2].lower() == "q="), "1")
        try:
            q = float(value)
        except ValueError:
            continue
        if media and 0 <= q <= 1:
            ranges.append((media.lower(), q))
    return ranges


def _weight(form: Format, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """(q, how exactly it is named) of a format; the most exact range counts, as HTTP wants it."""
    found = (0.0, -1)
    for name in (form.media_type, *form.aliases):
        exact = {name: 3 if name == form.media_type else 2, f"{name.split('/')[0]}/*": 1, "*/*": 0}
        for media, q in ranges:
            if (level := exact.get(media, -1)) > found[1]:
                found = (q, level)
    return found if found[1] >= 0 else (0.0, 0)
