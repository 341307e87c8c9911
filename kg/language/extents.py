"""How far a noun phrase reaches: determiner to last attribute or conjunct, without what only explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attachment import AMOUNTS, MEASURES, QUOTES, UNITS, label_of
from .government import noun_takes, verb_takes
from .phrases import Phrase
from .predicates import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .clauses import Clause, Sentence

# "rund 400 Millionen", "mehr als 20 Länder": words that measure a number belong to its phrase
_ROUGHLY = frozenset(
    "rund etwa knapp fast gut ungefähr circa ca. mindestens höchstens beinahe nahezu über unter bis".split()
)
_NEARLY = frozenset({"rund", "etwa", "knapp", "fast", "beinahe", "nahezu", "mindestens", "höchstens"})
# prepositions that open an attribute unless the parser says otherwise, and those that hardly ever do
_BINDS = frozenset({"von", "für", "zwischen", "gegen", "über", "an", "aus", "auf", "zu"})
_LOOSE = frozenset("seit wegen trotz während laut bis ab binnen mit durch vor nach unter bei um".split())
_DATES = (MEASURES - AMOUNTS) | frozenset(
    "Woche Wochen Tag Tage Tagen Montagabend Frühjahr Sommer Herbst Winter Quartal Angaben Worten Ansicht Folge".split()
)
_NOMINAL_LABELS = frozenset({"nmod", "appos", "acl", "flat", "conj", "compound"})


def noun_phrase(
    doc: Doc, sentence: Sentence, clause: Clause, phrase: Phrase, apart: Phrase | None = None
) -> tuple[int, int]:
    """The tokens of a whole noun phrase, half-open: articles, adjectives, name, genitives, prepositional attributes
    and conjuncts; no relative clause, no bracket, no apposition behind a comma.

    doc: parsed. sentence: holds the phrase. clause: the clause whose role it fills. apart: a phrase that is no part
    of it (the agent of a passive).
    """
    inside = {phrase.index}
    last = phrase.end
    for other in sentence.phrases[phrase.index + 1 :]:
        if other is apart:
            break
        if other.start == last + 1 and doc[last].lower_ == "wie" and "PLU" in phrase.numbers and phrase.prep is None:
            inside.add(other.index)  # "Konzerne wie Alibaba und Tencent"
            last = other.end
            continue
        if other.inner_of is not None or other.start < last:
            continue
        if not _reachable(doc, last, other) or not _belongs(doc, sentence, clause, other, inside, last):
            if other.index not in inside and other.conjunct_of not in inside:
                break
            continue
        inside.add(other.index)
        last = _measured(doc, sentence, other)
    last = max(last, _measured(doc, sentence, phrase))
    while last < len(doc) and doc[last].dep_ in ("flat", "nummod") and phrase.start <= doc[last].head.i < last:
        last += 1  # "Windows Server [2025]", "Gemini 3 [Ultra]": the rest of a name
    first = _first(doc, phrase)
    if first and doc[first - 1].lower_ in ("sowohl", "weder", "entweder"):
        if any(doc[i].lower_ in ("als", "wie", "noch", "oder") for i in range(phrase.end, last)):
            first -= 1
    return first, last


def _measured(doc: Doc, sentence: Sentence, phrase: Phrase) -> int:
    """Where a phrase ends with what it measures: "20.000 Tonnen [seltene Erden]"."""
    if doc[phrase.head].text not in UNITS:
        return phrase.end
    return next((p.end for p in sentence.phrases if p.start == phrase.end and p.prep is None), phrase.end)


def _first(doc: Doc, phrase: Phrase) -> int:
    """Where the phrase begins, with what measures its number ("mehr als 20 Länder", "rund 400 Millionen Dollar")."""
    first = phrase.start
    while first < phrase.head and doc[first].text in QUOTES:
        first += 1
    while first < phrase.head and doc[first].tag_ in ("ADJD", "ADV") and doc[first].lower_ not in _ROUGHLY:
        first += 1  # "liefert [jährlich] 20.000 Tonnen"
    lowest = phrase.prep_at + 1 if phrase.prep_at is not None else 0
    before = doc[first - 1] if first > lowest else None
    if before is None:
        return first
    if before.lower_ == "als" and first - 2 >= lowest and doc[first - 2].lower_ in ("mehr", "weniger"):
        return first - 2
    if doc[first].tag_ == "CARD" or doc[first].lower_.startswith(("eine", "ein", "alle")):
        if before.lower_ in _NEARLY or (before.lower_ in _ROUGHLY and doc[first].tag_ == "CARD" and first - 1 > 0):
            first -= 1
        elif before.lower_ == "zu" and first - 2 >= lowest and doc[first - 2].lower_ == "bis":
            first -= 2
    return first


def _reachable(doc: Doc, last: int, other: Phrase) -> bool:
    """Whether nothing but marks, "und" and a preposition stands between two phrases; a bracket or dash parts them."""
    stop = other.prep_at if other.prep_at is not None else other.start
    gap = [doc[i] for i in range(last, stop)]
    return all(
        t.is_space or t.text == "," or t.text in QUOTES or t.tag_ in ("KON", "ADV", "APPR", "APPRART", "KOKOM")
        for t in gap
    )


def _belongs(doc: Doc, sentence: Sentence, clause: Clause, other: Phrase, inside: set[int], last: int) -> bool:
    if other.genitive_of in inside or other.conjunct_of in inside:
        return True
    if other.apposition_of in inside:
        # "die Leiterin des Gremiums Ida Beil"; behind a comma it only explains
        return all(doc[i].text != "," for i in range(last, other.start))
    if other.attribute_of not in inside:
        return False
    return is_attribute(doc, sentence, clause, other)


def is_attribute(doc: Doc, sentence: Sentence, clause: Clause, other: Phrase) -> bool:
    """Whether a prepositional phrase right behind a noun belongs to the noun and not to the verb."""
    assert other.attribute_of is not None
    if before_finite(doc, clause, other):
        return True
    text = doc[other.head].text
    if text.lower().endswith(("wert", "höhe", "umfang", "qualität", "größe")) and other.prep == "in":
        return True  # "Garn für 12 Millionen Euro"
    if text in _DATES and other.prep != "von":
        return False
    holder = sentence.phrases[other.attribute_of]
    named = holder.kind == "name" or (holder.name is not None and holder.name[0] > holder.head)
    if named and (other.prep != "von" or holder.kind == "name"):
        return False  # "empfing Präsident Ruiz [am Hafen]"
    nouns = _nouns_above(doc, sentence, holder)
    verb = clause.predicate.lemma if clause.predicate is not None else ""
    contracted = other.prep_at is not None and doc[other.prep_at].lower_ == "vom"  # "laufen vom Band"
    return _attribute_score(label_of(doc, other), nouns, verb, other.prep or "", contracted=contracted) > 0


def _nouns_above(doc: Doc, sentence: Sentence, phrase: Phrase) -> list[str]:
    """A noun and those it hangs on: in "den Verkauf von Chips nach Japan" "nach" is Verkauf's."""
    nouns = [doc[phrase.head].text]
    while True:
        above = phrase.attribute_of if phrase.attribute_of is not None else phrase.genitive_of
        if above is None:
            return nouns
        phrase = sentence.phrases[above]
        nouns.append(doc[phrase.head].text)


