"""Whether the condition of a frame holds for a clause, as verbs.tsv writes it: obj:KIND, p:auf:Liste, tone:negative."""

from __future__ import annotations

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.vocab import is_a

from ..goods.origins import is_goods
from ..scene import Scene
from .slots import fill, role_phrase
from .tables import Atom, Slot

_OBJECT = Slot(((Atom("obj"),),))
_SALES = ("Umsatz", "Umsätze", "Erlös", "Einnahmen", "Geschäft", "Gewinn")
_MONEY = ("Euro", "Dollar", "US-Dollar", "Yen", "Yuan", "Rupien", "Rupie", "Pfund", "Franken", "Won")
_QUANTITIES = ("Prozent", "%", "Mehrheit", "Minderheit", "Sperrminorität", "Hälfte", "Drittel", "Viertel", "Rest")
_HELD = ("Anteil", "Beteiligung", "Aktie", "Minderheitsbeteiligung", "Aktienpaket", "Mehrheitsbeteiligung", "Mehrheit")


def condition_holds(scene: Scene, clause: Clause, condition: str) -> bool:
    """Whether a frame's condition holds: obj:KIND, subj:NOUN, goods, sales … (legend of verbs.tsv)."""
    if not condition:
        return True
    name, _, value = condition.partition(":")
    if name == "subj":
        phrase = role_phrase(scene, clause, "subj")
        return phrase is not None and scene.noun(scene.resolved(phrase, clause)) == value
    if name == "goods":
        phrase = role_phrase(scene, clause, "obj")
        named = scene.everyone(phrase, clause) if phrase is not None else ()
        shares = phrase is not None and (
            scene.noun(phrase) in (*_HELD, "Tochter", "Sparte") or scene.doc[phrase.head].text in _QUANTITIES[:4]
        )
        return not shares and not any(
            is_a(m.entity.cls, "Organization") or is_a(m.entity.cls, "Facility") for m in named
        )
    if name == "adj":
        return any(scene.doc[i].lower_ == value for i in clause.tokens)
    if name == "past":
        return (
            clause.predicative is None
            and clause.predicate is not None
            and clause.predicate.tense in ("past", "perfect", "pluperfect")
        )
    if name == "obj":
        phrase = role_phrase(scene, clause, "obj")
        if phrase is None:
            return False
        phrase = scene.resolved(phrase, clause)  # "der Vertrag, den Chile mit Japan schloss"
        if value == "money":
            return (
                scene.kind(phrase) == "funding"
                or scene.doc[phrase.head].text in _MONEY
                or scene.doc[phrase.head].text
                in (
                    "Millionen",
                    "Milliarden",
                    "Million",
                    "Milliarde",
                )
            )
        if value == "share":
            return scene.doc[phrase.head].text in _QUANTITIES or scene.noun(phrase) in _HELD
        if value == "whole":
            return scene.kind(phrase) != "carrier"  # no share of it
        if value == "plant" and any(is_a(m.entity.cls, "Facility") for m in scene.everyone(phrase, clause)):
            return True
        if value == "goods" and any(is_goods(t.mention) for t in fill(scene, clause, _OBJECT, "object")):
            return True
        return value in (scene.kind(phrase), scene.noun(phrase))
    if name == "noun":
        here = (p for p in scene.sentence.phrases if p.kind == "noun" and p.head in clause.tokens)
        return any(scene.noun(p) == value for p in here)
    if name == "passive":
        return clause.predicate is not None and clause.predicate.voice == "passive"
    if name == "sales":
        return any(scene.doc[i].text.startswith(_SALES) for i in clause.tokens)
    if name == "p":
        preposition, _, noun = value.partition(":")
        return any(
            p.prep == preposition
            and (
                scene.doc[p.head].text == noun
                or scene.noun(p).endswith((noun, noun.lower()))
                or _ends_in(scene, p, noun)
            )
            for p in map(scene.phrase, clause.obliques)
            if p is not None
        )
    if name == "tone":
        return tone(scene, clause) == value
    return False


def tone(scene: Scene, clause: Clause) -> str:
    """What a clause's words of judgement say behind its verb, else before: negative, positive or ""."""
    after = [i for i in clause.tokens if i > clause.predicate.verb] if clause.predicate is not None else []
    first = scene.doc[clause.tokens[0]]
    fronted = first.lower_ in ("als", "für") or first.tag_ == "ADJD"  # "[Als Affront] wertet man …"
    told = [_judges(scene, i) for i in (clause.tokens if fronted else after or clause.tokens)]
    if any(word in ("negative", "denied") for word in told):
        return "negative"
    return "positive" if "positive" in told else ""


def _ends_in(scene: Scene, phrase: Phrase, noun: str) -> bool:
    """„die Entity [List]“: of a name of several words the last one tells what it is."""
    return phrase.name is not None and scene.doc[phrase.end - 1].text == noun


def _judges(scene: Scene, i: int) -> str:
    token = scene.doc[i]
    if token.tag_ == "PTKA" and token.lower_ == "zu":
        return "negative"  # "viel zu lang"
    lemma = scene.lemma(token)
    return scene.frames.cues.get(lemma) or scene.frames.cues.get(token.text) or scene.frames.cues.get(token.lower_, "")
