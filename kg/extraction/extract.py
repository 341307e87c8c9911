"""Doc, clauses and mentions of one article → its statements, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.language.clauses import offsets
from kg.language.forms import Forms
from kg.language.quantities import Quantity
from kg.language.times import times_in
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Article, Entity, Evidence, Mention, Modality, Span, Statement, Status
from kg.vocab import RELATIONS

from .confidence import confidence, features
from .found import Found
from .frames.light import beside_idioms, beyond_idioms, light_facts
from .frames.nouns import noun_facts
from .frames.tables import Frames
from .frames.verbs import verb_facts
from .goods.exports import export_facts
from .goods.gaps import gap_facts
from .goods.goods import goods_facts
from .goods.makers import maker_facts
from .goods.needs import need_facts
from .goods.ordering import ordering_facts
from .goods.standing import standing_facts
from .goods.works import works_facts
from .holdings.holdings import holding_facts
from .holdings.outlays import outlay_facts
from .holdings.places import place_facts
from .holdings.seats import seat_facts
from .holdings.shares import share_facts
from .holdings.stakes import stake_facts
from .holdings.taken import taken_facts
from .holdings.ties import tie_facts
from .measures.allowances import allowance_facts
from .measures.asking import asking_facts, without_ousted
from .measures.counterparts import counterpart_facts
from .measures.deals import deal_facts, for_buyers
from .measures.deeds import deed_facts
from .measures.earlier import Earlier
from .measures.licences import licence_facts
from .measures.lifted import without_lifted
from .measures.probes import probe_facts
from .measures.spread import spread
from .measures.unnamed import unnamed_facts
from .posts.encounters import encounter_facts
from .posts.journeys import journeys
from .posts.postings import Memory, posting_facts
from .qualifiers.amounts import measured
from .qualifiers.attached import times_of_sentence
from .qualifiers.times import dated
from .scene import Scene, scenes_of
from .scope.attribution import attributed
from .scope.prospects import no_longer
from .scope.speakers import speaker_in
from .scope.voices import voices
from .talk.memory import opening
from .talk.stances import stance_facts

if TYPE_CHECKING:
    from spacy.tokens import Doc

# relations whose fact is an event: once it is over, the fact stays
_EVENTS = frozenset(
    "acquires investsIn restricts eases permits threatens demands proposes meets negotiatesWith "
    "agreesWith visits invites "
    "criticizes supports warnsOf lobbies investigates".split()
)
# what is done by saying so, where the doer or a body of the doer says it
_DEEDS = frozenset({"restricts", "eases", "permits", "acquires", "investsIn", "agreesWith", "proposes", "invites"})
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
    joined: dict[tuple[object, ...], Statement] = {}
    found = told_in(doc, article, mentions, frames, forms, table, background)
    for statement, told in candidates(found):
        _join(joined, replace(statement, confidence=confidence(told, frames.weights)))
    kept = _body_counts(article, joined.values())
    return tuple(sorted(kept, key=lambda s: (s.evidence[0].start, s.key)))


def candidates(told: Iterable[tuple[Scene, tuple[Found, ...]]]) -> Iterator[tuple[Statement, dict[str, float]]]:
    """Each statement as one sentence and one rule tell it, with the features that its confidence is made of.

    told: what `told_in` gives; `extract` joins what is found more than once.
    """
    for scene, facts in told:
        for found in facts:
            statement = statement_of(scene, found)
            if statement is not None:
                yield statement, features(scene, found)


def told_in(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    frames: Frames,
    forms: Forms,
    table: EntityTable,
    background: Background | None = None,
) -> Iterator[tuple[Scene, tuple[Found, ...]]]:
    """Each sentence of the article's prose with the candidate facts that rules find in it.

    The arguments are those of `extract`.
    """
    posts, talk, earlier = Memory(), opening(article, mentions), Earlier(rulers=_rulers(mentions, table, background))
    speaker: Mention | None = None
    scenes = scenes_of(doc, article, mentions, frames, forms, table)
    heard = voices(scenes)
    times = times_in(doc, article.issued, [scene.sentence for scene in scenes])
    for scene in scenes:
        scene = replace(
            scene, before=speaker, voices=heard, doer=talk.acting, decider=talk.decider,
            pair=talk.talking, facing=talk.facing, memo={},
        )  # fmt: skip
        speaker = speaker_in(scene) or (speaker if doc[scene.sentence.start].tag_ != "_SP" else None)
        if not _is_prose(scene, article.prose):
            continue
        told = _with_measures(scene, _facts(scene, table, posts, background), earlier)
        told = tuple(attributed(scene, found) for found in told)
        talk, earlier = talk.after(scene, told), earlier.after(scene, told)
        here = times_of_sentence(scene, times)
        numbers: dict[int, tuple[Quantity, ...]] = {}
        yield scene, tuple(measured(scene, _to_come(dated(scene, found, here), article), numbers) for found in told)


def _facts(scene: Scene, table: EntityTable, posts: Memory, background: Background | None) -> tuple[Found, ...]:
    """Candidate facts of a sentence, each with the family of rules that found it."""
    idioms = tuple(light_facts(scene))
    rules = {
        "light": idioms,
        "verb": beside_idioms(verb_facts(scene), idioms),
        "noun": beyond_idioms(noun_facts(scene), idioms),
        "leave": chain(allowance_facts(scene), licence_facts(scene), asking_facts(scene), probe_facts(scene)),
        "stance": stance_facts(scene),
        "tie": tie_facts(scene, table),
        "encounter": encounter_facts(scene),
        "goods": chain(
            goods_facts(scene),
            maker_facts(scene),
            export_facts(scene),
            standing_facts(scene),
            need_facts(scene),
            ordering_facts(scene),
            gap_facts(scene),
            works_facts(scene),
        ),
        "holding": chain(holding_facts(scene), share_facts(scene), stake_facts(scene), outlay_facts(scene)),
        "place": chain(place_facts(scene), seat_facts(scene)),
    }
    told = tuple(found for family, facts in rules.items() for found in _of(family, facts))
    told += tuple(_of("journey", journeys(scene, told)))
    told += tuple(_of("holding", taken_facts(scene, told)))
    return (*told, *_of("post", posting_facts(scene, told, table, posts, background)))


def _with_measures(scene: Scene, told: tuple[Found, ...], earlier: Earlier) -> tuple[Found, ...]:
    """What measures named before make of a sentence: "das Verbot", a measure without an author, one that is lifted."""
    told = without_ousted(for_buyers((*told, *_of("deal", deal_facts(scene, earlier)))))
    told += tuple(_of("unnamed", unnamed_facts(scene, earlier)))
    told += tuple(_of("deed", deed_facts(scene, told, earlier)))
    told = tuple(without_lifted((*told, *_of("counterpart", counterpart_facts(scene, told, earlier)))))
    return (*told, *_of("spread", spread(scene, told)))


def _of(family: str, facts: Iterable[Found]) -> Iterator[Found]:
    return (replace(found, family=family) for found in facts)


def _rulers(mentions: Sequence[Mention], table: EntityTable, background: Background | None) -> dict[str, Entity]:
    """The states that the persons named lead or led, by the persons' ids."""
    if background is None:
        return {}
    persons = {m.entity.id for m in mentions if m.entity.cls == "Person"}
    led = [fact for person in sorted(persons) for fact in background.of(person) if fact.predicate == "leads"]
    states = {fact.subject: table.get(fact.object) for fact in led}
    return {person: state for person, state in states.items() if state is not None and state.cls == "Country"}


