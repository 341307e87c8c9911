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
YOUNGER = frozenset("Jr. Jr Sr. Sr junior senior Junior Senior".split())
BEHIND_PARTICLE = frozenset("der den dem la las los".split())  # "von der Leyen", "van den Berg"
ENGLISH = frozenset("of for and on the in to & at".split())
DETERMINERS = frozenset(
    "der die das des dem den ein eine einer eines einem einen kein keine keiner keinen dieser diese dieses diesem "
    "diesen jeder jede jedes jeden jedem sein seine seiner seines seinem seinen ihr ihre ihrer ihres ihrem ihren im am "
    "zum zur vom beim ins ans mehr viele alle beide".split()
)
FUNCTION = frozenset("der die das des dem den für und von vom zu zum zur in im".split())
OPENED = frozenset("für der des zur zum".split())  # what a name goes on with behind the noun that opens it
AT_PLACE = frozenset("in nach bei nahe unweit".split())
# "Kazatomprom-Chef": what stands before such a tail is a firm.
FIRM_TAILS = frozenset(
    "Chef Chefin Vorstand Gründer Gründerin Aktie Tochter Konzern Manager Managerin Vorstandschef".split()
)
EAST_ASIAN = re.compile(r"[A-Z][a-z]+-[a-z]+")  # "Han-koo", "Jae-myung": the family name stands first
ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
MAX_NAME = 6
MAX_QUOTED = 4  # words of a name in quotation marks
QUOTES = frozenset('„ “ ” » « "'.split())
TITLED = frozenset({"MediaOutlet", "Company", "Organization", "Product", "Facility", "Measure"})
NAMED_THINGS = frozenset({"Product", "Chip", "Facility"})  # the table has "Chip" itself, the name stands behind it
THINGS = frozenset({"Material", "Product", "Chip", "Measure", "Event"})
GROUPS = frozenset("Group Holding Holdings".split())
# Not the second part of a person's name though written with a capital.
CALENDAR = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Montag Dienstag Mittwoch "
    "Donnerstag Freitag Samstag Sonntag Uhr Prozent Euro Dollar Milliarden Millionen".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens that is a name of its own, with its base form, class, and how sure that class is (1 to 9)."""

    first: int
    last: int
    cls: str
    text: str
    weight: int = 3


def noun_cue(words: Words, cues: Cues, i: int) -> Cue | None:
    """The cue that the noun at i is for a name beside it, whole or by what stands behind its last hyphen."""
    cue = cues.before(words.lemma(i)) or cues.before(words.word(i))
    if cue is None and "-" in words.word(i).strip("-") and words.lexicon is not None:
        tail = words.word(i).rsplit("-", 1)[1]
        cue = cues.before(words.lexicon.lemma(tail, "NOUN") or tail)
    return cue


def opened_by(words: Words, cues: Cues, first: int, last: int) -> Cue | None:
    """The cue of the noun that a name of several words begins with: "Zentrum für Rohstoffe" is no firm's name."""
    head = first
    while head < last and words.doc[head].tag_ == "ADJA" and not words.is_common_noun(head):
        head += 1
    if head + 1 >= last or words.word(head + 1) not in OPENED or not words.is_common_noun(head):
        return None
    cue = cues.opens(words.lemma(head)) or cues.refers(words.lemma(head))
    return cue if cue is not None and cue.cls not in ("Person", "-") else None


def named_person(words: Words, cues: Cues, i: int, first: int, last: int) -> bool:
    """Whether a trade at i is a person's because a first name stands behind: "der Investor Rémy Castaing"."""
    person = last - first > 1 and words.given(first) and cues.last(words.word(last - 1)) is None
    return bool(person) and cues.may_be_person(words.lemma(i))


def quoted(words: Words, cues: Cues) -> Iterator[Name]:
    """„Clean Batteries for Schools Act“: a quotation whose last word tells its class."""
    for i in range(len(words)):
        if words.word(i) not in ("„", "»", '"', "“"):
            continue
        for last in range(i + 2, min(i + 10, len(words))):
            if words.word(last) in ("“", "«", '"', "”"):
                cue = cues.last(words.word(last - 1))
                if cue is not None and last - i > 2 and words.capital(i + 1):
                    yield name_at(words, i + 1, last, cue.cls, 7)
                break


