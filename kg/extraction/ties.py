"""What a noun phrase takes for granted: "der niederländische Konzern ASML", "die VW-Tochter Skoda", "Nvidias H200"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.linking.table import EntityTable
from kg.model import Entity, How, Mention
from kg.vocab import is_a

from .found import Found
from .places import stands
from .scene import TAKEN_UP, Scene
from .scope import phrase_modality

_OUTSIDE = ("Company", "Organization", "MediaOutlet")
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
    "successor": ("succeeds", True),
    "predecessor": ("succeeds", False),
}
_STATES_TOO = frozenset({"supplier", "customer", "maker", "rival", "partner"})
_SCORES = {
    "competesWith": 0.8,
    "partOf": 0.8,
    "owns": 0.7,
    "succeeds": 0.8,
    "investsIn": 0.75,
    "partnersWith": 0.55,
    "supports": 0.55,
    "supplies": 0.6,
}


def tie_facts(scene: Scene, table: EntityTable) -> Iterator[Found]:
    """Seats, makers, rivals, daughters, owners and places within places that a sentence presupposes."""
    for phrase in scene.sentence.phrases:
        if phrase.kind in ("noun", "name"):
            yield from _seat(scene, phrase, table)
            yield from _trade(scene, phrase)
            yield from _place_in_place(scene, phrase)
            yield from _product_of(scene, phrase)
    yield from _compounds(scene)
    yield from _resident(scene)


def _resident(scene: Scene) -> Iterator[Found]:
    """„Umicore, ansässig im belgischen Hoboken“: the adjective behind its firm."""
    for phrase in scene.sentence.phrases:
        if phrase.prep not in ("in", "aus") or phrase.prep_at is None or phrase.prep_at < 2:
            continue
        cue = scene.doc[phrase.prep_at - 1]
        apposed = cue.tag_ == "ADV" and scene.doc[cue.i - 1].text == ","  # "Allkem, ebenso aus Perth"
        if not (cue.lower_ in ("ansässig", "beheimatet") if phrase.prep == "in" else apposed):
            continue
        before = [p for p in scene.sentence.phrases if p.end <= phrase.prep_at - 1 and p.inner_of is None]
        firms = [m for p in before[-1:] for m in scene.named(p) if is_a(m.entity.cls, "Organization")]
        for firm in firms:
            yield from _seats(scene, firm, phrase, "basedIn.resident", 0.85)


def body_facts(scene: Scene, seen: set[str], table: EntityTable) -> Iterator[Found]:
    """A named body belongs to its state: told once an article, where the body is first named."""
    for i in range(scene.sentence.start, scene.sentence.end):
        for mention in scene.at.get(i, ()):
            entity = mention.entity
            if mention.first != i or mention.how is not How.NAME or entity.id in seen or not entity.part_of:
                continue
            whole = _whole(scene, entity, table)
            if whole is None or not is_a(entity.cls, "GovernmentBody"):
                continue
            seen.add(entity.id)
            yield Found(mention, "partOf", _as(mention, whole), "partOf.known-body", i, 0.85)


def _whole(scene: Scene, entity: Entity, table: EntityTable) -> Entity | None:
    """What a body belongs to as far as the sentence names it, else its state."""
    here = {m.entity.id for i in range(scene.sentence.start, scene.sentence.end) for m in scene.at.get(i, ())}
    whole = table.get(entity.part_of or "")
    while whole is not None and whole.id not in here and whole.cls not in ("Country", "Alliance", "Region"):
        whole = table.get(whole.part_of or "")
    return whole


def _as(mention: Mention, entity) -> Mention:
    return Mention(mention.start, mention.end, mention.text, mention.first, mention.last, entity, How.PART)


def _firms(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The firms a phrase names, with those joined to its name: "die Rivalen Nokia und Ericsson"."""
    own = [m for m in scene.named(phrase) if m.how is How.NAME]
    if own and phrase.kind == "noun" and "PLU" in phrase.numbers and phrase.name is not None:
        for member in _following(scene, phrase):
            if member.kind == "name":
                own += [m for m in scene.named(member) if m.how is How.NAME]
    if not own and phrase.kind == "noun" and "PLU" in phrase.numbers:
        own = [t.mention for t in scene.examples(phrase, None)]  # "deutsche Autobauer wie Volkswagen und BMW"
    if not own and phrase.kind == "noun":
        outer = scene.phrase(phrase.apposition_of)
        if outer is not None:
            own = [m for m in scene.named(outer) if m.how is How.NAME]
    trading = ("Organization", "Person", "Country") if scene.kind(phrase) in _STATES_TOO else ("Organization", "Person")
    return tuple(m for m in own if any(is_a(m.entity.cls, c) for c in trading))


