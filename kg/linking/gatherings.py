"""Talks that are named by their place: "die Verhandlungen in Genf"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.known import mention
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Mention

TALKS = frozenset(
    "Verhandlung Gespräch Friedensgespräch Friedensverhandlung Klimaverhandlung Abrüstungsverhandlung "
    "Waffenstillstandsverhandlung Atomverhandlung Atomgespräch".split()
)


def gatherings(words: Words, table: EntityTable, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of talks right before "in" and a town; what has a name already keeps it.

    found: the mentions so far.
    """
    towns = {m.first: m for m in found if m.entity.cls == "City"}
    taken = {i for m in found for i in range(m.first, m.last)}
    made: list[Mention] = []
    for i in range(len(words) - 2):
        if i in taken or words.word(i + 1) != "in" or words.lemma(i) not in TALKS or not words.joined(i):
            continue
        if words.word(i) == words.lemma(i):
            continue  # one talk is as often private: "im Gespräch in Oslo"
        town = towns.get(i + 2)
        if town is not None:
            name = f"{_nominative(words.word(i), words.lemma(i))} in {town.entity.name}"
            made.append(mention(words, i, i + 1, table.unknown(name, "Event", country=town.entity.country)))
    return made


def _nominative(form: str, lemma: str) -> str:
    """The form without its case: "Gesprächen" → "Gespräche"."""
    return form[:-1] if form == lemma + "en" and not lemma.endswith("ung") else form
