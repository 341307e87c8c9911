"""Numbers as qualifiers of a fact: shares, sums of money, counts, rates of tariffs, changes.

A number is a fact's own where it stands in its clause (or its participle's attribute) and nearest to its object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.language.clauses import Clause
from kg.language.numbers import plain
from kg.language.phrases import Phrase
from kg.language.quantities import HOME, Quantity, quantities
from kg.lexicon import Column, read_table
from kg.model import Qualifier, Status

from ..found import Found
from ..scene import Scene
from .attached import attribute_around

_SHARED = frozenset({"owns", "produces", "controls", "acquires", "supplies"})
_PAID = frozenset({"investsIn", "acquires", "owns"})
_COUNTED = frozenset({"produces", "supplies"})
_RATED = frozenset({"restricts", "eases", "threatens"})
_CHANGED = frozenset({"supplies", "produces", "uses"})
_LEVIES = (
    "zoll",
    "zölle",
    "zöllen",
    "zolls",
    "abgabe",
    "abgaben",
    "steuer",
    "steuern",
    "aufschlag",
    "aufschläge",
    "gebühr",
)
_LEVYING = frozenset({"belegen", "besteuern", "verzollen", "belasten"})
_SOLD = frozenset({"Anteil", "Beteiligung", "Aktie", "Anteile", "Aktien"})


@cache
def trends() -> dict[str, int]:
    """Verb, noun or word of more and less → 1 for what grows, -1 for what shrinks, by `trends.tsv`."""
    columns = (
        Column("word", required=True, unique=True),
        Column("sign", required=True, choices=("+", "-")),
        Column("example", required=True),
    )
    rows = read_table(HOME / "trends.tsv", columns, sorted_by=("word",))
    return {row["word"]: 1 if row["sign"] == "+" else -1 for row in rows}


def measured(scene: Scene, found: Found, clauses: dict[int, tuple[Quantity, ...]]) -> Found:
    """A candidate fact with its numbers as qualifiers.

    clauses: the quantities of each clause of the sentence read so far, by its index; filled as needed.
    """
    if found.relation not in _SHARED | _PAID | _COUNTED | _RATED | _CHANGED:
        return found
    clause = scene.clause_at(found.token)
    if clause is None:
        return found
    if clause.index not in clauses:
        clauses[clause.index] = quantities(scene.doc, clause.tokens)
    here: Iterable[Quantity] = clauses[clause.index]
    attribute = attribute_around(scene, found.token)
    if attribute is not None:
        here = (q for q in here if attribute[0] <= q.first < attribute[1])
    elif clause.predicate is None or found.token != clause.predicate.verb:
        first, last = _around(scene, clause, found.token)
        here = (q for q in here if first <= q.first < last)
    own = tuple(amounts(scene, clause, found, tuple(here)))
    told = {q.name for q in found.qualifiers}
    return replace(found, qualifiers=(*found.qualifiers, *(q for q in own if q.name not in told))) if own else found


def amounts(scene: Scene, clause: Clause, found: Found, here: Sequence[Quantity]) -> Iterator[Qualifier]:
    """The numbers that a clause gives a fact; of several of a kind the one nearest to its object, if one is."""
    levied = found.relation not in _RATED and any(scene.doc[i].lower_.endswith(_LEVIES) for i in clause.tokens)
    percents = [q for q in here if q.kind == "percent" and not q.range and not levied]
    changes = [q for q in percents if _sign(scene, clause, q)]
    if found.relation in _CHANGED and len(changes) == 1:
        yield Qualifier("change", plain(changes[0].value * _sign(scene, clause, changes[0])), "number")
        yield Qualifier("unit", "percent", "code")
    elif found.relation in _CHANGED and not changes and (word := _more(scene, clause)):
        yield Qualifier("change", word, "words")
    still = [q for q in percents if q not in changes and q.lead != "um"]
    if found.relation in _RATED:
        rate = _rate(scene, clause, found, still)
        if rate is not None:
            yield Qualifier("rate", plain(rate.value), "number")
    elif found.relation in _SHARED and (share := _nearest(found, still)) is not None and share.value <= 100:
        yield Qualifier("share", plain(share.value), "number")
    if found.relation in _PAID:
        money = _nearest(found, [q for q in here if q.kind == "money" and not q.range])
        if money is not None:
            yield Qualifier("amount", plain(money.value), "number")
            yield Qualifier("currency", money.unit, "code")
    if found.relation in _COUNTED and not changes:
        count = _nearest(found, [q for q in here if q.kind == "count" and not q.range and q.lead != "um"])
        if count is not None:
            yield Qualifier("amount", plain(count.value), "number")
            yield Qualifier("unit", count.unit, "code")


# -- inside -------------------------------------------------------------------------------------------------------


def _around(scene: Scene, clause: Clause, token: int) -> tuple[int, int]:
    """What belongs to a noun that tells a fact: its own words and what stands behind it up to a verb or a comma."""
    phrase = next((p for p in scene.sentence.phrases if p.head == token), None)
    first, last = (phrase.start, phrase.end) if phrase is not None else (token, token + 1)
    if phrase is not None and moves(clause, phrase):
        return clause.tokens[0], clause.tokens[-1] + 1  # "die Exporte nach Japan brachen um 30 Prozent ein"
    while last < scene.sentence.end and not scene.doc[last].tag_.startswith(("V", "$")):
        last += 1
    return first, last


def moves(clause: Clause, phrase: Phrase) -> bool:
    """Whether a clause tells that what a noun names grows or shrinks."""
    told = clause.predicate is not None and clause.predicate.lemma in trends()
    return told and phrase.index in (clause.subject, clause.object)


def _nearest(found: Found, among: Sequence[Quantity]) -> Quantity | None:
    """The quantity nearest to the fact's object; None where two are as near, or another one's name stands between."""
    if len(among) < 2:
        return among[0] if among else None
    ordered = sorted(among, key=lambda q: (_distance(found, q), q.first))
    return ordered[0] if _distance(found, ordered[0]) < _distance(found, ordered[1]) else None


def _distance(found: Found, quantity: Quantity) -> int:
    if quantity.last <= found.object.first:
        return found.object.first - quantity.last
    return max(0, quantity.first - found.object.last)


def _sign(scene: Scene, clause: Clause, quantity: Quantity) -> int:
    """1 or -1 where a percentage tells of a change: "stiegen um 36 Prozent", "ein Minus von …", "10 Prozent mehr"."""
    doc = scene.doc
    behind = doc[quantity.last].lower_ if quantity.last < len(doc) else ""
    if behind in ("mehr", "weniger"):
        return trends()[behind]
    if quantity.lead == "um":
        return trends().get(clause.predicate.lemma if clause.predicate is not None else "", 0)
    for i in range(max(scene.sentence.start, quantity.first - 5), quantity.first):
        if doc[i].tag_ == "NN" and doc[i].text in trends() and quantity.lead in ("von", "um"):
            return trends()[doc[i].text]
    return 0


def _more(scene: Scene, clause: Clause) -> str:
    """ "liefert [mehr] Öl": more or less of a thing, by no number; "nicht mehr", "mehr als 500" are neither."""
    doc = scene.doc
    for k, i in enumerate(clause.tokens[:-1]):
        before = doc[clause.tokens[k - 1]].lower_ if k else ""
        of_thing = doc[clause.tokens[k + 1]].tag_ in ("NN", "NE", "ADJA")
        counted = before in ("nicht", "nie", "prozent", "%") or before.startswith("kein")
        if doc[i].lower_ in ("mehr", "weniger") and of_thing and not counted:
            return doc[i].lower_
    return ""


def _rate(scene: Scene, clause: Clause, found: Found, among: Sequence[Quantity]) -> Quantity | None:
    """The rate of a tariff: "Zölle von 25 Prozent", "von 32 auf 19 Prozent", "mit 25 Prozent belegt"."""
    doc = scene.doc
    levied = any(doc[i].lower_.endswith(_LEVIES) for i in clause.tokens)
    if not levied and (clause.predicate is None or clause.predicate.lemma not in _LEVYING):
        return None
    of_levy = [q for q in among if not _of_something(scene, q)]
    if found.status is Status.FORMER:
        of_levy = [q for q in of_levy if q.lead != "auf"]
    kept = [q for q in of_levy if q.lead == "auf"] or of_levy
    return kept[0] if len(kept) == 1 else _nearest(found, kept)


def _of_something(scene: Scene, quantity: Quantity) -> bool:
    """ "25 Prozent der Ausfuhren", "15 Prozent Anteil": a part, no rate."""
    doc, i = scene.doc, quantity.last
    if i >= len(doc):
        return False
    return doc[i].lower_ in ("der", "des", "seiner", "ihrer", "aller") or doc[i].text in _SOLD
