"""The difference that a golden test prints says what a reader must know, and nothing where there is none."""

from __future__ import annotations

import pytest
from graph_diff import difference
from pyoxigraph import RdfFormat, parse

from kg.vocab import PREFIXES

HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
GRAPH = """
kgr:china a kg:Country ; kg:restricts kgr:gallium .
<https://w3id.org/newskg/id/statement/1> a kg:Statement ;
    rdf:subject kgr:china ; rdf:predicate kg:restricts ; rdf:object kgr:gallium ;
    kg:modality kg:Asserted ; kg:status kg:Current ; kg:confidence 0.8 ; prov:wasDerivedFrom kgr:e .
kgr:e nif:anchorOf "China beschränkt die Ausfuhr von Gallium."@de ; kg:rule "restricts.beschränken" .
"""


def graph(text):
    return frozenset(quad.triple for quad in parse(HEADER + text, format=RdfFormat.TURTLE))


def test_the_same_graph_in_another_order_is_no_difference():
    assert difference(graph(GRAPH), graph("\n".join(GRAPH.split("\n\n")[::-1]))) == ""


TOLD = (
    "kgr:china kg:restricts kgr:gallium (modality=kg:Asserted, status=kg:Current) "
    '«China beschränkt die Ausfuhr von Gallium.» ["restricts.beschränken"]'
)


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("kg:confidence 0.8", "kg:confidence 0.7", [f"  {TOLD}", '  - kg:confidence "0.8"', '  + kg:confidence "0.7"']),
        ("kg:Country ;", "kg:Company ;", ["  kgr:china", "  - rdf:type kg:Country", "  + rdf:type kg:Company"]),
        ("; kg:restricts kgr:gallium .", ".", ["  kgr:china", "  - kg:restricts kgr:gallium"]),
    ],
)
def test_what_changed_stands_under_its_subject(old, new, lines):
    assert difference(graph(GRAPH), graph(GRAPH.replace(old, new))).splitlines() == lines


def test_another_statement_is_one_missing_and_one_new():
    changed = GRAPH.replace("statement/1", "statement/2").replace("kg:Asserted", "kg:Planned")
    lines = difference(graph(GRAPH), graph(changed)).splitlines()
    assert lines == [f"- {TOLD}", f"+ {TOLD.replace('Asserted', 'Planned')}"]
