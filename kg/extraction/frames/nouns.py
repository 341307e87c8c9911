"""Event nouns and the relation between their attributes: "das Treffen zwischen A und B", "die Reise von A nach B"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..measures.measures import measure_facts, told_above, verb_above
from ..scene import Pair, Scene
from ..scope.scope import Scope, phrase_modality, scope
from ..talk.talks import OF_TWO, parties
from .attributes import fill_noun
from .light import OF_GOODS, carrier, completes, effect
from .participles import participle_facts
from .tables import LightFrame, NounFrame

# what holds whatever is done about it: "will die Abhängigkeit verringern", "stoppte die Produktion des Swift"
_STATES = frozenset({"dependsOn", "produces", "controls", "competesWith"})
_TIES = frozenset({"partnersWith", "agreesWith"})
_AHEAD = (Modality.PLANNED, Modality.POSSIBLE)
_STOPS = frozenset("einstellen stoppen beenden kappen aussetzen unterbrechen abbrechen".split())
_PAPERS = frozenset("Abkommen Vertrag Vereinbarung Pakt".split())
_EVENTS = frozenset({"meets", "agreesWith", "acquires", "visits", "investsIn"})


def noun_facts(scene: Scene) -> Iterator[Found]:
    """Facts that event nouns, measure nouns and participles before a noun tell."""
    for phrase in scene.sentence.phrases:
        if phrase.kind not in ("noun", "name"):
            continue
        clause = scene.clause_of(phrase)
        if phrase.kind == "noun":
            for frame in scene.frames.noun_frames(scene.noun(phrase)):
                yield from event_facts(scene, phrase, frame, clause)
            if scene.kind(phrase) == "measure":
                yield from measure_facts(scene, phrase, clause)
        yield from participle_facts(scene, phrase, clause)


def event_facts(scene: Scene, phrase: Phrase, frame: NounFrame, clause: Clause | None) -> Iterator[Found]:
    light = carrier(scene, phrase, clause, frame.relation)
    comes = effect(scene, phrase, clause, frame.relation)
    sold = frame.relation == "owns" and comes == "gives"
    if sold and (clause is None or clause.predicate is None or clause.predicate.tense == "present"):
        return  # "verkauft Intel Anteile an Altera": who sells to whom is not told apart
    subjects = fill_noun(scene, phrase, frame.subject, clause, light is not None)
    objects = fill_noun(scene, phrase, frame.object, clause, light is not None and frame.relation in OF_GOODS)
    blamed = _blamed(scene, phrase) if frame.relation == "criticizes" and not objects else ()
    objects = objects or blamed
    pairs = [(s, o) for s in subjects for o in objects if s.entity.id != o.entity.id]
    if (
        frame.subject == frame.object
        or (not objects and _symmetric_pair(frame))
        or {m.entity.id for m in subjects} == {m.entity.id for m in objects}
    ):
        pairs = [(a, b) for n, a in enumerate(subjects) for b in subjects[n + 1 :]]
    pairs = pairs or _with_another(scene, clause, frame, subjects, objects)
    again = not pairs
    pairs = pairs or parties(scene, phrase, frame, (*subjects, *objects))
    if frame.relation in OF_TWO:  # "im Gespräch mit der Financial Times" is an interview
        pairs = [p for p in pairs if not any(m.entity.cls == "MediaOutlet" for m in p)]
    if not pairs:
        return
    told = told_above(scene, phrase, clause, scope(scene, clause)) if clause is not None else Scope()
    modality, status = phrase_modality(scene, phrase)
    made = bool(blamed) or (frame.relation == "criticizes" and light is None and _rejected(scene, phrase, clause))
    held = made or frame.relation in _STATES and (light is None or comes in ("holds", "ends"))
    above = Modality.ASSERTED if held else verb_above(scene, phrase, clause) if light is None else light.modality
    # "erwägt, das Treffen abzusagen": so far it is planned
    averted = above is Modality.DENIED and told.modality is Modality.PLANNED
    carried = light is not None or clause is None
    if not held and (carried or _reaches(scene, phrase, frame, clause, told.modality)):
        modality = weakest(modality, told.modality)
    if frame.relation == "acquires" and not _presupposed(scene, phrase) and not completes(scene, clause):
        modality = weakest(modality, Modality.PLANNED)  # a takeover in the news is mostly one to come
    modality = weakest(modality, Modality.PLANNED if averted else above, _none(scene, phrase))
    if light is not None and light.modality is Modality.DENIED and clause.predicate.negated:
        modality = Modality.POSSIBLE  # "schließt eine Partnerschaft nicht aus"
    if comes == "fails" and frame.relation in _EVENTS:
        modality = Modality.DENIED
    if _is_denied(scene, phrase, clause):
        modality = Modality.DENIED
    if sold or comes in ("fails", "ends"):
        status = Status.FORMER
    if frame.relation == "supplies" and _stopped(clause, light):
        # "stellte die Lieferungen ein": they were; "will sie einstellen", "könnte sie einstellen": they still are
        status = Status.FORMER if told.modality is Modality.ASSERTED else status
        modality = Modality.ASSERTED
    if made:
        told = Scope()  # the article itself tells whose reproach it is
    for subject, object_ in pairs:
        yield told.fact(
            subject,
            frame.relation,
            object_,
            f"{frame.relation}.{frame.noun}",
            phrase.head,
            0.58 if again else 0.68,
            modality=modality,
            status=status,
        )


def _stopped(clause: Clause | None, light: LightFrame | None) -> bool:
    """Whether the verb that carries a noun says that its deed comes to an end."""
    if light is None or clause is None or clause.predicate is None or clause.predicate.negated:
        return False
    return clause.predicate.lemma in _STOPS


def _rejected(scene: Scene, phrase: Phrase, clause: Clause | None) -> bool:
    """„weist die Kritik der USA zurück“: what is rejected was said."""
    return verb_above(scene, phrase, clause) is Modality.DENIED and not scene.doc[phrase.start].lower_.startswith(
        "kein"
    )


def _blamed(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„der Vorwurf Washingtons, [Huawei] spioniere“: who does what the clause behind the noun says."""
    reach = max([phrase.end, *(a.end for a in scene.attributes(phrase))])
    for clause in scene.sentence.clauses:
        words = [i for i in clause.tokens if not scene.doc[i].is_punct]
        told = clause.kind == "complement" or bool(clause.predicate and clause.predicate.konjunktiv == "I")
        subject = scene.phrase(clause.subject)
        if words and told and subject is not None and words[0] in (reach, reach + 1) and clause.kind != "relative":
            return scene.everyone(subject, clause)
    return ()