def _following(scene: Scene, phrase: Phrase) -> tuple[Phrase, ...]:
    """The conjuncts behind a phrase, also where it is itself one: "Vale und deren Rivalen BHP und [Rio Tinto]"."""
    first = scene.phrase(phrase.conjunct_of) or phrase
    return tuple(p for p in scene.members(first) if p.index > phrase.index)


def _seated(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Firms a phrase names, or resumes: "das kalifornische Unternehmen"."""
    resumed = (
        tuple(m for m in scene.named(phrase) if m.how in TAKEN_UP) if scene.kind(phrase) in ("firm", "maker") else ()
    )
    return _firms(scene, phrase) or resumed


def _seat(scene: Scene, phrase: Phrase, table: EntityTable) -> Iterator[Found]:
    kind = scene.kind(phrase)
    for firm in _seated(scene, phrase):
        if not any(firm.entity.cls == c for c in _OUTSIDE) and not is_a(firm.entity.cls, "GovernmentBody"):
            continue
        government = is_a(firm.entity.cls, "GovernmentBody")
        relation = "partOf" if government else "basedIn"
        limit = phrase.name[0] if phrase.name is not None else phrase.head
        places = list(scene.mentions(phrase.start, limit, (How.ADJECTIVE,)))
        if kind or phrase.name is None:
            places += [
                m for m in scene.covering(phrase.head, (How.PART,)) if phrase.name is not None or firm.how in TAKEN_UP
            ]
        for place in places:
            if place.entity.cls in ("Country", "Region", "City") and not (government and place.entity.cls != "Country"):
                yield Found(firm, relation, place, f"{relation}.adjective", phrase.head, 0.8)
        yield from _seat_behind(scene, phrase, firm, government)
        city = table.lookup(firm.text.partition(" in ")[2]) if " in " in firm.text else ()
        for hit in city[:1]:
            if hit.sure and hit.entity.cls == "City":
                yield Found(firm, "basedIn", _as(firm, hit.entity), "basedIn.institution-in", phrase.head, 0.65)


def _seat_behind(scene: Scene, phrase: Phrase, firm: Mention, government: bool) -> Iterator[Found]:
    """„mit Sitz in Tampere“, "Nornickel aus Russland", "das Institut in Kiel", "das Ministerium in Peking"."""
    for attribute in scene.sentence.phrases:
        if attribute.attribute_of != phrase.index or attribute.conjunct_of is not None or attribute.prep_at is None:
            continue
        if attribute.prep == "mit" and scene.doc[attribute.head].text in (
            "Sitz",
            "Hauptsitz",
            "Stammsitz",
            "Hauptquartier",
        ):
            for place in scene.attributes(attribute, ("in",)):
                yield from _seats(scene, firm, place, "basedIn.seat", 0.85)
        elif attribute.prep == "aus" and not government:
            yield from _seats(scene, firm, attribute, "basedIn.from", 0.75)
        elif attribute.prep == "in" and phrase.end == attribute.prep_at and firm.how is How.NAME:
            cities = any(m.entity.cls == "City" for m in scene.mentions(attribute.start, attribute.end))
            subject_like = scene.clause_of(phrase)
            bare_company = firm.entity.cls == "Company" and phrase.kind == "name"
            if cities and not bare_company and subject_like is not None:
                yield from _seats(scene, firm, attribute, "basedIn.institution-in", 0.65)


def _seats(scene: Scene, firm: Mention, place: Phrase, rule: str, score: float) -> Iterator[Found]:
    for mention in scene.mentions(place.start, place.end, (How.NAME, How.METONYM)):
        if is_a(mention.entity.cls, "Place"):
            yield Found(firm, "basedIn", mention, rule, place.head, score)
            return


def _trade(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """What a firm noun says of the firm: "der Batteriehersteller CATL", "der Micron-Konkurrent YMTC"."""
    if phrase.kind != "noun":
        return
    kind = scene.kind(phrase)
    firms = _firms(scene, phrase)
    if not firms or not kind:
        return
    _, status = phrase_modality(scene, phrase)
    others = _others(scene, phrase)
    if kind == "maker":
        for firm in firms:
            for made in others:
                if is_a(made.entity.cls, "Product") or is_a(made.entity.cls, "Material"):
                    yield Found(firm, "produces", made, "produces.maker-noun", phrase.head, 0.8, status=status)
                elif made.entity.cls == "Country" and firm.entity.cls == "Company":
                    # "größter Zinnförderer Boliviens"
                    yield Found(firm, "basedIn", made, "basedIn.maker-of", phrase.head, 0.65, status=status)
    elif kind == "firm":
        for firm in firms:
            for other in others:
                if is_a(other.entity.cls, "Person"):
                    yield Found(other, "owns", firm, "owns.firm-of", phrase.head, 0.6, status=status)
    elif kind in _TO_OTHER:
        relation, first = _TO_OTHER[kind]
        for firm in firms:
            for other in others:
                if other.entity.id == firm.entity.id or not any(
                    is_a(other.entity.cls, c) for c in ("Agent", "Facility")
                ):
                    continue
                a, b = (firm, other) if first else (other, firm)
                yield Found(a, relation, b, f"{relation}.{kind}-noun", phrase.head, _SCORES[relation], status=status)
                if kind == "part":
                    yield Found(other, "owns", firm, "owns.part-noun", phrase.head, 0.65, status=status)


def _others(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Whom or what a firm noun refers to: front of its compound, genitive, "von", possessor."""
    # the front of a compound that names a state is its seat ("US-Investor"), not whom it deals with
    out = [m for m in scene.covering(phrase.head, (How.PART,)) if not is_a(m.entity.cls, "Place")]
    if phrase.possessor is not None:
        out += scene.owner(phrase)
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "für", "an"))):
        if attribute.conjunct_of is None:
            for member in scene.members(attribute):
                out += scene.named(member)
                if attribute.prep == "für" and scene.kind(member) == "carrier":
                    out += scene.loosely(member)  # "Lieferant für den US-Markt"
    return tuple(out)


