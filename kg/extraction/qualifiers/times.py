"""When a fact happens, from when and until when it holds: kg:pointInTime, kg:validFrom, kg:validUntil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Article, Qualifier, Status

from ..found import Found
from ..scene import Scene
from .attached import OVER, Dated, attribute_around, beside, shared, told_behind

# relations that are told as happening at a time
_HAPPEN = frozenset(
    "acquires investsIn restricts eases permits threatens demands proposes meets negotiatesWith agreesWith visits "
    "invites criticizes supports warnsOf lobbies investigates supplies produces succeeds locatedIn".split()
)
_POSTS = frozenset({"leads", "worksFor"})
# relations that hold from or until a time
_HOLD = _POSTS | frozenset(
    "owns controls dependsOn uses partOf partnersWith competesWith basedIn permits restricts eases supplies produces "
    "investigates negotiatesWith".split()
)
# relations that a noun tells as an event: "das Treffen", "die Übernahme"
_EVENTS = _HAPPEN - {"produces", "supplies", "locatedIn", "succeeds"}
# verbs with which a post begins or ends: "wurde 2019 Chef", "trat im Mai als Chef zurück"
_BEGINS = frozenset("werden übernehmen antreten ernennen berufen wählen ablösen folgen nachfolgen aufrücken".split())
_ENDS = frozenset("zurücktreten abtreten aufhören ausscheiden entlassen absetzen abberufen verlassen abgeben".split())
_SERVES = frozenset({"sein", "bleiben", "arbeiten", "dienen"})
_NOT_THEN = frozenset({"vor", "nach", "während", "zwischen"})
_OPEN = frozenset({"heute", "jetzt", "heutigen tag"})  # "bis heute" has no end


def dated(scene: Scene, found: Found, times: Sequence[Dated]) -> Found:
    """A candidate fact with its times as qualifiers; what held until a day gone by is a former one.

    times: the expressions of the fact's sentence.
    """
    if not times or not (found.relation in _HAPPEN or found.relation in _HOLD):
        return found
    clause = scene.clause_at(found.token)
    if clause is None:
        return found
    qualifiers = {q.name: q for q in reversed(tuple(_qualifiers(found, clause, _own(scene, found, clause, times))))}
    told = {q.name for q in found.qualifiers}
    new = tuple(q for name, q in sorted(qualifiers.items()) if name not in told)
    until = qualifiers.get("validUntil")
    over = until is not None and found.relation in _HOLD and _gone(until.value, scene.article)
    return replace(found, qualifiers=(*found.qualifiers, *new), status=Status.FORMER if over else found.status)


# -- inside -------------------------------------------------------------------------------------------------------


def _gone(day: str, article: Article) -> bool:
    """Whether a day lies before that of the article, as far as both are known."""
    issued = article.issued or ""
    size = min(len(day), len(issued))
    return size >= 4 and day[:size] < issued[:size]


def _own(scene: Scene, found: Found, clause: Clause, times: Sequence[Dated]) -> Iterator[Dated]:
    """The expressions that are a fact's own."""
    inside = set(clause.tokens)
    here = [t for t in times if t.first in inside]
    attribute = attribute_around(scene, found.token)
    if attribute is not None:
        yield from (t for t in here if attribute[0] <= t.first < attribute[1])
        return
    if clause.predicate is None or found.token != clause.predicate.verb:
        yield from _of_noun(scene, found, clause, here, times)
        return
    yield from [t for t in here if t.holder is None] or (shared(scene, clause, times) if not here else ())


def _of_noun(
    scene: Scene, found: Found, clause: Clause, here: Sequence[Dated], times: Sequence[Dated]
) -> Iterator[Dated]:
    """A noun's own times, else those of its clause where the clause tells of the same event."""
    noun = next((p for p in scene.sentence.phrases if p.head == found.token and p.kind in ("noun", "name")), None)
    if noun is None:
        return
    close = [t for t in here if t.holder == noun.head or beside(scene, noun, t)] or [*told_behind(scene, noun, times)]
    yield from close
    if not close and _of_clause(noun, found, clause):
        # "bei Gesprächen im Mai stimmte China Quoten bis Juni zu": the end is not that of the talks
        yield from (t for t in here if t.holder is None and (found.relation in _POSTS or not t.bounds))


def _of_clause(noun: Phrase, found: Found, clause: Clause) -> bool:
    """Whether the clause's time dates what a noun tells: no post that is only named, nothing that is over already."""
    if found.relation in _POSTS:
        predicate = clause.predicate
        plain = predicate is not None and predicate.lemma in _BEGINS | _ENDS | _SERVES
        return plain and noun.name is None and (clause.predicative == noun.index or noun.prep is None)
    if found.relation == "supplies":  # "die Ausfuhren nach Japan sanken im Mai"
        return noun.index in (clause.subject, clause.object)
    return found.relation in _EVENTS and noun.prep not in OVER


def _qualifiers(found: Found, clause: Clause, own: Iterator[Dated]) -> Iterator[Qualifier]:
    for time in own:
        iso, name = time.time.iso, _name(found, clause, time)
        if iso is not None and name is not None:
            yield Qualifier(name, iso, "date")


def _name(found: Found, clause: Clause, time: Dated) -> str | None:
    """What an expression says of the fact: when it happens, from when or until when it holds."""
    if found.rule.startswith("restricts.before-"):  # what was lifted then held until then
        until = time.word not in _NOT_THEN and time.word != "bis"
        return "validUntil" if until or time.time.kind == "DURATION" else None
    holds = found.relation in _HOLD
    if time.other:
        return ("validFrom" if time.other == 1 else "validUntil") if holds else None
    if time.word in ("seit", "ab") or time.on:
        return "validFrom" if holds else "pointInTime"
    if time.word == "bis":
        return "validUntil" if holds and time.time.text.lower() not in _OPEN else None
    if time.word in _NOT_THEN and time.time.kind != "DURATION":
        return None
    if found.relation in _POSTS:
        lemma = clause.predicate.lemma if clause.predicate is not None else ""
        return "validFrom" if lemma in _BEGINS else "validUntil" if lemma in _ENDS else None
    return "pointInTime" if found.relation in _HAPPEN else None