def grown(words: Words, cues: Cues, found: Sequence[Mention]) -> Iterator[Name]:
    """ "Vale Indonesia", "Aramco Digital": a firm's branch that begins with the firm's name and ends like a firm."""
    for m in found:
        cue = cues.last(words.word(m.last))
        if m.entity.cls != "Company" or cue is None or cue.cls != "Company" or not words.joined(m.last - 1):
            continue
        legal = cues.parts.is_legal(words.word(m.last)) or words.word(m.last) in GROUPS
        if not legal and not words.text[m.last - 1].endswith("s"):
            yield name_at(words, m.first, m.last + 1, "Company", 7)
    starts = {m.first for m in found}
    for m in found:
        if m.entity.cls == "Person" and words.word(m.last) in YOUNGER and words.joined(m.last - 1):
            yield name_at(words, m.first, m.last + 1, "Person", 7)  # the son is not the father
    for m in found:
        last = m.last
        while last < len(words) and last not in starts and words.foreign(last) and _one_mark(words, m.first, last):
            last += 1
        digits = last == m.last or any(c.isdigit() for c in words.span_text(m.last, last) + words.word(last))
        if m.entity.cls == "Company" and not digits and words.doc[m.last].dep_ == "flat":
            yield name_at(words, m.first, last, "Company", 4)  # "Heraeus Remloy"


def covering(words: Words, found: Sequence[Mention]) -> Iterator[Name]:
    """ "Torvik Magnets": a body's name that ends in a word of the table, by tagger and recognizer."""
    for m in found:
        first = m.first
        while first > 0 and words.joined(first - 1) and words.doc[first].ent_iob_ == "I" and words.capital(first - 1):
            first -= 1
        tokens = words.doc[first : m.last]
        if first == m.first or m.entity.cls not in THINGS or not words.foreign(first):
            continue
        if all(t.tag_ in ("NE", "FM") and t.ent_type_ == "ORG" for t in tokens):
            yield name_at(words, first, m.last, "Company", 4)


