"""Names that the table does not hold: found once by what German writes around them, then wherever they come again.

Precision first: a word is a name only with a cue beside it; a capital alone says nothing in German.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.linking import finders, neighbours
from kg.linking.cues import Cues
from kg.linking.finders import ACRONYM, DETERMINERS, EAST_ASIAN, FIRM_TAILS, PARTICLES, PARTIES, Name
from kg.linking.inflect import slug, squeeze, without_genitive
from kg.linking.known import mention, part
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, Mention


def unknown_names(words: Words, table: EntityTable, cues: Cues, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of entities that the table does not know: full names, then their short forms all over the article.

    found: the mentions of known names. Only a longer name covers one of them ("Vale Indonesia", a quoted title).
    """
    if words.lexicon is None:
        return []
    longer = [*finders.quoted(words, cues), *finders.grown(words, cues, found)]
    taken = [False] * len(words)
    for m in found:
        for i in range(m.first, m.last):
            taken[i] = True
    names: list[Name] = list(longer)
    for name in names:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    for finder in (
        finders.ended,
        finders.titled,
        finders.people,
        finders.parenthesised,
        finders.after_comma,
        finders.at_place,
    ):
        # "nach Andrejews Worten" is no place once Sergej Andrejew is named.
        people = (
            {name.text.split(" ")[-1] for name in names if name.cls == "Person"}
            if finder is finders.at_place
            else set()
        )
        for name in finder(words, cues, taken):
            if name.text in people or (without_genitive(name.text) or "") in people:
                continue
            if not any(taken[i] for i in range(name.first, name.last)):
                names.append(name)
                for i in range(name.first, name.last):
                    taken[i] = True
    firms = _firms(words, found, names)
    for more in (
        neighbours.described(words, table, taken),
        neighbours.listed(words, taken, firms),
        neighbours.recognised(words, cues, taken, firms),
    ):
        for name in more:
            if not any(taken[name.first : name.last]):
                names.append(name)
                taken[name.first : name.last] = [True] * (name.last - name.first)
    entities = _entities(words, table, names)
    mentions = [mention(words, name.first, name.last, entity) for name, entity in zip(names, entities, strict=True)]
    short = _short_forms(words, names, entities, table)
    mentions += _again(words, short, taken)
    mentions += _firms_in_compounds(words, taken, short)
    return mentions


def _firms(words: Words, found: Sequence[Mention], names: Sequence[Name]) -> list[bool]:
    """Which tokens belong to the name of a firm."""
    firms = [False] * len(words)
    spans = [(m.first, m.last) for m in found if m.entity.cls == "Company"]
    for first, last in [*spans, *((name.first, name.last) for name in names if name.cls == "Company")]:
        firms[first:last] = [True] * (last - first)
    return firms


# -- one name, one entity -----------------------------------------------------------------------------------------


def _entities(words: Words, table: EntityTable, names: Sequence[Name]) -> list[Entity]:
    """The entity of each name. "Gottheimers" is Gottheimer where the article has it, or German asks a genitive."""
    written = {name.text for name in names} | set(words.text)
    entities: list[Entity] = []
    longer: dict[str, Name] = {}
    for name in names:
        last = name.text.split(" ")[-1]
        if name.cls == "Person" and name.text.count(" ") > (longer[last].text.count(" ") if last in longer else 0):
            longer[last] = name
    for name in names:
        text = _base(name.text, written, words, name)
        full = longer.get(text.split(" ")[-1]) if name.cls == "Person" else None
        if full is not None and not f" {full.text}".endswith(f" {text}"):
            full = None
        if full is not None:
            text = _base(full.text, written, words, full)
        known = table.lookup(text)
        ident = slug(text)
        same = table.get(ident)
        if known and known[0].sure:
            entities.append(known[0].entity)
        elif same is not None and same.cls == name.cls:
            entities.append(same)
        else:
            entities.append(Entity(ident or "name", name.cls, text))
    return entities


def _base(text: str, written: set[str], words: Words, name: Name) -> str:
    words_of = text.split(" ")
    bare = without_genitive(words_of[-1])
    if bare is None or name.cls not in ("Person", "Company", "City", "Place", "Region"):
        return text
    if bare in written or _genitive_place(words, name):
        return " ".join([*words_of[:-1], bare])
    return text


