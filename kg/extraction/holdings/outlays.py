"""Outlays in a clause broken up: "X, eine Tochter von Y, baut …", "X will 37 Milliarden in A stecken, Y vier in B"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.language.clauses import Clause
from kg.language.numbers import plain, written
from kg.language.phrases import Phrase
from kg.language.quantities import quantities
from kg.model import How, Qualifier

from ..found import Found
from ..frames.slots import fill, left_out
from ..frames.tables import parse_slot
from ..scene import Scene
from ..scope.scope import scope
from .places import stands

_RUNS = {
    **dict.fromkeys(("betreiben", "unterhalten", "besitzen"), "owns"),
    **dict.fromkeys("bauen errichten hochziehen eröffnen planen erweitern ausbauen aufbauen".split(), "investsIn"),
}
_SPENDS = frozenset("investieren stecken pumpen".split())
_SUBJECT = parse_slot("subj")


def outlay_facts(scene: Scene) -> Iterator[Found]:
    """Works behind an explanation between commas, and the second of two outlays, whose verb is left out."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        if clause.predicate.lemma in _RUNS and clause.object is None and clause.predicate.voice == "active":
            yield from _behind_explanation(scene, clause)
        if clause.predicate.lemma in _SPENDS:
            yield from _second_outlay(scene, clause)


# -- inside -------------------------------------------------------------------------------------------------------


def _behind_explanation(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„baut X, eine Tochter von Y, ein Werk“: behind the second comma the clause goes on."""
    assert clause.predicate is not None
    for phrase in scene.sentence.phrases:
        if phrase.head not in clause.tokens or phrase.prep_at is not None or phrase.kind != "noun":
            continue
        works = [m for m in scene.covering(phrase.head, (How.NAME,)) if m.entity.cls == "Facility"]
        if not works or "AKK" not in phrase.cases or not _comma_before(scene, clause, phrase):
            continue
        told = scope(scene, clause)
        relation = _RUNS[clause.predicate.lemma]
        for target in fill(scene, clause, _SUBJECT):
            yield told.fact(
                target.mention,
                relation,
                works[0],
                f"{relation}.behind-explanation",
                clause.predicate.verb,
                0.7,
                modality=told.modality if relation == "investsIn" else stands(scene, phrase, works[0]),
            )


def _comma_before(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether only adverbials stand between the works and the comma that ends the explanation."""
    for k in range(phrase.start - 1, clause.tokens[0], -1):
        if scene.doc[k].text == ",":
            return True
        if scene.doc[k].tag_.startswith("V") or scene.mentions(k, k + 1, (How.NAME,)):
            return False
    return False


def _second_outlay(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„…, SK Hynix vier in Indiana“: the same verb, another who spends, another place."""
    assert clause.predicate is not None
    told = scope(scene, clause)
    for index in clause.obliques:
        phrase = scene.sentence.phrases[index]
        if phrase.prep != "in" or not left_out(scene, clause, phrase):
            continue
        assert phrase.prep_at is not None
        spender = scene.mentions(clause.predicate.verb + 2, clause.predicate.verb + 3, (How.NAME,))[0]
        values = [v for k in range(spender.last, phrase.prep_at) if (v := written(scene.doc[k].text)) is not None]
        for place in scene.everyone(phrase)[:1]:
            yield told.fact(
                spender,
                "investsIn",
                place,
                "investsIn.second-outlay",
                clause.predicate.verb,
                0.65,
                qualifiers=tuple(_scaled(scene, clause, values[:1])),
            )


def _scaled(scene: Scene, clause: Clause, values: list[str]) -> Iterator[Qualifier]:
    """The bare number with the scale and the currency of the outlay before it."""
    money = next((q for q in quantities(scene.doc, clause.tokens) if q.kind == "money"), None)
    if not values or money is None:
        return
    scale = next((10**n for n in (12, 9, 6) if money.value >= 10**n), 1)
    yield Qualifier("amount", plain(Decimal(values[0]) * scale), "number")
    yield Qualifier("currency", money.unit, "code")
