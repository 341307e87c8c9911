"""Pronouns and nouns that stand for something named just before: "er", "der Konzern", "das Land", "diese Rohstoffe".

Conservative: an antecedent in the same or the two sentences before, of fitting class and gender; where two fit, the
subject of its sentence; else none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.linking.known import mention
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, How, Mention

WINDOW = 2  # sentences back
GOVERNMENT_WINDOW = 4
NEAR = 120  # mentions; more than any five sentences hold
DEFINITE: dict[str, frozenset[str]] = {
    "m": frozenset("der den dem des dieser diesen diesem dieses im vom zum beim am".split()),
    "n": frozenset("das dem des dieses diesem im vom zum beim am ins".split()),
    "f": frozenset("die der diese dieser zur".split()),
}
THESE = frozenset("diese diesen dieser".split())
GROUPS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("Rohstoff", "Metall", "Mineral", "Material", "Stoff", "Element", "Edelmetall"), frozenset({"Material"})
    ),
    **dict.fromkeys(("Halbleiter", "Chip", "Prozessor"), frozenset({"Chip"})),
}
HE = frozenset({"er", "ihm", "ihn"})
POSSESSIVE_M = frozenset("sein seine seinen seinem seiner seines".split())
POSSESSIVE_F = frozenset("ihr ihre ihren ihrem ihrer ihres".split())
PLURAL_VERBS = frozenset("sind waren haben hatten werden wurden wollen sollen können müssen dürfen".split())
FIRMS = frozenset({"Company"})
AGENTS = frozenset({"Company", "GovernmentBody", "Organization", "Country", "Alliance", "MediaOutlet"})
SPECIFIC = frozenset({"Chip", "Product", "Facility"})


def coreference(words: Words, table: EntityTable, found: Sequence[Mention]) -> list[Mention]:
    """The mentions with those of pronouns and definite nouns added, in order of the text.

    "diese Metalle" after a list gives one mention for each of them, over the same tokens.
    """
    known = sorted((m for m in found if m.how is not How.PART), key=lambda m: (m.first, m.last))
    covered = {i for m in known for i in range(m.first, m.last)}
    added: list[Mention] = []
    dropped: set[Mention] = set()
    at = 0
    for i in range(len(words)):
        if not words.inside[i]:
            continue
        if not words.text[i][:1].isalpha():
            continue
        while at < len(known) and words.sentence[known[at].first] < words.sentence[i] - GOVERNMENT_WINDOW:
            at += 1
        past = [m for m in (*known[at : at + NEAR], *added[-NEAR:]) if m.last <= i and m not in dropped]
        past.sort(key=lambda m: m.first)
        if i in covered:
            generic = next((m for m in known if m.first == i and m.last == i + 1), None)
            if generic is None or generic.how is not How.NAME or generic.entity.cls not in SPECIFIC:
                continue
            entities = _noun(words, table, i, past, generic.entity)
            if entities and entities[0] != generic.entity:
                dropped.add(generic)
        else:
            entities = _pronoun(words, i, past) or _noun(words, table, i, past, None)
        added.extend(mention(words, i, i + 1, entity, How.COREFERENCE) for entity in entities)
    return sorted([*(m for m in found if m not in dropped), *added], key=lambda m: (m.start, m.end, m.entity.id))


# -- inside -------------------------------------------------------------------------------------------------------


def _subject(words: Words, m: Mention) -> bool:
    """Whether a mention, or the title right before it ("Nachfolger Beil"), is the subject of its clause."""
    first = m.first - 1 if m.first > 0 and words.joined(m.first - 1) and words.is_common_noun(m.first - 1) else m.first
    return any(words.doc[k].dep_.startswith("nsubj") for k in range(first, m.last))


def _nearest(
    words: Words, i: int, past: Sequence[Mention], fits: Callable[[Mention], bool], window: int = WINDOW
) -> Mention | None:
    """The antecedent in the nearest sentence that has one; of several there the subject, else only if all are one."""
    for back in range(window + 1):
        here = [m for m in past if words.sentence[i] - words.sentence[m.first] == back and fits(m)]
        if not here:
            continue
        if len({m.entity.id for m in here}) == 1:
            return here[-1]
        subjects = [m for m in here if _subject(words, m)]
        if len({m.entity.id for m in subjects}) == 1:
            return subjects[-1]
        return None
    return None


def _gender(words: Words, entity: Entity) -> str:
    return words.gender(entity.name.split(" ")[0])


def _pronoun(words: Words, i: int, past: Sequence[Mention]) -> list[Entity]:
    word = words.text[i].lower()
    if word in HE:
        found = _he(words, i, past) if words.doc[i].tag_ in ("PPER", "PDS") else None
    elif word == "sie" and _only_subject(words, i) and _singular_verb(words, i):
        found = _nearest(words, i, past, lambda m: m.entity.cls == "Person" and _gender(words, m.entity) in ("f", "u"))
    elif word in POSSESSIVE_M and words.doc[i].tag_ == "PPOSAT":
        found = _possessor(words, i, past, ("m", "u", ""))
    elif word in POSSESSIVE_F and words.doc[i].tag_ == "PPOSAT":
        found = _possessor(words, i, past, ("f",))
    else:
        found = None
    return [found.entity] if found is not None else []


def _he(words: Words, i: int, past: Sequence[Mention]) -> Mention | None:
    """A man named before, unless a thing of masculine gender is the subject there ("Der H200 …, er wird …")."""
    for back in range(WINDOW + 1):
        here = [m for m in past if words.sentence[i] - words.sentence[m.first] == back]
        people = [
            m
            for m in here
            if m.entity.cls == "Person" and _gender(words, m.entity) in ("m", "u", "") and not _possessive(m)
        ]
        things = [
            k for k in range(i) if words.sentence[i] - words.sentence[k] == back and _masculine_thing(words, k, people)
        ]
        acting = [m for m in people if _subject(words, m)]
        if things and not acting:
            named = [m for m in here if m.first <= things[-1] < m.last and m.entity.cls in SPECIFIC | FIRMS]
            return named[-1] if named else None
        if people:
            chosen = acting or people
            return chosen[-1] if len({m.entity.id for m in chosen}) == 1 else None
    return None


def _possessive(m: Mention) -> bool:
    return m.how is How.COREFERENCE and m.text.lower() in POSSESSIVE_M | POSSESSIVE_F


def _masculine_thing(words: Words, k: int, people: Sequence[Mention]) -> bool:
    token = words.doc[k]
    if token.tag_ not in ("NN", "NE") or not token.dep_.startswith("nsubj"):
        return False
    cue = words.cues.before(words.lemma(k))
    if any(m.first - 1 <= k < m.last for m in people) or (cue is not None and cue.cls == "Person"):
        return False
    before = words.word(k - 1).lower()
    return words.masculine(k) or before in ("der", "dieser", "jeder")


def _only_subject(words: Words, i: int) -> bool:
    """Whether "sie" is the one subject of its verb: not the object of "lehnte sie ab"."""
    token = words.doc[i]
    others = [t for t in token.head.children if t.dep_.startswith("nsubj") and t.i != i]
    return token.dep_.startswith("nsubj") and not others


def _possessor(words: Words, i: int, past: Sequence[Mention], genders: tuple[str, ...]) -> Mention | None:
    """ "Trump und seine Zölle": the person, or with "sein" also the firm or state, that alone fits in the sentence."""

    subjects = [k for k in range(i) if words.same_sentence(k, i) and words.doc[k].dep_.startswith("nsubj")]

    def nearest_subject(m: Mention) -> bool:
        # "ihr" is said of any plural too: only where the last subject is the one meant, and stands alone.
        alone = words.word(m.last) not in ("und", "oder", ",") or not words.is_name(m.last + 1)
        return bool(subjects) and m.first <= subjects[-1] < m.last and alone and words.word(m.first - 1) != "und"

    def fits(m: Mention) -> bool:
        if m.how is How.ADJECTIVE or (genders == ("f",) and not nearest_subject(m)):
            return False
        if m.entity.cls == "Person":
            return _gender(words, m.entity) in genders
        if m.entity.cls in AGENTS:
            # "Washington" is neuter though the United States are many.
            many = _plural_or_feminine(m.entity) and not (
                m.how is How.METONYM and " " not in m.text and "-" not in m.text
            )
            return many == (genders == ("f",))
        return False

    people = _nearest(words, i, past, lambda m: m.entity.cls == "Person" and fits(m), window=0)
    return people or _nearest(words, i, past, lambda m: fits(m) and _subject(words, m), window=0)


def _plural_or_feminine(entity: Entity) -> bool:
    """Whether German says "ihr" of it: die USA, die Niederlande, die Türkei, die EU, die Kommission."""
    return entity.id in (
        "vereinigte-staaten",
        "niederlande",
        "tuerkei",
        "schweiz",
        "ukraine",
        "philippinen",
        "mongolei",
        "slowakei",
    ) or (
        entity.cls == "Alliance"
        or entity.name.lower().endswith(("kommission", "regierung", "behörde", "bank", "emirate"))
    )


def _singular_verb(words: Words, i: int) -> bool:
    for k in (i - 1, i + 1, i + 2, i + 3):
        if (
            0 <= k < len(words)
            and words.sentence[k] == words.sentence[i]
            and words.doc[k].tag_ in ("VVFIN", "VAFIN", "VMFIN")
        ):
            form = words.text[k].lower()
            return form not in PLURAL_VERBS and not form.endswith("en")
    return False


def _noun(words: Words, table: EntityTable, i: int, past: Sequence[Mention], generic: Entity | None) -> list[Entity]:
    word = words.text[i]
    if not word[:1].isupper() or len(word) < 3:
        return []
    lemma = words.lemma(i)
    start = _determiner(words, i)
    if start is None:
        return []
    det = words.text[start].lower()
    if det in THESE and lemma in GROUPS:
        return _group(words, i, past, GROUPS[lemma])
    if lemma == "Regierung" and det in (*DEFINITE["f"], *POSSESSIVE_M, *POSSESSIVE_F):
        return _government(words, table, i, start, past)
    if lemma == "Land" and (det in POSSESSIVE_M or det in POSSESSIVE_F - {"ihr"} or (det == "ihr" and start == i - 1)):
        return _own_country(words, table, start, past)
    cue = words.cues.refers(lemma)
    if cue is None or cue.gender not in DEFINITE or det not in DEFINITE[cue.gender] or not _singular(word, lemma):
        return []
    if cue.gender == "m" and det == "der" and word.endswith("er") and words.word(start - 1)[:1].isupper():
        return []  # "Vertreter der Hersteller": many
    if _named_after(words, i):
        return []
    place = table.country_by_adjective(words.text[i - 1]) if i - 1 > start else None
    if "-" in lemma:
        place = table.country_by_compound_prefix(lemma.rsplit("-", 1)[0]) or place

    def fits(m: Mention) -> bool:
        if m.how is How.ADJECTIVE and (cue.cls != "Country" or _of_firm(words, m)):
            return False
        if place is not None and place.cls == "Country" and m.entity.country not in (None, place.id):
            return False
        if generic is not None and (m.entity == generic or m.entity.name[:1].islower()):
            return False
        return _suits(m.entity, cue.cls, cue.word)

    if cue.cls == "Country" and place is not None:
        return []  # "das zentralafrikanische Land": the adjective is mentioned itself
    found = _nearest(words, i, past, fits)
    if found is not None and lemma != cue.word and place is None:
        # "der Magnethersteller": which of two firms makes magnets, the text need not say.
        rivals = {m.entity.id for m in past if words.sentence[m.first] == words.sentence[found.first] and fits(m)}
        if len(rivals) > 1:
            return []
    return [found.entity] if found is not None else []


def _of_firm(words: Words, m: Mention) -> bool:
    """Whether an adjective only tells where a firm is from: "der chinesische Konzern"."""
    cue = words.cues.refers(words.lemma(m.last)) if words.word(m.last)[:1].isupper() else None
    return cue is not None and cue.cls == "Company"


def _own_country(words: Words, table: EntityTable, start: int, past: Sequence[Mention]) -> list[Entity]:
    """ "sein Land", "ihr Land": the country of the person spoken of."""
    owner = _nearest(words, start, past, lambda m: m.entity.cls == "Person", window=1)
    state = table.get(owner.entity.country or "") if owner is not None else None
    return [state] if state is not None else []


def _suits(entity: Entity, cls: str, word: str) -> bool:
    if word == "Ministerium":
        return entity.cls == "GovernmentBody" and (
            "ministerium" in entity.name.lower() or entity.id in ("pentagon", "meti")
        )
    if cls == "Organization":
        return entity.cls == "Organization"
    return entity.cls == cls


def _determiner(words: Words, i: int) -> int | None:
    """The article or demonstrative of a noun, past at most two adjectives."""
    for k in range(i - 1, max(i - 4, -1), -1):
        if not words.joined(k):
            return None
        low = words.word(k).lower()
        if any(low in dets for dets in DEFINITE.values()) or low in POSSESSIVE_M or low in POSSESSIVE_F:
            return k
        if not words.word(k)[:1].islower() or words.doc[k].tag_ not in ("ADJA", "CARD", "VVPP"):
            return None
    return None


def _singular(word: str, lemma: str) -> bool:
    return word in (lemma, lemma + "s", lemma + "es")


def _named_after(words: Words, i: int) -> bool:
    """Whether the noun gets its name or owner right behind it: "der Konzern Nvidia", "das Ministerium für Handel"."""
    after = words.word(i + 1)
    return words.is_name(i + 1) or after in ("für", "von", "der", "des", "in") and after != "in"


def _group(words: Words, i: int, past: Sequence[Mention], classes: frozenset[str]) -> list[Entity]:
    """The things of the nearest sentence that names any, each once, in the order named."""
    for back in range(WINDOW + 1):
        here = [m for m in past if words.sentence[i] - words.sentence[m.first] == back and m.entity.cls in classes]
        if here:
            return list(dict.fromkeys(m.entity for m in here))
    return []


def _government(words: Words, table: EntityTable, i: int, start: int, past: Sequence[Mention]) -> list[Entity]:
    """ "die Regierung": the one spoken of last; "seine Regierung": that of the person or state."""
    low = words.text[start].lower()
    if words.word(i + 1) in ("in", "von", "des", "der") or _named_after(words, i):
        return []
    if low in POSSESSIVE_M or low in POSSESSIVE_F - {"der"}:
        owner = _nearest(words, start, past, lambda m: m.entity.cls in ("Person", "Country"), window=1)
        if owner is None:
            return []
        hits = table.lookup(f"{owner.entity.name.split(' ')[-1]}-Regierung")
        state = table.get(owner.entity.country or "")
        return [hits[0].entity] if hits else [state] if state is not None else []

    def governs(m: Mention) -> bool:
        return (
            m.entity.cls == "GovernmentBody"
            and m.entity.name.endswith(("Regierung", "regierung"))
            or (m.how is How.METONYM and ("egierung" in m.text or "Administration" in m.text))
        )

    named = [m for m in past if governs(m) and words.sentence[i] - words.sentence[m.first] <= GOVERNMENT_WINDOW]
    if named:
        # "die Trump-Regierung … mit der US-Regierung": one government under two names; its own name is the nearer one.
        own = [m for m in named if m.entity.cls == "GovernmentBody"]
        states = {m.entity.country if m.entity.cls == "GovernmentBody" else m.entity.id for m in named}
        return [(own or named)[-1].entity] if len(states) == 1 else [named[-1].entity]
    return []
