"""Goods in front of the verb that are its object though no ending says so: "[Munition] liefert Rheinmetall"."""

from __future__ import annotations

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
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
    goods = goods_at(scene, scene.resolved(subject, clause))  # "Drohnen, [die] Helsing baut"
    if not goods or is_model(goods[0]) or not any(is_a(m.entity.cls, "Agent") for m in scene.named(other)):
        return False
    return _handles(scene, clause)


def bare_goods(scene: Scene, clause: Clause) -> Phrase | None:
    """„fördern in Kongo [Kobalt]“: goods without an article, apart from their verb, that no role was found for."""
    predicate = clause.predicate
    if predicate is None or predicate.voice != "active" or clause.object is not None or not _handles(scene, clause):
        return None
    taken, inside = {clause.subject, clause.dative, clause.predicative}, set(clause.tokens)
    for phrase in scene.sentence.phrases:
        free = phrase.prep is None and phrase.index not in taken and phrase.head in inside and "AKK" in phrase.cases
        above = (phrase.genitive_of, phrase.conjunct_of, phrase.apposition_of, phrase.inner_of, phrase.attribute_of)
        if free and all(a is None for a in above) and goods_at(scene, phrase):
            return phrase
    return None


def gap_opens(scene: Scene, clause: Clause) -> int | None:
    """Where a second subject begins that shares the verb: "liefert Öl nach Indien, [Kasachstan] Uran nach China"."""
    if clause.predicate is None or clause.object is None or clause.subject is None:
        return None
    verb = clause.predicate.finite or clause.predicate.verb
    phrases = scene.sentence.phrases
    for phrase, behind in zip(phrases, phrases[1:], strict=False):
        if phrase.kind != "name" or phrase.prep is not None or phrase.start <= max(verb, phrases[clause.object].start):
            continue
        joined = scene.doc[phrase.start - 1].text == "," and phrase.head in clause.tokens
        bare = behind.start == phrase.end and behind.prep is None and behind.genitive_of is None
        acts = any(is_a(m.entity.cls, "Agent") for m in scene.named(phrase))
        if joined and bare and acts and goods_at(scene, behind):
            return phrase.start
    return None


def _handles(scene: Scene, clause: Clause) -> bool:
    """Whether the verb tells of goods and who deals with them."""
    frames = scene.frames.verbs.get(clause.predicate.lemma, ()) if clause.predicate is not None else ()
    return any(frame.relation in _OF_GOODS and _acts(frame) for frame in frames)


def _acts(frame: VerbFrame) -> bool:
    return any(a.role == "subj" for alternative in frame.subject.alternatives for a in alternative)
