"""The view as a file: Turtle, a table, a picture."""

from __future__ import annotations

import base64
import csv
import io
import struct

import pytest
from explorer import Explorer
from rdflib import Graph as Rdf
from rdflib import URIRef
from rdflib.namespace import RDF

from kg.graph.store import layout, open_read

pytestmark = pytest.mark.browser

# How many pixels of a picture differ from the one in its corner, and its size.
PICTURE = """async (encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  let inked = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) inked += 1;
  }
  return [picture.width, picture.height, inked, data[3]];
}"""


def export(explorer: Explorer, kind: str) -> bytes:
    """What the button gives to save."""
    explorer.unfold("header")
    with explorer.page.expect_download() as download:
        explorer.page.locator(f"#export-{kind}").click()
    assert download.value.suggested_filename.endswith({"turtle": ".ttl"}.get(kind, f".{kind}"))
    return open(download.value.path(), "rb").read()


def narrowed(explorer: Explorer) -> set[str]:
    """Leaves only what is told with some confidence; the statements that are left."""
    explorer.page.locator("#confidence").fill("65")
    left = [said for said in explorer.graph.statements if said.confidence >= 0.65]
    explorer.shows(left)
    return {said.iri for said in left}


def whole(graph) -> Rdf:
    from pyoxigraph import DefaultGraph, RdfFormat

    store = open_read(graph.directory)
    assert layout(graph.directory).store.is_dir()
    return Rdf().parse(data=store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")


def test_turtle_is_the_part_of_the_graph_that_is_shown(explore):
    explorer = explore("trade")
    left = narrowed(explorer)
    found = Rdf().parse(data=export(explorer, "turtle").decode("utf-8"), format="turtle")
    assert {str(s) for s in found.subjects(RDF.subject)} == left
    assert set(found) <= set(whole(explorer.graph))
    for said in explorer.graph.statements:
        if said.iri in left:
            assert (URIRef(said.iri), RDF.object, URIRef(said.line[2])) in found
            assert "prov#wasDerivedFrom" in "".join(map(str, found.predicates(URIRef(said.iri))))


def test_csv_has_a_row_for_each_sentence_behind_a_statement(explore):
    explorer = explore("trade")
    left = [said for said in explorer.graph.statements if said.iri in narrowed(explorer)]
    rows = list(csv.reader(io.StringIO(export(explorer, "csv").decode("utf-8-sig"), newline="")))
    head, rows = rows[0], rows[1:]
    assert len(rows) == sum(len(said.told) for said in left)
    assert all(len(row) == len(head) for row in rows)
    written = "\n".join("\t".join(row) for row in rows)
    for said in left:
        assert explorer.graph.things[said.line[0]].label in written
        for told in said.told:
            assert told.sentence in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_has_ink_on_a_ground(page_of, open_page, scheme, tmp_path):
    explorer = page_of("trade", color_scheme=scheme)
    data = export(explorer, "png")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width >= 600 and height >= 300
    blank = tmp_path / "leer.html"
    blank.write_text("<!doctype html><title>leer</title>", encoding="utf-8")
    reader = open_page(blank, ready=False).page
    *size, inked, opaque = reader.evaluate(PICTURE, base64.b64encode(data).decode())
    assert size == [width, height] and inked > 2000 and opaque == 255
