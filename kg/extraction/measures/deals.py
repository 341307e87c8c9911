"""Takeovers allowed or forbidden: the leave is the buyer's ("Trump genehmigte die Übernahme durch Nippon Steel")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.attributes import fill_noun
from ..frames.met import condition_holds
from ..frames.slots import fill, role_phrase
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import scope
from .authorities import authority
from .earlier import Earlier

_SUBJECT = Slot(((Atom("subj"),),))
_DEFINITE = ("der", "die", "das", "den", "dem", "dies", "diesen", "diese", "dieses")
_DEALS = ("acquires", "investsIn", "owns")
_RELATIONS = ("permits", "restricts")


def deal_facts(scene: Scene, earlier: Earlier) -> Iterator[Found]:
    """What authorities allow or forbid a buyer, where the verb's object is the deal."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None:
            continue
        deal = role_phrase(scene, clause, "obj")
        if deal is None or deal.kind != "noun" or not is_deal(scene, deal):
            continue
        buyers = buyers_of(scene, deal, clause, earlier)
        relations = {
            f.relation
            for f in scene.frames.verbs.get(predicate.lemma, ())
            if f.relation in _RELATIONS and not f.reflexive and condition_holds(scene, clause, f.condition)
        }
        if buyers and len(relations) == 1:
            yield from _told(scene, clause, relations.pop(), buyers)


def _told(scene: Scene, clause: Clause, relation: str, buyers: Sequence[Mention]) -> Iterator[Found]:
    assert clause.predicate is not None
    told = scope(scene, clause)
    for target in fill(scene, clause, _SUBJECT):
        author = scene.actor(target.mention)
        if not (authority(author) or is_a(author.entity.cls, "Person")):
            continue
        for buyer in buyers:
            if buyer.entity.id != author.entity.id:
                yield told.fact(
                    author,
                    relation,
                    buyer,
                    f"{relation}.deal",
                    clause.predicate.verb,
                    0.6,
                    modality=weakest(told.modality),
                    status=told.status,
                )


def is_deal(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun tells of a takeover or a stake, as the frames of nouns.tsv have it."""
    return any(f.relation in _DEALS for f in scene.frames.noun_frames(scene.noun(phrase)))


def buyers_of(scene: Scene, deal: Phrase, clause: Clause, earlier: Earlier) -> tuple[Mention, ...]:
    """Who buys: as the noun says, else whoever was told to buy before, where the noun takes that up."""
    for frame in scene.frames.noun_frames(scene.noun(deal)):
        if frame.relation in _DEALS:
            named = tuple(m for m in fill_noun(scene, deal, frame.subject, clause, False) if _buys(m))
            if named:
                return named
    if scene.doc[deal.start].lower_ not in _DEFINITE or earlier.deal is None:
        return ()
    buyer, bought = earlier.deal
    behind = [m for a in (*scene.attributes(deal), *scene.attributes(deal, ("von", "an"))) for m in scene.everyone(a)]
    known = not behind or any(m.entity.id == bought.entity.id for m in behind)
    return (buyer,) if known else ()


def _buys(mention: Mention) -> bool:
    return is_a(mention.entity.cls, "Company")


def for_buyers(found: Sequence[Found]) -> tuple[Found, ...]:
    """A sentence's facts less those that take the firm that is bought for the one that is allowed to buy."""
    deals = {(f.token, f.relation): f for f in found if f.rule.endswith(".deal")}
    return tuple(
        f
        for f in found
        if f.rule.endswith(".deal")
        or (f.token, f.relation) not in deals
        or not is_a(f.object.entity.cls, "Organization")
        or f.object.entity.id == deals[f.token, f.relation].object.entity.id
    )
