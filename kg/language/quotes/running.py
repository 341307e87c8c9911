"""Free indirect speech: sentences in Konjunktiv I, or with "soll … haben", that go on in the voice of the one before."""

from __future__ import annotations

from ..clauses import Sentence
from .model import FREE, Quote
from .text import Text

_SET_PHRASES = frozenset({"es sei denn", "sei es", "wie dem auch sei", "gelobt sei", "man nehme"})


def is_running(text: Text, s: int, *, behind: bool = False) -> bool:
    """Whether a sentence is told in somebody else's voice by its verbs alone.

    behind: a quote stands right before it; then Konjunktiv II and "soll" go on with it.
    """
    sentence = text.sentences[s]
    mains = [c for c in sentence.clauses if c.kind == "main" and c.predicate is not None and not c.question]
    if not mains or any(phrase in _low(text, sentence) for phrase in _SET_PHRASES):
        return False
    verb = mains[0].predicate
    assert verb is not None
    if verb.finite is None or text.doc[verb.finite].tag_ in ("VVIMP", "VAIMP"):
        return False
    goes_on = verb.konjunktiv == "II" or text.doc[verb.finite].lower_ in ("soll", "sollen")
    return verb.konjunktiv == "I" or (behind and goes_on)


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