def _genitive_place(words: Words, name: Name) -> bool:
    """Whether a name stands before a noun without an article between, as only a genitive does: "Smajylows Besuch"."""
    after = name.last
    return name.cls == "Person" and words.is_common_noun(after) and words.joined(after - 1)


def _short_forms(
    words: Words, names: Sequence[Name], entities: Sequence[Entity], table: EntityTable
) -> dict[str, Entity]:
    """What else the article calls a name once it is introduced: "Smajylow", "Syrah", "ESMC"."""
    short: dict[str, Entity] = {}
    for name, entity in zip(names, entities, strict=True):
        parts = entity.name.split(" ")
        short.setdefault(entity.name, entity)
        if name.text != entity.name and without_genitive(name.text) != entity.name:
            short.setdefault(name.text, entity)
        if len(parts) > 1 and entity.cls == "Person":
            if EAST_ASIAN.fullmatch(parts[-1]) or not words.gender(parts[0]):
                short.setdefault(parts[0], entity)
            if not EAST_ASIAN.fullmatch(parts[-1]):
                short.setdefault(parts[-1], entity)
                if len(parts) > 2 and parts[-2] in PARTICLES:
                    short.setdefault(" ".join(parts[-2:]), entity)
        elif len(parts) > 1 and entity.cls in ("Company", "Organization") and len(parts[0]) > 3:
            if words.only_name(parts[0]) and not table.lookup(parts[0]):
                short.setdefault(parts[0], entity)
        bracketed = words.word(name.last + 1)
        if words.word(name.last) == "(" and words.word(name.last + 2) == ")" and _abbreviates(bracketed, name.text):
            short.setdefault(bracketed, entity)
    return short


def _abbreviates(short: str, name: str) -> bool:
    """Whether the capitals of `short` stand in the capitals of `name` in their order: RBI, "PwC"."""
    rest = iter(c for c in name if c.isupper())
    return 2 <= len(short) <= 7 and short[:1].isupper() and all(c in rest for c in short if c.isupper())


def _again(words: Words, short: dict[str, Entity], taken: list[bool]) -> Iterator[Mention]:
    for i in range(len(words)):
        if taken[i] or not words.inside[i] or not words.word(i)[:1].isupper():
            continue
        for last in range(min(i + 4, len(words)), i, -1):
            if any(taken[i:last]) or any(not words.joined(k) for k in range(i, last - 1)):
                continue
            text = squeeze(words.span_text(i, last))
            entity = short.get(text) or short.get(without_genitive(text) or "")
            if entity is None:
                continue
            if last - i == 1 and not words.is_name(i) and not _stands_bare(words, i):
                continue
            yield mention(words, i, last, entity)
            taken[i:last] = [True] * (last - i)
            break


def _stands_bare(words: Words, i: int) -> bool:
    """Whether a noun that is also a surname stands without article or adjective: "Drossel warnt", not "die Drossel"."""
    before = words.word(i - 1)
    return before.lower() not in DETERMINERS and (i == 0 or words.doc[i - 1].tag_ not in ("ADJA", "ART", "CARD"))


def _firms_in_compounds(words: Words, taken: Sequence[bool], short: dict[str, Entity]) -> Iterator[Mention]:
    """ "Kazatomprom-Chef": a firm that no table knows."""
    for i, word in enumerate(words.text):
        if taken[i] or not words.inside[i] or "-" not in word:
            continue
        front, tail = word.rsplit("-", 1)
        skipped = len("Ex-") if front.startswith("Ex-") else 0
        front = front[skipped:]
        if front in PARTIES:
            continue
        if (
            tail.rstrip("s") not in FIRM_TAILS
            or front in short
            or not words.only_name(front)
            or not front[:1].isupper()
        ):
            continue
        if words.lexicon is not None and (words.lexicon.name_kinds(front) or len(front) < 3):
            continue
        cls = "Organization" if ACRONYM.fullmatch(front) else "Company"  # "HDP-Chef": as often a party
        yield part(words, i, skipped, skipped + len(front), Entity(slug(front), cls, front))
