"""Seats that a name, a bracket, a people or a row tells: "Universität Oulu", "(Sitz: Oulu)", "die Finnen"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.model import How, Mention
from kg.vocab import is_a

from .found import Found
from .scene import TAKEN_UP, Scene

# peoples whose adjective is not the stem and "-isch"
_PEOPLES = {"Franzose": "französisch", "Deutscher": "deutsch", "Deutsche": "deutsch", "Russe": "russisch"}
_SEAT = frozenset({"Sitz", "Hauptsitz", "Firmensitz", "Stammsitz"})
_SEATED = ("Company", "Organization", "MediaOutlet")


def seat_facts(scene: Scene) -> Iterator[Found]:
    """Seats that stand in no verb and no adjective beside the name."""
    for phrase in scene.sentence.phrases:
        if phrase.kind not in ("noun", "name"):
            continue
        yield from _people(scene, phrase)
        yield from _in_its_name(scene, phrase)
        yield from _in_brackets(scene, phrase)
        yield from _shared_origin(scene, phrase)


# -- inside -------------------------------------------------------------------------------------------------------


def _people(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„… die Finnen“ for a firm named before: it sits there."""
    for firm in scene.covering(phrase.head, tuple(TAKEN_UP)):
        if not is_a(firm.entity.cls, "Company") or phrase.kind != "noun":
            continue
        state = _state_of(scene, scene.noun(phrase))
        if state is not None:
            seat = Mention(firm.start, firm.end, firm.text, firm.first, firm.last, state, How.PART)
            yield Found(firm, "basedIn", seat, "basedIn.people", phrase.head, 0.7)


def _state_of(scene: Scene, people: str):
    """The state of a people: Südkoreaner → südkoreanisch, Schwede → schwedisch, Kanadier → kanadisch."""
    if people in _PEOPLES:
        return scene.table.country_by_adjective(_PEOPLES[people] + "e")
    for ending in ("ier", "er", "e"):
        if people.endswith(ending):
            found = scene.table.country_by_adjective(people[: -len(ending)].lower() + "ische")
            if found is not None and found.cls == "Country":
                return found
    return None


def _in_its_name(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„die Universität Oulu“, "die Technische Universität München": the town that its name ends in."""
    for body in scene.named(phrase)[:1]:
        if body.entity.cls != "Organization" or body.how is not How.NAME:
            continue
        for town in scene.covering(body.last - 1, (How.PART,)):
            if town.entity.cls == "City" and body.last - body.first > 1:
                yield Found(body, "basedIn", town, "basedIn.in-its-name", phrase.head, 0.7)


def _in_brackets(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Outokumpu (Sitz: Helsinki)“."""
    doc, i = scene.doc, phrase.end
    if i + 3 >= scene.sentence.end or doc[i].text != "(" or doc[i + 1].text not in _SEAT:
        return
    first = i + 2 + (doc[i + 2].text in (":", "in"))
    for firm in scene.named(phrase)[:1]:
        for town in scene.mentions(first, first + 1):
            if firm.entity.cls in _SEATED and is_a(town.entity.cls, "Place"):
                yield Found(firm, "basedIn", town, "basedIn.brackets", phrase.head, 0.85)


def _shared_origin(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Nokia und Valmet aus Finnland“: what stands behind the last of a row of names holds for the first too."""
    first = scene.phrase(phrase.conjunct_of)
    if first is None or phrase.kind != "name" or phrase.end >= scene.sentence.end:
        return
    if scene.doc[phrase.end].text != "aus" or scene.doc[phrase.start - 1].lower_ not in ("und", "sowie"):
        return
    origin = next((p for p in scene.sentence.phrases if p.prep_at == phrase.end and p.prep == "aus"), None)
    if origin is None:
        return
    members = [p for p in scene.members(first) if p.index < phrase.index]
    if any(p.kind != "name" or p.prep_at is not None and p.index != first.index for p in members):
        return
    for seat in scene.mentions(origin.start, origin.end, (How.NAME, How.METONYM))[:1]:
        for member in members:
            for firm in scene.named(member)[:1]:
                if firm.entity.cls in _SEATED and firm.how is How.NAME and is_a(seat.entity.cls, "Place"):
                    yield Found(firm, "basedIn", seat, "basedIn.shared-origin", origin.head, 0.65)
