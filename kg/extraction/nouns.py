"""Event nouns and measure nouns: "das Treffen zwischen A und B", "Chinas Exportkontrollen für C", participles as attributes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.language.predicates import Predicate
from kg.model import How, Mention, Modality, Status
from kg.vocab import is_a

from .found import Found, weakest
from .scene import Scene, Target
from .scope import Scope, phrase_modality, scope
from .tables import Atom, NounFrame, Slot
from .verbs import condition_holds, fill, role_phrase

# verbs that only carry the event noun: "einen Besuch planen", "Gespräche führen"
_LIGHT = frozenset(
    "planen führen abhalten halten beginnen machen absagen ankündigen vorbereiten aufnehmen "
    "abschließen einleiten erheben "
    "fortsetzen unternehmen antreten schließen vereinbaren anstreben vorhaben erwarten beenden haben "
    "starten suchen "
    "eingehen schmieden bilden üben äußern richten anbieten eröffnen einreichen vornehmen kaufen "
    "verkaufen".split()
)
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


def noun_facts(scene: Scene) -> Iterator[Found]:
    """Facts that event nouns, measure nouns and participles before a noun tell."""
    for phrase in scene.sentence.phrases:
        if phrase.kind not in ("noun", "name"):
            continue
        clause = scene.clause_of(phrase)
        if phrase.kind == "noun":
            for frame in scene.frames.noun_frames(scene.noun(phrase)):
                yield from _event(scene, phrase, frame, clause)
            if scene.kind(phrase) in ("measure", "lift"):
                yield from _measure(scene, phrase, clause)
        yield from _participles(scene, phrase, clause)


def _event(scene: Scene, phrase: Phrase, frame: NounFrame, clause: Clause | None) -> Iterator[Found]:
    light = _light_verb(scene, phrase, clause)
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
    elif told.modality in (Modality.POSSIBLE, Modality.PLANNED) and not _presupposed(scene, phrase):
        modality = weakest(modality, told.modality)
    if (
        clause is not None
        and clause.predicate is not None
        and clause.predicate.lemma in _FAILS
        and clause.subject == phrase.index
    ):
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


def _symmetric_pair(frame: NounFrame) -> bool:
    return any(a.role == "zwischen" for alternative in frame.object.alternatives for a in alternative)


def _presupposed(scene: Scene, phrase: Phrase) -> bool:
    """What is over ("nach dem Treffen") is taken for granted, whatever its clause says."""
    return phrase.prep in ("nach", "seit")


def _light_verb(scene: Scene, phrase: Phrase, clause: Clause | None) -> str | None:
    """The verb whose subject takes part in the event: "Trump plant einen Besuch in Peking"."""
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
        for attribute in scene.attributes(phrase, (atom.preposition,)):
            if attribute.conjunct_of is None:
                if scene.kind(attribute) == "carrier":
                    yield from (t.mention for t in scene.targets(attribute))
                named = scene.everyone(attribute)
                yield from named
                if not named and atom.preposition in ("von", "bei"):
                    # "Abhängigkeit von chinesischen Rohstoffen"
                    yield from (m for m in scene.loosely(attribute) if is_a(m.entity.cls, "Country"))
    elif role == "subj" and light is not None and clause is not None:
        yield from (t.mention for t in fill(scene, clause, Slot(((atom,),))))


def _measure(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """A measure that stands in the text with its author: "US-Zölle auf Stahl", "die Sanktionen der EU gegen Russland"."""
    if scene.kind(phrase) == "lift":
        yield from _lifting(scene, phrase, clause)
        yield from _demanded_lifting(scene, phrase, clause)
        return
    authors = _authors(scene, phrase)
    if not authors:
        return
    targets = tuple(scene.targets(phrase))
    modality, status = phrase_modality(scene, phrase)
    told = scope(scene, clause) if clause is not None else Scope()
    lifting = _governing_verb(scene, phrase, clause)
    for author in authors:
        for target in targets:
            if target.mention.entity.id == author.entity.id:
                continue
            former = Status.FORMER if lifting else status
            yield Found(
                author,
                "restricts",
                target.mention,
                "restricts.measure-noun",
                phrase.head,
                0.6 - 0.1 * target.loose,
                modality=modality,
                status=former,
                speaker=told.speaker,
                speaker_words=told.speaker_words,
            )


# verbs whose subject lifts what a noun of lifting names: "stimmte einer Verschiebung der Zölle zu"
_DECIDES = {
    "zustimmen": Modality.ASSERTED,
    "beschließen": Modality.ASSERTED,
    "verfügen": Modality.ASSERTED,
    "anordnen": Modality.ASSERTED,
    "ankündigen": Modality.PLANNED,
    "planen": Modality.PLANNED,
    "versprechen": Modality.PLANNED,
    "zusagen": Modality.PLANNED,
    "vorschlagen": Modality.PLANNED,
    "erwägen": Modality.POSSIBLE,
    "prüfen": Modality.POSSIBLE,
    "ablehnen": Modality.DENIED,
}


# "gescheitert sei das Bündnis": what the subject was is over
_FAILS = frozenset({"scheitern", "platzen", "enden", "zerbrechen", "auslaufen", "zerfallen"})
_INSISTS = frozenset({"fordern", "verlangen", "pochen", "drängen", "bestehen"})


def _demanded_lifting(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """ "China fordert die Aufhebung der US-Zölle": a demand on who imposed the measure."""
    if (
        clause is None
        or clause.predicate is None
        or clause.predicate.lemma not in _INSISTS
        or phrase.head not in clause.tokens
    ):
        return
    if phrase.prep not in (None, "auf"):
        return
    told = scope(scene, clause)
    for measure in scene.attributes(phrase):
        for author in _authors(scene, measure) if scene.kind(measure) == "measure" else ():
            for subject in fill(scene, clause, Slot(((Atom("subj"),),))):
                yield Found(
                    subject.mention,
                    "demands",
                    author,
                    "demands.lifting-noun",
                    phrase.head,
                    0.7,
                    modality=told.modality,
                    speaker=told.speaker,
                    speaker_words=told.speaker_words,
                )


def _lifting(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """ "Peking stimmte einer Verschiebung der Beschränkungen für seltene Erden zu"."""
    if clause is None or clause.predicate is None or clause.predicate.lemma not in _DECIDES:
        return
    if phrase.index not in {p.index for r in ("obj", "dat") if (p := role_phrase(scene, clause, r)) is not None}:
        return
    told = scope(scene, clause)
    modality = weakest(told.modality, _DECIDES[clause.predicate.lemma])
    for author in fill(scene, clause, Slot(((Atom("subj"),),))):
        for target in scene.targets(phrase):
            if target.mention.entity.id != author.mention.entity.id:
                yield Found(
                    author.mention,
                    "eases",
                    target.mention,
                    "eases.lifting-noun",
                    phrase.head,
                    0.7 - 0.1 * target.loose,
                    modality=modality,
                    speaker=told.speaker,
                    speaker_words=told.speaker_words,
                )


def _governing_verb(scene: Scene, phrase: Phrase, clause: Clause | None) -> bool:
    """Whether the clause lifts the measure for good."""
    if clause is None or clause.predicate is None:
        return False
    core = role_phrase(scene, clause, "obj")
    return (
        core is not None
        and core.index == phrase.index
        and any(f.relation == "eases" for f in scene.frames.verbs.get(clause.predicate.lemma, ()))
    )


def _authors(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Who imposes a measure: a genitive, an adjective or the front of the compound that names a state."""
    found = list(scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,)))
    if phrase.possessor is not None:
        found += scene.mentions(*phrase.possessor)
    found += scene.covering(phrase.head, (How.PART,))
    for attribute in scene.attributes(phrase):
        found += scene.everyone(attribute)
    acting = [
        m for m in found if any(is_a(m.entity.cls, c) for c in ("Country", "Alliance", "GovernmentBody", "Person"))
    ]
    return tuple(acting[:1])


