"""The noun phrase: the value that chunking makes and clauses are built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cases import ALL_CASES

Name = tuple[int, int, bool]  # first token, last token (half-open), whether it ends in a genitive -s


@dataclass(frozen=True, slots=True)
class Phrase:
    """One base noun phrase. All positions are token indices of the Doc, half-open.

    `start`..`end` runs from determiner (or prenominal genitive) to the last token of head or name; a preposition
    lies before `start` at `prep_at`. `name` is a name in tight apposition to the head ("der US-Konzern [Nvidia]").
    `inner` is what stands between determiner and adjective in an extended attribute ("die [unter Merkel verhängten]
    Auflagen"). `cases` holds what determiner, endings and preposition leave open.
    """

    index: int
    start: int
    end: int
    head: int
    kind: str  # noun | name | pronoun | relative
    prep: str | None = None
    prep_at: int | None = None
    cases: frozenset[str] = ALL_CASES
    numbers: frozenset[str] = frozenset({"SIN", "PLU"})
    genders: frozenset[str] = frozenset({"MAS", "FEM", "NEU"})
    name: tuple[int, int] | None = None
    possessor: tuple[int, int] | None = None  # "[Chinas] Kontrollen", "[dessen] Konkurrenten"
    inner: tuple[int, int] | None = None
    genitive_of: int | None = None
    attribute_of: int | None = None  # prepositional attribute right behind that phrase
    conjunct_of: int | None = None  # the first member of the coordination
    apposition_of: int | None = None
    inner_of: int | None = None  # stands inside that phrase's extended attribute


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a sentence: by first token, all their tokens, and the last tokens of those in the genitive."""

    at: dict[int, tuple[int, int]]
    inside: frozenset[int]
    genitives: frozenset[int]


def chain(all_phrases: Sequence[Phrase], first: Phrase) -> tuple[Phrase, ...]:
    """The members of the coordination that `first` opens, itself included."""
    return (first, *(p for p in all_phrases if p.conjunct_of == first.index))
