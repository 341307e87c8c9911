"""Shares of things and cut words: "20 Prozent der Exporte", "Chip- und Batteriehersteller"."""

from __future__ import annotations

from training.grammar.amounts import money, percent, posts, span
from training.grammar.common import ORIGIN, common
from training.grammar.inflect import adjective, agreement, determiner
from training.grammar.tokens import Phrase, Tok
from training.grammar.world import Noun, World


def shortened(w: World, noun: Noun, kind: str, case: str) -> Phrase | None:
    """ "Chip- und Batteriehersteller"; None where the noun has too few front parts."""
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
        word, gender, det = w.pick(
            (("Teil", "Masc", "ein"), ("Hälfte", "Fem", "der"), ("Drittel", "Neut", "ein"), ("Mehrheit", "Fem", "der"))
        )
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


def of_amount(w: World, case: str) -> Phrase:
    """ "einen Gewinn von 3 Milliarden Euro"."""
    noun = w.pick(w.nouns["quantity2"])
    found = common(w, noun, "quantity2", case, 2, plain=True)
    if w.maybe(0.6):
        amount = money(w, "Dat") or percent(w, "Dat")
        amount.on(found.head, "nmod")
        found.toks += [Tok("von", "von", "ADP", "APPR", "_", amount.head, "case"), *amount.toks]
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


AMOUNTS = {"percent": percent, "money": money, "quantity2": of_amount, "share": share, "jobs": posts, "span": span}
