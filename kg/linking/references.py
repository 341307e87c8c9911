"""The words by which a text takes up again what it has named: references.tsv."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.lexicon import Column, read_table
from kg.model import Entity

CLASSES = (
    "Person Organization Company GovernmentBody MediaOutlet Alliance Place Country City Region Facility "
    "Product Chip Material Measure Event"
).split()
NOUNS = ("thing", "trade", "person", "office", "none")
COLUMNS = (
    Column("word", required=True),
    Column("kind", required=True, choices=(*NOUNS, "other", "act", "owned", "says", "deed", "blame", "alone")),
    Column("classes", many=True, choices=CLASSES),
    Column("gender", choices=("m", "f", "n", "p")),
    Column("names", many=True),
    Column("only", many=True, pattern=r"[a-z0-9]+(-[a-z0-9]+)*"),
    Column("bars", many=True),
    Column("example", required=True),
)
SHORTEST = 3  # letters of a word that a compound may end in


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun of the table; `kind` is thing, trade, person or office."""

    word: str
    kind: str
    classes: frozenset[str]
    gender: str
    names: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    bars: tuple[str, ...] = ()

    def suits(self, entity: Entity, aliases: Collection[str]) -> bool:
        """Whether the noun can stand for an entity. aliases: its other names."""
        if entity.cls not in self.classes:
            return False
        if entity.id in self.only:
            return True
        names = [name.casefold() for name in (entity.name, *aliases)]
        if self.only and not self.names or any(name.endswith(self.bars) for name in names):
            return False
        return not self.names or any(name.endswith(self.names) for name in names)

    def names_itself(self, lemma: str) -> bool:
        """Whether a compound is as good as a name, so that another's will not do: "Außenministerium"."""
        return self.classes == {"GovernmentBody"} and lemma != self.word and "-" not in lemma and bool(self.names)


@dataclass(frozen=True, slots=True)
class References:
    """The table by the use of its words. Read once, never changed."""

    others: frozenset[str]  # adjectives that bring in another one
    acts: frozenset[str]  # verbs whose subject is somebody who acts
    says: frozenset[str]  # verbs whose subject is the speaker
    owned: frozenset[str]  # nouns whose "sein, ihr" is a person's
    deeds: frozenset[str]  # verbs whose subject acts where "damit" stands beside them
    blames: frozenset[str]  # verbs whose complement clause is about the one they are said to
    alone: frozenset[str]  # nouns whose compounds say something else: "Landeshauptmann"
    kin: dict[str, str]  # nouns of a person by gender: "seine Mutter Gao Ying"
    _nouns: dict[str, Noun | None] = field(repr=False)

    def noun(self, lemma: str) -> Noun | None:
        """The row of a noun by its base form, whole or by its longest known tail; None where it takes up nothing."""
        for cut in range(len(lemma) - SHORTEST + 1):
            tail = lemma[cut:] if cut == 0 else lemma[cut].upper() + lemma[cut + 1 :]
            if lemma[cut] != "-" and tail in self._nouns and (cut == 0 or tail not in self.alone):
                return self._nouns[tail]
        return None


def load_references(folder: Path | Traversable) -> References:
    """The table references.tsv of a folder. Raises TableError that lists all its faults."""
    rows = read_table(folder / "references.tsv", COLUMNS, sorted_by=("word", "kind"))

    def words(kind: str) -> frozenset[str]:
        return frozenset(row["word"] for row in rows if row["kind"] == kind)

    nouns = {
        row["word"]: None
        if row["kind"] == "none"
        else Noun(
            row["word"],
            row["kind"],
            frozenset(row.values("classes")),
            row["gender"],
            row.values("names"),
            frozenset(row.values("only")),
            row.values("bars"),
        )
        for row in rows
        if row["kind"] in NOUNS
    }
    return References(
        words("other"),
        words("act"),
        words("says"),
        words("owned"),
        words("deed"),
        words("blame"),
        words("alone"),
        {row["word"]: row["gender"] for row in rows if row["kind"] == "owned" and row["gender"]},
        nouns,
    )
