"""Percentages, sums of money and counts in a Doc: "gut 60 %", "drei Viertel", "1,5 Mrd. Euro", "US$ 5 Mrd.".

One pass over the tokens; the words are tables: `de/numbers.tsv`, `de/currencies.tsv`, `de/units.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.lexicon import Column, read_table

from .numbers import numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc

HOME = Path(__file__).parent / "de"
_EXAMPLE = Column("example", required=True)
PERCENT = frozenset({"Prozent", "%", "Prozentpunkte", "Prozentpunkten"})
_SIGNS = frozenset({"$", "€", "£", "¥", "₹", "US$", "EUR", "USD", "GBP", "CHF"})
_ARTICLES = frozenset("ein eine einen einem einer eines".split())
_COMPOUND = re.compile(r"(\d+(?:,\d+)?)-(\w+)-(?:(\w+)-)?\w+")
_PERCENT_WORD = re.compile(r"(\d+(?:,\d+)?|[a-zäöüß]+)-?prozentige[nmrs]?|(\d+(?:,\d+)?)-Prozent-\w+", re.IGNORECASE)
_SHARE_SIZE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it measures: tokens, half-open; `lead`: the preposition right before it.

    `kind`: percent, money, count. `unit`: percent, a currency's ISO 4217 code, or a unit of `units.tsv`. `range`: one
    of two ends ("20 bis 30 Prozent").
    """

    first: int
    last: int
    kind: str
    value: Decimal
    unit: str
    lead: str = ""
    range: bool = False


@cache
def currencies() -> dict[str, str]:
    """Form → ISO code; of two words, the adjective without ending."""
    columns = (Column("form", required=True, unique=True), Column("code", required=True, pattern="[A-Z]{3}"), _EXAMPLE)
    rows = read_table(HOME / "currencies.tsv", columns, sorted_by=("form",))
    return {row["form"]: row["code"] for row in rows}


@cache
def units() -> dict[str, str]:
    """Counted noun → unit."""
    columns = (Column("form", required=True, unique=True), Column("unit", required=True), _EXAMPLE)
    return {row["form"]: row["unit"] for row in read_table(HOME / "units.tsv", columns, sorted_by=("form",))}


def quantities(doc: Doc, tokens: Sequence[int]) -> tuple[Quantity, ...]:
    """The quantities among tokens (in order), none of which overlaps another.

    A number counts with the unit behind it; "Milliarden" without a number, "zweistellige" sums are none.
    """
    out: list[Quantity] = []
    n = 0
    while n < len(tokens):
        read = _at(doc, tokens, n)
        if read is None:
            n += 1
            continue
        end, quantity = read
        out.append(quantity)
        n = end
    return tuple(out)


def _at(doc: Doc, tokens: Sequence[int], n: int) -> tuple[int, Quantity] | None:
    text = doc[tokens[n]].text
    if (inside := _compound(doc, tokens, n)) is not None:
        return inside
    if text in _SIGNS and n + 1 < len(tokens) and _number(doc, tokens, n + 1) is not None:
        number, end = _scaled(doc, tokens, n + 1)
        if end < len(tokens) and doc[tokens[end]].text in currencies():
            return None
        return end, _quantity(doc, tokens, n, end, "money", number, currencies().get(text.removeprefix("US"), "USD"))
    if _number(doc, tokens, n) is None:
        return _half(doc, tokens, n)
    number, end = _scaled(doc, tokens, n)
    if end >= len(tokens):
        return None
    return _measured(doc, tokens, n, end, number)


def _measured(doc: Doc, tokens: Sequence[int], n: int, end: int, number: Decimal) -> tuple[int, Quantity] | None:
    """What the word behind a number makes of it."""
    word = doc[tokens[end]].text
    to = n and end + 2 < len(tokens) and word == "auf" and doc[tokens[n - 1]].lower_ == "von"
    if to and doc[tokens[end + 2]].text in PERCENT and _starts(doc, tokens, end + 1):
        return end, _quantity(doc, tokens, n, end, "percent", number, "percent")  # "von [32] auf 19 Prozent"
    if word in PERCENT:
        return end + 1, _quantity(doc, tokens, n, end + 1, "percent", number, "percent")
    fraction = numbers().fractions.get(word.removesuffix("n") if word.endswith(("eln", "len")) else word)
    if fraction is not None and number == int(number) and number * fraction <= _SHARE_SIZE:
        return end + 1, _quantity(doc, tokens, n, end + 1, "percent", _parts(number, word, fraction), "percent")
    money = _currency(doc, tokens, end)
    if money is not None:
        return money[0], _quantity(doc, tokens, n, money[0], "money", number, money[1])
    for k in (end, end + 1):
        if k < len(tokens) and (unit := units().get(doc[tokens[k]].text)) is not None:
            plain = k == end or doc[tokens[end]].tag_ == "ADJA"
            return (k + 1, _quantity(doc, tokens, n, k + 1, "count", number, unit)) if plain else None
    return None


def _parts(number: Decimal, word: str, fraction: Decimal) -> Decimal:
    """Two thirds are 67 percent, not twice 33."""
    of = {"Drittel": 3, "Dritteln": 3, "Sechstel": 6, "Sechsteln": 6, "Siebtel": 7, "Neuntel": 9, "Achtel": 8}.get(word)
    exact = number * 100 / of if of else number * fraction
    return exact.quantize(Decimal(1)) if of and of != 8 else exact


