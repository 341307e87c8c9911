"""What a noun phrase takes for granted of places: "der niederländische Konzern ASML", "im polnischen Breslau"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.linking.table import EntityTable
from kg.model import How, Mention
from kg.vocab import is_a

from ..found import Found
from ..goods.firms import firms_named
from ..scene import TAKEN_UP, Scene
from .places import of_land, stands

_OUTSIDE = ("Company", "Organization", "MediaOutlet")
_OWN_NOUNS = ("firm", "maker", "supplier")  # "das kalifornische Unternehmen" resumes a firm


def tie_facts(scene: Scene, table: EntityTable) -> Iterator[Found]:
    """Seats and places within places that a sentence presupposes."""
    for phrase in scene.sentence.phrases:
        if phrase.kind in ("noun", "name"):
            yield from _seat(scene, phrase, table)
            yield from _place_in_place(scene, phrase)
    yield from _resident(scene)


def _resident(scene: Scene) -> Iterator[Found]:
    """„Umicore, ansässig im belgischen Hoboken“: the adjective behind its firm."""
    for phrase in scene.sentence.phrases:
        if phrase.prep not in ("in", "aus") or phrase.prep_at is None or phrase.prep_at < 2:
            continue
        behind = scene.doc[phrase.end].lower_ if phrase.end < scene.sentence.end else ""
        clause = scene.clause_of(phrase) if behind in ("ansässig", "beheimatet") and phrase.prep == "in" else None
        subject = scene.phrase(clause.subject) if clause is not None else None
        if subject is not None and subject.start < phrase.start:  # "Umicore, in Hoboken ansässig, …"
            for firm in scene.everyone(subject, clause):
                if is_a(firm.entity.cls, "Organization"):
                    yield from _seats(scene, firm, phrase, "basedIn.resident", 0.8)
        cue = scene.doc[phrase.prep_at - 1]
        apposed = cue.tag_ == "ADV" and scene.doc[cue.i - 1].text == ","  # "Allkem, ebenso aus Perth"
        if not (cue.lower_ in ("ansässig", "beheimatet") if phrase.prep == "in" else apposed):
            continue
        before = [p for p in scene.sentence.phrases if p.end <= phrase.prep_at - 1 and p.inner_of is None]
        firms = [m for p in before[-1:] for m in scene.named(p) if is_a(m.entity.cls, "Organization")]
        for firm in firms:
            yield from _seats(scene, firm, phrase, "basedIn.resident", 0.85)


def _as(mention: Mention, entity) -> Mention:
    return Mention(mention.start, mention.end, mention.text, mention.first, mention.last, entity, How.PART)


def _seated(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Firms a phrase names, or resumes: "das kalifornische Unternehmen"."""
    resumed = tuple(m for m in scene.named(phrase) if m.how in TAKEN_UP) if scene.kind(phrase) in _OWN_NOUNS else ()
    return firms_named(scene, phrase) or resumed


def _seat(scene: Scene, phrase: Phrase, table: EntityTable) -> Iterator[Found]:
    kind = scene.kind(phrase)
    for firm in _seated(scene, phrase):
        if not any(firm.entity.cls == c for c in _OUTSIDE) and not is_a(firm.entity.cls, "GovernmentBody"):
            continue
        government = is_a(firm.entity.cls, "GovernmentBody")
        relation = "partOf" if government else "basedIn"
        limit = phrase.name[0] if phrase.name is not None else phrase.head
        inner = range(*phrase.inner) if phrase.inner is not None else ()  # "die [dem finnischen Staat] gehörende X"
        places = [m for m in scene.mentions(phrase.start, limit, (How.ADJECTIVE,)) if m.first not in inner]
        if kind or phrase.name is None:
            places += [
                m for m in scene.covering(phrase.head, (How.PART,)) if phrase.name is not None or firm.how in TAKEN_UP
            ]
        for place in places:
            if place.entity.cls in ("Country", "Region", "City") and not (government and place.entity.cls != "Country"):
                yield Found(firm, relation, place, f"{relation}.adjective", phrase.head, 0.8)
        yield from _seat_behind(scene, phrase, firm, government)
        city = table.lookup(firm.text.partition(" in ")[2]) if " in " in firm.text else ()
        for hit in city[:1]:
            if hit.sure and hit.entity.cls == "City":
                yield Found(firm, "basedIn", _as(firm, hit.entity), "basedIn.institution-in", phrase.head, 0.65)


