"""Seats that a name, a bracket, a people or a row tells: "Universität Oulu", "(Sitz: Oulu)", "die Finnen"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Entity, How, Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import role_phrase
from ..goods.firms import firms_named
from ..scene import TAKEN_UP, Scene
from ..scope.scope import scope

# peoples whose adjective is not the stem and "-isch"
_PEOPLES = {"Franzose": "französisch", "Deutscher": "deutsch", "Deutsche": "deutsch", "Russe": "russisch"}
_SEAT = frozenset({"Sitz", "Hauptsitz", "Firmensitz", "Stammsitz"})
_IS_THERE = frozenset("stehen liegen befinden sein bleiben".split())
_POWERS = frozenset({"vereinigte-staaten", "china", "russland"})  # their people mostly stand for the state
_BACK = 120  # tokens between a firm's name and the people that takes it up
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
        yield from _among_them(scene, phrase)
        yield from _of_land(scene, phrase)
        yield from _lies_there(scene, phrase)
    for clause in scene.sentence.clauses:
        yield from _is_firm_of(scene, clause)
        yield from _moved(scene, clause)


# -- inside -------------------------------------------------------------------------------------------------------


def _people(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„… die Finnen“ for a firm named before: it sits there."""
    if phrase.kind != "noun" or not scene.doc[phrase.head].text[:1].isupper() or "PLU" not in phrase.numbers:
        return
    state = _state_of(scene, scene.noun(phrase))
    if state is None:
        return
    firms = [m for m in scene.covering(phrase.head, tuple(TAKEN_UP)) if is_a(m.entity.cls, "Company")]
    for firm in firms or _firm_before(scene, phrase, state):
        seat = Mention(firm.start, firm.end, firm.text, firm.first, firm.last, state, How.PART)
        yield Found(firm, "basedIn", seat, "basedIn.people", phrase.head, 0.7 if firms else 0.6)


def _firm_before(scene: Scene, phrase: Phrase, state: Entity) -> list[Mention]:
    """The firm named last that is known to sit in that state, where the people have an article."""
    if scene.doc[phrase.start].lower_ != "die" or phrase.prep is not None or state.id in _POWERS:
        return []
    for i in range(phrase.start - 1, max(phrase.start - _BACK, -1), -1):
        found = [m for m in scene.at.get(i, ()) if m.first == i and m.entity.cls == "Company" and m.how is How.NAME]
        if found and found[0].entity.country == state.id:
            return found[:1]
    return []


def _state_of(scene: Scene, people: str) -> Entity | None:
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


