"""Talks and deals told without their parties: "die Verhandlungen in London", "die Einigung", "beide Seiten".

Who talked last in the article goes on talking: the pair of the last sentence that named two.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.phrases import Phrase
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..frames.tables import NounFrame
from ..scene import Pair, Scene

OF_TWO = frozenset({"meets", "negotiatesWith", "agreesWith"})
_DEFINITE = ("der", "die", "das", "den", "dem", "des", "beide", "beiden", "beider")
_FUSED = ("am", "beim", "im", "vom", "zum", "zur", "ins", "ans")
_AFTER = ("nach", "seit", "während", "bei", "vor")


def pair_of(found: Iterable[Found]) -> Pair | None:
    """The two that a sentence tells as talking with each other; states before persons, the last of several."""
    pairs = [f for f in found if f.relation in (*OF_TWO, "partnersWith") and f.modality is not Modality.DENIED]
    if not pairs:
        return None
    states = [f for f in pairs if is_a(f.subject.entity.cls, "Country") and is_a(f.object.entity.cls, "Country")]
    last = max(states or pairs, key=lambda f: f.token)
    return last.subject, last.object


def parties(scene: Scene, phrase: Phrase, frame: NounFrame, named: tuple[Mention, ...]) -> list[Pair]:
    """The two that an event noun without all its parties speaks of.

    named: those that it does have; they must be of the two.
    """
    if scene.pair is None or frame.relation not in OF_TWO or not _told_before(scene, phrase, frame):
        return []
    ids = {m.entity.id for m in scene.pair}
    return [scene.taken_up(scene.pair)] if {m.entity.id for m in named} <= ids else []


def _told_before(scene: Scene, phrase: Phrase, frame: NounFrame) -> bool:
    """Whether the noun speaks of an event told before: definite, or dated or placed as one of a row."""
    if scene.loosely(phrase) or scene.attributes(phrase, ("mit", "zwischen", "von", "gegen", "über")):
        return False
    if scene.attributes(phrase):
        return False
    first = scene.doc[phrase.start].lower_
    fused = phrase.prep_at is not None and scene.doc[phrase.prep_at].lower_ in _FUSED
    if first in _DEFINITE or first.startswith("dies") or fused:
        return not (frame.noun == "Gespräch" and phrase.numbers == {"SIN"})  # "im Gespräch" is often an interview
    placed = bool(scene.attributes(phrase, ("in",)))
    return "PLU" in phrase.numbers and (placed or phrase.prep in _AFTER) or placed and frame.relation == "meets"
