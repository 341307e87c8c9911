"""Threats and demands that name nobody they are made to: of two who stand against each other the other one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import scope
from .authorities import authority
from .earlier import Earlier, same_state
from .nouns import imposes

_SUBJECT = Slot(((Atom("subj"),),))
_ADDRESSEE = Slot(((Atom("dat", ("Agent",)),),))
_IF = ("wenn", "falls", "sofern", "solange")


def counterpart_facts(scene: Scene, found: Sequence[Found], earlier: Earlier) -> Iterator[Found]:
    """Threats and demands of a state, or of who governs one, whose addressee the text leaves to the reader."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.negated or predicate.voice == "passive":
            continue
        yield from _reprisals(scene, clause, found, earlier)
        relation = _relation(scene, clause, predicate.lemma)
        if relation and not any(f.relation == relation and f.token in clause.tokens for f in found):
            yield from _told(scene, clause, relation, earlier)
    yield from _threats(scene, found, earlier)


def _relation(scene: Scene, clause: Clause, lemma: str) -> str:
    if scene.frames.does(lemma, "threatens"):
        with_what = any(scene.sentence.phrases[i].prep == "mit" for i in clause.obliques)
        harms = any(c.parent == clause.index and c.kind == "infinitive" for c in scene.sentence.clauses)
        return "threatens" if with_what or harms or _conditions(scene, clause) else ""
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
        other = _on_condition(scene, clause, who) if relation == "threatens" else None
        other = other or earlier.counterpart(scene, who)
        if other is not None and not same_state(who, other):
            yield told.fact(
                who,
                relation,
                other,
                f"{relation}.counterpart",
                clause.predicate.verb,
                0.52,
            )


def _conditions(scene: Scene, clause: Clause) -> tuple[Clause, ...]:
    """„[Sollte Brüssel nicht einlenken], …, drohte Katar“, "falls die EU …": what a threat is bound to."""
    return tuple(
        c
        for c in scene.sentence.clauses
        if c.index != clause.index and c.predicate is not None and (c.introducer in _IF or _verb_first(scene, c))
    )


def _verb_first(scene: Scene, clause: Clause) -> bool:
    """„[Sollte] Brüssel …“, "[Lenkt] Brüssel nicht ein, …": a condition without a word for it."""
    finite = clause.predicate.finite if clause.predicate is not None else None
    return clause.condition or (finite is not None and finite == clause.tokens[0] == scene.sentence.start)


def _on_condition(scene: Scene, clause: Clause, who: Mention) -> Mention | None:
    """Whom a threat is made to that says what they must do."""
    for condition in _conditions(scene, clause):
        for target in fill(scene, condition, _SUBJECT):
            acting = scene.actor(target.mention)
            if is_a(acting.entity.cls, "Agent") and not same_state(who, acting):
                return acting
    return None


def _reprisals(scene: Scene, clause: Clause, found: Sequence[Found], earlier: Earlier) -> Iterator[Found]:
    """„Die Botschaft stellte [Gegenmaßnahmen] in Aussicht“: a reprisal announced is a threat."""
    assert clause.predicate is not None
    core = role_phrase(scene, clause, "obj")
    core = core or next((p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep == "mit"), None)
    if core is None or not scene.frames.does(clause.predicate.lemma, "announces"):
        return
    if (
        scene.frames.family(scene.noun(core)) != "reprisal"
        or clause.predicate.lemma == "stellen"
        and not any(scene.noun(p) == "Aussicht" for p in map(scene.phrase, clause.obliques) if p is not None)
    ):
        return
    told = scope(scene, clause)
    addressed = tuple(t.mention for t in fill(scene, clause, _ADDRESSEE))
    for target in fill(scene, clause, _SUBJECT):
        who = scene.actor(target.mention)
        other = earlier.counterpart(scene, who)
        others = addressed or ((other,) if other is not None and imposes(who) else ())
        for one in others:
            if not same_state(who, one) and not any(
                f.relation == "threatens" and f.token in clause.tokens for f in found
            ):
                yield told.fact(
                    who,
                    "threatens",
                    scene.actor(one),
                    "threatens.reprisal",
                    clause.predicate.verb,
                    0.66 if addressed else 0.54,
                    modality=Modality.ASSERTED if told.modality is Modality.PLANNED else told.modality,
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
