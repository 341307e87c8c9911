"""Measures loosened without a verb of lifting: dropped, with exceptions, or by a lifting that has come about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Modality

from ..found import Found
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope
from .acts import eased, fact, place, subjects_of
from .aims import Aim, aims, lifted_measures
from .authorities import authority
from .earlier import Earlier, taken_up
from .nouns import authors, imposes
from .tables import MeasureVerb

_EXEMPTIONS = ("Ausnahme", "Ausnahmegenehmigung")
_OVER_WITH = ("nach", "seit")  # "nach der Aufhebung der Zölle": it has come about


def dropped(scene: Scene, clause: Clause, known: Earlier) -> Iterator[Found]:
    """„ließ die Zölle auf Stahl fallen“."""
    predicate = clause.predicate
    core = role_phrase(scene, clause, "obj")
    if predicate is None or predicate.lemma != "fallen" or predicate.operator != "lassen" or core is None:
        return
    for measure in scene.members(core) if scene.kind(core) == "measure" else ():
        subjects = tuple(m for m in subjects_of(scene, clause) if imposes(m))
        for aim in aims(scene, measure, known.measures, subjects):
            for author in subjects:
                if author.entity.id != aim.target.entity.id:
                    yield from eased(scene, scope(scene, clause), author, aim, "dropped", predicate.verb)


def exempts(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„China gewährte zivilen Abnehmern Ausnahmen“: from the measures of its own that the article has told."""
    for leave in place(scene, clause, row.place):
        goods = scene.attributes(leave, ("für",)) or any(scene.everyone(p) for p in place(scene, clause, "dat"))
        if scene.noun(leave) not in _EXEMPTIONS or goods or "PLU" not in leave.numbers:
            continue
        told = scope(scene, clause)
        for author in subjects_of(scene, clause):
            for before in taken_up(known.measures, "any", (author,)) if imposes(author) else ():
                aim = Aim(before.author, before.target, 0.54)
                yield fact(scene, told, author, "eases", aim.target, "exempted", leave.head, aim.score)


def come_about(scene: Scene, clause: Clause, known: Earlier) -> Iterator[Found]:
    """„Nach der Aufhebung der US-Zölle auf Stahl stiegen …“, "Die Lockerung … kam überraschend": it has been done."""
    for index in dict.fromkeys((*clause.obliques, clause.subject)):
        phrase = scene.phrase(index)
        if phrase is None or scene.kind(phrase) != "lift" or phrase_modality(scene, phrase)[0] is not Modality.ASSERTED:
            continue
        modality = _come_to(scene, clause, phrase)
        lifters = tuple(m for m in authors(scene, phrase) if authority(m))
        if modality is None and lifters and _presupposes(scene, clause, phrase):
            modality = Modality.ASSERTED
        for measure in lifted_measures(scene, phrase) if modality is not None else ():
            for aim in aims(scene, measure, known.measures, lifters):
                if aim.author is None and lifters:
                    aim = replace(aim, author=lifters[0])
                if aim.author is not None and aim.author.entity.id != aim.target.entity.id:
                    yield from eased(scene, Scope(modality), aim.author, aim, "come-about", phrase.head)


def _presupposes(scene: Scene, clause: Clause, lifting: Phrase) -> bool:
    """„Die Lockerung … durch China [freut den VDA]“: what somebody is glad of is there; no copula says so."""
    predicate = clause.predicate
    assert predicate is not None
    plain = predicate.modal is None and not predicate.konjunktiv and not predicate.negated
    told = scope(scene, clause).modality is Modality.ASSERTED and clause.predicative is None
    return (
        plain and told and predicate.voice == "active" and lifting.index == clause.subject and clause.object is not None
    )


def _come_to(scene: Scene, clause: Clause, lifting: Phrase) -> Modality | None:
    """Whether the lifting is done, is agreed upon ("war Teil der Abmachung"), or the clause does not say."""
    predicate = clause.predicate
    assert predicate is not None
    if lifting.prep in _OVER_WITH and predicate.tense != "future":
        return Modality.ASSERTED
    if lifting.index != clause.subject or scope(scene, clause).modality is not Modality.ASSERTED:
        return None
    if clause.predicative is not None or predicate.lemma == "sein":
        agreed = any(p.head in clause.tokens and scene.kind(p) == "agreement" for p in scene.sentence.phrases)
        return Modality.PLANNED if agreed else None
    over = predicate.voice == "active" and predicate.tense in ("past", "perfect", "pluperfect")
    return Modality.ASSERTED if over else None
