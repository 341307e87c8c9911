"""The words that tell what kind of thing a name is: "der Konzern …", "… Resources", "das Land", and first names."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.lexicon import Column, read_table
from kg.linking.lookalikes import Lookalikes, load_lookalikes

CLASSES = (
    "- Person Organization Company GovernmentBody MediaOutlet Alliance Place Country City Region Facility "
    "Product Chip Material Measure Event"
).split()
COLUMNS = (
    Column("word", required=True),
    Column("role", required=True, choices=("before", "last", "refers")),
    Column("class", required=True, choices=CLASSES),
    Column("gender", choices=("m", "f", "n", "p")),
    Column("example", required=True),
)
NAME_COLUMNS = (
    Column("name", required=True, unique=True),
    Column("gender", required=True, choices=("m", "f", "u")),
)
SHORTEST_TAIL = 3  # "US-AG" is no tail; "Chip", "App" and "Jet" are


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: the word, the class it tells, and its gender (m, f, n, p both; "" for words of role last)."""

    word: str
    cls: str
    gender: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by role and word, first names with their gender (m, f, u), and what speaks against a name.

    Read once, never changed.
    """

    _by_role: dict[str, dict[str, Cue]]
    first_names: dict[str, str]
    lookalikes: Lookalikes

    def last(self, word: str) -> Cue | None:
        """The cue that `word` is as the last word of a name."""
        return self._by_role["last"].get(word)

    def before(self, lemma: str) -> Cue | None:
        """The cue of a noun before a name, by its base form, whole or by its tail."""
        return self._by_tail("before", lemma)

    def refers(self, lemma: str) -> Cue | None:
        """The cue of a noun that can stand for something named before."""
        return self._by_tail("refers", lemma)

    def _by_tail(self, role: str, lemma: str) -> Cue | None:
        known = self._by_role[role]
        if lemma in known:
            return None if known[lemma].cls == "-" else known[lemma]
        for cut in range(1, len(lemma) - SHORTEST_TAIL + 1):
            if lemma[cut] == "-":
                continue
            cue = known.get(lemma[cut].upper() + lemma[cut + 1 :])
            if cue is not None and len(cue.word) >= SHORTEST_TAIL:
                return None if cue.cls == "-" else cue
        return None


def load_cues(path: Path | str | None = None) -> Cues:
    """The cues and first names of the tables in the folder `path` (default: the ones in the package).

    Raises TableError that lists all faults of the table.
    """
    folder: Path | Traversable = Path(path) if path is not None else resources.files("kg") / "language" / "de"
    by_role: dict[str, dict[str, Cue]] = {"before": {}, "last": {}, "refers": {}}
    for row in read_table(folder / "name_cues.tsv", COLUMNS, sorted_by=("word", "role")):
        by_role[row["role"]][row["word"]] = Cue(row["word"], row["class"], row["gender"])
    names = read_table(folder / "first_names.tsv", NAME_COLUMNS, sorted_by=("name",))
    return Cues(by_role, {row["name"]: row["gender"] for row in names}, load_lookalikes(folder))