def _half(doc: Doc, tokens: Sequence[int], n: int) -> tuple[int, Quantity] | None:
    """ "die Hälfte des Nickels", "zur Hälfte"."""
    if (
        doc[tokens[n]].text != "Hälfte"
        or n == 0
        or doc[tokens[n - 1]].lower_ not in ("die", "der", "zur", "rund", "knapp")
    ):
        return None
    return n + 1, _quantity(doc, tokens, n, n + 1, "percent", Decimal(50), "percent")


def _compound(doc: Doc, tokens: Sequence[int], n: int) -> tuple[int, Quantity] | None:
    """ "400-Millionen-Dollar-Investition", "25-Prozent-Zölle", "zehnprozentige Beteiligung"."""
    text = doc[tokens[n]].text
    if match := _PERCENT_WORD.fullmatch(text):
        value = numbers().value(match[1] or match[2])
        return (n + 1, _quantity(doc, tokens, n, n + 1, "percent", value, "percent")) if value is not None else None
    match = _COMPOUND.fullmatch(text)
    value = numbers().value(match[1]) if match else None
    if match is None or value is None:
        return None
    scale, code = numbers().scale(match[2]), currencies().get(match[3] or match[2])
    if code is None or (match[3] and scale is None):
        return None
    return n + 1, _quantity(doc, tokens, n, n + 1, "money", value * (scale or 1 if match[3] else 1), code)


def _number(doc: Doc, tokens: Sequence[int], n: int) -> Decimal | None:
    """The number a token is; "ein" only before a scale, a fraction, a currency or "Prozent"."""
    text = doc[tokens[n]].text
    value = numbers().value(text)
    if value is None or text.lower() not in _ARTICLES:
        return value
    behind = [doc[tokens[k]].text for k in range(n + 1, min(n + 3, len(tokens)))]
    known = behind and (
        numbers().scale(behind[0]) is not None or behind[0] in numbers().fractions or behind[0] in PERCENT
    )
    return value if known else None


def _scaled(doc: Doc, tokens: Sequence[int], n: int) -> tuple[Decimal, int]:
    """A number with the scales behind it, "1,5 Mrd."; the index behind."""
    value, end = numbers().value(doc[tokens[n]].text) or Decimal(0), n + 1
    if (
        end < len(tokens)
        and re.fullmatch(r"\d{3}", doc[tokens[end]].text)
        and value < 1000
        and _figures(doc, tokens, n)
    ):
        value, end = value * 1000 + int(doc[tokens[end]].text), end + 1  # "10 000 Tonnen"
    while end < len(tokens):
        scale = numbers().scale(doc[tokens[end]].text)
        if scale is None:
            break
        value, end = value * scale, end + 1
        if (
            end < len(tokens)
            and doc[tokens[end]].text == "."
            and doc[tokens[end - 1]].text.lower() in ("mio", "mrd", "bio")
        ):
            end += 1
    return value, end


def _figures(doc: Doc, tokens: Sequence[int], n: int) -> bool:
    return doc[tokens[n]].text.isdecimal() and tokens[n] + 1 == tokens[n + 1]


def _currency(doc: Doc, tokens: Sequence[int], n: int) -> tuple[int, str] | None:
    """(index behind, code) of "Euro", "australische Dollar"."""
    text = doc[tokens[n]].text
    if n + 1 < len(tokens):
        stem = re.sub(r"e[nr]?$", "", text)
        code = currencies().get(f"{stem} {doc[tokens[n + 1]].text}")
        if code is not None:
            return n + 2, code
        if text.endswith(("e", "en", "er")) and doc[tokens[n]].tag_ == "ADJA" and text.islower():
            return (n + 2, code) if (code := currencies().get(doc[tokens[n + 1]].text)) is not None else None
    return (n + 1, currencies()[text]) if text in currencies() else None


def _quantity(doc: Doc, tokens: Sequence[int], n: int, end: int, kind: str, value: Decimal, unit: str) -> Quantity:
    lead, ranged = _lead(doc, tokens, n)
    if end + 1 < len(tokens) and doc[tokens[end]].lower_ in ("bis", "-", "–") and _starts(doc, tokens, end + 1):
        ranged = True
    return Quantity(tokens[n], tokens[end - 1] + 1, kind, value, unit, lead, ranged)


def _starts(doc: Doc, tokens: Sequence[int], n: int) -> bool:
    return n < len(tokens) and numbers().value(doc[tokens[n]].text) is not None


_ABOUT = frozenset(
    "rund etwa gut knapp fast nahezu ungefähr circa ca ca. mehr weniger als über mindestens sogar nur noch beinahe "
    "bereits insgesamt zusammen bis zu maximal höchstens der die das den dem ein eine einen einem einer".split()
)


def _lead(doc: Doc, tokens: Sequence[int], n: int) -> tuple[str, bool]:
    """The preposition before a quantity, over "rund", "mehr als", "bis zu"; and whether it is one end of a range."""
    k = n - 1
    if k > 0 and doc[tokens[k]].lower_ in ("bis", "und", "-", "–", "oder"):
        first = k - 1 - (doc[tokens[k - 1]].text in PERCENT and k > 1)
        opens = doc[tokens[first - 1]].lower_ if first > 0 else ""
        if _starts(doc, tokens, first) and (doc[tokens[k]].lower_ != "und" or opens == "zwischen"):
            return opens, True
    while k >= 0 and k > n - 5 and doc[tokens[k]].lower_ in _ABOUT:
        k -= 1
    return (doc[tokens[k]].lower_ if k >= 0 and doc[tokens[k]].tag_ in ("APPR", "APPRART") else ""), False
