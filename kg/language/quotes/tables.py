"""The words that bring a quote: verbs of saying and nouns for what is said, each a checked TSV table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon import Column, read_table
from kg.model import Modality

HOME = Path(__file__).parents[1] / "de"
WORDS, THINKS, WANTS, ASKS, ACT = "words", "thinks", "wants", "asks", "act"
SOURCE, WORD = "source", "word"
_MAKES = Column("makes", choices=[m.value for m in Modality])
_EXAMPLE = Column("example", required=True)
SAYING_COLUMNS = (
    Column("verb", required=True, unique=True),
    Column("beside"),
    Column("takes", required=True, many=True, choices=(WORDS, THINKS, WANTS, ASKS, ACT)),
    _MAKES,
    _EXAMPLE,
)
ACCOUNT_COLUMNS = (
    Column("noun", required=True, unique=True),
    Column("kind", required=True, choices=(SOURCE, WORD)),
    _MAKES,
    _EXAMPLE,
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb whose subject speaks. `beside`: the word that must stand with it; `makes`: the modality of what is said."""

    verb: str
    beside: str
    takes: frozenset[str]
    makes: str


@dataclass(frozen=True, slots=True)
class Account:
    """A noun for what somebody says: "Angabe", "Vorwurf"."""

    noun: str
    kind: str
    makes: str


@dataclass(frozen=True, slots=True)
class Sayings:
    """Both tables, read once and passed in."""

    verbs: Mapping[str, Saying]
    accounts: Mapping[str, Account]

    def account(self, noun: str) -> Account | None:
        """The row of a noun, or of the noun that heads a compound ("Polizeiangaben", "Medienbericht")."""
        for cut in range(len(noun) - 3):
            found = self.accounts.get(noun if cut == 0 else noun[cut:].capitalize())
            if found is not None:
                return found
        return None


def load_sayings(home: Path = HOME) -> Sayings:
    """The tables under `home`. Raises TableError with the faults of a table."""
    verbs = read_table(home / "sayings.tsv", SAYING_COLUMNS)
    nouns = read_table(home / "accounts.tsv", ACCOUNT_COLUMNS)
    return Sayings(
        {r["verb"]: Saying(r["verb"], r["beside"], frozenset(r.values("takes")), r["makes"]) for r in verbs},
        {r["noun"]: Account(r["noun"], r["kind"], r["makes"]) for r in nouns},
    )
