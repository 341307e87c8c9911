"""What hangs on what among noun phrases: genitives, attributes, conjuncts, appositions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .phrases import Names, Phrase
from .predicates import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DET_TAGS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PRELAT", "PWAT"})
NOUN_TAGS = frozenset({"NN", "NE", "FM", "XY"})
QUOTES = frozenset("„“”\"‚‘’'»«›‹")
MEASURES = frozenset(
    {
        "Prozent",
        "Euro",
        "Dollar",
        "US-Dollar",
        "Millionen",
        "Milliarden",
        "Million",
        "Milliarde",
        "Billionen",
        "Tonnen",
        "Jahr",
        "Jahre",
        "Jahren",
        "Jahres",
        "Monat",
        "Monate",
        "Monaten",
        "Uhr",
        "Rupien",
        "Yen",
        "Yuan",
        "Mal",
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
        "Ende",
        "Anfang",
        "Mitte",
    }
)
UNITS = frozenset(
    "Tonne Tonnen Kilo Kilogramm Gramm Barrel Fass Liter Unze Unzen Megawatt Gigawatt Kubikmeter Handvoll Dutzend "
    "Paar".split()
)
AMOUNTS = frozenset(
    {"Prozent", "Euro", "Dollar", "US-Dollar", "Millionen", "Milliarden", "Million", "Milliarde", "Tonnen"}
)


def attach(doc: Doc, found: list[Phrase], known: Names) -> tuple[Phrase, ...]:
    linked: list[Phrase] = []
    for phrase in found:
        previous = linked[-1] if linked else None
        if previous is not None:
            gap = [doc[i] for i in range(previous.end, phrase.prep_at if phrase.prep_at is not None else phrase.start)]
            gap = [t for t in gap if t.text not in QUOTES and not t.is_space and t.tag_ != "PTKVZ"]
            phrase = _attached(doc, phrase, previous, gap, linked, known)
        linked.append(phrase)
    return tuple(_close_lists(doc, linked))


def _attached(
    doc: Doc, phrase: Phrase, previous: Phrase, gap: list[Token], linked: list[Phrase], known: Names
) -> Phrase:
    joined = not gap
    if joined and previous.kind in ("noun", "name") and phrase.kind in ("noun", "name"):
        if phrase.prep is not None:
            return (
                phrase
                if doc[previous.head].text in MEASURES - AMOUNTS
                else replace(phrase, attribute_of=previous.index)
            )
        if previous.kind == "noun" and _can_be_genitive(doc, phrase, previous, known):
            return replace(phrase, genitive_of=previous.index, cases=frozenset({"GEN"}))
        if phrase.kind == "name" and previous.attribute_of is not None:
            # "der Förderer [von Borsalz] Eti Maden": the name belongs to the noun before the attribute
            outer = linked[previous.attribute_of]
            if outer.kind == "noun" and outer.name is None and previous.prep in ("von", "für"):
                return replace(phrase, apposition_of=outer.index, cases=outer.cases)
        if phrase.kind == "name" and previous.genitive_of is not None and previous.name is None:
            # "der Vorsitzende [des Ausschusses] Brian Mast"
            outer = linked[previous.genitive_of]
            if outer.kind == "noun" and outer.name is None and previous.kind == "noun":
                return replace(phrase, apposition_of=outer.index, cases=outer.cases)
    if gap and gap[0].text == ",":
        gap = gap[:1] + [t for t in gap[1:] if t.tag_ != "ADV"]  # "Vitesco, einst eine Tochter von Continental"
    words = [t.lower_ for t in gap]
    if words == ["noch"] and not any(t.lower_ == "weder" for t in doc[max(0, previous.start - 4) : previous.end]):
        return phrase  # "unter dieser Regel bisher keine Aufträge"
    if (
        phrase.kind in ("noun", "name")
        and previous.kind in ("noun", "name", "pronoun")
        and words
        in (
            ["und"],
            ["oder"],
            ["sowie"],
            ["bzw."],
            ["&"],
            [","],
            [",", "und"],
            ["und", "auch"],
            ["als", "auch"],
            ["noch"],
        )
    ):
        first = _first_member(linked, previous)
        if words in (["und"], ["oder"], [",", "und"]) and _verb_behind(doc, phrase, previous):
            return phrase
        if words == [","]:
            if _opens_clause(doc, phrase) or phrase.prep not in (None, first.prep):
                return phrase
            determined = first.end - first.start > 1 and first.name is None
            if phrase.kind == "name" and first.kind == "noun" and determined and _joined(doc, phrase):
                return phrase  # "eine Behörde des Ministeriums, Samsung und Hynix": a new list opens
            return replace(phrase, conjunct_of=-1 - first.index)  # open: list or apposition, closed below
        if phrase.prep is None or phrase.prep == first.prep:
            return replace(phrase, conjunct_of=first.index, prep=phrase.prep or first.prep)
    return phrase


def _verb_behind(doc: Doc, phrase: Phrase, previous: Phrase) -> bool:
    """„China liefert Gallium, und [die USA] erheben Zölle“: a second finite verb right behind what "und" joins."""
    if phrase.end >= len(doc) or doc[phrase.end].tag_ not in FINITE or phrase.prep is not None:
        return False
    for i in range(previous.start - 1, -1, -1):
        if doc[i + 1].is_sent_start:
            return False
        if doc[i].tag_ in FINITE:
            return True
        if doc[i].tag_ in ("KOUS", "PRELS", "PRELAT", "PWAV", "PWS") or doc[i].is_sent_start or doc[i].text in ",;:–":
            return False
    return False


def _joined(doc: Doc, phrase: Phrase) -> bool:
    return phrase.end < len(doc) and doc[phrase.end].tag_ == "KON"


def _first_member(linked: Sequence[Phrase], phrase: Phrase) -> Phrase:
    """The first member of a coordination, also one whose list is still open."""
    while phrase.conjunct_of is not None:
        phrase = linked[phrase.conjunct_of if phrase.conjunct_of >= 0 else -1 - phrase.conjunct_of]
    return phrase


def _opens_clause(doc: Doc, phrase: Phrase) -> bool:
    """Behind a comma, a verb before the next comma: "…, fortschrittliche Chips zu liefern" is no apposition."""
    for i in range(phrase.end, len(doc)):
        token = doc[i]
        if token.text in (",", ".", ";", ":", "–", "(") or token.tag_ == "KON" or token.is_sent_start:
            return False
        if token.tag_.startswith("V"):
            return True
    return False


def genitive_name(token: Token, known: Names) -> bool:
    """By what is known of the name ("Paris" is no genitive), else by its ending."""
    if token.i in known.inside:
        return token.i in known.genitives
    return token.text.endswith(("s", "’", "'")) and len(token.text) > 3


def _can_be_genitive(doc: Doc, phrase: Phrase, previous: Phrase, known: Names) -> bool:
    if phrase.kind == "name":
        return genitive_name(doc[phrase.end - 1], known) and previous.name is None
    opener = doc[phrase.start]
    if opener.lower_ == "der" and (previous.name is not None or _declines_as_nominative(doc, phrase)):
        return False  # "sagte Firmenchefin Maren Olde [der Zeitung]", "ist der Konzern [der erste Hersteller]"
    if opener.tag_ in DET_TAGS or opener.tag_ == "ADJA":
        if "GEN" not in phrase.cases:
            return False
        # "das Land der Regierung": behind a noun "der" is a genitive
        if opener.tag_ == "ADJA" and phrase.cases == {"GEN"} and doc[phrase.head].text.endswith("s"):
            return True  # "der Abnehmer nigrischen Urans"
        return opener.lower_ in ("des", "der", "eines", "einer") or opener.lower_.endswith(("er", "es"))
    return False


def _declines_as_nominative(doc: Doc, phrase: Phrase) -> bool:
    """„der erste Hersteller“: behind "der" only the nominative has an adjective in -e."""
    after = doc[phrase.start + 1] if phrase.start + 1 < phrase.head else None
    return after is not None and after.tag_ == "ADJA" and after.lower_.endswith("e")


def _close_lists(doc: Doc, linked: list[Phrase]) -> Iterable[Phrase]:
    """A comma joins a list only if "und" or "oder" closes it; else what follows the comma is an apposition."""
    closed = {p.conjunct_of for p in linked if p.conjunct_of is not None and p.conjunct_of >= 0}
    for phrase in linked:
        if phrase.conjunct_of is not None and phrase.conjunct_of < 0:
            first = -1 - phrase.conjunct_of
            if first in closed:
                phrase = replace(phrase, conjunct_of=first, prep=phrase.prep or linked[first].prep)
            else:
                phrase = replace(phrase, conjunct_of=None, apposition_of=_apposed_to(linked, phrase))
        yield phrase


def _apposed_to(linked: Sequence[Phrase], phrase: Phrase) -> int | None:
    """What an apposition explains: a name the noun that has none yet ("der Vorsitzende des Ausschusses, X"), a noun
    the nearest phrase before it that agrees in case, number and gender."""
    if phrase.prep is not None:
        return None
    above: Phrase | None = linked[phrase.index - 1]
    candidates: list[Phrase] = []
    while above is not None:
        candidates.append(above)
        links = (above.genitive_of, above.attribute_of, above.conjunct_of if (above.conjunct_of or -1) >= 0 else None)
        outer = next((x for x in links if x is not None), None)
        above = linked[outer] if outer is not None else None
    if phrase.kind == "name":
        bare = [p for p in candidates if p.kind == "noun" and p.name is None]
        return bare[-1].index if bare else None
    fitting = [p for p in candidates if p.cases & phrase.cases and _agree(p, phrase)]
    named = [p for p in fitting if p.kind == "name" or p.name is not None]
    return (named or fitting)[0].index if fitting else None


def _agree(left: Phrase, right: Phrase) -> bool:
    return bool(left.numbers & right.numbers) and bool(left.genders & right.genders or "PLU" in left.numbers)


def label_of(doc: Doc, phrase: Phrase) -> str:
    """The parser's label of a phrase: that of its token whose head lies outside."""
    for i in range(phrase.start, phrase.end):
        if not phrase.start <= doc[i].head.i < phrase.end or doc[i].head.i == i:
            return doc[i].dep_
    return doc[phrase.head].dep_
