"""Phrases around a noun of the table: compounds, articles, adjectives."""

from __future__ import annotations

from training.grammar import named
from training.grammar.amounts import NUMBERS
from training.grammar.inflect import adjective, agreement, determiner, ending
from training.grammar.tokens import Phrase, Tok
from training.grammar.world import Noun, World

# Whose the things of a kind are, for genitives and possessives.
OWNERS = {
    "plan": ("firm", "state", "body"),
    "quantity": ("firm", "sector"),
    "plant": ("firm",),
    "deal": ("state",),
    "doc": ("body",),
    "law": ("state",),
    "measure": ("state",),
    "problem": ("sector", "market"),
    "product": ("firm",),
    "chip": ("firm",),
    "tech": ("firm",),
    "role": ("firm", "body"),
    "trade": ("firm", "state"),
    "event": ("state",),
    "dependence": ("sector", "state"),
    "price": ("firm",),
    "market": ("place",),
    "work": ("citizen", "public"),
    "building": ("public",),
    "citizen": ("public",),
    "group": ("firm",),
    "sector": ("state",),
    "jobs": ("firm",),
}
GRADABLE = frozenset(
    "streng hart umstritten leistungsfähig teuer knapp begehrt stark schwach hoch niedrig riskant ehrgeizig wichtig "
    "modern fortschrittlich billig mächtig einseitig erfolgreich breit".split()
)
ORIGIN = frozenset(
    "chinesisch amerikanisch deutsch europäisch japanisch südkoreanisch taiwanisch niederländisch russisch indisch "
    "französisch britisch kanadisch australisch malaysisch ausländisch heimisch".split()
)
# Kinds that a name may go before with a hyphen: "Nvidia-Werk", "China-Strategie".
HYPHENED = {
    "plant": "firm",
    "plan": "both",
    "chip": "firm",
    "product": "firm",
    "deal": "both",
    "price": "firm",
    "doc": "firm",
    "market": "place",
    "tech": "firm",
    "event": "place",
    "problem": "place",
}
NOUNS_OF = {"person": "role", "order": "deal", "talks": "talks"}


def common(
    w: World, noun: Noun, kind: str, case: str, depth: int, *, plain: bool = False, det: str | None = "?"
) -> Phrase:
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
    if w.participle and not plain and depth < 2 and noun.use != "ci" and det in ("der", None) and w.maybe(0.09):
        attribute = w.participle(w, kind, head, det, case, gender, number, depth)
        before += attribute
        used = ["x"] if attribute else []
    choices = w.adjectives.get(kind) or w.adjectives.get(NOUNS_OF.get(kind, kind), [])
    wants = 0.6 if noun.use in ("ci", "mi") else 0.2 if noun.use == "m" else 0.34
    for share in (wants, 0.06):
        if choices and not used[2:] and w.maybe(share if not plain else share / 2):
            word_ = w.pick(choices)
            if (
                word_ in used
                or (used and word_ in ORIGIN and ORIGIN & set(used))
                or (word_ == "zahlreich" and (number == "Sing" or det or count))
            ):
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
    found = Phrase(
        head, [*before, head], kind, number, gender, det in ("der", "dieser", "sein", "ihr", "alle") or bool(possessor)
    )
    if w.attributes and not possessor and (not plain or (depth < 3 and w.maybe(0.3))):
        w.attributes(w, found, noun, kind, case, depth, det, plain=plain)
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
    some = w.weigh(
        {
            "": 50,
            "der": 28,
            "dieser": 5,
            "sein": 2,
            "ihr": 3,
            "mehrere": 4,
            "einige": 4,
            "viele": 4,
            "alle": 1,
            "kein": 2 if bare else 0,
        }
    )
    return some or None


def compound(w: World, noun: Noun) -> str:
    """The noun, at times with a front part ("Konzern" → "Chip|konzern", "Werk" → "Nvidia-|Werk")."""
    names = HYPHENED.get(noun.kind)
    if names and noun.use != "m" and "-" not in noun.word and w.maybe(0.06):
        front = (
            w.pick(w.names.countries)
            if names == "place" or (names == "both" and w.maybe(0.5))
            else w.names.company(w.chance)[0]
        )
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


def bare_post(w: World, noun: Noun, case: str) -> Phrase:
    """A post after "zu" ("zum Chef"): with the article that the preposition takes up."""
    head = w.inflect.token(noun.word, case, "Sing")
    gender = w.inflect.gender(noun.word)
    det = determiner("der", case, gender, "Sing")
    det.head = head
    return Phrase(head, [det, head], noun.kind, "Sing", gender, True)
