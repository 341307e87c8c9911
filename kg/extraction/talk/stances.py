"""For and against without a verb of its own: judgements in somebody's mouth, critics and backers by their noun."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..frames.met import tone
from ..scene import Scene, Target
from ..scope.scope import Scope, phrase_modality, scope
from .deeds import by_deed, doer

_STANCES = {"negative": "criticizes", "positive": "supports"}
_SIDES = {"critic": "criticizes", "backer": "supports"}
_THIS = ("das", "dies", "es")
_IS_TAKEN_FOR = frozenset({"sein", "bleiben", "gelten", "zählen", "sehen", "bezeichnen", "outen"})


def stance_facts(scene: Scene) -> Iterator[Found]:
    """Who is for or against whom or what, as far as judgements and nouns tell."""
    for clause in scene.sentence.clauses:
        yield from _judgement(scene, clause)
    for phrase in scene.sentence.phrases:
        relation = _SIDES.get(scene.kind(phrase))
        if relation is not None:
            yield from _side(scene, phrase, relation)


def _judgement(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„Die Zölle seien ein Fehler, sagte Modi“, "„Das ist klug“, sagt er": who says it judges."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma != "sein" or predicate.negated or clause.question:
        return
    relation = _STANCES.get(tone(scene, clause))
    subject = scene.phrase(clause.subject)
    if relation is None or subject is None or subject.kind == "relative":
        return
    told = scope(scene, clause)
    if told.speaker is None or _formal(scene, clause, subject):
        return
    warned = relation == "criticizes" and _is_warned(scene, clause)
    modality = Modality.ASSERTED if told.modality is Modality.DENIED else told.modality  # "ist falsch" denies nothing
    for target in _judged(scene, subject):
        told_as = "warnsOf" if warned and target.mention.entity.cls != "Measure" else relation
        yield Found(
            told.speaker,
            told_as,
            target.mention,
            f"{told_as}.judgement",
            predicate.verb,
            0.58,
            modality=modality,
        )


def _is_warned(scene: Scene, clause: Clause) -> bool:
    """„China sei die größte Bedrohung, [warnte] Ratcliffe“."""
    beside = (c.predicate for c in scene.sentence.clauses if c.index != clause.index and c.predicate is not None)
    return any(predicate.lemma == "warnen" for predicate in beside)


def _formal(scene: Scene, clause: Clause, subject: Phrase) -> bool:
    """„[es] sei besser, … zu haben“: what is judged is the clause behind it."""
    behind = (c for c in scene.sentence.clauses if c.parent == clause.index)
    return scene.doc[subject.head].lower_ == "es" and any(c.kind in ("complement", "infinitive") for c in behind)


def _judged(scene: Scene, subject: Phrase) -> tuple[Target, ...]:
    if subject.kind == "pronoun" and scene.doc[subject.head].lower_ in _THIS:
        return tuple(doer(scene))
    named = tuple(Target(m) for m in scene.everyone(subject))
    return named or tuple(by_deed(scene, subject))


def _side(scene: Scene, phrase: Phrase, relation: str) -> Iterator[Found]:
    """„der China-Kritiker Josh Hawley“, "gilt als Befürworter der Zölle": what the noun is for or against."""
    clause = scene.clause_of(phrase)
    _, status = phrase_modality(scene, phrase)
    who = tuple(m for m in scene.named(phrase) if m.how is not How.PART)
    predicated = not who and clause is not None and _is_predicated(scene, phrase, clause)
    if predicated and clause is not None:
        subject = scene.phrase(clause.subject)
        who = scene.everyone(subject, clause) if subject is not None else ()
    told = scope(scene, clause) if clause is not None and predicated else Scope()
    for one in who:
        for other in _about(scene, phrase):
            if one.entity.id != other.entity.id and is_a(one.entity.cls, "Agent"):
                yield told.fact(
                    one,
                    relation,
                    other,
                    f"{relation}.noun",
                    phrase.head,
                    0.62,
                    status=status,
                )


def _about(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    out = [*scene.covering(phrase.head, (How.PART,)), *scene.owner(phrase)]
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von",))):
        if attribute.conjunct_of is None:
            out += scene.everyone(attribute)
            if not scene.everyone(attribute):
                out += [t.mention for t in by_deed(scene, attribute)]
    return tuple(out)


def _is_predicated(scene: Scene, phrase: Phrase, clause: Clause) -> bool:
    if (
        clause.predicate is None
        or clause.predicate.lemma not in _IS_TAKEN_FOR
        or phrase.prep not in (None, "zu", "als")
    ):
        return False
    before = scene.doc[phrase.start - 1].lower_ if phrase.start else ""
    return clause.predicative == phrase.index or before == "als" or phrase.prep in ("zu", "als")
