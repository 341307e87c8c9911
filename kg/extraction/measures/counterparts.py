"""Threats and demands that name nobody they are made to: of two who stand against each other the other one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.model import Mention, Modality

from ..found import Found
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import scope
from .authorities import authority
from .earlier import Earlier, same_state
from .nouns import imposes

_SUBJECT = Slot(((Atom("subj"),),))


def counterpart_facts(scene: Scene, found: Sequence[Found], earlier: Earlier) -> Iterator[Found]:
    """Threats and demands of a state, or of who governs one, whose addressee the text leaves to the reader."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.negated or predicate.voice == "passive":
            continue
        relation = _relation(scene, clause, predicate.lemma)
        if relation and not any(f.relation == relation and f.token in clause.tokens for f in found):
            yield from _told(scene, clause, relation, earlier)
    yield from _threats(scene, found, earlier)


def _relation(scene: Scene, clause: Clause, lemma: str) -> str:
    if scene.frames.does(lemma, "threatens"):
        with_what = any(scene.sentence.phrases[i].prep == "mit" for i in clause.obliques)
        harms = any(c.parent == clause.index and c.kind == "infinitive" for c in scene.sentence.clauses)
        return "threatens" if with_what or harms else ""
    if scene.frames.does(lemma, "asks") and (clause.object is not None or clause.obliques):
        core = role_phrase(scene, clause, "obj")
        # "fordert ein Verbot von TikTok": a demand on one's own
        return "" if core is not None and scene.kind(core) in ("measure", "impose", "lift") else "demands"
    return ""


def _told(scene: Scene, clause: Clause, relation: str, earlier: Earlier) -> Iterator[Found]:
    told = scope(scene, clause)
    assert clause.predicate is not None
    subject = role_phrase(scene, clause, "subj")
    if subject is not None and clause.predicate.number == "PLU" and len(scene.everyone(subject, clause)) == 1:
        if subject.kind == "name":
            return  # "Hasan E. [drohen] 30 Jahre Haft": they threaten him
    for target in fill(scene, clause, _SUBJECT):
        who = scene.actor(target.mention)
        if not (authority(who) if relation == "demands" else imposes(who)):
            continue
        other = earlier.counterpart(scene, who)
        if other is not None and not same_state(who, other):
            yield Found(
                who,
                relation,
                other,
                f"{relation}.counterpart",
                clause.predicate.verb,
                0.52,
                modality=told.modality,
                speaker=told.speaker,
                speaker_words=told.speaker_words,
            )


def _threats(scene: Scene, found: Sequence[Found], earlier: Earlier) -> Iterator[Found]:
    """„Chinas Drohung, die Ausfuhr zu drosseln“: the threat is taken for granted."""
    for phrase in scene.sentence.phrases:
        if scene.kind(phrase) != "threat":
            continue
        owners = (*scene.owner(phrase), *(m for a in scene.attributes(phrase) for m in scene.everyone(a)))
        for owner in owners[:1]:
            other = _addressed(scene, owner, earlier)
            if not imposes(owner) or other is None or any(f.token == phrase.head for f in found):
                continue
            yield Found(owner, "threatens", other, "threatens.counterpart", phrase.head, 0.52, Modality.ASSERTED)


def _addressed(scene: Scene, owner: Mention, earlier: Earlier) -> Mention | None:
    other = earlier.counterpart(scene, owner)
    return other if other is not None and not same_state(owner, other) else None
