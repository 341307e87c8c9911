"""Calendar dates: "12. Februar 2026", "Anfang April", "im dritten Quartal 2025", "Ende des 19. Jahrhunderts".

Each reader takes the words and an index and gives the index behind what it read and its value, or None.
"""

from __future__ import annotations

from dataclasses import replace

from .values import Point
from .words import Text
from .years import Read, is_year, with_year, year_behind


def date_at(text: Text, i: int) -> Read | None:
    """A date that begins at a word, the longest way to read it."""
    for reader in (_phased, _figures, _weekday, _day, _month, _season, _quarter, _decade, _century, _holiday, _year):
        read = reader(text, i)
        if read is not None:
            return read
    return None


def _phased(text: Text, i: int) -> Read | None:
    """ "Anfang April", "Ende des Jahres", "Mitte der siebziger Jahre", "Ende vergangener Woche"."""
    phase = text.get(i, "phase")
    if phase is None or text.low(i - 1) in ("frühen", "späten"):
        return None
    j = i + 1
    if text.any(j, "des", "der", "dieses", "dieser", "den", "vom"):
        j += 0 if text.low(j).startswith("dies") else 1
    inner = date_at(text, j) if text.get(j, "phase") is None else None
    if inner is None:
        inner = step_at(text, j)
    if inner is None and j > i + 1 and text.get(j, "unit") in ("Y", "M", "W"):
        inner = (j + 1, Point(step=(text.means(j)["unit"], 0)))
        named = year_behind(text, j) if text.get(j, "unit") == "Y" else None
        inner = named or inner
    if inner is None or inner[1].phase:
        return None
    return inner[0], replace(inner[1], phase=phase)


def step_at(text: Text, i: int) -> Read | None:
    """What is counted from the day of the article: "vergangenen Monat", "kommenden Freitag", "diesem Sommer"."""
    shift = text.get(i, "shift")
    after = text.get(i, "after")
    if shift is None and after is None:
        return _dayshift(text, i)
    n = int(shift if shift is not None else after or 0)
    last = shift is None
    unit = text.get(i + 1, "unit")
    if unit in ("Y", "M", "W", "D", "DE", "CE", "Q", "H", "WE") and not text.low(i).endswith("ens"):
        if _plural(text, i):
            return None  # "in den vergangenen Monaten" is a length
        if unit == "D" and shift is not None:
            last = n == 1 and text.low(i).startswith("nächst")
            if n == -1 or not last and n != 0:
                return None
        return i + 2, Point(step=(unit, n), last=last)
    if text.low(i) in ("letzten", "letzte") and text.get(i + 1, "weekday") is None and text.get(i + 1, "month") is None:
        return None if text.get(i + 1, "season") is None else _stepped(text, i, n, last)
    return _stepped(text, i, n, last)


def _plural(text: Text, i: int) -> bool:
    """ "diese Jahre", "den vergangenen Wochen"; "im nächsten Jahre" is one."""
    adjective, noun = text.low(i), text.low(i + 1)
    if noun in ("jahre", "monate", "tage", "quartale", "jahrzehnte"):
        return adjective.endswith("e")
    return noun.endswith("en") and noun != "wochen" and adjective.endswith("en") or noun == "wochen"


def _stepped(text: Text, i: int, n: int, last: bool) -> Read | None:
    """ "kommenden Freitag", "vergangenen Oktober", "diesem Sommer": a name with a direction."""
    means = text.means(i + 1)
    if "weekday" in means:
        point = Point(weekday=int(means["weekday"]), part=means.get("within", ""), step=("WD", n), last=last)
        date = _day(text, i + 3 if text.text(i + 2) == "," else i + 2)
        return (date[0], replace(date[1], weekday=None)) if date is not None else (i + 2, point)
    if "month" in means:
        return i + 2, Point(month=int(means["month"]), step=("MON", n), last=last)
    if "season" in means:
        return i + 2, Point(season=means["season"], step=("SEA", n), last=last)
    if "part" in means and text.text(i + 1)[0].isupper():
        return i + 2, Point(part=means["part"], step=("D", n), last=last)
    return None


def _dayshift(text: Text, i: int) -> Read | None:
    """ "am heutigen Montag", "am gestrigen Abend", "dem heutigen Tag"."""
    shift = text.get(i, "dayshift")
    if shift is None:
        return None
    means = text.means(i + 1)
    point = Point(step=("D", int(shift)), part=means.get("part", "") or means.get("within", ""))
    named = "weekday" in means or means.get("unit") == "D" or "part" in means
    return (i + 2 if named else i + 1, point)


