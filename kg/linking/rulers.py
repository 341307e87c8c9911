"""„die Regierung“, "seine Regierung", "ihr Land": states and governments by whom the text speaks of."""

from __future__ import annotations

from kg.language.phrases import Phrase
from kg.linking.antecedents import Discourse, Referent
from kg.linking.descriptions import DEFINITE, told_more
from kg.model import Entity, How

GOVERNMENT_WINDOW = 4  # sentences back


def own_country(discourse: Discourse, number: int, phrase: Phrase) -> Entity | None:
    """„sein Land“, "ihr Land": the country of the person that the possessive stands for."""
    owner = discourse.at.get(phrase.start)
    if owner is None or owner.entity.cls != "Person":
        return None
    return discourse.table.get(owner.entity.country or "")


def government(discourse: Discourse, number: int, phrase: Phrase) -> tuple[Entity, int] | None:
    """„die Regierung“: the one spoken of last; "seine Regierung": that of the person or state. With its hops."""
    words, i = discourse.words, phrase.head
    low = words.text[phrase.start].lower()
    if phrase.name is not None or any(words.doc[k].tag_ == "ADJA" for k in range(phrase.start, i)):
        return None
    if phrase.possessor is not None:
        owner = discourse.at.get(phrase.possessor[0])
        if owner is None or owner.entity.cls not in ("Person", "Country"):
            return None
        hits = discourse.table.lookup(f"{owner.entity.name.split(' ')[-1]}-Regierung")
        state = discourse.table.get(owner.entity.country or "")
        found = hits[0].entity if hits else state
        return (found, owner.hops + 1) if found is not None else None
    if low not in DEFINITE or told_more(discourse, number, phrase) or words.word(i + 1) == "in":
        return None
    named = [r for r in discourse.before(phrase.start, discourse.place[number], GOVERNMENT_WINDOW) if _governs(r)]
    if not named:
        return None
    # "die Trump-Regierung … mit der US-Regierung": one government under two names; its own name is the nearer one.
    states = {r.entities[0].country or r.entities[0].id for r in named}
    own = [r for r in named if r.entities[0].cls == "GovernmentBody"]
    answer = (own or named)[0] if len(states) == 1 else named[0]
    return answer.entities[0], answer.hops + 1


# -- inside -------------------------------------------------------------------------------------------------------


def _governs(referent: Referent) -> bool:
    if len(referent.entities) != 1:
        return False
    entity = referent.entities[0]
    return (entity.cls == "GovernmentBody" and entity.name.endswith(("Regierung", "regierung"))) or (
        referent.how is How.METONYM and referent.genders == {"f"}
    )
