"""The explorer opens, asks no other host, and draws what the graph holds."""

from __future__ import annotations

import re

import pytest
from expected import lines
from explorer import INKED

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["trade", "hub", "two hundred"])
def test_nodes_and_lines_are_those_of_the_graph(explore, name):
    explorer = explore(name)
    assert explorer.nodes() == explorer.graph.joined
    assert explorer.lines() == lines(explorer.graph.statements)
    assert explorer.page.evaluate(INKED) > 1000
    assert explorer.opened.requests and explorer.opened.outside == []


def test_two_thousand_nodes_open_from_a_file(open_page, graph, view):
    two_thousand = graph("two thousand")
    page = open_page(view(two_thousand.directory, "--limit", "2000")).page
    assert set(page.evaluate("kgPage.visible().nodes")) == two_thousand.joined
    assert len(page.evaluate("kgPage.visible().lines")) == len(lines(two_thousand.statements))
    assert page.evaluate(INKED) > 10_000
    # A sanity cap; benchmarks/page.py measures.
    assert page.evaluate("performance.now()") < 60_000


def test_no_more_than_five_hundred_unless_asked_for(explore):
    explorer = explore("two thousand")
    assert 300 < len(explorer.nodes()) <= 500
    assert re.search(r"\b2\.?000\b", explorer.page.locator("#shown").inner_text())


def test_the_recorder_sees_what_a_careless_page_asks_for(open_page, tmp_path):
    """pyvis' own page, told to hold everything in itself, still asks a CDN: the tests above would notice."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    network.add_node("a")
    path = tmp_path / "careless.html"
    path.write_text(network.generate_html(), encoding="utf-8")
    opened = open_page(path, ready=False, excused=True)
    assert any("cdn.jsdelivr.net" in url for url in opened.outside)
    assert opened.sent == opened.outside


def test_the_policy_stops_a_script_that_got_in_all_the_same(explore):
    opened = explore("trade", excused=True).opened
    assert opened.complaints == []
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


def test_an_empty_graph_says_so(open_page, view, serve, tmp_path):
    from news_graphs import Press

    directory = Press().write(tmp_path / "leer")
    for target in (view(directory), serve(directory)):
        page = open_page(target).page
        assert "keine Aussagen" in page.locator("body").inner_text()
