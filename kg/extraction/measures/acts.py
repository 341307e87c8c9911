"""Parts of what clauses do with measures: who stands where, and the facts that a lifting makes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality, Status

from ..found import Found, weakest
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import Scope
from .aims import Aim
from .authorities import authority
from .earlier import same_state

_SUBJECT = Slot(((Atom("subj"),),))


def place(scene: Scene, clause: Clause, place: str) -> Iterator[Phrase]:
    """The phrases of a clause that stand at a place of the table."""
    if place.startswith("p:"):
        phrases = (scene.sentence.phrases[i] for i in clause.obliques)
        yield from (p for p in phrases if p.prep == place[2:] and p.conjunct_of is None)
        return
    phrase = role_phrase(scene, clause, place)
    if phrase is not None:
        yield scene.resolved(phrase, clause)


def subjects_of(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    return tuple(scene.actor(t.mention) for t in fill(scene, clause, _SUBJECT))


def fact(
    scene: Scene, told: Scope, who: Mention, relation: str, whom: Mention, rule: str, token: int, score: float,
    modality: Modality = Modality.ASSERTED, status: Status = Status.CURRENT,
) -> Found:  # fmt: skip
    return Found(
        who, relation, whom, f"{relation}.{rule}", token, score, weakest(told.modality, modality), status,
        told.speaker, told.speaker_words,
    )  # fmt: skip


def eased(scene, told, author: Mention, aim: Aim, rule: str, token: int, modality=Modality.ASSERTED) -> Iterator[Found]:
    """A lifted measure is two statements: that it is lifted, and that it was in force."""
    yield fact(scene, told, author, "eases", aim.target, rule, token, aim.score, modality)
    done = weakest(told.modality, modality) is Modality.ASSERTED
    if authority(author) or done:
        imposer = aim.author if aim.author is not None and same_state(aim.author, author) else author
        if authority(imposer):
            status = Status.FORMER if done else Status.CURRENT
            score = aim.score - 0.15
            yield Found(
                imposer, "restricts", aim.target, f"restricts.before-{rule}", token, score, status=status,
                speaker=told.speaker, speaker_words=told.speaker_words,
            )  # fmt: skip
