"""The explorer's pure functions, run in Chromium: what a browser does with them is what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.explore

pytestmark = pytest.mark.browser

WEB = Path(kg.explore.__file__).parent / "web"
PREFIXES = {"kgr": "https://w3id.org/newskg/id/", "kg": "https://w3id.org/newskg/ontology#"}
CHINA, USA, GALLIUM = (PREFIXES["kgr"] + name for name in ("china", "usa", "gallium"))


@pytest.fixture(scope="module")
def run(chromium) -> Iterator[Callable[..., Any]]:
    """Evaluates an expression in an empty page that has loaded the functions and nothing else."""
    page = chromium.new_page()
    for name in ("dom", "data", "model", "state", "place", "timeline"):
        page.add_script_tag(content=(WEB / f"{name}.js").read_text(encoding="utf-8"))

    def evaluate(expression: str, *values: object) -> Any:
        return page.evaluate(f"(values) => {{ const [a, b, c] = values; return {expression}; }}", list(values))

    yield evaluate
    page.close()


def statement(number: int, s: str, p: str, o: str, **more: object) -> dict[str, object]:
    plain = {
        "id": f"{PREFIXES['kgr']}statement/{number}", "s": s, "p": p, "o": o, "reading": "Asserted",
        "modality": "Asserted", "status": "Current", "confidence": 0.8, "speakers": [], "qualifiers": [],
        "from": "2025-04", "to": "", "dated": "text", "evidence": [],
    }  # fmt: skip
    return plain | more


def entity(
    iri: str, label: str, cls: str = "Country", degree: int = 1, aliases: tuple[str, ...] = ()
) -> dict[str, object]:
    return {
        "id": iri, "label": label, "aliases": list(aliases), "class": cls, "wikidata": "",
        "degree": degree, "neighbours": 1,
    }  # fmt: skip


def bundle(entities: list, statements: list) -> dict[str, object]:
    totals = {"entities": len(entities), "statements": len(statements), "articles": 0}
    return {"entities": entities, "statements": statements, "articles": [], "focus": [], "totals": totals}


TRADE = bundle(
    [entity(CHINA, "China", degree=9, aliases=("Volksrepublik China",)), entity(USA, "USA", degree=5),
     entity(GALLIUM, "Gallium", "Material", 3)],
    [statement(1, CHINA, "restricts", GALLIUM), statement(2, CHINA, "restricts", GALLIUM, **{"from": "2025-08-04"}),
     statement(3, CHINA, "restricts", GALLIUM, reading="Planned", confidence=0.4),
     statement(4, USA, "meets", CHINA, dated="article"), statement(5, CHINA, "meets", USA, confidence=None)],
)  # fmt: skip

FILTERED = """(() => {
  const model = kgModel().merge(a);
  const found = kgFilter(model, a.entities.map((e) => e.id), {...KG_START, ...b}, {meets: {symmetric: true}});
  return {entities: found.entities.map((e) => e.label), statements: found.statements.length, lines: found.lines.length,
    counts: Object.fromEntries(Object.entries(found.counts).map(([k, v]) => [k, Object.fromEntries(v)]))};
})()"""


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"e": CHINA, "x": [USA, USA], "sel": ["line", f"{CHINA} restricts {GALLIUM} Asserted"]},
        {"off": ["class:Person", f"speaker:{USA}", "speaker:", "publisher:Hand, Fuß & Söhne #1 = 100 %"], "conf": 55},
        {"from": "2025-04", "to": "2025-08-04", "undated": False, "tab": "table", "lang": "en", "theme": "dark"},
        {"page": "article", "id": "https://example.org/a b?x=1&y=2#frag,ment", "fan": [f"{CHINA} {USA}"]},
        {"path": [CHINA, "urn:x:ü/\"'<>"], "sel": ["statement", "https://example.org/100%25+1"]},
    ],
)
def test_a_view_comes_back_from_its_address_as_it_was(run, state):
    found = run("kgReadHash(kgWriteHash({...KG_START, ...a}, b), b)", state, PREFIXES)
    assert found == run("KG_START") | state


@pytest.mark.parametrize(
    "address",
    ["#search", "#%E0%A4%A", "#sel=evil:x&tab=x&page=y&conf=NaN&from=gestern&theme=x", "#page=entity", "#&&=&e"],
)
def test_an_address_that_means_nothing_is_the_first_view(run, address):
    assert run("kgReadHash(a, b)", address, PREFIXES) == run("KG_START")


def test_statements_of_one_line_are_counted_and_a_symmetric_property_has_one_line(run):
    lines = run(
        "kgLines(a.statements, {meets: {symmetric: true}}).map((l) => [l.p, l.reading, l.statements.length])", TRADE
    )
    assert sorted(lines) == [["meets", "Asserted", 2], ["restricts", "Asserted", 2], ["restricts", "Planned", 1]]


def test_more_than_four_lines_between_two_are_one_until_they_are_fanned_out(run):
    many = [statement(n, CHINA, f"p{n}", USA) for n in range(6)]
    drawn = "kgDrawn(kgLines(a, {}), b).map((l) => [l.kind, l.count, l.lanes])"
    assert run(drawn, many, []) == [["pair", 6, 1]]
    assert run(drawn, many, [f"{CHINA} {USA}"]) == [["line", 1, 6]] * 6
    assert run(drawn, many[:4], []) == [["line", 1, 4]] * 4


@pytest.mark.parametrize(
    ("readings", "look"),
    [
        (["Asserted"], "Asserted"),
        (["Planned", "Planned"], "Planned"),
        (["Denied", "Possible", "Claimed"], "Claimed"),
        (["Denied", "Asserted"], "Mixed"),
    ],
)
def test_a_bundle_looks_as_what_is_in_it_and_like_a_fact_only_if_all_is_fact(run, readings, look):
    assert run("kgLook(a.map((reading) => ({ reading })))", readings) == look


def test_without_filters_everything_is_let_through_and_counted(run):
    found = run(FILTERED, TRADE, {})
    assert (len(found["entities"]), found["statements"], found["lines"]) == (3, 5, 3)
    assert found["counts"]["class"] == {"Country": 2, "Material": 1}
    assert found["counts"]["property"] == {"restricts": 3, "meets": 2}
    assert found["counts"]["speaker"] == {"": 5}


@pytest.mark.parametrize(
    ("state", "statements"),
    [
        ({"off": ["property:meets"]}, 3),
        ({"off": ["reading:Planned"]}, 4),
        ({"off": ["class:Material"]}, 2),
        ({"off": ["speaker:"]}, 0),
        ({"conf": 50}, 3),  # what has no confidence is not sure enough
        ({"from": "2025-05"}, 1),
        ({"to": "2025-05"}, 4),
        ({"undated": False}, 4),
    ],
)
def test_each_filter_takes_out_what_it_names(run, state, statements):
    assert run(FILTERED, TRADE, state)["statements"] == statements


def test_a_name_that_is_off_tells_what_it_would_bring(run):
    counts = run(FILTERED, TRADE, {"off": ["property:meets", "class:Material"]})["counts"]
    assert counts["property"] == {"restricts": 0, "meets": 2}
    assert counts["class"] == {"Country": 1, "Material": 1}


def test_a_date_of_any_precision_is_its_whole_span(run):
    spans = [
        {"from": "2025", "to": ""},
        {"from": "2025-04", "to": "2025-06-02"},
        {"from": "", "to": "2024"},
        {"from": "bald", "to": ""},
    ]
    found = [run("kgSpan(a)", span) for span in spans]
    assert found == [["2025-01-01", "2025-12-31"], ["2025-04-01", "2025-06-02"], ["2024-01-01", "2024-12-31"], None]


def test_search_folds_case_accents_and_umlauts_and_names_the_alias_that_matched(run):
    hits = "kgFileSource({bundle: a}).search(b).then((all) => all.map((hit) => [hit.label, hit.alias]))"
    assert run(hits, TRADE, "chi") == [["China", ""]]
    assert run(hits, TRADE, "volks") == [["China", "Volksrepublik China"]]
    assert run(hits, TRADE, "  ") == [] and run(hits, TRADE, "nirgends") == []
    named = bundle([entity(CHINA, "Übernahme à la carte"), entity(USA, "Große Straße")], [])
    assert run(hits, named, "uebernahme A") == [["Übernahme à la carte", ""]]
    assert run(hits, named, "strasse") == [["Große Straße", ""]]


def test_the_surroundings_and_the_path_of_a_file_are_those_of_its_statements(run):
    source = "kgFileSource({bundle: a})"
    near = run(
        f"{source}.around(b, 1).then((f) => [f.entities.map((e) => e.label), f.statements.length])", TRADE, CHINA
    )
    assert near == [["China", "USA"], 2]
    assert run(f"{source}.path(b, c).then((f) => f.focus)", TRADE, USA, GALLIUM) == [USA, CHINA, GALLIUM]
    assert run(f"{source}.path(b, c).then((f) => f.entities)", TRADE, USA, "urn:none") == []


BOXES = "Array.from({length: a}, (_, i) => ({id: `n${i}`, box: kgBox(12, ['Ein Name von Belang'], 14)}))"
OVERLAPS = """((places) => {
  const all = [...places.values()];
  const box = kgBox(12, ['Ein Name von Belang'], 14);
  let n = 0;
  all.forEach((p, i) => all.slice(0, i).forEach((q) => { if (kgOverlap({...p, box}, {...q, box})) n += 1; }));
  return n;
})"""


def test_five_hundred_places_are_found_soon_without_overlap_and_always_the_same(run):
    layout = f"kgLayout({BOXES}, Array.from({{length: 900}}, (_, i) => [`n${{i % 7}}`, `n${{(i * 31) % a}}`]))"
    milliseconds = run(f"(() => {{ const t = performance.now(); {layout}; return performance.now() - t; }})()", 500)
    assert milliseconds < 3000  # 130 on a machine with nothing else to do
    assert run(f"{OVERLAPS}({layout})", 500) <= 5
    assert run(f"JSON.stringify([...{layout}]) === JSON.stringify([...{layout}])", 60)


def test_newcomers_stand_free_near_the_one_that_was_expanded(run):
    joined = f"""(() => {{
      const box = kgBox(12, ['Ein Name von Belang'], 14);
      const standing = new Map([['h', {{x: 0, y: 0, box}}], ['o', {{x: 500, y: 0, box}}]]);
      const found = kgJoin(standing, {BOXES}, {BOXES}.map((n) => ['h', n.id]), 'h');
      const far = Math.max(...[...found.values()].map((p) => Math.hypot(p.x, p.y)));
      return [{OVERLAPS}(new Map([...standing, ...found])), far];
    }})()"""
    overlaps, far = run(joined, 40)
    assert overlaps == 0 and far < 1500


@pytest.mark.parametrize(
    ("address", "safe"),
    [("https://example.org/a", "https://example.org/a"), ("javascript:alert(1)", ""), (" java\nscript:alert(1)", ""),
     ("data:text/html,x", ""), ("//example.org", ""), ("", ""), ("HTTP://Example.org", "http://example.org/")],
)  # fmt: skip
def test_only_web_addresses_become_links(run, address, safe):
    assert run("kgSafeUrl(a)", address) == safe


def test_dates_and_numbers_are_written_as_each_language_does(run):
    assert run("['de', 'en'].map((lang) => kgDate('2025-04-02', lang))") == ["2.\u00a0April 2025", "2\u00a0April 2025"]
    assert run("kgDate('2025-03', 'de')") == "März 2025" and run("kgDate('bald', 'de')") == "bald"
    assert run("['de', 'en'].map((lang) => kgNumber(12345.5, lang))") == ["12\u202f345,5", "12,345.5"]


@pytest.mark.parametrize(
    ("dates", "lang", "told"),
    [
        (["2025-04", "2025-09"], "de", "April, September 2025"),
        (["2024", "2025-04-02", "2025-06-11"], "de", "2024, 2. April, 11. Juni 2025"),
        (["2024-12", "2025-01-03", "2025"], "en", "December 2024, 3 January 2025, 2025"),
    ],
)
def test_dates_in_a_row_tell_their_year_once(run, dates, lang, told):
    assert run("kgDates(a, b).join(', ')", dates, lang).replace("\u00a0", " ") == told


def test_steps_of_a_history_that_say_the_same_are_one(run):
    steps = [
        ["restricts", True, "Asserted", "2025-04", "text", [1]],
        ["restricts", True, "Asserted", "2025-04", "article", [2]],
        ["restricts", True, "Asserted", "2025-09", "text", [3]],
        ["restricts", False, "Asserted", "2025-10", "text", [4]],
        ["restricts", False, "Planned", "2025-11", "text", [5]],
    ]
    runs = run("kgRuns(a, ([, outward]) => outward ? 'x' : 'y').map((r) => [r.actor, r.reading, r.times])", steps)
    assert [[actor, reading, [(when, told) for when, _, told in times]] for actor, reading, times in runs] == [
        ["x", "Asserted", [("2025-04", [1, 2]), ("2025-09", [3])]],
        ["y", "Asserted", [("2025-10", [4])]],
        ["y", "Planned", [("2025-11", [5])]],
    ]
