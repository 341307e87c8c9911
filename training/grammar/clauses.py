"""Clauses: a frame filled, its constituents in the order of a main, subordinate, relative or infinitive clause."""

from __future__ import annotations

from training.grammar import adverbials
from training.grammar.common import common
from training.grammar.inflect import reflexive
from training.grammar.nouns import noun_phrase, prepositional, pronoun
from training.grammar.order import Clause, Item, Plan, arrange, focus
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.verbs import Spec, build, draw
from training.grammar.world import Frame, Slot, World

AGENTS = frozenset({"person", "firm", "state", "body", "media", "public", "citizen", "team", "group"})
# Prepositions that "da(r)-" goes with: "warnt davor, dass".
PAV = {
    "auf": "darauf",
    "vor": "davor",
    "von": "davon",
    "mit": "damit",
    "für": "dafür",
    "gegen": "dagegen",
    "über": "darüber",
    "zu": "dazu",
    "an": "daran",
    "um": "darum",
    "in": "darin",
    "unter": "darunter",
}
BROAD = frozenset({"problem", "plan", "deal", "measure", "law"})


def frame_for(w: World, kinds: tuple[str, ...] = (), *, verb_only: bool = False) -> Frame:
    """A frame whose subject may be of one of the kinds; any where none is given."""
    while True:
        frame = w.pick(w.by_subject[w.pick(kinds)]) if kinds else w.pick(w.frames)
        if not verb_only or not frame.has("dass", "ob", "zu", "perfect"):
            return frame


def clause(
    w: World, frame: Frame, plan: Plan, *, subject: Phrase | None = None, given: dict[int, Phrase] | None = None,
    spec: Spec | None = None,
) -> Clause:  # fmt: skip
    """A clause of a frame; `subject` and the slots in `given` are taken as they are."""
    given = given or {}
    passive = plan.passive and subject is None and not given and plan.order != "zu"
    spec = spec or draw(w, frame, passive=passive, mood=plan.mood)
    items: list[Item] = []
    if plan.order != "zu" and subject is None and "e" not in frame.flags:
        subject = _subject(w, frame, spec, plan)
    number = subject.number if subject else "Sing"
    verb = build(w, frame.verb, frame.flags, number, spec, final=plan.order == "last", zu=plan.order == "zu")
    if subject and plan.order != "zu":
        subject.on(verb.head, "nsubj:pass" if spec.passive else "nsubj")
        items.append(Item(subject, 0 if subject.pronoun else 2, True, True))
    indefinite = fill(w, frame, plan, spec, verb.head, given, items)
    if plan.adjuncts:
        adjuncts(w, plan, spec, verb.head, items)
    if not indefinite and w.maybe(0.05) and not any(t.lemma == "kein" for i in items for t in i.phrase.toks):
        no = Tok("nicht", "nicht", "PART", "PTKNEG", "Polarity=Neg", verb.head, "advmod")
        items.append(Item(Phrase(no, [no]), 6.5, False))
    if not plan.short or plan.depth == 0:
        focus(w, items)
    toks = arrange(w, plan, items, verb)
    return Clause(verb.head, toks, number, subject, items)


def _subject(w: World, frame: Frame, spec: Spec, plan: Plan) -> Phrase:
    kinds = frame.subject
    if spec.passive:
        kinds = next(s.kinds for s in frame.slots if s.role == "acc")
    elif w.maybe(0.07) and set(kinds) & AGENTS and plan.depth:
        return pronoun(w, "Nom", w.pick([k for k in kinds if k in AGENTS]))
    return noun_phrase(w, kinds, "Nom", plan.depth, plain=plan.short)


