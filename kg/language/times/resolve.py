"""What an expression means on the day it is told: TIMEX3 values from the article's date and the date before.

Source of the method: HeidelTime's resolution of underspecified values (Strötgen and Gertz 2013), with tense as in
TimeML's guidelines; the calendar's weeks are those of ISO 8601.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from .lengths import length_value
from .values import Fixed, Length, Point, Value

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Setting:
    """What relative words are relative to. `issued`: the article's date as (year, month, day), shorter where less is
    known, empty where nothing is. `before`: the last date in the text, likewise. `told`: that date, where the text is
    in the middle of telling of it. `around`: what a bare month lies next to, the article's date or for want of it the
    date before. `tense`: -1 what was, 1 what is or will be, 0 unknown; `still`: what is so, not what
    happens; `nearest`: a bare month may as well be over.
    """

    issued: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    around: tuple[int, ...] = ()
    tense: int = 0
    still: bool = False
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """The value of an expression, the date that it leads to, and its modifier."""

    value: str | None
    date: str | None = None
    mod: str = ""


def parts_of(iso: str | None) -> tuple[int, ...]:
    """An ISO date, year-month or year as numbers; empty for anything else."""
    numbers = (iso or "").split("-")
    if not 1 <= len(numbers) <= 3 or not all(n.isdecimal() for n in numbers) or len(numbers[0]) != 4:
        return ()
    try:
        date(*(int(n) for n in (*numbers, "1", "1")[:3]))
    except ValueError:
        return ()
    return tuple(int(n) for n in numbers)


def meant(value: Value, setting: Setting) -> Meant:
    """What an expression means in a setting; its value is None where the setting lacks what it is relative to."""
    match value:
        case Fixed():
            if value.value == "TODAY":
                return _today(setting)
            return Meant(value.value, iso(setting.before) if value.last else None)
        case Length():
            base = setting.before if value.last else setting.issued
            led = _led(base, value) if value.away else None
            return Meant(length_value(value.parts), led, value.mod)
        case Point():
            found = _point(value, setting)
            return Meant(found, None, value.phase)


def iso(parts: tuple[int, ...]) -> str | None:
    """The numbers of a date as ISO text."""
    return "-".join(f"{n:04}" if k == 0 else f"{n:02}" for k, n in enumerate(parts)) or None


def _today(setting: Setting) -> Meant:
    """ "heute" that tells of what happens is the day; of what is so, our days."""
    return Meant("PRESENT_REF") if setting.still else Meant(iso(setting.issued))


def _led(base: tuple[int, ...], length: Length) -> str | None:
    """Where a length leads from a date, as precise as its unit: "vor zwei Jahren" to a year."""
    if not base or any(number is None for number, _ in length.parts):
        return None
    number, unit = length.parts[-1]
    if len(length.parts) > 1 or number is None or number != int(number):
        return None
    return stepped(base, unit, length.away * int(number))


def stepped(base: tuple[int, ...], unit: str, n: int) -> str | None:
    """The year, month, week, day … that lies `n` units from a date; None where the date is too coarse for it."""
    year = base[0]
    try:
        if unit in ("Y", "DE", "CE"):
            years = n * {"Y": 1, "DE": 10, "CE": 100}[unit]
            text = f"{date(year + years, 1, 1).year:04}"
            return text if unit == "Y" else text[:3] if unit == "DE" else text[:2]
        if len(base) < 2:
            return None
        months = year * 12 + base[1] - 1
        if unit == "M":
            return f"{(months + n) // 12:04}-{(months + n) % 12 + 1:02}"
        if unit == "Q":
            quarters = months // 3 + n
            return f"{quarters // 4:04}-Q{quarters % 4 + 1}"
        if unit == "H":
            halves = months // 6 + n
            return f"{halves // 2:04}-H{halves % 2 + 1}"
        if len(base) < 3:
            return None
        day = date(*base)
        if unit == "D":
            return (day + timedelta(days=n)).isoformat()
        if unit in ("W", "WE"):
            week = (day + timedelta(weeks=n)).isocalendar()
            return f"{week.year:04}-W{week.week:02}" + ("-WE" if unit == "WE" else "")
    except (ValueError, OverflowError):
        return None
    return None


def _point(point: Point, setting: Setting) -> str | None:
    if point.weekday is not None and point.day is None:
        day = _weekday(point, setting)
        return day + point.part if day else None
    if point.clock or (point.part and point.step is None and point.month is None):
        base = setting.told if len(setting.told) == 3 else setting.issued
        return (iso(base) or "") + (point.part or point.clock) if len(base) == 3 else None
    if point.century is not None:
        return f"{point.century:02}"
    if point.decade is not None:
        return f"{point.decade:03}"
    if point.month is not None:
        return _month(point, setting)
    if point.every:
        return f"XXXX-{point.season}"
    if point.season or point.quarter or point.half or point.holiday:
        return _part_of_year(point, setting)
    if point.step is not None:
        unit, n = point.step
        base = setting.before if point.last else setting.issued
        if unit == "MON":
            return None
        found = stepped(base, unit, n) if base else None
        return found + point.part if found and point.part else found
    return f"{point.year:04}" if point.year is not None else None


def _weekday(point: Point, setting: Setting) -> str | None:
    """ "Montag" is the last one or, of what is to come, the next; today's name is today."""
    base = setting.told if len(setting.told) == 3 else setting.issued
    if len(base) != 3:
        return None
    day = date(*base)
    back = (day.isoweekday() - (point.weekday or 1)) % 7
    on = (7 - back) % 7
    if point.step is not None:
        n = point.step[1]
        days = {-1: -(back or 7), 1: on or 7, 0: on, -2: -(back or 7) - 7, 2: (on or 7) + 7}[n]
    elif base == setting.told != setting.issued:
        days = on
    else:
        days = on if setting.tense > 0 else -back
    return (day + timedelta(days=days)).isoformat()


