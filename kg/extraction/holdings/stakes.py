"""Stakes of several, and shares looked through: "an der A und B beteiligt sind", "liegen je zur Hälfte bei A und B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.slots import fill, role_phrase
from ..frames.tables import parse_slot
from ..goods.firms import firms_named
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality, scope

HOLDERS = ("Organization", "Person", "Country", "Alliance")
_SHARES = frozenset(
    "Anteil Beteiligung Aktie Aktienpaket Paket Mehrheit Minderheit Prozent % Hälfte Drittel Viertel Fünftel Zehntel "
    "Rest Löwenanteil Sperrminorität Mehrheitsbeteiligung Minderheitsbeteiligung Mehrheitsanteil Aktienmehrheit".split()
)
_STAKE_WORDS = frozenset(
    "beteiligt Anteil Anteile Prozent % Mehrheit Hälfte Drittel Viertel Beteiligung Aktien".split()
)
_HAVE = frozenset("beteiligen halten besitzen haben kontrollieren".split())
_LIE = frozenset("liegen verbleiben bleiben".split())
_REST = frozenset({"Rest"})
_REMAINING = frozenset("restlich übrig verbleibend ander".split())
_PRONOUNS = frozenset("dem der denen welchem welcher".split())
_WERE = frozenset("war waren hielt hielten besaß besaßen hatte hatten".split())
_VENTURES = frozenset({"Gemeinschaftsunternehmen", "Gemeinschaftsfirma", "Joint-Venture", "Venture"})
_RUNS = frozenset("betreiben unterhalten gründen haben führen".split())
_ONCE = frozenset("früher ehemals einst vormals einstmals zuvor".split())
_NOW = frozenset("inzwischen heute mittlerweile nun jetzt seither seitdem".split())
_HELD = parse_slot("p:an|obj>share")
_PAST = ("past", "pluperfect")


def stake_facts(scene: Scene) -> Iterator[Found]:
    """Owners that a relative clause, a row of names, or a share looked through names."""
    for i in range(scene.sentence.start + 1, scene.sentence.end - 2):
        if scene.doc[i].lower_ == "an" and scene.doc[i - 1].text == "," and scene.doc[i + 1].lower_ in _PRONOUNS:
            yield from _in_which(scene, i)
        if scene.doc[i].lower_ in ("dem", "denen") and scene.doc[i - 1].text == ",":
            yield from _to_whom(scene, i)
    for clause in scene.sentence.clauses:
        lemma = clause.predicate.lemma if clause.predicate is not None else ""
        if lemma == "gehören":
            yield from _belongs(scene, clause)
        elif lemma in _LIE:
            yield from _lies_with(scene, clause)
        if lemma in _RUNS:
            yield from _venture_run(scene, clause)
        if lemma in ("halten", "besitzen", "behalten", "teilen", "gehören"):
            yield from _rest(scene, clause)
    for phrase in scene.sentence.phrases:
        if phrase.kind == "noun" and scene.kind(phrase) == "part":
            yield from _part_once(scene, phrase)


# -- inside -------------------------------------------------------------------------------------------------------


def _told(scene: Scene, clause: Clause) -> Scope:
    told = scope(scene, clause)
    former = clause.predicate is not None and clause.predicate.tense in _PAST
    return replace(told, status=Status.FORMER) if former else told


def _owns(scene: Scene, owners: Iterable[Mention], things: Iterable[Mention], rule: str, at: int, told: Scope):
    """A fact for each who holds and each thing that can be held."""
    things = [m for m in things if is_a(m.entity.cls, "Organization") or m.entity.cls == "Facility"]
    for owner in owners:
        if not any(is_a(owner.entity.cls, c) for c in HOLDERS):
            continue
        for thing in things:
            if owner.entity.id != thing.entity.id and not is_a(thing.entity.cls, "GovernmentBody"):
                yield told.fact(
                    owner,
                    "owns",
                    thing,
                    rule,
                    at,
                    0.7,
                    status=told.status,
                )


def is_share(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase names a share and not a thing: "zwei Drittel", "die Mehrheit", "30 Prozent"."""
    return phrase.kind == "noun" and (scene.doc[phrase.head].text in _SHARES or scene.noun(phrase) in _SHARES)


