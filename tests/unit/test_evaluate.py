"""Gold facts and what a graph says of them: counted by hand on a graph of seven statements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import SourceError, TableError
from kg.evaluate import as_text, load_gold, read_graph, score
from kg.evaluate.gold import normal
from kg.vocab import PREFIXES

GOLD = """
id: a
entities:
  - {key: usa, type: Country, qid: Q30, names: [USA, Vereinigte Staaten]}
  - {key: china, type: Country, qid: Q148, names: [China]}
  - {key: nvidia, type: Company, names: [Nvidia]}
  - {key: h20, type: Chip, names: [H20, H20-Chip]}
facts:
  - {s: [usa], p: [restricts], o: [h20], q: {pointInTime: 2025-04}, modality: Asserted, status: Current, core: true}
  - {s: [usa], p: [meets], o: [china], modality: Planned, status: Current, core: true, alt: {modality: [Possible]}}
  - {s: [nvidia], p: [produces], o: [h20], modality: Asserted, status: Current, core: false}
  - {s: [nvidia], p: [supplies], o: [china], modality: Denied, attributed: usa, core: false}
  - {s: [china], p: [criticizes], o: [usa], cue: "kritisiert", core: true}
not_facts:
  - {s: china, p: restricts, o: h20, why: "die USA"}
  - {s: usa, p: meets, o: china, modality: Asserted, why: "geplant"}
  - {s: usa, p: meets, o: nobody, why: "niemand"}
"""
HEAD = (
    "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    + """
