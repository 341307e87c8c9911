"""Where a post is held: what its title names, the ministry of its portfolio, the firm spoken of, or what is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import BackgroundFact, Entity, How, Mention
from kg.vocab import is_a

from ..frames.tables import Office
from ..scene import TAKEN_UP, Scene
from .terms import held, led_by, role_words

_PREPOSITIONS = ("von", "bei", "in", "an", "für", "unter", "aus")
_RANGES = {
    "state": ("Country", "Region", "Alliance"),
    "organization": ("Organization",),
    "firm": ("Organization",),
    "body": ("Organization",),
    "ministry": ("GovernmentBody", "Country", "Region"),
    "parliament": ("GovernmentBody", "Organization", "Country", "Region"),
    "any": ("Organization", "Country", "Region"),
}
# the houses a title can mean, in the order they are asked for
_HOUSES = {
    "Senator": ("Senat",),
    "Senatorin": ("Senat",),
    "": ("Repräsentantenhaus", "Bundestag", "EU-Parlament", "Unterhaus", "Nationalversammlung", "Parlament"),
}
_AMERICAN = ("republikanisch", "demokratisch")
_BACK = 60  # tokens before its sentence in which the firm of a bare "Konzernchef" is looked for
_GUESSED = 0.55
_NO_CLUBS = ("Alliance", "GovernmentBody")  # "der Verbandschef" is none of the EU
_OF_LANDS = ("Ministerpräsident",)  # in a federal state the head of a Land
_OF_PARTY = frozenset({"Parteichef", "Parteichefin"})
_ONE_PARTY = frozenset({"china", "vietnam", "nordkorea", "kuba", "laos"})  # there it is who rules
_FEDERAL = frozenset({"deutschland", "oesterreich"})
_SHARING = frozenset({"deutschland", "oesterreich", "schweiz"})  # states that call their offices alike
_ENVOYS = ("Botschafter", "Konsul", "Generalkonsul", "Gesandte")


@dataclass(frozen=True, slots=True)
class Held:
    """Where a post is held, how sure that is, and whether it is known to be over."""

    body: Mention
    score: float
    over: bool = False


def bodies(
    scene: Scene,
    phrase: Phrase,
    noun: str,
    office: Office,
    holder: Mention,
    table: EntityTable,
    background: Background | None,
) -> Iterator[Held]:
    """Where the post of a title is held: what the title names, else what is known of its holder, else a guess."""
    direct = [m for m in _named(scene, phrase) if m.entity.id != holder.entity.id]
    if office.scope == "ministry":
        found = _ministry(scene, phrase, noun, direct, holder, table)
    elif office.scope == "parliament":
        found = _house(scene, phrase, noun, direct, holder, table)
    else:
        found = _body(scene, phrase, office, direct, holder, table)
    if found is not None and found.score > _GUESSED + 0.1:
        yield found
        return
    known = _known(scene, phrase, noun, office, holder, background)
    body = table.get(known[0].object) if known is not None else None
    # what the title names itself goes before what is known: only where it names nothing is that asked
    named = direct or (found is not None and office.scope == "state")
    fits = body is not None and any(is_a(body.cls, c) for c in _RANGES[office.scope or "any"])
    if office.scope != "ministry" and known is not None and known[0].role.lower().endswith(("minister", "ministerin")):
        fits = False  # "dass die Ministerin [Präsidentin] wird"
    if known is not None and body is not None and fits and known[0].predicate == office.relation and not named:
        yield Held(standing(holder, body), 0.7, known[1])
    elif found is not None:
        yield found


def _known(
    scene: Scene, phrase: Phrase, noun: str, office: Office, holder: Mention, background: Background | None
) -> tuple[BackgroundFact, bool] | None:
    """The term that is meant of somebody known; "Ressortchefin", "Minister" alone are of any portfolio."""
    if background is None or not holder.entity.known:
        return None
    if office.scope == "ministry" and not _portfolio(scene, phrase, noun):
        term = led_by(scene, background, holder.entity)
        return term if term is not None and term[0].role.lower().endswith("minister") else None
    return held(scene, background, holder.entity, noun, office.relation)


def standing(mention: Mention, entity: Entity) -> Mention:
    """A mention's place for an entity that nothing there names by itself."""
    return Mention(mention.start, mention.end, mention.text, mention.first, mention.last, entity, How.PART)


