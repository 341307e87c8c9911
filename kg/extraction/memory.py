"""What an article has told so far, as far as its next sentences lean on it: who spoke, who acted, which two talked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import Mention
from kg.vocab import is_a

from .deeds import doer_of
from .found import Found
from .scene import Pair
from .talks import pair_of

DEED_KEPT = 3  # sentences for which "die Entscheidung" still stands for what was told last
PAIR_KEPT = 2  # the same of two people that talked; two states are kept for the whole article


@dataclass(frozen=True, slots=True)
class Memory:
    """Who acted and which two talked, and how many sentences ago."""

    doer: Mention | None = None
    doer_age: int = 0
    pair: Pair | None = None
    pair_age: int = 0
    states: Pair | None = None

    def after(self, told: Sequence[Found]) -> Memory:
        """The memory behind a sentence that told these facts."""
        memory = replace(self, doer_age=self.doer_age + 1, pair_age=self.pair_age + 1)
        doer, pair = doer_of(told), pair_of(told)
        if doer is not None:
            memory = replace(memory, doer=doer, doer_age=0)
        if pair is not None:
            both = all(is_a(m.entity.cls, "Country") or is_a(m.entity.cls, "Alliance") for m in pair)
            memory = replace(memory, pair=pair, pair_age=0, states=pair if both else memory.states)
        return memory

    @property
    def acting(self) -> Mention | None:
        """Who did what was told last, where that is not long ago."""
        return self.doer if self.doer_age < DEED_KEPT else None

    @property
    def talking(self) -> Pair | None:
        """The two states that talk in the article, else the two who have just talked."""
        return self.states or (self.pair if self.pair_age < PAIR_KEPT else None)
