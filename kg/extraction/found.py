"""What a rule hands on: one candidate fact, before classes are checked and equal ones are joined."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Mention, Modality, Qualifier, Status


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate fact of one sentence. `token` is where the rule fired; `score` its base confidence in 0..1,
    `family` the kind of rule."""

    subject: Mention
    relation: str
    object: Mention
    rule: str
    token: int
    score: float
    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    speaker: Mention | None = None
    speaker_words: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    family: str = ""


WEAKEST_FIRST = (Modality.DENIED, Modality.DEMANDED, Modality.POSSIBLE, Modality.PLANNED, Modality.ASSERTED)


def weakest(*modalities: Modality) -> Modality:
    """The one that promises least: a denied plan is denied, a possible demand is a demand."""
    return min(modalities, key=WEAKEST_FIRST.index)