def owner_of(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Whose a phrase is, also where the genitive before it was read as a phrase of its own: "[Jokowis] Nachfolger"."""
    owners = scene.owner(phrase)
    if owners or phrase.start <= scene.sentence.start or phrase.possessor is not None:
        return owners
    before = scene.covering(phrase.start - 1)
    whole = [m for m in before if m.how is How.NAME and m.last == phrase.start]
    return tuple(m for m in whole if m.text.endswith(("s", "’", "'")) and m.text != m.entity.name)


def home_of(scene: Scene, holder: Mention, usual: Entity, table: EntityTable) -> Entity:
    """„Bundeskanzler Faymann“: of the states with that office the holder's, else the one most spoken of."""
    if usual.id not in _SHARING:
        return usual
    if holder.entity.country in _SHARING:
        return table.get(holder.entity.country or "") or usual
    told = {state: 0 for state in sorted(_SHARING)}
    for i, found in scene.at.items():
        for m in found:
            state = m.entity.id if m.entity.cls == "Country" else m.entity.country
            if m.first == i and state in told:
                told[state] += 1
    most = max(told, key=lambda state: (told[state], state == usual.id))
    return table.get(most) or usual


def spoken_of(scene: Scene, start: int, classes: tuple[str, ...]) -> Mention | None:
    """The one body that the text before token `start` speaks of: in the sentence, else right before it."""
    for low, high in ((scene.sentence.start, start), (max(0, scene.sentence.start - _BACK), scene.sentence.start)):
        found: dict[str, list[Mention]] = {}
        for i in range(low, high):
            for m in scene.at.get(i, ()):
                standing_there = m.how is How.NAME or m.how in TAKEN_UP
                if m.first == i and standing_there and any(is_a(m.entity.cls, c) for c in classes):
                    found.setdefault(m.entity.id, []).append(m)
        ranked = sorted(found.values(), key=len, reverse=True)
        if len(ranked) == 1 or (len(ranked) > 1 and len(ranked[0]) >= 2 * len(ranked[1])):
            return ranked[0][-1]
    return None


# -- inside -------------------------------------------------------------------------------------------------------


def _named(scene: Scene, phrase: Phrase) -> list[Mention]:
    """Whom the title itself names, the surest first: possessor, front of the compound, attributes, adjective."""
    behind: list[Mention] = []
    prepositions = _PREPOSITIONS
    if scene.noun(phrase).startswith(_ENVOYS):  # "der russische Botschafter [in Wien]" works for Russia
        prepositions = ("von", "aus")
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, prepositions)):
        if attribute.conjunct_of is None:
            abroad = phrase.name is not None and attribute.prep == "in"  # "der Besuch von Präsident Obama in Vietnam"
            named = scene.everyone(attribute)
            behind += [m for m in named if not (abroad and is_a(m.entity.cls, "Place"))]
    if phrase.name is not None or scene.appositions(phrase):
        # "die Analysten Handler und Moll von der Deutschen Bank": the last one has what is all theirs
        row = (*scene.members(phrase), *scene.appositions(phrase))
        for index in (p.index for p in row):
            behind += _behind_name(scene, index)
    front = scene.covering(phrase.head, (How.PART,))
    return [*owner_of(scene, phrase), *front, *behind, *scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,))]


def _behind_name(scene: Scene, index: int) -> list[Mention]:
    """„Analystin Petra Olschewski [von der Hansekontor AG]“: the attribute stands behind the name."""
    phrase = scene.sentence.phrases[index]
    out: list[Mention] = []
    for p in scene.sentence.phrases:
        if p.attribute_of == index and p.prep in ("von", "bei", "in", "an") and p.index != phrase.index:
            out += [m for m in scene.everyone(p) if is_a(m.entity.cls, "Organization")]
    return out


def _in_brackets(scene: Scene, phrase: Phrase) -> Mention | None:
    """„Volkswirtin Rita Moll [(Commerzbank)]“."""
    doc, i = scene.doc, phrase.end
    if i + 2 >= len(doc) or doc[i].text != "(":
        return None
    found = [m for m in scene.mentions(i + 1, i + 2) if is_a(m.entity.cls, "Organization")]
    return next((m for m in found if m.last < len(doc) and doc[m.last].text == ")"), None)


def _body(
    scene: Scene, phrase: Phrase, office: Office, direct: list[Mention], holder: Mention, table: EntityTable
) -> Held | None:
    wanted = _RANGES[office.scope or "any"]
    fixed = table.get(office.body) if office.body else None
    if fixed is not None and is_a(fixed.cls, "Country"):
        fixed = home_of(scene, holder, fixed, table)
    if fixed is not None:
        # "Österreichs Kanzler", "der spanische Notenbankchef": another state's than the title means alone
        others = [m for m in direct if is_a(m.entity.cls, "Country") and m.entity.id != fixed.country]
        if not (others and is_a(fixed.cls, "Country")):
            return Held(_at(phrase, scene, fixed), 0.85)
    for mention in direct:
        entity = mention.entity
        if office.noun in _OF_PARTY and is_a(entity.cls, "Country") and entity.id not in _ONE_PARTY:
            continue  # "der polnische Parteichef"
        if any(is_a(entity.cls, c) for c in wanted):
            return Held(mention, 0.85)
        capital = table.stands_for(entity.id) if is_a(entity.cls, "City") else None
        if capital is not None and office.scope in ("state", "any"):
            return Held(_at(phrase, scene, capital), 0.7)
        state = table.get(entity.country or "") if is_a(entity.cls, "Person") else None
        if state is not None and office.scope in ("state", "any"):
            return Held(_at(phrase, scene, state), 0.7)  # "Trumps Sicherheitsberater"
    if office.relation == "worksFor":
        bracketed = _in_brackets(scene, phrase)
        if bracketed is not None:
            return Held(bracketed, 0.75)
    if office.scope == "state" and holder.entity.country:
        if office.noun.startswith(_OF_LANDS) and holder.entity.country in _FEDERAL:
            return None  # "Ministerpräsident Seehofer" heads a Land
        state = table.get(holder.entity.country)
        return Held(_at(phrase, scene, state), 0.6) if state is not None else None
    if office.scope in ("firm", "body") and phrase.possessor is None and "-" not in scene.doc[phrase.head].text:
        # "Novomatic-Vorstandschef" names the firm, known or not
        classes = ("Company",) if office.scope == "firm" else ("Organization",)
        near = spoken_of(scene, phrase.start, classes)
        if near is not None and not any(is_a(near.entity.cls, c) for c in _NO_CLUBS):
            return Held(standing(near, near.entity), _GUESSED)
    return None


