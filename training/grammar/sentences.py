"""Whole sentences: plain ones, with clauses before and behind, speech, copula, coordination, headlines."""

from __future__ import annotations

from training.grammar import adverbials
from training.grammar import speech as spoken
from training.grammar.clauses import AGENTS, Clause, Item, Plan, arrange, clause, frame_for, infinitive
from training.grammar.copula import copular
from training.grammar.nouns import noun_phrase
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.verbs import Spec, build
from training.grammar.world import Frame, Slot, World

CONJUNCTIONS = ("weil", "obwohl", "während", "wenn", "nachdem", "da", "sobald", "bevor", "falls", "solange", "seit", "damit")
KINDS = {
    "plain": 34, "clause_behind": 8, "clause_before": 7, "speech": 17, "um": 5, "copula": 9, "shared": 6, "and": 4,
    "gives": 2, "it": 2, "headline": 3.5, "fragment": 1, "semicolon": 1, "conditional": 1.5, "question": 0.7, "double": 2, "lets": 1.2, "both_verbs": 2, "rather": 0.8,
}  # fmt: skip


def draw(w: World) -> list[Tok]:
    """The tokens of one sentence, its closing mark included."""
    return MAKERS[w.weigh(KINDS)](w)


def stop(toks: list[Tok], head: Tok, form: str = ".") -> list[Tok]:
    """The tokens with the closing mark on the root."""
    return [*toks, mark(form, head)]


def main(w: World, *, depth: int = 0, **options) -> Clause:
    """A main clause of any frame, or a copular one."""
    if w.maybe(0.12):
        return copular(w, Plan("v2", depth, **options))
    return clause(w, frame_for(w), Plan("v2", depth, **options))


def plain(w: World) -> list[Tok]:
    """One main clause with what belongs to it."""
    one = clause(w, frame_for(w), Plan())
    return stop(one.toks, one.head)


def simple_clause(w: World, order: str, depth: int = 1, mood: str = "Ind", *, adverbial: bool = True) -> Clause:
    """A short clause inside another one."""
    plan = Plan(order, depth, mood, short=True, adjuncts=adverbial)
    if w.maybe(0.15):
        return copular(w, plan)
    return clause(w, frame_for(w, verb_only=depth > 1 or w.maybe(0.7)), plan)


def with_mark(word: str, one: Clause) -> Clause:
    """The clause behind its conjunction."""
    one.toks.insert(0, Tok(word, word, "SCONJ", "KOUS", "_", one.head, "mark"))
    return one


def adverbial_clause(w: World, head: Tok | None = None) -> Clause:
    """A clause with "weil", "nachdem" and so on."""
    word = w.pick(CONJUNCTIONS)
    if word == "nachdem":
        frame = frame_for(w, verb_only=True)
        tense = w.pick(("perfect", "pluperfect"))
        one = clause(w, frame, Plan("last", 1, short=True, passive=False), spec=Spec(tense))
    else:
        one = simple_clause(w, "last")
    return with_mark(word, one)


def clause_behind(w: World) -> list[Tok]:
    """A main clause and an adverbial clause behind it."""
    one = main(w)
    inner = adverbial_clause(w)
    inner.head.head, inner.head.label = one.head, "advcl"
    return stop(one.toks + fenced(inner.toks, inner.head), one.head)


def verb_first(w: World, depth: int = 0, mood: str = "Ind") -> Clause:
    """A main clause whose first place something else takes."""
    plan = Plan("v1", depth, mood, short=w.maybe(0.5))
    return copular(w, plan) if w.maybe(0.12) else clause(w, frame_for(w), plan)


def clause_before(w: World) -> list[Tok]:
    """An adverbial clause in the first place, the finite verb behind it."""
    inner = adverbial_clause(w)
    one = verb_first(w)
    inner.head.head, inner.head.label = one.head, "advcl"
    return stop([*inner.toks, mark(",", inner.head, soft=True), *one.toks], one.head)


