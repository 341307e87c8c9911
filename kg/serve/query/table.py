"""Results of a query for readers without script: as plain data that the template writes with everything escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from kg.vocab import KG_BASE, KGR_BASE, PREFIXES

MOST_ROWS = 1000  # a page of more rows is no longer read but downloaded
MOST_TEXT = 200_000  # characters of a graph's Turtle
_ENTITY = re.compile(re.escape(KGR_BASE) + r"[^/#?]+")
_ARTICLE = re.compile(re.escape(KGR_BASE) + r"article/[^/#?]+")
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_LOCAL = re.compile(r"[\w][\w-]*")
# Marks that turn the direction of what follows, and controls: in an IRI they only deceive.
_MARKS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `text` to read, `more` about it (language, or the IRI in full), `link` where one may go, else ""."""

    text: str
    more: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, at most MOST_ROWS of the `total`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def table(results: Mapping[str, Any], lang: str) -> Table:
    """The rows of a result in the SPARQL JSON format."""
    columns, found = tuple(results["head"]["vars"]), results["results"]["bindings"]
    rows = tuple(tuple(cell(row.get(column), lang) for column in columns) for row in found[:MOST_ROWS])
    return Table(columns, rows, len(found))


def cell(term: Mapping[str, Any] | None, lang: str) -> Cell:
    """A term of the SPARQL JSON format for people to read; what is unbound is empty."""
    if term is None:
        return Cell("")
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return Cell(short(value), visible(value), link(value, lang))
    if kind == "bnode":
        return Cell("_:" + visible(value))
    if kind == "triple":
        return Cell("<< " + " ".join(cell(value[key], lang).text for key in ("subject", "predicate", "object")) + " >>")
    return Cell(value, term.get("xml:lang", "") or short(term.get("datatype", "")))


def short(iri: str) -> str:
    """An IRI with one of the usual prefixes where one fits, with every deceiving mark written out."""
    for name, base in PREFIXES.items():
        if iri.startswith(base) and _LOCAL.fullmatch(iri[len(base) :]):
            return f"{name}:{iri[len(base) :]}"
    return visible(iri)


def visible(iri: str) -> str:
    """An IRI in which marks that no one sees stand as their code points."""
    return _MARKS.sub(lambda mark: f"\\u{ord(mark[0]):04X}", iri)


def query_for(iri: str) -> str:
    """A query for all that the graph says of one of its IRIs; of an article, for all that it contributes."""
    if _ARTICLE.fullmatch(iri):
        return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}"
    return f"DESCRIBE <{iri}>"


def link(iri: str, lang: str) -> str:
    """Where an IRI leads: an entity to the explorer, others of the graph to a query, http(s) there, else ""."""
    if iri.startswith(KG_BASE) or _NO_IRI.search(iri):
        return ""  # the ontology lies in no store
    if _ENTITY.fullmatch(iri):
        return f"/#e={quote(iri, safe='')}&lang={lang}"
    if iri.startswith(KGR_BASE):
        return f"/query?lang={lang}&query={quote(query_for(iri), safe='')}"
    try:
        address = urlsplit(iri)
    except ValueError:
        return ""
    return iri if address.scheme in ("http", "https") and address.netloc else ""
