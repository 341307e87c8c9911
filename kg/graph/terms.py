"""The vocabulary as Oxigraph terms, and literals in the canonical form in which the store keeps them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.vocab import PREFIXES

DATE_FORMS = {10: "date", 7: "gYearMonth", 4: "gYear"}

_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def term(name: str) -> NamedNode:
    """The term of a prefixed name: "kg:restricts". Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def local(iri: str) -> str:
    """The part of an IRI behind its last "#" or "/": "restricts"."""
    return re.split("[#/]", iri)[-1]


def prefixed(iri: str, prefixes: dict[str, str] = PREFIXES) -> str:
    """An IRI as a prefixed name, for people and for compact JSON; the IRI itself where no prefix fits."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and (len(namespace) == cut or prefix == "kgr"):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def plain(text: str) -> Literal:
    """A string without language."""
    return Literal(_sound(text))


def words(text: str, language: str = "de") -> Literal:
    """A text in a language ("de", "de-AT"; the region is dropped)."""
    tag = re.match("[a-z]{2,3}(?![^_-])", language.lower())
    return Literal(_sound(text), language=tag[0] if tag else "und")


def integer(number: int) -> Literal:
    return Literal(str(number), datatype=term("xsd:integer"))


def decimal(number: Decimal) -> Literal:
    """A canonical xsd:decimal: no exponent, no trailing zeros, no negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text in ("-0", "") else text, datatype=term("xsd:decimal"))


def double(number: Decimal) -> Literal:
    """An xsd:double, written without an exponent."""
    return Literal(decimal(number).value, datatype=term("xsd:double"))


def number(text: str) -> Literal | None:
    """A canonical xsd:decimal, None where the text is no finite number."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    # A number with a huge exponent would be written out in millions of zeros.
    return decimal(value) if value.is_finite() and abs(value.adjusted()) < 1000 else None


def day(text: str) -> Literal | None:
    """A date as precise as it is: xsd:date, xsd:gYearMonth or xsd:gYear; None where it is no date."""
    form = DATE_FORMS.get(len(text))
    try:
        date.fromisoformat((text + "-01-01")[:10] if form == "gYear" else (text + "-01")[:10])
    except ValueError:
        return None
    if form is None or not text.isascii():
        return None
    return Literal(text, datatype=term(f"xsd:{form}"))


def _sound(text: str) -> str:
    """The text with each lone surrogate, which no encoding can write, replaced by U+FFFD; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)
