"""Which of several known people a bare surname behind a title means: "Nordkoreas Machthaber Kim", "Präsident Lee"."""

from __future__ import annotations

from collections.abc import Set

from kg.linking.background import Background
from kg.linking.bearers import Candidate
from kg.linking.inflect import without_genitive
from kg.linking.table import EntityTable, Hit
from kg.linking.words import Words
from kg.model import Entity


def likeliest(
    words: Words, candidate: Candidate, named: Set[str], table: EntityTable, background: Background | None
) -> tuple[Hit, ...]:
    """Of the people whom a surname can name those named in full, else the one whom the title before it fits.

    named: ids of those named in full. Nobody is left where state and office in front fit several or none.
    """
    hits, first = candidate.hits, candidate.first
    if len({hit.entity.id for hit in hits}) < 2 or hits[0].sure or any(hit.entity.cls != "Person" for hit in hits):
        return hits
    if here := tuple(hit for hit in hits if hit.entity.id in named):
        return here
    state = _state(words, first - 1, table)
    fitting = [hit for hit in hits if state is None or hit.entity.country == state.id]
    if len(fitting) > 1 and background is not None:
        fitting = [hit for hit in fitting if _in_office(words, first - 1, hit.entity, background)]
    return tuple(fitting) if len(fitting) == 1 else ()


def _state(words: Words, title: int, table: EntityTable) -> Entity | None:
    """The state that a title names: "US-Minister", "Chinas Minister", "der chinesische Minister"."""
    front, hyphen, _ = words.word(title).rpartition("-")
    if hyphen:
        return table.country_by_compound_prefix(front)
    if not words.joined(title - 1):
        return None
    before = words.word(title - 1)
    for hit in table.lookup(without_genitive(before) or ""):
        if hit.sure:
            return hit.entity if hit.entity.cls == "Country" else table.stands_for(hit.entity.id)
    return table.country_by_adjective(before) if before[:1].islower() else None


def _in_office(words: Words, title: int, person: Entity, background: Background) -> bool:
    """Whether somebody holds the office of the title at the article's date, or ever where it has none."""
    noun = words.lemma(title).rpartition("-")[2]
    office = background.titles.get(noun)
    roles = office.state_roles | office.body_roles if office is not None else frozenset({noun})
    day = words.issued
    return any(
        fact.role in roles and (background.in_office(fact, day) if day else True)
        for fact in background.of(person.id)
        if office is not None or fact.predicate == "leads"  # of senators there are many
    )
