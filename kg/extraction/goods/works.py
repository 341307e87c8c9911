"""Works that act for the firm they belong to: "Die Fabrik von TSMC in Kumamoto fertigt Chips für Sony"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.phrases import Phrase
from kg.model import How, Mention

from ..found import Found
from ..frames.slots import fill
from ..frames.verbs import apply_frame
from ..scene import Scene, Target

_OF_GOODS = frozenset({"produces", "supplies", "uses", "dependsOn"})


def works_facts(scene: Scene) -> Iterator[Found]:
    """What the verb of a clause tells of the firm whose works are its subject."""
    for clause in scene.sentence.clauses:
        subject = scene.phrase(clause.subject)
        if clause.predicate is None or subject is None:
            continue
        subject = scene.resolved(subject, clause)
        if scene.kind(subject) != "plant" or any(m.entity.cls != "Facility" for m in scene.named(subject)):
            continue
        firms = tuple(Target(m) for m in whose(scene, subject))
        frames = scene.frames.verbs.get(clause.predicate.lemma, ()) if firms else ()
        for frame in frames:
            if frame.relation not in _OF_GOODS or frame.reflexive:
                continue
            side = frame.subject
            if clause.predicate.voice == "passive" or side.alternatives[0][0].role != "subj":
                continue

            def filled(s, c, slot, follow="", side=side, firms=firms):
                return firms if slot is side else fill(s, c, slot, follow)

            for found in apply_frame(scene, clause, frame, filled):
                yield replace(found, rule=f"{frame.relation}.works", score=0.6)


def whose(scene: Scene, works: Phrase) -> tuple[Mention, ...]:
    """The firms that a noun of works names as theirs."""
    found = list(scene.owner(works))
    found += scene.covering(works.head, (How.PART,))
    for attribute in (*scene.attributes(works), *scene.attributes(works, ("von",))):
        found += scene.named(attribute)
    return tuple({m.entity.id: m for m in found if m.entity.cls == "Company"}.values())
