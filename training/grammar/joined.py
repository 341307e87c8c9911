"""Sentences that join: two predicates of one subject, two verbs of one object, two main clauses."""

from __future__ import annotations

from training.grammar import adverbials
from training.grammar.clauses import AGENTS, clause, frame_for
from training.grammar.nouns import noun_phrase
from training.grammar.order import Clause, Item, Plan, arrange
from training.grammar.parts import main, speech_frame, stop, with_mark
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.verbs import Spec, build
from training.grammar.world import Frame, World


def shared(w: World) -> list[Tok]:
    """Two predicates of one subject: "X entwickelt A und verkauft B"."""
    while True:
        first = frame_for(w, ("firm", "state", "person", "body"), verb_only=True)
        kinds = tuple(k for k in first.subject if k in AGENTS)
        second = frame_for(w, kinds, verb_only=True)
        if first.verb != second.verb and set(kinds) & set(second.subject):
            break
    both = tuple(k for k in kinds if k in second.subject)
    final = w.maybe(0.2)
    one = clause(
        w,
        Frame(first.verb, both, first.slots, first.flags),
        Plan("last" if final else "v2", 1 if final else 0, passive=False, short=w.maybe(0.6)),
        spec=Spec(w.pick(("past", "present", "perfect"))),
    )
    spec = Spec("past") if "Tense=Past" in " ".join(t.morph for t in one.toks) else Spec("present")
    plan = Plan("last" if final else "v1", 1, passive=False, short=True)
    other = predicate(w, second, plan, one.number, spec)
    word = w.pick(("und", "und", "und", "aber", "oder"))
    other.head.head, other.head.label = one.head, "conj"
    joint = [Tok(word, word, "CCONJ", "KON", "_", other.head, "cc")]
    if word == "aber":
        joint.insert(0, mark(",", other.head))
    toks = [*one.toks, *joint, *other.toks]
    if not final:
        return stop(toks, one.head)
    word = w.pick(("weil", "dass", "obwohl", "dass"))
    one.toks = toks
    inner = with_mark(word, one)
    if word == "dass":
        return speech_frame(w, inner)
    outer = main(w, short=True)
    inner.head.head, inner.head.label = outer.head, "advcl"
    return stop(outer.toks + fenced(inner.toks, inner.head), outer.head)


def predicate(w: World, frame: Frame, plan: Plan, number: str, spec: Spec) -> Clause:
    """A clause without its subject, for one in `number`."""
    hidden = Phrase(Tok("", "", "X", "XY"), [], "firm", number)
    return clause(w, frame, plan, subject=hidden, spec=spec)


def and_(w: World) -> list[Tok]:
    """Two main clauses joined by "und", "aber", "denn", "doch" or a comma."""
    one, other = main(w, short=True), main(w, short=True)
    word = w.pick(("und", "und", "aber", "denn", "doch", ""))
    other.head.head, other.head.label = one.head, "conj"
    joint = [Tok(word, word, "CCONJ", "KON", "_", other.head, "cc")] if word else []
    if word != "und" or w.maybe(0.3):
        joint.insert(0, mark(",", other.head))
    return stop([*one.toks, *joint, *other.toks], one.head)


def semicolon(w: World) -> list[Tok]:
    """Two main clauses parted by a semicolon."""
    one, other = main(w, short=True), main(w, short=True)
    other.head.head, other.head.label = one.head, "conj"
    return stop([*one.toks, mark(";", other.head), *other.toks], one.head)


def both_verbs(w: World) -> list[Tok]:
    """Two verbs with one object: "Der Konzern entwickelt und verkauft Chips."."""
    while True:
        one = w.pick(w.frames)
        options = [
            f
            for f in w.frames
            if f.verb != one.verb
            and "|" not in f.verb
            and f.slots == one.slots
            and set(f.subject) & set(one.subject)
            and "s" not in f.flags
        ]
        if one.transitive and len(one.slots) == 1 and "|" not in one.verb and options:
            break
    other = w.pick(options)
    kinds = tuple(k for k in one.subject if k in other.subject)
    tense = w.pick(("present", "past", "perfect", "future"))
    frame = Frame(one.verb, kinds, one.slots, one.flags)
    final = w.maybe(0.3)
    inner = clause(
        w,
        frame,
        Plan("last" if final else "v2", int(final), passive=False, short=True, subject_first=1),
        spec=Spec(tense),
    )
    second = (
        w.verbs.finite(other.verb, inner.number, "Pres" if tense == "present" else "Past")
        if tense in ("present", "past")
        else w.verbs.participle(other.verb)
        if tense == "perfect"
        else w.verbs.infinitive(other.verb)
    )
    second.head, second.label = inner.head, "conj"
    at = inner.toks.index(inner.head) + 1
    inner.toks[at:at] = [Tok("und", "und", "CCONJ", "KON", "_", second, "cc"), second]
    if final:
        return speech_frame(w, with_mark("dass", inner))
    return stop(inner.toks, inner.head)


def rather(w: World) -> list[Tok]:
    """ "Nicht die Regierung, sondern das Parlament …"."""
    frame = frame_for(w, ("firm", "state", "body", "person"), verb_only=True)
    first, second = (noun_phrase(w, ("body", "firm", "state"), "Nom", 3, plain=True) for _ in range(2))
    no = Tok("nicht", "nicht", "PART", "PTKNEG", "Polarity=Neg", first.head, "advmod")
    but = Tok("sondern", "sondern", "CCONJ", "KON", "_", second.head, "cc")
    second.on(first.head, "conj")
    toks = [no, *first.toks, mark(",", second.head), but, *second.toks]
    subject = Phrase(first.head, toks, "firm", second.number, "Neut", True)
    one = clause(w, frame, Plan(passive=False, short=True, subject_first=1), subject=subject)
    return stop(one.toks, one.head)


def lets(w: World) -> list[Tok]:
    """ "Der Konzern lässt Chips in Taiwan fertigen."."""
    frame = w.pick([f for f in w.frames if f.transitive and len(f.slots) == 1 and "firm" in f.subject])
    spec = Spec(w.pick(("present", "past", "future")))
    subject = noun_phrase(w, ("firm", "state"), "Nom", 0)
    done = build(w, "lassen", "", subject.number, spec, final=False)
    inner = w.verbs.infinitive(frame.verb)
    inner.head, inner.label = done.head, "xcomp"
    items = [Item(subject.on(done.head, "nsubj"), 2, True, True)]
    thing = noun_phrase(w, frame.slots[0].kinds, "Acc", 0)
    items.append(Item(thing.on(inner, "obj"), 5, False))
    if w.maybe(0.5):
        items.append(Item(adverbials.time(w, spec.tense).on(done.head, "obl"), 3))
    done.rest.insert(0, inner)
    return stop(arrange(w, Plan("v2"), items, done), done.head)
