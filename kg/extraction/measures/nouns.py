"""Who imposes a measure and what it falls on, as its noun phrase tells: "US-Stahlzölle", "Chinas Ausfuhrkontrollen"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.language.phrases import Phrase
from kg.model import Entity, How, Mention
from kg.vocab import is_a

from ..frames.slots import role_phrase
from ..scene import Scene, Target

_IMPOSES = ("Country", "Alliance", "GovernmentBody", "Person")
_GOODS = ("Material", "Product")
_FIRM_OR_GOODS = (*_GOODS, "Company")


def imposes(mention: Mention) -> bool:
    """Whether somebody can impose measures: a state, a union of states, one of their bodies, who governs."""
    return any(is_a(mention.entity.cls, c) for c in _IMPOSES)


def authors(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Who imposes the measure of a phrase; empty where the phrase does not say.

    „[chinesische] Zölle“, "[US]-Zölle", "[Chinas] Zölle", "Zölle [der EU]", "die [von Peking] verhängten Zölle".
    """
    for found in _places(scene, phrase):
        acting = _once(scene.actor(m) for m in found if imposes(scene.actor(m)))
        if acting:
            return acting
    return _by_law(scene, phrase)


def _by_law(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """A named measure whose state the table knows: "auf der Entity List" is the United States' list."""
    for mention in (*scene.covering(phrase.head), *scene.mentions(phrase.start, phrase.end)):
        state = scene.table.get(mention.entity.country or mention.entity.part_of or "")
        if is_a(mention.entity.cls, "Measure") and state is not None and state.cls in ("Country", "Alliance"):
            return (_standing(mention, state),)
    return ()


def _places(scene: Scene, phrase: Phrase) -> Iterator[Iterable[Mention]]:
    yield scene.owner(phrase)
    yield (m for m in fronts(scene, phrase) if _signs(m))
    yield _inside(scene, phrase)
    yield scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,))
    for attribute in scene.attributes(phrase):
        yield scene.everyone(attribute)
    yield _in_relative(scene, phrase)
    for attribute in scene.attributes(phrase, ("von", "durch", "aus")):
        if attribute.conjunct_of is None and attribute.attribute_of == phrase.index:
            yield scene.everyone(attribute)


def _in_relative(scene: Scene, phrase: Phrase) -> Iterator[Mention]:
    """„Zölle, die [Trump] verfügt hat“."""
    for clause in scene.sentence.clauses:
        if clause.kind != "relative" or clause.antecedent != phrase.index or clause.predicate is None:
            continue
        core = role_phrase(scene, clause, "obj")
        object_of = core is not None and core.index == clause.relative
        if object_of and any(f.relation == "restricts" for f in scene.frames.verbs.get(clause.predicate.lemma, ())):
            subject = role_phrase(scene, clause, "subj")
            yield from scene.everyone(subject, clause) if subject is not None else ()


def _signs(mention: Mention) -> bool:
    """The front that names the author: "US-Zölle", "Trump-Zölle"; "China-Zölle" fall on China."""
    return mention.text.isupper() or is_a(mention.entity.cls, "Person") or is_a(mention.entity.cls, "GovernmentBody")


def _inside(scene: Scene, phrase: Phrase) -> Iterator[Mention]:
    """„die [von Peking] verhängten Zölle“; under whom a measure came, his state imposed it: "unter Biden"."""
    if phrase.inner is None:
        return
    for p in scene.sentence.phrases:
        if p.inner_of != phrase.index and not (phrase.inner[0] <= p.start and p.end <= phrase.inner[1]):
            continue
        if p.prep in ("von", "durch"):
            yield from scene.everyone(p)
        elif p.prep == "unter":
            for mention in scene.everyone(p):
                state = scene.table.get(mention.entity.country or "")
                if is_a(mention.entity.cls, "Person") and state is not None:
                    yield _standing(mention, state)


def _standing(mention: Mention, entity: Entity) -> Mention:
    return Mention(mention.start, mention.end, mention.text, mention.first, mention.last, entity, How.METONYM, 1)


def fronts(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """What the front of the measure's compound names, also where the whole is a name of the table: "US-Zölle"."""
    found = scene.covering(phrase.head, (How.PART,))
    if found or phrase.kind != "noun":
        return found
    token = scene.doc[phrase.head]
    front, hyphen, _ = token.text.partition("-")
    if not hyphen:
        return ()
    known = scene.table.country_by_compound_prefix(front)
    if known is None:
        return ()
    return (Mention(token.idx, token.idx + len(front), front, phrase.head, phrase.head + 1, known, How.PART),)


def struck(scene: Scene, phrase: Phrase) -> tuple[Target, ...]:
    """What a measure falls on: its attributes, else what the front of its compound names.

    „Zölle auf [Stahl]“, "[Stahl]zölle", "[Russland]-Sanktionen", "[TikTok]-Verbot".
    """
    found = tuple(t for t in scene.targets(phrase) if not is_a(t.mention.entity.cls, "Measure"))
    if found:
        return found
    name = scene.doc[phrase.head].text
    fronting = [m for m in fronts(scene, phrase) if not _signs(m)]
    behind = [m for m in fronting if is_a(m.entity.cls, "Country") or _any(m.entity, _FIRM_OR_GOODS)]
    if behind:
        return tuple(Target(m, name, loose=True) for m in behind)
    return tuple(Target(m, name, loose=True) for m in _goods_in_front(scene, phrase))


def goods_beside(scene: Scene, phrase: Phrase) -> tuple[Target, ...]:
    """„Kobalt zog an, nachdem Kongo sein Ausfuhrverbot verlängert hatte“: the one kind of goods spoken of."""
    name = scene.doc[phrase.head].text
    within = scene.mentions(scene.sentence.start, scene.sentence.end, (How.NAME,))
    goods = {m.entity.id: m for m in within if is_a(m.entity.cls, "Material") or is_a(m.entity.cls, "Chip")}
    return tuple(Target(m, name, loose=True) for m in goods.values()) if len(goods) == 1 else ()


def _goods_in_front(scene: Scene, phrase: Phrase) -> Iterator[Mention]:
    """The goods in a compound that is not written with hyphens: "[Nickel]ausfuhrverbot", "[Auto]zölle"."""
    token = scene.doc[phrase.head]
    for piece in (scene.forms.split_compound(token.text) or ())[:-1]:
        for hit in scene.table.lookup(piece):
            if hit.sure and _any(hit.entity, _GOODS):
                yield Mention(
                    token.idx, token.idx + len(piece), piece, phrase.head, phrase.head + 1, hit.entity, How.PART
                )
                return


def _any(entity: Entity, classes: Iterable[str]) -> bool:
    return any(is_a(entity.cls, c) for c in classes)


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each entity once, in order."""
    return tuple({m.entity.id: m for m in reversed(tuple(mentions))}.values())[::-1]
