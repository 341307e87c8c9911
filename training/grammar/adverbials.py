"""Adverbs and adverbial phrases of time, place, cause, manner and source."""

from __future__ import annotations

from training.grammar.amounts import NUMBERS, number_token
from training.grammar.inflect import adjective, agreement, determiner
from training.grammar.nouns import noun_phrase, prepositional, with_preposition
from training.grammar.tokens import Phrase, Tok, fenced
from training.grammar.world import Slot, World

DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
ORDINALS = "erst zweit dritt viert".split()
# Tenses that a word for past or coming time goes with.
PAST = ("past", "perfect", "pluperfect")
FUTURE = ("present", "future")


def noun(form: str, case: str, gender: str, number: str = "Sing", lemma: str = "") -> Tok:
    """A noun token as it stands."""
    return Tok(form, lemma or form, "NOUN", "NN", agreement(case, gender, number, plural_gender=True))


def behind(prep: str, toks: list[Tok], head: Tok) -> Phrase:
    """A preposition before the tokens; "am", "im", "zum" carry the features of the article in them."""
    if prep in ("am", "im", "zum", "vom", "zur"):
        features = "|".join(f for f in head.morph.split("|") if f[:3] in ("Cas", "Gen", "Num"))
        lemma = {"am": "an", "im": "in", "zum": "zu", "vom": "von", "zur": "zu"}[prep]
        first = Tok(prep, lemma, "ADP", "APPRART", features, head, "case")
    else:
        first = Tok(prep, prep, "ADP", "APPR", "_", head, "case")
    for tok in toks:
        if tok is not head and tok.head is None:
            tok.head = head
    return Phrase(head, [first, *toks])


def time(w: World, tense: str) -> Phrase:
    """An expression of time that goes with the tense."""
    roll = w.weigh(
        {
            "day": 28,
            "date": 10,
            "year": 10,
            "since": 8,
            "ago": 8,
            "quarter": 7,
            "week": 9,
            "until": 8,
            "end": 6,
            "months": 6,
        }
    )
    if roll in ("ago",) and tense not in PAST or roll == "until" and tense in PAST:
        roll = "day"
    return TIMES[roll](w, tense)


def _day(w: World, tense: str) -> Phrase:
    form = w.pick(DAYS) + (w.pick(("", "", "abend", "morgen", "nachmittag")))
    head = noun(form, "Dat", "Masc")
    if w.maybe(0.12):
        adj = adjective("vergangen" if tense in PAST else "kommend", "der", "Dat", "Masc", "Sing")
        return behind("am", [adj, head], head)
    found = behind("am", [head], head)
    if w.maybe(0.08):
        month = noun(w.pick(MONTHS), "Dat", "Masc")
        month.head, month.label = head, "appos"
        det = determiner("der", "Dat", "Masc", "Sing")
        day = _ordinal(w, month)
        det.head = month
        found.toks += fenced([det, day, month], month)
    return found


def _ordinal(w: World, head: Tok) -> Tok:
    form = f"{w.chance.randrange(1, 29)}."
    return Tok(form, form, "ADJ", "ADJA", "_", head, "amod")


def _year(w: World, tense: str) -> str:
    return str(w.chance.randrange(1995, 2025) if tense in PAST else w.chance.randrange(2025, 2041))


def _date(w: World, tense: str) -> Phrase:
    month = noun(w.pick(MONTHS), "Dat", "Masc")
    toks = [_ordinal(w, month), month]
    if w.maybe(0.4):
        toks.append(number_token(_year(w, tense), month))
    return behind("zum" if tense not in PAST and w.maybe(0.4) else "am", toks, month)


def _in_year(w: World, tense: str) -> Phrase:
    roll = w.chance.random()
    if roll < 0.55:
        head = noun("Jahr", "Dat", "Neut")
        return behind("im", [head, number_token(_year(w, tense), head)], head)
    if roll < 0.8:
        head = noun("Jahr", "Dat", "Neut")
        word = w.pick(("vergangen", "vorig")) if tense in PAST else w.pick(("kommend", "nächst", "laufend"))
        return behind("im", [adjective(word, "der", "Dat", "Neut", "Sing"), head], head)
    head = noun(w.pick(MONTHS), "Dat", "Masc")
    toks = [head] if w.maybe(0.5) else [head, number_token(_year(w, tense), head)]
    return behind("im", toks, head)


def _since(w: World, tense: str) -> Phrase:
    roll = w.chance.random()
    if roll < 0.45:
        year = Tok(str(w.chance.randrange(1990, 2025)), "", "NUM", "CARD", "NumType=Card")
        year.lemma = year.form
        return behind("seit", [year], year)
    if roll < 0.75:
        head = noun(w.pick(MONTHS), "Dat", "Masc")
        return behind("seit", [head], head)
    head = noun("Jahren", "Dat", "Neut", "Plur", "Jahr")
    return behind("seit", [number_token(w.pick(NUMBERS), head), head], head)


def _ago(w: World, tense: str) -> Phrase:
    form, gender, lemma = w.pick(
        (("Jahren", "Neut", "Jahr"), ("Monaten", "Masc", "Monat"), ("Wochen", "Fem", "Woche"), ("Tagen", "Masc", "Tag"))
    )
    head = noun(form, "Dat", gender, "Plur", lemma)
    return behind("vor", [number_token(w.pick(NUMBERS), head), head], head)


