"""Light verbs: the noun says what is done, the verb little more than that it is: "Kritik üben", "in Kraft treten".

Source of the method: Funktionsverbgefüge (von Polenz 1963), support verbs in frame semantics (Ruppenhofer et al. 2016).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from kg.language.clauses import Clause
from kg.language.phrases import Phrase

from ..found import Found
from ..scene import Scene, Target
from .attributes import ROLES, attribute
from .slots import fill, has_class, is_told, role_phrase
from .tables import Atom, LightFrame, Slot
from .verbs import apply_frame

OF_GOODS = frozenset({"produces", "supplies", "dependsOn", "controls", "competesWith"})
GOODS = "*goods"  # instead of a noun: any noun of nouns.tsv that tells one of these
ANY = "*"  # instead of a verb: beside any verb, "blockierte auf Druck der USA"
_WITH_ATTRIBUTE = ("für", "zu")  # behind a noun these still hang on the verb: "zahlt 2 Milliarden für die Übernahme"


def light_facts(scene: Scene) -> Iterator[Found]:
    """Facts that a verb and the noun it carries tell together."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None:
            continue
        for frame in rows(scene, clause):
            if frame.tells is None or (frame.reflexive and not predicate.reflexive):
                continue
            noun = noun_of(scene, clause, frame)
            if noun is not None:
                yield from apply_frame(scene, clause, frame.tells, partial(fill_around, noun))


def rows(scene: Scene, clause: Clause) -> tuple[LightFrame, ...]:
    """The rows of a clause's verb, and those beside any verb whose preposition stands in the clause."""
    assert clause.predicate is not None
    there = {p.prep for p in map(scene.phrase, clause.obliques) if p is not None}
    beside = (row for row in scene.frames.light.get(ANY, ()) if row.preposition in there)
    return (*scene.frames.light.get(clause.predicate.lemma, ()), *beside)


def beside_idioms(found: Iterable[Found], idioms: Iterable[Found]) -> Iterator[Found]:
    """Without what the verb of an idiom would say alone: "bat Modi an den Tisch" asks nothing of him."""
    told: dict[int, set[str]] = {}
    for idiom in idioms:
        if f".{ANY}-" not in idiom.rule:
            told.setdefault(idiom.token, set()).add(idiom.relation)
    return (f for f in found if f.token not in told or f.relation in told[f.token])


def beyond_idioms(found: Iterable[Found], idioms: Iterable[Found]) -> Iterator[Found]:
    """Without what a noun tells again of the two of an idiom: "führten Gespräche" is one fact."""
    told = {(i.relation, frozenset((i.subject.entity.id, i.object.entity.id))) for i in idioms}
    return (f for f in found if (f.relation, frozenset((f.subject.entity.id, f.object.entity.id))) not in told)


def carrier(scene: Scene, phrase: Phrase, clause: Clause | None, relation: str = "") -> LightFrame | None:
    """The row of a verb whose subject takes part in the event: "Modi erwägt eine Reise nach Oslo".

    relation: what the noun tells; of goods and sway more verbs say only that the subject has them.
    """
    if clause is None or clause.predicate is None:
        return None
    for frame in scene.frames.light.get(clause.predicate.lemma, ()):
        if frame.tells is not None or frame.stands == "subj" or not _is_called(scene, phrase, frame):
            continue
        if frame.noun == GOODS and relation not in OF_GOODS:
            continue
        if frame.preposition is not None:
            free = phrase.attribute_of is None or phrase.prep in _WITH_ATTRIBUTE or _beside_place(scene, phrase)
            if phrase.prep == frame.preposition and free and phrase.index in clause.obliques:
                return frame
            continue
        core = role_phrase(scene, clause, "obj")
        if core is not None and phrase.prep is None and core.index in (phrase.index, phrase.conjunct_of):
            return frame
    return None


def _beside_place(scene: Scene, phrase: Phrase) -> bool:
    """„hat in Dresden [mit dem Bau] begonnen“: a town takes no "mit" of its own."""
    above = scene.phrase(phrase.attribute_of)
    named = scene.named(above) if above is not None and phrase.prep == "mit" else ()
    return any(m.entity.cls in ("City", "Region", "Country") for m in named)


