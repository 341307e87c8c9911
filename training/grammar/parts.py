"""Main and adverbial clauses as whole sentences are made of them."""

from __future__ import annotations

from training.grammar import speech as spoken
from training.grammar.clauses import clause, frame_for
from training.grammar.copula import copular
from training.grammar.order import Clause, Plan
from training.grammar.tokens import Tok, fenced, mark
from training.grammar.verbs import Spec
from training.grammar.world import World

CONJUNCTIONS = (
    "weil",
    "obwohl",
    "während",
    "wenn",
    "nachdem",
    "da",
    "sobald",
    "bevor",
    "falls",
    "solange",
    "seit",
    "damit",
)


def stop(toks: list[Tok], head: Tok, form: str = ".") -> list[Tok]:
    """The tokens with the closing mark on the root."""
    return [*toks, mark(form, head)]


def main(w: World, *, depth: int = 0, **options) -> Clause:
    """A main clause of any frame, or a copular one."""
    if w.maybe(0.12):
        return copular(w, Plan("v2", depth, **options))
    return clause(w, frame_for(w), Plan("v2", depth, **options))


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


def verb_first(w: World, depth: int = 0, mood: str = "Ind") -> Clause:
    """A main clause whose first place something else takes."""
    plan = Plan("v1", depth, mood, short=w.maybe(0.5))
    return copular(w, plan) if w.maybe(0.12) else clause(w, frame_for(w), plan)


def speech_frame(w: World, inner: Clause) -> list[Tok]:
    """ "X sagte, dass …" around a finished clause."""
    outer = spoken.saying(w, "dass", "v2")
    inner.head.head, inner.head.label = outer.head, "ccomp"
    return stop(outer.toks + fenced(inner.toks, inner.head), outer.head)
