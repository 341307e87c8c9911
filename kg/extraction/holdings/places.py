"""Where works, mines and gatherings are: by the name that linking gave them, and how real works without a name are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.linking.sites import place_name
from kg.model import How, Mention, Modality
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import role_phrase
from ..measures.measures import verb_above
from ..scene import TAKEN_UP, Scene
from ..scope.scope import phrase_modality, scope

# verbs that say of works whether there are any: their clause tells how real these are, article or no article
_BUILDS = frozenset(
    "bauen errichten hochziehen planen ankündigen aufbauen eröffnen streichen verschieben absagen fertigstellen "
    "entstehen ansiedeln vorsehen prüfen erwägen begraben beerdigen".split()
)
_AHEAD = frozenset("planen ankündigen erwägen vorsehen prüfen".split())
_ENDS = frozenset("begraben beerdigen aufgeben streichen verwerfen absagen".split())
_LIES = frozenset("liegen befinden stehen".split())
_GROUND = ("mine", "grube", "bergwerk", "lagerstätte", "vorkommen", "tagebau", "revier")
# verbs whose place is that of the works they are about: "betreibt im Norden des Landes die Mine Kevitsa"
_HAS = frozenset(
    "gehören betreiben haben besitzen unterhalten bauen errichten eröffnen stilllegen schließen ausbauen".split()
)
_PARTS_OF_LAND = tuple(
    "Norden norden Süden süden Osten osten Westen westen Herz Zentrum Küste küste Provinz Bundesstaat "
    "Grenze Hinterland Region".split()
)
_DEFINITE = frozenset("der die das den dem des".split())
_TOWN_NOUNS = ("Stadt", "stadt", "metropole", "Metropole", "Ort", "Gemeinde", "Kleinstadt", "Dorf")
_TOWNS = frozenset("Hauptstadt Stadt Hafenstadt Metropole Provinzhauptstadt Küstenstadt Industriestadt".split())


def place_facts(scene: Scene) -> Iterator[Found]:
    """Places of works and mines that have no name of their own, and of towns that a noun takes up."""
    for phrase in scene.sentence.phrases:
        if phrase.kind not in ("noun", "name"):
            continue
        yield from _named_by_place(scene, phrase)
        yield from _town_of(scene, phrase)
        yield from _capital_of(scene, phrase)
        yield from _behind_comma(scene, phrase)
    for clause in scene.sentence.clauses:
        if clause.predicate is not None and clause.predicate.lemma in _HAS:
            yield from _run_there(scene, clause)
        if clause.predicate is not None and clause.predicate.lemma in _LIES:
            yield from _lies_in_part(scene, clause)
        yield from _town_in_land(scene, clause)


def stands(scene: Scene, phrase: Phrase, place: Mention) -> Modality:
    """Works without a name are as real as clause and adjectives tell: "das geplante Werk in Texas", "ein Werk bauen".

    What has an article or an owner is there, whatever else the clause plans: "will in ihrem Werk in Pori sparen".
    """
    if place.entity.known or place.entity.cls not in ("Facility", "Event"):
        return Modality.ASSERTED
    clause = scene.clause_of(phrase)
    modality, _ = phrase_modality(scene, phrase)
    if place.entity.cls == "Event":
        modality = weakest(modality, verb_above(scene, phrase, clause))
    first = scene.doc[phrase.start]
    if first.lower_.startswith("kein"):
        return Modality.DENIED
    definite = first.lower_ in _DEFINITE or phrase.possessor is not None or (phrase.prep or "").endswith(("m", "r"))
    if scene.noun(phrase).lower().endswith(_GROUND) and not place_name(place.entity):
        return Modality.ASSERTED  # a mine with a name lies where its ore is, opened or not
    above = scene.phrase(phrase.attribute_of if phrase.genitive_of is None else phrase.genitive_of)
    if above is not None and scene.noun(above).endswith(("Plan", "plan", "Pläne", "Vorhaben")):
        ends = clause is not None and clause.predicate is not None and clause.predicate.lemma in _ENDS
        modality = weakest(modality, Modality.DENIED if ends else Modality.PLANNED)
    if clause is not None and clause.predicate is not None and clause.predicate.lemma in _AHEAD:
        modality = weakest(modality, Modality.PLANNED)
    builds = clause is not None and clause.predicate is not None and clause.predicate.lemma in _BUILDS
    inside = phrase.attribute_of is not None or phrase.genitive_of is not None  # "nach dem Angriff auf eine Basis in …"
    if clause is None or (inside and not builds) or (definite and not builds):
        return modality
    return weakest(modality, scope(scene, clause).modality)


def mention_named(scene: Scene, name: str, beside: Mention) -> Mention | None:
    """The place of that name, as the article or else the table knows it."""
    for i in range(scene.sentence.start, scene.sentence.end):
        for m in scene.at.get(i, ()):
            if m.entity.name == name and is_a(m.entity.cls, "Place"):
                return m
    for hit in scene.table.lookup(name):
        if is_a(hit.entity.cls, "Place"):
            return Mention(beside.start, beside.end, beside.text, beside.first, beside.last, hit.entity, How.PART)
    return next(
        (m for found in scene.at.values() for m in found if m.entity.name == name and is_a(m.entity.cls, "Place")), None
    )


def of_land(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The places that a phrase names, or of which it names a part: "im Süden des Landes", "an der Ostküste Finnlands".

    scene: the sentence. phrase: what stands behind "in", "auf" or "an".
    """
    # "in Südkorea und Österreichs Bergen": the genitive before a noun is whose it is, not where
    low = phrase.possessor[1] if phrase.possessor is not None else phrase.start
    found = scene.mentions(low, phrase.end, (How.NAME, How.METONYM)) or scene.named(phrase)
    if not found and scene.noun(phrase).endswith(_PARTS_OF_LAND):
        behind = (*scene.attributes(phrase), *scene.attributes(phrase, ("von",)))
        found = tuple(m for a in behind if a.conjunct_of is None for m in scene.named(a))
        found = found or scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,))
    return tuple(m for m in found if is_a(m.entity.cls, "Place"))


