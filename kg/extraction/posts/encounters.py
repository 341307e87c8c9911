"""Visits, meetings and invitations that stand in fixed turns: "auf Einladung von X", "zu Gast bei X in Y"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope

_TRIPS = ("reise", "besuch", "besuchs", "besuches", "visite", "tour", "trip", "aufenthalt")
_AT_EVENT = ("bei", "nach", "vor", "während")


def encounter_facts(scene: Scene) -> Iterator[Found]:
    """Who is whose guest, and where."""
    for phrase in scene.sentence.phrases:
        if phrase.kind == "noun":
            yield from _trip_of(scene, phrase)
        if phrase.kind == "noun" and phrase.prep in _AT_EVENT:
            yield from _on_the_way(scene, phrase)
        if phrase.kind != "noun" or phrase.prep not in ("auf", "zu"):
            continue
        clause = scene.clause_of(phrase)
        if clause is None or clause.predicate is None:
            continue
        noun = scene.noun(phrase)
        if noun == "Einladung" and phrase.prep == "auf":
            yield from _on_invitation(scene, phrase, clause)
        elif noun in ("Gast", "Besuch") and phrase.prep == "zu":
            yield from _as_guest(scene, phrase, clause)


def _on_the_way(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Bei einem Treffen mit Xi kritisierte Merz …“, "nach einem Besuch in Peking": the subject takes part."""
    clause = scene.clause_of(phrase)
    if clause is None or clause.predicate is None or phrase.possessor is not None or scene.attributes(phrase):
        return
    for frame in scene.frames.noun_frames(scene.noun(phrase)):
        prepositions = {"meets": ("mit", "bei"), "visits": ("in", "bei", "nach")}.get(frame.relation)
        if prepositions is None:
            continue
        others = [p for p in scene.attributes(phrase, prepositions) if p.conjunct_of is None]
        if frame.relation == "meets" and scene.attributes(phrase, ("zwischen", "von")):
            continue
        modality = Modality.PLANNED if phrase.prep == "vor" else Modality.ASSERTED
        for person in _subjects(scene, clause):
            for other in (m for p in others[:1] for m in scene.everyone(p)):
                if is_a(person.entity.cls, "Person") and person.entity.id != other.entity.id:
                    rule = f"{frame.relation}.on-occasion"
                    yield Found(person, frame.relation, other, rule, phrase.head, 0.65, modality)


def _trip_of(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Trumps China-Reise“, "auf seiner China-Reise lobte Merz …", "der Kiew-Besuch von Macron"."""
    if not scene.doc[phrase.head].text.lower().endswith(_TRIPS):
        return
    places = [m for m in scene.covering(phrase.head, (How.PART,)) if is_a(m.entity.cls, "Place")]
    if not places:
        return
    clause = scene.clause_of(phrase)
    people = [m for m in _owners(scene, phrase) if is_a(m.entity.cls, "Person")]
    if not people and clause is not None and phrase.prep in ("auf", "bei", "während", "nach", "vor"):
        people = [m for m in _subjects(scene, clause) if is_a(m.entity.cls, "Person")]
    modality, _ = phrase_modality(scene, phrase)
    if clause is not None and phrase.prep in (None, "vor"):
        ahead = Modality.PLANNED if phrase.prep == "vor" else scope(scene, clause).modality
        modality = weakest(modality, ahead)
    for person in people[:1]:
        yield Found(person, "visits", places[0], "visits.trip-to", phrase.head, 0.65, modality)


def _on_invitation(scene: Scene, phrase: Phrase, clause: Clause) -> Iterator[Found]:
    """„Auf Einladung des BDI reist Lagarde nach Berlin“: BDI invites Lagarde."""
    hosts = _owners(scene, phrase)
    told = scope(scene, clause)
    if told.modality is Modality.DENIED:
        return
    for guest in _subjects(scene, clause):
        for host in hosts[:1]:
            if host.entity.id != guest.entity.id:
                yield Found(host, "invites", guest, "invites.on-invitation", phrase.head, 0.75)


def _as_guest(scene: Scene, phrase: Phrase, clause: Clause) -> Iterator[Found]:
    """„war zu Gast bei Modi in Neu-Delhi“, "empfing Xi zu einem Besuch in Paris"."""
    told = scope(scene, clause)
    assert clause.predicate is not None
    if clause.predicate.lemma == "einladen":
        # who is asked to come may come
        guests, told = _objects(scene, clause), Scope(Modality.POSSIBLE, told.status, told.speaker, told.speaker_words)
    elif clause.predicate.lemma in ("empfangen", "begrüßen", "erwarten"):
        guests = _objects(scene, clause)
    else:
        guests = _subjects(scene, clause)
    people = [m for m in guests if is_a(m.entity.cls, "Person")]
    attributes = [*scene.attributes(phrase, ("bei", "in"))]
    attributes += [p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep in ("bei", "in")]
    for place in {p.index: p for p in attributes if p.conjunct_of is None}.values():
        for target in scene.everyone(place):
            for guest in people:
                if is_a(target.entity.cls, "Person"):
                    yield told.fact(guest, "meets", target, "meets.guest", phrase.head, 0.7)
                elif is_a(target.entity.cls, "Place") or is_a(target.entity.cls, "Organization"):
                    yield told.fact(guest, "visits", target, "visits.guest", phrase.head, 0.7)


def _owners(scene: Scene, phrase: Phrase) -> list[Mention]:
    found = [*scene.owner(phrase)]
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "durch"))):
        if attribute.conjunct_of is None:
            found += scene.everyone(attribute)
    return [m for m in found if is_a(m.entity.cls, "Agent")]


def _subjects(scene: Scene, clause: Clause) -> list[Mention]:
    phrase = role_phrase(scene, clause, "subj")
    return [m for m in scene.everyone(phrase, clause) if is_a(m.entity.cls, "Agent")] if phrase is not None else []


def _objects(scene: Scene, clause: Clause) -> list[Mention]:
    phrase = role_phrase(scene, clause, "obj")
    return [m for m in scene.everyone(phrase, clause) if is_a(m.entity.cls, "Agent")] if phrase is not None else []
