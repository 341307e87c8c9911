"""Goods in front of the verb that are its object though no ending says so: "[Munition] liefert Rheinmetall"."""

from __future__ import annotations

from kg.language.clauses import Clause
from kg.vocab import is_a

from ..frames.tables import VerbFrame
from ..scene import Scene
from .origins import goods_at, is_model

_OF_GOODS = frozenset({"produces", "supplies", "uses", "dependsOn", "controls"})


def taker(clause: Clause) -> int | None:
    """Which phrase of a turned clause acts: what was read as its object, else as its dative."""
    return clause.object if clause.object is not None else clause.dative


def turned(scene: Scene, clause: Clause) -> bool:
    """Whether goods stand as subject and a firm or state as object of a verb that goods do not do."""
    subject, other = scene.phrase(clause.subject), scene.phrase(taker(clause))
    if subject is None or other is None or clause.predicate is None or subject.start > other.start:
        return False
    if "AKK" not in subject.cases or "NOM" not in other.cases or other.prep is not None:
        return False
    goods = goods_at(scene, subject)
    if not goods or is_model(goods[0]) or not any(is_a(m.entity.cls, "Agent") for m in scene.named(other)):
        return False
    frames = scene.frames.verbs.get(clause.predicate.lemma, ())
    return any(frame.relation in _OF_GOODS and _acts(frame) for frame in frames)


def _acts(frame: VerbFrame) -> bool:
    return any(a.role == "subj" for alternative in frame.subject.alternatives for a in alternative)