def _product_of(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Nvidias H200“, "sein Modell R1", "der Chip MI308 des Konzerns AMD"."""
    products = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Product") and m.how is How.NAME]
    if not products:
        return
    makers: list[Mention] = []
    if phrase.possessor is not None:
        makers += scene.owner(phrase)
    for attribute in scene.attributes(phrase):
        makers += scene.named(attribute)
    for maker in makers:
        if maker.entity.cls == "Company":
            score = 0.75 if maker.how is How.NAME or maker.how in TAKEN_UP else 0.65
            yield Found(maker, "produces", products[0], "produces.possessor", phrase.head, score)


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


def _place_in_place(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„im polnischen Breslau“, "Reno im Bundesstaat Nevada", "Taylor (Texas)", "die Mine Kayelekera in Malawi"."""
    inner = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Place") or m.entity.cls == "Event"]
    explains = scene.doc[phrase.start].lower_.startswith("ein")  # "Kevitsa, eine Mine in Lappland"
    inner = [m for m in inner if (m.how not in TAKEN_UP or (explains and m.entity.cls == "Facility"))]
    inner = [m for m in inner if m.entity.cls != "Country"]
    if not inner:
        return
    place = inner[0]
    limit = phrase.name[0] if phrase.name is not None else phrase.head
    for adjective in scene.mentions(phrase.start, limit, (How.ADJECTIVE,)):
        if adjective.entity.cls in ("Country", "Region") and adjective.entity.id != place.entity.id:
            modality = stands(scene, phrase, place)
            yield Found(place, "locatedIn", adjective, "locatedIn.adjective", phrase.head, 0.85, modality=modality)
    # "der Gipfel der Anrainer in Helsinki": behind its genitive too
    ends = {phrase.index: phrase.end, **{p.index: p.end for p in scene.attributes(phrase) if p.prep is None}}
    for attribute in scene.sentence.phrases:
        if attribute.prep != "in" or ends.get(attribute.attribute_of) != attribute.prep_at:
            continue
        for outer in scene.mentions(attribute.start, attribute.end, (How.NAME, How.METONYM)):
            if is_a(outer.entity.cls, "Place") and outer.entity.id != place.entity.id and _larger(outer, place):
                modality = stands(scene, phrase, place)
                yield Found(place, "locatedIn", outer, "locatedIn.attribute", phrase.head, 0.8, modality=modality)
                break
    end = phrase.end
    if end + 2 < len(scene.doc) and scene.doc[end].text == "(":
        for outer in scene.mentions(end + 1, end + 2):
            if is_a(outer.entity.cls, "Place") and scene.doc[outer.last].text == ")" and _larger(outer, place):
                yield Found(place, "locatedIn", outer, "locatedIn.brackets", phrase.head, 0.85)


_SIZE = {"Event": 0, "Facility": 1, "City": 2, "Place": 2, "Region": 3, "Country": 4}


def _larger(outer: Mention, inner: Mention) -> bool:
    return _SIZE.get(outer.entity.cls, 2) > _SIZE.get(inner.entity.cls, 2)
