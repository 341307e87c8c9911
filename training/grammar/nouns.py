"""Noun phrases by semantic kind: articles, adjectives, attributes, amounts, coordination."""

from __future__ import annotations

from training.grammar import named
from training.grammar.inflect import FUSED, adjective, agreement, determiner, ending, personal
from training.grammar.tokens import Phrase, Tok, mark
from training.grammar.world import Frame, Noun, Slot, World

NUMBERS = "zwei drei vier fünf sechs sieben acht neun zehn zwölf".split()
CURRENCIES = ("Euro", "Dollar", "US-Dollar", "Yuan", "Yen")
# Whose the things of a kind are, for genitives and possessives.
OWNERS = {
    "plan": ("firm", "state", "body"), "quantity": ("firm", "sector"), "plant": ("firm",), "deal": ("state",), "doc": ("body",),
    "law": ("state",), "measure": ("state",), "problem": ("sector", "market"), "product": ("firm",), "chip": ("firm",),
    "tech": ("firm",), "role": ("firm", "body"), "trade": ("firm", "state"), "event": ("state",), "dependence": ("sector", "state"),
    "price": ("firm",), "market": ("place",), "work": ("citizen", "public"), "building": ("public",), "citizen": ("public",), "group": ("firm",), "sector": ("state",), "jobs": ("firm",),
}  # fmt: skip
GRADABLE = frozenset(
    "streng hart umstritten leistungsfähig teuer knapp begehrt stark schwach hoch niedrig riskant ehrgeizig wichtig modern "
    "fortschrittlich billig mächtig einseitig erfolgreich breit".split()
)
ORIGIN = frozenset(
    "chinesisch amerikanisch deutsch europäisch japanisch südkoreanisch taiwanisch niederländisch russisch indisch französisch "
    "britisch kanadisch australisch malaysisch ausländisch heimisch".split()
)
# Nouns that a clause may explain: "der Plan, … zu", "die Sorge, dass".
CLAUSAL = {
    "Plan": "zu", "Entscheidung": "zu", "Vorschlag": "zu", "Ziel": "zu", "Angebot": "zu", "Vorhaben": "zu", "Strategie": "zu",
    "Erlaubnis": "zu", "Genehmigung": "zu", "Zusage": "zu", "Idee": "zu", "Sorge": "dass", "Gefahr": "dass", "Risiko": "dass",
    "Frage": "ob", "Entwurf": "zu", "Interesse": "zu", "Chance": "zu", "Initiative": "zu",
}  # fmt: skip
# Kinds that a name may go before with a hyphen: "Nvidia-Werk", "China-Strategie".
HYPHENED = {"plant": "firm", "plan": "both", "chip": "firm", "product": "firm", "deal": "both", "price": "firm", "doc": "firm", "market": "place",
            "tech": "firm", "event": "place", "problem": "place"}
NOUNS_OF = {"person": "role", "order": "deal", "talks": "talks"}
NAMED = {"person", "firm", "state", "body", "media", "place", "city", "product", "chip", "law", "event", "market", "problem"}


def noun_phrase(w: World, kinds: tuple[str, ...], case: str, depth: int = 0, *, plain: bool = False) -> Phrase:
    """A noun phrase of one of the kinds in a case; `plain` keeps it short and without further clauses."""
    kind = w.pick(kinds)
    measure = AMOUNTS.get(kind)
    if measure:
        found = measure(w, case)
        if found:
            return found
    if not plain and depth < 2 and kind not in ("place", "city", "nom", "post") and w.maybe(0.11):
        return coordination(w, kind, case, depth)
    return single(w, kind, case, depth, plain=plain)


def single(w: World, kind: str, case: str, depth: int, *, plain: bool = False) -> Phrase:
    """One noun phrase without coordination."""
    if kind in NAMED:
        found = by_name(w, kind, case, depth, plain=plain)
        if found:
            return found
    if kind == "material" and w.maybe(0.1):
        return rare_earths(w, case)
    if kind == "material" and case != "Gen" and w.maybe(0.07):
        return tonnes(w, case)
    if kind in ("trade", "chip", "product", "plant") and depth < 2 and not plain and w.maybe(0.04):
        return part_of(w, kind, case)
    noun = w.pick(w.nouns[NOUNS_OF.get(kind, kind)])
    if not plain and w.maybe(0.04):
        cut = shortened(w, noun, kind, case)
        if cut:
            return cut
    if noun.use == "b":
        return bare_post(w, noun, case)
    return common(w, noun, kind, case, depth, plain=plain)


