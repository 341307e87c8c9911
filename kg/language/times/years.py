"""Which four figures are a year, and the years that stand behind months and seasons: "Mai vergangenen Jahres"."""

from __future__ import annotations

from dataclasses import replace

from .values import Point
from .words import ARTICLES, Text

Read = tuple[int, Point]
_COUNTED = frozenset(
    "angestellte arbeiter arbeitsplätze autos barrel beschäftigte beschäftigten besucher chips demonstranten "
    "dollar einheiten einwohner euro exemplare fahrzeuge fass firmen fuß gigawatt grad gäste hektar jahre jahren "
    "jobs kilogramm kilometer kilowattstunden kunden leute liter mal mann mark megawatt meilen menschen meter "
    "milliarden millionen mitarbeiter mitarbeiterinnen opfer personen prozent quadratmeter seiten soldaten "
    "stellen stück tonne tonnen tote uhr unternehmen unzen us-dollar verletzte volt watt wörter yen yuan zoll "
    "zuschauer".split()
)
_ABOUT = frozenset("rund etwa ungefähr circa ca über fast knapp gut nur weitere mindestens bis zu als die den".split())
_YEARLY = frozenset("in seit jahr jahre jahren jahres bis ab vor nach von für um anno jahrgang zwischen und".split())


def year_behind(text: Text, i: int) -> Read | None:
    """The year that stands behind a month, season or quarter: "2025", "des Jahres 2025", "vergangenen Jahres"."""
    year = text.year(i)
    if year is not None and not (text.text(i + 1) == "." and text.joined(i + 1) and text.any(i + 2, "tonnen")):
        return i + 1, Point(year=year)
    j = i + 1 if text.any(i, "des", "im") else i
    if text.any(j, "jahres", "jahr", "jahre") and (j > i or text.year(j + 1) is not None):
        year = text.year(j + 1)
        return (j + 2, Point(year=year)) if year is not None else (j + 1, Point(step=("Y", 0)))
    shift = text.get(j, "shift")
    if shift is not None and text.get(j + 1, "unit") == "Y" and (text.low(j + 1).endswith("s") or j > i):
        return j + 2, Point(step=("Y", int(shift)))
    if text.get(j, "day") == "Y-1":
        return j + 1, Point(step=("Y", -1))
    return None


def with_year(text: Text, i: int, point: Point) -> Read:
    """A point with the year that stands at an index, if one does; the index behind."""
    behind = year_behind(text, i)
    if behind is None:
        return i, point
    return behind[0], replace(point, year=behind[1].year, step=behind[1].step)


def is_year(text: Text, i: int) -> bool:
    """Whether four figures stand for a year: by what is before, what is counted behind, how round they are."""
    year = text.year(i) or 0
    before, behind = text.low(i - 1), text.low(i + 1)
    if behind in _COUNTED or (text.joined(i) and text.text(i - 1) not in "([„“»«\"'/–-‑") or behind in ("€", "$", "%"):
        return False
    if text.joined(i + 1) and behind[:1].isalpha():
        return False  # "1990er" is read before, "2000er" is a model
    if text.text(i - 1) == "-" and text.joined(i) and i > 1 and text.joined(i - 1) and not text.year(i - 2):
        return False  # "Falcon-2000"
    if text.means(i - 1).keys() & {"month", "season", "phase", "holiday"} or before in _YEARLY - {"um", "und", "für"}:
        return True
    counts = text.text(i + 1)[:1].isupper() and text.text(i + 1)[1:2].islower()
    if before in _ABOUT and (year % 100 == 0 or (counts and before not in ("den", "die"))):
        return False
    if before in ARTICLES and text.text(i + 1)[:1].isupper():
        return False  # "die 2400 Plätze"
    return not (counts and (year % 50 == 0 or (year < 1900 and year % 10 == 0))) and year >= 1000
