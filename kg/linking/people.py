"""People whom the table does not know: first names and surnames, and who is meant by a surname alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.linking.cues import Cues
from kg.linking.finders import (
    DETERMINERS,
    EAST_ASIAN,
    PARTICLES,
    YOUNGER,
    Name,
    after_particle,
    may_be_surname,
    name_at,
)
from kg.linking.ids import normalised
from kg.linking.words import Words
from kg.model import Entity

FIRST_NAME, SURNAME_FIRST = 7, 7
WOMEN, MEN = frozenset({"Frau"}), frozenset({"Herr", "Herrn"})
# Two syllables of a Chinese given name in Latin letters: "Wentao", "Yuheng".
_SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?(?:[iu]?ang|i?ong|eng|[iuü]?an|[uü]?en|i?ao|u?ai|u?ei|[io]u|[iuü]?[ae]|uo|"
    r"ing|in|un|ui|o|i|u|ü|er)"
)
CHINESE = re.compile(rf"{_SYLLABLE}{_SYLLABLE}", re.I)
SIDES = {"ihrerseits": "f", "seinerseits": "m"}
FAR, CLOSE = 3, 1  # sentences: of two people of one surname the one just named is meant, the other being farther away


def eastern(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Lee Jae-myung", "Wang Wentao", "Nguyen Van Thang": a family name that stands first, then names."""
    for i in range(len(words) - 1):
        if taken[i] or cues.surnames.get(words.word(i)) != "first" or not words.joined(i) or taken[i + 1]:
            continue
        if words.word(i - 1).lower() in DETERMINERS and words.joined(i - 1):
            continue
        if i > 0 and words.given(i - 1) and words.joined(i - 1):
            continue  # "Sophie Li Peking": the surname behind a first name
        last = i + 1
        while last - i < 4 and (words.is_name(last) or _marked(words, i, last + 1)) and _free(words, last, taken):
            if words.text[last - 1].endswith("s") and last > i + 1:
                break
            last += 1
        foreign = last - i == 3 and all(words.foreign(k) and words.doc[k].tag_ == "NE" for k in range(i, last))
        hyphened = last == i + 2 and EAST_ASIAN.fullmatch(words.word(i + 1)) is not None
        chinese = last == i + 2 and words.foreign(i + 1) and CHINESE.fullmatch(words.word(i + 1)) is not None
        marked = last > i + 1 and all(words.doc[k].ent_type_ == "PER" for k in range(i, last))
        if hyphened or foreign or chinese or (marked and cues.last(words.word(last - 1)) is None):
            yield name_at(words, i, last, "Person", SURNAME_FIRST)


