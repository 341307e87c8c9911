"""Whose surname stands alone: that of whom the article named in full, "Wang" after "Wang Yi"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.linking.finders import CALENDAR, DETERMINERS, EAST_ASIAN, PARTICLES
from kg.linking.inflect import without_genitive
from kg.linking.lookalikes import another_thing
from kg.linking.table import EntityTable, Hit
from kg.linking.words import Words
from kg.model import Entity

FAMILY_FIRST = frozenset({"china", "hongkong", "nordkorea", "suedkorea", "taiwan", "vietnam"})
FOREIGN_PARTICLES = frozenset("da di del della dos bin ibn van".split())
PLACES = frozenset({"City", "Country", "Region"})
TOGETHER = frozenset("und oder sowie & , beide sie zufolge".split())
FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
INITIAL = re.compile(r"[A-ZÄÖÜ]\.?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens that a name of the table fits, before anything is decided."""

    first: int
    last: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who the article names in full, by surname: people of the table, others, and where each surname comes first.

    `known`: surname → id → entity. `first`: surname → token. `early`: surnames that stand alone before that.
    """

    known: dict[str, dict[str, Entity]]
    others: frozenset[str]
    first: dict[str, int]
    early: frozenset[str] = frozenset()

    def owners(self, surname: str) -> dict[str, Entity]:
        """The people of the table named in full who have this surname, by id."""
        return self.known.get(surname, {})


def named_in_full(words: Words, table: EntityTable, found: Iterable[Candidate]) -> People:
    """The people whom the article names in full, read off the candidates and what stands before them."""
    known: dict[str, dict[str, Entity]] = {}
    others: set[str] = set()
    early: set[str] = set()
    at: dict[str, int] = {}
    for candidate in found:
        first, last = candidate.first, candidate.last
        entity = candidate.hits[0].entity
        if last - first > 1 and entity.cls == "Person" and candidate.hits[0].sure:
            if not another_thing(words, words.cues.lookalikes, first, last, entity.cls):
                surname = surname_of(words, entity)
                known.setdefault(surname, {})[entity.id] = entity
                at.setdefault(surname, first)
        elif last - first == 1 and (stranger(words, table, candidate, entity) or suffixed(words, last)):
            others.add(base(words, first))
            at.setdefault(base(words, first), first)
        elif last - first == 1 and entity.cls == "Person" and base(words, first) not in at:
            early.add(base(words, first))
    return People(known, frozenset(others), at, frozenset(early))


def surname_of(words: Words, entity: Entity) -> str:
    """The surname of a person of the table: "Kim" of Kim Jong-un, "Wang" of Wang Yi, "Bush" of George W. Bush."""
    parts = [part for part in entity.name.split(" ") if part not in ("Jr.", "Sr.", "junior", "senior")]
    if len(parts) < 2:
        return ""
    if EAST_ASIAN.fullmatch(parts[-1]) and entity.country in FAMILY_FIRST:
        return parts[0]
    if entity.country in FAMILY_FIRST and len(parts) == 2 and not words.gender(parts[0]):
        return parts[0]
    return parts[-1]


def base(words: Words, i: int) -> str:
    """A name less its genitive ending."""
    return without_genitive(words.text[i]) or words.text[i]


def suffixed(words: Words, last: int) -> bool:
    """Whether "Jr.", "junior", "senior" follows: the son or the father of the one who is known."""
    return words.word(last).rstrip(".").lower() in ("jr", "junior", "sr", "senior") and words.joined(last - 1)


def stranger(words: Words, table: EntityTable, candidate: Candidate, entity: Entity) -> bool:
    """Whether the one word of a known name is part of somebody else's: "Lisa Cook", "Adam Opel", "Paris Hilton"."""
    if candidate.last - candidate.first > 1:
        return False
    if entity.cls in PLACES and base(words, candidate.first) == entity.name != words.text[candidate.first]:
        return False  # "Bobby Charlton, Englands Rekordschütze": whose place it is
    if _first_name_before(words, table, candidate.first, entity):
        return True
    behind = candidate.last
    if entity.cls == "Person":
        # "Kim Byung-hwan" is not Kim Jong-un, "Paul Kern" is not Rand Paul
        if not words.joined(behind - 1):
            return False
        first_name = bool(words.gender(words.text[candidate.first])) and words.capital(behind)
        other = any(hit.sure for hit in table.lookup(words.word(behind)))
        named = first_name and words.doc[behind].tag_ == "NE" and not other
        return named or bool(EAST_ASIAN.fullmatch(words.word(behind)))
    return _surname_behind(words, candidate, entity.cls)


def bearer(words: Words, i: int, people: People) -> Entity | None:
    """The person of the table whose bare surname token i is because the article names nobody else of it in full."""
    surname = words.text[i] if words.text[i] in people.known else base(words, i)
    owners = people.owners(surname)
    if len(owners) != 1 or surname in people.others or not (words.is_name(i) or _bare(words, i)):
        return None
    neighbours = (words.word(i - 1) if words.joined(i - 1) else "", words.word(i + 1) if words.joined(i) else "")
    if any(word and (words.gender(word) or _unread(words, word)) for word in neighbours):
        return None
    if another_thing(words, words.cues.lookalikes, i, i + 1, "Person") or many(words, i):
        return None
    return next(iter(owners.values()))


