"""Where goods come from: "chinesische Magnete", "Graphit aus Mosambik", "Chips von Nvidia", "US-Technik"."""

from __future__ import annotations

from kg.language.phrases import Phrase
from kg.model import How, Mention
from kg.vocab import is_a

from ..scene import Scene

# "deutsche Importe", "Europas Bedarf": whose they are takes the goods in
_TAKEN_IN = ("import", "einfuhr", "bezug", "bedarf", "verbrauch", "nachfrage", "kauf")
_GOODS_KINDS = frozenset({"carrier", "goods", "supplier", "customer"})


def is_goods(mention: Mention) -> bool:
    """Whether a mention is of a product, a chip or a material."""
    return is_a(mention.entity.cls, "Product") or is_a(mention.entity.cls, "Material")


def is_model(mention: Mention) -> bool:
    """Whether a product is some firm's own, not a class of goods: H200, TikTok, but not Elektroautos."""
    return bool(mention.entity.part_of) or any(c.isdigit() for c in mention.text)


def goods_at(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The goods that a phrase itself names."""
    return tuple(m for m in scene.named(phrase) if is_goods(m) and m.how is How.NAME)


def origins(scene: Scene, phrase: Phrase, plants: bool = False) -> tuple[Mention, ...]:
    """States and firms that the goods of a phrase come from. plants: whose plants they are counts too."""
    found = (m for member in scene.members(phrase) for m in origins_of_one(scene, member, plants))
    return tuple({m.entity.id: m for m in found}.values())


def buyers(scene: Scene, phrase: Phrase, depth: int = 0) -> tuple[Mention, ...]:
    """Who takes goods in: "[deutsche] Importe", "ein Viertel des Urans für die [amerikanischen] Reaktoren"."""
    out: list[Mention] = []
    if phrase.prep == "für" or scene.noun(phrase).lower().endswith(_TAKEN_IN):
        out += scene.mentions(phrase.start, phrase.end, (How.ADJECTIVE,))
        out += scene.named(phrase) if phrase.prep == "für" else ()
        out += () if phrase.possessor is None else scene.mentions(*phrase.possessor)
        out += (m for attribute in scene.attributes(phrase) for m in scene.named(attribute))
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "an", "für"))) if depth < 3 else ():
        out += buyers(scene, attribute, depth + 1)
    return tuple({m.entity.id: m for m in out if m.entity.cls in ("Country", "Company", "Alliance")}.values())


def _acts(scene: Scene, phrase: Phrase, mention: Mention) -> bool:
    """Whether a phrase with "von" names who does it: "weil Chips von Huawei gekauft wurden"."""
    clause = scene.clause_of(phrase)
    if mention.entity.cls != "Company" or clause is None or clause.predicate is None:
        return mention.entity.cls != "Company"
    return clause.predicate.voice == "passive" and clause.kind != "main" and phrase.attribute_of == clause.subject


def origins_of_one(scene: Scene, phrase: Phrase, plants: bool = False) -> tuple[Mention, ...]:
    """The origins of a phrase without those it is joined to."""
    goods = goods_at(scene, phrase)
    kind = scene.kind(phrase)
    if not goods and kind not in _GOODS_KINDS and not (plants and kind == "plant"):
        return ()
    out: list[Mention] = []
    if not scene.noun(phrase).lower().endswith(_TAKEN_IN):
        out += scene.mentions(phrase.start, phrase.end, (How.ADJECTIVE,))
        out += scene.covering(phrase.head, (How.PART,))
        out += () if phrase.possessor is None else scene.mentions(*phrase.possessor)
    for attribute in scene.attributes(phrase, ("aus", "von")):
        for member in scene.members(attribute) if attribute.conjunct_of is None else ():
            # "von Peking verbannt": states stand with "aus", firms with "von" where nobody acts in the passive
            named = scene.named(member)
            out += named if attribute.prep == "aus" else (m for m in named if not _acts(scene, member, m))
            if not goods:
                out += origins_of_one(scene, member)  # "Lieferungen von chinesischem Graphit"
    for attribute in scene.attributes(phrase):
        out += (m for m in scene.named(attribute) if m.entity.cls == "Company")
        if not goods:
            out += origins_of_one(scene, attribute)
    return tuple(m for m in out if m.entity.cls in ("Country", "Company"))
