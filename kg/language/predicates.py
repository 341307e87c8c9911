"""The verbal complex of a clause: full verb with its particle back, voice, tense, mood, modal, negation.

Source of the method: the topological field model (Drach 1937; Höhle 1986): finite verb and clause-final verbs
form a bracket, and the bracket's parts are told apart by the forms that the full-form lexicon allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from .tenses import Link, konjunktiv, participle_of, takes_sein, tense, verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .forms import Forms

STATING = frozenset({"VVFIN", "VAFIN", "VMFIN"})  # finite and no imperative
FINITE = STATING | {"VVIMP", "VAIMP"}
NONFINITE = frozenset({"VVINF", "VVIZU", "VVPP", "VAINF", "VAPP", "VMINF", "VMPP"})
VERBAL = FINITE | NONFINITE
NOMINAL = frozenset({"NN", "NE", "FM"})
MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})
AUXILIARIES = frozenset({"haben", "sein", "werden"})
# full verbs that take an infinitive without "zu": "ließ … bauen"
BARE_INFINITIVE = frozenset({"lassen", "sehen", "hören", "helfen", "gehen", "bleiben", "lernen"})
NEGATIONS = frozenset(
    {"nicht", "nie", "niemals", "keinesfalls", "keineswegs", "mitnichten", "nirgends", "niemand", "weder", "nichts"}
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verbal complex: `lemma` is the full verb's infinitive with its particle, `verb` its token.

    `tense` is present, past, perfect, pluperfect or future; `konjunktiv` is "", "I" or "II";
    `operator` is a verb that governs the full verb inside one bracket ("versuchte … zu lösen", "ließ … bauen").
    `obliged`: `modal` is only the sense of "hat zu erfüllen", "ist zu erwarten"; no modal verb stands there.
    `state`: the passive of a state ("ist geschlossen").
    """

    lemma: str
    verb: int
    finite: int | None
    voice: str = "active"
    tense: str = "present"
    konjunktiv: str = ""
    modal: str | None = None
    operator: str | None = None
    negated: bool = False
    reflexive: bool = False
    number: str = ""
    obliged: bool = False
    state: bool = False


def has_zu(doc: Doc, tokens: Iterable[int]) -> bool:
    """Whether an infinitive with "zu" stands among the tokens."""
    return any(doc[i].tag_ in ("PTKZU", "VVIZU") for i in tokens)


def predicate(doc: Doc, tokens: Sequence[int], forms: Forms) -> Predicate | None:
    """The verbal complex of the tokens of one clause, or None where no verb stands.

    doc: tagged Doc. tokens: token indices of the clause in order. forms: the full-form lexicon.
    """
    verbal = [i for i in tokens if doc[i].tag_ in VERBAL]
    if not verbal:
        return None
    finite = next((i for i in verbal if doc[i].tag_ in FINITE), None)
    nonfinite = [i for i in verbal if i != finite and doc[i].tag_ not in FINITE]
    finite_lemma = _lemma(doc, finite, forms) if finite is not None else ""
    lemma_of = {i: finite_lemma if i == finite else _lemma(doc, i, forms, finite_lemma) for i in verbal}
    zu = has_zu(doc, tokens)
    if finite is not None and finite_lemma not in AUXILIARIES | MODALS | BARE_INFINITIVE and not zu:
        # a full verb takes no participle: "verbot Indonesien, regiert von Widodo, …" has one beside it
        nonfinite = []
    if not nonfinite:
        verb = finite
        if verb is None:
            return None
        lemma, voice, state, modal, operator, chain = finite_lemma, "active", False, None, None, []
    else:
        chain = [(i, lemma_of[i], _shape(doc, i, forms)) for i in nonfinite]
        chain = _by_parse(doc, finite, chain)
        verb, lemma, voice, state, modal, operator = _read_bracket(finite_lemma, chain, zu, forms)
    particle = _particle(doc, tokens, verb, forms)
    if particle and (verb == finite or doc[verb].tag_ != "VVIZU"):
        lemma = forms.join(particle, lemma) or particle + lemma
    mood = konjunktiv(doc, finite, forms)
    low = [doc[i].lower_ for i in tokens]
    return Predicate(
        lemma=lemma,
        verb=verb,
        finite=finite,
        voice=voice,
        tense=tense(doc, finite, finite_lemma, voice, chain, zu, mood, forms),
        konjunktiv=mood,
        modal=modal,
        operator=operator,
        negated=is_negated(doc, tokens),
        reflexive="sich" in low,
        number=_number(doc, finite),
        state=state,
        obliged=modal is not None and finite_lemma not in MODALS and all(x != modal for _, x, _ in chain),
    )