def _figures(text: Text, i: int) -> Read | None:
    """ "12.2.2026", "12.02.26", "am 12.2.", "2026-02-12"."""
    parts = text.text(i).split(".")
    if len(parts) == 3 and all(p.isdecimal() for p in parts) and len(parts[2]) in (2, 4):
        year = int(parts[2]) if len(parts[2]) == 4 else _century_of(int(parts[2]))
        return _valid(i + 1, Point(year=year, month=int(parts[1]), day=int(parts[0])))
    if len(parts) == 2 and all(p.isdecimal() and len(p) <= 2 for p in parts):
        ends = text.text(i + 1) == "." and text.joined(i + 1)
        if ends and text.any(i - 1, "am", "vom", "bis", "zum", "ab", "seit", "der", "den", "dem"):
            return _valid(i + 2, Point(month=int(parts[1]), day=int(parts[0])))
        return None
    year = text.year(i)
    if year is not None and text.text(i + 1) == "-" and text.joined(i + 1) and text.text(i + 3) == "-":
        month, day = text.whole(i + 2, 1, 12), text.whole(i + 4, 1, 31)
        if month and day and text.joined(i + 2) and text.joined(i + 3) and text.joined(i + 4):
            return _valid(i + 5, Point(year=year, month=month, day=day))
    return None


def _century_of(short: int) -> int:
    return short + (2000 if short < 70 else 1900)


def _valid(end: int, point: Point) -> Read | None:
    fits = point.month is None or (1 <= point.month <= 12 and (point.day is None or 1 <= point.day <= 31))
    return (end, point) if fits else None


def _weekday(text: Text, i: int) -> Read | None:
    """ "Montag", "Montagabend", "Montag, 17. Februar", "Montag, dem 17. Februar"."""
    means = text.means(i)
    if "weekday" not in means:
        return None
    j = i + 2 if text.text(i + 1) == "," else i + 1
    j += text.any(j, "dem", "den", "der")
    date = _day(text, j) or _figures(text, j)
    if date is not None and date[1].day:
        return date[0], replace(date[1], part=means.get("within", ""))
    part = means.get("within", "")
    end = i + 1
    if not part and "part" in text.means(end) and text.text(end) not in ("Morgen",):
        part, end = text.means(end)["part"], end + 1
    return end, Point(weekday=int(means["weekday"]), part=part)


def _day(text: Text, i: int) -> Read | None:
    """ "12. Februar 2026", "12. bis 14. Februar", "ersten Mai", "3. Apr. 2024"; before "bis" the first day."""
    n = text.ordinal(i)
    if n is None or n[0] < 1:
        return None
    j = i + n[1]
    month = _month_name(text, j)
    if month is not None:
        end, point = with_year(text, month[0], Point(month=month[1], day=n[0]))
        return end, point
    if text.any(j, "bis", "und", "-", "–", "/", "oder") and n[1] == 2:
        k = j + 1 + text.any(j + 1, "zum")
        other = text.ordinal(k)
        month = _month_name(text, k + 2) if other is not None and other[1] == 2 else None
        if month is not None:
            _, point = with_year(text, month[0], Point(month=month[1], day=n[0]))
            return j, point
    return None


def _month_name(text: Text, i: int) -> tuple[int, int] | None:
    """(index behind, number) of a month's name or its short form with a full stop."""
    means = text.means(i)
    if "month" in means:
        return i + 1, int(means["month"])
    if "abbreviated" in means and text.text(i + 1) == "." and text.joined(i + 1):
        return i + 2, int(means["abbreviated"])
    return None


def _month(text: Text, i: int) -> Read | None:
    """ "April", "April 2025", "April vergangenen Jahres", "August/September"."""
    if "month" not in text.means(i):
        return None
    month = int(text.means(i)["month"])
    end, point = with_year(text, i + 1, Point(month=month))
    until = text.any(end, "bis", "–", "-", "/") or (text.any(end, "und") and text.any(i - 1, "zwischen"))
    other = text.get(end + 1, "month") if until and end == i + 1 else None
    if other is None:
        return end, point
    _, last = with_year(text, end + 2, Point(month=int(other)))  # "von Januar bis März 2025"
    year = last.year - (month > int(other)) if last.year is not None else None
    return end, replace(point, year=year, step=last.step, upto=int(other))


