"""Where firms and bodies sit, known or told: what "der indische Konzern" asks of the one it stands for."""

from __future__ import annotations

from kg.language.clauses import Sentence
from kg.language.phrases import Phrase
from kg.linking.antecedents import Discourse
from kg.linking.grammar import named_by
from kg.model import Entity, How

SEATS = ("basedIn", "partOf", "locatedIn")


def seats(discourse: Discourse, entity: Entity) -> set[str]:
    """Where an entity is known to sit, its states included."""
    own = {entity.country} if entity.country else set()
    for fact in discourse.background.of(entity.id):
        if fact.predicate in SEATS:
            seat = discourse.table.get(fact.object)
            own |= {fact.object, seat.country if seat is not None and seat.country else fact.object}
    return own


def lies_in(discourse: Discourse, entity: Entity, place: Entity) -> bool:
    """Whether the seat or country of an entity, where known, agrees with a place."""
    if entity.id == place.id:
        return True
    own = seats(discourse, entity)
    towns = {ident for ident in own if (seat := discourse.table.get(ident)) is not None and seat.cls == "City"}
    if place.cls == "City" and towns:
        return place.id in towns
    return not own or bool(own & {place.id, place.country or place.id}) or told_from(discourse, entity, place)


def told_from(discourse: Discourse, entity: Entity, place: Entity) -> bool:
    """Whether the article calls an entity so: "Torvik will ein [amerikanisches] Unternehmen sein"."""
    wanted = {place.id, place.country or place.id}
    for sentence in discourse.sentences:
        for phrase in sentence.phrases:
            inside = (m for i in range(phrase.start, phrase.head) if (m := discourse.at.get(i)) is not None)
            if not any(m.how is How.ADJECTIVE and wanted & {m.entity.id, m.entity.country} for m in inside):
                continue
            noun = discourse.words.cues.references.noun(discourse.words.lemma(phrase.head))
            if noun is not None and entity.cls in noun.classes and entity in _called(discourse, sentence, phrase):
                return True
    return False


# -- inside -------------------------------------------------------------------------------------------------------


def _called(discourse: Discourse, sentence: Sentence, phrase: Phrase) -> list[Entity]:
    """Whom a phrase is noun or predicate of: "der [Konzern] Jindal", "Jindal ist ein [Konzern]", "als [Konzern]"."""
    words = discourse.words
    subjects = [c.subject for c in sentence.clauses if c.predicative == phrase.index and c.subject is not None]
    if any(words.word(i).startswith("als") for i in (phrase.start - 1, phrase.start)):  # with its slips: "alsein"
        subjects += [c.subject for c in sentence.clauses if c.subject is not None]
    subjects += [phrase.apposition_of] if phrase.apposition_of is not None else []
    others = [sentence.phrases[k] for k in subjects] + [p for p in sentence.phrases if p.apposition_of == phrase.index]
    named = [named_by(p, discourse.at) for p in (phrase, *others)]
    if named[0] is not None and named[0].how is How.COREFERENCE:
        named[0] = None  # what it was taken for proves nothing
    return [m.entity for m in named if m is not None]
