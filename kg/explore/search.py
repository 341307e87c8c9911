"""Entities by what one types: the beginning of a name or of a word in it, a part of it, a Wikidata id or an IRI.

Fewer than three letters are not looked for within words. Spelling is forgiven: case, accents, and
umlauts written with or without their e ("ü", "ue" and "u" find each other).
"""

from __future__ import annotations

import difflib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.explore.index import SAME_AS, GraphIndex, short
from kg.graph.knowledge import ALT, DEFAULT, PREF
from kg.graph.quads import one_line
from kg.graph.terms import local
from kg.vocab import PREFIXES

TYPED, SPELT, PREFIX, WORD, INSIDE = range(5)  # kinds of match, the best first

SHORT = 3  # letters; fewer stand inside names that nobody means by them

_PLAIN = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_DASHES = str.maketrans(dict.fromkeys("-‐‑‒–—/_.,'’", " "))
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; `alias` tells another name from its label, `key` is how it is looked for."""

    iri: str
    text: str
    alias: bool
    key: str


class SearchIndex:
    """The names of a store, sorted so that a search of 100,000 takes milliseconds."""

    def __init__(self, index: GraphIndex):
        """Reads every name once."""
        self.index = index
        self.names: list[Name] = list(_names(index))
        starts = [(start, row) for row, name in enumerate(self.names) for start in _word_starts(name.key)]
        starts.sort()
        self._starts = [text for text, _ in starts]
        self._rows = [row for _, row in starts]
        self._all = "\n".join(name.key for name in self.names)
        self._begins: list[int] = []
        at = 0
        for name in self.names:
            self._begins.append(at)
            at += len(name.key) + 1
        self._wikidata = {
            local(quad.object.value).casefold(): quad.subject.value
            for quad in index.store.quads_for_pattern(None, SAME_AS, None, DEFAULT)
            if quad.object.value.startswith(PREFIXES["wd"])
        }

    def hits(self, query: str, limit: int) -> list[dict[str, Any]]:
        """The entities that a query may mean: the best kind of match first, then the best connected."""
        best: dict[str, tuple[int, bool, Name | None]] = {}
        for kind, iri, name in self._matches(query, limit):
            match = (kind, name is not None and name.alias, name)
            if iri not in best or match[:2] < best[iri][:2]:
                best[iri] = match
        degree = self.index.degree
        few = nsmallest(limit, best, key=lambda iri: (best[iri][0], -degree(iri), best[iri][1], iri))
        return [self._hit(iri, best[iri][2]) for iri in few]

    def called(self, text: str) -> list[str]:
        """The entities that are called just this, or have this Wikidata id or IRI; the best match first."""
        exact = [(kind, bool(name and name.alias), iri) for kind, iri, name in self._matches(text, 0) if kind <= SPELT]
        exact.sort(key=lambda match: (*match[:2], -self.index.degree(match[2]), match[2]))
        return [iri for _, _, iri in exact]

    def close_to(self, text: str) -> list[str]:
        """Up to three names like one that nothing has."""
        key = fold(text)
        near = difflib.get_close_matches(key, sorted({name.key for name in self.names}), n=3, cutoff=0.6)
        written = {}
        for name in self.names:
            written.setdefault(name.key, name.text)
        inside = [hit["alias"] or hit["label"] for hit in self.hits(text, 3)] if key else []
        return list(dict.fromkeys([*(written[k] for k in near), *inside]))[:3]

    def _hit(self, iri: str, name: Name | None) -> dict[str, Any]:
        names = self.index.names
        alias = name.text if name is not None and name.alias and name.text != names.label(iri) else ""
        return {
            "id": iri,
            "label": names.label(iri),
            "alias": alias,
            "class": names.cls(iri),
            "degree": self.index.degree(iri),
        }

    def _matches(self, query: str, limit: int) -> Iterator[tuple[int, str, Name | None]]:
        for iri in self._by_id(query):
            yield TYPED, iri, None
        key = fold(query)
        if not key:
            return
        found, typed = 0, one_line(query).casefold()
        low, high = bisect_left(self._starts, key), bisect_right(self._starts, key + _LAST)
        for at in range(low, high):
            name = self.names[self._rows[at]]
            if name.key == key:
                kind = TYPED if name.text.casefold() == typed else SPELT
            else:
                kind = PREFIX if self._starts[at] == name.key else WORD
            yield kind, name.iri, name
            found += 1
        if found < limit and len(key) >= SHORT:
            yield from ((WORD, name.iri, name) for name in self._with_all_words(key))
            yield from ((INSIDE, name.iri, name) for name in self._inside(key))

    def _by_id(self, query: str) -> Iterator[str]:
        text = query.strip()
        if text.casefold() in self._wikidata:
            yield self._wikidata[text.casefold()]
        if (iri := full_iri(text)) and self.index.knows(iri):
            yield iri

    def _with_all_words(self, key: str) -> Iterator[Name]:
        """Names in which each word of the query begins a word, in whatever order."""
        words = key.split()
        if len(words) < 2:
            return
        rows = None
        for word in words:
            low, high = bisect_left(self._starts, word), bisect_right(self._starts, word + _LAST)
            here = set(self._rows[low:high])
            rows = here if rows is None else rows & here
        yield from (self.names[row] for row in sorted(rows or ()))

    def _inside(self, key: str) -> Iterator[Name]:
        at = self._all.find(key)
        while at >= 0:
            row = bisect_right(self._begins, at) - 1
            yield self.names[row]
            at = self._all.find(key, self._begins[row] + len(self.names[row].key))


def find(search: SearchIndex, text: str) -> str:
    """The IRI of the entity that a user means by a name (any case), a Wikidata id or an IRI.

    Raises KgError, with names that are like it, where there is none.
    """
    if found := search.called(text):
        return found[0]
    close = search.close_to(text)
    hint = f"did you mean {', '.join(close)}?" if close else "kg stats lists what the graph holds"
    raise KgError(f"view: no entity {short(text)!r} in this graph; {hint}")


def full_iri(text: str) -> str:
    """A prefixed name or an IRI as an IRI; empty where the text is neither."""
    text = text.strip().removeprefix("<").removesuffix(">")
    prefix, _, rest = text.partition(":")
    if prefix in PREFIXES and not rest.startswith("//"):
        text = PREFIXES[prefix] + rest
    try:
        return NamedNode(text).value
    except ValueError:
        return ""


@lru_cache(1024)
def fold(text: str) -> str:
    """How a name is looked for: small letters, no accents, umlauts without their e, one space between words."""
    low = text.casefold()
    if not low.isascii():
        plain = unicodedata.normalize("NFKD", low.translate(_PLAIN))
        low = "".join(c for c in plain if not unicodedata.combining(c))
    bare = low.translate(_DASHES).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return " ".join(bare.split())


def _names(index: GraphIndex) -> Iterator[Name]:
    for prop, alias in ((PREF, False), (ALT, True)):
        for quad in index.store.quads_for_pattern(None, prop, None, DEFAULT):
            text = one_line(quad.object.value)
            if key := fold.__wrapped__(text):
                yield Name(quad.subject.value, text, alias, key)


def _word_starts(key: str) -> Iterator[str]:
    """The key from each of its words on."""
    yield key
    at = key.find(" ")
    while at >= 0:
        yield key[at + 1 :]
        at = key.find(" ", at + 1)
