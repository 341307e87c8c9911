"""From the names of an article to its entities: forms of one name joined, one class each, and their short forms.

Two forms are one name whatever legal form, case, hyphen or title they are written with; "Torvik" is the firm that the
article calls Torvik Resources too, "Kern" the person it calls Uta Kern, "VDR" the Verband Deutscher Reeder.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.linking import people, signs
from kg.linking.cues import Cues
from kg.linking.finders import ACRONYM, DETERMINERS, Name
from kg.linking.genitives import bare_name
from kg.linking.ids import BODIES, bare_id, kin
from kg.linking.inflect import without_genitive
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, Mention

SURE = 5  # from this weight on a finder's class stands though other signs weigh as much
MONONYM = 2  # what must speak for a person known by one word
LABELLED = 3  # what the recognizer's label alone gives a name at each place
WITH_SHORT = frozenset({"Company", "Organization"})
MODELS = frozenset({"Product", "Chip"})
LINKS = frozenset("& and of for für der des the".split())


@dataclass(frozen=True, slots=True)
class Naming:
    """The entities of the names: each name with its entity; what else they are called; people by surname.

    full: the tokens where each entity, by id, is named.
    """

    pairs: tuple[tuple[Name, Entity], ...]
    short: dict[str, Entity]
    surnames: dict[str, list[Entity]]
    full: dict[str, list[int]]


def entities_of(
    words: Words, table: EntityTable, cues: Cues, names: Sequence[Name], found: Sequence[Mention]
) -> Naming:
    """The entities of an article's names. found: the mentions of known names, for what stands in a list with a name."""
    names = _without_short(words, table, names, found)
    written = {name.text for name in names}
    groups: dict[str, list[tuple[Name, str]]] = defaultdict(list)
    for name in names:
        text = bare_name(words, cues, name, written)
        groups[bare_id(text, name.cls, cues.parts)].append((name, text))
    joined = _joined(groups, words)
    classes = _classes_of_tokens(words, names, found)
    pairs: list[tuple[Name, Entity]] = []
    for members in joined.values():
        cls = _class(words, cues, [name for name, _ in members], classes)
        if cls is not None:
            entity = _entity(table, _label(members), cls)
            pairs += [(name, entity) for name, _ in members]
    pairs.sort(key=lambda pair: pair[0].first)
    pairs = _people(words, pairs, found)
    full: dict[str, list[int]] = defaultdict(list)
    for name, entity in pairs:
        full[entity.id].append(name.first)
    persons = [entity for _, entity in pairs if entity.cls == "Person"]
    persons += _known_people(words, pairs, found, full)
    return Naming(tuple(pairs), _short(words, table, pairs, found), people.by_surname(persons, words), full)


# -- inside -------------------------------------------------------------------------------------------------------


def _without_short(words: Words, table: EntityTable, names: Sequence[Name], found: Sequence[Mention]) -> list[Name]:
    """The names less the weakly told ones that are somebody's or something's short name: found again as that."""
    short: set[str] = set()
    for name in names:
        if name.cls == "Person" and " " in name.text and name.weight >= SURE:
            short |= set(people.short_names(name.text, words))
        elif name.cls in MODELS and name.weight >= SURE:
            short |= set(_model(name.text))
    for m in found:
        if m.entity.cls == "Company" and m.last - m.first > 1:
            short |= set(_first_words(words, table, m.entity.name))
        elif m.entity.cls == "Person" and m.last - m.first > 1:
            short |= set(people.short_names(m.entity.name, words))
    return [n for n in names if n.weight >= SURE or not {n.text, without_genitive(n.text)} & short]


def _model(name: str) -> Iterator[str]:
    """What a product is called less its maker or version: "Zhaoxin KX-7000" → "KX-7000"."""
    first, last = name.split(" ")[0], name.split(" ")[-1]
    if name == f"{first} {last}" and re.fullmatch(r"[A-Z]?\d{1,3}", last) and len(first) > 3:
        yield first  # "Kimi K2" → "Kimi"
    if " " in name and re.search(r"[A-Za-z].*\d", last) and len(last) > 2:
        yield last