def _lemma(doc: Doc, i: int, forms: Forms, helper: str = "") -> str:
    """The infinitive; of several verbs the tag decides: "gehört" is finite of gehören, participle of hören; then the
    helper: "ist gelangt" is of gelangen, not of langen."""
    token = doc[i]
    wanted = {"VVFIN": ("PRÄ", "PRT", "KJ1", "KJ2"), "VVPP": ("PA2",), "VVINF": ("INF",), "VVIZU": ("EIZ",)}.get(
        token.tag_, ()
    )
    readings = [r for r in forms.readings(token.lower_) if r.cls == "VER"]
    found = [
        reading.lemma.lower()
        for want in (wanted[:2], wanted[2:])  # "abführen": an indicative before a Konjunktiv (of abfahren)
        for reading in readings
        if any(w in tag.split(":") for tag in reading.tags for w in want)
    ]
    if helper in ("haben", "sein") and len(set(found)) > 1:
        found = [x for x in found if takes_sein(x, forms) == (helper == "sein")] or found
    if not found and token.tag_ == "VVPP" and not readings:
        guessed = participle_of(token.lower_, forms)
        if guessed is not None:
            return guessed
    return found[0] if found else (forms.lemma(token.lower_, "VERB") or token.lemma_ or token.lower_).lower()


def _shape(doc: Doc, i: int, forms: Forms) -> str:
    """inf, part or zu: the lexicon decides where only one is possible, else the tagger."""
    token = doc[i]
    if token.tag_ == "VVIZU":
        return "zu"
    possible = verb_forms(forms, token.lower_)
    if possible == {"PA2"}:
        return "part"
    if "PA2" not in possible and "INF" in possible:
        return "inf"
    return "part" if token.tag_ in ("VVPP", "VAPP", "VMPP") else "inf"


def _by_parse(doc: Doc, finite: int | None, chain: list[Link]) -> list[Link]:
    """The verb that the parser hangs the helper on comes first: "hatte wiederholt gewarnt" is no repeating."""
    head = doc[finite].head.i if finite is not None and doc[finite].dep_ in ("aux", "aux:pass") else None
    bare = any(lemma in BARE_INFINITIVE for _, lemma, _ in chain)
    if head is not None and chain and any(t.tag_ == "KON" or t.lower_ == "noch" for t in doc[chain[0][0] : head]):
        return chain  # "hat A gekauft und B verkauft"
    return chain if bare else sorted(chain, key=lambda link: link[0] != head)


def _read_bracket(
    finite: str, chain: list[Link], zu: bool, forms: Forms
) -> tuple[int, str, str, bool, str | None, str | None]:
    """Full verb, voice, whether a state, modal and operator from finite verb and clause-final verbs."""
    lemmas = [lemma for _, lemma, _ in chain]
    full = [(i, lemma, shape) for i, lemma, shape in chain if lemma not in AUXILIARIES and lemma not in MODALS]
    if not full:
        full = [c for c in chain if c[1] not in MODALS] or chain
    verb, lemma, shape = full[0]
    operator = None
    if len(full) > 1 and full[1][1] in BARE_INFINITIVE and shape == "inf":
        operator = full[1][1]
    modal = finite if finite in MODALS else next((x for x in lemmas if x in MODALS and x != lemma), None)
    helped = {"haben", "sein"} & set(lemmas)  # "wird verkauft haben" is no passive
    passive = shape == "part" and lemma != "werden" and ("werden" in lemmas or (finite == "werden" and not helped))
    state = shape == "part" and not passive and not takes_sein(lemma, forms) and "sein" in (finite, *lemmas)
    if finite and finite not in AUXILIARIES and finite not in MODALS:
        operator = finite
    elif finite in ("haben", "sein") and zu and shape in ("inf", "zu"):
        # "hat zu erfüllen", "ist zu erwarten": an obligation
        modal = "müssen"
    return verb, lemma, "passive" if passive or state else "active", state, modal, operator


