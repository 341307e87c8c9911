"""Noun phrases by semantic kind, their coordination, and prepositions before them."""

from __future__ import annotations

from training.grammar import named, people
from training.grammar.amounts import aged, rare_earths, titled_work, tonnes
from training.grammar.common import NOUNS_OF, bare_post, common
from training.grammar.inflect import FUSED, adjective, determiner, personal
from training.grammar.quantities import AMOUNTS, part_of, shortened
from training.grammar.tokens import Phrase, Tok, mark
from training.grammar.world import Slot, World

NAMED = {
    "price",
    "match",
    "work",
    "person",
    "firm",
    "state",
    "body",
    "media",
    "place",
    "city",
    "product",
    "chip",
    "law",
    "event",
    "market",
    "problem",
}


def noun_phrase(w: World, kinds: tuple[str, ...], case: str, depth: int = 0, *, plain: bool = False) -> Phrase:
    """A noun phrase of one of the kinds in a case; `plain` keeps it short and without further clauses."""
    kind = w.pick(kinds)
    measure = AMOUNTS.get(kind)
    if measure:
        found = measure(w, case)
        if found:
            return found
    if not plain and depth < 2 and kind not in ("place", "city", "nom", "post") and w.maybe(0.11):
        return coordination(w, kind, case, depth)
    return single(w, kind, case, depth, plain=plain)


def single(w: World, kind: str, case: str, depth: int, *, plain: bool = False) -> Phrase:
    """One noun phrase without coordination."""
    if kind in NAMED:
        found = by_name(w, kind, case, depth, plain=plain)
        if found:
            return found
    if kind == "material" and w.maybe(0.1):
        return rare_earths(w, case)
    if kind == "material" and case != "Gen" and w.maybe(0.07):
        return tonnes(w, case)
    if kind in ("trade", "chip", "product", "plant") and depth < 2 and not plain and w.maybe(0.04):
        return part_of(w, kind, case)
    noun = w.pick(w.nouns[NOUNS_OF.get(kind, kind)])
    if not plain and w.maybe(0.04):
        cut = shortened(w, noun, kind, case)
        if cut:
            return cut
    if noun.use == "b":
        return bare_post(w, noun, case)
    return common(w, noun, kind, case, depth, plain=plain)


def by_name(w: World, kind: str, case: str, depth: int, *, plain: bool) -> Phrase | None:
    """A name of the kind, or None where a common noun is drawn."""
    loose = not plain and depth < 2
    if kind == "person":
        if w.maybe(0.025):
            return aged(w, case)
        return (
            people.titled(w, case)
            if w.maybe(0.4)
            else people.person_name(w, case, loose=loose)
            if w.maybe(0.55)
            else None
        )
    if kind == "firm":
        return named.firm_name(w, case, loose=loose) if w.maybe(0.6) else None
    if kind in ("place", "city"):
        return named.place(w, kind, case)
    if kind == "chip":
        return named.product_name(w, kind, case) if w.maybe(0.3) else None
    if kind == "work":
        return titled_work(w, case) if w.maybe(0.3) else None
    if kind == "media" and w.maybe(0.3):
        return named.agency(w, case)
    special = w.names.special.get(kind, [])
    bare = [row for row in w.names.bare.get(kind, []) if case != "Gen" or row[0][-1] not in "sxz"]
    share = {"state": 0.65, "media": 0.75, "body": 0.35, "product": 0.08, "law": 0.2}.get(kind, 0.08)
    if not w.maybe(share):
        return None
    if bare and (not special or w.maybe(0.65)):
        return named.bare(w, w.pick(bare), kind, case)
    return named.special(w, w.pick(special), kind, case) if special else None


def prepositional(w: World, slot: Slot, depth: int, *, plain: bool = False) -> Phrase:
    """A prepositional phrase for the slot, with "im" for "in dem"; its head is the noun."""
    if slot.prep == "zwischen":
        inner = pair(w, slot)
    else:
        inner = noun_phrase(w, slot.kinds, slot.case, max(depth, 1), plain=plain)
    return with_preposition(w, slot.prep, inner, slot)


