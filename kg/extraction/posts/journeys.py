"""Visits that a sentence takes for granted: who meets, speaks or signs in a town of another country has gone there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import Scope, scope

_TOGETHER = frozenset({"meets", "agreesWith", "negotiatesWith"})
_FAR_APART = ("telefon", "anruf", "anrufen", "video", "austauschen", "schreiben")
_AT_EVENT = ("bei", "auf", "an")
_EVENTS = tuple(
    "gipfel gipfeltreffen treffen konferenz forum messe tagung kongress zeremonie feier pressekonferenz "
    "sitzung auftritt rand rande abendessen".split()
)
# what one does where one is
_THERE = frozenset(
    "sagen sprechen reden unterzeichnen unterschreiben verkünden erklären auftreten feiern eröffnen einweihen "
    "werben betonen versprechen vorstellen präsentieren bekräftigen beteuern mahnen warnen".split()
)
_DONE = ("past", "perfect", "pluperfect")


def journeys(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Who has gone where: with somebody, at an event, or by what is done there.

    told: what the sentence tells so far.
    """
    for found in told:
        if found.relation in _TOGETHER and found.modality is not Modality.DENIED:
            yield from _with_somebody(scene, found)
    for clause in scene.sentence.clauses:
        if clause.predicate is not None:
            yield from _alone(scene, clause)


# -- inside -------------------------------------------------------------------------------------------------------


def _with_somebody(scene: Scene, found: Found) -> Iterator[Found]:
    """„Merz traf Xi in Peking“, "vereinbarte in Athen mit Mitsotakis": both are in the town."""
    pair = (found.subject, found.object)
    clause = scene.clause_at(found.token)
    if clause is None or not all(is_a(m.entity.cls, "Person") for m in pair) or _far_apart(scene, found, clause):
        return
    towns = {m.entity.id: m for p in _places(scene, clause) for m in _towns(scene, p)}
    if len(towns) != 1:
        return
    (town,) = towns.values()
    told = Scope(found.modality, speaker=found.speaker, speaker_words=found.speaker_words)
    if found.relation != "meets" and found.modality is Modality.ASSERTED:
        yield told.fact(pair[0], "meets", pair[1], "meets.in-town", found.token, 0.6)
    for person in pair:
        if _abroad(scene, person, town):
            yield told.fact(person, "visits", town, "visits.meeting-in", found.token, 0.6)


def _far_apart(scene: Scene, found: Found, clause: Clause) -> bool:
    words = (found.rule.lower(), *(scene.doc[i].lower_ for i in clause.tokens))
    return any(part in word for word in words for part in _FAR_APART)


def _alone(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„sagte Rutte beim Gipfel in Helsinki“, "in Kiew versprach Macron …"."""
    predicate = clause.predicate
    if predicate is None or predicate.negated or predicate.modal is not None or predicate.tense not in _DONE:
        if predicate is None or predicate.lemma not in _THERE or predicate.negated or predicate.modal is not None:
            return
    places = [p for p in _places(scene, clause) if _is_there(scene, clause, p)]
    towns = [m for p in places for m in _towns(scene, p)]
    if len(towns) != 1:
        return
    subject = role_phrase(scene, clause, "subj")
    people = [m for m in scene.everyone(subject, clause) if is_a(m.entity.cls, "Person")] if subject is not None else []
    for person in people:
        if _abroad(scene, person, towns[0]):
            told = scope(scene, clause)
            yield told.fact(person, "visits", towns[0], "visits.was-there", predicate.verb, 0.55)


def _is_there(scene: Scene, clause: Clause, place: Phrase) -> bool:
    """Whether a place is where the clause's deed is done, not where something of it lies."""
    assert clause.predicate is not None
    above = scene.phrase(place.attribute_of)
    while above is not None and above.genitive_of is not None:
        above = scene.phrase(above.genitive_of)
    if above is None:
        return clause.predicate.lemma in _THERE
    return above.prep in _AT_EVENT and scene.noun(above).lower().endswith(_EVENTS) and above.head in clause.tokens


def _places(scene: Scene, clause: Clause) -> Iterator[Phrase]:
    inside = set(clause.tokens)
    return (p for p in scene.sentence.phrases if p.prep == "in" and p.head in inside and p.conjunct_of is None)


def _towns(scene: Scene, phrase: Phrase) -> list[Mention]:
    found = (scene.town(m) for m in scene.named(phrase))
    return [m for m in found if m.entity.cls == "City" and m.entity.country]


def _abroad(scene: Scene, person: Mention, town: Mention) -> bool:
    """Whether a town lies in another country than somebody's own, and is no seat of a union they may work for."""
    home = person.entity.country
    capital_of = scene.table.stands_for(town.entity.id)
    union = capital_of is not None and capital_of.cls == "Alliance"
    return bool(home) and home != town.entity.country and not union
