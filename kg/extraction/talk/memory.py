"""What an article has told so far, as far as its next sentences lean on it: who spoke, who acted, which two talked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Article, How, Mention
from kg.vocab import is_a

from ..found import Found
from ..scene import Pair, Scene
from .deeds import acted, doer_of
from .talks import pair_of

DEED_KEPT = 5  # sentences for which "die Entscheidung" still stands for what was told last
PAIR_KEPT = 2  # the same of two people that talked; two states are kept for the whole article


@dataclass(frozen=True, slots=True)
class Memory:
    """Who acted, each with how many sentences ago, and which two talked."""

    doers: tuple[tuple[Mention, int], ...] = ()
    decided: tuple[Mention | None, ...] = ()  # who took a decision in the last four sentences
    pair: Pair | None = None
    pair_age: int = 0
    states: Pair | None = None
    facing: Pair | None = None  # the two states that the headings name

    def after(self, scene: Scene, told: Sequence[Found]) -> Memory:
        """The memory behind a sentence that told these facts."""
        doer, pair, decided = doer_of(told), pair_of(told), acted(scene)
        kept = tuple((who, age + 1) for who, age in self.doers if age + 1 < DEED_KEPT)
        kept = kept if doer is None else (*kept, (doer, 0))
        memory = replace(self, doers=kept, pair_age=self.pair_age + 1, decided=(decided, *self.decided[:3]))
        if pair is not None:
            both = all(is_a(m.entity.cls, "Country") or is_a(m.entity.cls, "Alliance") for m in pair)
            memory = replace(memory, pair=pair, pair_age=0, states=pair if both else memory.states)
        return memory

    @property
    def acting(self) -> Mention | None:
        """Who did what was told last, where that is not long ago and no other state acted beside."""
        acting = {state_of(who) for who, _ in self.doers}
        return self.doers[-1][0] if len(acting) == 1 else None

    @property
    def decider(self) -> Mention | None:
        """Who has just decided something, where it is one only."""
        found = {m.entity.id: m for m in self.decided if m is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    @property
    def talking(self) -> Pair | None:
        """The two states that talk in the article, else the two who have just talked."""
        return self.states or (self.pair if self.pair_age < PAIR_KEPT else None)


def state_of(mention: Mention) -> str:
    """The id of the state that somebody acts for, else their own."""
    entity = mention.entity
    return entity.id if entity.cls in ("Country", "Alliance") else entity.country or entity.part_of or entity.id


def opening(article: Article, mentions: Sequence[Mention]) -> Memory:
    """The memory at an article's beginning: two states that its headings name, and no third, face each other."""
    told = [m for m in mentions if any(a <= m.start < b for a, b in article.headings)]
    states = {m.entity.id: m for m in told if m.entity.cls == "Country" and m.how in (How.NAME, How.METONYM)}
    first = tuple(states.values())
    return Memory(facing=(first[0], first[1])) if len(first) == 2 else Memory()
