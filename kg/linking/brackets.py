"""Abbreviations that the text introduces in brackets: "Bundesanstalt für Wasserbau (BAW)", "BAW (Bundesanstalt …)".

From there on the abbreviation means in this article what the brackets said, whatever it means elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.linking.cues import Cues
from kg.linking.finders import ENGLISH, FUNCTION, Name, opened_by
from kg.linking.inflect import squeeze
from kg.linking.institutions import DEFINITE, base_form
from kg.linking.words import Words
from kg.model import Entity, Mention

SHORT = re.compile(r"[A-ZÄÖÜ][\wÄÖÜäöü&-]{0,8}[A-ZÄÖÜ0-9][\wäöü]?|[A-Z]{2,8}|[A-Z][a-zäöü]{2,5}")
CALLED = frozenset("kurz abgekürzt englisch engl. auch genannt :".split())
LONGEST = 12  # tokens of what an abbreviation stands for


@dataclass(frozen=True, slots=True)
class Introduced:
    """An abbreviation at a token, and what it stands for: the tokens first..last, half-open."""

    token: int
    first: int
    last: int


def introduced(words: Words) -> Iterator[Introduced]:
    """The abbreviations in brackets, in order of the text, whose letters are those of the name beside them."""
    for i in range(1, len(words) - 2):
        if words.word(i) != "(" or not words.same_sentence(i - 1, i + 1):
            continue
        close = next((k for k in range(i + 2, min(i + LONGEST + 3, len(words))) if words.word(k) == ")"), None)
        if close is None:
            continue
        k = i + 1
        while words.word(k).lower() in CALLED and k < close - 1:
            k += 1
        if k == close - 1 and _may_abbreviate(words, k):
            first = _start(words, i, words.word(k))
            if first is None:
                first = _halved(words, i, words.word(k))
            if first is not None:
                yield Introduced(k, first, i)
        elif _may_abbreviate(words, i - 1) and _spells(words, i + 1, close, i - 1):
            yield Introduced(i - 1, i + 1, close)


def named(words: Words, cues: Cues, found: Introduced) -> Name | None:
    """The name that an abbreviation stands for, where no table knows it; None where it is no body, law or the like."""
    text = words.span_text(found.first, found.last)
    if found.last - found.first < 2 and "-" not in text and not words.is_common_noun(found.first):
        return None
    head = next((k for k in range(found.first, found.last) if words.is_common_noun(k)), found.first)
    opening = cues.opens(words.lemma(head)) or cues.refers(words.lemma(head))
    ending = cues.last(words.text[found.last - 1]) if opened_by(words, cues, found.first, found.last) is None else None
    cue = ending or opening or cues.before(words.lemma(head))
    if found.last - found.first == 1 and cue is None:
        return None
    cls = cue.cls if cue is not None and cue.cls not in ("Person", "-") else "Organization"
    if cls == "Alliance" and cue is not None and cue.word != words.lemma(head) and words.word(found.first)[-1:] == "-":
        cls = "Organization"  # "Mittelstands- und Wirtschaftsunion" joins no states
    if re.search(r"\b(Company|Corporation|Group|Konzern|Inc|Ltd)\b", text) and ending is None:
        cls = "Company"
    return Name(found.first, found.last, cls, base_form(words, found.first, found.last), weight=9)


def meaning(words: Words, found: Introduced, mentions: Sequence[Mention]) -> Entity | None:
    """The known entity that an abbreviation stands for, the one named right beside it; None for a ticker."""
    beside = next((m for m in mentions if m.last == found.last and m.first <= found.last - 1), None)
    if beside is None or beside.first > found.first:
        return None
    alone = beside.last - beside.first == 1 and "-" not in beside.text
    if beside.entity.cls in ("Company", "Person", "City") and alone:
        return None  # "Tesla (TSLA)": a ticker
    return beside.entity


def explained(words: Words, cues: Cues, found: Sequence[Mention]) -> tuple[dict[str, Entity], list[tuple[str, Name]]]:
    """What the article's abbreviations mean: those of known entities, and those of names that no table holds."""
    known: dict[str, Entity] = {}
    new: dict[str, Name] = {}
    for one in introduced(words):
        short = words.text[one.token]
        entity = meaning(words, one, found)
        if entity is not None:
            known.setdefault(short, entity)
            continue
        beyond = [m for m in found if m.first < one.last and one.first < m.last]
        if any(m.first < one.first or m.last > one.last for m in beyond):
            continue
        name = named(words, cues, one) if not any(m.first == one.first and m.last == one.last for m in beyond) else None
        if name is not None and short not in known:
            new.setdefault(short, name)
    return known, list(new.items())