def fill(
    w: World, frame: Frame, plan: Plan, spec: Spec, head: Tok, given: dict[int, Phrase], items: list[Item]
) -> bool:
    """Fills the frame's slots; gives whether an object stands that "nicht" does not go with."""
    indefinite = False
    depth = plan.depth
    for at, slot in enumerate(frame.slots):
        if slot.optional and at not in given and not w.maybe(0.4 if depth == 0 else 0.2):
            continue
        if slot.role == "acc":
            if spec.passive:
                agents = tuple(k for k in frame.subject if k in AGENTS)
                if spec.passive == "werden" and w.maybe(0.3) and (agents or frame.subject):
                    by = prepositional(
                        w,
                        Slot("prep", "von" if agents else "durch", "Dat" if agents else "Acc", agents or frame.subject),
                        depth + 1,
                        plain=plan.short,
                    )
                    items.append(Item(by.on(head, "obl:agent"), 6.2))
                continue
            phrase = given.get(at) or noun_phrase(w, slot.kinds, "Acc", depth, plain=plan.short)
            indefinite |= not phrase.definite
            items.append(Item(phrase.on(head, "obj"), 5 if phrase.definite else 6))
        elif slot.role == "dat":
            phrase = given.get(at) or noun_phrase(w, slot.kinds, "Dat", depth + 1, plain=plan.short)
            items.append(Item(phrase.on(head, "obl:arg"), 4))
        elif slot.role in ("sich", "sichd"):
            word = reflexive("Acc" if slot.role == "sich" else "Dat")
            word.head, word.label = head, "obj" if slot.role == "sich" else "obl:arg"
            items.append(Item(Phrase(word, [word], pronoun=True), 1, False))
        elif slot.role == "prep":
            if (
                at not in given
                and set(slot.kinds) & BROAD
                and slot.prep in PAV
                and depth < 2
                and plan.order != "zu"
                and w.maybe(0.12)
            ):
                correlate(w, slot, plan, head, items)
                continue
            phrase = given.get(at) or prepositional(w, slot, depth + 1, plain=plan.short)
            items.append(Item(phrase.on(head, "obl"), 8))
        elif slot.role == "fix":
            items.append(
                Item(
                    adverbial(w, slot.text).on(head, "obl" if slot.text not in ("infrage", "eine Rolle") else "obj"),
                    9,
                    False,
                )
            )
        elif slot.role in ("dass", "ob"):
            inner = subordinate(w, slot.role, Plan("last", depth + 1, short=depth > 0))
            items.append(Item(hang(inner, head, "ccomp"), 10, False, last=True))
        elif slot.role in ("zu", "perfect"):
            inner = infinitive(w, frame, depth + 1, perfect=slot.role == "perfect")
            items.append(Item(hang(inner, head, "xcomp"), 10, False, last=True))
        elif slot.role == "als":
            items.append(Item(as_phrase(w, slot.text, head), 8.5, False))
            indefinite = True
    return indefinite


def adverbial(w: World, text: str) -> Phrase:
    """A fixed phrase of a verb ("in Kraft", "zur Verfügung")."""
    return adverbials.fixed(w.fixed[text])


def as_phrase(w: World, what: str, head: Tok) -> Phrase:
    """ "als großen Erfolg", "als riskant"."""
    if what == "adj":
        form = w.pick(
            "riskant wichtig kritisch unzureichend überzogen gefährlich sinnvoll notwendig strategisch".split()
        )
        word = Tok(form, form, "ADJ", "ADJD", "Degree=Pos", head, "advmod")
        inner = [mark("„", word), word, mark("“", word)] if w.maybe(0.35) else [word]
        return Phrase(word, [Tok("als", "als", "CCONJ", "KOKOM", "_", word, "case"), *inner])
    found = common(w, w.pick(w.nouns["nom"]), "nom", "Acc", 2, plain=True, det="ein" if w.maybe(0.4) else None)
    found.on(head, "obl")
    if w.maybe(0.25):
        found.toks = [mark("„", found.head), *found.toks, mark("“", found.head)]
    found.toks.insert(0, Tok("als", "als", "CCONJ", "KOKOM", "_", found.head, "case"))
    return found


def correlate(w: World, slot: Slot, plan: Plan, head: Tok, items: list[Item]) -> None:
    """ "davor, dass …" for a prepositional object."""
    form = PAV[slot.prep]
    word = Tok(form, form, "ADV", "PAV", "PronType=Dem", head, "advmod")
    items.append(Item(Phrase(word, [word]), 8, False))
    inner = subordinate(w, "dass", Plan("last", plan.depth + 1, short=True))
    items.append(Item(hang(inner, head, "ccomp"), 10, False, last=True))


