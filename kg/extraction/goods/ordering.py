"""Goods that somebody has made by another: "Huawei lässt seine Chips bei SMIC herstellen"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.language.clauses import Clause
from kg.vocab import is_a

from ..found import Found
from ..scope.scope import scope
from .origins import goods_at

if TYPE_CHECKING:
    from ..scene import Scene

_MAKER = ("bei", "von", "durch", "in")
_LETS = frozenset("lassen lässt ließ ließen lasse lass".split())


def ordered(scene: Scene, clause: Clause) -> bool:
    """Whether the verb tells what somebody lets another do."""
    return any(scene.doc[i].lower_ in _LETS and scene.doc[i].tag_.startswith("V") for i in clause.tokens)


def ordering_facts(scene: Scene) -> Iterator[Found]:
    """Who makes the goods that are ordered, and for whom."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.reflexive or not ordered(scene, clause):
            continue
        if not any(frame.relation == "produces" for frame in scene.frames.verbs.get(predicate.lemma, ())):
            continue
        core = [p for p in map(scene.phrase, (clause.subject, clause.object, clause.dative)) if p is not None]
        core = [scene.resolved(p, clause) for p in core]
        goods = [m for p in core for m in goods_at(scene, p)]
        buyers = [m for p in core for m in scene.everyone(p) if is_a(m.entity.cls, "Agent")]
        beside = [p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep in _MAKER]
        makers = [
            m
            for p in beside
            for m in scene.everyone(p)
            if m.entity.cls == "Company" or (p.prep == "in" and m.entity.cls == "Country")
        ]
        told = scope(scene, clause)
        for maker in makers:
            pairs = [(maker, "produces", g) for g in goods]
            pairs += [(maker, "supplies", b) for b in buyers if maker.entity.cls == "Company"]
            for subject, relation, object_ in pairs:
                yield told.fact(
                    subject,
                    relation,
                    object_,
                    f"{relation}.ordered",
                    predicate.verb,
                    0.65,
                    status=told.status,
                )
