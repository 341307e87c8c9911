"""From a name to the sentence: search, choose, click on a line, read what the article says."""

from __future__ import annotations

from pathlib import Path

import pytest
from explorer import Explorer, becomes

pytestmark = pytest.mark.browser

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"

DASHES = "Object.values(kgPage.network.body.edges).map((edge) => edge.options.dashes)"
DASH_OF = "(pair) => kgPage.network.body.edges[kgPage.app.drawing.idFor('pair', pair)].options.dashes"
EDGES = "kgPage.network.body.data.edges.length"
WRITTEN = "kgPage.app.drawing.names().lines.map(({ line, text }) => [line.id, text])"

# The blockquotes of a card: text, marks with their role and place in the sentence, in code points.
QUOTES = """(card) => [...card.querySelectorAll("blockquote")].map((quote) => {
  const marks = [...quote.querySelectorAll("mark")].map((mark) => {
    const before = document.createRange();
    before.setStart(quote, 0);
    before.setEndBefore(mark);
    return [mark.className, [...before.toString()].length, mark.textContent];
  });
  // Where the sentence comes from stands below it.
  const from = quote.querySelector("footer");
  return { text: quote.textContent.slice(0, quote.textContent.length - (from ? from.textContent.length : 0)), marks };
})"""


def body_of(source: str) -> str:
    """The article as its file has it, without what stands between the lines of three dashes at its head."""
    return (ARTICLES / source).read_text(encoding="utf-8").split("\n---\n", 1)[1]


def quotes(explorer, statement: str) -> list[dict]:
    card = explorer.page.locator(f'#panel [data-statement="{statement}"]').first
    card.wait_for(state="visible")
    for fold in card.locator("details:not([open]) > summary").all():
        fold.click()
    return card.evaluate(QUOTES)


def choose(explorer, typed: str, label: str, *, mouse: bool) -> None:
    suggested = explorer.search(typed)
    place = next(i for i, text in enumerate(suggested) if label in text)
    if mouse:
        explorer.page.locator("#suggestions [role=option]").nth(place).click()
    else:
        for _ in range(place + 1):
            explorer.page.keyboard.press("ArrowDown")
        explorer.page.keyboard.press("Enter")


@pytest.mark.model
@pytest.mark.parametrize("mouse", [True, False], ids=["mouse", "keys"])
def test_search_choose_click_a_line_and_read_the_sentence_of_the_article(explore, sample, mouse):
    explorer = explore(sample.directory)
    choose(explorer, "Seltene", "seltene Erden", mouse=mouse)
    iri = explorer.graph.iri("seltene Erden")
    becomes(lambda: iri in explorer.nodes() and len(explorer.nodes()) <= 50, True)
    line = explorer.line("Australien", "produces", "seltene Erden")
    explorer.click_line(line["id"])
    wanted = [said for said in explorer.graph.between("Australien", "seltene Erden") if said.line[1] == "produces"]
    becomes(explorer.cards, {said.iri for said in wanted})
    for said in wanted:
        shown = quotes(explorer, said.iri)
        assert sorted(quote["text"] for quote in shown) == sorted(told.sentence for told in said.told)
        for told in said.told:
            assert told.sentence == body_of(told.source)[told.start : told.stop]
        for quote in shown:
            assert quote["marks"], "no word of the sentence is marked"
            for _, start, text in quote["marks"]:
                letters = list(quote["text"])
                assert "".join(letters[start : start + len(list(text))]) == text
        roles = {role.split()[0] for quote in shown for role, _, _ in quote["marks"]}
        assert {"subject", "object"} <= roles