def um(w: World) -> list[Tok]:
    """An infinitive clause with "um", "ohne" or "statt", before or behind."""
    kinds = ("firm", "state", "person", "body")
    frame = frame_for(w, kinds, verb_only=True)
    before = w.maybe(0.25)
    kind = tuple(k for k in frame.subject if k in kinds)
    one = clause(w, Frame(frame.verb, kind, frame.slots, frame.flags), Plan("v1" if before else "v2", passive=False, subject_first=0.75))
    word = w.weigh({"um": 75, "ohne": 14, "statt": 11})
    inner = infinitive(w, frame, 1, word=word, kinds=kind)
    inner.head.head, inner.head.label = one.head, "advcl"
    if before:
        return stop([*inner.toks, mark(",", inner.head, soft=True), *one.toks], one.head)
    return stop(one.toks + fenced(inner.toks, inner.head), one.head)


def copula(w: World) -> list[Tok]:
    """A sentence with sein, werden or bleiben and a predicative."""
    one = copular(w, Plan())
    return stop(one.toks, one.head)


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
    one = clause(w, Frame(first.verb, both, first.slots, first.flags), Plan("last" if final else "v2", 1 if final else 0, passive=False, short=w.maybe(0.6)), spec=Spec(w.pick(("past", "present", "perfect"))))
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


def gives(w: World) -> list[Tok]:
    """ "Es gibt …" and "Es drohen …"."""
    if w.maybe(0.5):
        kinds = w.pick((("problem",), ("plan",), ("market",), ("need",), ("group",), ("reaction",)))
        frame = Frame("geben", (), (Slot("acc", "", "Acc", kinds),), "n")
        it = Tok("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs")
        one = clause(w, frame, Plan(), subject=Phrase(it, [it], pronoun=True, definite=True))
        return stop(one.toks, one.head)
    frame = w.pick([f for f in w.frames if not f.has("acc", "dat", "sich", "zu", "dass", "fix") and set(f.subject) & {"problem", "plant", "jobs", "goods", "group", "event"}])
    subject = noun_phrase(w, tuple(k for k in frame.subject if k not in ("person",)), "Nom", 1, plain=True)
    one = clause(w, frame, Plan("v1", adjuncts=True), subject=subject)
    if subject.definite:
        return plain(w)
    it = Tok("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", one.head, "expl")
    return stop([it, *one.toks], one.head)


def it(w: World) -> list[Tok]:
    """ "Es ist unklar, ob …", "Unklar ist, ob …"."""
    word, conjunction = w.pick((("unklar", "ob"), ("offen", "ob"), ("klar", "dass"), ("wahrscheinlich", "dass"), ("wichtig", "dass"), ("möglich", "dass"), ("fraglich", "ob"), ("unwahrscheinlich", "dass")))
    head = Tok(word, word, "ADJ", "ADJD", "Degree=Pos")
    verb = w.verbs.finite("sein", "Sing", w.pick(("Pres", "Past")))
    verb.head, verb.label = head, "cop"
    inner = with_mark(conjunction, simple_clause(w, "last"))
    inner.head.head = head
    adverb: list[Tok] = []
    if w.maybe(0.5):
        form = w.pick(("derzeit", "noch", "bislang", "weiterhin", "allerdings", "jedoch"))
        adverb = [Tok(form, form, "ADV", "ADV", "_", head, "advmod")]
    if w.maybe(0.5):
        inner.head.label = "ccomp"
        pronoun = Tok("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", head, "nsubj")
        toks = [pronoun, verb, *adverb, head]
    else:
        inner.head.label = "csubj"
        toks = [head, verb, *adverb]
    return stop(toks + fenced(inner.toks, inner.head), head)


def conditional(w: World) -> list[Tok]:
    """ "Sollte China …, würde …"."""
    frame = frame_for(w, verb_only=True)
    inner = clause(w, frame, Plan("v1", 1, passive=False, short=True), spec=Spec("past", "sollen"))
    for tok in inner.toks:
        if tok.lemma == "sollen":
            tok.morph = tok.morph.replace("Mood=Ind", "Mood=Sub")
    frame = frame_for(w, verb_only=True)
    one = clause(w, frame, Plan("v1", 0, short=True, passive=False), spec=w.pick((Spec("future"), Spec("present", "können", conditional=True), Spec("present", "müssen"))))
    inner.head.head, inner.head.label = one.head, "advcl"
    return stop([*inner.toks, mark(",", inner.head, soft=True), *one.toks], one.head)


