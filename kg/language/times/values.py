"""What an expression of time says, before it is known which day it is told on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar: what the words name of it; the rest stays None.

    `step`: (unit, how many on or back) where it is counted, from the article's day or, with `last`, from the date
    before in the text. `decade`: 199 are the 1990s; `century`: 19 are the 1900s. `weekday`: 1 is Monday. `part`: TMO,
    TAF …; `clock`: T14:30. `holiday`: MM-DD, or E and days from Easter. `phase`: START, MID, END of it.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    half: int | None = None
    quarter: int | None = None
    season: str = ""
    decade: int | None = None
    century: int | None = None
    part: str = ""
    clock: str = ""
    holiday: str = ""
    phase: str = ""
    step: tuple[str, int] | None = None
    last: bool = False
    every: bool = False
    upto: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """How long: (how many, unit) parts in order, None for an unknown number; units as in TIMEX3, TH TM TS of the clock.

    `away`: -1 or 1 where it leads from one point to another ("vor zwei Jahren", "zwei Tage später"), `last`: from the
    date before in the text.
    """

    parts: tuple[tuple[Decimal | None, str], ...]
    mod: str = ""
    away: int = 0
    last: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no day: how often (P1Y, XXXX-WXX-1), or a mere word (PAST_REF); TODAY is the day or our days.

    `last`: means the date before.
    """

    value: str
    last: bool = False


Value = Point | Length | Fixed


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in the words of a text, half-open; `kind` is DATE, TIME, DURATION or SET."""

    first: int
    last: int
    kind: str
    value: Value


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that tells when, how long or how often. Offsets are code points, half-open.

    `kind`: DATE, TIME, DURATION, SET. `value`: as TIMEX3 has it (2025-10, 2025-Q3, P90D, XXXX-WXX-1, PAST_REF); None
    where the text does not tell and the article has no date. `date`: what a length leads to ("vor zwei Jahren"), or a
    word points back to ("damals"). `mod`: START, MID, END, APPROX … `lead`: the prepositions before it.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str | None
    mod: str = ""
    date: str | None = None
    lead: str = ""

    @property
    def iso(self) -> str | None:
        """The day, month or year it lies in as ISO text, where it is exactly one; else None."""
        value = self.date if self.date is not None else self.value if self.kind in ("DATE", "TIME") else None
        return exact(value)


def exact(value: str | None) -> str | None:
    """A TIMEX3 value as ISO date, year-month or year; None for weeks, quarters, seasons, decades, mere words."""
    if value is None:
        return None
    front = value.partition("T")[0]
    plain = len(front) in (4, 7, 10) and front.replace("-", "").isdecimal() and front.count("-") == len(front) // 3 - 1
    return front if plain else None
