"""German numbers, in figures and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.numbers import figure, numbers, plain

ONES = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn".split()
ONES += "siebzehn achtzehn neunzehn".split()
TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()


def spelled(n: int) -> str:
    """A number under a million in words."""
    if n >= 1000:
        return spelled(n // 1000) + "tausend" + (spelled(n % 1000) if n % 1000 else "")
    if n >= 100:
        return ONES[n // 100] + "hundert" + (spelled(n % 100) if n % 100 else "")
    if n < 20:
        return ONES[n]
    return (ONES[n % 10] + "und" if n % 10 else "") + TENS[n // 10 - 2]


@given(st.integers(0, 999_999))
def test_words_and_numbers_round_trip(n: int) -> None:
    assert numbers().value(spelled(n)) == n
    assert numbers().value(spelled(n).capitalize()) == n


@given(st.decimals(0, 10**12, places=2))
def test_figures_round_trip(value: Decimal) -> None:
    german = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert figure(german) == value
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = numbers().value(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zweihundertfünfzig", "250"),
        ("neunzehnhundertneunundachtzig", "1989"),
        ("hunderttausend", "100000"),
        ("anderthalb", "1.5"),
        ("zweieinhalb", "2.5"),
        ("eine", "1"),
        ("beiden", "2"),
        ("Dutzend", "12"),
        ("18.125", "18125"),
        ("1.200,5", "1200.5"),
        ("6,7", "6.7"),
        ("1.50.0", None),
        ("zwanzigste", None),
        ("einhalb", None),
        ("Hundertschaft", None),
        ("undzwanzig", None),
        ("", None),
    ],
)
def test_what_is_a_number(text: str, value: str | None) -> None:
    assert numbers().value(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(("text", "scale"), [("Mrd.", 10**9), ("mio", 10**6), ("Billionen", 10**12), ("Dollar", None)])
def test_scales(text: str, scale: int | None) -> None:
    assert numbers().scale(text) == scale
