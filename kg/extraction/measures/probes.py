"""Probes and lawsuits told as nouns: "Gegen Samsung läuft ein Verfahren der EU-Kommission"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope
from .nouns import authors, fronts
from .tables import MeasureVerb

_SUBJECT = Slot(((Atom("subj"),),))
_DATIVE = Slot(((Atom("dat"),),))
_AT = ("gegen", "bei")  # "gegen Samsung ein Verfahren", "bei Siemens eine Razzia"
_ON_GOODS = ("zu", "über", "von")  # "eine Untersuchung zu Importen von Polysilizium"
_AIMED = ("Organization", "Person", "Country", "Product")


def probe_facts(scene: Scene) -> Iterator[Found]:
    """Who probes whom, where the noun of the probe and those it is about stand apart in their clause."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        told = scope(scene, clause)
        for phrase, target_phrase in _beside(scene, clause):
            targets = scene.everyone(target_phrase)
            yield from _told(scene, told, phrase, _probers(scene, phrase, clause), targets, clause)
        for phrase, row in _faced(scene, clause):
            # "Meta droht [eine Klage der FTC]": a bare name in front passes for the subject
            facing = _DATIVE if clause.subject == phrase.index else _SUBJECT
            targets = tuple(t.mention for t in fill(scene, clause, facing))
            faced = replace(told, modality=weakest(told.modality, row.modality))
            yield from _told(scene, faced, phrase, _probers(scene, phrase, None), targets, clause)
        for phrase in _of(scene, clause):
            targets = tuple(t.mention for a in scene.attributes(phrase, _ON_GOODS) for t in scene.targets(a))
            if any(scene.kind(a) == "carrier" for a in scene.attributes(phrase, _ON_GOODS)):
                yield from _told(scene, told, phrase, _probers(scene, phrase, clause), targets, clause)


def _of(scene: Scene, clause: Clause) -> Iterator[Phrase]:
    """The probes that a clause is about: its subject or object."""
    for role in ("subj", "obj"):
        phrase = role_phrase(scene, clause, role)
        if phrase is not None and scene.kind(phrase) == "probe":
            yield phrase


def _beside(scene: Scene, clause: Clause) -> Iterator[tuple[Phrase, Phrase]]:
    """„[Gegen Samsung] läuft [ein Verfahren der EU]“: a probe, and whom the clause names apart from it."""
    for phrase in _of(scene, clause):
        for index in clause.obliques:
            other = scene.sentence.phrases[index]
            if other.prep in _AT and other.conjunct_of is None and other.attribute_of != phrase.index:
                yield phrase, other


def _faced(scene: Scene, clause: Clause) -> Iterator[tuple[Phrase, MeasureVerb]]:
    """„Apple muss sich [einer Untersuchung der EU] stellen“: the probe that the subject faces."""
    assert clause.predicate is not None
    for row in scene.frames.measure_verbs.get(clause.predicate.lemma, ()):
        if row.effect != "faces":
            continue
        if row.place == "subj":
            inside = (p for p in scene.sentence.phrases if p.head in clause.tokens and p.genitive_of is None)
            found = [p for p in inside if p.prep is None and "NOM" in p.cases]
        elif row.place.startswith("p:"):
            obliques = (scene.sentence.phrases[i] for i in clause.obliques)
            found = [p for p in obliques if p.prep == row.place[2:]]
        else:
            found = [p for p in (role_phrase(scene, clause, row.place),) if p is not None]
        yield from ((p, row) for p in found if scene.kind(p) == "probe")


def _probers(scene: Scene, phrase: Phrase, clause: Clause | None) -> tuple[Mention, ...]:
    """Whose probe it is: as its noun says, by the front of its compound, else the clause's subject."""
    named = authors(scene, phrase) or tuple(m for a in scene.attributes(phrase) for m in scene.everyone(a))
    named = named or tuple(m for a in scene.attributes(phrase, ("durch",)) for m in scene.everyone(a))
    named = named or tuple(m for m in fronts(scene, phrase) if is_a(m.entity.cls, "Agent"))
    if named or clause is None or clause.subject == phrase.index:
        return named
    return tuple(scene.actor(t.mention) for t in fill(scene, clause, _SUBJECT))


def _told(
    scene: Scene,
    told: Scope,
    phrase: Phrase,
    probers: tuple[Mention, ...],
    targets: tuple[Mention, ...],
    clause: Clause,
) -> Iterator[Found]:
    modality, status = phrase_modality(scene, phrase)
    none = scene.doc[phrase.start].lower_.startswith("kein")
    modality = weakest(modality, _scoped(told, clause), Modality.DENIED if none else Modality.ASSERTED)
    for prober in probers:
        for target in targets:
            if prober.entity.id != target.entity.id and any(is_a(target.entity.cls, c) for c in _AIMED):
                yield told.fact(
                    prober,
                    "investigates",
                    target,
                    "investigates.probe",
                    phrase.head,
                    0.64,
                    modality=modality,
                    status=status,
                )


def _scoped(told: Scope, clause: Clause) -> Modality:
    """„muss sich einer Untersuchung stellen“: what one must face is there."""
    must = clause.predicate is not None and clause.predicate.modal == "müssen"
    return Modality.ASSERTED if must and told.modality is Modality.DEMANDED else told.modality
