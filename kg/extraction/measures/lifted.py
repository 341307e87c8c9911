"""What the lifting of a measure takes for granted: that it was in force, or is where it is only to be lifted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.model import Modality, Status

from ..found import Found
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality
from .nouns import authors, imposes

_IN_FORCE_YET = (Modality.DEMANDED, Modality.PLANNED, Modality.POSSIBLE, Modality.DENIED)


def was_in_force(scene: Scene, clause: Clause, lemma: str, eased: Found, told: Scope) -> Iterator[Found]:
    """„hob die Zölle auf“: they were in force; "will die Zölle aufheben": they are.

    lemma: the lifting verb. eased: the fact that it tells. told: how its clause tells it.
    """
    core = role_phrase(scene, clause, "obj")
    measure = core if core is not None and scene.kind(core) == "measure" else None
    if not imposes(eased.subject) or (measure is not None and authors(scene, measure)):
        return  # "hob die unter Biden eingeführten Zölle auf": whose measure it was its own noun says
    modality = phrase_modality(scene, measure)[0] if measure is not None else Modality.ASSERTED
    done = eased.modality is Modality.ASSERTED
    if modality is Modality.DENIED or not (done or (measure is not None and eased.modality in _IN_FORCE_YET)):
        return
    yield told.fact(
        eased.subject,
        "restricts",
        eased.object,
        f"restricts.before-{lemma}",
        eased.token,
        eased.score - (0.25 if done else 0.3),
        modality=modality,
        status=Status.FORMER if done and modality is Modality.ASSERTED else Status.CURRENT,
    )


def without_lifted(found: Sequence[Found]) -> tuple[Found, ...]:
    """A sentence's facts less the measures that it says are lifted, where their noun alone told them as in force."""
    over = {_pair(f) for f in found if f.status is Status.FORMER and ".before-" in f.rule}
    return tuple(f for f in found if f.rule != "restricts.measure-noun" or _pair(f) not in over)


def _pair(found: Found) -> tuple[str, str]:
    return found.subject.entity.id, found.object.entity.id
