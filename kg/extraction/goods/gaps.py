"""Verbs said once for several: "Chile fördert Kupfer, [Australien Eisenerz]", "liefert an Polen, [Niger an Mali]".

Source of the method: gapping (Ross 1970); the remnants take the roles that their counterparts have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How
from kg.vocab import is_a

from ..found import Found
from ..frames.verbs import apply_frame
from ..scene import Scene

_OF_GOODS = frozenset({"produces", "supplies", "uses", "dependsOn", "controls"})
_JOINS = frozenset({",", ";", "und", "während", "sowie"})
_SKIPPED = ("ADV", "CARD", "ADJD", "PTKA")


def gap_facts(scene: Scene) -> Iterator[Found]:
    """What the verb of a clause tells of a second subject and its goods or place behind it."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None or clause.subject is None or clause.kind == "infinitive":
            continue
        frames = scene.frames.verbs.get(clause.predicate.lemma, ())
        frames = tuple(f for f in frames if f.relation in _OF_GOODS and not f.reflexive)
        for small in _gapped(scene, clause) if frames else ():
            for frame in frames:
                for found in apply_frame(scene, small, frame):
                    yield replace(found, rule=f"{frame.relation}.gap", score=0.6)


def _gapped(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """The clause once more with the remnants that stand behind it in their roles."""
    phrases = scene.sentence.phrases
    first = scene.phrase(clause.object)
    for subject in phrases:
        if not _opens(scene, clause, subject):
            continue
        end = subject.end
        while end < scene.sentence.end and scene.doc[end].tag_ in _SKIPPED and not _starts(phrases, end):
            end += 1
        other = next((p for p in phrases if p.start == end or p.prep_at == end), None)
        if other is None or any(scene.doc[i].tag_.startswith(("VV", "VA", "VM")) for i in range(end, other.end)):
            continue
        if other.prep is None and first is not None and other.genitive_of is None:
            own = tuple(i for i in clause.obliques if phrases[i].start > other.start)
            yield replace(clause, subject=subject.index, object=other.index, dative=None, obliques=own)
        elif other.prep is not None and any(_same(phrases[i], other) for i in clause.obliques):
            yield replace(clause, subject=subject.index, dative=None, obliques=(other.index,))


def _opens(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether a name behind the clause's own phrases begins what shares its verb."""
    assert clause.predicate is not None and clause.subject is not None
    named = [m for m in scene.named(phrase) if m.how in (How.NAME, How.METONYM)]
    if phrase.prep is not None or phrase.index == clause.subject or "NOM" not in phrase.cases:
        return False
    if not any(is_a(m.entity.cls, "Company") or is_a(m.entity.cls, "Country") for m in named):
        return False
    before = scene.doc[phrase.start - 1].lower_ if phrase.start else ""
    verb = clause.predicate.finite or clause.predicate.verb
    return before in _JOINS and phrase.start > verb and phrase.head in clause.tokens


def _starts(phrases: tuple[Phrase, ...], token: int) -> bool:
    return any(p.start == token for p in phrases)


def _same(one: Phrase, other: Phrase) -> bool:
    return one.prep == other.prep and one.index < other.index
