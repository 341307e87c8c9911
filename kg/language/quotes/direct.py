"""Direct speech: words in quotation marks, with who speaks them; a few words quoted in a sentence are "mixed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..predicates import FINITE
from .marks import CLOSING, pairs
from .model import DIRECT, MIXED, Quote, Speaker
from .reports import Report, speaker_of
from .text import Text

_GAP = frozenset({",", "-", "–", "—", ".", "!", "?", "…"})
_NAMED = frozenset({"NE", "FM", "CARD", "XY", "TRUNC"})


def direct(text: Text, found: Sequence[Report]) -> Iterator[Quote]:
    """The direct quotes of an article in order; those that nobody is said to speak have no speaker yet.

    found: its reports.
    """
    by_verb = {i: r for r in found for i in r.cue}
    for start, end in pairs(text.doc):
        quote = _whole(text, start, end, by_verb)
        if quote is not None:
            yield quote


def mixed(text: Text, found: Sequence[Report], told: Sequence[Quote], whole: Sequence[Quote]) -> Iterator[Quote]:
    """Pieces in quotation marks inside what a sentence tells on somebody's word.

    found: the reports. told: the indirect quotes. whole: the direct ones.
    """
    taken = {quote.first for quote in whole}
    by_clause = {(r.sentence, r.clause.index): r for r in found}
    around: dict[int, list[Quote]] = {}
    for quote in told:
        for s in {text.sentence_at[a] for a, _ in quote.parts}:
            around.setdefault(s, []).append(quote)
    for start, end in pairs(text.doc):
        if start in taken or end - start < 3 or _is_name(text, start, end):
            continue
        s = text.sentence_at[start]
        outer = next((q for q in around.get(s, ()) if q.holds(start)), None)
        if outer is not None:
            yield replace(outer, type=MIXED, parts=((start, end),))
            continue
        by = by_clause.get((s, text.clause_at[start + 1])) or by_clause.get((s, text.clause_at[start]))
        if by is not None and start not in range(*(by.speaker.tokens if by.speaker else (0, 0))):
            yield Quote(MIXED, ((start, end),), by.speaker, by.cue)


# -- inside -------------------------------------------------------------------------------------------------------


def _whole(text: Text, start: int, end: int, by_verb: dict[int, Report]) -> Quote | None:
    """The direct quote of a pair of marks; None where its words are part of the writer's own sentence."""
    doc = text.doc
    lead = _before(text, start)
    tag = _after(text, end, by_verb)
    says = any(doc[i].tag_ in FINITE for i in range(start + 1, end - 1))
    closed = doc[end - 2].text in (".", "!", "?", ",") or doc[start + 1].is_title
    opens = start == 0 or text.sentence_at[start] < 0 or _opens(text, start)
    if lead is not None and doc[lead].text == ":":
        by = _lead(text, lead)
    elif tag is not None and (says or end - start > 5) and not _is_name(text, start, end):
        by = tag
    elif says and closed and opens and end - start > 4:
        by = (None, ())
    else:
        return None
    speaker, cue = by
    return Quote(DIRECT, ((start, end),), speaker, cue)


def _opens(text: Text, start: int) -> bool:
    """Whether nothing stands before a mark in its sentence."""
    sentence = text.sentences[text.sentence_at[start]]
    return all(text.doc[i].is_space or text.doc[i].is_punct for i in range(sentence.start, start))


def _before(text: Text, start: int) -> int | None:
    i = start - 1
    while i >= 0 and text.doc[i].is_space:
        i -= 1
    return i if i >= 0 else None


def _after(text: Text, end: int, by_verb: dict[int, Report]) -> tuple[Speaker | None, tuple[int, ...]] | None:
    """Who speaks by what stands behind the closing mark: "…“, [sagte Merz]", "…“, [so Merz]"."""
    doc = text.doc
    i = end
    while i < len(doc) and (doc[i].text in _GAP or doc[i].text in CLOSING):
        i += 1
    if i >= len(doc) or doc[i].is_space:
        return None
    found = by_verb.get(i)
    if found is not None and found.clause.predicate is not None and found.clause.predicate.finite == i:
        return found.speaker, found.cue
    clause = text.clause(i)
    s = text.sentence_at[i]
    if doc[i].lower_ == "so" and clause is not None and i > end:
        phrase = next((p for p in text.sentences[s].phrases if p.start == i + 1), None)
        return (text.speaker(s, clause, phrase), (i,)) if phrase is not None else None
    if doc[i].tag_ == "VVFIN" and i > end and clause is not None and clause.predicate is not None:
        speaker = speaker_of(text, s, clause)  # "…“, freut sich Merz"
        return (speaker, (i,)) if speaker is not None else None
    return None


def _lead(text: Text, colon: int) -> tuple[Speaker | None, tuple[int, ...]]:
    """Who speaks by what stands before the colon: a clause with any verb ("Merz ist sicher:") or a bare name."""
    s = text.sentence_at[colon]
    sentence = text.sentences[s]
    before = [c for c in sentence.clauses if c.tokens[0] < colon]
    reports = [c for c in before if c.predicate is not None and c.predicate.lemma in text.sayings.verbs]
    main = [c for c in before if c.predicate is not None and c.kind == "main"]
    for clause in (*reversed(reports), *main):
        speaker = speaker_of(text, s, clause)
        if speaker is not None:
            verb = clause.predicate.verb if clause.predicate is not None else colon
            return speaker, (verb,)
    phrases = [p for p in sentence.phrases if p.end <= colon and p.prep is None]
    if not main and phrases and before:
        return text.speaker(s, before[0], phrases[0]), (colon,)
    return None, ()


def _is_name(text: Text, start: int, end: int) -> bool:
    """Names and titles stand in quotation marks too: "das Magazin „Spiegel“", "der Film „Heimat“"."""
    doc = text.doc
    words = [doc[i] for i in range(start + 1, end - 1) if not doc[i].is_punct]
    if not words or all(t.tag_ in _NAMED or t.ent_type_ for t in words):
        return True
    before = doc[start - 1] if start else None
    apposed = before is not None and before.tag_ in ("NN", "NE") and text.account(before.i) is None
    return apposed and all(t.text[:1].isupper() or t.tag_ in ("ART", "APPR", "APPRART") for t in words)
