"""What the explorer asks of a graph, answered as plain data that becomes JSON as it is.

Entity     id, label, aliases, class, wikidata, degree (statements in the whole graph), neighbours (entities it is
           joined to in the whole graph), x and y where places were computed
Statement  id, s, p, o, reading, modality, status, confidence, speakers [{id, label}], qualifiers [{name, value, id,
           term}], from, to, dated ("text", "article" or ""), evidence [{id, article, start, end, pieces, rule}]
Article    id, title, publisher, publisherId, issued, language, source, url, statements
Bundle     entities, statements, articles, focus [IRI], totals {entities, statements, articles} of the whole graph,
           unknown [IRI] where something was asked for that is not in the graph: links outlive what they lead to
Hit        id, label, alias (the name that matched, "" for the label), class, degree
Text       article (null where the graph does not hold it), pieces [[text, [statement IRI]]], bundle
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pyoxigraph import Store

from kg.errors import KgError
from kg.explore.articles import Articles, cut, statements_in, text_of
from kg.explore.entities import entity
from kg.explore.index import GraphIndex, Link, short
from kg.explore.paths import shortest_paths
from kg.explore.places import place
from kg.explore.search import SearchIndex, full_iri
from kg.explore.statements import READINGS, statement

Bundle = dict[str, Any]
Params = Mapping[str, Any]

LIMIT = 500  # entities in one view, unless more are wished for
MOST = 2000  # entities in one view at all
QUICK = 2000  # statements that are sent and drawn in a moment
MOST_HOPS = 4
HITS = 12
MOST_HITS = 100
LONG_QUERY = 200  # letters


class Explorer:
    """A store opened for looking around: what is read of it once serves every answer.

    It shows the store as it was when opened; after a change, make a new one.
    """

    def __init__(self, store: Store):
        self.index = GraphIndex(store)
        self._search: SearchIndex | None = None

    @property
    def search(self) -> SearchIndex:
        """The names, read when first one is looked for."""
        if self._search is None:
            self._search = SearchIndex(self.index)
        return self._search


def answer(graph: Store | Explorer, kind: str, params: Params) -> Any:
    """The answer to one question of the explorer.

    graph: a store, read anew for this answer, or an Explorer over it, which answers the next question quicker.
    kind: overview {limit}, search {q, limit}, around {id, limit, with, hops}, path {from, to}, entity {id} or article
    {id}. Limits, `with`, hops may lack; numbers may be text; ids are IRIs or prefixed names, of `around` also a list.
    Raises KgError for an unknown kind, a parameter that is missing or out of range, an id that is no IRI, and an
    unknown end of a path.
    """
    if kind not in ANSWERS:
        raise KgError(f"explore: unknown question {kind!r}; one of {', '.join(ANSWERS)}")
    return ANSWERS[kind](graph if isinstance(graph, Explorer) else Explorer(graph), params)


def overview(graph: Explorer, params: Params) -> Bundle:
    """The best connected entities, each at its place, and all statements among them.

    Without a limit there are no more entities than can be drawn in a moment with what is told of them.
    """
    index = graph.index
    ranked = index.ranked(index.linked())[: _number(params, "limit", LIMIT, MOST)]
    few = ranked if params.get("limit") else _quickly_drawn(index, ranked)
    return place(bundle_of(index, _linked(index, few)))


def search(graph: Explorer, params: Params) -> list[dict[str, Any]]:
    """The entities that what one has typed may mean."""
    query = str(params.get("q", ""))
    return graph.search.hits(query[:LONG_QUERY], _number(params, "limit", HITS, MOST_HITS))


def around(graph: Explorer, params: Params) -> Bundle:
    """Entities, the best connected of their neighbours, those of `with`, and all statements among all of these."""
    index = graph.index
    foci, unknown = _known(index, params)
    limit = _number(params, "limit", LIMIT, MOST)
    chosen = surroundings(index, foci, _number(params, "hops", 1, MOST_HOPS, least=0), len(foci) + limit)
    more = [iri for iri in _ids(index, params, "with", strict=False) if iri not in chosen]
    found = bundle_of(index, [*chosen, *more[: MOST - len(chosen)]] if foci else (), foci)
    return found | {"unknown": unknown} if unknown else found


def path(graph: Explorer, params: Params) -> Bundle:
    """The entities on up to three of the shortest ways between two; `focus` holds the first way in its order."""
    start, end = (_id(graph.index, params, name) for name in ("from", "to"))
    ways = shortest_paths(graph.index, start, end)
    steps = {frozenset(step) for way in ways for step in zip(way, way[1:], strict=False)}
    links = [link for link in _among(graph.index, {e for way in ways for e in way}) if _ends(link) in steps]
    return bundle_of(graph.index, [e for way in ways for e in way], ways[0] if ways else (), links)


def entity_page(graph: Explorer, params: Params) -> Bundle:
    """An entity with all its statements."""
    known, unknown = _known(graph.index, params)
    if len(known) + len(unknown) != 1:
        raise KgError("explore: the question needs one id; give the IRI of an entity")
    if unknown:
        return bundle_of(graph.index, ()) | {"unknown": unknown}
    (iri,) = known
    links = graph.index.links_of(iri)
    return bundle_of(graph.index, [iri, *(link.other(iri) for link in links)], (iri,), links)


def article_page(graph: Explorer, params: Params) -> dict[str, Any]:
    """An article's text with the statements that it tells."""
    index = graph.index
    iri = full_iri(str(params.get("id", "")))
    if not iri:
        raise KgError(f"explore: no article {short(str(params.get('id', '')))!r} in this graph; give the IRI of one")
    if iri not in index.statements_of_articles:
        return {"article": None, "pieces": [], "bundle": bundle_of(index, ()) | {"unknown": [iri]}}
    places = statements_in(index, iri)
    links = [index.links[statement] for statement in places]
    ends = [end for link in links for end in (link.subject, link.object)]
    articles = Articles(index)
    found = bundle_of(index, ends, (), links, articles)
    return {"article": articles.article(iri), "pieces": cut(text_of(index, iri), places), "bundle": found}


