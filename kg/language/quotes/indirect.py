"""Indirect speech in the sentence of its verb: dass-clauses, infinitives, main clauses in Konjunktiv or behind a comma.

„Merz sagte, [China liefere Gallium]“, "[China liefere Gallium], sagte Merz, [und zwar seit Jahren]".
"""

from __future__ import annotations

from collections.abc import Iterator

from ..clauses import Clause, Sentence
from .marks import CLOSING, OPENING
from .model import INDIRECT, Quote, Speaker, Tokens
from .reports import Report
from .tables import ACT, WORD
from .text import Text

_APART = frozenset({"um", "ohne", "statt", "anstatt", "weil", "nachdem", "während", "obwohl", "als", "wenn", "bevor"})
_COMPLEMENT = ("complement", "infinitive")


def indirect(text: Text, found: Report) -> Quote | None:
    """What a report brings in its own sentence, or None."""
    sentence = text.sentences[found.sentence]
    behind = _behind(text, sentence, found.clause, found.saying.takes)
    around = _around(text, sentence, found.clause)
    parts = around if not behind or (len(around) > 1 and _told_before(sentence, found.clause)) else behind
    if not parts:
        return None
    return Quote(INDIRECT, parts, found.speaker, found.cue, found.makes, verb=found.saying.verb)


def taken_up(text: Text, found: Report) -> Quote | None:
    """„China liefert Gallium. [Das sagte Merz.]“: the sentence before is what was said."""
    clause, s = found.clause, found.sentence
    words = [i for i in clause.tokens if not text.doc[i].is_punct and not text.doc[i].is_space]
    if not s or clause.kind != "main" or clause.predicate is None or not words:
        return None
    if text.doc[words[0]].lower_ not in ("das", "dies", "dieses") or clause.predicate.finite not in words[1:2]:
        return None
    before = text.sentences[s - 1]
    span = text.trimmed(before.start, before.end)
    apart = "\n" in text.doc[before.start : before.end].text.rstrip("\n") or found.speaker is None
    return None if span is None or apart else Quote(INDIRECT, (span,), found.speaker, found.cue, found.makes)


def by_noun(text: Text, s: int) -> Iterator[Quote]:
    """„Den Vorwurf, [China liefere Gallium], …“: what a noun of saying holds; its owner or the subject speaks."""
    sentence = text.sentences[s]
    for clause in sentence.clauses:
        whence = clause.kind == "relative" and clause.introducer in ("wonach", "demzufolge", "derzufolge")
        if clause.kind == "verbless" or clause.predicate is None or not (whence or _content(clause)):
            continue
        before = clause.tokens[0] - 1
        while before > sentence.start and (text.doc[before].is_punct or text.doc[before].is_space):
            before -= 1
        phrase = _phrase_ending(sentence, before)
        account = text.account(phrase.head) if phrase is not None else None
        holder = text.clause(phrase.head) if phrase is not None else None
        if whence and phrase is not None and holder is not None:
            # "ein Bericht, [wonach China liefert]"
            span = text.trimmed(clause.tokens[0] + 1, clause.tokens[-1] + 1)
            yield Quote(INDIRECT, (span,), text.speaker(s, holder, phrase), (clause.tokens[0],))
            continue
        if phrase is None or account is None or account.kind != WORD:
            continue
        if clause.kind == "main" and not clause.predicate.konjunktiv:
            continue
        span = text.trimmed(clause.tokens[0], _reach(sentence, clause, sentence.end))
        if span is not None and holder is not None:
            yield Quote(INDIRECT, (span,), _owner(text, s, holder, phrase), (phrase.head,), account.makes)


# -- inside -------------------------------------------------------------------------------------------------------


def _owner(text: Text, s: int, holder: Clause, phrase) -> Speaker | None:
    sentence = text.sentences[s]
    for other in sentence.phrases:
        if other.genitive_of == phrase.index or (other.attribute_of == phrase.index and other.prep in ("von", "aus")):
            return text.speaker(s, holder, other)
    if phrase.possessor is not None:
        return Speaker(phrase.possessor, s, phrase.index)
    subject = sentence.phrases[holder.subject] if holder.subject is not None else None
    return text.speaker(s, holder, subject) if subject is not None and subject is not phrase else None


def _phrase_ending(sentence: Sentence, token: int):
    """The phrase that a token closes, attributes walked back: "der Vorwurf [der Kommission], …"."""
    found = next((p for p in sentence.phrases if p.start <= token < p.end), None)
    while found is not None and (found.genitive_of is not None or found.attribute_of is not None):
        above = found.genitive_of if found.genitive_of is not None else found.attribute_of
        assert above is not None
        found = sentence.phrases[above]
    return found


def _content(clause: Clause) -> bool:
    if clause.kind in _COMPLEMENT:
        return clause.introducer not in _APART
    return clause.kind == "main" and clause.predicate is not None and bool(clause.predicate.konjunktiv)


