"""A sentence in pieces: which of its words stand for the subject, the object and the speaker of a statement.

Where the graph says of each name where it stands (kg build --mentions), that counts. Elsewhere names are looked for
as whole words with the endings that German gives them ("seltenen Erden", "Chinas"), the longest first; of a place
also its adjective ("chinesische").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

Piece = list[str]  # [text, role]; role is "" where the words are nobody's
Mark = tuple[int, int, str]  # start and end in the sentence, role
Word = tuple[str, int, int]  # a word of the sentence, its start and end

ROLES = ("subject", "object", "speaker")

_ENDINGS = frozenset(("", "e", "en", "em", "er", "es", "n", "ns", "s"))
_BENT = re.compile("(?:en|em|er|es|e|n|s)$")
_STEM = 4  # letters that stay at least when an ending is taken off
_PLACE_END = re.compile("(?:(?:en)?land|ien|en|e|a|i|o)$")
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}
_ADJECTIVE = frozenset(("", "e", "em", "en", "er", "es"))
_FROM_PLACE = frozenset(
    f"{joint}isch{ending}" for joint in ("", "an", "ä", "en", "es", "ian", "n") for ending in _ADJECTIVE
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Form:
    """How a word of a name looks in a text: one of its beginnings with one of its endings."""

    stems: tuple[str, ...]
    endings: frozenset[str]

    def fits(self, word: str) -> bool:
        # All stems of a word are of one length.
        return word.startswith(self.stems) and word[len(self.stems[0]) :] in self.endings


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name, and what stands between them, white space as one space."""

    forms: tuple[Form, ...]
    gaps: tuple[str, ...]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The sentence cut where marks begin and end; put together again, the pieces are the sentence exactly.

    Of marks that overlap the longest counts, then the one whose role comes first, then the first.
    """
    found: list[Piece] = []
    at = 0
    for start, end, role in sorted(_apart(text, marks)):
        if start > at:
            found.append([text[at:start], ""])
        found.append([text[start:end], role])
        at = end
    if at < len(text) or not found:
        found.append([text[at:], ""])
    return found


def marks(text: str, names: Mapping[str, Iterable[Name]]) -> list[Mark]:
    """Where the names stand in the sentence.

    names: role → what its entity is called.
    """
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    return [
        (*span, role)
        for role, called in names.items()
        for name in dict.fromkeys(called)
        for span in _places(text, words, name)
    ]


@lru_cache(8192)
def name_of(text: str) -> Name:
    """A name as it is looked for."""
    found = list(_WORD.finditer(text))
    gaps = tuple(_gap(text[a.end() : b.start()]) for a, b in zip(found, found[1:], strict=False))
    return Name(tuple(_form(match[0]) for match in found), gaps)


@lru_cache(4096)
def adjective_of(place: str) -> Name | None:
    """The adjective that German makes of a place's name ("China": "chinesisch"); None where it follows no rule."""
    stem = _PLACE_END.sub("", place)
    if len(stem) < _STEM or not stem.isalpha() or stem.isupper():
        return None
    low = stem.lower()
    at = max(low.rfind("a"), low.rfind("o"), low.rfind("u"))
    bent = low[:at] + _UMLAUT[low[at]] + low[at + 1 :] if at >= 0 else low  # "Niederlande": "niederländisch"
    stems = dict.fromkeys((low, bent, stem[0].upper() + low[1:], bent[0].upper() + bent[1:]))
    endings = _ADJECTIVE if low.endswith("sch") else _FROM_PLACE
    return Name((Form(tuple(stems), endings),), ())


def _form(word: str) -> Form:
    if not word[-1].isalpha():
        return Form((word,), frozenset(("",)))
    if word.isupper() or len(word) < 3:
        return Form((word,), frozenset(("", "s")))
    ending = _BENT.search(word)
    stem = word[: ending.start()] if ending and ending.start() >= _STEM else word
    capital = stem[0].upper() + stem[1:]  # "seltene Erden" at the beginning of a sentence
    return Form((stem, capital) if len(capital) == len(stem) and capital != stem else (stem,), _ENDINGS)


def _places(text: str, words: list[Word], name: Name) -> Iterable[tuple[int, int]]:
    if not name.forms or not any(stem in text for stem in name.forms[0].stems):
        return
    first, count = name.forms[0], len(name.forms)
    for at in range(len(words) - count + 1):
        if not first.fits(words[at][0]):
            continue
        here = words[at : at + count]
        if all(form.fits(word[0]) for form, word in zip(name.forms[1:], here[1:], strict=True)) and all(
            _gap(text[a[2] : b[1]]) == gap for a, b, gap in zip(here, here[1:], name.gaps, strict=False)
        ):
            yield here[0][1], here[-1][2]


def _gap(text: str) -> str:
    return " ".join(text.split()) or (" " if text else "")


def _apart(text: str, marks: Iterable[Mark]) -> list[Mark]:
    order = {role: i for i, role in enumerate(ROLES)}
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m[0] - m[1], order.get(m[2], len(order)), m[0], m[2])):
        start, end, _ = mark
        inside = 0 <= start < end <= len(text)
        if inside and all(end <= other[0] or other[1] <= start for other in kept):
            kept.append(mark)
    return kept
