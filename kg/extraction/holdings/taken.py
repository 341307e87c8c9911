"""Who has bought something holds it: "kaufte X von Y", where the clause tells that it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Modality, Status
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene

_DONE = ("past", "perfect", "pluperfect")


def taken_facts(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """The buyer of a takeover told as done owns what was bought, unless the sentence says more of who does.

    scene: the sentence. told: what the rules before found in it.
    """
    owned = {(f.subject.entity.id, f.object.entity.id) for f in told if f.relation == "owns"}
    lost = {f.object.entity.id for f in told if f.relation == "owns" and f.status is Status.FORMER}
    for found in told:
        if found.relation != "acquires" or found.modality is not Modality.ASSERTED or not _is_done(scene, found):
            continue
        pair = (found.subject.entity.id, found.object.entity.id)
        if pair in owned or not (
            is_a(found.object.entity.cls, "Organization") or found.object.entity.cls == "Facility"
        ):
            continue
        if pair[1] in lost and not _others_lost(told, pair):
            continue
        yield Found(
            found.subject,
            "owns",
            found.object,
            "owns.taken",
            found.token,
            0.6,
            speaker=found.speaker,
            speaker_words=found.speaker_words,
        )


def _is_done(scene: Scene, found: Found) -> bool:
    """Whether a clause in a past tense tells it; a noun ("die Übernahme") or a present one may still lie ahead."""
    clause = scene.clause_at(found.token)
    predicate = clause.predicate if clause is not None else None
    return predicate is not None and predicate.verb == found.token and predicate.tense in _DONE


def _others_lost(told: Sequence[Found], pair: tuple[str, str]) -> bool:
    """Whether only somebody else is told to have held it before: who sold it."""
    before = [f for f in told if f.relation == "owns" and f.status is Status.FORMER and f.object.entity.id == pair[1]]
    return all(f.subject.entity.id != pair[0] for f in before)
