"""The terms of a measure: its rate, where it keeps goods from going, and on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Qualifier
from kg.vocab import is_a

from ..scene import Scene

_RATE = re.compile(r"(\d{1,3}(?:,\d+)?)-?prozentig\w*")
_NUMBER = re.compile(r"\d{1,3}(?:,\d+)?")


def terms(scene: Scene, phrase: Phrase, clause: Clause | None, target: Mention) -> Iterator[Qualifier]:
    """Rate and destination of the measure that a phrase names; target: what it falls on."""
    rate = rate_of(scene, phrase, clause)
    if rate is not None:
        yield Qualifier("rate", rate, "number")
    for mention in destinations(scene, phrase):
        if mention.entity.id != target.entity.id:
            yield Qualifier("destination", mention.entity.id, "entity")
            return


def rate_of(scene: Scene, phrase: Phrase, clause: Clause | None) -> str | None:
    """„25-prozentige Zölle“, "Zölle von 25 Prozent", "senkte die Zölle von 32 auf [19] Prozent", as a number."""
    doc = scene.doc
    for i in range(phrase.start, phrase.head):
        match = _RATE.fullmatch(doc[i].lower_)
        if match:
            return _plain(match[1])
    if scene.frames.family(scene.noun(phrase)) != "tariff" or clause is None:
        return None
    rates = [
        doc[i - 1].text
        for i in clause.tokens
        if i > phrase.head and doc[i].text in ("Prozent", "%") and _NUMBER.fullmatch(doc[i - 1].text)
    ]
    return _plain(rates[-1]) if rates else None


def _plain(number: str) -> str:
    return number.replace(",", ".")


def destinations(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """„Ausfuhr von Gallium [nach Japan]“, "[in die USA]": the states that the goods are not to reach."""
    out: list[Mention] = []
    for p in scene.sentence.phrases[phrase.index + 1 : phrase.index + 8]:
        if p.prep == "nach" or (p.prep in ("in", "ins") and "AKK" in p.cases and "DAT" not in p.cases):
            if p.attribute_of is not None and p.conjunct_of is None:
                out += [m for m in scene.everyone(p) if is_a(m.entity.cls, "Country")]
    return tuple(out)