def _with_another(scene: Scene, clause: Clause | None, frame: NounFrame, subjects, objects) -> list[Pair]:
    """„Die Kooperation mit Rivian kostet [Volkswagen] Milliarden“: of two alike the other stands in the clause."""
    if frame.relation not in _TIES or subjects or not objects or clause is None or clause.predicate is None:
        return []
    lemma = clause.predicate.lemma
    judged = any(f.relation not in _TIES for f in scene.frames.verbs.get(lemma, ())) or lemma in scene.frames.operators
    if judged or clause.predicate.modal:
        return []
    beside = (scene.phrase(i) for i in (clause.subject, clause.object, clause.dative))
    others = [m for p in beside if p is not None for m in scene.everyone(p, clause)]
    alike = {m.entity.id: m for m in others if all(_alike(m, o) for o in objects)}
    return [(m, o) for m in alike.values() for o in objects] if len(alike) == 1 else []


def _alike(one: Mention, other: Mention) -> bool:
    """Two firms, or two states or unions of states."""
    first, second = (
        "firm" if is_a(m.entity.cls, "Company") else "state" if m.entity.cls in ("Country", "Alliance") else ""
        for m in (one, other)
    )
    return first == second != "" and one.entity.id != other.entity.id


def _reaches(scene: Scene, phrase: Phrase, frame: NounFrame, clause: Clause | None, modality: Modality) -> bool:
    """Whether what a clause is falls on its noun too; not on what is over, nor on what is there already: "die Staaten
    müssen [dem Abkommen] zustimmen"."""
    if modality in (Modality.DEMANDED, Modality.DENIED) and _there(scene, phrase, frame, clause):
        return False
    return not _presupposed(scene, phrase) and (phrase.prep is None or modality in _AHEAD)


def _is_denied(scene: Scene, phrase: Phrase, clause: Clause | None) -> bool:
    """„Eine Abhängigkeit besteht nicht“, "von einer Partnerschaft kann keine Rede sein", "… ist ein Mythos"."""
    if clause is None or clause.predicate is None:
        return False
    if phrase.prep == "von" and phrase.index in clause.obliques:
        return any(scene.doc[i].text == "Rede" and scene.doc[i - 1].lower_ == "keine" for i in clause.tokens)
    is_called = scene.phrase(clause.predicative)
    myth = is_called is not None and scene.frames.cues.get(scene.doc[is_called.head].text) == "denied"
    exists = clause.predicate.lemma in ("bestehen", "existieren", "geben", "vorliegen", "stattfinden", "zustandekommen")
    return clause.subject == phrase.index and (myth or exists and clause.predicate.negated)


def _none(scene: Scene, phrase: Phrase) -> Modality:
    """ "kein Abkommen", "ohne Einigung": there is none."""
    none = scene.doc[phrase.start].lower_.startswith("kein") or phrase.prep == "ohne"
    return Modality.DENIED if none else Modality.ASSERTED


def _symmetric_pair(frame: NounFrame) -> bool:
    return any(a.role == "zwischen" for alternative in frame.object.alternatives for a in alternative)


def _there(scene: Scene, phrase: Phrase, frame: NounFrame, clause: Clause) -> bool:
    """„dem Abkommen zustimmen“, "wegen des Vertrags": what has the definite article and is no object made is there."""
    definite = scene.doc[phrase.start].lower_ in ("das", "dem", "den", "des")
    about = phrase.index in (clause.dative, *clause.obliques) or phrase.genitive_of is not None
    return frame.relation == "agreesWith" and frame.noun in _PAPERS and definite and about


def _presupposed(scene: Scene, phrase: Phrase) -> bool:
    """What is over ("nach dem Treffen") is taken for granted, whatever its clause says."""
    return phrase.prep in ("nach", "seit")