def _behind(text: Text, sentence: Sentence, own: Clause, takes: frozenset[str]) -> tuple[Tokens, ...]:
    """What is said behind its verb: the first clause that can be it, with all that hangs on it."""
    for clause in sentence.clauses[own.index + 1 :]:
        if clause.predicate is None or (clause.kind in ("relative", "adverbial") and not clause.condition):
            continue
        governed = clause.kind in _COMPLEMENT and clause.introducer not in _APART and _under(sentence, clause, own)
        spoken = clause.kind == "main" and takes != {ACT} and _follows(text, sentence, own, clause)
        supposed = clause.condition and clause.kind != "relative" and _leads(sentence, clause)
        if not (governed or spoken or supposed):
            if clause.kind == "main":
                return ()
            continue
        start = clause.tokens[0]
        stop = next((i for i in own.tokens if i > start), sentence.end)
        span = text.trimmed(start, min(stop, _reach(sentence, clause, sentence.end)))
        return (span,) if span is not None else ()
    return ()


def _leads(sentence: Sentence, clause: Clause) -> bool:
    """„sagte, [wenn China liefere, steige der Preis]“: a condition opens what is said."""
    after = sentence.clauses[clause.index + 1 : clause.index + 2]
    return bool(after) and after[0].predicate is not None and bool(after[0].predicate.konjunktiv)


def _under(sentence: Sentence, clause: Clause, own: Clause) -> bool:
    parent = clause.parent
    while parent is not None and parent != own.index and sentence.clauses[parent].kind in ("relative", "adverbial"):
        parent = sentence.clauses[parent].parent  # "sagte dem Sender, der …, dass China liefert"
    return parent == own.index


def _follows(text: Text, sentence: Sentence, own: Clause, clause: Clause) -> bool:
    """A main clause right behind the verb of saying: behind a comma or colon, not joined by "und"."""
    verb = clause.predicate
    assert verb is not None
    before = clause.tokens[0] - 1
    if before < sentence.start or text.doc[clause.tokens[0]].tag_ == "KON":
        return False
    if verb.konjunktiv:
        return True
    words = [i for i in clause.tokens if not text.doc[i].is_punct]
    shares = clause.subject is None or clause.shared_subject
    says = own.predicate is not None and own.predicate.voice == "active" and own.object is None
    return says and text.doc[before].text in (",", ":") and not shares and words[0] != verb.finite


def _reach(sentence: Sentence, content: Clause, end: int) -> int:
    """Where what is said ends: before the next main clause that is told in the writer's own voice."""
    spoken = content.kind == "main" and content.predicate is not None and bool(content.predicate.konjunktiv)
    for clause in sentence.clauses[content.index + 1 :]:
        if clause.tokens[0] <= content.tokens[0]:
            continue
        own = clause.kind == "main" and clause.predicate is not None and not clause.predicate.konjunktiv
        if own and clause.tokens[0] > content.tokens[-1] and not (spoken and clause.question):
            return clause.tokens[0]
    return end


def _around(text: Text, sentence: Sentence, own: Clause) -> tuple[Tokens, ...]:
    """What is said before its verb, or on both sides: "[China liefere], sagte Merz, [seit Jahren Gallium]"."""
    words = [i for i in own.tokens if not text.doc[i].is_punct and not text.doc[i].is_space]
    inverted = bool(words) and own.predicate is not None and words[0] == own.predicate.finite
    compared = own.introducer == "wie" and own.kind == "adverbial"
    first = min(own.tokens)
    if not (inverted or compared) or (inverted and (first == sentence.start or _goes_on(own))):
        return ()
    before = text.trimmed(_opening(text, sentence, first), first)
    last = max(own.tokens) + 1
    behind = text.trimmed(last, sentence.end) if not _closes(text, sentence, own, last) else None
    spans = tuple(span for span in (before, behind) if span is not None)
    return () if any(_quoted(text, span) for span in spans) else spans


def _goes_on(own: Clause) -> bool:
    """„begrüßte die Einigung, [warnte aber: …]“: a second verb of the same subject says nothing of what was before."""
    predicate = own.predicate
    if predicate is None or predicate.voice == "passive" or predicate.lemma == "heißen":
        return False
    return own.shared_subject or own.subject is None


def _told_before(sentence: Sentence, own: Clause) -> bool:
    """„Deutschland [sei] nicht betroffen, sagte sie, importiere aber …“: what stands before is told in Konjunktiv."""
    mains = [c.predicate for c in sentence.clauses[: own.index] if c.kind == "main" and c.predicate is not None]
    return bool(mains) and mains[-1].konjunktiv == "I"


def _opening(text: Text, sentence: Sentence, token: int) -> int:
    """Where a main clause and what hangs on it opens, looking back from a token: behind a colon, else the sentence."""
    return next((i + 1 for i in range(token - 1, sentence.start, -1) if text.doc[i].text in (":", ";")), sentence.start)


def _closes(text: Text, sentence: Sentence, own: Clause, last: int) -> bool:
    """Whether the sentence goes on in another voice behind the verb of saying: "…, sagte Merz und [reiste ab]"."""
    after = next((c for c in sentence.clauses if c.tokens[0] >= last and c.predicate is not None), None)
    return after is not None and after.shared_subject and not (after.predicate and after.predicate.konjunktiv)


def _quoted(text: Text, span: Tokens) -> bool:
    """What stands in quotation marks as a whole is direct speech."""
    return text.doc[span[0]].text in OPENING and text.doc[span[1] - 1].text in CLOSING
