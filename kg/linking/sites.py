"""Works and mines that are named by their place or owner: "das Werk in Pori", "die Fabrik von Valmet"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.linking.known import mention
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import How, Mention

SITE = re.compile(
    r"(?:.*[a-zäöüß-])?(werk|fabrik|mine|raffinerie|rechenzentrum|schmelze|bergwerk|grube|tagebau|kraftwerk|industriepark|"
    r"militärbasis|stützpunkt|werft|forschungszentrum|kupferhütte|zinkhütte|bleihütte|aluminiumhütte|nickelhütte|"
    r"gigafactory|solarpark|windpark|lagerstätte|anreicherungsanlage|aufbereitungsanlage|recyclinganlage|pilotanlage|"
    r"produktionsanlage|verarbeitungsanlage|trennanlage|(?<![a-zäöüß])anlage)",
    re.I,
)
NO_SITE = re.compile(
    r"(netzwerk|handwerk|feuerwerk|kunstwerk|denkfabrik|stockwerk|laufwerk|triebwerk|termine?|vitamine?|regelwerk)$",
    re.I,
)
AT = frozenset("in im nahe bei unweit am".split())
PLACES = frozenset({"City", "Region", "Place", "Country", "Facility"})


def sites(words: Words, table: EntityTable, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of works, factories and mines that have no name of their own, in the singular.

    found: the mentions so far; those of the places and owners stay, a generic one under the noun itself gives way.
    """
    at = {m.first: m for m in found if m.how in (How.NAME, How.METONYM)}
    own = {m.first: m for m in found if m.how is How.NAME and m.last == m.first + 1}
    made: list[Mention] = []
    for i in range(len(words)):
        word = words.word(i)
        if not word[:1].isupper() or len(word) < 4:
            continue
        base = words.lemma(i)
        if not SITE.fullmatch(base) or NO_SITE.search(base) or (word != base and word not in (base + "s", base + "es")):
            continue
        covering = own.get(i)
        if covering is not None and covering.entity.cls not in ("Product", "Facility"):
            continue
        place = _place(words, i, at) or _place_of_sentence(words, i, found)
        if place is None:
            continue
        preposition, m = place
        name = f"{base} {preposition} {m.entity.name}"
        inside = m.entity.id if m.entity.cls == "Country" else m.entity.country
        made.append(mention(words, i, i + 1, table.unknown(name, "Facility", country=inside)))
    starts = {m.first for m in made}
    return [m for m in found if not (m.first in starts and m.last == m.first + 1 and m.how is How.NAME)] + made


def _place(words: Words, i: int, at: dict[int, Mention]) -> tuple[str, Mention] | None:
    k = i + 1
    if not words.joined(i):
        return None
    preposition = words.word(k)
    if preposition not in AT and preposition != "von":
        return None
    for first in _ahead(words, k):
        m = at.get(first)
        if m is None:
            continue
        if preposition == "von":
            return ("von", m) if m.entity.cls == "Company" else None
        if m.entity.cls in PLACES:
            return ("nahe" if preposition in ("nahe", "unweit", "bei") else "in"), m
        return None
    return None


def _place_of_sentence(words: Words, i: int, found: Sequence[Mention]) -> tuple[str, Mention] | None:
    """ "In Pori weihte die Gruppe eine Nickelraffinerie ein": the one city of the sentence, for a compound only."""
    if len(words.word(i)) < 9:
        return None
    here = [
        m
        for m in found
        if m.how is How.NAME and m.entity.cls == "City" and words.sentence[m.first] == words.sentence[i]
    ]
    if len({m.entity.id for m in here}) != 1 or words.word(here[0].first - 1).lower() not in AT:
        return None
    return "in", here[0]


def _ahead(words: Words, k: int) -> Iterator[int]:
    """The tokens after a preposition, past one article and one adjective: "im polnischen Breslau"."""
    for step in range(1, 4):
        if not words.joined(k + step - 1):
            return
        yield k + step
        if words.word(k + step)[:1].isupper():
            return