def test_a_card_tells_who_says_what_when_and_how_surely(page_of):
    explorer = page_of("trade")
    explorer.click_line(explorer.line("Halbwerk AG", "dependsOn", "Gallium", "Claimed")["id"])
    (said,) = explorer.graph.between("Halbwerk AG", "Gallium")
    becomes(explorer.cards, {said.iri})
    text = explorer.page.locator("#panel").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    for expected in (
        "Halbwerk AG", "hängt ab von", "Gallium", "zwei Quellen", "35", "62,5", "4 000 000",
        "Ohne Gallium stehe Halbwerk still, heißt es.", "Gallium wird knapp", "Handelspost", "4. April 2025",
    ):  # fmt: skip
        assert expected in text, text
    card = explorer.page.locator("#panel [data-statement]").inner_text()
    assert "als Behauptung" in card and "Laut" in card and "als Tatsache" not in card and "gegenwärtig" not in card
    links = explorer.page.locator("#panel a[href^=http]").evaluate_all("all => all.map(a => a.href)")
    assert "https://example.org/gallium?a=1&b=2" in links
    (quote,) = quotes(explorer, said.iri)
    assert ["subject", len("Ohne Gallium stehe "), "Halbwerk"] in quote["marks"]
    assert ["object", len("Ohne "), "Gallium"] in quote["marks"]


def test_marks_tell_subject_object_and_speaker_apart(page_of):
    explorer = page_of("trade")
    explorer.click_line(explorer.line("China", "restricts", "Gallium", "Claimed")["id"])
    (said,) = (s for s in explorer.graph.between("China", "Gallium") if s.line[3] == "Claimed")
    becomes(explorer.cards, {said.iri})
    (quote,) = quotes(explorer, said.iri)
    assert quote["text"] == "Peking drehe den Hahn bei Gallium zu, klagt Anna Lohse."
    words = {text: role for role, _, text in quote["marks"]}
    assert words["Peking"] == "subject" and words["Gallium"] == "object" and words["Anna Lohse"] == "speaker"


def test_a_line_of_two_statements_says_so_and_shows_both(page_of):
    explorer = page_of("trade")
    line = explorer.line("China", "restricts", "Gallium")
    assert line["count"] == 2
    explorer.click_line(line["id"])
    wanted = {s.iri for s in explorer.graph.between("China", "Gallium") if s.line[1::2] == ("restricts", "Asserted")}
    becomes(explorer.cards, wanted)
    assert len(wanted) == 2
    two_places = next(s for s in explorer.graph.statements if s.iri in wanted and len(s.told) == 2)
    assert len(quotes(explorer, two_places.iri)) == 2


@pytest.mark.parametrize("prop", ["uses", "produces"])
def test_both_of_two_parallel_lines_can_be_clicked(page_of, prop):
    explorer = page_of("trade")
    reading = {"uses": "Asserted", "produces": "Denied"}[prop]
    explorer.click_line(explorer.line("Halbwerk AG", prop, "Germanium", reading)["id"])
    becomes(explorer.cards, {s.iri for s in explorer.graph.between("Halbwerk AG", "Germanium") if s.line[1] == prop})


def test_four_parallel_lines_all_have_a_place_of_their_own(page_of):
    explorer = page_of("trade")
    ends = {explorer.graph.iri("China"), explorer.graph.iri("Gallium")}
    between = [line for line in explorer.drawn() if {line["s"], line["o"]} == ends]
    assert len(between) == 4
    for line in between:
        explorer.click_line(line["id"])
        key = (line["s"], line["p"], line["o"], line["reading"])
        becomes(explorer.cards, {said.iri for said in explorer.graph.statements if said.line == key})


def test_more_than_four_lines_of_a_pair_are_one_that_fans_out(page_of):
    explorer = page_of("trade")
    between = explorer.graph.between("China", "USA")
    assert len(between) == 6
    pair = " ".join(sorted((explorer.graph.iri("China"), explorer.graph.iri("USA"))))
    assert [text for line, text in explorer.page.evaluate(WRITTEN) if line == pair] == ["×6"]
    assert explorer.page.evaluate(EDGES) == 18 - 5
    explorer.click_line(pair, "pair")
    becomes(explorer.cards, {said.iri for said in between})
    explorer.page.locator("#panel").get_by_role("button", name="Auffächern").click()
    becomes(lambda: explorer.page.evaluate(EDGES), 18)
    for said in between:
        key = said.line
        (line,) = (each for each in explorer.drawn() if (each["s"], each["p"], each["o"], each["reading"]) == key)
        explorer.click_line(line["id"])
        becomes(explorer.cards, {said.iri})