def _seat_behind(scene: Scene, phrase: Phrase, firm: Mention, government: bool) -> Iterator[Found]:
    """„mit Sitz in Tampere“, "Nornickel aus Russland", "das Institut in Kiel", "das Ministerium in Peking"."""
    for attribute in scene.sentence.phrases:
        if attribute.attribute_of != phrase.index or attribute.conjunct_of is not None or attribute.prep_at is None:
            continue
        if attribute.prep == "mit" and scene.kind(attribute) == "seat":
            for place in scene.attributes(attribute, ("in",)):
                yield from _seats(scene, firm, place, "basedIn.seat", 0.85)
        elif attribute.prep == "aus" and not government:
            yield from _seats(scene, firm, attribute, "basedIn.from", 0.75)
        elif attribute.prep == "in" and phrase.end == attribute.prep_at and firm.how is How.NAME:
            cities = any(m.entity.cls == "City" for m in scene.mentions(attribute.start, attribute.end))
            subject_like = scene.clause_of(phrase)
            # "Volkswagen in Emden" is a works as often; of a firm that nobody knows the town is what is told of it
            bare_company = firm.entity.cls == "Company" and phrase.kind == "name" and firm.entity.known
            works = phrase.prep == "von" and not bare_company and firm.entity.cls == "Company"  # "Werk von X in Y"
            if works or _seated_elsewhere(scene, firm, attribute):
                continue
            if cities and not bare_company and subject_like is not None:
                yield from _seats(scene, firm, attribute, "basedIn.institution-in", 0.65)


def _seated_elsewhere(scene: Scene, firm: Mention, place: Phrase) -> bool:
    """Whether a body is known to sit in another land: "für die GIZ in Conakry" is an office of it."""
    lands = {m.entity.country for m in scene.mentions(place.start, place.end) if m.entity.cls == "City"} - {None}
    return bool(firm.entity.country and lands) and firm.entity.country not in lands


def _seats(scene: Scene, firm: Mention, place: Phrase, rule: str, score: float) -> Iterator[Found]:
    for mention in scene.mentions(place.start, place.end, (How.NAME, How.METONYM)):
        if is_a(mention.entity.cls, "Place"):
            yield Found(firm, "basedIn", mention, rule, place.head, score)
            return


def _place_in_place(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„im polnischen Breslau“, "Reno im Bundesstaat Nevada", "Taylor (Texas)", "die Mine Kayelekera in Malawi"."""
    inner = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Place") or m.entity.cls == "Event"]
    explains = scene.doc[phrase.start].lower_.startswith("ein")  # "Kevitsa, eine Mine in Lappland"
    inner = [m for m in inner if (m.how not in TAKEN_UP or (explains and m.entity.cls == "Facility"))]
    inner = [m for m in inner if m.entity.cls != "Country"]
    if not inner:
        return
    place = inner[0]
    if not place.entity.known and place.entity.cls == "Place" and phrase.kind == "noun":
        if not scene.noun(phrase).lower().endswith(_ON_A_MAP):
            return  # "die ukrainische Währung Hrywnja"
    limit = phrase.name[0] if phrase.name is not None else phrase.head
    for adjective in scene.mentions(phrase.start, limit, (How.ADJECTIVE,)):
        if adjective.entity.cls in ("Country", "Region") and adjective.entity.id != place.entity.id:
            modality = stands(scene, phrase, place)
            yield Found(place, "locatedIn", adjective, "locatedIn.adjective", phrase.head, 0.85, modality=modality)
    # "der Gipfel der Anrainer in Helsinki": behind its genitive too
    ends = {phrase.index: phrase.end, **{p.index: p.end for p in scene.attributes(phrase) if p.prep is None}}
    for attribute in scene.sentence.phrases:
        # "von Toronto in die USA": whither, not where
        whither = scene.doc[attribute.start].lower_ in ("die", "den", "das") and "DAT" not in attribute.cases
        if attribute.prep not in ("in", "auf") or ends.get(attribute.attribute_of) != attribute.prep_at or whither:
            continue
        for outer in of_land(scene, attribute):
            if is_a(outer.entity.cls, "Place") and outer.entity.id != place.entity.id and _larger(outer, place):
                modality = stands(scene, phrase, place)
                score = 0.8 if place.entity.known or place.entity.cls != "City" else 0.6
                yield Found(place, "locatedIn", outer, "locatedIn.attribute", phrase.head, score, modality=modality)
                break
    end = phrase.end
    if end + 2 < len(scene.doc) and scene.doc[end].text == "(":
        for outer in scene.mentions(end + 1, end + 2):
            if is_a(outer.entity.cls, "Place") and scene.doc[outer.last].text == ")" and _larger(outer, place):
                yield Found(place, "locatedIn", outer, "locatedIn.brackets", phrase.head, 0.85)


_ON_A_MAP = tuple(
    "platz hafen ort gebiet gebirge berg see fluss insel dorf kreis straße meer tal bucht halbinsel region lager "
    "ebene wüste küste kanal stützpunkt grenze übergang".split()
)
_SIZE = {"Event": 0, "Facility": 1, "City": 2, "Place": 2, "Region": 3, "Country": 4}


def _larger(outer: Mention, inner: Mention) -> bool:
    if inner.entity.cls == "Region" and inner.entity.known and inner.entity.country is None:
        return False  # a continent lies in no state
    return _SIZE.get(outer.entity.cls, 2) > _SIZE.get(inner.entity.cls, 2)
