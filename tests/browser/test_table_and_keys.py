"""Without a mouse and without eyes: the table, the keys, the names of the controls."""

from __future__ import annotations

import re

import pytest
from explorer import becomes, short

pytestmark = pytest.mark.browser

CONTROL = re.compile(
    r"^\s*- (button|link|checkbox|radio|textbox|searchbox|combobox|slider|tab|option|menuitem|spinbutton|switch|table"
    r"|navigation|complementary|tablist|listbox)(:|$| \[)"
)


def nameless(page) -> list[str]:
    """The controls and landmarks that a screen reader can only call by their kind."""
    return [line.strip() for line in page.locator("body").aria_snapshot().splitlines() if CONTROL.match(line)]


def rows(explorer) -> set[str]:
    return set(explorer.page.locator("#table tbody tr[data-id]").evaluate_all("all => all.map(e => e.dataset.id)"))


def test_the_table_holds_the_same_statements(explore):
    explorer = explore("trade")
    explorer.page.locator("#tab-table").click()
    becomes(lambda: rows(explorer), {said.iri for said in explorer.graph.statements})
    explorer.page.locator("#confidence").fill("65")
    becomes(lambda: rows(explorer), {said.iri for said in explorer.graph.statements if said.confidence >= 0.65})
    text = explorer.page.locator("#table").inner_text()
    sentence = "China hat die Auflagen für Gallium ausgesetzt."
    for expected in ("China", "beschränkt", "Gallium", "Meldedienst Nord", sentence):
        assert expected in text


def test_keys_alone_reach_search_panel_and_table(explore):
    explorer = explore("trade")
    page = explorer.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip, .skip a')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab") if not page.evaluate("document.activeElement.id === 'search'") else None
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("germ")
    page.locator("#suggestions [role=option]").first.wait_for(state="visible")
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#search", "aria-activedescendant")
    assert active and page.evaluate("id => document.getElementById(id).getAttribute('role')", active) == "option"
    page.keyboard.press("Enter")
    iri = explorer.graph.iri("Germanium")
    wanted = {said.iri for said in explorer.graph.statements if iri in said.line[::2]}
    becomes(explorer.cards, wanted)
    explorer.tab_to("#panel [data-statement] *")
    assert page.evaluate("!!document.activeElement.closest('#panel')")
    explorer.tab_to("#tab-table, #tab-graph")
    page.keyboard.press("ArrowRight")
    if page.evaluate("document.querySelector('#table').hidden"):
        page.keyboard.press("Enter")
    page.locator("#table table").wait_for(state="visible")
    explorer.tab_to("#table tbody button")
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.closest('tr').dataset.id")
    page.keyboard.press("Enter")
    becomes(lambda: last in explorer.cards(), True)


def test_both_parallel_lines_are_reached_with_keys(page_of):
    """From the table each statement opens in the panel: what a click on its line does."""
    explorer = page_of("trade", "#tab=table")
    for said in explorer.graph.between("Halbwerk AG", "Germanium"):
        explorer.page.locator(f'#table tr[data-id="{said.iri}"] button').focus()
        explorer.page.keyboard.press("Enter")
        becomes(explorer.cards, {said.iri})


def test_every_control_has_a_name(explore):
    explorer = explore("trade")
    china = short(explorer.graph.iri("China"))
    article = short(explorer.graph.articles["gallium.txt"][0])
    for at, until in (
        ("#", "#network canvas"),
        ("#tab=table", "#table tr[data-id]"),
        (f"#page=entity&id={china}", "#page [data-entry]"),
        (f"#page=article&id={article}", "#page mark"),
        (f"#sel=entity:{china}", "#panel [data-statement]"),
    ):
        explorer.go(at, until)
        explorer.unfold()
        assert nameless(explorer.page) == [], at
        assert explorer.page.evaluate("document.querySelectorAll('h1').length") == 1
        assert explorer.page.evaluate(DOUBLE_IDS) == []


DOUBLE_IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}"""


def test_changes_are_spoken(page_of):
    explorer = page_of("trade")
    live = explorer.page.locator("[aria-live], [role=status], [role=alert]")
    assert live.count() >= 1
    explorer.page.locator("#confidence").fill("85")
    left = sum(said.confidence >= 0.85 for said in explorer.graph.statements)
    becomes(lambda: any(str(left) in text for text in live.all_inner_texts()), True)


def test_nothing_moves_where_less_motion_is_asked_for(page_of):
    page = page_of("trade").page
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((e) => {
          const style = getComputedStyle(e);
          const moves = (text) => Math.max(...text.split(",").map(parseFloat)) > 0.01;
          return moves(style.transitionDuration) || (style.animationName !== "none" && moves(style.animationDuration));
        }).map((e) => e.tagName + "#" + e.id)"""
    )
    assert moving == []
