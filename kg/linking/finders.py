"""Where German shows that a stretch of tokens is a name: first names, titles, trades, endings, prepositions of place.

Each finder gives the names it sees, with class; of what others found it asks only `taken`, the tokens that are settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.linking.cues import Cue, Cues
from kg.linking.inflect import squeeze
from kg.linking.words import DAMAGED, Words
from kg.model import Mention

PARTICLES = frozenset("von van de del della di da dos du bin ibn al el ter ten".split())
BEHIND_PARTICLE = frozenset("der den dem".split())  # "von der Leyen", "van den Berg"
ENGLISH = frozenset("of for and on the in to & at".split())
DETERMINERS = frozenset(
    "der die das des dem den ein eine einer eines einem einen kein keine keiner keinen dieser diese dieses diesem "
    "diesen jeder jede jedes jeden jedem sein seine seiner seines seinem seinen ihr ihre ihrer ihres ihrem ihren im am "
    "zum zur vom beim ins ans mehr viele alle beide".split()
)
AT_PLACE = frozenset("in nach bei nahe unweit".split())
MONEY = re.compile(r"(invest|einst(ie|ei)g|beteilig|anteil)", re.I)  # "in Humain investieren": no place
# "Kazatomprom-Chef": what stands before such a tail is a firm.
FIRM_TAILS = frozenset(
    "Chef Chefin Vorstand Gründer Gründerin Aktie Tochter Konzern Manager Managerin Vorstandschef".split()
)
PARTIES = frozenset("CDU CSU SPD FDP AfD Grüne Grünen Linke BSW FPÖ ÖVP SPÖ SVP".split())
EAST_ASIAN = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Han-koo", "Jae-myung": the family name stands first
ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
MAX_NAME = 6
LEGAL = frozenset("AG SE GmbH KGaA KG Inc Inc. Corp Corp. Ltd Ltd. Plc Co. N.V. Group Holding Holdings".split())
# Not the second part of a person's name though written with a capital.
CALENDAR = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch "
    "Donnerstag Freitag Samstag Sonntag Uhr Prozent Euro Dollar Milliarden Millionen".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens that is a name of its own, with its class and base form."""

    first: int
    last: int
    cls: str
    text: str


def quoted(words: Words, cues: Cues) -> Iterator[Name]:
    """„Clean Batteries for Schools Act“: a quotation whose last word tells its class."""
    for i in range(len(words)):
        if words.word(i) not in ("„", "»", '"', "“"):
            continue
        for last in range(i + 2, min(i + 10, len(words))):
            if words.word(last) in ("“", "«", '"', "”"):
                cue = cues.last(words.word(last - 1))
                if cue is not None and last - i > 2 and words.capital(i + 1):
                    yield name_at(words, i + 1, last, cue.cls)
                break


def grown(words: Words, cues: Cues, found: Sequence[Mention]) -> Iterator[Name]:
    """ "Vale Indonesia", "Aramco Digital": a firm's branch that begins with the firm's name and ends like a firm."""
    for m in found:
        cue = cues.last(words.word(m.last))
        if m.entity.cls != "Company" or cue is None or cue.cls != "Company" or not words.joined(m.last - 1):
            continue
        if words.word(m.last) not in LEGAL and not words.text[m.last - 1].endswith("s"):
            yield name_at(words, m.first, m.last + 1, "Company")


