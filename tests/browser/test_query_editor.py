"""The parts of the query page, on a running server: editor, results, ready-made questions, addresses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from kg.graph.iris import BASE as ID
from kg.vocab import PREFIXES

pytestmark = pytest.mark.browser

COUNTRIES = (
    "PREFIX kg: <https://w3id.org/newskg/ontology#>\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
    "SELECT ?land ?name WHERE { ?land a kg:Country ; skos:prefLabel ?name } ORDER BY ?name"
)
BAD = "</script><script>window.__xss=1</script><img src=x onerror='window.__xss=2'><svg onload=window.__xss=3>\"'"
FOREIGN = "#answer :is(script, img, svg, iframe, link, object, embed, style, form, input, base, meta)"
STRAY = """() => [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) =>
    a.name.startsWith("on") || (a.name === "href" && /^\\s*(javascript|data|file):(?!,$)/i.test(a.value)))).length"""
OPTION = "document.querySelector('form[data-named=beziehungen-von] option')"


class Asked:
    """The query page, opened; that it asks nobody else and complains of nothing is checked by `open_page`."""

    def __init__(self, opened: Any):
        self.opened, self.page = opened, opened.page
        self.address = opened.home.rstrip("/")

    def write(self, query: str) -> None:
        self.page.evaluate("query => kgQuery.editor.setText(query)", query)

    def run(self, query: str) -> str:
        """Run a query; gives what the page says of the answer."""
        self.write(query)
        self.page.evaluate("kgQuery.run()")
        return self.page.locator("#told").inner_text()

    def type(self, text: str) -> None:
        """Type at the end of what stands in the editor."""
        self.page.locator(".CodeMirror").click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text, delay=40)


@pytest.fixture
def opened(open_page: Any, serve: Any, graph: Any) -> Callable[..., Asked]:
    """Opens the query page on the trade graph."""

    def new(width: int = 1280, height: int = 900, *, at: str = "?lang=de", **options: Any) -> Asked:
        return Asked(open_page(serve(graph("trade").directory) + "query", width, height, at=at, **options))

    return new


def cells(page: Any, column: int) -> list[str]:
    return page.locator(f"#answer tbody td:nth-child({column})").all_inner_texts()


def test_a_query_runs_by_key_and_its_rows_stand_in_a_table(opened):
    asked = opened()
    page = asked.page
    asked.write(COUNTRIES)
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+Enter")
    page.locator("#answer table").wait_for()
    assert page.locator("#told").inner_text().startswith("2 Zeilen in ")
    assert cells(page, 1) == ["kgr:china", "kgr:usa"] and cells(page, 2) == ["China", "USA"]
    link = page.locator("#answer a").first.get_attribute("href")
    assert link == "/#e=" + quote(ID + "china", safe="") + "&lang=de"
    assert unquote(page.url.partition("#query=")[2]) == COUNTRIES


def test_the_address_brings_the_query_back(opened):
    page = (asked := opened(at="?lang=en#query=" + quote(COUNTRIES, safe=""))).page
    assert page.evaluate("kgQuery.editor.text()") == COUNTRIES
    assert page.locator("#result").is_hidden()
    page.evaluate("kgQuery.run()")
    asked.run("ASK { ?s ?p ?o }")
    assert page.locator("#answer .truth").inner_text() == "Yes (true)"
    page.go_back()
    page.wait_for_function("query => kgQuery.editor.text() === query", arg=COUNTRIES)
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("#lang").click()
    page.wait_for_function("() => document.documentElement.lang === 'de' && document.body.dataset.ready")
    assert page.evaluate("kgQuery.editor.text()") == COUNTRIES


def test_rows_sort_by_column_and_many_come_by_and_by(opened):
    asked = opened()
    page = asked.page
    digits = "VALUES ?%s { 0 1 2 3 4 5 6 7 8 9 }"
    numbers = f"SELECT ?n {{ {digits % 'a'} {digits % 'b'} {digits % 'c'} BIND(?a * 100 + ?b * 10 + ?c AS ?n) }}"
    assert asked.run(numbers).startswith("1.000 Zeilen")
    assert page.locator("#answer tbody tr").count() == 200
    page.locator("#answer").get_by_role("button", name="Weitere 200 Zeilen zeigen").click()
    assert page.locator("#answer tbody tr").count() == 400
    head = page.locator("#answer th").get_by_role("button", name="n", exact=True)
    head.click()
    assert cells(page, 1)[:3] == ["0", "1", "2"]
    head.click()
    assert cells(page, 1)[:3] == ["999", "998", "997"]
    assert page.locator("#answer th").get_attribute("aria-sort") == "descending"


def test_a_statement_in_the_rows_leads_to_all_about_it(opened):
    asked = opened()
    page = asked.page
    asked.run("SELECT ?s { ?s a <https://w3id.org/newskg/ontology#Statement> } ORDER BY ?s LIMIT 1")
    page.locator("#answer a").click()
    page.locator("#answer pre").wait_for()
    assert "kg:Statement" in page.locator("#answer pre").inner_text()
    assert unquote(page.url.partition("#query=")[2]).startswith(f"DESCRIBE <{ID}statement/")


def test_a_query_that_runs_can_be_stopped(opened):
    asked = opened()
    page = asked.page
    held = []
    page.route("**/sparql", lambda route: held.append(route))
    page.locator("#run").click()
    page.locator("#stop").click()
    page.wait_for_function("() => document.getElementById('told').textContent === 'Abgebrochen.'")
    assert page.locator("#stop").is_hidden() and len(held) == 1


def test_the_link_that_is_copied_opens_the_query(opened):
    asked = opened(permissions=["clipboard-read", "clipboard-write"])
    page = asked.page
    asked.write(COUNTRIES)
    page.locator("#copy-link").click()
    page.wait_for_function("() => document.getElementById('told').textContent === 'Link kopiert.'")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == asked.address + "/query?lang=de#query=" + quote(COUNTRIES, safe="!'()*~")
    page.goto("about:blank")
    page.goto(address)
    assert page.evaluate("kgQuery.editor.text()") == COUNTRIES


def test_graphs_faults_and_empty_answers(opened):
    asked = opened()
    page = asked.page
    told = asked.run("PREFIX kgr: <https://w3id.org/newskg/id/>\nDESCRIBE kgr:gallium")
    assert told.startswith("Ein Graph als Turtle") and "kg:Material" in page.locator("#answer pre").inner_text()
    assert asked.run("SELECT ?s { ?s <http://a/b> ?s }").startswith("Keine Zeilen")


def test_a_refused_query_is_told_in_one_line(opened):
    asked = opened(excused=True)  # the browser itself notes the status 400 in its console
    asked.run("SELECT ?s { ?s ?p }")
    fault = asked.page.locator("#answer .fault").inner_text()
    assert fault.startswith("Die Abfrage ging nicht: query line 1")
    assert asked.opened.outside == [] and all("400" in complaint for complaint in asked.opened.complaints)


def test_answers_can_be_taken_away_as_files(opened):
    asked = opened()
    page = asked.page
    asked.run(COUNTRIES)
    with page.expect_download() as csv:
        page.locator("[data-download=csv]").click()
    assert Path(csv.value.path()).read_text(encoding="utf-8").splitlines()[1] == f"{ID}china,China"
    asked.run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3")
    with page.expect_download() as triples:
        page.locator("[data-download=nt]").click()
    assert len(Path(triples.value.path()).read_text(encoding="utf-8").splitlines()) == 3


def test_a_ready_made_question_binds_its_entity_and_shows_what_runs(opened):
    asked = opened()
    page = asked.page
    form = page.locator("form[data-named=wer-beschraenkt-was]")
    form.locator("input[data-param=akteur]").fill("Peking")
    form.get_by_role("button").click()
    page.locator("#answer table").wait_for()
    text = page.evaluate("kgQuery.editor.text()")
    assert text.startswith("# Wer beschränkt was – mit dem Satz, der es sagt\nPREFIX dcterms: <")
    assert f"VALUES ?akteur {{ <{ID}china> }}" in text
    assert set(cells(page, 1)) == {"China"}


def test_a_name_that_nobody_has_is_told(opened):
    page = opened(excused=True).page
    form = page.locator("form[data-named=wer-beschraenkt-was]")
    form.locator("input[data-param=akteur]").fill("Atlantis")
    form.get_by_role("button").click()
    page.locator("#answer .fault").wait_for()
    assert "no entity is called 'Atlantis'" in page.locator("#answer .fault").inner_text()


def test_names_are_suggested_in_fields_and_in_the_editor(opened):
    asked = opened()
    page = asked.page
    field = page.locator("form[data-named=beziehungen-von] input[data-param]")
    field.type("gall")
    page.wait_for_function(f"() => ({OPTION})?.value === 'Gallium'")
    asked.write("PREFIX kgr: <https://w3id.org/newskg/id/>\nSELECT * WHERE { ")
    asked.type("kgr:gall")
    page.locator(".CodeMirror-hint").first.wait_for()
    page.keyboard.press("Enter")
    assert page.evaluate("kgQuery.editor.text()").endswith("kgr:gallium")


def test_the_ontology_is_completed_and_nobody_else_is_asked(opened):
    asked = opened()
    page = asked.page
    asked.write("SELECT * WHERE { ?s ")
    asked.type("kg:restr")
    page.locator(".CodeMirror-hint").first.wait_for()
    assert page.locator(".CodeMirror-hint").first.inner_text() == "kg:restrictsbeschränkt"
    page.keyboard.press("Enter")
    text = page.evaluate("kgQuery.editor.text()")
    assert text.endswith("kg:restricts") and f"PREFIX kg: <{PREFIXES['kg']}>" in text
    page.keyboard.type(" ?o . ?s beschr", delay=30)
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hint").first.wait_for()
    assert "kg:restricts" in page.locator(".CodeMirror-hints").inner_text()
    page.keyboard.press("Escape")
    asked.write("")
    page.keyboard.type("PREFIX sko", delay=30)
    page.locator(".CodeMirror-hint").first.wait_for()
    assert page.locator(".CodeMirror-hint").all_inner_texts() == [f"skos: <{PREFIXES['skos']}>"]


def test_a_fault_is_told_while_writing_and_hovering_its_mark_breaks_no_rule(opened):
    asked = opened()
    page = asked.page
    asked.write("SELECT * WHERE {\n ?s ?p }")
    told = page.locator("#syntax")
    assert told.inner_text().startswith("Zeile 2: hier geht es nicht weiter")
    page.locator(".parseErrorIcon").hover()
    page.mouse.move(600, 700)
    asked.write(COUNTRIES)
    assert told.inner_text() == "Bis hierher kein Schreibfehler."
    asked.write("SELECT ?s { ?s a eigen:Country }")
    assert told.inner_text().startswith("Zeile 1: ein Präfix ist nicht erklärt")
    assert page.locator(".parseErrorIcon").count() == 1
    asked.write("SELECT ?s { ?s a kg:Country }")
    assert told.inner_text() == "Bis hierher kein Schreibfehler."
    assert page.locator(".parseErrorIcon").count() == 0


def test_tab_leaves_the_editor_and_every_part_is_reached_by_key(opened):
    asked = opened()
    page = asked.page
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    page.keyboard.press("Enter")
    page.locator("#answer .scroll, #told:not(:empty)").first.wait_for()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("(document.activeElement.closest('form') || {dataset: {}}).dataset.named || ''"))
    assert {"beziehungen-von", "wer-sagt-das"} <= seen


def answering(page: Any, status: int, media: str, body: str) -> None:
    page.unroute_all()
    page.route("**/sparql", lambda route: route.fulfill(status=status, content_type=media, body=body))


def test_hostile_answers_stay_text(opened):
    asked = opened(excused=True)  # a status of 400 among the answers
    page = asked.page
    terms = [
        {"type": "literal", "value": BAD, "xml:lang": BAD},
        {"type": "literal", "value": BAD, "datatype": BAD},
        {"type": "literal", "value": "\u202egnp.exe\u2066" + "x" * 10_000},
        {"type": "bnode", "value": BAD},
        {"type": "uri", "value": "javascript:window.__xss=4"},
        {"type": "uri", "value": "JaVaScRiPt:window.__xss=4//http://a/"},
        {"type": "uri", "value": " javascript:window.__xss=4"},
        {"type": "uri", "value": "data:text/html,<script>window.__xss=5</script>"},
        {"type": "uri", "value": 'http://a/"onmouseover="window.__xss=6" x=\''},
        {"type": "uri", "value": "http://a/%22'onmouseover='window.__xss=6'"},
        {"type": "uri", "value": "http://a/\u202e<img src=x onerror=window.__xss=7>"},
        {"type": "uri", "value": 'https://w3id.org/newskg/id/"><script>window.__xss=8</script>'},
        {"type": "triple", "value": {key: {"type": "uri", "value": BAD} for key in ("subject", "predicate", "object")}},
    ]
    found = {"head": {"vars": [BAD, "__proto__"]}, "results": {"bindings": [{BAD: term} for term in terms]}}
    answering(page, 200, "application/sparql-results+json", json.dumps(found))
    asked.run("SELECT * { ?s ?p ?o }")
    assert cells(page, 1)[0] == BAD and len(cells(page, 1)) == len(terms)
    assert cells(page, 1)[10].startswith("http://a/\\u202E<img")
    page.locator("#answer th button").first.click()
    page.locator("#answer th button").first.click()
    links = page.eval_on_selector_all("#answer a", "all => all.map((a) => new URL(a.href).protocol)")
    assert links == ["http:"]
    for a in page.locator("#answer a").all():
        a.hover()
    box = page.locator("#answer .cell", has_text="xxxxx").bounding_box()
    assert box["height"] < 250 and box["width"] < 900
    shown = [page.locator(FOREIGN).count(), page.evaluate(STRAY)]

    answering(page, 200, "text/turtle", f'<http://a/b> <http://a/c> "{BAD}" .')
    asked.run("CONSTRUCT WHERE { ?s ?p ?o }")
    assert BAD in page.locator("#answer pre").inner_text()
    shown += [page.locator(FOREIGN).count(), page.evaluate(STRAY)]
    for body in ('{"boolean": "<b>"}', '{"head": {}}', "[]", "null", BAD):
        answering(page, 200, "application/sparql-results+json", body)
        asked.run("ASK { ?s ?p ?o }")
        assert page.locator("#answer .fault").count() == 1, body
    assert shown == [0] * 4 and asked.opened.complaints == []
    answering(page, 400, "text/html", BAD)
    asked.run("ASK { ?s ?p ?o }")
    assert BAD in page.locator("#answer .fault").inner_text()
    assert [page.locator(FOREIGN).count(), page.evaluate(STRAY)] == [0, 0]
    assert page.evaluate("typeof window.__xss") == "undefined"
    assert "dialog" not in asked.opened.complaints and asked.opened.outside == []


def test_hostile_names_and_addresses_stay_text(opened):
    asked = opened(
        at="?lang=de&query=" + quote(f"# {BAD}\nSELECT ('{BAD[:-2]}' AS ?n) {{}}".replace("='", "=").replace("2'", "2"))
    )
    page = asked.page
    assert "window.__xss" in page.evaluate("kgQuery.editor.text()")
    hits = [{"id": f'{ID}x"><script>', "label": BAD, "alias": BAD, "class": BAD, "degree": 1}]
    page.route("**/api/search*", lambda route: route.fulfill(json=hits))
    page.locator("form[data-named=beziehungen-von] input[data-param]").type("gall")
    page.wait_for_function(f"() => ({OPTION}) !== null")
    asked.write("SELECT * WHERE { ")
    asked.type("kgr:gall")
    page.locator(".CodeMirror-hint").first.wait_for()
    assert BAD in page.locator(".CodeMirror-hint").first.inner_text()
    page.goto("about:blank")
    page.goto(asked.address + "/query?lang=de#query=" + quote(BAD, safe=""))
    page.locator("#syntax.fault").wait_for()
    assert page.locator("body :is(img, iframe, object, embed)").count() == 0 and page.evaluate(STRAY) == 0
    assert page.evaluate("typeof window.__xss") == "undefined"


def test_the_policy_stops_a_script_that_got_in_all_the_same(opened):
    asked = opened(excused=True)
    asked.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.__xss = 1";
          document.body.append(script);
          const image = "<img src=https://example.org/i.png onerror='window.__xss = 2'>";
          document.body.insertAdjacentHTML("beforeend", image);
        }"""
    )
    asked.page.wait_for_timeout(200)
    assert asked.page.evaluate("typeof window.__xss") == "undefined"
    assert any("Content Security Policy" in complaint for complaint in asked.opened.complaints)


