"""Event nouns and the relation between their attributes: "das Treffen zwischen A und B", "die Reise von A nach B"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality, Status
from kg.vocab import is_a

from .found import Found, weakest
from .measures import measure_facts, verb_above
from .participles import participle_facts
from .scene import Scene
from .scope import Scope, phrase_modality, scope
from .slots import fill, role_phrase
from .tables import Atom, NounFrame, Slot

# verbs that only carry the event noun: "einen Besuch planen", "Gespräche führen"
_LIGHT = frozenset(
    "planen führen abhalten halten beginnen machen absagen ankündigen vorbereiten aufnehmen "
    "abschließen einleiten erheben "
    "fortsetzen unternehmen antreten schließen vereinbaren anstreben vorhaben erwarten beenden haben "
    "starten suchen "
    "eingehen schmieden bilden üben äußern richten anbieten eröffnen einreichen vornehmen kaufen "
    "verkaufen".split()
)
_GIVES_AWAY = frozenset({"verkaufen", "anbieten"})
# verbs that carry it in a phrase: "für die Übernahme zahlen", "an einem Abkommen arbeiten"
_LIGHT_PHRASES = {
    ("zahlen", "für"),
    ("bieten", "für"),
    ("ausgeben", "für"),
    ("arbeiten", "an"),
    ("arbeiten", "auf"),
    ("feilen", "an"),
    ("kommen", "zu"),
    ("reisen", "zu"),
    ("warten", "auf"),
    ("hoffen", "auf"),
    ("drängen", "auf"),
    ("setzen", "auf"),
}
_LIGHT_MODALITY = {
    "arbeiten": Modality.PLANNED,
    "feilen": Modality.PLANNED,
    "warten": Modality.PLANNED,
    "hoffen": Modality.POSSIBLE,
    "drängen": Modality.DEMANDED,
    "planen": Modality.PLANNED,
    "ankündigen": Modality.PLANNED,
    "vorbereiten": Modality.PLANNED,
    "absagen": Modality.DENIED,
    "anstreben": Modality.PLANNED,
    "vorhaben": Modality.PLANNED,
    "erwarten": Modality.POSSIBLE,
    "suchen": Modality.PLANNED,
    "anbieten": Modality.PLANNED,
}
_PARTS_WITH = frozenset(
    {"beenden", "auflösen", "aufkündigen", "kündigen", "verkaufen", "veräußern", "abgeben", "abstoßen"}
)  # "verkaufte seine Anteile an X"
# "gescheitert sei das Bündnis": what the subject was is over
_AHEAD = (Modality.PLANNED, Modality.POSSIBLE)
_EVENTS = frozenset({"meets", "agreesWith", "acquires", "visits", "investsIn"})
_DONE = frozenset({"vollziehen", "abschließen", "besiegeln", "gelingen"})
_FAILS = frozenset({"scheitern", "platzen", "enden", "zerbrechen", "auslaufen", "zerfallen", "ausfallen"})


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
    light = _light_verb(scene, phrase, clause)
    if frame.relation == "owns" and light in _GIVES_AWAY:
        return  # "verkauft Intel Anteile an Altera": what is sold is held no more
    subjects = _fill_noun(scene, phrase, frame.subject, clause, light)
    objects = _fill_noun(scene, phrase, frame.object, clause, None)
    pairs = [(s, o) for s in subjects for o in objects if s.entity.id != o.entity.id]
    if (
        frame.subject == frame.object
        or (not objects and _symmetric_pair(frame))
        or {m.entity.id for m in subjects} == {m.entity.id for m in objects}
    ):
        pairs = [(a, b) for n, a in enumerate(subjects) for b in subjects[n + 1 :]]
    if not pairs:
        return
    told = scope(scene, clause) if clause is not None else Scope()
    modality, status = phrase_modality(scene, phrase)
    if light is not None or clause is None:
        modality = weakest(modality, told.modality, _LIGHT_MODALITY.get(light or "", Modality.ASSERTED))
    elif not _presupposed(scene, phrase) and (phrase.prep is None or told.modality in _AHEAD):
        modality = weakest(modality, told.modality)
    if frame.relation == "acquires" and not _presupposed(scene, phrase) and not _completes(clause):
        modality = weakest(modality, Modality.PLANNED)  # a takeover in the news is mostly one to come
    modality = weakest(modality, verb_above(scene, phrase, clause), _none(scene, phrase))
    if clause is not None and frame.relation in _EVENTS and clause.subject == phrase.index and _fails(clause):
        modality = Modality.DENIED
    predicate = clause.predicate if clause is not None else None
    fails = (
        predicate is not None and predicate.lemma in _FAILS and clause is not None and clause.subject == phrase.index
    )
    if fails or light in _PARTS_WITH:
        status = Status.FORMER
    for subject, object_ in pairs:
        yield Found(
            subject,
            frame.relation,
            object_,
            f"{frame.relation}.{frame.noun}",
            phrase.head,
            0.68,
            modality=modality,
            status=status,
            speaker=told.speaker,
            speaker_words=told.speaker_words,
        )


def _none(scene: Scene, phrase: Phrase) -> Modality:
    """ "kein Abkommen", "ohne Einigung": there is none."""
    none = scene.doc[phrase.start].lower_.startswith("kein") or phrase.prep == "ohne"
    return Modality.DENIED if none else Modality.ASSERTED


def _completes(clause: Clause | None) -> bool:
    return clause is not None and clause.predicate is not None and clause.predicate.lemma in _DONE


def _fails(clause: Clause) -> bool:
    return clause.predicate is not None and clause.predicate.lemma in _FAILS


def _symmetric_pair(frame: NounFrame) -> bool:
    return any(a.role == "zwischen" for alternative in frame.object.alternatives for a in alternative)


def _presupposed(scene: Scene, phrase: Phrase) -> bool:
    """What is over ("nach dem Treffen") is taken for granted, whatever its clause says."""
    return phrase.prep in ("nach", "seit")


def _light_verb(scene: Scene, phrase: Phrase, clause: Clause | None) -> str | None:
    """The verb whose subject takes part in the event: "Modi erwägt eine Reise nach Oslo"."""
    if clause is None or clause.predicate is None:
        return None
    if phrase.prep is not None and phrase.attribute_of is None or phrase.prep in ("für", "zu"):
        if (clause.predicate.lemma, phrase.prep) in _LIGHT_PHRASES and phrase.index in clause.obliques:
            return clause.predicate.lemma
    if clause.predicate.lemma not in _LIGHT:
        return None
    core = role_phrase(scene, clause, "obj")
    return (
        clause.predicate.lemma
        if core is not None and (core.index == phrase.index or phrase.conjunct_of == core.index)
        else None
    )


def _fill_noun(
    scene: Scene, phrase: Phrase, slot: Slot, clause: Clause | None, light: str | None
) -> tuple[Mention, ...]:
    for alternative in slot.alternatives:
        out: list[Mention] = []
        for atom in alternative:
            for mention in _noun_atom(scene, phrase, atom, clause, light):
                if all(m.entity.id != mention.entity.id for m in out):
                    out.append(mention)
        if out:
            return tuple(out)
    return ()


def _noun_atom(scene: Scene, phrase: Phrase, atom: Atom, clause: Clause | None, light: str | None) -> Iterator[Mention]:
    role = atom.role
    if role == "poss":
        yield from scene.owner(phrase)
    elif role == "gen":
        for attribute in scene.attributes(phrase):
            yield from scene.everyone(attribute)
    elif role == "adj":
        yield from scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,))
    elif role in ("von", "durch", "zwischen"):
        for attribute in scene.attributes(phrase, (role,)):
            if attribute.conjunct_of is None:
                yield from scene.everyone(attribute)
    elif atom.preposition is not None:
        for attribute in scene.attributes(phrase, (atom.preposition,))[:1]:
            if attribute.conjunct_of is None:
                if scene.kind(attribute) == "carrier":
                    yield from (t.mention for t in scene.targets(attribute))
                named = scene.everyone(attribute)
                yield from named
                if not named and atom.preposition in ("von", "bei"):
                    # "Abhängigkeit von russischem Palladium"
                    yield from (m for m in scene.loosely(attribute) if is_a(m.entity.cls, "Country"))
    elif role == "subj" and light is not None and clause is not None:
        yield from (t.mention for t in fill(scene, clause, Slot(((atom,),))))
