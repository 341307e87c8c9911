"""Whom a measure just told falls on too: "Betroffen ist auch Nvidia", "Ausgenommen bleiben Smartphones"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality

from ..found import Found, weakest
from ..scene import Scene
from ..scope.scope import Scope, scope
from .aims import aims
from .authorities import authority
from .earlier import Earlier, same_state
from .nouns import authors


def affected_facts(scene: Scene, clause: Clause, earlier: Earlier) -> Iterator[Found]:
    """„Betroffen ist auch Nvidia“, "Davon ausgenommen bleiben Smartphones": what the sentence before told."""
    predicate = clause.predicate
    assert predicate is not None
    if scene.frames.does(predicate.lemma, "affects"):
        yield from _by_measure(scene, clause, earlier)
    acts = {t.author.entity.id: t for t in earlier.last}
    if not scene.frames.does(predicate.lemma, "affects") or (
        predicate.voice == "active" and predicate.operator != "bleiben"
    ):
        return
    subject = scene.phrase(clause.subject)
    if subject is None or len(acts) != 1 or _with_measure(scene, clause):
        return
    told, one = scope(scene, clause), next(iter(acts.values()))
    relation = one.relation if predicate.lemma == "betreffen" else "eases"
    for target in scene.everyone(subject, clause):
        if not same_state(target, one.author) or not authority(target):
            modality = weakest(told.modality, one.modality)
            yield _found(told, one.author, relation, target, predicate.verb, 0.55, modality)


def _by_measure(scene: Scene, clause: Clause, earlier: Earlier) -> Iterator[Found]:
    """„Von den US-Sanktionen betroffen sind auch Rosneft und Lukoil“."""
    subject = scene.phrase(clause.subject)
    predicate = clause.predicate
    assert predicate is not None
    for measure in _behind_von(scene, clause):
        if scene.kind(measure) != "measure" or subject is None:
            continue
        imposers = authors(scene, measure) or tuple(
            a.author for a in aims(scene, measure, earlier.measures) if a.author
        )
        told = scope(scene, clause)
        if not imposers and told.speaker is not None and authority(told.speaker):
            imposers = (told.speaker,)  # "Vom Ausfuhrstopp betroffen ist nach Angaben Pekings auch Gallium"
        for author in {m.entity.id: m for m in imposers}.values():
            for target in scene.everyone(subject, clause):
                if target.entity.id != author.entity.id:
                    relation = "restricts" if predicate.lemma == "betreffen" else "eases"
                    yield _found(told, author, relation, target, predicate.verb, 0.6, told.modality)


def _with_measure(scene: Scene, clause: Clause) -> bool:
    """„ist von den Zöllen betroffen“: another rule's, where the measure stands beside it."""
    return any(scene.sentence.phrases[i].prep == "von" for i in clause.obliques)


def _behind_von(scene: Scene, clause: Clause) -> Iterator[Phrase]:
    phrases = (scene.sentence.phrases[i] for i in clause.obliques)
    yield from (p for p in phrases if p.prep == "von" and p.conjunct_of is None)


def _found(
    told: Scope, who: Mention, relation: str, whom: Mention, token: int, score: float, modality: Modality
) -> Found:
    return Found(
        who, relation, whom, f"{relation}.affected", token, score, modality,
        speaker=told.speaker, speaker_words=told.speaker_words,
    )  # fmt: skip
