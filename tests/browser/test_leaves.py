"""Table, timeline, article page, path and export, as far as they do what no other part of the page does."""

from __future__ import annotations

import csv
import io

import pytest
from expected import read
from explorer import Explorer, becomes, short
from news_graphs import Press
from rdflib import Graph as Rdf
from rdflib import URIRef
from rdflib.namespace import RDF
from test_exports import export, whole

from kg.graph.export import export as own_export
from kg.graph.store import open_read
from kg.vocab import PREFIXES

pytestmark = pytest.mark.browser

# The sentence of two statements, and one that lies within the sentence of another.
BOTH = "Die Firma Rot kaufte die Grube Blau und beliefert sie."
OUTER = "Rot sagt: Blau hängt an Rot."
INNER = "Blau hängt an Rot."

LIT = """() => {
  const { nodes } = kgPage.network.body;
  return kgPage.network.body.data.nodes.get().filter((n) => n.opacity === 1 && nodes[n.id]).length;
}"""


@pytest.fixture
def overlaps(open_page, view, tmp_path) -> Explorer:
    """The page of an article in which statements share sentences."""
    press = Press()
    press.entity("rot", "Rot", "Company").entity("blau", "Blau", "Facility").entity("grau", "Grau", "City")
    press.article("a.txt", "Rot und Blau", issued="2025-05-06", url="javascript:alert(1)")
    press.fact("rot", "acquires", "blau", [("a.txt", BOTH)])
    press.fact("rot", "supplies", "blau", [("a.txt", BOTH)], modality="Possible")
    press.fact("rot", "owns", "blau", [("a.txt", OUTER)])
    press.fact("blau", "dependsOn", "rot", [("a.txt", INNER)])
    press.fact("blau", "locatedIn", "grau", [("a.txt", "Blau liegt in Grau.")])
    of = read(press.write(tmp_path / "graph"))
    iri, _ = of.articles["a.txt"]
    return Explorer(open_page(view(of.directory), at=f"#page=article&id={short(iri)}"), of, "file")


def column(page, name: str) -> list[str]:
    return page.locator(f"#table tbody .{name}").all_inner_texts()


# --- table ---


def test_the_table_is_sorted_by_its_heads_and_says_so(page_of):
    page = page_of("trade", "#tab=table").page
    sorted_heads = "#table th[aria-sort]"
    assert page.locator(sorted_heads).all_inner_texts() == ["Subjekt"]
    for down, sort in ((False, "ascending"), (True, "descending")):
        page.locator("#table th button", has_text="Konfidenz").press("Enter")
        assert page.locator(sorted_heads).all_inner_texts() == ["Konfidenz"]
        assert page.locator(sorted_heads).get_attribute("aria-sort") == sort
        told = [int(text.split("\u202f")[0]) for text in column(page, "confidence")]
        assert told == sorted(told, reverse=down)
    page.locator("#table th button", has_text="Zeit").click()
    dates = [text == "ohne Datum" for text in column(page, "date")]
    assert any(dates) and dates == sorted(dates), "what has no date comes last"
    page.locator("#table th button", has_text="Zeit").click()
    assert dates == [text == "ohne Datum" for text in column(page, "date")]


def test_the_caption_counts_what_the_filters_let_through(page_of):
    explorer = page_of("trade", "#tab=table")
    caption = explorer.page.locator("#table caption")
    assert caption.inner_text().startswith(f"{len(explorer.graph.statements)} Aussagen über ")
    explorer.toggle("reading:Denied")
    left = sum(said.line[3] != "Denied" for said in explorer.graph.statements)
    becomes(lambda: caption.inner_text().split()[0], str(left))
    assert explorer.page.locator("#table tbody tr").count() == left


