"""Dark and light, German and English, wide and narrow; pictures are kept to be looked at."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from explorer import becomes, short

import kg
from kg.vocab import LABELS

pytestmark = pytest.mark.browser

OVERFLOW = "document.documentElement.scrollWidth > window.innerWidth"

# Text that stands out too little from what lies behind it: [ratio, text]; large letters may do with less.
FAINT = """() => {
  const dot = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    dot.clearRect(0, 0, 1, 1);
    dot.fillStyle = colour;
    dot.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = dot.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, ground) => [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour.slice(0, 3).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest("script, style, [disabled], .spoken, option")) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const style = getComputedStyle(element);
    const behind = ground(element);
    const [one, other] = [light(over(rgba(style.color), behind)), light(behind)].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (ratio < enough) faint.push([Math.round(ratio * 100) / 100, text.slice(0, 40), element.tagName]);
  }
  return faint;
}"""

# Every text, name and hint of the page that a reader meets, and whether it is its own or the graph's.
TEXTS = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement.closest("script, style, #lang")) found.add(textContent.trim());
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"]) {
    for (const e of document.querySelectorAll(`[${name}]`)) if (e.id !== "lang") found.add(e.getAttribute(name).trim());
  }
  return [...found].filter(Boolean);
}"""

STATES = {  # name → (address, what stands there when it is drawn)
    "overview": ("#", "#network canvas"),
    "ego": ("#e={china}&sel=entity:{china}", "#panel [data-statement]"),
    "table": ("#tab=table", "#table tr[data-id]"),
    "timeline": ("#page=entity&id={china}", "#page [data-entry]"),
    "article": ("#page=article&id={article}", "#page mark"),
}


def through(explorer):
    """Goes through the states in one page; gives the name of each when it is drawn."""
    known = places(explorer.graph)
    for state, (at, until) in STATES.items():
        explorer.go(at.format(**known), until)
        yield state


def places(graph) -> dict[str, str]:
    return {"china": short(graph.iri("China")), "article": short(graph.articles["gallium.txt"][0])}


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(page_of, keep, scheme):
    explorer = page_of("trade", color_scheme=scheme)
    for state in through(explorer):
        keep(explorer.page, f"{state}-{scheme}")
        explorer.unfold()
        assert explorer.page.evaluate(FAINT) == [], state
        assert not explorer.page.evaluate(OVERFLOW), state


def test_the_theme_follows_the_system_and_the_switch(page_of):
    light, dark = page_of("trade", color_scheme="light"), page_of("trade", color_scheme="dark")
    day, night = background(light.page), background(dark.page)
    assert day != night
    light.page.locator("#theme").click()
    becomes(lambda: background(light.page) == night or light.page.locator("#theme").click(), True)
    assert "theme=dark" in light.address
    assert background(page_of("trade", "#theme=dark", color_scheme="light").page) == night


def test_in_english_nothing_german_is_left_and_no_key(explore):
    explorer = explore("trade", "#lang=en")
    own = interface()
    german = {de for de, en in own.values() if de != en} | {de for de, en in LABELS.values() if de != en}
    english = {en for _, en in own.values()} | {en for _, en in LABELS.values()}
    said = {t.sentence for s in explorer.graph.statements for t in s.told} | {
        t.label for t in explorer.graph.things.values()
    }
    foreign = {word for text in said | titles(explorer.graph) for word in text.lower().split()}
    for state in through(explorer):
        explorer.unfold()
        assert explorer.page.evaluate("document.documentElement.lang") == "en"
        found = set(explorer.page.evaluate(TEXTS))
        assert not found & german - said - english, state
        assert not {text for text in found if text in own and "-" in text}, state
        assert not [t for t in found if "{" in t or t in ("undefined", "null", "NaN", "[object Object]")], state
        words = set("\n".join(found - said).lower().split()) - foreign
        assert not {"und", "oder", "nicht", "von", "die", "der", "das", "keine", "alle", "aussagen"} & words, state


def interface() -> dict[str, tuple[str, str]]:
    """The texts of the interface: key → (German, English)."""
    table = (Path(kg.__file__).parent / "explore" / "texts.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    rows = csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return {key: (de, en) for key, de, en in rows}


def titles(graph) -> set[str]:
    return {t.title for s in graph.statements for t in s.told} | {text for _, text in graph.articles.values()}


def test_the_switch_changes_the_language_and_back(page_of):
    explorer = page_of("trade")
    german = explorer.page.locator("#shown").inner_text()
    explorer.page.locator("#lang").click()
    becomes(lambda: explorer.page.locator("#shown").inner_text() != german, True)
    assert "statements" in explorer.page.locator("#shown").inner_text()
    explorer.page.locator("#lang").click()
    becomes(explorer.page.locator("#shown").inner_text, german)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (900, 700), (390, 844), (320, 640)])
def test_nothing_runs_over_the_edge_of_the_screen(page_of, keep, width, height):
    explorer = page_of("trade", width=width, height=height)
    keep(explorer.page, f"width-{width}")
    for state in through(explorer):
        assert not explorer.page.evaluate(OVERFLOW), state
    explorer.page.evaluate("location.hash = ''")
    becomes(lambda: explorer.page.locator("#network").is_visible(), True)
    for part in ("#network", "#search"):
        box = explorer.page.locator(part).bounding_box()
        assert box["width"] > 100 and box["x"] >= 0 and box["x"] + box["width"] <= width, part
    assert explorer.page.locator("#network").bounding_box()["height"] > 200
    if width == 390:
        explorer.page.evaluate("hash => { location.hash = hash; }", STATES["ego"][0].format(**places(explorer.graph)))
        becomes(lambda: bool(explorer.cards()), True)
        explorer.page.locator("#panel [data-statement]").first.scroll_into_view_if_needed()
        keep(explorer.page, "narrow-panel")


def test_pictures_of_larger_graphs_and_of_a_panel(open_page, graph, view, keep):
    """Nothing is asserted of their looks: people look at them."""
    hub, many, trade = graph("hub"), graph("two hundred"), graph("trade")
    keep(open_page(view(hub.directory, "Republik Mitte")).page, "ego-of-212")
    keep(open_page(view(many.directory)).page, "two-hundred")
    said = next(s for s in trade.statements if s.line[1] == "dependsOn")
    page = open_page(view(trade.directory), at=f"#sel=statement:{short(said.iri)}").page
    page.locator("#panel [data-statement]").first.wait_for()
    keep(page, "edge-panel")