def ended(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Syrah Resources", "Biosecure Act": names whose last word tells their class."""
    for i in range(1, len(words)):
        cue = cues.last(words.word(i))
        if cue is None or taken[i] or not words.inside[i]:
            continue
        first = i
        legal = words.word(i) in LEGAL
        while first > 0 and i - first < MAX_NAME and words.joined(first - 1) and not taken[first - 1]:
            before = words.word(first - 1)
            if legal and words.is_common_noun(first - 1) and cues.before(words.lemma(first - 1)) is None:
                first -= 1  # "Energie Steiermark AG", "Deutsche Rohstoff AG"
            elif words.is_name(first - 1) and (cue.cls == "Measure" or before not in PARTICLES):
                first -= 1
            elif before in ENGLISH and before != "in" and words.is_name(first - 2) and not taken[first - 2]:
                first -= 2
            else:
                break
        if first < i and not (i - first == 1 and words.text[first].endswith("-")):
            yield name_at(words, first, i + 1, cue.cls)


def titled(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
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
            start += 1  # "Ihre Nachfolgerin, Maren Dahlbeck,"
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
            if cue.cls == "Organization" and last == start + 1 and words.text[start].endswith("ans"):
                return  # "Arbeiterpartei Kurdistans"
            yield name_at(words, start, last, cue.cls)
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
        elif person and (after := _after_particle(words, last, taken)) is not None:
            last = after
        elif person and last == start + 1 and _surname(words, last):
            last += 1
        elif not person and re.fullmatch(r"[A-Z]?\d[\w.-]*", word) and len(word) < 7 and not word.isdigit():
            last += 1
        else:
            break
    return start if person and last == start + 1 and words.given(start) and "NAC" not in words.kinds(start) else last


def _after_particle(words: Words, i: int, taken: Sequence[bool]) -> int | None:
    """The end of a surname that begins with a particle at i: "von der Leyen", "bin Salman", "al-Sisi"."""
    if re.fullmatch(r"(al|as|el|ad|at|an)-[A-Z]\w+", words.word(i)):
        return i + 1
    if words.word(i) not in PARTICLES or not words.joined(i):
        return None
    k = i + 2 if words.word(i + 1) in BEHIND_PARTICLE and words.joined(i + 1) else i + 1
    return k + 1 if words.capital(k) and not taken[k] and not words.is_common_noun(k) else None


def _surname(words: Words, i: int) -> bool:
    """Whether a common noun may be a surname here ("Imke Drossel", "Nora Kranz"): nothing of its own follows."""
    word = words.word(i)
    if not words.capital(i) or word in CALENDAR or "-" in word or word.isupper() or DAMAGED.search(word):
        return False
    if words.given(i - 1) and words.doc[i + 1 if i + 1 < len(words) else i].tag_ in ("VVFIN", "VAFIN", "VMFIN"):
        return True
    return words.doc[i].tag_ == "NE" or "NAC" in words.kinds(i) or words.word(i + 1) in (",", "(", ")", "“", "und", ":")


def _surname_end(words: Words, i: int, last: int, taken: Sequence[bool]) -> int:
    """Where the person ends whose first names stand at [i, last); `last` where no surname follows."""
    if last - i > 1 and words.text[last - 1].endswith("s") and words.gender(words.text[last - 1].removesuffix("s")):
        return last  # "Maria Giulias Name": the genitive ends the name
    joined = words.joined(last - 1)
    after = _after_particle(words, last, taken) if joined else None
    if after is not None:
        return after
    if re.fullmatch(r"[A-Z]\.", words.word(last)) and words.is_name(last + 1):
        return last + 2
    if not joined or taken[last] or not words.capital(last):
        return last
    if not words.is_name(last) and (not words.is_name(i) or not _surname(words, last)):
        return last
    end = last + 1
    while end - i < 4 and words.is_name(end) and words.joined(end - 1) and not taken[end]:
        if words.text[end - 1].endswith("s"):
            break  # "Walter Meischbergers Exanwalt"
        end += 1
    return end


def people(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Imke Drossel", "Ulrike Maria Brandt": a known first name, then a surname."""
    for i in range(len(words)):
        if taken[i] or not words.given(i) or not words.joined(i):
            continue
        also_word = not words.is_name(i)
        if also_word and words.opens_sentence(i):
            continue
        last = i + 1
        while words.joined(last - 1) and words.given(last) and not taken[last]:
            last += 1
        end = _surname_end(words, i, last, taken)
        if end == last and last - i < 2:
            continue
        if words.word(end) in ("&",) or (also_word and words.word(i - 1).lower() in DETERMINERS):
            continue
        yield name_at(words, i, end, "Person")


def parenthesised(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "European Semiconductor Manufacturing Company (ESMC)": initials in brackets; "Drossel (SPD)" is a person."""
    for i in range(1, len(words) - 2):
        if words.word(i) != "(" or words.word(i + 2) != ")":
            continue
        short = words.word(i + 1)
        if short in PARTIES and words.is_name(i - 1) and not taken[i - 1]:
            first = i - 2 if words.is_name(i - 2) and words.joined(i - 2) and not taken[i - 2] else i - 1
            yield name_at(words, first, i, "Person")
            continue
        if not ACRONYM.fullmatch(short):
            continue
        first = i - 1
        while (
            first > 0
            and words.joined(first - 1)
            and (words.capital(first - 1) or words.word(first - 1) in ENGLISH)
            and i - first < 8
        ):
            first -= 1
        initials = "".join(words.text[k][0] for k in range(first, i) if words.capital(k))
        while len(initials) > len(short) and first < i - 1:
            first += 1
            initials = "".join(words.text[k][0] for k in range(first, i) if words.capital(k))
        if words.doc[first].tag_ == "ADJA" and not words.is_name(first):
            continue  # "der Technischen Universität (TU)": its base form would have to be guessed
        if len(initials) >= 2 and initials == short and not any(taken[first:i]):
            text = words.span_text(first, i)
            cls = "Company" if re.search(r"\b(Company|Corporation|Group|Konzern|Inc|Ltd)\b", text) else "Organization"
            last = cues.last(words.text[i - 1])
            yield name_at(words, first, i, last.cls if last else cls)


def after_comma(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
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
            yield name_at(words, i, i + 2 if two else i + 1, cue.cls)


def at_place(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "in Dholera", "im thüringischen Arnstadt", "Taylor (Texas)": names that are no words, where places stand."""
    for i in range(1, len(words)):
        if taken[i] or not words.joined(i - 1) or not words.capital(i):
            continue
        if (
            words.word(i + 1) == "("
            and words.word(i - 1) == "in"
            and words.is_name(i)
            and words.word(i + 3) == ")"
            and taken[i + 2]
        ):
            yield name_at(words, i, i + 1, "City")
            continue
        described = words.word(i - 2).lower() == "im" and re.search(r"[a-zß]sche?n$", words.word(i - 1)) is not None
        if words.word(i - 1).lower() not in AT_PLACE and not described:
            continue
        kinds = words.kinds(i)
        city = bool(kinds & {"STD", "GEB", "GEO"})
        if not (words.foreign(i) or (words.doc[i].tag_ == "NE" and (words.is_name(i) or city))):
            continue
        if words.word(i).endswith("-") or (words.word(i).endswith("er") and words.is_common_noun(i + 1)):
            continue  # "im österreichischen Verantwortungs- und …", "in Sofioter Kreisen"
        sentence = words.doc[i].sent.text if words.lexicon is not None else ""
        word = words.word(i)
        if (
            (not city and not described and MONEY.search(sentence))
            or word.isupper()
            or re.search(r"[a-z][A-Z]|\d|[.&]", word)
        ):
            continue
        if words.given(i) and not city:
            continue
        last = i + 1
        while last < len(words) and last - i < 3 and words.joined(last - 1) and words.is_name(last) and not taken[last]:
            last += 1
        if words.word(i - 1).lower() == "bei" and not city:
            continue  # "bei Wedbush": a firm as often as a place
        cls = "City" if "STD" in kinds or not kinds else "Region" if "GEB" in kinds else "Place"
        yield name_at(words, i, last, cls)


def name_at(words: Words, first: int, last: int, cls: str) -> Name:
    """The name of the tokens first..last, half-open."""
    text = squeeze(words.span_text(first, last))
    return Name(first, last, cls, text)