def question(w: World) -> list[Tok]:
    """A question that yes or no answers."""
    one = clause(w, frame_for(w, verb_only=True), Plan("v1", 0, short=True))
    if w.maybe(0.5):
        form = w.pick(("warum", "wann", "wie", "weshalb"))
        one.toks.insert(0, Tok(form, form, "ADV", "PWAV", "PronType=Int", one.head, "advmod"))
    return stop(one.toks, one.head, "?")


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


def both_verbs(w: World) -> list[Tok]:
    """Two verbs with one object: "Der Konzern entwickelt und verkauft Chips."."""
    while True:
        one = w.pick(w.frames)
        options = [
            f for f in w.frames
            if f.verb != one.verb and "|" not in f.verb and f.slots == one.slots and set(f.subject) & set(one.subject) and "s" not in f.flags
        ]  # fmt: skip
        if one.transitive and len(one.slots) == 1 and "|" not in one.verb and options:
            break
    other = w.pick(options)
    kinds = tuple(k for k in one.subject if k in other.subject)
    tense = w.pick(("present", "past", "perfect", "future"))
    frame = Frame(one.verb, kinds, one.slots, one.flags)
    final = w.maybe(0.3)
    inner = clause(w, frame, Plan("last" if final else "v2", int(final), passive=False, short=True, subject_first=1), spec=Spec(tense))
    second = (
        w.verbs.finite(other.verb, inner.number, "Pres" if tense == "present" else "Past") if tense in ("present", "past")
        else w.verbs.participle(other.verb) if tense == "perfect" else w.verbs.infinitive(other.verb)
    )  # fmt: skip
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


def double(w: World) -> list[Tok]:
    """An adverbial clause before and a further clause behind."""
    inner, one, last = adverbial_clause(w), verb_first(w), adverbial_clause(w)
    inner.head.head, inner.head.label = one.head, "advcl"
    last.head.head, last.head.label = one.head, "advcl"
    return stop([*inner.toks, mark(",", inner.head, soft=True), *one.toks, *fenced(last.toks, last.head)], one.head)


def headline(w: World) -> list[Tok]:
    """A headline: present tense, no closing mark."""
    frame = frame_for(w, verb_only=True)
    one = clause(w, frame, Plan("v2", 1, short=True, adjuncts=w.maybe(0.3), subject_first=0.9), spec=Spec("present"))
    return one.toks


def fragment(w: World) -> list[Tok]:
    """A headline without verb: "Streit über Strafzölle"."""
    found = noun_phrase(w, w.pick((("problem",), ("measure",), ("deal",), ("event",), ("trade",))), "Nom", 1)
    toks = found.all()
    if w.maybe(0.3):
        at = adverbials.adjunct(w, w.pick(("cause", "place")), 1)[0].on(found.head, "nmod")
        toks += at.all()
    return toks


def speech(w: World) -> list[Tok]:
    """Speech, direct and indirect."""
    return spoken.draw(w)


def speech_frame(w: World, inner: Clause) -> list[Tok]:
    """ "X sagte, dass …" around a finished clause."""
    outer = spoken.saying(w, "dass", "v2")
    inner.head.head, inner.head.label = outer.head, "ccomp"
    return stop(outer.toks + fenced(inner.toks, inner.head), outer.head)


MAKERS = {
    "plain": plain, "clause_behind": clause_behind, "clause_before": clause_before, "speech": speech, "um": um,
    "copula": copula, "shared": shared, "and": and_, "gives": gives, "it": it, "headline": headline,
    "fragment": fragment, "semicolon": semicolon, "conditional": conditional, "question": question, "double": double,
    "lets": lets, "both_verbs": both_verbs, "rather": rather,
}  # fmt: skip
