"""Phrases around names: persons with titles, firms with what they are, places, products."""

from __future__ import annotations

from training.grammar.inflect import adjective, agreement, determiner
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.world import World

GENDER = {"m": "Masc", "f": "Fem", "n": "Neut", "p": "Neut"}
# Names of two words whose first is an adjective ("die Europäische Union").
INFLECTED = frozenset(
    "Europäische Vereinigte Auswärtiges Weißes Internationaler Internationale Vereinte Deutsche "
    "Süddeutsche Europäischer Olympische".split()
)
STATES = "Texas|Arizona|Ohio|Nevada|Kalifornien|Oregon|New York|Florida|Georgia|Utah|Kentucky|Indiana|Michigan".split(
    "|"
)
PROVINCES = (
    "Jiangxi|Guangdong|Sichuan|Hunan|Fujian|Shandong|Yunnan|Hubei|Zhejiang|Ontario|Alberta|Manitoba|Lualaba".split("|")
)
FIRM_WORDS = (
    "Konzern|Chipkonzern|Hersteller|Chiphersteller|Autobauer|Zulieferer|Start-up|Technologiekonzern|Bergbaukonzern|"
    "Stahlkonzern|Rüstungskonzern|Softwarekonzern|Halbleiterhersteller|Chipentwickler|Unternehmen|Firma|Batteriehersteller"
).split("|")
ADJECTIVES_OF_PLACE = (
    "chinesisch amerikanisch japanisch deutsch taiwanisch niederländisch südkoreanisch französisch indisch russisch"
).split()
LEMMAS = {"größt": "groß", "wichtigst": "wichtig", "zweitgrößt": "zweitgroß", "führend": "führend"}


def name_tokens(parts: list[str], case: str, gender: str, entity: str, number: str = "Sing") -> list[Tok]:
    """The tokens of a name, flat on the first; in the genitive the last takes -s."""
    toks = []
    for at, part in enumerate(parts):
        form = part
        if case == "Gen" and at == len(parts) - 1 and gender and part[-1] not in "sxzß.":
            form += "s"
        morph = agreement(case, gender or "Neut", number, plural_gender=True)
        tok = Tok(form, part, "PROPN", "NE", morph, entity=f"{'I' if at else 'B'}-{entity}")
        if toks:
            tok.head, tok.label = toks[0], "flat"
        toks.append(tok)
    return toks


def genitive_fits(parts: list[str]) -> bool:
    """Whether the name shows its genitive by -s."""
    return parts[-1][-1] not in "sxzßS." and parts[-1].isalpha()


def firm_name(w: World, case: str, *, loose: bool) -> Phrase:
    """A firm by name, with "der Konzern" before it or a loose apposition behind it at times."""
    while True:
        parts = w.names.company(w.chance)
        if case != "Gen" or genitive_fits(parts):
            break
    roll = w.chance.random()
    if roll < 0.22 or (case == "Gen" and roll < 0.6):
        word = w.pick(FIRM_WORDS)
        gender = {"Start-up": "Neut", "Unternehmen": "Neut", "Firma": "Fem"}.get(word, "Masc")
        lead = firm_word(word, case, gender)
        toks = [determiner("der", case, gender, "Sing")]
        if w.maybe(0.35):
            toks.append(adjective(w.pick(ADJECTIVES_OF_PLACE), "der", case, gender, "Sing"))
        for tok in toks:
            tok.head = lead
        name = name_tokens(parts, "Dat", "", "ORG")
        for tok in name:
            tok.morph = tok.morph.replace("Case=Dat", f"Case={case}")
        name[0].head, name[0].label = lead, "appos"
        return Phrase(lead, [*toks, lead, *name], "firm", "Sing", gender, True)
    toks = name_tokens(parts, case, "Neut", "ORG")
    found = Phrase(toks[0], toks, "firm", "Sing", "Neut", True, name=True)
    if loose and w.maybe(0.09):
        found.toks = toks + fenced(*apposition(w, case, toks[0]))
    elif loose and w.maybe(0.04):
        gloss = name_tokens([w.pick(w.names.cities)], "Nom", "Neut", "LOC")[:1]
        if " " not in gloss[0].form:
            gloss[0].head, gloss[0].label = toks[0], "nmod"
            found.toks = [*toks, mark("(", gloss[0]), *gloss, mark(")", gloss[0])]
    return found


