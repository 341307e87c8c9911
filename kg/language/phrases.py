"""Noun phrases of a sentence, read off what German shows: determiners, endings, prepositions, adjacency.

Source of the method: base-phrase chunking over STTS tags (Abney 1991), with the case syncretism of determiner
and noun resolved by intersecting their readings; genitives, prepositional attributes and coordination by adjacency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Agreement = tuple[str, str, str]  # case, number, gender: ("NOM", "SIN", "MAS")
CaseLookup = Callable[[str], Iterable[Agreement]]
Name = tuple[int, int, bool]  # first token, last token (half-open), whether it ends in a genitive -s

CONTRACTIONS = {
    "am": "an", "ans": "an", "aufs": "auf", "beim": "bei", "durchs": "durch", "fürs": "für", "im": "in", "ins": "in",
    "überm": "über", "übers": "über", "ums": "um", "unterm": "unter", "vom": "von", "vors": "vor", "vorm": "vor",
    "zum": "zu", "zur": "zu",
}  # fmt: skip
CONTRACTED_CASE = {"am": "DAT", "beim": "DAT", "im": "DAT", "vom": "DAT", "zum": "DAT", "zur": "DAT", "unterm": "DAT",
                   "überm": "DAT", "vorm": "DAT"}  # fmt: skip
POSTPOSITIONS = frozenset({"zufolge", "gegenüber", "nach", "entsprechend", "wegen"})

_STRONG = {
    "er": (("NOM", "SIN", "MAS"), ("GEN", "SIN", "FEM"), ("DAT", "SIN", "FEM"), ("GEN", "PLU", "*")),
    "e": (("NOM", "SIN", "FEM"), ("AKK", "SIN", "FEM"), ("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "es": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU"), ("GEN", "SIN", "MAS"), ("GEN", "SIN", "NEU")),
    "en": (("AKK", "SIN", "MAS"), ("DAT", "PLU", "*")),
    "em": (("DAT", "SIN", "MAS"), ("DAT", "SIN", "NEU")),
    "": (("NOM", "SIN", "MAS"), ("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
}
DETERMINERS: dict[str, tuple[Agreement, ...]] = {
    "der": _STRONG["er"],
    "die": _STRONG["e"],
    "das": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
    "den": _STRONG["en"],
    "dem": _STRONG["em"],
    "des": (("GEN", "SIN", "MAS"), ("GEN", "SIN", "NEU")),
    "denen": (("DAT", "PLU", "*"),),
    "deren": (("GEN", "SIN", "FEM"), ("GEN", "PLU", "*")),
    "dessen": (("GEN", "SIN", "MAS"), ("GEN", "SIN", "NEU")),
}
_STEMS = ("dies", "jen", "jed", "welch", "all", "beid", "manch", "solch", "viel", "wenig", "mehrer", "einig", "sämtlich",
          "ein", "kein", "mein", "dein", "sein", "ihr", "unser", "eu(e)?r")  # fmt: skip
PRONOUNS: dict[str, tuple[Agreement, ...]] = {
    "er": (("NOM", "SIN", "MAS"),),
    "ihn": (("AKK", "SIN", "MAS"),),
    "ihm": (("DAT", "SIN", "MAS"), ("DAT", "SIN", "NEU")),
    "sie": (("NOM", "SIN", "FEM"), ("AKK", "SIN", "FEM"), ("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "ihr": (("DAT", "SIN", "FEM"),),
    "ihnen": (("DAT", "PLU", "*"),),
    "es": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
    "man": (("NOM", "SIN", "MAS"),),
    "wir": (("NOM", "PLU", "*"),),
    "ich": (("NOM", "SIN", "*"),),
    "uns": (("AKK", "PLU", "*"), ("DAT", "PLU", "*")),
    "wer": (("NOM", "SIN", "MAS"),),
    "beide": (("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "diese": (("NOM", "PLU", "*"), ("AKK", "PLU", "*"), ("NOM", "SIN", "FEM"), ("AKK", "SIN", "FEM")),
    "dieser": (("NOM", "SIN", "MAS"),),
    "dies": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
    "das": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
}
PREPOSITION_CASES = {
    "an": "DAT AKK", "auf": "DAT AKK", "aus": "DAT", "bei": "DAT", "bis": "AKK", "durch": "AKK", "entlang": "AKK", "für": "AKK",
    "gegen": "AKK", "gegenüber": "DAT", "hinter": "DAT AKK", "in": "DAT AKK", "mit": "DAT", "nach": "DAT", "neben": "DAT AKK",
    "ohne": "AKK", "seit": "DAT", "über": "AKK DAT", "um": "AKK", "unter": "DAT AKK", "von": "DAT", "vor": "DAT AKK", "zu": "DAT",
    "zwischen": "DAT AKK", "wegen": "GEN DAT", "trotz": "GEN DAT", "während": "GEN", "laut": "DAT GEN", "zufolge": "DAT",
}  # fmt: skip
ALL_CASES = frozenset({"NOM", "AKK", "DAT", "GEN"})
_DET_TAGS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PRELAT", "PWAT"})
_PRONOUN_TAGS = frozenset({"PPER", "PDS", "PIS", "PPOSS", "PRELS", "PWS"})
_NOUN_TAGS = frozenset({"NN", "NE", "FM", "XY"})
_QUOTES = frozenset("„“”\"‚‘’'»«›‹")
_MEASURES = frozenset(
    {"Prozent", "Euro", "Dollar", "US-Dollar", "Millionen", "Milliarden", "Million", "Milliarde", "Billionen", "Tonnen", "Jahr", "Jahre",
     "Jahren", "Jahres", "Monat", "Monate", "Monaten", "Uhr", "Rupien", "Yen", "Yuan", "Mal", "Januar", "Februar", "März",
     "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", "Montag", "Dienstag", "Mittwoch",
     "Donnerstag", "Freitag", "Samstag", "Sonntag", "Ende", "Anfang", "Mitte"}
)  # fmt: skip

_SCALES = frozenset({"Millionen", "Milliarden", "Million", "Milliarde", "Billionen", "Billion", "Tausend", "Mio.", "Mrd."})
_AMOUNTS = frozenset({"Prozent", "Euro", "Dollar", "US-Dollar", "Millionen", "Milliarden", "Million", "Milliarde", "Tonnen"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One base noun phrase. All positions are token indices of the Doc, half-open.

    `start`..`end` runs from determiner (or prenominal genitive) to the last token of head or name; a preposition
    lies before `start` at `prep_at`. `name` is a name in tight apposition to the head ("der US-Konzern [Nvidia]").
    `inner` is what stands between determiner and adjective in an extended attribute ("die [unter Biden eingeführten]
    Beschränkungen"). `cases` holds what determiner, endings and preposition leave open.
    """

    index: int
    start: int
    end: int
    head: int
    kind: str  # noun | name | pronoun | relative
    prep: str | None = None
    prep_at: int | None = None
    cases: frozenset[str] = ALL_CASES
    numbers: frozenset[str] = frozenset({"SIN", "PLU"})
    genders: frozenset[str] = frozenset({"MAS", "FEM", "NEU"})
    name: tuple[int, int] | None = None
    possessor: tuple[int, int] | None = None  # "[Chinas] Kontrollen", "[dessen] Konkurrenten"
    inner: tuple[int, int] | None = None
    genitive_of: int | None = None
    attribute_of: int | None = None  # prepositional attribute right behind that phrase
    conjunct_of: int | None = None  # the first member of the coordination
    apposition_of: int | None = None
    inner_of: int | None = None  # stands inside that phrase's extended attribute


