"""Works and mines that are named by their place or owner: "das Werk in Pori", "die Fabrik von Valmet"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.linking.known import mention
from kg.linking.table import EntityTable
from kg.linking.words import TOWN_END, Words
from kg.model import Entity, How, Mention

SITE = re.compile(
    r"(?:.*[a-zäöüß-])?(werk|fabrik|mine|raffinerie|rechenzentrum|schmelze|bergwerk|grube|tagebau|kraftwerk|industriepark|"
    r"militärbasis|luftwaffenbasis|marinebasis|stützpunkt|werft|forschungszentrum|entwicklungszentrum|logistikzentrum|"
    r"gigafactory|megafactory|kupferhütte|zinkhütte|bleihütte|aluminiumhütte|nickelhütte|solarpark|windpark|"
    r"gießerei|kokerei|fab|terminal|lagerstätte|"
    r"(?:produktions|fertigungs|verarbeitungs|aufbereitungs|trennungs|trenn|recycling|pilot|test|raffinerie|lithium|"
    r"wasserstoff|montage|verpackungs|förder|schmelz|entsalzungs)anlage)",
    re.I,
)
PLAIN = re.compile(r"^(?:Anlage|.*[a-zäöüß](?<!geld)(?<!kapital)(?<!vermögens)(?<!steuer)anlage)$")  # in a town only
NO_SITE = re.compile(
    r"(netzwerk|handwerk|feuerwerk|kunstwerk|denkfabrik|traumfabrik|stockwerk|laufwerk|triebwerk|termine?|vitamine?|regelwerk|"
    r"bauwerk|meisterwerk|lebenswerk|machwerk|uhrwerk|schuhwerk|(?:ur|spät|früh|haupt|gesamt|standard|sammel)werk|"
    r"vertragswerk|zahlenwerk|reformwerk|stadtwerk|hilfswerk|fahrwerk|leitwerk|mauerwerk|mundwerk|"
    r"(?:land|see|tret|panzer|teller)mine|(?:bau|fund)grube|bergfab)$",
    re.I,
)
AT = frozenset("in im nahe bei unweit am".split())
NEAR = frozenset("nahe unweit bei".split())
PLACES = frozenset({"City", "Region", "Place", "Country", "Facility"})
TOWNS = frozenset({"City", "Place"})
_NEW = frozenset("ein eine einen einem einer kein keine keinen keiner sein seine seinen ihr ihre ihren".split())
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_STANDS = frozenset({"stehen", "liegen", "entstehen"})
_TO = frozenset({"PTKZU", "VVIZU"})
_REACH = 24  # tokens between a place and the works that a clause puts there


def sites(words: Words, table: EntityTable, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of works, factories and mines that have no name of their own, in the singular.

    found: the mentions so far; those of the places and owners stay, a generic one under the noun itself gives way.
    """
    at = {m.first: m for m in found if m.how in (How.NAME, How.METONYM)}
    own = {m.first: m for m in found if m.how is How.NAME and m.last == m.first + 1}
    longer = {i for m in found if m.how is How.NAME and m.last > m.first + 1 for i in range(m.first, m.last)}
    fronts = {m.first for m in found if m.how is How.PART}
    adjectives = {m.first: m for m in found if m.how is How.ADJECTIVE}
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for m in at.values():
        if m.entity.cls in PLACES:
            by_sentence[words.sentence[m.first]].append(m)
    made: list[Mention] = []
    for i in range(len(words)):
        base = _base(words, i)
        if not base or i in longer:
            continue
        covering = own.get(i)
        if covering is not None and covering.entity.cls not in ("Product", "Facility"):
            continue
        if covering is not None and covering.entity.known and covering.entity.cls == "Facility":
            continue
        first, last = _called(words, i, base, at, fronts)
        if last - first > 1 or _by_front(words, i, base, fronts):
            name = (
                words.span_text(first, i) + base if first < i else base + words.span_text(i, last)[len(words.text[i]) :]
            )
            made.append(mention(words, first, last, table.unknown(name, "Facility")))
            continue
        if i + 1 in at and words.joined(i) and at[i + 1].entity.cls not in ("City", "Company"):
            continue  # "die Mine Kevitsa"
        named = _apposed_to(words, i, at)
        if named is not None:
            made.append(mention(words, i, i + 1, named.entity, How.COREFERENCE, named.hops + 1))
            continue
        behind = _behind(words, i, at)
        if PLAIN.search(base) and not SITE.fullmatch(base):
            if behind is not None and behind[1].entity.cls == "City":
                made.append(mention(words, i, i + 1, _entity(table, base, *behind)))
            continue
        place = (
            (behind if behind is not None and behind[0] != "von" else None)
            or _at_clause(words, i, by_sentence)
            or _in_clause(words, i, table, by_sentence)
            or behind
            or _by_adjective(words, i, adjectives)
            or _owned_by(words, i, at)
        )
        if place is not None:
            made.append(mention(words, i, i + 1, _entity(table, base, *place)))
    starts = {m.first for m in made}
    inside = {i for m in made for i in range(m.first + 1, m.last)}
    found = [m for m in found if m.first not in inside]
    return [m for m in found if not (m.first in starts and m.last == m.first + 1 and m.how is How.NAME)] + made