def pair(w: World, slot: Slot) -> Phrase:
    """ "den USA und China"."""
    while True:
        kind = w.pick(slot.kinds)
        one, other = (single(w, kind, slot.case, 3, plain=True) for _ in range(2))
        if one.head.lemma != other.head.lemma:
            break
    other.on(one.head, "conj")
    toks = [*one.toks, Tok("und", "und", "CCONJ", "KON", "_", other.head, "cc"), *other.toks]
    return Phrase(one.head, toks, kind, "Plur", one.gender, one.definite)


def with_preposition(w: World, prep: str, inner: Phrase, slot: Slot) -> Phrase:
    """The phrase behind a preposition. Countries with article go with "in" where others go with "nach"."""
    first = inner.toks[0]
    if prep == "nach" and first.tag == "ART" and "place" in slot.kinds:
        prep = "in"
        _recase(inner, "Acc")
        first = inner.toks[0]
    fused = FUSED.get((prep, first.form)) if first.tag == "ART" and first.lemma == "der" else None
    # A relative clause marks off one among several: there the article stays whole.
    if fused and (fused not in ("ins", "ans") or w.maybe(0.7)) and not inner.later:
        morph = "|".join(f for f in first.morph.split("|") if f.startswith(("Case", "Gender", "Number")))
        case = Tok(fused, prep, "ADP", "APPRART", morph, inner.head, "case")
        toks = [case, *inner.toks[1:]]
    else:
        case = Tok(prep, prep, "ADP", "APPR", "_", inner.head, "case")
        toks = [case, *inner.toks]
    return Phrase(inner.head, toks, inner.kind, inner.number, inner.gender, inner.definite, later=inner.later)


def _recase(inner: Phrase, case: str) -> None:
    """A name with article from the dative to the accusative."""
    for tok in inner.toks:
        if tok.tag == "ART":
            new = determiner("der", case, inner.gender, inner.number)
            tok.form, tok.morph = new.form, new.morph
        elif tok.tag == "ADJA":
            new = adjective(tok.form.removesuffix("en"), "der", case, inner.gender, inner.number)
            tok.form, tok.morph = new.form, new.morph
        elif tok.form == "Emiraten":
            tok.form = "Emirate"
        tok.morph = tok.morph.replace("Case=Dat", f"Case={case}")


def coordination(w: World, kind: str, case: str, depth: int) -> Phrase:
    """Two or three phrases of one kind with "und", "oder", "sowie"."""
    count = 3 if w.maybe(0.3) else 2
    parts = [single(w, kind, case, 2, plain=True) for _ in range(count)]
    if len({p.head.lemma for p in parts}) < count:
        return parts[0]
    first = parts[0]
    toks = list(first.toks)
    roll = w.chance.random()
    both = roll < 0.1 and count == 2 and depth == 0 and case in ("Nom", "Acc")
    if both:
        toks.insert(0, Tok("sowohl", "sowohl", "CCONJ", "KON", "_", first.head, "cc"))
    word = "und" if roll < 0.8 else "sowie" if roll < 0.9 else "oder"
    for at, part in enumerate(parts[1:], start=1):
        part.on(first.head, "conj")
        if at < count - 1:
            toks.append(mark(",", part.head))
        elif both:
            toks.append(Tok("als", "als", "CCONJ", "KON", "_", part.head, "cc"))
            toks.append(Tok("auch", "auch", "ADV", "ADV", "_", part.head, "cc"))
        else:
            toks.append(Tok(word, word, "CCONJ", "KON", "_", part.head, "cc"))
        toks += part.toks
    number = parts[-1].number if word == "oder" and not both else "Plur"
    return Phrase(first.head, toks, kind, number, first.gender, first.definite)


def pronoun(w: World, case: str, kind: str) -> Phrase:
    """A personal pronoun that could stand for a phrase of the kind."""
    gender = w.pick(
        {"person": ("Masc", "Fem"), "firm": ("Masc", "Neut", "Fem"), "state": ("Fem", "Neut")}.get(
            kind, ("Fem", "Masc")
        )
    )
    number = "Plur" if kind == "group" or w.maybe(0.15) else "Sing"
    head = personal(case, gender, number)
    return Phrase(head, [head], kind, number, gender, True, pronoun=True)
