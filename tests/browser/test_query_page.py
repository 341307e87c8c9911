"""The query page: asks the endpoint, tells what came or what is wrong, works without script."""

from __future__ import annotations

import pytest
from explorer import becomes
from query_page import ask

pytestmark = pytest.mark.browser

NAMES = "SELECT ?name WHERE { ?e a kg:Country ; skos:prefLabel ?name } ORDER BY ?name"


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def asking(request, open_page, graph, serve):
    """The query page on the trade graph, with script and without, and how to ask on it."""
    script = request.param
    # The browser itself notes in the console that a query was refused: the tests look at what else is there.
    opened = open_page(
        serve(graph("trade").directory) + "query", ready=script, java_script_enabled=script, excused=True
    )
    yield opened.page, lambda query: ask(opened.page, query, script=script)
    assert [fault for fault in opened.outside + opened.complaints if "status of 400" not in fault] == []


def test_a_query_and_its_rows(asking, keep):
    page, put = asking
    text = put(NAMES)
    assert "China" in text and "USA" in text
    assert page.locator("#answer tbody tr").count() == 2
    keep(page, "query-page" if page.locator("#editor .CodeMirror").count() else "query-page-plain")


def test_a_query_that_does_not_parse_is_told_in_one_line(asking):
    _, put = asking
    text = put("SELECT ?x WHERE { ?x a kg:Country")
    assert "line" in text.lower() or "zeile" in text.lower()


def test_a_construct_and_an_ask(asking):
    _, put = asking
    assert "China" in put("CONSTRUCT { ?e skos:prefLabel ?l } WHERE { ?e a kg:Country ; skos:prefLabel ?l }")
    assert len(put("ASK { ?e a kg:Country }").strip()) < 40


@pytest.mark.model
def test_every_ready_made_question_has_an_answer(open_page, sample, serve):
    page = open_page(serve(sample.directory) + "query").page
    cards = page.locator(".ready form.card")
    assert cards.count() > 15
    for i in range(cards.count()):
        card = cards.nth(i)
        for field, name in zip(card.locator("input[required]").all(), ("China", "USA"), strict=False):
            field.fill(name)
        before = page.locator("#answer").inner_text()
        card.locator("button").click()
        becomes(lambda before=before: page.locator("#answer").inner_text() != before, True)
        page.locator("#answer tbody tr, #answer pre, #answer .truth").first.wait_for(state="visible")


def test_in_dark_and_narrow_nothing_is_cut_off(open_page, graph, serve, keep):
    address = serve(graph("trade").directory) + "query"
    page = open_page(address, 390, 844, color_scheme="dark").page
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    ask(page, NAMES, script=True)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    keep(page, "query-page-narrow-dark")


def test_the_explorer_leads_to_it_in_the_readers_language_but_not_from_a_file(open_page, graph, serve):
    page = open_page(serve(graph("trade").directory)).page
    page.locator("#lang").click()
    page.locator("#ask").click()
    page.locator("#editor").wait_for(state="visible")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_a_file_has_nobody_to_ask(open_page, graph, view):
    assert open_page(view(graph("trade").directory)).page.locator("#ask").is_hidden()
