"""What a noun phrase takes for granted of goods and firms: "Nvidias H200", "russisches Palladium", "der Rivale AMD"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality, Status
from kg.vocab import is_a

from .firms import firms_named, others
from .found import Found
from .origins import goods_at, is_goods, is_model, origins_of_one
from .scene import TAKEN_UP, Scene
from .scope import Scope, phrase_modality, scope
from .slots import fill
from .tables import VerbFrame, parse_slot

# relation of a firm noun to its attribute: noun kind → (relation, firm is subject)
_TO_OTHER = {
    "rival": ("competesWith", True),
    "part": ("partOf", True),
    "investor": ("investsIn", True),
    "owner": ("owns", True),
    "operator": ("owns", True),
    "partner": ("partnersWith", True),
    "confidant": ("supports", True),
    "supplier": ("supplies", True),
    "customer": ("supplies", False),
    "successor": ("succeeds", True),
    "predecessor": ("succeeds", False),
}
TRADES = frozenset({"rival", "supplier", "customer", "maker", "master"})
_SCORES = {
    "competesWith": 0.8,
    "partOf": 0.8,
    "owns": 0.7,
    "succeeds": 0.8,
    "investsIn": 0.75,
    "partnersWith": 0.55,
    "supports": 0.55,
    "supplies": 0.65,
}
_LEADING = ("wichtigst", "führend", "bedeutendst")
_PRODUCTION = ("förderung", "produktion", "verarbeitung", "raffination", "herstellung", "fertigung")
_SUBJECT, _OBJECT = parse_slot("subj"), parse_slot("obj")


def goods_facts(scene: Scene) -> Iterator[Found]:
    """Makers, suppliers, rivals, daughters and owners that a sentence presupposes, and where its goods come from."""
    for phrase in scene.sentence.phrases:
        if phrase.kind in ("noun", "name"):
            yield from _trade(scene, phrase)
            yield from _product_of(scene, phrase)
            yield from _made_there(scene, phrase)
    yield from _compounds(scene)
    yield from _known_makers(scene)
    yield from _such_as(scene)
    for clause in scene.sentence.clauses:
        if clause.predicate is not None:
            yield from _supplied(scene, clause)
            yield from _world_share(scene, clause)


def _trade(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """What a firm noun says of the firm: "der Batteriehersteller CATL", "der Micron-Konkurrent YMTC"."""
    if phrase.kind != "noun":
        return
    kind = scene.kind(phrase)
    named = firms_named(scene, phrase)
    if not named or not kind:
        return
    _, status = phrase_modality(scene, phrase)
    other = others(scene, phrase)
    if kind == "rival" and not other:
        other = rival_before(scene, phrase, named)
    if kind == "maker" and not other:
        other = goods_before(scene, phrase)
    yield from related(scene, phrase, named, other, "noun", Scope(status=status))


def related(
    scene: Scene, phrase: Phrase, bearers: tuple[Mention, ...], other: tuple[Mention, ...], how: str, told: Scope
) -> Iterator[Found]:
    """What the noun of a phrase makes of its bearers: maker of goods, rival, supplier or daughter of another.

    how: the end of the rule's name. told: modality, status and speaker of what tells it.
    """
    kind = scene.kind(phrase)
    for bearer in bearers:
        for it in other:
            pair = _pair(kind, bearer, it)
            if pair is None or bearer.entity.id == it.entity.id:
                continue
            relation, subject, object_, score = pair
            yield _found(subject, relation, object_, f"{relation}.{kind}-{how}", phrase.head, score, told)
            if kind == "part" and is_a(it.entity.cls, "Agent"):
                yield _found(it, "owns", bearer, f"owns.part-{how}", phrase.head, 0.65, told)


def _pair(kind: str, bearer: Mention, it: Mention) -> tuple[str, Mention, Mention, float] | None:
    """Relation, subject, object and score of a bearer of a noun and what stands beside that noun."""
    if kind == "maker":
        if is_goods(it):
            return "produces", bearer, it, 0.8
        seat = it.entity.cls == "Country" and bearer.entity.cls == "Company"
        return ("basedIn", bearer, it, 0.65) if seat else None  # "größter Zinnförderer Boliviens"
    if kind == "supplier" and is_goods(it):
        return "produces", bearer, it, 0.6  # "wichtigster Lieferant von Lithium ist Chile"
    if kind == "master":
        return ("controls", bearer, it, 0.65) if is_goods(it) else None
    if kind == "firm":
        if is_goods(it) and it.how is How.PART and it.entity.cls != "Chip":
            return "produces", bearer, it, 0.6  # "der Batteriekonzern CATL"
        return ("owns", it, bearer, 0.6) if is_a(it.entity.cls, "Person") else None
    if kind not in _TO_OTHER or not any(is_a(it.entity.cls, c) for c in ("Agent", "Facility")):
        return None
    relation, first = _TO_OTHER[kind]
    return (relation, bearer, it, _SCORES[relation]) if first else (relation, it, bearer, _SCORES[relation])


def _found(
    subject: Mention, relation: str, object_: Mention, rule: str, token: int, score: float, told: Scope
) -> Found:
    return Found(
        subject,
        relation,
        object_,
        rule,
        token,
        score,
        modality=told.modality,
        status=told.status,
        speaker=told.speaker,
        speaker_words=told.speaker_words,
    )


def goods_before(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„Nickel wurde billiger, weil Indonesien, [der größte Produzent], …“: the one material spoken of before."""
    adjectives = (scene.doc[i].lower_ for i in range(phrase.start, phrase.head))
    noun = scene.noun(phrase)
    if scene.frames.tail(noun) != noun or not any(a.startswith(_LEADING) or "größt" in a for a in adjectives):
        return ()
    for first, last in ((scene.sentence.start, phrase.start), (_start_before(scene), scene.sentence.start)):
        found = {m.entity.id: m for m in scene.mentions(first, last) if m.entity.cls == "Material"}
        if found:
            return tuple(found.values()) if len(found) == 1 else ()
    return ()


