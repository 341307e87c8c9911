"""Posts told by what becomes of them: "nach dem Rücktritt von Konzernchef X", "die Ernennung von X zum Chef"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import phrase_modality, scope
from .bodies import owner_of

_PAST = ("past", "perfect", "pluperfect")
_ALONE = frozenset({"zurücktreten", "abtreten", "ausscheiden", "aufhören"})  # whoever does it had the post
_ENDS = frozenset(
    "Rücktritt Abgang Abschied Ausscheiden Entlassung Absetzung Abberufung Ablösung Sturz Rauswurf Tod Abwahl".split()
)
_BEGINS = frozenset("Ernennung Wahl Berufung Wiederwahl Vereidigung Beförderung Bestellung Aufstieg".split())
_HOLDS = frozenset("Amtszeit Vertrag Rolle Funktion Position Arbeit Tätigkeit Mandat Amt".split())
_WERE = frozenset("Zeit Jahre Jahren Karriere".split())
_PLANS = frozenset("Nominierung Kandidatur Bewerbung".split())
_EVENTS = _ENDS | _BEGINS | _HOLDS | _WERE | _PLANS
_BEHIND = ("nach", "seit")


def has_left(scene: Scene, phrase: Phrase) -> bool:
    """Whether a title's clause, or the noun it hangs on, says that its holder is out: "Konzernchef X trat zurück"."""
    above = scene.phrase(phrase.genitive_of if phrase.genitive_of is not None else phrase.attribute_of)
    if above is not None and above.prep in _BEHIND and scene.noun(above) in _ENDS:
        return phrase.prep in (None, "von")
    clause = scene.clause_of(phrase)
    if clause is None or clause.predicate is None or clause.predicate.tense not in _PAST:
        return False
    for career in scene.frames.careers.get(clause.predicate.lemma, ()):
        if career.effect != "ends" or (career.who == "subj" and career.verb not in _ALONE):
            continue
        holder = role_phrase(scene, clause, career.who)
        if holder is not None and phrase.index in (holder.index, holder.apposition_of):
            as_other = any(scene.doc[i].lower_ == "als" for i in clause.tokens)  # "trat als Parteichef zurück"
            return not as_other and scope(scene, clause).modality is Modality.ASSERTED
    return False


def event_posts(scene: Scene, table: EntityTable, background: Background | None) -> Iterator[Found]:
    """„Trumps Amtszeit als US-Präsident“, "die Ernennung von Tan zum Intel-Chef", "der Rücktritt von X als Y"."""
    from .offices import post_facts

    for phrase in scene.sentence.phrases:
        if phrase.kind != "noun" or phrase.name is not None or phrase.index == 0:
            continue
        behind_als = phrase.start > 0 and scene.doc[phrase.start - 1].lower_ == "als"
        if not behind_als and phrase.prep != "zu":
            continue
        if behind_als and _serves(scene, phrase):
            continue
        noun = scene.noun(phrase)
        office = scene.frames.office(noun)
        event = _event_before(scene, phrase) if office is not None else None
        if office is None or event is None:
            continue
        for person in _whose(scene, event)[:1]:
            for found in post_facts(scene, phrase, noun, office, person, table, background):
                yield _told(scene, event, found)


# -- inside -------------------------------------------------------------------------------------------------------


def _event_before(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The noun of taking, holding or leaving office that a title hangs on, over whose it is."""
    for before in reversed(scene.sentence.phrases[max(0, phrase.index - 2) : phrase.index]):
        if before.kind == "noun" and _word(scene, before) in _EVENTS:
            return before
        if before.end < phrase.start - 1:
            return None
    return None


def _serves(scene: Scene, phrase: Phrase) -> bool:
    """„während Trumps Amtszeit als Berater tätig“: the verb, not the noun before, has the post."""
    clause = scene.clause_of(phrase)
    return clause is not None and any(scene.doc[i].lower_ == "tätig" for i in clause.tokens)


def _word(scene: Scene, phrase: Phrase) -> str:
    noun = scene.noun(phrase)
    return noun if noun in _EVENTS else scene.doc[phrase.head].text


def _whose(scene: Scene, event: Phrase) -> list[Mention]:
    found = list(owner_of(scene, event))
    for attribute in (*scene.attributes(event), *scene.attributes(event, ("von",))):
        if attribute.conjunct_of is None:
            found += scene.named(attribute)
    return [m for m in found if is_a(m.entity.cls, "Person")]


def _told(scene: Scene, event: Phrase, found: Found) -> Found:
    """The post with what the noun makes of it."""
    word = _word(scene, event)
    modality, status = phrase_modality(scene, event)
    if word in _PLANS:
        modality = Modality.PLANNED
    elif word in _BEGINS and event.prep not in _BEHIND:
        clause = scene.clause_of(event)
        ahead = clause is not None and scope(scene, clause).modality is not Modality.ASSERTED
        modality = Modality.PLANNED if ahead else modality
    over = word in _WERE or (word in _ENDS and event.prep in _BEHIND) or found.status is Status.FORMER
    status = Status.FORMER if over else status
    return replace(found, rule=f"{found.relation}.event-of-post", score=0.65, modality=modality, status=status)