def _is_prose(scene: Scene, prose: Sequence[Span]) -> bool:
    start, end = _span(scene)
    return any(a <= start and end <= b + 1 for a, b in prose) or any(a <= start < b for a, b in prose)


def _span(scene: Scene) -> Span:
    return offsets(scene.doc, scene.sentence.start, scene.sentence.end)


def statement_of(scene: Scene, found: Found) -> Statement | None:
    """The statement of a candidate fact, or None where classes do not fit, or a thing would stand to itself."""
    relation = RELATIONS[found.relation]
    subject, object_ = found.subject.entity, found.object.entity
    if subject.id == object_.id or not relation.fits(subject.cls, object_.cls):
        return None
    qualifiers = {(q.name, q.value): q for q in found.qualifiers}
    if found.relation == "negotiatesWith" and "MediaOutlet" in (subject.cls, object_.cls):
        return None  # "sprach mit der dpa" is an interview
    modality = found.modality
    if found.relation in _EVENTS - _ENDS and modality is not Modality.DENIED:
        clause = scene.clause_at(found.token)
        if clause is not None and no_longer(scene, clause):
            modality = Modality.DENIED  # "besucht China nicht mehr": of an event nothing was before
    if relation.symmetric and object_.id < subject.id:
        subject, object_ = object_, subject
    start, end = _span(scene)
    speaker = found.speaker.entity if found.speaker is not None else None
    if speaker is not None and modality is Modality.ASSERTED and _announces(speaker, found):
        speaker = None
    return Statement(
        subject=subject,
        predicate=found.relation,
        object=object_,
        modality=modality,
        status=Status.CURRENT if found.relation in _EVENTS - _ENDS else found.status,
        attributed_to=speaker,
        attributed_as=found.speaker_words if found.speaker is None else None,
        qualifiers=tuple(sorted(qualifiers.values())),
        evidence=(Evidence(start, end, found.rule),),
    )


def _to_come(found: Found, article: Article) -> Found:
    """„Am 12. August trifft Trump Xi“, told on the 10th: an event of a day that is still to come is planned."""
    when = next((q.value for q in found.qualifiers if q.name == "pointInTime"), "")
    issued = (article.issued or "")[: len(when)]
    ahead = found.relation in _EVENTS and found.modality is Modality.ASSERTED and issued and when > issued
    return replace(found, modality=Modality.PLANNED) if ahead else found


def _announces(speaker: Entity, found: Found) -> bool:
    """„China hat die Ausfuhr verboten, teilte das Ministerium mit“: the doer makes it known, and claims nothing."""
    if found.relation not in _DEEDS:
        return False
    doers = {found.subject.entity.id, *((found.object.entity.id,) if RELATIONS[found.relation].symmetric else ())}
    return not doers.isdisjoint({speaker.id, speaker.part_of})


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