def by_name(w: World, kind: str, case: str, depth: int, *, plain: bool) -> Phrase | None:
    """A name of the kind, or None where a common noun is drawn."""
    loose = not plain and depth < 2
    if kind == "person":
        if w.maybe(0.025):
            return aged(w, case)
        return named.titled(w, case) if w.maybe(0.4) else named.person_name(w, case, loose=loose) if w.maybe(0.55) else None
    if kind == "firm":
        return named.firm_name(w, case, loose=loose) if w.maybe(0.6) else None
    if kind in ("place", "city"):
        return named.place(w, kind, case)
    if kind == "chip":
        return named.product_name(w, kind, case) if w.maybe(0.3) else None
    if kind == "media" and w.maybe(0.3):
        return named.agency(w, case)
    special = w.names.special.get(kind, [])
    bare = [row for row in w.names.bare.get(kind, []) if case != "Gen" or row[0][-1] not in "sxz"]
    share = {"state": 0.65, "media": 0.75, "body": 0.35, "product": 0.08, "law": 0.2}.get(kind, 0.08)
    if not w.maybe(share):
        return None
    if bare and (not special or w.maybe(0.65)):
        return named.bare(w, w.pick(bare), kind, case)
    return named.special(w, w.pick(special), kind, case) if special else None


def aged(w: World, case: str) -> Phrase:
    """ "der 48-Jährige"."""
    gender = w.pick(("Masc", "Fem"))
    stem = f"{w.chance.randrange(28, 80)}-Jährig"
    head = Tok(stem + ending("der", case, gender, "Sing"), stem + "e", "NOUN", "NN", agreement(case, gender, "Sing", plural_gender=True))
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


def tonnes(w: World, case: str) -> Phrase:
    """ "rund 3.000 Tonnen Lithium"."""
    word, lemma, gender = w.pick((("Tonnen", "Tonne", "Fem"), ("Tonnen", "Tonne", "Fem"), ("Kilogramm", "Kilogramm", "Neut")))
    head = Tok(word, lemma, "NOUN", "NN", agreement(case, gender, "Plur", plural_gender=True))
    number = number_token(w.pick((str(w.chance.randrange(2, 900)), f"{w.chance.randrange(1, 90)}.{w.pick(('000', '500'))}")), head)
    toks = [*about(w, number), number, head]
    if w.maybe(0.3):
        unit = Tok("Millionen", "Million", "NOUN", "NN", agreement(case, "Fem", "Plur", plural_gender=True), head, "nummod")
        number.head = unit
        toks.insert(-1, unit)
    noun = w.pick([n for n in w.nouns["material"] if n.use == "m"])
    stuff = w.inflect.token(noun.word, case, "Sing", noun.entity)
    stuff.head, stuff.label = head, "nmod"
    return Phrase(head, [*toks, stuff], "material", "Plur", gender)


def bare_post(w: World, noun: Noun, case: str) -> Phrase:
    """A post after "zu" ("zum Chef"): with the article that the preposition takes up."""
    head = w.inflect.token(noun.word, case, "Sing")
    gender = w.inflect.gender(noun.word)
    det = determiner("der", case, gender, "Sing")
    det.head = head
    return Phrase(head, [det, head], noun.kind, "Sing", gender, True)