def _attribute_score(label: str, nouns: list[str], verb: str, preposition: str, *, contracted: bool) -> float:
    """The parser's label against what noun and verb govern, and what the preposition mostly does."""
    score = 1.4 if label in _NOMINAL_LABELS else -1.4 if label in ("obl", "obl:agent", "obl:arg") else 0.0
    score += 1.5 if any(noun_takes(noun, preposition) for noun in nouns) else 0.0
    score -= 1.5 if verb_takes(verb, preposition) else 0.0
    if preposition == "von" and not contracted and not verb_takes(verb, "von"):
        score += 1.0
    return score + (0.3 if preposition in _BINDS else -1.1 if preposition in _LOOSE else 0.0)


def before_finite(doc: Doc, clause: Clause, other: Phrase) -> bool:
    """Whether a phrase stands before the finite verb of a main clause: there all is one constituent."""
    verb = clause.predicate
    if verb is None or verb.finite is None or clause.kind != "main" or other.end > verb.finite:
        return False
    opener = next(doc[i] for i in clause.tokens if not doc[i].is_punct)
    if opener.tag_ in ("KOUS", "PWAV", "PWS", "PWAT", "PRELS") and other.start > opener.i:
        return False  # "weshalb Wien im Streit siegt"
    return verb.finite in clause.tokens and not any(doc[i].tag_ in FINITE for i in range(clause.tokens[0], verb.finite))
