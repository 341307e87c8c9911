"""Names that the table does not hold, found by what German writes around them: first names, titles, trades, endings.

Precision first: a word is a name only with a cue beside it; a capital alone says nothing in German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.linking.cues import Cue, Cues
from kg.linking.inflect import slug, squeeze, without_genitive
from kg.linking.known import mention, part
from kg.linking.table import EntityTable
from kg.linking.words import DAMAGED, Words
from kg.model import Entity, Mention

PARTICLES = frozenset("von van der den de del della di da do dos du la le bin ibn al el ter ten zu zur".split())
ENGLISH = frozenset("of for and on the in to & at".split())
DETERMINERS = frozenset(
    "der die das des dem den ein eine einer eines einem einen kein keine keiner keinen dieser diese dieses diesem diesen "
    "jeder jede jedes jeden jedem sein seine seiner seines seinem seinen ihr ihre ihrer ihres ihrem ihren im am zum zur "
    "vom beim ins ans mehr viele alle beide".split()
)
AT_PLACE = frozenset("in nach bei nahe unweit".split())
MONEY = re.compile(r"(invest|einst(ie|ei)g|beteilig|anteil)", re.I)  # "in Humain investieren": no place
# "Kazatomprom-Chef": what stands before such a tail is a firm.
FIRM_TAILS = frozenset("Chef Chefin Vorstand Gründer Gründerin Aktie Tochter Konzern Manager Managerin Vorstandschef".split())
PARTIES = frozenset("CDU CSU SPD FDP AfD Grüne Grünen Linke BSW FPÖ ÖVP SPÖ SVP".split())
EAST_ASIAN = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Han-koo", "Jae-myung": the family name stands first
ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
MAX_NAME = 6
LEGAL = frozenset("AG SE GmbH KGaA KG Inc Inc. Corp Corp. Ltd Ltd. Plc Co. N.V. Group Holding Holdings".split())
# Not the second part of a person's name though written with a capital.
CALENDAR = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch Donnerstag "
    "Freitag Samstag Sonntag Uhr Prozent Euro Dollar Milliarden Millionen".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens that is a name of its own, with its class and base form."""

    first: int
    last: int
    cls: str
    text: str


