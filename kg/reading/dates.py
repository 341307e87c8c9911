"""When an article was published, as pages write it: "von | 4. Mai 2022 - 8:51 | Märkte"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kg.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january",
            "februar feber feb february",
            "märz mär mrz maerz mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sept sep",
            "oktober okt oct october",
            "november nov",
            "dezember dez dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_DATE = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<y1>(?:19|20)\d\d)[-/](?P<m1>\d\d)[-/](?P<d1>\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>(?:19|20)\d\d|\d\d(?![\d:.]))"
    rf"|(?P<d3>\d{{1,2}})\.?\s+(?P<m3>{_MONTH})\.?\s+(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<m4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y4>(?:19|20)\d\d)"
    r")(?!\d)",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"(?:(?P<m>{_MONTH})\.?\s+)?(?P<y>(?:19|20)\d\d)", re.IGNORECASE)
_PARTS = re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)")

# What may stand beside the date on a line that only dates the article.
_WEEKDAY = (
    r"(?:Mo(?:ntag)?|Di(?:enstag)?|Mi(?:ttwoch)?|Do(?:nnerstag)?|Fr(?:eitag)?|Sa(?:mstag)?|Sonnabend|So(?:nntag)?)"
)
_LABEL = re.compile(
    r"(?:zuletzt |online )?(?:veröffentlicht|publiziert|erschienen|erstellt|aktualisiert|geändert|stand|datum|update"
    r"|published|updated|posted|date)\b[^|]{0,15}",
    re.IGNORECASE,
)
_TIME = r"(?:um\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:Uhr|h|AM|PM|MESZ|MEZ|GMT|UTC|CET|CEST)\b)*"
_AFTER = re.compile(rf"[\s,;|·•/()–—+*-]*(?:{_TIME})?[\s,;|·•/()–—+*-]*(?:[|·•].*)?", re.IGNORECASE)
_TIMED = re.compile(rf"[\s,|-]*{_TIME}[\s|]*", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÄÖÜ][\w.&’'-]*(?: (?:[A-ZÄÖÜ&][\w.&’'-]*|der|die|das|und|of|the)){0,4}")
_DATELINE = re.compile(r"[A-ZÄÖÜ][\w.’'-]*(?:(?:[ /]| und | am | im | an der )[A-ZÄÖÜ(][\w.()’'-]*){0,4}, *")
_DASH = re.compile(r"\s*(?:\([^()]{2,30}\))?\s*[–—:-]\s+(?=\S)")
_MASTHEAD = re.compile(r"(?:Gespräch|Interview|Meldung|Artikel|Bericht|Beitrag|Ausgabe|Text)\w* (?:vom|am) $")
# "Gipfel am 12. Mai 2025" tells of the summit's day, not of the article's.
_SPEAKS = re.compile(
    r"(?:^|\s)(?:am|vom|ab|bis|seit|zum|im|den|dem|der|und|nach|vor|für|on|by|since)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that dates its article; `cut` is what is no prose in it (code points into the line)."""

    issued: str
    cut: Span | None
    publisher: str | None = None


def iso(value: str | int | float) -> str | None:
    """A date in words or figures as ISO date, year-month or year; None when it is none.

    A number is taken for seconds (or milliseconds) since 1970.
    """
    if isinstance(value, int | float):
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if 0 < seconds < 4.1e9 else None
    match = _DATE.search(value)
    if match:
        return _iso(match)
    match = _PARTS.fullmatch(value.strip())
    if match is None:
        match = _MONTH_ONLY.fullmatch(value.strip())
    if match is None:
        return None
    if not match["m"]:
        return match["y"]
    month = int(match["m"]) if match["m"].isdigit() else _MONTHS[match["m"].lower()]
    return f"{match['y']}-{month:02}" if 1 <= month <= 12 else None


def _iso(match: re.Match[str]) -> str | None:
    for kind in "1234":
        if match[f"y{kind}"]:
            year, month, day = match[f"y{kind}"], match[f"m{kind}"], match[f"d{kind}"]
            number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            try:
                return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day)).isoformat()
            except ValueError:
                return None
    return None


def dateline(line: str) -> Dateline | None:
    """What `line` says about when and where its article was published; None when it speaks of something else."""
    match = _DATE.search(line)
    issued = _iso(match) if match else None
    if match is None or issued is None:
        return None
    before, after = line[: match.start()], line[match.end() :]
    bare = re.sub(rf"\b{_WEEKDAY}\b\.?|[\s,;:|·•+*()–—-]", " ", before).strip()
    label = _LABEL.fullmatch(before.strip(" |·•+*-"))
    if _AFTER.fullmatch(after) and (not bare or label):
        return Dateline(issued, (0, len(line)))
    if (not bare or label) and (match["y1"] or match["y2"]) and re.match(r"\s+[„“»\"(]?[A-ZÄÖÜ0-9]", after):
        # "date 2023-03-17 Kaum jemand in Oslo …": the page's date ran into its first sentence.
        return Dateline(issued, (0, match.end()))
    dash = _DASH.match(after)
    if dash and (_DATELINE.fullmatch(before) or not bare):
        return Dateline(issued, (0, match.end() + dash.end()))
    if not _AFTER.fullmatch(after):
        return None
    if before.rstrip().endswith("(") and after.lstrip().startswith(")"):
        if len(before) > 120 and not re.search(r"[.!?…][“”\"»]? *\($", before):
            return None  # "… unterzeichneten sie in Genf (15. März 2024)" is the deed's day
        return Dateline(issued, (len(before.rstrip()) - 1, match.end() + after.index(")") + 1))
    if _MASTHEAD.search(before):
        return Dateline(issued, None)
    name = before.strip(" |,·•+*")
    if _TIMED.fullmatch(after) and _NAME.fullmatch(name) and not re.match(r"[Vv]on\b", name):
        return Dateline(issued, (0, len(line)), name)
    if len(bare.split()) <= 8 and not re.search(r"[.!?]\s", before) and not _SPEAKS.search(before):
        return Dateline(issued, (0, len(line)))
    return None
