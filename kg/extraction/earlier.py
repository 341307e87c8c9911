"""The measures that an article has told so far, for a later "das Verbot" or "die Zölle" that names no goods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Mention

from .found import Found
from .scene import Scene

_REACH = 12  # sentences that a measure is taken up across


@dataclass(frozen=True, slots=True)
class Told:
    """One measure: who imposed it, what it falls on, and what kind of measure it is (families of measure nouns)."""

    author: Mention
    target: Mention
    family: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The measures told before a sentence, and how many sentences there were."""

    measures: tuple[Told, ...] = ()
    count: int = 0

    def after(self, scene: Scene, found: Iterable[Found]) -> Earlier:
        """What is known behind a sentence in which `found` was told."""
        new = tuple(told_of(scene, f, self.count) for f in found if f.relation == "restricts")
        kept = tuple(t for t in self.measures if self.count - t.sentence < _REACH)
        return Earlier((*kept, *new), self.count + 1)


def told_of(scene: Scene, found: Found, sentence: int = -1) -> Told:
    """A restriction as a measure that can be taken up; without a measure noun it is a curb ("verbot die Ausfuhr")."""
    words = next((q.value for q in found.qualifiers if q.name == "measure" and q.kind == "words"), "")
    token = scene.doc[found.token]
    noun = words or (token.text if token.tag_ == "NN" else "")
    return Told(found.subject, found.object, scene.frames.family(_lemma(scene, noun)) or "curb", sentence)


def _lemma(scene: Scene, noun: str) -> str:
    return (scene.forms.lemma(noun, "NOUN") or noun) if noun else ""


def state_of(mention: Mention) -> str:
    """The state that somebody acts for, by id: Washington, Trump and the ministry of commerce are the United States."""
    return mention.entity.country or mention.entity.part_of or mention.entity.id


def taken_up(measures: Sequence[Told], family: str, by: Iterable[Mention] = ()) -> tuple[Told, ...]:
    """The last measures of a kind, all of one sentence; by: who acts, so that only their own are meant.

    family: of the noun that takes them up; "any" for "Maßnahmen" and where the noun says nothing.
    """
    states = {state_of(m) for m in by}
    fitting = [
        t
        for t in measures
        if (family == "any" or t.family in (family, "any")) and (not states or state_of(t.author) in states)
    ]
    return tuple(t for t in fitting if t.sentence == fitting[-1].sentence) if fitting else ()
