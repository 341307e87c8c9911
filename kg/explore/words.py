"""The words of the page, in German and in English: the ontology's terms, and the texts of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kg.explore.looks import READING_LOOKS, class_look
from kg.lexicon import Column, Fault, Row, read_table, suggest
from kg.vocab import ENTITY_CLASSES, LABELS, QUALIFIERS, RELATIONS

LANGUAGES = ("de", "en")
MODALITIES = ("Asserted", "Planned", "Possible", "Demanded", "Denied")
STATUSES = ("Current", "Former")

Table = Path | Traversable
Text = dict[str, str]  # language → text

_WANTED = {
    "class": tuple(ENTITY_CLASSES),
    "property": tuple(name for name, relation in RELATIONS.items() if not relation.symmetric),
    "reading": tuple(name for name in READING_LOOKS if name not in LABELS),
}
_OTHER = ("Sonstiges", "other", "Sonstige", "others")  # what has no class: one and many
_FILLED = re.compile(r"\{(\w*)\}")


def load_words(table: Table | None = None) -> dict[str, dict[str, Text]]:
    """The words that the ontology's labels do not give: kind → name → language → word.

    table: a file of words; without it, the one that ships.
    Raises TableError with every fault of the table.
    """
    columns = (
        Column("kind", required=True, choices=tuple(_WANTED)),
        Column("name", required=True),
        *(Column(language, required=True) for language in LANGUAGES),
    )
    found: dict[str, dict[str, Text]] = {kind: {} for kind in _WANTED}
    for row in read_table(table or _shipped("words.tsv"), columns, check=_word_faults):
        found[row["kind"]][row["name"]] = {language: row[language] for language in LANGUAGES}
    return found


def load_texts(table: Table | None = None) -> dict[str, Text]:
    """The texts of the interface: key → language → text; {name} in a text stands for a value.

    table: a file of texts; without it, the one that ships.
    Raises TableError with every fault of the table.
    """
    columns = (
        Column("key", required=True, unique=True, pattern=r"[a-z][a-z0-9]*([.-][a-z0-9]+)*"),
        *(Column(language, required=True) for language in LANGUAGES),
    )
    rows = read_table(table or _shipped("texts.tsv"), columns, sorted_by=("key",), check=_text_faults)
    return {row["key"]: {language: row[language] for language in LANGUAGES} for row in rows}


@cache
def page_words() -> dict[str, Any]:
    """What the page calls and how it draws the ontology's terms; "" stands for a class that nobody knows."""
    words = load_words()
    return {
        "classes": {cls: _class(cls, words["class"][cls]) for cls in words["class"]} | {"": _no_class()},
        "properties": {name: _property(name, words["property"].get(name)) for name in RELATIONS},
        "readings": {name: _reading(name, words["reading"].get(name) or _label(name)) for name in READING_LOOKS},
        "qualifiers": {name: _label(name) for name in QUALIFIERS},
        "modalities": {name: _label(name) for name in MODALITIES},
        "statuses": {name: _label(name) for name in STATUSES},
    }


@cache
def page_texts() -> dict[str, Text]:
    """The texts of the interface that ship."""
    return load_texts()


def text(key: str, language: str, **values: object) -> str:
    """A text of the interface with its values filled in. Raises KeyError for an unknown key or a value that lacks."""
    return _FILLED.sub(lambda match: str(values[match[1]]), page_texts()[key][language])


def _shipped(name: str) -> Traversable:
    return files("kg.explore").joinpath(name)


def _word_faults(rows: list[Row]) -> Iterable[Fault]:
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        kind, name = row["kind"], row["name"]
        if kind not in _WANTED or not name:
            continue
        if name not in _WANTED[kind]:
            yield row.line, f"unknown {kind} {name}{suggest(name, _WANTED[kind])}"
        elif (kind, name) in seen:
            yield row.line, f"{kind} {name} stands in line {seen[kind, name]} already"
        seen.setdefault((kind, name), row.line)
    end = rows[-1].line + 1 if rows else 1
    for kind, names in _WANTED.items():
        yield from ((end, f"{kind} {name} is missing; add a row") for name in names if (kind, name) not in seen)


def _text_faults(rows: list[Row]) -> Iterable[Fault]:
    for row in rows:
        filled = [sorted(_FILLED.findall(row[language])) for language in LANGUAGES]
        if all(row[language] for language in LANGUAGES) and filled[0] != filled[1]:
            yield row.line, f"{row['key']}: the values in braces differ from one language to the other"


def _label(name: str) -> Text:
    """The ontology's labels of a term; its name where the ontology does not know it."""
    return dict(zip(LANGUAGES, LABELS.get(name, (name, name)), strict=True))


def _class(cls: str, plural: Text) -> dict[str, str]:
    look = class_look(cls)
    one = {language: _upper(word) for language, word in _label(cls).items()}
    many = {"dePlural": _upper(plural["de"]), "enPlural": _upper(plural["en"])}
    return {**one, **many, "shape": look.shape, "color": look.color, "dark": look.dark}


def _no_class() -> dict[str, str]:
    look = class_look("")
    names = dict(zip(("de", "en", "dePlural", "enPlural"), map(_upper, _OTHER), strict=True))
    return {**names, "shape": look.shape, "color": look.color, "dark": look.dark}


def _property(name: str, inverse: Text | None) -> dict[str, Any]:
    back = inverse or _label(name)
    return {
        **_label(name),
        "deInverse": back["de"],
        "enInverse": back["en"],
        "symmetric": RELATIONS[name].symmetric,
    }


def _reading(name: str, called: Text) -> dict[str, Any]:
    look = READING_LOOKS[name]
    return {**called, "color": look.color, "dark": look.dark, "dash": list(look.dash) if look.dash else None}


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]