# -- inside -------------------------------------------------------------------------------------------------------


def _named_by_place(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„in Pori ein Werk“, "dort entsteht eine Fabrik": linking has found where, and called it so."""
    for site in scene.named(phrase)[:1]:
        if site.how is not How.NAME or site.last != site.first + 1:
            continue
        name = place_name(site.entity)
        place = mention_named(scene, name, site) if name else None
        if place is not None and place.entity.id != site.entity.id:
            modality = stands(scene, phrase, site)
            yield Found(site, "locatedIn", place, "locatedIn.site", phrase.head, 0.75, modality=modality)


def _town_of(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„in der schwedischen Hauptstadt“ behind Stockholm: the adjective says where the town is."""
    if scene.noun(phrase) not in _TOWNS:
        return
    for town in scene.named(phrase)[:1]:
        if town.how not in TAKEN_UP or town.entity.cls != "City":
            continue
        for state in scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,)):
            if state.entity.cls in ("Country", "Region"):
                yield Found(town, "locatedIn", state, "locatedIn.town-of", phrase.head, 0.75)


def _capital_of(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Oulu, eine Hafenstadt in Finnland“, "Helsinki, die Hauptstadt Finnlands", "die finnische Stadt Oulu"."""
    if not scene.noun(phrase).endswith(_TOWN_NOUNS):
        return
    outer = scene.phrase(phrase.apposition_of)
    towns = scene.named(phrase) if phrase.name is not None else scene.named(outer) if outer is not None else ()
    behind = (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "in", "an")))
    lands = [m for a in behind if a.conjunct_of is None for m in of_land(scene, a)]
    if phrase.name is None:
        lands += scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,))
    for town in towns[:1]:
        for land in lands[:1]:
            if town.entity.cls in ("City", "Place") and town.how is How.NAME and _holds(land, town):
                yield Found(town, "locatedIn", land, "locatedIn.capital-of", phrase.head, 0.75)


def _holds(land: Mention, town: Mention) -> bool:
    same = land.entity.cls != "Country" or town.entity.country in (None, land.entity.id)
    return land.entity.cls in ("Country", "Region") and same


def _behind_comma(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„in Reno, Nevada, …“: town and state as American papers write them."""
    i = phrase.end
    if phrase.prep is None or i + 2 >= len(scene.doc) or scene.doc[i].text != ",":
        return
    for town in scene.named(phrase)[:1]:
        for land in scene.mentions(i + 1, i + 2, (How.NAME,)):
            closes = scene.doc[land.last].text in (",", ".", ")", ";", ":") if land.last < len(scene.doc) else True
            if town.entity.cls == "City" and town.how is How.NAME and land.entity.cls == "Region" and closes:
                if town.entity.country in (None, land.entity.country):
                    yield Found(town, "locatedIn", land, "locatedIn.behind-comma", phrase.head, 0.75)


def _run_there(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„betreibt in Finnland die Mine Kevitsa“, "im Norden Finnlands": works of that name lie where they are run."""
    assert clause.predicate is not None
    core = role_phrase(scene, clause, "subj" if clause.predicate.lemma == "gehören" else "obj")
    if core is None:
        return
    works = [m for m in scene.everyone(core) if m.entity.cls == "Facility" and m.how is How.NAME]
    places = [m for i in clause.obliques for m in _land(scene, scene.sentence.phrases[i])][:1]
    for site in works:
        for place in places:
            if place.entity.id != site.entity.id and not place_name(site.entity):
                modality = stands(scene, core, site)
                yield Found(site, "locatedIn", place, "locatedIn.run-there", core.head, 0.7, modality=modality)


def _lies_in_part(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„Oulu liegt im Norden Finnlands“, "an der Ostküste Finnlands": where a part is, the whole is around it."""
    subject = role_phrase(scene, clause, "subj")
    told = scope(scene, clause)
    for phrase in map(scene.phrase, clause.obliques):
        if subject is None or phrase is None or phrase.prep not in ("in", "an") or phrase.kind != "noun":
            continue
        for place in of_land(scene, phrase)[: not scene.named(phrase)]:
            for site in scene.everyone(subject, clause):
                smaller = (
                    site.entity.cls in ("City", "Facility", "Place", "Region") and site.entity.id != place.entity.id
                )
                if smaller and place.entity.cls in ("Country", "Region") and site.entity.cls != place.entity.cls:
                    yield Found(
                        site, "locatedIn", place, "locatedIn.lies-in-part", phrase.head, 0.7, modality=told.modality
                    )


def _town_in_land(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„In Frankreich baut X in Crolles …“, "in China, wo X in Wuxi …": the land first, then the town in it."""
    inside = [scene.sentence.phrases[i] for i in clause.obliques]
    around = [p for p in inside if p.prep == "in"]
    if clause.introducer == "wo" and clause.kind == "relative":
        before = [p for p in scene.sentence.phrases if p.end == clause.tokens[0] or p.end == clause.tokens[0] - 1]
        around = [p for p in before if p.prep in ("in", "aus", "nach")] + around
    lands = [m for p in around[:1] for m in scene.named(p) if m.entity.cls == "Country" and m.how is How.NAME]
    for land in lands:
        for phrase in around[1:]:
            row = any(phrase.index == p.index for p in scene.members(around[0]))
            row = row or _and_before(scene, phrase)
            if row and clause.introducer != "wo":
                continue  # "in Israel, in Ostjerusalem und in Jordanien"
            towns = [m for m in scene.named(phrase) if m.entity.cls == "City" and m.how is How.NAME]
            towns = [m for m in towns if m.entity.known]  # "in der Ukraine in Zahlungsverzug"
            for town in towns[:1]:
                if phrase.start > land.last and town.entity.country in (None, land.entity.id):
                    score = 0.75 if town.entity.country else 0.6
                    yield Found(town, "locatedIn", land, "locatedIn.town-in-land", phrase.head, score)


def _and_before(scene: Scene, phrase: Phrase) -> bool:
    at = phrase.prep_at if phrase.prep_at is not None else phrase.start
    return at > 0 and scene.doc[at - 1].lower_ in (",", "und", "sowie", "oder")


def _land(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The place that a phrase with "in" names, or of which it names a part: "im Süden des Landes"."""
    if phrase.prep not in ("in", "auf") or phrase.attribute_of is not None:
        return ()
    return tuple(m for m in of_land(scene, phrase) if m.entity.cls != "Facility")
