"""Whose word a sentence is told on: "laut Reuters", "nach Angaben der Polizei", "dem Bericht zufolge", ", so Merz"."""

from __future__ import annotations

from collections.abc import Iterator

from ..clauses import Clause, Sentence
from ..phrases import Phrase
from .model import INDIRECT, Quote, Tokens
from .tables import SOURCE
from .text import Text

_THEREBY = frozenset({"demnach", "demzufolge", "danach"})


def sources(text: Text, s: int) -> Iterator[Quote]:
    """What a sentence tells on somebody's word: the sentence without the words that name the source."""
    sentence = text.sentences[s]
    for phrase in sentence.phrases:
        mark = _mark(text, sentence, phrase)
        clause = text.clause(phrase.head)
        if mark is None or clause is None:
            continue
        if clause.predicate is not None and clause.predicate.lemma in ("hervorgehen", "heißen"):
            continue  # "aus dem Bericht geht hervor": the verb brings it
        speaker = text.speaker(s, clause, phrase)
        first, last = min(mark, phrase.start), max(mark + 1, speaker.tokens[1])
        zufolge = next((i for i in range(last, min(last + 3, sentence.end)) if text.doc[i].lower_ == "zufolge"), None)
        last = zufolge + 1 if zufolge is not None else last
        parts = _rest(text, sentence, clause, first, last)
        if parts:
            yield Quote(INDIRECT, parts, speaker, (mark,), _makes(text, phrase))
    opener = text.doc[sentence.start]
    if opener.lower_ in _THEREBY:
        span = text.trimmed(sentence.start + 1, sentence.end)
        if span is not None:
            yield Quote(INDIRECT, (span,), None, (sentence.start,), inherited=True)


# -- inside -------------------------------------------------------------------------------------------------------


def _makes(text: Text, phrase: Phrase) -> str:
    account = text.account(phrase.head)
    return account.makes if account is not None else ""


def _mark(text: Text, sentence: Sentence, phrase: Phrase) -> int | None:
    """The token that makes a phrase a source: "laut", "zufolge", "nach" with a noun of saying, "so" behind a mark."""
    doc = text.doc
    if phrase.kind == "relative":
        return None  # "eine Regel, der zufolge …"
    before, after = phrase.start - 1, phrase.end
    account = text.account(phrase.head) if phrase.kind == "noun" else None
    source = account is not None and account.kind == SOURCE
    if phrase.prep == "laut":
        return phrase.prep_at
    if phrase.prep is None and before > sentence.start and doc[before].lower_ == "laut":
        return before
    if phrase.genitive_of is None and phrase.attribute_of is None and phrase.prep is None:
        reach = (i for i in range(after, min(after + 8, sentence.end)) if doc[i].lower_ == "zufolge")
        follows = next(reach, None)
        if follows is not None and (follows == after or _one_phrase(text, sentence, phrase, follows)):
            return follows
        behind = after < sentence.end and doc[after].lower_ == "nach" and source
        own = doc[phrase.start].tag_ == "PPOSAT"  # "ist ihrer Ansicht nach wenig geblieben"
        ends = after + 1 >= sentence.end or doc[after + 1].tag_.startswith("V") or doc[after + 1].is_punct
        if behind and (own or ends):
            return after  # "seiner Meinung nach"
    if source and (phrase.prep == "nach" or (phrase.prep in ("aus", "unter", "gemäß") and phrase.attribute_of is None)):
        return phrase.prep_at
    if before > sentence.start and doc[before].lower_ == "so" and phrase.prep is None:
        if doc[before - 1].is_punct and doc[before - 1].text not in (".", "!", "?") and _ends(text, sentence, phrase):
            return before
    return None


def _one_phrase(text: Text, sentence: Sentence, phrase: Phrase, stop: int) -> bool:
    """Whether only what hangs on a phrase stands between it and "zufolge"."""
    for other in sentence.phrases[phrase.index + 1 :]:
        if other.start >= stop:
            break
        if other.genitive_of is None and other.attribute_of is None and other.apposition_of is None:
            return False
    return all(not text.doc[i].tag_.startswith("V") and text.doc[i].text != "," for i in range(phrase.end, stop))


def _ends(text: Text, sentence: Sentence, phrase: Phrase) -> bool:
    """Whether no verb stands in the piece that "so X" opens: "…, so Merz am Montag, …"."""
    for i in range(phrase.end, sentence.end):
        if text.doc[i].tag_.startswith("V"):
            return False
        if text.doc[i].text in (",", ".", ":", ";", "„", "»", "–"):
            return True
    return True


def _rest(text: Text, sentence: Sentence, clause: Clause, first: int, last: int) -> tuple[Tokens, ...]:
    start = sentence.start
    if clause.tokens[0] < first and clause.kind == "main" and text.doc[clause.tokens[0]].tag_ == "KON":
        start = clause.tokens[0]  # "…, und laut Reuters liefert China": only what "und" joins
    spans = (text.trimmed(start, first), text.trimmed(last, sentence.end))
    return tuple(span for span in spans if span is not None and _worded(text, span))


def _worded(text: Text, span: Tokens) -> bool:
    return any(text.doc[i].is_alpha for i in range(*span))
