"""Licence duties told as needs: "ASML braucht eine Lizenz aus Den Haag", "müssen … genehmigen lassen"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import scope
from .authorities import at_home, authority
from .nouns import authors, goods_beside

_SUBJECT = Slot(((Atom("subj"),),))
_OBJECT = Slot(((Atom("obj"),),))
_FOR = Slot(((Atom("p:für"),),))
_MAY = ("dürfen", "können")
_NEEDED = ("nötig", "notwendig", "erforderlich", "vorgeschrieben", "pflicht")


def licence_facts(scene: Scene) -> Iterator[Found]:
    """Who needs somebody's leave is restricted by them."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None:
            continue
        if scene.frames.does(predicate.lemma, "needs"):
            yield from _told(scene, clause, _object(scene, clause), fill(scene, clause, _SUBJECT))
        elif predicate.lemma in ("sein", "bleiben", "werden"):
            if any(scene.doc[i].lower_ in _NEEDED for i in clause.tokens):
                subject = role_phrase(scene, clause, "subj")
                yield from _told(scene, clause, subject, fill(scene, clause, _FOR))
        elif predicate.modal in _MAY and predicate.voice == "active" and _barred(scene, clause):
            for leave in (p for p in _obliques(scene, clause) if p.prep == "ohne"):
                behind = (m for a in scene.attributes(leave, ("aus", "von")) for m in scene.everyone(a))
                owners = (m for a in scene.attributes(leave) for m in scene.everyone(a))
                givers = authors(scene, leave) or (*owners, *behind)
                if scene.kind(leave) == "permission":
                    for author in givers:
                        yield from _found(scene, clause, scene.actor(author), fill(scene, clause, _SUBJECT))
        elif lets_approve(clause) and scene.frames.does(predicate.lemma, "lets"):
            agents = [p for p in _obliques(scene, clause) if p.prep in ("von", "durch")]
            restricted = (*fill(scene, clause, _SUBJECT), *fill(scene, clause, _OBJECT, "object"))
            for author in (m for p in agents for m in scene.everyone(p)):
                yield from _found(scene, clause, scene.actor(author), restricted)


def lets_approve(clause: Clause) -> bool:
    """„müssen ihre Ausfuhren genehmigen lassen“: who is the subject does not permit, but must ask."""
    predicate = clause.predicate
    return predicate is not None and predicate.modal == "müssen" and predicate.operator == "lassen"


def _object(scene: Scene, clause: Clause) -> Phrase | None:
    return role_phrase(scene, clause, "obj")


def _obliques(scene: Scene, clause: Clause) -> Iterator[Phrase]:
    yield from (scene.sentence.phrases[i] for i in clause.obliques)


def _told(scene: Scene, clause: Clause, licence: Phrase | None, restricted) -> Iterator[Found]:
    if licence is None or scene.kind(licence) != "permission":
        return
    free = [p for p in _obliques(scene, clause) if p.prep in ("von", "aus")]
    givers = authors(scene, licence) or tuple(m for p in free for m in scene.everyone(p))
    givers = givers or at_home(scene, clause)
    if not restricted and scene.kind(licence) == "permission":
        restricted = goods_beside(scene, licence)  # "Wer [Gallium] ausführen will, braucht in China eine Lizenz"
    for author in givers:
        yield from _found(scene, clause, scene.actor(author), restricted)


def _barred(scene: Scene, clause: Clause) -> bool:
    """„kann [nicht] liefern“, "darf [keine] Werke schließen", "[weder] … noch"."""
    words = (scene.doc[i].lower_ for i in clause.tokens)
    return any(w in ("nicht", "nichts", "weder", "nie") or w.startswith("kein") for w in words)


def _found(scene: Scene, clause: Clause, author: Mention, restricted) -> Iterator[Found]:
    assert clause.predicate is not None
    told = scope(scene, clause)
    given = clause.predicate.modal in ("müssen", *_MAY)  # the modal is what the licence duty makes of it
    modality = Modality.ASSERTED if given and told.modality is not Modality.PLANNED else told.modality
    for target in restricted if authority(author) else ():
        if target.mention.entity.id == author.entity.id or is_a(target.mention.entity.cls, "Country"):
            continue
        yield told.fact(
            author,
            "restricts",
            target.mention,
            "restricts.licence-needed",
            clause.predicate.verb,
            0.62,
            modality=modality,
        )
