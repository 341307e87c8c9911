"""Event nouns and the relation between their attributes: "das Treffen zwischen A und B", "die Reise von A nach B"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Modality, Status

from ..found import Found, weakest
from ..measures.measures import measure_facts, told_above, verb_above
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope
from ..talk.talks import OF_TWO, parties
from .attributes import fill_noun
from .light import OF_GOODS, carrier, completes, effect
from .participles import participle_facts
from .tables import NounFrame

# what holds whatever is done about it: "will die Abhängigkeit verringern", "stoppte die Produktion des Swift"
_STATES = frozenset({"dependsOn", "produces", "controls", "competesWith"})
_AHEAD = (Modality.PLANNED, Modality.POSSIBLE)
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
                yield from _event(scene, phrase, frame, clause)
            if scene.kind(phrase) == "measure":
                yield from measure_facts(scene, phrase, clause)
        yield from participle_facts(scene, phrase, clause)


def _event(scene: Scene, phrase: Phrase, frame: NounFrame, clause: Clause | None) -> Iterator[Found]:
    light = carrier(scene, phrase, clause, frame.relation)
    comes = effect(scene, phrase, clause, frame.relation)
    if frame.relation == "owns" and comes == "gives":
        return  # "verkauft Intel Anteile an Altera": what is sold is held no more
    subjects = fill_noun(scene, phrase, frame.subject, clause, light is not None)
    objects = fill_noun(scene, phrase, frame.object, clause, light is not None and frame.relation in OF_GOODS)
    pairs = [(s, o) for s in subjects for o in objects if s.entity.id != o.entity.id]
    if (
        frame.subject == frame.object
        or (not objects and _symmetric_pair(frame))
        or {m.entity.id for m in subjects} == {m.entity.id for m in objects}
    ):
        pairs = [(a, b) for n, a in enumerate(subjects) for b in subjects[n + 1 :]]
    again = not pairs
    pairs = pairs or parties(scene, phrase, frame, (*subjects, *objects))
    if frame.relation in OF_TWO:  # "im Gespräch mit der Financial Times" is an interview
        pairs = [p for p in pairs if not any(m.entity.cls == "MediaOutlet" for m in p)]
    if not pairs:
        return
    told = told_above(scene, phrase, clause, scope(scene, clause)) if clause is not None else Scope()
    modality, status = phrase_modality(scene, phrase)
    held = frame.relation in _STATES and (light is None or comes in ("holds", "ends"))
    above = Modality.ASSERTED if held else verb_above(scene, phrase, clause) if light is None else light.modality
    # "erwägt, das Treffen abzusagen": so far it is planned
    averted = above is Modality.DENIED and told.modality is Modality.PLANNED
    if held:
        pass
    elif light is not None or clause is None:
        modality = weakest(modality, told.modality)
    elif told.modality in (Modality.DEMANDED, Modality.DENIED) and _there(scene, phrase, frame, clause):
        pass  # "die Staaten müssen [dem Abkommen] zustimmen"
    elif not _presupposed(scene, phrase) and (phrase.prep is None or told.modality in _AHEAD):
        modality = weakest(modality, told.modality)
    if frame.relation == "acquires" and not _presupposed(scene, phrase) and not completes(scene, clause):
        modality = weakest(modality, Modality.PLANNED)  # a takeover in the news is mostly one to come
    modality = weakest(modality, Modality.PLANNED if averted else above, _none(scene, phrase))
    if light is not None and light.modality is Modality.DENIED and clause.predicate.negated:
        modality = Modality.POSSIBLE  # "schließt eine Partnerschaft nicht aus"
    if comes == "fails" and frame.relation in _EVENTS:
        modality = Modality.DENIED
    if comes in ("fails", "ends"):
        status = Status.FORMER
    for subject, object_ in pairs:
        yield Found(
            subject,
            frame.relation,
            object_,
            f"{frame.relation}.{frame.noun}",
            phrase.head,
            0.58 if again else 0.68,
            modality=modality,
            status=status,
            speaker=told.speaker,
            speaker_words=told.speaker_words,
        )


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
