"""The page of an entity with its timeline, and the page of an article with its statements marked in it."""

from __future__ import annotations

import pytest
from explorer import becomes, short

pytestmark = pytest.mark.browser

# The places of the marks in the text of the element that holds the whole article, in code points.
MARKED = """([text]) => {
  const holder = [...document.querySelectorAll("#page *")].filter((e) => e.textContent === text).at(-1);
  if (!holder) return null;
  return [...holder.querySelectorAll("mark")].map((mark) => {
    const before = document.createRange();
    before.setStart(holder, 0);
    before.setEndBefore(mark);
    const start = [...before.toString()].length;
    return [start, start + [...mark.textContent].length];
  });
}"""


def at_entity(graph, label: str) -> str:
    return f"#page=entity&id={short(graph.iri(label))}"


def test_an_entity_page_tells_its_story_in_the_order_of_time(explore, graph):
    explorer = explore("trade", at_entity(graph("trade"), "Gallium"))
    page = explorer.page.locator("#page")
    page.get_by_text("China hat die Auflagen für Gallium ausgesetzt.").first.wait_for(state="visible")
    text = page.inner_text()
    iri = explorer.graph.iri("Gallium")
    for said in explorer.graph.statements:
        if iri in said.line[::2]:
            for told in said.told:
                assert told.sentence in text, told.sentence
    dates = page.locator("time").evaluate_all("all => all.map(e => e.dateTime)")
    assert {"2025-04", "2025-11-07"} <= {date[:10] for date in dates} | {date[:7] for date in dates}
    # A date is told once, as the language writes it.
    entries = "\n".join(page.locator("[data-entry]").all_inner_texts()).replace("\u00a0", " ")
    assert "7. November 2025" in entries and "2025-" not in entries and "Zeitpunkt" not in entries
    for story in page.locator("ol, ul, section, table").all():
        own = story.locator(":scope > li time, :scope > tbody > tr time").evaluate_all(
            "all => all.map(e => e.dateTime)"
        )
        assert own == sorted(own) or own == sorted(own, reverse=True)


def test_an_entity_page_is_reached_from_the_panel_and_left_again(page_of):
    explorer = page_of("trade")
    explorer.click_node("Gallium")
    explorer.page.locator("#panel").get_by_role("button", name="Zeitleiste").click()
    becomes(lambda: "page=entity" in explorer.address, True)
    explorer.page.locator("#page h2", has_text="Gallium").first.wait_for(state="visible")
    explorer.page.go_back()
    becomes(lambda: explorer.page.locator("#network").is_visible(), True)


def test_an_article_page_is_the_article_with_its_statements_marked(explore, graph):
    of = graph("trade")
    iri, text = of.articles["gallium.txt"]
    assert "𝄞" in text, "offsets shall be told apart: code points are not UTF-16 units"
    explorer = explore("trade", f"#page=article&id={short(iri)}")
    page = explorer.page.locator("#page")
    page.locator("mark").first.wait_for(state="visible")
    spans = sorted({(t.start, t.stop) for s in of.statements for t in s.told if t.source == "gallium.txt"})
    found = explorer.page.evaluate(MARKED, [text])
    assert found is not None, "nowhere on the page stands the text of the article, letter for letter"
    assert sorted(map(tuple, found)) == spans
    assert "Gallium wird knapp" in page.inner_text() and "Handelspost" in page.inner_text()
    page.locator("mark", has_text="Anna Lohse führt").click()
    (said,) = of.between("Anna Lohse", "Halbwerk AG")
    becomes(lambda: said.iri in explorer.cards(), True)


def test_an_article_is_opened_from_a_card(explore):
    explorer = explore("trade")
    explorer.click_node("Anna Lohse")
    becomes(lambda: len(explorer.cards()), 1)
    explorer.page.locator("#panel").get_by_text("Gallium wird knapp").first.click()
    becomes(lambda: "page=article" in explorer.address, True)
    explorer.page.locator("#page mark").first.wait_for(state="visible")


@pytest.mark.model
def test_the_text_of_a_sample_article_is_that_of_its_file(explore, sample):
    from pathlib import Path

    explorer = explore(sample.directory)
    source = "gallium-germanium.md"
    iri, text = explorer.graph.articles[source]
    path = Path(__file__).parents[2] / "seeds" / "articles" / source
    assert path.read_text(encoding="utf-8").endswith(text)
    explorer.page.evaluate("hash => { location.hash = hash; }", f"#page=article&id={short(iri)}")
    explorer.page.locator("#page mark").first.wait_for(state="visible")
    found = {tuple(span) for span in explorer.page.evaluate(MARKED, [text])}
    spans = {(t.start, t.stop) for s in explorer.graph.statements for t in s.told if t.source == source}
    assert {start for start, _ in spans} <= {start for start, _ in found}
    assert {stop for _, stop in spans} <= {stop for _, stop in found}
