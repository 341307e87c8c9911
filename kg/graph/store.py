"""The graph directory and the store in it.

    DIR/store        Oxigraph: the default graph is the knowledge; one named graph for each article holds its share
                     of it, one what is known beforehand of the entities that the articles name
    DIR/graph.ttl    the default graph as Turtle
    DIR/graph.html   the page that shows it
    DIR/snapshots    the store as it was after each change, while a server writes to it

This is the one place that knows.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import StoreError
from kg.graph.background import bereft, settle
from kg.graph.iris import BASE, article_iri, background_iri, base_of
from kg.graph.knowledge import DEFAULT, TYPE, commit, knowledge
from kg.graph.quads import reading_quads
from kg.graph.terms import plain, term
from kg.model import BackgroundFact, Reading

SOURCE, ARTICLE = term("dcterms:source"), term("kg:Article")

# A named graph that stands in the store only while a first load is on its way.
_LOADING = NamedNode("urn:kg:loading")


class Outcome(enum.StrEnum):
    """What adding an article did."""

    ADDED = "added"
    REPLACED = "replaced"  # the same file with another text, or the same text read anew
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # the same text stands there under another file name


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a graph directory keeps what."""

    root: Path
    store: Path
    turtle: Path
    page: Path
    snapshots: Path


def layout(directory: str | Path) -> Layout:
    root = Path(directory)
    return Layout(root, root / "store", root / "graph.ttl", root / "graph.html", root / "snapshots")


def open_for_build(directory: str | Path) -> Store:
    """The store of a graph directory, to write to; both are made where there are none.

    Raises StoreError where the directory holds something else, cannot be written or another build has it.
    """
    place = layout(directory)
    try:
        if not _is_ours(place) and place.root.exists():
            _refuse_foreign(place)
        place.root.mkdir(parents=True, exist_ok=True)
        store = Store(place.store)
    except (OSError, RuntimeError) as error:
        raise _store_error(place, error) from None
    if store.contains_named_graph(_LOADING):
        store.clear()
    return store


def open_read(directory: str | Path) -> Store:
    """A frozen view of the store in a graph directory.

    Raises StoreError where there is none or its first build was interrupted.
    """
    place = layout(directory)
    try:
        if not _is_ours(place):
            raise StoreError(f"{directory}: no graph here; build one with: kg build SOURCES -o {directory}")
        store = Store.read_only(str(place.store))
    except (OSError, RuntimeError) as error:
        raise _store_error(place, error) from None
    if store.contains_named_graph(_LOADING):
        raise StoreError(f"{directory}: its first build has not ended; if none is running, run kg build again")
    return store


def load(
    store: Store,
    readings: Iterable[Reading],
    base: str = BASE,
    *,
    mentions: bool = False,
    background: Iterable[BackgroundFact] = (),
) -> list[tuple[str, Outcome]]:
    """Add many articles; into an empty store in one go. Gives (source, outcome) for each, in their order.

    mentions: whether to write down each stretch of the text that stands for an entity. background: all that is known
    beforehand; in the end the store holds just what of it lies between entities that its articles name.
    When `readings` raises, what came before is kept and the error goes on to the caller.
    """
    try:
        if store:
            return [(r.article.source, add(store, r, base, mentions=mentions)) for r in readings]
        return _first_load(store, readings, base, mentions)
    finally:
        settle(store, background, base)


def _first_load(store: Store, readings: Iterable[Reading], base: str, mentions: bool) -> list[tuple[str, Outcome]]:
    outcomes: list[tuple[str, Outcome]] = []
    late: list[tuple[int, Reading]] = []
    raised: list[BaseException] = []
    seen: set[str] = set()

    def quads() -> Iterator[Quad]:
        try:
            for reading in readings:
                names = {reading.article.source, article_iri(reading.article, base)}
                outcomes.append((reading.article.source, Outcome.ADDED))
                if names & seen:
                    late.append((len(outcomes) - 1, reading))
                else:
                    yield from reading_quads(reading, base, mentions=mentions)
                seen.update(names)
        except BaseException as error:
            raised.append(error)

    store.add_graph(_LOADING)
    store.bulk_extend(quads())
    store.bulk_extend(knowledge(store))
    store.remove_graph(_LOADING)
    for index, reading in late:
        outcomes[index] = (reading.article.source, add(store, reading, base, mentions=mentions))
    if raised:
        raise raised[0]
    return outcomes


def add(store: Store, reading: Reading, base: str = BASE, *, mentions: bool = False) -> Outcome:
    """Add one article in one transaction, in place of what its file or its text contributed before.

    Of two files with the same text the one with the first name by code points is kept. The background loses what
    lay between entities that are no longer named; only `load`, which knows it, adds to it.
    """
    graph = NamedNode(article_iri(reading.article, base))
    source = reading.article.source
    others = (DEFAULT, NamedNode(background_iri(base)), graph)
    holders = {quad.graph_name for quad in store.quads_for_pattern(None, SOURCE, plain(source))}.difference(others)
    there = _source(store, graph)
    keep = there is not None and there < source
    old = {quad for holder in [*holders, graph] for quad in store.quads_for_pattern(None, None, None, holder)}
    if keep:
        new = {quad for quad in old if quad.graph_name == graph}
    else:
        new = set(reading_quads(reading, base, mentions=mentions))
    commit(store, old | bereft(store, old, new, base), new)
    if there is not None and there != source:
        return Outcome.DUPLICATE
    if old == new:
        return Outcome.UNCHANGED
    return Outcome.REPLACED if old else Outcome.ADDED


def remove(store: Store, article: str) -> None:
    """Take an article, by its IRI, and exactly its share out of the graph, in one transaction.

    With it goes what is known beforehand of entities that no other article names. Raises StoreError for an unknown one.
    """
    graph = NamedNode(article)
    if not any(store.quads_for_pattern(None, TYPE, ARTICLE, graph)):
        raise StoreError(f"{article}: no such article in the graph")
    old = set(store.quads_for_pattern(None, None, None, graph))
    commit(store, old | bereft(store, old, set(), base_of(article)), set())


def articles(store: Store) -> list[tuple[str, str]]:
    """(source, IRI) of every article, sorted."""
    graphs = (q.graph_name for q in store.quads_for_pattern(None, TYPE, ARTICLE) if q.graph_name != DEFAULT)
    return sorted((_source(store, graph) or "", graph.value) for graph in graphs)


def _source(store: Store, graph: NamedNode) -> str | None:
    return next((quad.object.value for quad in store.quads_for_pattern(None, SOURCE, None, graph)), None)


def _is_ours(place: Layout) -> bool:
    return (place.store / "CURRENT").is_file()


def _refuse_foreign(place: Layout) -> None:
    if not place.root.is_dir():
        raise StoreError(f"{place.root}: is a file; give a directory for the graph")
    ours = {place.store.name, place.turtle.name, place.page.name, place.snapshots.name}
    foreign = sorted(entry.name for entry in place.root.iterdir() if entry.name not in ours)
    if place.store.exists() and (not place.store.is_dir() or any(place.store.iterdir())):
        foreign.insert(0, place.store.name)
    if foreign:
        raise StoreError(f"{place.root}: holds other files ({foreign[0]}) and no graph; give a new directory")


def _store_error(place: Layout, error: Exception) -> StoreError:
    if "lock" in str(error).lower():
        return StoreError(f"{place.root}: another build or a writable server works here; wait until it has ended")
    reason = str(error).removeprefix("IO error: ").splitlines()[0]
    return StoreError(f"{place.root}: the store cannot be opened: {reason}")
