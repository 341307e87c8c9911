"""What belongs to what: bodies to their state, members to their alliance, agencies to their ministry."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Entity, How, Mention, Status
from kg.vocab import is_a

from ..found import Found
from ..scene import TAKEN_UP, Scene
from ..scope.scope import phrase_modality
from .bodies import standing
from .terms import state_led

# agencies that the noun's genitive or "von" names the superior of: "eine Behörde des Handelsministeriums"
_AGENCIES = ("behörde", "agentur", "amt", "abteilung", "ausschuss", "aufsicht", "büro", "dienststelle", "einheit")
_SPLIT = ("hervorgegangen", "herausgelöst", "abgespalten", "ausgegliedert", "ausgegründet")
_MEMBERS = frozenset({"Mitglied", "Teil", "Bestandteil", "Gründungsmitglied", "Mitgliedstaat"})


def body_facts(
    scene: Scene, seen: set[str], table: EntityTable, background: Background | None = None
) -> Iterator[Found]:
    """A named body belongs to its state: told once an article, where the body is first named."""
    for i in range(scene.sentence.start, scene.sentence.end):
        for mention in scene.at.get(i, ()):
            if mention.first == i and mention.how is How.NAME:
                yield from _of_state(scene, mention, seen, table, background)


def body_of_post(
    scene: Scene, found: Found, seen: set[str], table: EntityTable, background: Background | None
) -> Iterator[Found]:
    """„Kremlsprecher“, "Kommissionspräsidentin": a body that a title has in its name belongs to its state too."""
    name = found.object.entity.name.rpartition("-")[2].lower()
    if found.relation in ("leads", "worksFor") and name in found.object.text.lower():
        yield from _of_state(scene, found.object, seen, table, background, score=0.7)


def member_facts(scene: Scene) -> Iterator[Found]:
    """„BIS, eine Behörde des Handelsministeriums“, "Qualcomm ist Mitglied des BDI"."""
    for phrase in scene.sentence.phrases:
        if phrase.kind != "noun":
            continue
        noun = scene.noun(phrase)
        if noun in _MEMBERS:
            yield from _member(scene, phrase)
        elif noun.lower().endswith(_AGENCIES):
            yield from _agency(scene, phrase)


def split_off(scene: Scene) -> Iterator[Found]:
    """„Nexperia, 2017 aus NXP herausgelöst, …“, "die aus Siemens hervorgegangene Firma Infineon"."""
    for phrase in scene.sentence.phrases:
        if phrase.prep not in ("aus", "von") or phrase.prep_at is None or phrase.end >= len(scene.doc):
            continue
        participle = scene.doc[phrase.end].lower_
        if not participle.startswith(_SPLIT):
            continue
        outer = scene.phrase(phrase.inner_of)
        parts = scene.named(outer) if outer is not None else _before_comma(scene, phrase.prep_at)
        parts = tuple(m for m in parts if is_a(m.entity.cls, "Organization"))
        for whole in (m for m in scene.named(phrase) if is_a(m.entity.cls, "Organization")):
            for part in parts[:1]:
                if part.entity.id != whole.entity.id:
                    yield Found(
                        part, "partOf", whole, "partOf.split-off", phrase.head, 0.75, status=Status.FORMER
                    )  # fmt: skip


# -- inside -------------------------------------------------------------------------------------------------------


def _before_comma(scene: Scene, start: int) -> tuple[Mention, ...]:
    """Whom a participle behind a comma is said of: the name right before the comma."""
    for i in range(start - 1, max(scene.sentence.start, start - 8), -1):
        if scene.doc[i].text == ",":
            return scene.covering(i - 1)
        if scene.doc[i].tag_.startswith("VVF"):
            return ()
    return ()


def _of_state(
    scene: Scene,
    mention: Mention,
    seen: set[str],
    table: EntityTable,
    background: Background | None,
    score: float = 0.85,
) -> Iterator[Found]:
    entity = mention.entity
    if entity.id in seen or not entity.part_of or not is_a(entity.cls, "GovernmentBody"):
        return
    whole = _whole(scene, entity, table)
    if whole is None:
        return
    seen.add(entity.id)
    over = background is not None and _reign_over(scene, entity, table, background)
    status = Status.FORMER if over else Status.CURRENT
    yield Found(mention, "partOf", standing(mention, whole), "partOf.known-body", mention.first, score, status=status)


def _whole(scene: Scene, entity: Entity, table: EntityTable) -> Entity | None:
    """What a body belongs to as far as the sentence names it, else its state."""
    here = {m.entity.id for i in range(scene.sentence.start, scene.sentence.end) for m in scene.at.get(i, ())}
    whole = table.get(entity.part_of or "")
    while whole is not None and whole.id not in here and whole.cls not in ("Country", "Alliance", "Region"):
        whole = table.get(whole.part_of or "")
    return whole


def _reign_over(scene: Scene, entity: Entity, table: EntityTable, background: Background) -> bool:
    """„die Biden-Regierung“ in 2026: a government is over when who gave it its name is no longer in office."""
    if not entity.name.endswith(("-Regierung", "-Administration")) or not entity.country:
        return False
    if entity.name.startswith("Erste "):
        return True
    ruler = entity.name.rpartition("-")[0].rpartition(" ")[2]
    for fact in background.offices_in(entity.country):
        leader = table.get(fact.subject)
        if fact.predicate == "leads" and leader is not None and leader.name.split(" ")[-1] == ruler:
            term = state_led(scene, background, table, leader)
            return term is not None and term[1]
    return False


def _wholes(scene: Scene, phrase: Phrase, prepositions: tuple[str, ...]) -> list[Mention]:
    found = [*scene.owner(phrase)]
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, prepositions)):
        if attribute.conjunct_of is None:
            found += scene.everyone(attribute)
    return found


def _named_by(scene: Scene, phrase: Phrase) -> list[Mention]:
    """Whom a noun is said of: its name, the name it stands in apposition to, the subject it is predicated of."""
    own = [m for m in scene.named(phrase) if m.how is How.NAME]
    outer = scene.phrase(phrase.apposition_of)
    if not own and outer is not None:
        own = [m for m in scene.named(outer) if m.how is How.NAME]
    clause = scene.clause_of(phrase)
    if own or clause is None or clause.predicative != phrase.index or clause.predicate is None:
        return own
    subject = scene.phrase(clause.subject)
    plain = not clause.predicate.negated and clause.predicate.modal is None and not clause.predicate.konjunktiv
    if subject is None or not plain or clause.predicate.lemma not in ("sein", "bleiben"):
        return []
    return [m for m in scene.everyone(subject, clause) if m.how is How.NAME or m.how in TAKEN_UP]


def _member(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    modality, status = phrase_modality(scene, phrase)
    clause = scene.clause_of(phrase)
    if clause is not None and clause.predicative == phrase.index and clause.predicate is not None:
        over = clause.predicate.tense in ("past", "pluperfect")
        status = Status.FORMER if over else status  # "war ein Teil von Siemens"
    wholes = [m for m in _wholes(scene, phrase, ("von", "in", "bei")) if is_a(m.entity.cls, "Organization")]
    for part in _named_by(scene, phrase):
        for whole in wholes[:1]:
            if is_a(part.entity.cls, "Person"):
                rule, relation = "worksFor.member", "worksFor"
            else:
                rule, relation = "partOf.member", "partOf"
            if part.entity.id != whole.entity.id:
                yield Found(part, relation, whole, rule, phrase.head, 0.75, modality=modality, status=status)


def _agency(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    bodies = [m for m in _named_by(scene, phrase) if is_a(m.entity.cls, "Organization")]
    for body in bodies[:1]:
        for whole in _wholes(scene, phrase, ("von", "in"))[:1]:
            if is_a(whole.entity.cls, "GovernmentBody") or whole.entity.cls in ("Country", "Alliance"):
                if body.entity.id != whole.entity.id and body.entity.cls != "Company":
                    yield Found(body, "partOf", whole, "partOf.agency", phrase.head, 0.75)
