"""Entities inside one token: "US-Konzern", "Nvidia-H200-Chips", "Kobaltmine", "Elektro-Lkw und -Busse"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.linking.finders import FIRM_TAILS
from kg.linking.known import mention, part
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, How, Mention

# What makes the compound a thing of its own: the tail's base form → its class. "Nvidia-Chip" is a chip of Nvidia's.
THINGS: dict[str, str] = {
    **dict.fromkeys(("Chip", "Prozessor", "Halbleiter", "Speicherchip", "Mikrochip", "Beschleuniger", "GPU"), "Chip"),
    **dict.fromkeys(
        (
            "Router Modell Handy Smartphone Gerät Software App Produkt Technik Technologie Kamera Server Maschine "
            "Anlage Drohne Flugzeug Jet Kampfjet Auto Fahrzeug Batterie Bauteil Ware Hardware Plattform Algorithmus"
        ).split(),
        "Product",
    ),
    **dict.fromkeys(
        "Werk Fabrik Mine Raffinerie Chipfabrik Batteriefabrik Kraftwerk Grube Hafen Pipeline Leitung".split(),
        "Facility",
    ),
    **dict.fromkeys("Deal Abkommen Gesetz Pakt Vertrag".split(), "Measure"),
    **dict.fromkeys("Gipfel Treffen Messe Forum Tagung Konferenz".split(), "Event"),
    **dict.fromkeys("Regierung Administration".split(), "GovernmentBody"),
}
# Tails after which a known product is still the same product: "H200-Chips", "Blackwell-Generation".
SAME = frozenset(
    "Chip Prozessor Modell Generation Reihe Serie Familie Plattform Architektur App Beschleuniger Karte GPU Kampfjet "
    "Kampfflugzeug Jet Panzer Halbleiter System Rakete".split()
)
STATE_ACTS = frozenset("Regierung Administration Führung Staatsführung".split())
MAKERS = frozenset({"Company", "Country", "Organization", "Alliance", "Product"})
IN_CLOSED = frozenset({"Material", "Chip", "Country"})
WITH_PEOPLE = frozenset(
    "chef chefin sprecher sprecherin mitglied mitglieder vertreter abgeordnete abgeordneter wahl kreise".split()
)
# "Nickelverbot", "Titansanktionen": a measure of its own; base form of the tail → how its name ends.
MEASURES: dict[str, str] = {
    "Verbot": "verbot", "Sanktion": "sanktionen", "Zoll": "zölle", "Embargo": "embargo", "Steuer": "steuer",
    "Quote": "quoten", "Kontrolle": "kontrollen", "Beschränkung": "beschränkungen", "Restriktion": "restriktionen",
}  # fmt: skip
COORDINATORS = frozenset("und oder sowie bzw. beziehungsweise wie".split())
LINKS = ("", "s", "n", "en", "es")


def compounds(words: Words, table: EntityTable, taken: list[bool], extra: dict[str, Entity]) -> Iterator[Mention]:
    """Mentions inside the tokens that no name covers.

    taken: whether a token belongs to a name already. extra: names that only this article gives, by their text.
    """
    for i, word in enumerate(words.text):
        if taken[i] or not words.inside[i] or len(word) < 4 or word.endswith("-Dollar"):
            continue
        if "-" in word and words.cues.lookalikes.has("word", words.lemma(i)):
            continue  # "Meta-Ebene"
        if word.startswith("-") and word[1:2].isupper():
            yield from _second_of_pair(words, i, word[1:], i, table)
        elif "-" in word.strip("-") and word[:1].isalnum():
            yield from _hyphened(words, i, table, extra)
        elif word.endswith("-") and word[:1].isupper():
            entity = _sure(table, word[:-1], extra)
            whole = _first_of_pair(words, i, table, entity)
            if whole is not None:
                yield mention(words, i, i + 1, whole)
            if entity is not None and entity != whole:
                yield part(words, i, 0, len(word) - 1, entity)
        elif word[:1].isupper():
            yield from _closed(words, i, table)


# -- inside -------------------------------------------------------------------------------------------------------


def _sure(table: EntityTable, name: str, extra: dict[str, Entity], tail: str = "") -> Entity | None:
    """What stands before a hyphen; tail: the compound's last part in its base form."""
    if name in extra:
        return extra[name]
    for text in (name, name.replace("-", " ")):
        for hit in table.lookup(text):
            if text.removesuffix("s") != text and text.removesuffix("s") in hit.entity.name.split():
                continue  # no name has its genitive in front of a hyphen: the "Neos-Chef" is not Neo's
            # A person's everyday surname stays doubtful, and a firm's or paper's name without anything of theirs behind
            # it: "Arm-Chef" and "Spiegel-Bericht", but "Visa-Pflicht" and "Zeit-Druck".
            if hit.sure or (hit.entity.cls != "Person" and _owned(table, hit.entity, name, tail)):
                return hit.entity
    return None


