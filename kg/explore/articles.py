"""An article as a page shows it: where it is from, and its text with the places where statements stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kg.explore.index import CONTEXT, DERIVED, IDENT, GraphIndex
from kg.explore.marks import Mark
from kg.graph.facts import values
from kg.graph.knowledge import DEFAULT
from kg.graph.terms import term

BEGIN, END = term("nif:beginIndex"), term("nif:endIndex")
ADDRESSES = ("schema:url", "dcterms:source", "dcterms:identifier")


class Articles:
    """Looks up articles, once each."""

    def __init__(self, index: GraphIndex):
        self.index = index
        self._found: dict[str, dict[str, Any]] = {}
        self._mentions: dict[str, list[Mark]] = {}

    def article(self, iri: str) -> dict[str, Any]:
        """Title, publisher, date, language, file, address and number of statements of an article."""
        if iri not in self._found:
            self._found[iri] = self._read(iri)
        return self._found[iri]

    def issued(self, iri: str) -> str:
        """The article's date, as precise as it is known; empty where it is not."""
        return self.article(iri)["issued"]

    def mentions(self, iri: str, start: int, end: int) -> list[Mark]:
        """Where entities are named between two places of the text, counted from `start`: (start, end, IRI)."""
        if not self.index.has_mentions:
            return []
        if iri not in self._mentions:
            self._mentions[iri] = _mentions(self.index, iri)
        return [(a - start, b - start, who) for a, b, who in self._mentions[iri] if start <= a and b <= end]

    def _read(self, iri: str) -> dict[str, Any]:
        own = values(self.index.store, NamedNode(iri))
        first = {name: terms[0] for name, terms in own.items()}
        publisher = first.get("dcterms:publisher")
        return {
            "id": iri,
            "title": self._text(first, "dcterms:title"),
            "publisher": self.index.names.text(publisher) if publisher is not None else "",
            "publisherId": publisher.value if isinstance(publisher, NamedNode) else "",
            "issued": self._text(first, "dcterms:issued"),
            "language": self._text(first, "dcterms:language"),
            "source": self._text(first, "dcterms:source"),
            "url": next((a for name in ADDRESSES if (a := web_address(self._raw(first, name)))), ""),
            "statements": self.index.statements_of_articles[iri],
        }

    def _raw(self, first: dict[str, Any], name: str) -> str:
        return first[name].value if name in first else ""

    def _text(self, first: dict[str, Any], name: str) -> str:
        return " ".join(self._raw(first, name).split())


def web_address(text: str) -> str:
    """The text itself where it is an address of the web (http or https), else nothing."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    is_one = parts.scheme.lower() in ("http", "https") and host and text.isprintable() and " " not in text
    return text if is_one else ""


def text_of(index: GraphIndex, iri: str) -> str:
    """The article's whole text; empty where the graph does not keep it."""
    texts = values(index.store, NamedNode(iri)).get("nif:isString", ())
    return texts[0].value if texts else ""


def span_of(evidence: Mapping[str, list[Any]]) -> tuple[int, int]:
    """Where a piece of evidence, given by its values, begins and ends in its text; 0 for what is no number."""
    texts = [min((t.value for t in evidence.get(f"nif:{n}", ())), default="") for n in ("beginIndex", "endIndex")]
    begin, end = (int(text) if text.isascii() and text.isdigit() else 0 for text in texts)
    return begin, end


def statements_in(index: GraphIndex, iri: str) -> dict[str, list[tuple[int, int]]]:
    """The statements that an article tells: IRI → where in its text."""
    found: dict[str, list[tuple[int, int]]] = {}
    for quad in index.store.quads_for_pattern(None, CONTEXT, NamedNode(iri), DEFAULT):
        told = [q.subject.value for q in index.store.quads_for_pattern(None, DERIVED, quad.subject, DEFAULT)]
        told = [statement for statement in told if statement in index.links]
        if told:
            span = span_of(values(index.store, quad.subject))
            for statement in told:
                found.setdefault(statement, []).append(span)
    return {statement: sorted(found[statement]) for statement in sorted(found)}


def cut(text: str, places: dict[str, list[tuple[int, int]]]) -> list[list[Any]]:
    """The text cut where evidence begins and ends, each piece with the statements it is evidence for.

    places: statement → (start, end) in the text; what reaches beyond the text is cut off there.
    """
    spans = [(max(0, a), min(b, len(text)), iri) for iri, found in places.items() for a, b in found]
    spans = [span for span in spans if span[0] < span[1]]
    borders = sorted({0, len(text), *(at for a, b, _ in spans for at in (a, b))})
    return [
        [text[a:b], sorted({iri for start, end, iri in spans if start <= a and b <= end})]
        for a, b in zip(borders, borders[1:], strict=False)
    ]


def _mentions(index: GraphIndex, iri: str) -> list[Mark]:
    rows = index.store.query(
        f"""SELECT ?begin ?end ?who WHERE {{
            ?name {CONTEXT} {NamedNode(iri)} ; {IDENT} ?who ; {BEGIN} ?begin ; {END} ?end .
        }}"""
    )
    spans = ([row[name].value for name in ("begin", "end", "who")] for row in rows)
    return sorted((int(begin), int(end), who) for begin, end, who in spans if begin.isdecimal() and end.isdecimal())
