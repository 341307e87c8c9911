"""The store: the default graph is exactly what the articles' graphs hold, in whatever order they come and go."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from graph_readings import CHINA, chips, gallium, readings
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Store

from kg.errors import StoreError
from kg.graph import store as graph
from kg.graph.iris import article_iri
from kg.graph.knowledge import ALT, CONFIDENCE, PREF, TYPE
from kg.graph.store import Outcome
from kg.graph.terms import term
from kg.model import Entity, Mention, Reading

SETTINGS = settings(max_examples=30, deadline=None)


def content(store: Store) -> list[str]:
    """Every quad, sorted: what is compared byte for byte."""
    return sorted(str(quad) for quad in store)


def built(*some: Reading) -> Store:
    store = Store()
    for reading in some:
        graph.add(store, reading)
    return store


def values(store: Store, subject: str, predicate) -> list[str]:
    found = store.quads_for_pattern(term(subject), predicate, None, DefaultGraph())
    return sorted(quad.object.value for quad in found)


def iri_of(reading: Reading) -> str:
    return article_iri(reading.article)


def test_articles_come_and_go_without_trace():
    both = built(gallium(), chips())
    graph.remove(both, iri_of(chips()))
    assert content(both) == content(built(gallium()))
    graph.remove(both, iri_of(gallium()))
    assert content(both) == []


def test_order_does_not_matter():
    assert content(built(gallium(), chips())) == content(built(chips(), gallium()))


def distinct(some: list[Reading]) -> list[Reading]:
    """One reading a text, each with a file name of its own."""
    by_iri = {iri_of(reading): reading for reading in some}
    return [replace(r, article=replace(r.article, source=f"{n}.txt")) for n, r in enumerate(by_iri.values())]


@SETTINGS
@given(st.lists(readings(), min_size=2, max_size=4))
def test_whatever_articles_come_and_go(some: list[Reading]):
    some = distinct(some)
    *kept, last = some
    without = content(built(*kept))
    with_all = content(built(*some))
    for order in itertools.islice(itertools.permutations(some), 6):
        store = built(*order)
        assert content(store) == with_all
        graph.remove(store, iri_of(last))
        assert content(store) == without


@SETTINGS
@given(st.lists(readings(), max_size=5))
def test_first_load_is_the_same_as_one_by_one(some: list[Reading]):
    one_by_one, at_once = Store(), Store()
    expected = [(r.article.source, graph.add(one_by_one, r)) for r in some]
    assert graph.load(at_once, some) == expected
    assert content(at_once) == content(one_by_one)


@SETTINGS
@given(st.lists(readings(), max_size=4))
def test_default_graph_is_the_union_but_for_settled_values(some: list[Reading]):
    store = built(*some)
    named = {q.triple for q in store if q.graph_name != DefaultGraph()}
    default = {q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())}
    labelled = {t.subject for t in named if t.predicate == PREF}

    def settled(triple) -> bool:
        return triple.predicate == CONFIDENCE or (triple.predicate in (PREF, ALT, TYPE) and triple.subject in labelled)

    assert {t for t in named if not settled(t)} == {t for t in default if not settled(t)}
    for predicate in (PREF, CONFIDENCE):
        per_subject = Counter(t.subject for t in default if t.predicate == predicate)
        assert per_subject.keys() == {t.subject for t in named if t.predicate == predicate}
        assert set(per_subject.values()) <= {1}
    assert all(sum(t.subject == entity and t.predicate == TYPE for t in default) == 1 for entity in labelled)
    labels = {(t.subject, t.object) for t in named if t.predicate in (PREF, ALT)}
    assert labels == {(t.subject, t.object) for t in default if t.predicate in (PREF, ALT)}


@SETTINGS
@given(st.lists(readings(), min_size=1, max_size=5))
def test_building_twice_changes_nothing(some: list[Reading]):
    some = distinct(some)
    store = built(*some)
    before = content(store)
    assert [graph.add(store, reading) for reading in some] == [Outcome.UNCHANGED] * len(some)
    assert content(store) == before


def test_a_changed_file_replaces_its_old_text():
    new = replace(chips(), article=replace(chips().article, source="gallium.txt"))
    store = built(gallium())
    assert graph.add(store, new) is Outcome.REPLACED
    assert content(store) == content(built(new))
    assert graph.articles(store) == [("gallium.txt", iri_of(new))]


def test_the_same_text_read_anew_replaces_what_was_read():
    poorer = replace(gallium(), statements=gallium().statements[:1])
    store = built(gallium())
    assert graph.add(store, poorer) is Outcome.REPLACED
    assert content(store) == content(built(poorer))


@pytest.mark.parametrize("sources", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_the_same_text_under_two_names_is_kept_once(sources):
    store = Store()
    outcomes = [graph.add(store, gallium(source)) for source in sources]
    assert outcomes == [Outcome.ADDED, Outcome.DUPLICATE]
    assert content(store) == content(built(gallium("a.txt")))


def test_a_file_that_becomes_the_copy_of_another_leaves_nothing_behind():
    store = built(gallium("a.txt"), chips("b.txt"))
    assert graph.add(store, gallium("b.txt")) is Outcome.DUPLICATE
    assert content(store) == content(built(gallium("a.txt")))


def test_highest_confidence_stands():
    claim = gallium().statements[2]
    surer = replace(claim, confidence=Decimal("0.9"), evidence=chips().statements[1].evidence)
    again = replace(chips(), statements=(surer,))
    [node] = built(again).quads_for_pattern(None, CONFIDENCE, None, DefaultGraph())
    store = built(gallium())
    assert confidence(store, node.subject) == ["0.6"]
    graph.add(store, again)
    assert confidence(store, node.subject) == ["0.9"]
    graph.remove(store, iri_of(again))
    assert confidence(store, node.subject) == ["0.6"]


def confidence(store: Store, statement) -> list[str]:
    return [q.object.value for q in store.quads_for_pattern(statement, CONFIDENCE, None, DefaultGraph())]


def named(source: str, name: str, cls: str) -> Reading:
    entity = Entity("delta", cls, name)
    reading = chips(source)
    text = f"{name} {source}"
    return Reading(replace(reading.article, text=text), (Mention(0, len(name), name, 0, 1, entity),))


def test_majority_settles_label_and_class():
    store = built(named("1.txt", "Delta", "Company"), named("2.txt", "DELTA", "Product"))
    assert values(store, "kgr:delta", PREF) == ["DELTA"]  # as many as the other: the first by code points
    assert values(store, "kgr:delta", TYPE) == [term("kg:Company").value]
    graph.add(store, named("3.txt", "Delta", "Product"))
    assert values(store, "kgr:delta", PREF) == ["Delta"]
    assert values(store, "kgr:delta", ALT) == ["DELTA"]
    assert values(store, "kgr:delta", TYPE) == [term("kg:Product").value]


def test_a_raising_source_keeps_what_came_before(tmp_path):
    def some():
        yield gallium()
        raise RuntimeError("source broke")

    store = graph.open_for_build(tmp_path / "out")
    with pytest.raises(RuntimeError, match="source broke"):
        graph.load(store, some())
    assert content(store) == content(built(gallium()))


def test_an_interrupted_first_load_is_begun_anew(tmp_path):
    store = graph.open_for_build(tmp_path)
    store.add_graph(graph._LOADING)
    store.extend(built(gallium()))
    del store
    with pytest.raises(StoreError, match="has not ended"):
        graph.open_read(tmp_path)
    assert content(graph.open_for_build(tmp_path)) == []


def test_on_disk_and_back(tmp_path):
    store = graph.open_for_build(tmp_path / "deep" / "out")
    graph.load(store, [gallium(), chips()])
    del store
    read = graph.open_read(tmp_path / "deep" / "out")
    assert content(read) == content(built(gallium(), chips()))
    store = graph.open_for_build(tmp_path / "deep" / "out")
    graph.remove(store, iri_of(chips()))
    assert content(store) == content(built(gallium()))


def test_only_one_build_writes(tmp_path):
    hold = graph.open_for_build(tmp_path)
    with pytest.raises(StoreError, match="another build or a writable server works here"):
        graph.open_for_build(tmp_path)
    code = f"import kg.graph.store as s\ntry: s.open_for_build({str(tmp_path)!r})\nexcept s.StoreError as e: print(e)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert "another build or a writable server works here" in said.stdout
    del hold
    graph.open_for_build(tmp_path)


def test_foreign_directories_are_refused(tmp_path):
    (tmp_path / "thesis.doc").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="thesis.doc"):
        graph.open_for_build(tmp_path)
    with pytest.raises(StoreError, match="is a file"):
        graph.open_for_build(tmp_path / "thesis.doc")
    (tmp_path / "out" / "store").mkdir(parents=True)
    (tmp_path / "out" / "store" / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="holds other files"):
        graph.open_for_build(tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "thesis.doc"]


@pytest.mark.parametrize("name", ["missing", "empty", "file"])
def test_reading_where_no_graph_is(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="no graph here; build one"):
        graph.open_read(tmp_path / name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "file"]


def test_a_damaged_store_is_one_line(tmp_path):
    graph.open_for_build(tmp_path)
    (tmp_path / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
    for opened in (graph.open_read, graph.open_for_build):
        with pytest.raises(StoreError, match="cannot be opened") as caught:
            opened(tmp_path)
        assert "\n" not in str(caught.value)


def test_removing_what_is_not_there():
    with pytest.raises(StoreError, match="no such article"):
        graph.remove(built(gallium()), iri_of(chips()))


def test_an_article_that_names_nothing_still_stands():
    bare = Reading(gallium().article)
    store = built(bare)
    assert graph.articles(store) == [("gallium.txt", iri_of(bare))]
    assert values(store, f"kgr:{CHINA.id}", PREF) == []