def test_the_plain_form_works_without_script(opened):
    # The browser notes the status of the query that does not parse.
    asked = opened(at="?lang=en", ready=False, excused=True, java_script_enabled=False)
    page = asked.page

    def send(button):
        with page.expect_navigation():  # the answer is another page; a click alone does not wait for it
            button.click()

    assert page.locator("#editor .CodeMirror").count() == 0
    page.locator("#query").fill(COUNTRIES)
    send(page.locator("#run"))
    assert cells(page, 2) == ["China", "USA"] and "2 rows." in page.locator("#answer").inner_text()
    assert page.locator("#query").input_value().replace("\r\n", "\n") == COUNTRIES
    page.locator("#query").fill("SELECT ?s { broken")
    send(page.locator("#run"))
    assert "The query failed: query line 1" in page.locator("#answer").inner_text()
    form = page.locator("form[data-named=wer-beschraenkt-was]")
    form.locator("input[data-param=akteur]").fill("China")
    send(form.get_by_role("button"))
    assert set(cells(page, 1)) == {"China"}
    send(page.locator("form[data-example=wer-sagt-was]").get_by_role("button"))
    assert set(cells(page, 1)) == {"Meldedienst Nord", "zwei Quellen", "Anna Lohse", "Karl Vogt"}
    page.locator("#query").fill("DESCRIBE <https://w3id.org/newskg/id/gallium>")
    send(page.locator("#run"))
    assert "kg:Material" in page.locator("#answer pre").inner_text()
    page.locator("#query").fill(COUNTRIES)
    page.locator("#format").select_option("json")
    with page.expect_response(lambda answer: "format=json" in answer.url) as answer:
        page.locator("#run").click()
    assert answer.value.status == 200 and "json" in answer.value.headers["content-type"]
    assert asked.opened.outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (820, 900), (390, 844)])
def test_nothing_runs_over_the_edge_and_text_stands_out(opened, width, height, scheme):
    asked = opened(width, height, color_scheme=scheme)
    page = asked.page
    asked.run("SELECT * { ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ?class } LIMIT 30")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    for part in (".CodeMirror", "#run", "#answer .scroll", "form[data-named=quellen] button"):
        box = page.locator(part).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, part
    for part in (".cm-keyword", ".cm-atom", ".cm-variable-3, .cm-string-2", ".soft", "#answer td", "#answer a", "#run"):
        assert page.evaluate(CONTRAST, part) >= 4.5, (part, scheme)


# The contrast of an element's text with the ground it stands on.
CONTRAST = """(part) => {
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => rgb.slice(0, 3).map((c) => linear(c / 255))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const element = document.querySelector(part);
  let ground = element;
  while (ground && numbers(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
  const colours = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
  const [a, b] = colours.map((c) => light(numbers(c)));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""
