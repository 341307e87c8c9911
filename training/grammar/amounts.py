"""Set phrases that need no noun of the tables: amounts, ages, titles of works, "seltene Erden"."""

from __future__ import annotations

from training.grammar.inflect import adjective, agreement, determiner, ending
from training.grammar.tokens import Phrase, Tok, mark
from training.grammar.world import World

NUMBERS = "zwei drei vier fünf sechs sieben acht neun zehn zwölf".split()
CURRENCIES = ("Euro", "Dollar", "US-Dollar", "Yuan", "Yen")
TITLES = (
    "Nachtlicht|Stille Wasser|Morgen am Hafen|Silver River|Zwei Winter|Glasland|Last Train|Unter Strom|Sandkorn|"
    "Blue Harvest|Das leere Haus|Die zweite Stimme|Fernweh|North Wind|Vier Türen"
).split("|")


def aged(w: World, case: str) -> Phrase:
    """ "der 48-Jährige"."""
    gender = w.pick(("Masc", "Fem"))
    stem = f"{w.chance.randrange(28, 80)}-Jährig"
    head = Tok(
        stem + ending("der", case, gender, "Sing"),
        stem + "e",
        "NOUN",
        "NN",
        agreement(case, gender, "Sing", plural_gender=True),
    )
    det = determiner("der", case, gender, "Sing")
    det.head = head
    return Phrase(head, [det, head], "person", "Sing", gender, True)


def rare_earths(w: World, case: str) -> Phrase:
    """ "seltene Erden", one name of two words; written with a capital at times."""
    det = "der" if case == "Gen" or w.maybe(0.2) else None
    head = Tok("Erden", "Erde", "NOUN", "NN", agreement(case, "Fem", "Plur", plural_gender=True), entity="I-MATERIAL")
    adj = adjective("selten", det, case, "Fem", "Plur")
    adj.form = adj.form.capitalize() if w.maybe(0.4) else adj.form
    adj.head, adj.entity = head, "B-MATERIAL"
    toks = [adj, head]
    if det:
        one = determiner("der", case, "Fem", "Plur")
        one.head = head
        toks.insert(0, one)
    return Phrase(head, toks, "material", "Plur", "Fem", bool(det))


def titled_work(w: World, case: str) -> Phrase:
    """ "der Roman „Die Brücke am Fluss“": the title is a name of its own, its words flat on the first."""
    noun = w.pick([n for n in w.nouns["work"] if n.word not in ("Gemälde", "Konzert")])
    head = w.inflect.token(noun.word, case, "Sing")
    gender = w.inflect.gender(noun.word)
    det = determiner("der", case, gender, "Sing")
    words = w.pick(TITLES).split()
    toks: list[Tok] = []
    for at, word in enumerate(words):
        tok = Tok(
            word,
            word,
            "PROPN",
            "NE",
            agreement("Nom", "Neut", "Sing", plural_gender=True),
            entity=f"{'I' if at else 'B'}-MISC",
        )
        tok.head, tok.label = (toks[0], "flat") if toks else (head, "appos")
        toks.append(tok)
    det.head = head
    return Phrase(head, [det, head, mark("„", toks[0]), *toks, mark("“", toks[0])], "work", "Sing", gender, True)


def tonnes(w: World, case: str) -> Phrase:
    """ "rund 3.000 Tonnen Lithium"."""
    word, lemma, gender = w.pick(
        (("Tonnen", "Tonne", "Fem"), ("Tonnen", "Tonne", "Fem"), ("Kilogramm", "Kilogramm", "Neut"))
    )
    head = Tok(word, lemma, "NOUN", "NN", agreement(case, gender, "Plur", plural_gender=True))
    number = number_token(
        w.pick((str(w.chance.randrange(2, 900)), f"{w.chance.randrange(1, 90)}.{w.pick(('000', '500'))}")), head
    )
    toks = [*about(w, number), number, head]
    if w.maybe(0.3):
        unit = Tok(
            "Millionen", "Million", "NOUN", "NN", agreement(case, "Fem", "Plur", plural_gender=True), head, "nummod"
        )
        number.head = unit
        toks.insert(-1, unit)
    noun = w.pick([n for n in w.nouns["material"] if n.use == "m"])
    stuff = w.inflect.token(noun.word, case, "Sing", noun.entity)
    stuff.head, stuff.label = head, "nmod"
    return Phrase(head, [*toks, stuff], "material", "Plur", gender)