def place_name(site: Entity) -> str:
    """The name of the place that a site is called by ("Werk in Pori" → "Pori"); "" where it is called otherwise."""
    if site.known or site.cls != "Facility":
        return ""
    found = re.search(r" (?:in|nahe) (.+)$", site.name)
    return found.group(1) if found else ""


# -- inside -------------------------------------------------------------------------------------------------------


def _base(words: Words, i: int) -> str:
    """The base form of a noun that means one site, else ""."""
    word = words.word(i)
    if not word[:1].isupper() or len(word) < 3:
        return ""
    base = words.lemma(i)
    if not SITE.fullmatch(base) and not PLAIN.search(base) or NO_SITE.search(base):
        return ""
    return base if word == base or word in (base + "s", base + "es") else ""


def _entity(table: EntityTable, base: str, preposition: str, place: Mention) -> Entity:
    inside = place.entity.id if place.entity.cls == "Country" else place.entity.country
    return table.unknown(f"{base} {preposition} {place.entity.name}", "Facility", country=inside)


def _called(words: Words, i: int, base: str, at: dict[int, Mention], fronts: set[int]) -> tuple[int, int]:
    """The tokens of a name that nobody knows: "Smart Power Fab", "das Kernkraftwerk Torvik"; else the noun alone."""
    first, last = i, i + 1
    if base in ("Fab", "Gigafactory", "Megafab"):
        while first > 0 and words.joined(first - 1) and words.doc[first - 1].tag_ in ("NE", "FM", "NN"):
            if first - 1 in at or i - first > 2 or not words.capital(first - 1):
                return i, i + 1
            first -= 1
        if i - first > 1:
            return first, last
    while last < len(words) and last - i < 4 and words.joined(last - 1) and words.is_name(last):
        if last in at and (at[last].entity.known or not _is_place(at[last])):
            break
        if words.doc[last].tag_ not in ("NE", "FM", "NN") or words.doc[last].ent_type_ in ("PER", "ORG"):
            break
        last += 1
    return i, last


def _is_place(m: Mention) -> bool:
    """Whether a mention is of a place that only the text names, in one token."""
    return m.entity.cls in ("City", "Region", "Place") and m.last == m.first + 1 and m.how is How.NAME


def _by_front(words: Words, i: int, base: str, fronts: set[int]) -> bool:
    """„die Torvik-Mine“: a name before the hyphen that is no word."""
    front = base.rpartition("-")[0]
    if len(front) < 4 or i in fronts or not front[:1].isupper() or front.isupper() or words.lexicon is None:
        return False
    return words.only_name(front) or (not words.lexicon.readings(front) and bool(TOWN_END.search(front)))


def _apposed_to(words: Words, i: int, at: dict[int, Mention]) -> Mention | None:
    """„Kevitsa, eine Mine in Lappland“: the named works that the noun explains."""
    start = _opening(words, i)
    if start == i or words.word(start - 1) != ",":
        return None
    named = next((m for k in range(max(start - 5, 0), start - 1) if (m := at.get(k)) and m.last == start - 1), None)
    return named if named is not None and named.entity.cls == "Facility" else None


