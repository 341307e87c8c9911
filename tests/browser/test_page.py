"""The page of a graph in a real browser, opened from a file."""

from __future__ import annotations

import pytest
from page_graph import PageGraph, hostile, trade
from pyoxigraph import Store

from kg.explore.page import EMPTY, write_page
from kg.explore.view import view_model

pytestmark = pytest.mark.browser

# How many pixels of the drawing are not white.
INKED = """() => {
  const canvas = document.querySelector("#network canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  let inked = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] > 0 && data[i] + data[i + 1] + data[i + 2] < 720) inked += 1;
  }
  return inked;
}"""

# Where on the screen a node, or the middle of a straight edge, lies.
NODE_AT = """(id) => {
  const { x, y } = kgPage.network.canvasToDOM(kgPage.network.getPositions([id])[id]);
  const box = document.getElementById("network").getBoundingClientRect();
  return [box.x + x, box.y + y];
}"""

OVERFLOW = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def page_file(tmp_path):
    """Writes the page of a graph and gives its file; the name has a space and an umlaut."""

    def write(graph: PageGraph, **options):
        path = tmp_path / "Seite für alle.html"
        return path, write_page(graph.store, path, **options)

    return write


def labels(page) -> list[str]:
    return page.eval_on_selector_all(
        "#list li[data-node] button > span:first-of-type", "all => all.map(e => e.innerText)"
    )


def node_id(view, label: str) -> str:
    return next(node.id for node in view.nodes if node.label == label)


def test_it_opens_from_a_file_without_a_request_and_draws_its_nodes(open_page, page_file):
    path, view = page_file(trade())
    opened = open_page(path)
    assert opened.outside == []
    assert opened.requests[0].startswith("file:")
    assert opened.complaints == []
    assert labels(opened.page) == [node.label for node in view.nodes]
    assert opened.page.evaluate("kgPage.network.body.data.nodes.length") == len(view.nodes) == 5
    assert opened.page.evaluate("kgPage.network.body.data.edges.length") == len(view.edges)
    assert opened.page.evaluate(INKED) > 1000


