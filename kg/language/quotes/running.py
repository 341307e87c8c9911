"""Free indirect speech: sentences in Konjunktiv I or with "soll … haben" that go on in the voice of the one before."""

from __future__ import annotations

from ..clauses import Sentence
from .model import FREE, Quote
from .text import Text

_SET_PHRASES = frozenset({"es sei denn", "sei es", "wie dem auch sei", "gelobt sei", "man nehme"})


def is_running(text: Text, s: int, *, behind: bool = False) -> bool:
    """Whether a sentence is told in somebody else's voice by its verbs alone.

    behind: a quote stands right before it; then Konjunktiv II and "soll" go on with it.
    """
    finite = main_verb(text, s)
    clause = text.clause(finite) if finite is not None else None
    if finite is None or clause is None or clause.predicate is None or text.doc[finite].tag_ in ("VVIMP", "VAIMP"):
        return False
    mood = clause.predicate.konjunktiv
    spoken = mood == "I" or (behind and (mood == "II" or text.doc[finite].lower_ in ("soll", "sollen")))
    return spoken and not any(phrase in _low(text, text.sentences[s]) for phrase in _SET_PHRASES)


def main_verb(text: Text, s: int) -> int | None:
    """The finite verb of a sentence's first main clause, no question."""
    mains = (c.predicate for c in text.sentences[s].clauses if c.kind == "main" and not c.question)
    return next((verb.finite for verb in mains if verb is not None), None)


def is_hearsay(text: Text, s: int) -> bool:
    """„soll … geliefert haben“."""
    for clause in text.sentences[s].clauses:
        verb = clause.predicate
        if verb is None or verb.finite is None or verb.modal != "sollen" or verb.tense not in ("present", "perfect"):
            continue
        if text.doc[verb.finite].lower_ in ("soll", "sollen") and any(
            text.doc[i].tag_ == "VAINF" and text.doc[i].lower_ in ("haben", "sein") and i > verb.verb
            for i in clause.tokens
        ):
            return True
    return False


def running(text: Text, s: int, before: Quote | None, *, behind: bool) -> Quote | None:
    """The sentence as a free quote, by the speaker of the quote before it."""
    if not (is_running(text, s, behind=behind) or is_hearsay(text, s)):
        return None
    sentence = text.sentences[s]
    first, last = sentence.start, sentence.end
    while first < last and text.doc[first].is_space:
        first += 1
    while last > first and text.doc[last - 1].is_space:
        last -= 1
    return Quote(FREE, ((first, last),), before.speaker if before is not None else None, inherited=True)


def _low(text: Text, sentence: Sentence) -> str:
    return text.doc[sentence.start : sentence.end].text.lower()
