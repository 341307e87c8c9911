"""A sentence in pieces: which of its words stand for the subject, the object and the speaker of a statement.

Where the graph says of each name where it stands (kg build --mentions), that counts. Elsewhere names are looked for
as whole words with the endings that German gives them ("seltenen Erden", "Chinas"), the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

Piece = list[str]  # [text, role]; role is "" where the words are nobody's
Mark = tuple[int, int, str]  # start and end in the sentence, role

ROLES = ("subject", "object", "speaker")
LONG = 200  # letters; a "name" longer than this is none that bends

_ENDING = "(?:e|en|em|er|es|n|ns|s)?"
_BENT = re.compile("(?:en|em|er|es|e|n|s)$")
_STEM = 4  # letters that stay at least when an ending is taken off


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


def marks(text: str, names: Mapping[str, Sequence[str]]) -> list[Mark]:
    """Where the names stand in the sentence.

    names: role → what its entity is called.
    """
    found = []
    for role, called in names.items():
        pattern = name_pattern(tuple(called))
        if pattern is not None:
            found += [(match.start(), match.end(), role) for match in pattern.finditer(text)]
    return found


@lru_cache(4096)
def name_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of the names as whole words, bent or not, the longest first; None where there is no name."""
    wanted = sorted({" ".join(name.split()) for name in names} - {""}, key=lambda name: (-len(name), name))
    if not wanted:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_bending, wanted))})(?!\w)")


def _bending(name: str) -> str:
    if len(name) > LONG:
        return re.escape(name)
    return r"\s+".join(_bending_word(word) for word in name.split())


def _bending_word(word: str) -> str:
    if not word[-1].isalpha():
        return re.escape(word)
    if word.isupper() or len(word) < 3:
        return re.escape(word) + "s?"
    ending = _BENT.search(word)
    stem = word[: ending.start()] if ending and ending.start() >= _STEM else word
    first = f"[{stem[0]}{stem[0].upper()}]" if stem[0].islower() and len(stem[0].upper()) == 1 else re.escape(stem[0])
    return first + re.escape(stem[1:]) + _ENDING


def _apart(text: str, marks: Iterable[Mark]) -> list[Mark]:
    order = {role: i for i, role in enumerate(ROLES)}
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m[0] - m[1], order.get(m[2], len(order)), m[0], m[2])):
        start, end, _ = mark
        inside = 0 <= start < end <= len(text)
        if inside and all(end <= other[0] or other[1] <= start for other in kept):
            kept.append(mark)
    return kept
