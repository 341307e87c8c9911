"""The page that a build of the sample articles writes, in a real browser."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_the_page_of_a_build_shows_its_entities_and_asks_no_host(open_page, sample):
    opened = open_page(sample.directory / "graph.html")
    assert opened.outside == [] and opened.complaints == []
    names = "#list li[data-node] button > span:first-of-type"
    listed = opened.page.eval_on_selector_all(names, "all => all.map(e => e.innerText)")
    assert len(listed) > 50 and {"China", "Nvidia", "Donald Trump", "H200"} <= set(listed)
    assert opened.page.evaluate("kgPage.network.body.data.nodes.length") == len(listed)
    assert opened.page.evaluate("kgPage.network.body.data.edges.length") > 40
