"""States and their bodies: adjectives of places, ministries, governments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.linking.inflect import strong
from kg.linking.known import mention, part
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, How, Mention

STATE_ACTS = frozenset("Regierung Führung Staatsführung Administration".split())
# Bodies that every state has; what follows the stem is case and number. n, f: gender of the singular.
BODIES: tuple[tuple[str, str], ...] = (
    ("ministerium", "n"),
    ("behörde", "f"),
    ("aufsicht", "f"),
    ("notenbank", "f"),
    ("zentralbank", "f"),
    ("parlament", "n"),
    ("geheimdienst", "m"),
)
# Of these every state has one too, but bare they may be anybody's; of courts and prosecutors a town as well.
FORCES: tuple[tuple[str, str], ...] = (
    ("polizei", "f"),
    ("küstenwache", "f"),
    ("marine", "f"),
    ("armee", "f"),
    ("luftwaffe", "f"),
    ("justiz", "f"),
    ("rechnungshof", "m"),
    ("gerichtshof", "m"),
    ("verfassungsgericht", "n"),
    ("kartellamt", "n"),
)
GENDERS = dict(BODIES + FORCES)
BODY = re.compile(rf"[A-ZÄÖÜ]?[\wäöüß-]*?({'|'.join(GENDERS)})(s|es|n|e|en)?", re.I)
NO_BODY = frozenset({"Handelsmarine", "Submarine"})
OF_TOWN = re.compile(
    r"((?:Bezirks|Handels|Berufungs|Straf|Verwaltungs|Land|Amts|Schieds)?[Gg]ericht|Staatsanwaltschaft)(e?s)?"
)


def adjectives(words: Words, table: EntityTable, taken: Sequence[bool]) -> Iterator[Mention]:
    """Adjectives of places before a noun: "chinesische Firmen", "US-amerikanischen Behörden", "Pekinger Kurs"."""
    for i, word in enumerate(words.text):
        if taken[i] or not words.inside[i] or len(word) < 5:
            continue
        place = table.country_by_adjective(word) or _part_of_land(table, word) or _city_by_adjective(words, table, i)
        if place is None:
            yield from _two_states(words, table, i)
            continue
        if table.cues.lookalikes.has("street", words.lemma(i + 1)) and word.endswith("er") and word[:1].isupper():
            continue  # "in der Berliner Straße"
        undeclined = table.adjectives(place.id)
        fixed = word[:1].isupper() and (word in undeclined or not undeclined)
        if fixed and not words.capital(i + 1):
            continue  # "die Schweizer", "ein Londoner": people, no adjective
        capital = (
            word[:1].isupper() and undeclined and not any(a[:1].isupper() and word.startswith(a) for a in undeclined)
        )
        if capital and not words.opens_sentence(i) and not words.heading[i]:
            continue  # "die Chinesischen" as a noun
        yield mention(words, i, i + 1, place, How.ADJECTIVE)


def bodies(words: Words, table: EntityTable, found: Sequence[Mention]) -> list[Mention]:
    """The mentions with governments and bodies: "die chinesische Regierung", "Chinas Handelsministerium".

    A bare ministry goes by what the article names around it. The new mentions take the place of what they cover.
    """
    at = {m.first: m for m in found if m.how in (How.NAME, How.ADJECTIVE)}
    ends = {m.last: m for m in found if m.how in (How.NAME, How.ADJECTIVE)}
    named = {m.first: m for m in found if m.how is How.NAME and m.entity.cls == "GovernmentBody"}
    covered = {i for m in found if m.how is How.NAME for i in range(m.first + 1, m.last)}
    made: list[Mention] = []
    for i, word in enumerate(words.text):
        if not words.inside[i] or not word[:1].isupper() or i in named or i in covered:
            continue
        base = words.lemma(i)
        if base == "Bund" and i not in at:
            made.extend(_federation(words, table, i))
        elif base in STATE_ACTS:
            made.extend(_government(words, table, i, at, ends))
        elif i not in at or at[i].how is not How.NAME:
            stem = BODY.fullmatch(word)
            town = OF_TOWN.fullmatch(word)
            if stem is not None and base not in NO_BODY:
                made.extend(_body(words, table, i, stem, at, ends, [*found, *made]))
            elif town is not None:
                made.extend(_of_town(words, table, i, town.group(1), at, ends))
    return _replace(found, made)


# -- inside -------------------------------------------------------------------------------------------------------


# "südamerikanisch" is of a continent, "nordkoreanisch" of another state than "koreanisch"
_PART = re.compile(
    r"(?:süd|nord|ost|west|zentral|mittel|nordost|nordwest|südost|südwest)"
    r"((?!amerik|afrik|europ|asiat|korean|sudan|timor|atlant|pazif)[a-zäöüß]+)"
)


def _part_of_land(table: EntityTable, word: str) -> Entity | None:
    """ "im südfinnischen Hanko": the state whose part the adjective names."""
    found = _PART.fullmatch(word)
    return table.country_by_adjective(found.group(1)) if found is not None else None


def _two_states(words: Words, table: EntityTable, i: int) -> Iterator[Mention]:
    """ "der schwedisch-finnische Konzern": each half names its state."""
    front, hyphen, back = words.text[i].partition("-")
    one, other = table.country_by_adjective(front + "e"), table.country_by_adjective(back)
    if hyphen and front.endswith("isch") and one is not None and other is not None:
        yield part(words, i, 0, len(front), one, How.ADJECTIVE)
        yield part(words, i, len(front) + 1, len(words.text[i]), other, How.ADJECTIVE)


def _city_by_adjective(words: Words, table: EntityTable, i: int) -> Entity | None:
    """ "Düsseldorfer Konzern", "die Karlsruher Vulcan Energy": the city of an adjective in -er without a row."""
    word = words.text[i]
    if not word[:1].isupper() or not word.endswith("er") or not words.joined(i):
        return None
    named = words.doc[i].tag_ == "ADJA" and words.capital(i + 1)  # a firm's name instead of a noun
    if not words.is_common_noun(i + 1) and not named:
        return None
    # Essener: Essen; Karlsruher: Karlsruhe; Bremer: Bremen; Dresdner: Dresden
    for town in (word[:-2], word[:-1], word[:-2] + "en", word[:-3] + "en" if word.endswith("ner") else ""):
        for hit in table.lookup(town) if len(town) > 2 else ():
            if hit.sure and hit.entity.cls == "City" and hit.entity.name == town:
                return hit.entity
    return None


def _acting(entity: Entity, table: EntityTable) -> Entity | None:
    """The state or union that a place stands for as the one who governs."""
    if entity.cls in ("Country", "Alliance"):
        return entity
    return table.stands_for(entity.id)


def _whose(
    words: Words, table: EntityTable, i: int, at: dict[int, Mention], ends: dict[int, Mention]
) -> tuple[Entity, int, int] | None:
    """The state that token i, a body or government, belongs to, and the tokens that say so with it."""
    first = i
    while first > 0 and words.joined(first - 1) and first > i - 3:
        before = ends.get(first)
        if before is not None and before.last == first:
            state = _acting(before.entity, table)
            if before.entity.cls == "Person" and words.lemma(i) in STATE_ACTS:
                state = table.get(before.entity.country or "")  # "Tshisekedis Regierung"
            genitive = before.how is How.NAME and words.text[first - 1].endswith(("s", "'", "’"))
            if state is not None and (before.how is How.ADJECTIVE or genitive):
                return state, before.first, i + 1
            break
        # another adjective may stand between: "chinesisches staatliches Parlament"
        if not words.text[first - 1][:1].islower() or words.doc[first - 1].tag_ != "ADJA":
            break
        first -= 1
    nxt = i + 1
    if words.joined(i):
        if words.text[nxt] in ("in", "von", "der", "des"):
            nxt += 1
        after = at.get(nxt)
        if after is not None and after.how is How.NAME and words.joined(nxt - 1):
            state = _acting(after.entity, table)
            linked = words.text[i + 1] in ("in", "von", "der", "des") or words.text[after.last - 1].endswith("s")
            if state is not None and linked:
                return state, i, after.last
    return None


def _federation(words: Words, table: EntityTable, i: int) -> Iterator[Mention]:
    """„der Bund“, "gehört dem Bund": the German state, where no genitive or name says of whom else it is one."""
    before, after = words.word(i - 1).lower(), words.word(i + 1)
    behind = words.doc[i + 1].tag_ if i + 1 < len(words) else ""
    of_others = words.joined(i) and (
        behind in ("ART", "ADJA", "NE", "NN") and after.lower() in ("der", "des", "deutscher")
    )
    if before not in ("der", "dem", "den", "des", "vom", "zum", "beim") or of_others or not words.joined(i - 1):
        return
    if words.joined(i) and (after.lower() in ("mit", "fürs", "zwischen") or after[:1].isupper() and behind == "NE"):
        return
    state = table.get("deutschland")
    if state is not None:
        yield mention(words, i, i + 1, state, How.METONYM)


def _government(
    words: Words, table: EntityTable, i: int, at: dict[int, Mention], ends: dict[int, Mention]
) -> Iterator[Mention]:
    whose = _whose(words, table, i, at, ends)
    if whose is not None:
        state, first, last = whose
        known = table.body_of(state.id, words.lemma(i)) if state.id == "deutschland" else None
        yield mention(words, first, last, known or state, How.NAME if known else How.METONYM)


def _body(
    words: Words,
    table: EntityTable,
    i: int,
    stem: re.Match[str],
    at: dict[int, Mention],
    ends: dict[int, Mention],
    found: Sequence[Mention],
) -> Iterator[Mention]:
    word = stem.group(0)
    kind = stem.group(1).lower()
    plural = (stem.group(2) or "") in ("n", "en") and kind in ("behörde", "aufsicht", "notenbank", "zentralbank")
    base = word if plural else word[: len(word) - len(stem.group(2) or "")]
    if kind in {"ministerium", *dict(FORCES)} and stem.group(2) in ("e", "en", "n"):
        return
    if "-" in base and base.split("-")[0]:
        # "US-Behörde", "EU-Aufsicht": only its part is named, unless the table knows the whole.
        return
    if base in ("Behörde", "Aufsicht", "Ministerium"):
        return  # "die Behörde" is said of one named before
    whose = _whose(words, table, i, at, ends)
    if whose is not None:
        state, first, last = whose
        yield mention(words, first, last, _of_state(table, state, base, kind, plural))
        return
    if plural or base in ("Parlament", "Behörden") or kind in dict(FORCES):
        return
    entity = _by_context(words, table, i, base, found)
    if entity is not None:
        yield mention(words, i, i + 1, entity)


def _of_town(
    words: Words, table: EntityTable, i: int, base: str, at: dict[int, Mention], ends: dict[int, Mention]
) -> Iterator[Mention]:
    """ "ein Amsterdamer Gericht", "das Gericht in Amsterdam", "die Staatsanwaltschaft in Paris"."""
    before = ends.get(i) if words.joined(i - 1) else None
    after = at.get(i + 2) if words.joined(i) and words.word(i + 1) in ("in", "von") and words.joined(i + 1) else None
    if before is not None and before.how is How.ADJECTIVE and before.entity.cls == "City":
        town, first, last = before.entity, before.first, i + 1
    elif after is not None and after.how is How.NAME and after.entity.cls == "City":
        town, first, last = after.entity, i, i + 1
    else:
        return
    name = f"{base} in {town.name}"
    known = table.lookup(name)
    body = (
        known[0].entity if known else table.unknown(name, "GovernmentBody", part_of=town.country, country=town.country)
    )
    yield mention(words, first, last, body)


def _of_state(table: EntityTable, state: Entity, base: str, kind: str, plural: bool) -> Entity:
    known = table.body_of(state.id, base)
    if known is not None:
        return known
    gender = "p" if plural else GENDERS[kind]
    own = table.adjectives(state.id)
    name = (
        f"{strong(own[-1] if state.id == 'vereinigte-staaten' else own[0], gender)} {base}"
        if own
        else f"{base} ({state.name})"
    )
    hits = table.lookup(name)
    if hits:
        return hits[0].entity
    return table.unknown(name, "GovernmentBody", part_of=state.id, country=state.id)


def _by_context(words: Words, table: EntityTable, i: int, base: str, found: Sequence[Mention]) -> Entity | None:
    """A bare ministry: the one of that portfolio that the article named last, else that of the state spoken of."""
    same = [
        m
        for m in found
        if m.entity.cls == "GovernmentBody" and m.how is How.NAME and _portfolio(m.entity, table) == base
    ]
    before = [m for m in same if m.first < i]
    if before:
        return max(before, key=lambda m: m.first).entity
    near = [
        m
        for m in found
        if m.first < i
        and words.sentence[i] - words.sentence[m.first] <= 1
        and _country(m.entity)
        and m.entity.cls != "Material"
    ]
    for m in sorted(near, key=lambda m: -m.first):
        body = table.body_of(_country(m.entity) or "", base)
        if body is not None:
            return body
    if same:
        return min(same, key=lambda m: m.first).entity
    return None


def _country(entity: Entity) -> str | None:
    return entity.id if entity.cls in ("Country", "Alliance") else entity.country


def _portfolio(entity: Entity, table: EntityTable) -> str:
    for name in (entity.name, *table.aliases(entity.id)):
        match = re.search(r"[A-ZÄÖÜ][a-zäöüß]*(ministerium|behörde|aufsicht|notenbank|zentralbank)$", name)
        if match:
            bare = match.group(0)
            return bare.removeprefix("Bundes").capitalize() if bare.startswith("Bundes") else bare
        match = re.search(r"-([A-ZÄÖÜ][a-zäöüß]*(ministerium|behörde|aufsicht|notenbank|zentralbank))$", name)
        if match:
            return match.group(1)
    return ""


def _replace(found: Sequence[Mention], made: Sequence[Mention]) -> list[Mention]:
    """All mentions; a made one takes the place of those whose tokens it covers, but for the adjective of a body."""
    kept = [m for m in found if not any(_replaces(n, m) for n in made)]
    return sorted([*kept, *made], key=lambda m: (m.start, m.end))


def _replaces(made: Mention, m: Mention) -> bool:
    covers = made.first <= m.first and m.last <= made.last
    return covers and not (m.how is How.ADJECTIVE and made.how is How.NAME)