def effect(scene: Scene, phrase: Phrase, clause: Clause | None, relation: str = "") -> str:
    """What the verb does to the event: ends, fails, completes, gives, holds, or "": "das Bündnis zerbrach"."""
    if clause is None or clause.predicate is None:
        return ""
    for frame in scene.frames.light.get(clause.predicate.lemma, ()):
        if frame.effect and frame.stands == "subj" and clause.subject == phrase.index:
            return frame.effect
    carried = carrier(scene, phrase, clause, relation)
    return carried.effect if carried is not None else ""


def completes(scene: Scene, clause: Clause | None) -> bool:
    """Whether a clause tells that something is brought to its end: "ist vollzogen"."""
    rows = scene.frames.light.get(clause.predicate.lemma, ()) if clause is not None and clause.predicate else ()
    return any(frame.effect == "completes" for frame in rows)


def noun_of(scene: Scene, clause: Clause, frame: LightFrame) -> Phrase | None:
    """The phrase in a clause that holds the row's noun."""
    key = ("stands", clause.index, frame.stands)
    found = scene.memo.get(key)
    if found is None:
        found = scene.memo[key] = _standing(scene, clause, frame)
    return next((p for p in found if _is_called(scene, p, frame)), None) if found else None


def _standing(scene: Scene, clause: Clause, frame: LightFrame) -> list[Phrase]:
    """The phrases of a clause that stand where the row's noun does."""
    if frame.preposition is not None:
        return [p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep == frame.preposition]
    found = [p for p in (role_phrase(scene, clause, frame.stands),) if p is not None and p.prep is None]
    found = [scene.resolved(p, clause) for p in found]  # "die Einigung, die Trump mit Modi erzielte"
    return found + (_bare(scene, clause) if frame.stands == "obj" else [])


def _bare(scene: Scene, clause: Clause) -> list[Phrase]:
    """„gab Modi [Rückendeckung]“: without an article a noun often gets no role."""
    taken = {clause.subject, clause.object, clause.dative, clause.predicative}
    inside = set(clause.tokens)
    return [
        p
        for p in scene.sentence.phrases
        if p.prep is None and p.head in inside and p.index not in taken and p.end - p.start == 1
    ]


def _is_called(scene: Scene, phrase: Phrase, frame: LightFrame) -> bool:
    """Whether a phrase is the row's noun, its adjectives included; "-Gespräch" takes compounds too."""
    if frame.noun in ("*", GOODS):
        return True
    *adjectives, noun = frame.noun.split()
    called = scene.noun(phrase)
    text = scene.doc[phrase.head].text
    if noun.startswith("-"):
        fits = called.lower().endswith(noun[1:].lower())
    else:
        fits = noun in (called, text)
    before = [scene.doc[i].lower_ for i in range(phrase.start, phrase.head)]
    return fits and all(any(word.startswith(adjective) for word in before) for adjective in adjectives)


def _with_another(scene: Scene, clause: Clause, noun: Phrase, atom: Atom) -> bool:
    """„verteidigte bei Gesprächen das Abkommen [mit dem Iran]“: another noun than the row's has the attribute."""
    beside = [p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep == atom.preposition]
    taken = [p for p in beside if p.attribute_of is not None and p.attribute_of > noun.index]
    return atom.preposition == "mit" and noun.prep is not None and bool(beside) and len(taken) == len(beside)


def fill_around(noun: Phrase, scene: Scene, clause: Clause, slot: Slot, follow: str = "") -> tuple[Target, ...]:
    """Who fills a slot of verb and noun together: around the noun, else in the clause."""
    for n, alternative in enumerate(slot.alternatives):
        out: list[Target] = []
        for atom in alternative:
            if atom.role == "doer" and is_told(scene, clause, slot, n, noun):
                continue
            if atom.role in ROLES:
                found: tuple[Target, ...] = _beside(scene, noun, atom, clause)
            else:
                # "übt Kontrolle über Gallium aus": an attribute of the noun that the clause keeps for it
                others = _with_another(scene, clause, noun, atom)
                found = () if others else fill(scene, clause, Slot(((atom,),)), follow)
                if not found and atom.preposition is not None:
                    found = _beside(scene, noun, atom, clause)
            known = {t.mention.entity.id for t in out}
            out += [t for t in found if t.mention.entity.id not in known]
        if out:
            return tuple(out)
    return ()


def _beside(scene: Scene, noun: Phrase, atom: Atom, clause: Clause) -> tuple[Target, ...]:
    """Who stands in a slot around the noun, of the classes the slot takes."""
    found = attribute(scene, noun, atom, clause, False)
    return tuple(Target(m) for m in found if has_class(m, atom.classes))
