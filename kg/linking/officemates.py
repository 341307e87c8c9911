"""People meant by what they are to another one's office: "sein chinesischer Amtskollege", "Bidens Vorgänger"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from kg.linking.background import Background, first_day
from kg.linking.inflect import without_genitive
from kg.linking.known import mention
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import BackgroundFact, Entity, How, Mention

POSSESSIVES = ("sein", "ihr")
MANY = frozenset({"seine", "ihre"})  # before a masculine noun they are plural
GAP = 60  # days that an office may stand empty between two holders


def relatives_in_office(
    words: Words,
    table: EntityTable,
    background: Background,
    found: Sequence[Mention],
    roles: Mapping[str, frozenset[str]],
) -> Iterator[Mention]:
    """The mentions of counterparts, predecessors and successors whom no name follows.

    found: the mentions so far. roles: what office the article itself says that a person holds, by the person's id.
    """
    ends = {m.last: m for m in found if m.how in (How.NAME, How.ADJECTIVE)}
    starts = {m.first for m in found if m.how is How.NAME}
    for i, word in enumerate(words.text):
        if not words.inside[i] or not word[:1].isupper():
            continue
        kind = background.titles.beside(words.lemma(i))
        if kind not in ("counterpart", "predecessor", "successor"):
            continue
        if words.doc[i].morph.get("Number") == ["Plur"] or (
            kind != "counterpart" and words.word(i - 1).lower() in MANY and not word.endswith("in")
        ):
            continue  # "seine Vorgänger"
        if i + 1 in starts or (words.word(i + 1) in (",", "(") and i + 2 in starts):
            continue
        person = None
        if kind == "counterpart":
            place = ends.get(i)
            if place is not None and place.how is How.ADJECTIVE:
                owner = _owner(words, found, place.first)
                person = owner and _counterpart(words, table, background, place.entity, owner, roles)
        elif (owner := _owner(words, found, i)) is not None:
            person = _neighbour(words, table, background, owner, before=kind == "predecessor")
        if person is not None and person != owner:
            yield mention(words, i, i + 1, person, How.ROLE, hops=2)


def _owner(words: Words, found: Sequence[Mention], i: int) -> Entity | None:
    """Whose counterpart or predecessor: "Bidens", or "sein" with one person named before in the sentence."""
    people = [m for m in found if m.how is How.NAME and m.entity.cls == "Person" and m.last <= i]
    if people and people[-1].last == i and people[-1].entity.name.split(" ")[-1] != words.text[i - 1]:
        return people[-1].entity if without_genitive(words.text[i - 1]) is not None else None
    possessive = words.word(i - 1).lower()
    if not possessive.startswith(POSSESSIVES):
        return None
    near = [m for m in people if words.same_sentence(m.first, i)]
    if len({m.entity for m in near}) != 1 or any(_may_own(words, k, possessive) for k in range(near[-1].last, i)):
        return None
    return near[0].entity


def _may_own(words: Words, k: int, possessive: str) -> bool:
    """Whether a noun between a person and "sein", "ihr" may be the owner: "verglich den H200 mit seinem Vorgänger"."""
    token = words.doc[k]
    if token.tag_ not in ("NN", "NE"):
        return False
    feminine = token.morph.get("Gender") == ["Fem"] and token.morph.get("Number") == ["Sing"]
    return feminine == possessive.startswith("ihr")


def _counterpart(
    words: Words,
    table: EntityTable,
    background: Background,
    state: Entity,
    owner: Entity,
    roles: Mapping[str, frozenset[str]],
) -> Entity | None:
    """Who holds the owner's office in the other state at the article's date."""
    day = words.issued
    own = {fact.role for fact in background.of(owner.id) if fact.role and background.in_office(fact, day)}
    own |= roles.get(owner.id, frozenset())
    offices = [fact for fact in background.offices_in(state.id) if fact.role in own]
    return _one({fact.subject for fact in offices if background.in_office(fact, day)}, table)


def _neighbour(
    words: Words, table: EntityTable, background: Background, owner: Entity, *, before: bool
) -> Entity | None:
    """Who held the office right before or after its owner; the office of now, else the only one he ever led."""
    led = [fact for fact in background.of(owner.id) if fact.predicate == "leads" and fact.start]
    now = [fact for fact in led if words.issued and background.in_office(fact, words.issued)]
    chosen = now or led
    if len(chosen) != 1:
        return None
    (own,) = chosen
    offices = [
        fact
        for fact in background.offices_in(own.object)
        if fact.predicate == "leads" and fact.role == own.role and fact.subject != owner.id
    ]
    if before:
        return _one({fact.subject for fact in offices if _follows(own, fact)}, table)
    return _one({fact.subject for fact in offices if _follows(fact, own)}, table)


def _follows(later: BackgroundFact, earlier: BackgroundFact) -> bool:
    """Whether a term begins where another one ends; terms known by the year alone prove nothing."""
    if len(later.start) < 7 or len(earlier.end) < 7:
        return False
    days = datetime.date.fromisoformat(first_day(later.start)) - datetime.date.fromisoformat(first_day(earlier.end))
    return -31 <= days.days <= GAP


def _one(ids: set[str], table: EntityTable) -> Entity | None:
    return table.get(next(iter(ids))) if len(ids) == 1 else None
