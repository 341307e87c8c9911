"""Passives that name nobody: "In Indien wurde TikTok gesperrt", "Der Export von H20 wurde genehmigt"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.model import Modality, Qualifier
from kg.vocab import is_a

from .authorities import at_home, unnamed_authority
from .found import Found, weakest
from .scene import Scene
from .scope import scope
from .slots import condition_holds, fill
from .tables import Atom, Slot, VerbFrame

_BY_OFFICE = frozenset({"restricts", "eases", "permits", "investigates"})
_SUBJECT = Slot(((Atom("subj"),),))
_ALLOWING = "dürfen"  # of what may be done another rule tells


def unnamed_facts(scene: Scene) -> Iterator[Found]:
    """Bans, liftings, permits and probes in the passive, by the state they hold in or the sentence's one authority."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.voice != "passive" or predicate.modal == _ALLOWING:
            continue
        for frame in scene.frames.verbs.get(predicate.lemma, ()):
            if frame.relation in _BY_OFFICE and not frame.reflexive and not fill(scene, clause, _SUBJECT):
                yield from _told(scene, clause, frame)


def _told(scene: Scene, clause: Clause, frame: VerbFrame) -> Iterator[Found]:
    assert clause.predicate is not None
    if not condition_holds(scene, clause, frame.condition):
        return
    objects = [t for t in fill(scene, clause, frame.object, "object") if not is_a(t.mention.entity.cls, "Measure")]
    if not objects:
        return
    told = scope(scene, clause)
    score = 0.64 if at_home(scene, clause) else 0.54
    for author in unnamed_authority(scene, clause, [t.mention for t in objects]):
        for target in objects:
            yield Found(
                author,
                frame.relation,
                target.mention,
                f"{frame.relation}.{frame.lemma}-unnamed",
                clause.predicate.verb,
                score - (0.1 if target.loose else 0.0),
                modality=weakest(told.modality, frame.modality or Modality.ASSERTED),
                status=told.status,
                speaker=told.speaker,
                speaker_words=told.speaker_words,
                qualifiers=(Qualifier("measure", target.measure, "words"),) if target.measure else (),
            )