def common(w: World, noun: Noun, kind: str, case: str, depth: int, *, plain: bool = False, det: str | None = "?") -> Phrase:
    """A phrase around a noun of the table. `det`: lemma of the determiner, None for none, "?" to draw one."""
    word = compound(w, noun)
    if noun.use == "a":
        return adjectival(w, noun, kind, case)
    number = {"c": "Plur" if w.maybe(0.3) else "Sing", "p": "Plur", "f": "Sing"}.get(noun.use, "Sing")
    if number == "Plur" and not w.inflect.has_plural(word):
        number = "Sing"
    count: Tok | None = None
    if det == "?":
        det = article(w, noun, number, bare=case in ("Nom", "Acc") and depth == 0)
    elif det is None and noun.use == "c" and case == "Gen":
        det = "der"
    if case == "Gen" and det is None:
        det = "der"
    gender = w.inflect.gender(word)
    head = w.inflect.token(word, case, number, noun.entity)
    before: list[Tok] = []
    possessor: Tok | None = None
    if det == "der" and not plain and case != "Gen" and noun.use != "m" and kind in OWNERS and w.maybe(0.07):
        owner = named.bare(w, (w.pick([n for n in w.names.countries if n[-1] not in "sxz"]), "LOC"), "state", "Gen")
        possessor, det = owner.head, None
        possessor.head, possessor.label = head, "nmod"
        before.append(possessor)
    if det:
        one = determiner(det, case, gender, number)
        one.head = head
        before.append(one)
    elif number == "Plur" and noun.use == "c" and not possessor and w.maybe(0.25):
        count = Tok(w.pick(NUMBERS), "", "NUM", "CARD", "NumType=Card", head, "nummod")
        count.lemma = count.form
        before.append(count)
    used: list[str] = []
    if not plain and depth < 2 and noun.use != "ci" and det in ("der", None) and w.maybe(0.09):
        attribute = participle_attribute(w, kind, head, det, case, gender, number, depth)
        before += attribute
        used = ["x"] if attribute else []
    choices = w.adjectives.get(kind) or w.adjectives.get(NOUNS_OF.get(kind, kind), [])
    wants = 0.6 if noun.use in ("ci", "mi") else 0.2 if noun.use == "m" else 0.34
    for share in (wants, 0.06):
        if choices and not used[2:] and w.maybe(share if not plain else share / 2):
            word_ = w.pick(choices)
            if word_ in used or (used and word_ in ORIGIN and ORIGIN & set(used)) or (word_ == "zahlreich" and (number == "Sing" or det or count)):
                continue
            used.append(word_)
            adj = adjective(word_, det, case, gender, number)
            adj.head = head
            if used[:-1] and before[-1].lemma in ORIGIN:  # "die neue amerikanische Anlage"
                before.insert(-1, adj)
                break
            if word_ in GRADABLE and w.maybe(0.12):
                form = w.pick(("besonders", "sehr", "zunehmend", "äußerst", "weiterhin", "ungewöhnlich"))
                tag, upos = ("ADJD", "ADJ") if form in ("zunehmend", "ungewöhnlich") else ("ADV", "ADV")
                before.append(Tok(form, form, upos, tag, "Degree=Pos" if upos == "ADJ" else "_", adj, "advmod"))
            before.append(adj)
        else:
            break
    found = Phrase(head, [*before, head], kind, number, gender, det in ("der", "dieser", "sein", "ihr", "alle") or bool(possessor))
    if not plain and not possessor:
        attributes(w, found, noun, kind, case, depth, det)
    return found


def article(w: World, noun: Noun, number: str, *, bare: bool) -> str | None:
    """The determiner of a noun by its use and number; "kein" only where the phrase is `bare` (subject or object)."""
    if noun.use == "d":
        return w.weigh({"der": 90, "sein": 3, "ihr": 3, "dieser": 4})
    if noun.use == "m":
        return "der" if w.maybe(0.05) else None
    if noun.use in ("ci", "mi"):
        return "ein" if noun.use == "ci" else None
    if number == "Sing":
        return w.weigh({"der": 50, "ein": 38, "dieser": 5, "sein": 3, "ihr": 3, "kein": 2 if bare else 0})
    some = w.weigh({"": 50, "der": 28, "dieser": 5, "sein": 2, "ihr": 3, "mehrere": 4, "einige": 4, "viele": 4, "alle": 1, "kein": 2 if bare else 0})
    return some or None


def compound(w: World, noun: Noun) -> str:
    """The noun, at times with a front part ("Konzern" → "Chip|konzern", "Werk" → "Nvidia-|Werk")."""
    names = HYPHENED.get(noun.kind)
    if names and noun.use != "m" and "-" not in noun.word and w.maybe(0.06):
        front = w.pick(w.names.countries) if names == "place" or (names == "both" and w.maybe(0.5)) else w.names.company(w.chance)[0]
        if front.isalnum():
            return f"{front}-|{noun.word}"
    fronts = w.fronts.get(noun.word)
    if not fronts or not w.maybe(0.4):
        return noun.word
    front = w.pick(fronts)
    return f"{front}|{noun.word}" if front.endswith("-") else f"{front}|{noun.word[0].lower()}{noun.word[1:]}"


