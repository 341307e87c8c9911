"""Numbers as German writes them: "6,7", "18.125", "zweihundertfünfzig", "anderthalb"; the table is `de/numbers.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from kg.lexicon import Column, read_table

TABLE = Path(__file__).parent / "de" / "numbers.tsv"
KINDS = ("unit", "teen", "ten", "power", "alone", "scale", "fraction")
COLUMNS = (
    Column("word", required=True, unique=True),
    Column("kind", required=True, choices=KINDS),
    Column("value", required=True, pattern=r"\d+(\.\d+)?"),
    Column("example", required=True),
)
_DIGITS = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_LONGEST = 64  # letters of a number word: nobody writes longer ones, and what is read stays linear


@dataclass(frozen=True, slots=True)
class Numbers:
    """The table, ready to look words up in; read once, never changed."""

    small: dict[str, int]  # null to neunzehn
    tens: dict[str, int]
    alone: dict[str, Decimal]
    scales: dict[str, int]
    fractions: dict[str, Decimal]

    @classmethod
    def load(cls, path: Path = TABLE) -> Numbers:
        """The table at `path`. Raises TableError with all its faults."""
        rows = read_table(path, COLUMNS, sorted_by=("word",))
        of = {kind: [(r["word"], r["value"]) for r in rows if r["kind"] == kind] for kind in KINDS}
        return cls(
            small={word: int(value) for word, value in (*of["unit"], *of["teen"])},
            tens={word: int(value) for word, value in of["ten"]},
            alone={word: Decimal(value) for word, value in of["alone"]},
            scales={word.lower(): int(value) for word, value in of["scale"]},
            fractions={word: Decimal(value) for word, value in of["fraction"]},
        )

    def value(self, text: str) -> Decimal | None:
        """The number that one word or figure is: "1,5", "1.200", "zwölf", "anderthalb", "eine"; None for no number."""
        digits = figure(text)
        if digits is not None or not text[:1].isalpha() or len(text) > _LONGEST:
            return digits
        low = text.lower()
        if low in self.alone:
            return self.alone[low]
        front = low.removesuffix("einhalb")
        whole = self.cardinal(front) if front else None
        if whole is None:
            return None
        return Decimal(whole) if front == low else whole + Decimal("0.5")

    def cardinal(self, word: str) -> int | None:
        """The value of a number word under a million: "zweihundertfünfzig" → 250; None where it is none.

        word: in small letters. What is read from left to right: thousands, hundreds, units before tens.
        """
        head, thousand, tail = word.partition("tausend")
        if not thousand:
            return self._below_thousand(word)
        left = 1 if not head else self._below_thousand(head)
        right = 0 if not tail else self._below_thousand(tail.removeprefix("und"))
        return None if not left or right is None else left * 1000 + right

    def scale(self, text: str) -> int | None:
        """What "Millionen", "Mrd." multiply by; None for another word."""
        return self.scales.get(text.lower().removesuffix("."))

    def _below_thousand(self, word: str) -> int | None:
        head, hundred, tail = word.partition("hundert")
        if not hundred:
            return self._below_hundred(word)
        left = 1 if not head else self.small.get(head)  # "fünfzehnhundert" too
        right = 0 if not tail else self._below_hundred(tail.removeprefix("und"))
        return None if not left or right is None else left * 100 + right

    def _below_hundred(self, word: str) -> int | None:
        if word in self.small:
            return self.small[word]
        if word in self.tens:
            return self.tens[word]
        for ten, value in self.tens.items():
            unit = word.removesuffix("und" + ten)
            if unit != word and 0 < self.small.get(unit, 0) < 10:
                return value + self.small[unit]
        return None


@cache
def numbers() -> Numbers:
    """The numbers of the table that ships."""
    return Numbers.load()


def figure(text: str) -> Decimal | None:
    """A number in figures, full stops between thousands and a comma before decimals; None for anything else."""
    if not _DIGITS.fullmatch(text):
        return None
    return Decimal(re.sub(r"[. \u00a0\u202f]", "", text).replace(",", "."))


def written(text: str) -> str | None:
    """One word or figure that is a number, in plain digits: "6,7" → "6.7", "zehn" → "10"; None for other words."""
    value = numbers().value(text)
    return None if value is None else plain(value)


def plain(value: Decimal) -> str:
    """A number without exponent and without zeros behind its decimals: 400000000, 19.9."""
    return "0" if not value else format(value.normalize(), "f")