def test_only_facts_are_solid_lines_a_bundle_of_several_readings_is_not(explore):
    explorer = explore("trade")
    pair = " ".join(sorted((explorer.graph.iri("China"), explorer.graph.iri("USA"))))
    explorer.unfold("#side")
    legend = explorer.page.locator("#filters .row.mixed")
    assert legend.is_visible() and legend.inner_text() == "gemischtes Bündel"
    assert explorer.page.evaluate(DASH_OF, pair)
    explorer.toggle("reading:Asserted")
    becomes(legend.is_visible, False)
    becomes(lambda: all(explorer.page.evaluate(DASHES)), True)


def test_a_click_on_a_node_shows_all_that_is_said_of_it(explore):
    explorer = explore("trade")
    explorer.click_node("Halbwerk AG")
    iri = explorer.graph.iri("Halbwerk AG")
    becomes(explorer.cards, {said.iri for said in explorer.graph.statements if iri in said.line[::2]})
    assert "Halbwerk AG" in explorer.page.locator("#panel h2").first.inner_text()
    explorer.page.keyboard.press("Escape")
    becomes(explorer.cards, set())


def test_search_finds_names_and_other_names(explore):
    explorer = explore("trade")
    names = {"wash": "USA", "Volksrep": "China", "europ": "EU", "halb": "Halbwerk AG", "GERMAN": "Germanium"}
    for typed, label in names.items():
        choose(explorer, typed, label, mouse=False)
        becomes(lambda label=label: label in explorer.page.locator("#panel h2").first.inner_text(), True)
        assert explorer.graph.iri(label) in explorer.nodes()


def test_hovering_a_line_says_what_it_is(page_of):
    explorer = page_of("trade")
    line = explorer.line("Halbwerk AG", "uses", "Germanium")
    explorer.page.mouse.move(*explorer.place_of(line["id"]))
    tip = explorer.page.locator("#tip")
    tip.wait_for(state="visible", timeout=3000)
    assert "nutzt" in tip.inner_text()


# The pairs of texts in the drawing that cover one another, as the renderer measured the names of entities.
COVERED = """(scale) => {
  const { network, app } = kgPage;
  network.moveTo({ scale });
  app.drawing.redraw();
  const { lines } = app.drawing.names();
  const boxes = lines.map(({ text, box }) => [text, ...box, true]);
  for (const node of Object.values(network.body.nodes)) {
    const { left, top, width, height } = node.labelModule.getSize();
    const label = (node.options.label || "").trim();
    const { x, y } = network.canvasToDOM(node); // what is out of sight is not measured anew
    const inSight = x > 0 && y > 0 && x < innerWidth - 650 && y < innerHeight - 100;
    if (label && inSight) boxes.push([label, left, left + width, top, top + height, false]);
  }
  const covers = (a, b) => a[1] < b[2] - 1 && b[1] < a[2] - 1 && a[3] < b[4] - 1 && b[3] < a[4] - 1;
  const covered = (a) => boxes.filter((b) => a !== b && covers(a, b)).map((b) => [a[0], b[0]]);
  return boxes.filter((a) => a[5]).flatMap(covered);
}"""


def test_no_name_of_a_line_covers_another_name_and_the_one_pointed_at_is_there(open_page, graph, view):
    for name in ("trade", "two hundred"):
        page = open_page(view(graph(name).directory)).page
        for scale in (0.3, 0.8, 1.2, 3):
            assert page.evaluate(COVERED, scale) == [], (name, scale)
            assert name != "trade" or scale < 0.8 or len(page.evaluate(WRITTEN)) >= 6
    explorer = Explorer(open_page(view(graph("trade").directory)), graph("trade"), "file")
    for said in explorer.graph.between("China", "Gallium"):
        key = said.line
        (line,) = (each for each in explorer.drawn() if (each["s"], each["p"], each["o"], each["reading"]) == key)
        explorer.page.mouse.move(5, 5)
        becomes(lambda: len(explorer.page.evaluate(WRITTEN)) > 4, True)
        explorer.page.mouse.move(*explorer.place_of(line["id"]))
        becomes(lambda line=line: [i for i, _ in explorer.page.evaluate(WRITTEN)], [line["id"]])