def firm_word(word: str, case: str, gender: str) -> Tok:
    """ "Konzern" and its like in a case."""
    form = word + ("s" if case == "Gen" and gender != "Fem" else "")
    return Tok(form, word, "NOUN", "NN", agreement(case, gender, "Sing", plural_gender=True))


def apposition(w: World, case: str, head: Tok) -> tuple[list[Tok], Tok]:
    """ "der größte Chipentwickler der Welt" in the case of the name it stands behind, and its head."""
    word = w.pick(("Chipentwickler", "Hersteller", "Autobauer", "Stahlkonzern", "Anbieter", "Händler", "Zulieferer"))
    noun = firm_word(word, case, "Masc")
    noun.head, noun.label = head, "appos"
    sup = w.pick(("größt", "zweitgrößt", "wichtigst", "größt"))
    adj = adjective(sup, "der", case, "Masc", "Sing", "Sup")
    adj.lemma = LEMMAS[sup]
    toks = [determiner("der", case, "Masc", "Sing"), adj, noun]
    toks[0].head = adj.head = noun
    if w.maybe(0.6):
        of = Tok("Welt", "Welt", "NOUN", "NN", "Case=Gen|Gender=Fem|Number=Sing", noun, "nmod")
        the = determiner("der", "Gen", "Fem", "Sing")
        the.head = of
        toks += [the, of]
    else:
        place = Tok(
            w.pick(w.names.countries), "", "PROPN", "NE", "Case=Gen|Gender=Neut|Number=Sing", noun, "nmod", "B-LOC"
        )
        place.lemma = place.form
        if place.form[-1] in "sxz":
            prep = Tok("in", "in", "ADP", "APPR", "_", place, "case")
            place.morph = "Case=Dat|Gender=Neut|Number=Sing"
            toks += [prep, place]
        else:
            place.form += "s"
            toks.append(place)
    return toks, noun


def special(w: World, row: tuple[str, str, str], kind: str, case: str) -> Phrase:
    """A name with its article: "die USA", "der Europäischen Union", "dem Chips Act"."""
    name, letter, entity = row
    gender, number = GENDER[letter], "Plur" if letter == "p" else "Sing"
    parts = name.split()
    det = determiner("der", case, gender, number)
    morph = agreement(case, gender, number, plural_gender=True)
    if parts[0] in INFLECTED:
        stems = [p for p in parts[:-1]]
        last = Tok(parts[-1], parts[-1], "NOUN", "NN", morph)
        if case == "Gen" and gender != "Fem" and number == "Sing" and parts[-1][-1] != "s":
            last.form += "es" if parts[-1] in ("Amt", "Gerichtshof") else "s"
        if parts[-1] == "Haus" and case == "Gen":
            last.form = "Hauses"
        last.lemma = {"Staaten": "Staat", "Spiele": "Spiel", "Nationen": "Nation", "Emirate": "Emirat"}.get(
            parts[-1], parts[-1]
        )
        if parts[-1] in ("Emirate", "Spiele") and case == "Dat":
            last.form += "n"
        toks = []
        for part in stems:
            stem = (
                part.removesuffix("e").removesuffix("er").removesuffix("es") if part != "Süddeutsche" else "Süddeutsch"
            )
            adj = adjective(stem, "der", case, gender, number)
            adj.lemma = stem[0].lower() + stem[1:]
            adj.head = last
            toks.append(adj)
        toks.append(last)
    else:
        toks = name_tokens(parts, "Nom", gender, entity, number)
        for tok in toks:
            tok.morph = morph
        # "des Kongresses", "des Iran", "der EU-Kommission": few of these names take an ending.
        if (
            case == "Gen"
            and gender != "Fem"
            and number == "Sing"
            and len(parts) == 1
            and len(name) > 5
            and name[-1] not in "sx"
        ):
            toks[0].form += "s" if entity in ("ORG", "MISC") or name.endswith("gebiet") else ""
        if case == "Gen" and name in ("US-Kongress", "Repräsentantenhaus"):
            toks[0].form = name + "es"
        last = toks[0]
        if name.endswith(
            (
                "regierung",
                "ministerium",
                "amt",
                "gericht",
                "haus",
                "Kongress",
                "Senat",
                "parlament",
                "bank",
                "Kommission",
                "organisation",
            )
        ):
            last.upos, last.tag = "NOUN", "NN"
    for at, tok in enumerate(toks):
        tok.entity = f"{'I' if at else 'B'}-{entity}"
    det.head = last
    return Phrase(last, [det, *toks], kind, number, gender, True)


