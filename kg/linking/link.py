"""Mentions → entities: which stretches of an article stand for whom or what. One entity, one id, however written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.linking.compounds import compounds, surfaces
from kg.linking.coreference import coreference
from kg.linking.known import known_names
from kg.linking.sites import sites
from kg.linking.states import adjectives, bodies, capitals
from kg.linking.table import EntityTable
from kg.linking.unknown import unknown_names
from kg.linking.words import Lexicon, Words
from kg.model import Article, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


def link(doc: Doc, article: Article, table: EntityTable, lexicon: Lexicon | None = None) -> tuple[Mention, ...]:
    """The mentions in the article's prose, in order of the text.

    doc: the article's text, tagged. table: the known entities. lexicon: the full-form lexicon; without it
    only names of the table and their compounds are found.
    NAME and METONYM mentions are disjoint; a PART mention lies inside one token, which a NAME may cover too
    ("Nvidia-H200-Chips": NAME H200, PART Nvidia).
    """
    words = Words(doc, article, table.cues, lexicon)
    found = known_names(words, table, table.cues)
    found += unknown_names(words, table, table.cues, found)
    found += adjectives(words, table, _taken(words, found))
    found += compounds(words, table, _taken(words, found), surfaces(found))
    found = bodies(words, table, sorted(found, key=_place))
    found = capitals(words, table, found)
    found = sites(words, found)
    found = coreference(words, table, found)
    return tuple(sorted(set(found), key=_place))


def _place(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.how.value, mention.entity.id


def _taken(words: Words, found: list[Mention]) -> list[bool]:
    taken = [False] * len(words)
    for mention in found:
        for i in range(mention.first, mention.last):
            taken[i] = True
    return taken