def arabic(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Khalid al-Mutairi", "Mohammed bin Salman": a name, then a surname that its particle shows."""
    for i in range(len(words) - 1):
        if taken[i] or not words.is_name(i) or not words.joined(i) or words.word(i + 1) in ("de", "di", "du", "da"):
            continue
        first = i
        while first > 0 and words.is_name(first - 1) and words.joined(first - 1) and not taken[first - 1]:
            first -= 1
        before = words.doc[first - 1].tag_ if first > 0 and words.joined(first - 1) else ""
        if words.doc[i].tag_ != "NE" or before in ("ART", "ADJA", "APPRART", "VVPP"):
            continue
        end = after_particle(words, i + 1, taken)
        if end is not None and re.fullmatch(r"(al|as|el|ad|at|an|bin|ibn|von|van)(-.*)?", words.word(i + 1)):
            if words.doc[i].ent_type_ in ("PER", "ORG") and words.doc[i + 1].ent_type_ == words.doc[i].ent_type_:
                yield name_at(words, first, end, "Person", FIRST_NAME)


def people(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Imke Drossel", "Ulrike Maria Brandt": a known first name, then a surname."""
    for i in range(len(words)):
        if taken[i] or not words.given(i) or not words.joined(i):
            continue
        also_word = not words.is_name(i)
        if also_word and words.opens_sentence(i):
            continue
        if also_word and _marked(words, i, i + 2) and not taken[i + 1]:
            yield name_at(words, i, i + 2, "Person", FIRST_NAME)  # "Mark Wahlberg", "Otto Bosse"
            continue
        last = i + 1
        while words.joined(last - 1) and words.given(last) and not taken[last]:
            last += 1
        end = _surname_end(words, i, last, taken)
        if end == last and last - i < 2:
            continue
        if words.word(end) in ("&",) or (
            also_word and not _marked(words, i, end) and words.word(i - 1).lower() in DETERMINERS
        ):
            continue
        if words.word(end) in YOUNGER and words.joined(end - 1):
            end += 1
        yield name_at(words, i, end, "Person", FIRST_NAME)


def surname(name: str, words: Words) -> str:
    """What a person is called for short: "Drossel", "von der Leyen", "Wang", "al-Mutairi"; "" for a single name."""
    parts = [p for p in normalised(name, "Person", words.cues.parts).split(" ") if p not in YOUNGER]
    if len(parts) < 2:
        return ""
    if words.cues.surnames.get(parts[0]) == "first" and not words.gender(parts[0]):
        return parts[0]
    if EAST_ASIAN.fullmatch(parts[-1]) and len(parts) == 2:
        return parts[0]
    start = next((k for k in range(1, len(parts) - 1) if parts[k] in PARTICLES), len(parts) - 1)
    return " ".join(parts[start:])


def short_names(name: str, words: Words) -> list[str]:
    """All that may stand for a person once named in full: the surname, also less its particle or its second part."""
    last = surname(name, words)
    if not last:
        return []
    parts = [p for p in name.split(" ") if p not in YOUNGER]
    younger = [p for p in name.split(" ") if p in YOUNGER]
    found = [f"{last} {younger[0]}"] if younger else [last]
    if " " in last and not last.split(" ")[0][:1].isupper():
        found += [last.split(" ")[-1]]
    if re.match(r"(al|as|el|ad|at|an)-", last):
        found += [last[:1].upper() + last[1:]]
    if last == parts[-1] and len(parts) == 3 and not re.fullmatch(r"\w\.", parts[1]):
        found += [" ".join(parts[1:])] if not words.gender(parts[1]) else []
    if last == parts[-1] and not words.gender(parts[0]) and parts[0] in words.cues.surnames:
        found += [parts[0]]
    return found


def chosen(words: Words, i: int, people: Sequence[Entity], places: dict[str, list[int]]) -> Entity | None:
    """Who of several people of one surname is meant at token i; None where the text does not tell.

    people: those who bear the surname. places: the tokens where each, by id, is named in full.
    """
    if len(people) == 1:
        return people[0]
    gender = _gender_told(words, i)
    if gender:
        fit = [p for p in people if words.gender(p.name.split(" ")[0]) in (gender, "u")]
        if len(fit) == 1:
            return fit[0]
        people = fit or people
    title = _title(words, i)
    same = [p for p in people if title and title in {_title(words, k) for k in places.get(p.id, ())}]
    if len(same) == 1:
        return same[0]
    distance = {}
    for person in people:
        before = [words.sentence[i] - words.sentence[k] for k in places.get(person.id, ()) if k < i]
        distance[person.id] = min(before, default=len(words))
    order = sorted(people, key=lambda p: (distance[p.id], p.id))
    if distance[order[0].id] <= CLOSE and distance[order[1].id] > FAR:
        return order[0]
    return None


def by_surname(people: Sequence[Entity], words: Words) -> dict[str, list[Entity]]:
    """The people of an article by what they may be called for short."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for person in sorted(set(people), key=lambda p: (p.id, p.cls, p.name)):
        for short in dict.fromkeys(short_names(person.name, words)):
            found[short].append(person)
    return found


def _free(words: Words, i: int, taken: Sequence[bool]) -> bool:
    return i < len(words) and words.joined(i - 1) and not taken[i]


def _marked(words: Words, first: int, last: int) -> bool:
    """Whether tagger and recognizer take the tokens for one person's name."""
    tokens = words.doc[first:last]
    joined = all(words.joined(k) for k in range(first, last - 1)) and all(t.ent_iob_ == "I" for t in tokens[1:])
    return joined and len(tokens) == last - first and all(t.tag_ == "NE" and t.ent_type_ == "PER" for t in tokens)


# -- inside -------------------------------------------------------------------------------------------------------


def _gender_told(words: Words, i: int) -> str:
    """m or f where a title before the name says so: "Frau Weber", "Ministerin Weber"."""
    before = words.word(i - 1)
    if not before or not words.joined(i - 1):
        return _own_side(words, i)
    if before in WOMEN:
        return "f"
    if before in MEN:
        return "m"
    cue = words.cues.before(words.lemma(i - 1)) if words.is_common_noun(i - 1) else None
    if cue is not None and cue.cls == "Person" and cue.gender in ("m", "f"):
        return cue.gender
    return _own_side(words, i)


def _own_side(words: Words, i: int) -> str:
    """ "Wong sagte ihrerseits Hilfe zu": whose side it is, right behind the verb whose subject the name is."""
    if i + 2 < len(words) and words.doc[i + 1].tag_ in ("VVFIN", "VAFIN", "VMFIN") and words.same_sentence(i, i + 2):
        return SIDES.get(words.word(i + 2), "")
    return ""


def _title(words: Words, i: int) -> str:
    """The office or trade that stands before a name, in its base form; "" where none does."""
    if i == 0 or not words.joined(i - 1) or not words.is_common_noun(i - 1):
        return ""
    cue = words.cues.before(words.lemma(i - 1))
    return words.lemma(i - 1) if cue is not None and cue.cls == "Person" else ""


def _surname_end(words: Words, i: int, last: int, taken: Sequence[bool]) -> int:
    """Where the person ends whose first names stand at [i, last); `last` where no surname follows."""
    if last - i > 1 and words.text[last - 1].endswith("s") and words.gender(words.text[last - 1].removesuffix("s")):
        return last  # "Maria Giulias Name": the genitive ends the name
    joined = words.joined(last - 1)
    after = after_particle(words, last, taken) if joined else None
    if after is not None:
        second = words.is_name(after) and words.joined(after - 1) and not words.text[after - 1].endswith("s")
        return after + 1 if second and _marked(words, after - 1, after + 1) else after  # "de la Cruz Ortega"
    if re.fullmatch(r"[A-Z]\.", words.word(last)) and words.is_name(last + 1):
        return last + 2
    if not joined or taken[last] or not words.capital(last):
        return last
    if not words.is_name(last) and (not words.is_name(i) or not may_be_surname(words, last)):
        return last
    end = last + 1
    while end - i < 4 and words.is_name(end) and words.joined(end - 1) and not taken[end]:
        if words.text[end - 1].endswith("s"):
            break  # "Walter Meischbergers Exanwalt"
        end += 1
    return end
