"""Bans, liftings and permits by nobody named: "In Indien wurde TikTok gesperrt", "Die Regierung untersagte …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.model import Mention, Modality, Qualifier
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.met import condition_holds
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot, VerbFrame
from ..scene import Scene
from ..scope.scope import Scope, scope
from .authorities import at_home, authority, unnamed_authority
from .earlier import Earlier, states_in
from .nouns import authors, imposes

_BY_OFFICE = frozenset({"restricts", "eases", "permits", "investigates"})
_SUBJECT = Slot(((Atom("subj"),),))
_ALLOWING = "dürfen"  # of what may be done another rule tells


def unnamed_facts(scene: Scene, earlier: Earlier) -> Iterator[Found]:
    """What a passive or a bare "die Regierung" tells, by the state it holds in or the one authority spoken of."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.modal == _ALLOWING or not _nobody(scene, clause):
            continue
        for frame in scene.frames.verbs.get(predicate.lemma, ()):
            if frame.relation in _BY_OFFICE and not frame.reflexive and condition_holds(scene, clause, frame.condition):
                yield from _told(scene, clause, frame, earlier)


def _nobody(scene: Scene, clause: Clause) -> bool:
    """Whether the clause names no one who does it: a passive, or a body of state without its name."""
    assert clause.predicate is not None
    if any(not is_a(t.mention.entity.cls, "Measure") for t in fill(scene, clause, _SUBJECT)):
        return False
    if clause.predicate.voice == "passive":
        return True
    subject = role_phrase(scene, clause, "subj")
    if subject is None:
        return False
    kind = scene.kind(scene.resolved(subject, clause))
    return kind == "law" or (kind == "government" and not scene.owner(subject))


def _told(scene: Scene, clause: Clause, frame: VerbFrame, earlier: Earlier) -> Iterator[Found]:
    assert clause.predicate is not None
    objects = [t for t in fill(scene, clause, frame.object, "object") if not is_a(t.mention.entity.cls, "Measure")]
    if not objects:
        return
    told = scope(scene, clause)
    found, score = _authors(scene, clause, [t.mention for t in objects], told, earlier)
    for author in found:
        for target in objects:
            yield told.fact(
                author,
                frame.relation,
                target.mention,
                f"{frame.relation}.{frame.lemma}-unnamed",
                clause.predicate.verb,
                score - (0.1 if target.loose else 0.0),
                modality=weakest(told.modality, frame.modality or Modality.ASSERTED),
                status=told.status,
                qualifiers=(Qualifier("measure", target.measure, "words"),) if target.measure else (),
            )


def _authors(
    scene: Scene, clause: Clause, objects: Sequence[Mention], told: Scope, earlier: Earlier
) -> tuple[tuple[Mention, ...], float]:
    """Who is meant, and how sure that is: the state there, the sentence's authority, the one who acted before."""
    lawgivers = _lawgivers(scene, clause) or _listers(scene, clause)
    if lawgivers:
        return lawgivers, 0.54
    if at_home(scene, clause):
        return at_home(scene, clause), 0.64
    if told.speaker is not None and authority(told.speaker):
        return (told.speaker,), 0.6  # "Der Kauf werde untersagt, teilte die Behörde mit"
    here = unnamed_authority(scene, clause, objects)
    if here and clause.predicate is not None and clause.predicate.voice == "passive":
        return here, 0.54
    meant = {m.entity.id for m in objects}
    if any(m.entity.id not in meant for m in states_in(scene)):
        return (), 0.0
    return tuple(m for m in earlier.author if m.entity.id not in meant), 0.5


def _lawgivers(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """„das US-Gesetz verbietet …“, "Biden unterzeichnete ein Gesetz, das … verbot": whose law it is."""
    subject = role_phrase(scene, clause, "subj")
    law = scene.resolved(subject, clause) if subject is not None else None
    if law is None or scene.kind(law) != "law":
        return ()
    named = authors(scene, law)
    if named or clause.parent is None or clause.kind != "relative":
        return named
    above = scene.sentence.clauses[clause.parent]
    signed = role_phrase(scene, above, "obj")
    if signed is None or signed.index != law.index:
        return ()
    return tuple(t.mention for t in fill(scene, above, _SUBJECT) if imposes(t.mention))


def _listers(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """„wurde auf die [Entity List] gesetzt“: whose list it is."""
    phrases = (scene.sentence.phrases[i] for i in clause.obliques)
    lists = (p for p in phrases if p.prep in ("auf", "in") and scene.doc[p.end - 1].text in ("List", "Liste"))
    return next((named for p in lists if (named := authors(scene, p))), ())
