"""Dates in a clause, as precise as the text, resolved against the day of the article."""

from __future__ import annotations

import datetime

import pytest
from german import tagged
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.times import time_of

WEDNESDAY = "2025-11-12"


def when(notation: str, issued: str | None = WEDNESDAY, *, ahead: bool = False) -> str | None:
    doc, _ = tagged(notation)
    return time_of(doc, range(len(doc)), issued, ahead=ahead)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("am/APPRART 3./ADJA April/NN 2023/CARD", "2023-04-03"),
        ("im/APPRART April/NN 2023/CARD", "2023-04"),
        ("im/APPRART Jahr/NN 2023/CARD", "2023"),
        ("2023/CARD verbot/VVFIN China/NE es/PPER", "2023"),
        ("seit/APPR 2023/CARD gilt/VVFIN es/PPER", "2023"),
        ("Ende/NN 2023/CARD", "2023"),
        # the day's own year, or the last one that had this month
        ("im/APPRART Oktober/NN", "2025-10"),
        ("im/APPRART November/NN", "2025-11"),
        ("im/APPRART Dezember/NN", "2024-12"),
        ("am/APPRART 3./ADJA Oktober/NN", "2025-10-03"),
        # the last day of that name; today's own name is today
        ("am/APPRART Montag/NN", "2025-11-10"),
        ("am/APPRART Mittwoch/NN", "2025-11-12"),
        ("am/APPRART Donnerstag/NN", "2025-11-06"),
        ("am/APPRART Montagabend/NN", "2025-11-10"),
        ("am/APPRART vergangenen/ADJA Mittwoch/NN", "2025-11-05"),
        ("am/APPRART kommenden/ADJA Freitag/NN", "2025-11-14"),
        ("am/APPRART kommenden/ADJA Mittwoch/NN", "2025-11-19"),
        # the first of two counts
        ("am/APPRART Montag/NN und/KON im/APPRART Oktober/NN", "2025-11-10"),
        # a number that counts something is no year
        ("rund/ADV 2000/CARD Tonnen/NN", None),
        pytest.param(
            *("2000/CARD Tonnen/NN", None),
            marks=pytest.mark.xfail(strict=True, reason="a count that opens its clause is taken for a year"),
        ),
        ("am/APPRART 31./ADJA Februar/NN", None),
        ("ohne/APPR Datum/NN", None),
    ],
)
def test_what_has_been(notation: str, expected: str | None) -> None:
    assert when(notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("im/APPRART Dezember/NN", "2025-12"),
        ("im/APPRART Oktober/NN", "2026-10"),
        ("am/APPRART Montag/NN", "2025-11-17"),
        ("am/APPRART Donnerstag/NN", "2025-11-13"),
    ],
)
def test_what_is_to_come(notation: str, expected: str) -> None:
    assert when(notation, ahead=True) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (None, (None, None, "2023")),
        ("gestern", (None, None, "2023")),
        ("2025", ("2025-10", None, "2023")),
        ("2025-11", ("2025-10", None, "2023")),
    ],
)
def test_without_the_day_only_what_the_text_says(issued: str | None, expected: tuple) -> None:
    assert when("im/APPRART Oktober/NN", issued) == expected[0]
    assert when("am/APPRART Montag/NN", issued) == expected[1]
    assert when("im/APPRART Jahr/NN 2023/CARD", issued) == expected[2]


DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()


@given(st.dates(datetime.date(1990, 1, 8), datetime.date(2060, 1, 1)), st.sampled_from(DAYS), st.booleans())
def test_a_weekday_is_never_a_week_away(day: datetime.date, name: str, ahead: bool) -> None:
    found = when(f"am/APPRART {name}/NN", day.isoformat(), ahead=ahead)
    assert found is not None
    other = datetime.date.fromisoformat(found)
    assert other.weekday() == DAYS.index(name)
    assert 0 <= (other - day).days * (1 if ahead else -1) < 7


def test_no_words_no_date() -> None:
    doc, _ = tagged("im/APPRART April/NN")
    assert time_of(doc, [], WEDNESDAY) is None
