"""Who cannot do without what: "Ohne Gallium laufen bei Infineon keine Bänder", "kann auf Graphit nicht verzichten"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from .found import Found
from .origins import is_goods, origins
from .scene import Scene
from .scope import scope
from .slots import fill
from .tables import parse_slot

_NONE = frozenset({"nicht", "nichts", "nie", "niemand", "kaum", "niemals"})
_STANDS_STILL = frozenset({"stillstehen", "zusammenbrechen", "kollabieren", "scheitern"})
# verbs of mere going on: "ohne die USA geht nichts"; with others "ohne" tells who takes no part
_GOES = frozenset("gehen laufen funktionieren auskommen drehen klappen bewegen überleben".split())
_SUBJECT = parse_slot("subj")


def need_facts(scene: Scene) -> Iterator[Found]:
    """What a clause says cannot be missed."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None or not _lacks(scene, clause):
            continue
        for index in clause.obliques:
            phrase = scene.sentence.phrases[index]
            if _missing(clause, phrase):
                yield from _needed(scene, clause, phrase)


def _missing(clause: Clause, phrase: Phrase) -> bool:
    assert clause.predicate is not None
    forgone = phrase.prep == "auf" and clause.predicate.lemma == "verzichten" and clause.predicate.modal == "können"
    return phrase.conjunct_of is None and (forgone or phrase.prep == "ohne")


def _lacks(scene: Scene, clause: Clause) -> bool:
    """Whether a clause says that nothing happens: "nicht", "keine Bänder", "stünden still"."""
    assert clause.predicate is not None
    words = (scene.doc[i].lower_ for i in clause.tokens)
    return clause.predicate.lemma in _STANDS_STILL or any(w in _NONE or w.startswith("kein") for w in words)


def _needed(scene: Scene, clause: Clause, phrase: Phrase) -> Iterator[Found]:
    assert clause.predicate is not None
    wanted = [m for m in scene.everyone(phrase) if is_goods(m)]
    if clause.predicate.lemma in _GOES:
        wanted += [m for m in scene.everyone(phrase) if is_a(m.entity.cls, "Agent")]
    wanted += origins(scene, phrase)
    told = scope(scene, clause)
    for needer in _needers(scene, clause, phrase) if wanted else ():
        for it in wanted:
            if it.entity.id != needer.entity.id:
                yield Found(
                    needer,
                    "dependsOn",
                    it,
                    f"dependsOn.{phrase.prep}-negated",
                    phrase.head,
                    0.6,
                    speaker=told.speaker,
                    speaker_words=told.speaker_words,
                )


def _needers(scene: Scene, clause: Clause, missing: Phrase) -> tuple[Mention, ...]:
    """Who cannot do without: the subject, whose the subject is, or where nothing happens."""
    does = tuple(t.mention for t in fill(scene, clause, _SUBJECT) if is_a(t.mention.entity.cls, "Agent"))
    subject = scene.phrase(clause.subject)
    if not does and subject is not None:
        does = tuple(m for m in scene.owner(subject) if is_a(m.entity.cls, "Agent"))
    if does:
        return does
    beside = (scene.sentence.phrases[i] for i in clause.obliques if i != missing.index)
    there = (m for p in beside if p.prep in ("in", "bei", "für") for m in scene.everyone(p))
    return tuple(m for m in there if m.entity.cls in ("Country", "Company", "Alliance"))
