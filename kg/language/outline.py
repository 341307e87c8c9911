"""Clauses as plain values for whoever wants the grammar only: extent, predicate, subject, objects and agent in full.

A projection of kg.language.clauses: one outline for each finite clause and each infinitive clause with "zu", in text
order, with offsets in code points. What hangs on a noun is decided here: by position where German is plain (all that
stands before the finite verb is one constituent), else by the parser's word and by the preposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .agents import agent_of
from .clauses import Clause, Sentence
from .extents import noun_phrase
from .phrases import Phrase
from .predicates import BARE_INFINITIVE, MODALS, Predicate, has_zu, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "hat zu liefern", "droht zu kippen": these make one clause with their infinitive; "versucht zu liefern" is two
ONE_CLAUSE = frozenset({"haben", "sein", "brauchen", "scheinen", "pflegen", "drohen", "werden"}) | MODALS
# whose dative does what the infinitive says: "erlaubt [Firmen] Kredite aufzunehmen"
CONTROLS_DATIVE = frozenset(
    "erlauben gestatten ermöglichen helfen verbieten untersagen empfehlen raten befehlen".split()
)
_LEADS = frozenset("und oder aber denn sondern sowie doch".split())


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: code points, half-open, and the words themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """One clause. `start`, `end`: code points, half-open, from its first to its last own word.

    `predicate` is the full verb's infinitive with its particle; `tense` present, past, perfect, pluperfect or future;
    `modal` the modal verb's infinitive; `konjunktiv` "I" or "II"; `objects` accusative and dative, in text order.
    """

    start: int
    end: int
    predicate: str
    voice: str
    tense: str
    negated: bool
    modal: str | None
    konjunktiv: str | None
    subject: Span | None
    objects: tuple[Span, ...]
    agent: Span | None


def outlines(doc: Doc, sentences: Iterable[Sentence]) -> list[Outline]:
    """The clauses of a Doc in text order.

    doc: tagged and parsed. sentences: what kg.language.clauses.sentences found in it.
    """
    found = [
        outline
        for sentence in sentences
        for clause in sentence.clauses
        for outline in _read(doc, sentence, _with_aside(doc, sentence, clause))
    ]
    return sorted(found, key=lambda outline: (outline.start, -outline.end))


def _with_aside(doc: Doc, sentence: Sentence, clause: Clause) -> Clause:
    """„… stoppt die Ausfuhr – [trotz aller Bedenken]“: what a dash only sets off from the clause before it."""
    following = clause.index + 1
    if clause.predicate is None or following >= len(sentence.clauses):
        return clause
    aside = sentence.clauses[following]
    first = aside.tokens[0]
    dashed = first > 0 and doc[first - 1].text in ("–", "—") and clause.tokens[-1] == first - 2
    if aside.predicate is None and dashed and doc[first].tag_ in ("APPR", "APPRART", "ADV", "ADJD", "KOKOM"):
        return replace(clause, tokens=(*clause.tokens, *aside.tokens))
    return clause


def _read(doc: Doc, sentence: Sentence, clause: Clause) -> Iterator[Outline]:
    verb = clause.predicate
    if verb is None or not _is_clause(doc, clause, verb):
        return
    if _two_clauses(doc, clause, verb):
        yield from _governed(doc, sentence, clause, verb)
        return
    objects = [i for i in (clause.object, clause.dative) if i is not None]
    agent = agent_of(doc, sentence, clause)
    yield _outline(doc, sentence, clause, verb, clause.tokens, clause.subject, objects, agent)


def _is_clause(doc: Doc, clause: Clause, verb: Predicate) -> bool:
    """Whether it has a finite verb or an infinitive with "zu"; a participle alone ("gestützt auf …") makes none."""
    return verb.finite is not None or has_zu(doc, clause.tokens)


def _two_clauses(doc: Doc, clause: Clause, verb: Predicate) -> bool:
    return (
        verb.operator is not None
        and verb.finite is not None
        and verb.operator not in ONE_CLAUSE | BARE_INFINITIVE - {"helfen"}
        and has_zu(doc, clause.tokens)
    )


def _governed(doc: Doc, sentence: Sentence, clause: Clause, verb: Predicate) -> Iterator[Outline]:
    """„Im Mai begann der Konzern | die Produktion zu verlagern“: two clauses without a comma between them."""
    inner = _infinitive_tokens(doc, sentence, clause, verb) or [verb.verb]
    outer = [i for i in clause.tokens if i not in inner]
    above, below = [], []
    for index in (clause.object, clause.dative):
        if index is not None:
            keeps = index == clause.dative and verb.operator in CONTROLS_DATIVE
            (above if keeps or sentence.phrases[index].head not in inner else below).append(index)
    tense = "past" if verb.tense == "past" else "present"
    operator = Predicate(
        lemma=verb.operator or verb.lemma,
        verb=verb.finite or verb.verb,
        finite=verb.finite,
        tense=tense,
        konjunktiv=verb.konjunktiv,
        negated=is_negated(doc, outer),
    )
    governed = Predicate(
        lemma=verb.lemma,
        verb=verb.verb,
        finite=None,
        voice=verb.voice,
        negated=is_negated(doc, inner),
    )
    yield _outline(doc, sentence, clause, operator, outer, clause.subject, above, None)
    yield _outline(doc, sentence, clause, governed, inner, None, below, agent_of(doc, sentence, clause))


def _infinitive_tokens(doc: Doc, sentence: Sentence, clause: Clause, verb: Predicate) -> list[int]:
    """What belongs to the infinitive: from behind finite verb and subject (or the dative of "erlauben") to its verb."""
    assert verb.finite is not None
    first = verb.finite + 1 if verb.finite < verb.verb else clause.tokens[0]
    holders = [clause.subject, clause.dative if verb.operator in CONTROLS_DATIVE else None]
    for index in holders:
        if index is not None:
            _, end = noun_phrase(doc, sentence, clause, sentence.phrases[index])
            if end <= verb.verb:
                first = max(first, end)
    inner = [i for i in clause.tokens if first <= i <= verb.verb]
    while inner and (doc[inner[0]].tag_ in ("ADV", "PTKNEG", "PRF", "KOUS", "PRELS") or doc[inner[0]].is_punct):
        inner = inner[1:]
    return inner


def _outline(
    doc: Doc,
    sentence: Sentence,
    clause: Clause,
    verb: Predicate,
    tokens: Sequence[int],
    subject: int | None,
    objects: Sequence[int],
    agent: Phrase | None,
) -> Outline:
    own = _own(doc, tokens)

    def span(phrase: Phrase) -> Span:
        # a shared subject stands in an earlier clause, and what hangs on it is decided there
        home = next((c for c in sentence.clauses if c.predicate is not None and phrase.head in c.tokens), clause)
        return _span(doc, *noun_phrase(doc, sentence, home, phrase, agent if phrase is not agent else None))

    extent = _span(doc, own[0], own[-1] + 1)
    phrases = sorted((sentence.phrases[i] for i in objects), key=lambda p: p.start)
    spans = [span(p) for p in phrases]
    filled = span(sentence.phrases[subject]) if subject is not None else None
    spans = [s for s in spans if filled is None or not filled.start <= s.start < filled.end]  # "keine Unze [Gold]"
    spans = [s for n, s in enumerate(spans) if n == 0 or s.start >= spans[n - 1].end]  # "Tonnen [Konzentrat]"
    lemma, voice = verb.lemma, verb.voice
    if verb.operator in BARE_INFINITIVE and not has_zu(doc, tokens):
        lemma, voice = verb.operator or lemma, "active"
    return Outline(
        start=extent.start,
        end=extent.end,
        predicate=lemma,
        voice=voice,
        tense="present" if clause.condition and verb.modal == "sollen" else verb.tense,
        negated=verb.negated,
        modal=None if verb.obliged else verb.modal,
        konjunktiv=verb.konjunktiv or None,
        subject=filled if verb.finite is not None else None,
        objects=tuple(spans),
        agent=span(agent) if agent is not None else None,
    )


def _own(doc: Doc, tokens: Sequence[int]) -> list[int]:
    """The clause's words without what only joins it, and without marks at its edges."""
    own = sorted(i for i in tokens if not doc[i].is_space)
    words = [n for n, i in enumerate(own) if any(c.isalnum() for c in doc[i].text) or doc[i].text == "%"]
    if not words:
        return own
    own = own[words[0] : words[-1] + 1]
    for n in range(len(own) - 1, 1, -1):
        # "…, so der Verband": who said it, no part of the clause where it stands at the edge
        if doc[own[n]].lower_ == "so" and doc[own[n] - 1].text in (",", "“", "–"):
            if not any(doc[i].tag_.startswith("V") for i in own[n:]):
                own = own[:n]
                while len(own) > 1 and not any(c.isalnum() for c in doc[own[-1]].text):
                    own = own[:-1]
            break
    while len(own) > 1 and doc[own[0]].tag_ == "KON" and doc[own[0]].lower_ in _LEADS:
        own = own[1:]
        while len(own) > 1 and doc[own[0]].is_punct:
            own = own[1:]
    return own


def _span(doc: Doc, first: int, last: int) -> Span:
    piece = doc[first:last]
    return Span(piece.start_char, piece.end_char, piece.text)