def _start_before(scene: Scene) -> int:
    """Where the sentence before begins; no further back than 45 tokens."""
    low = max(0, scene.sentence.start - 45)
    ends = [i for i in range(low, scene.sentence.start - 5) if scene.doc[i].text in (".", "!", "?")]
    return ends[-1] if ends else low


def rival_before(scene: Scene, phrase: Phrase, named: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """„ASML darf nicht liefern. [Die Rivalen Nikon und Canon] …“: of whom the text spoke right before."""
    ids = {m.entity.id for m in named}
    cls = named[0].entity.cls if named else ""
    plain = scene.doc[phrase.start].tag_ in ("ART", "ADJA", "NN")
    if not plain or cls not in ("Company", "Country"):
        return ()
    clause = scene.clause_of(phrase)
    does = [t.mention for t in fill(scene, clause, _SUBJECT)] if clause is not None and clause.predicate else []
    does = [m for m in does if m.entity.cls == cls and m.first < phrase.start and m.entity.id not in ids]
    if len(does) == 1:
        return tuple(does)  # "Intel fällt hinter den Rivalen TSMC zurück"
    for first, last in ((scene.sentence.start, phrase.start), (_start_before(scene), scene.sentence.start)):
        found = {m.entity.id: m for m in scene.mentions(first, last) if m.entity.cls == cls}
        if found:
            only = len(found) == 1 and not ids & set(found)
            return tuple(found.values()) if only else ()
    return ()


def _product_of(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Nvidias H200“, "sein Modell R1", "der Chip MI308 des Konzerns AMD", "die Router von TP-Link"."""
    products = [m for m in goods_at(scene, phrase) if is_a(m.entity.cls, "Product")]
    if not products or scene.kind(phrase) == "plant":
        return
    makers: list[Mention] = []
    own = phrase.possessor is not None and (is_model(products[0]) or not _is_taken(scene, phrase))
    if own:
        makers += scene.owner(phrase) or _governing(scene, phrase)
    for attribute in scene.attributes(phrase):
        makers += scene.named(attribute)
    for maker in makers:
        if maker.entity.cls == "Company":
            score = 0.75 if maker.how is How.NAME or maker.how in TAKEN_UP else 0.65
            yield Found(maker, "produces", products[0], "produces.possessor", phrase.head, score)


def _governing(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„Washington erlaubt Nvidia, [seine] Chips zu liefern“: who does what the infinitive says has them."""
    clause = scene.clause_of(phrase)
    if clause is None or clause.kind != "infinitive" or phrase.possessor is None:
        return ()
    if scene.doc[phrase.possessor[0]].tag_ != "PPOSAT":
        return ()
    does = [t.mention for t in fill(scene, clause, _SUBJECT)]
    return tuple(does) if len(does) == 1 else ()


def _is_taken(scene: Scene, phrase: Phrase) -> bool:
    """„bezieht sein Lithium aus Chile“: the verb says that the goods come from elsewhere."""
    clause = scene.clause_of(phrase)
    if clause is None or clause.predicate is None:
        return False
    frames = scene.frames.verbs.get(clause.predicate.lemma, ())
    beside = (p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep == "aus")
    owners = {m.entity.id for m in scene.owner(phrase)}
    takers = {t.mention.entity.id for t in fill(scene, clause, _SUBJECT)}
    return (any(map(_takes_in, frames)) and bool(owners & takers)) or any(
        m.entity.cls == "Country" for p in beside for m in scene.named(p)
    )


def _takes_in(frame: VerbFrame) -> bool:
    side = {"uses": frame.subject, "dependsOn": frame.subject, "supplies": frame.object}.get(frame.relation)
    return side is not None and any(a.role == "subj" for alternative in side.alternatives for a in alternative)


def _made_there(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„russisches Palladium“, "Graphit aus Mosambik", "Maschinen von ASML", "US-Chips": who makes the goods."""
    goods = goods_at(scene, phrase)
    if not goods or phrase.name is not None or scene.kind(phrase) in ("plant", "measure"):
        return
    own = scene.mentions(*phrase.possessor) if phrase.possessor is not None else ()
    for origin in origins_of_one(scene, phrase) or _shared_origin(scene, phrase):
        state = origin.entity.cls == "Country"
        if goods[0].entity.part_of == origin.entity.id or (state and is_model(goods[0])):
            continue  # "israelische F-35": their buyer
        whose = any(m.entity.id == origin.entity.id for m in own)
        if whose and (not state or is_a(goods[0].entity.cls, "Product") or _is_taken(scene, phrase)):
            continue  # a firm's own goods are told above; "Europas Erdgas kommt aus …"
        if state and origin.how is How.PART:
            continue  # "US-Server" stand there
        rule = "produces.origin" if state else "produces.firm-of"
        yield Found(origin, "produces", goods[0], rule, phrase.head, 0.6 if state else 0.65)


def _shared_origin(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„Nickel, Kupfer und Aluminium [aus Russland]“: bare goods in a row share what stands behind the last."""
    row = scene.members(scene.phrase(phrase.conjunct_of) or phrase)
    bare = all(goods_at(scene, p) and (p.end - p.start == 1 or p is row[0]) for p in row)
    last = scene.attributes(row[-1], ("aus",)) if bare and len(row) > 1 else ()
    return tuple(m for p in last for m in scene.named(p) if m.entity.cls == "Country")


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
        if clause.predicate is None or first is None or scene.doc[first + 1].lower_ not in ("sie", "es", "ihn"):
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
    first = _start_before(scene)
    found = {m.entity.id: m for m in scene.mentions(first, share.start) if m.entity.cls == "Material"}
    told = scope(scene, clause)
    for target in fill(scene, clause, parse_slot("p:auf[Country|Company]")) if output and len(found) == 1 else ():
        for goods in found.values():
            rule = "produces.share-of-before"
            yield _found(target.mention, "produces", goods, rule, clause.predicate.verb, 0.6, told)


def _supplied(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„AMD liefert KI-Chips nach China“: who exports goods makes them, be it allowed, denied or done."""
    assert clause.predicate is not None
    if not any(_gives_out(frame) for frame in scene.frames.verbs.get(clause.predicate.lemma, ())):
        return
    told = scope(scene, clause)
    if told.modality is Modality.PLANNED or told.status is Status.FORMER:
        return
    goods = [t.mention for t in fill(scene, clause, _OBJECT, "object") if is_goods(t.mention) and not t.loose]
    for target in fill(scene, clause, _SUBJECT):
        maker = target.mention
        for it in goods:
            strange = is_model(it) and it.entity.part_of != maker.entity.id
            state = maker.entity.cls == "Country" and it.entity.cls == "Material"
            if not strange and (state or maker.entity.cls == "Company"):
                yield Found(maker, "produces", it, "produces.supplied", clause.predicate.verb, 0.5)


def _gives_out(frame: VerbFrame) -> bool:
    """„liefern“, "exportieren": a row of kg:supplies whose subject gives and whose object is the goods."""
    gives = any(a.role == "subj" for alternative in frame.subject.alternatives for a in alternative)
    goods = any(name == "product" and slot == _OBJECT for name, slot in frame.qualifiers)
    return frame.relation == "supplies" and gives and goods
