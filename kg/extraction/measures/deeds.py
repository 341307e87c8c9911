"""What clauses do with measures: lift them, ask for their end, tell that they are over or whom they hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import role_phrase
from ..frames.tables import VerbFrame
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope
from .acts import eased, fact, place, subjects_of
from .affected import affected_facts
from .aims import Aim, aims, family_of, lifted_measures, takes_up
from .authorities import authority, unnamed_authority
from .earlier import Earlier, same_state, taken_up, told_of
from .loosened import come_about, dropped, exempts
from .nouns import authors, imposes
from .tables import MeasureVerb

_THEY = ("sie", "diese", "es", "dieses")


def deed_facts(scene: Scene, found: Sequence[Found], earlier: Earlier) -> Iterator[Found]:
    """What the clauses of a sentence do with measures. found: its facts so far; earlier: the measures told before."""
    told = (told_of(scene, f, earlier.count) for f in found if f.relation in ("restricts", "eases"))
    known = replace(earlier, measures=(*earlier.measures, *told))
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        for row in scene.frames.measure_verbs.get(clause.predicate.lemma, ()):
            if row.effect in _DEEDS:
                yield from _DEEDS[row.effect](scene, clause, row, known)
        yield from _taken_up(scene, clause, known, found)
        yield from dropped(scene, clause, known)
        yield from come_about(scene, clause, known)
        yield from affected_facts(scene, clause, earlier)


def _lifts(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Ankara stimmte einer Aussetzung der Quoten auf Borsalz zu“."""
    for lifting in place(scene, clause, row.place):
        for phrase in scene.members(lifting):
            if scene.kind(phrase) != "lift":
                continue
            subjects = subjects_of(scene, clause)
            told = scope(scene, clause)
            own, _ = phrase_modality(scene, phrase)
            for measure in lifted_measures(scene, phrase):
                for aim in aims(scene, measure, known.measures, subjects):
                    for author in subjects or ((aim.author,) if aim.author is not None else ()):
                        foreign = aim.author is not None and not same_state(aim.author, author)
                        if foreign or author.entity.id == aim.target.entity.id:
                            continue
                        modality = weakest(row.modality, own)
                        yield from eased(scene, told, author, aim, "lifting-noun", phrase.head, modality)


