"""Posts that a sentence takes for granted of people known: "der Kremlchef", "unter Biden", "die Regierung von Meloni".

Who holds which office when is known beforehand (kg.linking.background); a sentence that counts on it tells it, less
surely than one that names the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import BackgroundFact, How, Mention, Qualifier, Status
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene
from .bodies import standing
from .terms import held, led_by, state_led

Term = tuple[BackgroundFact, bool]
_GOVERNMENTS = ("regierung", "administration", "kabinett")
# what only somebody in office has
_TIMES = frozenset(
    "Amtsantritt Amtseinführung Amtsjahr Amtszeit Amtsübernahme Kanzlerschaft Präsidentschaft Regierungszeit "
    "Wiederwahl Vereidigung".split()
)
_HOUSES = ("ministerium", "ressort")
# "leidet unter Trump"; "will unter Trump antreten"
_SUFFERED = frozenset({"leiden", "ächzen", "stöhnen", "antreten", "kandidieren"})
_ACTS = frozenset({"restricts", "eases", "permits"})  # what states do, told of the person at their head
_STANDING = (How.NAME, How.COREFERENCE, How.ROLE)


def incumbent_facts(scene: Scene, table: EntityTable, background: Background) -> Iterator[Found]:
    """The posts that titles without a name, governments and times of office take for granted."""
    yield from _by_title(scene, table, background)
    for i in range(scene.sentence.start, scene.sentence.end):
        for mention in scene.at.get(i, ()):
            if mention.first == i and mention.how in (How.NAME, How.METONYM):
                yield from _by_government(scene, mention, table, background)
    for phrase in scene.sentence.phrases:
        if phrase.prep == "unter":
            yield from _by_reign(scene, phrase, table, background)
        if phrase.kind == "noun":
            yield from _by_possession(scene, phrase, table, background)


def acting_heads(scene: Scene, found: Found, table: EntityTable, background: Background) -> Iterator[Found]:
    """„Trump hob die Zölle auf“: who does for a state what only states do is at its head."""
    person = found.subject
    if found.relation not in _ACTS or not is_a(person.entity.cls, "Person") or person.how not in _STANDING:
        return
    term = state_led(scene, background, table, person.entity)
    if term is not None:
        yield from _told(person, term, table, "leads.act-of-state", found.token, 0.55)


# -- inside -------------------------------------------------------------------------------------------------------


def _told(
    person: Mention, term: Term, table: EntityTable, rule: str, token: int, score: float, *, former: bool = False
) -> Iterator[Found]:
    fact, over = term
    body = table.get(fact.object)
    if body is None:
        return
    yield Found(
        person,
        fact.predicate,
        standing(person, body),
        rule,
        token,
        score,
        status=Status.FORMER if over or former else Status.CURRENT,
        qualifiers=(Qualifier("role", fact.role, "words"),) if fact.role else (),
    )


def _by_title(scene: Scene, table: EntityTable, background: Background) -> Iterator[Found]:
    """„Der Kremlchef nannte das …“: a title that stands for its holder."""
    for mention in scene.mentions(scene.sentence.start, scene.sentence.end, (How.ROLE,)):
        if not is_a(mention.entity.cls, "Person"):
            continue
        token = scene.doc[mention.last - 1]
        noun = scene.forms.lemma(token.text.rpartition("-")[2], "NOUN") or token.lemma_
        kin = background.titles.beside(noun)
        term = led_by(scene, background, mention.entity) if kin else held(scene, background, mention.entity, noun)
        if term is not None:
            yield from _told(mention, term, table, f"{term[0].predicate}.title-alone", token.i, 0.73)


def _by_government(scene: Scene, mention: Mention, table: EntityTable, background: Background) -> Iterator[Found]:
    """„die Biden-Regierung“, "Joe Bidens Regierung": whose name the government has is at the head of its state."""
    words = re.findall(r"\w+", mention.text)
    if not mention.entity.country or not any(word.lower().startswith(_GOVERNMENTS) for word in words):
        return
    names = {*words, *(word.removesuffix("s") for word in words)}
    leaders = {
        fact.subject
        for fact in background.offices_in(mention.entity.country)
        if fact.predicate == "leads" and (leader := table.get(fact.subject)) and leader.name.split(" ")[-1] in names
    }
    person = table.get(leaders.pop()) if len(leaders) == 1 else None
    term = state_led(scene, background, table, person) if person is not None else None
    if person is not None and term is not None:
        yield from _told(standing(mention, person), term, table, "leads.government-of", mention.first, 0.65)


def _by_reign(scene: Scene, phrase: Phrase, table: EntityTable, background: Background) -> Iterator[Found]:
    """„unter Biden“, "unter dem damaligen Präsidenten Biden": in that one's time of office."""
    clause = scene.clause_of(phrase)
    if clause is not None and clause.predicate is not None and clause.predicate.lemma in _SUFFERED:
        return
    people = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Person")]
    if people and (term := state_led(scene, background, table, people[0].entity)) is not None:
        yield from _told(people[0], term, table, "leads.under", phrase.head, 0.65)


def _by_possession(scene: Scene, phrase: Phrase, table: EntityTable, background: Background) -> Iterator[Found]:
    """„die Regierung von Meloni“, "seit Trumps Amtsantritt", "ihr Ministerium", "sein Land"."""
    noun = scene.noun(phrase)
    low = noun.lower()
    rules = low.endswith(_GOVERNMENTS) or noun in _TIMES or noun.endswith("Amtszeit")
    house = low.endswith(_HOUSES)
    if not (rules or house or noun == "Land"):
        return
    for person in _owners(scene, phrase):
        if house:
            term = _minister(scene, background, person)
        else:
            term = state_led(scene, background, table, person.entity)
        if term is not None:
            yield from _told(person, term, table, f"leads.{'house' if house else 'rule'}-of", phrase.head, 0.62)


def _minister(scene: Scene, background: Background, person: Mention) -> Term | None:
    term = led_by(scene, background, person.entity)
    return term if term is not None and term[0].role.lower().endswith("minister") else None


def _owners(scene: Scene, phrase: Phrase) -> list[Mention]:
    """The person whose something is: possessor, genitive or "von" behind it, front of the compound."""
    found = [*scene.owner(phrase), *scene.covering(phrase.head, (How.PART,))]
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "unter"))):
        if attribute.conjunct_of is None:
            found += scene.named(attribute)
    if phrase.name is not None:
        found += scene.mentions(*phrase.name)
    return [m for m in found if is_a(m.entity.cls, "Person")][:1]
