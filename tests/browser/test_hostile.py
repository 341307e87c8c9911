"""A graph of which every text tries to become code: nothing of it runs, opens, loads or leaves an element behind."""

from __future__ import annotations

import csv
import io

import pytest
from explorer import becomes, short
from hostile_graph import FOREIGN, NAMES
from query_page import ask

pytestmark = pytest.mark.browser

# What a page of ours never holds, wherever the text comes from: elements, handlers, links to code.
FOREIGN_NODES = """() => {
  const found = [];
  const tags = "script, iframe, frame, object, embed, base, form[action*='example.org'], "
    + "img, picture, video, audio, animate, set, foreignObject, meta[http-equiv=refresh], link[href*='example.org']";
  for (const e of document.querySelectorAll(tags)) {
    if (e.tagName === "SCRIPT" && window.ourScripts.has(e)) continue;
    found.push(e.outerHTML.slice(0, 120));
  }
  for (const e of document.querySelectorAll("*")) {
    for (const { name, value } of e.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") found.push(`${e.tagName} ${name}`);
      if (/^(href|src|action|formaction|xlink:href|data|poster)$/i.test(name)) {
        const { protocol } = new URL(value, location.href);
        const own = ["http:", "https:", "blob:"].includes(protocol) || value.startsWith("#")
          || (protocol === "data:" && e.tagName === "LINK" && e.rel === "icon") || protocol === "file:";
        if (!own) found.push(`${e.tagName} ${name}=${value.slice(0, 80)}`);
      }
      if (name === "style" && /example\\.org|expression|url\\(/.test(value)) found.push(`${e.tagName} style`);
    }
  }
  return found;
}"""
# Runs before the page: remembers which scripts the page itself brought.
REMEMBER = """window.ourScripts = new Set();
addEventListener("DOMContentLoaded", () => { window.ourScripts = new Set(document.querySelectorAll("script")); });"""


def harmless(explorer) -> None:
    page = explorer.page
    assert page.evaluate("typeof window.__xss") == "undefined"
    assert page.evaluate(FOREIGN_NODES) == []
    assert page.evaluate("({}).polluted === undefined && Object.keys(Object.prototype).length === 0")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert explorer.opened.complaints == []


@pytest.fixture
def hostile(explore):
    benign = explore("trade", before=REMEMBER).page.evaluate("window.ourScripts.size")
    explorer = explore("hostile", before=REMEMBER)
    assert explorer.page.evaluate("window.ourScripts.size") == benign, "a text of the graph became a script"
    harmless(explorer)
    return explorer


def test_everything_is_drawn_and_every_panel_shows_it_as_text(hostile):
    graph = hostile.graph
    assert hostile.nodes() == graph.joined
    assert sum(hostile.lines().values()) == len(graph.statements)
    for said in graph.statements:
        hostile.page.evaluate("id => kgPage.app.select('statement', id)", said.iri)
        becomes(lambda said=said: said.iri in hostile.cards(), True)
        if said.told:
            quotes = hostile.page.locator("#panel blockquote").all_text_contents()
            assert any(said.told[0].sentence in quote for quote in quotes), "the sentence is not the article's"
    harmless(hostile)
    for iri in graph.joined:
        hostile.page.evaluate("id => kgPage.app.select('entity', id)", iri)
        hostile.unfold()
        becomes(lambda: hostile.page.locator("#panel h2").count(), 1)
    harmless(hostile)


def test_search_table_and_languages(hostile):
    page = hostile.page
    for typed in ("</scr", "<!--", "__pro", "constr", "{{7", "javascript:", "href", "\u202e", "'", "\\", "%", "*", "("):
        box = page.locator("#search")
        box.fill(typed)
        page.wait_for_timeout(120)
        harmless(hostile)
    page.locator("#search").fill("")
    page.keyboard.press("Escape")
    hostile.unfold()
    page.locator("#tab-table").click()
    harmless(hostile)
    page.locator("#lang").click()
    page.locator("#theme").click()
    harmless(hostile)
    assert "49" not in page.locator("#table").inner_text().replace("{{7*7}}", "")
    for box in page.locator("input[data-filter]").all()[:12]:
        box.evaluate("e => e.click()")
    page.locator("#tab-graph").click()
    page.locator("#reset").click()
    harmless(hostile)
    assert sum(hostile.lines().values()) == len(hostile.graph.statements)


def test_pages_of_entities_and_articles(hostile):
    graph = hostile.graph
    for iri in sorted(graph.joined):
        hostile.page.evaluate("hash => { location.hash = hash; }", f"#page=entity&id={short(iri)}")
        hostile.page.wait_for_timeout(60)
        hostile.unfold("#page")
    harmless(hostile)
    for iri, text in graph.articles.values():
        hostile.page.evaluate("hash => { location.hash = hash; }", f"#page=article&id={short(iri)}")
        becomes(lambda text=text: text[:200] in hostile.page.locator("#page").text_content(), True)
        harmless(hostile)
    assert hostile.page.locator("a[href*=javascript i], a[href^=data]").count() == 0


def test_an_address_full_of_code(explore):
    """What is no entity of the graph the server refuses, and the browser itself notes that in the console."""
    first = short(FOREIGN[0])
    explorer = explore("hostile", f"#e={first}&sel=entity:{first}", before=REMEMBER, excused=True)
    for iri in (*FOREIGN, "javascript:alert(1)", "<img src=x onerror=alert(1)>", "__proto__"):
        name = short(iri)
        for at in (f"#e={name}&sel=entity:{name}", f"#page=entity&id={name}", f"#path={name},{name}"):
            explorer.page.evaluate("hash => { location.hash = hash; }", at)
            explorer.page.wait_for_timeout(60)
            assert explorer.page.evaluate("typeof window.__xss") == "undefined"
            assert explorer.page.evaluate(FOREIGN_NODES) == []
    assert [fault for fault in explorer.opened.complaints if "status of 4" not in fault] == []
    assert explorer.opened.outside == []


def test_exports_keep_the_texts_and_calculate_nothing(hostile):
    from rdflib import Graph as Rdf
    from rdflib.namespace import RDF
    from test_exports import export

    found = Rdf().parse(data=export(hostile, "turtle").decode("utf-8"), format="turtle")
    assert {str(s) for s in found.subjects(RDF.subject)} == {said.iri for said in hostile.graph.statements}
    rows = list(csv.reader(io.StringIO(export(hostile, "csv").decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert any(NAMES["{{7*7}}"][0] in cell for row in rows for cell in row)
    # A spreadsheet takes a cell that begins so for a formula.
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "\t")]


QUERIES = (
    "SELECT ?e ?name WHERE { ?e skos:prefLabel ?name }",
    "SELECT ?s ?url ?title WHERE { ?s dcterms:title ?title OPTIONAL { ?s schema:url ?url } }",
    "SELECT ?s ?p ?o WHERE { ?s a kg:Statement ; ?p ?o }",
)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_query_page_shows_results_as_text(open_page, graph, serve, script):
    of = graph("hostile")
    for query in QUERIES:
        opened = open_page(
            serve(of.directory) + "query", ready=script, before=REMEMBER if script else "", java_script_enabled=script
        )
        text = ask(opened.page, query, script=script)
        assert "javascript:" in text
        if script:
            assert opened.page.evaluate("typeof window.__xss") == "undefined"
            assert opened.page.evaluate(FOREIGN_NODES) == []
        assert opened.page.locator("a[href^=javascript i], a[href^=data], iframe, img").count() == 0
        opened.page.close()
