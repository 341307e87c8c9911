"""Exports: each format reads back as the same graph, and the same graph gives the same bytes."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from graph_readings import BACKGROUND, chips, gallium, readings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib.compare import isomorphic

from kg.errors import StoreError
from kg.graph import store as graph
from kg.graph.export import CSV_HEADER, FORMATS, export, turtle, write_turtle
from kg.graph.facts import facts
from kg.graph.terms import term

RDF = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    graph.load(store, [gallium(), chips()], mentions=True, background=BACKGROUND)
    return store


def exported(store: Store, format: str) -> bytes:
    out = io.BytesIO()
    export(store, format, out)
    return out.getvalue()


def knowledge(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, DefaultGraph()))


def test_all_formats_are_there():
    assert sorted(FORMATS) == ["csv", "graphml", "jsonld", "nquads", "trig", "turtle"]


@pytest.mark.parametrize("format", sorted(RDF))
def test_reads_back_as_the_same_graph(store, format):
    wanted = set(store) if format in ("trig", "nquads") else knowledge(store)
    again = Store()
    again.extend(parse(exported(store, format), RDF[format]))
    assert set(again) == wanted


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_rdflib_reads_it(store, format):
    nt = "".join(f"{quad.triple} .\n" for quad in knowledge(store))
    wanted = rdflib.Graph().parse(data=nt, format="nt")
    found = rdflib.Graph().parse(data=exported(store, format).decode(), format=format.replace("jsonld", "json-ld"))
    assert isomorphic(found, wanted)


@settings(max_examples=30, deadline=None)
@given(st.lists(readings(), max_size=3))
def test_any_graph_reads_back(some):
    store = Store()
    graph.load(store, some)
    for format in ("turtle", "trig", "jsonld"):
        again = Store()
        again.extend(parse(exported(store, format), RDF[format]))
        assert set(again) == (set(store) if format == "trig" else knowledge(store))
    rows = list(csv.reader(io.StringIO(exported(store, "csv").decode(), newline="")))
    assert len(rows) == 1 + sum(len(fact.sentences) for fact in facts(store))
    assert {len(row) for row in rows} == {len(CSV_HEADER)}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["kgr:", "\\", "/", "#", "=", ",", "n", '"', "'", "\n", " ", "%", "é", "<", "\t"])).map(
        "".join
    )
)
@example("kgr:\\/ kgr:a\n kgr:\\#char\\=0")
def test_no_literal_is_taken_for_a_name(text):
    """Article IRIs are written out after serializing; a literal that looks like one must stay what it is."""
    article = NamedNode(term("kgr:article/0123456789abcdef").value + "#char=0,9")
    quads = [Quad(article, term("nif:isString"), Literal(text)), Quad(article, term("kg:rule"), term("kgr:a-b"))]
    out = io.BytesIO()
    turtle(quads, out)
    assert set(parse(out.getvalue(), RdfFormat.TURTLE)) == set(quads)
    assert f"<{article.value}> " in out.getvalue().decode()


def test_turtle_is_legible(store):
    text = exported(store, "turtle").decode()
    assert (
        "\nkgr:china a kg:Country ;\n"
        "\towl:sameAs wd:Q148 ;\n"
        '\tskos:altLabel "Peking"@de , "Pekings"@de ;\n'
        '\tskos:prefLabel "China"@de ;\n'
        "\tkg:meets kgr:jensen-huang ;\n"
        "\tkg:restricts kgr:gallium .\n\n"
    ) in text
    assert " a kg:Statement ;\n\trdf:subject kgr:china ;\n\trdf:predicate kg:restricts ;\n\trdf:object kgr:gal" in text
    assert "kgr:article" not in text


def test_what_is_known_beforehand_is_legible_and_in_a_graph_of_its_own(store):
    iri = "<https://w3id.org/newskg/id/background/"
    fact = (
        " a kg:BackgroundFact ;\n"
        "\trdf:subject kgr:jensen-huang ;\n\trdf:predicate kg:leads ;\n\trdf:object kgr:nvidia ;\n"
        '\tdcterms:source "Handbuch" ;\n\tkg:checkedUntil "2025-06"^^xsd:gYearMonth ;\n\tkg:role "Vorstandschef"@de ;\n'
        '\tkg:validFrom "1993"^^xsd:gYear .\n'
    )
    head, found, _ = exported(store, "turtle").decode().partition(fact)
    assert found and head.rpartition("\n")[2].startswith(iri)
    trig = exported(store, "trig").decode()
    assert trig.count(iri) == 2 * exported(store, "turtle").decode().count(iri)
    assert "\nkgr:background {\n" in trig


def test_another_base_is_the_prefix(tmp_path):
    store = Store()
    graph.load(store, [gallium()], base="https://example.org/a/", background=BACKGROUND)
    assert b"\n<https://example.org/a/background/" in exported(store, "turtle")
    assert b"@prefix kgr: <https://example.org/a/> .\n" in exported(store, "turtle")
    assert b"<https://example.org/a/article/" in exported(store, "turtle")
    assert b"\nkgr:china a kg:Country" in exported(store, "turtle")
    assert b'"kgr": "https://example.org/a/"' in exported(store, "jsonld")


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_same_bytes_whatever_order_and_hash_seed(store, format):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from graph_readings import BACKGROUND, chips, gallium; from kg.graph import store as graph, export\n"
        "store = graph.Store()\n"
        "for r in (chips(), gallium()): graph.load(store, [r], mentions=True, background=BACKGROUND[::-1])\n"
        f"export.export(store, {format!r}, sys.stdout.buffer)"
    )
    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        assert run.stdout == exported(store, format)


def test_csv_has_a_row_for_each_sentence(store):
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode(), newline="")))
    assert len(rows) == 8
    claims = [row for row in rows if row["attributed"] == "Reuters"]
    assert [(row["source"], row["begin"], row["end"]) for row in claims] == [
        ("chips.txt", "59", "100"),
        ("gallium.txt", "27", "77"),
    ]
    [fact] = [row for row in rows if "measure=" in row["qualifiers"]]
    assert fact == {
        "subject": "kgr:china",
        "predicate": "restricts",
        "object": "kgr:gallium",
        "subject_label": "China",
        "object_label": "Gallium",
        "modality": "Asserted",
        "status": "Current",
        "attributed": "",
        "qualifiers": "measure=Exportkontrollen; pointInTime=2025-07",
        "confidence": "0.8",
        "sentence": "China hat Exportkontrollen für Gallium eingeführt.",
        "source": "gallium.txt",
        "issued": "2025-07-29",
        "begin": "27",
        "end": "77",
    }


def test_graphml_opens_as_a_graph(store):
    read = nx.read_graphml(io.BytesIO(exported(store, "graphml")), force_multigraph=True)
    assert read.nodes["kgr:china"] == {
        "label": "China",
        "class": "Country",
        "wikidata": "Q148",
        "iri": "https://w3id.org/newskg/id/china",
    }
    edges = {(u, data["label"], v, data["modality"], data["status"]) for u, v, data in read.edges(data=True)}
    assert ("kgr:vereinigte-staaten", "restricts", "kgr:china", "Possible", "Current") in edges
    assert read.number_of_edges() == len(list(facts(store))) == 7
    sure = [d for _, _, d in read.edges(data=True) if d["qualifiers"].startswith("measure")]
    assert [(d["confidence"], d["evidence"]) for d in sure] == [
        (0.8, "China hat Exportkontrollen für Gallium eingeführt.")
    ]


def test_graphml_survives_what_xml_cannot_hold():
    reading = chips()
    text = "\x01\x00" + reading.article.text
    [statement, *_] = reading.statements
    moved = tuple(replace(e, end=e.end + 2) for e in statement.evidence)
    odd = replace(
        reading, article=replace(reading.article, text=text), statements=(replace(statement, evidence=moved),)
    )
    store = Store()
    graph.add(store, odd)
    read = nx.read_graphml(io.BytesIO(exported(store, "graphml")))
    [(_, _, data)] = read.edges(data=True)
    assert data["evidence"].startswith("\ufffd\ufffdDie USA")


def test_files_are_replaced_at_once_or_not_at_all(store, tmp_path, monkeypatch):
    path = write_turtle(store, tmp_path)
    assert path == tmp_path / "graph.ttl"
    assert path.read_bytes() == exported(store, "turtle")

    def fails(store, out):
        out.write(b"half")
        raise RuntimeError("broke")

    monkeypatch.setitem(FORMATS, "turtle", fails)
    with pytest.raises(RuntimeError, match="broke"):
        write_turtle(store, tmp_path)
    assert path.read_bytes().startswith(b"@prefix")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_file_that_cannot_be_written_is_one_line(store, tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, "csv", tmp_path / "missing" / "facts.csv")
    (tmp_path / "there").mkdir()
    with pytest.raises(StoreError, match="there: cannot be written"):
        export(store, "csv", tmp_path / "there")


def test_an_empty_graph_exports():
    for format in FORMATS:
        assert exported(Store(), format).count(b"kgr:china") == 0
    assert exported(Store(), "csv").decode() == ",".join(CSV_HEADER) + "\r\n"
