"""The order of a clause: constituents in the middle field, what opens it and what stands behind the verbs."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.grammar.tokens import Phrase, Tok
from training.grammar.verbs import Complex
from training.grammar.world import World


@dataclass(eq=False, slots=True)
class Item:
    """A constituent: its rank in the middle field and whether it may open a main clause."""

    phrase: Phrase
    rank: float
    front: bool = True
    subject: bool = False
    last: bool = False  # stands behind the verbs: clauses


@dataclass(eq=False, slots=True)
class Clause:
    """A clause in order. `toks` without commas around it; `subject` for what shares it."""

    head: Tok
    toks: list[Tok]
    number: str = "Sing"
    subject: Phrase | None = None
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a clause is to be: order v2, v1, last, zu; what is fixed beforehand."""

    order: str = "v2"
    depth: int = 0
    mood: str = "Ind"
    passive: bool = True
    adjuncts: bool = True
    lead: bool = False  # the given phrase opens the clause (relative clauses)
    short: bool = False
    subject_first: float = 0.6


def arrange(w: World, plan: Plan, items: list[Item], verb: Complex) -> list[Tok]:
    """The tokens of the clause in order."""
    behind = [item for item in items if item.last]
    middle = sorted((item for item in items if not item.last), key=lambda item: item.rank)
    lead: list[Tok] = []
    if plan.lead:
        lead = middle_pop(middle, next(item for item in middle if item.phrase.lead)).phrase.toks
    elif plan.order == "v2":
        opener = _opener(w, plan, middle)
        if opener:
            lead = middle_pop(middle, opener).phrase.all()
    closing = ([verb.particle] if verb.particle else []) + verb.rest
    final = plan.order in ("last", "zu")
    if final and verb.finite:
        closing = [*verb.rest, verb.finite]
    later: list[Tok] = []
    body: list[Tok] = []
    for at, item in enumerate(middle):
        body += item.phrase.toks
        if item.phrase.later:
            # A relative clause of the last constituent may stand behind the verbs.
            if at == len(middle) - 1 and closing and not behind and w.maybe(0.55 if not final else 0.35):
                later = item.phrase.later
            else:
                body += item.phrase.later
    start = lead + ([verb.finite] if verb.finite and not final else [])
    return [*start, *body, *closing, *later, *(tok for item in behind for tok in item.phrase.all())]


def middle_pop(middle: list[Item], item: Item) -> Item:
    """Takes the item out of the list and gives it."""
    middle.remove(item)
    return item


def _opener(w: World, plan: Plan, middle: list[Item]) -> Item | None:
    subject = next((item for item in middle if item.subject), None)
    others = [item for item in middle if item.front and not item.subject and _may_open(item, subject)]
    if subject and (not others or w.maybe(plan.subject_first)):
        return subject
    if not others:
        return next((item for item in middle if item.front), None)
    # Objects and prepositional objects open a clause more seldom than adverbials.
    weights = [
        1.0 if item.phrase.head.label in ("advmod", "obl", "advcl") and item.rank < 7 else 0.8 for item in others
    ]
    return w.chance.choices(others, weights)[0]


def _may_open(item: Item, subject: Item | None) -> bool:
    """An object opens a clause only where a case shows that it is none other than the object."""
    label = item.phrase.head.label
    if label not in ("obj", "obl:arg") or subject is None:
        return True
    return shows(item.phrase) or shows(subject.phrase)


def shows(phrase: Phrase) -> bool:
    """Whether the phrase shows its case: "den Vertrag", "der Konzern", "der Firma" as a dative."""
    first = next(
        (tok for tok in phrase.toks if tok.tag in ("ART", "PDAT", "PPOSAT", "PIAT", "PPER", "ADJA", "PRELS")), None
    )
    if first is None or phrase.name or any(tok.label == "conj" and tok.head is phrase.head for tok in phrase.toks):
        return False
    if "Case=Dat" in first.morph:
        return True
    masculine = phrase.gender == "Masc" and phrase.number == "Sing"
    return (
        masculine
        and first.form not in ("sein", "ihr")
        and first.tag not in ("PDAT", "PIAT")
        or first.form in ("er", "wir", "ihn")
    )


def focus(w: World, items: list[Item]) -> None:
    """Puts "auch", "nur" or their like before a constituent, seldom."""
    for item in items:
        phrase = item.phrase
        if phrase.head.tag in ("NN", "NE") and item.rank in (2, 4, 5, 6, 8) and not phrase.lead and w.maybe(0.06):
            form = w.pick(("auch", "auch", "nur", "sogar", "selbst", "ausgerechnet", "allein"))
            phrase.toks = [Tok(form, form, "ADV", "ADV", "_", phrase.head, "advmod"), *phrase.toks]