def _behind(words: Words, i: int, at: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„das Werk in Pori“, "die Fabrik von Valmet in Pori", "das Werk Pori": what stands right behind the noun."""
    if not words.joined(i):
        return None
    k = i + 1
    named = at.get(k)
    if named is not None and named.entity.cls == "City":
        return "in", named
    owner: Mention | None = None
    while words.word(k) in ("von", "des", "der", "und") or (owner is not None and words.word(k) == ","):
        m = next((at[first] for first in _ahead(words, k) if first in at), None)
        if m is None or m.entity.cls != "Company":
            break
        owner = owner or (m if words.word(k) == "von" else None)
        k = m.last
    # "das zweite Werk steht in Pori"; a bare "die Mine" takes up one that was named
    told = owner is not None or any(words.doc[j].tag_ in ("ADJA", "CARD") for j in range(_opening(words, i), i))
    if told and k < len(words) and words.doc[k].lemma_ in _STANDS and words.joined(k):
        k += 1
    if words.word(k) in AT and words.joined(k - 1):
        for first in _ahead(words, k):
            m = at.get(first)
            if m is not None:
                return (("nahe" if words.word(k) in NEAR else "in"), m) if m.entity.cls in PLACES else None
    return ("von", owner) if owner is not None else None


def _at_clause(words: Words, i: int, by_sentence: dict[int, list[Mention]]) -> tuple[str, Mention] | None:
    """„in Pori ein Werk“, "in Pori, wo der Konzern das Werk betreibt", "dort entsteht ein Werk": sure signs."""
    start = _opening(words, i)
    here = by_sentence.get(words.sentence[i], ())
    touching = next((m for m in here if m.last == start and words.joined(start - 1) and _said_of(words, m)), None)
    if touching is not None and start < i:
        return "in", touching
    where = _where(words, i, {m.first: m for m in here})
    if where is not None:
        return where
    there = _there(words, i, by_sentence)
    return ("in", there) if there is not None else None


def _where(words: Words, i: int, at: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„in Pori, wo der Konzern ein Werk betreibt“: the place that the clause hangs on."""
    for k in range(i - 1, max(i - 10, 1), -1):
        if words.word(k) in (",", ";", "."):
            return None
        if words.word(k) == "wo" and words.word(k - 1) == ",":
            before = next((m for first in (k - 2, k - 3, k - 4) if (m := at.get(first)) and m.last == k - 1), None)
            return ("in", before) if before is not None and before.entity.cls in PLACES else None
    return None


def _in_clause(
    words: Words, i: int, table: EntityTable, by_sentence: dict[int, list[Mention]]
) -> tuple[str, Mention] | None:
    """ "In Pori weihte die Gruppe eine Nickelraffinerie ein": the clause's own place."""
    start = _opening(words, i)
    here = [m for m in by_sentence.get(words.sentence[i], ()) if _said_of(words, m)]
    new = any(words.word(k).lower() in _NEW for k in range(start, i))
    new = new or any(words.doc[k].lemma_ == "entstehen" for k in _segment(words, i))
    if not new and len(words.word(i)) < 9:
        return None
    near = [m for m in here if _one_clause(words, m, i)]
    towns = [m for m in near if m.entity.cls in TOWNS]
    near = towns or [m for m in near if m.entity.cls == "Region"] or near
    if len({m.entity.id for m in near}) != 1 or (not towns and not new):
        return None
    opens = words.opens_sentence(near[0].first - 1)
    if opens and table.stands_for(near[0].entity.id) is not None:
        return None  # "In Berlin kündigte der Minister ein Werk an": where it is said
    return "in", near[0]


def _said_of(words: Words, m: Mention) -> bool:
    """Whether a place stands behind "in" or the like, with at most an article and one adjective between."""
    return any(words.word(k).lower() in AT for k in (m.first - 1, m.first - 2, m.first - 3) if _runs(words, k, m.first))


def _runs(words: Words, k: int, first: int) -> bool:
    return all(words.word(j) and words.word(j) not in (",", ".", ":") for j in range(k, first)) and all(
        words.doc[j].tag_ in ("ADJA", "ART", "NN") for j in range(k + 1, first)
    )


def _one_clause(words: Words, m: Mention, i: int) -> bool:
    """Whether a place and the works stand in one clause: at most one finite verb lies between them."""
    low, high = (m.last, i) if m.first < i else (i + 1, m.first)
    if high - low > _REACH or any(words.word(k) in (":", ";", "„", "“") for k in range(low, high)):
        return False
    verbs = sum(words.doc[k].tag_ in _FINITE for k in range(low, high))
    opens = any(words.doc[k].tag_ in ("KOUS", "PRELS", "PWAV") for k in range(low, high))
    behind_comma = m.first > i and any(words.word(k) == "," for k in range(low, high))
    two = i not in _segment(words, m.first) and all(
        any(words.doc[k].tag_ in _FINITE for k in _segment(words, j)) for j in (m.first, i)
    )
    # "kündigte in Berlin an, ein Werk zu bauen": the infinitive has no place of its own
    own = i not in _segment(words, m.first) and any(words.doc[k].tag_ in _TO for k in _segment(words, i))
    return verbs <= 1 and not opens and not behind_comma and not two and not own


def _segment(words: Words, i: int) -> set[int]:
    """The tokens around one up to the next comma or conjunction on both sides."""
    low = high = i
    while low > 0 and words.same_sentence(low - 1, i) and not _parts(words, low - 1):
        low -= 1
    while high + 1 < len(words) and words.same_sentence(high + 1, i) and not _parts(words, high + 1):
        high += 1
    return set(range(low, high + 1))


def _parts(words: Words, k: int) -> bool:
    return words.text[k] in (",", ";", ":") or words.doc[k].tag_ == "KON"


def _there(words: Words, i: int, by_sentence: dict[int, list[Mention]]) -> Mention | None:
    """„Dort entsteht ein Werk“, "die dort geplante Fabrik": the last place named before it."""
    k = next((k for k in range(i - 1, max(i - _REACH, -1), -1) if words.word(k).lower() == "dort"), None)
    if k is None or words.sentence[k] != words.sentence[i]:
        return None
    if sum(words.doc[j].tag_ in _FINITE for j in range(k, i)) > 1 or any(words.word(j) == ":" for j in range(k, i)):
        return None
    number = words.sentence[k]
    before = [m for m in by_sentence.get(number, ()) if m.last <= k] or by_sentence.get(number - 1, [])
    last = max(before, key=lambda m: m.first, default=None)
    return last if last is not None and last.entity.cls in ("City", "Region", "Place") else None


def _opening(words: Words, i: int) -> int:
    """Where the noun phrase of a noun begins: its article, numbers and adjectives before it."""
    k = i
    while k > 0 and words.joined(k - 1) and words.doc[k - 1].tag_ in ("ADJA", "ART", "PPOSAT", "PIAT", "CARD", "TRUNC"):
        k -= 1
    return k


def _by_adjective(words: Words, i: int, adjectives: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„in einer finnischen Mine“, "das Dresdner Werk": the adjective right before the noun."""
    m = adjectives.get(i - 1)
    if m is None or m.last != i or m.entity.cls not in ("City", "Region", "Country"):
        return None
    return "in", m


def _owned_by(words: Words, i: int, at: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„Valmets Fabrik“, "Valmets neue Fabrik": the owner before it, in the genitive."""
    start = _opening(words, i)
    m = next((at[k] for k in (start - 1, start - 2) if k in at and at[k].last == start), None)
    if m is None or m.entity.cls != "Company" or m.entity.name == m.text or not m.text.endswith(("s", "'", "’")):
        return None
    return "von", m


def _ahead(words: Words, k: int) -> Iterator[int]:
    """The tokens after a preposition, past one article and one adjective: "im polnischen Breslau"."""
    for step in range(1, 4):
        if not words.joined(k + step - 1):
            return
        yield k + step
        if words.word(k + step)[:1].isupper():
            return
