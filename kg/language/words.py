"""The words inside a noun phrase: what may stand before its noun, what is a noun, which name belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attachment import DET_TAGS, MEASURES, NOUN_TAGS, QUOTES, genitive_name
from .phrases import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def names_noun(doc: Doc, n: int, noun: int, det: int | None) -> bool:
    """„die Netzaufsicht NTU“, "das Unternehmen Gintrel Metals": capitals alone are a name, and what looks strange
    and is an apposition to the parser, right behind a noun with an article."""
    token = doc[n]
    if token.tag_ not in ("NN", "XY", "FM"):
        return False
    if token.text.isupper() and 2 < len(token.text) < 7:
        return True
    opened = det is not None and doc[det].tag_ in ("ART", "PPOSAT", "PDAT")
    strange = any(c.isupper() for c in token.text[1:]) or (n + 1 < len(doc) and doc[n + 1].tag_ in ("NE", "FM"))
    return opened and strange and token.dep_ in ("appos", "flat") and token.head.i == noun


def surname(doc: Doc, m: int) -> bool:
    """Whether a common noun is a surname for the parser: "Finanzvorständin Lea [Kranz]"."""
    token = doc[m]
    return token.tag_ == "NN" and token.dep_ == "flat" and doc[m - 1].tag_ == "NE"


def plural(token: Token) -> bool:
    """„Hersteller von Magneten JL Mag“: a bare plural takes no name; the name belongs to the noun before."""
    return "Plur" in token.morph.get("Number") or token.text.endswith(("en", "ern", "eln"))


def year(text: str) -> bool:
    """Whether digits are a year of the last or this century."""
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def is_noun(doc: Doc, k: int, known: Names) -> bool:
    """Whether a token is a noun, a known name or a percent sign."""
    if not any(c.isalnum() for c in doc[k].text) and doc[k].text != "%":
        return False
    return (
        k in known.at
        or doc[k].text == "%"
        or doc[k].tag_ in NOUN_TAGS
        or (doc[k].pos_ in ("NOUN", "PROPN") and doc[k].text[:1].isupper())
    )


def opens_noun(doc: Doc, j: int, end: int) -> bool:
    """Whether a noun stands at a token, behind its adjectives."""
    k = skip_modifiers(doc, j, end)
    return k < end and doc[k].tag_ in NOUN_TAGS


def skip_modifiers(doc: Doc, j: int, end: int) -> int:
    """Over adjectives, numbers and quotes that may stand before the noun."""
    k = j
    while k < end:
        token = doc[k]
        coordinated = token.tag_ == "KON" or token.text == ","
        if token.text == "%":
            break
        if token.tag_ in ("ADJA", "CARD") or (token.tag_ in ("PIAT", "PIDAT", "PIS") and k > j) or token.text in QUOTES:
            k += 1
        elif token.tag_ in ("ADJD", "ADV", "PTKA") and k + 1 < end and doc[k + 1].tag_ in ("ADJA", "CARD"):
            k += 1
        elif token.tag_ == "TRUNC" or (coordinated and k > j and doc[k - 1].tag_ == "TRUNC"):
            k += 1  # "des Bergbau- und Energieministers"
        elif coordinated and k > j and doc[k - 1].tag_ == "ADJA" and k + 1 < end and doc[k + 1].tag_ == "ADJA":
            k += 1
        else:
            break
    return k


def extended_attribute(doc: Doc, j: int, end: int, known: Names) -> int | None:
    """Start of the (participle) adjective that closes "die [unter Merkel] verhängten Auflagen"."""
    for k in range(j, min(end, j + 14)):
        token = doc[k]
        if token.text in (",", ".", ";", ":") or token.tag_ in ("VVFIN", "VAFIN", "VMFIN", "KOUS"):
            return None
        if token.tag_ == "ADJA" and k > j:
            if doc[k - 1].tag_ in ("APPR", "APPRART", "ART") and doc[k - 1].lower_ != "zu":
                continue  # "den für [neue] Brücken nötigen Stoffen": of the noun inside
            m = skip_modifiers(doc, k, end)
            if m < end and is_noun(doc, m, known) and (_participle(token) or doc[j].tag_ == "APPR"):
                return k
    return None


def _participle(token: Token) -> bool:
    low = token.lower_.rstrip("nmrs")
    return low.endswith(("te", "ene", "nde", "ete")) or "Part" in token.morph.get("VerbForm")


def is_adjectival(doc: Doc, span: tuple[int, int]) -> bool:
    """Whether a known name is used as an adjective ("Berliner")."""
    return span[1] - span[0] == 1 and doc[span[0]].tag_ in ("ADJA", "ADJD")


def prenominal_genitive(doc: Doc, span: tuple[int, int], end: int, known: Names) -> bool:
    """Whether a name is the genitive before its noun: "Chinas Präsident", "Merkels letzter Auftritt"."""
    last = doc[span[1] - 1]
    if not genitive_name(last, known):
        return False
    k = span[1]
    if k >= end or doc[k].tag_ in DET_TAGS:
        return False
    m = skip_modifiers(doc, k, end)
    # a noun must follow at once: "Chinas Präsident"
    return m < end and doc[m].tag_ == "NN" and doc[m].text not in MEASURES
