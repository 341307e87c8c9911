"""What a firm or state is said to be: "Chile ist der zweitgrößte Lithiumproduzent", "zählt zu den Kunden von SQM"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import role_phrase
from ..scene import Scene
from ..scope.scope import Scope, scope
from .firms import others, row
from .goods import TRADES, goods_before, related, rival_before
from .origins import goods_at, is_goods, origins

_COPULAS = frozenset({"sein", "bleiben", "werden", "heißen"})
# verbs that say with "zu" what somebody is or becomes
_COUNT_AMONG = frozenset("zählen gehören werden aufsteigen aufrücken avancieren entwickeln mausern wachsen".split())
_CALL = frozenset("bezeichnen sehen betrachten einstufen ansehen ausmachen".split())  # whom they call so is the object
_CALLED = _CALL | {"gelten"}
# an article apart from its noun is read as a relative pronoun: "Peru, [die] beiden größten Produzenten", "[einer] der"
_OPENS = frozenset("der die das einer eine eines einem".split())
_RANKED = ("nach", "hinter", "vor")


def standing_facts(scene: Scene) -> Iterator[Found]:
    """Makers, suppliers, customers and rivals told by a copula, "zu" or "als"."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        for phrase, bearers in _said(scene, clause):
            named = tuple(m for m in bearers if is_a(m.entity.cls, "Agent"))
            told = scope(scene, clause)
            if _as(scene, phrase) and clause.predicate.lemma not in _CALLED:
                told = Scope(speaker=told.speaker, speaker_words=told.speaker_words)  # "als größter Hersteller will …"
            about = others(scene, phrase) or _about(scene, clause, phrase) or _before(scene, phrase, named)
            yield from related(scene, phrase, named, about, "said", told)
            yield from _from_there(scene, phrase, named, told)
            ranks = tuple(p for p in _beside(scene, clause) if p.prep in _RANKED)
            yield from _ranked(scene, (*ranks, *_followed(scene)), phrase, about)
    for phrase in scene.sentence.phrases:
        bearer = _apposed(scene, phrase)
        if bearer is not None:
            between = tuple(p for p in scene.sentence.phrases if bearer.end <= p.start < phrase.start)
            about = others(scene, phrase)
            about = about or _before(scene, phrase, scene.named(bearer))
            named = tuple(m for p in row(phrase, bearer, scene) for m in scene.named(p))
            yield from related(scene, phrase, named, about, "apposed", Scope())
            ranks = tuple(p for p in between if p.prep in _RANKED)
            yield from _ranked(scene, (*ranks, *_followed(scene)), phrase, about)


def _followed(scene: Scene) -> tuple[Phrase, ...]:
    """„…, gefolgt [von Australien]“."""
    at = (p for p in scene.sentence.phrases if p.prep == "von" and p.prep_at)
    return tuple(p for p in at if scene.doc[(p.prep_at or 1) - 1].lower_ == "gefolgt")


def _beside(scene: Scene, clause: Clause) -> tuple[Phrase, ...]:
    return tuple(scene.sentence.phrases[i] for i in clause.obliques)


def _apposed(scene: Scene, phrase: Phrase) -> Phrase | None:
    """„Vale, [wieder vor BHP] Brasiliens größter Förderer von Eisenerz, …“: whom the noun says more of."""
    if scene.kind(phrase) not in TRADES or phrase.name is not None or phrase.prep is not None:
        return None
    if phrase.apposition_of is not None:
        return None  # told where the firm noun is read
    i = phrase.start - 1
    inside = {k for p in scene.sentence.phrases if p.prep is not None for k in range(p.prep_at or p.start, p.end)}
    low = max(scene.sentence.start, phrase.start - 7)
    while i > low and (scene.doc[i].tag_ == "ADV" or scene.doc[i].lower_ in _OPENS or i in inside):
        i -= 1
    if i == phrase.start - 1 or scene.doc[i].text != ",":
        return None
    behind = next((scene.doc[k].text for k in range(phrase.end, scene.sentence.end) if scene.doc[k].is_punct), "")
    if behind not in (",", ".") or any(scene.doc[k].tag_.startswith("V") for k in range(i, phrase.end)):
        return None
    return next((p for p in scene.sentence.phrases if p.end == i and p.prep is None), None)


def _said(scene: Scene, clause: Clause) -> Iterator[tuple[Phrase, tuple[Mention, ...]]]:
    """Phrases that say what somebody is, and of whom."""
    assert clause.predicate is not None
    lemma = clause.predicate.lemma
    subject, said = scene.phrase(clause.subject), scene.phrase(clause.predicative)
    if lemma in _COPULAS and clause.predicate.voice == "active" and subject is not None and said is not None:
        subject = scene.resolved(subject, clause)
        said = _one_of(scene, said)
        if scene.kind(said) in TRADES and said.name is None:
            yield said, scene.everyone(subject)
        elif scene.kind(subject) in TRADES and subject.name is None:
            yield subject, scene.everyone(said)
    for index in clause.obliques:
        phrase = scene.sentence.phrases[index]
        if phrase.prep == "zu" and phrase.name is None and lemma in _COUNT_AMONG and scene.kind(phrase) in TRADES:
            yield phrase, _subject(scene, clause)
    for phrase in scene.sentence.phrases:
        if phrase.start in clause.tokens and scene.kind(phrase) in TRADES and _as(scene, phrase):
            called = role_phrase(scene, clause, "obj") if lemma in _CALL else None
            called = called or _behind_verb(scene, clause, phrase)
            yield phrase, scene.everyone(called, clause) if called is not None else _subject(scene, clause)


