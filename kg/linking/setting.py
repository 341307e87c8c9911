"""What an article and its sentences are about: business, or sport and the arts, where weak signs show no firm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.linking.words import Words

NEITHER = "-"
MANY = 3  # what the words of sport or the arts must come to by weight, and be more than those of business


@dataclass(frozen=True, slots=True)
class Setting:
    """The sentences, by number, with a word of business; whether the article is about sport or the arts."""

    business: frozenset[int]
    leisure: bool

    def firms(self, sentence: int) -> bool:
        """Whether a body of that sentence is rather a firm."""
        return sentence in self.business and not self.leisure


def read_setting(words: Words) -> Setting:
    """The setting by the words of the table name_signs.tsv that tell one ("near")."""
    business: set[int] = set()
    told: dict[tuple[str, str], int] = {}
    for i, token in enumerate(words.doc):
        for sign in words.cues.signs("near", token.lemma_) if words.inside[i] else ():
            told[sign.cls, token.lemma_] = sign.weight
            if sign.cls == "Company":
                business.add(words.sentence[i])
    leisure = sum(weight for (cls, _), weight in told.items() if cls == NEITHER)
    firms = sum(weight for (cls, _), weight in told.items() if cls == "Company" and weight > 1)
    return Setting(frozenset(business), leisure >= MANY and leisure > firms)
