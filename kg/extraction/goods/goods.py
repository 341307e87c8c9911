"""What a noun phrase takes for granted of goods and firms: "Nvidias H200", "russisches Palladium", "der Rivale AMD"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.model import How, Mention
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill
from ..frames.tables import VerbFrame, parse_slot
from ..scene import TAKEN_UP, Scene
from ..scope.scope import Scope, phrase_modality
from .firms import firms_named, others
from .origins import goods_at, is_goods, is_model, origins_of_one

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
_SUBJECT = parse_slot("subj")


def goods_facts(scene: Scene) -> Iterator[Found]:
    """Makers, suppliers, rivals, daughters and owners that a noun phrase presupposes, and where its goods come from."""
    for phrase in scene.sentence.phrases:
        if phrase.kind in ("noun", "name"):
            yield from _trade(scene, phrase)
            yield from _product_of(scene, phrase)
            yield from _made_there(scene, phrase)


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
            if kind == "owner" and "mutter" in scene.noun(phrase).lower() and is_a(it.entity.cls, "Organization"):
                yield _found(it, "partOf", bearer, f"partOf.mother-{how}", phrase.head, 0.7, told)
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
    if kind == "operator" and it.how is How.PART and it.entity.cls == "Company":
        return None  # a "Telekom-Betreiber" runs no firm
    relation, first = _TO_OTHER[kind]
    return (relation, bearer, it, _SCORES[relation]) if first else (relation, it, bearer, _SCORES[relation])


def _found(
    subject: Mention, relation: str, object_: Mention, rule: str, token: int, score: float, told: Scope
) -> Found:
    return told.fact(
        subject,
        relation,
        object_,
        rule,
        token,
        score,
        status=told.status,
    )


def goods_before(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„Nickel wurde billiger, weil Indonesien, [der größte Produzent], …“: the one material spoken of before."""
    adjectives = (scene.doc[i].lower_ for i in range(phrase.start, phrase.head))
    noun = scene.noun(phrase)
    if scene.frames.tail(noun) != noun or not any(a.startswith(_LEADING) or "größt" in a for a in adjectives):
        return ()
    for first, last in ((scene.sentence.start, phrase.start), (start_before(scene), scene.sentence.start)):
        found = {m.entity.id: m for m in scene.mentions(first, last) if m.entity.cls == "Material"}
        if found:
            return tuple(found.values()) if len(found) == 1 else ()
    return ()


def start_before(scene: Scene) -> int:
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
    for first, last in ((scene.sentence.start, phrase.start), (start_before(scene), scene.sentence.start)):
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
        makers += scene.owner(phrase) or _governing(scene, phrase) or _behind(scene, phrase)
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


def _behind(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„In [seinen] Smartphones verbaut Xiaomi …“: whose it is stands behind the verb."""
    clause = scene.clause_of(phrase)
    subject = scene.phrase(clause.subject) if clause is not None else None
    if clause is None or subject is None or clause.kind != "main" or phrase.prep is None or phrase.possessor is None:
        return ()
    opens = phrase.prep_at == clause.tokens[0] and scene.doc[phrase.possessor[0]].tag_ == "PPOSAT"
    named = scene.everyone(subject) if opens and subject.start > phrase.end else ()
    return named if len(named) == 1 and named[0].how is How.NAME else ()


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
        yield Found(
            origin,
            "produces",
            goods[0],
            rule,
            phrase.head,
            0.5 if state and is_a(goods[0].entity.cls, "Product") else 0.6 if state else 0.65,
        )


def _shared_origin(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„Nickel, Kupfer und Aluminium [aus Russland]“: bare goods in a row share what stands behind the last."""
    row = scene.members(scene.phrase(phrase.conjunct_of) or phrase)
    bare = all(goods_at(scene, p) and (p.end - p.start == 1 or p is row[0]) for p in row)
    last = scene.attributes(row[-1], ("aus",)) if bare and len(row) > 1 else ()
    return tuple(m for p in last for m in scene.named(p) if m.entity.cls == "Country")
