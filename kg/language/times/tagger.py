"""Doc → the expressions of time in it, each with what it means on the article's day.

One pass over the words: at each the longest expression that begins there; then left over "fast", "mehr als" and the
article. Values are settled in the order of the text, for words that count from the date before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .dates import date_at, step_at
from .lengths import clock_at, length_at, set_at
from .resolve import Setting, meant, parts_of
from .tense import Tense, tenses
from .values import Fixed, Found, Length, Point, TimeExpression, Value
from .words import ARTICLES, Text, phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.language.clauses import Sentence

READ = "kg.times"  # where a Doc keeps its expressions as read
_NEAR = 3  # sentences for which a date is told on
_LEADS = frozenset(
    "seit ab bis vor nach in im am an vom von zum zu zur um gegen für über zwischen während binnen innerhalb "
    "aus mit des".split()
)
_NO_CONTEXT = frozenset({"von", "vom", "aus", "seit", "bis", "für", "vor", "nach", "des"})


def times_in(
    doc: Doc, issued: str | None = None, read: Sequence[Sentence] = (), *, start: int = 0, end: int | None = None
) -> tuple[TimeExpression, ...]:
    """The expressions of time of an article, in the order of the text; none overlaps another.

    doc: the text, tagged. issued: the article's ISO date (or year-month, or year). read: its sentences with their
    clauses, which give the tense. start, end: the part to read, code points.
    """
    key = (issued, len(read), start, end)
    known: dict[object, tuple[TimeExpression, ...]] = doc.user_data.setdefault(READ, {})
    if key not in known:
        known[key] = expressions(doc.text, issued, tenses(doc, read), start=start, end=end)
    return known[key]


def expressions(
    text: str,
    issued: str | None = None,
    tense_at: Callable[[int], Tense] = lambda offset: Tense(),
    *,
    start: int = 0,
    end: int | None = None,
) -> tuple[TimeExpression, ...]:
    """The same of a bare text. tense_at: the tense of the clause at a code point."""
    words = Text(text, start, end)
    story = _Story(parts_of(issued))
    out = []
    for found in _scan(words):
        if found.last < len(words) and _broken(text, words, found):
            continue
        out.append(_settled(text, words, found, tense_at, story))
    return tuple(out)


# -- inside -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Story:
    """What the text has told so far: the last date, and where."""

    issued: tuple[int, ...]
    before: tuple[int, ...] = ()
    sentence: int = -_NEAR - 1
    paragraph: int = -1
    told: bool = False  # as that of a deed, not only as a name's attribute


def _scan(words: Text) -> list[Found]:
    out: list[Found] = []
    i = edge = 0
    while i < len(words):
        found = _at(words, i)
        if found is None:
            i += 1
            continue
        first = _leftward(words, found, edge)
        out.append(replace(found, first=first))
        i = edge = found.last
    return out


def _at(words: Text, i: int) -> Found | None:
    """The longest expression that begins at a word."""
    if not words.opens(i):
        return None
    best: tuple[int, str, Value] | None = None
    for kind, read in (
        ("SET", set_at(words, i)),
        ("DURATION", length_at(words, i)),
        ("DATE", step_at(words, i)),
        ("DATE", _fixed(words, i)),
        ("DATE", date_at(words, i)),
        ("TIME", clock_at(words, i)),
    ):
        if read is not None and (best is None or read[0] > best[0]):
            best = (read[0], kind, read[1])
    if best is None:
        return None
    end, kind, value = best
    if isinstance(value, Point) and (value.part or value.clock):
        kind = "TIME"
    if isinstance(value, Length):
        end, value = _directed(words, i, end, value)
    return Found(i, end, kind, value)


def _fixed(words: Text, i: int) -> tuple[int, Value] | None:
    """ "heute Abend", "gestern", "damals", "Vorjahr", "im Moment", "Abend", "tags darauf"."""
    for phrase, value in phrases().get(words.low(i), ()):
        if all(words.low(i + k) == word for k, word in enumerate(phrase)) and not (
            phrase[-1] == "zeit" and words.any(i + len(phrase), "der", "des", "von", "seiner", "ihrer")
        ):
            return i + len(phrase), Fixed(value)
    means = words.means(i)
    if "day" in means and not (words.text(i) == "Morgen" and words.text(i - 1)[-1:].isalnum()):
        return _day_word(words, i, means["day"])
    if "last" in means:
        return i + 1, Fixed("PAST_REF", last=True)
    if "ref" in means and not words.any(i + 1, "als"):
        return i + 1, Fixed(means["ref"])
    if words.any(i, "frühen", "späten") and words.means(i + 1).get("part") and words.text(i + 1)[0].isupper():
        return i + 2, Point(part=words.means(i + 1)["part"], phase=words.means(i).get("phase", ""))
    if "part" in means and (
        words.any(i - 1, "am", "der", "diesem", "jenem", "dieser", "jener") or words.low(i) == "mitternacht"
    ):
        day = words.means(i + 2).get("weekday") if words.any(i + 1, "zum", "auf", "zu") else None
        if day is not None:  # "in der Nacht zum Dienstag"
            return i + 3, Point(weekday=int(day), part=means["part"])
        return i + 1, Point(part=means["part"])
    if "unit" in means and means["unit"] in ("Y", "D", "W", "M") and words.any(i + 1, "darauf", "danach", "zuvor"):
        n = -1 if words.any(i + 1, "zuvor") else 1
        return i + 2, Point(step=(means["unit"], n), last=True)
    if means.get("unit") in ("WE",) and words.any(i - 1, "am", "das", "dem", "zum", "übers"):
        return i + 1, Point(step=("WE", 0))
    return None


def _day_word(words: Text, i: int, value: str) -> tuple[int, Value]:
    unit, n = value[0], value[1:].rstrip("SME")
    phase = {"S": "START", "M": "MID", "E": "END"}.get(value[-1], "")
    part = words.means(i + 1).get("part", "") if unit == "D" else ""
    if unit == "D" and words.any(i - 1, "von") and words.any(i, "heute", "morgen", "gestern"):
        of = {"heute": "PRESENT_REF", "morgen": "FUTURE_REF", "gestern": "PAST_REF"}[words.low(i)]
        return i + 1, Fixed(of)  # "der Chip von morgen"
    if value == "D0" and words.low(i) == "heute" and not part:
        return i + 1, Fixed("TODAY")
    year = words.year(i + 1) if phase and unit == "Y" else None
    if year is not None:
        pair = words.text(i + 2) == "/" and words.joined(i + 2) and words.whole(i + 3, 0, 99) is not None
        return i + 2 + 2 * pair, Point(year=year, phase=phase)  # "zum Jahreswechsel 2025/26"
    return i + 1 + bool(part), Point(step=(unit, int(n)), phase=phase, part=part)


def _directed(words: Text, i: int, end: int, length: Length) -> tuple[int, Length]:
    """ "vor zwei Jahren" leads back, "zwei Jahre später" on from the date before."""
    away = words.get(end, "behind")
    if away is not None or words.any(end, "früher", "nach"):
        if words.any(end, "nach"):
            return end, length
        sign = int(away) if away is not None else -1
        return end + 1, replace(length, away=sign, last=True)
    k = i - 1
    while k >= 0 and (words.low(k) in ARTICLES or "mod" in words.means(k) or words.any(k, "als", "mehr", "über")):
        k -= 1
    if words.any(k, "vor", "seit"):
        return end, replace(length, away=-1)
    if words.any(k, "in", "binnen") and "shift" not in words.means(i) and words.low(k + 1) not in ("den", "der"):
        return end, replace(length, away=1)
    return end, length


def _leftward(words: Text, found: Found, edge: int) -> int:
    """Back over "fast", "mehr als" and the article, not behind `edge`."""
    first = found.first
    if isinstance(found.value, Length):
        while first > edge and "mod" in words.means(first - 1):
            first -= 1
        if first - 1 > edge and words.text(first - 1) == "." and words.any(first - 2, "ca"):
            first -= 2
        if first - 1 > edge and words.any(first - 1, "als") and words.any(first - 2, "mehr", "weniger", "länger"):
            first -= 2
    if first > edge and words.low(first - 1) in ARTICLES and _takes_article(words, found):
        first -= 1
        if first > edge and words.low(first - 1) in ("all", "alle") and isinstance(found.value, Length):
            first -= 1
    return first


def _takes_article(words: Text, found: Found) -> bool:
    """ "die vergangene Woche", "dem 20. Jahrhundert"; not "2025", "der einst mächtige"."""
    opens = words.words[found.first]
    relative = words.text(found.first - 2) == ","  # "der Konzern, [der] Anfang 2024 entstand"
    if relative or (isinstance(found.value, Point) and found.value.phase and "phase" in words.means(found.first)):
        return False
    if opens.text[0].isdecimal():
        return words.words[found.last - 1].text[0].isalpha() and words.get(found.last - 1, "month") is None
    adverb = (
        opens.text[0].islower() and found.last == found.first + 1 and not opens.low.endswith(("e", "en", "er", "es"))
    )
    return not adverb and not (opens.low == "heute" or "dayshift" in words.means(found.first))


def _broken(text: str, words: Text, found: Found) -> bool:
    """An expression does not run over the end of a paragraph."""
    return "\n\n" in text[words.words[found.first].start : words.words[found.last - 1].end]


def _settled(text: str, words: Text, found: Found, tense_at: Callable[[int], Tense], story: _Story) -> TimeExpression:
    begin, end = words.words[found.first].start, words.words[found.last - 1].end
    lead = _lead(words, found.first)
    tense = tense_at(begin)
    means = meant(found.value, _setting(found, lead, tense, story, text, begin))
    mod = means.mod or _modifier(words, found)
    expression = TimeExpression(begin, end, text[begin:end], found.kind, means.value, mod, means.date, lead)
    _told(expression, lead, tense, story, text)
    return expression


def _setting(found: Found, lead: str, tense: Tense, story: _Story, text: str, begin: int) -> Setting:
    was = tense.was
    if lead.startswith("seit"):
        was = -1
    elif lead.startswith(("bis", "ab")) and was == 0 or lead.startswith("bis") and was > -1:
        was = 1
    near = 0 <= tense.sentence - story.sentence <= _NEAR and story.told and story.before
    near = near and (_daily(found) or ("\n" not in text[story.paragraph : begin] and was < 1))
    if near and story.issued and story.before[0] == story.issued[0] and not _daily(found):
        near = False
    told = story.before if near else ()
    nearest = tense.plain and not lead.startswith(("bis", "ab", "seit")) or lead.startswith(("vom", "von"))
    return Setting(
        issued=story.issued,
        before=story.before,
        told=told,
        around=story.issued or story.before,
        tense=was,
        still=tense.still and not lead.startswith("bis"),
        nearest=nearest and was > 0,
    )


def _daily(found: Found) -> bool:
    """ "am Abend" is of the day told of."""
    point = found.value
    return isinstance(point, Point) and bool(point.part or point.clock) and point.weekday is None


def _modifier(words: Text, found: Found) -> str:
    if words.any(found.first, "mehr", "länger") and words.any(found.first + 1, "als"):
        return "MORE_THAN"
    if words.any(found.first, "weniger") and words.any(found.first + 1, "als"):
        return "LESS_THAN"
    if isinstance(found.value, Length):
        return next((m for k in range(found.first, found.last) if (m := words.get(k, "mod"))), "")
    return ""


def _lead(words: Text, i: int) -> str:
    """The prepositions right before an expression: "bis zum", "seit", "ab dem"."""
    k = i - 1
    while k >= 0 and k >= i - 3 and (words.low(k) in _LEADS or words.low(k) in ARTICLES):
        k -= 1
    lead = [words.low(n) for n in range(k + 1, i)]
    while lead and lead[0] in ARTICLES:
        lead = lead[1:]
    return " ".join(lead)


def _told(expression: TimeExpression, lead: str, tense: Tense, story: _Story, text: str) -> None:
    """Later words count from this date, where it is one."""
    if expression.kind not in ("DATE", "TIME") and expression.date is None:
        return
    date = parts_of(expression.iso)
    if date:
        story.before, story.sentence, story.paragraph = date, tense.sentence, expression.end
        story.told = lead.partition(" ")[0] not in _NO_CONTEXT and tense.was < 1
