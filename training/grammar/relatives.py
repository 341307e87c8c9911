"""Clauses on nouns: relative clauses, and those that tell what a plan or a worry is."""

from __future__ import annotations

from training.grammar.clauses import clause, frame_for, infinitive, subordinate
from training.grammar.common import common
from training.grammar.inflect import relative
from training.grammar.order import Plan, shows
from training.grammar.tokens import Phrase, Tok, fenced
from training.grammar.world import World

WHOSE = {
    "firm": ("quantity", "plant", "product", "tech"),
    "state": ("plan", "sector", "law"),
    "person": ("plan", "doc"),
    "body": ("doc", "plan"),
    "role": ("plan", "doc"),
    "citizen": ("work", "plan"),
    "public": ("plan",),
    "team": ("match",),
    "plant": ("trade",),
    "chip": ("price",),
    "product": ("price",),
    "material": ("price",),
    "work": ("citizen",),
    "sector": ("quantity", "trade"),
}


def relative_clause(w: World, noun: Phrase, depth: int) -> list[Tok]:
    """A relative clause on the noun between commas, or nothing where no verb fits."""
    role = w.weigh({"nom": 46, "acc": 21, "prep": 16, "dat": 5, "gen": 12})
    plan = Plan("last", depth, passive=False, lead=True, short=True)
    kind = noun.kind
    if role == "gen":
        return _genitive_relative(w, noun, plan)
    given: dict[int, Phrase] = {}
    subject = None
    if role == "nom":
        frames = [f for f in w.by_subject.get(kind, []) if not f.has("als")]
        if not frames:
            return []
        frame = w.pick(frames)
        subject = _relative_phrase(noun, "Nom")
    else:
        options = [(f, at) for f, at in w.by_slot.get((role, kind), []) if not f.has("dass", "zu", "ob", "als")]
        if not options:
            return []
        frame, at = w.pick(options)
        phrase = _relative_phrase(noun, frame.slots[at].case)
        if role == "prep":
            prep = Tok(frame.slots[at].prep, frame.slots[at].prep, "ADP", "APPR", "_", phrase.head, "case")
            phrase.toks = [prep, phrase.head]
        given[at] = phrase
    inner = clause(w, frame, plan, subject=subject, given=given)
    if (
        role == "acc"
        and inner.subject
        and not (noun.gender == "Masc" and noun.number == "Sing" or shows(inner.subject) or inner.number != noun.number)
    ):
        return []  # "die Firma, die Nvidia verklagte": who whom?
    inner.head.head, inner.head.label = noun.head, "acl"
    return fenced(inner.toks, inner.head)


def explanation(w: World, noun: Tok, word: str, depth: int) -> list[Tok]:
    """The clause that tells what a plan, question or worry is, between commas: with "zu", "dass" or "ob"."""
    if word == "zu":
        inner = infinitive(w, frame_for(w, ("firm", "state")), depth + 1, kinds=("firm", "state"))
    else:
        inner = subordinate(w, word, Plan("last", depth + 1, short=True))
    inner.head.head, inner.head.label = noun, "acl"
    return fenced(inner.toks, inner.head)


def _relative_phrase(noun: Phrase, case: str) -> Phrase:
    head = relative(case, noun.gender, noun.number)
    found = Phrase(head, [head], noun.kind, noun.number, noun.gender, True, pronoun=True)
    found.lead = True
    return found


def _genitive_relative(w: World, noun: Phrase, plan: Plan) -> list[Tok]:
    options = WHOSE.get(noun.kind)
    if not options:
        return []
    kind = w.pick(options)
    subject = common(w, w.pick(w.nouns[kind]), kind, "Nom", 3, plain=True, det=None)
    whose = relative("Gen", noun.gender, noun.number)
    whose.head, whose.label = subject.head, "nmod"
    subject.toks.insert(0, whose)
    subject.lead = True
    inner = clause(w, frame_for(w, (kind,), verb_only=True), plan, subject=subject)
    inner.head.head, inner.head.label = noun.head, "acl"
    return fenced(inner.toks, inner.head)
