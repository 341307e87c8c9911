"""Whole sentences: plain ones, with clauses before and behind, speech, copula, coordination, headlines."""

from __future__ import annotations

from training.grammar import adverbials
from training.grammar import speech as spoken
from training.grammar.clauses import clause, frame_for, infinitive
from training.grammar.copula import copular
from training.grammar.joined import and_, both_verbs, lets, rather, semicolon, shared
from training.grammar.nouns import noun_phrase
from training.grammar.order import Plan
from training.grammar.parts import adverbial_clause, main, simple_clause, stop, verb_first, with_mark
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.verbs import Spec
from training.grammar.world import Frame, Slot, World

KINDS = {
    "plain": 34,
    "clause_behind": 8,
    "clause_before": 7,
    "speech": 17,
    "um": 5,
    "copula": 9,
    "shared": 6,
    "and": 4,
    "gives": 2,
    "it": 2,
    "headline": 3.5,
    "fragment": 1,
    "semicolon": 1,
    "conditional": 1.5,
    "question": 0.7,
    "double": 2,
    "lets": 1.2,
    "both_verbs": 2,
    "rather": 0.8,
}


def draw(w: World) -> list[Tok]:
    """The tokens of one sentence, its closing mark included."""
    return MAKERS[w.weigh(KINDS)](w)


def plain(w: World) -> list[Tok]:
    """One main clause with what belongs to it."""
    one = clause(w, frame_for(w), Plan())
    return stop(one.toks, one.head)


def clause_behind(w: World) -> list[Tok]:
    """A main clause and an adverbial clause behind it."""
    one = main(w)
    inner = adverbial_clause(w)
    inner.head.head, inner.head.label = one.head, "advcl"
    return stop(one.toks + fenced(inner.toks, inner.head), one.head)


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
    one = clause(
        w,
        Frame(frame.verb, kind, frame.slots, frame.flags),
        Plan("v1" if before else "v2", passive=False, subject_first=0.75),
    )
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


def gives(w: World) -> list[Tok]:
    """ "Es gibt …" and "Es drohen …"."""
    if w.maybe(0.5):
        kinds = w.pick((("problem",), ("plan",), ("market",), ("need",), ("group",), ("reaction",)))
        frame = Frame("geben", (), (Slot("acc", "", "Acc", kinds),), "n")
        it = Tok("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs")
        one = clause(w, frame, Plan(), subject=Phrase(it, [it], pronoun=True, definite=True))
        return stop(one.toks, one.head)
    frame = w.pick(
        [
            f
            for f in w.frames
            if not f.has("acc", "dat", "sich", "zu", "dass", "fix")
            and set(f.subject) & {"problem", "plant", "jobs", "goods", "group", "event"}
        ]
    )
    subject = noun_phrase(w, tuple(k for k in frame.subject if k not in ("person",)), "Nom", 1, plain=True)
    one = clause(w, frame, Plan("v1", adjuncts=True), subject=subject)
    if subject.definite:
        return plain(w)
    it = Tok("es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", one.head, "expl")
    return stop([it, *one.toks], one.head)


def it(w: World) -> list[Tok]:
    """ "Es ist unklar, ob …", "Unklar ist, ob …"."""
    word, conjunction = w.pick(
        (
            ("unklar", "ob"),
            ("offen", "ob"),
            ("klar", "dass"),
            ("wahrscheinlich", "dass"),
            ("wichtig", "dass"),
            ("möglich", "dass"),
            ("fraglich", "ob"),
            ("unwahrscheinlich", "dass"),
        )
    )
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
        pronoun = Tok(
            "es", "es", "PRON", "PPER", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", head, "nsubj"
        )
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
    one = clause(
        w,
        frame,
        Plan("v1", 0, short=True, passive=False),
        spec=w.pick((Spec("future"), Spec("present", "können", conditional=True), Spec("present", "müssen"))),
    )
    inner.head.head, inner.head.label = one.head, "advcl"
    return stop([*inner.toks, mark(",", inner.head, soft=True), *one.toks], one.head)


def question(w: World) -> list[Tok]:
    """A question that yes or no answers."""
    one = clause(w, frame_for(w, verb_only=True), Plan("v1", 0, short=True))
    if w.maybe(0.5):
        form = w.pick(("warum", "wann", "wie", "weshalb"))
        one.toks.insert(0, Tok(form, form, "ADV", "PWAV", "PronType=Int", one.head, "advmod"))
    return stop(one.toks, one.head, "?")


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


MAKERS = {
    "plain": plain,
    "clause_behind": clause_behind,
    "clause_before": clause_before,
    "speech": speech,
    "um": um,
    "copula": copula,
    "shared": shared,
    "and": and_,
    "gives": gives,
    "it": it,
    "headline": headline,
    "fragment": fragment,
    "semicolon": semicolon,
    "conditional": conditional,
    "question": question,
    "double": double,
    "lets": lets,
    "both_verbs": both_verbs,
    "rather": rather,
}
