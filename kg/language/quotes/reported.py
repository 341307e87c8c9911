"""Speech that is only told of: "Merz kritisierte die Zölle", "der Verband sprach von Erpressung"."""

from __future__ import annotations

from .model import REPORTED, Quote
from .reports import Report
from .tables import ACT
from .text import Text


def reported(text: Text, found: Report) -> Quote | None:
    """The sentence of a report that brings no words of its own, or None."""
    clause = found.clause
    if clause.kind != "main" or found.speaker is None or ACT not in found.saying.takes:
        return None
    sentence = text.sentences[found.sentence]
    if clause.object is None and not clause.obliques:
        return None
    mains = [c for c in sentence.clauses if c.kind == "main" and c.predicate is not None]
    whole = len(mains) == 1
    span = text.trimmed(sentence.start if whole else clause.tokens[0], sentence.end if whole else clause.tokens[-1] + 1)
    return Quote(REPORTED, (span,), found.speaker, found.cue) if span is not None else None