def hang(inner: Clause, head: Tok, label: str) -> Phrase:
    """A clause between commas as a constituent."""
    inner.head.head, inner.head.label = head, label
    return Phrase(inner.head, fenced(inner.toks, inner.head))


def adjuncts(w: World, plan: Plan, spec: Spec, head: Tok, items: list[Item], *, manner: bool = True) -> None:
    """Adds adverbs and adverbial phrases: fewer the deeper the clause; those of manner where the verb has one."""
    less = 0.5 if plan.depth or plan.short else 1.0
    past, coming = spec.tense in adverbials.PAST, spec.tense in adverbials.FUTURE
    timed = w.maybe(0.3 * less)
    if timed:
        items.append(Item(adverbials.time(w, spec.tense).on(head, "obl"), 3.2 + w.chance.random() * 2.2))
    elif w.maybe(0.34 * less):
        kinds = (
            ("time", "time", "freq", "past") if past else ("time", "time", "freq", "future") if coming else ("time",)
        )
        phrase, front = adverbials.adverb(w, kinds)
        items.append(Item(phrase.on(head, "advmod"), 3.5 + w.chance.random(), front))
    if w.maybe(0.28 * less):
        classes = ["manner"] if manner else []
        classes += ["sent"] if plan.order != "zu" else []
        classes += ["link"] if not plan.depth else []
        kind = w.pick(classes) if classes else ""
        if kind:
            phrase, front = adverbials.adverb(w, (kind,))
            items.append(Item(phrase.on(head, "advmod"), 6.4 if kind == "manner" else 3.0, front))
    for name, share in (("cause", 0.07), ("means", 0.03), ("place", 0.07), ("manner", 0.03), ("link", 0.015)):
        if w.maybe(share * less) and len(items) < 6 and (manner or name not in ("manner", "means")):
            if name in ("manner", "link"):
                phrase, front = adverbials.fixed(w.pick(w.fixed_by[name])), True
            else:
                phrase, front = adverbials.adjunct(w, name, plan.depth + 1)
            items.append(Item(phrase.on(head, "obl"), {"cause": 3.8, "means": 6.3, "place": 5.5}.get(name, 6.4), front))
    if not plan.depth and not plan.short and w.maybe(0.06):
        items.append(Item(adverbials.source(w).on(head, "obl"), 3.1))


def subordinate(
    w: World, word: str, plan: Plan, *, frame: Frame | None = None, subject: Phrase | None = None
) -> Clause:
    """A clause with its conjunction and the verb at its end."""
    frame = frame or frame_for(w, verb_only=plan.depth > 1)
    inner = clause(w, frame, plan, subject=subject)
    if word == "ob" and w.maybe(0.4):
        form = w.pick(("warum", "wann", "wie", "weshalb", "wo"))
        opener = Tok(form, form, "ADV", "PWAV", "PronType=Int", inner.head, "advmod")
    else:
        opener = Tok(word, word, "SCONJ", "KOUS", "_", inner.head, "mark")
    inner.toks.insert(0, opener)
    return inner


def infinitive(
    w: World, outer: Frame, depth: int, *, perfect: bool = False, word: str = "", kinds: tuple[str, ...] = ()
) -> Clause:
    """A clause with "zu"; `word` is "um", "ohne" or "statt"."""
    kinds = kinds or tuple(k for k in outer.subject if k in ("firm", "state", "person", "body")) or ("firm",)
    if outer.has("dat", "acc"):
        kinds = next((s.kinds for s in outer.slots if s.role in ("dat", "acc")), kinds)
    kinds = tuple(k for k in kinds if k in ("firm", "state", "body", "person")) or ("firm",)
    frame = frame_for(w, kinds, verb_only=True)
    while "s" in frame.flags and not frame.slots or frame.has("als"):
        frame = frame_for(w, kinds, verb_only=True)
    inner = clause(
        w, frame, Plan("zu", depth, passive=False, short=depth > 1), spec=Spec("perfect" if perfect else "present")
    )
    if word:
        inner.toks.insert(0, Tok(word, word, "SCONJ", "KOUI", "_", inner.head, "mark"))
    return inner