def ended(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Syrah Resources", "Biosecure Act": names whose last word tells their class."""
    for i in range(1, len(words)):
        cue = cues.last(words.word(i))
        if cue is None or taken[i] or not words.inside[i]:
            continue
        if words.joined(i) and cues.last(words.word(i + 1)) is not None and not taken[i + 1]:
            continue  # "Torvik Technology Metals"
        if not cues.parts.is_legal(words.word(i)) and _goes_beyond(words, i):
            continue  # "Full Metal Jacket"
        if words.is_common_noun(i) and words.doc[i].tag_ == "NN" and i > 0 and words.doc[i - 1].ent_type_ != "ORG":
            continue  # "Trump Stahl": a noun as any other
        first = i
        legal = cues.parts.is_legal(words.word(i)) or words.word(i) in GROUPS
        while first > 0 and i - first < MAX_NAME and words.joined(first - 1) and not taken[first - 1]:
            before = words.word(first - 1)
            if legal and first < i and _of_town(words, first - 1) and words.foreign(first):
                break
            elif legal and words.is_common_noun(first - 1) and cues.before(words.lemma(first - 1)) is None:
                first -= 1  # "Energie Steiermark AG", "Deutsche Rohstoff AG"
            elif not legal and _trade(words, cues, first - 1):
                break
            elif words.is_name(first - 1) and (cue.cls == "Measure" or before not in PARTICLES):
                first -= 1
            elif (
                words.doc[first - 1].tag_ in ("NE", "FM")
                and _one_mark(words, first - 1, i)
                and words.capital(first - 1)
            ):
                first -= 1  # "KoBold Metals": words of German too
            elif before in ENGLISH and before != "in" and words.is_name(first - 2) and not taken[first - 2]:
                first -= 2
            else:
                break
        place = all(words.doc[k].ent_type_ == "LOC" for k in range(first, i + 1)) and not legal  # "La Defense"
        if (
            first < i
            and not (place and cue.cls == "Company")
            and not (i - first == 1 and words.text[first].endswith("-"))
        ):
            yield name_at(words, first, i + 1, cue.cls, 7)


def _goes_beyond(words: Words, i: int) -> bool:
    """Whether tagger and recognizer take the word behind token i for more of the same name."""
    if i + 1 >= len(words) or not words.joined(i) or not words.capital(i + 1) or words.is_common_noun(i + 1):
        return False
    token = words.doc[i + 1]
    return token.tag_ in ("NE", "FM") and token.ent_iob_ == "I" and token.ent_type_ == words.doc[i].ent_type_ != ""


def _of_town(words: Words, i: int) -> bool:
    """Whether an adjective tells where a firm sits, behind an article: "die Münchner Zylon AG"."""
    word = words.word(i)
    adjective = words.lexicon is not None and any(r.cls == "ADJ" for r in words.lexicon.readings(word))
    return word.endswith("er") and adjective and words.word(i - 1).lower() in DETERMINERS


def _trade(words: Words, cues: Cues, i: int) -> bool:
    """Whether a word is said of the name behind it and none of its words: "das Start-up Proxima Fusion"."""
    return cues.before(words.word(i)) is not None and cues.last(words.word(i)) is None


def _one_mark(words: Words, i: int, j: int) -> bool:
    """Whether the recognizer marks both tokens as one body."""
    tokens = words.doc[i : j + 1]
    return all(t.ent_type_ == "ORG" for t in tokens) and all(t.ent_iob_ == "I" for t in tokens[1:])


def titled(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "der Konzern Wolfspeed", "Ministerpräsident Älichan Smajylow", "die Minen Balama und Ancuabe"."""
    for i in range(len(words)):
        if not words.inside[i] or not words.word(i)[:1].isupper():
            continue
        if not words.is_common_noun(i) and cues.before(words.word(i)) is None:
            continue  # "Start-up" is no noun of the lexicon
        cue = noun_cue(words, cues, i)
        if cue is None or (taken[i] and "-" not in words.word(i) and cue.cls not in NAMED_THINGS):
            continue
        start = i + 1
        thing = cue.cls != "Person" and words.is_common_noun(start + 1) and noun_cue(words, cues, start + 1) is None
        if words.word(start) in ("von", "für") and thing:
            start += 2  # "Hersteller von Seltenerdmagneten X"
        if cue.cls == "Person" and words.word(start) == ",":
            start += 1  # "Ihre Nachfolgerin, Maren Dahlbeck,"
        if words.word(start) in QUOTES:
            start += 1
            end = _quoted_end(words, start)
            if cue.cls in TITLED and end and not any(taken[start:end]):
                yield name_at(words, start, end, cue.cls, 9)
                continue
        if start > i + 1 and not words.same_sentence(i, min(start, len(words) - 1)):
            continue
        yield from _listed(words, cue, start, taken, straight=start == i + 1)


def _quoted_end(words: Words, start: int) -> int:
    """Where a short quotation that begins at `start` ends if it may be a name: no verb, no small first letter; or 0."""
    last = start
    while last < len(words) and last - start <= MAX_QUOTED and words.word(last) not in QUOTES:
        last += 1
    verb = any(token.tag_ in ("VVFIN", "VAFIN", "VMFIN", "VVIMP") for token in words.doc[start:last])
    if not start < last <= start + MAX_QUOTED or verb or not words.capital(start) or not _ends_a_name(words, last - 1):
        return 0
    return last if words.word(last) in QUOTES else 0


def _ends_a_name(words: Words, i: int) -> bool:
    """Whether a quoted name may end here: in a capital, or in a number as ships' do, „Yi Peng 3“."""
    return words.capital(i) or words.word(i)[:1].isdigit()


def _listed(words: Words, cue: Cue, start: int, taken: Sequence[bool], *, straight: bool) -> Iterator[Name]:
    while True:
        if not words.word(start) or (straight and not words.joined(start - 1)):
            return
        if taken[start]:
            last = start + 1
            while last < len(words) and taken[last] and words.joined(last - 1):
                last += 1
        else:
            last = _run(
                words, start, taken, person=cue.cls == "Person", number=cue.cls in ("Product", "Chip", "Measure")
            )
            if last == start:
                return
            if cue.cls == "Organization" and last == start + 1 and words.text[start].endswith("ans"):
                return  # "Arbeiterpartei Kurdistans"
            cls = "Person" if named_person(words, words.cues, start - 1, start, last) else cue.cls
            yield name_at(words, start, last, cls, 9)
        if words.word(last) not in ("und", "oder", "sowie") or cue.cls in ("City", "Region"):
            return
        if not words.is_name(last + 1) and not (words.given(last + 1) and words.is_name(last + 2)):
            return
        start, straight = last + 1, True


def _run(words: Words, start: int, taken: Sequence[bool], *, person: bool, number: bool = False) -> int:
    """The end of the name that begins at `start`; `start` itself where none does."""
    if taken[start]:
        return start
    if not person and _only_by_parts(words, start):
        return start + 1
    if not (words.is_name(start) or (person and words.given(start))):
        return _marked(words, start, taken, ("PER",) if person else ("ORG", "PRODUCT"))
    last = start + 1
    while last < len(words) and last - start < MAX_NAME and words.joined(last - 1) and not taken[last]:
        word = words.word(last)
        if words.is_name(last) or (re.fullmatch(r"[A-Z]\.", word) is not None):
            last += 1
        elif person and (after := after_particle(words, last, taken)) is not None:
            if words.word(last) == "von" and last > start + 1 and not words.given(last - 1):
                break  # "Imke Drossel von der Torvik": whom she works for
            last = after
        elif person and last == start + 1 and (may_be_surname(words, last) or _goes_on(words, last)):
            last += 1
        elif not person and re.fullmatch(r"[A-Z]?\d[\w.-]*", word) and len(word) < 7 and not word.isdigit():
            last += 1
        elif not person and word.isdigit() and len(word) < 5 and number:
            last += 1
        elif not person and word == "&" and words.capital(last + 1) and words.joined(last):
            last += 2
        elif not person and _flat(words, last):
            last += 1
        else:
            break
    return start if person and last == start + 1 and words.given(start) and "NAC" not in words.kinds(start) else last


def _only_by_parts(words: Words, i: int) -> bool:
    """Whether the tagger takes for a name what German has as a compound only: "Fondsgesellschaft Alpenstein"."""
    word = words.word(i)
    if words.lexicon is None or not words.capital(i) or "-" in word or words.lexicon.readings(word):
        return False
    alone = not words.capital(i + 1) and not word.endswith(("en", "ungen", "er", "s"))
    return words.doc[i].tag_ == "NE" and words.lexicon.split_compound(word) is not None and alone


def _marked(words: Words, start: int, taken: Sequence[bool], labels: Sequence[str]) -> int:
    """The end of what tagger and recognizer take for a name though its words are also German: "High-Flyer"."""
    last = start
    while last < len(words) and not taken[last] and words.doc[last].tag_ in ("NE", "FM", "XY") and words.capital(last):
        inside = words.doc[last].ent_iob_ == ("B" if last == start else "I")
        if not inside or words.doc[last].ent_type_ not in labels or (last > start and not words.joined(last - 1)):
            break
        last += 1
    return last


def _goes_on(words: Words, i: int) -> bool:
    """Whether tagger and recognizer take token i for more of the person's name before it: "Ruprecht Nessen-Wagner"."""
    token = words.doc[i]
    return words.capital(i) and token.tag_ == "NE" and token.ent_iob_ == "I" and token.ent_type_ == "PER"


def _flat(words: Words, i: int) -> bool:
    """Whether a common word belongs to the name before it, by tag and parse: "Torvik Magnets", "Proxima Fusion"."""
    return words.capital(i) and words.doc[i].tag_ in ("NE", "FM") and words.doc[i].dep_ == "flat"


def after_particle(words: Words, i: int, taken: Sequence[bool]) -> int | None:
    """The end of a surname that begins with a particle at i: "von der Leyen", "bin Salman", "al-Sisi"."""
    if re.fullmatch(r"(al|as|el|ad|at|an)-[A-Z]\w+", words.word(i)):
        return i + 1
    if words.word(i) not in PARTICLES or not words.joined(i):
        return None
    k = i + 2 if words.word(i + 1) in BEHIND_PARTICLE and words.joined(i + 1) else i + 1
    return k + 1 if words.capital(k) and not taken[k] and not words.is_common_noun(k) else None


def may_be_surname(words: Words, i: int) -> bool:
    """Whether a common noun may be a surname here ("Imke Drossel", "Nora Kranz"): nothing of its own follows."""
    word = words.word(i)
    if not words.capital(i) or word in CALENDAR or "-" in word or word.isupper() or DAMAGED.search(word):
        return False
    if words.given(i - 1) and words.doc[i + 1 if i + 1 < len(words) else i].tag_ in ("VVFIN", "VAFIN", "VMFIN"):
        return True
    return words.doc[i].tag_ == "NE" or "NAC" in words.kinds(i) or words.word(i + 1) in (",", "(", ")", "“", "und", ":")


def name_at(words: Words, first: int, last: int, cls: str, weight: int = 3) -> Name:
    """The name of the tokens first..last, half-open; weight: how sure its class is."""
    return Name(first, last, cls, squeeze(words.span_text(first, last)), weight)