ANSWERS: dict[str, Callable[[Explorer, Params], Any]] = {
    "overview": overview,
    "search": search,
    "around": around,
    "path": path,
    "entity": entity_page,
    "article": article_page,
}


def surroundings(index: GraphIndex, foci: Iterable[str], hops: int, limit: int) -> list[str]:
    """Entities within `hops` statements of the foci; where there are too many, the nearest and best connected."""
    chosen = dict.fromkeys(foci)
    ring = list(chosen)
    for _ in range(hops):
        near = {other for iri in ring for other in index.neighbours(iri)}
        ring = index.ranked(near - chosen.keys())[: max(0, limit - len(chosen))]
        if not ring:
            break
        chosen.update(dict.fromkeys(ring))
    return list(chosen)


def bundle_of(
    index: GraphIndex,
    entities: Iterable[str],
    focus: Iterable[str] = (),
    links: Iterable[Link] | None = None,
    articles: Articles | None = None,
) -> Bundle:
    """Entities, the best connected first, with the statements among them and the articles that tell these.

    links: the statements to tell; without them, all among the entities.
    """
    chosen = set(entities)
    articles = articles or Articles(index)
    ranked = index.ranked(chosen)
    order = {iri: i for i, iri in enumerate(ranked)}
    readings = {name: i for i, name in enumerate(READINGS)}
    told = [statement(index, articles, link) for link in (_among(index, chosen) if links is None else links)]
    told.sort(
        key=lambda s: (
            order[s["s"]], order[s["o"]], s["p"], readings[s["reading"]], -(s["confidence"] or 0), s["id"],
        )
    )  # fmt: skip
    used = {evidence["article"] for s in told for evidence in s["evidence"]}
    shown = sorted((articles.article(iri) for iri in used), key=lambda a: a["id"])
    shown.sort(key=lambda a: a["issued"], reverse=True)
    return {
        "entities": [entity(index, iri) for iri in ranked],
        "statements": told,
        "articles": shown,
        "focus": list(focus),
        "totals": totals(index),
    }


def totals(index: GraphIndex) -> dict[str, int]:
    """How many entities that stand in statements, statements and articles the whole graph has."""
    return {
        "entities": sum(1 for _ in index.linked()),
        "statements": len(index.links),
        "articles": len(index.statements_of_articles),
    }


def _linked(index: GraphIndex, entities: list[str]) -> list[str]:
    """Those of the entities that a statement joins to another one of them: the others would stand there alone."""
    return sorted({end for link in _among(index, set(entities)) for end in (link.subject, link.object)})


def _quickly_drawn(index: GraphIndex, ranked: list[str]) -> list[str]:
    chosen: set[str] = set()
    told = 0
    for iri in ranked:
        told += sum(1 for link in index.links_of(iri) if link.other(iri) in chosen or link.other(iri) == iri)
        if told > QUICK:
            break
        chosen.add(iri)
    return [iri for iri in ranked if iri in chosen]


def _among(index: GraphIndex, chosen: set[str]) -> list[Link]:
    found = {link.statement: link for iri in chosen for link in index.links_of(iri) if _ends(link) <= chosen}
    return [found[statement] for statement in sorted(found)]


def _ends(link: Link) -> frozenset[str]:
    return frozenset((link.subject, link.object))


def _number(params: Params, name: str, default: int, most: int, least: int = 1) -> int:
    given = params.get(name, default)
    text = str(default if given in (None, "") else given)
    if not (text.isascii() and text.isdigit() and len(text) < 10) or not least <= int(text) <= most:
        raise KgError(f"explore: {name} {short(str(given))!r} is out of range; give a number from {least} to {most}")
    return int(text)


def _known(index: GraphIndex, params: Params) -> tuple[list[str], list[str]]:
    """The entities that `id` names, and what it names that the graph does not hold. Raises KgError for no IRI."""
    given = params.get("id") or []
    known = _ids(index, params, "id", strict=False)
    unknown: list[str] = []
    for one in [given] if isinstance(given, str) else given[:MOST]:
        iri = full_iri(one) if isinstance(one, str) else ""
        if not iri:
            raise KgError(f"explore: no entity {short(str(one))!r} in this graph; give the IRI of one")
        if iri not in known:
            unknown.append(iri)
    if not known and not unknown:
        raise KgError("explore: the question needs an id; give the IRI of an entity")
    return known, list(dict.fromkeys(unknown))


def _id(index: GraphIndex, params: Params, name: str) -> str:
    found = _ids(index, params, name)
    if len(found) != 1:
        raise KgError(f"explore: the question needs one {name}; give the IRI of an entity")
    return found[0]


def _ids(index: GraphIndex, params: Params, name: str, strict: bool = True) -> list[str]:
    """The entities that a parameter names, none twice; unknown ones are left out where `strict` is not set."""
    given = params.get(name) or []
    if not isinstance(given, (str, list, tuple)):
        raise KgError(f"explore: {name} must be an IRI or a list of IRIs")
    wanted = [given] if isinstance(given, str) else given[:MOST]
    found: dict[str, None] = {}
    for one in wanted:
        iri = full_iri(one) if isinstance(one, str) else ""
        if iri and index.knows(iri):
            found[iri] = None
        elif strict:
            raise KgError(f"explore: no entity {short(str(one))!r} in this graph; give the IRI of one")
    return list(found)
