"""Mentions → entities: which stretches of an article stand for whom or what. One entity, one id, however written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.linking.background import Background
from kg.linking.capitals import capitals
from kg.linking.compounds import compounds, surfaces
from kg.linking.coreference import coreference
from kg.linking.gatherings import gatherings
from kg.linking.holders import holders
from kg.linking.known import known_names
from kg.linking.sites import sites
from kg.linking.states import adjectives, bodies
from kg.linking.table import EntityTable
from kg.linking.unknown import unknown_names
from kg.linking.words import Lexicon, Words
from kg.model import Article, Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


def link(
    doc: Doc,
    article: Article,
    table: EntityTable,
    lexicon: Lexicon | None = None,
    background: Background | None = None,
) -> tuple[Mention, ...]:
    """The mentions in the article's prose, in order of the text.

    doc: the article's text, tagged. table: the known entities. lexicon: the full-form lexicon; without it
    only names of the table and their compounds are found. background: who holds which office when; without it nobody is
    meant by an office alone.
    NAME and METONYM mentions are disjoint; a PART mention lies inside one token, which a NAME may cover too
    ("Nvidia-H200-Chips": NAME H200, PART Nvidia).
    """
    words = Words(doc, article, table.cues, lexicon)
    found, refused = known_names(words, table, table.cues, background)
    new = [
        m
        for m in unknown_names(words, table, table.cues, found)
        if (m.first, m.last) not in refused or table.get(m.entity.id) is None
    ]
    longer = _taken(words, new)
    found = [m for m in found if not longer[m.first]] + new
    found += adjectives(words, table, _taken(words, found))
    found += compounds(words, table, _taken(words, found), surfaces(found))
    found = bodies(words, table, sorted(found, key=_place))
    found = capitals(words, table, found)
    found = sites(words, table, found)
    found += gatherings(words, table, found)
    if background is not None:
        found = holders(words, table, background, found)
    found = coreference(words, table, found, background)
    return tuple(sorted(set(_one_each(found)), key=_place))


def _one_each(found: list[Mention]) -> Iterator[Mention]:
    """The mentions with one entity for each id: of those that only the text names, the one named most.

    Which stands first in the text is all one, so that two articles do not differ for it.
    """
    said: dict[str, Counter[Entity]] = defaultdict(Counter)
    for mention in found:
        said[mention.entity.id][mention.entity] += 1
    one = {ident: min(count, key=lambda e: (not e.known, -count[e], e.cls, e.name)) for ident, count in said.items()}
    for mention in found:
        entity = one[mention.entity.id]
        yield mention if entity is mention.entity else replace(mention, entity=entity)


def _place(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.how.value, mention.entity.id


def _taken(words: Words, found: list[Mention]) -> list[bool]:
    taken = [False] * len(words)
    for mention in found:
        for i in range(mention.first, mention.last):
            taken[i] = True
    return taken