def adjectival(w: World, noun: Noun, kind: str, case: str) -> Phrase:
    """A noun that is inflected like an adjective ("die Beschäftigten", "der Abgeordnete")."""
    number = "Plur" if kind == "group" else "Sing"
    gender = "Masc" if number == "Plur" or w.maybe(0.6) else "Fem"
    det = "der" if number == "Sing" or case == "Gen" or w.maybe(0.6) else None
    stem = noun.word.removesuffix("e")
    morph = agreement(case, gender, number, plural_gender=True)
    head = Tok(stem + ending(det, case, gender, number), noun.word, "NOUN", "NN", morph)
    toks = [head]
    if det:
        one = determiner(det, case, gender, number)
        one.head = head
        toks.insert(0, one)
    return Phrase(head, toks, kind, number, gender, det == "der")


def shortened(w: World, noun: Noun, kind: str, case: str) -> Phrase | None:
    """ "Chip- und Batteriehersteller", "US-Firmen und -Behörden" with cut words; None where the noun has too few fronts."""
    fronts = [f for f in w.fronts.get(noun.word, []) if not f.endswith("-")]
    if len(fronts) < 2 or noun.entity or noun.use == "a" or not w.inflect.has_plural(noun.word):
        return None
    one, other = w.chance.sample(fronts, 2)
    head = w.inflect.token(f"{other}|{noun.word[0].lower()}{noun.word[1:]}", case, "Plur")
    cut = Tok(one + "-", one + "-", "NOUN", "TRUNC", head.morph)
    gender = w.inflect.gender(noun.word)
    toks = [cut]
    det = "der" if case == "Gen" or w.maybe(0.4) else None
    if w.maybe(0.25):
        adj = adjective(w.pick(sorted(ORIGIN)), det, case, gender, "Plur")
        adj.head = cut
        toks.insert(0, adj)
    if det:
        article_ = determiner(det, case, gender, "Plur")
        article_.head = cut
        toks.insert(0, article_)
    word = w.pick(("und", "und", "oder", "sowie"))
    head.head, head.label = cut, "conj"
    toks += [Tok(word, word, "CCONJ", "KON", "_", head, "cc"), head]
    return Phrase(cut, toks, kind, "Plur", gender, bool(det))


def part_of(w: World, kind: str, case: str) -> Phrase:
    """ "20 Prozent der Exporte", "ein Teil der Beschäftigten"."""
    found = percent(w, case)
    if w.maybe(0.4):
        word, gender, det = w.pick((("Teil", "Masc", "ein"), ("Hälfte", "Fem", "der"), ("Drittel", "Neut", "ein"), ("Mehrheit", "Fem", "der")))
        form = word + ("s" if case == "Gen" and gender != "Fem" else "")
        head = Tok(form, word, "NOUN", "NN", agreement(case, gender, "Sing", plural_gender=True))
        one = determiner(det, case, gender, "Sing")
        one.head = head
        found = Phrase(head, [one, head], kind, "Sing", gender, True)
    noun = w.pick([n for n in w.nouns[kind] if n.use in "cpd" and w.inflect.has_plural(n.word)])
    of = common(w, Noun(noun.word, kind, "p", (), noun.entity), kind, "Gen", 3, plain=True, det="der")
    of.on(found.head, "nmod")
    found.toks += of.toks
    return Phrase(found.head, found.toks, kind, found.number, found.gender, found.definite)


