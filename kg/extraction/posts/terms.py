"""Terms of office known beforehand, asked by title, holder and the article's date."""

from __future__ import annotations

from collections.abc import Sequence

from kg.linking.background import OFFICES, Background, first_day, last_day
from kg.linking.table import EntityTable
from kg.linking.titles import ANY_LEADER
from kg.model import BackgroundFact, Entity, Mention
from kg.vocab import is_a

from ..scene import Scene

_MASCULINE = (("frau", "mann"), ("in", ""))


def role_words(noun: str) -> str:
    """What a title says of the post: "Nvidia-Chef" → Chef."""
    return noun.rpartition("-")[2] if "-" in noun else noun


def of_another(scene: Scene, background: Background, holder: Mention, body: Mention) -> bool:
    """Whether the top office is known to be another one's, who was never in it: "als der Kanzler Macron anrief"."""
    day = scene.article.issued
    led = [fact for fact in background.offices_in(body.entity.id) if fact.predicate == "leads"]
    never = all(fact.subject != holder.entity.id for fact in background.offices_in(body.entity.id))
    return bool(day) and never and background.of_another(holder.entity, led, day)


def is_over(scene: Scene, background: Background, holder: Entity, body: Entity, noun: str) -> bool:
    """Whether the office had ended before the article's date and was not held on it: "US-Präsident Biden" in 2026."""
    roles = _roles(background, role_words(noun))
    terms = [
        fact
        for fact in background.of(holder.id)
        if fact.predicate in OFFICES and fact.object == body.id and (fact.role in roles or ANY_LEADER in roles)
    ]
    return _all_over(background, terms, scene.article.issued)


def held(
    scene: Scene, background: Background, holder: Entity, noun: str, relation: str = ""
) -> tuple[BackgroundFact, bool] | None:
    """The term of office that a title means of somebody known, and whether it was over at the article's date.

    The term that runs on that day, else the last one that began before it; without a date the only one.
    relation: leads or worksFor, preferred where the title can mean either.
    """
    roles = _roles(background, role_words(noun))
    terms = [
        fact
        for fact in background.of(holder.id)
        if fact.predicate in OFFICES and (fact.role in roles or (ANY_LEADER in roles and fact.predicate == "leads"))
    ]
    terms = [fact for fact in terms if fact.predicate == relation] or terms
    return _chosen(background, terms, scene.article.issued)


def state_led(
    scene: Scene, background: Background, table: EntityTable, holder: Entity
) -> tuple[BackgroundFact, bool] | None:
    """The state that somebody known is or was at the head of, and whether that was over at the article's date."""
    terms = []
    for fact in background.of(holder.id):
        body = table.get(fact.object)
        if fact.predicate == "leads" and body is not None and is_a(body.cls, "Country"):
            terms.append(fact)
    return _chosen(background, terms, scene.article.issued)


def led_by(scene: Scene, background: Background, holder: Entity) -> tuple[BackgroundFact, bool] | None:
    """What somebody known leads or led last: with whether that was over at the article's date."""
    terms = [fact for fact in background.of(holder.id) if fact.predicate == "leads"]
    return _chosen(background, terms, scene.article.issued)


# -- inside -------------------------------------------------------------------------------------------------------


def _roles(background: Background, title: str) -> frozenset[str]:
    """The roles of the table that a title can mean; the masculine form of any title is one of its own."""
    known = background.titles.get(title)
    if known is not None:
        return known.state_roles | known.body_roles
    forms = {title}
    for feminine, masculine in _MASCULINE:
        if title.endswith(feminine):
            forms.add(title.removesuffix(feminine) + masculine)
    return frozenset(forms)


def _chosen(
    background: Background, terms: Sequence[BackgroundFact], day: str | None
) -> tuple[BackgroundFact, bool] | None:
    if not day:
        # without a date nothing is known to be over
        return (terms[0], False) if len({fact.object for fact in terms}) == 1 else None
    now = [fact for fact in terms if background.in_office(fact, day)]
    if now:
        bodies = {fact.object for fact in now}
        return (now[0], False) if len(bodies) == 1 or now[0].predicate == "leads" else None
    begun = [fact for fact in terms if fact.start and first_day(fact.start) <= last_day(day)]
    if not begun:
        return None
    last = max(begun, key=lambda fact: first_day(fact.start))
    return last, bool(last.end) and last_day(last.end) < first_day(day)


def _all_over(background: Background, terms: Sequence[BackgroundFact], day: str | None) -> bool:
    if not day or any(background.in_office(fact, day) for fact in terms):
        return False
    # an article of January 2025 as a whole is not behind the 20th
    over = [fact for fact in terms if fact.end and last_day(fact.end) < first_day(day)]
    begun = [fact for fact in terms if not fact.start or first_day(fact.start) <= last_day(day)]
    return bool(over) and len(over) == len(begun)