# -- inside -------------------------------------------------------------------------------------------------------


def _may_abbreviate(words: Words, k: int) -> bool:
    word = words.word(k)
    return bool(SHORT.fullmatch(word)) and not word.isdigit() and len(word) > 1


def _start(words: Words, end: int, short: str) -> int | None:
    """Where the name begins that ends at `end` and that `short` abbreviates; the shortest that fits."""
    k = end - 1
    while k >= 0 and end - k <= LONGEST and words.joined(k):
        word = words.word(k)
        inside = word.lower() in FUNCTION | ENGLISH or words.doc[k].tag_ == "ADJA" or word in ("&", ",")
        if not (word[:1].isupper() or inside):
            return None
        if word[:1].isupper():
            listed = "," in (words.word(j) for j in range(k, end))
            opened = opened_by(words, words.cues, k, end) is not None
            name = [words.word(j) for j in range(k, end) if words.word(j) != ","]
            if (opened or not listed) and (_abbreviates(short, name) or (opened and _by_parts(words, short, name))):
                return k
        k -= 1
    return None


def _halved(words: Words, end: int, short: str) -> int | None:
    """Where "Mittelstands- und Wirtschaftsunion (MIT)" begins: a body that one noun names with two first halves."""
    first, tail = end - 3, words.lemma(end - 1)
    half = words.word(first)
    if not half.endswith("-") or words.word(end - 2) not in ("und", "&") or words.cues.before(tail) is not None:
        return None
    one = all(words.joined(k) for k in range(first - 1, end - 1)) and words.word(first - 1).lower() in DEFINITE
    letters = [c for c in short.casefold() if c.isalnum()]
    fits = short.isupper() and short not in words.cues.parts.parties and half[:1].casefold() == letters[0]
    nouns = (half + words.word(end - 1)).casefold()
    return first if one and fits and words.is_common_noun(end - 1) and _in_order(letters, nouns) else None


def _spells(words: Words, first: int, last: int, token: int) -> bool:
    short, long = words.word(token), words.text[first:last]
    initials = "".join(word[:1] for word in long if word[:1].isupper())
    return long[0][:1].isupper() and _abbreviates(short, long) and (short.isupper() or initials == short.upper())


def _abbreviates(short: str, long: Sequence[str]) -> bool:
    """Whether the letters of `short` stand in the words in their order, among them how each capital word begins."""
    letters = [c for c in short.casefold() if c.isalnum()]
    text = squeeze(" ".join(long)).replace("-", " ").split(" ")
    if (
        not letters
        or not text[0]
        or text[0][0].casefold() != letters[0]
        or short.casefold() == "".join(text).casefold()
    ):
        return False
    if len(text) == 1:
        return short.isupper() and len(short) < len(text[0]) / 2 and _in_order(letters, text[0].casefold())
    initials = [word[0].casefold() for word in text if word[:1].isupper()]
    return _in_order(initials, "".join(letters)) and _in_order(letters, "".join(text).casefold())


def _by_parts(words: Words, short: str, long: Sequence[str]) -> bool:
    """Whether each letter begins a word or a compound's part: "Bundesministerium für … Zusammenarbeit … (BMZ)".

    Of three nouns one may go without a letter.
    """
    letters = [c for c in short.casefold() if c.isalnum()]
    if not short[:1].isupper() or len(letters) < 3:
        return False
    begins: list[tuple[str, int]] = []
    for number, word in enumerate(long):
        begins += [(word[at].casefold(), number) for at in _parts(words, word)]
    used: set[int] = set()
    k = 0
    for letter in letters:
        while k < len(begins) and begins[k][0] != letter:
            k += 1
        if k == len(begins):
            return False
        used.add(begins[k][1])
        k += 1
    nouns = [number for number, word in enumerate(long) if word[:1].isupper()]
    silent = [number for number in nouns if number not in used]
    return 0 in used and begins[0][0] == letters[0] and len(silent) * 3 <= len(nouns)


def _parts(words: Words, word: str) -> list[int]:
    """Where the parts of a word begin: 0 and 6 in "Bundesministerium"; "Bundesamt" may be cut before a linking -s-."""
    pieces = words.lexicon.split_compound(word) if words.lexicon is not None and word[:1].isupper() else None
    places = [0]
    for piece in (pieces or ())[1:]:
        at = word.casefold().find(piece.casefold(), places[-1] + 1)
        if at > 0:
            places += [at, at + 1] if piece.startswith("S") else [at]
    return places


def _in_order(letters: Sequence[str], text: str) -> bool:
    rest = iter(text)
    return all(c in rest for c in letters)