def participle_attribute(
    w: World, kind: str, head: Tok, det: str | None, case: str, gender: str, number: str, depth: int
) -> list[Tok]:
    """ "von Nvidia entwickelten" before the noun."""
    present = w.maybe(0.3)
    if present:
        # "die seit Monaten steigenden Preise": the first participle of a verb without object.
        frames = [f for f in w.by_subject.get(kind, []) if all(s.optional for s in f.slots) and "e" not in f.flags]
    else:
        frames = [f for f, at in w.by_slot.get(("acc", kind), []) if f.transitive and f.verb and len(f.slots) == 1]
    if not frames:
        return []
    frame: Frame = w.pick(frames)
    lemma = w.verbs.infinitive(frame.verb).form + "d" if present else w.verbs.participle(frame.verb).form
    part = adjective(lemma, det, case, gender, number)
    # An attribute that carries an agent is a clause of its own.
    part.morph = part.morph.replace("Degree=Pos|", "") + "|VerbForm=Part"
    part.head, part.label = head, "acl"
    if present or w.maybe(0.4):
        return [*_circumstance(w, part), part]
    agents = tuple(k for k in frame.subject if k in ("firm", "state", "body", "person", "public"))
    if not agents:
        return []
    by = prepositional(w, Slot("prep", "von", "Dat", agents), depth + 2, plain=True)
    by.on(part, "obl:agent")
    return [*by.toks, part]


def _circumstance(w: World, part: Tok) -> list[Tok]:
    """What stands before an attributive participle: "seit 2020", "in China", "angeblich"."""
    roll = w.chance.random()
    if roll < 0.35:
        word, tag = w.pick((("seitdem", "PAV"), ("bereits", "ADV"), ("zuletzt", "ADV"), ("weiterhin", "ADV"), ("deutlich", "ADJD"), ("schnell", "ADJD"), ("offenbar", "ADV"), ("jetzt", "ADV"), ("bislang", "ADV")))
        morph = "Degree=Pos" if tag == "ADJD" else "PronType=Dem" if tag == "PAV" else "_"
        return [Tok(word, word, "ADJ" if tag == "ADJD" else "ADV", tag, morph, part, "advmod")]
    if roll < 0.7:
        inner = prepositional(w, Slot("prep", "in", "Dat", ("place", "city")), 3, plain=True)
        return inner.on(part, "obl").toks
    if roll < 0.85:
        year = Tok(str(w.chance.randrange(2010, 2026)), "", "NUM", "CARD", "NumType=Card", part, "obl")
        year.lemma = year.form
        return [Tok("seit", "seit", "ADP", "APPR", "_", year, "case"), year]
    months = span(w, "Dat").on(part, "obl")
    return [Tok("seit", "seit", "ADP", "APPR", "_", months.head, "case"), *months.toks]


def attributes(w: World, found: Phrase, noun: Noun, kind: str, case: str, depth: int, det: str | None) -> None:
    """Adds a genitive, a prepositional attribute or a relative clause behind the noun."""
    governed = bool(noun.governs) and depth < 3 and w.maybe(0.55 if depth == 0 else 0.4)
    owners = OWNERS.get(NOUNS_OF.get(kind, kind))
    if owners and depth < 3 and det in ("der", "ein", None) and noun.use != "m" and w.maybe(0.33):
        if (kind, noun.use) == ("person", "f") and w.maybe(0.5):
            owners = ("firm",)
        owner = noun_phrase(w, owners, "Gen", depth + 2, plain=depth > 0)
        if owner.name:  # "der Umsatz von Nvidia"
            owner = with_preposition(w, "von", of_name(w, owners), Slot("prep"))
        owner.on(found.head, "nmod")
        found.toks += owner.all()
    if governed:
        attribute = prepositional(w, w.pick(noun.governs), depth + 1)
        attribute.on(found.head, "nmod")
        found.toks += attribute.toks
        found.later = attribute.later
    explained = CLAUSAL.get(noun.word)
    if explained and not found.later and depth < 2 and w.explain and det != "kein" and w.maybe(0.14):
        found.later = w.explain(w, found.head, explained, depth + 1)
    bare_end = found.toks[-1] is found.head or w.maybe(0.2)
    if not found.later and bare_end and depth < 2 and det != "kein" and w.relative and w.maybe(0.18 if depth == 0 else 0.06):
        found.later = w.relative(w, found, depth + 1)


def of_name(w: World, owners: tuple[str, ...]) -> Phrase:
    """A bare name of an owner in the dative: "Nvidia", "China"."""
    kind = w.pick(owners)
    if kind in ("state", "place", "body", "sector"):
        return named.bare(w, w.pick(w.names.bare["place"]), "state", "Dat")
    if kind == "person":
        return named.person_name(w, "Dat")
    return named.bare(w, (" ".join(w.names.company(w.chance)), "ORG"), "firm", "Dat")