def _of_share(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """Of what a phrase is a share; the thing itself where it is none."""
    if not is_share(scene, phrase):
        return scene.named(phrase)
    behind = (*scene.attributes(phrase), *scene.attributes(phrase, ("an", "von", "bei")))
    found = [m for a in behind if a.conjunct_of is None for m in scene.everyone(a)]
    return tuple(found) or scene.owner(phrase)


def _in_which(scene: Scene, i: int) -> Iterator[Found]:
    """„Torvik, an dem neben A auch B und C beteiligt sind“, "an dem A die Mehrheit und B 20 Prozent besitzt"."""
    doc = scene.doc
    end = next((k for k in range(i + 2, scene.sentence.end) if _closes(scene, k)), scene.sentence.end)
    inside = range(i + 2, end)
    if not any(doc[k].text in _STAKE_WORDS for k in inside) or any(_denies(doc[k].lower_) for k in inside):
        return
    verbs = [scene.lemma(doc[k]) for k in inside if doc[k].tag_ in ("VVFIN", "VVPP", "VAFIN", "VVINF")]
    if not _HAVE & set(verbs):
        return
    before = [p for p in scene.sentence.phrases if p.end == i - 1]
    things = [m for p in before[:1] for m in _fitting(scene, p, doc[i + 1].lower_)]
    owners = [
        m
        for p in scene.sentence.phrases
        if i + 1 < p.start < end and p.prep in (None, "neben", "über") and p.genitive_of is None
        for m in scene.named(p)
    ]
    clause = next((c for c in scene.sentence.clauses if end - 1 in c.tokens), None)
    told = scope(scene, clause) if clause is not None else Scope()
    if any(doc[k].lower_ in _WERE for k in inside):
        told = replace(told, status=Status.FORMER)
    yield from _owns(scene, owners, things, "owns.in-which", end - 1, told)


def _to_whom(scene: Scene, i: int) -> Iterator[Found]:
    """„der Konzern, dem Torvik seit 2022 gehört“: a bare name behind the pronoun reads like a noun with its article."""
    doc = scene.doc
    end = next((k for k in range(i + 1, scene.sentence.end) if _closes(scene, k)), scene.sentence.end)
    verb = doc[end - 1]
    if not verb.lower_.startswith("gehör") or any(_denies(doc[k].lower_) for k in range(i + 1, end)):
        return
    inside = [p for p in scene.sentence.phrases if i <= p.start < end and p.prep is None and p.kind != "relative"]
    things = [m for p in inside if p.genitive_of is None for m in scene.named(p)]
    before = [p for p in scene.sentence.phrases if p.end == i - 1]
    owners = [m for p in before[:1] for m in _fitting(scene, p, doc[i].lower_)]
    told = Scope(status=Status.FORMER if verb.lower_.startswith("gehörte") else Status.CURRENT)
    yield from _owns(scene, owners, things, "owns.to-whom", end - 1, told)


def _closes(scene: Scene, k: int) -> bool:
    """Whether a relative clause ends before a token: a comma or full stop behind its verb."""
    return scene.doc[k].text in (",", ".", ";", ")", "–") and scene.doc[k - 1].tag_ in ("VVFIN", "VAFIN", "VMFIN")


def _denies(word: str) -> bool:
    return word in ("nicht", "nie") or word.startswith("kein")


def _fitting(scene: Scene, phrase: Phrase, pronoun: str) -> tuple[Mention, ...]:
    """What the pronoun takes up: the thing right before it, or that its place stands behind ("die Mine in Peru")."""
    found = scene.everyone(phrase) if pronoun == "denen" else scene.named(phrase)
    outer = scene.phrase(phrase.attribute_of)
    if outer is not None and found and found[0].entity.cls in ("City", "Region", "Country"):
        return scene.named(outer)
    return found


def _lies_with(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„deren Aktien zur Hälfte bei A und B liegen“, "die Mehrheit an X bleibt bei Y"."""
    inside = [p for p in scene.sentence.phrases if p.head in clause.tokens]
    held = next((p for p in inside if p.prep is None and is_share(scene, p) and p.conjunct_of is None), None)
    if held is None or clause.predicate is None:
        return
    owners = [
        m for p in inside if p.prep == "bei" for m in (firms_named(scene, p) or scene.named(p)) if p.index != held.index
    ]
    yield from _owns(
        scene, owners, _of_share(scene, held), "owns.lies-with", clause.predicate.verb, _told(scene, clause)
    )


def _belongs(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„dem Staat gehören zwei Drittel von X und die Mine Y“: shares are looked through, rows gone through."""
    assert clause.predicate is not None
    owner, thing = scene.phrase(clause.dative), scene.phrase(clause.subject)
    if owner is None or thing is None or clause.predicate.voice != "active":
        return
    if is_share(scene, owner) and not is_share(scene, thing):
        owner, thing = thing, owner  # "SoftBank gehören 90 Prozent": a bare name shows no case
    owner, first = scene.resolved(owner, clause), scene.resolved(thing, clause)
    rows = list(scene.members(first))
    rows += [
        p
        for p in scene.sentence.phrases
        if p.head in clause.tokens and p.prep is None and p.genitive_of is None and p.kind in ("noun", "name")
        if p.apposition_of is None and p.index not in (owner.index, first.index) and "NOM" in p.cases
        if any(m.entity.cls == "Facility" for m in scene.named(p)) or is_share(scene, p)
    ]
    things = [m for p in {p.index: p for p in rows}.values() for m in _of_share(scene, p)]
    owners = [m for p in scene.members(owner) for m in (firms_named(scene, p) or scene.named(p))]
    taken = {m.entity.id for m in owners}
    things = [m for m in things if m.entity.id not in taken]
    yield from _owns(scene, owners, things, "owns.belongs", clause.predicate.verb, _told(scene, clause))


def _venture_run(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„wo A mit B das Gemeinschaftsunternehmen X betreibt“: both hold it."""
    core = role_phrase(scene, clause, "obj")
    if core is None or scene.noun(core) not in _VENTURES or clause.predicate is None:
        return
    ventures = [m for m in scene.named(core) if m.how is How.NAME]
    owners = [t.mention for t in fill(scene, clause, parse_slot("subj"))]
    owners += [
        m
        for p in map(scene.phrase, clause.obliques)
        if p is not None and p.prep == "mit" and p.start < core.head
        for m in scene.named(p)
    ]
    yield from _owns(scene, owners, ventures, "owns.venture-run", clause.predicate.verb, scope(scene, clause))


def _rest(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„hält 63 Prozent an X; den Rest besitzt Y“, "die übrigen Anteile teilen sich A und B": of the thing before."""
    assert clause.predicate is not None
    inside = [p for p in scene.sentence.phrases if p.head in clause.tokens and p.prep is None]
    rest = next((p for p in inside if _is_rest(scene, p)), None)
    if rest is None or _of_share(scene, rest):
        return
    things = _held_before(scene, rest)
    owners = [
        m
        for p in inside
        if p.index != rest.index and p.genitive_of is None and not is_share(scene, p)
        for m in scene.named(p)
        if m.entity.id not in {t.entity.id for t in things}
    ]
    yield from _owns(scene, owners, things, "owns.rest", clause.predicate.verb, _told(scene, clause))


def _is_rest(scene: Scene, phrase: Phrase) -> bool:
    if scene.noun(phrase) in _REST:
        return True
    words = (scene.doc[i] for i in range(phrase.start, phrase.head))
    return is_share(scene, phrase) and any(t.lemma_.rstrip("e") in _REMAINING or _remains(t.lower_) for t in words)


def _remains(word: str) -> bool:
    return word.startswith(("restlich", "übrig", "verbleibend"))


def _held_before(scene: Scene, rest: Phrase) -> tuple[Mention, ...]:
    """Of what shares are told right before: the last thing of a stake in the sentence."""
    before = [p for p in scene.sentence.phrases if p.end <= rest.start and is_share(scene, p)]
    for share in reversed(before):
        found = _of_share(scene, share)
        if found:
            return found[:1]
    for clause in scene.sentence.clauses:
        lemma = clause.predicate.lemma if clause.predicate is not None else ""
        thing = scene.phrase(clause.subject) if lemma == "gehören" else None
        if thing is not None and thing.end <= rest.start:
            return scene.named(scene.resolved(thing, clause))[:1]
    return ()


def _part_once(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„X, früher die Sparte von Y“, "X, bis 2020 eine Tochter von Y": an adverb parts it from its firm."""
    doc, k = scene.doc, phrase.start - 1
    if k < scene.sentence.start + 2:
        return
    years = doc[k].like_num and doc[k - 1].lower_ in ("bis", "seit")
    word = doc[k - 1].lower_ if years else doc[k].lower_
    comma = k - 2 if years else k - 1
    if word not in _ONCE | _NOW | {"bis", "seit"} or comma <= scene.sentence.start or doc[comma].text != ",":
        return
    over = word in _ONCE or word == "bis"
    firms = [m for p in scene.sentence.phrases if p.end == comma for m in scene.everyone(p)]
    behind = (*scene.attributes(phrase), *scene.attributes(phrase, ("von",)))
    owners = [m for a in behind if a.conjunct_of is None for m in scene.everyone(a)]
    modality, status = phrase_modality(scene, phrase)
    told = Scope(weakest(modality, Modality.ASSERTED), Status.FORMER if over else status)
    yield from _owns(scene, owners, firms[:1], "owns.part-once", phrase.head, told)
