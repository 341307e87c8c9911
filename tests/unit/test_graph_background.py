"""The background: what is known beforehand stands in the graph between entities that articles name, nowhere else."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from graph_readings import BACKGROUND, CHINA, chips, deal, gallium, mention, readings
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.errors import StoreError
from kg.explore.answers import Explorer, overview
from kg.explore.page import view
from kg.graph import background
from kg.graph import store as graph
from kg.graph.facts import facts
from kg.graph.iris import article_iri, background_iri, entity_iri, fact_iri
from kg.graph.knowledge import PREF
from kg.graph.stats import stats
from kg.graph.store import Outcome
from kg.graph.terms import term
from kg.model import BackgroundFact, Reading

SETTINGS = settings(max_examples=60, deadline=None)
GRAPH = NamedNode(background_iri())


def content(store: Store) -> list[str]:
    """Every quad, sorted, and every graph there is: what is compared byte for byte."""
    return [*sorted(str(quad) for quad in store), *sorted(map(str, store.named_graphs()))]


def built(*some: Reading, known=BACKGROUND, mentions: bool = False) -> Store:
    store = Store()
    graph.load(store, some, mentions=mentions, background=known)
    return store


def known_in(store: Store) -> set[str]:
    """subject predicate object of each fact of the background."""
    own = {name: term(f"rdf:{name}") for name in ("subject", "predicate", "object")}
    found = set()
    for quad in store.quads_for_pattern(None, own["subject"], None, GRAPH):
        values = [next(store.quads_for_pattern(quad.subject, p, None, GRAPH)).object.value for p in own.values()]
        found.add(" ".join(value.rpartition("/")[2].rpartition("#")[2] for value in values))
    return found


def of(store: Store, fact: BackgroundFact) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(NamedNode(fact_iri(fact)), None, None, GRAPH):
        found.setdefault(quad.predicate.value.rpartition("#")[2].rpartition("/")[2], []).append(str(quad.object))
    return {name: sorted(values) for name, values in found.items()}


def test_a_fact_with_its_post_time_and_source():
    store = built(gallium())
    iri = "https://w3id.org/newskg/id/"
    assert of(store, BACKGROUND[2]) == {
        "type": [str(term("kg:BackgroundFact"))],
        "subject": [f"<{iri}jensen-huang>"],
        "predicate": [str(term("kg:leads"))],
        "object": [f"<{iri}nvidia>"],
        "role": ['"Vorstandschef"@de'],
        "validFrom": ['"1993"^^<http://www.w3.org/2001/XMLSchema#gYear>'],
        "checkedUntil": ['"2025-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'],
        "source": ['"Handbuch"'],
    }


def test_what_two_sources_know_is_one_fact():
    store = built(gallium())
    once, again = BACKGROUND[:2]
    assert fact_iri(once) == fact_iri(again)
    assert of(store, once)["source"] == ['"entities.tsv"', '"gallium.txt"']
    assert of(store, once)["checkedUntil"] == ['"2025-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>']


def test_only_what_lies_between_entities_that_articles_name():
    assert known_in(built(chips())) == {"china produces gallium"}
    assert known_in(built(gallium())) == {"china produces gallium", "jensen-huang leads nvidia"}
    assert known_in(built(gallium(), chips())) == {
        "china produces gallium",
        "jensen-huang leads nvidia",
        "nvidia basedIn vereinigte-staaten",
    }
    assert known_in(built()) == known_in(built(Reading(gallium().article))) == set()


def test_the_knowledge_holds_it_and_never_the_plain_triple():
    store = built(gallium(), chips(), deal())
    unnamed = {Quad(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, GRAPH)}
    assert unnamed and all(quad in store for quad in unnamed)
    without = {q for q in built(gallium(), chips(), deal(), known=()) if q.graph_name == DefaultGraph()}
    assert {q for q in store if q.graph_name == DefaultGraph()} == without | unnamed
    said = [q for q in store if q.predicate == term("kg:basedIn")]
    assert said == []


def test_it_is_no_statement_for_anybody():
    some = (gallium(), chips(), deal())
    store, alone = built(*some), built(*some, known=())
    assert list(facts(store)) == list(facts(alone))
    assert overview(Explorer(store), {}) == overview(Explorer(alone), {})
    assert view(Explorer(store), ["Nvidia"], hops=2) == view(Explorer(alone), ["Nvidia"], hops=2)
    assert graph.articles(store) == graph.articles(alone)
    counted, bare = stats(store), stats(alone)
    assert (counted.background, bare.background) == (4, 0)
    known = sum(1 for _ in store.quads_for_pattern(None, None, None, GRAPH))
    assert replace(counted, background=0, triples=counted.triples - known) == bare


def test_a_source_that_is_called_like_an_article_is_no_article():
    store = built(gallium())
    assert graph.add(store, gallium()) is Outcome.UNCHANGED
    assert [source for source, _ in graph.articles(store)] == ["gallium.txt"]
    with pytest.raises(StoreError, match="no such article"):
        graph.remove(store, background_iri())


def test_an_article_that_goes_takes_along_what_it_alone_named():
    store = built(gallium(), chips())
    graph.remove(store, article_iri(chips().article))
    assert content(store) == content(built(gallium()))
    graph.remove(store, article_iri(gallium().article))
    assert content(store) == []


def test_an_article_that_changes_does_so_too():
    poorer = replace(gallium(), mentions=gallium().mentions[:2], statements=())
    store = built(gallium())
    graph.add(store, poorer)
    assert known_in(store) == set()
    graph.load(store, [gallium()], background=BACKGROUND)
    assert content(store) == content(built(gallium()))


def test_another_table_replaces_what_was_known():
    store = built(gallium(), chips())
    fewer = BACKGROUND[3:]
    graph.load(store, [], background=fewer)
    assert content(store) == content(built(gallium(), chips(), known=fewer))
    graph.load(store, [], background=())
    assert content(store) == content(built(gallium(), chips(), known=()))


def test_after_a_crash_the_next_build_settles_it(monkeypatch):
    store = built(gallium())

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(graph, "settle", crash)
        with pytest.raises(KeyboardInterrupt):
            graph.load(store, [chips()], background=BACKGROUND)
    assert known_in(store) == known_in(built(gallium())), (
        "it lacks what the new article brings, and holds nothing wrong"
    )
    graph.load(store, [], background=BACKGROUND)
    assert content(store) == content(built(gallium(), chips()))


def test_a_raising_source_leaves_it_settled():
    def some():
        yield gallium()
        raise RuntimeError("source broke")

    for store in (Store(), built(chips())):
        before = [chips()] if len(store) else []
        with pytest.raises(RuntimeError, match="source broke"):
            graph.load(store, some(), background=BACKGROUND)
        assert content(store) == content(built(*before, gallium()))


def test_a_named_entity_called_background_is_not_the_graph():
    """The graph's name is an entity's IRI only where an article names one so; a name of a graph says nothing of it."""
    text = "Background und China"
    odd = replace(CHINA, id="background", name="Background", known=False)
    reading = Reading(replace(gallium().article, text=text), (mention(text, "Background", odd),))
    assert entity_iri("background") == background_iri()
    store = built(reading, chips())
    assert len(graph.articles(store)) == 2
    assert known_in(store) == known_in(built(chips()))
    graph.remove(store, article_iri(chips().article))
    assert content(store) == content(built(reading))


def test_a_date_that_is_none_is_left_out():
    odd = replace(BACKGROUND[0], start="2025-02-30", end="bald", source="")
    store = built(gallium(), known=[odd])
    assert set(of(store, odd)) == {"type", "subject", "predicate", "object"}


# The entities of `readings` are called so.
IDS = st.sampled_from(["alpha", "beta", "gamma", "delta"])
KNOWN = st.lists(
    st.builds(
        BackgroundFact,
        IDS,
        st.sampled_from(["leads", "owns"]),
        IDS,
        st.sampled_from(["", "Präsident"]),
        st.sampled_from(["", "2019"]),
        st.just(""),
        st.sampled_from(["", "2025-06", "2024"]),
        st.sampled_from(["1.txt", "Handbuch"]),
    ),
    max_size=8,
)


def distinct(some: list[Reading]) -> list[Reading]:
    """One reading a text, each with a file name of its own."""
    by_iri = {article_iri(reading.article): reading for reading in some}
    return [replace(r, article=replace(r.article, source=f"{n}.txt")) for n, r in enumerate(by_iri.values())]


@SETTINGS
@given(st.lists(readings(), min_size=2, max_size=4), KNOWN, st.booleans())
def test_whatever_the_order(some: list[Reading], known: list[BackgroundFact], mentions: bool):
    some = distinct(some)
    *kept, last = some
    with_all, without = content(built(*some, known=known, mentions=mentions)), content(
        built(*kept, known=known, mentions=mentions)
    )  # fmt: skip
    for order in itertools.islice(itertools.permutations(some), 6):
        for halves in ([order], [order[:1], order[1:]], [[reading] for reading in order]):
            store = Store()
            for half in halves:
                graph.load(store, half, mentions=mentions, background=known[::-1])
            assert content(store) == with_all
            graph.remove(store, article_iri(last.article))
            assert content(store) == without


@SETTINGS
@given(st.lists(st.tuples(readings(), st.booleans()), max_size=8), KNOWN)
def test_whatever_comes_goes_and_comes_anew(steps: list[tuple[Reading, bool]], known: list[BackgroundFact]):
    """Files change their texts, are removed and come back; in the end it is one build of what is there."""
    store, there = Store(), {}
    for reading, goes in steps:
        source, iri = reading.article.source, article_iri(reading.article)
        others = {article_iri(r.article): name for name, r in there.items() if name != source}
        if iri in others:
            continue  # the same text under two names is another test's
        graph.load(store, [reading], background=known)
        there[source] = reading
        if goes:
            graph.remove(store, iri)
            del there[source]
        assert content(store) == content(built(*there.values(), known=known))
        named = {q.subject for q in store.quads_for_pattern(None, PREF, None, DefaultGraph())}
        ends = {
            q.object
            for end in (background.SUBJECT, background.OBJECT)
            for q in store.quads_for_pattern(None, end, None, GRAPH)
        }
        assert ends <= named
