"""The words that bring a quote: verbs of saying and nouns for what is said, each a checked TSV table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import TableError
from kg.lexicon import Column, Row, read_table
from kg.model import Modality

if TYPE_CHECKING:
    from ..forms import Forms

HOME = Path(__file__).parents[1] / "de"
WORDS, THINKS, WANTS, ASKS, ACT = "words", "thinks", "wants", "asks", "act"
SOURCE, WORD = "source", "word"
_MAKES = Column("makes", choices=[m.value for m in Modality])
_EXAMPLE = Column("example", required=True)
SAYING_COLUMNS = (
    Column("verb", required=True, unique=True),
    Column("beside", many=True),
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
    """A verb whose subject speaks. `beside`: words of which one must stand with it; `makes`: the modality it gives."""

    verb: str
    beside: frozenset[str]
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

    def account(self, noun: str, forms: Forms) -> Account | None:
        """The row of a noun, or of the noun that heads a compound ("Polizeiangaben", "Medienbericht")."""
        found = self.accounts.get(noun)
        if found is None:
            parts = forms.split_compound(noun)
            found = self.accounts.get(parts[-1]) if parts and len(parts[-1]) > 5 else None  # no "Rücksicht", "Antwort"
        return found


def load_sayings(home: Path = HOME) -> Sayings:
    """The tables under `home`. Raises TableError with every fault of both."""
    faults: list[str] = []
    verbs = _rows(home / "sayings.tsv", SAYING_COLUMNS, faults)
    nouns = _rows(home / "accounts.tsv", ACCOUNT_COLUMNS, faults)
    if faults:
        raise TableError(faults)
    return Sayings(
        {
            r["verb"]: Saying(r["verb"], frozenset(r.values("beside")), frozenset(r.values("takes")), r["makes"])
            for r in verbs
        },
        {r["noun"]: Account(r["noun"], r["kind"], r["makes"]) for r in nouns},
    )


def _rows(path: Path, columns: tuple[Column, ...], faults: list[str]) -> tuple[Row, ...]:
    """The rows of one table; its faults join those of the other."""
    try:
        return read_table(path, columns)
    except TableError as error:
        faults.extend(error.faults)
        return ()
