"""The verb complex: which forms a verb and its helpers take, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from training.grammar.inflect import letter
from training.grammar.tokens import Tok
from training.grammar.world import Frame, World

MODALS = {"können": 28, "müssen": 20, "sollen": 26, "wollen": 18, "dürfen": 8}


@dataclass(frozen=True, slots=True)
class Spec:
    """Tense (present, past, perfect, pluperfect, future), modal verb, passive ("", werden, sein), mood (Ind, Sub)."""

    tense: str = "past"
    modal: str = ""
    passive: str = ""
    mood: str = "Ind"
    conditional: bool = False  # "könnte", "dürfte"


@dataclass(eq=False, slots=True)
class Complex:
    """The verb forms of a clause: `finite` and its particle, the others in the order of a final position."""

    head: Tok
    finite: Tok | None
    particle: Tok | None
    rest: list[Tok]


def draw(w: World, frame: Frame, *, passive: bool = True, mood: str = "Ind") -> Spec:
    """A spec for a frame in about the shares of news."""
    tense = w.weigh({"past": 34, "present": 34, "perfect": 20, "pluperfect": 4, "future": 8})
    modal, conditional = "", False
    if w.maybe(0.2) and "e" not in frame.flags:
        modal = w.weigh(MODALS)
        tense = w.weigh({"present": 70, "past": 30})
        conditional = tense == "present" and modal in ("können", "müssen", "sollen", "dürfen") and w.maybe(0.35)
    voice = ""
    if passive and frame.transitive and modal != "wollen" and w.maybe(0.26):
        voice = "sein" if w.maybe(0.15) and not modal and tense in ("present", "past") else "werden"
    if mood == "Sub":
        tense = {"past": "perfect", "pluperfect": "perfect"}.get(tense, tense)
        conditional = False
        if modal:
            tense = "present"
        if voice == "sein":
            tense = "present"
    if mood == "Ind" and tense == "pluperfect" and not modal and w.maybe(0.35):
        mood = "Sub"  # "hätte geliefert"
    return Spec(tense, modal, voice, mood, conditional)


def build(w: World, verb: str, flags: str, number: str, spec: Spec, *, final: bool, zu: bool = False) -> Complex:
    """The forms of `verb` for a subject in `number`.

    `final` joins the particle to the verb; `zu` makes the outermost form an infinitive with zu.
    """
    links: list[tuple[str, str]] = [(verb, "")]  # from the inside: verb, and what it is there for
    if spec.passive:
        links.append((spec.passive, "aux:pass"))
    if spec.modal:
        links.append((spec.modal, "aux"))
    if spec.tense in ("perfect", "pluperfect"):
        moves = spec.passive or ("s" in flags and not spec.modal)
        links.append(("sein" if moves else "haben", "aux"))
    if spec.tense == "future":
        links.append(("werden", "aux:future"))
    tense = "Past" if spec.tense in ("past", "pluperfect") or spec.conditional else "Pres"
    mood = "Sub" if spec.conditional else spec.mood
    outer = links[-1][0]
    if mood == "Sub" and number == "Plur" and tense == "Pres" and outer != "sein":
        # "sie haben" shows no Konjunktiv I: "sie hätten", "sie würden liefern".
        if letter(outer) == "V":
            links.append(("werden", "aux:future"))
        tense = "Past"
    toks: list[list[Tok]] = []
    for at, (word, role) in enumerate(links):
        outermost = at == len(links) - 1
        above = links[at + 1] if not outermost else ("", "")
        if outermost and zu:
            forms = w.verbs.with_zu(word)
        elif outermost:
            forms = [w.verbs.finite(word, number, tense, mood, joined=final)]
        elif above[1] == "aux:pass" or (above[0] in ("haben", "sein") and above[1] == "aux"):
            forms = [w.verbs.participle(word)]
            if word == "werden" and role != "aux:pass":
                forms[0].form = "geworden"
        else:
            forms = [w.verbs.infinitive(word)]
        toks.append(forms)
    head = toks[0][-1]
    for (_, role), forms in zip(links[1:], toks[1:], strict=True):
        forms[-1].head, forms[-1].label = head, role.replace(":future", "")
    flat = [tok for forms in toks for tok in forms]
    if zu:
        return Complex(head, None, None, flat)
    finite, rest = flat[-1], flat[:-1]
    particle = None
    if not final and len(links) == 1 and "|" in verb:
        form = verb.split("|")[0]
        particle = Tok(form, form, "ADP", "PTKVZ", "_", head, "compound:prt")
    return Complex(head, finite, particle, rest)
