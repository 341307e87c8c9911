"""The tense at a place of the text: what was, what is so, what is or will be done."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import is_time, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.language.clauses import Clause, Sentence

_AHEAD = frozenset({"sollen", "wollen", "können", "müssen", "dürfen", "mögen"})


@dataclass(frozen=True, slots=True)
class Tense:
    """`was`: -1 past, 1 present or future, 0 unknown. `plain`: the present tense; `still`: and a state, not a deed.

    `sentence`: its number.
    """

    was: int = 0
    still: bool = False
    sentence: int = 0
    plain: bool = False


def tenses(doc: Doc, read: Sequence[Sentence]) -> Callable[[int], Tense]:
    """From a code point to the tense of the clause there; a participle before its noun has its own.

    doc: tagged. read: its sentences with clauses; where none are given no tense is known.
    """
    starts = [token.idx for token in doc]
    at = _by_token(doc, read)

    def tense_at(offset: int) -> Tense:
        return at.get(bisect_right(starts, offset) - 1, Tense())

    return tense_at


def _by_token(doc: Doc, read: Sequence[Sentence]) -> dict[int, Tense]:
    out: dict[int, Tense] = {}
    for number, sentence in enumerate(read):
        out.update((i, Tense(sentence=number)) for i in range(sentence.start, sentence.end))
        for clause in sentence.clauses:
            found = _of_clause(clause, number)
            out.update((i, found) for i in clause.tokens)
        for phrase in sentence.phrases:
            if phrase.inner is not None and phrase.inner[1] <= phrase.head:
                closes = doc[phrase.inner[1]].lower_ if phrase.inner[1] < len(doc) else ""
                if _passive(closes) or _passive(doc[phrase.inner[1] - 1].lower_):
                    out.update((i, Tense(-1, sentence=number)) for i in range(*phrase.inner))
        for first, last in _still_to_come(doc, sentence):
            out.update((i, Tense(1, sentence=number)) for i in range(first, last))
    return out


def _still_to_come(doc: Doc, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "vor dem Besuch in Peking [im April]": what it was before was still to come; tokens of its attributes."""
    zone: int | None = None
    for phrase in sentence.phrases:
        first = phrase.prep_at if phrase.prep_at is not None else phrase.start
        if zone is not None and first == zone and phrase.kind in ("noun", "name"):
            yield first, phrase.end
            zone = phrase.end
        elif phrase.prep == "vor" and phrase.kind == "noun" and not is_time(doc[phrase.head].text):
            zone = phrase.end
        else:
            zone = None


def _passive(form: str) -> bool:
    """ "die im April [verhängten] Zölle"."""
    stem = form.rstrip("nmrs").removesuffix("e")
    return stem.endswith(("t", "en")) and not stem.endswith("end")


def _of_clause(clause: Clause, number: int) -> Tense:
    predicate = clause.predicate
    if predicate is None:
        return Tense(sentence=number)
    if predicate.tense in ("past", "perfect", "pluperfect") and predicate.modal not in _AHEAD:
        return Tense(-1, sentence=number)
    if predicate.tense == "past" and predicate.modal != "sollen":  # "sollte der Gipfel scheitern" has not been
        return Tense(-1, sentence=number)
    event = ("verb", "") in lexicon().get(predicate.lemma, ())
    ahead = predicate.tense == "future" or predicate.modal in _AHEAD or clause.kind == "infinitive"
    return Tense(1, still=not ahead and not event, sentence=number, plain=not ahead)
