"""What a measure noun is about in its article: what it states itself, else the measure told before that it takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from ..scene import TARGET_PREPOSITIONS, Scene
from .earlier import Told, taken_up
from .measures import mutual, stated
from .nouns import authors, struck

_DEFINITE = ("der", "die", "das", "des", "dem", "den")
_CONTRACTED = ("zum", "zur", "vom", "im", "am", "beim")


@dataclass(frozen=True, slots=True)
class Aim:
    """Whose measure it is, where known, and what it falls on; `score` is less where it is only taken up."""

    author: Mention | None
    target: Mention
    score: float


def aims(scene: Scene, measure: Phrase, before: Sequence[Told], by: Sequence[Mention] = ()) -> tuple[Aim, ...]:
    """What a measure noun is about. before: the measures told so far. by: who acts on it in its clause."""
    if mutual(scene, measure):
        return tuple(Aim(a, t.mention, s) for a, t, s in stated(scene, measure, None))
    imposers, targets = authors(scene, measure), struck(scene, measure)
    family = family_of(scene, measure)
    if targets and imposers:
        return tuple(Aim(a, t.mention, 0.68 - 0.1 * t.loose) for a in imposers for t in targets)
    if targets:
        out = []
        for target in targets:
            known = [t for t in before if t.target.entity.id == target.mention.entity.id]
            author = known[-1].author if known and not by else None
            out.append(Aim(author, target.mention, 0.62 - 0.1 * target.loose))
        return tuple(out)
    if not takes_up(scene, measure):
        return ()
    return tuple(Aim(t.author, t.target, 0.55) for t in taken_up(before, family, imposers or by))


def family_of(scene: Scene, measure: Phrase) -> str:
    """What kind of measure a noun names; of a lifting the measure in its front ("Zollsenkung")."""
    noun = scene.noun(measure)
    if scene.kind(measure) == "lift":
        noun = front_measure(scene, measure)
    return scene.frames.family(noun) or "curb"


def front_measure(scene: Scene, phrase: Phrase) -> str:
    """The measure noun in front of a lifting: "[Zoll]senkung", "[Sanktions]lockerung"; "" where there is none."""
    parts = scene.forms.split_compound(scene.doc[phrase.head].text) or ()
    return next((p for p in parts[:-1] if scene.frames.kind(p) == "measure"), "")


def takes_up(scene: Scene, measure: Phrase) -> bool:
    """Whether a measure noun without goods means one told before: "das Verbot", "ihre Kontrollen", no "Rauchverbot"."""
    token = scene.doc[measure.start]
    definite = token.tag_ in ("PDAT", "PPOSAT") or token.lower_ in _DEFINITE
    definite = definite or (measure.prep or "") in _CONTRACTED or measure.possessor is not None
    if not definite or any(_foreign(scene, p) for p in scene.attributes(measure, TARGET_PREPOSITIONS)):
        return False
    if any(not scene.everyone(p) for p in scene.attributes(measure)):
        return False
    return _plain(scene, scene.doc[measure.head].text)


def _foreign(scene: Scene, attribute: Phrase) -> bool:
    """An attribute that says what else the measure falls on; those that name its author do not count."""
    if attribute.prep in ("von", "durch"):
        return not any(is_a(m.entity.cls, "Agent") for m in scene.everyone(attribute))
    return attribute.prep in ("für", "gegen", "auf", "bei", "zu")


def _plain(scene: Scene, noun: str) -> bool:
    """Whether the compound's front tells of trade only: "Ausfuhrverbot", "US-Strafzölle"."""
    if (scene.forms.lemma(noun, "NOUN") or noun) in scene.frames.families:
        return True
    fronts = (scene.forms.split_compound(noun) or ())[:-1]
    trade = ("carrier", "measure", "lift", "impose")
    return all(scene.frames.kind(p) in trade or scene.table.country_by_compound_prefix(p) for p in fronts)


def lifted_measures(scene: Scene, lifting: Phrase) -> Iterator[Phrase]:
    """The measures that a noun of lifting names: "Aufhebung [der Zölle]", "Verzicht [auf Zölle]", "Zollsenkung"."""
    if front_measure(scene, lifting):
        yield lifting
        return
    behind = scene.sentence.phrases[lifting.index + 1 : lifting.index + 2]
    if behind and behind[0].start == lifting.end and behind[0].prep is None and scene.kind(behind[0]) == "measure":
        yield behind[0]  # "die Aufhebung US-Zölle": a genitive without its ending
        return
    attributes = (*scene.attributes(lifting), *scene.attributes(lifting, ("von", "bei", "auf", "mit")))
    for attribute in attributes:
        if attribute.conjunct_of is None:
            yield from (m for m in scene.members(attribute) if scene.kind(m) == "measure")
