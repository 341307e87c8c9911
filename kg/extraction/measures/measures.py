"""Measures with their author and what they fall on: "die Sanktionen der EU gegen Russland", "US-Stahlzölle"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality, Qualifier, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.met import condition_holds
from ..frames.slots import role_phrase
from ..frames.tables import Operator
from ..scene import TARGET_PREPOSITIONS, Scene, Target
from ..scope.scope import Scope, phrase_modality, scope
from ..scope.speakers import speaker_of
from .authorities import authority, sole_authority
from .earlier import same_state, state_of
from .nouns import authors, goods_beside, struck
from .terms import terms

_IN_SPITE = ("trotz", "wegen", "infolge", "aufgrund", "unter", "angesichts")
_COPULAS = ("ist", "sind", "war", "waren", "sei", "seien")


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
        about = about or scene.doc[predicate.finite].lower_ in _COPULAS
    return scene.frames.operators.get(predicate.lemma) if about else None


def measure_facts(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[Found]:
    """A measure that stands with its author: "US-Zölle auf Stahl", "die Sanktionen der EU gegen Russland"."""
    if scene.kind(phrase) != "measure" or _none(scene, phrase):
        return
    modality, status = phrase_modality(scene, phrase)
    told = scope(scene, clause) if clause is not None else Scope()
    modality = weakest(modality, verb_above(scene, phrase, clause), _dreaded(scene, phrase))
    if phrase.prep is None and phrase.start == phrase.head:
        modality = weakest(modality, told.modality)  # "gäbe es Sanktionen gegen X": not taken for granted
    if _is_lifted(scene, phrase, clause):
        status = Status.FORMER
    for author, target, score in stated(scene, phrase, clause):
        yield told.fact(
            author,
            "restricts",
            target.mention,
            "restricts.measure-noun",
            phrase.head,
            score - 0.1 * target.loose,
            modality=modality,
            status=status,
            qualifiers=(
                Qualifier("measure", scene.doc[phrase.head].text, "words"),
                *terms(scene, phrase, clause, target.mention),
            ),
        )


def _dreaded(scene: Scene, phrase: Phrase) -> Modality:
    """„warnte [vor Zöllen der EU]“, "die Furcht vor Zöllen": what is only warned of or feared need not be."""
    return Modality.POSSIBLE if phrase.prep == "vor" else Modality.ASSERTED


def _none(scene: Scene, phrase: Phrase) -> bool:
    return scene.doc[phrase.start].lower_.startswith("kein") or phrase.prep == "ohne"


def stated(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[tuple[Mention, Target, float]]:
    """Author, target and base score for each restriction that a measure's noun phrase states."""
    if mutual(scene, phrase):
        yield from ((one, Target(other), 0.6) for one, other in _each_other(scene, phrase, clause))
        return
    score = 0.6
    imposers = authors(scene, phrase)
    targets = struck(scene, phrase)
    if imposers and not targets:
        targets = apart(scene, phrase, clause) or borne(scene, phrase, clause, imposers)
        if not targets and takes_no_goods(scene, phrase):
            targets = goods_beside(scene, phrase)
    if not imposers and targets:
        imposers, score = sole_authority(scene, phrase, clause, [t.mention for t in targets]), 0.5
    for author in imposers:
        for target in targets:
            if state_of(target.mention) != state_of(author) or not is_a(target.mention.entity.cls, "Agent"):
                yield author, target, score


def apart(scene: Scene, phrase: Phrase, clause: Clause | None) -> tuple[Target, ...]:
    """„[Gegen Rosneft] gelten Sanktionen der USA“: what a measure falls on, elsewhere in its clause."""
    if clause is None or phrase.prep is not None:
        return ()
    name = scene.doc[phrase.head].text
    for index in clause.obliques:
        p = scene.sentence.phrases[index]
        if p.prep == "gegen" and p.attribute_of is None:
            return tuple(Target(m, name) for m in scene.everyone(p))
    return ()


def borne(scene: Scene, phrase: Phrase, clause: Clause | None, imposers: tuple[Mention, ...]) -> tuple[Target, ...]:
    """„Trotz der US-Sanktionen fertigt [SMIC] …“: who does something in spite of a measure bears it."""
    if clause is None or phrase.prep not in _IN_SPITE or clause.subject is None:
        return ()
    subject = scene.resolved(scene.sentence.phrases[clause.subject], clause)
    name = scene.doc[phrase.head].text
    bearing = (m for m in scene.everyone(subject, clause) if is_a(m.entity.cls, "Company") or authority(m))
    return tuple(Target(m, name, loose=True) for m in bearing if all(not same_state(m, i) for i in imposers))


def takes_no_goods(scene: Scene, phrase: Phrase) -> bool:
    """Whether a curb leaves open what it falls on: "ihr Ausfuhrverbot", no tariff and no ban of something else."""
    if scene.frames.family(scene.noun(phrase)) != "curb" or scene.attributes(phrase, TARGET_PREPOSITIONS):
        return False
    front = (scene.forms.split_compound(scene.doc[phrase.head].text) or ("",))[0]
    return scene.frames.kind(front) == "carrier"


def mutual(scene: Scene, phrase: Phrase) -> bool:
    """„gegenseitige Zölle“: each of two imposes them on the other."""
    return any(
        scene.doc[i].lower_.startswith(("gegenseitig", "wechselseitig")) for i in range(phrase.start, phrase.head)
    )


def _each_other(scene: Scene, phrase: Phrase, clause: Clause | None) -> Iterator[tuple[Mention, Mention]]:
    """The two whose mutual measure it is: its owners, else the two states of the sentence."""
    found = {
        m.entity.id: m for m in scene.owner(phrase) if is_a(m.entity.cls, "Country") or is_a(m.entity.cls, "Alliance")
    }
    if len(found) != 2:
        within = (scene.actor(m) for m in scene.mentions(scene.sentence.start, scene.sentence.end))
        found = {m.entity.id: m for m in within if is_a(m.entity.cls, "Country") or is_a(m.entity.cls, "Alliance")}
    if len(found) == 2:
        one, other = found.values()
        yield one, other
        yield other, one


def _is_lifted(scene: Scene, phrase: Phrase, clause: Clause | None) -> bool:
    """Whether the clause lifts the measure for good."""
    if clause is None or clause.predicate is None:
        return False
    lemma = clause.predicate.lemma
    if scope(scene, clause).modality is not Modality.ASSERTED:
        return False
    if clause.subject == phrase.index and any(r.effect == "ends" for r in scene.frames.measure_verbs.get(lemma, ())):
        return True
    core = role_phrase(scene, clause, "obj")
    return (
        core is not None
        and core.index == phrase.index
        and any(
            f.relation == "eases" and condition_holds(scene, clause, f.condition)
            for f in scene.frames.verbs.get(lemma, ())
        )
    )
