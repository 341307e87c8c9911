"""Taking, holding and leaving office: "zum Chef ernannt", "trat als Kanzler zurück", "übernahm die Leitung".

The verbs stand in kg/language/de/careers.tsv; the post is a title behind "als" or "zu", or a noun like Vorsitz.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Mention, Modality, Qualifier, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import role_phrase
from ..frames.tables import Career
from ..scene import Scene
from ..scope.scope import Scope, scope
from .bodies import spoken_of, standing
from .offices import post_facts

_BEHIND = ("von", "bei", "in", "an", "über", "für")
_PAST = frozenset({"past", "perfect", "pluperfect"})
_NOT_YET = (Modality.DENIED, Modality.DEMANDED)
# posts that say by themselves that they are at the top
_SEATS = ("vorstand", "aufsichtsrat", "verwaltungsrat", "geschäftsleitung", "chefetage")  # where many sit
_TOP = ("spitze", "führung", "leitung", "vorsitz", "chefposten", "chefsessel", "ruder", "geschäftsführung")


def career_facts(scene: Scene, table: EntityTable, background: Background | None) -> Iterator[Found]:
    """Posts that verbs of taking, holding and leaving office tell."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        for career in scene.frames.careers.get(clause.predicate.lemma, ()):
            yield from _told(scene, clause, career, table, background)


def _told(
    scene: Scene, clause: Clause, career: Career, table: EntityTable, background: Background | None
) -> Iterator[Found]:
    phrase = role_phrase(scene, clause, career.who)
    people = [m for m in scene.everyone(phrase, clause) if is_a(m.entity.cls, "Person")] if phrase is not None else []
    if not people:
        return
    modality, status, told = _how(scene, clause, career)
    if modality in _NOT_YET:
        return
    for person in people[:1]:
        for found in _posts(scene, clause, career, person, table, background):
            yield told.fact(
                person,
                found.relation,
                found.object,
                f"{found.relation}.{career.verb}",
                found.token,
                found.score,
                modality=modality,
                status=status,
                qualifiers=found.qualifiers,
            )


def _how(scene: Scene, clause: Clause, career: Career) -> tuple[Modality, Status, Scope]:
    """Modality and status of the post: what is to end still holds, what has ended is a former one."""
    told = scope(scene, clause)
    assert clause.predicate is not None
    if career.effect == "ends":
        done = clause.predicate.tense in _PAST and told.modality is Modality.ASSERTED
        denied = told.modality in _NOT_YET
        return told.modality if denied else Modality.ASSERTED, Status.FORMER if done else Status.CURRENT, told
    modality = weakest(told.modality, Modality.PLANNED) if career.effect == "planned" else told.modality
    over = career.effect == "holds" and clause.predicate.tense in ("past", "pluperfect")
    return modality, Status.FORMER if over else told.status, told


def _posts(
    scene: Scene, clause: Clause, career: Career, person: Mention, table: EntityTable, background: Background | None
) -> Iterator[Found]:
    inside = set(clause.tokens)
    for phrase in scene.sentence.phrases:
        if phrase.head not in inside or phrase.kind != "noun" or phrase.name is not None:
            continue
        noun = scene.noun(phrase)
        office = scene.frames.office(noun)
        behind_als = phrase.start > 0 and scene.doc[phrase.start - 1].lower_ == "als"
        of_post = scene.phrase(phrase.genitive_of)
        in_post = of_post is not None and scene.kind(of_post) == "post"
        if office is not None and (behind_als or phrase.prep == "zu" or in_post):
            found = list(post_facts(scene, phrase, noun, office, person, table, background))
            yield from found or _with_employer(scene, clause, career, phrase, office.relation, office.scope, person)
        elif scene.kind(phrase) == "post" and (phrase.prep is not None or _is_core(scene, clause, phrase)):
            yield from _at_post(scene, phrase, noun, person)


def _is_core(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    core = role_phrase(scene, clause, "obj")
    return core is not None and core.index == phrase.index


def _at_post(scene: Scene, phrase: Phrase, noun: str, person: Mention) -> Iterator[Found]:
    """„die Leitung von Umicore“, "an der Spitze des Konzerns", "den Chefposten bei Intel"."""
    relation = "leads" if noun.lower().endswith(_TOP) else "worksFor"
    if relation == "worksFor" and not (noun.lower().endswith(_SEATS) and phrase.prep is not None):
        return
    found = [m for m in (*scene.covering(phrase.head), *scene.owner(phrase)) if m.entity.id != person.entity.id]
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, _BEHIND)):
        if attribute.conjunct_of is None:
            found += scene.everyone(attribute)
    bodies = [m for m in found if is_a(m.entity.cls, "Organization") or is_a(m.entity.cls, "Country")]
    near = None if bodies else spoken_of(scene, phrase.start, ("Company",))
    if bodies:
        yield Found(person, relation, bodies[0], f"{relation}.post", phrase.head, 0.75)
    elif near is not None and not found:
        yield Found(person, relation, standing(near, near.entity), f"{relation}.post", phrase.head, 0.55)


def _with_employer(
    scene: Scene, clause: Clause, career: Career, phrase: Phrase, relation: str, scope_of: str, person: Mention
) -> Iterator[Found]:
    """„Intel ernannte Tan zum Chef“: whoever names somebody has the post."""
    if career.who != "obj" or scope_of not in ("organization", "firm", "any"):
        return
    subject = role_phrase(scene, clause, "subj")
    named = scene.everyone(subject, clause) if subject is not None else ()
    employers = [m for m in named if is_a(m.entity.cls, "Organization") and m.entity.id != person.entity.id]
    for employer in employers[:1]:
        role = Qualifier("role", scene.noun(phrase), "words")
        yield Found(person, relation, employer, f"{relation}.post", phrase.head, 0.75, qualifiers=(role,))
