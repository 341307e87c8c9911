"""Whom a firm noun names, and what it says they are firms of: "die Rivalen Nokia und Ericsson"."""

from __future__ import annotations

from kg.language.phrases import Phrase
from kg.model import How, Mention
from kg.vocab import is_a

from ..scene import TAKEN_UP, Scene

STATES_TOO = frozenset({"supplier", "customer", "maker", "rival", "partner", "master"})  # what a state may be as well
_JOINTS = ("", "s", "n", "en", "e", "es")  # what German puts between the parts of a compound
_HOUSES = ("konzern", "riese", "gigant")  # a "Batteriekonzern" makes batteries
_CUT, _CUT_SHORT = ("Speicher", "Grafik", "Logik"), "chips"  # "Speicherhersteller" make Speicherchips
_ATTRIBUTES = ("von", "für", "an", "bei", "unter")


def firms_named(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The firms a phrase names, with those joined to its name: "die Rivalen Nokia und Ericsson"."""
    own = [m for m in scene.named(phrase) if m.how is How.NAME]
    if own and phrase.kind == "noun" and "PLU" in phrase.numbers and phrase.name is not None:
        for member in following(scene, phrase):
            if member.kind == "name":
                own += [m for m in scene.named(member) if m.how is How.NAME]
    if not own and phrase.kind == "noun" and "PLU" in phrase.numbers:
        own = [t.mention for t in scene.examples(phrase, None)]  # "deutsche Autobauer wie Volkswagen und BMW"
    if not own and phrase.kind == "noun":
        outer = scene.phrase(phrase.apposition_of)
        if outer is not None:
            own = [m for p in row(phrase, outer, scene) for m in scene.named(p) if m.how is How.NAME]
    if not own and (scene.kind(phrase) == "maker" or scene.noun(phrase).endswith(_HOUSES)):
        own = [m for m in scene.named(phrase) if m.how in TAKEN_UP]  # "der Titanhersteller", named before
    trading = ("Organization", "Person", "Country") if scene.kind(phrase) in STATES_TOO else ("Organization", "Person")
    return tuple(m for m in own if any(is_a(m.entity.cls, c) for c in trading))


def row(phrase: Phrase, outer: Phrase, scene: Scene) -> tuple[Phrase, ...]:
    """Whom an apposition is said of: "BASF und Umicore, [die größten Abnehmer]" of both."""
    first = scene.phrase(outer.conjunct_of) or outer
    counted = any(
        scene.doc[i].lower_ == "beiden" or scene.doc[i].tag_ == "CARD" for i in range(phrase.start, phrase.head)
    )
    many = "PLU" in phrase.numbers and ("SIN" not in phrase.numbers or counted)
    return scene.members(first) if many else (outer,)


def following(scene: Scene, phrase: Phrase) -> tuple[Phrase, ...]:
    """The conjuncts behind a phrase, also where it is itself one: "Vale und deren Rivalen BHP und [Rio Tinto]"."""
    first = scene.phrase(phrase.conjunct_of) or phrase
    return tuple(p for p in scene.members(first) if p.index > phrase.index)


def others(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Whom or what a firm noun refers to: front of its compound, genitive, "von", possessor."""
    # the front of a compound that names a state is its seat ("US-Investor"), not whom it deals with
    out = [m for m in scene.covering(phrase.head, (How.PART,)) if not is_a(m.entity.cls, "Place")]
    if not out and (scene.kind(phrase) == "maker" or scene.noun(phrase).endswith(_HOUSES)):
        out += front(scene, phrase)
    if scene.kind(phrase) == "firm" and not scene.noun(phrase).endswith(_HOUSES):
        out = [m for m in out if is_a(m.entity.cls, "Agent")]  # a "Chipausrüster" makes no chips
    if phrase.possessor is not None:
        out += scene.owner(phrase)
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, _ATTRIBUTES)):
        if attribute.conjunct_of is None:
            for member in scene.members(attribute):
                out += scene.named(member)
                if scene.kind(member) == "carrier":
                    # "Lieferant für den US-Markt", "Marktführer bei der Produktion von Kobalt"
                    out += scene.loosely(member) if attribute.prep == "für" else ()
                    out += (t.mention for t in scene.targets(member) if not is_a(t.mention.entity.cls, "Agent"))
    return tuple(out)


def front(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The goods before a maker's noun: "[Batterie]hersteller", also cut short: "[Speicher]hersteller"."""
    token = scene.doc[phrase.head]
    noun = scene.noun(phrase)
    tail = scene.frames.tail(noun)
    # an "Autobauer" builds cars: his trade's name, no news
    if not tail or len(tail) >= len(noun) or "-" in noun or tail == "bauer":
        return ()
    stem = noun[: len(noun) - len(tail)]
    for joint in _JOINTS:
        base = stem.removesuffix(joint) if joint else stem
        for name in (base, f"{base}e", *((f"{base}{_CUT_SHORT}",) if base in _CUT else ())):
            for hit in scene.table.lookup(name) if len(base) > 2 else ():
                if hit.sure and (is_a(hit.entity.cls, "Product") or is_a(hit.entity.cls, "Material")):
                    start, end = token.idx, token.idx + len(base)
                    return (Mention(start, end, token.text[: len(base)], token.i, token.i + 1, hit.entity, How.PART),)
    return ()
