"""Measures with their author and what they fall on, and their lifting: "die Sanktionen der EU gegen Russland"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality, Status
from kg.vocab import is_a

from .found import Found, weakest
from .scene import Scene
from .scope import Scope, phrase_modality, scope
from .slots import fill, role_phrase
from .speakers import speaker_of
from .tables import Atom, Operator, Slot

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
_INSISTS = frozenset({"fordern", "verlangen", "pochen", "drängen", "bestehen"})


_OVER = frozenset({"auslaufen", "enden", "entfallen", "wegfallen", "fallen"})


def verb_above(scene: Scene, phrase: Phrase, clause: Clause | None) -> Modality:
    """What the verb makes of what it is about: "verhinderten die Übernahme", "ein Treffen ist geplant"."""
    operator = _operator_above(scene, phrase, clause)
    return operator.modality if operator is not None else Modality.ASSERTED


def told_above(scene: Scene, phrase: Phrase, clause: Clause | None, told: Scope) -> Scope:
    """How an event is told that a verb is about: "dementierte ein Treffen" has a speaker; "droht, das Treffen
    abzusagen" leaves it planned."""
    operator = _operator_above(scene, phrase, clause)
    if operator is None or clause is None or clause.predicate is None:
        return told
    open_ = told.modality in (Modality.PLANNED, Modality.POSSIBLE)
    if operator.modality is Modality.DENIED and open_ and clause.predicate.tense != "future":
        return replace(told, modality=Modality.PLANNED)
    if operator.says and operator.modality is not Modality.ASSERTED and not told.speaker and not told.speaker_words:
        speaker, words = speaker_of(scene, clause)
        return replace(told, speaker=speaker, speaker_words=words)
    return told


def _operator_above(scene: Scene, phrase: Phrase, clause: Clause | None) -> Operator | None:
    """The verb that governs an event as its object, or a report of it: "wies Berichte über eine Übernahme zurück"."""
    if clause is None or clause.predicate is None:
        return None
    predicate = clause.predicate
    core = role_phrase(scene, clause, "obj")
    about = core is not None and core.index == phrase.index
    if core is not None and phrase.attribute_of == core.index and phrase.prep in ("über", "von", "zu"):
        about = scene.frames.sayings.account(scene.noun(core), scene.forms) is not None
    if clause.subject == phrase.index and predicate.finite is not None and predicate.finite != predicate.verb:
        # "ist geplant" is no perfect of "planen": the state that the participle names
        about = about or scene.doc[predicate.finite].lower_ in ("ist", "sind", "war", "waren", "sei", "seien")
    return scene.frames.operators.get(predicate.lemma) if about else None


def measure_facts(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """A measure that stands with its author: "US-Zölle auf Stahl", "die Sanktionen der EU gegen Russland"."""
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
    modality = weakest(modality, verb_above(scene, phrase, clause))
    if phrase.prep is None and phrase.start == phrase.head:
        modality = weakest(modality, told.modality)  # "gäbe es Sanktionen gegen X": not taken for granted
    if scene.doc[phrase.start].lower_.startswith("kein") or phrase.prep == "ohne":
        return
    ended = clause is not None and clause.subject == phrase.index and clause.predicate is not None
    lifting = _is_lifted(scene, phrase, clause) or (ended and clause.predicate.lemma in _OVER)
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


def _lifting(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """„Ankara stimmte einer Aussetzung der Quoten auf Borsalz zu“."""
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


def _demanded_lifting(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """„China fordert die Aufhebung der US-Zölle“: a demand on who imposed the measure."""
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


def _is_lifted(scene: Scene, phrase: Phrase, clause: Clause | None) -> bool:
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
