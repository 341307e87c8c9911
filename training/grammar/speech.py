"""Speech: direct in quotes, indirect with and without "dass", with "wie" and by its source."""

from __future__ import annotations

from training.grammar import adverbials
from training.grammar.clauses import clause, frame_for
from training.grammar.copula import copular
from training.grammar.inflect import personal
from training.grammar.nouns import noun_phrase, prepositional
from training.grammar.order import Clause, Item, Plan, arrange
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.verbs import Spec, build
from training.grammar.world import Slot, World

STYLES = {
    "before": 22,
    "behind": 12,
    "dass": 20,
    "free": 18,
    "fronted": 12,
    "wie": 14,
    "reported": 8,
    "so": 6,
    "heißt": 6,
}
QUOTES = (("„", "“"), ("„", "“"), ('"', '"'))


def draw(w: World) -> list[Tok]:
    """A sentence of speech in one of the styles."""
    return MAKERS[w.weigh(STYLES)](w)


def saying(w: World, style: str, order: str, *, depth: int = 1) -> Clause:
    """The clause of the speaker: "sagte Jensen Huang am Dienstag"; the speech itself is not in it."""
    while True:
        verb, kinds, styles = w.pick(w.speech)
        if style in styles:
            break
    who = noun_phrase(w, kinds, "Nom", depth, plain=w.maybe(0.8))
    if w.maybe(0.06) and depth:
        gender = w.pick(("Masc", "Fem"))
        head = personal("Nom", gender, "Sing")
        who = Phrase(head, [head], "person", "Sing", gender, True, pronoun=True)
    tense = w.weigh({"past": 66, "present": 26, "perfect": 8})
    done = build(w, verb, "", who.number, Spec(tense), final=order == "last")
    items = [Item(who.on(done.head, "nsubj"), 2, True, True)]
    if w.maybe(0.3):
        items.append(Item(adverbials.time(w, tense if tense != "present" else "past").on(done.head, "obl"), 3))
    if w.maybe(0.12):
        items.append(Item(adverbials.adjunct(w, "place", 2)[0].on(done.head, "obl"), 4, False))
    return Clause(done.head, arrange(w, Plan(order, depth, subject_first=0.85), items, done), who.number, who, items)


def said(w: World, order: str = "v2", mood: str = "Ind") -> Clause:
    """What is said: a clause one deeper."""
    plan = Plan(order, 1, mood, short=w.maybe(0.6))
    if w.maybe(0.2):
        return copular(w, plan)
    return clause(w, frame_for(w, verb_only=w.maybe(0.75)), plan)


def quoted(w: World) -> tuple[list[Tok], Clause]:
    """What is said between quotes; at times with "wir" as subject."""
    one = _we(w) if w.maybe(0.3) else said(w)
    opening, closing = w.pick(QUOTES)
    straight = opening == '"'
    first = mark(opening, one.head, closes=False if straight else None)
    last = mark(closing, one.head, closes=True if straight else None)
    one.toks[0].capital = True
    return [first, *one.toks, last], one


def _we(w: World) -> Clause:
    frame = frame_for(w, ("firm", "state", "group"), verb_only=True)
    pronoun = Tok("wir", "wir", "PRON", "PPER", "Case=Nom|Number=Plur|Person=1|PronType=Prs")
    one = clause(
        w,
        frame,
        Plan("v2", 1, short=True),
        subject=Phrase(pronoun, [pronoun], "group", "Plur", definite=True, pronoun=True),
    )
    for tok in one.toks:
        if tok.morph.endswith("VerbForm=Fin") and (tok is one.head or tok.head is one.head):
            tok.morph = tok.morph.replace("Person=3", "Person=1")
        if tok.tag == "PRF" and tok.head is one.head:
            tok.form, tok.lemma = "uns", "wir"
            tok.morph = tok.morph.replace("Person=3", "Number=Plur|Person=1")
    return one


def before(w: World) -> list[Tok]:
    """„…“, sagte X."""
    toks, one = quoted(w)
    outer = saying(w, "direct", "v1")
    one.head.head, one.head.label = outer.head, "ccomp"
    return [*toks, mark(",", one.head), *outer.toks, mark(".", outer.head)]


