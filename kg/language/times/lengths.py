"""How long, how often, at what hour: "90 Tage", "zweitägig", "jahrelang", "alle vier Jahre", "pro Jahr", "14 Uhr"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.language.numbers import numbers

from .values import Fixed, Length, Point
from .words import Text

ReadLength = tuple[int, Length]
_SUFFIX = re.compile(
    r"(.*?)-?(tägig|wöchig|monatig|jährig|stündig|minütig|sekündig|jahrzehntelang|jahrhundertelang|jahrelang|monatelang|"
    r"wochenlang|tagelang|nächtelang|stundenlang|minutenlang|sekundenlang)(?:e[nmrs]?)?"
)
_UNIT_OF = {"tä": "D", "ta": "D", "nä": "D", "wö": "W", "wo": "W", "mo": "M", "st": "TH", "mi": "TM", "se": "TS"}
_BEFORE_BARE = frozenset("seit vor nach über binnen für um innerhalb".split())
_PER = frozenset({"pro", "je"})
_EVERY = frozenset("jede jeden jedes jeder jedem".split())
_ALWAYS = {"Y": "P1Y", "M": "P1M", "W": "P1W", "D": "P1D", "TH": "PT1H", "TM": "PT1M", "TS": "PT1S", "Q": "P1Q"}
_ALWAYS |= {"H": "P6M", "DE": "P1DE", "CE": "P1CE", "WE": "XXXX-WXX-WE"}


def length_at(text: Text, i: int) -> ReadLength | None:
    """A length that begins at a word."""
    return _in_one_word(text, i) or _counted(text, i) or _bare(text, i)


def _counted(text: Text, i: int) -> ReadLength | None:
    """ "zwei Jahre", "ein halbes Jahr", "den vergangenen zwei Jahren", "drei Jahre und vier Monate"."""
    j, shifted = i, False
    if "shift" in text.means(j) or text.any(j, "ersten", "ganzen", "gesamten", "folgenden"):
        j, shifted = j + 1, True
    counted = _count(text, j)
    if counted is None:
        if not shifted:
            return None
        singular = text.low(j) in ("woche", "wochenende", "stunde", "dekade") or text.low(i).endswith("n")
        plural = text.low(j).endswith("en") or (text.low(j).endswith("e") and not singular)
        unit = text.get(j, "unit")
        return (j + 1, Length(((None, unit),))) if unit and plural and text.low(i) not in ("ersten", "ganzen") else None
    j, number = counted
    j += _adjective(text, j)
    unit = text.get(j, "unit")
    if unit is None or (unit == "Y" and text.low(j + 1).startswith("alt") and text.low(j + 1) != "als"):
        return None  # "drei Jahre alt"
    if number == 1 and text.get(j, "compound"):
        return None
    parts, end = ((number, unit),), j + 1
    if text.any(end, "und") and (more := _count(text, end + 1)) is not None:
        other = text.get(more[0], "unit")
        if other is not None and other != unit and more[1] is not None:
            parts, end = (*parts, (more[1], other)), more[0] + 1
    end += text.any(end, "lang", "hindurch")
    return end, Length(parts)


def _count(text: Text, i: int) -> tuple[int, Decimal | None] | None:
    """(index behind, number) of "zwei", "1,5", "ein halbes", "ein paar", "mehrere", "zwei bis drei"."""
    if "many" in text.means(i):
        more = text.any(i, "viele", "einige") and "many" in text.means(i + 1)
        return i + 1 + more, None
    number = text.number(i)
    if number is None:
        return None
    if text.any(i, "ein", "eine", "einem", "einen", "einer", "eines"):
        if "many" in text.means(i + 1):
            return i + 2, None
        if text.low(i + 1).startswith("halb") and text.number(i + 1) is not None:
            return i + 2, text.number(i + 1)
        if text.any(i + 1, "dreiviertel"):
            return i + 2, Decimal("0.75")
        if "mod" in text.means(i + 1):
            return i + 2, number
    if text.any(i + 1, "bis", "oder", "-", "–") and text.number(i + 2) is not None:
        return i + 3, text.number(i + 2)
    return i + 1, number


def _adjective(text: Text, i: int) -> int:
    """ "siebzehn [lange] Jahre": how many words stand between the number and its unit."""
    adjective = text.low(i).endswith(("e", "en", "es", "er")) and text.text(i)[:1].islower() and not text.joined(i)
    return 1 if adjective and "unit" in text.means(i + 1) and "unit" not in text.means(i) else 0


def _bare(text: Text, i: int) -> ReadLength | None:
    """ "seit Jahren", "vor Jahrzehnten", "Jahre später": a plural without number."""
    unit = text.get(i, "unit")
    low = text.low(i)
    if unit is None or not low.endswith(("en", "e")) or low in ("woche", "stunde", "minute", "sekunde", "dekade"):
        return None
    if text.get(i, "compound") or unit == "WE":
        return None
    late = text.any(i + 1, "lang", "später", "danach", "zuvor")
    if not (text.low(i - 1) in _BEFORE_BARE or late):
        return None
    return i + 1 + text.any(i + 1, "lang"), Length(((None, unit),))


def _in_one_word(text: Text, i: int) -> ReadLength | None:
    """ "zweitägig", "90-tägige", "jahrelang"; "der 54-Jährige" is a person."""
    if (n := text.whole(i, 1, 9999)) is not None and text.text(i + 1) == "-" and text.joined(i + 1):
        match = _SUFFIX.fullmatch(text.low(i + 2))
        if match and not match[1] and text.text(i + 2)[0].islower() and text.joined(i + 2):
            return _worded(text, i + 2, match[2], Decimal(n))
        return None
    match = _SUFFIX.fullmatch(text.low(i))
    if match is None or (text.text(i)[0].isupper() and i and text.low(i - 1) != "." and not match[2].endswith("lang")):
        return None
    if match[2].endswith("lang"):
        return (i + 1, Length(((None, _unit(match[2])),))) if not match[1] else None
    if match[1] == "halb":
        return i + 1, Length(((Decimal("0.5"), _unit(match[2])),))
    number = numbers().value(match[1]) if match[1] not in ("mehr", "viel", "lang") else None
    if number is None and match[1] not in ("mehr", "lang"):
        return None
    return _worded(text, i, match[2], number)


def _worded(text: Text, i: int, suffix: str, number: Decimal | None) -> ReadLength | None:
    """ "die 30-jährige Anleihe", but "der 54-jährige Manager": an age tells of no time."""
    if suffix == "jährig" and number is not None and number > 12:
        things = ("laufzeit", "frist", "vertrag", "anleihe", "krieg", "herrschaft", "zeit", "haft", "bestehen", "dauer")
        if not text.low(i + 1).endswith((*things, "strafe", "amtszeit", "abkommen", "karriere")):
            return None
    if suffix == "jährig" and any(text.low(k) in _YOUNG for k in (i + 1, i + 2)):
        return None
    return i + 1, Length(((number, _unit(suffix)),))


_YOUNG = frozenset(
    "sohn sohnes tochter töchter kind kindes kinder kindern junge jungen mädchen enkel enkelin bruder schwester baby "
    "knabe hund pferd schüler schülerin neffe nichte zwillinge".split()
)


def _unit(suffix: str) -> str:
    if suffix.startswith("jahrz"):
        return "DE"
    if suffix.startswith("jahrh"):
        return "CE"
    return _UNIT_OF.get(suffix[:2], "Y")


def set_at(text: Text, i: int) -> tuple[int, Fixed] | None:
    """How often: "jährlich", "jeden Montag", "alle vier Jahre", "pro Jahr", "Jahr für Jahr", "2 Tonnen im Jahr"."""
    means = text.means(i)
    if "set" in means:
        return i + 1, Fixed(means["set"])
    low, behind = text.low(i), text.means(i + 1)
    if low in _PER and behind.get("unit") in _ALWAYS:
        return i + 2, Fixed(_ALWAYS[behind["unit"]])
    if low in _EVERY:
        return _each(text, i + 1)
    if low == "alle":
        counted = _counted(text, i + 1)
        if counted is not None and counted[1].parts[0][0] is not None:
            return counted[0], Fixed(length_value(counted[1].parts))
        return None
    unit = means.get("unit")
    if unit in _ALWAYS and text.any(i + 1, "für", "um") and text.low(i + 2) == low:
        return i + 3, Fixed(_ALWAYS[unit])
    if "seasonal" in means and text.low(i - 1) in ("den", "die"):
        season = {"SP": "SP", "SU": "SU", "FA": "FA", "WI": "WI"}[means["season"]]
        return i + 1, Fixed(f"P1{season}")
    return _rate(text, i)


def _each(text: Text, i: int) -> tuple[int, Fixed] | None:
    """ "jeden [zweiten] Montag", "jedes Jahr", "jeden Abend"."""
    number = text.ordinal(i, 20)
    j = i + number[1] if number is not None else i
    means = text.means(j)
    if means.get("unit") in _ALWAYS:
        value = _ALWAYS[means["unit"]]
        return j + 1, Fixed(value.replace("1", str(number[0])) if number and number[0] > 0 else value)
    if "weekday" in means:
        return j + 1, Fixed(f"XXXX-WXX-{means['weekday']}{means.get('within', '')}")
    if "part" in means:
        return j + 1, Fixed(f"XXXX-XX-XX{means['part']}")
    if "season" in means:
        return j + 1, Fixed(f"XXXX-{means['season']}")
    if "month" in means:
        return j + 1, Fixed(f"XXXX-{means['month']}")
    return None


def _rate(text: Text, i: int) -> tuple[int, Fixed] | None:
    """ "500.000 Tonnen im Jahr", "zweimal am Tag": so many each time."""
    if not text.any(i, "im", "am", "in") or text.any(i + 2, "darauf", "zuvor", "danach", "davor", "nach", "vor", "des"):
        return None
    j = i + 1 + (text.low(i) == "in" and text.any(i + 1, "der"))
    unit = text.get(j, "unit")
    if unit not in _ALWAYS or text.year(j + 1) or text.low(j) not in ("jahr", "monat", "tag", "woche", "stunde"):
        return None
    counts = text.low(i - 1).endswith("mal") or any(
        text.number(k) is not None and text.text(k + 1)[:1].isupper() and text.low(k)[:3] != "ein"
        for k in (i - 2, i - 3)
    )
    return (j + 1, Fixed(_ALWAYS[unit])) if counts and i > 1 else None


def clock_at(text: Text, i: int) -> tuple[int, Point] | None:
    """ "14 Uhr", "14.30 Uhr", "neun Uhr", "um halb neun", "10:30"."""
    match = re.fullmatch(r"([01]?\d|2[0-4])[.:]([0-5]\d)", text.text(i))
    if match and text.any(i + 1, "uhr"):
        return i + 2, Point(clock=f"T{int(match[1]):02}:{match[2]}")
    hour = text.number(i)
    if hour is not None and 0 <= hour <= 24 and hour == int(hour) and text.any(i + 1, "uhr"):
        minute = text.whole(i + 2, 0, 59)
        return i + 2 + (minute is not None), Point(clock=f"T{int(hour):02}:{minute or 0:02}")
    if text.any(i, "halb") and (hour := text.number(i + 1)) is not None and 1 <= hour <= 12 and hour == int(hour):
        return i + 2, Point(clock=f"T{int(hour) - 1:02}:30")
    return None


def length_value(parts: tuple[tuple[Decimal | None, str], ...]) -> str:
    """The TIMEX3 value of a length: P90D, PT48H, P1.5Y, P6M for half a year, PXY for some years."""
    date, time = "", ""
    for number, unit in parts:
        if unit in ("H", "WE") or (number == Decimal("0.5") and unit in ("Y", "D", "TH")):
            number, unit = _split(number, unit)
        count = "X" if number is None else format(number.normalize(), "f")
        if unit[0] == "T":
            time += count + unit[1]
        else:
            date += count + unit
    return f"P{date}" + (f"T{time}" if time else "")


def _split(number: Decimal | None, unit: str) -> tuple[Decimal | None, str]:
    """Half a year is six months, two half-years are twelve; a weekend is so many."""
    if unit == "H":
        return (None if number is None else number * 6), "M"
    if unit == "WE":
        return number, "WE"
    return {"Y": (Decimal(6), "M"), "D": (Decimal(12), "TH"), "TH": (Decimal(30), "TM")}[unit]
