"""When a fact holds: which expression of time of its sentence is the fact's own, and what it says of it.

An expression belongs to the verb of its clause, unless it stands inside a participle's attribute or right behind a noun
that it dates ("das Abkommen von 2020", "nach dem Treffen im Oktober"). Source of the method: TimeML's links between
events and times, by clause and attachment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.language.times import TimeExpression, is_time
from kg.model import Article, Qualifier, Status

from .found import Found
from .scene import Scene

# relations that are told as happening at a time
_HAPPEN = frozenset(
    "acquires investsIn restricts eases permits threatens demands proposes meets negotiatesWith agreesWith visits "
    "invites criticizes supports warnsOf lobbies investigates supplies produces succeeds locatedIn".split()
)
_POSTS = frozenset({"leads", "worksFor"})
_LAST = _HAPPEN & {
    "restricts",
    "eases",
    "supplies",
    "produces",
    "investigates",
    "negotiatesWith",
}  # may hold from, until
_HOLD = (
    _LAST | _POSTS | frozenset("owns controls dependsOn uses partOf partnersWith competesWith basedIn permits".split())
)
# verbs with which a post begins or ends: "wurde 2019 Chef", "trat im Mai als Chef zurück"
_BEGINS = frozenset("werden übernehmen antreten ernennen berufen wählen ablösen folgen nachfolgen aufrücken".split())
_ENDS = frozenset("zurücktreten abtreten aufhören ausscheiden entlassen absetzen abberufen verlassen abgeben".split())
_AT_NOUN = frozenset({"von", "vom", "aus", "des"})
_OVER = frozenset({"nach", "vor", "seit", "trotz", "wegen"})  # what such a noun tells has a time of its own
# relations that a noun tells as an event: "das Treffen", "die Übernahme"
_EVENTS = _HAPPEN - {"produces", "supplies", "locatedIn", "succeeds"}
_NOT_THEN = frozenset({"vor", "nach", "während"})


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time by its tokens, half-open; `lead`: where its preposition begins."""

    time: TimeExpression
    first: int
    last: int
    lead: int


def times_of_sentence(scene: Scene, times: Sequence[TimeExpression]) -> tuple[Dated, ...]:
    """The expressions of one sentence by their tokens.

    times: those of the article in order.
    """
    doc, (start, end) = scene.doc, (scene.sentence.start, scene.sentence.end)
    if start >= end:
        return ()
    starts = [token.idx for token in doc[start:end]]
    stop = doc[end - 1].idx + len(doc[end - 1].text)
    out = []
    for k in range(bisect_right(times, starts[0] - 1, key=lambda t: t.start), len(times)):
        if times[k].start >= stop:
            break
        first = start + bisect_right(starts, times[k].start) - 1
        last = start + bisect_right(starts, times[k].end - 1)
        words = len(times[k].lead.split()) + 1  # and an article among them
        lead = next(
            (i for i in range(max(start, first - words), first) if doc[i].lower_ in times[k].lead.split()), first
        )
        out.append(Dated(times[k], first, last, lead))
    return tuple(out)


def dated(scene: Scene, found: Found, times: Sequence[Dated]) -> Found:
    """A candidate fact with its times as qualifiers; what held until a day gone by is a former one."""
    if not times or not (found.relation in _HAPPEN or found.relation in _HOLD):
        return found
    own = tuple(_own(scene, found, times))
    if not own:
        return found
    qualifiers = {q.name: q for q in _qualifiers(scene, found, own)}
    told = {q.name for q in found.qualifiers}
    new = tuple(q for name, q in sorted(qualifiers.items()) if name not in told)
    until = qualifiers.get("validUntil")
    over = until is not None and found.relation in _HOLD and _gone(until.value, scene.article)
    return replace(found, qualifiers=(*found.qualifiers, *new), status=Status.FORMER if over else found.status)


def attribute_around(scene: Scene, token: int) -> tuple[int, int] | None:
    """The attribute of a participle: "die [im Oktober verhängten] Kontrollen"."""
    for phrase in scene.sentence.phrases:
        if (
            phrase.inner is not None
            and phrase.inner[0] <= token <= phrase.inner[1] < phrase.head + 1
            and token != phrase.head
        ):
            return phrase.inner[0], phrase.inner[1] + 1
        if phrase.start <= token < phrase.head and scene.doc[token].tag_ == "ADJA":
            return phrase.start, phrase.head
    return None


# -- inside -------------------------------------------------------------------------------------------------------


def _gone(day: str, article: Article) -> bool:
    issued = article.issued or ""
    size = min(len(day), len(issued))
    return size >= 4 and day[:size] < issued[:size]