def _year_of(point: Point, setting: Setting) -> int | None:
    """The year that the words give, if only as "vergangenen Jahres"."""
    if point.year is not None:
        return point.year
    if point.step is not None and point.step[0] == "Y" and setting.issued:
        return setting.issued[0] + point.step[1]
    return None


def _month(point: Point, setting: Setting) -> str | None:
    month = point.month or 1
    year = _year_of(point, setting)
    if year is None and (point.step is None or point.step[0] != "Y"):
        n = point.step[1] if point.step is not None else None
        year = _near_year(point.upto or month, point.day, setting, n)
        if year is not None and point.upto is not None:
            year -= month > point.upto
    if year is None:
        return None
    if point.day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= point.day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{point.day:02}{point.part}"


def _near_year(month: int, day: int | None, setting: Setting, n: int | None) -> int | None:
    """The year of a bare month: that of the date told of, else the last, or the next of what is to come."""
    if setting.told and n is None:
        later = len(setting.told) > 1 and month < setting.told[1]
        return setting.told[0] + later
    if not setting.around:
        return None
    year = setting.around[0]
    if len(setting.around) < 2:
        return year
    now: tuple[int, ...] = setting.around[1:]
    own: tuple[int, ...] = (month,) if day is None or len(now) < 2 else (month, day)
    now = now[: len(own)]
    if n is not None and n != 0:
        nearest = year + (own <= now) if n > 0 else year - (own >= now)
        return nearest + (n - 1 if n > 0 else n + 1)
    if n == 0:
        return year
    if setting.nearest:
        months = own[0] - now[0]
        return year + (months < -6) - (months > 6)
    return year + (own < now) if setting.tense > 0 else year - (own > now)


def _part_of_year(point: Point, setting: Setting) -> str | None:
    """Seasons, quarters, halves and holidays: of the year given, else the last begun or, to come, the next."""
    year = _year_of(point, setting)
    if point.season:
        mark, month = point.season, _SEASON_MONTH[point.season]
    elif point.quarter:
        mark, month = f"Q{point.quarter}", point.quarter * 3 - 2
    elif point.half:
        mark, month = f"H{point.half}", point.half * 6 - 5
    else:
        mark, month = "", 12
    if not mark:
        return _holiday(point, year, setting)
    if year is None:
        n = point.step[1] if point.step is not None and point.step[0] == "SEA" else None
        year = _season_year(month, 3 if not point.half else 6, setting, n)
    return f"{year:04}-{mark}" if year is not None else None


def _season_year(month: int, months: int, setting: Setting, n: int | None) -> int | None:
    """The year of a season that begins in a month: over or begun of what was, running or next of what will be."""
    if setting.told and n is None:
        return setting.told[0]
    if not setting.around:
        return None
    year = setting.around[0]
    if len(setting.around) < 2:
        return year
    now = setting.around[1]
    if n is not None and n > 0:
        return year + (month <= now)
    if n is not None and n < 0:
        return year - (month + months - 1 >= now)
    if setting.tense > 0:
        return year + (month + months <= now)
    return year - (month > now)


def _holiday(point: Point, year: int | None, setting: Setting) -> str | None:
    if year is None:
        if not setting.around:
            return None
        year = setting.around[0]
        if len(setting.around) == 3:
            own, today = _holiday_in(point.holiday, year), date(*setting.around)
            if own is not None:
                year += own < today - timedelta(days=14) if setting.tense > 0 else 0
                year -= own > today if setting.tense < 1 else 0
    found = _holiday_in(point.holiday, year)
    return found.isoformat() if found is not None else None


def _holiday_in(name: str, year: int) -> date | None:
    if not 1583 <= year <= 4000:
        return None
    if name.startswith("E"):
        return easter(year) + timedelta(days=int(name[1:]))
    return date(year, int(name[:2]), int(name[3:]))


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year. Source: Meeus/Jones/Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
