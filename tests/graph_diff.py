"""What is different between two graphs, for people: whole statements first, then what changed of each subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.vocab import PREFIXES

KG, RDF, PROV, NIF = (PREFIXES[name] for name in ("kg", "rdf", "prov", "nif"))
Graph = frozenset[Triple]


def read_turtle(path: Path) -> Graph:
    """The triples of a Turtle file; our graphs have no blank nodes, so that sets compare as graphs."""
    return frozenset(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))


def difference(expected: Graph, found: Graph) -> str:
    """One line for each statement and each other triple that is missing ("-") or new ("+"); "" for the same graph.

    A statement's IRI comes of all that makes it this statement, so one with another modality is a missing and a new
    one; what changed of a statement that both graphs hold (confidence, evidence) stands under its sentence.
    """
    lines: list[str] = []
    told = {sign: _statements(graph) for sign, graph in (("-", expected), ("+", found))}
    for sign, other in (("-", "+"), ("+", "-")):
        lines += [f"{sign} {text}" for iri, text in told[sign].items() if iri not in told[other]]
    gone = set(told["-"]) ^ set(told["+"])
    by_subject: dict[str, list[str]] = defaultdict(list)
    for sign, triples in (("-", expected - found), ("+", found - expected)):
        for triple in sorted(triples, key=str):
            if triple.subject.value not in gone:
                by_subject[triple.subject.value].append(f"  {sign} {_name(triple.predicate)} {_name(triple.object)}")
    for subject in sorted(by_subject):
        lines += [f"  {told['+'].get(subject) or _name(NamedNode(subject))}", *by_subject[subject]]
    return "\n".join(lines)


def _statements(graph: Graph) -> dict[str, str]:
    """IRI → the statement in one line, in the order of the lines."""
    about: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for triple in graph:
        about[triple.subject.value][triple.predicate.value].append(triple.object)
    told = {}
    for iri, values in about.items():
        if NamedNode(KG + "Statement") not in values[RDF + "type"]:
            continue
        fact = " ".join(_names(values[RDF + part]) for part in ("subject", "predicate", "object"))
        with_more = [
            f"{name.removeprefix(KG)}={_names(found)}"
            for name, found in sorted(values.items())
            if name.startswith(KG) and name != KG + "confidence"
        ]
        quotes = [q.value for e in values[PROV + "wasDerivedFrom"] for q in about[e.value][NIF + "anchorOf"]]
        rules = {r for e in values[PROV + "wasDerivedFrom"] for r in about[e.value][KG + "rule"]}
        told[iri] = f"{fact} ({', '.join(with_more)}) «{' … '.join(sorted(quotes))}» [{_names(rules)}]"
    return dict(sorted(told.items(), key=lambda item: item[1]))


def _names(terms: Iterable[NamedNode | Literal]) -> str:
    return ", ".join(sorted(map(_name, terms)))


def _name(term: NamedNode | Literal) -> str:
    if isinstance(term, Literal):
        return f'"{term.value}"' if len(term.value) < 200 else f'"{term.value[:100]} … {term.value[-60:]}"'
    for prefix in ("kgr", "kg", *PREFIXES):
        if term.value.startswith(PREFIXES[prefix]):
            return f"{prefix}:{term.value[len(PREFIXES[prefix]) :]}"
    return term.value