def _own(scene: Scene, found: Found, times: Sequence[Dated]) -> Iterator[Dated]:
    clause = next((c for c in scene.sentence.clauses if found.token in c.tokens), None)
    if clause is None:
        return
    inside = set(clause.tokens)
    here = [t for t in times if t.first in inside]
    attribute = attribute_around(scene, found.token)
    if attribute is not None:
        yield from (t for t in here if attribute[0] <= t.first < attribute[1])
        return
    holders = {t: _holder(scene, t) for t in here}
    if clause.predicate is None or found.token != clause.predicate.verb:
        noun = _phrase_at(scene, found.token)
        close = [t for t in here if noun is not None and (holders[t] == noun.head or _beside(scene, noun, t))]
        close = close or (list(_told_behind(scene, noun, times)) if noun is not None else [])
        if close or noun is None or not _of_clause(noun, found, clause):
            yield from close
            return
        # "bei Gesprächen im Mai stimmte China Quoten bis Juni zu": the end is not that of the talks
        yield from (t for t in here if holders[t] is None and (found.relation in _POSTS or not _bounds(scene, t)))
        return
    free = [t for t in here if holders[t] is None]
    yield from free or (_shared(scene, clause, times) if not here else ())


def _phrase_at(scene: Scene, token: int) -> Phrase | None:
    return next((p for p in scene.sentence.phrases if p.head == token and p.kind in ("noun", "name")), None)


def _holder(scene: Scene, time: Dated) -> int | None:
    """The noun (its token) that an expression dates, or -1 inside an attribute; None where it is the verb's."""
    for phrase in scene.sentence.phrases:
        if phrase.inner is not None and phrase.inner[0] <= time.first < phrase.inner[1]:
            return -1
    for phrase in scene.sentence.phrases:
        named = phrase.kind == "noun" and time.last <= phrase.start and time.lead > scene.sentence.start
        if named and _beside(scene, phrase, time) and scene.frames.office(scene.noun(phrase)) is not None:
            return phrase.head
    before = time.lead - 1
    phrase = next((p for p in scene.sentence.phrases if p.end == before + 1 and p.kind in ("noun", "name")), None)
    if phrase is None or phrase.start >= time.first or scene.doc[before].tag_ not in ("NN", "NE"):
        return None
    lead = _leads(time)
    if lead not in ("bis", "seit", "ab") and (over := _over(scene, phrase)) is not None:
        return over.head
    if lead not in _AT_NOUN or _on(scene, time):
        return None
    return _top(scene, phrase).head


def _top(scene: Scene, phrase: Phrase) -> Phrase:
    """The noun that a phrase hangs on, over genitives and attributes."""
    while phrase.genitive_of is not None or phrase.attribute_of is not None:
        above = phrase.genitive_of if phrase.genitive_of is not None else phrase.attribute_of
        assert above is not None
        if above >= phrase.index:
            break
        phrase = scene.sentence.phrases[above]
    return phrase


def _over(scene: Scene, phrase: Phrase) -> Phrase | None:
    """ "nach dem Treffen mit Xi in Busan": the noun behind "nach" or "vor" that runs up to here without a gap."""
    top = _top(scene, phrase)
    if top.prep in _OVER:
        return top
    found, start = phrase, phrase.prep_at if phrase.prep_at is not None else phrase.start
    for other in reversed(scene.sentence.phrases[: phrase.index]):
        if found.prep in _OVER and not is_time(scene.doc[found.head].text):
            return found
        if other.end != start or other.kind not in ("noun", "name"):
            return None
        found, start = other, other.prep_at if other.prep_at is not None else other.start
    return found if found.prep in _OVER and not is_time(scene.doc[found.head].text) else None


def _beside(scene: Scene, noun: Phrase, time: Dated) -> bool:
    """ "seit 2019 Chef von Borealit", "Chef von 2015 bis 2020": right before the phrase or right behind it."""
    doc, (first, last) = scene.doc, (time.lead, time.last)
    if first > noun.start:
        end = noun.end
        for phrase in scene.sentence.phrases[noun.index + 1 :]:
            begins = phrase.prep_at if phrase.prep_at is not None else phrase.start
            end = phrase.end if begins == end and end < first else end
        return first == end and _leads(time) in ("seit", "bis", "von", "ab")
    while (
        first - 2 > scene.sentence.start
        and doc[first - 1].tag_ in ("CARD", "NN")
        and doc[first - 2].tag_.startswith("APPR")
    ):
        first -= 2  # "von 2011 [bis 2025]"
    if last < noun.start and doc[last].lower_ == "bis":
        last += 1
    opens = first == scene.sentence.start or doc[first - 1].text in (",", "–", "(", "und")
    kept = ("ART", "ADJA", "PPOSAT", "CARD", "APPRART")
    return opens and all(doc[i].tag_ in kept or doc[i].lower_ == "lang" for i in range(last, noun.start))


def _leads(time: Dated) -> str:
    return time.time.lead.partition(" ")[0]


