"""Doc, clauses and mentions of one article → its statements, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from kg.language.clauses import offsets, sentences
from kg.language.forms import Forms
from kg.linking.background import Background
from kg.linking.clausal import agents, names_of
from kg.linking.table import EntityTable
from kg.model import Article, Entity, Evidence, Mention, Modality, Qualifier, Span, Statement, Status
from kg.vocab import RELATIONS

from .allowances import allowance_facts
from .asking import asking_facts
from .counterparts import counterpart_facts
from .earlier import Earlier
from .found import Found
from .licences import licence_facts
from .lifted import without_lifted
from .measure_deeds import deed_facts
from .nouns import noun_facts
from .offices import office_facts
from .scene import Scene
from .scope import speaker_in
from .spread import spread
from .tables import Frames
from .ties import body_facts, tie_facts
from .times import time_of
from .unnamed import unnamed_facts
from .verbs import verb_facts

if TYPE_CHECKING:
    from spacy.tokens import Doc

# relations whose fact is an event: its time belongs to the statement
_DATED = frozenset(
    "acquires investsIn restricts eases permits threatens demands proposes meets negotiatesWith "
    "agreesWith visits invites "
    "criticizes supports warnsOf lobbies investigates".split()
)
HOP = 0.08  # what each reference between a mention and its name costs
_ENDS = frozenset({"restricts"})  # of the dated ones, what can be over: a measure; a past event stays kg:Current


def extract(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    frames: Frames,
    forms: Forms,
    table: EntityTable,
    background: Background | None = None,
) -> tuple[Statement, ...]:
    """The statements of one article, in a fixed order, equal ones joined.

    doc: the article's text, tagged and parsed. mentions: who and what it names. frames, forms, table: loaded once.
    background: who holds which office when; with it a post whose term is over at the article's date is a former one.
    """
    by_token: dict[int, list[Mention]] = {}
    for mention in mentions:
        for i in range(mention.first, mention.last):
            by_token.setdefault(i, []).append(mention)
    at = {i: tuple(found) for i, found in by_token.items()}
    acting = agents(mentions, table)
    joined: dict[tuple[object, ...], Statement] = {}
    bodies: set[str] = set()
    speaker: Mention | None = None
    earlier = Earlier(rulers=_rulers(table, background))
    for sentence in sentences(doc, names_of(doc, mentions), forms.cases, forms, acting):
        scene = Scene(doc, article, sentence, at, forms, frames, table, speaker)
        speaker = speaker_in(scene) or (speaker if doc[sentence.start].tag_ != "_SP" else None)
        if not _is_prose(scene, article.prose):
            continue
        told = (*_facts(scene, table, bodies, background), *unnamed_facts(scene, earlier))
        told = (*told, *deed_facts(scene, told, earlier))
        told = without_lifted((*told, *counterpart_facts(scene, told, earlier)))
        told = (*told, *spread(scene, told))
        earlier = earlier.after(scene, told)
        for found in told:
            statement = _statement(scene, found)
            if statement is not None:
                _join(joined, statement)
    kept = _body_counts(article, joined.values())
    return tuple(sorted(kept, key=lambda s: (s.evidence[0].start, s.key)))


def _rulers(table: EntityTable, background: Background | None) -> dict[str, Entity]:
    """The states that persons lead or led, by the persons' ids."""
    led = (f for f in background.facts if f.predicate == "leads") if background is not None else ()
    states = {f.subject: table.get(f.object) for f in led}
    return {person: state for person, state in states.items() if state is not None and state.cls == "Country"}


def _facts(scene: Scene, table: EntityTable, bodies: set[str], background: Background | None) -> Iterator[Found]:
    yield from verb_facts(scene)
    yield from noun_facts(scene)
    yield from allowance_facts(scene)
    yield from licence_facts(scene)
    yield from asking_facts(scene)
    yield from office_facts(scene, table, background)
    yield from tie_facts(scene, table)
    yield from body_facts(scene, bodies, table)


def _is_prose(scene: Scene, prose: Sequence[Span]) -> bool:
    start, end = _span(scene)
    return any(a <= start and end <= b + 1 for a, b in prose) or any(a <= start < b for a, b in prose)


def _span(scene: Scene) -> Span:
    return offsets(scene.doc, scene.sentence.start, scene.sentence.end)


def _statement(scene: Scene, found: Found) -> Statement | None:
    """The statement of a candidate, or None where classes do not fit, or a thing would stand to itself."""
    relation = RELATIONS[found.relation]
    subject, object_ = found.subject.entity, found.object.entity
    if subject.id == object_.id or not relation.fits(subject.cls, object_.cls):
        return None
    qualifiers = {(q.name, q.value): q for q in found.qualifiers}
    if found.relation in _DATED:
        clause = next((c for c in scene.sentence.clauses if found.token in c.tokens), None)
        ahead = found.modality in (Modality.PLANNED, Modality.POSSIBLE, Modality.DEMANDED)
        when = time_of(scene.doc, clause.tokens, scene.article.issued, ahead=ahead) if clause is not None else None
        if when is not None and not any(q.name == "pointInTime" for q in found.qualifiers):
            qualifiers["pointInTime", when] = Qualifier("pointInTime", when, "date")
    if relation.symmetric and object_.id < subject.id:
        subject, object_ = object_, subject
    start, end = _span(scene)
    speaker = found.speaker.entity if found.speaker is not None else None
    return Statement(
        subject=subject,
        predicate=found.relation,
        object=object_,
        modality=found.modality,
        status=Status.CURRENT if found.relation in _DATED - _ENDS else found.status,
        attributed_to=speaker,
        attributed_as=found.speaker_words if speaker is None else None,
        qualifiers=tuple(sorted(qualifiers.values())),
        confidence=_confidence(scene, found, (start, end)),
        evidence=(Evidence(start, end, found.rule),),
    )


def _confidence(scene: Scene, found: Found, span: Span) -> Decimal:
    score = found.score - HOP * (found.subject.hops + found.object.hops)
    if any(a <= span[0] < b for a, b in scene.article.headings):
        score -= 0.1
    return Decimal(min(max(score, 0.05), 0.95)).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def _body_counts(article: Article, statements: Iterable[Statement]) -> list[Statement]:
    """Where headline and body disagree, the body counts: a restriction in a heading falls where the body lifts it."""
    statements = list(statements)
    lifted = {s.object.id for s in statements if s.predicate == "eases" and not _only_in_headings(article, s)}
    return [
        s
        for s in statements
        if not (
            s.predicate == "restricts"
            and s.status is Status.CURRENT
            and s.object.id in lifted
            and _only_in_headings(article, s)
        )
    ]


def _only_in_headings(article: Article, statement: Statement) -> bool:
    return all(any(a <= e.start < b for a, b in article.headings) for e in statement.evidence)


def _join(joined: dict[tuple[object, ...], Statement], statement: Statement) -> None:
    """Found again, a statement gains evidence; the surest reading gives its confidence."""
    known = joined.get(statement.key)
    if known is None:
        joined[statement.key] = statement
        return
    spans = {(e.start, e.end): e for e in known.evidence}
    for e in statement.evidence:
        spans.setdefault((e.start, e.end), e)
    joined[statement.key] = replace(
        known, evidence=tuple(sorted(spans.values())), confidence=max(known.confidence, statement.confidence)
    )