@prefix x: <https://example.org/> . @prefix s: <https://example.org/s/> .
x:usa a kg:Country ; owl:sameAs <http://www.wikidata.org/entity/Q30> ; skos:prefLabel "Vereinigte Staaten"@de .
x:china a kg:Country ; skos:prefLabel "China"@de . x:nvidia a kg:Company ; skos:prefLabel "Nvidia"@de .
x:h20 a kg:Product ; skos:prefLabel "H20"@de . x:text dcterms:source "a.txt" . x:other dcterms:source "b.txt" .
x:e nif:referenceContext x:text ; nif:anchorOf "Satz."@de . x:f nif:referenceContext x:other ; nif:anchorOf "Satz."@de .
"""
)
ROWS = (  # subject, predicate, object, modality, confidence, further
    ("usa", "restricts", "h20", "Asserted", "0.9", "; kg:pointInTime '2025-04-09'"),
    ("china", "meets", "usa", "Possible", "0.8", ""),
    ("nvidia", "produces", "h20", "Planned", "0.85", ""),
    ("nvidia", "supplies", "china", "Denied", "0.55", "; kg:attributedTo x:usa"),
    ("china", "restricts", "h20", "Asserted", "0.95", ""),
    ("nvidia", "uses", "h20", "Asserted", "0.5", ""),
)


def turtle() -> str:
    rows = [
        f"s:{n} a kg:Statement ; rdf:subject x:{s} ; rdf:predicate kg:{p} ; rdf:object x:{o} ; kg:modality kg:{m} ; "
        f"kg:status kg:Current ; kg:confidence {c} ; prov:wasDerivedFrom x:e {more} ."
        for n, (s, p, o, m, c, more) in enumerate(ROWS)
    ]
    elsewhere = (
        "s:9 a kg:Statement ; rdf:subject x:usa ; rdf:predicate kg:owns ; rdf:object x:h20 ; prov:wasDerivedFrom x:f ."
    )
    return HEAD + "\n".join([*rows, elsewhere])


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    graph, gold = tmp_path / "graph.ttl", tmp_path / "gold"
    graph.write_text(turtle(), encoding="utf-8")
    gold.mkdir()
    (gold / "a.yaml").write_text(GOLD, encoding="utf-8")
    return graph, gold


def test_the_figures_are_those_counted_by_hand(places):
    scores = score(read_graph(places[0]), load_gold(places[1]))
    total = scores.total
    assert (total.gold, total.found, total.core_gold, total.core_found) == (5, 4, 3, 2)
    assert (total.said, total.right) == (6, 4), "the statement of the other article does not count"
    assert total.precision == pytest.approx(4 / 6) and total.recall == pytest.approx(4 / 5)
    assert total.f1 == pytest.approx(2 * (4 / 6) * (4 / 5) / (4 / 6 + 4 / 5))
    assert (scores.mode.right, scores.mode.of) == (3, 4), "nvidia produces h20 is no plan"
    assert (scores.attribution.right, scores.attribution.of) == (1, 1)
    assert (scores.times.right, scores.times.of) == (1, 1)
    assert (scores.traps.right, scores.traps.of) == (1, 2), "a trap of a thing without an entry is none"
    assert (scores.classes.right, scores.classes.of) == (3, 4)
    assert {n: (share.right, share.of) for n, share in scores.bins.items()} == {5: (1, 2), 8: (2, 2), 9: (1, 2)}
    assert (scores.properties["restricts"].right, scores.properties["restricts"].said) == (1, 2)


def test_what_is_missed_wrong_and_extra_is_shown(places):
    text = as_text(score(read_graph(places[0]), load_gold(places[1])), show=True)
    assert "a missed core china criticizes usa  «kritisiert»" in text
    assert "a WRONG  china restricts h20" in text
    assert "a extra  Nvidia uses H20  «Satz.»" in text
    assert "a mode   nvidia produces h20: want Asserted Current, got Planned Current" in text


def test_the_command_prints_a_table_or_json(places):
    graph, gold = map(str, places)
    table = CliRunner().invoke(main, ["evaluate", graph, gold])
    assert table.exit_code == 0 and "precision 66.7 % (4/6)" in table.stdout
    found = json.loads(CliRunner().invoke(main, ["evaluate", graph, gold, "--format", "json"]).stdout)
    assert found["total"]["recall"] == 0.8 and found["properties"]["meets"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("p: [criticizes]", "p: [criticises]", "a.yaml:13: unknown property kg:criticises; did you mean criticizes?"),
        ("o: [h20], q", "o: [h21], q", "a.yaml:9: unknown entity h21; did you mean h20?"),
        ("modality: Planned", "modality: Vague", "a.yaml:10: unknown modality kg:Vague"),
        ("pointInTime", "pointInTme", "a.yaml:9: unknown qualifier kg:pointInTme; did you mean pointInTime?"),
        ("type: Chip", "type: Chips", "a.yaml:7: unknown class kg:Chips; did you mean Chip?"),
        ("names: [Nvidia]", "names: []", "a.yaml:6: nvidia: no names"),
        ("facts:", "fact:", "a.yaml:1: facts: a list is missing"),
        ("p: [produces], o", "o", "a.yaml:11: a fact without p"),
        ("names: [China]}", "names: [China}", "a.yaml:5: no YAML"),
        ("names: [China]}", "names: China}", "a.yaml:5: names: 'China' is no list"),
        ("key: china", "key: [china]", "a.yaml:5: key: ['china'] is no word"),
        ("o: [china], modality: Planned", "o: {x: y}, modality: Planned", "a.yaml:10: o: "),
        ("q: {pointInTime: 2025-04}", "q: foo", "a.yaml:9: q: 'foo' is no mapping"),
        ("id: a", "id: 2025-99-99", "a.yaml: no YAML"),
        ("not_facts:", "decoys: foo\nnot_facts:", "a.yaml:1: decoys: a list is missing"),
    ],
)
def test_every_fault_of_the_gold_has_its_line(places, old, new, fault):
    (places[1] / "a.yaml").write_text(GOLD.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError) as error:
        load_gold(places[1])
    assert any(fault in line for line in error.value.faults), error.value.faults


def test_all_faults_are_told_at_once(places):
    (places[1] / "a.yaml").write_text(GOLD.replace("[supplies]", "[suplies]").replace("type: Chip", "type: Chop"))
    (places[1] / "b.yaml").write_text("- no mapping")
    done = CliRunner().invoke(main, ["evaluate", *map(str, places)])
    assert done.exit_code == 1 and done.stderr.count("\n") == 3 and not done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kg:confidence 0.9 ", 'kg:confidence "abc" '),
        ("x:e nif:referenceContext x:text", 'x:e nif:referenceContext "x"'),
        ("prov:wasDerivedFrom x:e ", 'prov:wasDerivedFrom "x" '),
    ],
)
def test_another_tools_graph_may_hold_odd_values(places, old, new):
    text = places[0].read_text(encoding="utf-8")
    assert old in text
    places[0].write_text(text.replace(old, new), encoding="utf-8")
    assert CliRunner().invoke(main, ["evaluate", *map(str, places)]).exit_code == 0


@pytest.mark.parametrize("path", ["nowhere", "graph.txt", "nowhere.ttl"])
def test_a_place_without_gold_or_graph_is_one_clear_line(places, path):
    (places[0].parent / "graph.txt").write_text("x")
    with pytest.raises(SourceError):
        load_gold(places[0].parent / "nowhere")
    done = CliRunner().invoke(main, ["evaluate", str(places[0].parent / path), str(places[1])])
    assert done.exit_code == 1 and done.stderr.count("\n") == 1


def test_a_broken_file_is_one_clear_line(places):
    places[0].write_text("x:a kg:b")
    done = CliRunner().invoke(main, ["evaluate", *map(str, places)])
    assert done.exit_code == 1 and done.stderr.startswith("kg: ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(("one", "other"), [("das Weiße Haus", "WEISSE  HAUS"), ("TP-Link", "tp link")])
def test_names_are_compared_without_case_articles_and_punctuation(one, other):
    assert normal(one) == normal(other)