def behind(w: World) -> list[Tok]:
    """X sagte: „…“"""
    outer = saying(w, "direct", "v2")
    toks, one = quoted(w)
    one.head.head, one.head.label = outer.head, "ccomp"
    inside = mark(".", one.head)
    return [*outer.toks, mark(":", one.head), *toks[:-1], inside, toks[-1]]


def dass(w: World) -> list[Tok]:
    """X sagte, dass …"""
    outer = saying(w, "dass", "v2")
    mood = "Sub" if w.maybe(0.4) else "Ind"
    inner = said(w, "last", mood)
    inner.toks.insert(0, Tok("dass", "dass", "SCONJ", "KOUS", "_", inner.head, "mark"))
    inner.head.head, inner.head.label = outer.head, "ccomp"
    return [*outer.toks, *fenced(inner.toks, inner.head), mark(".", outer.head)]


def free(w: World) -> list[Tok]:
    """X sagte, Y habe …"""
    outer = saying(w, "free", "v2")
    inner = said(w, "v2", "Sub")
    inner.head.head, inner.head.label = outer.head, "ccomp"
    return [*outer.toks, *fenced(inner.toks, inner.head), mark(".", outer.head)]


def fronted(w: World) -> list[Tok]:
    """Y habe …, sagte X; the same in the indicative with "berichtet Reuters"."""
    inner = said(w, "v2", "Sub" if w.maybe(0.7) else "Ind")
    outer = saying(w, "free", "v1")
    inner.head.head, inner.head.label = outer.head, "ccomp"
    return [*inner.toks, mark(",", inner.head, soft=True), *outer.toks, mark(".", outer.head)]


def wie(w: World) -> list[Tok]:
    """ "Wie X mitteilte, …", "…, wie X mitteilte"."""
    outer = saying(w, "wie", "last")
    outer.toks.insert(0, Tok("wie", "wie", "SCONJ", "KOUS", "_", outer.head, "mark"))
    first = w.maybe(0.35)
    one = clause(w, frame_for(w), Plan("v1" if first else "v2", 0, short=w.maybe(0.6)))
    outer.head.head, outer.head.label = one.head, "advcl"
    if first:
        return [*outer.toks, mark(",", outer.head, soft=True), *one.toks, mark(".", one.head)]
    return [*one.toks, *fenced(outer.toks, outer.head), mark(".", one.head)]


def reported(w: World) -> list[Tok]:
    """ "Laut Reuters …", "Dem Ministerium zufolge …"."""
    one = clause(w, frame_for(w), Plan("v1", 0, short=w.maybe(0.5)))
    by = adverbials.source(w).on(one.head, "obl")
    return [*by.all(), *one.toks, mark(".", one.head)]


def so(w: World) -> list[Tok]:
    """„…“, so der Minister."""
    toks, one = quoted(w)
    who = noun_phrase(w, ("person", "person", "firm", "body", "group"), "Nom", 2, plain=True)
    who.on(one.head, "parataxis")
    word = Tok("so", "so", "ADV", "ADV", "_", who.head, "advmod")
    return [*toks, mark(",", who.head), word, *who.toks, mark(".", one.head)]


def hiess(w: World) -> list[Tok]:
    """„…“, hieß es in einer Mitteilung; the same in indirect speech."""
    head = w.verbs.finite("heißen", "Sing", w.pick(("Past", "Past", "Pres")))
    pronoun = Tok("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", head, "nsubj")
    kinds, prep, case = w.pick(
        ((("doc",), "in", "Dat"), (("city",), "in", "Dat"), (("body", "firm"), "bei", "Dat"), (("body",), "aus", "Dat"))
    )
    where = prepositional(w, Slot("prep", prep, case, kinds), 2, plain=True).on(head, "obl")
    if w.maybe(0.4):
        toks, one = quoted(w)
    else:
        one = said(w, "v2", "Sub")
        toks = one.toks
    one.head.head, one.head.label = head, "ccomp"
    return [*toks, mark(",", one.head, soft=True), head, pronoun, *where.all(), mark(".", head)]


MAKERS = {
    "so": so,
    "heißt": hiess,
    "before": before,
    "behind": behind,
    "dass": dass,
    "free": free,
    "fronted": fronted,
    "wie": wie,
    "reported": reported,
}
