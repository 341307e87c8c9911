"""What shows that a known name stands for something else: "Hotel Continental", "Trump Tower", "Jack London", a film."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.lexicon import Column, read_table
from kg.vocab import CLASSES

if TYPE_CHECKING:
    from kg.linking.words import Words

ALL = "-"
COLUMNS = (
    Column("word", required=True),
    Column(
        "place", required=True, choices=("before", "behind", "of", "says", "street", "tail", "title", "visit", "word")
    ),
    Column("class", required=True, many=True, choices=(ALL, *CLASSES)),
    Column("example", required=True),
)
QUOTES = {"„": "“", "»": "«", '"': '"', "“": "”", "‚": "‘"}
LONGEST_TITLE = 12  # tokens
DETERMINERS = frozenset("der des dem den die das".split())


@dataclass(frozen=True, slots=True)
class Lookalikes:
    """The words that speak against a name, or for one, by place.

    Read once by `load_lookalikes`, passed in with the cues, never changed.
    """

    _classes: dict[tuple[str, str], frozenset[str]]

    def against(self, place: str, word: str, cls: str) -> bool:
        """Whether `word` at a place beside a name of class `cls` shows that another thing is meant."""
        classes = self._classes.get((place, word))
        return classes is not None and (ALL in classes or cls in classes)

    def has(self, place: str, word: str) -> bool:
        """Whether `word` is a sign at a place for names of any class."""
        return (place, word) in self._classes

    def titles_work(self, noun: str) -> bool:
        """Whether a noun says that the quotation behind it is a work's title: "Roman", "Spielfilm"."""
        ends = (noun, *(noun[cut].upper() + noun[cut + 1 :] for cut in range(1, len(noun) - 3)))
        return any(("title", end) in self._classes for end in ends)


def load_lookalikes(path: Path | Traversable | None = None) -> Lookalikes:
    """The words of the table in the folder `path` (default: the ones in the package).

    Raises TableError that lists all faults of the table.
    """
    folder = path if path is not None else resources.files("kg") / "language" / "de"
    rows = read_table(folder / "lookalikes.tsv", COLUMNS, sorted_by=("word", "place"))
    return Lookalikes({(row["place"], row["word"]): frozenset(row.values("class")) for row in rows})


def works(words: Words, known: Lookalikes) -> Iterator[int]:
    """The tokens in quotation marks that are the title of a film, a book, a song: who is named there is not meant."""
    for i in range(1, len(words)):
        closing = QUOTES.get(words.text[i])
        opens = words.starts[i] > words.ends[i - 1]
        if closing is None or not opens or not words.text[i - 1][:1].isupper():
            continue
        if not known.titles_work(words.lemma(i - 1)):
            continue
        for last in range(i + 1, min(i + LONGEST_TITLE, len(words))):
            if words.text[last] in (closing, "“", "”"):
                yield from range(i + 1, last)
                break


def another_thing(words: Words, known: Lookalikes, first: int, last: int, cls: str) -> bool:
    """Whether words beside the tokens first..last, half-open, show that the name of a `cls` is part of another name."""
    before, behind = words.word(first - 1), words.word(last)
    if behind and words.joined(last - 1) and (known.against("behind", behind, cls) or _dotted(words, known, last, cls)):
        return True
    if before and words.joined(first - 1):
        bases = {before, words.lemma(first - 1), _tail(words, before)} if before[:1].isupper() else {_stem(before)}
        if any(known.against("before", word, cls) for word in bases):
            return True
        if before in DETERMINERS and known.against("of", words.lemma(first - 2), cls) and first > 1:
            return True
        if before == "eine" and cls == "Company" and last - first == 1:
            return True  # firms take no article: "eine Shell" is a thing
    return False


# -- inside -------------------------------------------------------------------------------------------------------


def _dotted(words: Words, known: Lookalikes, last: int, cls: str) -> bool:
    """ "Trump Jr.": the tokenizer may cut before the dot."""
    return words.word(last + 1) == "." and known.against("behind", words.word(last) + ".", cls)


def _tail(words: Words, word: str) -> str:
    """ "US-Bundesstaates" → Bundesstaat."""
    tail = word.rpartition("-")[2]
    return (words.lexicon.lemma(tail, "NOUN") if words.lexicon is not None and "-" in word else None) or tail


def _stem(word: str) -> str:
    """ "jüngeren" → jünger."""
    return re.sub(r"e[mnrs]?$", "", word)
