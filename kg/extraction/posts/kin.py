"""Who is somebody's successor by a sentence's grammar: "Nachfolger von Gelsinger wird Tan", "als Nachfolgerin von X".

The noun (kinds.tsv: successor, predecessor) stands without a name of its own; who it is said of, the clause tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import scope
from .bodies import owner_of

_COPULAS = frozenset({"sein", "werden", "bleiben"})
_KINDS = {"successor": True, "predecessor": False}


def said_kin(scene: Scene) -> Iterator[Found]:
    """Successions that a predicate noun, or "als" and "zu" before the noun, tell of somebody named elsewhere."""
    for phrase in scene.sentence.phrases:
        if phrase.kind != "noun" or scene.kind(phrase) not in _KINDS or _people(scene.named(phrase)):
            continue
        clause = scene.clause_of(phrase)
        others = _of_whom(scene, phrase)
        if clause is None or clause.predicate is None or not others:
            continue
        for person in _bearers(scene, clause, phrase)[:1]:
            if person.entity.id != others[0].entity.id:
                yield _told(scene, clause, phrase, person, others[0])


# -- inside -------------------------------------------------------------------------------------------------------


def _told(scene: Scene, clause: Clause, phrase: Phrase, person: Mention, other: Mention) -> Found:
    assert clause.predicate is not None
    told = scope(scene, clause)
    modality = told.modality
    if clause.predicate.lemma == "werden" and clause.predicate.tense == "present":
        modality = weakest(modality, Modality.PLANNED)
    kind = scene.kind(phrase)
    new, old = (person, other) if _KINDS[kind] else (other, person)
    rule = f"succeeds.said-{kind}"
    return told.fact(
        new, "succeeds", old, rule, phrase.head, 0.75,
        modality=modality,
    )  # fmt: skip


def _people(mentions: tuple[Mention, ...]) -> list[Mention]:
    return [m for m in mentions if is_a(m.entity.cls, "Person")]


def _of_whom(scene: Scene, phrase: Phrase) -> list[Mention]:
    """Whose successor: genitive, "von", possessor."""
    found = list(owner_of(scene, phrase))
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von",))):
        if attribute.conjunct_of is None:
            found += scene.named(attribute)
    return _people(tuple(found))


def _bearers(scene: Scene, clause: Clause, phrase: Phrase) -> list[Mention]:
    """Of whom the noun is said: the other side of a copula, else the one a verb of taking office is about."""
    assert clause.predicate is not None
    if clause.predicate.lemma in _COPULAS and phrase.index in (clause.subject, clause.predicative):
        other = scene.phrase(clause.predicative if phrase.index == clause.subject else clause.subject)
        return _people(scene.everyone(other, clause)) if other is not None else []
    behind_als = phrase.start > 0 and scene.doc[phrase.start - 1].lower_ == "als"
    if not behind_als and phrase.prep != "zu":
        return []
    for career in scene.frames.careers.get(clause.predicate.lemma, ()):
        holder = role_phrase(scene, clause, career.who)
        if holder is None and career.who == "obj":
            holder = scene.phrase(clause.subject)  # "berief [der Aufsichtsrat Tan]": read as one phrase
        people = _people(scene.everyone(holder, clause)) if holder is not None else []
        if people and career.effect != "ends":
            return people
    return []
