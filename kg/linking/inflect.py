"""The forms a German name takes in a sentence, and the base form of a form that stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

ENDINGS = ("e", "er", "es", "en", "em")
# Hyphens and apostrophes that look alike; the table writes the plain ones.
LOOKALIKES = str.maketrans({"‐": "-", "‑": "-", "’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})
# What a descriptive name may begin with in small letters: "seltene Erden", "chinesisches Handelsministerium".
DESCRIBED = frozenset({"Material", "Product", "Chip", "Measure", "Event", "GovernmentBody", "Region"})
# Names of these take no plural and no -e: a person's, a place's, a firm's genitive is -s or an apostrophe.
PROPER = frozenset({"Person", "Company", "MediaOutlet", "City", "Place", "Organization"})
FUNCTION = frozenset("der die das des dem den für und von vom zu zum zur in im an am of for the and".split())
SIBILANT = ("s", "ß", "x", "z", "ce")


def squeeze(text: str) -> str:
    """A name as it is looked up: one space between words, plain hyphen and apostrophe, composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(LOOKALIKES).split())


def declined(adjective: str) -> Iterator[str]:
    """An adjective with every ending: "chinesisch" → chinesisch, chinesische, chinesischer …; "Schweizer" stays."""
    yield adjective
    if not adjective[:1].isupper() or "-" in adjective:
        for ending in ENDINGS:
            yield adjective + ending


def strong(adjective: str, gender: str) -> str:
    """The nominative without article: ("indisch", "n") → "indisches"; gender m, f, n or p (plural)."""
    if adjective[:1].isupper() and "-" not in adjective:
        return adjective
    return adjective + {"m": "er", "f": "e", "n": "es", "p": "e"}[gender]


def name_forms(name: str, cls: str) -> tuple[str, ...]:
    """Every form of a name from the table that a text may hold, the base form first.

    Endings are put on without asking whether German has the form: a form nobody writes harms nobody.
    """
    words = squeeze(name).split(" ")
    head = _head(words)
    variants: list[list[str]] = []
    for place, word in enumerate(words):
        if place == head:
            variants.append(_noun_forms(word, cls))
        elif place < head and cls != "Person" and _declines(word, words, place):
            variants.append(_adjective_forms(word, cls))
        elif place == len(words) - 1 and cls in PROPER and head == 0 and len(words) > 1:
            variants.append([word, *_genitives(word)])
        else:
            variants.append([word])
    forms = [""]
    for choices in variants:
        forms = [f"{form} {choice}".strip() for form in forms for choice in choices]
    return tuple(dict.fromkeys(forms))


def without_genitive(word: str) -> str | None:
    """A proper name less its genitive ending: "Brinkmanns" → "Brinkmann", "Sacks'" → "Sacks"; None if there is none."""
    if word.endswith(("'", "’")) and len(word) > 3:
        return word[:-1]
    if word.endswith(("'s", "’s")) and len(word) > 4:
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "as", "os", "'s")):
        return word[:-1]
    return None


def bare_body(name: str, adjectives: tuple[str, ...]) -> str:
    """The name of a ministry, agency or chamber less its country: "US-Handelsministerium", "Chinesisches
    Handelsministerium", "Bundeswirtschaftsministerium" → "Handelsministerium", "Wirtschaftsministerium".

    adjectives: those of its country.
    """
    words = squeeze(name).split(" ")
    first = words[0][:1].lower() + words[0][1:]
    own = {form for adjective in adjectives for form in declined(adjective)} | {"europäisches", "europäische"}
    if len(words) > 1 and first in {form[:1].lower() + form[1:] for form in own}:
        words = words[1:]
    bare = re.sub(r"^(US|EU|U\.S\.|UN)-", "", words[0])
    if re.fullmatch(r"Bundes[a-zäöü]{4,}ministerium", bare):
        bare = bare.removeprefix("Bundes").capitalize()
    tail = [word for word in words[1:]]
    return " ".join([bare, *tail]) if not _says_country(tail) else bare


def _says_country(tail: list[str]) -> bool:
    """Whether what follows only tells whose it is: "Handelsministerium der USA", "Außenministerium in Peking"."""
    return bool(tail) and tail[0] in ("der", "des", "in", "von") and len(tail) <= 3


def _head(words: list[str]) -> int:
    """The place of the word that carries the case: the last one before a preposition, genitive or number."""
    for place, word in enumerate(words):
        if place > 0 and word in FUNCTION:
            return place - 1
    last = len(words) - 1
    while last > 0 and (words[last][:1].isdigit() or re.fullmatch(r"[A-Z]?\d.*", words[last])):
        last -= 1
    return last


def _declines(word: str, words: list[str], place: int) -> bool:
    """Whether a word before the head looks like a declined adjective: "Weißes", "seltene", "Vereinigte"."""
    stem = _stem(word)
    return stem is not None and len(stem) >= 3 and "-" not in stem[-2:] and not words[place + 1][:1].isdigit()


def _stem(word: str) -> str | None:
    for ending in ("er", "es", "en", "em", "e"):
        if word.endswith(ending) and not word.isupper():
            return word.removesuffix(ending)
    return None


def _adjective_forms(word: str, cls: str) -> list[str]:
    stem = _stem(word) or word
    forms = [word, *(stem + ending for ending in ENDINGS)]
    if cls in DESCRIBED:
        forms += [form[:1].swapcase() + form[1:] for form in list(forms)]
    return list(dict.fromkeys(forms))


def _genitives(word: str) -> list[str]:
    if word.endswith(SIBILANT):
        return [word + "'"]
    return [word + "s", word + "'s"]


def _noun_forms(word: str, cls: str) -> list[str]:
    """The case forms of a head noun: "Haus" → Hauses, "Magnete" → Magneten, "Niederlande" → Niederlanden."""
    forms = [word, *_genitives(word)]
    if cls in PROPER and cls != "Organization":
        return forms
    if word.isupper() or any(c.isdigit() for c in word):
        return forms
    if word.endswith("nis"):
        forms += [word + "ses"]
    elif word.endswith(("s", "ß", "x", "z", "sch", "st", "d", "t", "g", "k", "b", "f", "ch", "pf")):
        forms += [word + "es"]
    if word.endswith("e"):
        forms += [word + "n"]
    elif re.search(r"(el|er)$", word):
        forms += [word + "n"]
    return list(dict.fromkeys(forms))