def test_a_long_table_is_walked_with_keys(page_of):
    explorer = page_of("hub", "#lang=en&tab=table")
    page = explorer.page
    rows = page.locator("#table tbody tr")
    drawn = page.evaluate("kgPage.app.visible().statements.length")
    assert drawn > 100, "more than one slice"
    becomes(rows.count, drawn)
    page.locator("#table .opens").first.focus()
    for key, place in (("ArrowDown", 1), ("PageDown", 11), ("ArrowUp", 10), ("End", drawn - 1), ("Home", 0)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.closest('tr').sectionRowIndex") == place, key
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    (chosen,) = rows.nth(1).evaluate_all("all => all.map(e => e.dataset.id)")
    becomes(lambda: chosen in explorer.cards(), True)
    assert page.locator("#table tr[aria-current]").evaluate_all("all => all.map(e => e.dataset.id)") == [chosen]
    # Of all the rows one is a stop of the tabulator: the one that was left.
    assert page.locator('#table .opens[tabindex="0"]').count() == 1
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("!!document.activeElement.closest('thead')")


# --- timeline ---


def times(page) -> list[str]:
    return page.locator("#page .entries time").evaluate_all("all => all.map(e => e.dateTime)")


def test_a_timeline_runs_either_way_and_keeps_to_one_property(page_of, graph):
    of = graph("trade")
    page = page_of("trade", f"#page=entity&id={short(of.iri('China'))}").page
    page.locator("#page .entry").first.wait_for()
    newest = times(page)
    assert newest == sorted(newest, reverse=True) and len(set(newest)) > 4
    page.locator("#timeline-order").press("Enter")
    becomes(lambda: times(page), sorted(newest))
    page.locator("#timeline-property").select_option("restricts")
    wanted = sum(s.line[1] == "restricts" and of.iri("China") in s.line[::2] for s in of.statements)
    becomes(page.locator("#page .entry").count, wanted)
    assert page.locator("#page .entry .said").all_inner_texts()[0].startswith(("beschränkt ", "wird beschränkt von "))


def test_a_history_in_one_line_for_each_counterpart(explore, graph):
    of = graph("trade")
    explorer = explore("trade", f"#page=entity&id={short(of.iri('China'))}")
    line = explorer.page.locator("#page .histories li", has_text="China und Gallium")
    text = " ".join(line.inner_text().split())
    assert text.startswith("China und Gallium: beschränkt (April"), text
    assert text.endswith("lockert für (7. November 2025)") and ", geplant)" in text, text
    line.get_by_role("button", name="lockert für 7. November 2025").press("Enter")
    (eased,) = (said.iri for said in of.statements if said.line[1] == "eases")
    becomes(lambda: eased in explorer.cards(), True)
    assert "page=entity" in explorer.address, "the page stays beside the card"
    line.get_by_role("button", name="China und Gallium").click()
    explorer.page.locator("#page h2", has_text="Gallium").wait_for()
    turned = explorer.page.locator("#page .histories li", has_text="Gallium und China").inner_text()
    assert turned.startswith("Gallium und China: China beschränkt (April") and " von " not in turned, turned
    # Filters do nothing to a page: they are not offered there.
    assert not explorer.page.locator("#filtering").is_visible() and explorer.page.locator("#search").is_visible()
    explorer.page.get_by_role("button", name="Zurück zur Ansicht").click()
    explorer.page.locator("#filtering").wait_for(state="visible")


def test_what_has_no_date_stands_at_the_end_of_a_timeline(page_of, graph):
    page = page_of("trade", f"#page=entity&id={short(graph('trade').iri('Halbwerk AG'))}").page
    heads = page.locator("#page .entries h3").all_inner_texts()
    assert heads[-1] == "Ohne Datum" and len(heads) > 1
    page.locator("#timeline-order").click()
    assert page.locator("#page .entries h3").all_inner_texts()[-1] == "Ohne Datum"


def test_an_unknown_entity_is_no_fault(page_of):
    page = page_of("trade", "#page=entity&id=kgr:nirgends").page
    page.get_by_text("kgr:nirgends gibt es in diesem Graphen nicht.").wait_for()


# --- article ---


def test_statements_of_one_sentence_are_all_shown_beside_it(overlaps):
    page, of = overlaps.page, overlaps.graph
    mark = page.locator("mark", has_text=BOTH)
    mark.focus()
    page.keyboard.press("Enter")
    wanted = {said.iri for said in of.statements if said.line[1] in ("acquires", "supplies")}
    becomes(overlaps.cards, wanted)
    assert mark.get_attribute("data-count") == "2" and mark.get_attribute("aria-current") == "true"
    assert page.locator("#page li[aria-current]").count() == 2
    assert "page=article" in overlaps.address
    page.reload()
    becomes(overlaps.cards, wanted)


def test_a_sentence_within_another_belongs_to_both(overlaps):
    page, of = overlaps.page, overlaps.graph
    assert OUTER in page.locator("#page .text").inner_text()
    page.locator("mark", has_text=INNER).last.click()
    becomes(overlaps.cards, {said.iri for said in of.statements if said.line[1] in ("owns", "dependsOn")})
    page.locator("mark", has_text="Rot sagt:").click()
    becomes(overlaps.cards, {said.iri for said in of.statements if said.line[1] == "owns"})
    # The sentence of the one is marked in all its parts.
    assert "".join(page.locator("mark[aria-current]").all_inner_texts()) == OUTER


def test_only_an_address_of_the_web_is_a_link(overlaps, page_of, graph):
    assert overlaps.page.locator("#page a").count() == 0
    assert "a.txt" in overlaps.page.locator("#page header").inner_text()
    iri, _ = graph("trade").articles["gallium.txt"]
    link = page_of("trade", f"#page=article&id={short(iri)}").page.locator("#page header a")
    assert link.get_attribute("href") == "https://example.org/gallium?a=1&b=2"
    assert "noopener" in link.get_attribute("rel")


def test_from_an_article_to_its_entities_and_to_one_statement(overlaps):
    page, of = overlaps.page, overlaps.graph
    assert page.locator("#page .told li").count() == len(of.statements)
    page.locator("#page .told button", has_text="Blau liegt in Grau").press("Enter")
    becomes(overlaps.cards, {said.iri for said in of.statements if said.line[1] == "locatedIn"})
    page.locator("#page .names button", has_text="Grau").click()
    page.locator("#page h2", has_text="Grau").wait_for()
    assert "page=entity" in overlaps.address


# --- path ---


def choose(page, end: str, text: str) -> None:
    """An entity for one end of the path, with keys alone."""
    page.locator(f"#path-{end}").fill(text)
    page.locator(f"#path-{end}-list [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_a_path_is_asked_for_with_keys_told_with_sentences_and_lit(explore):
    explorer = explore("trade")
    page = explorer.page
    page.locator("#path summary").focus()
    page.keyboard.press("Enter")
    choose(page, "from", "lohse")
    choose(page, "to", "chin")
    page.locator("#path-result .chain").wait_for()
    chain = page.locator("#path-result .chain").inner_text().split(" → ")
    assert (chain[0], chain[-1]) == ("Anna Lohse", "China") and len(chain) == 4
    assert page.locator("#path-result .steps li").count() == 3
    assert "Anna Lohse führt die Halbwerk AG." in page.locator("#path-result").inner_text()
    becomes(lambda: page.evaluate(LIT), 4)
    assert "path=" in explorer.address
    page.reload()
    page.locator("#path-result .chain").wait_for()
    becomes(lambda: page.evaluate(LIT), 4)
    page.locator("#path-turn").click()
    becomes(lambda: page.locator("#path-result .chain").inner_text().split(" → ")[0], "China")
    page.locator("#path-clear").click()
    becomes(lambda: page.evaluate(LIT), len(explorer.nodes()))
    assert "path=" not in explorer.address and page.locator("#path-result").inner_text() == ""


def test_no_path_is_said_plainly(open_page, view, tmp_path):
    press = Press()
    for one, two in (("a", "b"), ("c", "d")):
        press.entity(one, f"Haus {one}", "Company").entity(two, f"Haus {two}", "Company")
    press.article("a.txt", "Häuser")
    press.fact("a", "supplies", "b", [("a.txt", "Haus a beliefert Haus b.")])
    press.fact("c", "supplies", "d", [("a.txt", "Haus c beliefert Haus d.")])
    page = open_page(view(press.write(tmp_path / "graph")), at="#path=kgr:a,kgr:c").page
    said = page.locator("#path-result")
    becomes(said.inner_text, "Zwischen „Haus a“ und „Haus c“ gibt es hier keinen Pfad.")
    page.locator("#lang").click()
    becomes(said.inner_text, "There is no path between “Haus a” and “Haus c” here.")


# --- export ---


def test_turtle_says_of_each_statement_all_that_the_graph_says(page_of):
    explorer = page_of("trade")
    found = Rdf().parse(data=export(explorer, "turtle").decode("utf-8"), format="turtle")
    graph = whole(explorer.graph)
    prov, nif = PREFIXES["prov"] + "wasDerivedFrom", PREFIXES["nif"] + "referenceContext"
    for said in explorer.graph.statements:
        statement = URIRef(said.iri)
        assert set(found.triples((statement, None, None))) == set(graph.triples((statement, None, None)))
        for evidence in graph.objects(statement, URIRef(prov)):
            assert set(found.triples((evidence, None, None))) == set(graph.triples((evidence, None, None)))
            assert (graph.value(evidence, URIRef(nif)), RDF.type, URIRef(PREFIXES["kg"] + "Article")) in found
    # The plain triples of what is told as a fact, and of nothing else.
    plain = {
        (s, p, o)
        for s, p, o in graph
        if str(p).startswith(PREFIXES["kg"]) and str(s) in explorer.graph.things and str(o) in explorer.graph.things
    }
    assert plain and plain <= set(found)


def test_csv_is_that_of_the_command_line(page_of):
    explorer = page_of("trade")
    out = io.BytesIO()
    own_export(open_read(explorer.graph.directory), "csv", out)

    def rows(data: bytes) -> list[list[str]]:
        return sorted(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))

    assert rows(export(explorer, "csv")) == rows(out.getvalue())


def test_no_cell_of_the_csv_is_a_formula_and_each_comes_back(page_of):
    page = page_of("trade").page
    for text in ("=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1"):
        cell = page.evaluate("text => kgCsvCell(text)", text)
        assert next(csv.reader(io.StringIO(cell, newline=""))) == ["'" + text]
    for text in ('"', 'a"b,c', "zwei\r\nZeilen", "", "5 - 3", "ä=1"):
        cell = page.evaluate("text => kgCsvCell(text)", text)
        assert next(csv.reader(io.StringIO(cell + ",x", newline=""))) == [text, "x"]
    assert page.evaluate("kgCsvCell('a\\ud800b')") == "a\ufffdb"


def test_no_text_and_no_iri_breaks_out_of_the_turtle(page_of):
    page = page_of("trade").page
    for text in ('" . <urn:x> <urn:y> "z', "\\", '\\"', "'''", '"""', "\n\r\t\x00\x7f\u2028", "a\\u0022b", "𝄞"):
        turtle = f"<urn:s> <urn:p> {page.evaluate('text => kgTurtleText(text)', text)} ."
        ((_, _, value),) = Rdf().parse(data=turtle, format="turtle")
        assert str(value) == text
    for iri in ("urn:a> <urn:b", 'urn:"x"', "urn:a b", "urn:{x}|^`\\"):
        turtle = f"{page.evaluate('iri => kgTurtleIri(iri)', iri)} <urn:p> <urn:o> ."
        assert len(Rdf().parse(data=turtle, format="turtle")) == 1
    terms = ("_:b1", "<urn:a> .", '"x"@de .', '"x"^^<urn:a b>', "<<( <a> <b> <c> )>>", "")
    assert [page.evaluate("term => kgTurtleTerm(term, {})", term) for term in terms] == [""] * len(terms)


def test_files_have_names_that_every_system_takes(page_of):
    page = page_of("trade").page
    names = {
        "Müller & Söhne – <Übersicht>": "mueller-soehne-uebersicht.ttl",
        "../../etc/passwd": "etc-passwd.ttl",
        "CON": "graph-con.ttl",
        "中国": "graph.ttl",
        "\u202egnp.exe": "gnp-exe.ttl",
    }
    for title, name in names.items():
        assert page.evaluate("title => kgFileName(title, 'ttl')", title) == name
    assert len(page.evaluate("kgFileName('x'.repeat(9000), 'ttl')")) < 80


def test_a_picture_is_taken_from_the_table_too(page_of):
    explorer = page_of("trade", "#tab=table")
    assert export(explorer, "png").startswith(b"\x89PNG")
    assert explorer.page.locator("#network").is_visible()
