"""Capitals that act for their state: "Peking reagierte" is China, "in Peking" is the city."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.known import mention
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import How, Mention

AT_PLACE = frozenset("in nach aus bei um nahe bis ab via über unweit nördlich südlich östlich westlich".split())
FROM = frozenset(
    "kritik reaktion reaktionen signal signale widerstand druck warnung warnungen forderung forderungen vorwurf "
    "vorwürfe protest proteste drohung drohungen hilfe zusage lob antwort angebot zustimmung".split()
)
RUMOUR = frozenset("heißt hieß verlautet verlautete".split())  # "aus Peking hieß es"
PLACE_NOUNS = frozenset(
    "Innenstadt Zentrum Straße Straßen Flughafen Bürgermeister Bürgermeisterin Vorort Vororte Einwohner Stadtteil "
    "Universität Börse Hafen U-Bahn Stadtrand Norden Süden Osten Westen".split()
)
CITY_NOUNS = frozenset(
    "Stadt Hauptstadt Metropole Millionenstadt Universität Flughafen Bürgermeister Großraum Raum Börse Hafen Region "
    "Standort Sitz Messe".split()
)
BETWEEN = frozenset("und oder sowie , / wie".split())


def capitals(words: Words, table: EntityTable, found: Sequence[Mention]) -> list[Mention]:
    """The mentions with each capital that acts turned into its state: "Peking reagierte", "Washingtons Zölle"."""
    by_last = {m.last: m for m in found}
    by_first = {m.first: m for m in found}
    changed: list[Mention] = []
    for m in found:
        state = table.stands_for(m.entity.id) if m.how is How.NAME else None
        if state is None or not _acts(words, table, m, by_first, by_last):
            changed.append(m)
        else:
            changed.append(mention(words, m.first, m.last, state, How.METONYM))
    return changed


# -- inside -------------------------------------------------------------------------------------------------------


def _acts(
    words: Words, table: EntityTable, m: Mention, by_first: dict[int, Mention], by_last: dict[int, Mention]
) -> bool:
    before, after = m.first - 1, m.last
    if words.text[m.last - 1].endswith("s") and not m.entity.name.endswith("s"):
        # "Pekings Exportkontrollen" is the state, "Pekings Innenstadt" the city.
        return words.word(after) not in PLACE_NOUNS
    if (
        words.word(before) in ("(", "/")
        or words.word(after) == "/"
        or (words.word(after) == "(" and words.opens_sentence(m.first))
    ):
        return False
    lead = _lead(words, m, by_last)
    if lead is None or _visited(words, table, m) or _described(words, m) or _beside_city(words, table, m, by_last):
        return False
    if lead >= 0 and words.text[lead].lower() in AT_PLACE:
        if words.text[lead].lower() == "aus":
            return words.word(lead - 1).lower() in FROM or words.word(after).lower() in RUMOUR
        return False
    if m.last - m.first > m.entity.name.count(" ") + 1:
        return False  # "Washington, D.C."
    if lead >= 0 and _of_city(words, lead):
        return False
    if (
        lead >= 0
        and words.text[lead].lower() in ("von", "vom")
        and (words.word(after) in ("nach", "bis", "aus") or _of_city(words, lead - 1))
    ):
        return False
    if words.word(after) in ("selbst", "und") and by_first.get(after + 1) is not None:
        other = by_first[after + 1].entity
        if other.cls == "City" and table.stands_for(other.id) is None:
            return False
    return True


def _beside_city(words: Words, table: EntityTable, m: Mention, by_last: dict[int, Mention]) -> bool:
    """ "zwischen Hamburg und Berlin": in a list with a city that stands for no state."""
    other = by_last.get(m.first - 1) if words.word(m.first - 1) in ("und", "oder", "sowie") else None
    return other is not None and other.entity.cls == "City" and table.stands_for(other.entity.id) is None


def _visited(words: Words, table: EntityTable, m: Mention) -> bool:
    """ "besuchte Tokio und Taipeh": the object of a verb that has a place for its object."""
    token = words.doc[m.last - 1]
    while token.dep_ in ("conj", "flat", "appos") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("obj", "dobj", "oa") and table.cues.lookalikes.has("visit", token.head.lemma_)


def _described(words: Words, m: Mention) -> bool:
    """ "London ist die teuerste Stadt Europas": said of the city."""
    head = words.doc[m.last - 1].head
    return words.doc[m.last - 1].dep_.startswith("nsubj") and words.lemma(head.i) in CITY_NOUNS


def _of_city(words: Words, i: int) -> bool:
    """Whether token i is said of cities: "die Metropole Peking", "die Stadtverwaltung von Peking"."""
    return words.lemma(i) in CITY_NOUNS or words.word(i).startswith("Stadt")


def _lead(words: Words, m: Mention, by_last: dict[int, Mention]) -> int | None:
    """The token before the list that the capital stands in ("in Oslo und Bern": "in"); None after a non-capital."""
    k = m.first - 1
    while (
        k >= 0
        and words.text[k] in BETWEEN
        and by_last.get(k) is not None
        and by_last[k].entity.cls in ("City", "Country", "Alliance")
    ):
        k = by_last[k].first - 1
    return k