def _of_land(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Finnlands Nokia“, "Schwedens Telekomausrüster Ericsson", "Nokia, Finnlands größter Konzern": the land's own."""
    land, firms = (), ()
    if phrase.possessor is not None:
        land = scene.mentions(*phrase.possessor, (How.NAME,))
        if scene.kind(phrase) in ("firm", "maker", "supplier") or phrase.kind == "name":
            firms = firms_named(scene, phrase)
    elif phrase.kind == "name" and phrase.start > scene.sentence.start:
        firms = scene.named(phrase)
        land = [m for m in scene.covering(phrase.start - 1, (How.NAME,)) if m.last == phrase.start]
        land = [m for m in land if scene.doc[m.last - 1].text.endswith("s") and not m.entity.name.endswith("s")]
    for state in land[:1]:
        for firm in firms[:1] if state.entity.cls in ("Country", "Region", "City") else ():
            if firm.entity.cls in _SEATED and firm.entity.country in (None, state.entity.id, state.entity.country):
                yield Found(firm, "basedIn", state, "basedIn.of-land", phrase.head, 0.65)


def _lies_there(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Nokia, mit Sitz in Espoo“, "Nokia, dessen Zentrale in Espoo steht", "von seinem Hauptquartier in Espoo aus"."""
    if scene.kind(phrase) != "seat":
        return
    firms = scene.owner(phrase) if phrase.possessor is not None else ()
    behind = (*scene.attributes(phrase), *scene.attributes(phrase, ("von",)))
    firms = firms or tuple(m for a in behind if a.conjunct_of is None for m in scene.named(a))
    doc, clause = scene.doc, scene.clause_of(phrase)
    if not firms and phrase.prep == "mit" and phrase.prep_at is not None and doc[phrase.prep_at - 1].text in (",", "("):
        before = [p for p in scene.sentence.phrases if p.end == phrase.prep_at - 1]
        firms = tuple(m for p in before for m in scene.everyone(p))
    if not firms and phrase.possessor is not None and doc[phrase.possessor[0]].tag_ == "PPOSAT" and clause is not None:
        subject = role_phrase(scene, clause, "subj")  # it may stand behind: "von seiner Zentrale aus steuert X …"
        firms = scene.everyone(subject, clause) if subject is not None and subject.index != phrase.index else ()
    places = [m for a in scene.attributes(phrase, ("in",)) for m in scene.named(a)]
    if not places and clause is not None and clause.predicate is not None and clause.predicate.lemma in _IS_THERE:
        inside = (p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep == "in")
        places = [m for p in inside for m in scene.named(p)]
    for firm in firms[:1]:
        for place in places[:1]:
            if firm.entity.cls in _SEATED and is_a(place.entity.cls, "Place"):
                yield Found(firm, "basedIn", place, "basedIn.seat-there", phrase.head, 0.75)


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
            own = scene.mentions(
                member.start, member.end, (How.ADJECTIVE,)
            )  # "die schwedische Ericsson und Nokia aus …"
            for firm in scene.named(member)[: not own]:
                if firm.entity.cls in _SEATED and firm.how is How.NAME and is_a(seat.entity.cls, "Place"):
                    yield Found(firm, "basedIn", seat, "basedIn.shared-origin", origin.head, 0.65)


def _among_them(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„20 finnische Firmen wurden gelistet, darunter Nokia und Valmet“: what holds for all holds for these."""
    if phrase.kind != "noun" or "PLU" not in phrase.numbers or scene.kind(phrase) not in ("firm", "maker"):
        return
    seats = [m for m in scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,)) if m.entity.cls == "Country"]
    i = next((i for i in range(phrase.end, scene.sentence.end) if scene.doc[i].lower_ == "darunter"), None)
    if len(seats) != 1 or i is None:
        return
    first = next((p for p in scene.sentence.phrases if p.start == i + 1 or p.prep_at == i + 1), None)
    for member in scene.members(first) if first is not None else ():
        for firm in scene.named(member)[:1]:
            if firm.entity.cls in _SEATED and firm.how is How.NAME:
                yield Found(firm, "basedIn", seats[0], "basedIn.among-them", member.head, 0.7)


def _is_firm_of(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„Nokia ist ein finnisches Unternehmen“, and who says so."""
    if clause.predicate is None or clause.predicate.lemma not in ("sein", "bleiben", "werden"):
        return
    what, subject = scene.phrase(clause.predicative), role_phrase(scene, clause, "subj")
    if what is None or subject is None or what.name is not None or scene.kind(what) not in ("firm", "maker"):
        return
    places = [*scene.mentions(what.start, what.head, (How.ADJECTIVE,)), *scene.covering(what.head, (How.PART,))]
    told = scope(scene, clause)
    none = Modality.DENIED if scene.doc[what.start].lower_.startswith("kein") else Modality.ASSERTED
    for firm in scene.everyone(subject, clause):
        for place in places[:1]:
            if firm.entity.cls in _SEATED and place.entity.cls in ("Country", "Region", "City"):
                yield told.fact(
                    firm,
                    "basedIn",
                    place,
                    "basedIn.is-firm-of",
                    what.head,
                    0.7,
                    modality=weakest(told.modality, none),
                    status=told.status,
                )


def _moved(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„hat die Zentrale von Espoo nach Oulu verlegt“: it was there before."""
    if clause.predicate is None or clause.predicate.lemma not in ("verlegen", "verlagern", "umziehen"):
        return
    core, told = role_phrase(scene, clause, "obj"), scope(scene, clause)
    if core is None or scene.kind(core) != "seat":
        return
    firms = scene.owner(core) or _all(scene, role_phrase(scene, clause, "subj"), clause)
    over = told.modality is Modality.ASSERTED and clause.predicate.tense in ("past", "perfect", "pluperfect")
    for phrase in map(scene.phrase, clause.obliques):
        if phrase is None or phrase.prep not in ("von", "aus"):
            continue
        for firm in firms[:1]:
            for town in scene.named(phrase)[:1]:
                if firm.entity.cls in _SEATED and is_a(town.entity.cls, "Place"):
                    status = Status.FORMER if over else Status.CURRENT
                    yield Found(firm, "basedIn", town, "basedIn.moved", core.head, 0.65, status=status)


def _all(scene: Scene, phrase: Phrase | None, clause: Clause) -> tuple[Mention, ...]:
    return scene.everyone(phrase, clause) if phrase is not None else ()
