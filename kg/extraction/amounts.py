"""Numbers as qualifiers: shares in percent, sums of money with their currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from kg.language.clauses import Clause
from kg.model import Qualifier

from .scene import Scene

_SCALES = {
    "tausend": 10**3,
    "million": 10**6,
    "millionen": 10**6,
    "mio.": 10**6,
    "milliarde": 10**9,
    "milliarden": 10**9,
    "mrd.": 10**9,
    "billion": 10**12,
    "billionen": 10**12,
}
_CURRENCIES = {
    "euro": "EUR",
    "€": "EUR",
    "dollar": "USD",
    "us-dollar": "USD",
    "$": "USD",
    "yuan": "CNY",
    "renminbi": "CNY",
    "yen": "JPY",
    "rupien": "INR",
    "pfund": "GBP",
    "franken": "CHF",
    "won": "KRW",
}
_WORDS = {
    "ein": 1,
    "eine": 1,
    "einen": 1,
    "einer": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "zwölf": 12,
}
_SHARED = frozenset({"owns", "produces", "controls", "acquires", "supplies"})
_PAID = frozenset({"investsIn", "acquires", "owns"})


def amounts(scene: Scene, clause: Clause, relation: str) -> Iterator[Qualifier]:
    """The share or the sum of money that a clause gives a fact of this relation."""
    if relation in _SHARED:
        shares = list(_shares(scene, clause))
        if len(shares) == 1:  # of several nobody knows which is whose
            yield Qualifier("share", shares[0], "number")
    if relation in _PAID:
        money = next(_money(scene, clause), None)
        if money is not None:
            yield Qualifier("amount", money[0], "number")
            yield Qualifier("currency", money[1], "code")


def _shares(scene: Scene, clause: Clause) -> Iterator[str]:
    for n, i in enumerate(clause.tokens):
        if n and scene.doc[i].text in ("Prozent", "%"):
            value = _number(scene.doc[clause.tokens[n - 1]].text)
            if value is not None:
                yield _plain(value)


def _money(scene: Scene, clause: Clause) -> Iterator[tuple[str, str]]:
    for n, i in enumerate(clause.tokens):
        currency = _CURRENCIES.get(scene.doc[i].lower_)
        if currency is None or n == 0:
            continue
        before = scene.doc[clause.tokens[n - 1]].lower_
        scale = _SCALES.get(before)
        number = scene.doc[clause.tokens[n - 2]].text if scale and n > 1 else before
        value = _number(number)
        if value is not None:
            yield _plain(value * (scale or 1)), currency


def number(text: str) -> str | None:
    """A number as German writes it, as a plain literal: "6,7" → "6.7", "zehn" → "10"; None for other words."""
    value = _number(text)
    return None if value is None else _plain(value)


def _number(text: str) -> Decimal | None:
    """A number as German writes it: "6,7", "18.125", "zehn"."""
    if text.lower() in _WORDS:
        return Decimal(_WORDS[text.lower()])
    if not re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", text):
        return None
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