def number_token(form: str, head: Tok) -> Tok:
    """A cardinal on its noun."""
    return Tok(form, form, "NUM", "CARD", "NumType=Card", head, "nummod")


def about(w: World, number: Tok) -> list[Tok]:
    """A word such as "rund" or "mehr als" before a number, seldom."""
    if not w.maybe(0.35):
        return []
    word = w.pick(("rund", "etwa", "fast", "knapp", "gut", "mehr als", "mindestens", "weniger als"))
    if word in ("mehr als", "weniger als"):
        first = Tok(
            word.split()[0], {"mehr": "viel", "weniger": "wenig"}[word.split()[0]], "ADV", "ADV", "_", number, "advmod"
        )
        return [first, Tok("als", "als", "CCONJ", "KOKOM", "_", first, "case")]
    if word in ("knapp", "gut"):
        return [Tok(word, word, "ADJ", "ADJD", "Degree=Pos", number, "advmod")]
    return [Tok(word, word, "ADV", "ADV", "_", number, "advmod")]


def figure(w: World, top: int) -> str:
    """A number as it is written: "4", "12,5", "2.400"."""
    value = w.chance.randrange(2, top)
    if w.maybe(0.25):
        return f"{value},{w.chance.randrange(1, 10)}"
    return str(value)


def percent(w: World, case: str) -> Phrase:
    """ "rund 20 Prozent"."""
    head = Tok("Prozent", "Prozent", "NOUN", "NN", agreement(case, "Neut", "Plur", plural_gender=True))
    number = number_token(figure(w, 90), head)
    return Phrase(head, [*about(w, number), number, head], "percent", "Plur", "Neut")


def money(w: World, case: str) -> Phrase | None:
    """ "400 Millionen Euro"; None where a common noun is drawn."""
    if w.maybe(0.2):
        return None
    word = w.pick(CURRENCIES)
    head = Tok(word, word, "NOUN", "NN", agreement(case, "Masc", "Plur", plural_gender=True))
    toks: list[Tok] = []
    if w.maybe(0.85):
        size = w.pick(("Million", "Milliarde"))
        unit = Tok(
            size + ("en" if size == "Million" else "n"),
            size,
            "NOUN",
            "NN",
            agreement(case, "Fem", "Plur", plural_gender=True),
        )
        unit.head, unit.label = head, "nummod"
        number = number_token(figure(w, 900 if size == "Million" else 60), unit)
        toks = [*about(w, number), number, unit]
    else:
        number = number_token(f"{w.chance.randrange(2, 900)}{w.pick(('', '.000'))}", head)
        toks = [*about(w, number), number]
    return Phrase(head, [*toks, head], "money", "Plur", "Masc")


def posts(w: World, case: str) -> Phrase | None:
    """ "2.000 Stellen"."""
    if w.maybe(0.3):
        return None
    noun = w.pick(w.nouns["jobs"])
    head = w.inflect.token(noun.word, case, "Plur")
    number = number_token(
        w.pick((f"{w.chance.randrange(1, 30)}.{w.pick(('000', '500', '200'))}", str(w.chance.randrange(20, 900)))), head
    )
    return Phrase(head, [*about(w, number), number, head], "jobs", "Plur", w.inflect.gender(noun.word))


def span(w: World, case: str) -> Phrase:
    """ "zwei Monate"."""
    word, gender, plural = w.pick(
        (("Monat", "Masc", "Monate"), ("Jahr", "Neut", "Jahre"), ("Woche", "Fem", "Wochen"), ("Tag", "Masc", "Tage"))
    )
    form = plural + ("n" if case == "Dat" and not plural.endswith("n") else "")
    head = Tok(form, word, "NOUN", "NN", agreement(case, gender, "Plur", plural_gender=True))
    number = number_token(w.pick(NUMBERS), head)
    return Phrase(head, [number, head], "span", "Plur", gender)
