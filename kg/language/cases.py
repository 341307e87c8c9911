"""Cases as German shows them: what determiners, pronouns, endings and prepositions leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Agreement = tuple[str, str, str]  # case, number, gender: ("NOM", "SIN", "MAS")
CaseLookup = Callable[[str], Iterable[Agreement]]

CONTRACTIONS = {
    "am": "an",
    "ans": "an",
    "aufs": "auf",
    "beim": "bei",
    "durchs": "durch",
    "fürs": "für",
    "im": "in",
    "ins": "in",
    "überm": "über",
    "übers": "über",
    "ums": "um",
    "unterm": "unter",
    "vom": "von",
    "vors": "vor",
    "vorm": "vor",
    "zum": "zu",
    "zur": "zu",
}
CONTRACTED_CASE = {
    "am": "DAT",
    "beim": "DAT",
    "im": "DAT",
    "vom": "DAT",
    "zum": "DAT",
    "zur": "DAT",
    "unterm": "DAT",
    "überm": "DAT",
    "vorm": "DAT",
}

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
_STEMS = (
    "dies",
    "jen",
    "jed",
    "welch",
    "all",
    "beid",
    "manch",
    "solch",
    "viel",
    "wenig",
    "mehrer",
    "einig",
    "sämtlich",
    "ein",
    "kein",
    "mein",
    "dein",
    "sein",
    "ihr",
    "unser",
    "eu(e)?r",
)
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
    "was": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
    "wen": (("AKK", "SIN", "MAS"),),
    "wem": (("DAT", "SIN", "MAS"),),
    "allen": (("DAT", "PLU", "*"),),
    "alle": (("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "alles": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
    "viele": (("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "vielen": (("DAT", "PLU", "*"),),
    "einige": (("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "manche": (("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "beiden": (("DAT", "PLU", "*"),),
    "niemand": (("NOM", "SIN", "MAS"),),
    "niemanden": (("AKK", "SIN", "MAS"),),
    "niemandem": (("DAT", "SIN", "MAS"),),
    "jemand": (("NOM", "SIN", "MAS"),),
    "beide": (("NOM", "PLU", "*"), ("AKK", "PLU", "*")),
    "diese": (("NOM", "PLU", "*"), ("AKK", "PLU", "*"), ("NOM", "SIN", "FEM"), ("AKK", "SIN", "FEM")),
    "dieser": (("NOM", "SIN", "MAS"),),
    "dies": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
    "das": (("NOM", "SIN", "NEU"), ("AKK", "SIN", "NEU")),
}
PLURAL_NAMES = ("staaten", "Staaten", "Niederlande", "Niederlanden", "USA", "Emirate", "Emiraten", "Philippinen")
PREPOSITION_CASES = {
    "an": "DAT AKK",
    "auf": "DAT AKK",
    "aus": "DAT",
    "bei": "DAT",
    "bis": "AKK",
    "durch": "AKK",
    "entlang": "AKK",
    "für": "AKK",
    "gegen": "AKK",
    "gegenüber": "DAT",
    "hinter": "DAT AKK",
    "in": "DAT AKK",
    "mit": "DAT",
    "nach": "DAT",
    "neben": "DAT AKK",
    "ohne": "AKK",
    "seit": "DAT",
    "über": "AKK DAT",
    "um": "AKK",
    "unter": "DAT AKK",
    "von": "DAT",
    "vor": "DAT AKK",
    "zu": "DAT",
    "zwischen": "DAT AKK",
    "wegen": "GEN DAT",
    "trotz": "GEN DAT",
    "während": "GEN",
    "laut": "DAT GEN",
    "zufolge": "DAT",
}
ALL_CASES = frozenset({"NOM", "AKK", "DAT", "GEN"})


def any_reading() -> list[Agreement]:
    return [(c, n, "*") for c in ("NOM", "AKK", "DAT", "GEN") for n in ("SIN", "PLU")]


def meet(left: Iterable[Agreement], right: Iterable[Agreement]) -> list[Agreement]:
    other = [(c, n, g or "*") for c, n, g in right]
    both = [
        (c, n, g if g2 == "*" else g2)
        for c, n, g in left
        for c2, n2, g2 in other
        if c == c2 and n == n2 and (g == g2 or "*" in (g, g2))
    ]
    return sorted(set(both)) or list(left)


def determiner(low: str) -> tuple[Agreement, ...]:
    if low in DETERMINERS:
        return DETERMINERS[low]
    for stem in _STEMS:
        if low.startswith(stem) and low[len(stem) :] in _STRONG:
            ending = low[len(stem) :]
            if ending == "" and stem not in ("ein", "kein", "mein", "dein", "sein", "ihr", "unser"):
                continue
            return _STRONG[ending]
    return ()


def weak(low: str, adjective: str, readings: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    """What the ending of an adjective behind "der", "dieser" leaves of the determiner's readings.

    "der erste Hersteller" is a nominative, "der ersten Hersteller" none: -e stands in the singular, in the nominative
    of all genders and the accusative of feminine and neuter; -en elsewhere.
    """
    if low not in DETERMINERS and not low.startswith(("dies", "jen", "jed")):
        return readings

    def short(case: str, number: str, gender: str) -> bool:
        return number == "SIN" and (case == "NOM" or (case == "AKK" and gender != "MAS"))

    if adjective.endswith("e"):
        return tuple(r for r in readings if short(*r)) or readings
    if adjective.endswith("en"):
        return tuple(r for r in readings if not short(*r)) or readings
    return readings


def determiner_ending(low: str) -> tuple[Agreement, ...]:
    """A strong adjective without determiner shows the case itself: "chinesischer Konzerne", "strenge Kontrollen"."""
    for ending in ("em", "en", "er", "es", "e"):
        if low.endswith(ending):
            return _STRONG[ending] + ((("GEN", "SIN", "MAS"), ("GEN", "SIN", "NEU")) if ending == "en" else ())
    return ()
