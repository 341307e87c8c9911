"""Filters and the slider show what they say they show, in numbers counted from the graph."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from expected import Graph, Said, lines
from explorer import becomes

pytestmark = pytest.mark.browser


def without_class(graph: Graph, cls: str) -> Callable[[Said], bool]:
    return lambda said: all(graph.things[iri].cls != cls for iri in (said.line[0], said.line[2]))


FILTERS: dict[str, Callable[[Graph], Callable[[Said], bool]]] = {
    "class:Material": lambda graph: without_class(graph, "Material"),
    "class:Country": lambda graph: without_class(graph, "Country"),
    "property:restricts": lambda graph: lambda said: said.line[1] != "restricts",
    **{
        f"reading:{reading}": lambda graph, reading=reading: lambda said: said.line[3] != reading
        for reading in ("Asserted", "Claimed", "Planned", "Possible", "Demanded", "Former", "Denied")
    },
    "speaker:https://w3id.org/newskg/id/agentur": lambda graph: lambda said: "Meldedienst Nord" not in said.speakers,
    "speaker:https://w3id.org/newskg/id/vogt": lambda graph: lambda said: "Karl Vogt" not in said.speakers,
    "speaker:zwei Quellen": lambda graph: lambda said: "zwei Quellen" not in said.speakers,
    "speaker:": lambda graph: lambda said: bool(said.speakers),
    "publisher:Handelspost": lambda graph: lambda said: said.publishers != {"Handelspost"},
    "publisher:Abendblatt": lambda graph: lambda said: said.publishers != {"Abendblatt"},
}


def test_every_filter_hides_what_it_names_and_gives_it_back(explore):
    explorer = explore("trade")
    graph = explorer.graph
    for name, keeps in FILTERS.items():
        explorer.toggle(name)
        left = [said for said in graph.statements if keeps(graph)(said)]
        assert 0 < len(left) < len(graph.statements), f"{name} is no test"
        explorer.shows(left)
        assert {iri for line in lines(left) for iri in line[::2]} <= explorer.nodes(), name
        explorer.toggle(name)
        explorer.shows(graph.statements)
    assert explorer.nodes() == graph.joined


def test_a_class_that_is_off_takes_its_entities_with_it(page_of):
    explorer = page_of("trade")
    explorer.toggle("class:Material")
    explorer.shows([s for s in explorer.graph.statements if without_class(explorer.graph, "Material")(s)])
    assert not explorer.nodes() & {thing.iri for thing in explorer.graph.things.values() if thing.cls == "Material"}


def test_several_filters_at_once_and_one_way_back(page_of):
    explorer = page_of("trade")
    everything = explorer.graph.statements
    explorer.toggle("reading:Planned")
    explorer.toggle("class:Facility")
    explorer.toggle("publisher:Abendblatt")
    explorer.page.locator("#confidence").fill("65")
    left = [
        said
        for said in everything
        if said.line[3] != "Planned"
        and without_class(explorer.graph, "Facility")(said)
        and said.publishers != {"Abendblatt"}
        and said.confidence >= 0.65
    ]
    explorer.shows(left)
    explorer.page.locator("#reset").click()
    explorer.shows(everything)
    assert explorer.nodes() == explorer.graph.joined
    assert explorer.page.locator("#confidence").input_value() == "0"
    assert explorer.page.locator("input[data-filter]:not(:checked)").count() == 0


def test_filters_count_what_they_stand_for(page_of):
    explorer = page_of("trade")
    for name, count in {
        "property:eases": 1,
        "reading:Planned": 2,
        "reading:Former": 1,
        "speaker:zwei Quellen": 1,
        "class:Facility": 1,
        "publisher:Tagesbote": 1,
    }.items():
        label = explorer.page.locator(f'label:has(input[data-filter="{name}"])')
        assert re.search(rf"(?<!\d){count}(?!\d)", label.text_content() or ""), f"{name}: {label.text_content()}"


def test_filters_are_the_legend(page_of):
    explorer = page_of("trade")
    for name in ("class:Country", "reading:Planned", "reading:Denied", "reading:Claimed"):
        drawn = explorer.page.locator(f'label:has(input[data-filter="{name}"])').locator("svg, canvas, [class*=swatch]")
        assert drawn.count() >= 1, f"no symbol at {name}"
    dashes = explorer.page.evaluate(
        """() => Object.fromEntries(kgPage.visible().lines.map((line) =>
          [line.reading, kgPage.network.body.edges[kgPage.app.drawing.idFor('line', line.id)]?.options.dashes]))"""
    )
    assert not dashes["Asserted"]
    for reading in ("Planned", "Claimed", "Denied"):
        assert dashes[reading], f"{reading} is drawn like a fact"


def test_a_confidence_below_the_bar_is_hidden(page_of):
    explorer = page_of("trade")
    for percent in (50, 65, 85):
        explorer.page.locator("#confidence").fill(str(percent))
        explorer.shows([said for said in explorer.graph.statements if said.confidence >= percent / 100])


def test_the_slider_narrows_the_span_and_leaves_out_what_has_no_date(page_of):
    explorer = page_of("trade")
    everything = explorer.graph.statements
    dated = [said for said in everything if said.first]
    latest, earliest = max(said.last for said in dated), min(said.first for said in dated)
    assert (earliest, latest) == ("2024-12-03", "2026-02-12") and len(dated) == len(everything) - 2
    explorer.page.locator("#from").press("End")
    explorer.shows([said for said in everything if not said.first or said.last == latest])
    assert "2026" in explorer.page.locator("#slider").inner_text()
    explorer.page.locator("#from").press("Home")
    explorer.page.locator("#to").press("Home")
    explorer.shows([said for said in everything if not said.first or said.first == earliest])
    explorer.page.locator("#to").press("End")
    explorer.page.locator("#undated").click()
    explorer.shows([said for said in everything if said.own])
    explorer.page.locator("#reset").click()
    explorer.shows(everything)


@pytest.mark.parametrize(
    ("at", "keeps"),
    [
        ("from=2025-10-01", lambda said: said.last[:7] >= "2025-10"),
        ("to=2025-01-31", lambda said: said.first < "2025-02"),
        # A measure that held from April to August is shown for each day between.
        ("from=2025-06-01&to=2025-07-31", lambda said: said.first <= "2025-07" and said.last >= "2025-06"),
    ],
)
def test_a_span_in_the_address(page_of, at, keeps):
    explorer = page_of("trade", f"#{at}")
    left = [said for said in explorer.graph.statements if not said.first or keeps(said)]
    assert any(said.first for said in left) and len(left) < len(explorer.graph.statements)
    explorer.shows(left)


def test_what_is_shown_is_said_in_numbers(page_of):
    explorer = page_of("trade")
    shown = explorer.page.locator("#shown")
    assert re.search(rf"(?<!\d){len(explorer.graph.statements)}(?!\d)", shown.inner_text()), shown.inner_text()
    explorer.toggle("property:restricts")
    left = sum(said.line[1] != "restricts" for said in explorer.graph.statements)
    becomes(lambda: bool(re.search(rf"(?<!\d){left}(?!\d)", shown.inner_text())), True)
