"""Sentences with sein, werden and bleiben: the predicative is the head."""

from __future__ import annotations

from training.grammar.clauses import adjuncts
from training.grammar.common import common
from training.grammar.inflect import adjective, determiner
from training.grammar.nouns import noun_phrase, prepositional
from training.grammar.order import Clause, Item, Plan, arrange
from training.grammar.tokens import Phrase, Tok
from training.grammar.verbs import Complex, Spec
from training.grammar.world import Slot, World

COMPARED = {
    "groß": "größer",
    "stark": "stärker",
    "teuer": "teurer",
    "wichtig": "wichtiger",
    "schnell": "schneller",
    "knapp": "knapper",
}


def copular(w: World, plan: Plan) -> Clause:
    """A clause with a predicative adjective or noun."""
    if w.maybe(0.28):
        return _noun(w, plan)
    word, kinds, slots = w.pick(w.predicatives)
    subject = noun_phrase(w, kinds, "Nom", plan.depth, plain=plan.short)
    head = Tok(word, word, "ADJ", "ADJD", "Degree=Pos")
    items = [Item(subject.on(head, "nsubj"), 2, True, True)]
    for slot in slots:
        inner = prepositional(w, slot, plan.depth + 1, plain=plan.short)
        items.append(Item(inner.on(head, "obl"), 8.8 if w.maybe(0.75) else 9.5))
    grade: list[Tok] = []
    if not slots and word in COMPARED and w.maybe(0.4):
        head.form, head.morph = COMPARED[word], "Degree=Cmp"
        other = noun_phrase(w, kinds, "Nom", 2, plain=True)
        while other.head.lemma == subject.head.lemma:
            other = noun_phrase(w, kinds, "Nom", 2, plain=True)
        than = Tok("als", "als", "CCONJ", "KOKOM", "_", other.head, "case")
        other.on(head, "obl")
        items.append(Item(Phrase(other.head, [than, *other.toks]), 9.6, False))
    elif w.maybe(0.2):
        form, tag = w.pick(
            (
                ("sehr", "ADV"),
                ("besonders", "ADV"),
                ("noch", "ADV"),
                ("weiterhin", "ADV"),
                ("zu", "PTKA"),
                ("stark", "ADJD"),
            )
        )
        if (form != "zu" or not slots) and (form != "stark" or word in ("abhängig", "betroffen", "umstritten")):
            grade = [
                Tok(
                    form,
                    form,
                    "ADJ" if tag == "ADJD" else "ADV",
                    tag,
                    "Degree=Pos" if tag == "ADJD" else "_",
                    head,
                    "advmod",
                )
            ]
    items.append(Item(Phrase(head, [*grade, head]), 9, plan.depth == 0 and not grade and w.maybe(0.12)))
    return finish(w, plan, items, head, subject, become=not slots and not word.endswith(("t", "en")))


def _noun(w: World, plan: Plan) -> Clause:
    kinds = w.pick((("measure",), ("deal",), ("plan",), ("law",), ("firm",), ("state",), ("person",)))
    subject = noun_phrase(w, kinds, "Nom", plan.depth, plain=plan.short)
    if kinds[0] in ("firm", "state", "person"):
        gender = "Masc"
        if kinds[0] == "person":
            masculine, feminine = w.pick((("Chef", "Chefin"), ("Sprecher", "Sprecherin"), ("Gründer", "Gründerin")))
            gender = subject.gender if subject.gender != "Neut" else "Masc"
            form = masculine if gender == "Masc" else feminine
            if subject.number == "Plur":
                return copular(w, plan)
            noun = Tok(form, form, "NOUN", "NN", f"Case=Nom|Gender={gender}|Number=Sing")
            det = determiner("der", "Nom", gender, "Sing")
            det.head = noun
            toks = [det, noun]
            inner = noun_phrase(w, ("firm", "body"), "Gen", 3, plain=True)
            if inner.name:
                inner = prepositional(w, _von(("firm",)), 3, plain=True)
        else:
            if subject.number == "Plur":
                return copular(w, plan)
            form = w.pick(("Hersteller", "Lieferant", "Produzent", "Abnehmer", "Exporteur"))
            noun = Tok(form, form, "NOUN", "NN", "Case=Nom|Gender=Masc|Number=Sing")
            det = determiner("der" if w.maybe(0.7) else "ein", "Nom", "Masc", "Sing")
            sup = det.lemma == "der"
            adj = adjective("größt" if sup else "wichtig", det.lemma, "Nom", "Masc", "Sing", "Sup" if sup else "Pos")
            adj.lemma = "groß" if sup else "wichtig"
            det.head = adj.head = noun
            toks = [det, adj, noun]
            inner = prepositional(w, _von(("material", "chip", "product")), 3, plain=True)
        inner.on(noun, "nmod")
        toks += inner.toks
        head = noun
        predicate = Phrase(noun, toks)
    else:
        predicate = common(w, w.pick(w.nouns["nom"]), "nom", "Nom", plan.depth + 1, plain=plan.short)
        head = predicate.head
    items = [Item(subject.on(head, "nsubj"), 2, True, True), Item(predicate, 9, False)]
    # "sind ein Schritt": the verb agrees with the subject.
    return finish(w, plan, items, head, subject, become=True)


def _von(kinds: tuple[str, ...]) -> Slot:
    return Slot("prep", "von", "Dat", kinds)


def finish(w: World, plan: Plan, items: list[Item], head: Tok, subject: Phrase, *, become: bool) -> Clause:
    """The clause around a predicative with its verb."""
    verb = w.weigh({"sein": 80, "bleiben": 12, "werden": 8 if become else 0})
    tense = w.weigh({"present": 60, "past": 40})
    number = subject.number
    spec = Spec(tense)
    rest: list[Tok] = []
    if plan.mood == "Sub":
        finite = w.verbs.finite(verb, number, "Pres" if verb == "sein" or number == "Sing" else "Past", "Sub")
        if verb == "bleiben" and number == "Plur":
            finite = w.verbs.finite("sein", number, "Pres", "Sub")
    elif w.maybe(0.12):
        modal = w.pick(("können", "müssen", "sollen"))
        finite = w.verbs.finite(modal, number, "Pres" if tense == "present" else "Past")
        inner = w.verbs.infinitive(verb)
        inner.head, inner.label = head, "cop"
        rest = [inner]
    elif w.maybe(0.06):
        finite = w.verbs.finite("sein", number, "Pres" if tense == "present" else "Past")
        inner = w.verbs.participle(verb)
        inner.form = {"werden": "geworden", "bleiben": "geblieben"}.get(verb, "gewesen")
        inner.head, inner.label = head, "cop"
        rest = [inner]
    else:
        finite = w.verbs.finite(verb, number, "Pres" if tense == "present" else "Past")
    finite.head, finite.label = head, "aux" if rest else "cop"
    if plan.adjuncts:
        adjuncts(w, plan, spec, head, items, manner=False)
    if w.maybe(0.07) and head.tag == "ADJD":
        no = Tok("nicht", "nicht", "PART", "PTKNEG", "Polarity=Neg", head, "advmod")
        items.append(Item(Phrase(no, [no]), 8.7, False))
    toks = arrange(w, plan, items, Complex(head, finite, None, rest))
    return Clause(head, toks, number, subject, items)
