"""Participles as small passive clauses: "die [von Nvidia entwickelte] Generation", "Indonesien, regiert von Widodo"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.language.predicates import Predicate
from kg.model import Modality, Status

from ..found import Found, weakest
from ..scene import Scene, Target
from ..scope.scope import Scope, phrase_modality, scope
from .met import condition_holds
from .slots import fill
from .tables import Atom, Slot

_BETWEEN = Slot(((Atom("p:zwischen"),),))

_ENDING = frozenset("abspalten ausgliedern herauslösen".split())  # "die abgespaltene Sparte" is none any more


def participle_facts(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """„die [von Nvidia entwickelte] Generation“, "in China hergestellte Busse": a small passive clause."""
    yield from _participle_behind(scene, phrase)
    for i in range(phrase.start, phrase.head):
        token = scene.doc[i]
        if token.tag_ != "ADJA":
            continue
        lemma, voice = _participle(scene, token.lower_)
        if lemma is None or lemma not in scene.frames.verbs:
            continue
        inner = phrase.inner or _before(scene, phrase)
        within = _inner_phrases(scene, phrase, inner) if inner else ()
        obliques = tuple(p.index for p in within if p.prep is not None)
        dative = next((p.index for p in within if p.prep is None and "DAT" in p.cases and p.genitive_of is None), None)
        if scene.kind(phrase) == "permission":  # "die von Peking erteilten Lizenzen [für JL Mag]"
            obliques += tuple(p.index for p in scene.attributes(phrase, ("für", "an")))
        tense = "perfect" if voice == "passive" else "present"
        small = Clause(
            index=clause.index if clause is not None else 0,
            tokens=tuple(range(inner[0] if inner else phrase.start, phrase.end)),
            kind="participial",
            predicate=Predicate(lemma=lemma, verb=i, finite=None, voice=voice, tense=tense),
            subject=phrase.index,
            dative=dative,
            obliques=obliques,
        )
        modality, status = phrase_modality(scene, phrase)
        if inner is not None and _denied(scene, inner):
            modality = Modality.DENIED
        told = scope(scene, clause) if clause is not None else Scope()
        yield from _told(scene, small, Scope(modality, status, told.speaker, told.speaker_words))


def _denied(scene: Scene, inner: tuple[int, int]) -> bool:
    return any(scene.doc[k].lower_ in ("nicht", "nie") for k in range(max(0, inner[0] - 1), inner[1]))


def _told(scene: Scene, small: Clause, told: Scope) -> Iterator[Found]:
    """What the frames of the participle's verb make of the small clause."""
    assert small.predicate is not None
    for frame in scene.frames.verbs.get(small.predicate.lemma, ()):
        if frame.reflexive or not condition_holds(scene, small, frame.condition):
            continue
        objects = fill(scene, small, frame.object, "object")
        # "die angedrohten Zölle": they are planned, the threat has been made
        made = frame.relation == "threatens" and told.modality is Modality.PLANNED
        subjects = fill(scene, small, frame.subject)
        if any(a.role == "each" for alternative in frame.object.alternatives for a in alternative):
            # "das [zwischen der EU und Chile geschlossene] Abkommen"
            noun = scene.phrase(small.subject)
            apart = scene.attributes(noun, ("zwischen",)) if noun is not None else ()
            behind = [m for a in apart for m in scene.everyone(a)]
            between = fill(scene, small, _BETWEEN) or tuple(Target(m) for m in behind)
            subjects, objects = (between[:1], between[1:]) if len(between) > 1 else (subjects, objects)
        for subject in subjects:
            for object_ in objects:
                yield told.fact(
                    subject.mention,
                    frame.relation,
                    object_.mention,
                    f"{frame.relation}.{frame.lemma}-participle",
                    small.predicate.verb,
                    0.7,
                    modality=Modality.ASSERTED if made else weakest(told.modality, frame.modality or Modality.ASSERTED),
                    status=Status.FORMER if frame.lemma in _ENDING else told.status,
                )


def _participle_behind(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Peru, seinerzeit geführt von Castillo, …“: the participle behind its noun, its agent behind it."""
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
    yield from _told(scene, small, Scope(status=scope(scene, small).status))


def _participle(scene: Scene, form: str) -> tuple[str | None, str]:
    """Infinitive and voice of a declined participle: "entwickelte" → entwickeln, passive; None for other adjectives."""
    bare = next((form[:n] for n in (-1, -2) if form[:n] in scene.frames.verbs), None)
    if bare is not None:
        return bare, "active"  # "die auf Palladium angewiesenen Konzerne": a frame of its own
    for reading in scene.forms.readings(form):
        if reading.cls in ("PA2", "PA1"):
            verb = scene.forms.lemma(reading.lemma, "VERB")
            if verb:
                return verb, "passive" if reading.cls == "PA2" else "active"
    adjective = scene.forms.lemma(form, "ADJA")  # "die in Tampere ansässige Gießerei"
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