def test_the_recorder_sees_what_a_careless_page_asks_for(open_page, tmp_path):
    """pyvis' own page, told to hold everything in itself, still asks a CDN: the test above would notice."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    network.add_node("a")
    path = tmp_path / "careless.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    opened = open_page(path)
    assert any("cdn.jsdelivr.net" in url for url in opened.outside)
    assert opened.sent == opened.outside


def test_a_click_on_a_node_shows_its_facts_by_property(open_page, page_file):
    path, view = page_file(trade())
    page = open_page(path).page
    page.mouse.click(*page.evaluate(NODE_AT, node_id(view, "Halbwerk AG")))
    panel = page.locator("#details")
    assert panel.locator("h2").inner_text() == "Halbwerk AG"
    headings = [text.rpartition(" ")[0] for text in panel.locator("h3").all_inner_texts()]
    assert headings == ["hängt ab von", "wird beliefert von", "wird geleitet von"]
    panel.locator("summary", has_text="Gallium").click()
    assert panel.get_by_text("Ohne Gallium geht es nicht.").is_visible()
    assert panel.get_by_text("laut zwei Quellen").is_visible()
    assert panel.locator(".more").first.inner_text() == "Betrag: 4.000.000 · Anteil: 62,5 %"


def test_a_click_on_an_edge_shows_evidence_source_date_and_doubt(open_page, page_file):
    path, view = page_file(trade())
    page = open_page(path).page
    edge = next(edge for edge in view.edges if edge.predicate == "restricts")
    (x, y), (u, v) = (page.evaluate(NODE_AT, end) for end in (edge.source, edge.target))
    page.mouse.click((x + u) / 2, (y + v) / 2)
    text = page.locator("#details").inner_text()
    assert text.startswith("China beschränkt Gallium")
    for expected in (
        "China beschränkt die Ausfuhr von Gallium.",
        "„Gallium wird knapp“ · Handelspost · 4. August 2025",
        "Quelle: a1.txt, Zeichen 100–142",
        "als Tatsache",
        "Sicherheit 91 %",
        "Exportkontrolle",
        "geplant",
        "laut Meldedienst Nord",
        "September 2025",
    ):
        assert expected in text, text
    assert page.locator("#details .card").count() == 2


def test_keyboard_alone_finds_a_node_and_reads_its_evidence(open_page, page_file):
    page = open_page(page_file(trade())[0]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("lohs")
    assert labels(page) == ["Anna Lohse"]
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text() == "Anna Lohse"
    page.locator("#details summary").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Anna Lohse, Chefin von Halbwerk.").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#details h2").count() == 0
    assert page.locator("#spoken").inner_text() == ""


def test_filters_hide_classes_and_ways_to_tell(open_page, page_file):
    path, view = page_file(trade())
    page = open_page(path).page
    page.get_by_label("Personen").uncheck()
    assert "Anna Lohse" not in labels(page)
    page.get_by_label("Personen").check()
    page.get_by_label("als Tatsache").uncheck()
    assert "Anna Lohse" not in labels(page)  # nothing but a plain fact is told of her
    shown = page.evaluate("[...kgPage.visible().shownEdges]")
    told = {edge.id for edge in view.edges if any(fact.reading != "Asserted" for fact in edge.facts)}
    assert set(shown) == told and len(told) == 4
    page.locator("#list button", has_text="China").click()
    assert "als Tatsache" not in page.locator("#details").inner_text()


def test_only_the_surroundings_of_a_node(open_page, page_file):
    page = open_page(page_file(trade())[0]).page
    assert page.locator("#near").is_disabled()
    page.locator("#list button", has_text="Anna Lohse").click()
    page.locator("#near").click()
    assert sorted(labels(page)) == ["Anna Lohse", "Halbwerk AG"]
    page.locator("#near").click()
    assert len(labels(page)) == 5


def test_an_ego_page_opens_on_its_entity(open_page, page_file):
    path, view = page_file(trade(), entity="gallium")
    page = open_page(path).page
    assert page.title() == "Gallium und Umfeld"
    assert page.locator("#details h2").inner_text() == "Gallium"
    assert len(labels(page)) == 3
    # Only the lines of the entity that is chosen keep their names.
    drawn = page.evaluate("kgPage.network.body.data.edges.get().filter(edge => edge.label.trim()).map(edge => edge.id)")
    at = {node.id: node.label for node in view.nodes}
    assert drawn and all("Gallium" in (at[e.source], at[e.target]) for e in view.edges if e.id in drawn)


def test_names_and_sentences_never_run_as_code(open_page, page_file):
    path, view = page_file(hostile())
    opened = open_page(path)
    page = opened.page
    assert labels(page) == [" ".join(node.label.split()) for node in view.nodes]
    for node in view.nodes:
        page.evaluate("id => kgPage.select('node', id)", node.id)
        for summary in page.locator("#details summary").all():
            summary.click()
    for edge in view.edges:
        page.evaluate("id => kgPage.select('edge', id)", edge.id)
        assert edge.facts[0].sentences[0].text in page.locator("#details").inner_text()
    assert page.evaluate("typeof window.__xss") == "undefined"
    assert page.locator("#details iframe, #details img, #details script, #details a[href^=javascript]").count() == 0
    assert (opened.outside, opened.complaints) == ([], [])


def test_the_policy_stops_a_script_that_got_in_all_the_same(open_page, page_file):
    opened = open_page(page_file(trade())[0])
    opened.page.evaluate(
        """() => {
          for (const code of ["window.__xss = 1", "import('https://example.org/x.js')"]) {
            const script = document.createElement("script");
            script.textContent = code;
            document.body.append(script);
          }
          const image = "<img src=https://example.org/i.png onerror='window.__xss = 2'>";
          document.body.insertAdjacentHTML("beforeend", image);
        }"""
    )
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("typeof window.__xss") == "undefined"
    assert opened.sent == []
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (900, 700), (390, 844)])
def test_nothing_runs_over_the_edge_of_the_screen(open_page, page_file, width, height):
    graph = trade().entity("lang", "Bundesamtsaußenstellenleiterversammlung" * 4, ["GovernmentBody"])
    graph.fact("lang", "restricts", "gallium", [("a1", "x" * 400)])
    path, view = page_file(graph)
    page = open_page(path, width, height).page
    assert not page.evaluate(OVERFLOW)
    page.evaluate("id => kgPage.select('node', id)", node_id(view, "Bundesamtsaußenstellenleiterversammlung" * 4))
    page.locator("#details summary").first.click()
    assert not page.evaluate(OVERFLOW)
    for part in ("#network", "#search", "#list", "#details"):
        box = page.locator(part).bounding_box()
        assert box["width"] > 100 and box["x"] >= 0 and box["x"] + box["width"] <= width, part


def test_an_empty_graph_says_so_in_one_sentence(open_page, tmp_path):
    path = tmp_path / "leer.html"
    write_page(Store(), path)
    opened = open_page(path)
    assert opened.page.locator("main").inner_text() == EMPTY
    assert (opened.outside, opened.complaints) == ([], [])


def test_five_hundred_nodes_open_at_once(open_page, page_file):
    graph = PageGraph()
    for i in range(600):
        graph.entity(f"e{i}", f"Firma {i}", ["Company"])
    for i in range(1, 600):
        graph.fact(f"e{i}", "supplies", f"e{i // 7}")
    path, view = page_file(graph)
    assert len(view.nodes) <= 500 and len(view_model(graph.store, limit=500).nodes) == len(view.nodes)
    opened = open_page(path)
    assert len(labels(opened.page)) == len(view.nodes) > 400
    assert "von 600 Entitäten" in opened.page.locator("#summary").inner_text()
    assert opened.page.evaluate(INKED) > 5000
    assert opened.complaints == []
