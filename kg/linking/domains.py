"""Firms called by the address they sell under: "Trip.com", "Pony.ai", "Character.AI", not addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.linking.finders import Name
from kg.linking.known import part
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Mention

WEIGHT = 6
ADDRESS_WORDS = frozenset({"unter", "Website", "Webseite", "Internetseite", "Adresse", "Domain"})


def domains(words: Words, table: EntityTable) -> Iterator[Name]:
    """The names that end as addresses do, less their genitive, but for those that are a known body's address."""
    for i in range(len(words)):
        if not words.inside[i] or words.word(i - 1) in ADDRESS_WORDS:
            continue
        last = i + 3 if words.word(i + 1) == "." and _stuck(words, i) and _stuck(words, i + 1) else i + 1
        name = called(words, words.span_text(i, last)) if last <= len(words) else ""
        if name and not words.source[words.ends[last - 1] :].startswith("/") and not _known(table, name):
            yield Name(i, last, "Company", name, WEIGHT)


def in_compounds(words: Words, table: EntityTable, taken: Sequence[bool]) -> Iterator[Mention]:
    """ "Trip.com-Chef": such a name before a hyphen."""
    for i, word in enumerate(words.text):
        front, hyphen, tail = word.rpartition("-")
        if not hyphen or taken[i] or not words.inside[i] or not tail[:1].isupper() or called(words, front) != front:
            continue
        if front and not _known(table, front):
            yield part(words, i, 0, len(front), table.unknown(front, "Company"))


def called(words: Words, text: str) -> str:
    """The name in the nominative that a text is if it ends as an address does: "Trip.coms" → "Trip.com"; else ""."""
    match = re.fullmatch(r"([A-Z0-9][\w-]*)(\.[A-Za-z]+?)(s|'|’)?", text)
    if match is None:
        return ""
    return match[1] + match[2] if match[2].lower() in words.cues.parts.domains else ""


# -- inside -------------------------------------------------------------------------------------------------------


def _known(table: EntityTable, name: str) -> bool:
    """Whether a body of the table has the address, as Spiegel.de is the Spiegel's."""
    front = name.rsplit(".", 1)[0]
    return any(hit.sure or hit.entity.cls == "MediaOutlet" for text in (name, front) for hit in table.lookup(text))


def _stuck(words: Words, i: int) -> bool:
    return i + 1 < len(words) and words.ends[i] == words.starts[i + 1]
