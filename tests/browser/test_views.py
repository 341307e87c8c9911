"""What lies around one entity, the way between two, and the view as an address that can be sent."""

from __future__ import annotations

import pytest
from explorer import Explorer, becomes, short

pytestmark = pytest.mark.browser


def ego(explorer, label: str) -> str:
    return f"#e={short(explorer.iri(label))}"


def test_an_ego_view_says_how_much_of_the_neighbourhood_it_shows(explore, graph):
    explorer = explore("hub", ego(graph("hub"), "Republik Mitte"))
    assert len(explorer.graph.neighbours("Republik Mitte")) == 212
    assert "40 von 212" in explorer.page.locator("#shown").inner_text()
    assert len(explorer.nodes()) == 41
    among = [s for s in explorer.graph.statements if {s.line[0], s.line[2]} <= explorer.nodes()]
    explorer.shows(among)


def test_kg_view_of_an_entity_opens_on_it(open_page, graph, view):
    hub = graph("hub")
    explorer = Explorer(open_page(view(hub.directory, "mitteland", "--limit", "41")), hub, "file")
    shown = explorer.page.locator("#shown")
    assert len(explorer.nodes()) == 41 and "41 von 213" in shown.inner_text()
    assert "Republik Mitte" in explorer.page.title()
    explorer.page.evaluate("hash => { location.hash = hash; }", ego(hub, "Republik Mitte"))
    becomes(lambda: "40 von 212" in shown.inner_text(), True)


def test_expand_and_collapse(explore, graph):
    explorer = explore("trade", ego(graph("trade"), "Anna Lohse"))
    of = explorer.graph
    lohse, halbwerk = of.iri("Anna Lohse"), of.iri("Halbwerk AG")
    first = {lohse} | of.neighbours("Anna Lohse")
    becomes(explorer.nodes, first)
    explorer.click_node("Halbwerk AG")
    panel = explorer.page.locator("#panel")
    panel.get_by_role("button", name="Aufklappen").first.click()
    becomes(explorer.nodes, first | {halbwerk} | of.neighbours("Halbwerk AG"))
    expanded = explorer.address
    panel.get_by_role("button", name="Zuklappen").first.click()
    becomes(explorer.nodes, first)
    explorer.page.go_back()
    becomes(lambda: explorer.address, expanded)
    becomes(explorer.nodes, first | of.neighbours("Halbwerk AG"))


def test_the_address_carries_the_view(explore):
    one = explore("trade")
    box = one.page.locator('input[data-filter="reading:Denied"]')
    one.page.evaluate("e => { for (let f = e; f; f = f.parentElement) if (f.tagName === 'DETAILS') f.open = true; }",
                      box.element_handle())  # fmt: skip
    box.click()
    one.search("Washington")
    one.page.keyboard.press("ArrowDown")
    one.page.keyboard.press("Enter")
    becomes(lambda: one.nodes() == {one.graph.iri("USA")} | one.graph.neighbours("USA"), True)
    one.page.locator("#confidence").fill("30")
    becomes(lambda: "conf=30" in one.address, True)
    wanted, cards = one.page.evaluate("kgPage.visible()"), one.cards()
    other = explore("trade", one.address)
    assert other.page.evaluate("kgPage.visible()") == wanted
    becomes(other.cards, cards)
    assert other.page.locator('input[data-filter="reading:Denied"]').is_checked() is False
    assert other.page.locator("#confidence").input_value() == "30"


def test_back_and_forward(page_of):
    explorer = page_of("trade")
    everything = explorer.nodes()
    for typed in ("Grube", "EU"):
        explorer.search(typed)
        explorer.page.keyboard.press("ArrowDown")
        explorer.page.keyboard.press("Enter")
        becomes(lambda typed=typed: typed in explorer.page.locator("#panel h2").first.inner_text(), True)
    last = explorer.nodes()
    explorer.page.go_back()
    becomes(lambda: explorer.graph.iri("Grube Nordloch") in explorer.nodes() and explorer.nodes() != last, True)
    explorer.page.go_back()
    becomes(explorer.nodes, everything)
    explorer.page.go_forward()
    explorer.page.go_forward()
    becomes(explorer.nodes, last)


@pytest.mark.parametrize(
    "at",
    [
        "#e=kgr:nowhere",
        "#e=%E0%A4%A&x=,,,&sel=line:&off=class:&conf=-7&from=gestern&page=article&id=nichts",
        "#sel=line:%20&fan=+&path=a,b,c&tab=nothing&lang=fr&theme=pink&__proto__=1&constructor=2",
        "#" + "x=" + "kgr:a," * 3000,
    ],
)
def test_an_address_that_makes_no_sense_does_no_harm(explore, at):
    explorer = explore("trade", at, excused=True)
    # What the server refuses the browser itself notes in the console; nothing else may stand there.
    assert [fault for fault in explorer.opened.complaints if "status of 4" not in fault] == []
    if explorer.page.locator("#overview").is_visible():
        explorer.page.locator("#overview").click()
    becomes(explorer.nodes, explorer.graph.joined)


def test_the_way_between_two_entities(explore):
    explorer = explore("trade")
    page = explorer.page
    page.locator("#path > summary").click()
    fields = page.locator("#path [role=combobox], #path input[type=text], #path input[type=search]")
    for field, name in ((fields.nth(0), "Grube"), (fields.nth(1), "Europ")):
        field.click()
        field.press_sequentially(name)
        page.locator("#path [role=option]:visible").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    of = explorer.graph
    wanted = [of.iri(name) for name in ("Grube Nordloch", "Halbwerk AG", "USA", "EU")]
    becomes(lambda: set(wanted) <= explorer.nodes() and "path=" in explorer.address, True)
    told = page.locator("#path ol")
    becomes(
        lambda: [told.inner_text().find(name) < 0 for name in ("Grube Nordloch", "Halbwerk AG", "USA", "EU")],
        [False] * 4,
    )
    other = explore("trade", explorer.address)
    assert set(wanted) <= other.nodes()


def test_the_link_to_the_view_can_be_copied(page_of):
    explorer = page_of("trade", "#conf=50", permissions=["clipboard-read", "clipboard-write"])
    explorer.page.locator("#copy-link").click()
    becomes(lambda: explorer.page.evaluate("navigator.clipboard.readText()"), explorer.page.url)


def test_a_link_outlives_what_it_leads_to(explore):
    gone = "kgr:nirgends gibt es in diesem Graphen nicht."
    china = "https://w3id.org/newskg/id/china"
    explorer = explore("trade", f"#e={short(china)}&x=kgr:nirgends")
    assert china in explorer.nodes() and gone in explorer.page.locator("#shown").inner_text()
    for at, place in (
        ("#e=kgr:nirgends", "#panel"),
        ("#page=entity&id=kgr:nirgends", "#page"),
        ("#page=article&id=kgr:nirgends", "#page"),
    ):
        explorer.page.evaluate("at => { location.hash = at; }", at)
        becomes(lambda place=place: gone in explorer.page.locator(place).inner_text(), True)
        assert not explorer.page.locator("#error").is_visible()
