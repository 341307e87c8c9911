"""What an article has told so far that later sentences take up: its measures, who imposed them, which states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Entity, How, Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene

_REACH = 12  # sentences that a measure is taken up across
_NEAR = 2  # sentences that an author or a counterpart is looked for in
_MEASURES = ("restricts", "eases")


@dataclass(frozen=True, slots=True)
class Told:
    """A measure or its lifting: who did it, what it falls on, and what kind of measure it is (measure_families.tsv)."""

    author: Mention
    target: Mention
    family: str
    sentence: int
    relation: str = "restricts"
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Earlier:
    """The measures told before a sentence, the states named right before it, and how many sentences there were.

    `rulers`: the states that persons lead or led, by the persons' ids. `deal`: who was last told to buy whom.
    """

    measures: tuple[Told, ...] = ()
    states: tuple[tuple[Mention, ...], ...] = ()
    count: int = 0
    rulers: Mapping[str, Entity] = field(default_factory=dict)
    deal: tuple[Mention, Mention] | None = None

    def after(self, scene: Scene, found: Sequence[Found]) -> Earlier:
        """What is known behind a sentence in which `found` was told."""
        new = tuple(told_of(scene, f, self.count) for f in found if f.relation in _MEASURES)
        kept = tuple(t for t in self.measures if self.count - t.sentence < _REACH)
        states = (*self.states[1 - _NEAR :], states_in(scene, self.rulers))
        deals = [(f.subject, f.object) for f in found if f.relation == "acquires"]
        deal = deals[-1] if deals else self.deal
        return replace(self, measures=(*kept, *new), states=states, count=self.count + 1, deal=deal)

    @property
    def last(self) -> tuple[Told, ...]:
        """What the sentence right before told."""
        return tuple(t for t in self.measures if t.sentence == self.count - 1)

    @property
    def author(self) -> tuple[Mention, ...]:
        """Who imposed or lifted something in the sentences right before, where it is one only."""
        near = {t.author.entity.id: t.author for t in self.measures if self.count - t.sentence <= _NEAR}
        return tuple(near.values()) if len(near) == 1 else ()

    def counterpart(self, scene: Scene, who: Mention) -> Mention | None:
        """The other one where somebody stands against one other: in the sentence, else in those right before."""
        for states in (states_in(scene, self.rulers), *reversed(self.states)):
            others = {m.entity.id: m for m in states if state_of(m) != state_of(who)}
            if others:
                return next(iter(others.values())) if len(others) == 1 else None
        return None


def states_in(scene: Scene, rulers: Mapping[str, Entity] | None = None) -> tuple[Mention, ...]:
    """The states and unions that a sentence names, also by adjective, compound, capital or ruler, each once.

    rulers: the states that persons lead or led, by their ids.
    """
    everyhow = (How.NAME, How.METONYM, How.ADJECTIVE, How.PART, How.COREFERENCE, How.ROLE)
    found = (scene.actor(m) for m in scene.mentions(scene.sentence.start, scene.sentence.end, everyhow))
    acting = {
        m.entity.id: m
        for m in (_state_of_ruler(m, rulers or {}) for m in found)
        if is_a(m.entity.cls, "Country") or m.entity.id == "europaeische-union"
    }
    return tuple(acting.values())


def _state_of_ruler(mention: Mention, rulers: Mapping[str, Entity]) -> Mention:
    state = rulers.get(mention.entity.id)
    return mention if state is None else replace(mention, entity=state, how=How.METONYM, hops=mention.hops + 1)


def told_of(scene: Scene, found: Found, sentence: int = -1) -> Told:
    """A restriction as a measure that can be taken up; without a measure noun it is a curb ("verbot die Ausfuhr")."""
    words = next((q.value for q in found.qualifiers if q.name == "measure" and q.kind == "words"), "")
    token = scene.doc[found.token]
    noun = words or (token.text if token.tag_ == "NN" else "")
    family = scene.frames.family(_lemma(scene, noun)) or "curb"
    return Told(found.subject, found.object, family, sentence, found.relation, found.modality)


def _lemma(scene: Scene, noun: str) -> str:
    return (scene.forms.lemma(noun, "NOUN") or noun) if noun else ""


def state_of(mention: Mention) -> str:
    """The state that somebody acts for, by id: Washington, Trump and the ministry of commerce are the United States."""
    return mention.entity.country or mention.entity.part_of or mention.entity.id


def same_state(one: Mention, other: Mention) -> bool:
    """Whether two act for the same state."""
    return state_of(one) == state_of(other)


def taken_up(measures: Sequence[Told], family: str, by: Iterable[Mention] = ()) -> tuple[Told, ...]:
    """The last measures of a kind, all of one sentence; by: who acts, so that only their own are meant.

    family: of the noun that takes them up; "any" for "Maßnahmen" and where the noun says nothing.
    """
    states = {state_of(m) for m in by}
    fitting = [
        t
        for t in measures
        if t.relation == "restricts"
        and (family == "any" or t.family in (family, "any"))
        and (not states or state_of(t.author) in states)
    ]
    return tuple(t for t in fitting if t.sentence == fitting[-1].sentence) if fitting else ()
