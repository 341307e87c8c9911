"""The explorer as its reader uses it: with mouse and keys, by what stands on the screen."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from expected import Graph, Line
from expected import lines as expected_lines

PATIENCE = 5.0  # seconds in which what was asked for must have come

# A place on the screen where a click meets this line and nothing else; null where there is none.
LINE_AT = """([kind, line]) => {
  const { network } = kgPage;
  const id = kgPage.app.drawing.idFor(kind, line);
  const edge = network.body.edges[id];
  if (!edge || !edge.connected) return null;
  const box = document.querySelector("#network").getBoundingClientRect();
  for (const part of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8]) {
    const point = network.canvasToDOM(edge.edgeType.getPoint(part));
    const [x, y] = [box.x + point.x, box.y + point.y];
    if (network.getNodeAt(point) !== undefined || network.getEdgeAt(point) !== id) continue;
    if (document.elementFromPoint(x, y)?.closest("#network")) return [x, y];
  }
  return null;
}"""
NODE_AT = """(iri) => {
  const id = kgPage.app.drawing.idFor("entity", iri);
  const box = document.querySelector("#network").getBoundingClientRect();
  const { x, y } = kgPage.network.canvasToDOM(kgPage.network.getPositions([id])[id]);
  return [box.x + x, box.y + y];
}"""

# How many pixels of the drawing are not of the colour that most have.
INKED = """() => {
  const canvas = document.querySelector("#network canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const colour = data[i + 3] ? (data[i] << 16) | (data[i + 1] << 8) | data[i + 2] : -1;
    seen.set(colour, (seen.get(colour) || 0) + 1);
  }
  return data.length / 4 - Math.max(...seen.values());
}"""


def becomes(read: Callable[[], Any], wanted: Any) -> None:
    """Waits until `read` gives what is wanted; fails with what it gave last."""
    until = time.monotonic() + PATIENCE
    while (found := read()) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    assert found == wanted


def short(iri: str) -> str:
    """An IRI as the page's address takes it."""
    return quote(iri, safe="")


class Explorer:
    """An open page on a graph; `mode` is "file" or "server"."""

    def __init__(self, opened: Any, graph: Graph, mode: str):
        self.opened, self.page, self.graph, self.mode = opened, opened.page, graph, mode

    # What is shown

    def nodes(self) -> set[str]:
        """The entities in the drawing."""
        return set(self.page.evaluate("kgPage.visible().nodes"))

    def drawn(self) -> list[dict[str, Any]]:
        """The lines of the view, each with its id, ends, property, reading and count."""
        return self.page.evaluate("kgPage.visible().lines")

    def lines(self) -> Counter[Line]:
        """The lines of the view, as `expected.lines` counts them."""
        return Counter({(line["s"], line["p"], line["o"], line["reading"]): line["count"] for line in self.drawn()})

    def shows(self, statements: Any) -> None:
        """Waits until just the lines of these statements are shown."""
        becomes(self.lines, expected_lines(statements))

    def cards(self) -> set[str]:
        """The statements in the panel, in whatever fold."""
        self.unfold("#panel")
        found = self.page.locator("#panel [data-statement]").evaluate_all("all => all.map(e => e.dataset.statement)")
        return set(found)

    def line(self, subject: str, prop: str, obj: str, reading: str = "Asserted") -> dict[str, Any]:
        """The line between two entities, by name."""
        wanted = (self.graph.iri(subject), prop, self.graph.iri(obj), reading)
        (found,) = (each for each in self.drawn() if (each["s"], each["p"], each["o"], each["reading"]) == wanted)
        return found

    @property
    def address(self) -> str:
        """What stands behind the page's address."""
        return self.page.evaluate("location.hash")

    # What is done

    def go(self, at: str, until: str) -> None:
        """Another view by its address, in the same page; waits for what `until` selects."""
        self.page.evaluate("at => { location.hash = at; }", at)
        self.page.locator(until).first.wait_for(state="visible")
        self.page.locator("body:not([aria-busy])").wait_for(state="attached")

    def click_node(self, label: str) -> None:
        self.page.mouse.click(*self.page.evaluate(NODE_AT, self.graph.iri(label)))

    def place_of(self, line: str, kind: str = "line") -> list[float]:
        """Where on the screen a line lies, by its id; `kind` "pair" for the one line of many between two entities."""
        place = self.page.evaluate(LINE_AT, [kind, line])
        assert place, f"no place on the screen belongs to the line {line}"
        return place

    def click_line(self, line: str, kind: str = "line") -> None:
        """Clicks on the line where it lies on the canvas."""
        self.page.mouse.click(*self.place_of(line, kind))

    def unfold(self, within: str = "body") -> None:
        """Opens every fold."""
        self.page.evaluate(
            "s => document.querySelectorAll(`${s} details`).forEach((fold) => { fold.open = true; })", within
        )

    def toggle(self, name: str) -> None:
        """Clicks a filter by its name ("class:Country"), in whatever fold it lies."""
        self.unfold("#side")
        self.page.locator(f'input[data-filter="{name}"]').click()

    def search(self, text: str) -> list[str]:
        """Types into the search and gives what is suggested."""
        box = self.page.get_by_role("combobox").first
        box.click()
        box.fill("")
        box.press_sequentially(text)
        options = self.page.locator("#suggestions [role=option]")
        options.first.wait_for(state="visible", timeout=PATIENCE * 1000)
        return options.all_inner_texts()

    def tab_to(self, selector: str, most: int = 120) -> None:
        """Presses the tabulator until something that fits has the focus, which must be seen."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("s => !!document.activeElement?.matches(s)", selector):
                assert self.page.evaluate(FOCUS_IS_SEEN), f"nothing shows that {selector} has the focus"
                return
        raise AssertionError(f"the tabulator does not reach {selector}")


FOCUS_IS_SEEN = """() => {
  const seen = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const one = document.activeElement;
  return one.matches(":focus-visible") && (seen(one) || (one.parentElement && seen(one.parentElement)));
}"""
