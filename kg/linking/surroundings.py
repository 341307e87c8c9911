"""Names by what stands around them where no title does: a number, an apposition, who reports, a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.linking.cues import Cues
from kg.linking.finders import AT_PLACE, DETERMINERS, Name, name_at, noun_cue
from kg.linking.inflect import without_genitive
from kg.linking.words import TOWN_END, Words

PLACE_KINDS = frozenset({"STD", "GEB", "GEO", "WAT", "MOU"})
MONEY = re.compile(r"(invest|einst(ie|ei)g|beteilig|anteil)", re.I)  # "in Humain investieren": no place
MODEL = re.compile(r"[A-Z][A-Za-z]{0,5}-?\d{2,4}[A-Z]{0,3}")  # U212CD, KX-7000; no Q3, G20, A8
MODEL_ARTICLES = frozenset("der den dem des das die vom zum beim ein einen einem".split())


def models(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "der KX-7000", "den Yulong 5": with the article a name with a number is a model."""
    for i in range(1, len(words)):
        if taken[i] or not words.joined(i - 1) or not words.capital(i):
            continue
        if words.word(i - 1).lower() not in MODEL_ARTICLES:
            continue
        code = words.word(i + 1) if words.joined(i) and not (i + 1 < len(words) and taken[i + 1]) else ""
        if MODEL.fullmatch(code) and words.doc[i].tag_ == "NE" and len(code) > 3:
            yield name_at(words, i, i + 2, "Product", 5)  # "den Panther KF51"
        elif MODEL.fullmatch(words.word(i)) and words.foreign(i) and len(words.word(i)) > 3:
            yield name_at(words, i, i + 1, "Product", 4)
        elif words.foreign(i) and words.joined(i) and re.fullmatch(r"\d{1,3}|[1-9]000", words.word(i + 1)):
            if not words.word(i).isupper() and not words.capital(i + 2) and not taken[i + 1]:
                yield name_at(words, i, i + 2, "Product", 5)