def _insists(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„China fordert die Aufhebung der US-Zölle“: a demand on who imposed the measure."""
    for lifting in place(scene, clause, row.place):
        for phrase in scene.members(lifting):
            if scene.kind(phrase) != "lift":
                continue
            subjects, told = subjects_of(scene, clause), scope(scene, clause)
            for measure in lifted_measures(scene, phrase):
                named = authors(scene, measure)
                for imposer in named or _others(scene, subjects, known):
                    askers = [s for s in subjects if not (authority(s) and same_state(s, imposer))]
                    for asker in askers if row.modality is Modality.ASSERTED else ():
                        score = 0.7 if named else 0.55
                        yield fact(scene, told, asker, "demands", imposer, "lifting-noun", phrase.head, score)
                    if askers:
                        yield from _hoped_for(scene, clause, row, measure, imposer, askers[0], known)


def _hoped_for(
    scene: Scene, clause: Clause, row: MeasureVerb, measure: Phrase, imposer: Mention, asker: Mention, known: Earlier
) -> Iterator[Found]:
    """The lifting that is asked for; what "die US-Zölle" fall on where nothing says so is the state that asks."""
    told = scope(scene, clause)
    hoped = Modality.POSSIBLE if row.modality is Modality.POSSIBLE else Modality.DEMANDED
    found = [a for a in aims(scene, measure, known.measures) if a.target.entity.id != imposer.entity.id]
    if not found and authority(asker) and not same_state(asker, imposer) and takes_up(scene, measure):
        found = [Aim(imposer, asker, 0.52)]
        yield fact(scene, Scope(), imposer, "restricts", asker, "asked-to-lift", measure.head, 0.5)
    for aim in found:
        if same_state(aim.author or imposer, imposer):
            score = aim.score - 0.05
            yield fact(scene, told, imposer, "eases", aim.target, "asked-for", measure.head, score, hoped)


def _others(scene: Scene, subjects: Sequence[Mention], known: Earlier) -> tuple[Mention, ...]:
    """Of whom a lifting is asked where nobody is named: of the one other state that is spoken of."""
    other = known.counterpart(scene, subjects[0]) if len(subjects) == 1 else None
    return (other,) if other is not None else ()


def _ends(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Das Exportverbot für Bauxit läuft aus“: whoever imposed it has let it end."""
    for first in place(scene, clause, row.place):
        for measure in scene.members(first):
            if scene.kind(measure) != "measure":
                continue
            told = scope(scene, clause)
            for aim in aims(scene, measure, known.measures):
                if aim.author is not None and aim.author.entity.id != aim.target.entity.id:
                    yield from eased(scene, told, aim.author, aim, "over", measure.head)


def _keeps(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Seit August gelten in China Exportkontrollen für Gallium“: whose they are the sentence says beside them."""
    for measure in place(scene, clause, row.place):
        if scene.kind(measure) != "measure" or authors(scene, measure):
            continue
        found = [a for a in aims(scene, measure, ()) if a.author is None]
        told = scope(scene, clause)
        for author in unnamed_authority(scene, clause, [a.target for a in found]) if found else ():
            for aim in found:
                yield fact(scene, told, author, "restricts", aim.target, "in-force", measure.head, aim.score - 0.1)


def _hits(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Die US-Zölle treffen Japan“."""
    subject = role_phrase(scene, clause, "subj")
    if subject is None or clause.predicate is None or clause.predicate.voice == "passive":
        return
    told = scope(scene, clause)
    for measure in scene.members(scene.resolved(subject, clause)):
        imposers = authors(scene, measure) if scene.kind(measure) == "measure" else ()
        imposers = imposers or _imposers_before(scene, measure, row, known)
        for phrase in place(scene, clause, row.place) if imposers else ():
            named = scene.everyone(phrase)
            for target in named or tuple(m for m in scene.loosely(phrase) if is_a(m.entity.cls, "Country")):
                for author in imposers:
                    if not same_state(author, target) or not authority(target):
                        score = 0.66 if named else 0.55
                        yield fact(scene, told, author, "restricts", target, "measure-hits", measure.head, score)


def _imposers_before(scene: Scene, measure: Phrase, row: MeasureVerb, known: Earlier) -> tuple[Mention, ...]:
    """„[Sie] gelten Rosneft und Lukoil“, "[Die Sanktionen] treffen Huawei": whose measures the article has told."""
    if scene.kind(measure) == "measure":
        family = family_of(scene, measure)
        told = taken_up(known.measures, family) if takes_up(scene, measure) else ()
    else:
        again = measure.kind == "pronoun" and scene.doc[measure.head].lower_ in _THEY and row.place != "obj"
        told = tuple(t for t in known.last if t.relation == "restricts") if again else ()
    acting = {t.author.entity.id: t.author for t in told}
    return tuple(acting.values()) if len(acting) == 1 else ()


def _bears(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Huawei steht unter US-Sanktionen“, "… auf der Sanktionsliste der USA", "Gallium unterliegt Kontrollen"."""
    told = scope(scene, clause)
    targets = subjects_of(scene, clause)
    for phrase in place(scene, clause, row.place):
        listed = scene.kind(phrase) == "blacklist" or scene.doc[phrase.end - 1].text in _LISTS
        if scene.kind(phrase) != "measure" and not listed:
            continue
        imposers = authors(scene, phrase) or unnamed_authority(scene, clause, targets)
        for author in imposers:
            for target in targets:
                if author.entity.id != target.entity.id:
                    yield fact(scene, told, author, "restricts", target, "under-measure", phrase.head, 0.68)


def _taken_up(scene: Scene, clause: Clause, known: Earlier, found: Sequence[Found]) -> Iterator[Found]:
    """„… hob [das Verbot] wieder auf“: a verb of the frames whose measure names no goods of its own."""
    assert clause.predicate is not None
    for frame in scene.frames.verbs.get(clause.predicate.lemma, ()):
        if frame.relation not in ("eases", "restricts") or frame.condition:
            continue
        measure = _measure_of(scene, clause, frame)
        if measure is None:
            continue
        subjects = tuple(m for m in subjects_of(scene, clause) if imposes(m))
        passive = clause.predicate.voice == "passive" and not subjects
        if not subjects and not passive:
            continue
        told = scope(scene, clause)
        own = frame.modality or Modality.ASSERTED
        for aim in aims(scene, measure, known.measures, subjects):
            if _told_already(found, frame.relation, aim, clause) or aim.author is None:
                continue
            for author in subjects or (aim.author,):
                if author.entity.id == aim.target.entity.id:
                    continue
                if frame.relation == "eases":
                    yield from eased(scene, told, author, aim, f"{frame.lemma}-again", clause.predicate.verb, own)
                else:
                    yield fact(
                        scene, told, author, "restricts", aim.target, f"{frame.lemma}-again", clause.predicate.verb,
                        aim.score, own,
                    )  # fmt: skip


def _told_already(found: Sequence[Found], relation: str, aim: Aim, clause: Clause) -> bool:
    return any(
        f.relation == relation and f.object.entity.id == aim.target.entity.id and f.token in clause.tokens
        for f in found
    )


def _measure_of(scene: Scene, clause: Clause, frame: VerbFrame) -> Phrase | None:
    """The measure noun that a frame looks through: "obj>measure", "p:auf>measure"."""
    for alternative in frame.object.alternatives:
        for atom in alternative:
            if atom.follow == "measure":
                for phrase in place(scene, clause, atom.role):
                    if scene.kind(phrase) == "measure":
                        return phrase
    return None


_LISTS = ("List", "Liste", "Blacklist")
_DEEDS = {
    "lifts": _lifts,
    "insists": _insists,
    "ends": _ends,
    "keeps": _keeps,
    "hits": _hits,
    "bears": _bears,
    "exempts": exempts,
}
