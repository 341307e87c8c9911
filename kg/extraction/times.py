"""Dates in a clause, as precise as the text is; relative ones resolved against the article's date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

MONTHS = {
    name: n
    for n, name in enumerate(
        "januar februar märz april mai juni juli august september oktober november dezember".split(), start=1
    )
}
WEEKDAYS = {name: n for n, name in enumerate("montag dienstag mittwoch donnerstag freitag samstag sonntag".split())}
_FUTURE = ("kommenden", "nächsten", "kommender", "nächster")
_PAST = ("vergangenen", "letzten", "vorigen")


def time_of(doc: Doc, tokens: Sequence[int], issued: str | None, *, ahead: bool = False) -> str | None:
    """The first date among the tokens as ISO text (YYYY-MM-DD, YYYY-MM or YYYY), or None.

    issued: the article's ISO date, for "am Montag", "im Oktober". ahead: the clause speaks of what is to come.
    """
    base = _date(issued)
    inside = list(tokens)
    for n, i in enumerate(inside):
        low = doc[i].lower_
        nxt = doc[inside[n + 1]].text if n + 1 < len(inside) else ""
        before = doc[inside[n - 1]].text if n else ""
        if low in MONTHS:
            year = int(nxt) if re.fullmatch(r"(19|20)\d\d", nxt) else None
            day = int(before[:-1]) if re.fullmatch(r"\d{1,2}\.", before) else None
            return _month(MONTHS[low], day, year, base, ahead)
        if re.fullmatch(r"(19|20)\d\d", doc[i].text) and (
            before.lower() in ("", "in", "seit", "jahr", "jahre", "ende", "anfang", "mitte", "bis")
            or doc[i].tag_ == "CARD"
            and _bare_year(doc, i)
        ):
            return doc[i].text
        stem = re.sub(r"(vormittag|nachmittag|abend|morgen|nacht)$", "", low)
        if stem in WEEKDAYS and base is not None and len(base) == 3:
            day = datetime.date(*base)
            back = (day.weekday() - WEEKDAYS[stem]) % 7
            step = (-back if not ahead else (7 - back) % 7) if back or not ahead else 0
            if before.lower() in _FUTURE:
                step = (7 - back) % 7 or 7
            elif before.lower() in _PAST and back == 0:
                step = -7
            return (day + datetime.timedelta(days=step)).isoformat()
    return None


def _bare_year(doc: Doc, i: int) -> bool:
    """„2022 beschränkten die USA“: a year that counts nothing."""
    return i + 1 >= len(doc) or doc[i + 1].tag_ not in ("NN", "ADJA")


def _month(month: int, day: int | None, year: int | None, base, ahead: bool) -> str | None:
    if year is None:
        if base is None:
            return None
        year = base[0]
        now = base[1] if len(base) > 1 else month
        if not ahead and month > now:
            year -= 1
        elif ahead and month < now:
            year += 1
    if day is not None:
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:
            return None
    return f"{year:04d}-{month:02d}"


def _date(issued: str | None) -> tuple[int, ...] | None:
    if not issued or not re.fullmatch(r"\d{4}(-\d\d){0,2}", issued):
        return None
    return tuple(int(x) for x in issued.split("-"))
