"""Works and mines that are named by their place or owner: "das Werk in Pori", "die Fabrik von Valmet"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.linking.known import mention
from kg.linking.site_clauses import AT, PLACES, at_clause, in_clause, opening
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
    r"(?:ski|alm|berg|block|holz|schutz|blech|wander|hunde|stroh|lehm|jagd|vereins|schi)hütte|vertragswerk|zahlenwerk|reformwerk|stadtwerk|hilfswerk|fahrwerk|leitwerk|mauerwerk|mundwerk|"
    r"(?:land|see|tret|panzer|teller)mine|(?:bau|fund)grube|bergfab)$",
    re.I,
)
NEAR = frozenset("nahe unweit bei".split())
_STANDS = frozenset({"stehen", "liegen", "entstehen"})


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
            or at_clause(words, i, by_sentence)
            or in_clause(words, i, table, by_sentence)
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
    start = opening(words, i)
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
    told = owner is not None or any(words.doc[j].tag_ in ("ADJA", "CARD") for j in range(opening(words, i), i))
    if told and k < len(words) and words.doc[k].lemma_ in _STANDS and words.joined(k):
        k += 1
    if words.word(k) in AT and words.joined(k - 1):
        for first in _ahead(words, k):
            m = at.get(first)
            if m is not None:
                return (("nahe" if words.word(k) in NEAR else "in"), m) if m.entity.cls in PLACES else None
    return ("von", owner) if owner is not None else None


def _by_adjective(words: Words, i: int, adjectives: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„in einer finnischen Mine“, "das Dresdner Werk": the adjective right before the noun."""
    m = adjectives.get(i - 1)
    if m is None or m.last != i or m.entity.cls not in ("City", "Region", "Country"):
        return None
    return "in", m


def _owned_by(words: Words, i: int, at: dict[int, Mention]) -> tuple[str, Mention] | None:
    """„Valmets Fabrik“, "Valmets neue Fabrik": the owner before it, in the genitive."""
    start = opening(words, i)
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
