"""The graph in the formats of other tools. Same graph, same bytes.

Turtle, JSON-LD, GraphML and CSV hold the knowledge (the default graph); TriG and N-Quads also what each article
contributed, in its named graph.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.errors import StoreError
from kg.graph.facts import facts, nodes
from kg.graph.iris import base_of
from kg.graph.knowledge import DEFAULT, TYPE
from kg.graph.store import articles, layout
from kg.graph.terms import prefixed, term
from kg.vocab import PREFIXES

CSV_HEADER = (
    "subject",
    "predicate",
    "object",
    "subject_label",
    "object_label",
    "modality",
    "status",
    "attributed",
    "qualifiers",
    "confidence",
    "sentence",
    "source",
    "issued",
    "begin",
    "end",
)

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Article IRIs as prefixed names need a backslash before each "/", "#", "=" and ",": legal, but not legible.
_ESCAPED_NAME = re.compile(rb"(?<![\w\\:])kgr:([\w.%-]*\\[/#=,%](?:[\w.%-]|\\[/#=,%])*)")
_XSD_STRING = term("xsd:string")


def export(store: Store, format: str, out: Path | BinaryIO) -> None:
    """Write the graph as one of FORMATS, to a file (at once or not at all) or to an open binary stream.

    Raises StoreError when the file cannot be written, KeyError for an unknown format.
    """
    write = FORMATS[format]
    if isinstance(out, Path):
        with _replacing(out) as stream:
            write(store, stream)
    else:
        write(store, out)


def write_turtle(store: Store, directory: str | Path) -> Path:
    """Write the knowledge as graph.ttl of a graph directory; gives the file's path."""
    path = layout(directory).turtle
    export(store, "turtle", path)
    return path


def turtle(triples: Iterable[Quad], out: BinaryIO, base: str = PREFIXES["kgr"]) -> None:
    """Write triples as Turtle: sorted, class first, a blank line between subjects."""
    ordered = (quad.triple for quad in _sorted(triples))
    _tidied(lambda raw, prefixes: serialize(ordered, raw, RdfFormat.TURTLE, prefixes=prefixes), out, base)


def _turtle(store: Store, out: BinaryIO) -> None:
    turtle(store.quads_for_pattern(None, None, None, DEFAULT), out, _base(store))


def _jsonld(store: Store, out: BinaryIO) -> None:
    jsonld(store.quads_for_pattern(None, None, None, DEFAULT), out, _base(store))


def _trig(store: Store, out: BinaryIO) -> None:
    _tidied(
        lambda raw, prefixes: serialize(_all_sorted(store), raw, RdfFormat.TRIG, prefixes=prefixes), out, _base(store)
    )


def _nquads(store: Store, out: BinaryIO) -> None:
    serialize(_all_sorted(store), out, RdfFormat.N_QUADS)


