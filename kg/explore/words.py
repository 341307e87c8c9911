"""The German words of the page: what it calls classes, properties, qualifiers and ways to tell a fact."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from kg.errors import TableError

KINDS = ("class", "property", "qualifier", "reading")
HEADER = ["kind", "name", "note", "german", "other"]


@dataclass(frozen=True, slots=True)
class Word:
    """One term: `german` is its word, `other` the plural of a class or a property read from its object."""

    name: str
    note: str
    german: str
    other: str


Words = dict[str, dict[str, Word]]


def load_words(text: str | None = None) -> Words:
    """The table as kind → local name → Word, in the order of the file.

    Args:
        text: the table itself; without it, the one that ships.

    Raises:
        TableError: with every fault of the table, one a line.
    """
    if text is None:
        text = files("kg.explore").joinpath("words.tsv").read_text(encoding="utf-8")
    words: Words = {kind: {} for kind in KINDS}
    faults: list[str] = []
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines or lines[0][1].split("\t") != HEADER:
        raise TableError([f"words.tsv: the header must read {' '.join(HEADER)}, tabs between"])
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(HEADER):
            faults.append(f"words.tsv:{number}: {len(cells)} cells instead of {len(HEADER)}")
            continue
        kind, name, note, german, other = (cell.strip() for cell in cells)
        if kind not in words:
            faults.append(f"words.tsv:{number}: unknown kind {kind!r}; one of {', '.join(KINDS)}")
        elif name in words[kind]:
            faults.append(f"words.tsv:{number}: {kind} {name} stands here twice")
        elif not german or (kind in ("class", "property") and not other):
            faults.append(f"words.tsv:{number}: {kind} {name} has no German word")
        else:
            words[kind][name] = Word(name, note, german, other)
    for name, word in words["class"].items():
        if word.note and word.note not in words["class"]:
            faults.append(f"words.tsv: superclass {word.note} of {name} is no class of the table")
    if faults:
        raise TableError(faults)
    return words


def ancestors(words: Words, cls: str) -> tuple[str, ...]:
    """The superclasses of a class, nearest first; none for a class the table does not know."""
    found: list[str] = []
    while (word := words["class"].get(cls)) and word.note and word.note not in found:
        found.append(word.note)
        cls = word.note
    return tuple(found)
