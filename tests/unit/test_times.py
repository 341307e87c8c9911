"""Expressions of time: what is found where, and what it means on the day of the article."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.times import TimeExpression, exact, expressions
from kg.language.times.resolve import easter
from kg.language.times.tense import Tense

WEDNESDAY = "2025-11-12"
WAS, WILL = Tense(-1), Tense(1)


def read(text: str, issued: str | None = WEDNESDAY, tense: Tense = WAS) -> list[TimeExpression]:
    return list(expressions(text, issued, lambda offset: tense))


def said(text: str, issued: str | None = WEDNESDAY, tense: Tense = WAS) -> list[str]:
    """ "words = value" of each, with the date that it leads to."""
    return [f"{t.text} = {t.value}{f' → {t.date}' if t.date else ''}" for t in read(text, issued, tense)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 12. Februar 2026", "12. Februar 2026 = 2026-02-12"),
        ("am 12.2.2026", "12.2.2026 = 2026-02-12"),
        ("der 12.02.26", "12.02.26 = 2026-02-12"),
        ("seit 2026-02-12 gilt", "2026-02-12 = 2026-02-12"),
        ("am Montag, dem 3. April 2023,", "Montag, dem 3. April 2023 = 2023-04-03"),
        ("im April 2023", "April 2023 = 2023-04"),
        ("im Jahr 2023", "Jahr 2023 = 2023"),
        ("2023 verbot China es", "2023 = 2023"),
        ("Ende 2027", "Ende 2027 = 2027"),
        ("Anfang April", "Anfang April = 2025-04"),
        ("Mitte August 2024", "Mitte August 2024 = 2024-08"),
        ("in den 1990er Jahren", "den 1990er Jahren = 199"),
        ("der neunziger Jahre", "der neunziger Jahre = 199"),
        ("im Herbst 2024", "Herbst 2024 = 2024-FA"),
        ("im dritten Quartal 2025", "dritten Quartal 2025 = 2025-Q3"),
        ("im ersten Halbjahr", "ersten Halbjahr = 2025-H1"),
        ("in der zweiten Jahreshälfte 2024", "der zweiten Jahreshälfte 2024 = 2024-H2"),
        ("im 19. Jahrhundert", "19. Jahrhundert = 18"),
        ("Ende des Jahres", "Ende des Jahres = 2025"),
        ("Anfang kommenden Jahres", "Anfang kommenden Jahres = 2026"),
        ("im Mai vergangenen Jahres", "Mai vergangenen Jahres = 2024-05"),
        ("im Geschäftsjahr 2024/25", "Geschäftsjahr 2024/25 = 2024"),
        ("am 31. Februar 2024", "31. Februar 2024 = None"),
        # relative to the day of the article
        ("heute", "heute = 2025-11-12"),
        ("gestern Abend", "gestern Abend = 2025-11-11TEV"),
        ("übermorgen", "übermorgen = 2025-11-14"),
        ("am Montagabend", "Montagabend = 2025-11-10TEV"),
        ("am Mittwoch", "Mittwoch = 2025-11-12"),
        ("am vergangenen Mittwoch", "vergangenen Mittwoch = 2025-11-05"),
        ("am kommenden Mittwoch", "kommenden Mittwoch = 2025-11-19"),
        ("im vergangenen Monat", "vergangenen Monat = 2025-10"),
        ("im Vorjahr", "Vorjahr = 2024"),
        ("kommende Woche", "kommende Woche = 2025-W47"),
        ("in diesem Jahr", "diesem Jahr = 2025"),
        ("im Oktober", "Oktober = 2025-10"),
        ("im Dezember", "Dezember = 2024-12"),
        ("vor zwei Jahren", "zwei Jahren = P2Y → 2023"),
        ("vor drei Tagen", "drei Tagen = P3D → 2025-11-09"),
        ("in drei Wochen", "drei Wochen = P3W → 2025-W49"),
        ("nach Ostern 2024", "Ostern 2024 = 2024-03-31"),
        ("um 14.30 Uhr", "14.30 Uhr = 2025-11-12T14:30"),
        # how long, how often
        ("für 90 Tage", "90 Tage = P90D"),
        ("zweitägige Gespräche", "zweitägige = P2D"),
        ("die 90-tägige Pause", "die 90-tägige = P90D"),
        ("drei Jahre lang", "drei Jahre lang = P3Y"),
        ("jahrelang", "jahrelang = PXY"),
        ("seit mehr als 20 Jahren", "mehr als 20 Jahren = P20Y → 2005"),
        ("ein halbes Jahr", "ein halbes Jahr = P6M"),
        ("drei Jahre und vier Monate", "drei Jahre und vier Monate = P3Y4M"),
        ("in den vergangenen Jahren", "den vergangenen Jahren = PXY"),
        ("jährlich", "jährlich = P1Y"),
        ("jeden Montag", "jeden Montag = XXXX-WXX-1"),
        ("pro Jahr", "pro Jahr = P1Y"),
        ("alle vier Jahre", "alle vier Jahre = P4Y"),
        ("500 Tonnen im Jahr", "im Jahr = P1Y"),
    ],
)
def test_what_has_been(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("im Dezember", "Dezember = 2025-12"),
        ("im Oktober", "Oktober = 2026-10"),
        ("am Montag", "Montag = 2025-11-17"),
        ("am Mittwoch", "Mittwoch = 2025-11-12"),
        ("am 1. August", "1. August = 2026-08-01"),
        ("im Sommer", "Sommer = 2026-SU"),
    ],
)
def test_what_is_to_come(text: str, expected: str) -> None:
    assert said(text, tense=WILL) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "rund 2000 Tonnen",
        "2000 Tonnen",
        "über 1900 Menschen",
        "die Falcon-2000",
        "ein drei Jahre altes Werk",
        "der 54-jährige Manager",
        "der 54-Jährige",
        "der Bundestag",
        "seither schweigt er",
        "er kommt früher als Xi",
        "1.50.0",
    ],
)
def test_what_tells_no_time(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 3. Mai 2024 kam er. Zwei Tage später ging er.", "Zwei Tage später = P2D → 2024-05-05"),
        ("Am 3. Mai 2024 kam er. Am selben Tag ging er.", "selben Tag = 2024-05-03"),
        ("Im Mai 2023 kam er. Damals schwieg Xi.", "Damals = PAST_REF → 2023-05"),
        ("Im April 2023 kam er. Im Oktober ging er.", "Oktober = 2023-10"),
        ("Im April 2023 kam er.\nIm Oktober ging er.", "Oktober = 2025-10"),
        ("Das Abkommen von 2020 galt. Im Oktober endete es.", "Oktober = 2025-10"),
    ],
)
def test_the_date_before(text: str, expected: str) -> None:
    assert said(text)[1] == expected


@pytest.mark.parametrize(
    ("issued", "october", "monday"),
    [
        (None, None, None),
        ("gestern", None, None),
        ("2025", "2025-10", None),
        ("2025-11", "2025-10", None),
        ("2025-11-12", "2025-10", "2025-11-10"),
    ],
)
def test_without_the_day_only_what_the_text_says(issued: str | None, october: str | None, monday: str | None) -> None:
    assert [t.value for t in read("im Oktober", issued)] == [october]
    assert [t.value for t in read("am Montag", issued)] == [monday]
    assert [t.value for t in read("im Jahr 2023", issued)] == ["2023"]


def test_today_is_our_days_where_it_tells_of_a_state() -> None:
    assert said("Heute", tense=Tense(1, still=True)) == ["Heute = PRESENT_REF"]
    assert said("der Chip von morgen") == ["morgen = FUTURE_REF"]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("seit 2020", "seit"),
        ("ab dem 1. August 2025", "ab"),
        ("bis November 2026", "bis"),
        ("bis zum 10. August 2025", "bis zum"),
        ("2020", ""),
    ],
)
def test_the_preposition_before_it(text: str, lead: str) -> None:
    (time,) = read(text)
    assert time.lead.removesuffix(" dem") == lead


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025-11-12", "2025-11-12"),
        ("2025-11-12TEV", "2025-11-12"),
        ("2025-11", "2025-11"),
        ("2025", "2025"),
        ("2025-Q3", None),
        ("2025-W12", None),
        ("2025-FA", None),
        ("199", None),
        ("PAST_REF", None),
        ("XXXX-12", None),
        (None, None),
    ],
)
def test_only_what_is_exact_is_a_date(value: str | None, iso: str | None) -> None:
    assert exact(value) == iso


DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
DATES = st.dates(datetime.date(1950, 1, 8), datetime.date(2060, 1, 1))


@given(DATES, st.sampled_from(DAYS), st.booleans())
def test_a_weekday_is_never_a_week_away(day: datetime.date, name: str, ahead: bool) -> None:
    (found,) = read(f"am {name}", day.isoformat(), WILL if ahead else WAS)
    other = datetime.date.fromisoformat(found.value or "")
    assert other.weekday() == DAYS.index(name)
    assert 0 <= (other - day).days * (1 if ahead else -1) < 7


@given(DATES, DATES)
def test_a_whole_date_is_itself_on_any_day(day: datetime.date, issued: datetime.date) -> None:
    words = f"am {day.day}. {MONTHS[day.month - 1]} {day.year}"
    figures = f"am {day.day}.{day.month}.{day.year}"
    for text in (words, figures, f"am {day.isoformat()}"):
        (found,) = read(text, issued.isoformat())
        assert found.value == day.isoformat() == found.iso
        assert found.text == text.removeprefix("am ")


PIECES = st.sampled_from(
    "am im seit bis vor ab 3. 2024 Mai Montag heute zwei Jahren Jahre Anfang Ende des der Tage später , . \n\n jeden "
    "Quartal ersten Prozent halbes mehr als rund 12.2. 14 Uhr 1990er – kommenden vergangenen 2024/25 Damals".split(" ")
)


@given(st.lists(PIECES, max_size=25).map(" ".join), st.sampled_from([None, "2024", WEDNESDAY]))
def test_offsets_cut_out_the_words_and_none_overlaps(text: str, issued: str | None) -> None:
    edge = 0
    for time in read(text, issued):
        assert edge <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text == time.text.strip()
        edge = time.end


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    read(text)


@given(st.lists(st.tuples(st.sampled_from(["am Montag", "im Mai 2020", "im Oktober"]), DATES), max_size=4))
def test_the_dates_of_two_articles_never_mix(articles: list[tuple[str, datetime.date]]) -> None:
    alone = {(text, day): said(text, day.isoformat()) for text, day in articles}
    assert all(said(text, day.isoformat()) == alone[text, day] for text, day in reversed(articles))


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert datetime.date(year, 3, 22) <= day <= datetime.date(year, 4, 25)