def prepositional(w: World, slot: Slot, depth: int, *, plain: bool = False) -> Phrase:
    """A prepositional phrase for the slot, with "im" for "in dem"; its head is the noun."""
    if slot.prep == "zwischen":
        inner = pair(w, slot)
    else:
        inner = noun_phrase(w, slot.kinds, slot.case, max(depth, 1), plain=plain)
    return with_preposition(w, slot.prep, inner, slot)


def pair(w: World, slot: Slot) -> Phrase:
    """ "den USA und China"."""
    while True:
        kind = w.pick(slot.kinds)
        one, other = (single(w, kind, slot.case, 3, plain=True) for _ in range(2))
        if one.head.lemma != other.head.lemma:
            break
    other.on(one.head, "conj")
    toks = [*one.toks, Tok("und", "und", "CCONJ", "KON", "_", other.head, "cc"), *other.toks]
    return Phrase(one.head, toks, kind, "Plur", one.gender, one.definite)


def with_preposition(w: World, prep: str, inner: Phrase, slot: Slot) -> Phrase:
    """The phrase behind a preposition. Countries with article go with "in" where others go with "nach"."""
    first = inner.toks[0]
    if prep == "nach" and first.tag == "ART" and "place" in slot.kinds:
        prep = "in"
        _recase(inner, "Acc")
        first = inner.toks[0]
    fused = FUSED.get((prep, first.form)) if first.tag == "ART" and first.lemma == "der" else None
    # A relative clause marks off one among several: there the article stays whole.
    if fused and (fused not in ("ins", "ans") or w.maybe(0.7)) and not inner.later:
        morph = "|".join(f for f in first.morph.split("|") if f.startswith(("Case", "Gender", "Number")))
        case = Tok(fused, prep, "ADP", "APPRART", morph, inner.head, "case")
        toks = [case, *inner.toks[1:]]
    else:
        case = Tok(prep, prep, "ADP", "APPR", "_", inner.head, "case")
        toks = [case, *inner.toks]
    return Phrase(inner.head, toks, inner.kind, inner.number, inner.gender, inner.definite, later=inner.later)


def _recase(inner: Phrase, case: str) -> None:
    """A name with article from the dative to the accusative."""
    for tok in inner.toks:
        if tok.tag == "ART":
            new = determiner("der", case, inner.gender, inner.number)
            tok.form, tok.morph = new.form, new.morph
        elif tok.tag == "ADJA":
            new = adjective(tok.form.removesuffix("en"), "der", case, inner.gender, inner.number)
            tok.form, tok.morph = new.form, new.morph
        elif tok.form == "Emiraten":
            tok.form = "Emirate"
        tok.morph = tok.morph.replace("Case=Dat", f"Case={case}")


def coordination(w: World, kind: str, case: str, depth: int) -> Phrase:
    """Two or three phrases of one kind with "und", "oder", "sowie"."""
    count = 3 if w.maybe(0.3) else 2
    parts = [single(w, kind, case, 2, plain=True) for _ in range(count)]
    if len({p.head.lemma for p in parts}) < count:
        return parts[0]
    first = parts[0]
    toks = list(first.toks)
    roll = w.chance.random()
    both = roll < 0.1 and count == 2 and depth == 0 and case in ("Nom", "Acc")
    if both:
        toks.insert(0, Tok("sowohl", "sowohl", "CCONJ", "KON", "_", first.head, "cc"))
    word = "und" if roll < 0.8 else "sowie" if roll < 0.9 else "oder"
    for at, part in enumerate(parts[1:], start=1):
        part.on(first.head, "conj")
        if at < count - 1:
            toks.append(mark(",", part.head))
        elif both:
            toks.append(Tok("als", "als", "CCONJ", "KON", "_", part.head, "cc"))
            toks.append(Tok("auch", "auch", "ADV", "ADV", "_", part.head, "cc"))
        else:
            toks.append(Tok(word, word, "CCONJ", "KON", "_", part.head, "cc"))
        toks += part.toks
    number = parts[-1].number if word == "oder" and not both else "Plur"
    return Phrase(first.head, toks, kind, number, first.gender, first.definite)