def bare(w: World, row: tuple[str, str], kind: str, case: str) -> Phrase:
    """A name without article: "Reuters", "China", "New York"."""
    toks = name_tokens(row[0].split(), case, "Neut", row[1])
    return Phrase(toks[0], toks, kind, "Sing", "Neut", True, name=True)


def area(w: World, case: str) -> Phrase:
    """ "die Provinz Jiangxi", "der Stadt Busan"."""
    word, gender = w.pick(
        (
            ("Provinz", "Fem"),
            ("Stadt", "Fem"),
            ("Hafenstadt", "Fem"),
            ("Hauptstadt", "Fem"),
            ("US-Bundesstaat", "Masc"),
            ("Region", "Fem"),
        )
    )
    lead = Tok(
        word + ("s" if case == "Gen" and gender == "Masc" else ""),
        word,
        "NOUN",
        "NN",
        agreement(case, gender, "Sing", plural_gender=True),
    )
    toks = [determiner("der", case, gender, "Sing")]
    if w.maybe(0.4) and gender == "Fem":
        toks.append(adjective(w.pick(ADJECTIVES_OF_PLACE), "der", case, gender, "Sing"))
    for tok in toks:
        tok.head = lead
    choices = {"US-Bundesstaat": STATES, "Provinz": PROVINCES}.get(word) or (
        w.names.cities if "stadt" in word.lower() else w.names.places
    )
    name = name_tokens(w.pick(choices).split(), "Nom", "Neut", "LOC")
    for tok in name:
        tok.morph = tok.morph.replace("Case=Nom", f"Case={case}")
    name[0].head, name[0].label = lead, "appos"
    return Phrase(lead, [*toks, lead, *name], "place", "Sing", gender, True)


def agency(w: World, case: str) -> Phrase:
    """ "die Nachrichtenagentur Reuters", "das „Handelsblatt“"."""
    if w.maybe(0.5):
        word = w.pick(("Nachrichtenagentur", "Zeitung", "Wirtschaftszeitung", "Agentur"))
        lead = Tok(word, word, "NOUN", "NN", agreement(case, "Fem", "Sing", plural_gender=True))
        det = determiner("der", case, "Fem", "Sing")
        name = name_tokens([w.pick(w.names.bare["media"])[0]], "Nom", "Neut", "ORG")
        name[0].morph = name[0].morph.replace("Case=Nom", f"Case={case}")
        det.head = name[0].head = lead
        name[0].label = "appos"
        inner = [mark("„", name[0]), *name, mark("“", name[0])] if "eitung" in word and w.maybe(0.6) else name
        return Phrase(lead, [det, lead, *inner], "media", "Sing", "Fem", True)
    found = special(w, w.pick(w.names.special["media"]), "media", case)
    det, *name = found.toks
    found.toks = [det, mark("„", found.head), *name, mark("“", found.head)]
    return found


def place(w: World, kind: str, case: str) -> Phrase:
    """A place; places with article one time in six."""
    if w.maybe(0.07):
        return area(w, case)
    if kind == "place" and w.maybe(0.18):
        return special(w, w.pick(w.names.special["place"]), "place", case)
    if kind == "place" and w.maybe(0.45):
        return bare(w, w.pick(w.names.bare["place"]), "place", case)
    while True:
        name = w.pick(w.names.cities if kind == "city" else w.names.places)
        if case != "Gen" or name[-1] not in "sxzß":
            return bare(w, (name, "LOC"), kind, case)


def product_name(w: World, kind: str, case: str) -> Phrase:
    """A chip or device by its name: "der H200", "den Chip H200", "Prozessoren vom Typ Ascend 910C"."""
    toks = name_tokens(w.names.chip(w.chance), "Nom", "", "PRODUCT")
    morph = agreement(case, "Masc", "Sing", plural_gender=True)
    for tok in toks:
        tok.morph = morph
    det = determiner("der", case, "Masc", "Sing")
    if w.maybe(0.5):
        det.head = toks[0]
        return Phrase(toks[0], [det, *toks], kind, "Sing", "Masc", True)
    word = w.pick(("Chip", "Prozessor", "KI-Chip", "Prozessor"))
    noun = Tok(word, word, "NOUN", "NN", morph, entity="B-PRODUCT")
    if case == "Gen":
        noun.form += "s"
    det.head = noun
    toks[0].head, toks[0].label = noun, "appos"
    return Phrase(noun, [det, noun, *toks], kind, "Sing", "Masc", True)