def phrases(doc: Doc, start: int, end: int, names: Sequence[Name], cases: CaseLookup) -> tuple[Phrase, ...]:
    """Noun phrases between two tokens, in order, linked by genitive, attribute, coordination and apposition.

    doc: tagged (STTS) Doc. start, end: token indices, half-open (a sentence).
    names: token ranges known to be one name each, with whether the name stands in the genitive. cases: form → readings (case, number, gender) of the full-form lexicon.
    """
    known = _Names(
        at={a: (a, b) for a, b, _ in names},
        inside=frozenset(i for a, b, _ in names for i in range(a, b)),
        genitives=frozenset(b - 1 for _, b, genitive in names if genitive),
    )
    outer = _link(doc, _scan(doc, start, end, known, cases), known)
    nested: list[Phrase] = []
    for phrase in outer:
        if phrase.inner is not None:
            base = len(outer) + len(nested)
            nested += [_moved(p, base, phrase.index) for p in _link(doc, _scan(doc, *phrase.inner, known, cases), known)]
    return (*outer, *nested)


def _moved(phrase: Phrase, base: int, holder: int) -> Phrase:
    """A phrase inside an extended attribute, its indices counted from `base`."""
    links = {name: getattr(phrase, name) for name in ("genitive_of", "attribute_of", "conjunct_of", "apposition_of")}
    moved = {name: link + base for name, link in links.items() if link is not None}
    return replace(phrase, index=phrase.index + base, inner_of=holder, **moved)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a sentence: by first token, all their tokens, and the last tokens of those in the genitive."""

    at: dict[int, tuple[int, int]]
    inside: frozenset[int]
    genitives: frozenset[int]


def _scan(doc: Doc, start: int, end: int, known: _Names, cases: CaseLookup) -> list[Phrase]:
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


def chain(all_phrases: Sequence[Phrase], first: Phrase) -> tuple[Phrase, ...]:
    """The members of the coordination that `first` opens, itself included."""
    return (first, *(p for p in all_phrases if p.conjunct_of == first.index))


def _phrase_at(doc: Doc, i: int, end: int, known: _Names, cases: CaseLookup, index: int) -> Phrase | None:
    token = doc[i]
    prep, prep_at, prep_cases = None, None, ALL_CASES
    if token.tag_ in ("APPR", "APPRART") and i not in known.at and i + 1 < end:
        low = token.lower_
        if low in ("über", "unter", "gegen", "an") and doc[i + 1].tag_ == "CARD" and not _year(doc[i + 1].text):
            return None
        prep, prep_at = CONTRACTIONS.get(low, low), i
        allowed = CONTRACTED_CASE.get(low) or ("AKK" if low in CONTRACTIONS else PREPOSITION_CASES.get(prep, "DAT AKK GEN"))
        prep_cases = frozenset(allowed.split())
        i += 1
        # "bis zum 10. August", "von Seiten der": the inner preposition decides
        if doc[i].tag_ in ("APPR", "APPRART"):
            return None
    body = _body(doc, i, end, known, attributive=prep in ("von", "für"))
    if body is None:
        return None
    if body.name is not None and body.name[0] > body.head and _plural_only(doc, body, end, cases):
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
    """"dessen Chips DeepSeek nutzt": a plural noun takes one name only where a list of names follows."""
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


def _body(doc: Doc, i: int, end: int, known: _Names, *, attributive: bool = False) -> _Body | None:
    token = doc[i]
    if token.lower_ in ("anderem", "anderen") and i and doc[i - 1].lower_ == "unter":
        return None  # "unter anderem" is an adverb
    if token.lower_ in ("mehr", "weniger") and i + 1 < end and doc[i + 1].lower_ == "als":
        return None  # "mehr als die Hälfte": it only measures the phrase behind
    whose = token.lower_ in ("dessen", "deren") and _opens_noun(doc, i + 1, end)
    if token.tag_ in _PRONOUN_TAGS and i not in known.at and not whose:
        kind = "relative" if token.tag_ in ("PRELS", "PWS") else "pronoun"
        return _Body(end=i + 1, head=i, kind=kind)
    if i in known.at and not _prenominal_genitive(doc, known.at[i], end, known):
        a, b = known.at[i]
        return _Body(end=b, head=b - 1 if doc[a].tag_ == "ADJA" else a, kind="name")
    det, possessor, j = None, None, i
    if i in known.at:
        possessor, j = known.at[i], known.at[i][1]
    elif whose or token.tag_ in _DET_TAGS or (token.lower_ in DETERMINERS and token.tag_ == "PRELS" and _opens_noun(doc, i + 1, end)):
        det, j = i, i + 1
        if token.tag_ in ("PPOSAT", "PRELAT") or token.lower_ in ("dessen", "deren"):
            possessor = (i, i + 1)
    elif token.tag_ == "NE" and _genitive_name(token, known) and _opens_noun(doc, i + 1, end) and doc[i + 1].tag_ in ("NN", "ADJA"):
        possessor, j = (i, i + 1), i + 1
    elif token.tag_ == "CARD" and _year(token.text):
        return None
    inner = None
    k = _skip_modifiers(doc, j, end)
    if det is not None and (k >= end or not _is_noun(doc, k, known)):
        far = _extended_attribute(doc, j, end, known)
        if far is not None:
            inner, k = (j, far), _skip_modifiers(doc, far, end)
    if k >= end or not _is_noun(doc, k, known):
        # "diese aufheben": a demonstrative without its noun stands for one
        if det is not None and k == j and token.tag_ == "PDAT" and token.lower_ in PRONOUNS:
            return _Body(end=i + 1, head=i, kind="pronoun")
        return None
    if doc[k].text in _SCALES and k + 1 < end and doc[k + 1].tag_ in _NOUN_TAGS and k + 1 not in known.at:
        k += 1  # "zehn Milliarden Euro" is one phrase
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
    elif doc[k].text not in _MEASURES and not (attributive and det is None and inner is None and _plural(doc[k])):
        n = stop
        if n < end and doc[n].text in _QUOTES and n + 1 in known.at:
            n += 1
        if n in known.at and known.at[n][1] - 1 not in known.genitives and not _is_adjectival(doc, known.at[n]) and not _prenominal_genitive(doc, known.at[n], end, known):
            name = known.at[n]
            stop = name[1]
        elif n < end and doc[n].tag_ == "NE" and n not in known.inside:
            m = n
            while m < end and doc[m].tag_ == "NE" and m not in known.at:
                m += 1
            name, stop = (n, m), m
    return _Body(end=stop, head=head, kind="noun", det=det, name=name, possessor=possessor, inner=inner)


def _plural(token: Token) -> bool:
    """"Hersteller von Magneten JL Mag": a bare plural takes no name; the name belongs to the noun before."""
    return "Plur" in token.morph.get("Number") or token.text.endswith(("en", "ern", "eln"))


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _is_noun(doc: Doc, k: int, known: _Names) -> bool:
    if not any(c.isalnum() for c in doc[k].text) and doc[k].text != "%":
        return False
    return k in known.at or doc[k].text == "%" or doc[k].tag_ in _NOUN_TAGS or (doc[k].pos_ in ("NOUN", "PROPN") and doc[k].text[:1].isupper())


def _opens_noun(doc: Doc, j: int, end: int) -> bool:
    k = _skip_modifiers(doc, j, end)
    return k < end and doc[k].tag_ in _NOUN_TAGS


def _skip_modifiers(doc: Doc, j: int, end: int) -> int:
    """Over adjectives, numbers and quotes that may stand before the noun."""
    k = j
    while k < end:
        token = doc[k]
        coordinated = token.tag_ == "KON" or token.text == ","
        if token.text == "%":
            break
        if token.tag_ in ("ADJA", "CARD") or (token.tag_ in ("PIAT", "PIDAT", "PIS") and k > j) or token.text in _QUOTES:
            k += 1
        elif token.tag_ in ("ADJD", "ADV", "PTKA") and k + 1 < end and doc[k + 1].tag_ in ("ADJA", "CARD"):
            k += 1
        elif token.tag_ == "TRUNC" or (coordinated and k > j and doc[k - 1].tag_ == "TRUNC"):
            k += 1  # "des Staats- und Parteichefs"
        elif coordinated and k > j and doc[k - 1].tag_ == "ADJA" and k + 1 < end and doc[k + 1].tag_ == "ADJA":
            k += 1
        else:
            break
    return k


def _extended_attribute(doc: Doc, j: int, end: int, known: _Names) -> int | None:
    """Start of the (participle) adjective that closes "die [unter Biden] eingeführten Beschränkungen"."""
    for k in range(j, min(end, j + 14)):
        token = doc[k]
        if token.text in (",", ".", ";", ":") or token.tag_ in ("VVFIN", "VAFIN", "VMFIN", "KOUS"):
            return None
        if token.tag_ == "ADJA" and k > j:
            m = _skip_modifiers(doc, k, end)
            if m < end and _is_noun(doc, m, known) and (_participle(token) or doc[j].tag_ == "APPR"):
                return k
    return None


def _participle(token: Token) -> bool:
    low = token.lower_.rstrip("nmrs")
    return low.endswith(("te", "ene", "nde", "ete")) or "Part" in token.morph.get("VerbForm")


def _genitive_name(token: Token, known: _Names) -> bool:
    """By what is known of the name ("Paris" is no genitive), else by its ending."""
    if token.i in known.inside:
        return token.i in known.genitives
    return token.text.endswith(("s", "’", "'")) and len(token.text) > 3


def _is_adjectival(doc: Doc, span: tuple[int, int]) -> bool:
    return span[1] - span[0] == 1 and doc[span[0]].tag_ in ("ADJA", "ADJD")


def _prenominal_genitive(doc: Doc, span: tuple[int, int], end: int, known: _Names) -> bool:
    """Whether a name is the genitive before its noun: "Chinas Präsident", "Trumps jüngster Beitrag"."""
    last = doc[span[1] - 1]
    if not _genitive_name(last, known):
        return False
    k = span[1]
    if k >= end or doc[k].tag_ in _DET_TAGS:
        return False
    m = _skip_modifiers(doc, k, end)
    # the name's own final s ("Tesla", "Paris") is no genitive when the lexicon form is the bare name: a noun must follow at once
    return m < end and doc[m].tag_ == "NN" and doc[m].text not in _MEASURES


def _agreement(doc: Doc, body: _Body, cases: CaseLookup) -> list[Agreement]:
    head = doc[body.head]
    if body.kind in ("pronoun", "relative"):
        return list(PRONOUNS.get(head.lower_) or _determiner(head.lower_) or _any())
    noun = [] if head.tag_ in ("NE", "FM", "XY") else list(cases(head.text))
    # "dessen Konkurrenten": the genitive is the possessor's and shows no case of the noun
    shows = body.det is not None and doc[body.det].lower_ not in ("dessen", "deren")
    det = _determiner(doc[body.det].lower_) if shows and body.det is not None else ()
    if body.det is None and body.inner is None and body.possessor is None:
        first = body.head
        adjective = next((doc[i] for i in range(max(0, first - 4), first) if doc[i].tag_ == "ADJA" and _run(doc, i, first)), None)
        det = _determiner_ending(adjective.lower_) if adjective is not None else ()
    if body.name is not None and det and noun and head.tag_ == "NN" and body.head < body.name[0]:
        return _meet(det, noun)
    if body.name is not None or head.tag_ in ("NE", "FM", "XY"):
        return list(det) or noun or _any()
    if not det and not noun:
        return _any()
    if not det:
        return noun if body.possessor else [a for a in noun if a[0] != "GEN"] or noun
    return _meet(det, noun) if noun else list(det)


def _run(doc: Doc, i: int, head: int) -> bool:
    return all(doc[k].tag_ in ("ADJA", "CARD", "KON") for k in range(i, head))


def _any() -> list[Agreement]:
    return [(c, n, "*") for c in ("NOM", "AKK", "DAT", "GEN") for n in ("SIN", "PLU")]


def _meet(left: Iterable[Agreement], right: Iterable[Agreement]) -> list[Agreement]:
    other = [(c, n, g or "*") for c, n, g in right]
    both = [
        (c, n, g if g2 == "*" else g2)
        for c, n, g in left
        for c2, n2, g2 in other
        if c == c2 and n == n2 and (g == g2 or "*" in (g, g2))
    ]
    return sorted(set(both)) or list(left)


def _determiner(low: str) -> tuple[Agreement, ...]:
    if low in DETERMINERS:
        return DETERMINERS[low]
    for stem in _STEMS:
        if low.startswith(stem) and low[len(stem) :] in _STRONG:
            ending = low[len(stem) :]
            if ending == "" and stem not in ("ein", "kein", "mein", "dein", "sein", "ihr", "unser"):
                continue
            return _STRONG[ending]
    return ()


def _determiner_ending(low: str) -> tuple[Agreement, ...]:
    """A strong adjective without determiner shows the case itself: "chinesischer Konzerne", "strenge Kontrollen"."""
    for ending in ("em", "en", "er", "es", "e"):
        if low.endswith(ending):
            return _STRONG[ending] + ((("GEN", "SIN", "MAS"), ("GEN", "SIN", "NEU")) if ending == "en" else ())
    return ()


def _link(doc: Doc, found: list[Phrase], known: _Names) -> tuple[Phrase, ...]:
    linked: list[Phrase] = []
    for phrase in found:
        previous = linked[-1] if linked else None
        if previous is not None:
            gap = [doc[i] for i in range(previous.end, phrase.prep_at if phrase.prep_at is not None else phrase.start)]
            gap = [t for t in gap if t.text not in _QUOTES and not t.is_space and t.tag_ != "PTKVZ"]
            phrase = _attach(doc, phrase, previous, gap, linked, known)
        linked.append(phrase)
    return tuple(_close_lists(doc, linked))


def _attach(
    doc: Doc, phrase: Phrase, previous: Phrase, gap: list[Token], linked: list[Phrase], known: _Names
) -> Phrase:
    joined = not gap
    if joined and previous.kind in ("noun", "name") and phrase.kind in ("noun", "name"):
        if phrase.prep is not None:
            return phrase if doc[previous.head].text in _MEASURES - _AMOUNTS else replace(phrase, attribute_of=previous.index)
        if previous.kind == "noun" and _can_be_genitive(doc, phrase, previous, known):
            return replace(phrase, genitive_of=previous.index, cases=frozenset({"GEN"}))
        if phrase.kind == "name" and previous.attribute_of is not None:
            # "der chinesische Hersteller [von Seltenerdmagneten] JL Mag": the name belongs to the noun before the attribute
            outer = linked[previous.attribute_of]
            if outer.kind == "noun" and outer.name is None and previous.prep in ("von", "für"):
                return replace(phrase, apposition_of=outer.index, cases=outer.cases)
        if phrase.kind == "name" and previous.genitive_of is not None and previous.name is None:
            # "der Vorsitzende [des Ausschusses] Brian Mast"
            outer = linked[previous.genitive_of]
            if outer.kind == "noun" and outer.name is None and previous.kind == "noun":
                return replace(phrase, apposition_of=outer.index, cases=outer.cases)
    if gap and gap[0].text == ",":
        gap = gap[:1] + [t for t in gap[1:] if t.tag_ != "ADV"]  # "Hensoldt, ehemals eine Sparte von Airbus"
    words = [t.lower_ for t in gap]
    if phrase.kind in ("noun", "name") and previous.kind in ("noun", "name", "pronoun") and words in (
        ["und"], ["oder"], ["sowie"], ["bzw."], ["&"], [","], [",", "und"], ["und", "auch"], ["als", "auch"], ["noch"]
    ):  # fmt: skip
        first = _first_member(linked, previous)
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


def _can_be_genitive(doc: Doc, phrase: Phrase, previous: Phrase, known: _Names) -> bool:
    if phrase.kind == "name":
        return _genitive_name(doc[phrase.end - 1], known) and previous.name is None
    opener = doc[phrase.start]
    if opener.tag_ in _DET_TAGS or opener.tag_ == "ADJA":
        if "GEN" not in phrase.cases:
            return False
        # "der" is genitive behind a noun; "das Land der Regierung" – but a nominative "der Konzern" opens its own phrase
        return opener.lower_ in ("des", "der", "eines", "einer") or opener.lower_.endswith(("er", "es"))
    return False


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