def pronoun(w: World, case: str, kind: str) -> Phrase:
    """A personal pronoun that could stand for a phrase of the kind."""
    gender = w.pick({"person": ("Masc", "Fem"), "firm": ("Masc", "Neut", "Fem"), "state": ("Fem", "Neut")}.get(kind, ("Fem", "Masc")))
    number = "Plur" if kind == "group" or w.maybe(0.15) else "Sing"
    head = personal(case, gender, number)
    return Phrase(head, [head], kind, number, gender, True, pronoun=True)


# -- amounts ------------------------------------------------------------------------------------------------------


def number_token(form: str, head: Tok) -> Tok:
    """A cardinal on its noun."""
    return Tok(form, form, "NUM", "CARD", "NumType=Card", head, "nummod")


def about(w: World, number: Tok) -> list[Tok]:
    """A word such as "rund" or "mehr als" before a number, seldom."""
    if not w.maybe(0.35):
        return []
    word = w.pick(("rund", "etwa", "fast", "knapp", "gut", "mehr als", "mindestens", "weniger als"))
    if word in ("mehr als", "weniger als"):
        first = Tok(word.split()[0], {"mehr": "viel", "weniger": "wenig"}[word.split()[0]], "ADV", "ADV", "_", number, "advmod")
        return [first, Tok("als", "als", "CCONJ", "KOKOM", "_", first, "case")]
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
        unit = Tok(size + ("en" if size == "Million" else "n"), size, "NOUN", "NN", agreement(case, "Fem", "Plur", plural_gender=True))
        unit.head, unit.label = head, "nummod"
        number = number_token(figure(w, 900 if size == "Million" else 60), unit)
        toks = [*about(w, number), number, unit]
    else:
        number = number_token(f"{w.chance.randrange(2, 900)}{w.pick(('', '.000'))}", head)
        toks = [*about(w, number), number]
    return Phrase(head, [*toks, head], "money", "Plur", "Masc")


def of_amount(w: World, case: str) -> Phrase:
    """ "einen Gewinn von 3 Milliarden Euro"."""
    noun = w.pick(w.nouns["quantity2"])
    found = common(w, noun, "quantity2", case, 2, plain=True)
    if w.maybe(0.6):
        amount = money(w, "Dat") or percent(w, "Dat")
        if amount.head.lemma in ("Kredit",):
            return found
        phrase = with_preposition(w, "von", amount, Slot("prep"))
        phrase.on(found.head, "nmod")
        found.toks += phrase.toks
    return found


def share(w: World, case: str) -> Phrase | None:
    """ "20 Prozent der Anteile"."""
    if w.maybe(0.4):
        return None
    found = percent(w, case)
    noun = w.pick(w.nouns["share"])
    of = common(w, Noun(noun.word, "share", "p", (), ""), "share", "Gen", 3, plain=True, det="der")
    of.on(found.head, "nmod")
    found.toks += of.toks
    return found


def posts(w: World, case: str) -> Phrase | None:
    """ "2.000 Stellen"."""
    if w.maybe(0.3):
        return None
    noun = w.pick(w.nouns["jobs"])
    head = w.inflect.token(noun.word, case, "Plur")
    number = number_token(w.pick((f"{w.chance.randrange(1, 30)}.{w.pick(('000', '500', '200'))}", str(w.chance.randrange(20, 900)))), head)
    return Phrase(head, [*about(w, number), number, head], "jobs", "Plur", w.inflect.gender(noun.word))


def span(w: World, case: str) -> Phrase:
    """ "zwei Monate"."""
    word, gender, plural = w.pick((("Monat", "Masc", "Monate"), ("Jahr", "Neut", "Jahre"), ("Woche", "Fem", "Wochen"), ("Tag", "Masc", "Tage")))
    form = plural + ("n" if case == "Dat" and not plural.endswith("n") else "")
    head = Tok(form, word, "NOUN", "NN", agreement(case, gender, "Plur", plural_gender=True))
    number = number_token(w.pick(NUMBERS), head)
    return Phrase(head, [number, head], "span", "Plur", gender)


AMOUNTS = {"percent": percent, "money": money, "quantity2": of_amount, "share": share, "jobs": posts, "span": span}
