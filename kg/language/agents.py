"""Who does it in a passive clause: the "von" or "durch" phrase that no noun and not the verb itself governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .attachment import MEASURES, label_of
from .extents import before_finite
from .government import noun_takes
from .phrases import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .clauses import Clause, Sentence

# verbs whose "von" says from where or of what, not by whom: "wurde von der Liste gestrichen"
_TAKES_VON = frozenset(
    "streichen befreien trennen ausschließen abziehen entfernen lösen abkoppeln ausnehmen freisprechen abhalten "
    "überzeugen abhängen absehen ausgehen sprechen informieren unterscheiden abschneiden erwarten "
    "entbinden entlasten".split()
)
# nouns that act, by their last part
_ACTS = tuple(
    "ministerium regierung behörde gericht konzern firma unternehmen bank rat kommission partei verband präsident "
    "präsidentin minister ministerin chef chefin senat kongress parlament armee militär polizei gruppe staat staaten "
    "land länder ländern usa amt anwalt anwälte gesellschaft hersteller betreiber händler experte experten wächter "
    "wächtern kammer ausschuss agentur justiz haus investor investoren aktionäre aktionären gewerkschaft richter "
    "richtern beamte beamten forscher forschern analysten anleger anlegern opposition zoll aufsicht kartellamt union "
    "institut universität zeitung fonds konsortium miliz rebellen truppen bündnis allianz".split()
)


def agent_of(doc: Doc, sentence: Sentence, clause: Clause) -> Phrase | None:
    """The agent of a passive clause ("von der Behörde", "durch das Gericht"), or None.

    doc: parsed, with entities. sentence: holds the clause's phrases.
    """
    verb = clause.predicate
    if verb is None or verb.voice != "passive":
        return None
    phrases = [sentence.phrases[i] for i in clause.obliques if sentence.phrases[i].prep in ("von", "durch")]
    rated = [(_rate(doc, sentence, clause, p, verb.lemma), -n, p) for n, p in enumerate(phrases)]
    best = max(rated, key=lambda r: r[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def _rate(doc: Doc, sentence: Sentence, clause: Clause, phrase: Phrase, lemma: str) -> float:
    """Evidence for the agent: the parser's label, whether the noun acts, what stands before."""
    if phrase.conjunct_of is not None or phrase.kind == "relative" and phrase.prep == "durch":
        return -1.0
    label = label_of(doc, phrase)
    score = {"obl:agent": 1.2, "obl": 0.3, "nmod": -0.6}.get(label, 0.0)
    somebody = acts(doc, phrase) or phrase.kind == "pronoun"
    score += 1.0 if somebody else -0.1
    if not somebody and before_finite(doc, clause, phrase):
        score -= 1.3 if phrase.prep == "von" else 0.5  # "Von den 40 Lizenzen wurden sechs erteilt"
    if doc[phrase.head].text in MEASURES or doc[phrase.head].tag_ == "CARD":
        return -1.0  # "von 20 Prozent auf 30 Prozent", "von Montag an"
    behind = doc[phrase.end].lower_ if phrase.end < len(doc) else ""
    if phrase.prep == "von" and behind in ("nach", "bis", "auf", "an", "aus"):
        score -= 1.2  # "von Bonn nach Berlin", "von dort aus"
    score += 0.6 if phrase.prep == "durch" else 0.0
    if phrase.prep == "von" and lemma in _TAKES_VON:
        score -= 1.2
    if phrase.attribute_of is not None:
        # "die Ausfuhr [von Gallium] wurde …": before the finite verb it is the noun's
        noun = doc[sentence.phrases[phrase.attribute_of].head].text
        score -= 3.0 if before_finite(doc, clause, phrase) else 1.0 if noun_takes(noun, phrase.prep or "") else 0.2
    return score


def acts(doc: Doc, phrase: Phrase) -> bool:
    """Whether a phrase names somebody who can act: a person, body or place by name, or a noun for such."""
    tokens = doc[phrase.start : phrase.end]
    if any(t.ent_type_ in ("PER", "ORG", "LOC") and t.tag_ == "NE" for t in tokens):
        return True
    return doc[phrase.head].lower_.endswith(_ACTS)