def _owned(table: EntityTable, entity: Entity, name: str, tail: str) -> bool:
    if entity.cls not in ("Company", "MediaOutlet") or name.isupper():
        return True
    cue = table.cues.before(tail) or table.cues.refers(tail)
    if tail in FIRM_TAILS or table.cues.lookalikes.has("tail", tail.removesuffix("in")):
        return True
    if entity.cls == "MediaOutlet":
        return cue is not None and cue.cls == "Person"
    made = tail in SAME or THINGS.get(tail) in ("Chip", "Product", "Facility")
    return made or (cue is not None and cue.cls != "Measure")


def _hyphened(words: Words, i: int, table: EntityTable, extra: dict[str, Entity]) -> Iterator[Mention]:
    word = words.text[i]
    pieces = word.split("-")
    found: list[tuple[int, int, Entity]] = []
    tail = _tail(words, i, pieces[-1])
    place, at = 0, 0
    while at < len(pieces) - 1:
        for until in range(len(pieces) - 1, at, -1):
            name = "-".join(pieces[at:until])
            entity = _sure(table, name, extra, tail) if name else None
            if entity is not None:
                found.append((place, place + len(name), entity))
                place += len(name) + 1
                at = until
                break
        else:
            place += len(pieces[at]) + 1
            at += 1
    if not found:
        return
    whole, stretch = _whole(word, pieces, found, tail, table)
    if whole is not None:
        yield mention(words, i, i + 1, whole, stretch)
    for start, end, entity in found:
        if entity != whole:
            yield part(words, i, start, end, entity)


def _whole(
    word: str, pieces: list[str], found: list[tuple[int, int, Entity]], tail: str, table: EntityTable
) -> tuple[Entity | None, How]:
    """The entity that the token as a whole names, if it names one, and why."""
    last = found[-1][2]
    behind = last.cls in ("Chip", "Product") and found[-1][1] == len(word) - len(pieces[-1]) - 1
    if behind and (tail in SAME or THINGS.get(tail) == last.cls):
        return last, How.NAME
    if not pieces[-1][:1].isupper():
        return None, How.NAME
    if last.cls in ("Country", "Alliance") and tail in STATE_ACTS:
        return last, How.METONYM
    cls = THINGS.get(tail)
    if found[0][0] == 0 and cls is not None and len(found) == 1 and _makes(last, cls):
        name = "-".join([*pieces[:-1], tail])
        known = table.lookup(name)
        if known:
            return known[0].entity, How.NAME
        part_of = last.id if cls in ("GovernmentBody", "Facility") else None
        if cls == "GovernmentBody":
            part_of = last.country
        return table.unknown(name, cls, part_of=part_of, country=last.country), How.NAME
    if last.cls in ("Country", "Alliance", "Person", "Company"):
        # "China-Sanktionen", "US-Ausfuhrverbot": the measure as such, whom it concerns is the part.
        for text in (pieces[-1], tail):
            hits = table.lookup(text)
            if hits and hits[0].sure and hits[0].entity.cls in ("Measure", "Chip", "Product", "Material", "Event"):
                return hits[0].entity, How.NAME
    return None, How.NAME


def _makes(owner: Entity, cls: str) -> bool:
    if cls == "GovernmentBody":
        return owner.cls == "Person"
    if cls == "Facility":
        return owner.cls in ("Company", "City", "Facility", "Place", "Region")
    if cls in ("Measure", "Event"):
        return owner.cls in ("Product", "Country", "Alliance", "Company", "City", "Region", "Person")
    if cls == "Chip":
        return owner.cls in MAKERS
    return owner.cls in ("Company", "Organization", "Product")


def _tail(words: Words, i: int, piece: str) -> str:
    """The last part of a hyphened compound in its base form: "Chips" → "Chip"."""
    if words.lexicon is not None and piece[:1].isupper():
        return words.lexicon.lemma(piece, "NOUN") or piece
    return piece


