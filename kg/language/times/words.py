"""A text as words with what each means for time: the lexicon is the table `de/times.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from kg.language.numbers import numbers
from kg.lexicon import Column, read_table

TABLE = Path(__file__).parents[1] / "de" / "times.tsv"
KINDS = (
    "month abbreviated weekday part season unit half quarter holiday shift dayshift after day last ref set phase mod "
    "many behind verb phrase"
).split()
COLUMNS = (
    Column("word", required=True),
    Column("kind", required=True, choices=KINDS),
    Column("value"),
    Column("example", required=True),
)
ARTICLES = frozenset("der die das den dem des ein eine einen einem einer eines".split())
OPENERS = frozenset("jede jeden jedes jeder jedem alle pro je im am in all halb q h zweites drittes".split())
_ENDINGS = ("lang", "ig", "ige", "igen", "iger", "iges", "igem", "ten", "te", "ter", "tes", "ziger", "ßiger")
_ENDINGS += ("erjahre", "erjahren")
_KEPT = 1 << 16  # words whose meaning is kept, so that a long run asks for each once
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\s]")
_ENDING = re.compile(r"(?:e|en|em|er|es)$")
_ADJECTIVES = frozenset({"shift", "dayshift", "after", "many"})  # their rows stand without ending
_DECLINED = frozenset({"set"})  # "jährlich", "jährliche"
_ORDINALS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "letzt": -1,
}
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark; `start`, `end`: code points, half-open."""

    text: str
    low: str
    start: int
    end: int


@cache
def lexicon(path: Path = TABLE) -> dict[str, tuple[tuple[str, str], ...]]:
    """Word → (kind, value), by the table at `path`; adjectives without ending. Raises TableError with all faults."""
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read_table(path, COLUMNS, sorted_by=("word", "kind")):
        out[row["word"]] = (*out.get(row["word"], ()), (row["kind"], row["value"]))
    return out


@cache
def phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → (all words, value) of the table's rows of several words, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, means in lexicon().items():
        if " " in form:
            words = tuple(form.lower().split())
            out.setdefault(words[0], []).append((words, means[0][1]))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in out.items()}


class Text:
    """The words of one text; what one of them means is asked by its index, beyond the ends it means nothing."""

    def __init__(self, text: str, start: int = 0, end: int | None = None):
        self.words = [
            Word(m[0], m[0].lower(), m.start(), m.end())
            for m in _WORD.finditer(text, start, len(text) if end is None else end)
        ]
        self._means = [_means(word.text) for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def low(self, i: int) -> str:
        return self.words[i].low if 0 <= i < len(self.words) else ""

    def text(self, i: int) -> str:
        return self.words[i].text if 0 <= i < len(self.words) else ""

    def means(self, i: int) -> dict[str, str]:
        """Kind → value of what a word means."""
        return self._means[i] if 0 <= i < len(self.words) else {}

    def get(self, i: int, kind: str) -> str | None:
        return self.means(i).get(kind)

    def opens(self, i: int) -> bool:
        """Whether an expression can begin with a word."""
        return _opens(self.words[i].text)

    def any(self, i: int, *wanted: str) -> bool:
        return self.low(i) in wanted

    def joined(self, i: int) -> bool:
        """Whether a word stands right behind the one before it, without a space."""
        return 0 < i < len(self.words) and self.words[i - 1].end == self.words[i].start

    def number(self, i: int) -> Decimal | None:
        """The number a word is."""
        return numbers().value(self.text(i)) if i < len(self.words) and i >= 0 else None

    def number_of(self, word: str) -> int | None:
        """The value of a number word in small letters."""
        return numbers().cardinal(word)

    def whole(self, i: int, low: int, high: int) -> int | None:
        """The whole number in figures that a word is, within bounds."""
        text = self.text(i)
        return int(text) if text.isdecimal() and len(text) <= 4 and low <= int(text) <= high else None

    def year(self, i: int) -> int | None:
        """The year that four figures are."""
        return int(self.text(i)) if _YEAR.fullmatch(self.text(i)) else None

    def ordinal(self, i: int, high: int = 31) -> tuple[int, int] | None:
        """(number, words) of "3.", "dritten" at an index; -1 for "letzten"."""
        n = self.whole(i, 1, high)
        if n is not None:
            return (n, 2) if self.text(i + 1) == "." and self.joined(i + 1) else None
        word = ordinal(self.low(i))
        return (word, 1) if word is not None and word <= high else None


def is_time(word: str) -> bool:
    """Whether a noun names a time: "Jahr", "Montag", "Oktober"."""
    return any(kind in ("unit", "weekday", "month", "season", "part", "holiday") for kind, _ in lexicon().get(word, ()))


def ordinal(low: str) -> int | None:
    """The number of an ordinal word: "dritten" → 3, "neunzehnten" → 19, "letzten" → -1."""
    stem = _ENDING.sub("", low)
    if stem in _ORDINALS:
        return _ORDINALS[stem]
    for ending in ("st", "t"):
        if stem.endswith(ending) and len(stem) > 3:
            front = {"sieb": "sieben", "ach": "acht"}.get(stem.removesuffix(ending), stem.removesuffix(ending))
            value = numbers().cardinal(front)
            if value:
                return value
    return None


@lru_cache(maxsize=_KEPT)
def _opens(text: str) -> bool:
    low = text.lower()
    return bool(
        _means(text)
        or text[0].isdigit()
        or low in OPENERS
        or low in phrases()
        or low.endswith(_ENDINGS)
        or numbers().value(text) is not None
    )


@lru_cache(maxsize=_KEPT)
def _means(text: str) -> dict[str, str]:
    """Kind → value of what a word means by itself; not to be changed."""
    known, low = lexicon(), text.lower()
    out: dict[str, str] = {}
    if not text[0].isalpha():
        return out
    capital = text[0].isupper()
    shouted = text.isupper() and len(text) > 2
    forms = (text, *([low] if capital else ()), *([low.capitalize()] if shouted else ()))
    for form in forms:
        out.update((kind, value) for kind, value in known.get(form, ()) if kind not in _ADJECTIVES)
    stem = _ENDING.sub("", low)
    out.update((kind, value) for kind, value in known.get(stem, ()) if kind in _ADJECTIVES | _DECLINED)
    return {**out, **_compound(text, known, out)}


def _compound(text: str, known: dict[str, tuple[tuple[str, str], ...]], plain: dict[str, str]) -> dict[str, str]:
    """ "Montagabend" is a weekday with a part of the day; "Arbeitsjahre" are years; "Sommermonate" a season's."""
    if plain or not text[0].isupper():
        return {}
    match = _TAIL.fullmatch(text.lower())
    if match is None:
        return {}
    head, tail = match[1].capitalize(), dict(known.get(match[2].capitalize(), ()))
    before = dict(known.get(head, ()))
    if "part" in tail:
        return {"weekday": before["weekday"], "within": tail["part"]} if "weekday" in before else {}
    if "season" in before:
        return {"season": before["season"], "seasonal": tail["unit"]}
    return {"unit": tail["unit"], "compound": head} if head in _COUNTED else {}


_TAIL = re.compile(
    r"(.+?)-?(vormittag|nachmittag|mittag|morgen|abend|nacht|jahr(?:e[ns]?|s)?|monat(?:e[ns]?|s)?|wochen?|tag(?:e[ns]?|s)?)"
)
# fronts of compounds that are years, months, days as others are; "Bundestag", "Parteitag" are none
_COUNTED = frozenset(
    "Arbeits Werk Handels Börsen Kalender Geschäfts Wirtschafts Haushalts Finanz Lebens Dienst".split()
)
