"""Whom a measure on goods falls on too: where they come from or are bound for ("Zölle auf Elektroautos aus China")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Qualifier
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene
from .earlier import state_of

_GOODS = ("Material", "Product")
_MEASURES = ("restricts", "eases")


def spread(scene: Scene, found: Sequence[Found]) -> Iterator[Found]:
    """A restriction on goods falls on the state that they come from or must not reach; its lifting too."""
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        if (
            one.relation not in _MEASURES
            or ".before-" in one.rule
            or not any(is_a(one.object.entity.cls, c) for c in _GOODS)
        ):
            continue
        for state in _states(scene, one):
            key = (one.subject.entity.id, one.relation, state.entity.id)
            if state_of(state) == state_of(one.subject) or key in seen:
                continue
            seen.add(key)
            yield replace(
                one,
                object=state,
                rule=f"{one.relation}.goods-of",
                score=max(one.score - 0.14, 0.4),
                qualifiers=(
                    *(q for q in one.qualifiers if q.name == "measure"),
                    Qualifier("product", one.object.entity.id, "entity"),
                ),
            )


def _states(scene: Scene, found: Found) -> Iterator[Mention]:
    goods = scene.sentence.phrase_of(found.object.first)
    if goods is not None:
        yield from (m for m in scene.mentions(goods.start, goods.head + 1, (How.ADJECTIVE,)) if _is_state(m))
        for attribute in scene.attributes(goods, ("aus",)):
            yield from (m for m in scene.everyone(attribute) if _is_state(m))
    clause = scene.clause_at(found.token)
    for phrase in _bound_for(scene, clause, found.object.first) if clause is not None else ():
        yield from (m for m in scene.everyone(phrase) if _is_state(m))


def _bound_for(scene: Scene, clause: Clause, goods: int) -> Iterator[Phrase]:
    """„die Ausfuhr von Gallium [in die USA]“, "verbot Nvidia, H20 [nach China] zu liefern"."""
    for phrase in scene.sentence.phrases:
        near = phrase.head in clause.tokens or _governs(scene, clause, phrase)
        if not near or phrase.conjunct_of is not None or phrase.head < goods:
            continue
        if phrase.prep == "nach" or (phrase.prep == "in" and "AKK" in phrase.cases and "DAT" not in phrase.cases):
            yield phrase


def _governs(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    below = scene.clause_of(phrase)
    return below is not None and below.parent == clause.index and below.kind == "infinitive"


def _is_state(mention: Mention) -> bool:
    return is_a(mention.entity.cls, "Country")
