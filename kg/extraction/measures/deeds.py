"""What clauses do with measures: lift them, ask for their end, tell that they are over or whom they hit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot, VerbFrame
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope
from .affected import affected_facts
from .aims import Aim, aims, family_of, lifted_measures, takes_up
from .authorities import authority, unnamed_authority
from .earlier import Earlier, same_state, taken_up, told_of
from .nouns import authors, imposes
from .tables import MeasureVerb

_SUBJECT = Slot(((Atom("subj"),),))
_EXEMPTIONS = ("Ausnahme", "Ausnahmegenehmigung")
_THEY = ("sie", "diese", "es", "dieses")
_OVER_WITH = ("nach", "seit")  # "nach der Aufhebung der Zölle": it has come about


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
        yield from _dropped(scene, clause, known)
        yield from _come_about(scene, clause, known)
        yield from affected_facts(scene, clause, earlier)


def _place(scene: Scene, clause: Clause, place: str) -> Iterator[Phrase]:
    """The phrases of a clause that stand at a place of the table."""
    if place.startswith("p:"):
        phrases = (scene.sentence.phrases[i] for i in clause.obliques)
        yield from (p for p in phrases if p.prep == place[2:] and p.conjunct_of is None)
        return
    phrase = role_phrase(scene, clause, place)
    if phrase is not None:
        yield scene.resolved(phrase, clause)


def _subjects(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    return tuple(scene.actor(t.mention) for t in fill(scene, clause, _SUBJECT))


def _found(
    scene: Scene, told: Scope, who: Mention, relation: str, whom: Mention, rule: str, token: int, score: float,
    modality: Modality = Modality.ASSERTED, status: Status = Status.CURRENT,
) -> Found:  # fmt: skip
    return Found(
        who, relation, whom, f"{relation}.{rule}", token, score, weakest(told.modality, modality), status,
        told.speaker, told.speaker_words,
    )  # fmt: skip


def _eased(
    scene, told, author: Mention, aim: Aim, rule: str, token: int, modality=Modality.ASSERTED
) -> Iterator[Found]:
    """A lifted measure is two statements: that it is lifted, and that it was in force."""
    yield _found(scene, told, author, "eases", aim.target, rule, token, aim.score, modality)
    done = weakest(told.modality, modality) is Modality.ASSERTED
    if authority(author) or done:
        imposer = aim.author if aim.author is not None and same_state(aim.author, author) else author
        if authority(imposer):
            status = Status.FORMER if done else Status.CURRENT
            score = aim.score - 0.15
            yield Found(
                imposer, "restricts", aim.target, f"restricts.before-{rule}", token, score, status=status,
                speaker=told.speaker, speaker_words=told.speaker_words,
            )  # fmt: skip


def _lifts(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Ankara stimmte einer Aussetzung der Quoten auf Borsalz zu“."""
    for lifting in _place(scene, clause, row.place):
        for phrase in scene.members(lifting):
            if scene.kind(phrase) != "lift":
                continue
            subjects = _subjects(scene, clause)
            told = scope(scene, clause)
            own, _ = phrase_modality(scene, phrase)
            for measure in lifted_measures(scene, phrase):
                for aim in aims(scene, measure, known.measures, subjects):
                    for author in subjects or ((aim.author,) if aim.author is not None else ()):
                        foreign = aim.author is not None and not same_state(aim.author, author)
                        if foreign or author.entity.id == aim.target.entity.id:
                            continue
                        modality = weakest(row.modality, own)
                        yield from _eased(scene, told, author, aim, "lifting-noun", phrase.head, modality)


