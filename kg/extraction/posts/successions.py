"""Who follows whom in office, and which office that is: "Sein Nachfolger Tan", "löste Trudeau ab"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Entity, How, Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene
from .bodies import owner_of, standing
from .terms import led_by

Posts = Mapping[str, tuple[str, Entity]]  # person's id → (leads or worksFor, body), as the article told so far
_BACK = 80  # tokens before its sentence in which the one meant by "sein", "ihr" is looked for
_KINDS = {"successor": True, "predecessor": False}


def kin_facts(scene: Scene) -> Iterator[Found]:
    """„Sein Nachfolger Lip-Bu Tan“, "anders als ihr Vorgänger Ishiba": whose, the text before or the subject tells."""
    for phrase in scene.sentence.phrases:
        if phrase.kind != "noun" or scene.kind(phrase) not in _KINDS:
            continue
        own = [m for m in scene.named(phrase) if m.how is How.NAME and is_a(m.entity.cls, "Person")]
        if not own or any(is_a(m.entity.cls, "Person") for m in scene.owner(phrase)):
            continue
        before = [m for m in owner_of(scene, phrase) if is_a(m.entity.cls, "Person")]
        other = before[0] if before else _antecedent(scene, phrase, own[0]) if phrase.possessor is not None else None
        if other is not None:
            new, old = (own[0], other) if _KINDS[scene.kind(phrase)] else (other, own[0])
            yield Found(new, "succeeds", old, f"succeeds.{scene.kind(phrase)}-of-his", phrase.head, 0.65)


def inherited(
    scene: Scene, found: Found, posts: Posts, table: EntityTable, background: Background | None
) -> Iterator[Found]:
    """What a succession tells of the office: the new one has it, the old one had it."""
    if found.relation != "succeeds" or found.modality in (Modality.DENIED, Modality.DEMANDED):
        return
    new, old = found.subject, found.object
    post = _post(scene, (old.entity, new.entity), posts, table, background)
    if post is None:
        return
    relation, body = post
    rule = f"{relation}.succession"
    yield Found(new, relation, standing(new, body), rule, found.token, 0.6, modality=found.modality)
    if found.modality is Modality.ASSERTED:
        yield Found(old, relation, standing(old, body), rule, found.token, 0.6, status=Status.FORMER)


# -- inside -------------------------------------------------------------------------------------------------------


def _antecedent(scene: Scene, phrase: Phrase, named: Mention) -> Mention | None:
    """Whose successor: the sentence's subject, else the person named last before the sentence."""
    assert phrase.possessor is not None
    clause = scene.clause_of(phrase)
    subject = scene.phrase(clause.subject) if clause is not None else None
    if clause is not None and subject is not None and subject.index != phrase.index:
        people = [m for m in scene.everyone(subject, clause) if is_a(m.entity.cls, "Person")]
        if len(people) == 1 and people[0].entity.id != named.entity.id:
            return people[0]
    for i in range(scene.sentence.start - 1, max(-1, scene.sentence.start - _BACK), -1):
        for m in scene.at.get(i, ()):
            if is_a(m.entity.cls, "Person") and m.how is How.NAME and m.entity.id != named.entity.id:
                return m
    return None


def _post(
    scene: Scene, people: tuple[Entity, Entity], posts: Posts, table: EntityTable, background: Background | None
) -> tuple[str, Entity] | None:
    """The office handed on: as the article told it of either, else as it is known of either."""
    told = next((posts[person.id] for person in people if person.id in posts), None)
    if told is not None or background is None:
        return told
    for person in people:
        term = led_by(scene, background, person)
        body = table.get(term[0].object) if term is not None else None
        if body is not None:
            return "leads", body
    return None
