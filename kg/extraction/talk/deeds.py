"""What somebody did, spoken of without its doer: "die Entscheidung", "das Verbot", "dagegen".

A stance on a deed is a stance on who did it: "Modi begrüßte den Schritt" supports whoever took it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene, Target

_DOES = frozenset("restricts eases permits threatens".split())
_DECIDES = frozenset({"restricts", "eases", "permits"})
_DECISIONS = frozenset({"order", "law", "deed"})
_JUDGES = frozenset({"criticizes", "supports"})
_MEASURES = frozenset({"rule", "measure", "permission", "funding", "law"})
_TOLD = (Modality.ASSERTED, Modality.PLANNED)
_LOOSE = frozenset({"deed", "rule", "funding", "law", "order", "threat"})
_DEEDS = _LOOSE | {"measure", "lift", "impose", "permission", "agreement"}
_DEFINITE = ("der", "die", "das", "den", "dem", "des")
_ADVERBS = {
    "gegen": "dagegen",
    "für": "dafür",
    "an": "daran",
    "hinter": "dahinter",
    "über": "darüber",
    "zu": "dazu",
    "auf": "darauf",
    "vor": "davor",
}


def doer_of(found: Iterable[Found]) -> Mention | None:
    """Who did, as far as a sentence tells, what "der Schritt" in the next one stands for.

    Whom a sentence criticizes or praises is still meant when the next one does: "Bedenken hat auch …".
    """
    told = [f for f in found if f.modality in _TOLD]
    acting = [(f.token, f.subject) for f in told if f.relation in _DOES and is_a(f.subject.entity.cls, "Agent")]
    acting += [(f.token, f.object) for f in told if f.relation in _JUDGES and is_a(f.object.entity.cls, "Agent")]
    return max(acting, key=lambda one: one[0])[1] if acting else None


def acted(scene: Scene) -> Mention | None:
    """Who took a decision in a sentence, though on nothing known: "Biden untersagte den Verkauf"."""
    for clause in reversed(scene.sentence.clauses):
        predicate = clause.predicate
        if clause.kind != "main" or predicate is None or predicate.voice != "active" or predicate.negated:
            continue
        if any(f.relation in _DECIDES for f in scene.frames.verbs.get(predicate.lemma, ())):
            subject = scene.phrase(clause.subject)
            found = scene.everyone(subject, clause) if subject is not None else ()
            return next(
                (m for m in map(scene.actor, found) if is_a(m.entity.cls, "Agent") and m.entity.cls != "Company"), None
            )
    return None


def doer(scene: Scene) -> Iterator[Target]:
    """Who did what was told last."""
    if scene.doer is not None:
        yield Target(replace(scene.doer, hops=scene.doer.hops + 1), loose=True, deed=True)


def by_deed(scene: Scene, phrase: Phrase) -> Iterator[Target]:
    """„Chinas Vorgehen“, "die Entscheidung Trumps", "US-Regeln", "das Verbot": what somebody does stands for them."""
    by = scene.attributes(phrase, ("durch",))  # "den Kauf von X [durch Y]"
    behind = (m for a in (*by, *scene.attributes(phrase)) for m in scene.everyone(a))
    if scene.doc[phrase.head].lower_ == "was":
        yield from _by_clause(scene, phrase)
        return
    deed = scene.kind(phrase) in _DEEDS
    states = (m for m in scene.loosely(phrase) if m.entity.cls in ("Country", "Alliance")) if deed else ()
    owner = next((m for m in (*scene.owner(phrase), *behind, *states) if is_a(m.entity.cls, "Agent")), None)
    if owner is not None:
        yield Target(owner, loose=True, deed=True)
        # "die Übungen Südkoreas [und der USA]"
        together = [
            p for p in scene.attributes(phrase) if any(p.index == q.conjunct_of for q in scene.sentence.phrases)
        ]
        others = [m for p in together for m in scene.everyone(p) if is_a(m.entity.cls, "Agent")]
        yield from (Target(m, loose=True, deed=True) for m in others if m.entity.id != owner.entity.id)
    elif deed and _is_known(scene, phrase):
        # a compound is no mere reference: "die Chippolitik"
        again = scene.kind(phrase) not in _LOOSE or scene.noun(phrase) in scene.frames.kinds
        found = tuple(doer(scene)) if again else ()
        if again and not found and scene.decider is not None and scene.kind(phrase) in _DECISIONS:
            found = (Target(replace(scene.decider, hops=scene.decider.hops + 1), loose=True, deed=True),)
        yield from found or tuple(_unnamed(scene, phrase))
    elif scene.noun(phrase) == "Regierung" and _is_known(scene, phrase):
        yield from _state_of_doer(scene)


def _unnamed(scene: Scene, phrase: Phrase) -> Iterator[Target]:
    """„stellte sich hinter [die Quoten]“: a measure that has no name but its noun, where nobody knows whose it is."""
    if scene.kind(phrase) not in _MEASURES:
        return
    head = scene.doc[phrase.head]
    name = head.text if "PLU" in phrase.numbers and "SIN" not in phrase.numbers else scene.noun(phrase)
    entity = scene.table.unknown(name, "Measure")
    here = Mention(head.idx, head.idx + len(head.text), head.text, head.i, head.i + 1, entity)
    yield Target(here, loose=True, deed=True)


def _by_clause(scene: Scene, pronoun: Phrase) -> Iterator[Target]:
    """„…, was Macron kritisierte“: what the clause before tells, and so who does it there."""
    clause = scene.clause_of(pronoun)
    above = scene.sentence.clauses[clause.parent] if clause is not None and clause.parent is not None else None
    subject = scene.phrase(above.subject) if above is not None else None
    if above is not None and subject is not None and above.predicate is not None:
        if above.predicate.voice == "active":
            acting = (m for m in scene.everyone(subject, above) if is_a(m.entity.cls, "Agent"))
            yield from (Target(scene.actor(m), loose=True, deed=True) for m in acting)


def _state_of_doer(scene: Scene) -> Iterator[Target]:
    """„die Regierung“: of the state that did what was told last, or whose body or leader did."""
    for target in doer(scene):
        who = target.mention.entity
        state = who if who.cls == "Country" else scene.table.get(who.country or who.part_of or "")
        if state is not None and state.cls == "Country":
            yield replace(target, mention=replace(target.mention, entity=state), deed=False)


def by_adverb(scene: Scene, clause: Clause, preposition: str) -> Iterator[Target]:
    """„protestierte dagegen“: the deed told before, unless a clause behind it says what is meant."""
    word = _ADVERBS.get(preposition)
    if word is not None and not _goes_on(scene, clause) and any(scene.doc[i].lower_ == word for i in clause.tokens):
        yield from doer(scene)


def by_default(scene: Scene, clause: Clause) -> Iterator[Target]:
    """„Peking protestiert“: against what was told last."""
    if not _goes_on(scene, clause):
        yield from doer(scene)


def _goes_on(scene: Scene, clause: Clause) -> bool:
    return any(c.kind in ("complement", "infinitive") for c in scene.sentence.clauses[clause.index + 1 :])


def _is_known(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun phrase speaks of something told before: definite, with nothing behind it that tells which."""
    if scene.attributes(phrase, ("gegen", "von", "gegenüber")) or scene.mentions(
        phrase.start, phrase.head, (How.PART,)
    ):
        return False
    first = scene.doc[phrase.start].lower_
    fused = phrase.prep_at is not None and scene.doc[phrase.prep_at].lower_ in ("am", "im", "zum", "zur", "beim", "vom")
    return fused or first in _DEFINITE or first.startswith("dies")