def in_party(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Drossel (SPD)" is a person."""
    for i in range(1, len(words) - 2):
        if words.word(i) != "(" or words.word(i + 2) != ")" or words.word(i + 1) not in cues.parts.parties:
            continue
        if words.is_name(i - 1) and not taken[i - 1]:
            first = i - 2 if words.is_name(i - 2) and words.joined(i - 2) and not taken[i - 2] else i - 1
            yield name_at(words, first, i, "Person", 7)


def after_comma(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Desai, Analyst bei …", "Torvik, ein australischer Förderer, …": a name, then a comma and what it is."""
    for i in range(len(words) - 3):
        if taken[i] or not words.capital(i) or (taken[i - 1] and words.joined(i - 1)):
            continue
        end = _marked_end(words, i, taken)
        if end == i:
            if not words.is_name(i):
                continue
            end = i + 2 if words.is_name(i + 1) and words.joined(i) and not taken[i + 1] else i + 1
        k = end
        if words.word(k) != ",":
            continue
        k += 1
        described = words.word(k) in DETERMINERS
        if described:
            k += 1
        while words.word(k)[:1].islower() and words.doc[k].tag_ in ("ADJA", "CARD") and k < end + 5:
            k += 1
        cue = noun_cue(words, cues, k) if words.word(k)[:1].isupper() and words.is_common_noun(k) else None
        if cue is None or (k + 1 < len(words) and words.doc[k + 1].tag_ in ("VVFIN", "VAFIN", "VMFIN")):
            continue
        if (end - i > 1 and cue.cls == "Person") or (described and cue.cls != "Person" and words.doc[i].tag_ != "NN"):
            yield name_at(words, i, end, cue.cls, 8)


def _marked_end(words: Words, i: int, taken: Sequence[bool]) -> int:
    """The end of what the recognizer marks from i on, if it is several names in a row; i itself where it is not."""
    token = words.doc[i]
    if token.ent_iob_ != "B" or token.tag_ not in ("NE", "FM"):
        return i
    last = i + 1
    while last < len(words) and words.doc[last].ent_iob_ == "I" and words.joined(last - 1) and not taken[last]:
        if words.doc[last].tag_ not in ("NE", "FM") or not words.capital(last):
            return i
        last += 1
    return last if last - i > 1 else i


def reporting(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "berichtet Mining Weekly", "laut Ostkurier": who reports, unless it is a person."""
    for i in range(1, len(words)):
        if taken[i] or not words.capital(i) or words.doc[i].tag_ not in ("NE", "FM") or words.given(i):
            continue
        k = i - 1
        if words.word(k).lower() in ("der", "die", "das") and words.joined(k):
            k -= 1
        said = words.word(k).lower() == "laut" or (
            words.doc[k].tag_ == "VVFIN" and words.doc[k].lemma_ in ("berichten", "schreiben", "melden")
        )
        if not said or not words.word(k) or words.doc[i].ent_type_ == "PER" or words.cues.surnames.get(words.word(i)):
            continue
        end = i + 1
        while end < len(words) and words.doc[end].tag_ in ("NE", "FM") and words.joined(end - 1) and not taken[end]:
            end += 1
        foreign = any(words.foreign(j) for j in range(i, end))
        if (foreign or end - i > 1) and (words.word(end) in (".", ",", "") or words.word(k).lower() == "laut"):
            if words.word(k).lower() != "laut" or words.doc[i].ent_type_ == "ORG":
                yield name_at(words, i, end, "MediaOutlet", 5)


def of_lexicon(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "in der Lausitz": a place that the lexicon knows as nothing else."""
    for i in range(len(words)):
        kinds = words.kinds(i)
        place = kinds <= PLACE_KINDS or ("STD" in kinds and "VOR" not in kinds)
        if taken[i] or not kinds or not place or words.doc[i].tag_ != "NE" or not words.inside[i]:
            continue
        if words.doc[i].ent_type_ != "LOC" or not words.is_name(i) or words.given(i):
            continue
        if words.joined(i) and words.capital(i + 1) and words.doc[i + 1].tag_ == "NE":
            continue
        cls = "City" if "STD" in kinds else "Region" if "GEB" in kinds else "Place"
        yield name_at(words, i, i + 1, cls, 5)


def at_place(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "in Dholera", "im thüringischen Arnstadt", "Taylor (Texas)": names that are no words, where places stand."""
    for i in range(1, len(words)):
        if taken[i] or not words.joined(i - 1) or not words.capital(i):
            continue
        if (
            words.word(i + 1) == "("
            and words.word(i - 1) == "in"
            and words.is_name(i)
            and words.word(i + 3) == ")"
            and taken[i + 2]
        ):
            yield name_at(words, i, i + 1, "City")
            continue
        described = words.word(i - 2).lower() == "im" and re.search(r"[a-zß]sche?n$", words.word(i - 1)) is not None
        lead = words.word(i - 1).lower()
        origin = lead == "aus" and words.doc[i].ent_type_ == "LOC" and words.doc[i].tag_ == "NE"
        if lead not in AT_PLACE and not described and not origin:
            continue
        kinds = words.kinds(i)
        city = bool(kinds & {"STD", "GEB", "GEO"})
        marked = words.doc[i].tag_ == "NE" and words.doc[i].ent_type_ == "LOC" and words.is_place_compound(i)
        # a noun that no lexicon has is none: "nach Spionage"; behind a land it is: "im mexikanischen Celaya"
        told = described or words.doc[i].tag_ in ("NE", "FM", "XY")
        marked = marked or (described and words.is_name(i) and bool(TOWN_END.search(words.word(i))))
        if not (
            (told and words.foreign(i))
            or (described and words.is_name(i))
            or (words.doc[i].tag_ == "NE" and (words.is_name(i) or city))
            or marked
        ):
            continue
        if without_genitive(words.word(i)) is not None and words.joined(i) and words.is_common_noun(i + 1) and not city:
            continue  # "in Torviks Halle"
        if words.word(i).endswith("-") or (words.word(i).endswith("er") and words.is_common_noun(i + 1)):
            continue  # "im österreichischen Verantwortungs- und …", "in Sofioter Kreisen"
        sentence = words.doc[i].sent.text if words.lexicon is not None else ""
        word = words.word(i)
        if (
            (not city and not described and MONEY.search(sentence))
            or word.isupper()
            or re.search(r"[a-z][A-Z]|\d|[.&]", word)
        ):
            continue
        if words.given(i) and not city and not described:
            continue
        last = i + 1
        while last < len(words) and last - i < 3 and words.joined(last - 1) and words.is_name(last) and not taken[last]:
            last += 1
        if lead == "bei" and not city and words.doc[i].ent_type_ != "LOC":
            continue  # "bei Wedbush": a firm as often as a place
        cls = "City" if "STD" in kinds or not kinds else "Region" if "GEB" in kinds else "Place"
        yield name_at(words, i, last, cls, 5 if city or marked else 3)
