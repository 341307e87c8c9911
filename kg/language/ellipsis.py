"""What a clause leaves out and shares with the one before: subjects, helpers, pronouns; read off its first words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .phrases import Phrase
from .predicates import NONFINITE, Predicate
from .segments import Segment

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .clauses import Clause


def verb_opens(doc: Doc, tokens: Sequence[int], verb: Predicate) -> bool:
    """Whether the finite verb stands right behind the conjunction: then no subject of its own stands before it."""
    words = [i for i in tokens if doc[i].tag_ != "KON" and not doc[i].is_punct]
    return bool(words) and words[0] == verb.finite


def second_verbs(doc: Doc, tokens: Sequence[int], verb: Predicate) -> frozenset[int]:
    """„will A verkaufen [und B verteilen]“: the second verb of one helper and what belongs to it."""
    if doc[verb.verb].tag_ not in NONFINITE or verb.verb == verb.finite:
        return frozenset()
    behind = [i for i in tokens if i > verb.verb]
    neither = any(doc[i].lower_ == "weder" for i in tokens)
    joint = next((i for i in behind if doc[i].tag_ == "KON" or (neither and doc[i].lower_ == "noch")), None)
    if joint is None or joint - verb.verb > 2:
        return frozenset()
    same = {doc[verb.verb].tag_} | ({"VVPP", "VVINF"} if neither else set())
    later = [i for i in behind if i > joint and doc[i].tag_ in same]
    return frozenset(i for i in tokens if joint <= i <= later[0]) if later else frozenset()


def goes_on(doc: Doc, segment: Segment, own: Sequence[Phrase], before: Sequence[Clause]) -> bool:
    """„der bei Elmos lernte und [den Betrieb führt]“: the second half of a relative clause shares its pronoun."""
    last = before[-1] if before else None
    if last is None or segment.kind != "relative" or last.kind != "relative" or last.subject is None:
        return False
    return last.subject == last.relative and not any(p.kind == "relative" or p.possessor is not None for p in own)


def behind_clause(doc: Doc, segment: Segment, tokens: Sequence[int], verb: Predicate, before: Sequence[Clause]) -> bool:
    """„Dass die Preise fallen, [überrascht die Händler]“: right behind a dass- or ob-clause that opens the sentence."""
    if segment.kind != "main" or segment.joined or len(before) != 1 or before[0].kind != "complement":
        return False
    return verb_opens(doc, tokens, verb)


def free_relative(doc: Doc, clause: Clause) -> bool:
    """„[Wer bloß Schiffe sieht], übersieht die Häfen“."""
    words = [doc[i] for i in clause.tokens if not doc[i].is_punct]
    if len(words) < 2 or clause.predicate is None:
        return False
    return words[0].lower_ == "wer" and words[1].i != clause.predicate.finite


def turns(doc: Doc, tokens: Sequence[int]) -> bool:
    """„…, doch bleibt der Markt ruhig“: behind "doch" the verb may stand first and its subject behind it."""
    return doc[tokens[0]].lower_ in ("doch", "denn", "jedoch")


def in_row(doc: Doc, segment: Segment, own: Sequence[Phrase], verb: Predicate, last: Clause) -> bool:
    """„erhöht die Gebühren, [senkt die Rabatte] und …“: a verb in front that the parser joins to the one before, and
    nothing behind it that must be its subject."""
    if verb.finite is None or segment.question or segment.condition or last.predicate is None or last.kind != "main":
        return False
    opener = next((doc[i] for i in last.tokens if not doc[i].is_punct), None)
    joined = doc[verb.finite].dep_ in ("conj", "parataxis") and opener is not None and opener.i != last.predicate.finite
    if not joined or last.subject is None or not verb_opens(doc, segment.tokens, verb):
        return False
    return not any(p.prep is None and (p.cases == {"NOM"} or p.kind != "noun") for p in own)


def asyndetic(doc: Doc, clause: Clause, last: Clause) -> bool:
    """„baut Fabriken, [kauft Minen] und stellt Leute ein“: the middle of a row of verbs."""
    verb = clause.predicate
    assert verb is not None
    if last.predicate is None or last.kind != "main" or last.condition or last.question or clause.question:
        return False
    opener = next((doc[i] for i in last.tokens if not doc[i].is_punct), None)
    if opener is None or opener.tag_ in ("PWS", "PWAV", "PWAT", "KOUS") or opener.i == last.predicate.finite:
        return False
    return verb.voice == "active" and not clause.condition and verb_opens(doc, clause.tokens, verb)
