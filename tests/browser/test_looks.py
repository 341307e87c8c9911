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

STATES = {
    "overview": "",
    "ego": "#e={china}&sel=entity:{china}",
    "table": "#tab=table",
    "timeline": "#page=entity&id={china}",
    "article": "#page=article&id={article}",
}


def places(graph) -> dict[str, str]:
    return {"china": short(graph.iri("China")), "article": short(graph.articles["gallium.txt"][0])}


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_dark(explore, graph, keep, scheme, state):
    explorer = explore("trade", STATES[state].format(**places(graph("trade"))), color_scheme=scheme)
    explorer.page.wait_for_timeout(150)
    if explorer.mode == "file":
        keep(explorer.page, f"{state}-{scheme}")
    explorer.unfold()
    assert explorer.page.evaluate(FAINT) == []
    assert not explorer.page.evaluate(OVERFLOW)


def test_the_theme_follows_the_system_and_the_switch(explore):
    light, dark = explore("trade", color_scheme="light"), explore("trade", color_scheme="dark")
    day, night = background(light.page), background(dark.page)
    assert day != night
    light.page.locator("#theme").click()
    becomes(lambda: background(light.page) == night or light.page.locator("#theme").click(), True)
    assert "theme=dark" in light.address
    assert background(explore("trade", "#theme=dark", color_scheme="light").page) == night


@pytest.mark.parametrize("state", STATES)
def test_in_english_nothing_german_is_left_and_no_key(explore, graph, state):
    at = STATES[state].format(**places(graph("trade")))
    explorer = explore("trade", (at or "#") + "&lang=en")
    explorer.unfold()
    explorer.page.wait_for_timeout(150)
    assert explorer.page.evaluate("document.documentElement.lang") == "en"
    found = set(explorer.page.evaluate(TEXTS))
    own = interface()
    german = {de for de, en in own.values() if de != en} | {de for de, en in LABELS.values() if de != en}
    said = {t.sentence for s in explorer.graph.statements for t in s.told} | {
        t.label for t in explorer.graph.things.values()
    }
    assert not found & german - said - {en for _, en in own.values()} - {en for _, en in LABELS.values()}
    assert not {text for text in found if text in own and "-" in text}
    assert not [text for text in found if "{" in text or text in ("undefined", "null", "NaN", "[object Object]")]
    words = "\n".join(found - said).lower().split()
    assert not {"und", "oder", "nicht", "von", "die", "der", "das", "keine", "alle", "aussagen"} & set(words) - {
        word for text in said | titles(explorer.graph) for word in text.lower().split()
    }


def interface() -> dict[str, tuple[str, str]]:
    """The texts of the interface: key → (German, English)."""
    table = (Path(kg.__file__).parent / "explore" / "texts.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    rows = csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return {key: (de, en) for key, de, en in rows}


def titles(graph) -> set[str]:
    return {t.title for s in graph.statements for t in s.told} | {text for _, text in graph.articles.values()}


def test_the_switch_changes_the_language_and_back(explore):
    explorer = explore("trade")
    german = explorer.page.locator("#shown").inner_text()
    explorer.page.locator("#lang").click()
    becomes(lambda: explorer.page.locator("#shown").inner_text() != german, True)
    assert "statements" in explorer.page.locator("#shown").inner_text()
    explorer.page.locator("#lang").click()
    becomes(explorer.page.locator("#shown").inner_text, german)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (900, 700), (390, 844), (320, 640)])
def test_nothing_runs_over_the_edge_of_the_screen(explore, graph, keep, width, height):
    explorer = explore("trade", width=width, height=height)
    if explorer.mode == "file":
        keep(explorer.page, f"width-{width}")
    for state in STATES.values():
        explorer.page.evaluate("hash => { location.hash = hash; }", state.format(**places(explorer.graph)))
        explorer.page.wait_for_timeout(150)
        assert not explorer.page.evaluate(OVERFLOW), state
    explorer.page.evaluate("location.hash = ''")
    becomes(lambda: explorer.page.locator("#network").is_visible(), True)
    for part in ("#network", "#search"):
        box = explorer.page.locator(part).bounding_box()
        assert box["width"] > 100 and box["x"] >= 0 and box["x"] + box["width"] <= width, part
    assert explorer.page.locator("#network").bounding_box()["height"] > 200
    if width == 390:
        explorer.page.evaluate("hash => { location.hash = hash; }", STATES["ego"].format(**places(explorer.graph)))
        becomes(lambda: bool(explorer.cards()), True)
        explorer.page.locator("#panel [data-statement]").first.scroll_into_view_if_needed()
        if explorer.mode == "file":
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
