"""Names that the table does not hold: found once by what German writes around them, then wherever they come again.

Precision first: a word is a name only with a cue beside it; a capital alone says nothing in German. The class is that
of all signs together, whichever comes first in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.linking import brackets, domains, finders, institutions, neighbours, people, surroundings
from kg.linking.bearers import many
from kg.linking.cues import Cues
from kg.linking.entities import SURE, Naming, entities_of
from kg.linking.finders import ACRONYM, DETERMINERS, FIRM_TAILS, Name
from kg.linking.ids import BODIES, PLACES
from kg.linking.inflect import squeeze, without_genitive
from kg.linking.known import mention, part
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, Mention

FINDERS = (
    finders.ended,
    institutions.opened,
    institutions.capitalised,
    institutions.laws,
    finders.titled,
    people.eastern,
    people.arabic,
    people.people,
    surroundings.in_party,
    surroundings.after_comma,
    surroundings.at_place,
    surroundings.models,
    surroundings.reporting,
    surroundings.of_lexicon,
)


def unknown_names(words: Words, table: EntityTable, cues: Cues, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of entities that the table does not know: full names, then their short forms all over the article.

    found: the mentions of known names. Only a longer name covers one of them ("Vale Indonesia", a quoted title), and an
    abbreviation that this article explains.
    """
    if words.lexicon is None:
        return []
    meant, long = brackets.explained(words, cues, found)
    names = _collected(words, table, cues, found, [name for _, name in long])
    naming = entities_of(words, table, cues, names, found)
    of_name = {(name.first, name.last): entity for name, entity in naming.pairs}
    meant |= {short: of_name[name.first, name.last] for short, name in long if (name.first, name.last) in of_name}
    mentions = [mention(words, name.first, name.last, entity) for name, entity in naming.pairs]
    # What the brackets explain means that in the whole article, whatever the table says.
    mentions = [m for m in mentions if not _means_other(m, meant)]
    taken = [False] * len(words)
    for m in (*found, *mentions):
        if not _means_other(m, meant):
            taken[m.first : m.last] = [True] * (m.last - m.first)
    mentions += _towns(words, naming, found)
    short = {**naming.short, **meant}
    mentions += _again(words, naming, short, taken)
    mentions += _firms_in_compounds(words, table, taken, short)
    mentions += domains.in_compounds(words, table, taken)
    return mentions


def _towns(words: Words, naming: Naming, found: Sequence[Mention]) -> Iterator[Mention]:
    """The known town within the name of a port or university: "Hafen Hamburg" names Hamburg too."""
    by_end = {m.last: m for m in found if m.entity.cls == "City" and m.last - m.first == 1}
    for name, entity in naming.pairs:
        town = by_end.get(name.last)
        if town is not None and town.first > name.first and entity.cls in ("Facility", "Organization"):
            yield part(words, town.first, 0, len(words.text[town.first]), town.entity)


def _means_other(m: Mention, meant: dict[str, Entity]) -> bool:
    return m.last - m.first == 1 and meant.get(m.text, m.entity) != m.entity


def _collected(
    words: Words, table: EntityTable, cues: Cues, found: Sequence[Mention], long: Sequence[Name]
) -> list[Name]:
    """The names that the finders see, disjoint, the surest finder first."""
    taken = [False] * len(words)
    names: list[Name] = []
    longer = (*finders.quoted(words, cues), *finders.grown(words, cues, found), *finders.covering(words, found))
    longer += tuple(domains.domains(words, table))
    for name in (*long, *longer):
        if not any(taken[name.first : name.last]):
            names.append(name)
            taken[name.first : name.last] = [True] * (name.last - name.first)
    for m in found:
        taken[m.first : m.last] = [True] * (m.last - m.first)

    def keep(name: Name) -> None:
        # "das Album Rivers & Streams": a work is called so
        work = name.cls in BODIES and cues.lookalikes.titles_work(words.lemma(name.first - 1))
        if not any(taken[name.first : name.last]) and not (work and words.joined(name.first - 1)):
            names.append(name)
            taken[name.first : name.last] = [True] * (name.last - name.first)

    for name in institutions.at_towns(words, cues, taken):
        names.append(name)
        taken[name.first : name.last] = [True] * (name.last - name.first)
    for finder in FINDERS:
        # "nach Andrejews Worten" is no place once Sergej Andrejew is named.
        persons = {name.text.split(" ")[-1] for name in names if name.cls == "Person"}
        for name in finder(words, cues, taken):
            at_place = finder is surroundings.at_place
            if at_place and (name.text in persons or (without_genitive(name.text) or "") in persons):
                continue
            keep(name)
    places = _tokens(words, found, names, PLACES)
    for name in neighbours.listed_places(words, taken, places):
        keep(name)
    firms = _tokens(words, found, names, frozenset({"Company"}))
    for more in (
        neighbours.described(words, table, taken),
        neighbours.listed(words, taken, firms),
        neighbours.recognised(words, cues, taken, firms),
        neighbours.acting(words, cues, taken),
    ):
        for name in more:
            keep(name)
    return names