def jsonld(triples: Iterable[Quad], out: BinaryIO, base: str = PREFIXES["kgr"]) -> None:
    """Write triples as JSON-LD: one line for each subject, names shortened by the prefixes of its context."""
    prefixes = PREFIXES | {"kgr": base}
    out.write(f'{{"@context": {json.dumps(prefixes)},\n "@graph": ['.encode())
    ordered = _sorted(triples)
    separator = "\n"
    for subject, about in groupby(ordered, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": prefixed(subject.value, prefixes)}
        for predicate, quads in groupby(about, key=lambda quad: quad.predicate):
            if predicate == TYPE:
                node["@type"] = [prefixed(quad.object.value, prefixes) for quad in quads]
            else:
                node[prefixed(predicate.value, prefixes)] = [_json_value(quad.object, prefixes) for quad in quads]
        out.write((separator + json.dumps(node, ensure_ascii=False)).encode("utf-8"))
        separator = ",\n"
    out.write(b"\n]}\n")


def _json_value(value: NamedNode | Literal, prefixes: dict[str, str]) -> dict[str, str]:
    if isinstance(value, NamedNode):
        return {"@id": prefixed(value.value, prefixes)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == _XSD_STRING:
        return {"@value": value.value}
    return {"@value": value.value, "@type": prefixed(value.datatype.value, prefixes)}


def _graphml(store: Store, out: BinaryIO) -> None:
    """Entities as nodes, statements as edges; one attribute of each kind that a graph tool can filter by."""
    import networkx as nx

    prefixes = PREFIXES | {"kgr": _base(store)}
    graph = nx.MultiDiGraph()
    for node in nodes(store):
        attributes = {"label": node.label, "class": node.cls, "wikidata": node.wikidata, "iri": node.iri}
        graph.add_node(prefixed(node.iri, prefixes), **{k: _NOT_XML.sub("\ufffd", v) for k, v in attributes.items()})
    for fact in facts(store):
        attributes = {
            "label": fact.predicate,
            "modality": fact.modality,
            "status": fact.status,
            "attributed": fact.attributed,
            "qualifiers": _readable(fact.qualifiers),
            "evidence": "\n".join(sentence.text for sentence in fact.sentences),
            "sources": "\n".join(sorted({sentence.source for sentence in fact.sentences})),
            "iri": fact.iri,
        }
        graph.add_edge(
            prefixed(fact.subject, prefixes),
            prefixed(fact.object, prefixes),
            key=prefixed(fact.iri, prefixes),
            confidence=float(fact.confidence),
            **{name: _NOT_XML.sub("\ufffd", value) for name, value in attributes.items()},
        )
    nx.write_graphml_xml(graph, out, prettyprint=True)


def _csv(store: Store, out: BinaryIO) -> None:
    """One row for each sentence behind each statement."""
    prefixes = PREFIXES | {"kgr": _base(store)}
    labels = {node.iri: node.label for node in nodes(store)}
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(CSV_HEADER)
        for fact in facts(store):
            for sentence in fact.sentences:
                rows.writerow(
                    (
                        prefixed(fact.subject, prefixes),
                        fact.predicate,
                        prefixed(fact.object, prefixes),
                        labels.get(fact.subject, ""),
                        labels.get(fact.object, ""),
                        fact.modality,
                        fact.status,
                        fact.attributed,
                        _readable(fact.qualifiers),
                        fact.confidence,
                        sentence.text,
                        sentence.source,
                        sentence.issued,
                        sentence.begin,
                        sentence.end,
                    )
                )
    finally:
        text.detach()


FORMATS: dict[str, Callable[[Store, BinaryIO], None]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "csv": _csv,
}


def _readable(qualifiers: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}={value}" for name, value in qualifiers)


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    """By subject, property (the class first, a statement's triple in its own order) and value."""
    first = {
        name: place for place, name in enumerate((TYPE, *map(term, ("rdf:subject", "rdf:predicate", "rdf:object"))))
    }
    last = len(first)
    return sorted(
        quads, key=lambda q: (q.subject.value, first.get(q.predicate, last), q.predicate.value, str(q.object))
    )


def _all_sorted(store: Store) -> Iterator[Quad]:
    graphs: list[DefaultGraph | NamedNode] = [DEFAULT, *sorted(store.named_graphs(), key=str)]
    for graph in graphs:
        yield from _sorted(store.quads_for_pattern(None, None, None, graph))


def _base(store: Store) -> str:
    """The base under which the store's IRIs were minted."""
    article = next(iter(articles(store)), None)
    return base_of(article[1]) if article else PREFIXES["kgr"]


def _tidied(write: Callable[[BinaryIO, dict[str, str]], None], out: BinaryIO, base: str) -> None:
    """Turtle or TriG for people: prefixes sorted, a blank line between subjects, article IRIs written out.

    Oxigraph writes one line a subject or property and escapes every line end within a literal, so lines can be
    worked on one by one; and an escaped "/" or "#" can only be part of a name, never of a literal.
    """
    with tempfile.TemporaryFile() as raw:
        write(raw, PREFIXES | {"kgr": base})
        raw.seek(0)
        header = True
        for prefix in sorted(PREFIXES):
            out.write(f"@prefix {prefix}: <{base if prefix == 'kgr' else PREFIXES[prefix]}> .\n".encode())
        for line in raw:
            if header and line.startswith(b"@prefix "):
                continue
            header = False
            if not line.startswith((b"\t", b"}")):
                out.write(b"\n")
            if b"kgr:" in line and b"\\" in line:
                line = _ESCAPED_NAME.sub(lambda name: _written_out(name, base), line)
            out.write(line)


def _written_out(name: re.Match[bytes], base: str) -> bytes:
    return b"<" + base.encode() + re.sub(rb"\\(.)", rb"\1", name[1]) + b">"


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content takes the file's place when all is written; until then the old file stays."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        os.replace(part, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