def _ministry(
    scene: Scene, phrase: Phrase, noun: str, direct: list[Mention], holder: Mention, table: EntityTable
) -> Held | None:
    """„US-Handelsminister“: the ministry of that portfolio in that state, named after it where no table knows it."""
    state: Entity | None = None
    here: Mention | None = None
    for mention in direct:
        entity = mention.entity
        if is_a(entity.cls, "GovernmentBody") and not entity.name.endswith("egierung"):
            return Held(mention, 0.85)
        by_person = table.get(entity.country or "") if not is_a(entity.cls, "Place") else None
        candidate = entity if entity.cls in ("Country", "Region") else by_person
        if candidate is not None and candidate.cls in ("Country", "Region"):
            state, here = candidate, mention
            break
    score = 0.85
    if state is None and holder.entity.country:
        state, score = table.get(holder.entity.country), 0.7
    if state is None:
        return None
    portfolio = _portfolio(scene, phrase, noun)
    if not portfolio:
        return Held(standing(here or holder, state), _GUESSED)
    body = table.body_of(state.id, portfolio)
    if body is not None:
        return Held(standing(here or holder, body), score)
    named = _ministry_name(state, portfolio, table)
    if not named:
        return Held(standing(here or holder, state), score - 0.05)
    minted = table.unknown(named, "GovernmentBody", part_of=state.id, country=state.country or state.id)
    return Held(standing(here or holder, minted), score - 0.1)


def _portfolio(scene: Scene, phrase: Phrase, noun: str) -> str:
    """The ministry: "Handelsminister" → Handelsministerium, "Minister für Verteidigung" likewise; "" for none."""
    title = role_words(noun)
    front = re.sub(r"minister(in)?$", "", title, flags=re.IGNORECASE)
    if front and front != title:
        return f"{front}ministerium"
    for attribute in scene.attributes(phrase, ("für",)):
        word = scene.noun(attribute)
        if attribute.kind == "noun":
            linked = word if word.endswith(("s", "n")) or word in ("Umwelt", "Justiz") else f"{word}s"
            return f"{linked}ministerium"
    return ""


def _ministry_name(state: Entity, portfolio: str, table: EntityTable) -> str:
    """„Südkoreanisches Handelsministerium“: as the table calls such bodies; "" where the state has no adjective."""
    adjectives = table.adjectives(state.id)
    if not adjectives or "-" in portfolio:
        return ""
    return f"{adjectives[0][:1].upper()}{adjectives[0][1:]}es {portfolio}"


def _house(
    scene: Scene, phrase: Phrase, noun: str, direct: list[Mention], holder: Mention, table: EntityTable
) -> Held | None:
    """„US-Senator“, "der republikanische Abgeordnete": the house of parliament of that state, else what is named."""
    for mention in direct:
        if is_a(mention.entity.cls, "GovernmentBody"):
            return Held(mention, 0.85)
    state = next((m.entity for m in direct if m.entity.cls in ("Country", "Alliance")), None)
    american = any(scene.doc[i].lower_.startswith(_AMERICAN) for i in range(phrase.start, phrase.head))
    country = "vereinigte-staaten" if american else holder.entity.country
    state = state or table.get(country or "")
    if state is not None:
        houses = _HOUSES.get(role_words(noun), _HOUSES[""])
        house = next((body for name in houses if (body := table.body_of(state.id, name)) is not None), None)
        return Held(standing(holder, house or state), 0.75 if house is not None else 0.7)
    party = next((m for m in direct if is_a(m.entity.cls, "Organization")), None)
    return Held(party, 0.75) if party is not None else None


def _at(phrase: Phrase, scene: Scene, entity: Entity) -> Mention:
    token = scene.doc[phrase.head]
    return Mention(token.idx, token.idx + len(token.text), token.text, phrase.head, phrase.head + 1, entity, How.PART)