def _particle(doc: Doc, tokens: Sequence[int], verb: int, forms: Forms) -> str | None:
    """The split particle at the bracket's end: "hob … auf", also where the tagger saw a preposition."""
    lemma = _lemma(doc, verb, forms)
    if lemma in ("geben", "machen") and verb and doc[verb - 1].lower_ == "bekannt":
        return "bekannt"  # "wie das Amt bekannt gab"
    for i in reversed(tokens):
        if i <= verb:
            break
        token = doc[i]
        if token.text[:1].isupper():
            continue  # "auf den Weg gebracht": a noun, no "weg"
        candidate = token.tag_ in ("PTKVZ", "APPR", "ADV", "ADJD") or token.lower_ in forms.particles
        if lemma in ("sein", "werden", "bleiben") and token.tag_ != "PTKVZ":
            continue  # "wurde bekannt": an adjective
        if not candidate or not (token.tag_ == "PTKVZ" or _closes_bracket(doc, tokens, i)):
            continue
        # "hat vor", "hat inne": the lexicon knows haben without particles
        confirmed = token.dep_ == "compound:prt" or (lemma == "haben" and _closes_bracket(doc, tokens, i))
        agreed = token.tag_ == "PTKVZ" and confirmed and token.lower_ in forms.particles
        if agreed or forms.join(token.lower_, lemma):
            return token.lower_
    return None


def _closes_bracket(doc: Doc, tokens: Sequence[int], i: int) -> bool:
    later = takewhile(lambda k: k > i, reversed(tokens))
    follows = any(not doc[k].is_punct and not doc[k].is_space for k in later)
    after = doc[i + 1] if i + 1 < len(doc) else None
    stands = after is not None and not any(c.isalnum() for c in after.text)
    return not follows or (after is not None and (after.is_punct or stands or after.tag_ in ("KON", "KOKOM")))


def is_negated(doc: Doc, tokens: Sequence[int]) -> bool:
    """Whether the tokens of a clause deny what it says; "nicht nur" and a mere contrast deny nothing."""
    outside = set(tokens) - set(contrasted(doc, tokens))
    for n, i in enumerate(tokens):
        low = doc[i].lower_
        if i not in outside:
            continue
        if low in NEGATIONS:
            # "nicht nur X, sondern auch Y" and "nicht zuletzt" deny nothing
            after = doc[tokens[n + 1]].lower_ if n + 1 < len(tokens) else ""
            if low == "nicht" and after in ("nur", "zuletzt", "bloß", "allein"):
                continue
            return True
        if low.startswith("kein") and doc[i].tag_ in ("PIAT", "PIS", "PIDAT", "ART"):
            return True
    return False


def contrasted(doc: Doc, tokens: Sequence[int]) -> list[int]:
    """What is only set against what holds: "[nicht China], sondern Russland", "Airbus, [nicht Boeing], liefert"."""
    low = {i: doc[i].lower_ for i in tokens}
    contrast = next((i for i in tokens if low[i] == "sondern"), None)
    for n, i in enumerate(tokens):
        if low[i] not in ("nicht", "kein", "keine", "keinen"):
            continue
        after = low[tokens[n + 1]] if n + 1 < len(tokens) else ""
        if contrast is not None and i < contrast and after not in ("nur", "bloß", "allein"):
            return [k for k in tokens if i <= k <= contrast]
        if n and low[i] == "nicht" and doc[i - 1].text == ",":
            ends = (k for k in range(i, len(doc)) if doc[k].text in (",", ".", ";") or doc[k].tag_ in VERBAL)
            stop = next(ends, len(doc))
            if any(doc[k].tag_ in NOMINAL for k in range(i, stop)):
                return [k for k in tokens if i <= k < stop]
        elided = _elided(doc, tokens, i)
        if elided:
            return elided
    return []


def _elided(doc: Doc, tokens: Sequence[int], i: int) -> list[int]:
    """„die USA liefern Gallium, [die EU dagegen nicht]“: a second half without its verb, from its comma to "nicht"."""
    if doc[i].lower_ != "nicht" or (i + 1 < len(doc) and not doc[i + 1].is_punct):
        return []
    start = i
    while start > tokens[0] and doc[start - 1].text != ",":
        start -= 1
    piece = doc[start:i]
    if start == tokens[0] or len(piece) == 0 or piece[0].tag_ not in ("ART", "APPR", "APPRART"):
        return []
    if any(t.tag_ in VERBAL or t.tag_ == "KON" for t in piece) or not any(t.tag_ in NOMINAL for t in piece):
        return []
    told = any(doc[k].tag_ in VERBAL for k in tokens if k < start)
    return [k for k in tokens if start <= k <= i] if told else []


def _number(doc: Doc, finite: int | None) -> str:
    if finite is None:
        return ""
    number = doc[finite].morph.get("Number")
    low = doc[finite].lower_
    if low.endswith("en") or low in ("sind", "waren", "seien", "wären"):
        return "PLU"
    if low.endswith(("t", "e")) or low in ("ist", "war", "hat", "wird", "kann", "will", "muss", "soll", "darf", "sei"):
        return "SIN"
    return {"Sing": "SIN", "Plur": "PLU"}.get(number[0], "") if number else ""