def _quarter(w: World, tense: str) -> Phrase:
    head = noun("Quartal", "Dat", "Neut")
    toks = [adjective(w.pick(ORDINALS), "der", "Dat", "Neut", "Sing"), head]
    if w.maybe(0.3):
        toks.append(number_token(_year(w, tense), head))
    return behind("im", toks, head)


def _week(w: World, tense: str) -> Phrase:
    form, gender = w.pick((("Woche", "Fem"), ("Monat", "Masc"), ("Jahr", "Neut")))
    head = noun(form, "Acc", gender)
    if w.maybe(0.4):
        det = determiner("dieser", "Acc", gender, "Sing")
        det.head = head
        return Phrase(head, [det, head])
    adj = adjective("vergangen" if tense in PAST else "kommend", None, "Acc", gender, "Sing")
    adj.head = head
    return Phrase(head, [adj, head])


def _until(w: World, tense: str) -> Phrase:
    if w.maybe(0.6):
        year = Tok(_year(w, "future"), "", "NUM", "CARD", "NumType=Card")
        year.lemma = year.form
        return behind(w.pick(("bis", "ab", "bis")), [year], year)
    head = noun(w.pick(MONTHS), "Dat", "Masc")
    return behind("ab", [head], head)


def _end(w: World, tense: str) -> Phrase:
    word, gender = w.pick((("Ende", "Neut"), ("Anfang", "Masc"), ("Mitte", "Fem")))
    head = noun(word, "Acc", gender)
    of = (
        noun(w.pick(MONTHS), "Acc", "Masc") if w.maybe(0.6) else Tok(_year(w, tense), "", "NUM", "CARD", "NumType=Card")
    )
    of.lemma, of.head, of.label = of.form, head, "nmod"
    return Phrase(head, [head, of])


def _months(w: World, tense: str) -> Phrase:
    form, gender, lemma = w.pick((("Monaten", "Masc", "Monat"), ("Jahren", "Neut", "Jahr"), ("Wochen", "Fem", "Woche")))
    head = noun(form, "Dat", gender, "Plur", lemma)
    det = determiner("der", "Dat", gender, "Plur")
    adj = adjective("vergangen" if tense in PAST else "kommend", "der", "Dat", gender, "Plur")
    toks: list[Tok] = [det, adj]
    if w.maybe(0.4):
        toks.append(number_token(w.pick(NUMBERS), head))
    return behind("in", [*toks, head], head)


TIMES = {
    "day": _day, "date": _date, "year": _in_year, "since": _since, "ago": _ago, "quarter": _quarter, "week": _week,
    "until": _until, "end": _end, "months": _months,
}  # fmt: skip


def adverb(w: World, kinds: tuple[str, ...]) -> tuple[Phrase, bool]:
    """An adverb of one of the classes, and whether it may open a clause."""
    form, tag, front = w.pick(w.adverbs[w.pick(kinds)])
    upos = "ADJ" if tag == "ADJD" else "ADV"
    morph = "Degree=Pos" if tag == "ADJD" else "PronType=Dem" if tag == "PAV" else "_"
    head = Tok(form, form, upos, tag, morph, label="advmod")
    return Phrase(head, [head]), front


def fixed(text: str) -> Phrase:
    """A phrase of the table of fixed ones; its noun is the head."""
    toks = [Tok(*part.split("/")) for part in text.split(" ")]
    head = toks[-1]
    for tok in toks[:-1]:
        tok.head = head
        tok.label = {"ADP": "case", "DET": "det", "ADJ": "amod"}[tok.upos]
    return Phrase(head, toks)


def adjunct(w: World, name: str, depth: int) -> tuple[Phrase, bool]:
    """A prepositional adjunct of a class (cause, means, place, time, source), and whether it may open a clause."""
    if name in w.fixed_by and w.maybe(0.2):
        return fixed(w.pick(w.fixed_by[name])), True
    slot, front = w.pick(w.adjuncts[name])
    return prepositional(w, slot, depth + 1, plain=depth > 0), front


def source(w: World) -> Phrase:
    """ "laut Reuters", "dem Ministerium zufolge", "nach Angaben der Behörde"."""
    roll = w.chance.random()
    kinds = ("media", "body", "firm", "doc", "group")
    if roll < 0.4:
        return with_preposition(w, "laut", noun_phrase(w, kinds, "Dat", 2, plain=True), Slot("prep"))
    if roll < 0.65:
        inner = noun_phrase(w, kinds, "Dat", 2, plain=True)
        inner.toks.append(Tok("zufolge", "zufolge", "ADP", "APPO", "_", inner.head, "case"))
        return inner
    if roll < 0.72:
        inner = noun_phrase(w, ("media", "doc", "group"), "Dat", 2, plain=True)
        return (
            with_preposition(w, "nach", inner, Slot("prep"))
            if inner.kind == "doc"
            else with_preposition(w, "laut", inner, Slot("prep"))
        )
    word, gender = w.pick((("Angaben", "Fem"), ("Angaben", "Fem"), ("Einschätzung", "Fem"), ("Darstellung", "Fem")))
    head = noun(word, "Dat", gender, "Plur" if word == "Angaben" else "Sing", "Angabe" if word == "Angaben" else word)
    who = noun_phrase(w, ("body", "firm", "state", "group", "person"), "Gen", 2, plain=True)
    if who.name or who.head.form in ("Experten",):
        who = with_preposition(
            w, "von", noun_phrase(w, ("firm", "group", "person"), "Dat", 2, plain=True), Slot("prep")
        )
    who.on(head, "nmod")
    return behind("nach", [head, *who.all()], head)
