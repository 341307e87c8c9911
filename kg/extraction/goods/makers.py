"""Who makes goods, as a sentence takes for granted: "AMD liefert KI-Chips", "Katalysatoren, wie sie BASF herstellt"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.model import How, Modality, Status
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill
from ..frames.tables import Slot, VerbFrame, parse_slot
from ..scene import Scene
from ..scope.scope import scope
from .goods import start_before
from .origins import goods_at, is_goods, is_model

_PRODUCTION = ("förderung", "produktion", "verarbeitung", "raffination", "herstellung", "fertigung")
_SUBJECT, _OBJECT, _ON = parse_slot("subj"), parse_slot("obj"), parse_slot("p:auf[Country|Company]")
_WITH = parse_slot("p:mit")


def maker_facts(scene: Scene) -> Iterator[Found]:
    """Makers in compounds and clauses that tell something else of their goods."""
    yield from _compounds(scene)
    yield from _known_makers(scene)
    yield from _such_as(scene)
    for clause in scene.sentence.clauses:
        if clause.predicate is not None:
            yield from _supplied(scene, clause)
            yield from _world_share(scene, clause)


def _compounds(scene: Scene) -> Iterator[Found]:
    """„Nvidia-H200-Chips“, "Ascend-Chips von Huawei": maker and product in one compound."""
    for i in range(scene.sentence.start, scene.sentence.end):
        here = [m for m in scene.at.get(i, ()) if m.first == i]
        products = [m for m in here if m.how is How.NAME and is_a(m.entity.cls, "Product")]
        makers = [m for m in here if m.how is How.PART and m.entity.cls == "Company"]
        for product in products:
            for maker in makers:
                if product.end - product.start <= len(scene.doc[i].text):
                    yield Found(maker, "produces", product, "produces.compound", i, 0.75)


def _known_makers(scene: Scene) -> Iterator[Found]:
    """„Nvidia darf den H20 wieder liefern“: a chip and the firm whose chip it is known to be."""
    if not any(m.entity.cls == "Chip" for m in scene.mentions(scene.sentence.start, scene.sentence.end)):
        return
    if any(_makes(scene, clause) for clause in scene.sentence.clauses):
        return  # "habe den Ascend selbst entwickelt, sagte …": the verb's own row tells it, and who says so
    here = {m.entity.id: m for i in range(scene.sentence.start, scene.sentence.end) for m in scene.at.get(i, ())}
    for mention in here.values():
        maker = here.get(mention.entity.part_of or "")
        if maker is not None and mention.entity.cls == "Chip" and maker.entity.cls == "Company":
            yield Found(maker, "produces", mention, "produces.known-maker", mention.first, 0.55)


def _makes(scene: Scene, clause: Clause) -> bool:
    frames = scene.frames.verbs.get(clause.predicate.lemma, ()) if clause.predicate is not None else ()
    return any(frame.relation == "produces" and not frame.condition for frame in frames)


def _such_as(scene: Scene) -> Iterator[Found]:
    """„Katalysatoren, wie sie BASF herstellt“: the pronoun behind "wie" stands for what lies before the comma."""
    for clause in scene.sentence.clauses:
        first = next((i for i in clause.tokens if scene.doc[i].lower_ == "wie"), None)
        if (
            clause.predicate is None
            or first is None
            or scene.doc[first + 1 : first + 2].text.lower() not in ("sie", "es", "ihn")
        ):
            continue
        before = [p for p in scene.sentence.phrases if p.end == first - 1]
        names = [p for p in scene.sentence.phrases if p.start in clause.tokens and p.prep is None and p.kind == "name"]
        for frame in scene.frames.verbs.get(clause.predicate.lemma, ()):
            if frame.relation not in ("produces", "uses") or frame.object.alternatives[0][0].role != "obj":
                continue
            for goods in (m for p in before for m in goods_at(scene, p)):
                for maker in (m for p in names for m in scene.named(p)):
                    yield Found(maker, frame.relation, goods, f"{frame.relation}.such-as", clause.predicate.verb, 0.65)


def _world_share(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„Auf China entfallen 65 Prozent der weltweiten Förderung“: of the one material spoken of before."""
    assert clause.predicate is not None
    if clause.predicate.lemma != "entfallen" or clause.subject is None:
        return
    share = scene.sentence.phrases[clause.subject]
    output = [p for p in (share, *scene.attributes(share)) if scene.noun(p).lower() in _PRODUCTION]
    first = start_before(scene)
    found = {m.entity.id: m for m in scene.mentions(first, share.start) if m.entity.cls == "Material"}
    told = scope(scene, clause)
    for target in fill(scene, clause, _ON) if output and len(found) == 1 else ():
        for goods in found.values():
            rule = "produces.share-of-before"
            yield told.fact(
                target.mention,
                "produces",
                goods,
                rule,
                clause.predicate.verb,
                0.6,
                status=told.status,
            )


def _supplied(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„AMD liefert KI-Chips nach China“: who exports goods makes them, be it allowed, denied or done."""
    assert clause.predicate is not None
    frames = scene.frames.verbs.get(clause.predicate.lemma, ())
    told = scope(scene, clause)
    if told.modality is Modality.PLANNED or told.status is Status.FORMER or clause.question:
        return
    given = next((_given(frame) for frame in frames if _gives_out(frame)), None)
    if given is None:
        return
    goods = [t.mention for t in fill(scene, clause, given, "object") if is_goods(t.mention) and not t.loose]
    # "kauft Öl und verkauft es weiter": goods taken up again may be another's
    goods = [m for m in goods if m.how is not How.COREFERENCE and not clause.predicate.lemma.startswith("weiter")]
    for target in fill(scene, clause, _SUBJECT):
        maker = target.mention
        for it in goods:
            strange = is_model(it) and it.entity.part_of != maker.entity.id
            state = maker.entity.cls == "Country" and it.entity.cls == "Material"
            if not strange and (state or maker.entity.cls == "Company"):
                yield Found(maker, "produces", it, "produces.supplied", clause.predicate.verb, 0.5)


def _given(frame: VerbFrame) -> Slot:
    """Where a row of kg:supplies has the goods that are given: object, "mit"."""
    return next(slot for name, slot in frame.qualifiers if name == "product")


def _gives_out(frame: VerbFrame) -> bool:
    """„liefern“, "beliefern mit": a row of kg:supplies whose subject gives and that names the goods."""
    gives = any(a.role == "subj" for alternative in frame.subject.alternatives for a in alternative)
    goods = any(name == "product" and slot in (_OBJECT, _WITH) for name, slot in frame.qualifiers)
    return frame.relation == "supplies" and gives and goods