def _season(text: Text, i: int) -> Read | None:
    """ "Herbst 2025", "Frühjahr", "Winter 2024/25"."""
    means = text.means(i)
    if "season" not in means or "seasonal" in means:
        return None
    end, point = with_year(text, i + 1, Point(season=means["season"]))
    if end == i + 1 and text.any(i - 1, "der", "den", "ein", "kein", "einen", "keinen"):
        point = replace(point, every=True)  # "der Sommer ist warm"
    if point.year is not None and text.text(end) == "/" and text.joined(end) and text.whole(end + 1, 0, 99) is not None:
        end += 2
    return end, point


def _quarter(text: Text, i: int) -> Read | None:
    """ "dritten Quartal 2025", "ersten Halbjahr", "zweiten Jahreshälfte", "Q3 2025", "Schlussquartal"."""
    means = text.means(i)
    if "quarter" in means:
        return with_year(text, i + 1, Point(quarter=int(means["quarter"])))
    if text.text(i) in ("Q", "H") and text.joined(i + 1) and (n := text.whole(i + 1, 1, 4)):
        short = Point(quarter=n) if text.text(i) == "Q" else Point(half=n)
        return with_year(text, i + 2, short) if text.text(i) == "Q" or n < 3 else None
    number = text.ordinal(i, 4)
    if number is None:
        return None
    j = i + number[1]
    j += text.any(j, "geschäftlichen")
    n = number[0]
    if text.get(j, "unit") == "Q" or text.low(j) in ("geschäftsquartal", "fiskalquartal"):
        return with_year(text, j + 1, Point(quarter=4 if n == -1 else n))
    if text.get(j, "unit") == "H" and n in (1, 2):
        return with_year(text, j + 1, Point(half=n))
    if "half" in text.means(j) and n in (1, 2):
        end, point = with_year(text, j + 1, Point(half=n))
        return (end, point) if text.low(j) != "hälfte" or end > j + 1 else None
    return None


def _decade(text: Text, i: int) -> Read | None:
    """ "1990er Jahre", "90er-Jahre", "neunziger Jahren", "frühen 1990er Jahren"."""
    phase = text.get(i, "phase") if text.any(i, "frühen", "späten") else None
    j = i + 1 if phase else i
    value = None
    if (n := text.whole(j, 10, 2090)) is not None and n % 10 == 0 and text.joined(j + 1):
        behind = text.low(j + 1)
        if behind in ("er", "ern") and (n > 100 or text.get(j + 2, "unit") == "Y"):
            value, end = n, j + 3 if text.get(j + 2, "unit") == "Y" else j + 2
        elif behind in ("er-jahre", "er-jahren"):
            value, end = n, j + 2
    elif text.low(j).endswith("ziger") or text.low(j).endswith("ßiger"):
        tens = text.number_of(text.low(j)[:-2])
        if tens and text.get(j + 1, "unit") == "Y":
            value, end = tens, j + 2
    elif text.low(j).endswith(("zigerjahre", "zigerjahren", "ßigerjahre", "ßigerjahren")):
        tens = text.number_of(text.low(j).partition("erjahre")[0])
        value, end = (tens, j + 1) if tens else (None, j)
    if value is None:
        return None
    return end, Point(decade=value // 10 if value > 100 else 190 + value // 10, phase=phase or "")


def _century(text: Text, i: int) -> Read | None:
    """ "19. Jahrhundert": the years from 1800 on."""
    n = text.ordinal(i, 30)
    if n is None or n[0] < 1 or text.get(i + n[1], "unit") != "CE":
        return None
    return i + n[1] + 1, Point(century=n[0] - 1)


def _holiday(text: Text, i: int) -> Read | None:
    """ "Weihnachten", "Ostern 2025"."""
    means = text.means(i)
    return with_year(text, i + 1, Point(holiday=means["holiday"])) if "holiday" in means else None


def _year(text: Text, i: int) -> Read | None:
    """ "2025", "Jahr 2012", "Geschäftsjahr 2024/25"; no count ("2000 Tonnen"), no part of a longer number."""
    if text.get(i, "unit") == "Y":
        year = text.year(i + 1)
        if year is None:
            young = text.low(i) == "jahr" and text.any(i - 1, "im") and text.whole(i + 1, 100, 999)
            return (i + 2, Point(year=int(young))) if young else None
        end = i + 2
    else:
        year = text.year(i)
        if year is None or not is_year(text, i):
            return None
        end = i + 1
    if text.text(end) == "/" and text.joined(end) and text.joined(end + 1):
        short = text.whole(end + 1, 0, 99)
        if short is not None and short == (year + 1) % 100:
            return end + 2, Point(year=year)
    return end, Point(year=year)