def unknown_names(words: Words, table: EntityTable, cues: Cues, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of entities that the table does not know: full names, then their short forms all over the article.

    found: the mentions of known names. Only a longer name covers one of them ("Vale Indonesia", a quoted title).
    """
    if words.lexicon is None:
        return []
    longer = [*_quoted(words, cues), *_grown(words, cues, found)]
    taken = [False] * len(words)
    for m in found:
        for i in range(m.first, m.last):
            taken[i] = True
    names: list[Name] = list(longer)
    for name in names:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    for finder in (_ended, _titled, _people, _parenthesised, _after_comma, _at_place):
        for name in finder(words, cues, taken):
            if not any(taken[i] for i in range(name.first, name.last)):
                names.append(name)
                for i in range(name.first, name.last):
                    taken[i] = True
    entities = _entities(words, table, names)
    mentions = [mention(words, name.first, name.last, entity) for name, entity in zip(names, entities, strict=True)]
    short = _short_forms(words, names, entities, table)
    mentions += _again(words, short, taken)
    mentions += _firms_in_compounds(words, taken, short)
    return mentions


# -- finders ------------------------------------------------------------------------------------------------------


def _quoted(words: Words, cues: Cues) -> Iterator[Name]:
    """ „No DeepSeek on Government Devices Act“: a quotation whose last word tells its class."""
    for i in range(len(words)):
        if words.word(i) not in ("„", "»", '"', "“"):
            continue
        for last in range(i + 2, min(i + 10, len(words))):
            if words.word(last) in ("“", "«", '"', "”"):
                cue = cues.last(words.word(last - 1))
                if cue is not None and last - i > 2 and words.capital(i + 1):
                    yield _name(words, i + 1, last, cue.cls)
                break


def _grown(words: Words, cues: Cues, found: Sequence[Mention]) -> Iterator[Name]:
    """ "Vale Indonesia", "Aramco Digital": a firm's branch that begins with the firm's name and ends like a firm."""
    for m in found:
        cue = cues.last(words.word(m.last))
        if m.entity.cls != "Company" or cue is None or cue.cls != "Company" or not words.joined(m.last - 1):
            continue
        if words.word(m.last) not in LEGAL and not words.text[m.last - 1].endswith("s"):
            yield _name(words, m.first, m.last + 1, "Company")


def _ended(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Syrah Resources", "Biosecure Act": names whose last word tells their class."""
    for i in range(1, len(words)):
        cue = cues.last(words.word(i))
        if cue is None or taken[i] or not words.inside[i]:
            continue
        first = i
        while first > 0 and i - first < MAX_NAME and words.joined(first - 1) and not taken[first - 1]:
            before = words.word(first - 1)
            if words.is_name(first - 1) and (cue.cls == "Measure" or before not in PARTICLES):
                first -= 1
            elif before in ENGLISH and before != "in" and words.is_name(first - 2) and not taken[first - 2]:
                first -= 2
            else:
                break
        if first < i and not (i - first == 1 and words.text[first].endswith("-")):
            yield _name(words, first, i + 1, cue.cls)


def _titled(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "der Konzern Wolfspeed", "Ministerpräsident Älichan Smajylow", "die Minen Balama und Ancuabe"."""
    for i in range(len(words)):
        if not words.inside[i] or not words.word(i)[:1].isupper() or not words.is_common_noun(i):
            continue
        cue = cues.before(words.lemma(i)) or cues.before(words.word(i))
        if cue is None or (taken[i] and "-" not in words.word(i)):
            continue
        start = i + 1
        if words.word(start) in ("von", "für") and words.is_common_noun(start + 1):
            start += 2  # "Hersteller von Seltenerdmagneten X"
        if cue.cls == "Person" and words.word(start) == ",":
            start += 1  # "Ihre Nachfolgerin, Katelyn Christ,"
        if words.word(start) in ("„", "»", '"'):
            start += 1
        if start > i + 1 and not words.same_sentence(i, min(start, len(words) - 1)):
            continue
        yield from _listed(words, cue, start, taken, straight=start == i + 1)


def _listed(words: Words, cue: Cue, start: int, taken: Sequence[bool], *, straight: bool) -> Iterator[Name]:
    while True:
        if not words.word(start) or (straight and not words.joined(start - 1)):
            return
        if taken[start]:
            last = start + 1
            while last < len(words) and taken[last] and words.joined(last - 1):
                last += 1
        else:
            last = _run(words, start, taken, person=cue.cls == "Person")
            if last == start:
                return
            yield _name(words, start, last, cue.cls)
        if words.word(last) not in ("und", "oder", "sowie") or cue.cls in ("City", "Region"):
            return
        if not words.is_name(last + 1) and not (words.given(last + 1) and words.is_name(last + 2)):
            return
        start, straight = last + 1, True


def _run(words: Words, start: int, taken: Sequence[bool], *, person: bool) -> int:
    """The end of the name that begins at `start`; `start` itself where none does."""
    if taken[start] or not (words.is_name(start) or (person and words.given(start))):
        return start
    last = start + 1
    while last < len(words) and last - start < MAX_NAME and words.joined(last - 1) and not taken[last]:
        word = words.word(last)
        if words.is_name(last) or (re.fullmatch(r"[A-Z]\.", word) is not None):
            last += 1
        elif person and word in PARTICLES and words.capital(last + 1) and words.joined(last) and not taken[last + 1]:
            last += 2
        elif person and last == start + 1 and _surname(words, last):
            last += 1
        elif not person and re.fullmatch(r"[A-Z]?\d[\w.-]*", word) and len(word) < 7 and not word.isdigit():
            last += 1
        else:
            break
    return start if person and last == start + 1 and words.given(start) and "NAC" not in words.kinds(start) else last


def _surname(words: Words, i: int) -> bool:
    """Whether a common noun may be a surname here ("Judith Amsel", "Katelyn Christ"): nothing that belongs to it follows."""
    word = words.word(i)
    if not words.capital(i) or word in CALENDAR or "-" in word or word.isupper() or DAMAGED.search(word):
        return False
    return "NAC" in words.kinds(i) or words.doc[i].tag_ == "NE" or words.word(i + 1) in (",", "(", ")", "“", "und", ":")


def _people(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Judith Amsel", "Kerstin Maria Rippel": a known first name, then a surname."""
    for i in range(len(words)):
        if taken[i] or not words.given(i) or not words.joined(i):
            continue
        also_word = not words.is_name(i)
        if also_word and words.opens_sentence(i):
            continue
        last = i + 1
        while words.joined(last - 1) and words.given(last) and not taken[last]:
            last += 1
        end = last
        if words.word(last) in PARTICLES and words.joined(last - 1) and words.capital(last + 1) and not words.is_common_noun(last + 1):
            end = last + 2
        elif re.fullmatch(r"[A-Z]\.", words.word(last)) and words.is_name(last + 1):
            end = last + 2
        elif words.joined(last - 1) and not taken[last] and words.capital(last):
            if words.is_name(last) or (not also_word and _surname(words, last)):
                end = last + 1
        if end == last and last - i < 2:
            continue
        if end == last and not any("NAC" in words.kinds(k) for k in range(i + 1, last)):
            continue
        if words.word(end) in ("&",) or (also_word and words.word(i - 1).lower() in DETERMINERS):
            continue
        yield _name(words, i, end, "Person")


def _parenthesised(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "European Semiconductor Manufacturing Company (ESMC)": initials in brackets; "Amsel (SPD)" is a person."""
    for i in range(1, len(words) - 2):
        if words.word(i) != "(" or words.word(i + 2) != ")":
            continue
        short = words.word(i + 1)
        if short in PARTIES and words.is_name(i - 1) and not taken[i - 1]:
            first = i - 2 if words.is_name(i - 2) and words.joined(i - 2) and not taken[i - 2] else i - 1
            yield _name(words, first, i, "Person")
            continue
        if not ACRONYM.fullmatch(short):
            continue
        first = i - 1
        while first > 0 and words.joined(first - 1) and (words.capital(first - 1) or words.word(first - 1) in ENGLISH) and i - first < 8:
            first -= 1
        initials = "".join(words.text[k][0] for k in range(first, i) if words.capital(k))
        while len(initials) > len(short) and first < i - 1:
            first += 1
            initials = "".join(words.text[k][0] for k in range(first, i) if words.capital(k))
        if len(initials) >= 2 and initials == short and not any(taken[first:i]):
            text = words.span_text(first, i)
            cls = "Company" if re.search(r"\b(Company|Corporation|Group|Konzern|Inc|Ltd)\b", text) else "Organization"
            last = cues.last(words.text[i - 1])
            yield _name(words, first, i, last.cls if last else cls)


def _after_comma(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Desai, Analyst bei …", "Ahn, der Handelsminister": two words of a name, then a comma and a title."""
    for i in range(len(words) - 3):
        if taken[i] or not words.is_name(i) or (taken[i - 1] and words.joined(i - 1)):
            continue
        two = words.is_name(i + 1) and words.joined(i) and not taken[i + 1]
        k = i + 2 if two else i + 1
        if words.word(k) != ",":
            continue
        k += 1
        described = words.word(k) in DETERMINERS
        if described:
            k += 1
        if words.word(k)[:1].islower() and words.capital(k + 1):
            k += 1  # one adjective
        cue = cues.before(words.lemma(k)) if words.word(k)[:1].isupper() else None
        if cue is not None and ((two and cue.cls == "Person") or (described and cue.cls == "Company")):
            yield _name(words, i, i + 2 if two else i + 1, cue.cls)


def _at_place(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "in Dholera", "im thüringischen Arnstadt", "Taylor (Texas)": a name that is no word, where German puts places."""
    for i in range(1, len(words)):
        if taken[i] or not words.joined(i - 1) or not words.capital(i):
            continue
        if words.word(i + 1) == "(" and words.word(i - 1) == "in" and words.is_name(i) and words.word(i + 3) == ")" and taken[i + 2]:
            yield _name(words, i, i + 1, "City")
            continue
        described = words.word(i - 2).lower() == "im" and re.search(r"[a-zß]sche?n$", words.word(i - 1)) is not None
        if words.word(i - 1).lower() not in AT_PLACE and not described:
            continue
        kinds = words.kinds(i)
        city = bool(kinds & {"STD", "GEB", "GEO"})
        if not words.is_name(i) and not (city and words.doc[i].tag_ == "NE"):
            continue
        sentence = words.doc[i].sent.text if words.lexicon is not None else ""
        word = words.word(i)
        if (not city and not described and MONEY.search(sentence)) or word.isupper() or re.search(r"[a-z][A-Z]|\d|[.&]", word):
            continue
        if words.given(i) and not city:
            continue
        last = i + 1
        while last < len(words) and last - i < 3 and words.joined(last - 1) and words.is_name(last) and not taken[last]:
            last += 1
        if words.word(i - 1).lower() == "bei" and not city:
            continue  # "bei Wedbush": a firm as often as a place
        cls = "City" if "STD" in kinds or not kinds else "Region" if "GEB" in kinds else "Place"
        yield _name(words, i, last, cls)


# -- one name, one entity -----------------------------------------------------------------------------------------


def _name(words: Words, first: int, last: int, cls: str) -> Name:
    text = squeeze(words.span_text(first, last))
    return Name(first, last, cls, text)


def _entities(words: Words, table: EntityTable, names: Sequence[Name]) -> list[Entity]:
    """The entity of each name. "Gottheimers" is Gottheimer where the article has it, or where German asks a genitive."""
    written = {name.text for name in names} | set(words.text)
    entities: list[Entity] = []
    longer = {name.text.split(" ")[-1]: name for name in reversed(names) if name.cls == "Person" and " " in name.text}
    for name in names:
        text = _base(name.text, written, words, name)
        full = longer.get(text) if name.cls == "Person" else None
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
        if words.word(name.last) == "(" and ACRONYM.fullmatch(words.word(name.last + 1)) and words.word(name.last + 2) == ")":
            short.setdefault(words.text[name.last + 1], entity)
    return short


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
    """Whether a noun that is also a surname stands without article or adjective: "Amsel warnt", not "die Amsel"."""
    before = words.word(i - 1)
    return before.lower() not in DETERMINERS and (i == 0 or words.doc[i - 1].tag_ not in ("ADJA", "ART", "CARD"))


def _firms_in_compounds(words: Words, taken: Sequence[bool], short: dict[str, Entity]) -> Iterator[Mention]:
    """ "Kazatomprom-Chef": a firm that no table knows."""
    for i, word in enumerate(words.text):
        if taken[i] or not words.inside[i] or "-" not in word:
            continue
        front, tail = word.rsplit("-", 1)
        if tail.rstrip("s") not in FIRM_TAILS or front in short or not words.only_name(front) or not front[:1].isupper():
            continue
        if words.lexicon is not None and (words.lexicon.name_kinds(front) or len(front) < 3):
            continue
        yield part(words, i, 0, len(front), Entity(slug(front), "Company", front))
