"""What stands with a noun: participles before it, genitives, prepositional phrases and clauses behind it."""

from __future__ import annotations

from training.grammar import named, people
from training.grammar.amounts import span
from training.grammar.common import NOUNS_OF, OWNERS
from training.grammar.inflect import adjective
from training.grammar.nouns import noun_phrase, prepositional, with_preposition
from training.grammar.tokens import Phrase, Tok
from training.grammar.world import Frame, Noun, Slot, World

# Nouns that a clause may explain: "der Plan, … zu", "die Sorge, dass".
CLAUSAL = {
    "Plan": "zu",
    "Entscheidung": "zu",
    "Vorschlag": "zu",
    "Ziel": "zu",
    "Angebot": "zu",
    "Vorhaben": "zu",
    "Strategie": "zu",
    "Erlaubnis": "zu",
    "Genehmigung": "zu",
    "Zusage": "zu",
    "Idee": "zu",
    "Sorge": "dass",
    "Gefahr": "dass",
    "Risiko": "dass",
    "Frage": "ob",
    "Entwurf": "zu",
    "Interesse": "zu",
    "Chance": "zu",
    "Initiative": "zu",
}


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
    part.head, part.label = head, "amod"
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
        word, tag = w.pick(
            (
                ("seitdem", "PAV"),
                ("bereits", "ADV"),
                ("zuletzt", "ADV"),
                ("weiterhin", "ADV"),
                ("deutlich", "ADJD"),
                ("schnell", "ADJD"),
                ("offenbar", "ADJD"),
                ("jetzt", "ADV"),
                ("bislang", "ADV"),
            )
        )
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


def attributes(
    w: World, found: Phrase, noun: Noun, kind: str, case: str, depth: int, det: str | None, *, plain: bool
) -> None:
    """Adds a genitive, a prepositional attribute or a relative clause behind the noun."""
    governed = bool(noun.governs) and depth < 3 and w.maybe(0.55 if depth == 0 else 0.4)
    owners = OWNERS.get(NOUNS_OF.get(kind, kind))
    if owners and depth < 3 and det in ("der", "ein", None) and noun.use != "m" and w.maybe(0.33):
        if (kind, noun.use) == ("person", "f") and w.maybe(0.5):
            owners = ("firm",)
        owner = noun_phrase(w, owners, "Gen", depth + 2, plain=plain or depth > 0)
        if owner.name:  # "der Umsatz von Nvidia"
            owner = with_preposition(w, "von", of_name(w, owners), Slot("prep"))
        owner.on(found.head, "nmod")
        found.toks += owner.all()
    if governed:
        attribute = prepositional(w, w.pick(noun.governs), depth + 1, plain=plain)
        attribute.on(found.head, "nmod")
        found.toks += attribute.toks
        found.later = attribute.later
    if plain:
        return
    explained = CLAUSAL.get(noun.word)
    if explained and not found.later and depth < 2 and w.explain and det != "kein" and w.maybe(0.14):
        found.later = w.explain(w, found.head, explained, depth + 1)
    bare_end = found.toks[-1] is found.head or (w.maybe(0.3) and _alone(found))
    if (
        not found.later
        and bare_end
        and depth < 2
        and det != "kein"
        and w.relative
        and w.maybe(0.18 if depth == 0 else 0.06)
    ):
        found.later = w.relative(w, found, depth + 1)


def _alone(found: Phrase) -> bool:
    """Whether a relative pronoun can only go with the head: no other noun of its gender and number stands behind it."""
    return all(
        tok is found.head
        or f"Number={found.number}" not in tok.morph
        or (found.number == "Sing" and f"Gender={found.gender}" not in tok.morph)
        for tok in found.toks
        if tok.tag in ("NN", "NE")
    )


def of_name(w: World, owners: tuple[str, ...]) -> Phrase:
    """A bare name of an owner in the dative: "Nvidia", "China"."""
    kind = w.pick(owners)
    if kind in ("state", "place", "body", "sector"):
        return named.bare(w, w.pick(w.names.bare["place"]), "state", "Dat")
    if kind == "person":
        return people.person_name(w, "Dat")
    return named.bare(w, (" ".join(w.names.company(w.chance)), "ORG"), "firm", "Dat")
