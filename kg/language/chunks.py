"""Noun phrases of a sentence, read off what German shows: determiners, endings, prepositions, adjacency.

Source of the method: base-phrase chunking over STTS tags (Abney 1991), with the case syncretism of determiner
and noun resolved by intersecting their readings; genitives, prepositional attributes and coordination by adjacency.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .attachment import DET_TAGS, MEASURES, NOUN_TAGS, QUOTES, attach, genitive_name
from .cases import (
    ALL_CASES,
    CONTRACTED_CASE,
    CONTRACTIONS,
    DETERMINERS,
    PLURAL_NAMES,
    PREPOSITION_CASES,
    PRONOUNS,
    Agreement,
    CaseLookup,
    any_reading,
    determiner,
    determiner_ending,
    meet,
    weak,
)
from .government import noun_takes
from .phrases import Name, Names, Phrase
from .words import (
    extended_attribute,
    is_adjectival,
    is_noun,
    names_noun,
    opens_noun,
    plural,
    prenominal_genitive,
    skip_modifiers,
    surname,
    year,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PRONOUN_TAGS = frozenset({"PPER", "PDS", "PIS", "PPOSS", "PRELS", "PWS"})
_ALSO_JOINS = frozenset({"seit", "während", "bis", "statt", "anstatt", "trotz"})  # prepositions and conjunctions
SCALES = frozenset(
    {"Millionen", "Milliarden", "Million", "Milliarde", "Billionen", "Billion", "Tausend", "Mio.", "Mrd."}
)

# times and posts have no name: "folgt zum Jahreswechsel Leiters", "überlässt den Posten Imai"
_NAMELESS = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Februar März April Mai Juni Juli "
    "August September Oktober November Dezember Jahreswechsel Jahresende Jahresbeginn Monatsende Wochenende "
    "Wochenbeginn Frühjahr Sommer Herbst Winter Abend Morgen Mittag Nachmittag Vormittag Nacht Posten Chefposten "
    "Chefsessel Vorsitz Leitung Führung Nachfolge".split()
)


def phrases(doc: Doc, start: int, end: int, names: Sequence[Name], cases: CaseLookup) -> tuple[Phrase, ...]:
    """Noun phrases between two tokens, in order, linked by genitive, attribute, coordination and apposition.

    doc: tagged (STTS) Doc. start, end: token indices, half-open (a sentence).
    names: token ranges known to be one name each, with whether the name stands in the genitive.
    cases: form → readings (case, number, gender) of the full-form lexicon.
    """
    known = Names(
        at={a: (a, b) for a, b, _ in names},
        inside=frozenset(i for a, b, _ in names for i in range(a, b)),
        genitives=frozenset(b - 1 for _, b, genitive in names if genitive),
    )
    outer = attach(doc, _scan(doc, start, end, known, cases), known)
    nested: list[Phrase] = []
    for phrase in outer:
        if phrase.inner is not None:
            base = len(outer) + len(nested)
            nested += [
                _moved(p, base, phrase.index) for p in attach(doc, _scan(doc, *phrase.inner, known, cases), known)
            ]
    return (*outer, *nested)


def _moved(phrase: Phrase, base: int, holder: int) -> Phrase:
    """A phrase inside an extended attribute, its indices counted from `base`."""
    links = {name: getattr(phrase, name) for name in ("genitive_of", "attribute_of", "conjunct_of", "apposition_of")}
    moved = {name: link + base for name, link in links.items() if link is not None}
    return replace(phrase, index=phrase.index + base, inner_of=holder, **moved)


def _scan(doc: Doc, start: int, end: int, known: Names, cases: CaseLookup) -> list[Phrase]:
    found: list[Phrase] = []
    i = start
    while i < end:
        phrase = _phrase_at(doc, i, end, known, cases, len(found))
        if phrase is None:
            i += 1
        else:
            found.append(phrase)
            i = max(phrase.end, i + 1)
    return found


def _phrase_at(doc: Doc, i: int, end: int, known: Names, cases: CaseLookup, index: int) -> Phrase | None:
    token = doc[i]
    prep, prep_at, prep_cases, low = None, None, ALL_CASES, token.lower_
    governs = token.tag_ in ("APPR", "APPRART")
    governs = governs or (token.tag_ == "KOUS" and token.dep_ == "case" and low in _ALSO_JOINS)
    if governs and i not in known.at and i + 1 < end:
        if low in ("über", "unter", "an") and doc[i + 1].tag_ == "CARD" and not year(doc[i + 1].text):
            if not (i and doc[i - 1].tag_ == "NN" and noun_takes(doc[i - 1].text, low)):
                return None  # "über 2.500 Tonnen" is more than; but "einen Vertrag über 2.500 Tonnen"
        if i + 3 < end and doc[i + 1].lower_ == "bis" and doc[i + 2].lower_ == "zu" and doc[i + 3].tag_ == "CARD":
            i += 2  # "von bis zu 35.000 Chips"
        elif doc[i + 1].lower_ in ("ganz", "halb") and i + 2 < end and doc[i + 2].tag_ == "NE":
            i += 1  # "in ganz Europa"
        if (low == "bis" and doc[i + 1].lower_ == "zu") or (low == "zu" and i and doc[i - 1].lower_ == "bis"):
            if any(doc[k].tag_ == "CARD" for k in range(i, min(i + 3, end))):
                return None  # "bis zu 5000 Tonnen" measures
        if low == "zufolge":
            return None  # it stands behind its noun
        if low == "vor" and doc[i + 1].lower_ == "allem":
            return None  # "vor allem" is an adverb
        if low == "vor" and i > 1 and doc[i - 1].lower_ == "wie" and doc[i - 2].lower_ == "nach":
            return None  # "nach wie vor" too
        prep, prep_at = CONTRACTIONS.get(low, low), token.i
        allowed = CONTRACTED_CASE.get(low) or (
            "AKK" if low in CONTRACTIONS else PREPOSITION_CASES.get(prep, "DAT AKK GEN")
        )
        prep_cases = frozenset(allowed.split())
        i += 1
        if i + 2 < end and doc[i].lower_ in ("mehr", "weniger") and doc[i + 1].lower_ == "als":
            i += 2  # "um mehr als 17 Prozent"
        elif i + 3 < end and doc[i].tag_ == doc[i + 2].tag_ == "CARD" and doc[i + 1].lower_ in ("und", "bis"):
            i += 2  # "zwischen 1,2 und 2,9 Prozent"
        # "bis zum 4. Mai", "von Seiten der": the inner preposition decides
        if doc[i].tag_ in ("APPR", "APPRART"):
            return None
    body = _body(doc, i, end, known, attributive=prep in ("von", "für") and low not in CONTRACTIONS)
    if body is None:
        return None
    behind = body.name is not None and body.name[0] > body.head
    if behind and (doc[body.head].text in _NAMELESS or _plural_only(doc, body, end, cases)):
        body = replace(body, name=None, end=body.head + 1)
    agreement = _agreement(doc, body, cases)
    found = frozenset(c for c, _, _ in agreement) & prep_cases or prep_cases
    fitting = [a for a in agreement if a[0] in found] or list(agreement)
    genders = frozenset(g for _, _, g in fitting)
    return Phrase(
        index=index,
        start=i,
        end=body.end,
        head=body.head,
        kind=body.kind,
        prep=prep,
        prep_at=prep_at,
        cases=found,
        numbers=frozenset(n for _, n, _ in fitting),
        genders=frozenset({"MAS", "FEM", "NEU"}) if "*" in genders else genders,
        name=body.name,
        possessor=body.possessor,
        inner=body.inner,
    )


def _plural_only(doc: Doc, body: _Body, end: int, cases: CaseLookup) -> bool:
    """„dessen Chips DeepSeek nutzt“: a plural noun takes one name only where a list of names follows."""
    numbers = {n for _, n, _ in cases(doc[body.head].text)}
    listed = body.end < end and (doc[body.end].tag_ == "KON" or doc[body.end].text == ",")
    return numbers == {"PLU"} and not listed


@dataclass(frozen=True, slots=True)
class _Body:
    end: int
    head: int
    kind: str
    det: int | None = None
    name: tuple[int, int] | None = None
    possessor: tuple[int, int] | None = None
    inner: tuple[int, int] | None = None


def _body(doc: Doc, i: int, end: int, known: Names, *, attributive: bool = False) -> _Body | None:
    token = doc[i]
    if token.lower_ in ("anderem", "anderen") and i and doc[i - 1].lower_ == "unter":
        return None  # "unter anderem" is an adverb
    if token.lower_ == "allem" and i and doc[i - 1].lower_ == "vor":
        return None
    if token.lower_ in ("mehr", "weniger") and i + 1 < end and doc[i + 1].lower_ == "als":
        return None  # "mehr als die Hälfte": it only measures the phrase behind
    if token.lower_ == "all" and i + 1 < end and doc[i + 1].tag_ in DET_TAGS:
        return _body(doc, i + 1, end, known, attributive=attributive)  # "in all jenen Dörfern"
    whose = token.lower_ in ("dessen", "deren") and opens_noun(doc, i + 1, end)
    if token.tag_ in _PRONOUN_TAGS and i not in known.at and not whose:
        kind = "relative" if token.tag_ in ("PRELS", "PWS") else "pronoun"
        return _Body(end=i + 1, head=i, kind=kind)
    if i in known.at and not prenominal_genitive(doc, known.at[i], end, known):
        a, b = known.at[i]
        return _Body(end=b, head=b - 1 if doc[a].tag_ == "ADJA" else a, kind="name")
    det, possessor, j = None, None, i
    if i in known.at:
        possessor, j = known.at[i], known.at[i][1]
    elif (
        whose
        or token.tag_ in DET_TAGS
        or (token.lower_ in DETERMINERS and token.tag_ == "PRELS" and opens_noun(doc, i + 1, end))
    ):
        det, j = i, i + 1
        if token.tag_ in ("PPOSAT", "PRELAT") or token.lower_ in ("dessen", "deren"):
            possessor = (i, i + 1)
    elif (
        token.tag_ == "NE"
        and genitive_name(token, known)
        and opens_noun(doc, i + 1, end)
        and doc[i + 1].tag_ in ("NN", "ADJA")
    ):
        possessor, j = (i, i + 1), i + 1
    elif token.tag_ == "CARD" and year(token.text):
        return None
    elif token.tag_ == "CARD" and i + 1 < end and doc[i + 1].tag_.startswith("V"):
        return _Body(end=i + 1, head=i, kind="pronoun")  # "nur sechs wurden erteilt"
    inner = None
    if det is not None and j < end and doc[j].tag_ in ("PIDAT", "PIAT"):
        j += 1  # "die meisten Batterien", "diese beiden Werke"
    elif det is not None and j < end and doc[j].tag_ == "PIS" and not opens_noun(doc, j + 1, end):
        return _Body(end=j + 1, head=j, kind="noun", det=det)  # "die meisten"
    elif det is not None and j + 1 < end and doc[j].tag_ == "PIS" and doc[j + 1].tag_ in DET_TAGS:
        return _Body(end=j + 1, head=j, kind="noun", det=det)  # "die meisten dieser Magnete"
    k = skip_modifiers(doc, j, end)
    dated = det is not None and k == j and k + 1 < end and doc[k].text in ("Anfang", "Mitte", "Ende")
    if det is not None and (k >= end or dated or not is_noun(doc, k, known)):  # "die Mitte Juli erlassenen Zölle"
        far = extended_attribute(doc, j, end, known)
        if far is not None:
            inner, k = (j, far), skip_modifiers(doc, far, end)
    if k >= end or not is_noun(doc, k, known):
        # "diese aufheben": a demonstrative without its noun stands for one
        stands_alone = token.tag_ in ("PDAT", "PIDAT", "PIAT") and token.lower_ in PRONOUNS
        if det is not None and all(doc[m].text in QUOTES for m in range(j, k)) and stands_alone:
            return _Body(end=i + 1, head=i, kind="pronoun")
        return None
    if doc[k].text in SCALES and k + 1 < end and doc[k + 1].tag_ in NOUN_TAGS and k + 1 not in known.at:
        k += 1  # "neun Millionen Euro" is one phrase
    head = k
    stop = k + 1
    name = None
    if k in known.at:
        stop = known.at[k][1]
        head = stop - 1 if doc[k].tag_ == "ADJA" else k
        # "ein Nvidia Chip": a name that a common noun follows at once names that noun
        if det is None and possessor is None and inner is None and k == i:
            return _Body(end=stop, head=head, kind="name")
        name = known.at[k]
    elif doc[k].text not in MEASURES and not (attributive and det is None and inner is None and plural(doc[k])):
        n = stop
        if n < end and doc[n].text in QUOTES and n + 1 in known.at:
            n += 1
        if (
            n in known.at
            and known.at[n][1] - 1 not in known.genitives
            and not is_adjectival(doc, known.at[n])
            and not prenominal_genitive(doc, known.at[n], end, known)
        ):
            name = known.at[n]
            stop = name[1]
        elif n < end and (doc[n].tag_ == "NE" or names_noun(doc, n, k, det)) and n not in known.inside:
            m = n
            while m < end and (doc[m].tag_ == "NE" or m == n or surname(doc, m)) and m not in known.at:
                m += 1
            name, stop = (n, m), m
    return _Body(end=stop, head=head, kind="noun", det=det, name=name, possessor=possessor, inner=inner)


def _agreement(doc: Doc, body: _Body, cases: CaseLookup) -> list[Agreement]:
    head = doc[body.head]
    if body.kind in ("pronoun", "relative"):
        return list(PRONOUNS.get(head.lower_) or determiner(head.lower_) or any_reading())
    noun = [] if head.tag_ in ("NE", "FM", "XY") else list(cases(head.text))
    # "dessen Konkurrenten": the genitive is the possessor's and shows no case of the noun
    shows = body.det is not None and doc[body.det].lower_ not in ("dessen", "deren")
    det = determiner(doc[body.det].lower_) if shows and body.det is not None else ()
    if det and body.det is not None and doc[body.det + 1].tag_ == "ADJA" and body.det + 1 < body.head:
        det = weak(doc[body.det].lower_, doc[body.det + 1].lower_, det)
    if body.det is None and body.inner is None and body.possessor is None:
        first = body.head
        adjective = next(
            (doc[i] for i in range(max(0, first - 4), first) if doc[i].tag_ == "ADJA" and _run(doc, i, first)), None
        )
        det = determiner_ending(adjective.lower_) if adjective is not None else ()
    if body.name is not None and det and noun and head.tag_ == "NN" and body.head <= body.name[0]:
        return meet(det, noun)
    if body.name is not None or head.tag_ in ("NE", "FM", "XY"):
        if head.text.endswith(PLURAL_NAMES) and any(number == "PLU" for _, number, _ in det):
            return [reading for reading in det if reading[1] == "PLU"]  # "wirft [den USA] vor": a dative
        return list(det) or noun or any_reading()
    if not det and not noun:
        return any_reading()
    if not det:
        return noun if body.possessor else [a for a in noun if a[0] != "GEN"] or noun
    return meet(det, noun) if noun else list(det)


def _run(doc: Doc, i: int, head: int) -> bool:
    return all(doc[k].tag_ in ("ADJA", "CARD", "KON") for k in range(i, head))
