"""Persons: names alone, with title or post before them, with office or party behind them."""

from __future__ import annotations

from training.grammar.inflect import adjective, agreement, determiner
from training.grammar.named import ADJECTIVES_OF_PLACE, genitive_fits, name_tokens, special
from training.grammar.names import FAMILY, KOREAN
from training.grammar.tokens import Phrase, Tok, fenced, mark
from training.grammar.world import World

FAMILY_FIRST = frozenset(FAMILY) | frozenset(KOREAN)
PARTIES = "SPD CDU CSU FDP AfD Grüne Linke BSW ÖVP SVP".split()
POSTS = {"Masc": ("Chef", "Manager", "Sprecher", "Gründer", "Vorstand"), "Fem": ("Chefin", "Managerin", "Sprecherin")}
OFFICES = {
    "Masc": "US-Präsident|Außenminister|Handelsminister|Finanzminister|Wirtschaftsminister|Kanzler|Regierungschef|"
    "Außenamtssprecher|Analyst|EU-Kommissar|Unternehmer|Senator|Ökonom|Staatschef|Vizepräsident|Professor|Ministerpräsident",
    "Fem": "Außenministerin|Wirtschaftsministerin|Finanzministerin|Kommissionspräsidentin|Analystin|"
    "Außenamtssprecherin|Regierungschefin|Ökonomin|Senatorin|EU-Kommissarin|Ministerin|Professorin",
}


def person_name(w: World, case: str, *, loose: bool = False) -> Phrase:
    """A person's name: whole, or the surname alone."""
    while True:
        parts, gender = w.names.person(w.chance)
        if w.maybe(0.35) and "-" not in parts[-1] and len(parts) == 2:
            parts = parts[:1] if parts[0] in FAMILY_FIRST else parts[1:]
        if case != "Gen" or genitive_fits(parts):
            break
    toks = name_tokens(parts, case, gender, "PER")
    found = Phrase(toks[0], toks, "person", "Sing", gender, True, name=True)
    if loose and w.maybe(0.1):
        found.toks = toks + fenced(*office(w, case, gender, toks[0]))
    elif loose and w.maybe(0.05):
        party = name_tokens([w.pick(PARTIES)], "Nom", "Fem", "ORG")
        party[0].head, party[0].label = toks[0], "appos"
        found.toks = [*toks, mark("(", party[0]), *party, mark(")", party[0])]
    return found


def office(w: World, case: str, gender: str, head: Tok) -> tuple[list[Tok], Tok]:
    """ "Chef des Verbands", "die Sprecherin von Nvidia" behind a person's name."""
    word = w.pick(POSTS[gender][:3])
    noun = plain_noun(w, word, case, gender)
    noun.head, noun.label = head, "appos"
    toks = [noun]
    if w.maybe(0.4) or case == "Gen":
        det = determiner("der", case, gender, "Sing")
        det.head = noun
        toks.insert(0, det)
    if w.maybe(0.6):
        inner = name_tokens(w.names.company(w.chance), "Dat", "Neut", "ORG")
        prep = Tok(
            w.pick(("von", "bei", "von")) if word == "Manager" else "von", "", "ADP", "APPR", "_", inner[0], "case"
        )
        prep.lemma = prep.form
        inner[0].head, inner[0].label = noun, "nmod"
        toks += [prep, *inner]
    else:
        of = special(w, w.pick(w.names.special["body"]), "body", "Gen")
        toks += of.on(noun, "nmod").toks
    return toks, noun


def titled(w: World, case: str) -> Phrase:
    """A person with post or office: "Nvidia-Chef Jensen Huang", "der Außenminister Wang Li", "Minister Kim"."""
    parts, gender = w.names.person(w.chance)
    roll = w.chance.random()
    toks: list[Tok] = []
    if roll < 0.35:
        firm = w.names.company(w.chance)
        post = w.pick(POSTS[gender])
        lead = plain_noun(
            w,
            firm[0] + "-" + post if len(firm) == 1 and firm[0][-1] != "s" else "Konzern|" + post.lower(),
            case,
            gender,
        )
    else:
        lead = plain_noun(w, w.pick(OFFICES[gender].split("|")), case, gender)
    article = case == "Gen" or w.maybe(0.25)
    if article:
        toks.append(determiner("der", case, gender, "Sing"))
        if w.maybe(0.6) and "-" not in lead.form:
            toks.append(adjective(w.pick(ADJECTIVES_OF_PLACE), "der", case, gender, "Sing"))
    for tok in toks:
        tok.head = lead
    # "des Ministers Wang Li": behind an article the name stays as it is.
    name = name_tokens(parts, "Nom" if case == "Gen" else case, gender, "PER")
    if case == "Gen":
        for tok in name:
            tok.morph = tok.morph.replace("Case=Nom", "Case=Gen")
    name[0].head, name[0].label = lead, "appos"
    return Phrase(lead, [*toks, lead, *name], "person", "Sing", gender, True)


def plain_noun(w: World, word: str, case: str, gender: str) -> Tok:
    """A title or post as a noun; its ending by its last part ("Präsidenten", "Chefs")."""
    word = word.replace("|", "")
    form = word
    weak = word.endswith(("präsident", "Präsident", "Ökonom", "Analyst"))
    if gender == "Masc":
        if weak and case != "Nom":
            form += "en"
        elif case == "Gen":
            form += "s"
    return Tok(form, word, "NOUN", "NN", agreement(case, gender, "Sing", plural_gender=True))
