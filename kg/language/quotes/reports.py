"""Clauses that say that somebody says something: "sagte Merz", "heißt es in dem Bericht", "teilte die Börse mit"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..clauses import Clause, Sentence
from ..phrases import Phrase
from .model import Speaker
from .tables import Saying
from .text import Text

_NOBODY = frozenset({"es", "man", "das", "dies"})
_PLACED = ("in", "bei", "aus", "von", "seitens")  # "heißt es [in dem Bericht]"


@dataclass(frozen=True, slots=True)
class Report:
    """One such clause: sentence and clause index, the verb's row, its tokens, and its subject where it has one."""

    sentence: int
    clause: Clause
    saying: Saying
    cue: tuple[int, ...]
    speaker: Speaker | None

    @property
    def makes(self) -> str:
        """What the verb makes of what is said; who does not deny a thing grants it."""
        denied = self.clause.predicate is not None and self.clause.predicate.negated and self.saying.makes == "Denied"
        return "" if denied else self.saying.makes


def report(text: Text, s: int, clause: Clause) -> Report | None:
    """The report that a clause is, or None."""
    predicate = clause.predicate
    saying = text.sayings.verbs.get(predicate.lemma) if predicate is not None else None
    if predicate is None or saying is None or clause.condition:
        return None
    if saying.beside and predicate.operator not in saying.beside:
        if all(text.doc[i].text not in saying.beside for i in clause.tokens):
            return None
    return Report(s, clause, saying, _cue(text, clause), speaker_of(text, s, clause))


def speaker_of(text: Text, s: int, clause: Clause) -> Speaker | None:
    """Who speaks in a clause: its subject; in the passive who stands behind "von"; "heißt es" names a place."""
    sentence = text.sentences[s]
    predicate = clause.predicate
    subject = sentence.phrases[clause.subject] if clause.subject is not None else None
    if predicate is not None and predicate.voice == "passive" and not predicate.reflexive and not predicate.state:
        return _oblique(text, s, clause, ("von", "seitens")) or _oblique(text, s, clause, _PLACED, accounts=True)
    if subject is not None and subject.kind == "relative":
        subject = sentence.phrases[clause.antecedent] if clause.antecedent is not None else None
    if subject is None or text.doc[subject.head].lower_ in _NOBODY:
        said = predicate is not None and predicate.lemma in ("heißen", "hervorgehen", "stehen", "lauten")
        return _oblique(text, s, clause, _PLACED) if said else None
    return text.speaker(s, clause, _core(sentence, subject))


def _core(sentence: Sentence, phrase: Phrase) -> Phrase:
    while phrase.apposition_of is not None:
        phrase = sentence.phrases[phrase.apposition_of]
    return phrase


def _oblique(
    text: Text, s: int, clause: Clause, prepositions: tuple[str, ...], *, accounts: bool = False
) -> Speaker | None:
    sentence = text.sentences[s]
    for phrase in sentence.phrases:
        if phrase.head not in clause.tokens:
            continue
        told = not accounts or text.account(phrase.head) is not None
        if phrase.prep in prepositions and told and phrase.attribute_of is None:
            return text.speaker(s, clause, phrase)
    return None


def _cue(text: Text, clause: Clause) -> tuple[int, ...]:
    """The verb with its helper and particle."""
    predicate = clause.predicate
    assert predicate is not None
    cue = {predicate.verb} | ({predicate.finite} if predicate.finite is not None else set())
    cue |= {i for i in clause.tokens if text.doc[i].tag_ == "PTKVZ"}
    return tuple(sorted(cue))


def reports(text: Text) -> Iterator[Report]:
    """Every report of the article, in order."""
    for s, sentence in enumerate(text.sentences):
        for clause in sentence.clauses:
            found = report(text, s, clause)
            if found is not None:
                yield found