def _of_clause(noun: Phrase, found: Found, clause: Clause) -> bool:
    """Whether the clause's time dates what a noun tells: no post that is only named, nothing that is over already."""
    if found.relation in _POSTS:
        predicate = clause.predicate
        plain = predicate is not None and predicate.lemma in _BEGINS | _ENDS | {"sein", "bleiben", "arbeiten", "dienen"}
        return plain and noun.name is None and (clause.predicative == noun.index or noun.prep is None)
    if found.relation == "supplies":  # "die Ausfuhren nach Japan sanken im Mai"
        return noun.index in (clause.subject, clause.object)
    return found.relation in _EVENTS and noun.prep not in _OVER


def _told_behind(scene: Scene, noun: Phrase, times: Sequence[Dated]) -> Iterator[Dated]:
    """ "die Vereinbarung, die im Mai getroffen worden war": the relative clause dates its noun."""
    for clause in scene.sentence.clauses:
        if clause.kind != "relative" or clause.antecedent != noun.index or clause.predicate is None:
            continue
        if clause.predicate.tense in ("past", "perfect", "pluperfect"):
            inside = set(clause.tokens)
            yield from (t for t in times if t.first in inside and _holder(scene, t) is None)


def _shared(scene: Scene, clause: Clause, times: Sequence[Dated]) -> Iterator[Dated]:
    """What the clause before gives its time to: "Im Mai hob China die Quoten auf [und erlaubte …]", where it opens the
    first, and "Als China 2010 die Ausfuhr drosselte, [stieg Jogmec ein]"."""
    if clause.predicate is None:
        return
    if clause.kind == "infinitive" and clause.parent is not None:
        # "hatte im Juni versprochen, … zu liefern": the plan is of the day it was told
        yield from _of_plan(scene, scene.sentence.clauses[clause.parent], times)
        return
    if clause.index == 0:
        return
    before = scene.sentence.clauses[clause.index - 1]
    if before.predicate is None or before.predicate.finite is None:
        return
    past = clause.predicate.tense in ("past", "perfect", "pluperfect")
    when = before.introducer == "als" and before.kind == "adverbial" and clause.kind == "main" and past
    if not clause.shared_subject and not when:
        return
    inside = set(before.tokens)
    limit = before.predicate.finite if not when else max(inside)
    yield from (t for t in times if t.first in inside and t.last <= limit + 1 and _holder(scene, t) is None)


def _of_plan(scene: Scene, governor: Clause, times: Sequence[Dated]) -> Iterator[Dated]:
    predicate = governor.predicate
    if predicate is not None and predicate.tense in ("past", "perfect", "pluperfect"):
        inside = set(governor.tokens)
        yield from (t for t in times if t.first in inside and _holder(scene, t) is None and not _bounds(scene, t))


def _bounds(scene: Scene, time: Dated) -> bool:
    """Whether an expression tells from when or until when: "seit", "ab", "bis", "vom 1. Mai an"."""
    lead = _leads(time)
    return lead in ("seit", "ab", "bis") or _on(scene, time)


def _on(scene: Scene, time: Dated) -> bool:
    """ "vom 1. Mai [an]", "von Samstag [an]"."""
    on = time.last < scene.sentence.end and scene.doc[time.last].lower_ == "an"
    return on and _leads(time) in ("von", "vom")


def _qualifiers(scene: Scene, found: Found, own: Sequence[Dated]) -> Iterator[Qualifier]:
    """The first point, beginning and end that the expressions give."""
    seen: set[str] = set()
    for k, time in enumerate(own):
        iso = time.time.iso
        name = _name(scene, found, time, own[k + 1] if k + 1 < len(own) else None)
        if iso is None or name is None or name in seen:
            continue
        if name == "validUntil" and time.time.text.lower() in ("heute", "jetzt"):
            continue
        seen.add(name)
        yield Qualifier(name, iso, "date")


def _name(scene: Scene, found: Found, time: Dated, behind: Dated | None) -> str | None:
    """What an expression says of the fact: when it happens, from when or until when it holds."""
    lead = _leads(time)
    if found.rule.startswith("restricts.before-"):  # what was lifted then held until then
        return "validUntil" if lead != "bis" and lead not in _NOT_THEN or time.time.kind == "DURATION" else None
    holds = found.relation in _HOLD
    if lead in ("seit", "ab") or _on(scene, time):
        return "validFrom" if holds else "pointInTime"
    if lead == "bis":
        return "validUntil" if holds else None
    follows = behind is not None and behind.time.lead.startswith("bis") and behind.lead - time.last <= 1
    if lead in ("von", "vom") and follows and holds:
        return "validFrom"
    if lead in _NOT_THEN and time.time.kind != "DURATION":
        return None
    if found.relation in _POSTS:
        clause = next((c for c in scene.sentence.clauses if found.token in c.tokens), None)
        lemma = clause.predicate.lemma if clause is not None and clause.predicate is not None else ""
        return "validFrom" if lemma in _BEGINS else "validUntil" if lemma in _ENDS else None
    return "pointInTime" if found.relation in _HAPPEN else None