def _second_of_pair(words: Words, i: int, tail: str, token: int, table: EntityTable) -> Iterator[Mention]:
    """ "Elektro-Lkw und -Busse": the second noun shares the first one's front."""
    before = i - 1
    if words.word(before) not in ("und", "oder", "sowie", "bzw.", "/", "beziehungsweise", ","):
        return
    partner = words.word(before - 1)
    if "-" not in partner.strip("-"):
        return
    front = partner.rsplit("-", 1)[0]
    hits = table.lookup(f"{front}-{tail}") or table.lookup(front + tail[:1].lower() + tail[1:])
    if hits:
        yield mention(words, token, token + 1, hits[0].entity)
        return
    first = table.lookup(partner)
    if first and first[0].entity.cls in ("Product", "Chip", "Material"):
        name = f"{front}-{tail}"
        yield mention(words, token, token + 1, table.unknown(name, first[0].entity.cls))


def _first_of_pair(words: Words, i: int, table: EntityTable, front: Entity | None) -> Entity | None:
    """What a truncated noun is with the tail of the one behind it: "Import- und Exportverbote" → Importverbot.

    front: whom or what it names by itself.
    """
    k = i + 1
    while words.word(k) == "," and words.word(k + 1).endswith("-"):
        k += 2
    full = words.word(k + 1)
    if words.word(k) not in COORDINATORS or not full[:1].isupper() or full.endswith("-") or words.lexicon is None:
        return None
    stem = words.text[i][:-1]
    if "-" in full:
        tail = full.rsplit("-", 1)[1]
        tails = [f"-{tail}", tail[:1].lower() + tail[1:]] if tail[:1].isupper() else []
    else:
        tails = [full[cut:] for cut in range(3, len(full) - 3) if _noun(words, full[cut:])]
    for tail in tails:
        hits = table.lookup(stem + tail)
        if hits and hits[0].sure:
            return hits[0].entity
    if front is None or front.cls not in IN_CLOSED:
        return None
    bases = (words.lexicon.lemma(tail[:1].upper() + tail[1:], "NOUN") for tail in tails)
    measure = next((MEASURES[base] for base in bases if base in MEASURES), None)
    return table.unknown(f"{stem}{measure}", "Measure") if measure is not None else None


def _closed(words: Words, i: int, table: EntityTable) -> Iterator[Mention]:
    """ "Kobaltmine" holds Kobalt, "Seltenerdrestriktionen" seltene Erden; what follows must be a noun."""
    word = words.text[i]
    if words.lexicon is None or len(word) < 8 or "-" in word:
        return
    for cut in range(len(word) - 4, 3, -1):
        hits = table.lookup(word[:cut])
        if not hits or not hits[0].sure:
            continue
        cls = hits[0].entity.cls
        if cls == "GovernmentBody" and word[cut:].removesuffix("s") in WITH_PEOPLE:
            yield part(words, i, 0, cut, hits[0].entity)
            return
        if cls not in IN_CLOSED:
            continue
        if cut < 5 and (words.lexicon.split_compound(word) or ("",))[0] != word[:cut]:
            continue
        rest = word[cut:]
        tails = [rest[len(link) :] for link in LINKS if rest.startswith(link)]
        tail = next((t for t in tails if _noun(words, t)), None)
        if tail is not None:
            yield part(words, i, 0, cut, hits[0].entity)
            measure = MEASURES.get(words.lexicon.lemma(tail[:1].upper() + tail[1:], "NOUN") or "")
            if measure is not None:
                name = word[: len(word) - len(tail)] + measure
                known = table.lookup(name)
                yield mention(words, i, i + 1, known[0].entity if known else table.unknown(name, "Measure"))
            return


def _noun(words: Words, rest: str) -> bool:
    assert words.lexicon is not None
    if len(rest) < 4:
        return False
    noun = rest[:1].upper() + rest[1:]
    return any(r.cls == "SUB" for r in words.lexicon.readings(noun)) or words.lexicon.split_compound(noun) is not None


def surfaces(mentions: Iterable[Mention]) -> dict[str, Entity]:
    """Names that an article gives for unknown entities, by their text: what may stand before a hyphen."""
    return {m.text: m.entity for m in mentions if m.how is How.NAME and not m.entity.known}