def _participles(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """ "die [von Nvidia entwickelte] Generation", "in China hergestellte Busse": the participle is a small passive clause."""
    yield from _participle_behind(scene, phrase)
    for i in range(phrase.start, phrase.head):
        token = scene.doc[i]
        if token.tag_ != "ADJA":
            continue
        lemma, voice = _participle(scene, token.lower_)
        if lemma is None or lemma not in scene.frames.verbs:
            continue
        inner = phrase.inner or _before(scene, phrase)
        obliques = tuple(p.index for p in _inner_phrases(scene, phrase, inner) if p.prep is not None) if inner else ()
        small = Clause(
            index=clause.index if clause is not None else 0,
            tokens=tuple(range(inner[0] if inner else phrase.start, phrase.end)),
            kind="participial",
            predicate=Predicate(
                lemma=lemma, verb=i, finite=None, voice=voice, tense="perfect" if voice == "passive" else "present"
            ),
            subject=phrase.index,
            obliques=obliques,
        )
        for frame in scene.frames.verbs[lemma]:
            if frame.reflexive or not condition_holds(scene, small, frame.condition):
                continue
            subjects = [t for t in fill(scene, small, frame.subject)]
            objects: list[Target] = [t for t in fill(scene, small, frame.object, "object")]
            modality, status = phrase_modality(scene, phrase)
            for subject in subjects:
                for object_ in objects:
                    yield Found(
                        subject.mention,
                        frame.relation,
                        object_.mention,
                        f"{frame.relation}.{frame.lemma}-participle",
                        i,
                        0.7,
                        modality=weakest(modality, frame.modality or Modality.ASSERTED),
                        status=status,
                    )


def _participle_behind(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """ "Indonesien, damals noch regiert von Widodo, …": the participle behind its noun, its agent behind it."""
    doc, i = scene.doc, phrase.end
    if i + 2 >= scene.sentence.end or doc[i].text != ",":
        return
    i += 1
    while i < scene.sentence.end and doc[i].tag_ in ("ADV", "ADJD"):
        i += 1
    agents = tuple(p.index for p in scene.sentence.phrases if p.prep in ("von", "durch") and p.prep_at == i + 1)
    if i >= scene.sentence.end or doc[i].tag_ != "VVPP" or not agents:
        return
    lemma = scene.forms.lemma(doc[i].text, "VERB") or ""
    small = Clause(
        index=0,
        tokens=tuple(range(phrase.end, i + 2)),
        kind="participial",
        subject=phrase.index,
        obliques=agents,
        predicate=Predicate(lemma=lemma, verb=i, finite=None, voice="passive", tense="perfect"),
    )
    status = scope(scene, small).status
    for frame in scene.frames.verbs.get(lemma, ()):
        if frame.reflexive or not condition_holds(scene, small, frame.condition):
            continue
        for subject in fill(scene, small, frame.subject):
            for object_ in fill(scene, small, frame.object, "object"):
                yield Found(
                    subject.mention,
                    frame.relation,
                    object_.mention,
                    f"{frame.relation}.{frame.lemma}-participle",
                    i,
                    0.7,
                    status=status,
                )


def _participle(scene: Scene, form: str) -> tuple[str | None, str]:
    """Infinitive and voice of an inflected participle: "entwickelte" → entwickeln passive; None for other adjectives."""
    for reading in scene.forms.readings(form):
        if reading.cls in ("PA2", "PA1"):
            verb = scene.forms.lemma(reading.lemma, "VERB")
            if verb:
                return verb, "passive" if reading.cls == "PA2" else "active"
    adjective = scene.forms.lemma(form, "ADJA")  # "das in Hangzhou ansässige Startup"
    return (adjective, "active") if adjective in scene.frames.verbs else (None, "")


def _before(scene: Scene, phrase: Phrase) -> tuple[int, int] | None:
    """Without a determiner the participle's phrase stands right before: "[in China] hergestellte Busse"."""
    if phrase.index == 0:
        return None
    previous = scene.sentence.phrases[phrase.index - 1]
    if previous.prep is None or previous.end != phrase.start or previous.prep_at is None:
        return None
    return previous.prep_at, phrase.start


def _inner_phrases(scene: Scene, phrase: Phrase, inner: tuple[int, int]) -> tuple[Phrase, ...]:
    return tuple(
        p for p in scene.sentence.phrases if inner[0] <= p.start and p.end <= inner[1] and p.index != phrase.index
    )