Groups = dict[str, list[tuple[Name, str]]]


def _joined(groups: Groups, words: Words) -> Groups:
    """The groups with those of short forms put to the one full form that they can only be short for."""
    texts = {key: _label(members) for key, members in groups.items()}
    joined: Groups = {key: list(members) for key, members in groups.items()}
    for key in sorted(groups, key=lambda k: (texts[k].count(" "), k)):
        longer = [
            other
            for other in groups
            if other != key and other in joined and _short_for(texts[key], texts[other], groups[key], groups[other])
        ]
        if len(longer) == 1:
            joined[longer[0]] += joined.pop(key)
    return joined


def _short_for(short: str, full: str, members: list[tuple[Name, str]], others: list[tuple[Name, str]]) -> bool:
    """Whether one name is a body's short form: its first words, or its initials."""
    bodies = any(name.cls in BODIES for name, _ in others)
    if not bodies or all(name.cls == "Person" and " " in name.text for name, _ in members):
        return False
    if full.startswith(short + " "):
        return True
    return len(short) > 2 and bool(ACRONYM.fullmatch(short)) and _initials(full) == short


def _label(members: Sequence[tuple[Name, str]]) -> str:
    """What the entity is called: the name with most words, then the one written most."""
    count = Counter(text for _, text in members)
    return min(count, key=lambda text: (-text.count(" "), -count[text], text))


def _classes_of_tokens(words: Words, names: Sequence[Name], found: Sequence[Mention]) -> list[str | None]:
    classes: list[str | None] = [None] * len(words)
    for m in found:
        classes[m.first : m.last] = [m.entity.cls] * (m.last - m.first)
    for name in names:
        if name.weight >= SURE:
            classes[name.first : name.last] = [name.cls] * (name.last - name.first)
    return classes


def _class(words: Words, cues: Cues, names: Sequence[Name], classes: Sequence[str | None]) -> str | None:
    """The class of one entity by all its names; None where nothing tells it surely enough."""
    total: Counter[str] = Counter()
    best: dict[str, int] = {}
    for name in names:
        best[name.cls] = max(best.get(name.cls, 0), name.weight)
    for first, last in _places(words, names):
        total += signs.votes(words, cues, first, last, classes)
    total += Counter(best)
    cls = signs.settled(total)
    if cls is None:
        surest = max(best, key=lambda c: (best[c], -signs.ORDER.index(c)))
        return surest if best[surest] >= SURE else None
    if max(best.values()) < SURE:
        one_word = all(" " not in name.text for name in names)
        shown = total["Person"] - (signs.HINT + 1) * len(names)  # more than the recognizer's label
        if cls == "Person" and one_word and len(names) > 1 and _first_name_only(words, names):
            return cls
        if cls == "Person" and one_word and (shown < MONONYM or not words.foreign(names[0].first)):
            return None  # a surname alone, of somebody the article never introduces
        if (
            cls == "Organization"
            and total["Organization"] <= LABELLED * len(names)
            and _of_business(words, names, classes)
        ):
            return "Company"
    return cls


def _first_name_only(words: Words, names: Sequence[Name]) -> bool:
    """Whether somebody is called by the first name alone all over the article: "Leyla"."""
    first = names[0].text
    surnames = [i for i, word in enumerate(words.text) if word == first and words.joined(i) and words.is_name(i + 1)]
    return bool(words.gender(first)) and all(name.text == first for name in names) and not surnames


def _places(words: Words, names: Sequence[Name]) -> list[tuple[int, int]]:
    """Where an entity is named: what the finders saw, and where a name of one word stands beside."""
    seen = {(name.first, name.last) for name in names}
    single = {name.text for name in names if " " not in name.text}
    inside = {i for first, last in seen for i in range(first, last)}
    more = {(i, i + 1) for i, word in enumerate(words.text) if word in single and i not in inside and words.inside[i]}
    return sorted(seen | more)