def _tokens(words: Words, found: Sequence[Mention], names: Sequence[Name], classes: frozenset[str]) -> list[bool]:
    """Which tokens belong to names of these classes."""
    marked = [False] * len(words)
    spans = [(m.first, m.last) for m in found if m.entity.cls in classes]
    for first, last in [*spans, *((n.first, n.last) for n in names if n.cls in classes and n.weight >= SURE)]:
        marked[first:last] = [True] * (last - first)
    return marked


# -- once introduced ----------------------------------------------------------------------------------------------


def _again(words: Words, naming: Naming, short: dict[str, Entity], taken: list[bool]) -> Iterator[Mention]:
    openings = {_opening(name) for name in (*short, *naming.surnames)}
    for i in range(len(words)):
        if taken[i] or not words.inside[i] or not words.word(i):
            continue
        if not openings & {_opening(words.text[i]), _opening(without_genitive(words.text[i]) or "")}:
            continue
        for last in range(min(i + 7, len(words)), i, -1):
            if any(taken[i:last]) or any(not words.joined(k) for k in range(i, last - 1)):
                continue
            text = squeeze(words.span_text(i, last))
            if not any(c.isupper() for c in text):
                continue
            entity = _entity(words, i, text, naming, short)
            if entity is None:
                continue
            if last - i == 1 and not words.is_name(i) and not text.isupper() and not _stands_bare(words, i):
                continue
            if last - i == 1 and entity.cls == "Person" and (_before_other(words, i, taken) or many(words, i)):
                continue
            yield mention(words, i, last, entity)
            taken[i:last] = [True] * (last - i)
            break


def _opening(name: str) -> str:
    """The first letters and digits of a name; a tokenizer may cut behind them."""
    found = re.match(r"\w+", squeeze(name))
    return found.group(0) if found else name[:1]


def _entity(words: Words, i: int, text: str, naming: Naming, short: dict[str, Entity]) -> Entity | None:
    for form in (text, without_genitive(text)):
        if form is None:
            continue
        if form in short:
            return short[form]
        if form in naming.surnames:
            return people.chosen(words, i, naming.surnames[form], naming.full)
    return None


def _before_other(words: Words, i: int, taken: Sequence[bool]) -> bool:
    """Whether a first name stands right before a surname, so that it is somebody else's: "Lisa Weber"."""
    return i > 0 and words.joined(i - 1) and bool(words.given(i - 1)) and not taken[i - 1]


def _stands_bare(words: Words, i: int) -> bool:
    """Whether a noun that is also a surname stands without article or adjective: "Drossel warnt", not "die Drossel"."""
    before = words.word(i - 1)
    return before.lower() not in DETERMINERS and (i == 0 or words.doc[i - 1].tag_ not in ("ADJA", "ART", "CARD"))


def _firms_in_compounds(
    words: Words, table: EntityTable, taken: Sequence[bool], short: dict[str, Entity]
) -> Iterator[Mention]:
    """ "Kazatomprom-Chef": a firm that no table knows."""
    for i, word in enumerate(words.text):
        if taken[i] or not words.inside[i] or "-" not in word:
            continue
        front, tail = word.rsplit("-", 1)
        skipped = len("Ex-") if front.startswith("Ex-") else 0
        front = front[skipped:]
        if front in words.cues.parts.parties:
            continue
        if front in short and tail[:1].isupper() and short[front].name != front:
            # "Voltara-Aktie" of Voltara Energy; "der Voltara-Konzern" is the firm itself
            whole = not skipped and _house(words, tail)
            own = short[front]
            yield mention(words, i, i + 1, own) if whole else part(words, i, skipped, skipped + len(front), own)
            continue
        if not _firms_tail(words, tail) or front in short or not words.only_name(front) or not front[:1].isupper():
            continue
        if words.lexicon is not None and (words.lexicon.name_kinds(front) or len(front) < 3):
            continue
        if words.lexicon is not None and not front.isupper() and words.lexicon.lemma(front, "NOUN") is not None:
            continue  # "Innenpolitik-Chef"
        cls = "Organization" if ACRONYM.fullmatch(front) else "Company"  # "HDP-Chef": as often a party
        entity = table.unknown(front, cls)
        if not skipped and _house(words, tail):
            yield mention(words, i, i + 1, entity)  # "die Masan-Gruppe" is the firm itself
        else:
            yield part(words, i, skipped, skipped + len(front), entity)


def _house(words: Words, tail: str) -> bool:
    base = (words.lexicon.lemma(tail, "NOUN") if words.lexicon is not None else None) or tail
    return base in ("Gruppe", "Konzern", "Holding")


def _firms_tail(words: Words, tail: str) -> bool:
    """Whether what stands behind the hyphen is a firm's: "-Chef", "-Aktien", "-Gruppe"."""
    base = (words.lexicon.lemma(tail, "NOUN") if words.lexicon is not None else None) or tail
    if tail.rstrip("s") in FIRM_TAILS or base in FIRM_TAILS:
        return True
    return not words.setting.leisure and any(sign.cls == "Company" for sign in words.cues.signs("compound", base))
