"""What clauses are read with: which tokens are one name, and which name somebody who acts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.language.phrases import Name
from kg.linking.finders import PARTICLES
from kg.linking.table import EntityTable
from kg.model import How, Mention
from kg.vocab import is_a

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Marked


def agents(mentions: Iterable[Mention], table: EntityTable) -> frozenset[int]:
    """The tokens of mentions of somebody who can act: an agent, or a capital that stands for its state.

    mentions: who and what the article names. table: the entities.
    """
    return frozenset(
        i
        for m in mentions
        if m.how not in (How.PART, How.ADJECTIVE)
        and (is_a(m.entity.cls, "Agent") or table.stands_for(m.entity.id) is not None)
        for i in range(m.first, m.last)
    )


_COMMON = ("Product", "Material", "Measure", "Event")  # classes whose names may be common nouns: "Exportkontrollen"


def names_of(doc: Doc, mentions: Iterable[Mention]) -> list[Name]:
    """Token ranges that are one name each, the longest where they overlap; adjectives and compound parts are none."""
    taken: set[int] = set()
    names: list[Name] = []
    whole = (m for m in mentions if m.how in (How.NAME, How.METONYM))
    for m in sorted(whole, key=lambda m: (m.first - m.last, m.first)):
        common = doc[m.first].tag_ == "NN" and any(is_a(m.entity.cls, c) for c in _COMMON)
        if (m.last - m.first == 1 and common) or not taken.isdisjoint(range(m.first, m.last)):
            continue
        taken.update(range(m.first, m.last))
        names.append((m.first, m.last, _in_genitive(m)))
    for span in doc.ents:
        # what the recognizer marks is no entity yet, but its words belong together: "Polarstern Chemie gewinnt …"
        if len(span) > 1 and taken.isdisjoint(range(span.start, span.end)) and _is_name(span):
            names.append((span.start, span.end, span[-1].text.endswith("s") and "Gen" in span[-1].morph.get("Case")))
    return sorted(names)


def _is_name(span: Marked) -> bool:
    nominal = all(t.tag_ in ("NE", "NN", "FM", "CARD", "XY", "TRUNC") or t.lower_ in PARTICLES for t in span)
    return nominal and span[0].text[:1].isupper() and span[0].sent == span[-1].sent


def _in_genitive(mention: Mention) -> bool:
    """„Chinas“, "Trumps", "Jensen Huangs": an -s that the name itself does not have."""
    text = mention.text.rstrip("’'")
    return text.endswith("s") and not mention.entity.name.endswith("s") and len(text) > 3 and not text.isupper()