def _of_business(words: Words, names: Sequence[Name], classes: Sequence[str | None]) -> bool:
    """Whether a body that nothing else tells is a firm: it stands without article, and a firm is named near it."""
    bare = all(words.word(name.first - 1).lower() not in DETERMINERS for name in names)
    firms = {words.sentence[i] for i, cls in enumerate(classes) if cls == "Company"}
    here = {words.sentence[name.first] + near for name in names for near in (-1, 0, 1)}
    return bare and bool(firms & here) and not words.setting.leisure


def _entity(table: EntityTable, text: str, cls: str) -> Entity:
    known = table.lookup(text)
    if known and known[0].sure and kin(known[0].entity.cls, cls):
        return known[0].entity
    return table.unknown(text, cls)


def _people(words: Words, pairs: list[tuple[Name, Entity]], found: Sequence[Mention]) -> list[tuple[Name, Entity]]:
    """The names with surnames that stand alone put to the people named in full; a name of two such people goes."""
    full = [entity for _, entity in pairs if entity.cls == "Person" and people.surname(entity.name, words)]
    places: dict[str, list[int]] = defaultdict(list)
    for name, entity in pairs:
        places[entity.id].append(name.first)
    full += _known_people(words, pairs, found, places)
    by_surname = people.by_surname(full, words)
    settled: list[tuple[Name, Entity]] = []
    for name, entity in pairs:
        some = by_surname.get(entity.name) or by_surname.get(without_genitive(entity.name) or "")
        if some is None or entity.cls != "Person" or entity in some:
            settled.append((name, entity))
        elif (one := people.chosen(words, name.first, some, places)) is not None:
            settled.append((name, one))
    return settled


def _known_people(
    words: Words, pairs: Sequence[tuple[Name, Entity]], found: Sequence[Mention], full: dict[str, list[int]]
) -> list[Entity]:
    """People of the table that the article names in full, for their surnames are no unknown namesake's alone."""
    known = []
    for m in found:
        if m.entity.cls == "Person" and m.last - m.first > 1:
            known.append(m.entity)
            full[m.entity.id].append(m.first)
    return known


def _short(
    words: Words, table: EntityTable, pairs: Sequence[tuple[Name, Entity]], found: Sequence[Mention]
) -> dict[str, Entity]:
    """What else the article calls a body or thing once it is introduced: "Syrah", "Kestrel Ridge", "VDM"."""
    meant: dict[str, set[Entity]] = defaultdict(set)
    for name, entity in pairs:
        meant[entity.name].add(entity)
        if entity.cls != "Person" or " " in name.text:
            meant[name.text].add(entity)
        if entity.cls in WITH_SHORT and not entity.known:
            for short in _first_words(words, table, entity.name):
                meant[short].add(entity)
        if entity.cls in MODELS:
            for short in _model(entity.name):
                if not table.lookup(short):
                    meant[short].add(entity)
        capitals = _initials(entity.name)
        if entity.cls in BODIES and len(capitals) > 2 and not table.lookup(capitals):
            meant[capitals].add(entity)
    for m in found:
        if m.entity.cls == "Company" and m.last - m.first > 1:
            for short in _first_words(words, table, m.entity.name):
                meant[short].add(m.entity)
    return {
        text: min(some, key=lambda e: (e.id, e.cls, e.name))
        for text, some in meant.items()
        if len({e.id for e in some}) == 1
    }


def _first_words(words: Words, table: EntityTable, name: str) -> Iterator[str]:
    """The beginnings of a firm's name that may stand for it: nothing but a name, not a person's, not the table's."""
    parts = name.split(" ")
    for size in range(1, len(parts)):
        short = " ".join(parts[:size])
        if parts[size - 1] in LINKS or table.lookup(short) or not _no_word(words, parts[0]):
            continue
        if size > 1 or (not words.gender(short) and (len(short) > 3 or short.isupper())):
            yield short


def _no_word(words: Words, form: str) -> bool:
    """Whether a form is no word of German; what only falls into words ("Voltara") may be a name."""
    if words.lexicon is None or words.only_name(form):
        return words.only_name(form)
    return "-" not in form and not words.lexicon.readings(form)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper())