def _behind_verb(scene: Scene, clause: Clause, phrase: Phrase) -> Phrase | None:
    """„Als Zulieferer von Apple verdient [Foxconn]“: the opening phrase is read as subject, who stands behind the verb
    is it."""
    predicate = clause.predicate
    if clause.subject != phrase.index or predicate is None or predicate.finite is None:
        return None
    behind = (p for p in scene.sentence.phrases if p.start == (predicate.finite or 0) + 1 and p.prep is None)
    return next(behind, None)


def _one_of(scene: Scene, phrase: Phrase) -> Phrase:
    """„[einer] der größten Produzenten“: the genitive says what they are."""
    if not scene.doc[phrase.head].lower_.startswith("ein"):
        return phrase
    behind = scene.sentence.phrases[phrase.index + 1 : phrase.index + 2]
    near = (p for p in behind if p.start == phrase.end and p.prep is None)
    return next((p for p in (*scene.attributes(phrase), *near) if scene.kind(p) in TRADES), phrase)


def _before(scene: Scene, phrase: Phrase, bearers: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whom or what the text spoke of before, where the noun has nothing beside it."""
    if scene.kind(phrase) == "maker":
        return goods_before(scene, phrase)
    return rival_before(scene, phrase, bearers) if scene.kind(phrase) in ("rival", "customer", "supplier") else ()


def _subject(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    subject = scene.phrase(clause.subject)
    return scene.everyone(subject, clause) if subject is not None else ()


def _as(scene: Scene, phrase: Phrase) -> bool:
    """„als größter Hersteller“; not the "als" of a comparison: "mehr als der Konkurrent", "anders als der Rivale"."""
    if phrase.prep is not None or phrase.start == 0 or scene.doc[phrase.start - 1].lower_ != "als":
        return False
    if phrase.name is not None or phrase.conjunct_of is not None:
        return False
    before = scene.doc[phrase.start - 2] if phrase.start > 1 else None
    compares = before is not None and (before.lower_.endswith("er") or before.lower_ in ("anders", "mehr", "sowohl"))
    return not compares or (before is not None and before.tag_ in ("VVFIN", "NE", "NN", "PPER"))


def _about(scene: Scene, clause: Clause, phrase: Phrase) -> tuple[Mention, ...]:
    """„Bei Kobalt ist Kongo die Nummer eins“: the goods stand in a phrase of the clause."""
    if scene.kind(phrase) in ("customer", "rival", "supplier"):
        # "Für Siemens ist China der wichtigste Abnehmer"
        beside = (p for p in _beside(scene, clause) if p.prep == "für" and p.attribute_of is None)
        return tuple(m for p in beside for m in scene.everyone(p) if m.entity.cls in ("Company", "Country"))
    if scene.kind(phrase) not in ("maker", "master"):
        return ()
    beside = (p for p in _beside(scene, clause) if p.prep in ("bei", "in", "von"))
    return tuple(m for p in beside for m in scene.everyone(p) if is_goods(m))


def _from_there(scene: Scene, phrase: Phrase, bearers: tuple[Mention, ...], told: Scope) -> Iterator[Found]:
    """„Der größte Käufer kasachischen Urans ist China“: where the goods come from, they are sold by."""
    if scene.kind(phrase) != "customer":
        return
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von",))):
        for origin in origins(scene, attribute) if goods_at(scene, attribute) else ():
            for buyer in bearers:
                yield told.fact(
                    origin,
                    "supplies",
                    buyer,
                    "supplies.customer-of-goods",
                    phrase.head,
                    0.65,
                    status=told.status,
                )


def _ranked(scene: Scene, beside: tuple[Phrase, ...], phrase: Phrase, about: tuple[Mention, ...]) -> Iterator[Found]:
    """„Chile ist nach Australien der zweitgrößte Lithiumproduzent“: who ranks before or behind makes it too."""
    adjectives = (scene.doc[i].lower_ for i in range(phrase.start, phrase.head))
    if scene.kind(phrase) != "maker" or not any("größt" in a or "wichtigst" in a for a in adjectives):
        return
    for other in beside:
        for maker in scene.everyone(other):
            for goods in about:
                if is_goods(goods) and maker.entity.cls in ("Country", "Company"):
                    yield Found(maker, "produces", goods, "produces.ranked", other.head, 0.55)
