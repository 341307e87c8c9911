"""What firms make, as known beforehand or told: what "der Chiphersteller" asks of the one it stands for."""

from __future__ import annotations

from kg.linking.antecedents import Discourse
from kg.linking.grammar import named_by
from kg.linking.references import Noun
from kg.linking.words import Words
from kg.model import Entity, How


def trade_of(words: Words, noun: Noun, lemma: str) -> str:
    """The front of a firm's noun, folded: "chip" of Chiphersteller, "auto" of Autobauer; "" where it has none."""
    if "Company" not in noun.classes:
        return ""
    if lemma != noun.word:
        return lemma[: len(lemma) - len(noun.word)].rstrip("-").casefold()
    parts = words.lexicon.split_compound(lemma) if noun.kind == "trade" and words.lexicon is not None else None
    tail = words.cues.references.noun(parts[-1]) if parts and len(parts) > 1 else None
    return parts[0].casefold() if parts and tail is not None and tail.kind == "trade" else ""


def makes(discourse: Discourse, lemma: str, trade: str, entity: Entity) -> bool:
    """Whether the article has called a firm so ("der [Chiphersteller] Nvidia"), or it is known to make that."""
    words = discourse.words
    for sentence in discourse.sentences:
        for phrase in sentence.phrases:
            named = named_by(phrase, discourse.at)
            if named is not None and named.entity == entity and named.how is not How.COREFERENCE:
                if words.lemma(phrase.head) == lemma:
                    return True
    return any(_is(discourse, trade, made) for made in _made(discourse, entity))


def makes_known(discourse: Discourse, entity: Entity) -> bool:
    """Whether it is known what a firm makes."""
    return bool(_made(discourse, entity))


# -- inside -------------------------------------------------------------------------------------------------------


def _made(discourse: Discourse, entity: Entity) -> list[Entity]:
    facts = (fact for fact in discourse.background.of(entity.id) if fact.predicate == "produces")
    return [made for fact in facts if (made := discourse.table.get(fact.object)) is not None]


def _is(discourse: Discourse, trade: str, made: Entity) -> bool:
    names = (made.cls, made.name, *discourse.table.aliases(made.id))
    return any(trade in name.casefold() for name in names)