def titled_otherwise(words: Words, i: int) -> bool:
    """Whether a title before a surname speaks for the one known by it: "Präsident Trump" beside Melania Trump."""
    if i == 0 or not words.joined(i - 1) or not words.word(i - 1)[:1].isupper():
        return False
    cue = words.cues.before(words.lemma(i - 1)) or words.cues.before(words.word(i - 1))
    return cue is not None and cue.cls == "Person" and words.word(i - 1) not in ("Frau", "Herr")


def many(words: Words, i: int) -> bool:
    """Whether a surname that is a noun too stands for several: "Reiche würden abwandern", "protestieren Fischer".

    A verb in the plural beside it, and nobody named together with it.
    """
    if words.lexicon is None or words.word(i - 1).lower() in TOGETHER or words.word(i + 1).lower() in TOGETHER:
        return False
    tags = [t for r in words.lexicon.readings(words.word(i)) if r.cls == "SUB" for t in r.tags]
    if not any(tag.startswith("NOM:PLU") or tag.endswith(":ADJ") for tag in tags) or titled_otherwise(words, i):
        return False
    behind = i + 1 if words.joined(i) else i
    if _plural(words, behind):
        return True
    return i > 0 and _plural(words, i - 1) and words.same_sentence(i, i - 1) and not words.capital(behind)


def _plural(words: Words, i: int) -> bool:
    token = words.doc[i]
    return token.tag_ in FINITE and token.morph.get("Number") == ["Plur"]


# -- inside -------------------------------------------------------------------------------------------------------


def _first_name_before(words: Words, table: EntityTable, first: int, entity: Entity) -> bool:
    before = first - 1
    if before < 0 or not words.joined(before):
        return False
    if entity.cls == "Person" and words.text[first] == entity.name.split(" ")[0]:
        return False
    if words.word(before) in PARTICLES and words.joined(before - 1) and entity.cls == "Company":
        before -= 1  # "Werner von Siemens"
        if words.opens_sentence(before) and not words.is_name(before):
            return False
    while before > 0 and INITIAL.fullmatch(words.word(before).rstrip(".")) and words.joined(before - 1):
        before -= 1  # "George H. W. Bush"
    word = words.word(before)
    if not words.capital(before) or word in entity.name.split(" ") or word in CALENDAR:
        return False
    if table.lookup(word):
        return False  # "hatte Trump Nvidia erlaubt"
    if words.gender(word):
        # "Will Nvidia …?": a verb that opens a question
        return entity.cls == "Person" or words.is_name(before) or not _verb(words, word)
    if before != first - 1 or not words.is_name(before):
        return False
    # before the verb stands one name only: "Irving Berlin komponierte …"
    alone = entity.cls in ("City", "Region") and words.opens_sentence(before) and not words.heading[before]
    return _one_person(words, before, first + 1) or (alone and words.foreign(before) and not word.isupper())


def _surname_behind(words: Words, candidate: Candidate, cls: str) -> bool:
    """Whether a name that is a first name too has its surname behind it: "Wolfram Weimer", "Leonardo da Vinci"."""
    first, behind = candidate.first, candidate.last
    if not words.joined(behind - 1) or "-" in words.text[first]:
        return False
    if words.word(behind) in FOREIGN_PARTICLES and words.joined(behind) and words.is_name(behind + 1):
        return True
    if not words.is_name(behind) or words.word(behind).isupper() or "-" in words.word(behind):
        return False
    alone = words.opens_sentence(first) and not words.heading[first]  # "Paris Hilton warb …"
    if cls in PLACES and (alone or titled_otherwise(words, first)) and words.foreign(behind):
        return words.doc[behind].tag_ == "NE"
    given = bool(words.gender(words.text[first])) and words.doc[behind].tag_ == "NE"
    return given or _one_person(words, first, behind + 1)


def _bare(words: Words, i: int) -> bool:
    """Whether a noun that is a surname too stands as names do: "Park trat zurück", not "im Park"."""
    before = words.word(i - 1)
    free = before.lower() not in DETERMINERS and (i == 0 or words.doc[i - 1].tag_ not in ("ADJA", "CARD"))
    token = words.doc[i]
    acts = token.tag_ == "NN" and token.dep_ == "nsubj" and token.morph.get("Number") == ["Sing"]
    return free and (token.tag_ == "NE" or acts)


def _verb(words: Words, word: str) -> bool:
    return words.lexicon is None or words.lexicon.lemma(word.lower(), "VERB") is not None


def _one_person(words: Words, first: int, last: int) -> bool:
    """Whether the recognizer takes the tokens, half-open, for one person."""
    return all(words.doc[i].ent_type_ == "PER" for i in range(first, min(last, len(words)))) and not any(
        words.doc[i].ent_iob_ == "B" for i in range(first + 1, min(last, len(words)))
    )


def _unread(words: Words, word: str) -> bool:
    """Whether a word beside a surname may be the rest of a longer name."""
    return word[:1].isupper() and len(word) > 1 and words.only_name(word) and "-" not in word.strip("-")
