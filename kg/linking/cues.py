"""The words that tell what kind of thing a name is: "der Konzern …", "… Resources", "das Land", and first names."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.lexicon import Column, read_table
from kg.linking.ids import NameParts, load_name_parts
from kg.linking.lookalikes import Lookalikes, load_lookalikes
from kg.linking.references import References, load_references

CLASSES = (
    "- Person Organization Company GovernmentBody MediaOutlet Alliance Place Country City Region Facility "
    "Product Chip Material Measure Event"
).split()
COLUMNS = (
    Column("word", required=True),
    Column("role", required=True, choices=("before", "either", "last", "opens")),
    Column("class", required=True, choices=CLASSES),
    Column("gender", choices=("m", "f", "n", "p")),
    Column("example", required=True),
)
NAME_COLUMNS = (
    Column("name", required=True, unique=True),
    Column("gender", required=True, choices=("m", "f", "u")),
)
SIGN_COLUMNS = (
    Column("word", required=True),
    Column("place", required=True, choices=("an", "aus", "compound", "near", "object", "of", "subject", "von")),
    Column("class", required=True, choices=CLASSES),
    Column("weight", required=True, pattern=r"[1-9]"),
    Column("example", required=True),
)
SURNAME_COLUMNS = (
    Column("surname", required=True, unique=True),
    Column("language", required=True, many=True),
    Column("order", required=True, choices=("first", "last")),
    Column("example", required=True),
)
SHORTEST_TAIL = 3  # "US-AG" is no tail; "Chip", "App" and "Jet" are


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: the word, the class it tells, and its gender (m, f, n, p both; "" for words of role last)."""

    word: str
    cls: str
    gender: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What a word beside a name tells of its class, and how much that counts (1 to 9)."""

    cls: str
    weight: int


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by role and word, and what names are made of. Read once, never changed.

    first_names: first names with their gender (m, f, u). surnames: family names of languages that put them first, and
    whether the German press does so (first) or not (last). parts: legal forms and titles. references: the words that
    take up what was named. lookalikes: what speaks against a name.
    """

    _by_role: dict[str, dict[str, Cue]]
    first_names: dict[str, str]
    references: References
    surnames: dict[str, str]
    parts: NameParts
    _signs: dict[tuple[str, str], tuple[Sign, ...]]
    lookalikes: Lookalikes

    def last(self, word: str) -> Cue | None:
        """The cue that `word` is as the last word of a name."""
        return self._by_role["last"].get(word)

    def before(self, lemma: str) -> Cue | None:
        """The cue of a noun before a name, by its base form, whole or by its tail."""
        return self._by_tail("before", lemma)

    def may_be_person(self, lemma: str) -> bool:
        """Whether a trade before a name is a person's too: "der Investor Warren Buffett", "der Investor KKR"."""
        return self._by_tail("either", lemma) is not None

    def opens(self, lemma: str) -> Cue | None:
        """The cue of a noun that is the first word of a name: "Institut für …", "Montanuniversität Leoben"."""
        cue = self._by_tail("opens", lemma)
        return cue if cue is not None and (cue.word == lemma or len(cue.word) > len("Hafen")) else None

    def refers(self, lemma: str) -> Cue | None:
        """The cue that a noun for something named before is ("der Konzern"), where it tells one class."""
        noun = self.references.noun(lemma)
        if noun is None or noun.kind not in ("thing", "trade") or len(noun.classes) != 1:
            return None
        return Cue(noun.word, next(iter(noun.classes)), noun.gender)

    def signs(self, place: str, lemma: str) -> tuple[Sign, ...]:
        """What a word tells: a verb ("subject"), its object, an owned thing ("of", "an", "von"), a compound's end
        ("compound"), a word in the sentence ("near")."""
        return self._signs.get((place, lemma), ())

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
    by_role: dict[str, dict[str, Cue]] = {"before": {}, "either": {}, "last": {}, "opens": {}}
    for row in read_table(folder / "name_cues.tsv", COLUMNS, sorted_by=("word", "role")):
        by_role[row["role"]][row["word"]] = Cue(row["word"], row["class"], row["gender"])
    names = read_table(folder / "first_names.tsv", NAME_COLUMNS, sorted_by=("name",))
    surnames = read_table(folder / "surnames.tsv", SURNAME_COLUMNS, sorted_by=("surname",))
    signs: dict[tuple[str, str], list[Sign]] = {}
    for row in read_table(folder / "name_signs.tsv", SIGN_COLUMNS, sorted_by=("word", "place")):
        signs.setdefault((row["place"], row["word"]), []).append(Sign(row["class"], int(row["weight"])))
    return Cues(
        by_role,
        {row["name"]: row["gender"] for row in names},
        load_references(folder),
        {row["surname"]: row["order"] for row in surnames},
        load_name_parts(folder),
        {key: tuple(found) for key, found in signs.items()},
        load_lookalikes(folder),
    )
