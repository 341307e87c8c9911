"""One reading of a German form in the tags of Morphy, and what UD and STTS tags leave of several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CASES = frozenset({"NOM", "GEN", "DAT", "AKK"})
NUMBERS = frozenset({"SIN", "PLU"})
GENDERS = frozenset({"MAS", "FEM", "NEU"})
NOMINAL = frozenset({"SUB", "EIG", "ADJ", "PA1", "PA2", "ART", "PRO"})
KINDS = frozenset({"VOR", "NAC", "STD", "COU", "GEB", "PER", "WAT", "MOU", "GEO"})

# Which classes of the lexicon serve a UD part of speech, best first.
CLASSES: dict[str, tuple[str, ...]] = {
    "NOUN": ("SUB", "EIG"),
    "PROPN": ("EIG", "SUB"),
    "VERB": ("VER", "PA2", "PA1"),
    "AUX": ("VER",),
    "ADJ": ("ADJ", "PA2", "PA1"),
    "ADV": ("ADV", "ADJ", "PA2", "PA1"),
    "ADP": ("PRP",),
    "DET": ("ART", "PRO"),
    "PRON": ("PRO",),
    "CCONJ": ("KON",),
    "SCONJ": ("KON",),
    "NUM": ("ZAL",),
    "PART": ("NEG", "KON", "ADV"),
    "INTJ": ("INJ",),
}
# STTS tags where they differ from what the first letters say.
STTS: dict[str, str] = {
    "NN": "NOUN",
    "NE": "PROPN",
    "ADJA": "ADJ",
    "ADJD": "ADJ",
    "ADV": "ADV",
    "ART": "DET",
    "CARD": "NUM",
    "KON": "CCONJ",
    "KOUS": "SCONJ",
    "KOUI": "SCONJ",
    "KOKOM": "CCONJ",
    "PTKNEG": "PART",
    "ITJ": "INTJ",
}
# The lexicon gives "ich" for all personal pronouns and cuts others to a stem ("jed", "dies").
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(("ich", "mich", "mir", "meiner"), "ich"),
    **dict.fromkeys(("du", "dich", "dir", "deiner"), "du"),
    **dict.fromkeys(("er", "ihn", "ihm"), "er"),
    **dict.fromkeys(("wir", "uns", "unser"), "wir"),
    **dict.fromkeys(("ihr", "euch"), "ihr"),
    "es": "es",
    "sie": "sie",
    "ihnen": "sie",
    "sich": "sich",
    "man": "man",
    **dict.fromkeys(("wer", "wen", "wem", "wessen"), "wer"),
    "was": "was",
    "etwas": "etwas",
    "nichts": "nichts",
}
STEMS: dict[str, str] = {
    "dies": "dieser",
    "jed": "jeder",
    "jen": "jener",
    "welch": "welcher",
    "mehrer": "mehrere",
    "solch": "solcher",
    "manch": "mancher",
    "einig": "einige",
    "all": "alle",
    "beid": "beide",
}
POSSESSIVES: tuple[tuple[str, str], ...] = (
    ("sein", "sein"),
    ("ihr", "ihr"),
    ("unser", "unser"),
    ("unsr", "unser"),
    ("mein", "mein"),
    ("dein", "dein"),
    ("euer", "euer"),
    ("eur", "euer"),
)
# Between the parts of a compound ("Handel-s-ministerium"), tried in this order; "" is no linking element.
LINKS = ("", "s", "n", "en", "es", "er", "e")


@dataclass(frozen=True, slots=True)
class FormReading:
    """One way to read a form: its lemma, the word class, and the tags of that class ("NOM:SIN:MAS", "INF:NON")."""

    lemma: str
    cls: str
    tags: tuple[str, ...]


def triples(reading: FormReading) -> Iterator[tuple[str, str, str]]:
    for tag in reading.tags:
        parts = tag.split(":")
        case = next((p for p in parts if p in CASES), "")
        number = next((p for p in parts if p in NUMBERS), "")
        if case and number:
            yield case, number, next((p for p in parts if p in GENDERS), "")


# Which verb forms of the lexicon an STTS tag leaves: "gehört" as VVFIN is of "gehören", as VVPP also of "hören".
VERB_FORMS: dict[str, tuple[str, ...]] = {"FIN": ("1", "2", "3"), "IMP": ("IMP",), "INF": ("INF",), "IZU": ("EIZ",)}


def narrow(some: list[FormReading], pos: str, agrees: frozenset[tuple[str, str, str]] | None) -> list[FormReading]:
    """The readings that go with the tag and agree with (case, number, gender); all where none does."""
    if pos[:1] == "V" and pos != "VERB":
        kinds = VERB_FORMS.get(pos[2:], ("PA2",))
        fits = [r for r in some if any(t.removeprefix("AUX:").removeprefix("MOD:").startswith(kinds) for t in r.tags)]
    else:
        fits = [r for r in some if agrees and agree(r, agrees)]
    return fits or some


def agree(reading: FormReading, wanted: frozenset[tuple[str, str, str]]) -> bool:
    return any(
        all(not w or not h or w == h for w, h in zip(want, have, strict=True))
        for have in triples(reading)
        for want in wanted
    )


def ud_pos(tag: str) -> str:
    """The UD part of speech of an STTS tag by its first letters; a UD tag is its own."""
    if tag.startswith("V") and tag not in ("VERB", "V"):
        return "AUX" if tag[1] == "A" else "VERB"
    if tag.startswith(("PP", "PD", "PI", "PR", "PW")) and tag not in ("PROPN", "PRON"):
        return "DET" if tag.endswith("AT") else "PRON"
    if tag.startswith("AP"):
        return "ADP"
    return tag


# Verb particles: those the lexicon marks (True) and those that newer spelling writes together all the same (False).
PARTICLE_FORMS: tuple[tuple[str, bool], ...] = tuple(
    (form, True)
    for form in (
        "ab acht an auf aufwärts aus bei bekannt bereit bestehen bevor bleiben blind bloß brach breit da dafür dagegen "
        "daher dahin dahinter daneben daran darauf darin darunter darüber davon davor dazu dazwischen dicht dran drauf "
        "drin durch ein eng entgegen entlang entzwei fein fern fertig fest flach flott fort frei fremd gefangen gegen "
        "gegenüber geheim gerade gering gesund glatt gleich gut haften hart heilig her heran herauf heraus herum "
        "herunter hervor hierher hin hinaus hinein hinter hinterher hinunter hinweg hinzu hoch kalt kaputt kennen klar "
        "klein knapp krank kurz lang leer lieb liegen los maß mit nach nahe neu nieder näher offen quer raus rein "
        "richtig rund rückwärts sauber scharf schwarz schwer schön sicher spazieren still stand statt stehen teil tot "
        "um viel voll vor voran voraus vorbei vorher vorwärts wahr warm weg weiter wider wieder zu zufrieden zurecht "
        "zurück zusammen zustande zuvor zuwider zwischen über überein überhand übrig"
    ).split()
) + tuple(
    (form, False)
    for form in (
        "herab heim herbei herein herüber hinab hindurch hinüber empor dar danieder einher fehl inne preis standhalten "
        "umher unter vorüber vorweg wett bloß stillschweigend zuteil zurande"
    ).split()
)
