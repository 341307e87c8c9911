"""Query results as a table for people, or as CSV, JSON or Turtle for other tools."""

from __future__ import annotations

import csv
import io
import json
import textwrap

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.graph.export import jsonld, turtle
from kg.graph.quads import one_line
from kg.graph.query import Result, Term
from kg.graph.terms import prefixed

FORMATS = ("table", "csv", "json", "ttl")

_NARROWEST = 8  # columns of characters that a cell keeps when the terminal is too narrow for all
_TALLEST = 8  # lines that a wrapped cell may take


def render(result: Result, format: str = "table", width: int | None = None) -> str:
    """A result as text that ends with a line end.

    format: "table"; "csv" and "json" as the SPARQL standard has them (a graph: three columns, JSON-LD); "ttl" for a
    graph. width: columns of the terminal, to wrap a table to; None leaves it as wide as it is.
    Raises QueryError for "ttl" of what is no graph.
    """
    if format == "ttl" and result.triples is None:
        raise QueryError("ttl is for CONSTRUCT and DESCRIBE; choose table, csv or json")
    if result.triples is not None and format in ("ttl", "json"):
        out = io.BytesIO()
        quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in result.triples]
        (turtle if format == "ttl" else jsonld)(quads, out)
        return out.getvalue().decode("utf-8")
    if result.answer is not None:
        answer = str(result.answer).lower()
        return f'{{"head": {{}}, "boolean": {answer}}}\n' if format == "json" else f"{answer}\n"
    if result.triples is not None:
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in result.triples)
        result = Result(("subject", "predicate", "object"), rows)
    return {"table": lambda: _table(result, width), "csv": lambda: _csv(result), "json": lambda: _json(result)}[
        format
    ]()


def _table(result: Result, width: int | None) -> str:
    rows = [[_cell(term) for term in row] for row in result.rows]
    natural = [max(map(len, column)) for column in zip(result.columns, *rows, strict=True)]
    widths = natural if width is None else _fitted(natural, width - 2 * (len(natural) - 1))
    lines = [_line(result.columns, widths), _line(["─" * w for w in widths], widths)]
    for row in rows:
        wrapped = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for i in range(max(map(len, wrapped), default=0)):
            lines.append(_line([cell[i] if i < len(cell) else "" for cell in wrapped], widths))
    if not rows:
        lines.append("(no rows)")
    return "\n".join(lines) + "\n"


def _fitted(natural: list[int], room: int) -> list[int]:
    """Column widths that fit the room, taken from the widest first."""
    widths = list(natural)
    while sum(widths) > room and max(widths, default=0) > _NARROWEST:
        widest = max(widths)
        second = max((w for w in widths if w < widest), default=_NARROWEST)
        many = widths.count(widest)
        new = max(second, _NARROWEST, widest - -(-(sum(widths) - room) // many))
        widths = [new if w == widest else w for w in widths]
    return widths


def _wrapped(cell: str, width: int) -> list[str]:
    if len(cell) <= width:
        return [cell]
    return textwrap.wrap(cell, width, max_lines=_TALLEST, placeholder="…")


def _line(cells: list[str] | tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell[:w].ljust(w) for cell, w in zip(cells, widths, strict=True)).rstrip()


def _cell(term: Term | None) -> str:
    """A value on one line; control characters, which could steer a terminal, are replaced."""
    if term is None:
        return ""
    text = prefixed(term.value) if isinstance(term, NamedNode) else one_line(_value(term))
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _csv(result: Result) -> str:
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(result.columns)
    rows.writerows(["" if term is None else _value(term) for term in row] for row in result.rows)
    return out.getvalue()


def _json(result: Result) -> str:
    bindings = [
        {column: _binding(term) for column, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    content = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": _value(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if prefixed(term.datatype.value) == "xsd:string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _value(term: Term) -> str:
    return str(getattr(term, "value", term))
