"""What any pronoun asks of its antecedent: agreement, who rather has one, and whose voice is heard."""

from __future__ import annotations

from kg.linking.antecedents import WINDOW, Discourse, Referent
from kg.linking.grammar import ANY

PERSON, ACTING, THING = 1.3, 1.15, 1.0  # who rather has a pronoun


def candidates(
    discourse: Discourse, number: int, i: int, allowed: frozenset[str], reach: int = WINDOW
) -> list[Referent]:
    """What stands before token i and agrees. number: of its sentence. allowed: m f n p. reach: sentences back."""
    found = [r for r in discourse.before(i, discourse.place[number], reach) if r.genders & allowed]
    return [
        r for r in found if (r.how is None or r.how.value not in ("adjective", "part")) and not _aside(discourse, r)
    ]


def liking(referent: Referent) -> float:
    """How much rather a pronoun stands for a person than for a body, and for a body than for a thing."""
    if referent.person:
        return PERSON
    return ACTING if referent.acts else THING


def is_person(referent: Referent) -> bool:
    """Whether a known person is meant."""
    return any(e.cls == "Person" for e in referent.entities)


def may_be_meant(referent: Referent, allowed: frozenset[str]) -> bool:
    """Whether gender is known well enough: a person of unknown gender is taken for a man, for a woman never."""
    if is_person(referent) and len(referent.entities) == 1 and referent.genders == {"m", "f"}:
        return "m" in allowed
    return bool(referent.entities) and referent.genders != ANY


def may_look(discourse: Discourse, referent: Referent, i: int) -> bool:
    """Whether a pronoun may look there: not into a quotation from outside; from inside not at a person outside."""
    there, here = discourse.quotation[referent.last - 1], discourse.quotation[i]
    if there == here:
        return True
    return here != 0 and there == 0 and not is_person(referent) and bool(referent.entities)


# -- inside -------------------------------------------------------------------------------------------------------


def _aside(discourse: Discourse, referent: Referent) -> bool:
    """Whether a name is all that stands in a bracket behind another's: "Heide Schmidt (Liberales Forum)"."""
    words, other = discourse.words, discourse.at.get(referent.first - 2)
    bracketed = words.word(referent.first - 1) == "(" and words.word(referent.last) == ")"
    return bracketed and other is not None and other.entity not in referent.entities