def _insists(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„China fordert die Aufhebung der US-Zölle“: a demand on who imposed the measure."""
    for lifting in _place(scene, clause, row.place):
        for phrase in scene.members(lifting):
            if scene.kind(phrase) != "lift":
                continue
            subjects, told = _subjects(scene, clause), scope(scene, clause)
            for measure in lifted_measures(scene, phrase):
                named = authors(scene, measure)
                for imposer in named or _others(scene, subjects, known):
                    askers = [s for s in subjects if not (authority(s) and same_state(s, imposer))]
                    for asker in askers if row.modality is Modality.ASSERTED else ():
                        score = 0.7 if named else 0.55
                        yield _found(scene, told, asker, "demands", imposer, "lifting-noun", phrase.head, score)
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
        yield _found(scene, Scope(), imposer, "restricts", asker, "asked-to-lift", measure.head, 0.5)
    for aim in found:
        if same_state(aim.author or imposer, imposer):
            score = aim.score - 0.05
            yield _found(scene, told, imposer, "eases", aim.target, "asked-for", measure.head, score, hoped)


def _others(scene: Scene, subjects: Sequence[Mention], known: Earlier) -> tuple[Mention, ...]:
    """Of whom a lifting is asked where nobody is named: of the one other state that is spoken of."""
    other = known.counterpart(scene, subjects[0]) if len(subjects) == 1 else None
    return (other,) if other is not None else ()


def _ends(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Das Exportverbot für Bauxit läuft aus“: whoever imposed it has let it end."""
    for first in _place(scene, clause, row.place):
        for measure in scene.members(first):
            if scene.kind(measure) != "measure":
                continue
            told = scope(scene, clause)
            for aim in aims(scene, measure, known.measures):
                if aim.author is not None and aim.author.entity.id != aim.target.entity.id:
                    yield from _eased(scene, told, aim.author, aim, "over", measure.head)


def _keeps(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Seit August gelten in China Exportkontrollen für Gallium“: whose they are the sentence says beside them."""
    for measure in _place(scene, clause, row.place):
        if scene.kind(measure) != "measure" or authors(scene, measure):
            continue
        found = [a for a in aims(scene, measure, ()) if a.author is None]
        told = scope(scene, clause)
        for author in unnamed_authority(scene, clause, [a.target for a in found]) if found else ():
            for aim in found:
                yield _found(scene, told, author, "restricts", aim.target, "in-force", measure.head, aim.score - 0.1)


def _hits(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„Die US-Zölle treffen Japan“."""
    subject = role_phrase(scene, clause, "subj")
    if subject is None or clause.predicate is None or clause.predicate.voice == "passive":
        return
    told = scope(scene, clause)
    for measure in scene.members(scene.resolved(subject, clause)):
        imposers = authors(scene, measure) if scene.kind(measure) == "measure" else ()
        imposers = imposers or _imposers_before(scene, measure, row, known)
        for phrase in _place(scene, clause, row.place) if imposers else ():
            named = scene.everyone(phrase)
            for target in named or tuple(m for m in scene.loosely(phrase) if is_a(m.entity.cls, "Country")):
                for author in imposers:
                    if not same_state(author, target) or not authority(target):
                        score = 0.66 if named else 0.55
                        yield _found(scene, told, author, "restricts", target, "measure-hits", measure.head, score)


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
    targets = _subjects(scene, clause)
    for phrase in _place(scene, clause, row.place):
        listed = scene.kind(phrase) == "blacklist" or scene.doc[phrase.end - 1].text in _LISTS
        if scene.kind(phrase) != "measure" and not listed:
            continue
        imposers = authors(scene, phrase) or unnamed_authority(scene, clause, targets)
        for author in imposers:
            for target in targets:
                if author.entity.id != target.entity.id:
                    yield _found(scene, told, author, "restricts", target, "under-measure", phrase.head, 0.68)


def _taken_up(scene: Scene, clause: Clause, known: Earlier, found: Sequence[Found]) -> Iterator[Found]:
    """„… hob [das Verbot] wieder auf“: a verb of the frames whose measure names no goods of its own."""
    assert clause.predicate is not None
    for frame in scene.frames.verbs.get(clause.predicate.lemma, ()):
        if frame.relation not in ("eases", "restricts") or frame.condition:
            continue
        measure = _measure_of(scene, clause, frame)
        if measure is None:
            continue
        subjects = tuple(m for m in _subjects(scene, clause) if imposes(m))
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
                    yield from _eased(scene, told, author, aim, f"{frame.lemma}-again", clause.predicate.verb, own)
                else:
                    yield _found(
                        scene, told, author, "restricts", aim.target, f"{frame.lemma}-again", clause.predicate.verb,
                        aim.score, own,
                    )  # fmt: skip


def _dropped(scene: Scene, clause: Clause, known: Earlier) -> Iterator[Found]:
    """„ließ die Zölle auf Stahl fallen“."""
    predicate = clause.predicate
    core = role_phrase(scene, clause, "obj")
    if predicate is None or predicate.lemma != "fallen" or predicate.operator != "lassen" or core is None:
        return
    for measure in scene.members(core) if scene.kind(core) == "measure" else ():
        subjects = tuple(m for m in _subjects(scene, clause) if imposes(m))
        for aim in aims(scene, measure, known.measures, subjects):
            for author in subjects:
                if author.entity.id != aim.target.entity.id:
                    yield from _eased(scene, scope(scene, clause), author, aim, "dropped", predicate.verb)


def _exempts(scene: Scene, clause: Clause, row: MeasureVerb, known: Earlier) -> Iterator[Found]:
    """„China gewährte zivilen Abnehmern Ausnahmen“: from the measures of its own that the article has told."""
    for leave in _place(scene, clause, row.place):
        goods = scene.attributes(leave, ("für",)) or any(scene.everyone(p) for p in _place(scene, clause, "dat"))
        if scene.noun(leave) not in _EXEMPTIONS or goods or "PLU" not in leave.numbers:
            continue
        told = scope(scene, clause)
        for author in _subjects(scene, clause):
            for before in taken_up(known.measures, "any", (author,)) if imposes(author) else ():
                aim = Aim(before.author, before.target, 0.54)
                yield _found(scene, told, author, "eases", aim.target, "exempted", leave.head, aim.score)


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
                for phrase in _place(scene, clause, atom.role):
                    if scene.kind(phrase) == "measure":
                        return phrase
    return None


def _come_about(scene: Scene, clause: Clause, known: Earlier) -> Iterator[Found]:
    """„Nach der Aufhebung der US-Zölle auf Stahl stiegen …“, "Die Lockerung … kam überraschend": it has been done."""
    for index in dict.fromkeys((*clause.obliques, clause.subject)):
        phrase = scene.phrase(index)
        if phrase is None or scene.kind(phrase) != "lift" or phrase_modality(scene, phrase)[0] is not Modality.ASSERTED:
            continue
        modality = _come_to(scene, clause, phrase)
        lifters = tuple(m for m in authors(scene, phrase) if authority(m))
        if modality is None and lifters and _presupposes(scene, clause, phrase):
            modality = Modality.ASSERTED
        for measure in lifted_measures(scene, phrase) if modality is not None else ():
            for aim in aims(scene, measure, known.measures, lifters):
                if aim.author is None and lifters:
                    aim = replace(aim, author=lifters[0])
                if aim.author is not None and aim.author.entity.id != aim.target.entity.id:
                    yield from _eased(scene, Scope(modality), aim.author, aim, "come-about", phrase.head)


def _presupposes(scene: Scene, clause: Clause, lifting: Phrase) -> bool:
    """„Die Lockerung … durch China [freut den VDA]“: what somebody is glad of is there; no copula says so."""
    predicate = clause.predicate
    assert predicate is not None
    plain = predicate.modal is None and not predicate.konjunktiv and not predicate.negated
    told = scope(scene, clause).modality is Modality.ASSERTED and clause.predicative is None
    return (
        plain and told and predicate.voice == "active" and lifting.index == clause.subject and clause.object is not None
    )


def _come_to(scene: Scene, clause: Clause, lifting: Phrase) -> Modality | None:
    """Whether the lifting is done, is agreed upon ("war Teil der Abmachung"), or the clause does not say."""
    predicate = clause.predicate
    assert predicate is not None
    if lifting.prep in _OVER_WITH and predicate.tense != "future":
        return Modality.ASSERTED
    if lifting.index != clause.subject or scope(scene, clause).modality is not Modality.ASSERTED:
        return None
    if clause.predicative is not None or predicate.lemma == "sein":
        agreed = any(p.head in clause.tokens and scene.kind(p) == "agreement" for p in scene.sentence.phrases)
        return Modality.PLANNED if agreed else None
    over = predicate.voice == "active" and predicate.tense in ("past", "perfect", "pluperfect")
    return Modality.ASSERTED if over else None


_LISTS = ("List", "Liste", "Blacklist")
_DEEDS = {
    "lifts": _lifts,
    "insists": _insists,
    "ends": _ends,
    "keeps": _keeps,
    "hits": _hits,
    "bears": _bears,
    "exempts": _exempts,
}
